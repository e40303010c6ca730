package link

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/who"
)

// A thread is a commitment record in the making.
type thread struct {
	*group
	sayings []*saying // no two alike
}

// A saying is what one claim says is undertaken.
type saying struct {
	by     []rapporteur.Party
	areas  []rapporteur.Area
	object []string // stems of what is undertaken, sorted
	words  []string // those and the ones of the quote, sorted
	years  []string // that the object names, sorted
	marks  []string // the numbers of units, roads and the like that it names, sorted
	places []string
	// signs and carries say whether it is to conclude a text, or to carry one out:
	// two undertakings on one text.
	signs, carries bool
	texts          []string // the texts that it names by form, words and years, sorted
	wants          []string // the meetings that it is to hold, sorted
	things         []string // what goes by a name of two words or more, sorted
	said           dayNumber
	day            string                    // on which it was said
	recalled       bool                      // the claim tells of it on a later day
	promised       bool                      // it is still to be done
	done           dayNumber                 // the last day on which it can have been done, if it was; else unknownDay
	docs           map[rapporteur.DocID]bool // that say so

	texted [2]string // what is undertaken and the quote, as written

	bare map[rapporteur.Area][2][]string // what apartFrom returned
}

func (b *builder) newSaying(c *claim) *saying {
	what := c.Commitment.What
	before, ws := promised(c)
	verbs := append(before, ws...)
	s := &saying{
		by: c.Commitment.By, areas: c.Areas, years: yearsIn(what), marks: marksIn(what), places: placesIn(what),
		object: content(what, c.Parties, weak, b.proper[c.Doc]),
		words:  content(what+" "+c.Quote.Exact(), c.Parties, weak, b.proper[c.Doc]),
		signs:  has(verbs, concluding) || has(verbs, approving), carries: has(verbs, carrying),
		texted: [2]string{what, c.Quote.Exact()},
		docs:   map[rapporteur.DocID]bool{c.Doc: true}, promised: promises(c), done: unknownDay,
	}
	if acted(c.Commitment.Stage) && told(c) && c.dated {
		s.done = c.to
	}
	if s.carries {
		s.texts = textsIn(ws, c.Parties)
	}
	if has(verbs, convening) || has(toBe(verbs), convened) {
		s.wants = wantKeys(verbs, c.Parties)
	}
	s.things = thingsIn(what+" / "+c.Quote.Exact(), b.named[c.Doc])
	s.said = saidOn(c)
	if day := s.said; day != unknownDay && (c.day || c.earliest == c.public) {
		s.day, s.recalled = day.String(), day < c.earliest
	}
	return s
}

// carrying are the words for carrying out a text.
var carrying = set("implement implementing implementation implemented apply applying applied fulfil fulfilling fulfilled carry carrying carried")

// learn keeps what a claim says, to compare others with.
func (t *thread) learn(s *saying) {
	for _, o := range t.sayings {
		if slices.Equal(o.words, s.words) && slices.Equal(o.object, s.object) && slices.Equal(o.years, s.years) && slices.Equal(o.by, s.by) &&
			slices.Equal(o.areas, s.areas) && o.day == s.day && o.said == s.said && o.done == s.done && o.promised == s.promised && slices.Equal(o.marks, s.marks) {
			maps.Copy(o.docs, s.docs)
			return
		}
	}
	t.sayings = append(t.sayings, s)
}

// narrow are the areas in which the same parties rarely have more than one thing
// on hand, so that a single word in common tells more.
var narrow = map[rapporteur.Area]bool{
	rapporteur.AreaPeacekeeping: true, rapporteur.AreaCyber: true, rapporteur.AreaIntelligence: true,
	rapporteur.AreaIT: true, rapporteur.AreaLogistics: true, rapporteur.AreaHealth: true,
}

// areaWords are the stems of the names of areas.
var areaWords = func() map[rapporteur.Area]map[string]bool {
	m := map[rapporteur.Area]map[string]bool{}
	for _, a := range []rapporteur.Area{
		rapporteur.AreaBorder, rapporteur.AreaTraining, rapporteur.AreaExercises, rapporteur.AreaMaritime, rapporteur.AreaIndustry, rapporteur.AreaDialogue,
		rapporteur.AreaHumanitarian, rapporteur.AreaCrime, rapporteur.AreaWarLegacy, rapporteur.AreaMultilateral, rapporteur.AreaCulture,
		rapporteur.AreaInfrastructure, rapporteur.AreaFinance,
	} {
		m[a] = stems(set(string(a)))
	}
	return m
}()

// A threadIndex finds the threads that a claim may go on with, by its parties and
// a word or the day on which it was said.
type threadIndex map[handle][]*thread

// A handle is a word of those who undertake something together.
type handle struct{ sides, word string }

// commonSaying is from how many threads of the same parties a word finds none.
const commonSaying = 200

