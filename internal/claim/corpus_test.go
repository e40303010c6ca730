package claim_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/intake"
	"example.org/rapporteur/internal/text"
)

// TestCorpus reads the demonstration corpus and holds every claim to what a
// claim promises: a body of its kind, words that stand in the text, a rule that
// exists, and the word that made it fire.
func TestCorpus(t *testing.T) {
	files, err := filepath.Glob("../../testdata/corpus/*.txt")
	if err != nil || len(files) < 80 {
		t.Fatalf("%d files of the corpus were found: %v", len(files), err)
	}
	r, err := intake.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	count := map[rapporteur.Kind]int{}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range r.Read(text.Source{Path: name}, b).Documents {
			for _, c := range d.Claims {
				count[c.Kind]++
				id := c.ID
				if err := c.Seal(); err != nil || c.ID != id {
					t.Errorf("%s: %s: sealed as %s, then as %s: %v", d.Doc.Name, c.Rule, id, c.ID, err)
				}
				if _, err := d.Doc.Text.Anchor(c.Quote.Selector()); err != nil {
					t.Errorf("%s: %s: %v", d.Doc.Name, c.Rule, err)
				}
				if n := len([]rune(c.Quote.Exact())); n > 600 {
					t.Errorf("%s: %s quotes %d characters", d.Doc.Name, c.Rule, n)
				}
				trigger := slices.IndexFunc(c.Cues, func(q rapporteur.Cue) bool { return q.Effect == "trigger" })
				if c.Rule == "" || trigger < 0 || c.Cues[trigger].Text == "" {
					t.Errorf("%s: %q does not say why", d.Doc.Name, c.Quote.Exact())
				}
				if c.Kind == rapporteur.KindInteraction && len(c.Parties) < 2 {
					t.Errorf("%s: %q has the parties %v", d.Doc.Name, c.Quote.Exact(), c.Parties)
				}
				if c.Kind == rapporteur.KindCommitment && (len(c.Commitment.By) == 0 || len(c.Areas) != 1) {
					t.Errorf("%s: %q has by %v and areas %v", d.Doc.Name, c.Quote.Exact(), c.Commitment.By, c.Areas)
				}
			}
		}
	}
	for _, k := range rapporteur.Kinds {
		if count[k] == 0 {
			t.Errorf("no %s was read", k)
		}
	}
	t.Logf("claims: %v", count)
}
