package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/view"
)

// decideMerge answers POST /r/{record}/merge.
func (s *site) decideMerge(r *http.Request) (string, error) {
	return s.decideJoin(r, func(q joinQuery, j *view.Join) (rapporteur.Decision, string) {
		if j.With == nil {
			return rapporteur.Decision{}, "Choose another record to put this one together with."
		}
		return rapporteur.Decision{Verb: rapporteur.Merge, Claim: j.Record.Claims[0].Claim, With: []rapporteur.Mark{{Claim: j.With.Claims[0].Claim}}}, ""
	})
}

// decideSplit answers POST /r/{record}/split.
func (s *site) decideSplit(r *http.Request) (string, error) {
	return s.decideJoin(r, func(q joinQuery, j *view.Join) (rapporteur.Decision, string) {
		d := rapporteur.Decision{Verb: rapporteur.Split}
		for _, c := range j.Record.Claims {
			switch {
			case slices.Contains(q.Leave, c.Claim):
				d.With = append(d.With, rapporteur.Mark{Claim: c.Claim})
			case d.Claim == "":
				d.Claim = c.Claim
			}
		}
		if len(d.With) == 0 {
			return d, "Tick the claims that are to leave the record."
		}
		return d, ""
	})
}

// decideJoin stores the decision that make returns, if the records are still as
// they were shown; else it shows how they are now.
func (s *site) decideJoin(r *http.Request, make func(joinQuery, *view.Join) (rapporteur.Decision, string)) (string, error) {
	q, err := joinQueryOf(r.PathValue("record"), r.PostForm)
	if err != nil {
		return "", err
	}
	saw := r.PostForm.Get("saw")
	if saw == "" {
		return "", unclear{"A decision needs the state in which the records were shown. Nothing was decided."}
	}
	var fault string
	var now *view.Join
	made, err := s.desk.agree(r.Context(), func(ctx context.Context) (d rapporteur.Decision, ok bool, err error) {
		if now, err = s.Review.Join(ctx, q.JoinQuery); err != nil {
			return d, false, err
		}
		if d, fault = make(q, now); fault != "" || sawOf(now) != saw {
			return d, false, nil
		}
		d.As, d.Reason = now.Record.Kind, strings.TrimSpace(r.PostForm.Get("reason"))
		claim, err := s.desk.Ledger.Claim(ctx, d.Claim)
		d.Saw = claim.State
		return d, true, err
	})
	var conflict *ledger.ConflictError
	words := cannotJoin(err)
	switch {
	case made != nil:
		if q.claim != "" {
			q.Done++
			return q.Address("/review", "claim", string(q.claim)), nil
		}
		return q.Address("/join", "of", string(made.Claim), "as", string(made.As)), nil
	case words != "" || errors.As(err, &conflict) || errors.Is(err, ledger.ErrNotFound):
		// Its first claim leads to the record if that goes by another identity now.
		now, err = s.Review.Join(r.Context(), view.JoinQuery{ID: r.PostForm.Get("of"), As: rapporteur.Kind(r.PostForm.Get("as"))})
		if errors.Is(err, ledger.ErrNotFound) {
			return "", s.halted(r, http.StatusConflict, q.sitting, halt{Next: "/review",
				Words: "There is no such record any more: its claims were read anew or rejected. Nothing was recorded."})
		}
		if err != nil {
			return "", err
		}
	case err != nil:
		return "", err
	}
	status := http.StatusConflict
	if fault != "" {
		status, fault = http.StatusUnprocessableEntity, fault+" Nothing was recorded."
	} else {
		fault = fmt.Sprintf("In the meantime this was decided otherwise, or read anew. %sNothing was recorded; below is what there is now.", after(words))
	}
	return "", &refused{status, s.joinAnswer(q, now, fault)}
}

// after ends words with a space, if there are any.
func after(words string) string {
	if words == "" {
		return ""
	}
	return words + " "
}

// undoGrouping answers POST /r/{record}/undo.
func (s *site) undoGrouping(r *http.Request) (string, error) {
	q, err := joinQueryOf(r.PathValue("record"), r.PostForm)
	if err != nil {
		return "", err
	}
	undone, err := s.desk.retract(r.Context(), rapporteur.DecisionID(r.PostForm.Get("decision")))
	if errors.Is(err, errNotLast) {
		return "", s.halted(r, http.StatusConflict, q.sitting, halt{Next: q.Address("/r/" + url.PathEscape(q.ID) + "/join"),
			Words: "That decision was undone already. Nothing was changed."})
	}
	if err != nil {
		return "", err
	}
	return q.Address("/join", "of", string(undone.Claim), "as", string(undone.As), "claim", string(q.claim)), nil
}

// agree stores the decision that propose returns, unless it returns that none is
// to be made. Nothing else is decided here in between.
func (d *desk) agree(ctx context.Context, propose func(context.Context) (rapporteur.Decision, bool, error)) (*rapporteur.Decision, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.findDone(ctx); err != nil {
		return nil, err
	}
	e, ok, err := propose(ctx)
	if err != nil || !ok {
		return nil, err
	}
	made, err := d.one(ctx, e)
	if err != nil {
		return nil, err
	}
	d.push([]rapporteur.Decision{made})
	return &made, nil
}

// retract takes back a decision, whenever it was made. The error is errNotLast if
// it does not count any more.
func (d *desk) retract(ctx context.Context, id rapporteur.DecisionID) (rapporteur.Decision, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.findDone(ctx); err != nil {
		return rapporteur.Decision{}, err
	}
	standing, err := d.standing(ctx)
	if err != nil {
		return rapporteur.Decision{}, err
	}
	if !slices.ContainsFunc(standing, func(e rapporteur.Decision) bool { return e.ID == id }) {
		return rapporteur.Decision{}, errNotLast
	}
	undo, err := d.one(ctx, rapporteur.Decision{Verb: rapporteur.Undo, Undoes: id})
	if err != nil {
		return undo, err
	}
	for i, act := range d.done {
		d.done[i] = slices.DeleteFunc(slices.Clone(act), func(e rapporteur.Decision) bool { return e.ID == id })
	}
	d.done = slices.DeleteFunc(d.done, func(act []rapporteur.Decision) bool { return len(act) == 0 })
	return undo, nil
}
