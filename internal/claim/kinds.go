package claim

import (
	"slices"
	"strconv"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/when"
)

// interaction makes the claim of a contact. A contact needs two parties; where
// the clause names one, the other comes from the document as a whole.
func (rd *reading) interaction(c candidate, st stance) {
	s := c.s
	if st.hypothetical || st.negated && !s.denied(c.m.head) || s.aggregate(c.m.head) {
		return
	}
	from, to := min(c.from, c.m.from), max(c.to, c.m.to)
	ps := rd.partiesIn(s, from, to)
	var unsure []string
	if len(states(ps)) < 2 {
		for _, p := range rd.partiesIn(s, 0, len(s.items)) {
			if len(states(ps)) < 2 || slices.Contains(ps, p) {
				ps = union(ps, []rapporteur.Party{p})
			}
		}
	}
	if want := s.arity(from, to); want > len(states(ps)) {
		ps = union(ps, rd.partiesIn(s, 0, len(s.items)))
		if len(states(ps)) < want {
			ps = union(ps, rd.mainParties(want))
		}
	}
	if len(ps) < 2 {
		more := rd.mainParties(3)
		for _, p := range more {
			if len(ps) < 2 && (len(ps) == 0 || p != ps[0]) {
				ps = union(ps, []rapporteur.Party{p})
			}
		}
		unsure = append(unsure, "parties")
	}
	if len(ps) < 2 || st.modality == uncommitted {
		return
	}
	if st.future && st.modality == certain {
		st.modality = probable
	}
	cl := rd.base(c, st)
	cl.Parties = sorted(ps)
	cl.Unsure = unsure
	body := rapporteur.InteractionBody{Type: rapporteur.InteractionType(c.rule.Set["type"])}
	cl.Time = rd.timeOf(c)
	cl.Place = rd.placeOf(c)
	if c.rule.Set["quote"] == "right" {
		from, to = c.s.nominal(c)
		cl.Quote = rd.quoteItems(s, from, to)
	}
	body.Participants = rd.participants(s, from, to)
	body.Mechanism, body.Edition = rd.forum(s, c.m.head, from, to)
	cl.Interaction = &body
	rd.claims = append(rd.claims, cl)
}

// telling reports whether items [from, to) tell one forum from others: they hold
// a word beside the state's name and such as "joint" or "annual".
func (s *sentence) telling(from, to int) bool {
	for i := from; i < to-1; i++ {
		it := &s.items[i]
		if it.kind == word && !genericName[it.lower] && it.lower != "-" {
			return true
		}
	}
	return s.items[to-1].kind == bodyItem || s.items[to-1].kind == orgItem
}

var genericName = map[string]bool{"joint": true, "annual": true, "bilateral": true, "trilateral": true, "new": true, "high-level": true, "high": true, "level": true, "-": true}

// denied reports whether a negation stands right before item i, so that it is
// the contact itself that did not come about.
func (s *sentence) denied(i int) bool {
	for k := max(i-3, 0); k < i; k++ {
		if len(s.classEnds(k, "cue.negation")) > 0 {
			return true
		}
	}
	return false
}

// aggregate reports whether item i counts several contacts together, which are
// no contact of their own: "they have held drills", with no date to any.
func (s *sentence) aggregate(i int) bool {
	if !strings.HasSuffix(s.items[i].lower, "s") || s.hits[i] == nil || s.hits[i]["talks"] != nil ||
		s.hits[i]["exercise"] == nil && s.hits[i]["meeting"] == nil && s.hits[i]["visit-n"] == nil && s.hits[i]["dialogue"] == nil {
		return false
	}
	return !slices.ContainsFunc(s.items, func(it item) bool { return it.kind == dateItem && it.expr != nil && tells(it.expr) })
}

// arity returns how many states the words of items [from, to) call for, 0 if they do not say.
func (s *sentence) arity(from, to int) int {
	for i := max(from, 0); i < to && i < len(s.items); i++ {
		switch s.items[i].lower {
		case "trilateral", "tripartite", "three-way", "three-country":
			return 3
		}
	}
	return 0
}

