package view_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
)

// A diff between two days lists what the later one knows and the earlier did not.
func TestDiff(t *testing.T) {
	s := dialogues(t)
	d := view.NewDiff(s.input(""), pair, s.Date("2025-03-06"), s.Date("2025-04-01"))
	var got []string
	for _, c := range d.Changes {
		line := string(c.What) + ": " + c.Was + " → " + c.Is
		for _, source := range c.Sources {
			line += " " + s.named(string(source.Claim))
		}
		got = append(got, line)
	}
	want := []string{
		"new meeting:  → date not stated, reported 28 March 2025 e6",
		"new edition:  → 28 March 2025 e5",
		"stage changed: pledged → under way k3",
		"new person:  → Deputy Minister of National Defence p1",
		"new assessment:  →  a1",
	}
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
	if len(d.Documents) != 3 || d.Claims != 5 {
		t.Errorf("%d documents and %d claims, want 3 and 5", len(d.Documents), d.Claims)
	}
	var b strings.Builder
	if err := view.WriteDiff(&b, d); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"# What became known of Laos and Vietnam\n",
		"From 6 March 2025 to 1 April 2025: 3 new documents, 5 new claims.\n",
		": pledged → under way\n    - “Officers worked on building and training the peacekeeping force” — Herald, 31 March 2025 <https://news.example/session> [k3]\n",
	} {
		if !strings.Contains(s.named(b.String()), want) {
			t.Errorf("the text lacks %q:\n%s", want, s.named(b.String()))
		}
	}
}

// Between any two days, the diff holds each claim of the parties that one knows
// and the other does not, and nothing that was known before.
func TestDiffIsExact(t *testing.T) {
	s := dialogues(t)
	days := []string{"2019-07-01", "2019-07-26", "2023-03-23", "2023-03-24", "2024-03-20", "2025-01-09", "2025-03-05", "2025-03-31", "2025-04-01", "2026-11-21"}
	for i, from := range days {
		for _, to := range days[i:] {
			d := view.NewDiff(s.input(""), pair, s.Date(from), s.Date(to))
			known := map[rapporteur.ClaimID]bool{}
			for _, c := range s.In.AsOf(s.Date(from)).Claims {
				known[c.ID] = true
			}
			want := map[rapporteur.ClaimID]bool{}
			for _, c := range s.In.AsOf(s.Date(to)).Claims {
				if !known[c.ID] && c.Kind != rapporteur.KindTenure {
					want[c.ID] = true
				}
			}
			got := map[rapporteur.ClaimID]bool{}
			for _, c := range d.Changes {
				if c.Kind == rapporteur.KindTenure {
					continue
				}
				for _, source := range c.Sources {
					if known[source.Claim] {
						t.Errorf("%s to %s: %s was known before", from, to, s.named(string(source.Claim)))
					}
					got[source.Claim] = true
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s to %s: claims (-want +got):\n%s", from, to, s.named(diff))
			}
		}
	}
}

// A text that holds markup shows as itself.
func TestMarkdown(t *testing.T) {
	for in, want := range map[string]string{
		"plain words, 5.2 % of it":   "plain words, 5.2 % of it",
		"*[x](javascript:1)* <b>":    `\*\[x\](javascript:1)\* \<b\>`,
		"![pic](x)":                  `\!\[pic\](x)`,
		"# no head":                  `\# no head`,
		"12. no list":                `12\. no list`,
		"two\nlines \u202eturned":    "two lines turned",
		"a_b `code` &amp; ~x~ ^y $z": "a\\_b \\`code\\` \\&amp; \\~x\\~ \\^y \\$z",
	} {
		if got := view.Markdown(in); got != want {
			t.Errorf("Markdown(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{
		"https://a.example/b?c=d":      "<https://a.example/b?c=d>",
		"javascript:alert(1)":          "",
		"https://a.example/> <b>":      "",
		"https://a.example/\u202egnp":  "",
		"mailto:somebody@a.example":    "",
		"https://":                     "",
		"http://a.example/with space":  "",
		"https://a.example/ti%C3%AAng": "<https://a.example/ti%C3%AAng>",
	} {
		if got := view.MarkdownLink(in); got != want {
			t.Errorf("MarkdownLink(%q) = %q, want %q", in, got, want)
		}
	}
}
