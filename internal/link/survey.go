package link

import (
	"cmp"
	"hash/fnv"
	"io"
	"slices"

	"example.org/rapporteur"
)

// A survey tells which sets of parties belong to one part: those of which some
// claims may be of one thing.
type survey struct {
	nodes  map[string]int // sets of parties by partyKey, numbered as they are met
	keys   []string       // by number
	joined sets
	claims []int         // how many each set has
	forums [][]forumName // that claims of each set may tell of meetings of, no two alike
	speak  [][]int       // the sets of each document
	people []rapporteur.Claim
	partOf []int // the part of each set
}

func (s *survey) node(key string) int {
	n, ok := s.nodes[key]
	if !ok {
		n = len(s.keys)
		s.nodes[key] = n
		s.keys = append(s.keys, key)
		s.joined = append(s.joined, n)
		s.claims = append(s.claims, 0)
		s.forums = append(s.forums, nil)
	}
	return n
}

func (h Holdings) survey() (*survey, error) {
	s := &survey{nodes: map[string]int{}, speak: make([][]int, len(h.Documents))}
	docs := make(map[rapporteur.DocID]int, len(h.Documents))
	for i := range h.Documents {
		docs[h.Documents[i].ID] = i
	}
	named := map[rapporteur.ClaimID][]int{} // by which decisions
	for i, d := range h.Decided {
		for _, id := range d.Claims {
			named[id] = append(named[id], i)
		}
	}
	decided := map[int]int{}             // the first set met of each decision
	quotes := map[uint64]int{}           // that of the undertakings in some words
	editions := map[int]map[int]*claim{} // a claim of each set that tells of a numbered meeting
	names := map[string]forumName{}      // as claims of some parties write them
	var parties partySet
	for c, err := range h.All() {
		if err != nil {
			return nil, err
		}
		doc, ok := docs[c.Doc]
		if !ok || h.Verdicts[c.ID] == rapporteur.Reject {
			continue
		}
		k := &claim{Claim: &c}
		k.states, k.key = parties.of(&c)
		n := s.node(k.key)
		s.claims[n]++
		if !slices.Contains(s.speak[doc], n) {
			s.speak[doc] = append(s.speak[doc], n)
		}
		person := c.Kind == rapporteur.KindTenure
		for _, i := range named[c.ID] {
			person = person || h.Decided[i].Kind == rapporteur.KindTenure
			meet(s, decided, i, n)
		}
		if person {
			s.people = append(s.people, c)
		}
		switch c.Kind {
		case rapporteur.KindCommitment:
			for _, key := range sidesOf(k) {
				s.joined.join(n, s.node(key))
			}
			quote := fnv.New64a() // two that share a hash by chance are in one part, no more
			io.WriteString(quote, quoteOf(&c))
			meet(s, quotes, quote.Sum64(), n)
		case rapporteur.KindInteraction:
			if c.Interaction.Mechanism != "" {
				written := c.Interaction.Mechanism + "|" + partyList(c.Parties)
				if _, known := names[written]; !known {
					names[written] = newForumName(c.Interaction.Mechanism, c.Parties)
				}
				s.forums[n] = withForum(s.forums[n], names[written])
			}
			if e := c.Interaction.Edition; e > 0 {
				if editions[e] == nil {
					editions[e] = map[int]*claim{}
				}
				if editions[e][n] == nil {
					editions[e][n] = &claim{states: k.states, key: k.key}
				}
			}
		}
	}
	for _, e := range sortedKeys(editions) {
		s.joinEditions(editions[e])
	}
	return s, nil
}

// meet joins a set of parties to the one that was first met under a key.
func meet[K comparable](s *survey, first map[K]int, key K, n int) {
	if o, ok := first[key]; ok {
		s.joined.join(o, n)
	} else {
		first[key] = n
	}
}

func withForum(forums []forumName, n forumName) []forumName {
	if n.empty() || slices.ContainsFunc(forums, n.equal) {
		return forums
	}
	return append(forums, n)
}

// joinEditions joins the sets of which one holds the other and that have a forum
// in common, as sameEvent asks of reports of one edition of which one names more
// parties. Two sets of two states never do. An event knows the forums of all its
// claims, so that what two sets have joined may let a third one in.
func (s *survey) joinEditions(of map[int]*claim) {
	nodes := sortedKeys(of)
	together := newSets(len(nodes))
	forums := make([][]forumName, len(nodes)) // of what is together, by its root
	for i, n := range nodes {
		forums[i] = slices.Clone(s.forums[n])
	}
	for again := true; again; {
		again = false
		for i := range nodes {
			c := of[nodes[i]]
			if len(c.states) == 2 {
				continue
			}
			for j := range nodes {
				d := of[nodes[j]]
				a, b := together.root(i), together.root(j)
				if a == b || max(len(c.states), len(d.states)) < 2 || !partySubset(c, d) && !partySubset(d, c) || !forumsMeet(forums[a], forums[b]) {
					continue
				}
				s.joined.join(nodes[i], nodes[j])
				together.join(i, j)
				for _, n := range forums[max(a, b)] {
					forums[min(a, b)] = withForum(forums[min(a, b)], n)
				}
				again = true
			}
		}
	}
}

func forumsMeet(a, b []forumName) bool {
	return slices.ContainsFunc(a, func(n forumName) bool { return slices.ContainsFunc(b, n.same) })
}

// divide returns the documents of each part, as places in the list of documents.
// Sets of parties that need not be together share a part up to a number of claims.
func (s *survey) divide(size int) [][]int {
	if len(s.keys) == 0 {
		return nil
	}
	byRoot := map[int][]int{}
	for n := range s.keys {
		root := s.joined.root(n)
		byRoot[root] = append(byRoot[root], n)
	}
	var groups [][]int
	for _, g := range byRoot {
		slices.SortFunc(g, func(m, n int) int { return cmp.Compare(s.keys[m], s.keys[n]) })
		groups = append(groups, g)
	}
	slices.SortFunc(groups, func(g, h []int) int { return cmp.Compare(s.keys[g[0]], s.keys[h[0]]) })
	s.partOf = make([]int, len(s.keys))
	part, held := 0, 0
	for _, g := range groups {
		n := 0
		for _, m := range g {
			n += s.claims[m]
		}
		if held > 0 && held+n > size {
			part, held = part+1, 0
		}
		held += n
		for _, m := range g {
			s.partOf[m] = part
		}
	}
	docs := make([][]int, part+1)
	for d, sets := range s.speak {
		var parts []int
		for _, n := range sets {
			parts = append(parts, s.partOf[n])
		}
		slices.Sort(parts)
		for _, p := range slices.Compact(parts) {
			docs[p] = append(docs[p], d)
		}
	}
	return docs
}
