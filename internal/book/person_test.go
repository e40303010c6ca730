package book

import (
	"errors"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/view"
)

// In a large ledger, the page of a person that looks at the newest documents alone
// tells offices, names and sightings as the page of all does, says of how much it
// tells, and shows no act that the other does not.
func TestPersonLately(t *testing.T) {
	b := ownCorpus(t)
	relink(t, b)
	b = New(b.ledger, later)
	b.wholly = 5
	ask := func(name string, day rapporteur.Date, most int) *view.PersonPage {
		t.Helper()
		p, err := b.Person(t.Context(), name, day, most)
		if err != nil {
			t.Fatalf("%s, most %d: %v", name, most, err)
		}
		return p
	}
	// known is what a page tells without the sources that it looks at.
	known := func(p *view.PersonPage, counted bool) (out [][]string) {
		texts := func(of string, fs []view.Fact) {
			for _, f := range fs {
				out = append(out, []string{of, f.Text})
			}
		}
		out = append(out, []string{p.Person.Name, p.Person.First.Words, p.Person.Last.Words, p.Person.Country.Text})
		texts("name", p.Person.Names)
		texts("rank", p.Person.Ranks)
		texts("country", p.Person.Country.Rivals)
		for _, o := range p.Person.Offices {
			office := []string{"office", o.Title, strconv.FormatBool(o.Former), o.First.Words, o.Last.Words}
			if counted {
				office = append(office, strconv.Itoa(o.Claims))
			}
			out = append(out, office)
		}
		return out
	}
	acts := func(p *view.PersonPage) (ids []rapporteur.RecordID) {
		for _, m := range p.Acts {
			ids = append(ids, m.ID)
		}
		return ids
	}
	cut := 0
	for r, err := range b.ledger.Records(t.Context(), ledger.RecordFilter{Kinds: []rapporteur.Kind{rapporteur.KindTenure}}) {
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Claims) < 6 {
			continue
		}
		all, some := ask(string(r.ID), rapporteur.Date{}, 0), ask(string(r.ID), rapporteur.Date{}, 2)
		if diff := cmp.Diff(known(all, true), known(some, true)); diff != "" {
			t.Errorf("%s (-of all +of the newest):\n%s", r.Title, diff)
		}
		if all.Whole != nil {
			t.Errorf("%s: the page of all tells of a part: %+v", r.Title, *all.Whole)
		}
		of := all.Person.Evidence
		switch {
		case some.Whole == nil:
			if some.Person.Evidence.Documents != of.Documents {
				t.Errorf("%s: %d documents of %d, which it does not say", r.Title, some.Person.Evidence.Documents, of.Documents)
			}
		default:
			cut++
			if w := *some.Whole; w.Documents != of.Documents || w.Outlets != of.Outlets || w.Origins != of.Origins || w.Claims > len(of.Sources) || w.Claims < w.Documents {
				t.Errorf("%s rests on %+v; looked at are %d documents of %d outlets and %d origins", r.Title, w, of.Documents, of.Outlets, of.Origins)
			}
		}
		whole := acts(all)
		for _, id := range acts(some) {
			if !slices.Contains(whole, id) {
				t.Errorf("%s: the act %s is told of the newest documents alone", r.Title, id)
			}
		}
		if got := ask(r.Title, rapporteur.Date{}, 2); got.Person.ID == r.ID && !cmp.Equal(known(got, true), known(some, true)) {
			t.Errorf("%s is told otherwise by name", r.Title)
		}
		if got := ask(string(r.Claims[0]), rapporteur.Date{}, 2); got.Person.ID != r.ID {
			t.Errorf("a claim on %s leads to %s", r.Title, got.Person.Name)
		}
		// As of a day, who is who is told by the documents that are looked at.
		if diff := cmp.Diff(known(all, false), known(ask(string(r.ID), date(t, "2026-11-20"), 2), false)); diff != "" {
			t.Errorf("%s as of a day (-of all +of the newest):\n%s", r.Title, diff)
		}
	}
	if cut == 0 {
		t.Error("of nobody is a part told")
	}
	if _, err := b.Person(t.Context(), "Nobody of this name", rapporteur.Date{}, 2); !errors.Is(err, ledger.ErrNotFound) {
		t.Errorf("a name that nobody has: %v", err)
	}
}
