package claim

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/lang"
)

// A paragraph with something for every kind of claim.
const sample = `Chilean Foreign Minister Ana Rojas and her Peruvian counterpart, Luis Vega, held the third Chile-Peru Border Dialogue in Lima on 3 March 2025. They signed a protocol on rescue at sea. Rojas said that Chile will train Peruvian pilots by 2027. The cost was not disclosed. Analysts suggest that closer ties might ease tension.`

// TestAllKinds finds that the sample holds what the tests below rely on.
func TestAllKinds(t *testing.T) {
	claims := readText(t, sample)
	for _, k := range rapporteur.Kinds {
		if len(ofKind(claims, k)) == 0 {
			t.Errorf("no %s was read", k)
		}
	}
	for _, c := range claims {
		if c.Rule == "" || c.Engine != Engine || !slices.ContainsFunc(c.Cues, func(q rapporteur.Cue) bool { return q.Effect == "trigger" && q.Text != "" }) {
			t.Errorf("%s claim %q names no rule or no trigger", c.Kind, c.Quote.Exact())
		}
	}
}

// TestDeterminism reads one text many times, also at once, with one reader.
func TestDeterminism(t *testing.T) {
	doc := document(t, strings.Repeat(sample+"\n\n", 3))
	r := reader(t)
	a := lang.Plain{}.Analyse(doc.Text)
	want := r.Read(doc, a)
	all := make(chan []rapporteur.Claim)
	for range 8 {
		go func() { all <- r.Read(doc, a) }()
	}
	quotes := cmp.Comparer(func(a, b rapporteur.Quote) bool { return a == b })
	dates := cmp.Comparer(func(a, b rapporteur.Date) bool { return a == b })
	for range 8 {
		if diff := cmp.Diff(want, <-all, quotes, dates); diff != "" {
			t.Fatalf("two readings differ:\n%s", diff)
		}
	}
}

func TestOtherLanguages(t *testing.T) {
	for _, text := range []string{
		"Le Chili et le Pérou ont signé un accord à Lima lundi. Les deux ministres ont tenu des entretiens et se sont engagés à former des pilotes.",
		"Chile y el Perú firmaron un acuerdo en Lima el lunes. Los dos ministros se comprometieron a formar pilotos en los próximos años.",
		"Hai bên đã ký một nghị định thư về hợp tác tìm kiếm cứu nạn và nhất trí tiếp tục trao đổi các đoàn cấp cao trong thời gian tới.",
	} {
		if claims := readText(t, text); len(claims) > 0 {
			t.Errorf("%q gives %d claims", text, len(claims))
		}
	}
}

// TestQuotes holds every quote to the text and to its length.
func TestQuotes(t *testing.T) {
	for _, text := range []string{
		sample,
		"Chile and Peru signed a protocol on " + strings.Repeat("the exchange of officers and ", 60) + "cadets.",
		"Chile and Peru agreed to train “pilots (and cadets)” — and more.",
		"Chile und Peru: “Việt Nam and Peru signed a protocol in Hà Nội,” he said.",
	} {
		doc := document(t, text)
		for _, c := range reader(t).Read(doc, lang.Plain{}.Analyse(doc.Text)) {
			if _, err := doc.Text.Anchor(c.Quote.Selector()); err != nil {
				t.Errorf("%s: %v", c.Rule, err)
			}
			if n := len([]rune(c.Quote.Exact())); n > 600 {
				t.Errorf("%s quotes %d characters", c.Rule, n)
			}
		}
	}
}

