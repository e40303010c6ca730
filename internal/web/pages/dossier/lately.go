package dossier

import (
	"cmp"
	"slices"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/view"
)

// A Report is a document with what it told that was not known before it.
type Report struct {
	Doc           rapporteur.DocID
	Title, Outlet string
	Published     view.When
	News          []News
	More          int // news that there is no room for: they stand in the document
}

// News is one thing that a document told.
type News struct {
	What   string // such as "contact", "agreement signed", "undertaking, delivery"
	Title  string
	Kind   rapporteur.Kind
	Record rapporteur.RecordID // empty for an opinion
	Anchor view.Anchor
	minor  bool // the document recalls it, or says it again
}

const (
	mostReports = 6
	mostNews    = 4
)

// A thing is news of a document before it has the place of its words: a document
// that says the same in two places tells it once.
type thing struct {
	doc  rapporteur.DocID
	news News
}

// lately returns the documents published last that told something new.
func lately(d *view.Dossier) []Report {
	var out []Report
	at := map[rapporteur.DocID]int{}
	told := map[thing]bool{}
	add := func(s view.Source, n News) {
		i, ok := at[s.Doc]
		if !ok {
			i = len(out)
			at[s.Doc] = i
			out = append(out, Report{Doc: s.Doc, Title: s.Title, Outlet: s.Outlet, Published: s.Published})
		}
		if told[thing{s.Doc, n}] {
			return
		}
		told[thing{s.Doc, n}] = true
		n.Anchor = s.Anchor
		out[i].News = append(out[i].News, n)
	}
	for _, m := range d.Meetings {
		if len(m.Evidence.Sources) > 0 {
			what := "contact"
			if m.Future {
				what = "contact announced"
			}
			title := MeetingTitle(m)
			if !m.When.Date.IsZero() {
				title += ", " + m.When.Words
			}
			s := m.Evidence.Sources[0]
			add(s, News{What: what, Title: title, Kind: rapporteur.KindInteraction, Record: m.ID, minor: m.Background || old(m.When, s)})
		}
	}
	for _, a := range d.Agreements {
		for _, s := range a.History {
			add(s.Source, News{What: "agreement " + s.What, Title: a.Title, Kind: rapporteur.KindInstrument, Record: a.ID, minor: old(s.When, s.Source)})
		}
	}
	for _, g := range d.Commitments {
		for _, c := range g.Commitments {
			for _, m := range c.Moves {
				add(m.Source, News{What: "undertaking, " + string(m.What), Title: c.What, Kind: rapporteur.KindCommitment, Record: c.ID, minor: m.What == link.MoveRestated || m.What == link.MoveRecalled})
			}
		}
	}
	for _, q := range d.Questions {
		if len(q.Evidence.Sources) > 0 {
			add(q.Evidence.Sources[0], News{What: "stated as " + string(q.Type), Title: q.About, Kind: rapporteur.KindQuestion, Record: q.ID})
		}
		for _, a := range q.Answers {
			add(a, News{What: "question answered", Title: q.About, Kind: rapporteur.KindQuestion, Record: q.ID})
		}
	}
	for _, a := range d.Assessments {
		add(a.Source, News{What: "opinion", Title: a.Source.Quote, Kind: rapporteur.KindAssessment})
	}
	slices.SortStableFunc(out, func(a, b Report) int {
		return cmp.Or(view.LatestFirst(a.Published.Date, b.Published.Date), cmp.Compare(len(b.News), len(a.News)), cmp.Compare(a.Doc, b.Doc))
	})
	out = head(out, mostReports)
	for i := range out {
		r := &out[i]
		slices.SortStableFunc(r.News, func(a, b News) int {
			return order(a.minor) - order(b.minor)
		})
		r.More = max(0, len(r.News)-mostNews)
		r.News = head(r.News, mostNews)
	}
	return out
}

// old reports whether something was long over when a document told of it.
func old(w view.When, s view.Source) bool {
	const reach = 180 * 24 * time.Hour
	_, last, ok := w.Date.Bounds()
	published, _, dated := s.Published.Date.Bounds()
	return ok && dated && published.Sub(last) > reach
}

func order(minor bool) int {
	if minor {
		return 1
	}
	return 0
}
