package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/book"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/view"
	"example.org/rapporteur/internal/who"
)

// How many documents a search shows at first, and at most.
const (
	shownFirst = 30
	shownMost  = 600
)

// finding is what the page of a search shows besides what was found.
type finding struct {
	Asked bool // for anything at all
	Kinds []rapporteur.Kind
	Areas []rapporteur.Area
	Rest  int        // documents that are not shown
	Next  int        // how many to show next
	Leads []signpost // to what has the words as its name
}

// kinds are those that a search can be narrowed to.
var kinds = []rapporteur.Kind{rapporteur.KindInteraction, rapporteur.KindInstrument, rapporteur.KindCommitment, rapporteur.KindMechanism, rapporteur.KindTenure, rapporteur.KindQuestion, rapporteur.KindAssessment}

// search answers /search?q=…&kind=…&party=…&area=…&outlet=…&person=…&from=…&to=….
func (s *site) search(r *http.Request) (answer, error) {
	q, err := askedOf(r)
	if err != nil {
		return answer{}, err
	}
	v, shown := &view.Search{AsOf: q.day}, shownOf(q.query, shownFirst, shownMost)
	more := &finding{Kinds: kinds, Areas: rapporteur.Areas}
	for k := range q.query {
		more.Asked = more.Asked || k != "as_of" && k != "n"
	}
	if more.Asked {
		query, err := q.search()
		if err != nil {
			return answer{}, err
		}
		if v, err = s.Books.Search(r.Context(), query, q.day, shown); err != nil {
			err = said(err, "Nobody of that name was seen in office. Write a part of the name only.", book.ErrNoPerson)
			return answer{}, said(err, "No document held is of an outlet of that name. The outlets are listed under “Outlets”.", book.ErrNoOutlet)
		}
	}
	if words := clip(clean(q.query.Get("q")), mostTyped); words != "" {
		if more.Leads, err = s.leads(r.Context(), words, nil, q.day, mostLeadsHere); err != nil {
			return answer{}, err
		}
	}
	more.Rest, more.Next = max(0, v.Documents-len(v.Found)), min(shown*3, shownMost)
	if len(v.Found) >= shownMost {
		more.Next = 0
	}
	title := "Search"
	if words := q.query.Get("q"); words != "" {
		title = "Search: " + clip(clean(words), 80)
	}
	return q.answer("search", title, v, more)
}

// search reads what is looked for.
func (q asked) search() (view.Query, error) {
	out := view.Query{
		Words: q.query.Get("q"), Person: q.query.Get("person"), Area: rapporteur.Area(q.query.Get("area")), Outlet: q.query.Get("outlet"),
	}
	for _, k := range q.query["kind"] {
		if !slices.Contains(kinds, rapporteur.Kind(k)) {
			return out, unclear{fmt.Sprintf("“%s” is no kind of claim.", clip(clean(k), 60))}
		}
		out.Kinds = append(out.Kinds, rapporteur.Kind(k))
	}
	for _, p := range q.query["party"] {
		code := rapporteur.Party(strings.ToUpper(p))
		if !who.IsState(code) {
			var ok bool
			if code, ok = who.Resolve(p); !ok {
				return out, unclear{fmt.Sprintf("“%s” is no state or organisation known here. Write its name or its code, such as LAO.", clip(clean(p), 60))}
			}
		}
		out.Parties = append(out.Parties, code)
	}
	if out.Area != "" && !slices.Contains(rapporteur.Areas, out.Area) {
		return out, unclear{fmt.Sprintf("“%s” is no area of cooperation known here.", clip(clean(string(out.Area)), 60))}
	}
	var err error
	if out.From, err = q.date("from"); err == nil {
		out.To, err = q.date("to")
	}
	return out, err
}

// mostCompared is how many relations stand side by side at most.
const mostCompared = 5

// compare answers /compare?with=LAO-VNM&with=KHM-VNM.
func (s *site) compare(r *http.Request) (answer, error) {
	q, err := askedOf(r)
	if err != nil {
		return answer{}, err
	}
	var relations [][]rapporteur.Party
	for _, name := range q.query["with"] {
		codes, err := parties(strings.Split(name, "-"))
		if err != nil {
			return answer{}, err
		}
		relations = append(relations, codes)
	}
	if len(relations) > mostCompared {
		return answer{}, unclear{fmt.Sprintf("At most %d relations can stand side by side.", mostCompared)}
	}
	today, err := s.Books.Today(r.Context(), q.day)
	if err != nil {
		return answer{}, err
	}
	v := &view.Comparison{AsOf: today.AsOf, AsOfText: today.AsOfText, Relations: []view.Compared{}}
	if len(relations) > 0 {
		if v, err = s.Books.Compare(r.Context(), relations, q.day); err != nil {
			return answer{}, err
		}
	}
	var choice []lead
	for _, rel := range today.Relations {
		if codes := statesOf(rel.Parties); codes != nil {
			choice = append(choice, lead{pairName(codes), rel.Title})
		}
	}
	var chosen []string
	for _, codes := range relations {
		chosen = append(chosen, pairName(codes))
	}
	for len(chosen) < 3 {
		chosen = append(chosen, "")
	}
	return q.answer("compare", "Relations side by side", v, struct {
		Choice []lead
		Chosen []string
	}{choice, chosen})
}

// area answers /area/border-security?of=LAO-VNM.
func (s *site) area(r *http.Request) (answer, error) {
	q, err := askedOf(r)
	if err != nil {
		return answer{}, err
	}
	i := slices.IndexFunc(rapporteur.Areas, func(a rapporteur.Area) bool { return slug(string(a)) == q.id(r) })
	if i < 0 {
		return answer{}, ledger.ErrNotFound
	}
	if of := q.query.Get("of"); of != "" {
		if q.codes, err = parties(strings.Split(of, "-")); err != nil {
			return answer{}, err
		}
	}
	v, err := s.Books.Area(r.Context(), q.codes, rapporteur.Areas[i], q.day)
	if err != nil {
		return answer{}, err
	}
	return q.answer("area", q.named(string(v.Area)), v, rapporteur.Areas)
}
