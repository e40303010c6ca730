package rapporteur

import (
	"fmt"
	"slices"
	"strings"
)

// PersonEngine stands in the place of an engine's name for claims that people
// add, and PersonRule in that of a rule.
const (
	PersonEngine        = "person"
	PersonRule   RuleID = "person"
)

// Added returns the claim that a decision of the verb Add makes in the text of
// its document. It says what its author wrote and nothing else: certain and of
// the present unless they said otherwise, and with nothing made up for what they
// left out. The error is that of words which do not stand in the text at their
// place, of a value that a field cannot hold, or of a field that cannot be empty.
func (d Decision) Added(t Text) (Claim, error) {
	c := Claim{Doc: d.Doc, Kind: d.Of, Factuality: CTPlus, Mode: ModeCurrent, Engine: PersonEngine, Rule: PersonRule}
	switch d.Of {
	case KindInteraction:
		c.Interaction = &InteractionBody{}
	case KindMechanism:
		c.Mechanism = &MechanismBody{}
	case KindInstrument:
		c.Instrument = &InstrumentBody{}
	case KindCommitment:
		c.Commitment = &CommitmentBody{}
	case KindQuestion:
		c.Question = &QuestionBody{}
	case KindAssessment:
		c.Assessment = &AssessmentBody{}
	case KindTenure:
		c.Tenure = &TenureBody{}
	default:
		return Claim{}, fmt.Errorf("there are no claims of the kind %q: there are %v", d.Of, Kinds)
	}
	var err error
	if c.Quote, err = t.Anchor(d.Quote); err != nil {
		return Claim{}, err
	}
	if c, err = c.Corrected(d.Corrections); err != nil {
		return Claim{}, err
	}
	if wanting := c.wanting(); len(wanting) > 0 {
		return Claim{}, &WantingError{Kind: c.Kind, Fields: wanting}
	}
	return c, c.Seal()
}

// A WantingError is that of a claim some of whose fields must be given and are not.
type WantingError struct {
	Kind   Kind
	Fields []Field
}

func (e *WantingError) Error() string {
	names := make([]string, len(e.Fields))
	for i, f := range e.Fields {
		names[i] = string(f)
		if codes := Codes(e.Kind, f); len(codes) > 0 {
			names[i] += " (" + joined(codes) + ")"
		}
	}
	return fmt.Sprintf("a claim of the kind %s also needs %s", e.Kind, strings.Join(names, ", "))
}

// wanting returns the fields that are empty and cannot be.
func (c Claim) wanting() []Field {
	c.ownBody() // trying changes them
	var out []Field
	for _, a := range accessors(c.Kind) {
		if a.get(&c) == "" && a.set(&c, "") != nil {
			out = append(out, a.field)
		}
	}
	return out
}

// Find returns every place at which a text holds words, as quotes in the order of
// the text; places that overlap an earlier one are left out.
func (t Text) Find(words string) []Quote {
	var out []Quote
	if words == "" {
		return nil
	}
	for at := 0; ; {
		i := strings.Index(t.s[at:], words)
		if i < 0 {
			return slices.Clip(out)
		}
		span, err := t.Span(ByteOffset(at+i), ByteOffset(at+i+len(words)))
		at += i + len(words)
		if err == nil { // words that are no text split a code point
			out = append(out, t.Quote(span))
		}
	}
}

// Between returns the words from one code point to another, without the white
// space at their ends, as a quote; false if there are none.
func (t Text) Between(from, to CodePoint) (Quote, bool) {
	start, ok := t.byteAt(from)
	end, there := t.byteAt(to)
	if !ok || !there || start >= end {
		return Quote{}, false
	}
	words := strings.TrimSpace(t.s[start:end])
	if words == "" {
		return Quote{}, false
	}
	start += strings.Index(t.s[start:end], words)
	span, err := t.Span(ByteOffset(start), ByteOffset(start+len(words)))
	return t.Quote(span), err == nil
}
