package plover

import (
	"testing"

	"example.org/rapporteur"
)

func TestTypeOf(t *testing.T) {
	text, err := rapporteur.NewText("The joint statement says that the troops left.")
	if err != nil {
		t.Fatal(err)
	}
	quote := func(from, to rapporteur.ByteOffset) rapporteur.Quote {
		span, err := text.Span(from, to)
		if err != nil {
			t.Fatal(err)
		}
		return text.Quote(span)
	}
	interaction := func(typ rapporteur.InteractionType, m rapporteur.Mode, f rapporteur.Factuality) rapporteur.Claim {
		return rapporteur.Claim{Kind: rapporteur.KindInteraction, Mode: m, Factuality: f, Interaction: &rapporteur.InteractionBody{Type: typ}}
	}
	commitment := func(s rapporteur.Stage, a rapporteur.SpeechAct, area rapporteur.Area, to ...rapporteur.Party) rapporteur.Claim {
		return rapporteur.Claim{
			Kind: rapporteur.KindCommitment, Mode: rapporteur.ModeCurrent, Factuality: rapporteur.CTPlus, Areas: []rapporteur.Area{area},
			Commitment: &rapporteur.CommitmentBody{Stage: s, Act: a, To: to},
		}
	}
	denied := commitment(rapporteur.StagePlanned, rapporteur.ActPledged, rapporteur.AreaOther)
	denied.Factuality = rapporteur.CTMinus
	troops := commitment(rapporteur.StageWithdrawn, rapporteur.ActMention, rapporteur.AreaOther)
	troops.Quote = quote(29, 45)
	joint := interaction(rapporteur.Statement, rapporteur.ModeCurrent, rapporteur.CTPlus)
	joint.Quote = quote(0, 19)

	tests := []struct {
		name  string
		claim rapporteur.Claim
		want  Category
	}{
		{"meeting", interaction(rapporteur.Meeting, rapporteur.ModeCurrent, rapporteur.CTPlus), TypeConsult},
		{"past visit", interaction(rapporteur.Visit, rapporteur.ModeHistorical, rapporteur.CTPlus), TypeConsult},
		{"exercise", interaction(rapporteur.Exercise, rapporteur.ModeCurrent, rapporteur.CTPlus), TypeCooperate},
		{"signing", interaction(rapporteur.Signing, rapporteur.ModeCurrent, rapporteur.CTPlus), TypeAgree},
		{"scheduled exercise", interaction(rapporteur.Exercise, rapporteur.ModeFuture, rapporteur.PRPlus), TypeAgree},
		{"possible meeting", interaction(rapporteur.Meeting, rapporteur.ModeHypothetical, rapporteur.PSPlus), ""},
		{"denied meeting", interaction(rapporteur.Meeting, rapporteur.ModeNegated, rapporteur.CTMinus), TypeReject},
		{"disputed meeting", interaction(rapporteur.Meeting, rapporteur.ModeCurrent, rapporteur.Uu), ""},
		{"statement of one side", interaction(rapporteur.Statement, rapporteur.ModeCurrent, rapporteur.CTPlus), ""},
		{"joint statement", joint, TypeAgree},
		{"urged", commitment(rapporteur.StageProposed, rapporteur.ActUrged, rapporteur.AreaCyber), TypeRequest},
		{"willing", commitment(rapporteur.StageProposed, rapporteur.ActWilling, rapporteur.AreaCyber), TypeAgree},
		{"exchanged views", commitment(rapporteur.StageProposed, rapporteur.ActExchanged, rapporteur.AreaCyber), TypeConsult},
		{"pledged", commitment(rapporteur.StagePledged, rapporteur.ActPledged, rapporteur.AreaFinance, "LAO"), TypeAgree},
		{"training under way", commitment(rapporteur.StageUnderWay, rapporteur.ActMention, rapporteur.AreaTraining, "LAO"), TypeCooperate},
		{"relief delivered", commitment(rapporteur.StageDelivered, rapporteur.ActMention, rapporteur.AreaHumanitarian, "LAO"), TypeAid},
		{"mutual relief", commitment(rapporteur.StageDelivered, rapporteur.ActMention, rapporteur.AreaHumanitarian), TypeCooperate},
		{"suspended", commitment(rapporteur.StageSuspended, rapporteur.ActMention, rapporteur.AreaFinance, "LAO"), TypeSanction},
		{"withdrawn", commitment(rapporteur.StageWithdrawn, rapporteur.ActMention, rapporteur.AreaFinance, "LAO"), TypeSanction},
		{"troops withdrawn", troops, TypeRetreat},
		{"denied", denied, TypeReject},
		{"stalled", commitment(rapporteur.StageStalled, rapporteur.ActMention, rapporteur.AreaFinance), ""},
		{"question", rapporteur.Claim{Kind: rapporteur.KindQuestion, Question: &rapporteur.QuestionBody{}}, ""},
	}
	for _, tt := range tests {
		got, ok := TypeOf(tt.claim)
		if got != string(tt.want) || ok != (tt.want != "") {
			t.Errorf("%s: %q, %v, want %q", tt.name, got, ok, tt.want)
		}
	}
}
