package view

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/search"
)

// A Query is what somebody looks for. The zero value of each field asks for nothing.
type Query struct {
	Words   string             `json:"words,omitempty"`
	Kinds   []rapporteur.Kind  `json:"kinds,omitempty"`
	Parties []rapporteur.Party `json:"parties,omitempty"` // all of them
	Person  string             `json:"person,omitempty"`
	Area    rapporteur.Area    `json:"area,omitempty"`
	Outlet  string             `json:"outlet,omitempty"`
	From    rapporteur.Date    `json:"from,omitzero"` // of publication
	To      rapporteur.Date    `json:"to,omitzero"`
}

// OfClaims reports whether the query asks for something that only claims have.
func (q Query) OfClaims() bool {
	return q.Words == "" || len(q.Kinds) > 0 || len(q.Parties) > 0 || q.Person != "" || q.Area != ""
}

// A Search is what was found, by document, the last published first.
type Search struct {
	Query Query           `json:"query"`
	AsOf  rapporteur.Date `json:"as_of"`
	// Also holds the other spellings of persons' names that words were taken for.
	Also      []string `json:"also,omitempty"`
	Documents int      `json:"documents"`
	Claims    int      `json:"claims"`
	// More is set if there was more than the program looks at: ask for less.
	More   bool    `json:"more,omitempty"`
	Facets Facets  `json:"facets"`
	Found  []Found `json:"found"` // the first of the documents; Documents counts all
}

// Facets count what was found by what it is: claims by kind, party and area,
// documents by outlet and year.
type Facets struct {
	Kinds   []Count `json:"kinds"`
	Parties []Count `json:"parties"`
	Areas   []Count `json:"areas"`
	Outlets []Count `json:"outlets"`
	Years   []Count `json:"years"`
}

// A Count is how often a value occurs among what was found.
type Count struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// A Found is a document with the claims in it that were found.
type Found struct {
	Heading
	// Snippet is the words around the first that was asked for; empty if the text
	// does not hold it.
	Snippet []Bit        `json:"snippet,omitempty"`
	Claims  []FoundClaim `json:"claims_found,omitempty"`
}

// A FoundClaim is a claim that was found.
type FoundClaim struct {
	Anchor
	Kind      rapporteur.Kind `json:"kind"`
	Title     string          `json:"title"` // in short, not a quote
	Quote     []Bit           `json:"quote"`
	Parties   []Party         `json:"parties,omitempty"`
	Certainty Certainty       `json:"certainty"`
}

// A Bit is a piece of text that was asked for, or stands around it.
type Bit struct {
	Text  string `json:"text"`
	Found bool   `json:"found,omitempty"`
}

// Hits is what the ledger found of a query.
type Hits struct {
	Documents []rapporteur.DocID // found by their own words
	More      bool
	Terms     []search.Term
	Also      []string
	// Persons are the keys (search.Key) of the names of the persons asked for.
	Persons []string
	// Shown is of how many documents the text is wanted.
	Shown int
}

// NewSearch returns what was found. The claims of the input are those that the
// ledger found, its documents those of the claims and hits; text gives the text
// of a document that is shown.
func NewSearch(in Input, q Query, hits Hits, text func(rapporteur.DocID) (rapporteur.Text, error)) (*Search, error) {
	in.Records = []rapporteur.Record{} // a search needs none
	x := newIndex(in)
	s := &Search{Query: q, AsOf: in.AsOf, Also: hits.Also, More: hits.More, Found: []Found{}}
	byDoc := map[rapporteur.DocID][]*rapporteur.Claim{}
	for _, c := range x.sorted {
		if q.Area != "" && !slices.Contains(c.Areas, q.Area) || q.Person != "" && !namesOne(c, hits.Persons) {
			continue
		}
		byDoc[c.Doc] = append(byDoc[c.Doc], c)
		s.Claims++
	}
	docs := slices.Collect(maps.Keys(byDoc))
	if !q.OfClaims() {
		for _, d := range hits.Documents {
			if _, ok := byDoc[d]; !ok && x.docs[d].ID != "" {
				docs = append(docs, d)
			}
		}
	}
	slices.SortFunc(docs, func(a, b rapporteur.DocID) int {
		return cmp.Or(LatestFirst(x.docs[a].Published, x.docs[b].Published), cmp.Compare(a, b))
	})
	s.Documents = len(docs)
	s.Facets = x.facets(docs, byDoc)
	for _, id := range docs[:min(len(docs), hits.Shown)] {
		f := Found{Heading: x.heading(x.docs[id].Document, byDoc[id])}
		if len(hits.Terms) > 0 {
			t, err := text(id)
			if err != nil {
				return nil, err
			}
			f.Snippet = snippet(t.String(), hits.Terms)
		}
		for _, c := range byDoc[id] {
			title, _ := described(c)
			f.Claims = append(f.Claims, FoundClaim{Anchor: anchor(c), Kind: c.Kind, Title: title, Quote: bits(c.Quote.Exact(), hits.Terms), Parties: parties(c.Parties), Certainty: certainty(c)})
		}
		s.Found = append(s.Found, f)
	}
	return s, nil
}

