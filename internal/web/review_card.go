package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/lang"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/view"
)

// A card is one claim before the eyes of whoever decides about it.
type card struct {
	*view.ReaderClaim
	State    string // of the claim, as a decision says what its author saw
	Decided  bool   // somebody decided about it before
	Gathered bool   // records gather claims of its kind
	Document view.Heading
	Words    excerpt
	Record   string // how the claims of its rule fared, in words

	Waiting        int // claims of the sitting that nobody decided about
	Next, Previous string
	Adrift, Unlike int
	Beyond         int // older documents that were not looked at
	Grades         []grade
}

// A grade is one of the six of the Admiralty scale.
type grade struct {
	Number int
	Word   string
	Given  bool
}

var gradeWords = [...]string{"confirmed by others", "probably true", "possibly true", "doubtful", "improbable", "cannot be judged"}

// An excerpt is a quote in its sentence, in its paragraph, between its neighbours.
type excerpt struct {
	Language     string
	Above, Below string // the paragraphs before and after
	Before       string // what stands before the sentence in the paragraph
	Lead         string // what stands before the quote in the sentence
	Quote        string
	Trail        string // what stands after the quote in the sentence
	After        string // what stands after the sentence in the paragraph
}

// maxAround is how many code points of a paragraph are shown on each side of a sentence.
const maxAround = 1500

// reviewOne answers /review: the claim asked for, or the first that waits.
func (s *site) reviewOne(r *http.Request) (answer, error) {
	sit, err := sittingOf(r.URL.Query())
	if err != nil {
		return answer{}, err
	}
	ctx, id := r.Context(), rapporteur.ClaimID(r.URL.Query().Get("claim"))
	w, err := s.desk.waiting(ctx, sit, id)
	if err != nil {
		return answer{}, err
	}
	c := &card{Waiting: len(w.claims), Adrift: w.adrift, Unlike: w.unlike, Beyond: w.beyond}
	if id == "" && len(w.claims) > 0 {
		id, w.here = w.claims[0].Claim, w.at[0]
	}
	if id != "" {
		if err := s.desk.lay(ctx, id, c); err != nil {
			return answer{}, err
		}
		c.Record = fared(w.rule[c.Rule])
		if next := w.next(); next != "" {
			c.Next = sit.Address("/review", "claim", string(next))
		}
		if previous := w.previous(); previous != "" {
			c.Previous = sit.Address("/review", "claim", string(previous))
		}
	}
	return s.reviewAnswer(ctx, fmt.Sprintf("Review: %s", count(len(w.claims), "claim waits", "claims wait")), reviewPage{sitting: sit, Card: c, Rules: w.rules})
}

// lay puts a claim on a card.
func (d *desk) lay(ctx context.Context, id rapporteur.ClaimID, c *card) error {
	stored, err := d.Ledger.Claim(ctx, id)
	if err != nil {
		return err
	}
	doc, err := d.Ledger.Document(ctx, stored.Doc)
	if err != nil {
		return err
	}
	rc, heading, err := d.read(ctx, stored, doc)
	if err != nil {
		return err
	}
	c.ReaderClaim, c.Document, c.State, c.Decided = rc, heading, stored.State, stored.Verdict != ""
	c.Gathered = slices.Contains(rapporteur.RecordKinds, stored.Kind) && stored.Verdict != rapporteur.Reject
	for i, word := range gradeWords {
		c.Grades = append(c.Grades, grade{i + 1, word, int(stored.Information) == i+1})
	}
	c.Words, err = excerptOf(doc, stored.Quote)
	return err
}

// read returns a claim in words, with what people decided about it.
func (d *desk) read(ctx context.Context, c ledger.Claim, doc rapporteur.Document) (*view.ReaderClaim, view.Heading, error) {
	in := view.Input{
		Input: link.Input{
			Documents: []link.Document{{Document: doc}}, Claims: []rapporteur.Claim{c.Claim}, Verdicts: map[rapporteur.ClaimID]rapporteur.Verb{},
		},
		Records:   []rapporteur.Record{}, // what it belongs to can change with the decision
		Decisions: map[rapporteur.ClaimID]rapporteur.Decision{},
		People: view.People{
			Corrections: map[rapporteur.ClaimID][]rapporteur.Correction{c.ID: c.Corrections},
			Information: map[rapporteur.ClaimID]rapporteur.InformationGrade{c.ID: c.Information},
		},
	}
	if c.Verdict != "" {
		in.Verdicts[c.ID] = c.Verdict
		for e, err := range d.Ledger.DecisionsByID(ctx, []rapporteur.DecisionID{c.Decision}) {
			if err != nil {
				return nil, view.Heading{}, err
			}
			in.Decisions[c.ID] = e
		}
	}
	r := view.NewReader(in, doc, nil)
	if len(r.Claims) != 1 {
		return nil, view.Heading{}, fmt.Errorf("claim %s does not stand in its document: run rapporteur verify", c.ID)
	}
	return &r.Claims[0], r.Heading, nil
}

