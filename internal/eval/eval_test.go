package eval

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur/internal/annotation"
)

func load(t *testing.T) []Example {
	t.Helper()
	gold, err := Load("testdata/gold")
	if err != nil {
		t.Fatal(err)
	}
	return gold
}

// wants returns the annotations themselves as predictions.
func wants(t *testing.T) []annotation.Document {
	t.Helper()
	var out []annotation.Document
	for _, x := range load(t) {
		out = append(out, x.Want)
	}
	return out
}

func of(t *testing.T, r Report, kind string) Kind {
	t.Helper()
	k, ok := r.Of(kind)
	if !ok {
		t.Fatalf("no figures for %s", kind)
	}
	return k
}

func attribute(t *testing.T, k Kind, name string) float64 {
	t.Helper()
	for _, a := range k.Attributes {
		if a.Name == name {
			return a.Right
		}
	}
	t.Fatalf("%s: no attribute %s", k.Kind, name)
	return 0
}

func TestLoad(t *testing.T) {
	gold := load(t)
	if len(gold) != 2 {
		t.Fatalf("%d examples, want 2", len(gold))
	}
	first, second := gold[0], gold[1]
	if first.Doc != "001" || first.Outlet != "Example Daily" || first.Published != "2024-05-03" || !strings.HasPrefix(first.Text, "LIMA — ") {
		t.Errorf("first example: %+v", first)
	}
	if want := filepath.Join("testdata", "gold", "002.txt"); second.TextFile != want {
		t.Errorf("text file %s, want %s", second.TextFile, want)
	}
	if !first.speculation || second.speculation {
		t.Errorf("speculation looked for: %v and %v, want true and false", first.speculation, second.speculation)
	}
}

func TestLoadErrors(t *testing.T) {
	tests := []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"empty folder", nil, "no annotated texts"},
		{"no text", map[string]string{"1.json": `{}`}, "its text is missing"},
		{"annotations are no JSON", map[string]string{"1.json": `{`, "1.text.json": `{"text":""}`}, "not annotations in JSON"},
		{"annotations of another shape", map[string]string{"1.json": `{"people":{}}`, "1.text.json": `{"text":""}`}, "not annotations in JSON"},
		{"text is no JSON", map[string]string{"1.json": `{}`, "1.text.json": `words`}, "is not JSON of the form"},
		{"text without text", map[string]string{"1.json": `{}`, "1.text.json": `{"title":"x"}`}, `has no field "text"`},
		{"text_file is missing", map[string]string{"1.json": `{"text_file":"no.txt"}`}, "its text_file"},
		{"text_file is absolute", map[string]string{"1.json": `{"text_file":"/no.txt"}`}, "relative to the folder"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			for name, content := range tt.files {
				if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := Load(dir); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want one with %q", err, tt.want)
			}
		})
	}
	if _, err := Load(filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("a folder that does not exist was read")
	}
}

func TestScoreOfTheAnnotationsThemselves(t *testing.T) {
	r := Score(load(t), wants(t))
	if math.Abs(r.Headline-1) > 1e-9 || r.BadQuotes != 0 || len(r.Misses)+len(r.Extras) != 0 {
		t.Errorf("headline %v, bad quotes %d, misses %v, extras %v", r.Headline, r.BadQuotes, r.Misses, r.Extras)
	}
	for _, kind := range []string{Interactions, Commitments, Instruments, Gaps, People, Events} {
		k := of(t, r, kind)
		if k.F1 != 1 {
			t.Errorf("%s: F1 %v", kind, k.F1)
		}
		for _, a := range k.Attributes {
			if a.Right != 1 {
				t.Errorf("%s: %s %v", kind, a.Name, a.Right)
			}
		}
	}
	if k := of(t, r, Interactions); k.Gold != 1 {
		t.Errorf("%d interactions are required, want 1: one of the two is background", k.Gold)
	}
}

func TestScoreOfNothing(t *testing.T) {
	r := Score(load(t), nil)
	if r.Headline != 0 || len(r.Misses) != 10 {
		t.Errorf("headline %v with %d misses, want 0 with 10", r.Headline, len(r.Misses))
	}
	if diff := cmp.Diff([]string{"001", "002"}, r.Unread); diff != "" {
		t.Errorf("unread (-want +got):\n%s", diff)
	}
}

