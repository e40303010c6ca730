package claim

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/lang"
	"example.org/rapporteur/internal/who"
)

// Engine names the reader in every claim. The number rises when a change of the
// rules or of the code may change what is read from a text.
const Engine = "rapporteur-rules/9"

// A Parser makes the dependency tree of a sentence of words, as lang.Full does.
type Parser interface {
	AnalyseWords(words []string) (tokens []lang.Token, names []string)
}

// A Reader reads claims out of analysed documents by a set of rules. It is safe
// for concurrent use.
type Reader struct {
	rules  *Rules
	parser Parser
}

// NewReader returns a reader that uses the given rules. The parser is asked for
// the trees of those sentences only in which a rule may find something.
func NewReader(r *Rules, p Parser) *Reader { return &Reader{rules: r, parser: p} }

// A reading is the work on one document.
type reading struct {
	rules     *Rules
	parser    Parser
	doc       rapporteur.Document
	analysis  lang.Analysis
	sentences []*sentence
	cast      *who.Cast
	people    []person
	// main holds the states that the document is about, the most prominent first.
	main  []rapporteur.Party
	title *sentence // without items if there is no title
	// joint is what the document calls itself if it is a joint statement, and
	// signatories are those who issue it.
	joint       string
	signatories []rapporteur.Party
	// forums holds the names of mechanisms that have a claim, in lower case.
	forums map[string]bool
	claims []rapporteur.Claim
	// voice is who speaks the text, or its answers, in the first person.
	voice rapporteur.Speaker
	// told holds where the triggers stand that tell a contact by a verb, not by a
	// mere name.
	told map[rapporteur.CodePoint]bool
	// paragraphs holds where each claim was read, until claims are joined.
	paragraphs []int
}

// Read returns the claims of a document in the order of the text. The same
// document and analysis always give the same claims.
func (r *Reader) Read(doc rapporteur.Document, a lang.Analysis) []rapporteur.Claim {
	rd := &reading{rules: r.rules, parser: r.parser, doc: doc, analysis: a, forums: map[string]bool{}, told: map[rapporteur.CodePoint]bool{}}
	rd.annotate()
	rd.survey()
	rd.jointStatement()
	rd.resolveSides()
	if !rd.official() {
		return nil
	}
	for _, s := range rd.sentences {
		if !s.src.Furniture && !s.src.Headline && !s.captions() && !s.asksOnly() {
			rd.read(s)
		}
	}
	rd.disclose()
	rd.claims = merge(rd.claims, rapporteur.KindInteraction, sameContact, rd.joinContacts)
	rd.claims = merge(rd.claims, rapporteur.KindInstrument, sameText, joinTexts)
	rd.nameForums()
	rd.tenures()
	return rd.finish()
}

// fewSentences is the length up to which a text need not name an official to be
// read: a note of an agency can be that short.
const fewSentences = 3

// official reports whether the document speaks of those who act for states, so
// that teams, shops and travellers from two countries are not taken for them.
func (rd *reading) official() bool {
	if len(rd.sentences) <= fewSentences {
		return true
	}
	return slices.ContainsFunc(append(slices.Clip(rd.sentences), rd.title), func(s *sentence) bool {
		return slices.ContainsFunc(s.items, func(it item) bool {
			return it.kind == officeItem || it.kind == rankItem || it.kind == orgItem || it.kind == pronounItem && strings.Contains(it.text, " ") // "his country"
		}) || s.has["@official"]
	})
}

// A candidate is a match of a rule in a sentence.
type candidate struct {
	rule *Rule
	s    *sentence
	m    match
	from int // the clause of its head
	to   int
	cut  bool // another trigger ends it before its clause does
}

// says reports whether the candidate's rule gives this value for a key.
func (c *candidate) says(key, value string) bool { return c.rule.Set[key] == value }

