package ledger

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/search"
)

// An indexer is what differs between the databases: how words are kept and asked for.
type indexer interface {
	// clear takes a document and its claims out of the index.
	clear(ctx context.Context, tx Tx, doc rapporteur.DocID) error
	// add puts the words of texts into the index.
	add(ctx context.Context, tx Tx, h Hit, texts ...string) error
	// common reports whether so many rows hold the terms that they had better be
	// looked for in the order in which they are wanted.
	common(ctx context.Context, tx Tx, terms []search.Term) (bool, error)
	// match returns the condition that a row of searchable, named s, holds the terms.
	// If the terms are common, the rows come from elsewhere and are only held to it.
	match(w *where, terms []search.Term, common bool) string
}

// fts keeps words in an FTS5 table of SQLite beside searchable.
type fts struct {
	commonFrom int // rows
}

// commonFrom is how many rows are common: to fetch and sort as many takes about as
// long as to walk along the newest documents until there are enough of them.
const commonFrom = 20_000

func (fts) clear(ctx context.Context, tx Tx, doc rapporteur.DocID) error {
	if _, err := tx.Exec(ctx, `delete from search where rowid in (select n from searchable where doc = $1)`, doc); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `delete from searchable where doc = $1`, doc)
	return err
}

func (fts) add(ctx context.Context, tx Tx, h Hit, texts ...string) error {
	var n int64
	if err := tx.QueryRow(ctx, `insert into searchable (doc, claim) values ($1, $2) returning n`, h.Doc, h.Claim).Scan(&n); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `insert into search (rowid, words) values ($1, $2)`, n, search.Run(texts...))
	return err
}

func (x fts) common(ctx context.Context, tx Tx, terms []search.Term) (bool, error) {
	var n int
	err := tx.QueryRow(ctx, `select count(*) from (select 1 from search where search match $1 limit $2)`, x.expression(terms), x.commonFrom).Scan(&n)
	return n == x.commonFrom, err
}

// match asks for a run as it asks for a word: what FTS5 is given in quotation marks
// is a phrase.
func (x fts) match(w *where, terms []search.Term, common bool) string {
	row := `s.n`
	if common {
		row = `+s.n` // else SQLite asks the index anew for each row, and does not gather first
	}
	return row + ` in (select rowid from search where search match ` + w.arg(x.expression(terms)) + `)`
}

func (fts) expression(terms []search.Term) string {
	return expression(terms, " AND ", " OR ", func(word string) string {
		if prefix, ok := strings.CutSuffix(word, "*"); ok {
			return `"` + prefix + `" *`
		}
		return `"` + word + `"`
	})
}

// tsvector keeps words in one column of PostgreSQL and runs in another. The words
// have no places there: a tsvector keeps none behind the 16,383rd word, and of each
// word the first 256, so that "<->" would miss what a long report says.
type tsvector struct{}

func (tsvector) clear(ctx context.Context, tx Tx, doc rapporteur.DocID) error {
	_, err := tx.Exec(ctx, `delete from searchable where doc = $1`, doc)
	return err
}

func (tsvector) add(ctx context.Context, tx Tx, h Hit, texts ...string) error {
	// Not by to_tsvector, which would cut and stem the words anew.
	_, err := tx.Exec(ctx, `insert into searchable (doc, claim, words, run) values ($1, $2, array_to_tsvector(string_to_array($3, ' ')), $4)`,
		h.Doc, h.Claim, strings.Join(search.Words(texts...), " "), " "+search.Run(texts...)+" ")
	return err
}

// common leaves it to the planner of PostgreSQL, which knows how often words occur.
func (tsvector) common(context.Context, Tx, []search.Term) (bool, error) { return false, nil }

// match finds by the words, which are indexed, and looks among what they find for runs.
func (x tsvector) match(w *where, terms []search.Term, _ bool) string {
	conditions := []string{x.words(w, terms)}
	for _, t := range terms {
		if !slices.ContainsFunc(t, func(f search.Form) bool { return slices.ContainsFunc(f, isRun) }) {
			continue
		}
		var forms []string
		for _, f := range t {
			all := []string{x.words(w, []search.Term{{f}})}
			for _, word := range f {
				if isRun(word) {
					all = append(all, `s.run like `+w.arg(runPattern(word)))
				}
			}
			forms = append(forms, strings.Join(all, " and "))
		}
		conditions = append(conditions, `(`+strings.Join(forms, " or ")+`)`)
	}
	return strings.Join(conditions, " and ")
}

