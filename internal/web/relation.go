package web

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"strconv"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/book"
	"example.org/rapporteur/internal/brief"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/view"
	briefpage "example.org/rapporteur/internal/web/pages/brief"
	"example.org/rapporteur/internal/web/pages/timeline"
)

// named puts the names of the states before what a page is of.
func (q asked) named(what string) string {
	if len(q.codes) == 0 {
		return capital(what)
	}
	return statesInWords(q.codes) + ": " + what
}

// A stage is undertakings of one stage, for a heading and its cards.
type stage struct {
	Stage       rapporteur.Stage
	Of          int               // how many there are
	Commitments []view.Commitment // that are shown
	More        string            // the address that shows more of them; empty if it would be too many
}

// cardsFirst is how many undertakings of each stage a board shows at first.
const cardsFirst = 40

// board answers /commitments/LAO-VNM?stage=…&standing=…&state=…&area=…&n=….
func (s *site) board(r *http.Request, q asked) (answer, error) {
	v, err := s.Books.Board(r.Context(), view.BoardQuery{
		Parties: q.codes, Stage: rapporteur.Stage(q.query.Get("stage")), Standing: link.Standing(q.query.Get("standing")),
		State: q.query.Get("state"), Area: rapporteur.Area(q.query.Get("area")),
	}, q.day)
	if err != nil {
		return answer{}, err
	}
	shown := shownOf(q.query, cardsFirst, entriesMost)
	var stages []stage
	for _, c := range v.Commitments {
		if n := len(stages); n == 0 || stages[n-1].Stage != c.Stage {
			stages = append(stages, stage{Stage: c.Stage})
			if next := shownNext(shown); next > 0 {
				more := maps.Clone(q.query)
				more.Set("stage", string(c.Stage))
				more.Set("n", strconv.Itoa(next))
				stages[n].More = withQuery(q.path, more)
			}
		}
		last := &stages[len(stages)-1]
		if last.Of++; last.Of <= shown {
			last.Commitments = append(last.Commitments, c)
		}
	}
	return q.answer("board", q.named("undertakings"), v, struct {
		Stages []stage
		Areas  []rapporteur.Area
	}{stages, rapporteur.Areas})
}

// A year is what happened in one, for a heading and its rows.
type year struct {
	Name    string // "2025" or "Year not known"
	ID      string
	Entries []view.Moment
}

// mostMoments is how many entries of a timeline one page lists. A span of time
// shows the others.
const mostMoments = 300

// timeline answers /timeline/LAO-VNM?kind=…&from=…&to=….
func (s *site) timeline(r *http.Request, q asked) (answer, error) {
	whole, err := s.Books.Timeline(r.Context(), q.codes, q.day)
	if err != nil {
		return answer{}, err
	}
	from, err := q.date("from")
	if err != nil {
		return answer{}, err
	}
	to, err := q.date("to")
	if err != nil {
		return answer{}, err
	}
	if first, _, ok := from.Bounds(); ok {
		if _, last, ok := to.Bounds(); ok && last.Before(first) {
			return answer{}, unclear{"This span of time ends before it begins. Give the earlier day first."}
		}
	}
	kind := rapporteur.Kind(q.query.Get("kind"))
	v := whole.Within(from, to)
	kinds := map[rapporteur.Kind]int{}
	var chosen []view.Moment
	for _, e := range v.Entries {
		kinds[e.Kind]++
		if kind == "" || kind == e.Kind {
			chosen = append(chosen, e)
		}
	}
	var counts []view.Count
	for _, k := range []rapporteur.Kind{rapporteur.KindInteraction, rapporteur.KindInstrument, rapporteur.KindCommitment, rapporteur.KindMechanism, rapporteur.KindTenure, rapporteur.KindQuestion, rapporteur.KindAssessment} {
		if kinds[k] > 0 || k == kind {
			counts = append(counts, view.Count{Value: string(k), Count: kinds[k]})
		}
	}
	years, shown := byYear(chosen)
	return q.answer("timeline", q.named("timeline"), v, struct {
		Years          []year
		Kinds          []view.Count
		Picture        *timeline.Picture
		Shown, Of, All int // entries listed, chosen and held
	}{years, counts, timeline.Draw(v, whole.Entries, kind), shown, len(chosen), len(whole.Entries)})
}

