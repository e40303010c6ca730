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
	const text = "Khăm-liêng received the peacekeepers in Hà Nội"
	for query, want := range map[string]bool{
		"Khamlieng": true, "khăm-liêng": true, "Kham Lieng": true, "KHAM": true, "peacekeep*": true, "peacekeep": false,
		"hà nội": true, "Ha-Noi": true, "Hanoi": false, "received Lima": false, "": true, "—": true, "*": true,
	} {
		if got := search.Holds(search.Parse(query), text); got != want {
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
		if got := search.Holds(terms, text); got != want {
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

// Words in quotation marks are one term, however they were quoted.
func TestParsePhrases(t *testing.T) {
	for query, want := range map[string][]search.Term{
		`"defence policy" talks`: {{{"defence policy"}}, {{"talks"}}},
		`“Defence  Policy”`:      {{{"defence policy"}}},
		`"talks"`:                {{{"talks"}}},
		`"border tal"* x`:        {{{"border tal*"}}, {{"x"}}},
		`"bord* tal*"`:           {{{"bord tal*"}}},
		`"Khăm-liêng met"`:       {{{"khamlieng met"}, {"kham lieng met"}}},
		`talks "defence policy`:  {{{"talks"}}, {{"defence policy"}}},
		`defence policy"`:        {{{"defence"}}, {{"policy"}}},
		`a 12" gun "of war"`:     {{{"a"}}, {{"12"}}, {{"gun"}}, {{"of war"}}},
		`"" "…" """`:             nil,
	} {
		if diff := cmp.Diff(want, search.Parse(query)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", query, diff)
		}
	}
	// Not every way of writing many hyphens is asked for.
	if got := search.Parse(`"a-b c-d e-f g-h i-j k-l m-n"`); len(got) != 1 || len(got[0]) != 9 {
		t.Errorf("of seven hyphens: %d terms, the first of %d forms, want 1 of 9", len(got), len(got[0]))
	}
	// A quoted name is looked for as it is written.
	if added := search.AddNames(search.Parse(`"Khamlieng met"`), [][]string{{"Khamlieng", "Khamliang"}}); len(added) > 0 {
		t.Errorf("added %v", added)
	}
}

// What is found of a phrase is the whole of it, and nothing of its words elsewhere.
func TestFindPhrase(t *testing.T) {
	const text = "The policy of defence — a Thailand–Laos “defence-policy dialogue” — and Khăm-liêng's policy."
	for query, want := range map[string]string{
		`"defence policy"`: "“defence-policy", `"policy dialogue and"`: "“defence-policy dialogue” — and", `"defencepolicy dialogue"`: "“defence-policy dialogue”",
		`"laos defence"`: "Thailand–Laos “defence-policy", `"a thailand"`: "a Thailand–Laos", `"khamliengs policy"`: "Khăm-liêng's policy.",
		`"dialogue policy"`: "", `"policy of def*"`: "policy of defence", `"the dialogue"`: "", `"policy and"`: "",
	} {
		start, end, ok := search.Find(text, search.Parse(query))
		if got := text[start:end]; got != want || ok != (want != "") {
			t.Errorf("%s: found %q, %v, want %q", query, got, ok, want)
		}
		if holds := search.Holds(search.Parse(query), text); holds != ok {
			t.Errorf("%s: holds %v, and found %v", query, holds, ok)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Khăm-liêng met", "khamlieng m*")
	f.Add("the defence-policy dialogue met", `"policy dialogue" "defencepolicy dia"*`)
	f.Fuzz(func(t *testing.T, text, query string) {
		terms := search.Parse(query)
		start, end, ok := search.Find(text, terms)
		if ok && (start < 0 || end > len(text) || start >= end) {
			t.Fatalf("found %d to %d in %d bytes", start, end, len(text))
		}
		if !ok && len(terms) > 0 && search.Holds(terms, text) {
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
		{`"academy of the lao" courses`, "academy of the Lao army taught 63 courses."},
		{`"the academy"`, "The academy"},
		{"railway", ""},
	} {
		start, end, ok := search.Passage(text, search.Parse(tt.query), 60)
		if got := text[start:end]; ok != (tt.want != "") || got != tt.want {
			t.Errorf("%q: %q, want %q", tt.query, got, tt.want)
		}
	}
}
