package main

import (
	"io"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/book"
	"example.org/rapporteur/internal/view"
)

// listing is what every command that prints a list takes.
type listing struct {
	asking
	CSV bool `help:"Print it as CSV, for spreadsheets." xor:"form"`
	MD  bool `name:"md" help:"Print it as a Markdown table." xor:"form"`
}

// list fetches a list and prints it: as a table where one is asked for, else as
// answer does.
func list[T interface{ Table() view.Table }](a *app, q listing, fetch func(*book.Book, rapporteur.Date) (T, error), write func(io.Writer, T) error) (T, error) {
	switch {
	case q.CSV:
		write = func(w io.Writer, v T) error { return view.WriteCSV(w, v.Table()) }
	case q.MD:
		write = func(w io.Writer, v T) error { return view.WriteMarkdownTable(w, v.Table()) }
	}
	return answer(a, q.asking, fetch, write)
}

// parties reads the states or organisations that a list is about; none is all.
func parties(words []string) []rapporteur.Party {
	var out []rapporteur.Party
	for _, w := range words {
		out = append(out, partyOf(w))
	}
	return out
}
