package book

import (
	"errors"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/view"
)

func claimsIn(j view.Joined) []rapporteur.ClaimID {
	var out []rapporteur.ClaimID
	for _, c := range j.Claims {
		out = append(out, c.Claim)
	}
	return out
}

// ownCorpus returns the corpus of a test that decides.
func ownCorpus(t *testing.T) *Book {
	t.Helper()
	file := filepath.Join(t.TempDir(), "ledger.db")
	whole, err := os.ReadFile(held(t))
	if err == nil {
		err = os.WriteFile(file, whole, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return opened(t, file)
}

// relink derives the records of a book anew.
func relink(t *testing.T, b *Book) {
	t.Helper()
	at, _, err := b.ledger.Revision(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Relink(t.Context(), func(all iter.Seq2[rapporteur.Record, error]) error {
		return b.ledger.ReplaceRecordsFrom(t.Context(), at, all)
	}); err != nil {
		t.Fatal(err)
	}
}

// What is shown before records of each kind are put together or taken apart is what
// they are once that was decided, whether the ledger is small or large, and whether
// or not its records were derived anew since.
func TestJoin(t *testing.T) {
	for name, wholly := range map[string]int{"small": wholly, "large": 20} {
		t.Run(name, func(t *testing.T) {
			b := ownCorpus(t)
			b.wholly = wholly
			join := func(q view.JoinQuery) *view.Join {
				t.Helper()
				j, err := b.Join(t.Context(), q)
				if err != nil {
					t.Fatalf("%+v: %v", q, err)
				}
				return j
			}
			decide := func(d rapporteur.Decision) rapporteur.DecisionID {
				t.Helper()
				d.By = "A. Reader"
				made, err := b.ledger.Decide(t.Context(), d)
				if err != nil {
					t.Fatal(err)
				}
				return made.ID
			}
			for _, kind := range rapporteur.RecordKinds {
				var r rapporteur.Record
				var j *view.Join
				for o, err := range b.ledger.Records(t.Context(), ledger.RecordFilter{Kinds: []rapporteur.Kind{kind}}) {
					if err != nil {
						t.Fatal(err)
					}
					if len(o.Claims) > 1 || kind == rapporteur.KindQuestion { // hardly any is asked twice
						if r, j = o, join(view.JoinQuery{ID: string(o.ID)}); len(j.Likely) > 0 {
							break
						}
					}
				}
				if j == nil || len(j.Likely) == 0 {
					t.Errorf("no %s of two claims or more may be one with another", kind)
					continue
				}
				if diff := cmp.Diff(r.Claims, claimsIn(j.Record)); diff != "" {
					t.Errorf("%s %s (-held +shown):\n%s", kind, r.ID, diff)
				}

				merging := join(view.JoinQuery{ID: string(r.ID), With: string(j.Likely[0].ID)})
				if len(merging.Result) != 1 || len(merging.Result[0].Claims) != len(merging.Record.Claims)+len(merging.With.Claims) {
					t.Errorf("%s: put together they would be %+v", kind, merging.Result)
					continue
				}
				merge := decide(rapporteur.Decision{Verb: rapporteur.Merge, As: kind, Claim: r.Claims[0], With: []rapporteur.Mark{{Claim: merging.With.Claims[0].Claim}}})
				merged := join(view.JoinQuery{ID: string(r.Claims[0]), As: kind})
				if diff := cmp.Diff(claimsIn(merging.Result[0]), claimsIn(merged.Record)); diff != "" {
					t.Errorf("%s: put together (-shown +come):\n%s", kind, diff)
				}
				if diff := cmp.Diff(merging.Result[0].Values, merged.Record.Values); diff != "" {
					t.Errorf("%s: fields put together (-shown +come):\n%s", kind, diff)
				}
				if len(merged.Decided) != 1 || merged.Decided[0].ID != merge {
					t.Errorf("%s: decided on it is %v", kind, merged.Decided)
				}
				// The other's page leads to what it became part of.
				if got := join(view.JoinQuery{ID: string(merging.With.ID)}); got.Record.ID != merged.Record.ID {
					t.Errorf("%s: %s leads to %s, want %s", kind, merging.With.ID, got.Record.ID, merged.Record.ID)
				}
				relink(t, b)
				if got := join(view.JoinQuery{ID: string(r.Claims[0]), As: kind}); !slices.Equal(claimsIn(got.Record), claimsIn(merged.Record)) {
					t.Errorf("%s: derived anew, it gathers %v", kind, claimsIn(got.Record))
				}
				decide(rapporteur.Decision{Verb: rapporteur.Undo, Undoes: merge})

				if len(r.Claims) == 1 {
					continue
				}
				last := r.Claims[len(r.Claims)-1]
				parting := join(view.JoinQuery{ID: string(r.Claims[0]), As: kind, Leave: []rapporteur.ClaimID{last}})
				if len(parting.Result) != 2 || slices.Contains(claimsIn(parting.Result[0]), last) || !slices.Equal(claimsIn(parting.Result[1]), []rapporteur.ClaimID{last}) {
					t.Errorf("%s: taken apart they would be %+v", kind, parting.Result)
					continue
				}
				split := decide(rapporteur.Decision{Verb: rapporteur.Split, As: kind, Claim: r.Claims[0], With: []rapporteur.Mark{{Claim: last}}})
				for i, c := range []rapporteur.ClaimID{r.Claims[0], last} {
					if got := join(view.JoinQuery{ID: string(c), As: kind}); !slices.Equal(claimsIn(got.Record), claimsIn(parting.Result[i])) {
						t.Errorf("%s: taken apart, part %d gathers %v", kind, i, claimsIn(got.Record))
					}
				}
				decide(rapporteur.Decision{Verb: rapporteur.Undo, Undoes: split})
				relink(t, b)
			}
		})
	}
}

// What cannot be put together or taken apart says why.
func TestJoinRefuses(t *testing.T) {
	b := corpus(t)
	first := func(kind rapporteur.Kind) rapporteur.Record {
		t.Helper()
		for r, err := range b.ledger.Records(t.Context(), ledger.RecordFilter{Kinds: []rapporteur.Kind{kind}}) {
			if err != nil {
				t.Fatal(err)
			}
			return r
		}
		t.Fatalf("no %s", kind)
		return rapporteur.Record{}
	}
	event, pledge := first(rapporteur.KindInteraction), first(rapporteur.KindCommitment)
	for name, tt := range map[string]struct {
		q    view.JoinQuery
		want error
	}{
		"no record":    {view.JoinQuery{ID: "e0123456789abcdef"}, ledger.ErrNotFound},
		"nothing":      {view.JoinQuery{}, ledger.ErrNotFound},
		"itself":       {view.JoinQuery{ID: string(event.ID), With: string(event.Claims[0])}, ErrItself},
		"another kind": {view.JoinQuery{ID: string(event.ID), With: string(pledge.ID)}, ErrKinds},
		"no other":     {view.JoinQuery{ID: string(event.ID), With: "e0123456789abcdef"}, ErrNotWith},
		"no claim":     {view.JoinQuery{ID: string(event.ID), Leave: pledge.Claims}, ErrNoneTo},
		"all claims":   {view.JoinQuery{ID: string(event.ID), Leave: event.Claims}, ErrAllTo},
	} {
		if _, err := b.Join(t.Context(), tt.q); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
}
