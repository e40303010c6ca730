package link

import (
	"regexp"
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/who"
)

// A deed is something that documents tell as done: a meeting that was held, a
// text that was signed, a thing handed over, an undertaking given up.
type deed struct {
	record  *rapporteur.Record
	claim   *claim // the first that tells it as a fact
	docs    map[rapporteur.DocID]bool
	day     dayNumber // when it happened, else when it was first told; unknownDay if neither is known
	states  []rapporteur.Party
	ends    []string // the accomplishedWords of that claim's quote
	raw     []string // stems of all words that tell of it, sorted
	object  []string // those that carry its matter
	years   []string
	marks   []string
	places  []string // that the words of its matter name
	forums  []forumName
	papers  [][]string // the title words of an agreement, by claim
	inForce bool
}

// A deedIndex finds deeds by the states that took part and a word.
type deedIndex struct {
	byWord map[handle][]*deed
	byDoc  map[rapporteur.DocID][]*deed // of commitment records
}

const (
	// mostParties is up to how many states a deed is found by each two of them.
	mostParties = 6
	// commonWord is from how many deeds of the same parties a word finds none: it
	// tells nothing then.
	commonWord = 400
)

// deeds gathers what records tell as done.
func (b *builder) deeds(records []rapporteur.Record) *deedIndex {
	ix := &deedIndex{byWord: map[handle][]*deed{}, byDoc: map[rapporteur.DocID][]*deed{}}
	for i := range records {
		r := &records[i]
		var d *deed
		switch r.Kind {
		case rapporteur.KindInteraction, rapporteur.KindInstrument, rapporteur.KindCommitment:
			d = b.deed(r)
		}
		if d == nil {
			continue
		}
		if r.Kind == rapporteur.KindCommitment {
			for doc := range d.docs {
				ix.byDoc[doc] = append(ix.byDoc[doc], d)
			}
		}
		for _, key := range stateKeys(d.states) {
			for _, w := range d.raw {
				ix.byWord[handle{key, w}] = append(ix.byWord[handle{key, w}], d)
			}
		}
	}
	return ix
}

// stateKeys names a set of states and, if there are not too many, each two of them.
func stateKeys(states []rapporteur.Party) []string {
	var out []string
	if len(states) > 2 && len(states) <= mostParties {
		for i, s := range states {
			for _, t := range states[:i] {
				out = append(out, string(t)+"|"+string(s))
			}
		}
	}
	words := make([]string, len(states))
	for i, s := range states {
		words[i] = string(s)
	}
	return append(out, strings.Join(words, "|"))
}

// deed returns what a record tells as done; nil if it only announces or supposes.
func (b *builder) deed(r *rapporteur.Record) *deed {
	d := &deed{record: r, docs: map[rapporteur.DocID]bool{}, day: unknownDay}
	var raw, object, years, marks []string
	for _, id := range r.Claims {
		c := b.byID[id]
		if c == nil || !done(c) {
			continue
		}
		if d.claim == nil {
			d.claim = c
		}
		d.docs[c.Doc] = true
		if len(c.states) > len(d.states) {
			d.states = c.states
		}
		text := c.Quote.Exact()
		switch {
		case c.Interaction != nil:
			if n := c.held(); !n.empty() {
				d.forums = append(d.forums, n)
				text += " " + c.Interaction.Mechanism
			}
		case c.Instrument != nil:
			text += " " + c.Instrument.Title
			d.papers = append(d.papers, newVersion(c).core)
			d.inForce = d.inForce || c.Instrument.Status == rapporteur.InForce
			marks = append(marks, marksIn(c.Instrument.Title)...)
		case c.Commitment != nil:
			text += " " + c.Commitment.What
			d.places = append(d.places, placesIn(c.Commitment.What)...)
			marks = append(marks, marksIn(c.Commitment.What)...)
		}
		raw = append(raw, rawStems(text)...)
		object = append(object, content(text, c.Parties, weak, b.proper[c.Doc])...)
		years = append(years, yearsIn(text)...)
		if day, ok := c.when(); ok && day < d.day {
			d.day = day
		}
	}
	if d.claim == nil {
		return nil
	}
	if d.day == unknownDay {
		d.day = d.claim.earliest
	}
	d.ends = slices.DeleteFunc(words(d.claim.Quote.Exact()), func(w string) bool { return !accomplishedWords[w] })
	d.raw, d.object, d.years, d.marks = distinct(raw), distinct(object), distinct(years), distinct(marks)
	return d
}

