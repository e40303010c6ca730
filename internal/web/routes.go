package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
	"example.org/rapporteur/internal/web/pages/dossier"
	"example.org/rapporteur/internal/who"
)

const asJSON = ".json"

// front is what the front page shows besides what is held.
type front struct {
	*view.Today
	States []view.Party
	Day    rapporteur.Date
	Asked  bool // for what is new since a day, and not since the last visit
	Inlet  bool // reports can be brought in by the browser
}

// At leads to another page of the same day.
func (f front) At(path string) string { return withDay(path, f.Day) }

// Board leads to the undertakings of all that the clock calls so.
func (f front) Board(state string) string {
	q := url.Values{"state": {state}}
	if !f.Day.IsZero() {
		q.Set("as_of", f.Day.String())
	}
	return withQuery("/commitments/all", q)
}

// today answers /?since=… and the same as JSON, CSV and Markdown under /index.
func (s *site) today(r *http.Request) (answer, error) {
	q, err := askedOf(r)
	if err != nil {
		return answer{}, err
	}
	held, err := s.Books.Today(r.Context(), q.day)
	if err != nil {
		return answer{}, err
	}
	v := *held // what a book gives is shared
	q.path = "/index"
	body := front{Today: &v, States: v.States, Day: q.day, Inlet: s.inlet != nil}
	if body.States == nil {
		body.States = states(v.Relations)
	}
	since, err := q.date("since")
	if err != nil {
		return answer{}, err
	}
	var cookie *http.Cookie
	if body.Asked = !since.IsZero(); !body.Asked && q.day.IsZero() && q.form == "" {
		since, cookie = lastVisit(r, v.AsOf)
	}
	if !since.IsZero() && q.day.IsZero() { // on another day than the present nothing is new
		if v.New, err = s.Books.Arrived(r.Context(), since); err != nil {
			return answer{}, err
		}
	}
	return q.answerAs(answer{page: "today", title: "Today", body: body, cookie: cookie}, &v)
}

// states lists the states that relations are between, by name.
func states(relations []view.Relation) []view.Party {
	var all []view.Party
	for _, r := range relations {
		all = append(all, r.Parties...)
	}
	slices.SortFunc(all, func(a, b view.Party) int {
		if n := strings.Compare(who.Fold(a.Name), who.Fold(b.Name)); n != 0 {
			return n
		}
		return strings.Compare(string(a.Code), string(b.Code))
	})
	return slices.Compact(all)
}

// choose answers the form that asks for a dossier: /d?p=VNM&p=LAO.
func (s *site) choose(r *http.Request) (answer, error) {
	q := r.URL.Query()
	codes, err := parties(q["p"])
	if err != nil {
		return answer{}, err
	}
	day, err := asOf(r)
	if err != nil {
		return answer{}, err
	}
	return answer{to: withDay(dossierPath(codes), day)}, nil
}

// dossier answers /d/LAO-VNM and, with all of one kind of entries, a piece at a
// time, /d/LAO-VNM?kind=…&n=….
func (s *site) dossier(r *http.Request, q asked) (answer, error) {
	v, err := s.Books.Dossier(r.Context(), q.codes, q.day)
	if err != nil {
		return answer{}, err
	}
	kind := q.query.Get("kind")
	if kind == "" || q.form != "" {
		return q.answer("dossier", v.Title, v, dossier.New(v))
	}
	n, _ := strconv.Atoi(q.query.Get("n")) // what is no number is the first piece
	p, ok := dossier.All(v, rapporteur.Kind(kind), n)
	if !ok {
		return answer{}, unclear{fmt.Sprintf("A dossier lists all mechanisms, tenures or assessments; “%s” is none of them. Other kinds have pages of their own: see the tabs.", clip(clean(kind), 60))}
	}
	return q.answer("dossier", q.named(p.Whole.Title), v, p)
}

// parties reads the codes or names of two or more states and puts them in order.
func parties(names []string) ([]rapporteur.Party, error) {
	var codes []rapporteur.Party
	for _, n := range names {
		n = strings.TrimSpace(n)
		if n == "" {
			continue
		}
		p := rapporteur.Party(strings.ToUpper(n))
		if !who.IsState(p) {
			var ok bool
			if p, ok = who.Resolve(n); !ok || !who.IsState(p) {
				return nil, unclear{fmt.Sprintf("“%s” is not a state. Write states by their three-letter codes, such as LAO and VNM.", clip(clean(n), 60))}
			}
		}
		codes = append(codes, p)
	}
	slices.Sort(codes)
	codes = slices.Compact(codes)
	switch {
	case len(codes) < 2:
		return nil, unclear{"A dossier is between two or more different states."}
	case len(codes) > maxStates:
		return nil, unclear{fmt.Sprintf("A dossier is between at most %d states.", maxStates)}
	}
	return codes, nil
}

// maxStates is how many states a dossier may be between: more have nothing in
// common that would not be a multilateral record.
const maxStates = 8

// asOf reads the day for which a page is to answer; zero for the present one.
func asOf(r *http.Request) (rapporteur.Date, error) {
	s := r.URL.Query().Get("as_of")
	if s == "" {
		return rapporteur.Date{}, nil
	}
	d, err := rapporteur.ParseDate(s)
	if err == nil {
		// The ledger compares days from the year 1 on.
		if first, _, bounded := d.Bounds(); bounded && first.Year() > 0 {
			return d, nil
		}
	}
	return rapporteur.Date{}, unclear{fmt.Sprintf("“%s” is not a day to look back from. Write it as year, month and day: 2025-03-06.", clip(clean(s), 60))}
}

func dossierPath(codes []rapporteur.Party) string {
	parts := make([]string, len(codes))
	for i, c := range codes {
		parts[i] = url.PathEscape(string(c))
	}
	return "/d/" + strings.Join(parts, "-")
}

func withDay(path string, day rapporteur.Date) string {
	if day.IsZero() {
		return path
	}
	return path + "?as_of=" + url.QueryEscape(day.String())
}
