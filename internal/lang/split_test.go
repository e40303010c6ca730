package lang

import (
	"fmt"
	"strings"
	"testing"

	"example.org/rapporteur"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// archive returns the files of a test archive by name, and their names in order.
func archive(t *testing.T, path string) (map[string]string, []string) {
	t.Helper()
	ar, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	files, names := map[string]string{}, []string(nil)
	for _, f := range ar.Files {
		files[f.Name] = string(f.Data)
		names = append(names, f.Name)
	}
	return files, names
}

func TestSplit(t *testing.T) {
	files, names := archive(t, "testdata/split.txtar")
	for _, name := range names {
		if strings.HasSuffix(name, ".want") {
			continue
		}
		t.Run(name, func(t *testing.T) {
			x := text(t, files[name])
			var got strings.Builder
			for _, s := range Split(x) {
				fmt.Fprintf(&got, "%d ", s.Paragraph)
				switch {
				case s.Furniture:
					got.WriteString("F ")
				case s.Headline:
					got.WriteString("H ")
				}
				words := s.Span
				if s.Dateline != (rapporteur.Span{}) {
					fmt.Fprintf(&got, "%s ¦ ", x.Slice(s.Dateline))
					words = spanOf(x, int(s.Dateline.End()), int(s.Span.End()))
				}
				fmt.Fprintln(&got, strings.Join(strings.Fields(x.Slice(words)), " "))
			}
			if diff := cmp.Diff(files[name+".want"], got.String()); diff != "" {
				t.Errorf("sentences (-want +got):\n%s", diff)
			}
		})
	}
}

func TestFurnitureFile(t *testing.T) {
	rules := loadFurniture()
	yes, no := 0, 0
	for line := range strings.Lines(furnitureFile) {
		kind, example, ok := strings.Cut(strings.TrimSpace(line), ": ")
		switch {
		case !ok || strings.HasPrefix(kind, "#"):
		case kind == "yes":
			yes++
			if !rules.match(example) {
				t.Errorf("%q belongs to the page, but no rule finds it", example)
			}
		case kind == "no":
			no++
			if rules.match(example) {
				t.Errorf("%q belongs to the report, but a rule finds it", example)
			}
		case kind != "line" && kind != "start" && kind != "has" && kind != "shape" && kind != "cut":
			t.Errorf("%q is no rule", strings.TrimSpace(line))
		}
	}
	if yes < 20 || no < 10 {
		t.Errorf("%d and %d examples were read; the file is damaged", yes, no)
	}
}

func TestAbbreviationFile(t *testing.T) {
	a := loadAbbreviations()
	for w, want := range map[string]stopKind{
		"Gen": titleStop, "GEN": titleStop, "Lieut": titleStop, "J": titleStop, "No": numberStop, "Jan": numberStop,
		"e.g": neverStop, "U.S": openStop, "a.m": openStop, "Ltd": openStop, "capital": plainStop, "May": plainStop,
		"": plainStop, "agreed.The": plainStop,
	} {
		if got := a.stopAfter(w); got != want {
			t.Errorf("stop after %q: got kind %d, want %d", w, got, want)
		}
	}
}
