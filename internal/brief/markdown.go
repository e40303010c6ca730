package brief

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"example.org/rapporteur/internal/view"
)

// WriteMarkdown writes a brief as Markdown with footnotes, as Pandoc and GitHub
// read them.
func WriteMarkdown(to io.Writer, b *Brief) error {
	w := bufio.NewWriter(to)
	fmt.Fprintf(w, "# %s\n\n%s\n", view.Markdown(b.heading()), view.Markdown(b.under()))
	var notes []Note
	for _, p := range b.Parts {
		fmt.Fprintf(w, "\n## %s\n", view.Markdown(p.Title))
		if p.empty() {
			fmt.Fprintf(w, "\n%s\n", nothing)
		}
		for _, g := range p.Groups {
			if g.Title != "" {
				fmt.Fprintf(w, "\n### %s\n", view.Markdown(g.Title))
			}
			fmt.Fprintln(w)
			for _, l := range g.Lines {
				fmt.Fprintf(w, "- %s", l.markdown())
				for _, n := range l.Notes {
					notes = append(notes, n)
					fmt.Fprintf(w, "[^%d]", len(notes))
				}
				fmt.Fprintln(w)
			}
		}
		if s := p.remark(); s != "" {
			fmt.Fprintf(w, "\n*%s*\n", view.Markdown(s))
		}
	}
	fmt.Fprintln(w)
	for i, n := range notes {
		fmt.Fprintf(w, "[^%d]: %s\n", i+1, n.markdown())
	}
	return w.Flush()
}

// nothing stands in a part that has no lines.
const nothing = "Nothing among the documents held."

func (b *Brief) heading() string { return "Brief: " + b.Title }

// under is what stands under the heading: the day, the purpose and the coverage.
func (b *Brief) under() string {
	s := strings.ToUpper(b.AsOfText[:1]) + b.AsOfText[1:] + "."
	if b.For != "" {
		s += " For: " + b.For + "; what does not stand in documents that speak of it is left out."
	}
	return s + " " + b.Coverage
}

func (p Part) empty() bool { return len(p.Groups) == 0 }

// remark says how the lines were chosen and how many were left out.
func (p Part) remark() string {
	var s []string
	if p.Rule != "" && !p.empty() {
		s = append(s, "How chosen: "+p.Rule+".")
	}
	if p.Left > 0 {
		s = append(s, fmt.Sprintf("%d more left out for length; --all lists them.", p.Left))
	}
	return strings.Join(s, " ")
}

func (l Line) markdown() string {
	var parts []string
	if l.Text != "" {
		parts = append(parts, view.Markdown(l.Text))
	}
	if l.Quote != "" {
		parts = append(parts, "“"+view.Markdown(l.Quote)+"”")
	}
	if l.After != "" {
		parts = append(parts, view.Markdown(l.After))
	}
	return l.joined(parts)
}

// joined puts the parts of a line together: a dash before what follows a quote,
// unless that is a question.
func (l Line) joined(parts []string) string {
	if l.After != "" && l.Quote != "" && !strings.HasSuffix(l.After, "?") {
		last := len(parts) - 1
		parts[last] = "— " + parts[last]
	}
	return strings.Join(parts, " ")
}

func (n Note) markdown() string {
	if n.Quote == "" {
		return "Worked out by the program: " + view.Markdown(n.Rule) + "."
	}
	s := "“" + view.Markdown(n.Quote) + "” " + view.Markdown(n.from())
	if link := view.MarkdownLink(n.URL); link != "" {
		s += ", " + link
	}
	return s + " (" + string(n.Claim) + ")"
}

// from names the outlet and the date, and the speaker where there is one besides.
func (n Note) from() string {
	s := n.Outlet + ", " + n.Date
	if n.Page != "" {
		s += ", " + n.Page
	}
	if n.Older {
		s += ", in a version that no longer stands"
	}
	if n.SaidBy != "" && n.SaidBy != n.Outlet {
		s += ", said by " + n.SaidBy
	}
	return s
}
