package claim

import (
	"testing"

	"example.org/rapporteur"
)

// TestStance reads the trigger "visit", "train" or "talks" under the cues of its sentence.
func TestStance(t *testing.T) {
	for _, tt := range []struct {
		text, trigger string
		event         bool
		want          rapporteur.Factuality
		mode          rapporteur.Mode
		hypothetical  bool
	}{
		{"Chile trained pilots.", "trained", false, "CT+", "current", false},
		{"Chile did not train pilots.", "train", false, "CT-", "negated", false},
		{"Chile never trained pilots.", "trained", false, "CT-", "negated", false},
		{"Chile failed to train pilots.", "train", false, "CT-", "negated", false},
		{"Chile refused to train pilots.", "train", false, "CT-", "negated", false},
		{"Chile will train pilots.", "train", false, "CT+", "future", false},
		{"Chile is expected to train pilots.", "train", false, "PR+", "future", false},
		{"Chile is likely to train pilots.", "train", false, "PR+", "future", false},
		{"Chile should train pilots.", "train", false, "PR+", "future", false},
		{"Chile may train pilots.", "train", false, "PS+", "hypothetical", false},
		{"Chile could also train pilots.", "train", false, "PS+", "hypothetical", false},
		{"Chile may not train pilots.", "train", false, "PS-", "negated", false},
		{"Such visits may help Chile train pilots.", "train", false, "PS+", "hypothetical", true},
		{"Officials debated whether Chile trains pilots.", "trains", false, "Uu", "current", false},
		{"Chile will train pilots if Peru asks.", "train", false, "PS+", "hypothetical", false},
		{"If Peru asks, Chile trains pilots.", "trains", false, "CT+", "hypothetical", true},
		{"Unless it rains, courses train pilots.", "train", false, "CT+", "hypothetical", true},
		{"Chile agreed to train pilots.", "train", false, "CT+", "current", false},
		{"Chile agreed to hold talks.", "talks", true, "CT+", "future", false},
		{"Chile hopes to hold talks.", "talks", true, "PS+", "hypothetical", false},
		{"Chile wants to hold talks.", "talks", true, "PS+", "hypothetical", false},
		{"Chile held talks.", "talks", true, "CT+", "current", false},
		{"Speculatively, Chile held talks.", "talks", true, "PS+", "hypothetical", true},
	} {
		t.Run(tt.text, func(t *testing.T) {
			s := prepared(t, tt.text).sentences[0]
			head := -1
			for i := range s.items {
				if s.items[i].lower == tt.trigger {
					head = i
				}
			}
			if head < 0 {
				t.Fatalf("no item %q", tt.trigger)
			}
			kind := rapporteur.KindCommitment
			if tt.event {
				kind = rapporteur.KindInteraction
			}
			st := s.stance(head, kind)
			if got := st.factuality(); got != tt.want {
				t.Errorf("factuality %s, want %s (%v)", got, tt.want, st.cues)
			}
			if got := st.mode(); got != tt.mode {
				t.Errorf("mode %s, want %s", got, tt.mode)
			}
			if st.hypothetical != tt.hypothetical {
				t.Errorf("hypothetical is %t", st.hypothetical)
			}
		})
	}
}

// TestNoEvent reads sentences that tell of nothing that took or will take place.
func TestNoEvent(t *testing.T) {
	for _, text := range []string{
		"Border drills could bring Chile and Peru closer.",
		"Joint patrols may help Chile and Peru to keep smugglers away.",
		"If the treaty between Chile and Peru is signed, talks in Lima might follow.",
		"A summit of Chile and Peru might be held if the weather allows.",
		"Speculatively, a visit by the Chilean president to Peru would calm the border.",
		"Should Chile and Peru sign the accord, the two armies could hold a joint exercise.",
		"Unless Peru pays, Chile's ships may never be delivered.",
		"Such exchanges might lead Chile and Peru to sign a protocol.",
	} {
		for _, c := range ofKind(readText(t, text), rapporteur.KindInteraction, rapporteur.KindInstrument, rapporteur.KindCommitment) {
			if c.Mode != rapporteur.ModeHypothetical || c.Kind != rapporteur.KindCommitment {
				t.Errorf("%q gives %s %s by %s", text, c.Kind, c.Factuality, c.Rule)
			}
		}
	}
}
