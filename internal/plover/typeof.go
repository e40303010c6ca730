package plover

import (
	"slices"
	"strings"

	"example.org/rapporteur"
)

// TypeOf returns the PLOVER category that a claim amounts to. ok is false if the
// claim is no event: an assessment, a question, a mere name, or an undertaking
// whose present state is not told.
//
// Signings are AGREE here, as annotators of this project code them; CAMEO's own
// 057, which Code follows, files them under SUPPORT.
func TypeOf(c rapporteur.Claim) (category string, ok bool) {
	var t Category
	switch {
	case c.Factuality == rapporteur.Uu || c.Factuality == rapporteur.CTu:
	case c.Interaction != nil:
		t = ofInteraction(c)
	case c.Commitment != nil:
		t = ofCommitment(c)
	}
	return string(t), t != ""
}

// denied reports whether the claim says that something is not so.
func denied(c rapporteur.Claim) bool {
	return c.Mode == rapporteur.ModeNegated || strings.HasSuffix(string(c.Factuality), "-")
}

func ofInteraction(c rapporteur.Claim) Category {
	switch {
	case denied(c):
		return TypeReject
	case c.Mode == rapporteur.ModeHypothetical:
		return ""
	case c.Mode == rapporteur.ModeFuture:
		return TypeAgree
	}
	switch c.Interaction.Type {
	case rapporteur.Meeting, rapporteur.Call, rapporteur.Visit, rapporteur.Dialogue:
		return TypeConsult
	case rapporteur.Exercise:
		return TypeCooperate
	case rapporteur.Signing:
		return TypeAgree
	case rapporteur.Statement:
		// A statement of one side may be praise or blame; a joint one is agreed.
		if strings.Contains(strings.ToLower(c.Quote.Exact()), "joint") {
			return TypeAgree
		}
	}
	return ""
}

func ofCommitment(c rapporteur.Claim) Category {
	b := c.Commitment
	if denied(c) {
		return TypeReject
	}
	switch b.Stage {
	case rapporteur.StageProposed:
		switch b.Act {
		case rapporteur.ActWilling, rapporteur.ActPledged, rapporteur.ActAgreed:
			return TypeAgree
		case rapporteur.ActExchanged:
			return TypeConsult
		}
		return TypeRequest
	case rapporteur.StagePledged, rapporteur.StageAgreed, rapporteur.StagePlanned:
		return TypeAgree
	case rapporteur.StageUnderWay, rapporteur.StagePartly, rapporteur.StageDelivered:
		if len(b.To) > 0 && slices.ContainsFunc(c.Areas, isAid) {
			return TypeAid
		}
		return TypeCooperate
	case rapporteur.StageSuspended:
		return TypeSanction
	case rapporteur.StageWithdrawn:
		if ofTroops(b.What) || ofTroops(c.Quote.Exact()) {
			return TypeRetreat
		}
		return TypeSanction
	}
	return ""
}

// isAid reports whether what one side gives to another in an area is aid rather
// than work done together.
func isAid(a rapporteur.Area) bool {
	switch a {
	case rapporteur.AreaHumanitarian, rapporteur.AreaFinance, rapporteur.AreaIndustry, rapporteur.AreaPeacekeeping,
		rapporteur.AreaHealth, rapporteur.AreaWarLegacy, rapporteur.AreaInfrastructure:
		return true
	}
	return false
}

func ofTroops(s string) bool {
	s = strings.ToLower(s)
	return slices.ContainsFunc([]string{"troops", "soldiers", "forces"}, func(w string) bool { return strings.Contains(s, w) })
}
