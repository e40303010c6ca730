package ledger

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"example.org/rapporteur"
)

// The fields of records that names are taken from, as package link names them.
const (
	fieldName  = "name"
	fieldPlace = "place"
)

// A Named is a person or mechanism by the names that the claims of its record give.
type Named struct {
	Record  rapporteur.RecordID
	Kind    rapporteur.Kind // KindTenure or KindMechanism
	Title   string
	Names   []string
	Parties []rapporteur.Party
	Claims  int
}

// Named returns those of a kind as they were last derived, in the order of their
// records' identities.
func (l *Ledger) Named(ctx context.Context, kind rapporteur.Kind) ([]Named, error) {
	var out []Named
	err := l.view(ctx, func(tx Tx) error {
		return scanAll(ctx, tx, func(r Row) error {
			n := Named{Kind: kind}
			var names, parties string
			if err := r.Scan(&n.Record, &n.Title, &names, &parties, &n.Claims); err != nil {
				return err
			}
			for p := range strings.FieldsSeq(parties) {
				n.Parties = append(n.Parties, rapporteur.Party(p))
			}
			if err := json.Unmarshal([]byte(names), &n.Names); err != nil {
				return err
			}
			out = append(out, n)
			return nil
		}, `select record, title, names, parties, claims from record_name where kind = $1 order by record`, kind)
	})
	if err != nil {
		return nil, fmt.Errorf("names: %w", err)
	}
	return out, nil
}

// Places returns how many claims name each place as that of a meeting, in the
// records as they were last derived.
func (l *Ledger) Places(ctx context.Context) (map[string]int, error) {
	out := map[string]int{}
	err := l.view(ctx, func(tx Tx) error {
		return scanAll(ctx, tx, func(r Row) error {
			var name string
			var claims int
			err := r.Scan(&name, &claims)
			out[name] = claims
			return err
		}, `select name, claims from meeting_place`)
	})
	if err != nil {
		return nil, fmt.Errorf("places of meetings: %w", err)
	}
	return out, nil
}

// insertNames notes the names of a record that is stored.
func insertNames(ctx context.Context, tx Tx, r rapporteur.Record) error {
	if r.Kind != rapporteur.KindTenure && r.Kind != rapporteur.KindMechanism {
		return nil
	}
	names := []string{}
	for _, v := range r.Fields[fieldName] {
		names = append(names, v.Value)
	}
	b, err := json.Marshal(names)
	if err != nil {
		return err
	}
	var parties []string
	for _, p := range r.Parties {
		parties = append(parties, string(p))
	}
	_, err = tx.Exec(ctx, `insert into record_name (record, kind, title, names, parties, claims) values ($1, $2, $3, $4, $5, $6)`,
		r.ID, r.Kind, r.Title, string(b), strings.Join(parties, " "), len(r.Claims))
	return err
}

// places counts claims by the place of a meeting that they name.
type places map[string]int

func (p places) add(r rapporteur.Record) {
	if r.Kind == rapporteur.KindInteraction {
		for _, v := range r.Fields[fieldPlace] {
			p[v.Value] += len(v.Claims)
		}
	}
}

// replace makes these the counts that are stored.
func (p places) replace(ctx context.Context, tx Tx) error {
	if _, err := tx.Exec(ctx, `delete from meeting_place`); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(p)) {
		if _, err := tx.Exec(ctx, `insert into meeting_place (name, claims) values ($1, $2)`, name, p[name]); err != nil {
			return err
		}
	}
	return nil
}
