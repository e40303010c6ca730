package link_test

import (
	"cmp"
	"encoding/json"
	"errors"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/link/linktest"
)

// holdings gives out a world's claims on demand.
func holdings(in link.Input) link.Holdings {
	claims := in.Claims
	in.Claims = nil
	yield := func(of func(rapporteur.Claim) bool) iter.Seq2[rapporteur.Claim, error] {
		return func(yield func(rapporteur.Claim, error) bool) {
			for _, c := range claims {
				if of(c) && !yield(c, nil) {
					return
				}
			}
		}
	}
	return link.Holdings{
		Input: in,
		All:   func() iter.Seq2[rapporteur.Claim, error] { return yield(func(rapporteur.Claim) bool { return true }) },
		Of: func(docs []rapporteur.DocID) iter.Seq2[rapporteur.Claim, error] {
			return yield(func(c rapporteur.Claim) bool { return slices.Contains(docs, c.Doc) })
		},
	}
}

// entangle makes claims whose sets of parties differ be of one thing: editions of
// which one report names more parties, undertakings of two states to a third,
// others in the same words, sentences that tell of a meeting of others, and
// decisions of people.
func entangle(w *linktest.World, seed uint64) {
	rng := rand.New(rand.NewPCG(seed, 3))
	sets := [][]rapporteur.Party{{"LAO", "VNM"}, {"KHM", "LAO", "VNM"}, {"KHM", "VNM"}, {"KHM", "LAO"}, {"THA"}, {"LAO", "THA"}, {"KHM", "LAO", "THA", "VNM"}, {"ASEAN"}, nil}
	set := func() []rapporteur.Party { return sets[rng.IntN(len(sets))] }
	var docs []string
	for name := range w.Doc {
		docs = append(docs, name)
	}
	slices.Sort(docs)
	dates := []string{"2020-03-05", "2020-03", "XXXX-03-05", ""}
	ids := map[rapporteur.Kind][]rapporteur.ClaimID{}
	for _, doc := range docs {
		for _, quote := range []string{"they met for the policy dialogue", "met for the policy", "and will train"} {
			parties := set()
			i := rapporteur.InteractionBody{Type: rapporteur.Dialogue, Mechanism: "border policy dialogue", Edition: rng.IntN(4),
				Participants: []rapporteur.Participant{{Name: "Chansamone Chanyalath", Country: "LAO"}, {Name: "Phan Van Giang", Country: "VNM"}}}
			id := w.Claim(doc, quote, rapporteur.Claim{Parties: parties, Time: rapporteur.Time{Date: w.Date(dates[rng.IntN(len(dates))])}, Interaction: &i})
			ids[rapporteur.KindInteraction] = append(ids[rapporteur.KindInteraction], id)
			parties = set()
			if len(parties) < 2 {
				continue
			}
			id = w.Claim(doc, quote, rapporteur.Claim{Parties: parties, Areas: []rapporteur.Area{rapporteur.AreaTraining}, Commitment: &rapporteur.CommitmentBody{
				By: parties[:rng.IntN(len(parties))+1], What: "train medical officers at the school", Act: rapporteur.ActPledged, Stage: rapporteur.StagePledged}})
			ids[rapporteur.KindCommitment] = append(ids[rapporteur.KindCommitment], id)
		}
	}
	for _, c := range w.In.Claims {
		if c.Kind == rapporteur.KindTenure {
			ids[c.Kind] = append(ids[c.Kind], c.ID)
		}
	}
	for _, kind := range []rapporteur.Kind{rapporteur.KindInteraction, rapporteur.KindCommitment, rapporteur.KindTenure} {
		for _, verb := range []rapporteur.Verb{rapporteur.Merge, rapporteur.Split, rapporteur.Merge, rapporteur.Unmerge} {
			d := link.Decided{Verb: verb, Kind: kind, Why: "a person said so"}
			for range 3 {
				d.Claims = append(d.Claims, ids[kind][rng.IntN(len(ids[kind]))])
			}
			w.In.Decided = append(w.In.Decided, d)
		}
	}
	for _, c := range w.In.Claims {
		switch rng.IntN(20) {
		case 0:
			w.In.Verdicts[c.ID] = rapporteur.Reject
		case 1:
			w.In.Verdicts[c.ID] = rapporteur.Accept
		}
	}
}

