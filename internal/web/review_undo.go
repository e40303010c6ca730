package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
)

// An undoable is what was decided last, in one act.
type undoable struct {
	Decisions []rapporteur.Decision
	Words     string
}

// errNotLast is that of taking back what is not the last decision any more.
var errNotLast = errors.New("another decision is the last one now")

// last returns what can be taken back; nil if nothing was decided.
func (d *desk) last(ctx context.Context) (*undoable, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.findDone(ctx); err != nil || len(d.done) == 0 {
		return nil, err
	}
	ds := d.done[len(d.done)-1]
	u := &undoable{Decisions: ds, Words: string(ds[0].Verb)}
	if len(ds) > 1 {
		u.Words += " of " + count(len(ds), "claim", "claims") + " at once"
	} else if q := ds[0].Quote.Exact; q != "" {
		u.Words += " of “" + visible(clip(q, 80)) + "”"
	}
	return u, nil
}

// findDone looks up what the author decided last before this desk was opened.
// d.mu is held.
func (d *desk) findDone(ctx context.Context) error {
	if d.found {
		return nil
	}
	standing, err := d.standing(ctx)
	if err != nil {
		return err
	}
	for _, e := range slices.Backward(standing) {
		if e.By == d.Author {
			d.done = append([][]rapporteur.Decision{{e}}, d.done...)
			break
		}
	}
	d.found = true
	return nil
}

func (d *desk) standing(ctx context.Context) ([]rapporteur.Decision, error) {
	var all []rapporteur.Decision
	for e, err := range d.Ledger.Decisions(ctx) {
		if err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return ledger.Standing(all), nil
}

// undo takes back the last act, if it is still the one that was shown, and
// returns what it took back.
func (d *desk) undo(ctx context.Context, shown []string, reason string) ([]rapporteur.Decision, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.findDone(ctx); err != nil {
		return nil, err
	}
	if len(d.done) == 0 {
		return nil, errNotLast
	}
	last := d.done[len(d.done)-1]
	if !slices.EqualFunc(last, shown, func(e rapporteur.Decision, id string) bool { return string(e.ID) == id }) {
		return nil, errNotLast
	}
	for i, e := range last {
		if _, err := d.one(ctx, rapporteur.Decision{Verb: rapporteur.Undo, Undoes: e.ID, Reason: reason}); err != nil {
			gone := d.dropped(ctx, err)
			if i > 0 { // something was changed after all
				return last[:i], err
			}
			return nil, gone
		}
	}
	d.done = d.done[:len(d.done)-1]
	return last, nil
}

// dropped forgets decisions that count no more, such as those that were undone at
// another place, and tells whether that was what went wrong.
func (d *desk) dropped(ctx context.Context, cause error) error {
	standing, err := d.standing(ctx)
	if err != nil {
		return errors.Join(cause, err)
	}
	counts := map[rapporteur.DecisionID]bool{}
	for _, e := range standing {
		counts[e.ID] = true
	}
	gone := false
	var kept [][]rapporteur.Decision
	for _, act := range d.done {
		n := len(act)
		act = slices.DeleteFunc(slices.Clone(act), func(e rapporteur.Decision) bool { return !counts[e.ID] })
		gone = gone || len(act) < n
		if len(act) > 0 {
			kept = append(kept, act)
		}
	}
	if d.done = kept; gone {
		return errNotLast
	}
	return cause
}

// decideUndo answers POST /review/undo.
func (s *site) decideUndo(r *http.Request) (string, error) {
	sit, err := sittingOf(r.PostForm)
	if err != nil {
		return "", err
	}
	undone, err := s.desk.undo(r.Context(), r.PostForm["decision"], r.PostForm.Get("reason"))
	if errors.Is(err, errNotLast) {
		return "", s.halted(r, http.StatusConflict, sit, halt{Next: sit.Address("/review"),
			Words: "That decision is not the last one any more, or was undone already. Nothing was changed."})
	}
	if err != nil {
		return "", err
	}
	sit.Done = max(0, sit.Done-len(undone))
	if len(undone) > 1 {
		return sit.Address("/review/list"), nil
	}
	if undone[0].Verb == rapporteur.Add { // there is no such claim any more
		return "/doc/" + url.PathEscape(string(undone[0].Doc)), nil
	}
	return sit.Address("/review", "claim", string(undone[0].Claim)), nil
}
