package web

import (
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/book"
	"example.org/rapporteur/internal/view"
)

// joining adds the addresses at which people put records together and take them apart.
func (s *site) joining(mux *http.ServeMux) {
	mux.Handle("GET /join", s.answer(s.joinOf))
	mux.Handle("GET /r/{record}/join", s.answer(s.joinPage))
	mux.Handle("POST /r/{record}/merge", s.act(s.decideMerge))
	mux.Handle("POST /r/{record}/split", s.act(s.decideSplit))
	mux.Handle("POST /r/{record}/undo", s.act(s.undoGrouping))
}

// A joinBody is the body of the page on what belongs to a record.
type joinBody struct {
	*view.Join
	sitting
	Author string
	Claim  rapporteur.ClaimID   // of the review that led here; empty if none did
	Leave  []rapporteur.ClaimID // that are to leave
	Words  string               // typed to find another record
	Fault  string               // why nothing was recorded, or what was typed cannot be
	Saw    string               // the state of what is shown
}

// Here returns the address of the page, with more of a query.
func (b joinBody) Here(more ...string) string {
	return b.Address("/r/"+url.PathEscape(string(b.Record.ID))+"/join", append([]string{"claim", string(b.Claim)}, more...)...)
}

// Path returns the address of a form of the page.
func (b joinBody) Path(act string) string {
	return "/r/" + url.PathEscape(string(b.Record.ID)) + "/" + act
}

// Back returns the address of the review that led here; empty if none did.
func (b joinBody) Back() string {
	if b.Claim == "" {
		return ""
	}
	return b.Address("/review", "claim", string(b.Claim))
}

// Leaves reports whether a claim is to leave.
func (b joinBody) Leaves(c rapporteur.ClaimID) bool { return slices.Contains(b.Leave, c) }

// Key returns the key by which a record is chosen; empty if it has none.
func (b joinBody) Key(id rapporteur.RecordID) string {
	if i := slices.IndexFunc(b.Likely, func(l view.Likely) bool { return l.ID == id }); i >= 0 && i < 9 {
		return strconv.Itoa(i + 1)
	}
	return ""
}

// Last reports whether a decision is the last one on what belongs to the record.
func (b joinBody) Last(d view.Grouping) bool { return d.ID == b.Decided[0].ID }

// A joinColumn is a record beside others: as it is, or as it would be.
type joinColumn struct {
	view.Joined
	Head  string
	Would bool // it is not so yet
}

// Columns returns what there is and what would be, side by side.
func (b joinBody) Columns() []joinColumn {
	out := []joinColumn{{b.Record, "This one, now", false}}
	heads := []string{"What would stay", "What would leave"}
	if b.With != nil {
		out = append(out, joinColumn{*b.With, "The other, now", false})
		heads = []string{"What they would be"}
	}
	for i, r := range b.Result {
		out = append(out, joinColumn{r, heads[min(i, len(heads)-1)], true})
	}
	return out
}

// Fields returns the names of the fields that some column has, in their order.
func (b joinBody) Fields() []string {
	var out []string
	for _, c := range b.Columns() {
		at := 0 // behind the field before
		for _, v := range c.Values {
			i := slices.Index(out, v.Name)
			if i < 0 {
				i = at
				out = slices.Insert(out, i, v.Name)
			}
			at = i + 1
		}
	}
	return out
}

// Value returns a field of a column; one without values if it has none.
func (c joinColumn) Value(name string) view.JoinedValue {
	if i := slices.IndexFunc(c.Values, func(v view.JoinedValue) bool { return v.Name == name }); i >= 0 {
		return c.Values[i]
	}
	return view.JoinedValue{Agree: true}
}

// Join returns the address at which the record of the claim on the card is put
// together with another or split.
func (p reviewPage) Join(act string) string {
	c := p.Card
	return p.Address("/join", "of", string(c.Claim), "as", string(c.Kind), "claim", string(c.Claim), "to", act)
}

// joinQuery is what an address or form of the page asks for.
type joinQuery struct {
	view.JoinQuery
	sitting
	claim rapporteur.ClaimID
}

func joinQueryOf(record string, q url.Values) (joinQuery, error) {
	sit, err := sittingOf(q)
	if err != nil {
		return joinQuery{}, err
	}
	out := joinQuery{sitting: sit, claim: rapporteur.ClaimID(q.Get("claim"))}
	out.ID, out.As, out.With = record, rapporteur.Kind(q.Get("as")), q.Get("with")
	for _, c := range q["leave"] {
		out.Leave = append(out.Leave, rapporteur.ClaimID(c))
	}
	out.Words = clip(strings.TrimSpace(q.Get("q")), mostTyped)
	return out, nil
}

// joinOf answers /join?of=…&as=…&to=…: it leads to the record of a kind that
// gathers a claim, and there to where it is put together or split.
func (s *site) joinOf(r *http.Request) (answer, error) {
	q := r.URL.Query()
	jq, err := joinQueryOf(q.Get("of"), q)
	if err != nil {
		return answer{}, err
	}
	j, err := s.Review.Join(r.Context(), view.JoinQuery{ID: jq.ID, As: jq.As})
	if err != nil {
		return answer{}, err
	}
	to := joinBody{Join: j, sitting: jq.sitting, Claim: jq.claim}.Here()
	if act := q.Get("to"); act == "merge" || act == "split" {
		to += "#" + act
	}
	return answer{to: to}, nil
}

// identityIn finds the identity of a record or claim in what was typed, which may
// be the address of its page.
var identityIn = regexp.MustCompile(`\b[emikqpc][0-9a-f]{16}\b`)

// joinPage answers /r/{record}/join?with=…&leave=…&q=….
func (s *site) joinPage(r *http.Request) (answer, error) {
	q, err := joinQueryOf(r.PathValue("record"), r.URL.Query())
	if err != nil {
		return answer{}, err
	}
	fault := ""
	if id := identityIn.FindString(q.Words); id != "" && q.With == "" {
		q.With = id
	}
	j, err := s.Review.Join(r.Context(), q.JoinQuery)
	if words := cannotJoin(err); words != "" {
		fault = words
		j, err = s.Review.Join(r.Context(), view.JoinQuery{ID: q.ID, Words: q.Words})
	}
	if err != nil {
		return answer{}, err
	}
	return s.joinAnswer(q, j, fault), nil
}

func (s *site) joinAnswer(q joinQuery, j *view.Join, fault string) answer {
	title := clip(clean(j.Record.Title), 80)
	return answer{page: "join", title: "Merge or split: " + title, body: joinBody{
		Join: j, sitting: q.sitting, Author: s.Review.Author, Claim: q.claim, Leave: q.Leave, Words: q.Words, Fault: fault, Saw: sawOf(j),
	}}
}

// sawOf names the state of the records that a page shows.
func sawOf(j *view.Join) string {
	saw := j.Record.State
	if j.With != nil {
		saw += "." + j.With.State
	}
	return saw
}

// cannotJoin says why records cannot be put together or taken apart as asked;
// empty if that is not what an error is about.
func cannotJoin(err error) string {
	for _, e := range []struct {
		is    error
		words string
	}{
		{book.ErrItself, "That is the record itself. Choose another."},
		{book.ErrKinds, "That is a record of another kind. Only records of one kind can be one."},
		{book.ErrNotWith, "There is no such record of this kind. Look for it by a name, or paste the address of its page."},
		{book.ErrNoneTo, "None of the claims that were ticked is in this record."},
		{book.ErrAllTo, "All claims would leave the record. Leave at least one of them."},
	} {
		if errors.Is(err, e.is) {
			return e.words
		}
	}
	return ""
}
