package book

import (
	"fmt"
	"iter"
	"maps"
	"path/filepath"
	"slices"
	"testing"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
)

// TestLinksLead follows each link that a page makes to a record, of every pair of
// states and of every document, now and as of earlier days, in a ledger of which a
// page of all shows everything and in one of which it shows the newest only.
func TestLinksLead(t *testing.T) {
	pairs := [][]rapporteur.Party{{"LAO", "VNM"}, {"KHM", "LAO"}, {"KHM", "LAO", "VNM"}, {"KHM", "VNM"}}
	for name, wholly := range map[string]int{"small": wholly, "large": 3} {
		t.Run(name, func(t *testing.T) {
			b := corpus(t)
			b.wholly = wholly
			for _, day := range []rapporteur.Date{{}, date(t, "2025-03-31"), date(t, "2024-12-31"), date(t, "2019-12-31")} {
				refs := map[rapporteur.RecordID]rapporteur.Kind{}
				for _, pair := range pairs {
					in, err := b.between(t.Context(), pair, day)
					if err != nil {
						t.Fatal(err)
					}
					for _, r := range in.Records {
						refs[r.ID] = r.Kind
					}
				}
				if len(refs) == 0 {
					t.Errorf("as of %q there are no records", day)
				}
				leads(t, b, refs, day)
			}
			refs := map[rapporteur.RecordID]rapporteur.Kind{}
			for d, err := range b.ledger.Documents(t.Context(), ledger.DocumentFilter{}) {
				if err != nil {
					t.Fatal(err)
				}
				r, err := b.Reader(t.Context(), d.ID)
				if err != nil {
					t.Fatal(err)
				}
				for _, c := range r.Claims {
					for _, ref := range c.Records {
						refs[ref.ID] = ref.Kind
					}
				}
			}
			leads(t, b, refs, rapporteur.Date{})
		})
	}
}

// leads asks for the page of each record as of a day.
func leads(t *testing.T, b *Book, refs map[rapporteur.RecordID]rapporteur.Kind, day rapporteur.Date) {
	t.Helper()
	for _, id := range slices.Sorted(maps.Keys(refs)) {
		_, err := b.Record(t.Context(), id)
		switch {
		case err != nil:
		case refs[id] == rapporteur.KindCommitment:
			_, err = b.Thread(t.Context(), string(id), day)
		case refs[id] == rapporteur.KindMechanism:
			_, err = b.Forum(t.Context(), nil, string(id), day)
		case refs[id] == rapporteur.KindInteraction:
			_, err = b.Contact(t.Context(), string(id), day)
		case refs[id] == rapporteur.KindTenure:
			_, err = b.Person(t.Context(), string(id), day, 0)
		}
		if err != nil {
			t.Errorf("as of %q, a link to %s %s leads nowhere: %v", day, refs[id], id, err)
		}
	}
}

// Two spellings of a name that only a third one joins, in a report on other states,
// are one person wherever the ledger knows all three; before the third came, they
// are two, and both have a page.
func TestPersonJoinedElsewhere(t *testing.T) {
	l, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"), clock)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for i, r := range []struct{ name, other, day string }{
		{"Khamphengvong Sisoulatha", "Vietnam", "2025-01-10"}, {"Khampaengwong Sisulata", "Vietnam", "2025-02-10"}, {"Khampaengvong Sisulatha", "Thailand", "2025-04-10"},
	} {
		put(t, l, fmt.Sprint("report ", i), fmt.Sprintf("---\nurl: https://a.example/%d\npublished: %s\n---\nLao Defence Minister %s held talks with officials of %s in Vientiane on %s.",
			i, r.day, r.name, r.other, r.day))
	}
	at, _, err := l.Revision(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := New(l, clock).Relink(t.Context(), func(all iter.Seq2[rapporteur.Record, error]) error { return l.ReplaceRecordsFrom(t.Context(), at, all) }); err != nil {
		t.Fatal(err)
	}
	for _, wholly := range []int{wholly, 2} {
		b := New(l, clock)
		b.wholly = wholly
		for _, test := range []struct {
			day    rapporteur.Date
			people int
		}{{rapporteur.Date{}, 1}, {date(t, "2025-03-01"), 2}} {
			d, err := b.Dossier(t.Context(), []rapporteur.Party{"LAO", "VNM"}, test.day)
			if err != nil {
				t.Fatal(err)
			}
			refs := map[rapporteur.RecordID]rapporteur.Kind{}
			for _, o := range d.People {
				for _, p := range o.People {
					refs[p.ID] = rapporteur.KindTenure
				}
			}
			if len(refs) != test.people {
				t.Errorf("as of %q there are %d persons, want %d: %v", test.day, len(refs), test.people, refs)
			}
			leads(t, b, refs, test.day)
		}
	}
}