func (ix threadIndex) candidates(keys []string, s *saying) []*thread {
	var out []*thread
	seen := map[*thread]bool{}
	look := func(list []*thread) {
		if len(list) > commonSaying {
			return
		}
		for _, t := range list {
			if !seen[t] {
				seen[t] = true
				out = append(out, t)
			}
		}
	}
	handles := s.handles()
	for _, key := range keys {
		for _, w := range handles {
			look(ix[handle{key, w}])
		}
	}
	slices.SortFunc(out, func(t, u *thread) int { return cmp.Compare(t.claims[0].rank, u.claims[0].rank) })
	return out
}

// handles are what a saying shares with every other of its undertaking.
func (s *saying) handles() []string { return slices.Concat(s.words, s.texts, s.wants) }

func (ix threadIndex) add(keys []string, s *saying, t *thread) {
	handles := s.handles()
	for _, key := range keys {
		for _, w := range handles {
			k := handle{key, w}
			if n := len(ix[k]); n <= commonSaying && !slices.Contains(ix[k], t) {
				ix[k] = append(ix[k], t)
			}
		}
	}
}

// sidesOf names the states of an undertaking. Where it is one to others as well,
// those who undertake it together also have a name of their own: reports differ
// in whom they name as those it is done for.
func sidesOf(c *claim) []string {
	by := who.States(c.Commitment.By)
	if len(by) < 2 || len(by) == len(c.states) {
		return []string{c.key}
	}
	return []string{c.key, partyKeyOf(by)}
}

// commitments makes the threads of undertakings: what the same parties say again
// about the same object in the same area.
func (b *builder) commitments() []*group {
	ix := threadIndex{}
	byQuote := map[string]*thread{} // by the words themselves, which may touch several areas
	var out []*group
	for _, c := range b.of(rapporteur.KindCommitment) {
		s := b.newSaying(c)
		keys := sidesOf(c)
		quote := quoteOf(c.Claim)
		best, why := byQuote[quote], "the same words, in another area"
		if best == nil {
			best, why = continued(c, s, ix.candidates(keys, s))
		}
		if best == nil {
			best = &thread{group: newGroup(rapporteur.KindCommitment, c)}
			out = append(out, best.group)
		} else {
			best.add(c, why)
		}
		best.learn(s)
		byQuote[quote] = best
		ix.add(keys, s, best)
	}
	out = b.decided(rapporteur.KindCommitment, out)
	for _, g := range out {
		g.finish = func(g *group) { finishThread(g, b.meetings) }
	}
	return out
}

// quoteOf names the words that an undertaking rests on and who undertakes it.
func quoteOf(c *rapporteur.Claim) string {
	return fmt.Sprint(c.Doc, " ", c.Quote.Start(), " ", c.Quote.End(), " ", partyList(c.Commitment.By))
}

// saidAt returns who met, and when, where a sentence that tells of an undertaking
// also tells of the meeting. Reports that ascribe one undertaking to different
// meetings thus stand side by side.
func saidAt(c *claim, meetings []*claim) (key, text string) {
	for _, m := range meetings {
		if m.Quote.Start() >= c.Quote.End() || c.Quote.Start() >= m.Quote.End() || len(m.Interaction.Participants) < 2 {
			continue
		}
		var names, folded []string
		for _, p := range m.Interaction.Participants[:2] {
			names = append(names, p.Name)
			folded = append(folded, newPersonName(p.Name).sorted)
		}
		slices.Sort(folded)
		text := strings.Join(names, " and ")
		if m.dated {
			text += ", " + m.Time.Date.Words()
		}
		return strings.Join(folded, "|"), text
	}
	return "", ""
}

// continued returns the thread that a claim goes on with; nil if there is none.
func continued(c *claim, s *saying, threads []*thread) (best *thread, why string) {
	top := 0
	for _, t := range threads {
		if n, reason, ok := t.same(s, c.Doc); ok && n > top {
			best, why, top = t, reason, n
		}
	}
	return best, why
}

// same reports whether a claim goes on with a thread: some saying in it is the
// same undertaking, and none contradicts that.
func (t *thread) same(s *saying, doc rapporteur.DocID) (score int, reason string, ok bool) {
	for _, o := range t.sayings {
		if !sidesMeet(s.by, o.by) || partedBy(s.years, o.years) || partedBy(s.marks, o.marks) || placesApart(s.places, o.places) ||
			s.signs != o.signs && s.carries != o.carries || s.precedes(o) || o.precedes(s) {
			return 0, "", false
		}
		n, why := s.like(o, doc)
		if n > score {
			score, reason = n, why
		}
	}
	return score, reason, score > 0
}

// precedes reports whether a saying tells of an act that was over long before the
// other one promised it: that came of an earlier promise. Within a year the promise
// may only be recalled.
func (s *saying) precedes(o *saying) bool {
	return o.promised && o.said != unknownDay && s.done < o.said-yearReach
}