// byYear puts the latest entries under their years, the latest first as
// everywhere and those whose year is not known last, and says how many these are.
func byYear(entries []view.Moment) (years []year, shown int) {
	latest := slices.Clone(entries)
	slices.Reverse(latest)
	undated := func(e view.Moment) int {
		if timeline.DaysOf(e.When.Date) == nil {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(latest, func(a, b view.Moment) int { return undated(a) - undated(b) })
	for _, e := range latest[:min(len(latest), mostMoments)] {
		name := "Year not known"
		if from, _, ok := e.When.Date.Bounds(); ok {
			name = strconv.Itoa(from.Year())
		}
		if n := len(years); n == 0 || years[n-1].Name != name {
			years = append(years, year{Name: name, ID: "y" + strconv.Itoa(len(years)+1)})
		}
		last := &years[len(years)-1]
		last.Entries = append(last.Entries, e)
		shown++
	}
	return years, shown
}

// plain answers with a read model that is asked for by states and day alone.
func plain[V any](r *http.Request, q asked, page, words string, read func(context.Context, []rapporteur.Party, rapporteur.Date) (V, error)) (answer, error) {
	v, err := read(r.Context(), q.codes, q.day)
	if err != nil {
		return answer{}, err
	}
	return q.answer(page, q.named(words), v, nil)
}

// cascade answers /agreements/LAO-VNM.
func (s *site) cascade(r *http.Request, q asked) (answer, error) {
	return plain(r, q, "agreements", "agreements and other formal texts", s.Books.Cascade)
}

// questions answers /questions/LAO-VNM.
func (s *site) questions(r *http.Request, q asked) (answer, error) {
	return plain(r, q, "questions", "what is stated as not known", s.Books.Questions)
}

// disagreements answers /disagreements/LAO-VNM.
func (s *site) disagreements(r *http.Request, q asked) (answer, error) {
	v, err := s.Books.Disputes(r.Context(), q.codes, q.day)
	if err != nil {
		return answer{}, err
	}
	return q.answer("disagreements", q.named("where sources disagree"), v, nil)
}

// news are the changes of one kind.
type news struct {
	What    view.Novelty
	Changes []view.Change
}

// lookBack is from how many days before the last one a diff tells what changed,
// unless the address says from when.
const lookBack = 90

// diff answers /diff/LAO-VNM?from=…&to=….
func (s *site) diff(r *http.Request, q asked) (answer, error) {
	from, err := q.date("from")
	if err != nil {
		return answer{}, err
	}
	to, err := q.date("to")
	if err != nil {
		return answer{}, err
	}
	if to.IsZero() {
		to = q.day
	}
	if from.IsZero() || to.IsZero() {
		d, err := s.Books.Dossier(r.Context(), q.codes, to)
		if err != nil {
			return answer{}, err
		}
		if to.IsZero() {
			to = d.AsOf
		}
		if _, last, ok := to.Bounds(); ok && from.IsZero() {
			if from, err = rapporteur.DateOf(last.AddDate(0, 0, -lookBack)); err != nil {
				return answer{}, err
			}
		}
	}
	v, err := s.Books.Diff(r.Context(), q.codes, from, to)
	if err != nil {
		return answer{}, said(err, "The first day must not be after the second.", book.ErrDays)
	}
	var groups []news
	for _, c := range v.Changes {
		if n := len(groups); n == 0 || groups[n-1].What != c.What {
			groups = append(groups, news{What: c.What})
		}
		last := &groups[len(groups)-1]
		last.Changes = append(last.Changes, c)
	}
	return q.answer("diff", q.named("what changed"), v, groups)
}

// brief answers /brief/LAO-VNM?for=…&since=….
func (s *site) brief(r *http.Request, q asked) (answer, error) {
	since, err := q.date("since")
	if err != nil {
		return answer{}, err
	}
	v, err := s.Books.Brief(r.Context(), q.codes, q.day, since, brief.Options{For: q.query.Get("for")})
	switch {
	case err != nil:
		err = said(err, "No mechanism of that name is among the documents held. Leave it out, or take its name from the dossier.", brief.ErrNoMechanism)
		return answer{}, said(err, "What is new must be new since a day before the one the brief is of.", book.ErrDays)
	}
	return q.answer("brief", q.named("brief"), v, briefpage.New(v))
}

// calendar answers /calendar/LAO-VNM.
func (s *site) calendar(r *http.Request, q asked) (answer, error) {
	return plain(r, q, "calendar", "announced and expected meetings", s.Books.Calendar)
}

// outlets answers /outlets/LAO-VNM?n=… and /outlets/all?n=….
func (s *site) outlets(r *http.Request, q asked) (answer, error) {
	q.first = rowsFirst
	return plain(r, q, "outlets", "who reports", s.Books.Outlets)
}
