package ledger

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"example.org/rapporteur"
)

// A Reading is what one engine made of one capture.
type Reading struct {
	Document rapporteur.Document
	Capture  rapporteur.Capture // dated by the ledger's clock if At is zero
	Engine   string             // name and version, the same as in each claim
	Claims   []rapporteur.Claim // sealed, in any order
}

// Outcome is what a reading changed in the ledger.
type Outcome int

// The outcomes.
const (
	Unchanged  Outcome = iota // nothing: the ledger held all of it
	Recaptured                // the text was known; it has arrived from another place or in other bytes
	Reread                    // the document's description and claims were replaced
	New                       // the document was added
)

func (o Outcome) String() string {
	return [...]string{"unchanged", "recaptured", "reread", "new"}[o]
}

// PutDocument stores a reading in one transaction, together with its capture.
//
// The claims of a document are replaced as a set, by those of another engine or
// those of a changed reading, and decisions are attached again to the claims
// that now stand in their place. Where several captures have the same text at
// the same address, the one whose source sorts first describes the document
// (its name, title, date …), so that the order of reading does not matter.
//
// It refuses a reading that is not sound: a claim of another document, of
// another engine, not sealed, given twice, or whose quote is not in the text.
func (l *Ledger) PutDocument(ctx context.Context, r Reading) (Outcome, error) {
	if r.Capture.At.IsZero() {
		r.Capture.At = l.now()
	}
	s, err := prepare(r)
	if err != nil {
		return Unchanged, fmt.Errorf("store %s: %w", r.Capture.Source, err)
	}
	var o Outcome
	err = l.Write(ctx, func(tx Tx) error {
		if o, err = s.put(ctx, tx); err == nil && (o == New || o == Reread) {
			err = l.indexReading(ctx, tx, s)
		}
		return err
	})
	if err != nil {
		return Unchanged, fmt.Errorf("store %s: %w", r.Capture.Source, err)
	}
	return o, nil
}

// A sound is a reading that was checked and made ready to store.
type sound struct {
	Reading
	bodies    []string // the claims in JSON, in the order of Claims
	locations string   // of the document, in JSON
	hash      string   // of all that the engine gave
}

func prepare(r Reading) (*sound, error) {
	if r.Document.ID != rapporteur.NewDocID(r.Document.URL, r.Document.Text) {
		return nil, fmt.Errorf("document %s does not have the identity of its address and text: make it with NewDocID", r.Document.ID)
	}
	if r.Capture.Doc != r.Document.ID {
		return nil, fmt.Errorf("the capture is of document %q, not %s", r.Capture.Doc, r.Document.ID)
	}
	if r.Engine == "" || r.Engine == rapporteur.PersonEngine {
		return nil, errors.New("the reading does not name its engine: a claim of a person is added by a decision")
	}
	r.Claims = slices.Clone(r.Claims)
	slices.SortFunc(r.Claims, func(a, b rapporteur.Claim) int {
		return cmp.Or(cmp.Compare(a.Quote.Start(), b.Quote.Start()), cmp.Compare(a.ID, b.ID))
	})
	s := &sound{Reading: r}
	d := r.Document
	h := sha256.New()
	enc := json.NewEncoder(h)
	err := enc.Encode([]string{r.Engine, d.Name, d.URL, d.Outlet, d.Title, d.Language, d.Published.String(),
		string(d.PublishedBasis), d.Register})
	if d.Byline != "" || len(d.Locations) > 0 { // else the hash is the one of ledgers that did not keep them
		err = errors.Join(err, enc.Encode(d.Byline), enc.Encode(d.Locations))
	}
	if len(d.Locations) > 0 {
		locations, e := json.Marshal(d.Locations)
		s.locations, err = string(locations), errors.Join(err, e)
	}
	for i, c := range r.Claims {
		if i > 0 && c.ID == r.Claims[i-1].ID {
			return nil, fmt.Errorf("claim %s is given twice, by %s and %s", c.ID, r.Claims[i-1].Rule, c.Rule)
		}
		if e := checkClaim(c, r); e != nil {
			return nil, fmt.Errorf("claim %s by rule %s: %w", c.ID, c.Rule, e)
		}
		body, e := json.Marshal(c)
		s.bodies = append(s.bodies, string(body))
		err = errors.Join(err, e, enc.Encode(string(body)))
	}
	s.hash = hex.EncodeToString(h.Sum(nil))
	return s, err
}

