// Package brief prepares the page of a brief: its lines with numbered notes.
package brief

import "example.org/rapporteur/internal/brief"

// A Page is what the brief's template shows besides the brief.
type Page struct {
	Parts []Part
	Notes []Note // in the order of their numbers
}

// A Part is one part of the brief.
type Part struct {
	brief.Part
	Groups []Group
}

// A Group is lines under a heading of their own, which may be empty.
type Group struct {
	Title string
	Lines []Line
}

// A Line is one statement with the numbers of its notes.
type Line struct {
	brief.Line
	Numbers []int
}

// A Note is a note with its number. The same note has one number however often
// it is pointed to.
type Note struct {
	brief.Note
	Number int
}

// New numbers the notes of a brief.
func New(b *brief.Brief) *Page {
	p := &Page{}
	numbers := map[brief.Note]int{}
	for _, part := range b.Parts {
		out := Part{Part: part}
		for _, g := range part.Groups {
			group := Group{Title: g.Title}
			for _, l := range g.Lines {
				line := Line{Line: l}
				for _, n := range l.Notes {
					if numbers[n] == 0 {
						p.Notes = append(p.Notes, Note{n, len(p.Notes) + 1})
						numbers[n] = len(p.Notes)
					}
					line.Numbers = append(line.Numbers, numbers[n])
				}
				group.Lines = append(group.Lines, line)
			}
			out.Groups = append(out.Groups, group)
		}
		p.Parts = append(p.Parts, out)
	}
	return p
}
