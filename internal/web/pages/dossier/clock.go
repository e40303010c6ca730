package dossier

import (
	"cmp"
	"slices"
	"strconv"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/view"
)

// A Watch is what the clock says of some undertakings and meetings alike.
type Watch struct {
	Name, Title string
	Count       int
	Rows        []Due // the first of them
	// States are what the board calls such undertakings, with how many there are.
	States []view.Count
	// Meetings counts announced and expected meetings among them.
	Meetings int
}

// A Due is one thing that is due, overdue or without public trace.
type Due struct {
	When   view.When // by which it is due; else of the last report
	Title  string
	Kind   rapporteur.Kind
	Record rapporteur.RecordID
	By     []view.Party
	Words  string // what the clock says
	Anchor *view.Anchor
}

const mostDue = 5

// The names of the watches.
const (
	overdue = "overdue"
	coming  = "coming"
	silent  = "silent"
)

// watchOf says in which watch a state of the clock belongs.
var watchOf = map[string]string{
	string(link.Overdue): overdue, string(link.Due): coming, string(link.NotDue): coming, string(link.NoTrace): silent, string(link.Stale): silent,
}

// clock returns what is overdue, what is due or to come, and what has been left
// without public trace.
func clock(d *view.Dossier) []Watch {
	out := []Watch{{Name: overdue, Title: "Overdue"}, {Name: coming, Title: "Due and to come"}, {Name: silent, Title: "Without public trace"}}
	add := func(name, state string, row Due) {
		i := slices.IndexFunc(out, func(w Watch) bool { return w.Name == name })
		if i < 0 {
			return
		}
		w := &out[i]
		w.Count++
		w.Rows = append(w.Rows, row)
		if row.Kind != rapporteur.KindCommitment {
			w.Meetings++
			return
		}
		if i := slices.IndexFunc(w.States, func(c view.Count) bool { return c.Value == state }); i >= 0 {
			w.States[i].Count++
			return
		}
		w.States = append(w.States, view.Count{Value: state, Count: 1})
	}
	for _, g := range d.Commitments {
		for _, c := range g.Commitments {
			row := Due{When: c.Due, Title: c.What, Kind: rapporteur.KindCommitment, Record: c.ID, By: c.By, Words: c.Derived.Words, Anchor: &c.Anchor}
			if _, _, dated := c.Due.Date.Bounds(); !dated {
				row.When = c.Evidence.Last
				row.When.Date = published(c.Evidence) // what is not dated comes last
			}
			add(watchOf[c.Derived.Code], c.Derived.Code, row)
		}
	}
	for _, m := range d.Meetings {
		if m.Derived == nil || len(m.Evidence.Sources) == 0 {
			continue
		}
		row := Due{When: m.When, Title: MeetingTitle(m), Kind: rapporteur.KindInteraction, Record: m.ID, By: m.Parties, Words: m.Derived.Words, Anchor: &m.Evidence.Sources[0].Anchor}
		if m.When.Date.IsZero() {
			row.When = m.Evidence.Last
			row.When.Date = published(m.Evidence)
		}
		add(watchOf[m.Derived.Code], m.Derived.Code, row)
	}
	_, now, judged := d.AsOf.Bounds()
	for _, m := range d.Mechanisms {
		for _, e := range m.Editions {
			if e.State != view.EditionExpected && (e.State != view.EditionAnnounced || e.Meeting != "") { // an announced meeting stands above
				continue
			}
			row := Due{When: e.When, Title: m.Name, Kind: rapporteur.KindMechanism, Record: m.ID, By: m.Parties, Words: e.Words}
			if e.Number > 0 {
				row.Title += ", edition " + strconv.Itoa(e.Number)
			}
			if len(e.Anchors) > 0 {
				row.Anchor = &e.Anchors[0]
			}
			name := coming
			if _, last, dated := e.When.Date.Bounds(); dated && judged && last.Before(now) {
				name = silent
			}
			add(name, "", row)
		}
	}
	for i := range out {
		slices.SortStableFunc(out[i].Rows, func(a, b Due) int {
			order := view.LatestFirst(a.When.Date, b.When.Date)
			if out[i].Name == coming { // the next first
				if _, _, dated := a.When.Date.Bounds(); dated {
					if _, _, dated := b.When.Date.Bounds(); dated {
						order = -order
					}
				}
			}
			return cmp.Or(order, cmp.Compare(a.Record, b.Record))
		})
		out[i].Rows = head(out[i].Rows, mostDue)
		slices.SortFunc(out[i].States, func(a, b view.Count) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value)) })
	}
	return slices.DeleteFunc(out, func(w Watch) bool { return w.Count == 0 })
}