func TestScoreChanges(t *testing.T) {
	text := func(s string) *string { return &s }
	tests := []struct {
		name   string
		change func(d *annotation.Document) // of 001
		check  func(t *testing.T, r Report)
	}{
		{"a quote that is not in the text finds nothing", func(d *annotation.Document) {
			d.Gaps[0].Quote = "the cost was not disclosed"
		}, func(t *testing.T, r Report) {
			if k := of(t, r, Gaps); r.BadQuotes != 1 || k.Found != 0 || k.Extra != 1 || len(r.Misses) != 1 || len(r.Extras) != 1 {
				t.Errorf("bad quotes %d, %+v", r.BadQuotes, k)
			}
		}},
		{"half of the shorter quote is enough", func(d *annotation.Document) {
			d.Gaps[0].Quote = "not disclosed. In 2019"
		}, func(t *testing.T, r Report) {
			if k := of(t, r, Gaps); k.F1 != 1 {
				t.Errorf("F1 %v", k.F1)
			}
		}},
		{"less than half is not", func(d *annotation.Document) {
			d.Gaps[0].Quote = "disclosed. In 2019 the two presidents met"
		}, func(t *testing.T, r Report) {
			if k := of(t, r, Gaps); k.F1 != 0 || r.BadQuotes != 0 {
				t.Errorf("F1 %v, bad quotes %d", k.F1, r.BadQuotes)
			}
		}},
		{"other parties are another meeting", func(d *annotation.Document) {
			d.Interactions[0].Parties = []string{"CHL", "BOL", "ARG"}
		}, func(t *testing.T, r Report) {
			if k := of(t, r, Interactions); k.Found != 0 {
				t.Errorf("%+v", k)
			}
		}},
		{"background alone is neither found nor extra", func(d *annotation.Document) {
			d.Interactions = d.Interactions[1:]
		}, func(t *testing.T, r Report) {
			if k := of(t, r, Interactions); k.Gold != 1 || k.Found != 0 || k.Extra != 0 {
				t.Errorf("%+v", k)
			}
		}},
		{"a second prediction of one gap is extra", func(d *annotation.Document) {
			d.Gaps = append(d.Gaps, d.Gaps[0])
		}, func(t *testing.T, r Report) {
			if k := of(t, r, Gaps); k.Precision != 0.5 || k.Recall != 1 {
				t.Errorf("%+v", k)
			}
		}},
		{"a wrong stage is found, but not strictly", func(d *annotation.Document) {
			d.Commitments[0].Stage = "planned"
		}, func(t *testing.T, r Report) {
			k := of(t, r, Commitments)
			if k.F1 != 1 || *k.StrictF1 != 2.0/3 || attribute(t, k, "stage") != 2.0/3 || attribute(t, k, "area") != 1 {
				t.Errorf("strict F1 %v, %+v", *k.StrictF1, k)
			}
		}},
		{"an instrument of another kind is found by its title", func(d *annotation.Document) {
			d.Instruments[0].Kind, d.Instruments[0].Title = "agreement", "Customs Memorandum"
		}, func(t *testing.T, r Report) {
			if k := of(t, r, Instruments); k.Found != 1 || attribute(t, k, "kind") != 0 {
				t.Errorf("%+v", k)
			}
		}},
		{"names are folded over case and diacritics", func(d *annotation.Document) {
			d.People[0].Name, d.People[1].Name = "Gov. ANA NUNEZ", "Luis Dang"
			d.People[1].Office = text("minister of trade")
		}, func(t *testing.T, r Report) {
			if k := of(t, r, People); k.F1 != 1 || attribute(t, k, "office") != 1 {
				t.Errorf("%+v", k)
			}
		}},
		{"a surname is no name", func(d *annotation.Document) {
			d.People[0].Name = "Núñez"
		}, func(t *testing.T, r Report) {
			if k := of(t, r, People); k.Found != 1 || k.Extra != 1 {
				t.Errorf("%+v", k)
			}
		}},
		{"consultations have no direction", func(d *annotation.Document) {
			d.Events[0].Source, d.Events[0].Target = "PER", "CHL"
		}, func(t *testing.T, r Report) {
			if k := of(t, r, Events); k.F1 != 1 {
				t.Errorf("%+v", k)
			}
		}},
		{"speculation counts where the annotator looked for it", func(d *annotation.Document) {
			d.Speculation = []annotation.Speculation{{Quote: "In 2019"}}
		}, func(t *testing.T, r Report) {
			if k := of(t, r, Speculation); k.Extra != 1 {
				t.Errorf("%+v", k)
			}
		}},
		{"half of the participants", func(d *annotation.Document) {
			d.Interactions[0].Participants = d.Interactions[0].Participants[:1]
		}, func(t *testing.T, r Report) {
			if v := attribute(t, of(t, r, Interactions), "participants"); v != 2.0/3 {
				t.Errorf("participants %v", v)
			}
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			pred := wants(t)
			tt.change(&pred[0])
			tt.check(t, Score(load(t), pred))
		})
	}
}