// namesOne reports whether a claim names one of the persons.
func namesOne(c *rapporteur.Claim, persons []string) bool {
	return slices.ContainsFunc(namesIn(c), func(n string) bool { return slices.Contains(persons, search.Key(n)) })
}

// namesIn returns the names of persons in office that a claim gives.
func namesIn(c *rapporteur.Claim) []string {
	var out []string
	if c.Interaction != nil {
		for _, p := range c.Interaction.Participants {
			out = append(out, p.Name)
		}
	}
	if c.Tenure != nil {
		out = append(append(out, c.Tenure.Person.Name), c.Tenure.Mentions...)
	}
	for _, s := range c.SaidBy {
		if !s.Anonymous {
			out = append(out, s.Name)
		}
	}
	return out
}

func (x *index) facets(docs []rapporteur.DocID, byDoc map[rapporteur.DocID][]*rapporteur.Claim) Facets {
	kinds, areas, states, outlets, years := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	for _, id := range docs {
		d := x.docs[id]
		if d.Outlet != "" {
			outlets[d.Outlet]++
		}
		if from, to, ok := d.Published.Bounds(); ok && from.Year() == to.Year() {
			years[from.Format("2006")]++
		}
		for _, c := range byDoc[id] {
			kinds[string(c.Kind)]++
			for _, a := range c.Areas {
				areas[string(a)]++
			}
			for _, p := range c.Parties {
				states[party(p).Name]++
			}
		}
	}
	return Facets{Kinds: counts(kinds), Parties: counts(states), Areas: counts(areas), Outlets: counts(outlets), Years: counts(years)}
}

// counts puts the most frequent first.
func counts(m map[string]int) []Count {
	out := []Count{}
	for v, n := range m {
		out = append(out, Count{v, n})
	}
	slices.SortFunc(out, func(a, b Count) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value)) })
	return out
}

// Lengths of a snippet, in bytes.
const (
	passage  = 160 // within which the words asked for are one passage
	around   = 90  // shown on each side of it
	sentence = 240 // shown on each side to where a sentence begins and ends, if that is so near
)

// snippet returns the passage of a text that holds most of what was asked for,
// with its whole sentence unless that is long.
func snippet(text string, terms []search.Term) []Bit {
	start, end, ok := search.Passage(text, terms, passage)
	if !ok {
		return nil
	}
	from, to := opens(text, start), closes(text, end)
	out := bits(text[from:to], terms)
	if from > 0 {
		out = append([]Bit{{Text: "… "}}, out...)
	}
	if to < len(text) {
		out = append(out, Bit{Text: " …"})
	}
	return out
}

// ends finds the end of a sentence or paragraph.
var ends = regexp.MustCompile(`[.!?…]["”’)]*\s|\n`)

// opens returns where to begin so that what stands at start is read with the words
// before it: at its sentence, else at a word.
func opens(text string, start int) int {
	far := max(0, start-sentence)
	before := text[far:start]
	if all := ends.FindAllStringIndex(before, -1); len(all) > 0 {
		last := all[len(all)-1][1]
		return start - len(strings.TrimLeftFunc(before[last:], unicode.IsSpace))
	}
	if far == 0 {
		return 0
	}
	from := start - around
	if i := strings.IndexByte(text[from:start], ' '); i >= 0 { // not from the middle of a word
		from += i + 1
	}
	for from < start && !utf8.RuneStart(text[from]) {
		from++
	}
	return from
}

// closes returns where to end so that what stands before end is read with the
// words behind it: at the first end of a sentence that leaves some to read, else at
// a nearer one, else at a word.
func closes(text string, end int) int {
	far := min(len(text), end+sentence)
	to := -1
	for _, at := range ends.FindAllStringIndex(text[end:far], -1) {
		to = end + len(strings.TrimRightFunc(text[end:end+at[1]], unicode.IsSpace))
		if to >= end+around {
			return to
		}
	}
	if far == len(text) {
		return far
	}
	if to >= 0 {
		return to
	}
	to = end + around
	if i := strings.LastIndexByte(text[end:to], ' '); i >= 0 {
		to = end + i
	}
	for to > end && !utf8.RuneStart(text[to]) {
		to--
	}
	return to
}

// bits cuts a text where the words that were asked for begin and end.
func bits(text string, terms []search.Term) []Bit {
	var out []Bit
	for text != "" {
		start, end, ok := search.Find(text, terms)
		if !ok {
			return append(out, Bit{Text: text})
		}
		if start > 0 {
			out = append(out, Bit{Text: text[:start]})
		}
		out = append(out, Bit{Text: text[start:end], Found: true})
		text = text[end:]
	}
	return out
}
