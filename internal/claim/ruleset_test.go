package claim

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/lang"
)

func TestLoadErrors(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"class without colon", "class ships", "x.rules:1: a class is written as"},
		{"class name with a space", "class my ships: ferry", "x.rules:1: a class is written as"},
		{"unknown class in a class", "class ships: ferry\nclass fleet: @boats", `x.rules:2: no class is named "boats"`},
		{"circle", "class a: @b\nclass b: @c\nclass c: @a", "includes itself"},
		{"number", "class sides.two: we two", "a number from 1 to 99"},
		{"area", "class area.: ferry", "area.NAME"},
		{"line before a rule", "find treaty", `x.rules:1: "find" stands before the first rule`},
		{"unknown line", "rule a\nfinds treaty", `x.rules:2: "finds" is not one of`},
		{"bad pattern", "rule a\n\n# note\nfind (treaty", `x.rules:4: missing ")"`},
		{"unnamed", "rule\nfind treaty", "x.rules:1: a rule needs a name"},
		{"twice", "rule a\nfind treaty\ngives mechanism\nrule a", "x.rules:4: a rule named x/a was there before"},
		{"no find", "rule a\ngives mechanism\nrule b", "x.rules:1: rule x/a finds nothing"},
		{"no gives", "\nrule a\nfind treaty", "x.rules:2: rule x/a says nothing"},
		{"empty gives", "rule a\ngives", "gives needs a kind"},
		{"unknown kind", "rule a\ngives rumour", `rules give no "rumour": use one of assessment, commitment`},
		{"no rule gives tenures", "rule a\ngives tenure", `rules give no "tenure"`},
		{"no value", "rule a\ngives commitment stage", `"stage" is not written as key=value`},
		{"unknown key", "rule a\ngives commitment status=signed", `commitment has no "status": use one of act, by`},
		{"unknown value", "rule a\ngives commitment stage=finished", `stage cannot be "finished": use one of proposed, pledged`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Load(fstest.MapFS{"x.rules": {Data: []byte(tt.text)}})
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want one that says %q", err, tt.want)
			}
		})
	}
}

// TestOwnRules loads a folder that uses and extends the classes of the program.
func TestOwnRules(t *testing.T) {
	r, err := Load(fstest.MapFS{
		"a.rules": {Data: []byte("class vessel: ferry/n, @barge\nclass barge: barge/n\nclass area.inland_waterways: @vessel\nclass propose: sketch/v")},
		"b.rules": {Data: []byte("rule sketched\nfind <party> *@propose .. @vessel\ngives commitment stage=proposed act=willing\nyes Chile sketched a ferry for Peru. => area=inland waterways; by=CHL")},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range Try(r) {
		t.Error(f)
	}
	if got := len(r.List()); got != 1 {
		t.Errorf("%d rules, want the folder's own one", got)
	}
	doc := document(t, "Chile painted two barges for Peru.")
	if claims := NewReader(r, engine(t)).Read(doc, lang.Plain{}.Analyse(doc.Text)); len(ofKind(claims, rapporteur.KindCommitment)) != 0 {
		t.Errorf("a verb outside the class gives %v", claims)
	}
}

// TestClassesAreUsed finds words that no rule and no line of the program asks
// for, and classes that the program asks for in vain.
func TestClassesAreUsed(t *testing.T) {
	r, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	files, err := readFiles(builtin)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		for _, m := range regexp.MustCompile(`@([\w.-]+)`).FindAllStringSubmatch(f.text, -1) {
			used[m[1]] = true
		}
	}
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range sources {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`"([a-z][\w.-]+)"`).FindAllStringSubmatch(string(b), -1) {
			used[m[1]] = true
		}
		for _, call := range regexp.MustCompile(`\.(?:in|classEnds)\([^"()]*((?:"[^"]+"(?:, )?)+)\)`).FindAllStringSubmatch(string(b), -1) {
			for _, class := range strings.Split(call[1], ", ") {
				if r.classes[strings.Trim(class, `"`)] == nil {
					t.Errorf("%s asks for class %s, which no rule file defines", name, class)
				}
			}
		}
	}
	for name := range r.classes {
		prefix, _, _ := strings.Cut(name, ".")
		if !used[name] && !slices.Contains([]string{"area", "sides", "count", "ordinal", "text"}, prefix) {
			t.Errorf("nothing asks for class %s", name)
		}
	}
}

func TestTryReportsFailures(t *testing.T) {
	r, err := Load(fstest.MapFS{"x.rules": {Data: []byte(`
rule none
find treaty
gives mechanism
rule wrong
find <party> .. *sign/v
gives interaction type=signing
yes Chile and Peru signed it. => parties=CHL,FJI
yes Chile and Peru talked.
no Chile and Peru signed it.
`)}})
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(Try(r), "\n")
	for _, want := range []string{
		"x/none: \"\": has no example",
		`parties is ["CHL,PER"], want "CHL,FJI"`,
		`"Chile and Peru talked.": does not fire`,
		`"Chile and Peru signed it.": fires`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no failure says %q in:\n%s", want, got)
		}
	}
}
