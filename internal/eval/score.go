package eval

import (
	"math"
	"slices"
	"unicode/utf8"

	"example.org/rapporteur/internal/annotation"
)

// A Report says how far predictions agree with annotations.
type Report struct {
	Documents int `json:"documents"`
	// BadQuotes counts predictions whose quote is not in the text or is longer
	// than MaxQuote. They find nothing.
	BadQuotes int `json:"bad_quotes"`
	// Headline is the mean F1 of interactions, commitments, instruments, gaps and
	// people, each to three decimals as it is printed.
	Headline float64 `json:"headline"`
	Kinds    []Kind  `json:"kinds"`
	// Unread lists annotated texts without a prediction, Unknown predictions
	// without an annotated text. The first count as misses, the others not at all.
	Unread  []string     `json:"unread,omitempty"`
	Unknown []string     `json:"unknown,omitempty"`
	Misses  []Difference `json:"misses,omitempty"` // annotations that nothing found
	Extras  []Difference `json:"extras,omitempty"` // predictions that found nothing
}

// A Kind holds the figures of one kind of annotation.
type Kind struct {
	Kind      string  `json:"kind"`
	Gold      int     `json:"gold"` // annotations that are not background
	Found     int     `json:"found"`
	Extra     int     `json:"extra"`
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
	// StrictF1 counts a commitment as found only if its area, stage and
	// factuality are right as well. Other kinds have none.
	StrictF1   *float64    `json:"strict_f1,omitempty"`
	Attributes []Attribute `json:"attributes,omitempty"`
}

// An Attribute is how often a field of found predictions is right, from 0 to 1.
type Attribute struct {
	Name  string  `json:"name"`
	Right float64 `json:"right"`
}

// A Difference is a record that only one side has.
type Difference struct {
	Doc  string `json:"doc"`
	Kind string `json:"kind"`
	// Record is the record in the exchange form.
	Record any `json:"record"`
}

// Score compares predictions with annotated texts. Where a document was
// predicted twice, the later prediction counts.
func Score(gold []Example, pred []annotation.Document) Report {
	byDoc := make(map[string]*annotation.Document, len(pred))
	for i := range pred {
		byDoc[pred[i].Doc] = &pred[i]
	}
	r := Report{Documents: len(gold)}
	tallies := make([]tally, len(Kinds))
	for i := range gold {
		x := &gold[i]
		p := byDoc[x.Doc]
		if p == nil {
			p = &annotation.Document{Doc: x.Doc}
			r.Unread = append(r.Unread, x.Doc)
		}
		delete(byDoc, x.Doc)
		compare(&r, &tallies[0], interactions, x, p)
		compare(&r, &tallies[1], commitments, x, p)
		compare(&r, &tallies[2], instruments, x, p)
		compare(&r, &tallies[3], gaps, x, p)
		compare(&r, &tallies[4], people, x, p)
		if x.speculation {
			compare(&r, &tallies[5], speculation, x, p)
		}
		compare(&r, &tallies[6], events, x, p)
	}
	for doc := range byDoc {
		r.Unknown = append(r.Unknown, doc)
	}
	slices.Sort(r.Unknown)
	for i, kind := range Kinds {
		k := tallies[i].kind(kind)
		r.Kinds = append(r.Kinds, k)
		if slices.Contains(headline, kind) {
			r.Headline += math.Round(k.F1*1000) / 1000 / float64(len(headline))
		}
	}
	return r
}

// compare adds what one text shows about one kind.
func compare[T any](r *Report, t *tally, f family[T], x *Example, doc *annotation.Document) {
	gold, pred := f.of(&x.Want), f.of(doc)
	predOf, goldOf := assign(f.pairs(r, x.Text, gold, pred), len(gold), len(pred))
	for i := range gold {
		switch {
		case f.background(&gold[i]):
		case predOf[i] < 0:
			t.missed++
			r.Misses = append(r.Misses, Difference{x.Doc, f.kind, gold[i]})
		default:
			t.found++
			t.mark(f.marks(&gold[i], &pred[predOf[i]]))
		}
	}
	for j := range pred {
		if goldOf[j] < 0 {
			t.extra++
			r.Extras = append(r.Extras, Difference{x.Doc, f.kind, pred[j]})
		}
	}
}

// pairs returns the records of the two sides that may be the same, and counts
// predictions that quote badly.
func (f family[T]) pairs(r *Report, text string, gold, pred []T) []pair {
	var out []pair
	at := make([][]place, len(gold))
	if f.quote != nil {
		for i := range gold {
			at[i] = places(text, f.quote(&gold[i]))
		}
	}
	for j := range pred {
		var quoted []place
		if f.quote != nil {
			q := f.quote(&pred[j])
			if quoted = places(text, q); len(quoted) == 0 || utf8.RuneCountInString(q) > MaxQuote {
				r.BadQuotes++
				continue
			}
		}
		for i := range gold {
			switch {
			case !f.same(&gold[i], &pred[j]):
			case f.quote == nil:
				out = append(out, pair{1, i, j})
			default:
				if o := overlap(at[i], quoted); o >= 0.5 {
					out = append(out, pair{float64(f.agree(&gold[i], &pred[j])) + o, i, j})
				}
			}
		}
	}
	return out
}

// A tally counts what was found of one kind.
type tally struct {
	found, missed, extra int
	attributes           []Attribute // sums, in the order of the family's marks
}

func (t *tally) mark(marks []mark) {
	if t.attributes == nil {
		t.attributes = make([]Attribute, len(marks))
	}
	for i, m := range marks {
		t.attributes[i].Name = m.name
		t.attributes[i].Right += m.value
	}
}

func (t *tally) kind(name string) Kind {
	k := Kind{Kind: name, Gold: t.found + t.missed, Found: t.found, Extra: t.extra}
	k.Precision, k.Recall, k.F1 = t.measure(float64(t.found))
	strict := 0.0
	for _, a := range t.attributes {
		if a.Name == "strict" {
			strict = a.Right
		}
		k.Attributes = append(k.Attributes, Attribute{a.Name, a.Right / float64(t.found)})
	}
	if name == Commitments {
		_, _, f1 := t.measure(strict)
		k.StrictF1 = &f1
	}
	return k
}

// measure returns precision, recall and F1 if right predictions are right; a
// measure of nothing is 0.
func (t *tally) measure(right float64) (precision, recall, f1 float64) {
	if n := t.found + t.extra; n > 0 {
		precision = right / float64(n)
	}
	if n := t.found + t.missed; n > 0 {
		recall = right / float64(n)
	}
	if precision+recall > 0 {
		f1 = 2 * precision * recall / (precision + recall)
	}
	return precision, recall, f1
}
