package ledger_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
)

// synthetic returns the reading of a document of about 2 kB with ten claims,
// each between two of 200 states, of which a few are much spoken of.
func synthetic(t testing.TB, i int) ledger.Reading {
	t.Helper()
	const claims = 10
	rnd := rand.New(rand.NewPCG(7, uint64(i)))
	states := rand.NewZipf(rnd, 1.2, 5, 199)
	var s strings.Builder
	for n := range claims {
		fmt.Fprintf(&s, "Report %d, sentence %d: the two sides exchanged views%s. ", i, n, strings.Repeat(", and went on to exchange views", 5))
	}
	text, err := rapporteur.NewText(s.String())
	if err != nil {
		t.Fatal(err)
	}
	published, err := rapporteur.ParseDate(fmt.Sprintf("20%02d-%02d-%02d", 17+rnd.IntN(10), 1+rnd.IntN(12), 1+rnd.IntN(28)))
	if err != nil {
		t.Fatal(err)
	}
	d := rapporteur.Document{URL: fmt.Sprintf("https://news.example/%d", i), Name: fmt.Sprint(i), Outlet: "Example", Language: "en", Published: published, Text: text}
	d.ID = rapporteur.NewDocID(d.URL, text)
	r := ledger.Reading{Document: d, Engine: "engine 1", Capture: rapporteur.Capture{Doc: d.ID, Blob: rapporteur.NewBlobID([]byte(s.String())), Source: d.Name}}
	for n := range claims {
		start := strings.Index(s.String(), fmt.Sprintf("sentence %d:", n))
		span, err := text.Span(rapporteur.ByteOffset(start), rapporteur.ByteOffset(start+60))
		if err != nil {
			t.Fatal(err)
		}
		a := states.Uint64()
		b := (a + 1 + states.Uint64()) % 200
		c := rapporteur.Claim{Doc: d.ID, Kind: rapporteur.KindInteraction, Quote: text.Quote(span), Engine: r.Engine, Rule: "bench/talks",
			Parties: []rapporteur.Party{state(a), state(b)}, Factuality: rapporteur.CTPlus, Mode: rapporteur.ModeCurrent,
			Interaction: &rapporteur.InteractionBody{Type: rapporteur.Dialogue}}
		if err := c.Seal(); err != nil {
			t.Fatal(err)
		}
		r.Claims = append(r.Claims, c)
	}
	return r
}

func state(n uint64) rapporteur.Party {
	return rapporteur.Party([]byte{'A' + byte(n/26), 'A' + byte(n%26), 'A'})
}

func BenchmarkPutDocument(b *testing.B) {
	l := open(b, filepath.Join(b.TempDir(), "ledger.db"))
	for i := 0; b.Loop(); i++ {
		if _, err := l.PutDocument(b.Context(), synthetic(b, i)); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "documents/s")
}

// BenchmarkClaims asks a ledger of 20,000 claims for those of a pair of states
// that it says much about, and of one that it says little about.
func BenchmarkClaims(b *testing.B) {
	l := open(b, filepath.Join(b.TempDir(), "ledger.db"))
	for i := range 2000 {
		if _, err := l.PutDocument(b.Context(), synthetic(b, i)); err != nil {
			b.Fatal(err)
		}
	}
	for _, pair := range []struct {
		name string
		f    ledger.ClaimFilter
	}{
		{"much", ledger.ClaimFilter{Parties: []rapporteur.Party{state(0), state(1)}}},
		{"little", ledger.ClaimFilter{Parties: []rapporteur.Party{state(0), state(50)}}},
		{"beside", ledger.ClaimFilter{Beside: []rapporteur.Party{state(0), state(50)}}},
	} {
		b.Run(pair.name, func(b *testing.B) {
			n := 0
			for b.Loop() {
				n = 0
				for _, err := range l.Claims(b.Context(), pair.f) {
					if err != nil {
						b.Fatal(err)
					}
					n++
				}
			}
			b.ReportMetric(float64(n), "claims")
		})
	}
	b.Run("pairs", func(b *testing.B) {
		for b.Loop() {
			if _, err := l.Pairs(b.Context(), rapporteur.Date{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
