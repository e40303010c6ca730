package brief

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
)

// people lists who was last seen in office.
func (w *writer) people() Part {
	p := Part{Name: "who", Title: "Who is in office, as last seen",
		Rule: fmt.Sprintf("persons seen in office within %d years, the last seen first; a later change may not have been reported", seenWithin)}
	_, now, judged := w.Dossier.AsOf.Bounds()
	for _, o := range w.Dossier.People {
		g := Group{Title: o.Party.Name}
		for _, m := range o.People {
			if len(m.Offices) == 0 || m.Offices[0].Former || !w.among(m.Evidence.Sources) {
				continue
			}
			office := m.Offices[0]
			if _, seen, ok := office.Last.Date.Bounds(); !ok || judged && seen.Before(now.AddDate(-seenWithin, 0, 0)) {
				continue
			}
			l := Line{Text: fmt.Sprintf("%s, %s (last seen so: %s)", m.Name, office.Title, office.Last.Words), Notes: w.cite(office.Last.Anchors)}
			if m.Unsure {
				l.Text += ", partly a guess"
			}
			g.Lines = append(g.Lines, l)
		}
		var left int
		g.Lines, left = cut(w, g.Lines, mostPeople)
		p.Left += left
		p.add(g)
	}
	return p
}

func (p *Part) add(g Group) {
	if len(g.Lines) > 0 {
		p.Groups = append(p.Groups, g)
	}
}

// lastHeld returns the last edition of a mechanism that was held and is dated.
func lastHeld(m view.Mechanism) (last view.Edition, ok bool) {
	var at time.Time
	for _, e := range m.Editions {
		if e.State != view.EditionHeld {
			continue
		}
		if day, _, dated := e.When.Date.Bounds(); dated && !day.Before(at) {
			last, at, ok = e, day, true
		}
	}
	return last, ok
}

// editions says of each mechanism when it last met and what is known of the next time.
func (w *writer) editions() Part {
	p := Part{Name: "editions", Title: "The last edition and the next"}
	var forums []view.Mechanism
	for _, m := range w.Dossier.Mechanisms {
		if w.forum == nil && len(m.Editions) > 0 || w.forum != nil && m.ID == w.forum.ID {
			forums = append(forums, m)
		}
	}
	forums, p.Left = cut(w, forums, mostForums)
	apart := view.NamesApart(forums)
	for i, m := range forums {
		p.add(Group{Title: apart[i], Lines: w.edition(m)})
	}
	return p
}

func (w *writer) edition(m view.Mechanism) []Line {
	var out []Line
	last, held := lastHeld(m)
	switch {
	case held:
		l := Line{Text: "Last held: " + nth(last) + last.When.Words, Notes: w.cite(last.Anchors)}
		if last.Place.Text != "" {
			l.Text += ", " + last.Place.Text
		}
		for _, r := range last.Place.Rivals {
			l.Text += " or, as others say, " + r.Text
		}
		out = append(out, l)
	default:
		out = append(out, Line{Text: "No edition with a date is among the documents held", Notes: notes(m.Evidence.Sources)})
	}
	for _, e := range m.Editions {
		switch e.State {
		case view.EditionMissing:
			missing := fmt.Sprintf("Edition %d", e.Number)
			if e.Through > 0 {
				missing = fmt.Sprintf("Editions %d to %d", e.Number, e.Through)
			}
			out = append(out, Line{Text: missing + ": " + e.Words, Notes: worked(nil, "editions are numbered one after another; a later number is reported")})
		case view.EditionAnnounced, view.EditionExpected:
			if held && e.State == view.EditionAnnounced && before(e, last) {
				continue // what was announced has since been overtaken
			}
			l := Line{Text: "Next: " + nth(e) + e.When.Words + " (" + string(e.State) + ")", Notes: w.cite(e.Anchors)}
			if e.Words != "" {
				l.Text += "; " + e.Words
			}
			if e.State == view.EditionExpected || len(l.Notes) == 0 {
				l.Notes = worked(w.cite(append(slices.Clone(last.Anchors), e.Anchors...)), "the rhythm of the editions held: "+m.Cadence.Text)
			}
			out = append(out, l)
		}
	}
	if m.Cadence.Text != "" {
		l := Line{Text: "How often: " + m.Cadence.Text, Notes: w.cite(m.Cadence.Anchors)}
		if len(l.Notes) == 0 {
			l.Notes = worked(nil, "the median of the intervals between dated editions, each divided by the editions that it spans")
		}
		out = append(out, l)
	}
	return out
}