// words returns the condition that a row holds the words of terms in any order.
func (tsvector) words(w *where, terms []search.Term) string {
	return `s.words @@ ` + w.arg(expression(terms, " & ", " | ", func(run string) string {
		var all []string
		for word := range strings.FieldsSeq(run) {
			if prefix, ok := strings.CutSuffix(word, "*"); ok {
				all = append(all, `'`+prefix+`':*`)
			} else {
				all = append(all, `'`+word+`'`)
			}
		}
		return strings.Join(all, " & ")
	})) + `::tsquery`
}

func isRun(word string) bool { return strings.Contains(word, " ") }

// runPattern returns what a row's run is like that holds a run. Folded words have
// no marks that mean anything in a pattern.
func runPattern(run string) string {
	if prefix, ok := strings.CutSuffix(run, "*"); ok {
		return "% " + prefix + "%"
	}
	return "% " + run + " %"
}

// expression writes terms in a database's language. Folded words are letters and
// digits alone, so that quoting them is enough.
func expression(terms []search.Term, and, or string, quote func(string) string) string {
	var all []string
	for _, t := range terms {
		var any []string
		for _, f := range t {
			var words []string
			for _, word := range f {
				words = append(words, quote(word))
			}
			any = append(any, `(`+strings.Join(words, and)+`)`)
		}
		all = append(all, `(`+strings.Join(any, or)+`)`)
	}
	return strings.Join(all, and)
}

// indexDocument puts a document and its claims into the index, in the place of
// what was there of them.
func (l *Ledger) indexDocument(ctx context.Context, tx Tx, d rapporteur.Document, claims []rapporteur.Claim) error {
	if err := l.index.clear(ctx, tx, d.ID); err != nil {
		return fmt.Errorf("search index: %w", err)
	}
	if err := l.index.add(ctx, tx, Hit{Doc: d.ID}, d.Title, d.Text.String()); err != nil {
		return fmt.Errorf("search index: %w", err)
	}
	for _, c := range claims {
		if err := l.index.add(ctx, tx, Hit{Doc: d.ID, Claim: c.ID}, claimWords(c)...); err != nil {
			return fmt.Errorf("search index: %w", err)
		}
	}
	return nil
}

// claimWords returns what a claim is found by: its quote, and what it names
// beyond that.
func claimWords(c rapporteur.Claim) []string {
	out := []string{c.Quote.Exact()}
	if c.Place != nil {
		out = append(out, c.Place.Name)
	}
	for _, s := range c.SaidBy {
		if !s.Anonymous {
			out = append(out, s.Name, s.Office)
		}
	}
	people := []rapporteur.Participant{}
	if c.Interaction != nil {
		out = append(out, c.Interaction.Mechanism)
		people = c.Interaction.Participants
	}
	if c.Tenure != nil {
		out = append(out, c.Tenure.Mentions...)
		people = append(slices.Clone(people), c.Tenure.Person)
	}
	for _, p := range people {
		out = append(out, p.Name, p.Office)
	}
	if c.Mechanism != nil {
		out = append(out, c.Mechanism.Name)
	}
	if c.Instrument != nil {
		out = append(out, c.Instrument.Title)
	}
	return out
}

// An indexed is a document with its claims on the way into the index.
type indexed struct {
	document rapporteur.Document
	claims   []rapporteur.Claim
}

// fillIndex indexes everything anew if another version of the folding filled the
// index, or none has. What is broken off begins anew the next time.
func (l *Ledger) fillIndex(ctx context.Context) error {
	var have int
	err := l.view(ctx, func(tx Tx) error {
		return tx.QueryRow(ctx, `select value from meta where name = 'search'`).Scan(&have)
	})
	if err != nil || have == search.Version {
		return err
	}
	// To commit takes longer than to index a document: many are one transaction.
	const atOnce = 500
	var waiting []indexed
	put := func() error {
		err := l.Write(ctx, func(tx Tx) error {
			for _, i := range waiting {
				if err := l.indexDocument(ctx, tx, i.document, i.claims); err != nil {
					return err
				}
			}
			return nil
		})
		waiting = waiting[:0]
		return err
	}
	for head, err := range l.Documents(ctx, DocumentFilter{}) {
		if err != nil {
			return err
		}
		d, err := l.Document(ctx, head.ID)
		if err != nil {
			continue // its text was altered: verify says so, and reading it again indexes it
		}
		i := indexed{document: d}
		for c, err := range l.Claims(ctx, ClaimFilter{Doc: d.ID, IncludeRejected: true}) {
			if err == nil { // as above
				i.claims = append(i.claims, c.Claim)
			}
		}
		if waiting = append(waiting, i); len(waiting) == atOnce {
			if err := put(); err != nil {
				return err
			}
		}
	}
	if err := put(); err != nil {
		return err
	}
	return l.Write(ctx, func(tx Tx) error {
		_, err := tx.Exec(ctx, `update meta set value = $1 where name = 'search'`, search.Version)
		return err
	})
}
