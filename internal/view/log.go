package view

import (
	"fmt"
	"strings"

	"example.org/rapporteur"
)

// DecisionWords says in one sentence what a decision does, without its author and
// the claim's words, which stand beside it.
func DecisionWords(d rapporteur.Decision) string {
	var s string
	switch d.Verb {
	case rapporteur.Accept:
		s = "accepted as read"
	case rapporteur.Edit:
		s = "corrected: " + fieldWords(d.Corrections)
	case rapporteur.Reject:
		s = "rejected"
	case rapporteur.Add:
		s = "added as " + string(d.Of) + ": " + fieldWords(d.Corrections)
	case rapporteur.Merge:
		s = fmt.Sprintf("put together with %s as one %s", others(len(d.With)), d.As)
	case rapporteur.Split:
		s = fmt.Sprintf("%s taken out of its %s", others(len(d.With)), d.As)
	case rapporteur.Unmerge:
		s = fmt.Sprintf("taken apart from %s as %s", others(len(d.With)), d.As)
	case rapporteur.Grade:
		if d.Outlet != "" {
			s = fmt.Sprintf("outlet %s graded %s", d.Outlet, d.Source)
		} else {
			s = fmt.Sprintf("information graded %d, %s", d.Information, informationWords[d.Information])
		}
	case rapporteur.Undo:
		s = "undoes decision " + string(d.Undoes)
	default:
		s = remark(d).Words
	}
	return s
}

func others(n int) string {
	if n == 1 {
		return "1 other claim"
	}
	return fmt.Sprintf("%d other claims", n)
}

// fieldWords lists fields with their values and, if they were corrected, with
// those before.
func fieldWords(fields []rapporteur.Correction) string {
	var out []string
	for _, c := range fields {
		s := string(c.Field) + " " + orNone(strings.ReplaceAll(c.To, "\n", "; "))
		if c.Was != "" {
			s += " (was " + strings.ReplaceAll(c.Was, "\n", "; ") + ")"
		}
		out = append(out, s)
	}
	return strings.Join(out, ", ")
}
