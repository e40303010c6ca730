package view_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/source/diff"
	"example.org/rapporteur/internal/view"
)

func version(t *testing.T, text string) rapporteur.Document {
	t.Helper()
	tx, err := rapporteur.NewText(text)
	if err != nil {
		t.Fatal(err)
	}
	const url = "https://paper.example/talks"
	return rapporteur.Document{ID: rapporteur.NewDocID(url, tx), URL: url, Title: "Talks", Text: tx}
}

// assessments quotes words of a document, one claim each.
func assessments(t *testing.T, d rapporteur.Document, words ...string) []rapporteur.Claim {
	t.Helper()
	var out []rapporteur.Claim
	for _, w := range words {
		c := rapporteur.Claim{Doc: d.ID, Kind: rapporteur.KindAssessment, Quote: d.Text.Find(w)[0], Assessment: &rapporteur.AssessmentBody{What: w}}
		if err := c.Seal(); err != nil {
			t.Fatal(err)
		}
		out = append(out, c)
	}
	return out
}

// What became of each quote is told, and none is anchored anew.
func TestVersions(t *testing.T) {
	one := version(t, "The ministers met on Monday to speak about the harbour. They will build a quay. The price is not known. A new start. This is the quiet and early end of the report on the talks of the two.")
	two := version(t, "A new start. The ministers met on Tuesday to speak about the harbour. They will build a quay and a quay. A new start. This is the quiet and early end of the report on the talks of the two.")
	day := func(n int) time.Time { return time.Date(2025, 3, n, 0, 0, 0, 0, time.UTC) }
	all := []view.StoredVersion{{Document: one, First: day(1), Last: day(2)}, {Document: two, First: day(3), Last: day(3)}}
	claims := assessments(t, one, "report on the talks", "speak about the harbour", "The price is not known", "a quay", "met on")
	want := []view.VersionQuote{
		{Quote: "met on", Fate: view.Moved, From: 14, To: 27}, {Quote: "speak about the harbour", Fate: view.Moved, From: 31, To: 45},
		{Quote: "a quay", Fate: view.Ambiguous, From: 72}, {Quote: "The price is not known", Fate: view.Vanished, From: 80},
		{Quote: "report on the talks", Fate: view.Stands, From: 156, To: 157},
	}
	// Whichever is asked for, the one captured first is the older.
	for _, pair := range [][2]rapporteur.Document{{one, two}, {two, one}} {
		v := view.NewVersions(all, nil, pair[0], pair[1], claims)
		if v.ID != pair[0].ID || v.Older.ID != one.ID || v.Newer.ID != two.ID {
			t.Fatalf("of %s: %s is compared to %s", v.ID, v.Older.ID, v.Newer.ID)
		}
		got := append([]view.VersionQuote{}, v.Quotes...)
		for i := range got {
			got[i].Anchor, got[i].Kind = view.Anchor{}, ""
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("quotes (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff([]view.FateCount{{Fate: view.Vanished, N: 1}, {Fate: view.Ambiguous, N: 1}, {Fate: view.Moved, N: 2}, {Fate: view.Stands, N: 1}}, v.Fates); diff != "" {
			t.Errorf("fates (-want +got):\n%s", diff)
		}
		var older, newer strings.Builder
		for _, p := range v.Changes {
			if p.Kind != diff.Added {
				older.WriteString(p.Text)
			}
			if p.Kind != diff.Removed {
				newer.WriteString(p.Text)
			}
		}
		if older.String() != one.Text.String() || newer.String() != two.Text.String() {
			t.Errorf("the changes are of\n%s\n%s", older.String(), newer.String())
		}
		if v.Removed != 6 || v.Added != 7 {
			t.Errorf("%d words removed, %d added", v.Removed, v.Added)
		}
	}
	if v := view.NewVersions(all[:1], nil, one, one, claims); v.Older != nil || v.Changes != nil || v.Quotes != nil || len(v.All) != 1 {
		t.Errorf("one version is compared with itself: %+v", v)
	}
}