func checkClaim(c rapporteur.Claim, r Reading) error {
	if c.Doc != r.Document.ID {
		return fmt.Errorf("it is of document %q, not %s", c.Doc, r.Document.ID)
	}
	if c.Engine != r.Engine {
		return fmt.Errorf("it is of engine %q, not %q", c.Engine, r.Engine)
	}
	if _, err := r.Document.Text.Anchor(c.Quote.Selector()); err != nil {
		return err
	}
	sealed := c
	if err := sealed.Seal(); err != nil {
		return err
	}
	if sealed.ID != c.ID {
		return errors.New("it was changed after it was sealed")
	}
	return nil
}

func (s *sound) put(ctx context.Context, tx Tx) (Outcome, error) {
	id := s.Document.ID
	var reading, engine, source string
	var known day
	err := tx.QueryRow(ctx, `select reading, engine, source, public_by from document where id = $1`, id).
		Scan(&reading, &engine, &source, &known)
	if isNoRows(err) {
		by := publicBy(s.Document.Published, dayOf(s.Capture.At))
		if err := s.insertDocument(ctx, tx, by); err != nil {
			return 0, err
		}
		if _, err := s.insertCapture(ctx, tx); err != nil {
			return 0, err
		}
		return New, s.insertClaims(ctx, tx, by)
	}
	if err != nil {
		return 0, err
	}

	added, err := s.insertCapture(ctx, tx)
	if err != nil {
		return 0, err
	}
	first, published, err := s.dating(ctx, tx)
	if err != nil {
		return 0, err
	}
	stands := true
	if reading == s.hash {
		if stands, err = s.stands(ctx, tx); err != nil {
			return 0, err
		}
	}
	if !stands || reading != s.hash && (engine != s.Engine || s.Capture.Source <= source) {
		by := publicBy(s.Document.Published, first)
		if err := s.replaceDocument(ctx, tx, by); err != nil {
			return 0, err
		}
		return Reread, s.insertClaims(ctx, tx, by)
	}
	if !added {
		return Unchanged, nil
	}
	if reading == s.hash && s.Capture.Source < source {
		if _, err := tx.Exec(ctx, `update document set source = $1 where id = $2`, s.Capture.Source, id); err != nil {
			return 0, err
		}
	}
	if by := publicBy(published, first); by != known {
		for _, q := range []string{
			`update document set public_by = $1 where id = $2`,
			`update claim set public_by = $1 where doc = $2`,
			`update claim_party set public_by = $1 where doc = $2`,
			`update pair set public_by = $1 where doc = $2`,
		} {
			if _, err := tx.Exec(ctx, q, by, id); err != nil {
				return 0, err
			}
		}
		return Recaptured, revise(ctx, tx)
	}
	return Recaptured, nil
}

// stands reports whether the ledger holds the reading as it was stored: what
// another program altered is put right by reading the same again.
func (s *sound) stands(ctx context.Context, tx Tx) (bool, error) {
	var address, text string
	err := tx.QueryRow(ctx, `select url, text from document where id = $1`, s.Document.ID).Scan(&address, &text)
	if err != nil {
		return false, err
	}
	type row struct {
		kind       rapporteur.Kind
		rule       rapporteur.RuleID
		start, end int
		body       string
	}
	held := map[rapporteur.ClaimID]row{}
	err = scanAll(ctx, tx, func(r Row) error {
		var id rapporteur.ClaimID
		var c row
		err := r.Scan(&id, &c.kind, &c.rule, &c.start, &c.end, &c.body)
		held[id] = c
		return err
	}, `select id, kind, rule, quote_start, quote_end, body from claim where doc = $1 and engine <> $2`, s.Document.ID, rapporteur.PersonEngine)
	if err != nil {
		return false, err
	}
	ok := address == s.Document.URL && text == s.Document.Text.String() && len(held) == len(s.Claims)
	for i, c := range s.Claims {
		ok = ok && held[c.ID] == row{c.Kind, c.Rule, int(c.Quote.Start()), int(c.Quote.End()), s.bodies[i]}
	}
	return ok, nil
}

