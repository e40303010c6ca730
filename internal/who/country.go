package who

import (
	"maps"
	"slices"
	"strings"

	"example.org/rapporteur"
)

// countries tells whom each person serves: the state in the phrase of an office,
// else that of the person whose aide they are, of those listed with them, or the
// likeliest by the words around.
func (r *reader) countries(people []Person, clusters []*cluster) {
	for i, c := range clusters {
		if r.stated(&people[i], c); people[i].Country != "" {
			r.settle(&people[i], c)
		}
	}
	for i, c := range clusters {
		p := &people[i]
		if p.Country != "" || p.Organisation != "" || !p.Titled {
			continue
		}
		if party := r.told(c, people, clusters); party != "" {
			p.Country, p.CountryUnsure = party, true
		} else if party, clear := r.likeliest(c); clear {
			p.Country, p.CountryUnsure = party, true
		} else {
			p.Likely = party
		}
		r.settle(p, c)
	}
}

// told returns the country that a relation to other words tells: a principal, a
// list, an office named elsewhere.
func (r *reader) told(c *cluster, people []Person, clusters []*cluster) rapporteur.Party {
	for _, k := range c.sightings {
		x := &r.sightings[k]
		if !x.titled || x.expert {
			continue
		}
		if party := r.principal(x, people, clusters); party != "" {
			return party
		}
		if x.anaphor {
			if party := r.lastState(x); party != "" {
				return party
			}
		}
		rivals := r.rivals(x)
		if party := r.beside(x); x.office != "" && party != "" && !rivals[party] {
			return party
		}
		if party := r.unheld(x); party != "" && !rivals[party] {
			return party
		}
		if party := r.g.custom[x.officeKey]; r.weight[party] > 0 {
			return party
		}
	}
	return ""
}

// stated sets the country that the text gives with the office or name.
func (r *reader) stated(p *Person, c *cluster) {
	for _, unsure := range []bool{false, true} {
		for _, k := range c.sightings {
			x := &r.sightings[k]
			if p.Organisation == "" {
				p.Organisation = x.org
			}
			if p.Country == "" && x.party != "" && x.unsure == unsure {
				p.Country, p.CountryUnsure = x.party, unsure
			}
		}
	}
}

// principal returns the country of the person named in an office: "spokeswoman
// for Carter" serves Carter's.
func (r *reader) principal(x *sighting, people []Person, clusters []*cluster) rapporteur.Party {
	for i := x.officeAt[0]; i < x.officeAt[1]; i++ {
		w := x.s.words[i]
		if !w.upper || w.class != 0 || x.s.cover[i] >= 0 {
			continue
		}
		for _, j := range r.byPart[w.fold] {
			if c := clusters[j]; people[j].Country != "" && c.parts[len(c.parts)-1] == w.fold {
				return people[j].Country
			}
		}
	}
	return ""
}

// beside returns the country of the person named just before or after in a list:
// "Lao Prime Minister A and Defence Minister B".
func (r *reader) beside(x *sighting) rapporteur.Party {
	for _, k := range x.s.seen {
		y := &r.sightings[k]
		if gap := x.whole[0] - y.end; gap < 0 || gap > 3 || x.plural && y.plural || x.s.word(y.end).possessive() || envoy(y.office) {
			continue
		}
		if !x.s.word(y.end).is(",") && x.s.word(y.end).fold != "and" {
			continue
		}
		return either(y.party, y.serves)
	}
	return ""
}

// opposite adds to rivals the states of those whom a person meets, and reports
// whether one of them is of a state yet unknown.
func (r *reader) opposite(x *sighting, rivals map[rapporteur.Party]bool) (open bool) {
	// "The visitor arrived on Monday. He was received by the president": he is the visitor.
	if first := x.s.word(0).fold; (first == "he" || first == "she") && x.s.index > 0 {
		if before := r.sentences[x.s.index-1]; len(before.seen) > 0 {
			y := &r.sightings[slices.MinFunc(before.seen, func(i, j int) int { return r.sightings[i].first - r.sightings[j].first })]
			for i := 0; i < x.whole[0] && y.serves != "" && !y.unsure; i++ {
				if contact[x.s.words[i].fold] {
					rivals[y.serves] = true
				}
			}
		}
	}
	for _, k := range x.s.seen {
		y := &r.sightings[k]
		if y == x || y.unsure || !y.titled || y.org != "" {
			continue
		}
		gap := max(x.whole[0]-y.end, y.whole[0]-x.end)
		meets := gap <= 3 && envoy(y.office) && !envoy(x.office)
		for i := min(x.end, y.end); i < max(x.whole[0], y.whole[0]); i++ {
			meets = meets || contact[x.s.words[i].fold]
		}
		switch {
		case meets && y.serves != "":
			rivals[y.serves] = true
		case meets:
			open = true
		}
	}
	return open
}

