package lemma

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func learned() *Table {
	var all []Sample
	add := func(upos, xpos string, pairs ...string) {
		for i := 0; i < len(pairs); i += 2 {
			all = append(all, Sample{pairs[i], pairs[i+1], upos, xpos})
		}
	}
	add("NOUN", "NNS", "treaties", "treaty", "parties", "party", "ships", "ship", "talks", "talk", "men", "man", "women", "woman")
	add("NOUN", "NN", "ship", "ship", "series", "series", "treaty", "treaty")
	add("VERB", "VBD", "signed", "sign", "opened", "open", "met", "meet", "said", "say", "left", "leave")
	add("VERB", "VBN", "signed", "sign", "opened", "open", "met", "meet")
	add("ADJ", "JJ", "American", "American", "left", "left", "open", "open")
	add("AUX", "VBZ", "'s", "be", "'s", "be", "'s", "have")
	add("PROPN", "NNPS", "States", "State", "Islands", "Island", "Philippines", "Philippines")
	add("PROPN", "NNP", "Hanoi", "Hanoi", "Oct.", "October", "Manila", "Manila")
	return Learn(all)
}

func TestLookup(t *testing.T) {
	table := learned()
	for _, test := range []struct{ word, upos, xpos, want string }{
		{"Treaties", "NOUN", "NNS", "treaty"},
		{"women", "NOUN", "NNS", "woman"},
		{"series", "NOUN", "NN", "series"},
		{"met", "VERB", "VBD", "meet"},
		{"left", "VERB", "VBD", "leave"},
		{"left", "ADJ", "JJ", "left"},
		{"American", "ADJ", "JJ", "American"},
		{"’s", "AUX", "VBZ", "be"},
		{"States", "PROPN", "NNPS", "State"},
		{"ISLANDS", "PROPN", "NNPS", "ISLAND"},
		{"Oct.", "PROPN", "NNP", "October"},
		{"Philippines", "PROPN", "NNPS", "Philippines"},
		// not seen: endings decide
		{"cities", "NOUN", "NNS", "city"},
		{"Boats", "NOUN", "NNS", "boat"},
		{"mentioned", "VERB", "VBD", "mention"},
		{"mentioned", "VERB", "", "mention"},
		{"Phnom", "PROPN", "NNP", "Phnom"},
		{"Đắk", "PROPN", "NNP", "Đắk"},
		{"xyz", "NOSUCH", "TAG", "xyz"},
		{"", "NOUN", "NN", ""},
	} {
		if got := table.Lookup(test.word, test.upos, test.xpos); got != test.want {
			t.Errorf("Lookup(%q, %s, %s) = %q, want %q", test.word, test.upos, test.xpos, got, test.want)
		}
	}
}

func TestTableFile(t *testing.T) {
	table := learned()
	var first, second bytes.Buffer
	if err := table.Write(&first, "made by a test"); err != nil {
		t.Fatal(err)
	}
	again, err := Read(bytes.NewReader(first.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if err := again.Write(&second, "made by a test"); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(first.String(), second.String()); d != "" {
		t.Errorf("written again, the table differs:\n%s", d)
	}
	for in, want := range map[string]string{
		"":                                     "empty",
		"word\ta\tX\ta\n":                      "does not begin with",
		header + "\nword\ta\n":                 "line 2: neither a word",
		header + "\nending\ts\tNOUN\t\t9\t\n":  "takes off",
		header + "\nending\ts\tNOUN\t\t-1\t\n": "takes off",
	} {
		if _, err := Read(strings.NewReader(in)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Read(%q): error %v, want one with %q", in, err, want)
		}
	}
}

func FuzzLookup(f *testing.F) {
	table := learned()
	f.Add("ISLANDS", "PROPN", "NNPS")
	f.Add("’s", "AUX", "VBZ")
	f.Fuzz(func(t *testing.T, word, upos, xpos string) {
		if word != "" && upos != "PROPN" && strings.ContainsAny(table.Lookup(word, upos, xpos), "\n\t") && !strings.ContainsAny(word, "\n\t") {
			t.Error("a lemma has separators that its word has not")
		}
	})
}

func TestEnglish(t *testing.T) {
	table, err := English()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ word, upos, xpos, want string }{
		{"ministries", "NOUN", "NNS", "ministry"},
		{"undertook", "VERB", "VBD", "undertake"},
		{"was", "AUX", "VBD", "be"},
		{"n't", "PART", "RB", "not"},
		{"Talks", "NOUN", "NNS", "talk"},
		{"reaffirming", "VERB", "VBG", "reaffirm"},
		{"Nations", "PROPN", "NNPS", "Nation"},
		{"Laos", "PROPN", "NNP", "Laos"},
		{"better", "ADJ", "JJR", "good"},
	} {
		if got := table.Lookup(test.word, test.upos, test.xpos); got != test.want {
			t.Errorf("Lookup(%q, %s, %s) = %q, want %q", test.word, test.upos, test.xpos, got, test.want)
		}
	}
	if n := testing.AllocsPerRun(100, func() { table.Lookup("ministries", "NOUN", "NNS") }); n > 1 {
		t.Errorf("a lookup allocates %v times; one, for the lemma, is enough", n)
	}
}

func BenchmarkLookup(b *testing.B) {
	table, err := English()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for range b.N {
		table.Lookup("treaties", "NOUN", "NNS")
	}
}