// before reports whether an announced edition is one that has met since.
func before(e, last view.Edition) bool {
	if e.Number > 0 && last.Number > 0 {
		return e.Number <= last.Number
	}
	return strings.Contains(e.Words, "met after that")
}

func nth(e view.Edition) string {
	if e.Number == 0 {
		return ""
	}
	return fmt.Sprintf("edition %d, ", e.Number)
}

// news lists what became known since a day.
func (w *writer) news() Part {
	p := Part{Name: "new", Title: "New"}
	if w.News == nil {
		return p
	}
	p.Title = "New since " + w.News.From.Words()
	p.Rule = "what became public after that day, of each kind the last published; further reports of what was known are left out"
	byKind := map[view.Novelty]*Group{}
	var order []view.Novelty
	for _, c := range w.News.Changes {
		if c.What == view.FurtherReport || !w.among(c.Sources) {
			continue
		}
		l := Line{Text: c.Title + ":", Quote: c.Sources[0].Quote, Notes: notes(c.Sources)}
		switch {
		case c.Kind == rapporteur.KindCommitment || c.Kind == rapporteur.KindQuestion || c.Kind == rapporteur.KindAssessment:
			l.Text = ""
		case c.Is != "" && c.Was == "":
			l.Text = c.Title + ", " + c.Is + ":"
		}
		if c.Was != "" {
			l.After = c.Was + " → " + c.Is
		} else if c.What == view.NewCommitment {
			l.After = c.Is
		}
		if byKind[c.What] == nil {
			byKind[c.What] = &Group{Title: strings.ToUpper(string(c.What[:1])) + string(c.What[1:])}
			order = append(order, c.What)
		}
		g := byKind[c.What]
		g.Lines = append(g.Lines, l)
	}
	for _, k := range order {
		g := byKind[k]
		if n := len(g.Lines) - mostNew; n > 0 && !w.All { // in order of publication
			g.Lines = g.Lines[n:]
			p.Left += n
		}
		p.add(*g)
	}
	return p
}

// contested lists where sources give values that cannot all be right.
func (w *writer) contested() Part {
	p := Part{Name: "contested", Title: "Contested", Rule: "the displayed value first: " + ruleOf(w.Dossier.Disagreements)}
	var g Group
	for _, d := range w.Dossier.Disagreements {
		var values []string
		var sources []view.Source
		for _, v := range d.Values {
			values = append(values, fmt.Sprintf("%s (%s)", v.Value, originCount(v.Evidence.Origins)))
			if len(v.Evidence.Sources) > 0 {
				sources = append(sources, v.Evidence.Sources[0])
			}
		}
		if !w.among(sources) {
			continue
		}
		l := Line{Text: d.Title + ", " + d.Field + ": " + strings.Join(values, " or ")}
		for _, s := range sources { // one for each value, however many there are
			l.Notes = append(l.Notes, note(s))
		}
		g.Lines = append(g.Lines, l)
	}
	if len(g.Lines) == 0 {
		p.Rule = ""
	}
	p.add(g)
	return p
}

func ruleOf(ds []view.Disagreement) string {
	if len(ds) == 0 {
		return ""
	}
	return ds[0].Rule
}

func originCount(n int) string {
	if n == 1 {
		return "1 origin"
	}
	return fmt.Sprintf("%d origins", n)
}

// unseen says what could not be seen.
func (w *writer) unseen() Part {
	p := Part{Name: "unseen", Title: "What could not be seen"}
	var g Group
	for _, s := range w.Unseen.Words {
		g.Lines = append(g.Lines, Line{Text: strings.TrimSuffix(s, "."), Notes: worked(nil, "counted over the "+documents(w.Unseen.Documents)+" held that speak of these parties")})
	}
	p.add(g)
	return p
}

func documents(n int) string {
	if n == 1 {
		return "1 document"
	}
	return fmt.Sprintf("%d documents", n)
}
