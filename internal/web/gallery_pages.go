package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/audit"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/view"
)

// A pageExhibit is a whole page over a made-up world: /gallery/hostile/timeline.
type pageExhibit struct {
	Name, Title string
	one         bool // of one thing, which is not there where nothing is
	// show makes the page as the site does for readers; s has the world as its books.
	show func(s *site, w *world, r *http.Request, q asked) (answer, error)
}

// Of reports whether the page can be shown with some things.
func (p pageExhibit) Of(things string) bool { return !p.one || things != "empty" }

// galleryPair is the states that the reports of the gallery's worlds are about.
var galleryPair = []rapporteur.Party{"CHL", "PER"}

// pageExhibits are all of them: what only whole pages show, such as drawings.
var pageExhibits = func() []pageExhibit {
	// of shows a page of one thing, whose address names it.
	of := func(id func(*world) string, show func(*site) func(*http.Request) (answer, error)) func(*site, *world, *http.Request, asked) (answer, error) {
		return func(s *site, w *world, r *http.Request, q asked) (answer, error) {
			r = r.Clone(r.Context())
			r.SetPathValue("id", id(w)+q.form)
			return show(s)(r)
		}
	}
	first := func(k rapporteur.Kind) func(*world) string {
		return func(w *world) string { return w.first(k) }
	}
	out := []pageExhibit{{"today", "Today", false, func(s *site, _ *world, r *http.Request, _ asked) (answer, error) { return s.today(r) }}}
	for _, p := range relationPages {
		if p.make != nil && p.page != "brief" {
			out = append(out, pageExhibit{p.page, p.title, false, func(s *site, _ *world, r *http.Request, q asked) (answer, error) {
				q.codes = galleryPair
				return p.make(s, r, q)
			}})
		}
	}
	return append(out,
		pageExhibit{"network", "Network", false, func(s *site, _ *world, r *http.Request, q asked) (answer, error) {
			r = r.Clone(r.Context())
			r.SetPathValue("parties", everything+q.form)
			return s.network(r)
		}},
		pageExhibit{"thread", "Undertaking", true, of(first(rapporteur.KindCommitment), func(s *site) func(*http.Request) (answer, error) { return s.thread })},
		pageExhibit{"mechanism", "Mechanism", true, of(first(rapporteur.KindMechanism), func(s *site) func(*http.Request) (answer, error) { return s.forum })},
		pageExhibit{"person", "Person", true, of(first(rapporteur.KindTenure), func(s *site) func(*http.Request) (answer, error) { return s.person })},
		pageExhibit{"place", "Place", false, of(func(*world) string { return "Lima" }, func(s *site) func(*http.Request) (answer, error) { return s.place })},
		pageExhibit{"area", "Area", false, of(func(*world) string { return "border-security" }, func(s *site) func(*http.Request) (answer, error) { return s.area })},
		pageExhibit{"log", "Log of decisions", false, func(_ *site, w *world, _ *http.Request, _ asked) (answer, error) {
			v := w.log()
			return answer{page: "log", title: "Log of decisions", body: v}, nil
		}},
	)
}()

// galleryPage answers /gallery/hostile/timeline?kind=….
func (s *site) galleryPage(r *http.Request) (answer, error) {
	q, err := askedOf(r)
	if err != nil {
		return answer{}, err
	}
	make, ok := worlds[r.PathValue("things")]
	i := slices.IndexFunc(pageExhibits, func(p pageExhibit) bool { return p.Name == strings.TrimSuffix(r.PathValue("page"), q.form) })
	if !ok || i < 0 {
		return answer{}, ledger.ErrNotFound
	}
	w, err := make()
	if err != nil {
		return answer{}, fmt.Errorf("make the things of the gallery: %w", err)
	}
	shown := &site{Config: Config{Books: w, Port: s.Port, Version: s.Version, Log: s.Log}, assets: s.assets, pages: s.pages}
	a, err := pageExhibits[i].show(shown, w, r, q)
	a.states, a.cookie = nil, nil // its tabs would lead into the ledger, where these states may have nothing
	return a, err
}

// log is what the page of the log shows of a world.
func (w *world) log() logList {
	l := logList{Entries: []logRow{}, Verbs: rapporteur.Verbs, Filter: ledger.LogFilter{}}
	if len(w.in.Claims) == 0 {
		return l
	}
	at := time.Date(2026, 5, 20, 9, 30, 0, 0, time.UTC)
	c := w.in.Claims[0]
	author := w.say("A. Reader")
	for i, d := range []rapporteur.Decision{
		{Verb: rapporteur.Accept, Claim: c.ID},
		{Verb: rapporteur.Edit, Claim: c.ID, Corrections: []rapporteur.Correction{{Field: "place", To: w.say("Arica | CHL")}}},
		{Verb: rapporteur.Note, Claim: c.ID, Text: w.say("see the annex")},
		{Verb: rapporteur.Reject, Claim: c.ID, Reason: w.say("another meeting is meant")},
	} {
		d.ID, d.By, d.At, d.Doc, d.Of, d.Quote = rapporteur.DecisionID(fmt.Sprintf("x%016d", i+1)), author, at.Add(time.Duration(i)*time.Hour), c.Doc, c.Kind, c.Quote.Selector()
		l.Entries = append([]logRow{{int64(i + 1), i == 0, view.DecisionWords(d), d}}, l.Entries...)
	}
	l.Size, l.Total, l.Authors, l.Behind = int64(len(l.Entries)), len(l.Entries), []string{author}, 1
	l.Root, l.Key = strings.Repeat("0af9", 11), "made up+"+strings.Repeat("7c", 20)
	l.Signed = &audit.Checkpoint{Head: audit.Head{Size: l.Size - 1}, At: at}
	l.Checkpoint = "made up\n3\n" + l.Root + "\n"
	l.Check = &checkState{Began: at, Ended: at.Add(time.Minute), Verified: &Verified{}}
	l.Older = "/gallery?" + url.Values{"before": {"1"}}.Encode()
	return l
}
