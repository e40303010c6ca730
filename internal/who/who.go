// Package who tells who is who in an English text: states, organisations,
// places, bodies, offices, ranks, and people with the office they hold in it.
package who

import (
	"sort"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/lang"
)

// Kind is what a mention names.
type Kind string

// The kinds of mention.
const (
	State        Kind = "state" // a state or territory, also by its people or capital
	Organisation Kind = "organisation"
	Place        Kind = "place"
	Body         Kind = "body" // a ministry, army, parliament … of a state or organisation
	Office       Kind = "office"
	Rank         Kind = "rank"
	Human        Kind = "person"
	Outlet       Kind = "outlet" // a news outlet or agency
)

// Use is how a text uses the name of a state.
type Use string

// The uses.
const (
	ByName     Use = "name"       // Laos, the Lao PDR
	Demonym    Use = "demonym"    // the Lao side; also a name used as an adjective
	People     Use = "people"     // Laotians: its people rather than the state
	Capital    Use = "capital"    // Vientiane for the government
	Government Use = "government" // the Kremlin
	Combining  Use = "combining"  // Sino-
)

// A Mention is a place in the text where someone or something is named.
// Mentions of different kinds may overlap: "Lao Ministry of National Defence" is
// a body that holds the name of a state.
type Mention struct {
	Span     rapporteur.Span
	Sentence int // index into the analysis
	Kind     Kind
	// Name is the canonical name of a state, organisation or place, the words of
	// an office, rank or body, and the longest name of a person.
	Name string
	// Party is the state or organisation that is named, that a body or office
	// belongs to, or that a place lies in; empty if the text does not tell.
	Party rapporteur.Party
	Use   Use // for states
	// Unsure marks a party that was chosen among several.
	Unsure bool
	// Person is the index into Cast.People, -1 if Kind is not Human.
	Person int
	// Whole is, for a person, the span with the rank and office beside the name.
	Whole rapporteur.Span
	// Heard tells, for a person, that here they act or are quoted.
	Heard bool
}

// Acts reports whether the mention stands for a party that can act: a state, its
// government or a body of it, or an organisation.
func (m Mention) Acts() bool {
	return m.Party != "" && (m.Kind == State || m.Kind == Organisation || m.Kind == Body)
}

// A Person is someone in office, or an expert, as this text presents them.
type Person struct {
	Name string // the longest form without rank and office
	Rank string // as first printed
	// Office is the fullest office printed; empty if none is.
	Office string
	// OfficeInferred marks an office taken over from a counterpart.
	OfficeInferred bool
	Former         bool // the text says that the office is no longer held
	Expert         bool // an analyst or scholar, not an official
	// Country is the state the person serves, or for an expert the one they are
	// said to be of; empty if the text does not tell.
	Country rapporteur.Party
	// CountryUnsure marks a country taken from the words around, not from the
	// office itself.
	CountryUnsure bool
	// Likely is a mere guess at the country from the states that the text speaks of,
	// where Country is empty because two are nearly as likely.
	Likely rapporteur.Party
	// Organisation is the organisation whose office it is, if any.
	Organisation rapporteur.Party
	// Heard marks a person who acts or is quoted, as against one only mentioned.
	Heard bool
	// Titled marks a person whom the text gives a rank, an office or a form of address.
	Titled bool
	// Mentions are the indices into Cast.Mentions, in order.
	Mentions []int
	// Forms are the other ways in which the text names the person.
	Forms []string
}

// A Cast is all that a text names, in order of place. It is never changed after
// it was made.
type Cast struct {
	Mentions []Mention // by start, the longer first
	People   []Person  // by first mention
}

// Find returns who and what an analysed text names.
func Find(a lang.Analysis) *Cast { return Default().Find(a, "") }

// FindFrom is Find for a text of a known outlet, which helps to tell whose
// officials go without the name of their state.
func FindFrom(a lang.Analysis, outlet string) *Cast { return Default().Find(a, Default().Home(outlet)) }

// Find returns who and what an analysed text names. home is the state of its
// outlet, as Home tells it, or empty.
func (g *Gazetteer) Find(a lang.Analysis, home rapporteur.Party) *Cast {
	r := &reader{g: g, text: a.Text, analysis: a, home: home}
	r.read()
	return r.cast()
}

// In returns the mentions that lie within a span, in order.
func (c *Cast) In(s rapporteur.Span) []Mention {
	i := sort.Search(len(c.Mentions), func(i int) bool { return c.Mentions[i].Span.Start() >= s.Start() })
	var in []Mention
	for ; i < len(c.Mentions) && c.Mentions[i].Span.Start() < s.End(); i++ {
		if s.Covers(c.Mentions[i].Span) {
			in = append(in, c.Mentions[i])
		}
	}
	return in
}

// At returns the longest mention of one of the kinds that covers a byte; all
// kinds count if none is given.
func (c *Cast) At(at rapporteur.ByteOffset, kinds ...Kind) (Mention, bool) {
	// A mention is never longer than a sentence, so few lie between its start and at.
	i := sort.Search(len(c.Mentions), func(i int) bool { return c.Mentions[i].Span.Start() > at })
	best, found := Mention{}, false
	for i--; i >= 0 && at-c.Mentions[i].Span.Start() < longestMention; i-- {
		m := c.Mentions[i]
		if m.Span.End() <= at || !wanted(m.Kind, kinds) {
			continue
		}
		if !found || m.Span.Start() <= best.Span.Start() && m.Span.End() >= best.Span.End() {
			best, found = m, true
		}
	}
	return best, found
}

// longestMention is a bound in bytes on the length of a mention.
const longestMention = 1000

func wanted(k Kind, kinds []Kind) bool {
	for _, want := range kinds {
		if k == want {
			return true
		}
	}
	return len(kinds) == 0
}

// Parties returns the states and organisations that act within a span, each
// once, in order of first mention.
func (c *Cast) Parties(s rapporteur.Span) []rapporteur.Party {
	var parties []rapporteur.Party
	seen := map[rapporteur.Party]bool{}
	for _, m := range c.In(s) {
		if m.Acts() && m.Use != People && !seen[m.Party] {
			seen[m.Party] = true
			parties = append(parties, m.Party)
		}
	}
	return parties
}