// candidates returns the matches in a sentence, in the order of their rules.
func (rd *reading) candidates(s *sentence) []candidate {
	var out []candidate
	for _, rule := range rd.rules.rules {
		for _, m := range rd.matches(rule, s) {
			if s.adjectival(m.head) {
				continue
			}
			c := candidate{rule: rule, s: s, m: m}
			c.from, c.to = s.clause(m.head)
			if rule.Kind == rapporteur.KindQuestion {
				c.from = s.joinedClause(m.head, c.from)
			}
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b candidate) int { return cmp.Compare(a.depth(), b.depth()) })
	// What follows an undertaking named besides another ("…, alongside efforts to
	// …") belongs to the second.
	for _, x := range out {
		if !x.says("extra", "yes") {
			continue
		}
		for i := range out {
			if c := &out[i]; c.rule.Kind == x.rule.Kind && c.from == x.from && c.m.head < x.m.head && x.m.head < c.to {
				c.to, c.cut = x.m.head, true
			}
		}
	}
	return out
}

// depth returns how deep the trigger of an undertaking stands below the verb that
// rules it, so that of "agreed to continue to help" the agreement counts. What ends
// or denies an undertaking counts before what begins one, wherever it stands.
func (c *candidate) depth() int {
	if c.rule.Kind != rapporteur.KindCommitment || c.s.tree == nil {
		return 0
	}
	switch rapporteur.Stage(c.rule.Set["stage"]) {
	case rapporteur.StageWithdrawn, rapporteur.StageSuspended, rapporteur.StageStalled:
		return 0
	}
	if c.rule.Set["factuality"] == string(rapporteur.CTMinus) {
		return 0
	}
	top, n := c.s.predicate(c.m.head), 0
	for i := c.m.head; i != top; i = c.s.tree.head[i] {
		n++
	}
	return n
}

// matches returns where a rule finds its words: by its trees before its patterns,
// since these tell more surely who does what.
func (rd *reading) matches(rule *Rule, s *sentence) []match {
	var out []match
	for _, b := range rule.trees {
		if s.may(b.needs) {
			out = append(out, b.find(rd, s)...)
		}
	}
	for _, p := range rule.finds {
		if s.may(p.needs) {
			out = append(out, p.find(s)...)
		}
	}
	return out
}

// may reports whether the sentence holds all that a pattern needs.
func (s *sentence) may(needs [][]string) bool {
	return !slices.ContainsFunc(needs, func(keys []string) bool {
		return !slices.ContainsFunc(keys, func(k string) bool { return s.has[k] })
	})
}

// A slot is a place for which rules of one kind compete.
type slot struct {
	kind rapporteur.Kind
	at   int
	own  string // of a contact that others in its clause do not rule out
}

// slot returns what the candidate competes for: one opinion a sentence, one
// undertaking or unknown a clause, one name a noun, and of contacts one signing,
// one exercise and one of all others a clause ("held talks and signed a plan"), and
// the same of those to come ("spoke on Tuesday and will meet in May").
func (c *candidate) slot() slot {
	switch {
	case c.rule.Kind == rapporteur.KindAssessment:
		return slot{kind: c.rule.Kind}
	case c.rule.Kind == rapporteur.KindMechanism, c.rule.Kind == rapporteur.KindInstrument, c.says("extra", "yes"):
		return slot{kind: c.rule.Kind, at: -1 - c.m.head} // below every clause
	}
	at := slot{kind: c.rule.Kind, at: c.from}
	if c.s.tree != nil && (c.rule.Kind == rapporteur.KindCommitment || c.rule.Kind == rapporteur.KindQuestion) {
		at.at = c.s.predicate(c.m.head)
	}
	if t := c.rule.Set["type"]; t == string(rapporteur.Signing) || t == string(rapporteur.Exercise) {
		at.own = t
	}
	if c.rule.Kind == rapporteur.KindInteraction && c.s.willBe(c.m.head) {
		at.own += " to come"
	}
	return at
}

// read makes the claims of one sentence. Where rules compete for a slot, the one
// that stands first in its file and makes a claim wins.
func (rd *reading) read(s *sentence) {
	taken := map[slot]bool{}
	for _, c := range rd.candidates(s) {
		at := c.slot()
		if taken[at] {
			continue
		}
		made := rd.build(c)
		for range made {
			rd.paragraphs = append(rd.paragraphs, s.src.Paragraph)
		}
		rd.claims = append(rd.claims, made...)
		taken[at] = len(made) > 0
	}
}

