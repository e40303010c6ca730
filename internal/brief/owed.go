package brief

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/view"
)

// A debt is an undertaking that is not known to have ended.
type debt struct {
	view.Commitment
	silent  int  // days since the last evidence; -1 if not known
	pledged bool // someone undertook it, rather than asked for it
}

// urgency orders debts by what the clock says of them, the most pressing first.
var urgency = []string{string(link.Overdue), string(link.Due), string(link.NotDue), string(link.Current), string(link.Stale), string(link.NoTrace), string(link.Unjudged)}

// debts returns the open undertakings, the most pressing first.
func (w *writer) debts() []debt {
	_, now, judged := w.Dossier.AsOf.Bounds()
	var out []debt
	for _, g := range w.Dossier.Commitments {
		for _, c := range g.Commitments {
			if !slices.Contains(urgency, c.Derived.Code) || !w.among(c.Evidence.Sources) {
				continue
			}
			d := debt{Commitment: c, silent: -1}
			if last, ok := lastEvidence(c); ok && judged {
				d.silent = int(now.Sub(last) / (24 * time.Hour))
			}
			switch c.Act {
			case rapporteur.ActMention, rapporteur.ActExchanged, rapporteur.ActUrged:
			default:
				d.pledged = true
			}
			out = append(out, d)
		}
	}
	slices.SortStableFunc(out, func(a, b debt) int {
		return cmp.Or(cmp.Compare(slices.Index(urgency, a.Derived.Code), slices.Index(urgency, b.Derived.Code)), cmp.Compare(a.silent, b.silent))
	})
	return out
}

// lastEvidence returns the day by which the last report on an undertaking was
// public, its own or that of an act.
func lastEvidence(c view.Commitment) (last time.Time, ok bool) {
	_, last, ok = c.Evidence.Last.Date.Bounds()
	for _, m := range c.Moves {
		if _, day, dated := m.Public.Date.Bounds(); dated && day.After(last) {
			last, ok = day, true
		}
	}
	return last, ok
}

// owed lists the open undertakings by who is to do them, then what was only asked for.
func (w *writer) owed() Part {
	p := Part{Name: "owed", Title: "What is owed, and by whom",
		Rule: "undertakings not reported as delivered, withdrawn, superseded or lapsed; overdue and due ones first, then those last spoken of"}
	by := map[string][]Line{}
	var order []string
	const asked = "Asked for or spoken of, and not promised"
	for _, d := range w.debts() {
		title := joint(d.By)
		if !d.pledged {
			title = asked
		} else if !slices.Contains(order, title) {
			order = append(order, title)
		}
		by[title] = append(by[title], d.line(title))
	}
	slices.Sort(order)
	for _, title := range append(order, asked) {
		g := Group{Title: title, Lines: by[title]}
		var left int
		g.Lines, left = cut(w, g.Lines, mostOwed)
		p.Left += left
		p.add(g)
	}
	return p
}

// joint names those who undertake something together.
func joint(ps []view.Party) string {
	names := make([]string, len(ps))
	for i, p := range ps {
		names[i] = p.Name
	}
	if n := len(names); n > 2 {
		names = append(names[:0:0], strings.Join(names[:n-1], ", "), names[n-1])
	}
	return strings.Join(names, " and ")
}

func (d debt) line(under string) Line {
	var text []string
	if by := joint(d.By); by != under {
		text = append(text, "by "+by)
	}
	if len(d.To) > 0 {
		text = append(text, "to "+joint(d.To))
	}
	l := Line{Text: strings.Join(text, " "), Quote: d.Title}
	if l.Text != "" {
		l.Text += ":"
	}
	after := []string{"reported as " + string(d.Stage), d.Derived.Words}
	if d.Standing != "" && d.Standing != link.StandingSaid {
		after = append(after, "so far "+string(d.Standing))
	}
	if d.silent >= 0 {
		after = append(after, days(d.silent)+" since the last evidence")
	}
	if d.Restated > 0 {
		after = append(after, fmt.Sprintf("said again %s without new evidence", times(d.Restated)))
	}
	l.After = strings.Join(after, "; ")
	// The words quoted first, then the latest report, then the latest act.
	first := slices.IndexFunc(d.Evidence.Sources, func(s view.Source) bool { return s.Claim == d.Anchor.Claim })
	var sources []view.Source
	if first >= 0 {
		sources = append(sources, d.Evidence.Sources[first])
	}
	if n := len(d.Evidence.Sources); n > 0 && n-1 != first {
		sources = append(sources, d.Evidence.Sources[n-1])
	}
	for i := len(d.Moves) - 1; i >= 0; i-- {
		if m := d.Moves[i]; m.Record != "" || m.What == link.MoveActivity {
			sources = append(sources, m.Source)
			break
		}
	}
	l.Notes = notes(sources)
	return l
}

