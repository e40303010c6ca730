package claim

import (
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/lang"
	"example.org/rapporteur/internal/text"
)

// TestWorld reads reports on many states and in many styles and holds what is read to
// testdata/world.txtar, whose head says how, and testdata/styles.txtar.
func TestWorld(t *testing.T) {
	r := reader(t)
	for _, file := range []string{"testdata/world.txtar", "testdata/styles.txtar"} {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		testWorld(t, r, ar)
	}
}

func testWorld(t *testing.T, r *Reader, ar *txtar.Archive) {
	t.Helper()
	for i := 0; i+1 < len(ar.Files); i += 2 {
		report, wants := ar.Files[i], ar.Files[i+1]
		t.Run(strings.TrimSuffix(report.Name, ".txt"), func(t *testing.T) {
			if strings.TrimSuffix(report.Name, ".txt") != strings.TrimSuffix(wants.Name, ".want") {
				t.Fatalf("%s is followed by %s", report.Name, wants.Name)
			}
			docs, faults := text.Read(text.Source{Path: report.Name}, report.Data)
			if len(docs) != 1 || len(faults) > 0 {
				t.Fatalf("%d documents, %v", len(docs), faults)
			}
			doc := docs[0].Doc
			claims := r.Read(doc, lang.Plain{}.Analyse(doc.Text))
			for line := range strings.Lines(string(wants.Data)) {
				sign, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
				found := false
				for _, c := range claims {
					found = found || holds(t, c, rest)
				}
				if wanted := sign == "=>"; found != wanted {
					t.Errorf("%s: read %v, want %v", rest, found, wanted)
				}
			}
			if t.Failed() {
				for _, c := range claims {
					t.Logf("%s %s %q", c.Kind, c.Rule, c.Quote.Exact())
				}
			}
		})
	}
}

// holds reports whether a claim is of the kind and has the values that a line asks for.
func holds(t *testing.T, c rapporteur.Claim, line string) bool {
	t.Helper()
	kind, rest, _ := strings.Cut(line, " ")
	if string(c.Kind) != kind {
		return false
	}
	for pair := range strings.SplitSeq(rest, "; ") {
		key, want, ok := strings.Cut(pair, "=")
		if !ok {
			t.Fatalf("%q is no key=value", pair)
		}
		got := field(c, key)
		if key == "quote" && strings.Contains(got, want) || strings.ReplaceAll(got, " ", "_") == strings.ReplaceAll(want, " ", "_") {
			continue
		}
		return false
	}
	return true
}