// opposed adds to rivals the state that x visits and the one that is the subject
// of a contact with x: "the Tongan government thanked Prime Minister A".
func (r *reader) opposed(x *sighting, rivals map[rapporteur.Party]bool) {
	for _, m := range x.s.matches {
		if m.kind == State && m.first >= x.end && x.s.word(m.first-1).fold == "to" && motion[x.s.word(m.first-2).fold] && alone(x.s, x.end, m.first) {
			rivals[m.party] = true
		}
	}
	i := x.whole[0] - 1
	for x.s.word(i).fold == "with" || x.s.word(i).fold == "the" || x.s.word(i).fold == "talks" || x.s.word(i).fold == "held" {
		i--
	}
	if !contact[x.s.word(i).fold] && i == x.whole[0]-1 {
		return
	}
	for _, m := range x.s.matches {
		if m.kind == State && m.end <= i && i-m.end < 8 && role(x.s, m) == 1 {
			rivals[m.party] = true
		}
	}
}

// facing adds to rivals the states whose office-holders are a person's counterparts.
func (r *reader) facing(x *sighting, rivals map[rapporteur.Party]bool) {
	for i := x.end; i < len(x.s.words); i++ {
		if _, ok := x.s.counterpart(i); !ok {
			continue
		}
		own := false
		var states []rapporteur.Party
		for j := i - 1; j >= x.end && !own; j-- {
			w := x.s.words[j]
			if m, ok := x.s.at(j); ok && m.kind == State {
				states = append(states, m.party)
				j = m.first
				continue
			}
			own = w.fold == "his" || w.fold == "her"
			if !own && !w.is(",") && w.fold != "and" && w.class&loose == 0 {
				break
			}
		}
		for _, p := range states {
			rivals[p] = rivals[p] || own
		}
	}
}

// contact are words between two people that tell that they are of two sides.
var contact = set("met", "thanks", "congratulated", "meets", "meet", "meeting", "with", "received", "receives", "hosted", "hosts", "welcomed", "welcomes", "thanked", "invited",
	"visited", "counterpart", "counterparts", "accompanying", "told")

// envoy reports whether an office is one held abroad, beside those of other states.
func envoy(office string) bool {
	for _, w := range []string{"ambassador", "attache", "envoy", "commissioner", "consul"} {
		if slices.Contains(strings.Fields(Fold(office)), w) {
			return true
		}
	}
	return false
}

// lastState returns the state named last before a sighting.
func (r *reader) lastState(x *sighting) rapporteur.Party {
	for i := x.s.index; i >= 0 && i >= x.s.index-reach; i-- {
		s := r.sentences[i]
		for k := len(s.matches) - 1; k >= 0; k-- {
			m := s.matches[k]
			if m.kind == State && m.use != People && (i < x.s.index || m.end <= x.whole[0]) {
				return m.party
			}
		}
	}
	return ""
}

// reach is how many sentences back the state of an office may have been named.
const reach = 3

// unheld returns the state of whose office of the same name the text speaks
// without a name: "the Prime Minister of Tonga".
func (r *reader) unheld(x *sighting) rapporteur.Party {
	if states := r.unnamed[x.officeKey]; len(states) == 1 {
		return states[0]
	}
	return ""
}

// rivals returns the states whose office of the same name someone else holds.
func (r *reader) rivals(x *sighting) map[rapporteur.Party]bool {
	rivals := map[rapporteur.Party]bool{}
	for party := range r.held[x.officeKey] {
		rivals[party] = true
	}
	return rivals
}

// settle notes whom person p serves for those who are yet to be settled.
func (r *reader) settle(p *Person, c *cluster) {
	party := p.Country
	for _, k := range c.sightings {
		if !p.Former {
			r.sightings[k].serves = party
		}
	}
	key := Fold(p.Office)
	if party == "" || p.Former || key == "" {
		return
	}
	if r.held[key] == nil {
		r.held[key] = map[rapporteur.Party]bool{}
	}
	r.held[key][party] = true
}

