package search_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur/internal/search"
)

func TestWords(t *testing.T) {
	got := search.Words("Khăm-liêng met U.S. officers", "(Hà Nội) on 2025–29 — 'Minister's'")
	want := []string{"2025", "202529", "29", "ha", "kham", "khamlieng", "lieng", "met", "ministers", "noi", "officers", "on", "us"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("words (-want +got):\n%s", diff)
	}
}

func TestHolds(t *testing.T) {
	words := search.Words("Khăm-liêng received the peacekeepers in Hà Nội")
	for query, want := range map[string]bool{
		"Khamlieng": true, "khăm-liêng": true, "Kham Lieng": true, "KHAM": true, "peacekeep*": true, "peacekeep": false,
		"hà nội": true, "Ha-Noi": true, "Hanoi": false, "received Lima": false, "": true, "—": true, "*": true,
	} {
		if got := search.Holds(words, search.Parse(query)); got != want {
			t.Errorf("%q: found %v, want %v", query, got, want)
		}
	}
}

// A name is found by other spellings of the same person, and not by those of another.
func TestAddNames(t *testing.T) {
	persons := [][]string{
		{"Khamlieng Outhakaysone", "Khamliang Outhakaisone", "Khăm-liêng Ụ-thạ-cay-sỏn", "Outhakaysone"},
		{"Chansamone Chanyalath", "Chansamon Chanyalath"},
	}
	terms := search.Parse("khamlieng talks")
	added := search.AddNames(terms, persons)
	if diff := cmp.Diff(map[int][]string{0: {"khamliang"}}, added); diff != "" {
		t.Errorf("added (-want +got):\n%s", diff)
	}
	for text, want := range map[string]bool{
		"talks of Khamliang": true, "Khăm-liêng had talks": true, "Chansamone's talks": false, "Khamliang": false,
	} {
		if got := search.Holds(search.Words(text), terms); got != want {
			t.Errorf("%q: found %v, want %v", text, got, want)
		}
	}
}

func TestNamed(t *testing.T) {
	term := search.Named([]string{"Khamlieng Outhakaysone", "Khăm-liêng Ụ-thạ-cay-sỏn", "Khamlieng  Outhakaysone"})
	if diff := cmp.Diff(search.Term{{"khamlieng", "outhakaysone"}, {"khamlieng", "uthacayson"}}, term); diff != "" {
		t.Errorf("term (-want +got):\n%s", diff)
	}
}

func TestFind(t *testing.T) {
	text := "Đại tướng Khăm-liêng\u00a0đến Hà Nội."
	for query, want := range map[string]string{"khamlieng": "Khăm-liêng", "noi": "Nội.", "dai": "Đại", "lie*": "Khăm-liêng", "none": ""} {
		start, end, ok := search.Find(text, search.Parse(query))
		if got := text[start:end]; got != want || ok != (want != "") {
			t.Errorf("%q: found %q, %v, want %q", query, got, ok, want)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Khăm-liêng met", "khamlieng m*")
	f.Fuzz(func(t *testing.T, text, query string) {
		terms := search.Parse(query)
		start, end, ok := search.Find(text, terms)
		if ok && (start < 0 || end > len(text) || start >= end) {
			t.Fatalf("found %d to %d in %d bytes", start, end, len(text))
		}
		if !ok && len(terms) > 0 && search.Holds(search.Words(text), terms) {
			t.Errorf("%q holds %q and it is not found", text, query)
		}
	})
}

func TestPassage(t *testing.T) {
	const text = "The academy has a garden. Its students come from Laos.\n\nFar behind, on another page, the defence academy of the Lao army taught 63 courses."
	for _, tt := range []struct{ query, want string }{
		{"academy", "academy"}, // the first of equals
		{"courses academy", "academy of the Lao army taught 63 courses."}, // both within reach
		{"defence academy", "defence academy"},                            // side by side as asked
		{"garden courses", "garden."},                                     // too far from each other
		{"railway", ""},
	} {
		start, end, ok := search.Passage(text, search.Parse(tt.query), 60)
		if got := text[start:end]; ok != (tt.want != "") || got != tt.want {
			t.Errorf("%q: %q, want %q", tt.query, got, tt.want)
		}
	}
}
