package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/who"
)

// An editing is a claim with its fields to correct.
type editing struct {
	card
	Fields []editField
	Wrong  int    // fields whose values cannot be held
	Fault  string // what is wrong in all
	Reason string
	Back   string // address of the claim
}

// An editField is a field of a claim in the form.
type editField struct {
	Name    rapporteur.Field
	Value   string // as it was typed or, at first, as it is
	Machine string // as the machine reads it, if somebody corrected it
	Changed bool
	Rows    bool // it takes several lines
	Hint    string
	Error   string
}

// ID returns the name by which the page refers to the field.
func (f editField) ID() string { return "f-" + strings.ReplaceAll(string(f.Name), " ", "-") }

// hints say how values are written that are not plain words.
var hints = map[rapporteur.Field]string{
	"date":         "2025-03-05, 2025-03, or XXXX-03-05 if the year is not stated (the form is EDTF)",
	"due":          "2027, 2027-06, or 2025/2029 for all these years",
	"period":       "2025/2029: from and to",
	"parties":      "codes or names, with semicolons between: LAO; VNM",
	"by":           "codes or names, with semicolons between: LAO; VNM",
	"to":           "codes or names, with semicolons between: LAO; VNM",
	"areas":        "with semicolons between",
	"place":        "name | code of the state",
	"participants": "one a line: name | rank | office | country",
	"said by":      "one a line: name | office | state | unnamed",
	"background":   "yes or no",
	"factuality":   "CT certain, PR probable, PS possible; then + if it is said to be so, - if not to be so; CTu told without commitment, Uu not known",
	"former":       "yes or no",
}

// edit lays out a claim for correction; with typed, as it was sent in.
func (d *desk) edit(ctx context.Context, sit sitting, id rapporteur.ClaimID, typed map[rapporteur.Field]string) (*editing, error) {
	e := &editing{Back: sit.Address("/review", "claim", string(id))}
	if err := d.lay(ctx, id, &e.card); err != nil {
		return nil, err
	}
	stored, err := d.Ledger.Claim(ctx, id)
	if err != nil {
		return nil, err
	}
	for _, name := range rapporteur.FieldsOf(stored.Kind) {
		now, err := stored.Value(name)
		if err != nil {
			return nil, err
		}
		f := editField{Name: name, Value: now, Hint: hints[name], Rows: name == "participants" || name == "said by"}
		if stored.Machine != nil {
			if m, err := stored.Machine.Value(name); err == nil && m != now {
				f.Machine = "the machine reads: " + m
			}
		}
		if s, ok := typed[name]; ok {
			if s != now {
				s = who.Codes([]rapporteur.Correction{{Field: name, To: s}})[0].To
			}
			next, err := stored.Corrected([]rapporteur.Correction{{Field: name, To: s}})
			if err != nil {
				f.Value, f.Error = s, reasonOf(err)
				e.Wrong++
			} else if f.Value, err = next.Value(name); err != nil {
				return nil, err
			}
			f.Changed = f.Value != now
			before := who.Strangers([]rapporteur.Correction{{Field: name, To: now}})
			strangers := slices.DeleteFunc(who.Strangers([]rapporteur.Correction{{Field: name, To: f.Value}}), func(n who.Stranger) bool {
				return slices.ContainsFunc(before, func(o who.Stranger) bool { return o.Name == n.Name })
			})
			if f.Error == "" && len(strangers) > 0 {
				f.Error = strange(strangers)
				e.Wrong++
			}
		}
		e.Fields = append(e.Fields, f)
	}
	return e, nil
}

// reasonOf returns what is wrong with a value without repeating field and value.
func reasonOf(err error) string {
	if inner := errors.Unwrap(err); inner != nil {
		err = inner
	}
	return err.Error()
}

// reviewEdit answers GET /review/edit.
func (s *site) reviewEdit(r *http.Request) (answer, error) {
	sit, err := sittingOf(r.URL.Query())
	if err != nil {
		return answer{}, err
	}
	e, err := s.desk.edit(r.Context(), sit, rapporteur.ClaimID(r.URL.Query().Get("claim")), nil)
	if err != nil {
		return answer{}, err
	}
	return s.reviewAnswer(r.Context(), "Correct a claim", reviewPage{sitting: sit, Edit: e})
}

// decideEdit answers POST /review/edit.
func (s *site) decideEdit(r *http.Request) (string, error) {
	sit, err := sittingOf(r.PostForm)
	if err != nil {
		return "", err
	}
	ctx, f, id := r.Context(), r.PostForm, rapporteur.ClaimID(r.PostForm.Get("claim"))
	typed := map[rapporteur.Field]string{}
	for name := range f {
		if field, ok := strings.CutPrefix(name, "f."); ok {
			typed[rapporteur.Field(field)] = strings.TrimSpace(strings.ReplaceAll(f.Get(name), "\r\n", "\n"))
		}
	}
	e, err := s.desk.edit(ctx, sit, id, typed)
	if err != nil {
		return "", err
	}
	d := rapporteur.Decision{Verb: rapporteur.Edit, Claim: id, Saw: f.Get("saw"), Reason: strings.TrimSpace(f.Get("reason"))}
	for _, field := range e.Fields {
		if field.Changed {
			d.Corrections = append(d.Corrections, rapporteur.Correction{Field: field.Name, To: field.Value})
		}
	}
	switch {
	case d.Saw != e.State:
		return "", s.notDecided(r, sit, e.Back, []rapporteur.ClaimID{id})
	case e.Wrong > 0:
		e.Fault = fmt.Sprintf("%s cannot hold what was written. Nothing was recorded yet.", count(e.Wrong, "field", "fields"))
	case len(d.Corrections) == 0:
		e.Fault = "No field was changed. If the claim is right as it stands, accept it instead."
	default:
		return s.decideAndGoOn(ctx, r, sit, d)
	}
	e.Reason = f.Get("reason")
	a, err := s.reviewAnswer(ctx, "Correct a claim", reviewPage{sitting: sit, Edit: e})
	if err != nil {
		return "", err
	}
	return "", &refused{http.StatusUnprocessableEntity, a}
}
