package who

import (
	"slices"
	"strings"
)

// A cluster gathers the sightings of one person.
type cluster struct {
	parts     []string // of the longest name
	sightings []int
}

// gather joins the sightings into people and records their mentions.
func (r *reader) gather() []Person {
	var clusters []*cluster
	of := make([]*cluster, len(r.sightings))
	join := func(i int, c *cluster) {
		c.sightings = append(c.sightings, i)
		if p := r.sightings[i].parts; len(p) > len(c.parts) && !r.sightings[i].s.title {
			c.parts = p
		}
		of[i] = c
	}
	// Full names first, those of headlines last: there capitals do not tell where
	// a name ends.
	for _, headline := range []bool{false, true} {
		for i := range r.sightings {
			x := &r.sightings[i]
			if x.s.title != headline || x.loose || len(x.parts) < 2 {
				continue
			}
			c := full(clusters, x.parts)
			if c == nil && headline && (x.s.lang.Headline && !x.s.caps && len(x.parts) > 4 || r.trim(x, clusters)) {
				continue
			}
			if c == nil {
				c = &cluster{parts: x.parts}
				clusters = append(clusters, c)
			}
			join(i, c)
		}
	}
	for i := range r.sightings {
		x := &r.sightings[i]
		if of[i] != nil || len(x.parts) == 0 {
			continue
		}
		var c *cluster
		if len(x.parts) > 1 {
			c = full(clusters, x.parts)
		} else {
			c = r.short(clusters, i)
		}
		if c == nil && !x.loose && len(x.parts) == 1 && !x.s.lang.Headline {
			c = &cluster{parts: x.parts}
			clusters = append(clusters, c)
		}
		if c != nil {
			join(i, c)
		}
	}
	clusters = slices.DeleteFunc(clusters, func(c *cluster) bool {
		return !slices.ContainsFunc(c.sightings, func(k int) bool { return !r.sightings[k].s.lang.Furniture })
	})
	return r.persons(clusters)
}

// trim cuts a name from a headline to that of a person known from the text, and
// reports whether it did. It is then joined with the short forms.
func (r *reader) trim(x *sighting, clusters []*cluster) bool {
	for n := len(x.parts) - 1; n > 0; n-- {
		for _, c := range clusters {
			if ends(c.parts, x.parts[:n]) || n > 1 && subset(x.parts[:n], c.parts) {
				x.parts = x.parts[:n]
				x.end = cutTo(x.s, x.first, n)
				x.whole[1] = max(x.end, x.officeAt[1])
				return true
			}
		}
	}
	return false
}

// cutTo returns the word after the first n parts of a name.
func cutTo(s *sentence, first, n int) int {
	i := first
	for ; n > 0 && i < len(s.words); i++ {
		if s.words[i].fold != "" {
			n--
		}
	}
	return i
}

// full returns the cluster whose name holds all parts of a name, or the other way
// round. Initials do not count.
func full(clusters []*cluster, parts []string) *cluster {
	mine := long(parts)
	for _, c := range clusters {
		theirs := long(c.parts)
		small, big := mine, theirs
		if len(small) > len(big) {
			small, big = big, small
		}
		if len(small) > 1 && subset(small, big) {
			return c
		}
	}
	return nil
}

// long returns the parts that are more than an initial.
func long(parts []string) []string {
	var l []string
	for _, p := range parts {
		if len(p) > 1 {
			l = append(l, p)
		}
	}
	return l
}

func subset(small, big []string) bool {
	for _, s := range small {
		if !slices.Contains(big, s) {
			return false
		}
	}
	return true
}

// ends reports whether a one-part name is the first or last part of a full one.
func ends(full, parts []string) bool {
	return len(parts) == 1 && len(full) > 0 && (full[0] == parts[0] || full[len(full)-1] == parts[0])
}

// short returns the cluster of the person that a one-part name means: of those
// whose name begins or ends with it, and failing them holds it, the one named
// last before, or else first after.
func (r *reader) short(clusters []*cluster, i int) *cluster {
	x := &r.sightings[i]
	if len(x.parts[0]) < 2 {
		return nil
	}
	var best *cluster
	bestScore := 0
	for _, c := range clusters {
		if !slices.Contains(c.parts, x.parts[0]) || x.loose && !ends(c.parts, x.parts) {
			continue
		}
		score := 1
		if ends(c.parts, x.parts) {
			score += 2
		}
		if x.office != "" {
			for _, k := range c.sightings {
				if Fold(r.sightings[k].office) == Fold(x.office) {
					score += 4
					break
				}
			}
		}
		if r.before(c, x) {
			score += 8
		}
		if score >= bestScore {
			if best != nil && score == bestScore && r.last(best, x) > r.last(c, x) {
				continue
			}
			best, bestScore = c, score
		}
	}
	return best
}

