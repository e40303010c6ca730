package link_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/link/linktest"
)

// meetings returns a world of six reports: a, b and c tell of talks on 6 March,
// x and y of talks in May, and z of a visit.
func meetings(t *testing.T) (w *linktest.World, id map[string]rapporteur.ClaimID) {
	w, id = linktest.New(t), map[string]rapporteur.ClaimID{}
	for _, r := range []struct {
		doc, published, date string
		form                 rapporteur.InteractionType
	}{
		{"a", "2025-03-07", "2025-03-06", rapporteur.Meeting}, {"b", "2025-03-07", "2025-03-06", rapporteur.Meeting},
		{"c", "2025-03-08", "2025-03-06", rapporteur.Meeting},
		{"x", "2025-05-03", "2025-05-02", rapporteur.Meeting}, {"y", "2025-05-04", "2025-05-02", rapporteur.Meeting},
		{"z", "2025-06-11", "2025-06-10", rapporteur.Visit},
	} {
		w.AddDoc(r.doc, r.published, "Daily "+r.doc, "Report "+r.doc+": the two sides met.")
		id[r.doc] = w.Claim(r.doc, "the two sides met", rapporteur.Claim{Parties: []rapporteur.Party{"CHL", "PER"},
			Time: rapporteur.Time{Date: w.Date(r.date)}, Interaction: &rapporteur.InteractionBody{Type: r.form}})
	}
	return w, id
}

// grouping returns the records of a world as lists of the names of their reports.
func grouping(w *linktest.World, id map[string]rapporteur.ClaimID) []string {
	var out []string
	for _, r := range w.Build() {
		if r.Kind != rapporteur.KindInteraction {
			continue
		}
		var names string
		for _, name := range []string{"a", "b", "c", "x", "y", "z"} {
			if slices.Contains(r.Claims, id[name]) {
				names += name
			}
		}
		out = append(out, names)
	}
	slices.Sort(out)
	return out
}

func decided(verb rapporteur.Verb, id map[string]rapporteur.ClaimID, names string) link.Decided {
	d := link.Decided{Verb: verb, Kind: rapporteur.KindInteraction, Why: "A. Reader decided so"}
	for _, n := range names {
		claim := id[string(n)]
		if claim == "" {
			claim = "cgone"
		}
		d.Claims = append(d.Claims, claim)
	}
	return d
}