// fared says how the claims of a rule fared with people so far.
func fared(r view.RuleRecord) string {
	n := r.Decided()
	if n == 0 {
		return fmt.Sprintf("nobody has decided about a claim of this rule yet; %s", count(r.Undecided, "waits", "wait"))
	}
	return fmt.Sprintf("of %s of this rule decided so far %d accepted as read (%.0f%%), %d corrected, %d rejected; %s",
		count(n, "claim", "claims"), r.Accepted, 100**r.Precision, r.Corrected, r.Rejected, count(r.Undecided, "waits", "wait"))
}

// excerptOf cuts out what stands around a quote.
func excerptOf(doc rapporteur.Document, q rapporteur.Quote) (excerpt, error) {
	span, err := doc.Text.Locate(q)
	if err != nil {
		return excerpt{}, err
	}
	s, start, end := doc.Text.String(), int(span.Start()), int(span.End())
	from := strings.LastIndexByte(s[:start], '\n') + 1
	to := len(s)
	if i := strings.IndexByte(s[end:], '\n'); i >= 0 {
		to = end + i
	}
	first, last := start, end // of the sentence, or of all that the quote reaches over
	for _, sentence := range lang.Split(doc.Text) {
		if sentence.Span.Overlaps(span) {
			first, last = min(first, int(sentence.Span.Start())), max(last, int(sentence.Span.End()))
		}
	}
	first, last = max(first, from), min(last, to)
	return excerpt{
		Language: doc.Language, Quote: s[start:end],
		Above: tail(lastLine(s[:from])), Before: tail(s[from:first]), Lead: tail(s[first:start]),
		Trail: clip(s[end:last], maxAround), After: clip(s[last:to], maxAround), Below: clip(firstLine(s[to:]), maxAround),
	}, nil
}

func lastLine(s string) string {
	s = strings.TrimRight(s, "\n\r \t")
	return s[strings.LastIndexByte(s, '\n')+1:]
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimLeft(s, "\n\r \t"), "\n")
	return s
}

// tail shortens s to its last code points.
func tail(s string) string {
	i := len(s)
	for range maxAround {
		if i == 0 {
			return s
		}
		_, n := utf8.DecodeLastRuneInString(s[:i])
		i -= n
	}
	if i == 0 {
		return s
	}
	return "…" + s[i:]
}

// decideOne answers POST /review/decide.
func (s *site) decideOne(r *http.Request) (string, error) {
	sit, err := sittingOf(r.PostForm)
	if err != nil {
		return "", err
	}
	ctx, f := r.Context(), r.PostForm
	e := rapporteur.Decision{Verb: rapporteur.Verb(f.Get("verb")), Claim: rapporteur.ClaimID(f.Get("claim")), Saw: f.Get("saw"), Reason: strings.TrimSpace(f.Get("reason"))}
	if g := f.Get("grade"); g != "" {
		if len(g) != 1 || g < "1" || g > "6" {
			return "", unclear{"A grade is a number from 1 to 6. Nothing was decided."}
		}
		e.Verb, e.Information = rapporteur.Grade, rapporteur.InformationGrade(g[0]-'0')
	}
	if !slices.Contains([]rapporteur.Verb{rapporteur.Accept, rapporteur.Reject, rapporteur.Grade}, e.Verb) {
		return "", unclear{"Accept, reject or grade the claim. Nothing was decided."}
	}
	return s.decideAndGoOn(ctx, r, sit, e)
}

// decideAndGoOn stores a decision about one claim and returns where to go on: at
// the next claim that waits or, after a grade, at the same one.
func (s *site) decideAndGoOn(ctx context.Context, r *http.Request, sit sitting, e rapporteur.Decision) (string, error) {
	if e.Claim == "" || e.Saw == "" {
		return "", unclear{"A decision needs its claim and the state in which it was shown. Nothing was decided."}
	}
	w, err := s.desk.waiting(ctx, sit, e.Claim)
	if err != nil {
		return "", err
	}
	next := sit.Address("/review", "claim", string(w.next()))
	_, not, err := s.desk.decide(ctx, e)
	if err != nil {
		return "", err
	}
	if len(not) > 0 {
		return "", s.notDecided(r, sit, next, not)
	}
	if e.Verb == rapporteur.Grade {
		return sit.Address("/review", "claim", string(e.Claim)), nil
	}
	sit.Done++
	return sit.Address("/review", "claim", string(w.next())), nil
}

// notDecided is the error of claims that changed since they were shown: a page
// that shows them as they are now.
func (s *site) notDecided(r *http.Request, sit sitting, next string, ids []rapporteur.ClaimID) error {
	h := halt{Next: next, Words: "In the meantime this was decided otherwise, or read anew. Nothing was recorded for what is listed here."}
	for _, id := range ids {
		c := halted{ID: id}
		var now card
		switch err := s.desk.lay(r.Context(), id, &now); {
		case err == nil:
			c.Claim, c.Again = now.ReaderClaim, sit.Address("/review", "claim", string(id))
		case !errors.Is(err, ledger.ErrNotFound):
			return err
		}
		h.Claims = append(h.Claims, c)
	}
	return s.halted(r, http.StatusConflict, sit, h)
}

func (s *site) halted(r *http.Request, status int, sit sitting, h halt) error {
	a, err := s.reviewAnswer(r.Context(), "Not recorded", reviewPage{sitting: sit, Halt: &h})
	if err != nil {
		return err
	}
	return &refused{status, a}
}
