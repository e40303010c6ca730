package eval

import (
	"slices"
	"strings"

	"example.org/rapporteur/internal/annotation"
)

// The kinds of annotation that are scored, by their names in the exchange form.
const (
	Interactions = "interactions"
	Commitments  = "commitments"
	Instruments  = "instruments"
	Gaps         = "gaps"
	People       = "people"
	Speculation  = "speculation"
	Events       = "events_plover"
)

// Kinds lists the kinds that are scored, in the order of reports. Speculation is
// scored only in texts whose annotations say something, if only [], of it.
var Kinds = []string{Interactions, Commitments, Instruments, Gaps, People, Speculation, Events}

// headline lists the kinds whose mean F1 is the headline figure.
var headline = []string{Interactions, Commitments, Instruments, Gaps, People}

// mutual lists the PLOVER categories whose source and target may change places.
var mutual = []string{"AGREE", "CONSULT", "COOPERATE"}

// A mark is an attribute of a found prediction and how far it is right, from 0 to 1.
type mark struct {
	name  string
	value float64
}

// A family is how the records T of one kind are compared. People are found by
// name and have no quote.
type family[T any] struct {
	kind       string
	of         func(*annotation.Document) []T
	quote      func(*T) string // nil: same alone decides
	background func(*T) bool
	same       func(gold, pred *T) bool // who is involved
	agree      func(gold, pred *T) int  // breaks ties between overlapping quotes
	marks      func(gold, pred *T) []mark
}

func never[T any](*T) bool { return false }

func always[T any](_, _ *T) bool { return true }

var interactions = family[annotation.Interaction]{
	kind:       Interactions,
	of:         func(d *annotation.Document) []annotation.Interaction { return d.Interactions },
	quote:      func(x *annotation.Interaction) string { return x.Quote },
	background: func(x *annotation.Interaction) bool { return x.Background },
	same:       func(g, p *annotation.Interaction) bool { return jaccard(g.Parties, p.Parties) >= 0.5 },
	agree:      func(g, p *annotation.Interaction) int { return count(g.Type == p.Type, equal(g.Date, p.Date)) },
	marks: func(g, p *annotation.Interaction) []mark {
		return []mark{
			is("type", g.Type == p.Type),
			is("date", equal(g.Date, p.Date)),
			is("place", samePlace(value(g.Place), value(p.Place))),
			is("mechanism", near(g.Mechanism, p.Mechanism)),
			is("edition", equal(g.Edition, p.Edition)),
			{"participants", participants(g.Participants, p.Participants)},
			is("factuality", g.Factuality == p.Factuality),
		}
	},
}

var commitments = family[annotation.Commitment]{
	kind:       Commitments,
	of:         func(d *annotation.Document) []annotation.Commitment { return d.Commitments },
	quote:      func(x *annotation.Commitment) string { return x.Quote },
	background: func(x *annotation.Commitment) bool { return x.Background },
	same:       func(g, p *annotation.Commitment) bool { return len(g.By) == 0 || jaccard(g.By, p.By) >= 0.5 },
	agree: func(g, p *annotation.Commitment) int {
		return count(g.Area == p.Area, g.Stage == p.Stage, g.Factuality == p.Factuality)
	},
	marks: func(g, p *annotation.Commitment) []mark {
		return []mark{
			is("area", g.Area == p.Area),
			is("stage", g.Stage == p.Stage),
			is("factuality", g.Factuality == p.Factuality),
			is("to", jaccard(g.To, p.To) >= 0.5),
			is("due", equal(g.Due, p.Due)),
			is("attributed_to", near(g.AttributedTo, p.AttributedTo)),
			is("strict", g.Area == p.Area && g.Stage == p.Stage && g.Factuality == p.Factuality),
		}
	},
}

