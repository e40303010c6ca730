package claim

import (
	"slices"
	"strings"

	"example.org/rapporteur"
)

// areaClass is a class of words that tell an area.
type areaClass struct {
	class string
	area  rapporteur.Area
}

// areaClasses returns the classes named area.…, in order of name.
func (r *Rules) areaClasses() []areaClass {
	var out []areaClass
	for name := range r.classes {
		if a, ok := strings.CutPrefix(name, "area."); ok {
			out = append(out, areaClass{name, rapporteur.Area(strings.ReplaceAll(a, "_", " "))})
		}
	}
	slices.SortFunc(out, func(a, b areaClass) int { return strings.Compare(a.class, b.class) })
	return out
}

// purpose words part the object of an undertaking from what it is for.
var purpose = map[string]bool{"aimed": true, "thereby": true, "thus": true, "so": true, "towards": true, "toward": true}

// areasOf returns the areas that items [from, to) name, in order. Longer phrases
// go before shorter ones that begin at the same word; words inside a phrase that
// was taken do not count again. What stands behind a word of purpose counts only
// if nothing before it did, and general words of contact only if nothing else did.
func (rd *reading) areasOf(s *sentence, from, to int) []rapporteur.Area {
	var out []rapporteur.Area
	for i := from; i < to; {
		if purpose[s.items[i].lower] && len(out) > 0 {
			break
		}
		best, end := rapporteur.Area(""), i
		for _, a := range rd.areas {
			if ends := s.classEnds(i, a.class); len(ends) > 0 && ends[0] > end {
				best, end = a.area, ends[0]
			}
		}
		if best == "" {
			i++
			continue
		}
		if !slices.Contains(out, best) {
			out = append(out, best)
		}
		i = end
	}
	return out
}
