package claim

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestCompileTreeErrors(t *testing.T) {
	classes := map[string]*class{"sign": {name: "sign"}}
	for _, tt := range []struct{ line, want string }{
		{"", "the line is empty: name a word and its arguments"},
		{"@sing obj=treaty", `no class is named "sing": define it with a line "class sing: …"`},
		{"!@sing", `define it with a line "class sing: …"`},
		{"@sign obj=@text", `define it with a line "class text: …"`},
		{"@sign treaty", `"treaty" is not written as role=word`},
		{"@sign object=treaty", "use one of subj, obj, comp, inf, aux, or a preposition"},
		{"@sign obj|beside=treaty", `no role is named "beside"`},
		{"@sign obj=", `a word is missing in ""`},
		{"@sign obj=a||b", `a word is missing in "a||b"`},
		{"@sign subj=<ship>", "no slot is named <ship>: use one of <party>"},
		{"@sign where:in=<place>", `no group is named "where": use one of what, title`},
		{"*@sign obj=*treaty", "two words have a *: one is the trigger"},
		{"@sign subj=*<party> obj=*treaty", "two words have a *"},
	} {
		_, err := compileTree(tt.line, classes)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("compileTree(%q): error %v, want one that says %q", tt.line, err, tt.want)
		}
	}
}

// TestBranching holds the notation of tree lines to what it finds.
func TestBranching(t *testing.T) {
	for _, tt := range []struct {
		line, text string
		head       string // the trigger, "" for no match
		what       string // the words of the group
	}{
		{"sign/v subj=<party> obj=accord", "The accord was signed by Chile.", "signed", ""},
		{"sign/v subj=<party> obj=*accord", "The accord was signed by Chile.", "accord", ""},
		{"sign/v subj=<state> obj=accord", "The author signed the accord.", "", ""},
		{"sign/v obj=treaty|accord", "Chile signed the accord.", "signed", ""},
		{"sign/v obj=treaty/n", "Chile signed two treaties.", "signed", ""},
		{"meet/v subj=<party>", "The Chilean meeting ended.", "", ""},
		{"verb subj=<party> with=<party>", "Chile danced with Peru.", "danced", ""},
		{"verb|!@sign subj=<party>", "Chile signed the accord.", "", ""},
		{"sign/v obj=any", "Chile signed on Monday.", "", ""},
		{"@pledge subj=<party> what:comp=any", "Chile, after a long day, pledged to train Peruvian pilots.", "pledged", "to train Peruvian pilots"},
		{"@pledge subj=<party> what:comp=any", "Chile pledged to train pilots and share data.", "pledged", "to train pilots and share data"},
		{"@say what:inf=any", "Chile said that Peru will help.", "", ""},
		{"verb subj=<party> aux=will", "Chile will train pilots.", "train", ""},
		{"verb subj=<party> aux=will", "Chile may train pilots.", "", ""},
		{"@sign obj=accord with=<party>?", "Chile signed the accord.", "signed", ""},
		{"@sign obj=accord !with=<party>", "Chile signed the accord with Peru.", "", ""},
		{"@sign obj=accord !with=<party>", "Chile signed the accord.", "signed", ""},
		{"@hold obj=*@talks in|at=<place>", "Chile held talks in Lima.", "talks", ""},
		{"@hold obj=@instrument-n", "Chile held on to a memorandum of understanding.", "", ""},
		{"@sign obj=@instrument-n", "Chile signed a memorandum of understanding.", "signed", ""},
	} {
		rd := prepared(t, tt.text)
		b, err := compileTree(tt.line, rd.rules.classes)
		if err != nil {
			t.Fatalf("compileTree(%q): %v", tt.line, err)
		}
		s := rd.sentences[0]
		rd.parse(s)
		var head, what string
		if ms := b.find(rd, s); len(ms) > 0 && s.may(b.needs) {
			head = s.items[ms[0].head].text
			if c, ok := ms[0].group("what"); ok {
				what = s.between(c.from, c.to)
			}
		}
		if head != tt.head || what != tt.what {
			t.Errorf("%q in %q: trigger %q, what %q; want %q, %q", tt.line, tt.text, head, what, tt.head, tt.what)
		}
	}
}

// TestBranchingNeeds holds the search that is spared to what the search would find.
func TestBranchingNeeds(t *testing.T) {
	classes := map[string]*class{"sign": {name: "sign"}, "say": {name: "say"}}
	for _, tt := range []struct {
		line string
		want [][]string
	}{
		{"@sign subj=<party> obj=treaty|pact", [][]string{{"@sign"}, {"<party>"}, {"treaty", "pact"}}},
		{"verb|!@say subj=<party>", [][]string{{"<party>"}}},
		{"@sign obj=any with=<party>? !to=pact", [][]string{{"@sign"}}},
	} {
		b, err := compileTree(tt.line, classes)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tt.want, b.needs); diff != "" {
			t.Errorf("needs of %q (-want +got):\n%s", tt.line, diff)
		}
	}
}

// TestReadmeRule runs the worked example of the manual, so that it says what is so.
func TestReadmeRule(t *testing.T) {
	b, err := os.ReadFile("rules/README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, ok := strings.Cut(string(b), "    rule donated-to\n")
	rule, _, end := strings.Cut(after, "\n\n")
	if !ok || !end {
		t.Fatal("the manual has no rule donated-to")
	}
	r, err := Load(fstest.MapFS{"own.rules": {Data: []byte("rule donated-to\n" + rule)}})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range Try(r) {
		t.Error(f)
	}
}

// TestStrongestWins chooses among rules that compete for one undertaking.
func TestStrongestWins(t *testing.T) {
	for _, tt := range []struct{ text, rule string }{
		{"Chile and Peru agreed to continue to patrol the lake.", "commitment/agreed"},
		{"Chile pledged to continue to train Peruvian pilots.", "commitment/pledged-to"},
		{"Chile agreed to suspend its training programme with Peru.", "commitment/suspended"},
		{"Chile will continue to train Peruvian pilots.", "commitment/continues"},
		{"Chile plans to train Peruvian pilots.", "commitment/will-do"},
		{"Chile has no plans to train Peruvian pilots.", "commitment/no-plans"},
	} {
		var got []string
		for _, c := range readText(t, tt.text) {
			if c.Commitment != nil {
				got = append(got, string(c.Rule))
			}
		}
		if diff := cmp.Diff([]string{tt.rule}, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.text, diff)
		}
	}
}