var instruments = family[annotation.Instrument]{
	kind:       Instruments,
	of:         func(d *annotation.Document) []annotation.Instrument { return d.Instruments },
	quote:      func(x *annotation.Instrument) string { return x.Quote },
	background: func(x *annotation.Instrument) bool { return x.Background },
	same: func(g, p *annotation.Instrument) bool {
		return g.Kind == p.Kind || share(contentWords(g.Title), contentWords(p.Title)) >= 1.0/3
	},
	agree: func(g, p *annotation.Instrument) int { return count(g.Kind == p.Kind, g.Status == p.Status) },
	marks: func(g, p *annotation.Instrument) []mark {
		return []mark{
			is("kind", g.Kind == p.Kind),
			is("status", g.Status == p.Status),
			is("date", equal(g.Date, p.Date)),
			is("parties", jaccard(g.Parties, p.Parties) >= 0.5),
		}
	},
}

var gaps = family[annotation.Gap]{
	kind:       Gaps,
	of:         func(d *annotation.Document) []annotation.Gap { return d.Gaps },
	quote:      func(x *annotation.Gap) string { return x.Quote },
	background: never[annotation.Gap],
	same:       always[annotation.Gap],
	agree:      func(g, p *annotation.Gap) int { return count(g.Kind == p.Kind) },
	marks:      func(g, p *annotation.Gap) []mark { return []mark{is("kind", g.Kind == p.Kind)} },
}

var people = family[annotation.Person]{
	kind:       People,
	of:         func(d *annotation.Document) []annotation.Person { return d.People },
	background: never[annotation.Person],
	same:       func(g, p *annotation.Person) bool { return sameName(g.Name, p.Name) },
	marks: func(g, p *annotation.Person) []mark {
		w := contentWords(value(g.Office))
		return []mark{
			is("office", len(w) == 0 || share(w, contentWords(value(p.Office))) >= 0.5),
			is("country", equal(g.Country, p.Country)),
		}
	},
}

var speculation = family[annotation.Speculation]{
	kind:       Speculation,
	of:         func(d *annotation.Document) []annotation.Speculation { return d.Speculation },
	quote:      func(x *annotation.Speculation) string { return x.Quote },
	background: never[annotation.Speculation],
	same:       always[annotation.Speculation],
	agree:      func(_, _ *annotation.Speculation) int { return 0 },
	marks:      func(_, _ *annotation.Speculation) []mark { return nil },
}

var events = family[annotation.Event]{
	kind:       Events,
	of:         func(d *annotation.Document) []annotation.Event { return d.Events },
	quote:      func(x *annotation.Event) string { return x.Quote },
	background: never[annotation.Event],
	same: func(g, p *annotation.Event) bool {
		return g.Source == p.Source && g.Target == p.Target ||
			slices.Contains(mutual, g.Type) && g.Source == p.Target && g.Target == p.Source
	},
	agree: func(g, p *annotation.Event) int { return count(g.Type == p.Type) },
	marks: func(g, p *annotation.Event) []mark { return []mark{is("type", g.Type == p.Type)} },
}

func is(name string, ok bool) mark { return mark{name, float64(count(ok))} }

func count(oks ...bool) int {
	n := 0
	for _, ok := range oks {
		if ok {
			n++
		}
	}
	return n
}

// equal reports whether two optional values are both absent or both the same.
func equal[T comparable](a, b *T) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

// value returns an optional text, "" if it is absent.
func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// near reports whether two texts are both empty or share a content word.
func near(a, b *string) bool {
	x, y := value(a), value(b)
	return x == "" && y == "" || share(contentWords(x), contentWords(y)) > 0
}

// samePlace compares places of the form "city, ISO3" by the words of the annotated city.
func samePlace(gold, pred string) bool {
	if gold == "" || pred == "" {
		return gold == pred
	}
	city, _, _ := strings.Cut(gold, ",")
	return share(contentWords(city), contentWords(pred)) > 0
}

// participants returns the F1 of predicted names; 1 if there are none on either side.
func participants(gold, pred []annotation.Participant) float64 {
	if len(gold) == 0 && len(pred) == 0 {
		return 1
	}
	named := func(of, in []annotation.Participant) int {
		n := 0
		for _, x := range of {
			if slices.ContainsFunc(in, func(y annotation.Participant) bool { return sameName(x.Name, y.Name) }) {
				n++
			}
		}
		return n
	}
	found, right := named(gold, pred), named(pred, gold)
	if found == 0 {
		return 0
	}
	return float64(2*found*right) / float64(found*len(pred)+right*len(gold))
}