// done reports whether a claim tells of a deed.
func done(c *claim) bool {
	switch {
	case !told(c):
		return false
	case c.Interaction != nil:
		return c.Interaction.Type != rapporteur.Statement
	case c.Instrument != nil:
		s := c.Instrument.Status
		return s == rapporteur.Signed || s == rapporteur.InForce || s == rapporteur.Terminated
	}
	switch c.Commitment.Stage {
	case rapporteur.StageDelivered, rapporteur.StagePartly, rapporteur.StageUnderWay, rapporteur.StageWithdrawn:
		return true
	}
	// What is read as a new undertaking may tell an act in the same breath.
	return has(words(c.Quote.Exact()), accomplishedWords)
}

// candidates returns the deeds of a promise's states that share a word of its
// matter, or one that its evidence is known by, in the order of records.
func (ix *deedIndex) candidates(p *promise) []*deed {
	key := partyKeyOf(p.states)
	var out []*deed
	seen := map[*deed]bool{}
	for _, w := range p.raw {
		list := ix.byWord[handle{key, w}]
		if len(list) > commonWord {
			continue
		}
		for _, d := range list {
			if !seen[d] {
				seen[d] = true
				out = append(out, d)
			}
		}
	}
	slices.SortStableFunc(out, func(d, e *deed) int { return d.claim.rank - e.claim.rank })
	return out
}

func partyKeyOf(states []rapporteur.Party) string {
	keys := stateKeys(states)
	return keys[len(keys)-1]
}

// rawStems returns the stems of the words of s, function words left out.
func rawStems(s string) []string {
	var out []string
	for _, w := range words(s) {
		if !small[w] {
			out = append(out, stem(w))
		}
	}
	return distinct(out)
}

// marksIn returns what tells one thing from another of its kind: the numbers of
// units, roads and posts, and the days of the year that things go by.
func marksIn(s string) []string {
	var out []string
	ws := words(s)
	for i, w := range ws {
		if day := strings.Trim(w, "0123456789") == "" && len(w) <= 2; day && i > 0 && months[ws[i-1]] {
			out = append(out, ws[i-1]+" "+w)
			continue
		} else if day && i+1 < len(ws) && months[ws[i+1]] {
			out = append(out, ws[i+1]+" "+w)
			continue
		}
		if len(w) < 2 || strings.Trim(w, "0123456789") != "" || len(w) == 4 && (w[:2] == "19" || w[:2] == "20") {
			continue
		}
		if i > 0 && unit[ws[i-1]] {
			out = append(out, w)
		}
	}
	return distinct(out)
}

var months = set("january february march april may june july august september october november december")

// unit are words of things that go by a number.
var unit = set(`company squad platoon battalion regiment brigade division corps unit team group gate marker post station highway road route line zone region block resolution`)

// partedBy reports whether two lists of which both tell something have nothing in common.
func partedBy(a, b []string) bool {
	return len(a) > 0 && len(b) > 0 && len(shared(a, b)) == 0
}

// provinceName finds the names of provinces, districts and towns in the words of
// an undertaking: capitals behind "in" or before the word for what they are.
var provinceName = regexp.MustCompile(`(?:\bin |\bat )((?:\p{Lu}[\pL\pM'-]+ ?){1,3})|((?:\p{Lu}[\pL\pM'-]+ ){1,3})(?:[Pp]rovince|[Dd]istrict|[Tt]own|[Cc]luster|[Vv]illage)`)

// areaNoun are the nouns for such places, which belong to no name.
var areaNoun = regexp.MustCompile(`\b(?:Province|District|Town|Cluster|Village|City)\b`)

// placesIn returns the places that words name, folded and without spaces.
func placesIn(s string) []string {
	var out []string
	for _, m := range provinceName.FindAllStringSubmatch(s, -1) {
		name := strings.TrimSpace(areaNoun.ReplaceAllString(m[1]+m[2], ""))
		if _, state := who.Resolve(name); !state && len(joined(name)) > 3 {
			out = append(out, joined(name))
		}
	}
	return distinct(out)
}

// placesApart reports whether two lists of which both name places share none,
// spellings of one name apart.
func placesApart(a, b []string) bool {
	for _, p := range a {
		for _, q := range b {
			if p == q || len(p) >= 6 && len(q) >= 6 && distance(p, q) <= len(p)/5 {
				return false
			}
		}
	}
	return len(a) > 0 && len(b) > 0
}

// of reports whether a deed is of all of the states.
func (d *deed) of(states []rapporteur.Party) bool {
	have := who.States(d.states)
	return !slices.ContainsFunc(states, func(s rapporteur.Party) bool { return !slices.Contains(have, s) })
}
