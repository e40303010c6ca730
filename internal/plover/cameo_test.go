package plover

import (
	"testing"

	"example.org/rapporteur"
)

func TestCAMEO(t *testing.T) {
	contact := func(typ rapporteur.InteractionType, m rapporteur.Mode, place rapporteur.Party) rapporteur.Claim {
		c := rapporteur.Claim{
			Kind: rapporteur.KindInteraction, Mode: m, Factuality: rapporteur.CTPlus,
			Parties: []rapporteur.Party{"CHL", "PER"}, Interaction: &rapporteur.InteractionBody{Type: typ},
		}
		if m == rapporteur.ModeNegated {
			c.Factuality = rapporteur.CTMinus
		}
		if place != "" {
			c.Place = &rapporteur.Place{State: place}
		}
		return c
	}
	work := func(s rapporteur.Stage, a rapporteur.SpeechAct, areas ...rapporteur.Area) rapporteur.Claim {
		return rapporteur.Claim{
			Kind: rapporteur.KindCommitment, Mode: rapporteur.ModeCurrent, Factuality: rapporteur.CTPlus, Areas: areas,
			Commitment: &rapporteur.CommitmentBody{Stage: s, Act: a, To: []rapporteur.Party{"PER"}},
		}
	}
	refused := work(rapporteur.StageProposed, rapporteur.ActMention, rapporteur.AreaIndustry)
	refused.Factuality = rapporteur.CTMinus
	for _, tt := range []struct {
		name  string
		claim rapporteur.Claim
		want  string
	}{
		{"meeting at home", contact(rapporteur.Meeting, rapporteur.ModeCurrent, "PER"), "040"},
		{"meeting elsewhere", contact(rapporteur.Meeting, rapporteur.ModeCurrent, "BOL"), "044"},
		{"call", contact(rapporteur.Call, rapporteur.ModeCurrent, ""), "041"},
		{"visit", contact(rapporteur.Visit, rapporteur.ModeHistorical, "PER"), "042"},
		{"exercise", contact(rapporteur.Exercise, rapporteur.ModeCurrent, ""), "062"},
		{"signing", contact(rapporteur.Signing, rapporteur.ModeCurrent, ""), "057"},
		{"meeting to come", contact(rapporteur.Meeting, rapporteur.ModeFuture, ""), "036"},
		{"exercise to come", contact(rapporteur.Exercise, rapporteur.ModeFuture, ""), "0312"},
		{"meeting refused", contact(rapporteur.Meeting, rapporteur.ModeNegated, ""), "125"},
		{"meeting that may be", contact(rapporteur.Meeting, rapporteur.ModeHypothetical, ""), ""},
		{"peacekeeping pledged", work(rapporteur.StagePledged, rapporteur.ActPledged, rapporteur.AreaPeacekeeping), "0334"},
		{"friendship pledged", work(rapporteur.StagePledged, rapporteur.ActPledged, rapporteur.AreaCulture), "030"},
		{"nothing told", work(rapporteur.StagePledged, rapporteur.ActPledged), "030"},
		{"patrols urged", work(rapporteur.StageProposed, rapporteur.ActUrged, rapporteur.AreaMaritime), "0212"},
		{"ways discussed", work(rapporteur.StageProposed, rapporteur.ActExchanged, rapporteur.AreaMaritime), "040"},
		{"intelligence shared", work(rapporteur.StageUnderWay, rapporteur.ActMention, rapporteur.AreaIntelligence), "064"},
		{"relief delivered", work(rapporteur.StageDelivered, rapporteur.ActResourced, rapporteur.AreaHumanitarian), "073"},
		{"loans suspended", work(rapporteur.StageSuspended, rapporteur.ActMention, rapporteur.AreaFinance), "1621"},
		{"arms refused", refused, "1212"},
		{"stalled", work(rapporteur.StageStalled, rapporteur.ActMention, rapporteur.AreaFinance), ""},
		{"question", rapporteur.Claim{Kind: rapporteur.KindQuestion, Question: &rapporteur.QuestionBody{}}, ""},
	} {
		if got := CAMEO(tt.claim); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
