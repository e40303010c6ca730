package web

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/view"
)

// A desk keeps the queue between decisions. To work it out anew takes as long as
// reading every claim of the ledger; a decision made here moves one claim only.
// The order stays that in which the queue was first shown, so that nothing moves
// under the eyes of whoever works through it, until the ledger changes otherwise.
type desk struct {
	*Review

	mu    sync.Mutex
	at    ledger.Revision // that the lines hold for
	lines map[string]*line
	// done are the decisions made here that stand, each with those made in the same
	// act, the last ones last. found says that what was decided before was looked up.
	done  [][]rapporteur.Decision
	found bool
}

// maxLines is how many pairs of states have their queue kept.
const maxLines = 8

// A line is a queue, and what was decided about it since it was made.
type line struct {
	*view.Queue
	place   map[rapporteur.ClaimID]int
	decided map[rapporteur.ClaimID]bool
	rules   map[rapporteur.RuleID]view.RuleRecord
}

// line returns the queue of the states; none means all. d.mu is held.
func (d *desk) line(ctx context.Context, ps []rapporteur.Party) (*line, error) {
	now, _, err := d.Ledger.Revision(ctx)
	if err != nil {
		return nil, err
	}
	if now != d.at {
		d.at, d.lines = now, nil
	}
	key := fmt.Sprint(ps)
	if l := d.lines[key]; l != nil {
		return l, nil
	}
	if d.lines == nil || len(d.lines) >= maxLines {
		d.lines = map[string]*line{}
	}
	q, err := d.Queue(ctx, ps)
	if err != nil {
		return nil, err
	}
	l := &line{q, map[rapporteur.ClaimID]int{}, map[rapporteur.ClaimID]bool{}, map[rapporteur.RuleID]view.RuleRecord{}}
	for i, c := range q.Claims {
		l.place[c.Claim] = i
	}
	for _, r := range q.Rules {
		l.rules[r.Rule] = r
	}
	d.lines[key] = l
	return l, nil
}

// A waiting is what of a queue is part of a sitting and not decided yet.
type waiting struct {
	claims []view.QueuedClaim
	at     []int // their places in the line
	here   int   // the place of the claim asked for; -1 if it is not in the line
	rules  []view.RuleRecord
	rule   map[rapporteur.RuleID]view.RuleRecord
	adrift int
	unlike int // decisions that do not go together
	beyond int // older documents that were not looked at
}

// waiting returns what waits in a sitting, and where a claim stands among it.
func (d *desk) waiting(ctx context.Context, s sitting, claim rapporteur.ClaimID) (waiting, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	l, err := d.line(ctx, s.parties)
	if err != nil {
		return waiting{}, err
	}
	w := waiting{here: -1, rule: map[rapporteur.RuleID]view.RuleRecord{}, adrift: len(l.Adrift), unlike: len(l.Conflicts), beyond: l.Beyond}
	if i, ok := l.place[claim]; ok {
		w.here = i
	}
	for i, c := range l.Claims {
		if !l.decided[c.Claim] && s.takes(c) {
			w.claims, w.at = append(w.claims, c), append(w.at, i)
		}
	}
	for _, r := range l.Rules {
		r = l.rules[r.Rule]
		w.rules = append(w.rules, r)
		w.rule[r.Rule] = r
	}
	return w, nil
}

// next returns the claim that follows the one asked for, the first if it was the
// last; empty if no other waits.
func (w waiting) next() rapporteur.ClaimID {
	i, _ := slices.BinarySearch(w.at, w.here+1)
	if i == len(w.at) {
		i = 0
	}
	return w.other(i)
}

// previous returns the claim before the one asked for.
func (w waiting) previous() rapporteur.ClaimID {
	i, _ := slices.BinarySearch(w.at, w.here)
	if i == 0 {
		i = len(w.at)
	}
	return w.other(i - 1)
}

func (w waiting) other(i int) rapporteur.ClaimID {
	if i < 0 || i >= len(w.at) || w.at[i] == w.here {
		return ""
	}
	return w.claims[i].Claim
}