func TestQuoteTrimming(t *testing.T) {
	for _, tt := range []struct {
		text, want string
		kind       rapporteur.Kind
	}{
		{"However, Chile and Peru signed a protocol.", "Chile and Peru signed a protocol", rapporteur.KindInstrument},
		{"They met, but Chile and Peru signed no protocol; Chile pledged to train Peruvian pilots.", "Chile pledged to train Peruvian pilots", rapporteur.KindCommitment},
		{"Chile pledged to train Peruvian pilots (and cadets).", "Chile pledged to train Peruvian pilots (and cadets)", rapporteur.KindCommitment},
		{"Chile proposed that the two navies of Chile and Peru hold a drill.", "Chile proposed that the two navies of Chile and Peru hold a drill", rapporteur.KindCommitment},
	} {
		var got []string
		for _, c := range ofKind(readText(t, tt.text), tt.kind) {
			got = append(got, c.Quote.Exact())
		}
		if !slices.Contains(got, tt.want) {
			t.Errorf("%q: quotes %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestPageAndScan reads captions, lines of the page, headlines and damaged words,
// none of which is a report.
func TestPageAndScan(t *testing.T) {
	for _, text := range []string{
		"handshake.jpg Chilean Foreign Minister Ana Rojas receiving Peruvian Foreign Minister Luis Vega in Lima",
		"Photo: Chilean Foreign Minister Ana Rojas shakes hands with Peruvian Foreign Minister Luis Vega in Lima.",
		"Read more: Chile and Peru sign rescue protocol",
		"Chile, Peru to sign rescue protocol next week",
		"Chi1e and Peru s1gned a protoco1 on rescue.",
		"Ch il e and P eru he ld ta lks in L i m a.",
	} {
		for _, c := range ofKind(readText(t, text), rapporteur.KindInteraction, rapporteur.KindInstrument, rapporteur.KindCommitment) {
			t.Errorf("%q gives %s by %s", text, c.Kind, c.Rule)
		}
	}
}

// TestMerge joins what speaks of the same thing and keeps apart what does not.
func TestMerge(t *testing.T) {
	for _, tt := range []struct {
		name, text             string
		interactions, programs int
	}{
		{"same meeting twice", "The ministers of Chile and Peru met in Lima on Monday. At the meeting, Chile and Peru held talks on roads.", 1, 0},
		{"two days", "Chile and Peru held talks on 3 March 2025. Chile and Peru held talks on 5 March 2025.", 2, 0},
		{"two editions", "Chile and Peru held the third border dialogue in Lima. Chile and Peru held the fourth border dialogue.", 2, 0},
		{"two pairs", "Chile and Peru held talks. Kenya and Uganda held talks.", 2, 0},
		{"one text twice", "Chile and Peru signed a protocol on rescue. The protocol on rescue was signed by Chile and Peru.", 1, 1},
		{"two texts", "Chile and Peru signed a protocol on rescue and a treaty on rivers.", 1, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			claims := readText(t, tt.text)
			if got := len(ofKind(claims, rapporteur.KindInteraction)); got != tt.interactions {
				t.Errorf("%d contacts, want %d", got, tt.interactions)
			}
			if got := len(ofKind(claims, rapporteur.KindInstrument)); got != tt.programs {
				t.Errorf("%d texts, want %d", got, tt.programs)
			}
		})
	}
}

// hostile returns texts that no one writes, of about n bytes each.
func hostile(n int) map[string]string {
	fill := func(s string) string { return strings.Repeat(s, n/len(s)+1)[:n] }
	return map[string]string{
		"report":         fill(sample + "\n\n"),
		"one paragraph":  fill(sample + " "),
		"one sentence":   fill("Chile and Peru agreed that the two sides will support talks with Bolivia on "),
		"one token":      fill("signed "),
		"one party":      fill("Chile "),
		"triggers":       fill("Chile agreed that Peru will not hold talks on a treaty, "),
		"long sentences": fill(strings.Repeat("Chile agreed that Peru will hold talks on a treaty ", 45) + ". "),
		"punctuation":    fill(".,;:—()“”!? "),
		"one word":       fill("a"),
		"brackets":       fill("(["),
		"quotation":      fill("“"),
		"numbers":        fill("3 March 2025 the third dialogue "),
		"newlines":       fill("\n"),
		"short lines":    fill("Chile and Peru signed.\n"),
		"bidi and marks": fill("Chi\u202ele and Pe\u0301ru met. "),
	}
}

// TestHostile reads them in a time that grows with their length only: what is four
// times as long may take three times as much again, and a second for what starts.
func TestHostile(t *testing.T) {
	r := reader(t)
	short := hostile(25 << 10)
	for name, text := range hostile(100 << 10) {
		t.Run(name, func(t *testing.T) {
			read := func(text string) (rapporteur.Document, []rapporteur.Claim, time.Duration) {
				doc := document(t, strings.ToValidUTF8(text, ""))
				a := lang.Plain{}.Analyse(doc.Text)
				begun := time.Now()
				claims := r.Read(doc, a)
				return doc, claims, time.Since(begun)
			}
			_, _, quarter := read(short[name])
			doc, claims, whole := read(text)
			if whole > 12*quarter+time.Second {
				t.Errorf("took %v, and %v for a quarter of it", whole, quarter)
			}
			for _, c := range claims[:min(len(claims), 50)] {
				if _, err := doc.Text.Anchor(c.Quote.Selector()); err != nil {
					t.Errorf("%s: %v", c.Rule, err)
				}
			}
			t.Logf("%d claims in %v", len(claims), whole)
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sample)
	f.Add("We, Chile and Peru, issue this joint statement. We will not sign. Refrain from \"drills\".")
	f.Add("—“Chile’s (third) 3rd–4th dialogue; if Peru may, it won't.")
	r := reader(f)
	f.Fuzz(func(t *testing.T, text string) {
		doc := document(t, strings.ToValidUTF8(text, "?"))
		doc.Title = text // of which nothing has checked that it is UTF-8
		for _, c := range r.Read(doc, lang.Plain{}.Analyse(doc.Text)) {
			if _, err := doc.Text.Anchor(c.Quote.Selector()); err != nil {
				t.Errorf("%s: %v", c.Rule, err)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	r := reader(b)
	doc := document(b, strings.Repeat(sample+"\n\n", 20))
	a := lang.Plain{}.Analyse(doc.Text)
	b.ReportAllocs()
	for b.Loop() {
		r.Read(doc, a)
	}
	b.ReportMetric(float64(len(a.Sentences)*b.N)/b.Elapsed().Seconds(), "sentences/s")
}

func BenchmarkHostile(b *testing.B) {
	r := reader(b)
	for _, name := range []string{"one sentence", "long sentences", "triggers"} {
		doc := document(b, hostile(1 << 20)[name])
		a := lang.Plain{}.Analyse(doc.Text)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(1 << 20)
			for b.Loop() {
				r.Read(doc, a)
			}
		})
	}
}
