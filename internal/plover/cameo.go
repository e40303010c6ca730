package plover

import (
	"slices"

	"example.org/rapporteur"
)

// CAMEO returns the CAMEO code (Schrodt, CAMEO codebook 1.1b3, 2012) of the event
// that a claim amounts to, as fine as its kind, stage and areas can tell, and ""
// where they cannot. The codes follow the coarser TypeOf, but for signings, which
// CAMEO files as 057, and visits, which it tells from the side that TypeOf leaves
// open: here that of the visitor.
func CAMEO(c rapporteur.Claim) string {
	if _, ok := TypeOf(c); !ok {
		return ""
	}
	switch {
	case c.Interaction != nil:
		return cameoOfInteraction(c)
	case c.Commitment != nil:
		return cameoOfCommitment(c)
	}
	return ""
}

func cameoOfInteraction(c rapporteur.Claim) string {
	switch {
	case denied(c):
		return "125" // reject proposal to meet, discuss, or negotiate
	case c.Mode == rapporteur.ModeFuture && c.Interaction.Type == rapporteur.Signing:
		return "030" // express intent to cooperate
	case c.Mode == rapporteur.ModeFuture && c.Interaction.Type == rapporteur.Exercise:
		return "0312" // express intent to cooperate militarily
	case c.Mode == rapporteur.ModeFuture:
		return "036" // express intent to meet or negotiate
	}
	switch c.Interaction.Type {
	case rapporteur.Call:
		return "041" // discuss by telephone
	case rapporteur.Visit:
		return "042" // make a visit
	case rapporteur.Meeting, rapporteur.Dialogue:
		if p := c.Place; p != nil && p.State != "" && len(c.Parties) > 1 && !slices.Contains(c.Parties, p.State) {
			return "044" // meet at a third location
		}
		return "040" // consult
	case rapporteur.Exercise:
		return "062" // cooperate militarily
	case rapporteur.Signing:
		return "057" // sign formal agreement
	}
	return ""
}

// A line of work is how CAMEO parts material cooperation and aid.
type line int

const (
	unspecified line = iota
	economic
	military
	judicial
	intelligence
	humanitarian
	peacekeeping
)

// lineOf returns the line of work of a claim's area, as far as CAMEO has one.
func lineOf(c rapporteur.Claim) line {
	if len(c.Areas) == 0 {
		return unspecified
	}
	switch c.Areas[0] {
	case rapporteur.AreaFinance, rapporteur.AreaInfrastructure, rapporteur.AreaIT:
		return economic
	case rapporteur.AreaExercises, rapporteur.AreaIndustry, rapporteur.AreaMaritime, rapporteur.AreaLogistics, rapporteur.AreaTraining, rapporteur.AreaBorder, rapporteur.AreaCyber:
		return military
	case rapporteur.AreaCrime:
		return judicial
	case rapporteur.AreaIntelligence:
		return intelligence
	case rapporteur.AreaHumanitarian, rapporteur.AreaHealth:
		return humanitarian
	case rapporteur.AreaPeacekeeping:
		return peacekeeping
	}
	return unspecified
}

func cameoOfCommitment(c rapporteur.Claim) string {
	of := lineOf(c)
	if denied(c) {
		return [...]string{"120", "1211", "1212", "121", "121", "1223", "1224"}[of] // reject cooperation, or aid
	}
	switch t, _ := TypeOf(c); Category(t) {
	case TypeRequest:
		return [...]string{"020", "0211", "0212", "0213", "0214", "0233", "0234"}[of] // appeal for it
	case TypeConsult:
		return "040" // consult: views were exchanged on what might be done
	case TypeAgree:
		return [...]string{"030", "0311", "0312", "0313", "0314", "0333", "0334"}[of] // express intent
	case TypeCooperate:
		return [...]string{"060", "061", "062", "063", "064", "060", "060"}[of]
	case TypeAid:
		return [...]string{"070", "071", "072", "070", "070", "073", "074"}[of]
	case TypeSanction:
		return [...]string{"160", "1621", "1622", "160", "160", "1623", "1624"}[of] // reduce relations, or aid
	case TypeRetreat:
		return "087" // de-escalate military engagement
	}
	return ""
}
