package treebank

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

const sample = `# sent_id = 1
# text = Ministers won't meet.
1	Ministers	minister	NOUN	NNS	Number=Plur	4	nsubj	4:nsubj	_
2-3	won't	_	_	_	_	_	_	_	_
2	wo	will	AUX	MD	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	meet	meet	VERB	VB	_	0	root	_	SpaceAfter=No
4.1	again	again	ADV	RB	_	_	_	4:advmod	_
5	.	.	PUNCT	.	_	4	punct	_	_

1	Unread	_	_	_	_	_	_	_	_

`

func TestReadAndWriteCoNLLU(t *testing.T) {
	got, err := ReadCoNLLU(strings.NewReader(strings.ReplaceAll(sample, "\n", "\r\n")))
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || !got[0].Parsed() || got[1].Parsed() {
		t.Fatalf("read %d sentences, want 2, the first of them parsed: %+v", len(got), got)
	}
	if d := cmp.Diff([]string{"Ministers", "wo", "n't", "meet", "."}, got[0].Forms()); d != "" {
		t.Errorf("forms (-want +got):\n%s", d)
	}
	want := Word{Form: "meet", Lemma: "meet", UPOS: "VERB", XPOS: "VB", Feats: "_", Head: 0, Rel: "root", Deps: "_", Misc: "SpaceAfter=No"}
	if d := cmp.Diff(want, got[0].Words[3], cmpopts.IgnoreUnexported(Word{})); d != "" {
		t.Errorf("word 4 (-want +got):\n%s", d)
	}
	var out bytes.Buffer
	if err := WriteCoNLLU(&out, got); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(sample, out.String()); d != "" {
		t.Errorf("written again (-want +got):\n%s", d)
	}
}

func TestSetParseFillsOneWord(t *testing.T) {
	s, err := ReadCoNLLU(strings.NewReader(sample))
	if err != nil {
		t.Fatal(err)
	}
	s[1].SetParse(0, "unread", "ADJ", "JJ", 0, "root")
	var out bytes.Buffer
	if err := WriteCoNLLU(&out, s[1:]); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff("1\tUnread\tunread\tADJ\tJJ\t_\t0\troot\t_\t_\n\n", out.String()); d != "" {
		t.Error(d)
	}
}

func TestReadCoNLLUErrors(t *testing.T) {
	word := func(id, head string) string { return id + "\tA\ta\tX\tX\t_\t" + head + "\tdep\t_\t_\n" }
	for name, test := range map[string]struct{ in, want string }{
		"too few columns":       {"1\tA\ta\n", "line 1: 3 columns where CoNLL-U has 10, separated by tabs"},
		"wrong number":          {word("1", "0") + word("3", "1"), `line 2: word number "3" where 2 is due`},
		"head beyond the end":   {word("1", "7"), "word 1 has head 7, but the sentence ends at word 1"},
		"head that is no count": {word("1", "x"), `line 1: word 1 has head "x"`},
		"negative head":         {word("1", "-2"), `word 1 has head "-2"`},
		"empty form":            {"1\t\ta\tX\tX\t_\t0\tdep\t_\t_\n", "word 1 has an empty form"},
		"no words":              {"1-2\tA\t_\t_\t_\t_\t_\t_\t_\t_\n\n", "a sentence has no words"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ReadCoNLLU(strings.NewReader(test.in))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one with %q", err, test.want)
			}
		})
	}
}

func TestReadAndWriteIOB(t *testing.T) {
	const lines = "Anna\tB-PER\nKowalska\tI-PER\nspoke\tO\n\nHanoi\tB-LOC\n\n"
	got, err := ReadIOB(strings.NewReader(lines))
	if err != nil {
		t.Fatal(err)
	}
	want := []Tagged{
		{Tokens: []string{"Anna", "Kowalska", "spoke"}, Tags: []string{"B-PER", "I-PER", "O"}},
		{Tokens: []string{"Hanoi"}, Tags: []string{"B-LOC"}},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Fatal(d)
	}
	var out bytes.Buffer
	if err := WriteIOB(&out, got); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(lines, out.String()); d != "" {
		t.Error(d)
	}
	for in, want := range map[string]string{"a\tPER\n": `line 1: tag "PER"`, "a\tO\n\tO\n": "line 2: the token is empty"} {
		if _, err := ReadIOB(strings.NewReader(in)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want one with %q", in, err, want)
		}
	}
}

func FuzzReadCoNLLU(f *testing.F) {
	f.Add(sample)
	f.Add("1\tA\ta\tX\tX\t_\t0\tdep\t_\t_")
	f.Fuzz(func(t *testing.T, in string) {
		first, err := ReadCoNLLU(strings.NewReader(in))
		if err != nil {
			return
		}
		var once, twice bytes.Buffer
		if err := WriteCoNLLU(&once, first); err != nil {
			t.Fatal(err)
		}
		second, err := ReadCoNLLU(bytes.NewReader(once.Bytes()))
		if err != nil {
			t.Fatalf("what was written cannot be read: %v\n%q", err, once.String())
		}
		if err := WriteCoNLLU(&twice, second); err != nil {
			t.Fatal(err)
		}
		if once.String() != twice.String() {
			t.Errorf("written twice, it differs:\n%q\n%q", once.String(), twice.String())
		}
	})
}

func FuzzReadIOB(f *testing.F) {
	f.Add("Anna\tB-PER\nspoke\tO\n\n")
	f.Fuzz(func(t *testing.T, in string) {
		first, err := ReadIOB(strings.NewReader(in))
		if err != nil {
			return
		}
		var once bytes.Buffer
		if err := WriteIOB(&once, first); err != nil {
			t.Fatal(err)
		}
		second, err := ReadIOB(bytes.NewReader(once.Bytes()))
		if err != nil {
			t.Fatalf("what was written cannot be read: %v\n%q", err, once.String())
		}
		if d := cmp.Diff(first, second); d != "" {
			t.Error(d)
		}
	})
}
