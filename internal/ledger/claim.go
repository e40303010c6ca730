package ledger

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"

	"example.org/rapporteur"
)

// A Claim is a stored claim, with the corrections in force, and what people
// decided about it.
type Claim struct {
	rapporteur.Claim
	// Machine is the claim as the machine reads it; nil if nobody corrected it.
	Machine     *rapporteur.Claim
	Corrections []rapporteur.Correction     // in force, in the order of fields
	Verdict     rapporteur.Verb             // Accept, Edit, Reject, or empty if nobody has decided
	Decision    rapporteur.DecisionID       // the decision that the verdict rests on
	Information rapporteur.InformationGrade // that a person gave, 0 if nobody did
	// State names what a person sees who looks at the claim now. A decision that
	// gives it as what its author saw is refused once the claim is in another.
	State string
	// Location says where in its file the quote begins, such as "page 3"; empty for
	// files that are text themselves.
	Location string
}

// A ClaimFilter selects claims. The zero filter selects all that are not rejected.
type ClaimFilter struct {
	// Parties selects claims that all of these are party to.
	Parties []rapporteur.Party
	// Beside selects claims of documents that hold at least one claim, not
	// rejected, that all of these are party to: what the same reports say besides.
	Beside []rapporteur.Party
	Kinds  []rapporteur.Kind
	Doc    rapporteur.DocID
	// After selects claims of documents that lie behind a place in the order of
	// publication, Docs those of documents by identity, if it is not nil: up to 10,000.
	After Edge
	Docs  []rapporteur.DocID
	// AsOf leaves out claims of documents that were not surely public on the last day of the date.
	AsOf            rapporteur.Date
	IncludeRejected bool

	ids []rapporteur.ClaimID // by identity, if not empty
}

// Claims yields the claims that a filter selects, in the order in which their
// documents became public, then of the documents' identities, then of their
// place in the text, then of their own identities.
//
// Each claim's quote is anchored anew in the stored text. One whose words are
// not there is not given out: a *BrokenClaimError comes in its place, after
// which the iteration goes on if the caller does. It ends after any other error.
func (l *Ledger) Claims(ctx context.Context, f ClaimFilter) iter.Seq2[Claim, error] {
	return func(yield func(Claim, error) bool) {
		for row, err := range l.claimRows(ctx, f) {
			if err != nil {
				yield(Claim{}, fmt.Errorf("claims: %w", err))
				return
			}
			c, err := row.claim()
			if err != nil {
				err = &BrokenClaimError{Claim: row.id, Doc: row.doc, Err: err}
			}
			if !yield(c, err) {
				return
			}
		}
	}
}

// Claim returns one claim, rejected or not. The error is ErrNotFound if the
// ledger does not hold it, and a *BrokenClaimError if it does not stand.
func (l *Ledger) Claim(ctx context.Context, id rapporteur.ClaimID) (Claim, error) {
	for c, err := range l.ClaimsByID(ctx, []rapporteur.ClaimID{id}) {
		return c, err
	}
	return Claim{}, fmt.Errorf("claim %s: %w", id, ErrNotFound)
}

// MaxIDs is how many documents a filter takes by identity: it keeps queries below the databases' limits on placeholders.
const MaxIDs = 10_000

// idsAtOnce is how many identities one query takes where the result can be had in
// pieces: the time that SQLite's driver takes to bind arguments grows with the
// square of their number.
const idsAtOnce = 250

// ClaimsByID yields those of the claims named that the ledger holds, rejected or
// not, with the errors of Claims, and of few of them in its order: many are
// fetched in pieces, in the order of the list.
func (l *Ledger) ClaimsByID(ctx context.Context, ids []rapporteur.ClaimID) iter.Seq2[Claim, error] {
	return func(yield func(Claim, error) bool) {
		for some := range slices.Chunk(ids, idsAtOnce) {
			for c, err := range l.Claims(ctx, ClaimFilter{ids: some, IncludeRejected: true}) {
				if !yield(c, err) {
					return
				}
			}
		}
	}
}

