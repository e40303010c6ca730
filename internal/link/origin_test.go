package link_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/link/linktest"
)

// story returns n words that no other seed gives in the same order.
func story(seed uint64, n int) string {
	rng := rand.New(rand.NewPCG(seed, 3))
	words := make([]string, n)
	for i := range words {
		words[i] = fmt.Sprintf("w%d", rng.IntN(500))
	}
	return strings.Join(words, " ") + "."
}

func TestOrigins(t *testing.T) {
	type page struct{ published, outlet, text string }
	wire, other := story(1, 200), story(2, 200)
	for _, tt := range []struct {
		name string
		of   []page
		want []string // the origin of each
	}{
		{"two reports of their own", []page{{"2024-03-20", "Daily", wire}, {"2024-03-20", "Herald", other}}, []string{"Daily", "Herald"}},
		{"a copy belongs to who published first", []page{{"2024-03-21", "Mirror", wire + " Read more. See also our photographs."}, {"2024-03-20", "Daily", wire}}, []string{"Daily", "Daily"}},
		{"a cut", []page{{"2024-03-20", "Daily", wire}, {"2024-03-21", "Herald", strings.Join(strings.Fields(wire)[:90], " ")}}, []string{"Daily", "Daily"}},
		{"a cut in a long page of other matter", []page{{"2024-03-20", "Daily", wire}, {"2024-03-21", "Herald", story(5, 400) + " " + wire + " " + story(6, 400)}}, []string{"Daily", "Daily"}},
		{"too short to be known again", []page{{"2024-03-20", "Daily", "They met in the capital today."}, {"2024-03-20", "Herald", "They met in the capital today."}}, []string{"Daily", "Herald"}},
		{"the agency in the dateline", []page{{"2024-03-20", "Daily", "Hanoi (VNA) – " + wire}, {"2024-03-20", "Herald", "HÀ NỘI (VNS) — " + other}}, []string{"Vietnam News Agency", "Vietnam News Agency"}},
		{"the agency as the last line", []page{{"2024-03-20", "Daily", wire + "\n\n– VNA"}, {"2024-03-20", "Herald", other + "\nAFP"}}, []string{"Vietnam News Agency", "Agence France-Presse"}},
		{"according to an agency", []page{{"2024-03-20", "Daily", "The ministers met, according to the Lao News Agency. " + wire}}, []string{"Lao News Agency"}},
		{"an agency reports", []page{{"2024-03-20", "Daily", "The ministers met, Xinhua reports. " + wire}}, []string{"Xinhua"}},
		{"an agency's own outlet", []page{{"2024-03-20", "VietnamPlus", wire}, {"2024-03-20", "EIN Presswire (Viet Nam News copy)", other}}, []string{"Vietnam News Agency", "Vietnam News Agency"}},
		{"a photograph of the agency", []page{{"2024-03-20", "Daily", "(Photo: VNA) They met.\n" + wire + "\nIllustrative image. Source: VNA"}}, []string{"Daily"}},
		{"an agency far down in the text", []page{{"2024-03-20", "Daily", wire + " A detail comes from the capital, according to VNA.\n" + other}}, []string{"Daily"}},
		{"a word that holds an agency's letters", []page{{"2024-03-20", "Caps", "The SAFPRA reports. " + wire}}, []string{"Caps"}},
		{"a copy of an agency's story that does not say so", []page{{"2024-03-20", "Mirror", wire}, {"2024-03-21", "Daily", "Hanoi (VNA) – " + wire}}, []string{"Vietnam News Agency", "Vietnam News Agency"}},
		{"a remark behind the outlet", []page{{"2024-03-20", "Radio (test host)", wire}, {"2024-03-20", "Press (digest of Vientiane Times)", other}}, []string{"Radio", "Vientiane Times"}},
		{"no outlet", []page{{"2024-03-20", "", wire}}, []string{"news.example"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := linktest.New(t)
			for i, p := range tt.of {
				w.AddDoc(fmt.Sprintf("doc%d", i), p.published, p.outlet, p.text)
			}
			w.Build()
			var got []string
			for _, d := range w.In.Documents {
				got = append(got, w.In.Origins.Of(d.ID))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("origins (-want +got):\n%s", diff)
			}
			slices.Reverse(w.In.Documents)
			w.Build()
			slices.Reverse(w.In.Documents)
			for i, d := range w.In.Documents {
				if got := w.In.Origins.Of(d.ID); got != tt.want[i] {
					t.Errorf("the other way round the origin of document %d is %q", i, got)
				}
			}
		})
	}
}

// TestSharing checks what hashes bring together in a collection of several parts:
// the first fifty of those that share one.
func TestSharing(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 3))
	sketches := make([][]uint64, 400)
	want := map[uint64][]int{}
	for i := range sketches {
		for range 128 {
			h := rng.Uint64N(1 << 14)
			if rng.IntN(100) == 0 {
				h = rng.Uint64N(5) // furniture
			}
			if !slices.Contains(sketches[i], h) {
				sketches[i] = append(sketches[i], h)
				if len(want[h]) < 50 {
					want[h] = append(want[h], i)
				}
			}
		}
	}
	var shared [][]int
	for _, ids := range want {
		if len(ids) > 1 {
			shared = append(shared, ids)
		}
	}
	got := link.Sharing(sketches, 1000)
	slices.SortFunc(shared, slices.Compare)
	slices.SortFunc(got, slices.Compare)
	if !slices.EqualFunc(shared, got, slices.Equal) {
		t.Errorf("%d hashes are shared, want %d, or others", len(got), len(shared))
	}
}

func TestOriginsError(t *testing.T) {
	broken := errors.New("broken")
	_, err := link.NewOrigins(func(yield func(link.Document, error) bool) { yield(link.Document{}, broken) })
	if !errors.Is(err, broken) {
		t.Errorf("error %v, want that of the documents", err)
	}
}

func TestZeroOrigins(t *testing.T) {
	var o link.Origins
	if o.Of("d1") == o.Of("d2") {
		t.Error("two documents have one origin before origins were looked for")
	}
}