// count returns how many claims wait if that is known without working it out; 0
// if it is not, or there is no desk.
func (d *desk) count(ctx context.Context) int {
	if d == nil {
		return 0
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	now, _, err := d.Ledger.Revision(ctx)
	l := d.lines[fmt.Sprint([]rapporteur.Party(nil))]
	if err != nil || now != d.at || l == nil {
		return 0 // it is no more than a service
	}
	n := 0
	for _, c := range l.Claims {
		if !l.decided[c.Claim] {
			n++
		}
	}
	return n
}

// decide stores the decisions of one act. Those on claims that are no longer as
// they were seen, or not there, are left out, and their claims returned; any
// other error ends it.
func (d *desk) decide(ctx context.Context, decisions ...rapporteur.Decision) (made []rapporteur.Decision, not []rapporteur.ClaimID, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.findDone(ctx); err != nil {
		return nil, nil, err
	}
	for _, e := range decisions {
		m, err := d.one(ctx, e)
		var conflict *ledger.ConflictError
		switch {
		case errors.As(err, &conflict), errors.Is(err, ledger.ErrNotFound):
			not = append(not, e.Claim)
			continue
		case err != nil:
			d.push(made)
			return made, not, err
		}
		made = append(made, m)
	}
	d.push(made)
	return made, not, nil
}

func (d *desk) push(made []rapporteur.Decision) {
	if len(made) > 0 {
		d.done = append(d.done, made)
	}
}

// one stores a decision and moves its claim. d.mu is held.
func (d *desk) one(ctx context.Context, e rapporteur.Decision) (rapporteur.Decision, error) {
	claim := e.Claim
	if e.Verb == rapporteur.Undo {
		for old, err := range d.Ledger.DecisionsByID(ctx, []rapporteur.DecisionID{e.Undoes}) {
			if err != nil {
				return e, err
			}
			claim = old.Claim
		}
	}
	before, lost := d.Ledger.Claim(ctx, claim)
	e.By = d.Author
	made, err := d.Decide(ctx, e)
	if err != nil {
		return made, err
	}
	// From here on the decision stands. If its claim cannot be moved, the revision
	// differs, and the queue is made anew when it is next asked for.
	now, _, err := d.Ledger.Revision(ctx)
	if lost != nil || err != nil || now != d.at+1 {
		return made, nil
	}
	if after, err := d.Ledger.Claim(ctx, claim); err == nil {
		d.at = now
		maps.DeleteFunc(d.lines, func(_ string, l *line) bool { return !l.move(before, after) || !d.restate(ctx, l, made.With) })
	}
	return made, nil
}

// restate gives further claims of a decision their new states in a line. It
// reports false if the line must be made anew.
func (d *desk) restate(ctx context.Context, l *line, with []rapporteur.Mark) bool {
	for _, m := range with {
		i, ok := l.place[m.Claim]
		if !ok {
			continue
		}
		c, err := d.Ledger.Claim(ctx, m.Claim)
		if err != nil {
			return false
		}
		l.Claims[i].State = c.State
	}
	return true
}

// move takes a claim out of the line or puts it back, as people now decided, and
// counts it anew for its rule. It reports false if the line must be made anew.
func (l *line) move(before, after ledger.Claim) bool {
	i, ok := l.place[after.ID]
	if !ok {
		return before.Verdict == "" // else it was decided before the line was made, and may belong in it
	}
	l.decided[after.ID] = after.Verdict != ""
	l.Claims[i].State = after.State
	was, is := judged(before), judged(after)
	r := l.rules[after.Rule]
	r.Accepted += is.Accepted - was.Accepted
	r.Corrected += is.Corrected - was.Corrected
	r.Rejected += is.Rejected - was.Rejected
	r.Undecided += is.Undecided - was.Undecided
	r.Precision = nil
	if n := r.Decided(); n > 0 {
		p := float64(r.Accepted) / float64(n)
		r.Precision = &p
	}
	l.rules[after.Rule] = r
	return true
}

// judged counts one claim.
func judged(c ledger.Claim) view.RuleRecord {
	if records := view.RuleRecords([]view.Judged{{Rule: c.Rule, Verdict: c.Verdict, Corrected: c.Machine != nil}}); len(records) > 0 {
		return records[0]
	}
	return view.RuleRecord{} // of a claim that a person added
}
