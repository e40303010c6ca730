package book

import (
	"errors"
	"testing"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
)

func TestSearch(t *testing.T) {
	l := newLedger(t)
	b := New(l, clock)
	revision, _, err := l.Revision(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	records, err := b.Records(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := l.ReplaceRecords(t.Context(), revision, records); err != nil {
		t.Fatal(err)
	}
	ask := func(q view.Query, asOf string) *view.Search {
		t.Helper()
		var day rapporteur.Date
		if asOf != "" {
			day = date(t, asOf)
		}
		s, err := b.Search(t.Context(), q, day, 10)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	for _, test := range []struct {
		name              string
		q                 view.Query
		asOf              string
		documents, claims int // at least so many claims
	}{
		{"a word of two texts", view.Query{Words: "peru*"}, "", 2, 1},
		{"as of before the second", view.Query{Words: "peru*"}, "2025-04-01", 1, 0},
		{"before both", view.Query{Words: "peru*"}, "2024", 0, 0},
		{"of a kind", view.Query{Words: "peacekeepers", Kinds: []rapporteur.Kind{rapporteur.KindCommitment}}, "", 1, 1},
		{"of another kind", view.Query{Words: "peacekeepers", Kinds: []rapporteur.Kind{rapporteur.KindTenure}}, "", 0, 0},
		{"of a person", view.Query{Person: "rojas"}, "", 1, 1},
		{"in an area", view.Query{Area: rapporteur.AreaPeacekeeping}, "", 1, 1},
		{"published later", view.Query{Words: "chile", From: date(t, "2025-05")}, "", 1, 0},
		{"published before", view.Query{Words: "chile", To: date(t, "2025-04")}, "", 1, 0},
	} {
		s := ask(test.q, test.asOf)
		if s.Documents != test.documents || s.Claims < test.claims || len(s.Found) != s.Documents {
			t.Errorf("%s: %d documents and %d claims, want %d and %d", test.name, s.Documents, s.Claims, test.documents, test.claims)
		}
	}
	s := ask(view.Query{Words: "arica"}, "")
	if len(s.Found) != 1 || len(s.Found[0].Snippet) == 0 || s.Facets.Years[0] != (view.Count{Value: "2025", Count: 1}) {
		t.Errorf("a document is found without its words or year: %+v", s)
	}
	if _, err := b.Search(t.Context(), view.Query{Person: "nobody"}, rapporteur.Date{}, 10); !errors.Is(err, ErrNoPerson) {
		t.Errorf("a person who is not there: %v", err)
	}
	if _, err := b.Search(t.Context(), view.Query{Outlet: "nowhere"}, rapporteur.Date{}, 10); !errors.Is(err, ErrNoOutlet) {
		t.Errorf("an outlet that is not there: %v", err)
	}
}
