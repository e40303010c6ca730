package lang

import "example.org/rapporteur"

// A Name is a run of tokens that names someone or something.
type Name struct {
	Span rapporteur.Span
	Kind NameKind
}

// NameKind says what a name names.
type NameKind string

// The kinds of names.
const (
	PER NameKind = "PER" // a person
	LOC NameKind = "LOC" // a place, also a state as a place
	ORG NameKind = "ORG" // an organisation, body, party or company
)

// Outside is the IOB2 tag of a token that is part of no name.
const Outside = "O"

// NameTags returns the IOB2 tag of each token: Outside, or B- at the beginning
// and I- within a name, with its kind.
func (s Sentence) NameTags() []string {
	tags := make([]string, len(s.Tokens))
	names := s.Names
	for i, t := range s.Tokens {
		for len(names) > 0 && names[0].Span.End() <= t.Span.Start() {
			names = names[1:]
		}
		switch {
		case len(names) == 0 || !names[0].Span.Covers(t.Span):
			tags[i] = Outside
		case names[0].Span.Start() == t.Span.Start():
			tags[i] = "B-" + string(names[0].Kind)
		default:
			tags[i] = "I-" + string(names[0].Kind)
		}
	}
	return tags
}
