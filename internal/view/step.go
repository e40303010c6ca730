package view

import (
	"cmp"
	"slices"

	"example.org/rapporteur"
)

// A Step is one dated report in the life of an agreement or undertaking.
type Step struct {
	// What is the status or stage reported, or "restated" if the report adds nothing.
	What string `json:"what"`
	When When   `json:"when"` // of what is reported; if unknown, of publication, and then Said is set
	// Said marks a When that is the day of publication.
	Said   bool   `json:"said,omitempty"`
	Source Source `json:"source"`
	// Rule is the reading rule that took the status or stage from the words.
	Rule rapporteur.RuleID `json:"rule"`
}

// step returns a claim as a step. A time that is told by the year or not at all
// gives way to the day of publication.
func (x *index) step(what string, c *rapporteur.Claim, reason string) Step {
	s := Step{What: what, When: when(c.Time.Date), Source: x.source(c, reason), Rule: c.Rule}
	s.When.Inference = inferred(c.Time.Inference)
	if _, _, ok := c.Time.Date.Bounds(); !ok {
		s.Said = true
		s.When = when(x.docs[c.Doc].Published)
	}
	s.When.Anchors = []Anchor{anchor(c)}
	return s
}

// inTime sorts steps by when they happened, else by when they were said.
func inTime(steps []Step) {
	slices.SortStableFunc(steps, func(a, b Step) int {
		return cmp.Or(cmp.Compare(firstDay(a.When.Date), firstDay(b.When.Date)), cmp.Compare(lastDay(a.When.Date), lastDay(b.When.Date)))
	})
}
