package view

import (
	"bufio"
	"io"
	"strings"
)

// WriteQueue writes what wants a decision as plain text for a terminal, with up
// to a number of claims. Each carries the identities that its decision needs.
func WriteQueue(w io.Writer, q *Queue, limit int) error {
	p := &printer{bufio.NewWriter(w)}
	if len(q.Adrift) > 0 {
		p.section("Decisions adrift", len(q.Adrift))
	}
	for _, d := range q.Adrift {
		p.line(1, "%s: %s", d.Decision, d.Words)
		p.line(2, "“%s” [%s]", d.Quote, d.Doc)
	}
	if len(q.Conflicts) > 0 {
		p.section("Decisions that do not go together", len(q.Conflicts))
	}
	for _, c := range q.Conflicts {
		ids := make([]string, len(c.Decisions))
		for i, id := range c.Decisions {
			ids[i] = string(id)
		}
		p.line(1, "%s: %s", c.Claim, c.Words)
		p.line(2, "the last counts; undo what is wrong: %s", strings.Join(ids, ", "))
	}
	p.section("Claims that nobody decided about, the least certain first", len(q.Claims))
	for i, c := range q.Claims {
		if i == limit {
			p.line(1, "… and %s more: show them with --limit %d", count(len(q.Claims)-limit, "claim"), len(q.Claims))
			break
		}
		p.line(1, "%s %s: %s", c.Claim, c.Kind, c.Title)
		p.line(2, "“%s”", c.Quote)
		p.line(2, "%s, %s; %s; by the rule %s; state %s", orNone(c.Outlet), c.Published.Words, c.Certainty.Word, c.Rule, c.State)
	}
	decided := 0
	for _, r := range q.Rules {
		if r.Precision != nil {
			decided++
		}
	}
	if decided > 0 {
		p.section("Rules, by what people decided so far", decided)
	}
	for _, r := range q.Rules {
		if r.Precision != nil {
			p.line(1, "%s: %.0f%% accepted as read, of %d decided (%d corrected, %d rejected); %d undecided",
				r.Rule, 100**r.Precision, r.Decided(), r.Corrected, r.Rejected, r.Undecided)
		}
	}
	return p.w.Flush()
}
