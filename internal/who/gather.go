package who

import (
	"slices"
	"strings"
)

// A cluster gathers the sightings of one person.
type cluster struct {
	parts     []string // of the longest name
	sightings []int
	titles    map[string]bool // folded offices and ranks
	full      int             // how many of the sightings give the full name; these come first, in order
	next      int             // the first of them after the place that gather has come to
	latest    int             // the sentence of the last sighting before that place, -1 if there is none
}

// A gatherer joins the sightings of a text into people.
type gatherer struct {
	*reader
	clusters []*cluster
	inOrder  bool                // the full names are joined, and the others follow in the order of the text
	pairs    map[[2]string][]int // by two parts of a name in alphabetical order, the clusters that have both
}

// gather joins the sightings into people and records their mentions.
func (r *reader) gather() []Person {
	g := &gatherer{reader: r, pairs: map[[2]string][]int{}}
	of := make([]bool, len(r.sightings))
	// Full names first, those of headlines last: there capitals do not tell where
	// a name ends.
	for _, headline := range []bool{false, true} {
		for i := range r.sightings {
			x := &r.sightings[i]
			if x.s.title != headline || x.loose || len(x.parts) < 2 {
				continue
			}
			c := g.byFullName(x.parts)
			if c < 0 && headline && (x.s.lang.Headline && !x.s.caps && len(x.parts) > 4 || g.trim(x)) {
				continue
			}
			g.join(i, c)
			of[i] = true
		}
	}
	for _, c := range g.clusters {
		slices.Sort(c.sightings) // sightings are numbered in the order of the text
		c.full = len(c.sightings)
	}
	g.inOrder = true
	for i := range r.sightings {
		x := &r.sightings[i]
		if of[i] || len(x.parts) == 0 {
			continue
		}
		c := -1
		if len(x.parts) > 1 {
			c = g.byFullName(x.parts)
		} else {
			c = g.byShortName(i)
		}
		if c >= 0 || !x.loose && len(x.parts) == 1 && !x.s.lang.Headline {
			g.join(i, c)
		}
	}
	// Whoever stands only beside the report, as its writer does, is not of its cast.
	clusters := slices.DeleteFunc(g.clusters, func(c *cluster) bool {
		return !slices.ContainsFunc(c.sightings, func(k int) bool { return !r.sightings[k].s.lang.Furniture })
	})
	for _, c := range clusters {
		slices.Sort(c.sightings)
	}
	slices.SortStableFunc(clusters, func(a, b *cluster) int { return a.sightings[0] - b.sightings[0] })
	return r.persons(clusters)
}

// join adds sighting i to cluster c, or to a new one if c is negative.
func (g *gatherer) join(i, c int) {
	x := &g.sightings[i]
	if c < 0 {
		c = len(g.clusters)
		g.clusters = append(g.clusters, &cluster{latest: -1, titles: map[string]bool{}})
	}
	x.joined = true
	k := g.clusters[c]
	k.sightings = append(k.sightings, i)
	if g.inOrder {
		k.latest = x.s.index
	}
	k.titles[x.officeKey], k.titles[x.rankKey] = true, true
	if len(k.parts) > 0 && (len(x.parts) <= len(k.parts) || x.s.title) {
		return
	}
	k.parts = x.parts
	for n, p := range x.parts {
		if !slices.Contains(g.byPart[p], c) {
			g.byPart[p] = append(g.byPart[p], c)
		}
		for _, q := range x.parts[n+1:] {
			if key := pair(p, q); !slices.Contains(g.pairs[key], c) {
				g.pairs[key] = append(g.pairs[key], c)
			}
		}
	}
}

func pair(p, q string) [2]string { return [2]string{min(p, q), max(p, q)} }