// dating returns what the day by which a stored document was public rests on.
func (s *sound) dating(ctx context.Context, tx Tx) (firstCapture day, published rapporteur.Date, err error) {
	var at, edtf string
	err = tx.QueryRow(ctx, `select min(c.at), d.published from document d join capture c on c.doc = d.id
		where d.id = $1 group by d.published`, s.Document.ID).Scan(&at, &edtf)
	if err != nil {
		return "", published, err
	}
	t, err := parseTime(at)
	return dayOf(t), published, errors.Join(err, published.UnmarshalText([]byte(edtf)))
}

func (s *sound) insertDocument(ctx context.Context, tx Tx, by day) error {
	d := s.Document
	first, last := bounds(d.Published)
	_, err := tx.Exec(ctx, `insert into document (id, name, url, outlet, title, language, published, basis,
		earliest, latest, public_by, register, engine, source, reading, text_hash, text, byline, locations)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
		d.ID, d.Name, d.URL, d.Outlet, d.Title, d.Language, d.Published.String(), d.PublishedBasis,
		first, last, by, d.Register, s.Engine, s.Capture.Source, s.hash, d.Text.Hash(), d.Text.String(), d.Byline, s.locations)
	return err
}

// replaceDocument replaces the description of a document and takes its claims
// away. Its address and text are its identity: writing them again only puts right
// what another program altered.
func (s *sound) replaceDocument(ctx context.Context, tx Tx, by day) error {
	d := s.Document
	first, last := bounds(d.Published)
	_, err := tx.Exec(ctx, `update document set name = $2, outlet = $3, title = $4, language = $5, published = $6, basis = $7,
		earliest = $8, latest = $9, public_by = $10, register = $11, engine = $12, source = $13, reading = $14,
		url = $15, text = $16, text_hash = $17, byline = $18, locations = $19 where id = $1`,
		d.ID, d.Name, d.Outlet, d.Title, d.Language, d.Published.String(), d.PublishedBasis,
		first, last, by, d.Register, s.Engine, s.Capture.Source, s.hash, d.URL, d.Text.String(), d.Text.Hash(), d.Byline, s.locations)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `delete from claim where doc = $1`, d.ID)
	return err
}

func (s *sound) insertCapture(ctx context.Context, tx Tx) (added bool, err error) {
	c := s.Capture
	n, err := tx.Exec(ctx, `insert into capture (doc, blob, source, at, media_type, header) values ($1, $2, $3, $4, $5, $6)
		on conflict do nothing`, c.Doc, c.Blob, c.Source, formatTime(c.At), c.MediaType, c.Header)
	return n > 0, err
}

// insertClaims stores the claims and what is derived from them.
func (s *sound) insertClaims(ctx context.Context, tx Tx, by day) error {
	for i, c := range s.Claims {
		if err := insertClaim(ctx, tx, c, s.bodies[i], by); err != nil {
			return err
		}
	}
	return derive(ctx, tx, s.Document.ID)
}

// insertClaim stores a claim, of which body is the JSON.
func insertClaim(ctx context.Context, tx Tx, c rapporteur.Claim, body string, by day) error {
	_, err := tx.Exec(ctx, `insert into claim (id, doc, public_by, kind, rule, engine, quote_start, quote_end, body)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		c.ID, c.Doc, by, c.Kind, c.Rule, c.Engine, int(c.Quote.Start()), int(c.Quote.End()), body)
	if err != nil {
		return err
	}
	for _, p := range c.Parties {
		_, err := tx.Exec(ctx, `insert into claim_party (party, claim, doc, public_by, quote_start)
			values ($1, $2, $3, $4, $5) on conflict do nothing`, p, c.ID, c.Doc, by, int(c.Quote.Start()))
		if err != nil {
			return err
		}
	}
	return nil
}