// A claimRow is a claim as it is stored, with the text it must be anchored in.
type claimRow struct {
	claimKey
	kind    rapporteur.Kind
	rule    rapporteur.RuleID
	end     int
	body    string
	verdict verdictRow
	text    *rapporteur.Text // nil if the document's text was altered
	located rapporteur.Document
}

// A claimKey is the place of a claim in the order of Claims.
type claimKey struct {
	by    day
	doc   rapporteur.DocID
	start int
	id    rapporteur.ClaimID
}

func (r claimRow) claim() (Claim, error) {
	if r.text == nil {
		return Claim{}, &AlteredTextError{Doc: r.doc}
	}
	c, sel, err := decodeClaim(r.body)
	if err != nil {
		return Claim{}, err
	}
	if c.Quote, err = r.text.Anchor(sel); err != nil {
		return Claim{}, err
	}
	if err := r.agrees(c); err != nil {
		return Claim{}, err
	}
	out := Claim{Verdict: r.verdict.verb, Decision: r.verdict.decision, Information: r.verdict.information,
		State: stateOf(r.body, r.verdict.standing), Location: r.located.LocationAt(c.Quote.Start())}
	if out.Claim, out.Corrections, err = correct(c, r.verdict.patch); err != nil {
		return Claim{}, err
	}
	if len(out.Corrections) > 0 {
		out.Machine = &c
	}
	return out, nil
}

// agrees checks that the columns by which a claim is found are those of its body.
func (r claimRow) agrees(c rapporteur.Claim) error {
	sealed := c
	if err := sealed.Seal(); err != nil {
		return err
	}
	if sealed.ID != r.id || c.ID != r.id || c.Doc != r.doc || c.Kind != r.kind || c.Rule != r.rule ||
		int(c.Quote.Start()) != r.start || int(c.Quote.End()) != r.end {
		return errors.New("its row was altered")
	}
	return nil
}

// decodeClaim reads a claim's JSON. The quote comes apart from it, as a
// selector, because only a text can make it a quote.
func decodeClaim(body string) (rapporteur.Claim, rapporteur.Selector, error) {
	var stored struct {
		rapporteur.Claim
		Quote rapporteur.Selector `json:"quote"` // hides Claim.Quote from the decoder
	}
	err := json.Unmarshal([]byte(body), &stored)
	return stored.Claim, stored.Quote, err
}

// docsAtOnce is of how many documents a page of claims is fetched, where their
// documents are known: the claims of so many are mostly one page. A page of all of
// them would have to be put in order anew for each that follows.
const docsAtOnce = 40

func (l *Ledger) claimRows(ctx context.Context, f ClaimFilter) iter.Seq2[claimRow, error] {
	if len(f.Beside) == 0 && len(f.Docs) <= docsAtOnce {
		return l.claimPages(ctx, f)
	}
	return func(yield func(claimRow, error) bool) {
		docs, err := l.docsOf(ctx, f)
		if err != nil {
			yield(claimRow{}, err)
			return
		}
		f.Beside = nil
		for some := range slices.Chunk(docs, docsAtOnce) {
			f.Docs = some
			for row, err := range l.claimPages(ctx, f) {
				if !yield(row, err) || err != nil {
					return
				}
			}
		}
	}
}

// docsOf returns the documents that a filter selects claims of, in order.
func (l *Ledger) docsOf(ctx context.Context, f ClaimFilter) (docs []rapporteur.DocID, err error) {
	var w where
	d := DocumentFilter{Parties: f.Beside, After: f.After, Docs: f.Docs, AsOf: f.AsOf}
	if err := d.apply(&w); err != nil {
		return nil, err
	}
	err = l.view(ctx, func(tx Tx) error {
		return scanAll(ctx, tx, func(r Row) error {
			var id rapporteur.DocID
			err := r.Scan(&id)
			docs = append(docs, id)
			return err
		}, `select d.id from document d`+w.String()+` order by d.public_by, d.id`, w.args...)
	})
	return docs, err
}