// like tells how much two sayings of the same parties have in common: half of
// the words of the shorter object are in the other, at least two, and these are
// a third of the longer one. A sentence that lists many things thus goes on with
// none of them. The words of the area's own name count only in narrow areas. An
// undertaking of no area may be one of any. One that is recalled by the day on
// which the other was said needs less.
func (s *saying) like(o *saying, doc rapporteur.DocID) (score int, reason string) {
	area, ok := commonArea(s.areas, o.areas)
	if !ok {
		return 0, ""
	}
	mine, others := s.apartFrom(area), o.apartFrom(area)
	things, best := sharedCount(s.things, o.things), 0
	for i := range mine {
		a, b := mine[i], others[i]
		few, many, n := min(len(a), len(b)), max(len(a), len(b)), sharedCount(a, b)
		enough := n >= 2 && 2*n >= few && (3*n >= many || n+1 >= few && 4*n >= many || len(s.years) > 0 && slices.Equal(s.years, o.years)) ||
			n >= 1 && n+things >= 3 && things > 0
		switch {
		case o.docs[doc]: // one document rarely says the same twice
			enough = n >= 2 && 4*n >= 3*few
		case narrow[area] && i == 1:
			enough = n >= 1 && 3*n >= few && 6*n >= many
		case s.recalled && s.day == o.day:
			enough = n >= 1 && 3*n >= few
		}
		if i == 1 && o.said != unknownDay && s.said > o.said+longSilence && things == 0 {
			enough = false
		}
		if narrow[area] {
			n += 2 // the area itself tells much
		}
		if enough && n > score {
			score, best = n, i
		}
	}
	if score > 0 {
		reason = because("the same parties", string(area), "both speak of "+s.written(shared(mine[best], others[best]), ", "))
	}
	for _, same := range [][2][]string{{s.texts, o.texts}, {s.wants, o.wants}} {
		if common := shared(same[0], same[1]); score < 2 && len(common) > 0 && (len(same[0]) == 1 && len(same[1]) == 1 || len(s.texts) > 0) {
			score, reason = 2, because("the same parties", "both speak of the "+s.written(strings.Fields(strings.Join(common, " ")), " "))
		}
	}
	return score, reason
}

// written returns stems as the saying spells them.
func (s *saying) written(stems []string, sep string) string {
	return strings.Join(asWritten(stems, s.texted[:]...), sep)
}

// apartFrom returns the object and the words of a saying without those of the
// area's own name, unless the area is narrow.
func (s *saying) apartFrom(area rapporteur.Area) [2][]string {
	lists, known := s.bare[area]
	if !known {
		lists = [2][]string{s.object, s.words}
		if !narrow[area] {
			lists[0], lists[1] = outside(s.object, area), outside(s.words, area)
		}
		if s.bare == nil {
			s.bare = map[rapporteur.Area][2][]string{}
		}
		s.bare[area] = lists
	}
	return lists
}

// longSilence is after how many days without a word it takes the object itself,
// and not only the words around it, to go on with an undertaking.
const longSilence = 3 * 366

// commonArea returns an area of both sayings. One without an area of its own
// agrees with every other.
func commonArea(a, b []rapporteur.Area) (area rapporteur.Area, ok bool) {
	for _, x := range a {
		if slices.Contains(b, x) {
			return x, true
		}
	}
	none := func(areas []rapporteur.Area) bool {
		return len(areas) == 0 || slices.Contains(areas, rapporteur.AreaOther)
	}
	return rapporteur.AreaOther, none(a) || none(b)
}

// sidesMeet reports whether some party undertakes in both.
func sidesMeet(a, b []rapporteur.Party) bool {
	return slices.ContainsFunc(a, func(p rapporteur.Party) bool { return slices.Contains(b, p) })
}

func finishThread(g *group, meetings map[rapporteur.DocID][]*claim) {
	for _, c := range g.claims {
		k := c.Commitment
		key, at := saidAt(c, meetings[c.Doc])
		g.fields.add(FieldSaidAt, key, at, c)
		g.fields.add(FieldWhat, k.What, k.What, c)
		by := partyList(k.By)
		g.fields.add(FieldBy, by, by, c)
		g.fields.word(FieldStage, string(k.Stage), c)
		g.fields.word(FieldAct, string(k.Act), c)
		g.fields.date(FieldDue, k.Due.Date, c)
		g.fields.word(FieldAmount, k.Amount, c)
	}
	founder := g.first()
	g.title = func(map[string][]rapporteur.Value) string { return founder.Commitment.What }
}

// partyList returns the codes of parties in order, joined by spaces.
func partyList(ps []rapporteur.Party) string {
	words := make([]string, len(ps))
	for i, p := range ps {
		words[i] = string(p)
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}
