package ledger

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"golang.org/x/mod/sumdb/tlog"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/audit"
)

const (
	doRestoreLog = "restore the ledger from a backup"
	doDeriveAnew = "run rapporteur rebuild: it works out anew what the decisions come to"
)

// A decisionRow is a decision as it is stored.
type decisionRow struct {
	seq                           int64
	id, verb, claim, undoes, doc  string
	at, author, body, leaf, marks string
}

// decisionRows returns every decision in order, with the hash that the tree
// holds of it and the documents that it is listed under.
func decisionRows(ctx context.Context, tx Tx) (rows []decisionRow, err error) {
	marks := make(map[int64]string)
	err = scanAll(ctx, tx, func(r Row) error {
		var seq, part int64
		var doc string
		err := r.Scan(&seq, &part, &doc)
		marks[seq] += fmt.Sprint(part, doc, "\n")
		return err
	}, `select seq, part, doc from mark order by seq, part`)
	if err != nil {
		return nil, err
	}
	err = scanAll(ctx, tx, func(r Row) error {
		var d decisionRow
		err := r.Scan(&d.seq, &d.id, &d.verb, &d.claim, &d.undoes, &d.doc, &d.at, &d.author, &d.body)
		d.marks = marks[d.seq]
		rows = append(rows, d)
		return err
	}, `select seq, id, verb, claim, undoes, doc, at, author, body from decision order by seq`)
	return rows, err
}

// agrees reports whether the columns of a decision are those of its body.
func (r decisionRow) agrees() bool {
	var d rapporteur.Decision
	if json.Unmarshal([]byte(r.body), &d) != nil || decisionID(r.seq, d) != d.ID {
		return false
	}
	want := decisionRow{r.seq, string(d.ID), string(d.Verb), string(d.Claim), string(d.Undoes), string(d.Doc),
		formatTime(d.At), d.By, r.body, r.leaf, ""}
	for part, m := range d.Marks() {
		want.marks += fmt.Sprint(part, m.Doc, "\n")
	}
	return r == want
}

// decisionLog checks every decision against its identity and the tree, and the
// tree against all decisions.
func (v *verifier) decisionLog(ctx context.Context) error {
	var rows []decisionRow
	var held []string
	err := v.view(ctx, func(tx Tx) (err error) {
		if rows, err = decisionRows(ctx, tx); err != nil {
			return err
		}
		return scanAll(ctx, tx, func(r Row) error {
			var h string
			err := r.Scan(&h)
			held = append(held, h)
			return err
		}, `select hash from decision_hash order by place`)
	})
	if err != nil {
		return err
	}
	v.checked.Decisions = len(rows)
	altered := func(format string, args ...any) {
		v.found(Problem{What: fmt.Sprintf(format, args...), Do: doRestoreLog})
	}
	var tree audit.Memory
	n := len(v.problems)
	next := int64(1)
	for _, r := range rows {
		for ; next < r.seq; next++ {
			altered("decision number %d was removed", next)
		}
		next++
		if err := tree.Add([]byte(r.body)); err != nil {
			return err
		}
		leaf := tlog.StoredHashIndex(0, r.seq-1)
		if leaf < 0 || leaf >= int64(len(held)) {
			altered("decision %s, number %d, is not in the tree of the log", r.id, r.seq)
		} else if held[leaf] != tlog.RecordHash([]byte(r.body)).String() || !r.agrees() {
			altered("decision %s, number %d, was altered or moved", r.id, r.seq)
		}
	}
	var sound []string
	for _, h := range tree.Stored() {
		sound = append(sound, h.String())
	}
	v.logAltered = len(v.problems) > n
	if !v.logAltered && !slices.Equal(held, sound) {
		altered("the tree of the log is not that of its %d decisions: decisions were removed from its end, or its hashes altered", len(rows))
	}
	return nil
}

// DecisionLog returns the tree of the decisions made anew from all of them: what
// a checkpoint is held against when nothing stored is to be trusted.
func (l *Ledger) DecisionLog(ctx context.Context) (audit.Log, error) {
	var tree audit.Memory
	err := l.view(ctx, func(tx Tx) error {
		return scanAll(ctx, tx, func(r Row) error {
			var body string
			if err := r.Scan(&body); err != nil {
				return err
			}
			return tree.Add([]byte(body))
		}, `select body from decision order by seq`)
	})
	if err != nil {
		return audit.Log{}, fmt.Errorf("tree of the decisions: %w", err)
	}
	return tree.Log(), nil
}

// standing checks that what the ledger shows as decided is what the decisions
// come to, document by document. Of a log that was altered that cannot be told.
func (v *verifier) standing(ctx context.Context) error {
	if v.logAltered {
		return nil
	}
	var docs []rapporteur.DocID
	err := v.view(ctx, func(tx Tx) error {
		return scanAll(ctx, tx, func(r Row) error {
			var doc rapporteur.DocID
			err := r.Scan(&doc)
			docs = append(docs, doc)
			return err
		}, `select doc from mark union select doc from claim where engine = $1 union select doc from verdict union select doc from stand order by doc`, rapporteur.PersonEngine)
	})
	if err != nil {
		return err
	}
	for _, doc := range docs {
		var shown, sound []verdictRow
		var stands, soundStands []Stand
		addedSound := true
		err := v.view(ctx, func(tx Tx) error {
			err := scanAll(ctx, tx, func(r Row) error {
				var row verdictRow
				err := r.Scan(&row.claim, &row.verb, &row.decision, &row.patch, &row.information, &row.standing)
				shown = append(shown, row)
				return err
			}, `select claim, verb, decision, patch, information, standing from verdict where doc = $1 order by claim`, doc)
			if err != nil {
				return err
			}
			err = scanAll(ctx, tx, func(r Row) error {
				var s Stand
				err := r.Scan(&s.Decision, &s.Part, &s.Claim)
				stands = append(stands, s)
				return err
			}, `select s.decision, s.part, s.claim from stand s left join decision d on d.id = s.decision where s.doc = $1 order by d.seq, s.part`, doc)
			if err != nil {
				return err
			}
			decisions, err := decisionsAbout(ctx, tx, doc)
			if err != nil {
				return err
			}
			if addedSound, err = addedAsDecided(ctx, tx, doc, decisions); err != nil {
				return err
			}
			var verdicts []Verdict
			verdicts, soundStands, err = attached(ctx, tx, doc, decisions)
			for _, v := range verdicts {
				row, e := newVerdictRow(v)
				if e != nil {
					return e
				}
				sound = append(sound, row)
			}
			return err
		})
		if err != nil {
			return err
		}
		if !addedSound {
			v.found(Problem{Doc: doc, What: "its claims that were added by people are not those that the decisions add", Do: doDeriveAnew})
		}
		if !slices.Equal(shown, sound) || !slices.Equal(stands, soundStands) {
			v.found(Problem{Doc: doc, What: "what is shown as decided about its claims is not what the decisions come to", Do: doDeriveAnew})
		}
	}
	return nil
}