func days(n int) string {
	if n == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", n)
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// unknown lists the open questions, and returns them too.
func (w *writer) unknown() (Part, []view.Question) {
	p := Part{Name: "unknown", Title: "Unknown", Rule: "what sources say is not known and no later document held answers, the last stated first"}
	var open []view.Question
	for _, q := range w.Dossier.Questions {
		if len(q.Answers) == 0 && w.among(q.Evidence.Sources) {
			open = append(open, q)
		}
	}
	var g Group
	shown, left := cut(w, open, mostUnknown)
	p.Left = left
	for _, q := range shown {
		g.Lines = append(g.Lines, Line{Quote: q.Quote, After: string(q.Type) + ", as of " + q.Stated.Words, Notes: notes(q.Evidence.Sources)})
	}
	p.add(g)
	return p, open
}

// suggested turns what is open, overdue, contested or without trace into
// questions to put, by the templates written out below. Each names its template.
func (w *writer) suggested(open []view.Question) Part {
	p := Part{Name: "suggested", Title: "Questions to put", Rule: "made by fixed templates from the parts above; the words between quotation marks are the sources'"}
	var g Group
	ask := func(template, before, quote, after string, notes []Note) {
		g.Lines = append(g.Lines, Line{Text: before, Quote: quote, After: after, Notes: worked(notes, "template “"+template+"”")})
	}
	for _, m := range w.Dossier.Mechanisms {
		if w.forum != nil && m.ID != w.forum.ID {
			continue
		}
		for _, e := range m.Editions {
			if (e.State == view.EditionAnnounced || e.State == view.EditionExpected) && strings.Contains(e.Words, string(link.NoTrace)) {
				ask("silent edition", fmt.Sprintf("%s, %s%s, %s: no public trace. Was it held, and when and where?", m.Name, nth(e), e.When.Words, e.State), "", "", w.cite(e.Anchors))
			}
		}
	}
	perState := map[string]int{}
	for _, d := range w.debts() {
		if !d.pledged {
			continue
		}
		if perState[d.Derived.Code]++; perState[d.Derived.Code] > mostSuggested/4 && !w.All {
			continue
		}
		by, notes := joint(d.By), d.line("").Notes
		switch d.Derived.Code {
		case string(link.Overdue):
			ask("overdue", by+" undertook for "+d.Due.Words+":", d.Title, "What has been done, and where can it be seen?", notes)
		case string(link.Due), string(link.NotDue):
			ask("due", by+" undertook for "+d.Due.Words+":", d.Title, "Is it on the way?", notes)
		case string(link.NoTrace), string(link.Stale):
			ask("no public trace", by+", last heard of "+d.Evidence.Last.Words+":", d.Title, "What has come of it?", notes)
		}
	}
	for i, q := range open {
		if i >= mostSuggested/4 && !w.All {
			break
		}
		after := "Can it be told now?"
		if q.Type == rapporteur.NotFinalised {
			after = "Has it been settled since?"
		}
		ask("open question", "Stated "+q.Stated.Words+":", q.Quote, after, notes(q.Evidence.Sources))
	}
	for _, d := range w.Dossier.Disagreements {
		var values []string
		var sources []view.Source
		for _, v := range d.Values {
			values = append(values, v.Value)
			sources = append(sources, v.Evidence.Sources[:min(1, len(v.Evidence.Sources))]...)
		}
		if w.among(sources) {
			ask("contested", fmt.Sprintf("%s, %s: sources give %s. Which is right?", d.Title, d.Field, strings.Join(values, " and ")), "", "", notes(sources))
		}
	}
	g.Lines, p.Left = cut(w, g.Lines, mostSuggested)
	p.add(g)
	return p
}