// trim cuts a name from a headline to that of a person known from the text, and
// reports whether it did. It is then joined with the short forms.
func (g *gatherer) trim(x *sighting) bool {
	for n := len(x.parts) - 1; n > 0; n-- {
		known := g.byFullName(x.parts[:n]) >= 0
		for _, c := range g.byPart[x.parts[0]] {
			known = known || ends(g.clusters[c].parts, x.parts[:n])
		}
		if known {
			x.parts = x.parts[:n]
			x.end = cutTo(x.s, x.first, n)
			x.whole[1] = max(x.end, x.officeAt[1])
			return true
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

// byFullName returns the cluster whose name holds all parts of a name, or the
// other way round, or -1. Initials do not count, and two parts at least must agree.
func (g *gatherer) byFullName(parts []string) int {
	mine := long(parts)
	for n, p := range mine {
		for _, q := range mine[n+1:] {
			for _, c := range g.pairs[pair(p, q)] {
				small, big := mine, long(g.clusters[c].parts)
				if len(small) > len(big) {
					small, big = big, small
				}
				if subset(small, big) {
					return c
				}
			}
		}
	}
	return -1
}

// long returns the parts that are more than an initial.
func long(parts []string) []string {
	return slices.DeleteFunc(slices.Clone(parts), func(p string) bool { return len(p) == 1 })
}

func subset(small, big []string) bool {
	return !slices.ContainsFunc(small, func(s string) bool { return !slices.Contains(big, s) })
}

// ends reports whether a one-part name is the first or last part of a full one.
func ends(full, parts []string) bool {
	return len(parts) == 1 && len(full) > 0 && (full[0] == parts[0] || full[len(full)-1] == parts[0])
}

// byShortName returns the cluster of the person that a one-part name means, or
// -1: of those whose name begins or ends with it, and failing them holds it, the
// one of the same office or rank, else the one named last before, or else first after.
func (g *gatherer) byShortName(i int) int {
	x := &g.sightings[i]
	best, bestScore := -1, 0
	if len(x.parts[0]) < 2 {
		return best
	}
	for _, n := range g.byPart[x.parts[0]] {
		c := g.clusters[n]
		if x.loose && !ends(c.parts, x.parts) {
			continue
		}
		g.advance(c, i)
		score := 1
		if ends(c.parts, x.parts) {
			score += 2
		}
		if x.officeKey != "" && c.titles[x.officeKey] || x.rankKey != "" && c.titles[x.rankKey] {
			score += 16
		}
		if c.latest >= 0 {
			score += 8
		}
		if score > bestScore || score == bestScore && c.latest > g.clusters[best].latest {
			best, bestScore = n, score
		}
	}
	return best
}

// advance brings a cluster's latest sighting up to sighting i.
func (g *gatherer) advance(c *cluster, i int) {
	for c.next < c.full && c.sightings[c.next] < i {
		c.latest = max(c.latest, g.sightings[c.sightings[c.next]].s.index)
		c.next++
	}
}

// persons turns clusters into people.
func (r *reader) persons(clusters []*cluster) []Person {
	clear(r.byPart)
	people := make([]Person, len(clusters))
	for i, c := range clusters {
		p := &people[i]
		best := c.sightings[0]
		for _, k := range c.sightings {
			x := &r.sightings[k]
			if better(x, &r.sightings[best]) {
				best = k
			}
			p.Heard = p.Heard || x.heard
			p.Titled = p.Titled || x.titled
			if p.Rank == "" {
				p.Rank = x.rank
			}
		}
		x := &r.sightings[best]
		p.Name = r.printed(x.s, x.first, x.end)
		r.settleOffice(p, c)
		for _, part := range c.parts {
			r.byPart[part] = append(r.byPart[part], i)
		}
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

// better reports whether a sighting's name is to be preferred to another: one with
// more parts; of full names rather one that stands outside a headline.
func better(x, y *sighting) bool {
	if len(x.parts) < 2 != (len(y.parts) < 2) || x.s.title == y.s.title {
		return len(x.parts) > len(y.parts)
	}
	return !x.s.title
}

// settleOffice chooses the office to show: the first printed, and rather a printed
// than an inferred one. A fuller wording of the same office replaces it.
func (r *reader) settleOffice(p *Person, c *cluster) {
	var chosen *sighting
	for _, k := range c.sightings {
		x := &r.sightings[k]
		if x.office == "" {
			continue
		}
		if chosen == nil || chosen.inferred && !x.inferred ||
			!x.inferred && strings.HasSuffix(x.officeKey, chosen.officeKey) && len(x.office) > len(chosen.office) {
			chosen = x
		}
	}
	if chosen != nil {
		p.Office, p.OfficeInferred, p.Former, p.Expert = chosen.office, chosen.inferred, chosen.former, chosen.expert
	}
}