func (l *Ledger) claimPages(ctx context.Context, f ClaimFilter) iter.Seq2[claimRow, error] {
	return pages(func(after *claimKey) ([]claimRow, claimKey, error) {
		var last claimKey
		query, args, err := f.query(after)
		if err != nil {
			return nil, last, err
		}
		var rows []claimRow
		err = l.view(ctx, func(tx Tx) error {
			err := scanAll(ctx, tx, func(r Row) error {
				var c claimRow
				v := &c.verdict
				err := r.Scan(&c.by, &c.doc, &c.start, &c.id, &c.kind, &c.rule, &c.end, &c.body,
					&v.verb, &v.decision, &v.patch, &v.information, &v.standing)
				last = c.claimKey
				rows = append(rows, c)
				return err
			}, query, args...)
			if err != nil {
				return err
			}
			return addTexts(ctx, tx, rows)
		})
		return rows, last, err
	})
}

// addTexts gives each row its document's text.
func addTexts(ctx context.Context, tx Tx, rows []claimRow) error {
	if len(rows) == 0 {
		return nil
	}
	var ids []rapporteur.DocID
	for _, r := range rows {
		ids = append(ids, r.doc)
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	var w where
	query := `select id, text, text_hash, locations from document where id in ` + list(&w, ids)
	texts := make(map[rapporteur.DocID]*rapporteur.Text, len(ids))
	located := map[rapporteur.DocID]rapporteur.Document{}
	err := scanAll(ctx, tx, func(r Row) error {
		var id rapporteur.DocID
		var text, hash, locations string
		if err := r.Scan(&id, &text, &hash, &locations); err != nil {
			return err
		}
		if locations != "" {
			d := rapporteur.Document{ID: id}
			if err := scanLocations(&d, locations); err != nil {
				return err
			}
			located[id] = d
		}
		if t, err := restoreText(id, text, hash); err == nil {
			texts[id] = &t
		}
		return nil
	}, query, w.args...)
	for i := range rows {
		rows[i].text, rows[i].located = texts[rows[i].doc], located[rows[i].doc]
	}
	return err
}

// query returns the query of a page of claims. It is driven by the parties, if
// any are asked for: their tables have the order of the result.
func (f ClaimFilter) query(after *claimKey) (string, []any, error) {
	var w where
	key, from := `c.public_by, c.doc, c.quote_start, c.id`, `claim c`
	parties := distinct(f.Parties)
	switch len(parties) {
	case 0:
	case 1:
		key, from = `p.public_by, p.doc, p.quote_start, p.claim`, `claim_party p join claim c on c.id = p.claim`
		w.and(`p.party = ` + w.arg(parties[0]))
	default:
		key, from = `p.public_by, p.doc, c.quote_start, c.id`, `pair p join claim c on c.doc = p.doc`
		w.and(`p.a = ` + w.arg(parties[0]) + ` and p.b = ` + w.arg(parties[1]))
		for _, p := range parties {
			w.and(alsoParty(&w, "c.id", p))
		}
	}
	if len(f.Kinds) > 0 {
		w.and(`c.kind in ` + list(&w, f.Kinds))
	}
	if len(f.ids) > 0 {
		w.and(`c.id in ` + list(&w, f.ids))
	}
	if f.Doc != "" {
		w.and(`c.doc = ` + w.arg(f.Doc))
	}
	f.After.behind(&w, `c.public_by, c.doc`)
	if err := among(&w, `c.doc`, f.Docs); err != nil {
		return "", nil, err
	}
	if !f.IncludeRejected {
		w.and(`coalesce(v.verb, '') <> ` + w.arg(rapporteur.Reject))
	}
	by, err := asOf(f.AsOf)
	if err != nil {
		return "", nil, err
	}
	if by != "" {
		w.and(`c.public_by <= ` + w.arg(by))
	}
	if after != nil {
		w.and(`(` + key + `) > ` + list(&w, []any{after.by, after.doc, after.start, after.id}))
	}
	return `select c.public_by, c.doc, c.quote_start, c.id, c.kind, c.rule, c.quote_end, c.body,
		coalesce(v.verb, ''), coalesce(v.decision, ''), coalesce(v.patch, ''), coalesce(v.information, 0), coalesce(v.standing, '') from ` + from + ` left join verdict v on v.claim = c.id` +
		w.String() + ` order by ` + key + pageLimit, w.args, nil
}
