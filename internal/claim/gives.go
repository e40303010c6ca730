package claim

import "example.org/rapporteur"

// keysOfKind holds, for each kind that rules may give, the keys of a gives line
// and their values. rules/README.md says what they mean.
var keysOfKind = map[string]map[string][]string{
	string(rapporteur.KindInteraction): {
		"type": strs(rapporteur.Meeting, rapporteur.Call, rapporteur.Visit, rapporteur.Dialogue, rapporteur.Exercise,
			rapporteur.Signing, rapporteur.Statement, rapporteur.OtherInteraction),
		"quote": {"noun"},
		"joint": {"yes"},
	},
	string(rapporteur.KindInstrument): {
		"type": strs(instrumentKinds...),
		"status": strs(rapporteur.InstrumentProposed, rapporteur.UnderNegotiation, rapporteur.Signed, rapporteur.InForce,
			rapporteur.Expired, rapporteur.Terminated, rapporteur.InstrumentStatusOpen),
		"before": strs(rapporteur.Signed, rapporteur.InForce),
		"named":  {"yes"},
		"joint":  {"yes"},
		"proper": {"yes"},
		"dated":  {"no"},
	},
	string(rapporteur.KindMechanism): {},
	string(rapporteur.KindCommitment): {
		"stage": strs(rapporteur.StageProposed, rapporteur.StagePledged, rapporteur.StageAgreed, rapporteur.StagePlanned, rapporteur.StageUnderWay,
			rapporteur.StagePartly, rapporteur.StageDelivered, rapporteur.StageStalled, rapporteur.StageSuspended, rapporteur.StageWithdrawn),
		"act": strs(rapporteur.ActMention, rapporteur.ActExchanged, rapporteur.ActUrged, rapporteur.ActWilling, rapporteur.ActPledged,
			rapporteur.ActAgreed, rapporteur.ActSigned, rapporteur.ActMandated, rapporteur.ActResourced),
		"by":         {"subject", "sides", "agent", "urged"},
		"factuality": strs(rapporteur.CTMinus, rapporteur.PRPlus, rapporteur.PSPlus),
		"extra":      {"yes"},
		"joint":      {"yes"},
	},
	string(rapporteur.KindQuestion): {"type": strs(rapporteur.Undisclosed, rapporteur.Unconfirmed, rapporteur.NotFinalised, rapporteur.NoEvidence)},
	string(rapporteur.KindAssessment): {
		"speaker":    {"voices"},
		"factuality": strs(rapporteur.PRPlus, rapporteur.PRMinus, rapporteur.PSPlus),
	},
}

var instrumentKinds = []rapporteur.InstrumentKind{rapporteur.Treaty, rapporteur.Agreement, rapporteur.MoU, rapporteur.Protocol,
	rapporteur.JointStatement, rapporteur.Plan, rapporteur.Minutes, rapporteur.OtherInstrument}

func strs[S ~string](in ...S) []string {
	var out []string
	for _, s := range in {
		out = append(out, string(s))
	}
	return out
}