// behind are prepositions after which a state is the other side rather than the
// one whose officials are named next.
var behind = set("with", "from", "against", "to", "for", "on", "at", "toward", "towards")

// role weighs a match as a hint at whose officials are named near it.
func role(s *sentence, m match) float64 {
	weight := 1.0
	if m.kind == Place {
		weight = 0.5
	}
	i := m.first - 1
	if s.word(i).fold == "the" {
		i--
	}
	switch before := s.word(i); {
	case s.word(m.end).is(",") && s.word(m.end+1).fold == "where": // in Ghana, where President
		return 1.5
	case behind[before.fold]:
		weight *= 0.4
	case before.fold == "in" && i > 0 && !s.word(m.end).is(","):
		weight *= 0.5
	}
	return weight
}

// likeliest weighs the states named around the places where a person is named:
// the nearest before in the sentence most, then the others there, then those of
// the sentences before, then those that the text speaks of most. A state after
// the name that is dealt with counts against, and those whom the person meets are
// out. clear tells that the state stands out: by a margin, for someone in office
// who meets no one else whose state is open.
func (r *reader) likeliest(c *cluster) (party rapporteur.Party, clear bool) {
	score := map[rapporteur.Party]float64{}
	rivals := map[rapporteur.Party]bool{}
	official, inOffice, open := false, false, false
	for n, k := range c.sightings {
		x := &r.sightings[k]
		if n < mostWeighed {
			r.weigh(x, score)
		}
		official = official || x.titled && !x.expert
		inOffice = inOffice || x.office != ""
		maps.Copy(rivals, r.rivals(x))
		open = r.opposite(x, rivals) || open
		r.opposed(x, rivals)
		r.facing(x, rivals)
		if x.abroad != "" {
			rivals[x.abroad] = true
		}
	}
	if !official {
		return "", false
	}
	named := slices.Sorted(maps.Keys(r.weight)) // sums of floats depend on their order
	total := 0.0
	for _, party := range named {
		total += r.weight[party]
	}
	for _, party := range named {
		score[party] += 3 * r.weight[party] / total
	}
	if r.home != "" {
		score[r.home] += homely
	}
	var best rapporteur.Party
	most, next := 0.0, 0.0
	for _, party := range slices.Sorted(maps.Keys(score)) {
		if rivals[party] {
			continue
		}
		switch v := score[party]; {
		case v > most:
			best, most, next = party, v, most
		case v > next:
			next = v
		}
	}
	if best == r.home {
		most -= homely / 2 // enough to choose by, but not to be sure
	}
	return best, most >= margin*next && most > 0 && inOffice && !open
}

// alone reports whether no state is named among words [from, to).
func alone(s *sentence, from, to int) bool {
	for i := from; i < to; i++ {
		if m, ok := s.at(i); ok && m.kind == State {
			return false
		}
	}
	return true
}

// margin is how many times the likeliest state must outweigh the next to be clear.
const margin = 2

// homely is the weight of the outlet's own state, whose officials need no label.
const homely = 4

// mostWeighed is how many sightings of a person are weighed.
const mostWeighed = 6

// weigh adds to score what the words around one sighting tell.
func (r *reader) weigh(x *sighting, score map[rapporteur.Party]float64) {
	for i := x.s.index; i >= 0 && i >= x.s.index-reach; i-- {
		s := r.sentences[i]
		nearest := true
		for k := len(s.matches) - 1; k >= 0; k-- {
			m := s.matches[k]
			if m.party == "" || m.use == People || m.kind != State && m.kind != Place {
				continue
			}
			weight := role(s, m)
			switch {
			case i < x.s.index:
				weight *= 1.2 / float64(x.s.index-i)
			case m.first >= x.end && weight < 0.5 && alone(s, x.end, m.first):
				weight = -1.5
			case m.first >= x.end:
				weight *= 0.5
			case nearest:
				nearest = false
				weight *= 3
			}
			score[m.party] += weight
		}
		for _, k := range s.seen {
			// Others whose country is known stand for it.
			if y := &r.sightings[k]; y.serves != "" && y != x && (i < x.s.index || y.end <= x.first) {
				score[y.serves] += 0.8
			}
		}
	}
}
