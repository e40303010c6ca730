package view_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link/linktest"
	"example.org/rapporteur/internal/view"
)

func question(about string) rapporteur.Claim {
	return rapporteur.Claim{Question: &rapporteur.QuestionBody{About: about, Type: rapporteur.Undisclosed}}
}

func TestReaderSegments(t *testing.T) {
	s := &story{World: linktest.New(t)}
	s.AddDoc("doc", "2025-01-01", "Daily", "Điện Biên: they met.\n\nThey signed a plan and left.")
	s.add("A", "doc", "they met.\n\nThey signed", question("a"))
	s.add("B", "doc", "met.", question("b"))
	s.add("C", "doc", "signed a plan", question("c"))
	r := view.NewReader(s.input(""), s.Doc["doc"].Document, nil)
	var got []string
	for _, p := range r.Paragraphs {
		for _, seg := range p.Segments {
			got = append(got, s.named(fmt.Sprintf("%d %q %v %v", seg.Start, seg.Text, seg.Claims, seg.Begins)))
		}
		got = append(got, "¶")
	}
	want := []string{
		`0 "Điện Biên: " [] []`, `11 "they " [A] [A]`, `16 "met." [A B] [B]`, "¶",
		`22 "They " [A] []`, `27 "signed" [A C] [C]`, `33 " a plan" [C] []`, `40 " and left." [] []`, "¶",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("segments (-want +got):\n%s", diff)
	}
	if len(r.Claims) != 3 || s.named(string(r.Claims[0].Claim)) != "A" {
		t.Errorf("claims %v, want A, B, C", r.Claims)
	}
}

// TestReaderWhole checks on random texts and quotes that the segments give back
// the whole text, and those of a claim its quote.
func TestReaderWhole(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	for range 200 {
		var b strings.Builder
		for range 5 + rng.IntN(60) {
			b.WriteString([]string{"a", "é", "日", "🙂", " ", "\n", "word"}[rng.IntN(7)])
		}
		text := "start" + b.String()
		s := &story{World: linktest.New(t)}
		s.AddDoc("doc", "2025-01-01", "Daily", text)
		doc := s.Doc["doc"].Document
		for n := range rng.IntN(8) {
			i, j := rng.IntN(len(text)), rng.IntN(len(text)+1)
			if i >= j || !utf8.RuneStart(text[i]) || j < len(text) && !utf8.RuneStart(text[j]) {
				continue
			}
			span, err := doc.Text.Span(rapporteur.ByteOffset(i), rapporteur.ByteOffset(j))
			if err != nil {
				t.Fatal(err)
			}
			c := question(fmt.Sprint(n))
			c.Doc, c.Kind, c.Quote = doc.ID, rapporteur.KindQuestion, doc.Text.Quote(span)
			if err := c.Seal(); err != nil {
				t.Fatal(err)
			}
			s.In.Claims = append(s.In.Claims, c)
		}
		in := view.Input{Input: s.In}
		quotes := map[rapporteur.ClaimID]string{}
		begins := map[rapporteur.ClaimID]int{}
		whole := ""
		for _, p := range view.NewReader(in, doc, nil).Paragraphs {
			for _, seg := range p.Segments {
				if want := string([]rune(text)[seg.Start:][:utf8.RuneCountInString(seg.Text)]); seg.Text != want {
					t.Fatalf("segment %q does not stand at %d of %q", seg.Text, seg.Start, text)
				}
				whole += seg.Text
				for _, c := range seg.Claims {
					quotes[c] += seg.Text
				}
				for _, c := range seg.Begins {
					begins[c]++
				}
			}
		}
		unbroken := strings.NewReplacer("\n", "")
		if whole != unbroken.Replace(text) {
			t.Fatalf("segments give %q for %q", whole, text)
		}
		for _, c := range s.In.Claims {
			want := unbroken.Replace(c.Quote.Exact())
			if quotes[c.ID] != want {
				t.Fatalf("the segments of %q give %q", want, quotes[c.ID])
			}
			if want != "" && begins[c.ID] != 1 {
				t.Fatalf("%q begins %d times", c.Quote.Exact(), begins[c.ID])
			}
		}
	}
}

func TestReaderClaim(t *testing.T) {
	s := dialogues(t)
	r := view.NewReader(s.input("2026-11-21"), s.Doc["pledge"].Document, []rapporteur.Capture{{Source: "pledge.txt", Blob: "b"}})
	if len(r.Claims) != 1 {
		t.Fatalf("%d claims, want 1", len(r.Claims))
	}
	c := r.Claims[0]
	if c.SaidBy != "the Deputy Minister, via Herald" || c.Certainty.Word != "certain" || c.Certainty.Form != view.Solid || c.Rule != "hand/commitment" {
		t.Errorf("said by %q, %+v, rule %s", c.SaidBy, c.Certainty, c.Rule)
	}
	if len(c.Records) != 1 || c.Records[0].Kind != rapporteur.KindCommitment {
		t.Errorf("records %+v, want the thread", c.Records)
	}
	want := []view.NamedValue{
		{Name: "by", Value: "Vietnam"}, {Name: "to", Value: "Laos"}, {Name: "speech act", Value: "pledged"},
		{Name: "stage", Value: "pledged"}, {Name: "area", Value: "peacekeeping"},
	}
	if diff := cmp.Diff(want, c.Values); diff != "" {
		t.Errorf("values (-want +got):\n%s", diff)
	}
	if len(r.Captured) != 1 || r.Captured[0].Source != "pledge.txt" {
		t.Errorf("captured %+v", r.Captured)
	}
	page, ok := view.NewClaimPage(s.input("2026-11-21"), s.Doc["pledge"].Document, nil, c.Claim)
	if !ok || page.After != "." || page.Claim.Quote != c.Quote {
		t.Errorf("page %+v, %v", page, ok)
	}
	if _, ok := view.NewClaimPage(s.input("2026-11-21"), s.Doc["willing"].Document, nil, c.Claim); ok {
		t.Error("the page of a claim of another document")
	}
}

func TestSameOrigin(t *testing.T) {
	s := &story{World: linktest.New(t)}
	text := strings.Repeat("one wire story that two outlets print word for word with some furniture around it, ", 1)
	for i := range 40 {
		text += fmt.Sprintf("word%d ", i)
	}
	s.AddDoc("a", "2025-01-01", "Daily", text)
	s.AddDoc("b", "2025-01-02", "Mirror", text+"Read more.")
	r := view.NewReader(s.input(""), s.Doc["b"].Document, nil)
	if len(r.SameOrigin) != 1 || r.SameOrigin[0].Outlet != "Daily" || r.Origin != "Daily" {
		t.Errorf("origin %q, same as %+v", r.Origin, r.SameOrigin)
	}
}
