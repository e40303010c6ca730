package ledger

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"example.org/rapporteur"
)

// fieldAnswer is the field of a question that was answered, as package link names it.
const fieldAnswer = "answer"

// A tally counts records by the states that they are between and their kind.
type tally map[[2]string]int

func (t tally) add(r rapporteur.Record) {
	var states []string
	for _, p := range r.Parties {
		if p.IsState() {
			states = append(states, string(p))
		}
	}
	slices.Sort(states)
	states = slices.Compact(states)
	if len(states) < 2 || len(states) > 3 || len(r.Fields[fieldAnswer]) > 0 {
		return
	}
	t[[2]string{strings.Join(states, " "), string(r.Kind)}]++
}

// replace makes these the counts that are stored.
func (t tally) replace(ctx context.Context, tx Tx) error {
	if _, err := tx.Exec(ctx, `delete from relation`); err != nil {
		return err
	}
	for _, key := range slices.SortedFunc(maps.Keys(t), func(a, b [2]string) int { return slices.Compare(a[:], b[:]) }) {
		if _, err := tx.Exec(ctx, `insert into relation (states, kind, records) values ($1, $2, $3)`, key[0], key[1], t[key]); err != nil {
			return err
		}
	}
	return nil
}

// CountRecords returns how many records of each kind are between just these two or
// three states, as they were last derived. Questions that have an answer are not counted.
func (l *Ledger) CountRecords(ctx context.Context, states []rapporteur.Party) (map[rapporteur.Kind]int, error) {
	var codes []string
	for _, p := range distinct(states) {
		codes = append(codes, string(p))
	}
	out := map[rapporteur.Kind]int{}
	err := l.view(ctx, func(tx Tx) error {
		return scanAll(ctx, tx, func(r Row) error {
			var k rapporteur.Kind
			var n int
			err := r.Scan(&k, &n)
			out[k] = n
			return err
		}, `select kind, records from relation where states = $1`, strings.Join(codes, " "))
	})
	if err != nil {
		return nil, fmt.Errorf("count records: %w", err)
	}
	return out, nil
}