// before reports whether a cluster has a sighting before x.
func (r *reader) before(c *cluster, x *sighting) bool { return r.last(c, x) >= 0 }

// last returns the sentence of the last sighting of a cluster before x, or -1.
func (r *reader) last(c *cluster, x *sighting) int {
	last := -1
	for _, k := range c.sightings {
		y := &r.sightings[k]
		if y.s.index < x.s.index || y.s.index == x.s.index && y.first < x.first {
			last = max(last, y.s.index)
		}
	}
	return last
}

// persons turns clusters into people, in order of first mention.
func (r *reader) persons(clusters []*cluster) []Person {
	for _, c := range clusters {
		slices.SortFunc(c.sightings, func(a, b int) int { return r.order(a) - r.order(b) })
	}
	slices.SortFunc(clusters, func(a, b *cluster) int { return r.order(a.sightings[0]) - r.order(b.sightings[0]) })
	people := make([]Person, 0, len(clusters))
	for _, c := range clusters {
		p := Person{}
		best := -1
		for _, k := range c.sightings {
			x := &r.sightings[k]
			name := r.printed(x.s, x.first, x.end)
			if best < 0 || better(x, &r.sightings[best]) {
				best, p.Name = k, name
			}
			p.Heard = p.Heard || x.heard
			p.Titled = p.Titled || x.titled
			if p.Rank == "" {
				p.Rank = x.rank
			}
		}
		r.settleOffice(&p, c)
		people = append(people, p)
	}
	r.countries(people, clusters)
	for i, c := range clusters {
		p := &people[i]
		for _, k := range c.sightings {
			x := &r.sightings[k]
			m := Mention{Kind: Human, Name: p.Name, Party: p.Country, Unsure: p.CountryUnsure, Person: i, Heard: x.heard}
			m.Whole = r.span(x.s, x.whole[0], x.whole[1])
			p.Mentions = append(p.Mentions, r.add(x.s, x.first, x.end, m))
			for _, form := range []string{r.form(x), r.printed(x.s, x.first, x.end)} {
				if form != p.Name && !slices.Contains(p.Forms, form) {
					p.Forms = append(p.Forms, form)
				}
			}
		}
	}
	return people
}

// form returns the name of a sighting with a rank, a form of address or a short
// office directly before it: "Lieut. Gen. Kommasith", "Prime Minister Carter".
func (r *reader) form(x *sighting) string {
	first := x.first
	for first > 0 {
		m, ok := x.s.at(first - 1)
		if !ok || m.kind != Rank && m.kind != address {
			break
		}
		first = m.first
	}
	if o := x.officeAt; o[1] == first && o[1]-o[0] > 0 && o[1]-o[0] <= 4 && !x.inferred {
		first = o[0]
	}
	return r.printed(x.s, first, x.end)
}

// better reports whether a sighting's name is to be preferred to another: outside
// a headline, with more parts, not in capitals.
func better(x, y *sighting) bool {
	if len(x.parts) < 2 != (len(y.parts) < 2) || x.s.title == y.s.title {
		return len(x.parts) > len(y.parts)
	}
	return !x.s.title
}

func (r *reader) order(k int) int {
	x := &r.sightings[k]
	return int(x.s.words[x.first].start)
}

// settleOffice chooses the office to show: the first printed with the full name
// rather than with a short form, and rather a printed than an inferred one. A
// fuller wording of the same office replaces it.
func (r *reader) settleOffice(p *Person, c *cluster) {
	var chosen *sighting
	for _, k := range c.sightings {
		x := &r.sightings[k]
		if x.office == "" {
			continue
		}
		if chosen == nil || chosen.inferred && !x.inferred ||
			!x.inferred && strings.HasSuffix(Fold(x.office), Fold(chosen.office)) && len(x.office) > len(chosen.office) {
			chosen = x
		}
	}
	if chosen != nil {
		p.Office, p.OfficeInferred, p.Former, p.Expert = chosen.office, chosen.inferred, chosen.former, chosen.expert
	}
}
