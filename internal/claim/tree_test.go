package claim

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"example.org/rapporteur/internal/lang"
)

// itemAt returns the item of a sentence with these words, the last if several have them.
func itemAt(tb testing.TB, s *sentence, lower string) int {
	tb.Helper()
	at := -1
	for i := range s.items {
		if s.items[i].lower == lower {
			at = i
		}
	}
	if at < 0 {
		tb.Fatalf("no item %q in %q", lower, s.between(0, len(s.items)))
	}
	return at
}

// texts returns the words of items, in the order of the text.
func texts(s *sentence, items []int) []string {
	items = slices.Sorted(slices.Values(items))
	var out []string
	for _, i := range slices.Compact(items) {
		out = append(out, s.items[i].text)
	}
	return out
}

// TestArguments finds who does what to whom, in whatever form the sentence says so.
func TestArguments(t *testing.T) {
	for _, tt := range []struct {
		name, text, word, role string
		want                   []string
	}{
		{"active", "Chile signed the accord.", "signed", "subj", []string{"Chile"}},
		{"active, object", "Chile signed the accord.", "signed", "obj", []string{"accord"}},
		{"passive", "The accord was signed by Chile in Lima on Monday.", "signed", "subj", []string{"Chile"}},
		{"passive, object", "The accord was signed by Chile in Lima on Monday.", "signed", "obj", []string{"accord"}},
		{"passive, joined agents", "The accord was signed by Chile and Peru.", "signed", "subj", []string{"Chile", "Peru"}},
		{"passive without agent", "The accord was signed in Lima.", "signed", "subj", nil},
		{"coordination of subjects", "Chile, Peru and Bolivia signed the accord.", "signed", "subj", []string{"Chile", "Peru", "Bolivia"}},
		{"coordination of verbs", "Chile met the guests and signed the accord.", "signed", "subj", []string{"Chile"}},
		{"coordination of infinitives", "Chile and Peru agreed to train pilots and share radar data.", "share", "subj", []string{"Chile", "Peru"}},
		{"subject control", "Chile hoped to help Peru.", "help", "subj", []string{"Chile"}},
		{"object control", "Bolivia urged Chile to help Peru.", "help", "subj", []string{"Chile"}},
		{"it, of a state", "Chile said that it will help Peru.", "help", "subj", []string{"Chile"}},
		{"it, of a person", "The author said that it will help Peru.", "help", "subj", []string{"it"}},
		{"relative clause", "Chile thanked the officers who trained its pilots.", "trained", "subj", []string{"officers"}},
		{"participle, active", "The ships carrying aid left Chile on Monday.", "carrying", "subj", []string{"ships"}},
		{"participle, passive", "The aid sent by Chile reached Peru on Monday.", "sent", "subj", []string{"Chile"}},
		{"participle, passive, object", "The aid sent by Chile reached Peru on Monday.", "sent", "obj", []string{"aid"}},
		{"talks between", "Talks between Chile and Peru took place in La Paz on Monday.", "talks", "subj", []string{"Chile", "Peru"}},
		{"signing of", "The signing of the accord took place on Monday.", "signing", "obj", []string{"accord"}},
		{"visit by", "A visit by Chile to the islands began on Monday.", "visit", "subj", []string{"Chile"}},
		{"light verb, with", "Chile held talks with Peru and Bolivia in Lima.", "held", "with", []string{"Peru", "Bolivia"}},
		{"light verb, noun", "Chile paid a visit to Peru on Monday.", "visit", "subj", []string{"Chile"}},
		{"light verb, way", "Chile paid a visit to Peru on Monday.", "visit", "to", []string{"Peru"}},
		{"light verb, agreement", "Chile and Peru reached an agreement to patrol the lake.", "patrol", "subj", []string{"Chile", "Peru"}},
		{"possessive", "Chile's pledge to train pilots was kept.", "pledge", "subj", []string{"Chile"}},
		{"possessive, infinitive", "Chile's pledge to train pilots was kept.", "train", "subj", []string{"Chile"}},
		{"demonym", "The Chilean visit ended on Monday.", "visit", "subj", []string{"Chilean"}},
		{"complement", "Chile said that Peru will help.", "said", "comp", []string{"help"}},
		{"infinitive only", "Chile said that Peru will help.", "said", "inf", nil},
		{"auxiliary", "Chile will train pilots.", "train", "aux", []string{"will"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := prepared(t, tt.text).sentences[0]
			if s.tree == nil {
				s.tree = grow(s, engine(t))
			}
			got := texts(s, s.arguments(itemAt(t, s, tt.word), tt.role))
			if diff := cmp.Diff(tt.want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%s of %q in %q (-want +got):\n%s", tt.role, tt.word, tt.text, diff)
			}
		})
	}
}

// TestPartiesUnder finds for whom a noun stands, by its apposition and its owner too.
func TestPartiesUnder(t *testing.T) {
	for _, tt := range []struct {
		text, word string
		want       []string
	}{
		{"The voters of Chile signed the accord.", "voters", []string{"CHL"}},
		{"The Chilean envoy signed the accord.", "envoy", []string{"CHL"}},
		{"Peru's envoy signed the accord.", "envoy", []string{"PER"}},
		{"The host, Chile, signed the accord.", "host", []string{"CHL"}},
		{"The ministers of Chile and Peru signed the accord.", "ministers", []string{"CHL", "PER"}},
		{"The voters who praised Bolivia signed the accord.", "voters", nil},
	} {
		rd := prepared(t, tt.text)
		s := rd.sentences[0]
		rd.parse(s)
		var got []string
		for _, p := range rd.partiesUnder(s, itemAt(t, s, tt.word)) {
			got = append(got, string(p))
		}
		if diff := cmp.Diff(tt.want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("parties of %q in %q (-want +got):\n%s", tt.word, tt.text, diff)
		}
	}
}

