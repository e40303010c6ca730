package who

import (
	"slices"
	"strings"

	"example.org/rapporteur"
)

// partyFields are the fields that hold parties alone, one or several.
var partyFields = []rapporteur.Field{"parties", "by", "to", "host", "country"}

// Codes returns fields as a person typed them with the names of parties replaced
// by their codes, where they are known by another: "Laos; Lao PDR" becomes "LAO;
// LAO", "Mekong River Commission" stays.
func Codes(typed []rapporteur.Correction) []rapporteur.Correction {
	out := slices.Clone(typed)
	for i, c := range out {
		if !slices.Contains(partyFields, c.Field) {
			continue
		}
		var parties []string
		for name := range strings.SplitSeq(c.To, ";") {
			name = strings.TrimSpace(name)
			if p, ok := Resolve(name); ok {
				name = string(p)
			}
			parties = append(parties, name)
		}
		out[i].To = strings.Join(parties, "; ")
	}
	return out
}
