package plover

import (
	"strings"

	"example.org/rapporteur"
)

// A sentence is a text as the rules see it.
type sentence struct {
	text  rapporteur.Text
	spans []rapporteur.Span
	words []string // lower case, typographic apostrophes made plain
	marks []bool   // word i parts two clauses
}

// opens lists the words that open a clause of their own.
var opens = map[string]bool{
	"who": true, "whom": true, "whose": true, "which": true, "where": true, "when": true, "while": true, "whereas": true,
	"after": true, "before": true, "because": true, "although": true, "though": true, "but": true, "until": true,
	"unless": true, "since": true, "despite": true, "amid": true, "following": true, "as": true, "that": true, "if": true,
}

var clauseMarks = map[string]bool{
	",": true, ";": true, ":": true, "—": true, "–": true, "--": true, "(": true, ")": true, "\"": true, "“": true, "”": true,
}

// MaxWords is the number of words of a text that are read. No sentence is that
// long; a longer text is a damaged page.
const MaxWords = 2000

// read cuts a text, which must not be empty, into words.
func read(t rapporteur.Text) *sentence {
	s := &sentence{text: t}
	for i, k := range tokenise(t) {
		if i == MaxWords {
			break
		}
		w := strings.ReplaceAll(strings.ToLower(t.Slice(k.Span)), "’", "'")
		s.spans = append(s.spans, k.Span)
		s.words = append(s.words, w)
		s.marks = append(s.marks, opens[w] || clauseMarks[w])
	}
	return s
}

// A run is a half-open range of words.
type run struct{ from, to int }

func (r run) covers(o run) bool { return r.from <= o.from && o.to <= r.to }

// maxRuns is the number of places at which an actor is looked for.
const maxRuns = 4

// find returns where an actor's words stand: exactly as written, or else
// whatever the case. The places are those of whole words.
func (s *sentence) find(actor string) []run {
	actor = strings.TrimSpace(actor)
	if actor == "" {
		return nil
	}
	text := s.text.String()
	if runs := s.at(text, actor); len(runs) > 0 {
		return runs
	}
	// Lower case may be longer or shorter in bytes; then places would be wrong.
	if lower := strings.ToLower(text); len(lower) == len(text) {
		return s.at(lower, strings.ToLower(actor))
	}
	return nil
}

func (s *sentence) at(text, actor string) []run {
	var out []run
	word := 0
	for from := 0; len(out) < maxRuns; {
		i := strings.Index(text[from:], actor)
		if i < 0 {
			break
		}
		start, end := rapporteur.ByteOffset(from+i), rapporteur.ByteOffset(from+i+len(actor))
		for word < len(s.spans) && s.spans[word].End() <= start {
			word++
		}
		to := word
		for to < len(s.spans) && s.spans[to].Start() < end {
			to++
		}
		// "Oman" does not stand in "Romania": the actor begins and ends with words.
		if word < to && s.spans[word].Start() >= start && s.spans[to-1].End() <= end {
			out = append(out, run{word, to})
		}
		from += i + len(actor)
	}
	return out
}

// quote returns the text from the first to the last word of a run.
func (s *sentence) quote(r run) string {
	return s.text.String()[s.spans[r.from].Start():s.spans[r.to-1].End()]
}
