package claim

import (
	"fmt"
	"slices"
	"strings"

	"example.org/rapporteur"
)

// An areaClass is a class of words that tell an area.
type areaClass struct {
	class string
	area  rapporteur.Area
}

// areaClasses returns the classes named area.…, in order of name.
func (r *Rules) areaClasses() ([]areaClass, error) {
	var out []areaClass
	for name := range r.classes {
		if a, ok := strings.CutPrefix(name, "area."); ok {
			if a == "" {
				return nil, fmt.Errorf("class %s tells no area: name it area.NAME", name)
			}
			out = append(out, areaClass{name, rapporteur.Area(strings.ReplaceAll(a, "_", " "))})
		}
	}
	slices.SortFunc(out, func(a, b areaClass) int { return strings.Compare(a.class, b.class) })
	return out, nil
}

// areasOf returns the areas that items [from, to) name, in order. Of phrases that
// begin at the same word the longest counts, and words inside it do not count
// again. What stands behind a word of purpose counts only if nothing before it did.
func (rd *reading) areasOf(s *sentence, from, to int) []rapporteur.Area {
	var out []rapporteur.Area
	for i := from; i < to; {
		if s.in(i, "purpose") && len(out) > 0 {
			break
		}
		best, end := rapporteur.Area(""), i
		for _, a := range rd.rules.areas {
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