// TestParts checks that building by parts of any size makes the records that
// building the whole does.
func TestParts(t *testing.T) {
	for n := range 12 {
		w := busyWorld(t, 20+10*n)
		if n%3 > 0 {
			entangle(w, uint64(n))
		}
		whole := w.Build() // finds the origins
		byID := func(r, s rapporteur.Record) int { return cmp.Compare(r.ID, s.ID) }
		slices.SortFunc(whole, byID)
		for _, size := range []int{1, 40, 1e6} {
			var parts int
			var records []rapporteur.Record
			for p, err := range link.PartsOf(holdings(w.In), size) {
				if err != nil {
					t.Fatal(err)
				}
				parts++
				records = append(records, p.Records...)
			}
			if size == 1 && parts < 3 {
				t.Errorf("world %d: %d parts, want more", n, parts)
			}
			slices.SortFunc(records, byID)
			if diff := gocmp.Diff(lines(t, whole), lines(t, records)); diff != "" {
				t.Fatalf("world %d in parts of %d (-whole +parts):\n%s", n, size, diff)
			}
		}
	}
}

// TestEditionsJoinParts checks that a report that names no state shares a part with
// those of two states only where it may tell of an edition of the same forum, also
// by the name that a third report gives it.
func TestEditionsJoinParts(t *testing.T) {
	const forum = "trade policy dialogue"
	for _, tt := range []struct {
		name   string
		forums []string // of Laos and Vietnam, of China and Laos, and of nobody that is named
		parts  int
	}{
		{"the same forum", []string{forum, forum, forum}, 1},
		{"another forum", []string{forum, forum, "port security forum"}, 3},
		{"the forum of one", []string{forum, "port security forum", "port security forum"}, 2},
		{"two forums that a third name joins", []string{forum, "port security dialogue", "trade policy and port security dialogue"}, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := linktest.New(t)
			for i, parties := range [][]rapporteur.Party{{"LAO", "VNM"}, {"CHN", "LAO"}, {"ASEAN"}} {
				doc := string(rune('a' + i))
				text := "The fifth " + tt.forums[i] + " was held."
				w.AddDoc(doc, "2025-03-05", "Daily", text)
				w.Claim(doc, text, rapporteur.Claim{Parties: parties, Time: rapporteur.Time{Date: w.Date("2025-03-04")},
					Interaction: &rapporteur.InteractionBody{Type: rapporteur.Dialogue, Mechanism: tt.forums[i], Edition: 5}})
			}
			parts := -1 // but for the persons
			for _, err := range link.PartsOf(holdings(w.In), 1) {
				if err != nil {
					t.Fatal(err)
				}
				parts++
			}
			if parts != tt.parts {
				t.Errorf("%d parts, want %d", parts, tt.parts)
			}
		})
	}
}

func lines(t *testing.T, rs []rapporteur.Record) []string {
	t.Helper()
	var out []string
	for _, r := range rs {
		b, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(b))
	}
	return out
}

// TestHoldingsRecords checks that records come one by one and errors are passed on.
func TestHoldingsRecords(t *testing.T) {
	w := busyWorld(t, 30)
	want := len(w.Build())
	h := holdings(w.In)
	n := 0
	for _, err := range h.Records() {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	if n != want {
		t.Errorf("%d records, want %d", n, want)
	}
	for range h.Records() {
		break // must stop
	}
	failed := errors.New("disk gone")
	fails := func() iter.Seq2[rapporteur.Claim, error] {
		return func(yield func(rapporteur.Claim, error) bool) { yield(rapporteur.Claim{}, failed) }
	}
	for name, broken := range map[string]link.Holdings{
		"all": {Input: h.Input, All: fails, Of: h.Of},
		"of":  {Input: h.Input, All: h.All, Of: func([]rapporteur.DocID) iter.Seq2[rapporteur.Claim, error] { return fails() }},
	} {
		var last error
		for _, last = range broken.Records() {
		}
		if !errors.Is(last, failed) || !strings.Contains(last.Error(), "claims") {
			t.Errorf("%s: ended with %v, want %v and where it happened", name, last, failed)
		}
	}
	for r, err := range (link.Holdings{All: func() iter.Seq2[rapporteur.Claim, error] { return func(func(rapporteur.Claim, error) bool) {} }, Of: h.Of}).Records() {
		t.Errorf("record %v, error %v of nothing", r.ID, err)
	}
}