func states(ps []rapporteur.Party) []rapporteur.Party {
	return slices.DeleteFunc(slices.Clone(ps), func(p rapporteur.Party) bool { return !p.IsState() })
}

// nominal returns the items of a contact that is named, not told: from the words
// before the noun that belong to it to the end of its clause, and on through a
// "—held in …".
func (s *sentence) nominal(c candidate) (from, to int) {
	from, to = c.m.from, c.to
	for from > c.from && (s.items[from-1].kind == dateItem || s.items[from-1].lower == "the" || s.items[from-1].lower == "a" || s.items[from-1].lower == "recent" || s.items[from-1].lower == "last") {
		from--
	}
	if to+1 < len(s.items) && (s.items[to].text == "—" || s.items[to].text == "–") && (s.items[to+1].lower == "held" || s.items[to+1].lower == "hosted") {
		for to++; to < len(s.items) && !s.breaks[to]; to++ {
		}
	}
	return from, to
}

// timeOf returns the date of a contact or of an act on a text: the expression
// nearest to the trigger that tells when, in its clause before its sentence.
func (rd *reading) timeOf(c candidate) rapporteur.Time {
	for _, r := range [][2]int{{c.from, c.to}, {0, len(c.s.items)}} {
		best, dist := -1, 0
		for i := r[0]; i < r[1]; i++ {
			it := &c.s.items[i]
			if it.kind != dateItem || it.expr == nil || !tells(it.expr) || i > 0 && c.s.items[i-1].lower == "for" {
				continue // "the plan for 2022" was not signed in 2022 for all we know
			}
			if d := abs(i - c.m.head); best < 0 || d < dist {
				best, dist = i, d
			}
		}
		if best >= 0 {
			return c.s.items[best].expr.Time
		}
	}
	return rapporteur.Time{}
}

// tells reports whether an expression says when something happens.
func tells(e *when.Expr) bool {
	return !e.InName && !e.Time.Date.IsZero() && (e.Role == when.RoleWhen || e.Role == when.RolePeriod || e.Role == when.RoleStart)
}

func abs(n int) int { return max(n, -n) }

// placeOf returns the place after "in", "at" or a dateline nearest to the
// trigger, the narrower of two that stand together.
func (rd *reading) placeOf(c candidate) *rapporteur.Place {
	s := c.s
	best, dist := -1, 0
	for i := 1; i < len(s.items); i++ {
		it := &s.items[i]
		if it.place == nil {
			continue
		}
		k := i - 1
		for k > 0 && (s.items[k].lower == "the" || s.items[k].lower == "city" || s.items[k].lower == "of" && s.items[k-1].lower == "city" || s.items[k].lower == "province") {
			k--
		}
		prep := s.items[k].lower
		if prep != "in" && prep != "at" && prep != "to" && prep != "near" || it.kind == stateItem && prep == "to" && c.rule.Set["type"] != "visit" {
			continue
		}
		d := abs(i - c.m.head)
		if it.kind == stateItem {
			d += 10
		}
		if best < 0 || d < dist {
			best, dist = i, d
		}
	}
	if best < 0 {
		return nil
	}
	return s.items[best].place
}

