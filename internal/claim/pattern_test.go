package claim

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestCompileErrors(t *testing.T) {
	classes := map[string]*class{"sign": {name: "sign"}}
	for _, tt := range []struct{ line, want string }{
		{"", "asks for no word"},
		{".. ...", "asks for no word"},
		{"^ treaty?", "asks for no word"},
		{"@sing treaty", `define it with a line "class sing: …"`},
		{"<ship> @sign", "use one of <party> <state>"},
		{"(a | b", `missing ")"`},
		{"a b)", "without its opening bracket"},
		{"a | b", "without its opening bracket"},
		{"(a | )", "a choice has an empty part"},
		{"[ @sign ]", "a group needs a name"},
		{"[where: @sign]", "use one of what, title"},
		{"[what: @sign", `group what: missing "]"`},
		{"[what: ]", "group what is empty"},
		{"[what: a]?", "? stands directly behind"},
		{"@sign !", "! stands before one word"},
		{"@sign !was?", "! stands before one word"},
		{"@sign *", "nothing follows *"},
		{"a ?", "? stands directly behind"},
		{strings.Repeat("(", 20) + "a" + strings.Repeat(")", 20), "split the line in two"},
	} {
		_, err := compile(tt.line, classes)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("compile(%q): error %v, want one that says %q", tt.line, err, tt.want)
		}
	}
}

func TestMatch(t *testing.T) {
	for _, tt := range []struct {
		find, sentence string
		want           string // the words matched, "" for none
		head           string
	}{
		{"signed", "Chile signed it.", "signed", "signed"},
		{"sign/v", "Chile is signing it.", "signing", "signing"},
		{"treaty/n", "Two treaties were kept.", "treaties", "treaties"},
		{"@instrument-n", "A memorandum of understanding was kept.", "memorandum of understanding", "memorandum"},
		{"<state> .. *sign/v", "Chile and Peru finally signed it.", "Chile and Peru finally signed", "signed"},
		{"<state> *sign/v", "Chile finally signed it.", "", ""},
		{"<state> .. *sign/v", "Chile waited; they signed it.", "", ""},
		{"<state> ... *sign/v", "Chile waited; they signed it.", "Chile waited; they signed", "signed"},
		{"<state> .. sign/v", "Chile, which is a long and narrow country between a desert and an ocean, signed it.", "", ""},
		{"(a | the) treaty", "Chile kept the treaty.", "the treaty", "the"},
		{"the (old | very old)? treaty", "Chile kept the very old treaty.", "the very old treaty", "the"},
		{"the (old | very old)? treaty", "Chile kept the treaty.", "the treaty", "the"},
		{"the old? *treaty", "Chile kept the treaty.", "the treaty", "treaty"},
		{"kept !the treaty", "Chile kept the treaty.", "", ""},
		{"kept !a the", "Chile kept the treaty.", "kept the", "kept"},
		{"^ the treaty", "Chile kept it, but the treaty ended.", "the treaty", "the"},
		{"^ treaty", "Chile kept the treaty.", "", ""},
		{"<ordinal> .. dialogue", "It was the third defence dialogue.", "third defence dialogue", "third"},
		{"<ordinal>", "It was the third largest country.", "", ""},
		{"<sides> <place>", "The two sides in Lima met.", "", ""},
		{"<sides> .. in <place>", "The two sides met in Lima.", "The two sides met in Lima", "The two sides"},
		{"(sign/v *(treaty | pact) | *keep/v)", "Chile signed pact.", "signed pact", "pact"},
		{"(sign/v *(treaty | pact) | *keep/v)", "Chile keeps pact.", "keeps", "keeps"},
	} {
		rd := prepared(t, tt.sentence)
		p, err := compile(tt.find, rd.rules.classes)
		if err != nil {
			t.Fatalf("compile(%q): %v", tt.find, err)
		}
		s := rd.sentences[0]
		var got, head string
		if ms := p.find(s); len(ms) > 0 && s.may(p.needs) {
			got, head = s.between(ms[0].from, ms[0].to), s.items[ms[0].head].text
		}
		if got != tt.want || head != tt.head {
			t.Errorf("%q in %q matches %q with head %q, want %q with head %q", tt.find, tt.sentence, got, head, tt.want, tt.head)
		}
	}
}

// TestNeeds holds the search that is spared to what the search would find.
func TestNeeds(t *testing.T) {
	for _, tt := range []struct {
		find string
		want [][]string
	}{
		{"@sign .. treaty", [][]string{{"@sign"}, {"treaty"}}},
		{"<party> old? (a | b c)", [][]string{{"<party>"}, {"a", "b"}}},
		{"x (a | ..)", [][]string{{"x"}}},
		{"x !y [what: @sign ..]", [][]string{{"x"}, {"@sign"}}},
	} {
		p, err := compile(tt.find, map[string]*class{"sign": {name: "sign"}})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tt.want, p.needs); diff != "" {
			t.Errorf("needs of %q (-want +got):\n%s", tt.find, diff)
		}
	}
}

func TestGroup(t *testing.T) {
	rd := prepared(t, "Chile agreed to train pilots, but Peru waited.")
	p, err := compile("*agree/v to [what: ...]", rd.rules.classes)
	if err != nil {
		t.Fatal(err)
	}
	ms := p.find(rd.sentences[0])
	if len(ms) != 1 {
		t.Fatalf("%d matches, want 1", len(ms))
	}
	c, ok := ms[0].group("what")
	if got := rd.sentences[0].between(c.from, c.to); !ok || got != "train pilots" {
		t.Errorf("group what holds %q, want %q", got, "train pilots")
	}
}

func FuzzLoad(f *testing.F) {
	for _, name := range []string{"commitment", "grammar", "interaction", "question"} {
		b, err := builtin.ReadFile("rules/" + name + ".rules")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(b[len(b)/2:]), "Chile and Peru signed a treaty.")
	}
	f.Add("class a: @b\nclass b: @a", "")
	f.Add("class sides.2: x y\nclass ordinal.x: y\nclass area.: z", "")
	f.Add("rule x\ntree *sign/v|!@say subj=<party> what:obj|with=@treaty|any? !to=verb\ngives instrument status=signed\nclass treaty: treaty/n", "A treaty was signed by Chile.")
	f.Add("rule x\nfind *(a | b)? [what: ...]\ngives commitment stage=agreed", "a c d.")
	f.Fuzz(func(t *testing.T, rules, sentence string) {
		r, err := Load(fstest.MapFS{"fuzz.rules": {Data: []byte(rules)}})
		if err != nil {
			if !strings.HasPrefix(err.Error(), "fuzz.rules:") && !strings.HasPrefix(err.Error(), "class ") {
				t.Errorf("error %q does not say where", err)
			}
			return
		}
		if _, err := NewReader(r, engine(t)).tryOne(sentence); err != nil && strings.ToValidUTF8(sentence, "") == sentence {
			t.Error(err)
		}
	})
}