// TestPredicate climbs from what completes a verb to the verb, and no further.
func TestPredicate(t *testing.T) {
	for _, tt := range []struct{ text, word, want string }{
		{"Chile agreed to continue to help Peru.", "help", "agreed"},
		{"Chile agreed to help Peru and share its data.", "share", "agreed"},
		{"Chile helped Peru and signed the accord.", "signed", "signed"},
		{"Chile said that it will help Peru.", "help", "help"},
		{"Chile held talks with Peru.", "talks", "held"},
	} {
		s := prepared(t, tt.text).sentences[0]
		if s.tree == nil {
			s.tree = grow(s, engine(t))
		}
		if got := s.items[s.predicate(itemAt(t, s, tt.word))].lower; got != tt.want {
			t.Errorf("%q in %q is ruled by %q, want %q", tt.word, tt.text, got, tt.want)
		}
	}
}

// A listener keeps the words that the parser is given.
type listener struct {
	Parser
	heard [][]string
}

func (l *listener) AnalyseWords(words []string) ([]lang.Token, []string) {
	l.heard = append(l.heard, words)
	return l.Parser.AnalyseWords(words)
}

// TestPlainWords gives the parser one word for each mention and leaves the dateline out.
func TestPlainWords(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"The United States and the United Kingdom signed it.", []string{"The", "France", "and", "the", "India", "signed", "it", "."}},
		{"Chile and Peru signed it.", []string{"Chile", "and", "Peru", "signed", "it", "."}},
		{"The European Union signed it.", []string{"The", "NATO", "signed", "it", "."}},
		{"On 3 March 2025 Chile signed it.", []string{"On", "Monday", "Chile", "signed", "it", "."}},
		{"Both sides signed it.", []string{"countries", "signed", "it", "."}},
		{"LIMA, 3 March (Harbour Agency) — Chile signed the accord.", []string{"Chile", "signed", "the", "accord", "."}},
	} {
		rd := prepared(t, tt.text)
		l := &listener{Parser: engine(t)}
		tree := grow(rd.sentences[0], l)
		if diff := cmp.Diff([][]string{tt.want}, l.heard); diff != "" {
			t.Errorf("%q is parsed as (-want +got):\n%s", tt.text, diff)
		}
		if n := len(rd.sentences[0].items); len(tree.head) != n {
			t.Errorf("%q: the tree has %d items of %d", tt.text, len(tree.head), n)
		}
	}
}

// TestTreesOfNeed parses those sentences only in which a rule may find something.
func TestTreesOfNeed(t *testing.T) {
	rd := prepared(t, "The sea was calm at noon. Chile and Peru signed the accord.")
	if rd.sentences[0].tree != nil {
		t.Error("a tree was made of a sentence in which no rule may find anything")
	}
	if rd.sentences[1].tree == nil {
		t.Error("no tree was made of a sentence in which a rule may find something")
	}
}

// TestMend sets right a tree that contradicts itself.
func TestMend(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		verb       int
		rel        string // of the first item, as the parser may have it
		want       string
	}{
		{"passive subject of an active verb", "Chile left it.", 1, "nsubj:pass", "nsubj"},
		{"party as an adverbial", "Chile left it.", 1, "obl", "nsubj"},
		{"party as an address", "Chile left it.", 1, "vocative", "nsubj"},
		{"date as an adverbial", "Monday left it.", 1, "obl", "obl"},
		{"thing as an adverbial", "Fog left it.", 1, "obl", "obl"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := prepared(t, tt.text).sentences[0]
			n := len(s.items)
			tr := &tree{head: make([]int, n), rel: make([]string, n), pos: make([]string, n), kids: make([][]int, n)}
			for i := range n {
				tr.head[i], tr.rel[i], tr.pos[i] = tt.verb, "dep", "X"
				if i != tt.verb {
					tr.kids[tt.verb] = append(tr.kids[tt.verb], i)
				}
			}
			tr.head[tt.verb], tr.rel[tt.verb], tr.pos[tt.verb] = -1, "root", "VERB"
			tr.rel[0], tr.pos[0] = tt.rel, "PROPN"
			s.mend(tr)
			if tr.rel[0] != tt.want {
				t.Errorf("%s becomes %s, want %s", tt.rel, tr.rel[0], tt.want)
			}
		})
	}
	t.Run("a passive with its auxiliary stays", func(t *testing.T) {
		s := prepared(t, "Chile was left.").sentences[0]
		tr := &tree{head: []int{2, 2, -1, 2}, rel: []string{"nsubj:pass", "aux:pass", "root", "punct"}, pos: []string{"PROPN", "AUX", "VERB", "PUNCT"}, kids: [][]int{nil, nil, {0, 1, 3}, nil}}
		s.mend(tr)
		if tr.rel[0] != "nsubj:pass" {
			t.Errorf("nsubj:pass becomes %s", tr.rel[0])
		}
	})
}