// build makes the claims of a candidate, none if they would not hold together.
func (rd *reading) build(c candidate) []rapporteur.Claim {
	st := c.stance()
	switch c.rule.Kind {
	case rapporteur.KindInteraction:
		return rd.interaction(c, st)
	case rapporteur.KindInstrument:
		return rd.instruments(c, st)
	case rapporteur.KindMechanism:
		return rd.mechanism(c)
	case rapporteur.KindCommitment:
		return rd.commitments(c, st)
	case rapporteur.KindQuestion:
		return rd.question(c, st)
	case rapporteur.KindAssessment:
		return rd.assessment(c, st)
	}
	return nil
}

// base returns the claim that a candidate makes, before its kind's own fields.
func (rd *reading) base(c candidate, st stance) rapporteur.Claim {
	cl := rapporteur.Claim{
		Doc:        rd.doc.ID,
		Kind:       c.rule.Kind,
		Factuality: st.factuality(),
		Mode:       st.mode(),
		SaidBy:     rd.saidBy(c),
		Quote:      rd.quote(c),
		Engine:     Engine,
		Rule:       c.rule.ID,
		Cues:       append([]rapporteur.Cue{c.s.cue(c.m.head, c.m.head+1, "trigger")}, st.cues...),
	}
	if f := rapporteur.Factuality(c.rule.Set["factuality"]); f != "" {
		if f == rapporteur.PRMinus && st.negated {
			f = rapporteur.PRPlus // "not unlikely", "no expert doubts that"
		}
		cl.Factuality = weaker(cl.Factuality, f)
	}
	if c.background() {
		asBackground(&cl)
	}
	return cl
}

// asBackground marks a claim as one that is told as context.
func asBackground(cl *rapporteur.Claim) {
	cl.Background = true
	if cl.Mode == rapporteur.ModeCurrent {
		cl.Mode = rapporteur.ModeHistorical
	}
}

// weaker joins a rule's own factuality with that of the cues: the rule's
// polarity, and the lesser certainty.
func weaker(cues, rule rapporteur.Factuality) rapporteur.Factuality {
	if strings.HasSuffix(string(rule), "-") || cues == rapporteur.CTPlus || cues == rapporteur.CTMinus {
		return rule
	}
	return cues
}

// past is how long before the publication something is told as context.
const past = 120 * 24 * time.Hour

// before reports whether a time surely lies that long before the publication.
func (rd *reading) before(t rapporteur.Time, ago time.Duration) bool {
	_, latest, ok := t.Date.Bounds()
	published, _, known := rd.doc.Published.Bounds()
	return ok && known && latest.Before(published.Add(-ago))
}

// background reports whether a word before the trigger tells it as context. The
// past perfect of an undertaking that somebody tells only shifts the tense back:
// "said that they had agreed".
func (c *candidate) background() bool {
	s := c.s
	governs := s.governing(c.m.head)
	told := c.rule.Kind == rapporteur.KindCommitment && s.tree != nil && s.tree.is(s.predicate(c.m.head), "ccomp")
	for i := c.from; i < c.m.head; i++ {
		if s.in(i, "cue.background") && governs(i, i+1) && !(told && s.is(i, "had")) {
			return true
		}
	}
	return false
}

// finish seals the claims, drops those that repeat another, and orders them.
func (rd *reading) finish() []rapporteur.Claim {
	outlet := rapporteur.Speaker{Name: rd.doc.Outlet}
	seen := map[rapporteur.ClaimID]bool{}
	out := rd.claims[:0]
	for _, c := range rd.claims {
		if outlet.Name != "" {
			c.SaidBy = append(slices.Clip(c.SaidBy), outlet)
		}
		if c.Seal() != nil || seen[c.ID] {
			continue // Seal refuses what quotes nothing
		}
		seen[c.ID] = true
		out = append(out, c)
	}
	slices.SortStableFunc(out, func(a, b rapporteur.Claim) int {
		return cmp.Or(
			cmp.Compare(slices.Index(rapporteur.Kinds, a.Kind), slices.Index(rapporteur.Kinds, b.Kind)),
			cmp.Compare(a.Quote.Start(), b.Quote.Start()), cmp.Compare(a.Quote.End(), b.Quote.End()), cmp.Compare(a.ID, b.ID))
	})
	return out
}
