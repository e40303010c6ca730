package who

import "example.org/rapporteur"

// settleCountry tells whom a person serves: the state in the phrase of an office,
// else that of the people listed beside them, of the words before, or of the text.
func (r *reader) settleCountry(p *Person, c *cluster) {
	for _, sure := range []bool{true, false} {
		for _, k := range c.sightings {
			x := &r.sightings[k]
			if p.Organisation == "" {
				p.Organisation = x.org
			}
			if x.party != "" && x.unsure != sure {
				p.Country, p.CountryUnsure = x.party, x.unsure
				return
			}
		}
	}
	if p.Organisation != "" || !p.Titled {
		return
	}
	for _, k := range c.sightings {
		x := &r.sightings[k]
		if x.expert || !x.titled {
			continue
		}
		if party := r.around(k, x); party != "" {
			p.Country, p.CountryUnsure = party, true
			return
		}
	}
}

// around returns the state that the words around a titled name suggest.
func (r *reader) around(k int, x *sighting) rapporteur.Party {
	if x.anaphor {
		return r.stateBefore(x, true)
	}
	// A list: Lao Prime Minister A and Defence Minister B.
	for j := range r.sightings {
		y := &r.sightings[j]
		if y.s != x.s || y.party == "" || y.end > x.whole[0] || x.whole[0]-y.end > 3 {
			continue
		}
		return y.party
	}
	if party := r.g.custom[Fold(x.office)]; r.weight[party] > 0 {
		return party
	}
	return r.stateBefore(x, false)
}

// reach is how many sentences back the state of an office may have been named.
const reach = 3

// stateBefore returns the state named last before a sighting, in the same
// sentence, or else the first of the sentences before, or else the one that the
// text names most.
func (r *reader) stateBefore(x *sighting, nearest bool) rapporteur.Party {
	for i := x.s.index; i >= 0 && i >= x.s.index-reach; i-- {
		s := r.sentences[i]
		var found rapporteur.Party
		for _, m := range s.matches {
			if m.kind != State || m.use == People || i == x.s.index && m.first >= x.whole[0] {
				continue
			}
			found = m.party
			if i != x.s.index && !nearest {
				break
			}
		}
		if found != "" {
			return found
		}
	}
	var most rapporteur.Party
	for party, n := range r.weight {
		if n > r.weight[most] || n == r.weight[most] && party < most {
			most = party
		}
	}
	return most
}