func TestDecided(t *testing.T) {
	const merge, split, unmerge = rapporteur.Merge, rapporteur.Split, rapporteur.Unmerge
	for _, test := range []struct {
		name  string
		verbs []rapporteur.Verb
		of    []string
		want  []string
	}{
		{"nothing", nil, nil, []string{"abc", "xy", "z"}},
		{"a merge joins whole records", []rapporteur.Verb{merge}, []string{"ax"}, []string{"abcxy", "z"}},
		{"a merge of many", []rapporteur.Verb{merge}, []string{"zax"}, []string{"abcxyz"}},
		{"a merge of what is one", []rapporteur.Verb{merge}, []string{"ab"}, []string{"abc", "xy", "z"}},
		{"a split takes claims out", []rapporteur.Verb{split}, []string{"abc"}, []string{"a", "bc", "xy", "z"}},
		{"a split of what is apart", []rapporteur.Verb{split}, []string{"az"}, []string{"abc", "xy", "z"}},
		{"a split of the claim that founded the record", []rapporteur.Verb{split}, []string{"ba"}, []string{"a", "bc", "xy", "z"}},
		{"an unmerge takes apart what people merged", []rapporteur.Verb{merge, unmerge}, []string{"az", "bz"}, []string{"abc", "xy", "z"}},
		{"and takes all that the machine had put together", []rapporteur.Verb{merge, merge, unmerge}, []string{"ax", "az", "zx"}, []string{"abcz", "xy"}},
		{"an unmerge of what the machine put together", []rapporteur.Verb{unmerge}, []string{"ab"}, []string{"ac", "b", "xy", "z"}},
		{"the later one counts", []rapporteur.Verb{split, merge}, []string{"ab", "ab"}, []string{"abc", "xy", "z"}},
		{"a split of what was merged takes only what is named", []rapporteur.Verb{merge, split}, []string{"ax", "ax"}, []string{"abcy", "x", "z"}},
		{"a claim that is gone", []rapporteur.Verb{merge}, []string{"a?z"}, []string{"abcz", "xy"}},
		{"a merge with nothing that is there", []rapporteur.Verb{merge}, []string{"a?"}, []string{"abc", "xy", "z"}},
		{"a split of a claim from itself", []rapporteur.Verb{split}, []string{"aa"}, []string{"abc", "xy", "z"}},
		{"an unmerge of a claim from itself", []rapporteur.Verb{unmerge}, []string{"aa"}, []string{"abc", "xy", "z"}},
		{"a split that names a claim twice", []rapporteur.Verb{split}, []string{"abb"}, []string{"ac", "b", "xy", "z"}},
		{"a decision whose own claim is gone", []rapporteur.Verb{merge}, []string{"?az"}, []string{"abc", "xy", "z"}},
	} {
		w, id := meetings(t)
		for i, v := range test.verbs {
			w.In.Decided = append(w.In.Decided, decided(v, id, test.of[i]))
		}
		if diff := cmp.Diff(test.want, grouping(w, id)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}

	// The record says who put the claims together, and shows both dates.
	w, id := meetings(t)
	w.In.Decided = []link.Decided{decided(merge, id, "az")}
	for _, r := range w.Build() {
		if slices.Contains(r.Claims, id["z"]) && (r.Reasons[id["z"]] != "A. Reader decided so" || len(r.Fields[link.FieldDate]) != 2 || r.Reasons[id["b"]] == "") {
			t.Errorf("the merged record: reasons %v, dates %v", r.Reasons, r.Fields[link.FieldDate])
		}
	}
	// A decision about another kind of record is none about this one.
	other := decided(merge, id, "az")
	other.Kind = rapporteur.KindMechanism
	w.In.Decided = []link.Decided{other}
	if diff := cmp.Diff([]string{"abc", "xy", "z"}, grouping(w, id)); diff != "" {
		t.Errorf("a decision about mechanisms (-want +got):\n%s", diff)
	}
}

// Whatever was decided before: each claim is in one record, and those that the
// last decision names are together or apart as it says.
func TestDecidedHolds(t *testing.T) {
	w, id := meetings(t)
	names := []string{"a", "b", "c", "x", "y", "z"}
	rapid.Check(t, func(rt *rapid.T) {
		w.In.Decided = nil
		var last string
		for range rapid.IntRange(1, 8).Draw(rt, "decisions") {
			two := rapid.Permutation(names).Draw(rt, "claims")[:rapid.IntRange(2, 4).Draw(rt, "many")]
			last = two[0] + two[1]
			verb := rapid.SampledFrom([]rapporteur.Verb{rapporteur.Merge, rapporteur.Split, rapporteur.Unmerge}).Draw(rt, "verb")
			w.In.Decided = append(w.In.Decided, decided(verb, id, strings.Join(two, "")))
		}
		groups := grouping(w, id)
		all := ""
		together := false
		for _, g := range groups {
			all += g
			together = together || slices.Contains([]byte(g), last[0]) && slices.Contains([]byte(g), last[1])
		}
		if sorted := slices.Sorted(slices.Values([]byte(all))); string(sorted) != "abcxyz" {
			rt.Fatalf("the claims are in %q", groups)
		}
		verb := w.In.Decided[len(w.In.Decided)-1].Verb
		if together != (verb == rapporteur.Merge) {
			rt.Fatalf("after %s of %s and others the records are %q", verb, last, groups)
		}
	})
}

// People merged by hand are one for the meetings that name them too.
func TestDecidedPeople(t *testing.T) {
	w := linktest.New(t)
	w.AddDoc("a", "2025-03-07", "Daily", "Minister Ana Rojas spoke.")
	w.AddDoc("b", "2025-03-08", "Herald", "Minister A. M. Rojas-Vega spoke.")
	ana := w.Claim("a", "Ana Rojas", rapporteur.Claim{Tenure: &rapporteur.TenureBody{Person: rapporteur.Participant{Name: "Ana Rojas", Country: "CHL"}}})
	vega := w.Claim("b", "A. M. Rojas-Vega", rapporteur.Claim{Tenure: &rapporteur.TenureBody{Person: rapporteur.Participant{Name: "A. M. Rojas-Vega", Country: "CHL"}}})
	if n := len(w.Build()); n != 2 {
		t.Fatalf("%d people, want 2", n)
	}
	w.In.Decided = []link.Decided{{Verb: rapporteur.Merge, Kind: rapporteur.KindTenure, Claims: []rapporteur.ClaimID{ana, vega}}}
	merged := w.Build()
	if len(merged) != 1 || len(merged[0].Fields[link.FieldName]) != 2 || !slices.Equal(merged[0].Parties, []rapporteur.Party{"CHL"}) {
		t.Fatalf("after the merge: %+v", merged)
	}
	// And apart again, with the parties of people, not of claims.
	w.In.Decided = append(w.In.Decided, link.Decided{Verb: rapporteur.Split, Kind: rapporteur.KindTenure, Claims: []rapporteur.ClaimID{ana, vega}})
	for _, r := range w.Build() {
		if len(r.Claims) != 1 || !slices.Equal(r.Parties, []rapporteur.Party{"CHL"}) {
			t.Errorf("after the split: %+v", r)
		}
	}
}

// A merge for which no reason is told is a merge, whichever claim comes first.
func TestMergeWithoutReason(t *testing.T) {
	w, id := meetings(t)
	d := decided(rapporteur.Merge, id, "za")
	d.Why = ""
	w.In.Decided = []link.Decided{d}
	if diff := cmp.Diff([]string{"abcz", "xy"}, grouping(w, id)); diff != "" {
		t.Errorf("records (-want +got):\n%s", diff)
	}
}