func TestEventsHaveADirection(t *testing.T) {
	pred := wants(t)
	pred[1].Events[0].Source, pred[1].Events[0].Target = "UGA", "KEN"
	if k := of(t, Score(load(t), pred), Events); k.Found != 1 || k.Extra != 1 {
		t.Errorf("%+v", k)
	}
}

func TestSpeculationIsLeftAloneWhereNobodyLooked(t *testing.T) {
	pred := wants(t)
	pred[1].Speculation = []annotation.Speculation{{Quote: "The hospitals could help both armies"}}
	if k := of(t, Score(load(t), pred), Speculation); k.Extra != 0 {
		t.Errorf("%+v", k)
	}
}

func TestScoreNamesWhatItCannotCompare(t *testing.T) {
	r := Score(load(t), append(wants(t)[:1], annotation.Document{Doc: "009"}, annotation.Document{Doc: "008"}))
	if diff := cmp.Diff([]string{"008", "009"}, r.Unknown); diff != "" {
		t.Errorf("unknown (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"002"}, r.Unread); diff != "" {
		t.Errorf("unread (-want +got):\n%s", diff)
	}
}

func TestWriteText(t *testing.T) {
	pred := wants(t)
	pred[0].Gaps = nil
	pred[1].Commitments[0].Stage = "planned"
	var got bytes.Buffer
	if err := Score(load(t), pred).WriteText(&got, true); err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("testdata/report.txt")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("report (-want +got):\n%s", diff)
	}
}

func TestWriteJSON(t *testing.T) {
	pred := wants(t)
	pred[0].Gaps = nil
	var a, b bytes.Buffer
	for _, w := range []*bytes.Buffer{&a, &b} {
		if err := Score(load(t), pred).WriteJSON(w); err != nil {
			t.Fatal(err)
		}
	}
	if a.String() != b.String() {
		t.Error("two runs over the same predictions differ")
	}
	var got struct {
		Headline float64
		Kinds    []struct {
			Kind string
			Gold int
		}
		Misses []struct {
			Doc, Kind string
			Record    annotation.Gap
		}
	}
	if err := json.Unmarshal(a.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Kinds) != len(Kinds) || len(got.Misses) != 1 || got.Misses[0].Record.Kind != "undisclosed" {
		t.Errorf("read back: %+v", got)
	}
}

func TestRead(t *testing.T) {
	got, err := Read(strings.NewReader("{\"doc\":\"1\"}\n\n{\"doc\":\"2\"}"))
	if err != nil || len(got) != 2 || got[1].Doc != "2" {
		t.Errorf("read %v, %v", got, err)
	}
	for in, want := range map[string]string{
		"{\"doc\":\"1\"}\n{": "line 2",
		"\n{}":               `line 2: no field "doc"`,
	} {
		if _, err := Read(strings.NewReader(in)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want one with %q", in, err, want)
		}
	}
}

func TestPlaces(t *testing.T) {
	if diff := cmp.Diff([]place{{1, 3}, {2, 4}, {6, 8}}, places("éaaa–xaa", "aa"), cmp.AllowUnexported(place{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := places("text", ""); got != nil {
		t.Errorf("no words stand at %v", got)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(`{"doc":"1","interactions":[{"edition":"7","quote":"met"}]}`)
	f.Add("{\"doc\":\"1\"}\n{\"doc\":1}")
	f.Fuzz(func(t *testing.T, in string) {
		docs, err := Read(strings.NewReader(in))
		if err != nil {
			return
		}
		gold := []Example{{Doc: "1", Text: "they met", Want: annotation.Document{Interactions: []annotation.Interaction{{Quote: "met"}}}}}
		r := Score(gold, docs)
		if r.Headline < 0 || r.Headline > 1.001 {
			t.Errorf("headline %v", r.Headline)
		}
	})
}
