package claim

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/lang"
)

// TestSaidBy finds the speakers of the last undertaking of a text.
func TestSaidBy(t *testing.T) {
	rojas := rapporteur.Speaker{Name: "Ana Rojas", Office: "Foreign Minister", State: "CHL"}
	for _, tt := range []struct {
		name, text string
		want       []rapporteur.Speaker
	}{
		{"before", "Chilean Foreign Minister Ana Rojas said that Chile will train Peruvian pilots.", []rapporteur.Speaker{rojas}},
		{"after", "Chile will train Peruvian pilots, Chilean Foreign Minister Ana Rojas said.", []rapporteur.Speaker{rojas}},
		{"after, inverted", "Chile will train Peruvian pilots, said Chilean Foreign Minister Ana Rojas.", []rapporteur.Speaker{rojas}},
		{"according to", "According to Chilean Foreign Minister Ana Rojas, Chile will train Peruvian pilots.", []rapporteur.Speaker{rojas}},
		{"according to, behind", "Chile will train Peruvian pilots, according to Chilean Foreign Minister Ana Rojas.", []rapporteur.Speaker{rojas}},
		{"own act", "Chilean Foreign Minister Ana Rojas pledged to train Peruvian pilots.", []rapporteur.Speaker{rojas}},
		{"pronoun", "Chilean Foreign Minister Ana Rojas visited Peru. She said that Chile will train Peruvian pilots.", []rapporteur.Speaker{rojas}},
		{"pronoun, own act", "Chilean Foreign Minister Ana Rojas visited Peru. She pledged to train Peruvian pilots.", []rapporteur.Speaker{rojas}},
		{"quotation", "“Chile will train Peruvian pilots,” Chilean Foreign Minister Ana Rojas said.", []rapporteur.Speaker{rojas}},
		{"quotation goes on", "“This is a good day,” Chilean Foreign Minister Ana Rojas said. “Chile will train Peruvian pilots.”", []rapporteur.Speaker{rojas}},
		{"body", "Chile will train Peruvian pilots, the Chilean Ministry of Defence said.", []rapporteur.Speaker{{Name: "Chilean Ministry of Defence", State: "CHL"}}},
		{"anonymous", "Chile will train Peruvian pilots, according to two senior diplomats.", []rapporteur.Speaker{{Name: "two senior diplomats", Anonymous: true}}},
		{"in a document", "Chilean Foreign Minister Ana Rojas said in a statement that Chile will train Peruvian pilots.", []rapporteur.Speaker{rojas, {Name: "statement"}}},
		{"relayed", "Chilean Foreign Minister Ana Rojas said that Chile will train Peruvian pilots, according to two senior diplomats.", []rapporteur.Speaker{rojas, {Name: "two senior diplomats", Anonymous: true}}},
		{"reported", "Chile will train Peruvian pilots, Chilean Foreign Minister Ana Rojas said, according to two senior diplomats.", []rapporteur.Speaker{rojas, {Name: "two senior diplomats", Anonymous: true}}},
		{"quoted as saying", "Chilean Foreign Minister Ana Rojas was quoted as saying that Chile will train Peruvian pilots.", []rapporteur.Speaker{rojas}},
		{"statement that quotes", "A statement quoted Chilean Foreign Minister Ana Rojas as saying that Chile will train Peruvian pilots.", []rapporteur.Speaker{rojas, {Name: "statement"}}},
		{"ministry that tells", "Peru's foreign ministry reported that Chilean Foreign Minister Ana Rojas said that Chile will train Peruvian pilots.", []rapporteur.Speaker{rojas, {Name: "Peru's foreign ministry", State: "PER"}}},
		{"own act, relayed", "Chilean Foreign Minister Ana Rojas pledged to train Peruvian pilots, Peru's foreign ministry said.", []rapporteur.Speaker{rojas, {Name: "Peru's foreign ministry", State: "PER"}}},
		{"analysts", "According to analysts, Chile will train Peruvian pilots.", []rapporteur.Speaker{{Name: "analysts", Anonymous: true}}},
		{"no one", "Chile will train Peruvian pilots.", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			claims := ofKind(readText(t, tt.text), rapporteur.KindCommitment)
			if len(claims) == 0 {
				t.Fatal("no undertaking was read")
			}
			c := claims[len(claims)-1]
			if diff := cmp.Diff(tt.want, c.SaidBy); diff != "" {
				t.Errorf("speakers (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff([]rapporteur.Party{"CHL"}, c.Commitment.By); diff != "" {
				t.Errorf("by (-want +got):\n%s", diff)
			}
		})
	}
}

// TestOutletSpeaksLast puts the outlet at the end of every chain.
func TestOutletSpeaksLast(t *testing.T) {
	doc := document(t, "Chile will train Peruvian pilots, according to two senior diplomats.")
	doc.Outlet = "The Harbour Post"
	for _, c := range reader(t).Read(doc, lang.Plain{}.Analyse(doc.Text)) {
		if n := len(c.SaidBy); n == 0 || c.SaidBy[n-1].Name != "The Harbour Post" {
			t.Errorf("%s is said by %v", c.Rule, c.SaidBy)
		}
	}
}

// TestNestedChain names the minister, then the statement, then the outlet.
func TestNestedChain(t *testing.T) {
	doc := document(t, "A statement quoted Chilean Foreign Minister Ana Rojas as saying that Chile will train Peruvian pilots.")
	doc.Outlet = "The Harbour Post"
	var got []string
	for _, c := range ofKind(reader(t).Read(doc, lang.Plain{}.Analyse(doc.Text)), rapporteur.KindCommitment) {
		for _, sp := range c.SaidBy {
			got = append(got, sp.Name)
		}
	}
	if diff := cmp.Diff([]string{"Ana Rojas", "statement", "The Harbour Post"}, got); diff != "" {
		t.Errorf("speakers (-want +got):\n%s", diff)
	}
}

// TestSpeakerIsNoActor keeps who tells of an act apart from who acts.
func TestSpeakerIsNoActor(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []rapporteur.Party
	}{
		{"Kenyan President William Ruto said that Chile will train Peruvian pilots.", []rapporteur.Party{"CHL"}},
		{"Chile will train Peruvian pilots, Kenya's foreign ministry said.", []rapporteur.Party{"CHL"}},
		{"Chile, Kenya said, will train Peruvian pilots.", []rapporteur.Party{"CHL"}},
		{"According to Kenya, Chile pledged to train Peruvian pilots.", []rapporteur.Party{"CHL"}},
		{"Kenya announced that Chile has agreed to train Peruvian pilots.", []rapporteur.Party{"CHL"}},
	} {
		claims := ofKind(readText(t, tt.text), rapporteur.KindCommitment)
		if len(claims) != 1 {
			t.Errorf("%q gives %d undertakings, want 1", tt.text, len(claims))
			continue
		}
		if diff := cmp.Diff(tt.want, claims[0].Commitment.By); diff != "" {
			t.Errorf("%q: by (-want +got):\n%s", tt.text, diff)
		}
	}
}
