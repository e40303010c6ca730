package link

import (
	"slices"

	"example.org/rapporteur"
)

// Credibility grades what the claims of a record say of a field's displayed value
// by the Admiralty scale (AJP-2.1): 1 where independent voices confirm it, 2 where
// one voice does and nothing speaks against it, 3 where other voices give a value
// that cannot be right as well, 4 where more voices do so than confirm it, and 6,
// never a middle grade, where no source commits itself. A voice is an origin and
// not an address, and all origins of one of the parties are one voice: two agencies
// of two sides confirm each other, two of one side do not. It says nothing of the
// sources' own reliability. People's grades go before it.
func Credibility(r rapporteur.Record, field string, docs map[rapporteur.ClaimID]rapporteur.DocID, certain func(rapporteur.ClaimID) bool, o Origins) rapporteur.InformationGrade {
	values := r.Fields[field]
	if len(values) == 0 {
		return rapporteur.TruthUnknown
	}
	of := func(claims []rapporteur.ClaimID) []string {
		var out []string
		for _, c := range claims {
			if doc, ok := docs[c]; ok && certain(c) {
				out = append(out, o.voice(doc, r.Parties))
			}
		}
		return distinct(out)
	}
	agree, against := of(values[0].Claims), []string{}
	for _, v := range values[1:] {
		if Agree(field, values[0].Value, v.Value) {
			agree = append(agree, of(v.Claims)...)
		} else {
			against = append(against, of(v.Claims)...)
		}
	}
	agree, against = distinct(agree), distinct(against)
	// A voice that gives both values confirms neither.
	agree = slices.DeleteFunc(agree, func(s string) bool { return slices.Contains(against, s) })
	switch {
	case len(agree) == 0 && len(against) == 0:
		return rapporteur.TruthUnknown
	case len(against) > len(agree):
		return rapporteur.Doubtful
	case len(against) > 0:
		return rapporteur.PossiblyTrue
	case len(agree) > 1:
		return rapporteur.Confirmed
	}
	return rapporteur.ProbablyTrue
}

// voice names who speaks in a document of what the parties do: the party that its
// origin is of, else the origin.
func (o Origins) voice(doc rapporteur.DocID, parties []rapporteur.Party) string {
	origin := o.Of(doc)
	if side := o.Side(origin); side != "" && slices.Contains(parties, side) {
		return "of " + string(side)
	}
	return origin
}
