package claim

import (
	"cmp"
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/lang"
	"example.org/rapporteur/internal/who"
)

// Engine names the reader in every claim. The number rises when a change of the
// rules or of the code may change what is read from a text.
const Engine = "rapporteur-rules/1"

// A Reader reads claims out of analysed documents by a set of rules. It is safe
// for concurrent use.
type Reader struct {
	rules *Rules
	areas []areaClass
}

// NewReader returns a reader that uses the given rules.
func NewReader(r *Rules) *Reader { return &Reader{rules: r, areas: r.areaClasses()} }

// A reading is the work on one document.
type reading struct {
	*Reader
	doc       rapporteur.Document
	analysis  lang.Analysis
	sentences []*sentence
	cast      *who.Cast
	people    []person
	// main holds the states that the document is about, the most prominent first.
	main []rapporteur.Party
	// joint is set if the document is itself a joint statement.
	joint  bool
	claims []rapporteur.Claim
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

// Read returns the claims of a document in the order of the text. The same
// document and analysis always give the same claims.
func (r *Reader) Read(doc rapporteur.Document, a lang.Analysis) []rapporteur.Claim {
	rd := &reading{Reader: r, doc: doc, analysis: a}
	rd.annotate()
	rd.survey()
	for _, s := range rd.sentences {
		if s.src.Furniture || s.src.Headline {
			continue
		}
		rd.read(s)
	}
	rd.claims = mergeInstruments(mergeInteractions(rd.claims))
	rd.nameForums()
	rd.tenures()
	return rd.finish()
}

// A slot is a place for which rules of one kind compete.
type slot struct {
	kind rapporteur.Kind
	at   int
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
		n := len(rd.claims)
		rd.build(c)
		taken[at] = len(rd.claims) > n
	}
}

// slot returns what the candidate competes for: one opinion a sentence, one
// undertaking, contact or unknown a clause, one name a noun.
func (c candidate) slot() slot {
	at := slot{c.rule.Kind, c.from}
	switch {
	case c.rule.Kind == rapporteur.KindAssessment:
		at.at = 0
	case c.rule.Kind == rapporteur.KindMechanism, c.rule.Kind == rapporteur.KindInstrument, c.rule.Set["extra"] == "yes":
		at.at = -1 - c.m.head
	}
	return at
}

// candidates returns the matches in a sentence, in the order of their rules.
func (rd *reading) candidates(s *sentence) []candidate {
	var out []candidate
	for _, rule := range rd.rules.rules {
		for k, p := range rule.finds {
			if !s.may(rule.keys[k]) {
				continue
			}
			for _, m := range p.find(s) {
				if s.adjectival(m.head) {
					continue
				}
				c := candidate{rule: rule, s: s, m: m}
				c.from, c.to = s.clause(m.head)
				out = append(out, c)
			}
		}
	}
	// What follows an undertaking named besides another ("…, alongside efforts to
	// …") belongs to the second.
	for i := range out {
		for _, x := range out {
			if x.rule.Set["extra"] == "yes" && x.rule.Kind == out[i].rule.Kind && x.from == out[i].from && x.m.head > out[i].m.head && x.m.head < out[i].to {
				out[i].to, out[i].cut = x.m.head, true
			}
		}
	}
	return out
}

// may reports whether a pattern with these keys can match in the sentence.
func (s *sentence) may(keys []string) bool {
	if keys == nil {
		return true
	}
	return slices.ContainsFunc(keys, func(k string) bool { return s.has[k] })
}

// base returns the claim that a candidate makes, before its kind's own fields.
func (rd *reading) base(c candidate, st stance) rapporteur.Claim {
	cl := rapporteur.Claim{
		Doc:        rd.doc.ID,
		Kind:       c.rule.Kind,
		Factuality: st.factuality(),
		Mode:       st.mode(),
		Engine:     Engine,
		Rule:       c.rule.ID,
		SaidBy:     rd.saidBy(c),
		Cues:       append([]rapporteur.Cue{c.s.cue(c.m.head, c.m.head+1, "trigger")}, st.cues...),
	}
	if f := c.rule.Set["factuality"]; f != "" {
		cl.Factuality = weaker(cl.Factuality, rapporteur.Factuality(f))
	}
	cl.Quote = rd.quote(c)
	cl.Background = rd.background(c)
	return cl
}