// participants returns the persons named in items [from, to).
func (rd *reading) participants(s *sentence, from, to int) []rapporteur.Participant {
	var out []rapporteur.Participant
	for i := max(from, 0); i < to && i < len(s.items); i++ {
		it := &s.items[i]
		if it.kind != personItem || it.person < 0 {
			continue
		}
		p := rd.people[it.person].Participant
		if !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// forum returns the name and edition of the mechanism that items [from, to) name,
// unless a preposition makes it the mere occasion of what the trigger says:
// "held talks during the 47th meeting of the committee".
func (rd *reading) forum(s *sentence, head, from, to int) (name string, edition int) {
	for i := max(from, 0); i < to && i < len(s.items); i++ {
		if s.occasion(min(head, i), max(head, i)) {
			continue
		}
		if n, ok := ordinals[s.items[i].lower]; ok && edition == 0 && i+1 < to {
			for k := i + 1; k < to && k < i+9; k++ {
				if s.hits[k] != nil && (s.hits[k]["forum-n"] != nil || s.hits[k]["meeting"] != nil || s.hits[k]["exercise"] != nil || s.hits[k]["dialogue"] != nil) {
					edition = n
					break
				}
			}
		}
		if s.hits[i]["forum-n"] != nil && name == "" {
			if f, t, ok := rd.nameAround(s, i, s.classEnds(i, "forum-n")[0]); ok {
				if t+1 < to && s.items[t].lower == "on" && nameWords[s.items[t+1].lower] {
					for t++; t < to && nameWords[s.items[t].lower]; t++ {
					}
				}
				name = s.between(f, t)
			}
		}
	}
	return name, edition
}

// occasion reports whether a preposition of time or place stands between two items.
func (s *sentence) occasion(from, to int) bool {
	for i := from + 1; i < to; i++ {
		switch s.items[i].lower {
		case "during", "at", "within", "under", "ahead", "before", "after", "since", "beside", "margins", "sidelines":
			return true
		}
	}
	return false
}

var ordinals = func() map[string]int {
	m := map[string]int{"inaugural": 1, "first-ever": 1}
	for i, w := range strings.Fields("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth") {
		m[w] = i + 1
	}
	for i := 1; i < 100; i++ {
		suffix := "th"
		if i/10 != 1 {
			suffix = map[int]string{1: "st", 2: "nd", 3: "rd"}[i%10]
			if suffix == "" {
				suffix = "th"
			}
		}
		m[strconv.Itoa(i)+suffix] = i
	}
	return m
}()

// nameAround widens a noun at [i, end) to the name it closes: the capitalised
// words, states and hyphens before it. A noun with nothing before it is no name.
func (rd *reading) nameAround(s *sentence, i, end int) (from, to int, ok bool) {
	from = i
	own := s.items[i].kind == bodyItem || s.items[i].kind == orgItem
	for from > 0 {
		p := &s.items[from-1]
		switch {
		case p.kind == stateItem || p.kind == orgItem:
			own = true
		case p.lower == "-" || p.lower == "–":
		case p.kind == word && articles[p.lower]:
			goto done
		case p.kind == word && p.text != "" && p.text[0] >= 'A' && p.text[0] <= 'Z' && from-1 > 0 && ordinals[p.lower] == 0:
			own = true
		case p.kind == word && nameWords[p.lower]:
			own = true
		case p.kind == dateItem && p.expr != nil && p.expr.InName:
		default:
			goto done
		}
		from--
	}
done:
	for from < i && (s.items[from].lower == "-" || s.items[from].lower == "–" || s.items[from].kind == dateItem && s.items[from].expr != nil && !s.items[from].expr.InName) {
		from++
	}
	to = end
	return from, to, own
}

// proper reports whether items [from, to) hold more than common words: a state,
// a year, or a capital inside.
func (s *sentence) proper(from, to int) bool {
	for i := from; i < to; i++ {
		it := &s.items[i]
		if it.kind != word && it.kind != punctuation || i > 0 && it.text[0] >= 'A' && it.text[0] <= 'Z' {
			return true
		}
	}
	return false
}

var articles = map[string]bool{"the": true, "a": true, "an": true, "this": true, "that": true, "these": true, "its": true, "their": true, "his": true, "her": true, "our": true, "such": true}

// nameWords are the lower-case words that stand in the names of forums and texts.
var nameWords = map[string]bool{"defence": true, "defense": true, "policy": true, "security": true, "strategic": true, "border": true, "joint": true,
	"bilateral": true, "trilateral": true, "economic": true, "cooperation": true, "military": true, "maritime": true, "high-level": true, "high": true, "level": true,
	"friendship": true, "annual": true, "political": true, "diplomatic": true, "human": true, "rights": true, "ministerial": true, "intergovernmental": true,
	"inter-governmental": true, "reciprocal": true, "access": true, "mutual": true, "trade": true, "free": true, "visiting": true, "forces": true, "general": true, "rescue": true, "action": true, "work": true}

// instrument makes the claim of a formal text.
func (rd *reading) instrument(c candidate, st stance) {
	s := c.s
	if st.hypothetical {
		return
	}
	at, ok := c.m.groups["title"]
	if !ok {
		at = capture{c.m.head, c.m.head + 1}
	}
	// The noun is the first word of the group's class; the name stands around it.
	end := at.to
	if ends := s.classEnds(at.from, "instrument-n"); len(ends) > 0 {
		end = ends[0]
	}
	from, to, named := rd.nameAround(s, at.from, end)
	if (c.rule.Set["named"] == "yes" || c.rule.Set["proper"] == "yes") && !(named && s.proper(from, to)) {
		return
	}
	noun := s.words(at.from, end)
	kind := instrumentKind(noun)
	if k := c.rule.Set["type"]; k != "" {
		kind = rapporteur.InstrumentKind(k)
	}
	title := s.between(from, to)
	if follow := rd.titleTail(s, to); follow > to {
		title = s.between(from, follow)
		to = follow
	}
	status := rapporteur.InstrumentStatus(c.rule.Set["status"])
	if status == rapporteur.Signed && c.rule.Set["named"] != "yes" && (st.future || st.modality != certain || st.negated) {
		status = rapporteur.UnderNegotiation
	}
	if kind == rapporteur.OtherInstrument && !named {
		return
	}
	cl := rd.base(c, st)
	ps := rd.partiesIn(s, from, to)
	if len(ps) < 2 {
		ps = rd.conjoined(s, c.from, c.m.head)
	}
	if len(ps) < 2 {
		ps = rd.partiesIn(s, c.from, c.to)
	}
	if len(ps) < 2 {
		ps = union(ps, rd.mainParties(2))
	}
	cl.Parties = sorted(ps[:min(len(ps), 6)])
	if c.rule.Set["named"] == "yes" {
		cl.Quote = rd.quoteItems(s, max(from-1, 0), to)
	}
	cl.Time = rd.instrumentTime(c, from, to)
	cl.Instrument = &rapporteur.InstrumentBody{Title: title, Type: kind, Status: status}
	rd.claims = append(rd.claims, cl)
}

// titleTail returns the end of "on defence cooperation", "for 2025–2029" and the
// like that close a title.
func (rd *reading) titleTail(s *sentence, to int) int {
	if to >= len(s.items) || (s.items[to].lower != "on" && s.items[to].lower != "for" && s.items[to].lower != "of") {
		return to
	}
	end := to + 1
	for end < len(s.items) && end < to+9 && !s.breaks[end] && (s.items[end].kind == word && !stopsTitle[s.items[end].lower] && !(s.items[end].lower == "and" && end+1 < len(s.items) && articles[s.items[end+1].lower]) || end == to+1 && s.items[end].kind == dateItem) {
		end++
	}
	for end > to && (stopsTitle[s.items[end-1].lower] || articles[s.items[end-1].lower] || joins[s.items[end-1].lower]) {
		end--
	}
	return end
}

var joins = map[string]bool{"and": true, "or": true, "of": true, "for": true, "as": true, "from": true}

var stopsTitle = map[string]bool{"in": true, "at": true, "on": true, "was": true, "is": true, "were": true, "are": true, "has": true, "had": true, "will": true, "by": true, "during": true, "with": true, "to": true, "that": true, "which": true, "signed": true, "between": true}

// instrumentTime takes a year out of the title before any other date.
func (rd *reading) instrumentTime(c candidate, from, to int) rapporteur.Time {
	for i := from; i < to; i++ {
		if e := c.s.items[i].expr; e != nil && !e.Time.Date.IsZero() {
			return e.Time
		}
	}
	if c.rule.Set["named"] == "yes" {
		return rapporteur.Time{}
	}
	return rd.timeOf(c)
}

func instrumentKind(noun string) rapporteur.InstrumentKind {
	switch {
	case strings.Contains(noun, "memorand"), strings.HasPrefix(noun, "mou"), noun == "moa":
		return rapporteur.MoU
	case strings.HasPrefix(noun, "joint statement"), strings.HasPrefix(noun, "joint declaration"), strings.Contains(noun, "communiqu"), strings.HasPrefix(noun, "declaration"):
		return rapporteur.JointStatement
	case strings.HasPrefix(noun, "treat"), strings.HasPrefix(noun, "convention"):
		return rapporteur.Treaty
	case strings.HasPrefix(noun, "protocol"):
		return rapporteur.Protocol
	case strings.HasPrefix(noun, "minute"):
		return rapporteur.Minutes
	case strings.Contains(noun, "plan"), noun == "roadmap":
		return rapporteur.Plan
	case strings.HasPrefix(noun, "agreement"), strings.HasPrefix(noun, "pact"), strings.HasPrefix(noun, "accord"), strings.HasPrefix(noun, "framework agreement"), strings.HasPrefix(noun, "arrangement"), strings.HasPrefix(noun, "deal"):
		return rapporteur.Agreement
	}
	return rapporteur.OtherInstrument
}

// mechanism makes the claim of a recurring forum that is named.
func (rd *reading) mechanism(c candidate, st stance) {
	s := c.s
	at, ok := c.m.groups["name"]
	var from, to int
	if ok {
		from, to = at.from, at.to
	} else {
		ends := s.classEnds(c.m.head, "forum-n")
		if len(ends) == 0 {
			return
		}
		var named bool
		if from, to, named = rd.nameAround(s, c.m.head, ends[0]); !named || !s.telling(from, to) {
			return
		}
	}
	if len(s.classEnds(c.m.head, "no-forum")) > 0 || len(s.classEnds(from, "no-forum")) > 0 {
		return
	}
	ps := states(rd.partiesIn(s, from, to))
	if len(ps) < 2 {
		ps = union(ps, states(rd.partiesIn(s, c.from, c.to)))
	}
	if len(ps) < 2 {
		ps = union(ps, rd.mainParties(2))
	}
	cl := rd.base(c, stance{})
	cl.Parties = sorted(ps[:min(len(ps), 6)])
	cl.Quote = rd.quoteItems(s, from, to)
	cl.Mechanism = &rapporteur.MechanismBody{Name: s.between(from, to)}
	if i := from - 1; i >= 0 && (s.items[i].lower == "annual" || s.items[i].lower == "yearly") {
		cl.Mechanism.Cadence = s.items[i].lower
	}
	for _, o := range rd.claims {
		if o.Kind == rapporteur.KindMechanism && strings.EqualFold(o.Mechanism.Name, cl.Mechanism.Name) {
			return
		}
	}
	rd.claims = append(rd.claims, cl)
}

// nameForums gives a numbered contact that is only called "the second dialogue"
// the name of the document's forum of that noun.
func (rd *reading) nameForums() {
	for i := range rd.claims {
		b := rd.claims[i].Interaction
		if b == nil || b.Mechanism != "" || b.Edition == 0 {
			continue
		}
		words := strings.ToLower(rd.claims[i].Quote.Exact())
		for _, m := range rd.claims {
			if m.Kind != rapporteur.KindMechanism || !within(rd.claims[i].Parties, m.Parties) && !within(m.Parties, rd.claims[i].Parties) {
				continue
			}
			name := strings.ToLower(m.Mechanism.Name)
			noun := name[strings.LastIndexByte(name, ' ')+1:]
			if strings.Contains(words, noun) {
				body := *b
				body.Mechanism = m.Mechanism.Name
				rd.claims[i].Interaction = &body
				break
			}
		}
	}
}

// question makes the claim of a stated unknown.
func (rd *reading) question(c candidate, st stance) {
	cl := rd.base(c, stance{cues: st.cues})
	cl.Parties = sorted(rd.mainParties(2))
	from, to := c.s.reachOf(c)
	cl.Quote = rd.quoteItems(c.s, from, to)
	cl.Question = &rapporteur.QuestionBody{About: c.s.about(from, c.m.head, c.m.to, to), Type: rapporteur.QuestionType(c.rule.Set["type"])}
	cl.Areas = rd.areasOf(c.s, from, to)
	rd.claims = append(rd.claims, cl)
}

// about returns the words that say what is not known: the subject before the
// trigger, without its auxiliaries, or what follows the match where the subject
// is only "it" or a speaker.
func (s *sentence) about(from, head, end, to int) string {
	cut := head
	for cut > from && (auxiliary[s.items[cut-1].lower] || s.items[cut-1].kind == punctuation) {
		cut--
	}
	for from < cut && (s.items[from].kind == punctuation || leading[s.items[from].lower]) {
		from++
	}
	pronoun := cut-from == 1 && (s.items[from].kind == pronounItem || s.items[from].lower == "it" || s.items[from].lower == "there")
	if cut-from < 1 || pronoun || cut-from <= 4 && s.items[cut-1].fills("party") && end < to {
		if end < to {
			return strings.Trim(s.between(end, to), " ,—")
		}
		return strings.Trim(s.between(head, to), " ,—")
	}
	return strings.Trim(s.between(from, cut), " ,—")
}

var auxiliary = map[string]bool{"was": true, "were": true, "is": true, "are": true, "be": true, "been": true, "has": true, "have": true, "had": true, "not": true, "n't": true,
	"yet": true, "to": true, "did": true, "does": true, "do": true, "still": true, "also": true, "remain": true, "remains": true, "will": true, "either": true, "immediately": true, "publicly": true, "could": true, "can": true}

// reachOf returns the items that state an unknown: from the start of the clause,
// or of the one before it where only an auxiliary stands in it ("… —were not
// disclosed"), to the comma or break behind the match.
func (s *sentence) reachOf(c candidate) (from, to int) {
	from, to = min(c.from, c.m.from), c.m.to
	for from > 1 && c.m.head-from < 3 && s.breaks[from-1] && s.items[from-1].text != "”" && s.items[from-1].text != ";" {
		from--
		for from > 0 && !s.breaks[from-1] {
			from--
		}
	}
	for to < len(s.items) && !s.breaks[to] && s.items[to].text != "," {
		to++
	}
	return from, to
}

// assessment makes the claim of an opinion or forecast.
func (rd *reading) assessment(c candidate, st stance) {
	s := c.s
	// A sentence of opinion is as certain as its weakest word.
	for i := range s.items {
		if ends := s.classEnds(i, "cue.possible"); len(ends) > 0 {
			st.modality = max(st.modality, possible)
			if i != c.m.head {
				st.cues = append(st.cues, s.cue(i, ends[0], "PS+"))
			}
		}
	}
	if st.modality == certain && st.hypothetical {
		st.modality = possible
	}
	cl := rd.base(c, st)
	cl.Parties = sorted(rd.mainParties(2))
	if c.rule.Set["speaker"] == "voices" {
		if sp, ok := rd.speakerIn(s, c.m.from, c.m.to); ok {
			cl.SaidBy = []rapporteur.Speaker{sp}
		}
	}
	from, to := 0, len(s.items)
	if at, ok := c.m.groups["what"]; ok {
		from = at.from
	}
	cl.Quote = rd.quoteItems(s, from, to)
	cl.Areas = rd.areasOf(s, 0, len(s.items))
	cl.Assessment = &rapporteur.AssessmentBody{What: strings.Trim(s.between(from, to), " .,")}
	rd.claims = append(rd.claims, cl)
}
