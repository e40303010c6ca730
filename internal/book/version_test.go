package book

import (
	"context"
	"testing"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
)

// A page that was rewritten is one report of one origin. What it says now goes
// before what it said; that stays visible, as said by a version that no longer
// stands, and on an earlier day it is what stood.
func TestVersionsOfOnePage(t *testing.T) {
	ctx := context.Background()
	l := newLedger(t)
	const head = "---\nurl: https://c.example/navy\noutlet: Harbour Post\npublished: 2025-06-02\n---\n"
	putAt(t, l, "first", head+"Chilean Defence Minister Ana Rojas met Peruvian Defence Minister Luis Vega in Arica on 1 June 2025. Chile pledged to build a pier for the Peruvian navy.", time.Date(2025, 6, 2, 9, 0, 0, 0, time.UTC))
	putAt(t, l, "second", head+"HARBOUR (Reuters) - Chilean Defence Minister Ana Rojas met Peruvian Defence Minister Luis Vega in Tacna on 1 June 2025. The visit had been put off twice by storms.", time.Date(2025, 6, 4, 9, 0, 0, 0, time.UTC))
	pair := []rapporteur.Party{"CHL", "PER"}

	dossier := func(day string) *view.Dossier {
		t.Helper()
		var asOf rapporteur.Date
		if day != "" {
			asOf = date(t, day)
		}
		d, err := New(l, func() time.Time { return time.Date(2025, 6, 10, 12, 0, 0, 0, time.UTC) }).Dossier(ctx, pair, asOf)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	meeting := func(d *view.Dossier) view.Meeting {
		t.Helper()
		for _, m := range d.Meetings {
			if m.When.Words == "1 June 2025" {
				return m
			}
		}
		t.Fatal("the meeting of 1 June is not there")
		return view.Meeting{}
	}

	now, then := dossier(""), dossier("2025-06-03")
	if c := now.Coverage; c.Documents != 3 || c.Older != 1 || c.Origins != 3 {
		t.Errorf("now %d documents, %d older, %d origins; want 3, 1, 3", c.Documents, c.Older, c.Origins)
	}
	if c := then.Coverage; c.Documents != 3 || c.Older != 0 {
		t.Errorf("on 3 June %d documents, %d older; want 3, 0", c.Documents, c.Older)
	}
	m := meeting(now)
	if e := m.Evidence; e.Documents != 1 || e.Origins != 1 || e.Older || len(e.Sources) != 2 {
		t.Errorf("the meeting rests on %d documents, %d origins, %d passages; want 1, 1, 2", e.Documents, e.Origins, len(e.Sources))
	}
	if got := m.Place.Text; got != "Tacna, Peru" {
		t.Errorf("it was in %q, want what stands now", got)
	}
	if len(m.Place.Rivals) != 1 || m.Place.Rivals[0].Text != "Arica, Chile" {
		t.Errorf("beside that %v, want what stood before", m.Place.Rivals)
	}
	if got := meeting(then).Place.Text; got != "Arica, Chile" {
		t.Errorf("on 3 June it was in %q", got)
	}
	// Only the first version has the pier.
	found := false
	for _, c := range undertakings(now) {
		if len(c.Evidence.Sources) == 1 && c.Evidence.Sources[0].Superseded != "" {
			found = true
			if !c.Evidence.Older || c.Evidence.Documents != 1 {
				t.Errorf("what only the older version says: %+v", c.Evidence)
			}
		}
	}
	if !found {
		t.Error("what only the older version says is gone")
	}
	for _, c := range undertakings(then) {
		if c.Evidence.Older {
			t.Errorf("on 3 June the first version stood: %+v", c.Evidence)
		}
	}
}

func undertakings(d *view.Dossier) (all []view.Commitment) {
	for _, g := range d.Commitments {
		all = append(all, g.Commitments...)
	}
	return all
}
