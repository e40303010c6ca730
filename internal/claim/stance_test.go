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

// TestGoverned reads the certainty and stage of an undertaking under words that
// govern it, and beside words that do not.
func TestGoverned(t *testing.T) {
	for _, tt := range []struct{ text, want string }{ // stage factuality mode, "" for no undertaking
		// How, whether and why leave a matter open.
		{"Chile will decide how to help Peru.", ""},
		{"It is open whether Chile will train Peruvian pilots.", ""},
		{"Peru asked why Chile will train Bolivian pilots.", ""},
		// A condition may stand before its subject instead of behind "if".
		{"Should Peru agree, Chile will train its pilots.", ""},
		{"Had Chile signed the accord, Peru would have opened its ports.", ""},
		{"Were Chile to sign the accord with Peru, a drill could follow.", ""},
		{"Chile will train Peruvian pilots if Peru asks.", "planned PS+ hypothetical"},
		// What stands in a clause beside does not govern.
		{"The ministers of Chile and Peru, who had not met for years, agreed to patrol the lake.", "agreed CT+ current"},
		{"Chile, which may lose its vote, pledged to train Peruvian pilots.", "pledged CT+ current"},
		{"Chile, which did not attend, agreed to train Peruvian pilots.", "agreed CT+ current"},
		// Of verbs that follow one another the first counts.
		{"Chile and Peru agreed to continue to patrol the lake.", "agreed CT+ current"},
		{"Chile said that it would continue to train Peruvian pilots.", "pledged CT+ current"},
		{"Chile will continue to train Peruvian pilots.", "pledged CT+ current"},
		{"Chile continues to train Peruvian pilots.", "under way CT+ current"},
		{"“We will train Peruvian pilots,” Chilean Foreign Minister Ana Rojas said.", "pledged CT+ current"},
		{"Chile managed to deliver two ships to Peru.", "delivered CT+ current"},
		{"Chile almost delivered two ships to Peru.", ""},
		{"Chile delivered almost two hundred tents to Peru.", "delivered CT+ current"},
		{"Chile has delivered nearly 200 tents to Peru.", "delivered CT+ current"},
		{"Chile failed to deliver two ships to Peru.", "stalled CT+ current"},
		{"The Chilean minister hoped that Peru will sign the rescue protocol.", "proposed PS+ hypothetical"},
		{"They expressed the hope that the navies of Chile and Peru will train together.", "proposed PS+ hypothetical"},
		// Reported speech shifts the tense back; it does not make a thing of the past.
		{"Chilean Foreign Minister Ana Rojas said that Chile and Peru had agreed to patrol the lake.", "agreed CT+ current"},
		{"Chile and Peru had agreed to patrol the lake.", "agreed CT+ historical"},
		// Refusal, denial, postponement, suspension and cancellation are five things.
		{"Chile refused to train Peruvian pilots.", "proposed CT- current"},
		{"Chile denied any plan to train Peruvian pilots.", "proposed CT- current"},
		{"Chile postponed the delivery of the ships to Peru.", "stalled CT+ current"},
		{"Chile suspended its training programme with Peru.", "suspended CT+ current"},
		{"Chile cancelled the drill with Peru.", "withdrawn CT+ current"},
		{"Chile did not cancel the drill with Peru.", ""},
		{"Chile may suspend its training programme with Peru.", ""},
		{"Chile threatened to cancel the drill with Peru.", ""},
		{"Chile will withdraw its offer of a loan to Peru.", "withdrawn CT+ future"},
	} {
		got := ""
		for _, c := range ofKind(readText(t, tt.text), rapporteur.KindCommitment) {
			got = string(c.Commitment.Stage) + " " + string(c.Factuality) + " " + string(c.Mode)
		}
		if got != tt.want {
			t.Errorf("%q gives %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestNotHeld reads contacts that are wished for, or that were called off.
func TestNotHeld(t *testing.T) {
	for _, text := range []string{
		"The Chilean president hopes to visit Peru.",
		"Chile invited the Peruvian president to visit Santiago.",
		"Chile proposed talks with Peru.",
		"Chile called for a summit with Peru.",
		"Chile postponed the drill with Peru.",
		"Chile cancelled the drill with Peru.",
		"The joint exercise of Chile and Peru was suspended.",
		"Chile and Peru nearly met in Lima in May 2024.",
		"The planned visit of the Chilean president to Peru was cancelled.",
	} {
		for _, c := range ofKind(readText(t, text), rapporteur.KindInteraction) {
			t.Errorf("%q gives a %s (%s) by %s", text, c.Interaction.Type, c.Factuality, c.Rule)
		}
	}
}
