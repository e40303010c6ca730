package claim

import (
	"slices"
	"strings"

	"example.org/rapporteur"
)

// maxQuote is the longest quote in bytes; a longer one is cut at its end, so that
// it stays a quotation and not a copy of the text.
const maxQuote = 560

// quote returns the words of the candidate's clause, and of those around it into
// which its pattern reaches.
func (rd *reading) quote(c candidate) rapporteur.Quote {
	from, to := c.s.clause(c.m.head)
	return rd.quoteItems(c.s, c.withSubject(min(from, c.m.from)), max(to, c.m.to))
}

// withSubject returns where a quote that begins at item from begins with its subject, if
// an aside parts the two: "The second phase, which …, is under discussion".
func (c *candidate) withSubject(from int) int {
	t := c.s.tree
	if t == nil || from == 0 || c.rule.Kind != rapporteur.KindCommitment {
		return from
	}
	for _, k := range t.kids[c.s.predicate(c.m.head)] {
		if k < from && t.is(k, "nsubj") && c.s.relativeBetween(k, c.m.head) {
			at, _ := t.yield(k)
			return at
		}
	}
	return from
}

// relativeBetween reports whether a relative clause stands between items i and k.
func (s *sentence) relativeBetween(i, k int) bool {
	for i++; i < k; i++ {
		if s.in(i, "relative") && s.is(i-1, ",") {
			return true
		}
	}
	return false
}

// quoteItems returns the words of items [from, to) without leading conjunctions
// and surrounding marks. It is zero if nothing is left.
func (rd *reading) quoteItems(s *sentence, from, to int) rapporteur.Quote {
	for from < to-1 && (s.items[from].kind == punctuation || s.in(from, "lead")) {
		from++
	}
	for to > from+1 && s.items[to-1].kind == punctuation && !s.closes(from, to-1) {
		to--
	}
	for to > from+1 && int(s.items[to-1].span.End()-s.items[from].span.Start()) > maxQuote {
		to--
	}
	span := s.items[from].span.Through(s.items[to-1].span)
	if int(span.End()-span.Start()) > maxQuote {
		return rapporteur.Quote{} // one word of that length is no word
	}
	return rd.doc.Text.Quote(span)
}

// closes reports whether the mark at item i closes a bracket or quotation that is
// opened in the quote.
func (s *sentence) closes(from, i int) bool {
	if s.is(i, "\"") {
		open := false
		for k := from; k < i; k++ {
			open = open != s.is(k, "\"")
		}
		return open
	}
	open := map[string]string{")": "(", "]": "[", "”": "“", "’": "‘"}[s.items[i].text]
	return open != "" && slices.ContainsFunc(s.items[from:i], func(it item) bool { return it.text == open })
}

// pictures are the endings of the names of pictures, which pages leave before captions.
var pictures = []string{".jpg", ".jpeg", ".png", ".gif", ".webp"}

// captions reports whether the sentence is the caption of a picture, named in it.
func (s *sentence) captions() bool {
	return slices.ContainsFunc(s.items, func(it item) bool {
		return slices.ContainsFunc(pictures, func(end string) bool { return strings.HasSuffix(it.lower, end) })
	})
}

// cue describes items [from, to) as a cue.
func (s *sentence) cue(from, to int, effect string) rapporteur.Cue {
	q := s.text.Quote(s.items[from].span.Through(s.items[to-1].span))
	return rapporteur.Cue{Start: q.Start(), End: q.End(), Text: q.Exact(), Effect: effect}
}