// weaker joins a rule's own factuality with that of the cues: the rule's
// polarity, and the lesser certainty.
func weaker(cues, rule rapporteur.Factuality) rapporteur.Factuality {
	if strings.HasSuffix(string(rule), "-") || cues == rapporteur.CTPlus || cues == rapporteur.CTMinus {
		return rule
	}
	return cues
}

// build makes the claims of a candidate and keeps those that hold together.
func (rd *reading) build(c candidate) {
	st := c.s.stance(c.m.head, c.rule.Kind)
	switch c.rule.Kind {
	case rapporteur.KindInteraction:
		rd.interaction(c, st)
	case rapporteur.KindInstrument:
		rd.instrument(c, st)
	case rapporteur.KindMechanism:
		rd.mechanism(c, st)
	case rapporteur.KindCommitment:
		rd.commitments(c, st)
	case rapporteur.KindQuestion:
		rd.question(c, st)
	case rapporteur.KindAssessment:
		rd.assessment(c, st)
	}
}

// quote returns the words of the candidate's clause, without a leading
// conjunction and surrounding marks.
func (rd *reading) quote(c candidate) rapporteur.Quote {
	from, to := c.s.clause(c.m.head)
	// A pattern may reach into the clauses around its head: quote those too.
	if c.m.from < from {
		from = c.m.from
	}
	if c.m.to > to {
		to = c.m.to
	}
	return rd.quoteItems(c.s, from, to)
}

// maxQuote is the longest quote in bytes; the clause of a longer one is cut at
// its end, so that a quote stays a quotation and not a copy of the text.
const maxQuote = 560

func (rd *reading) quoteItems(s *sentence, from, to int) rapporteur.Quote {
	for from < to-1 && (s.items[from].kind == punctuation || leading[s.items[from].lower]) {
		from++
	}
	for to > from+1 && s.items[to-1].kind == punctuation && !closes(s, from, to-1) {
		to--
	}
	for to > from+1 && int(s.items[to-1].span.End()-s.items[from].span.Start()) > maxQuote {
		to--
	}
	span, err := rd.doc.Text.Span(s.items[from].span.Start(), s.items[to-1].span.End())
	if err != nil {
		return rapporteur.Quote{}
	}
	return rd.doc.Text.Quote(span)
}

var leading = map[string]bool{"and": true, "but": true, "that": true, "while": true, "whereas": true, "also": true, "additionally": true, "moreover": true, "however": true, "meanwhile": true, "as": true, "with": true}

// closes reports whether the mark at item i closes a bracket opened in the quote.
func closes(s *sentence, from, i int) bool {
	open := map[string]string{")": "(", "]": "[", "”": "“", "’": "‘"}[s.items[i].text]
	if open == "" {
		return false
	}
	return slices.ContainsFunc(s.items[from:i], func(it item) bool { return it.text == open })
}

// background reports whether the candidate speaks of something that is told as
// context: a trigger in the past perfect or dated well before the document.
func (rd *reading) background(c candidate) bool {
	for i := c.from; i < c.m.head; i++ {
		if len(c.s.classEnds(i, "cue.background")) > 0 {
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
		for i := range c.Cues {
			rd.place(&c.Cues[i])
		}
		if c.Seal() != nil || seen[c.ID] {
			continue
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

// place turns a cue's byte offsets into code points and adds its words.
func (rd *reading) place(c *rapporteur.Cue) {
	span, err := rd.doc.Text.Span(rapporteur.ByteOffset(c.Start), rapporteur.ByteOffset(c.End))
	if err != nil {
		return
	}
	q := rd.doc.Text.Quote(span)
	c.Start, c.End, c.Text = q.Start(), q.End(), q.Exact()
}
