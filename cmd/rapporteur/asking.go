package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/book"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/who"
)

// asking is what every command that prints a read model takes.
type asking struct {
	AsOf string `help:"Show what was public on this day, in EDTF." placeholder:"DATE"`
	JSON bool   `help:"Print it as JSON."`
}

// day reads a date that has a last day; the empty string is no date.
func day(flag, s string) (d rapporteur.Date, err error) {
	if s == "" {
		return d, nil
	}
	if d, err = rapporteur.ParseDate(s); err != nil {
		return d, misuse{fmt.Errorf("%s: %w", flag, err)}
	}
	if _, _, ok := d.Bounds(); !ok {
		return d, misuse{fmt.Errorf("%s: %s leaves its last day open: write a day, a month or a year, such as 2025-03-05", flag, d)}
	}
	return d, nil
}

// encode prints a value as indented JSON.
func encode(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// answer fetches a read model as of the day asked for and prints it: as JSON, or
// with write.
func answer[T any](a *app, q asking, fetch func(*book.Book, rapporteur.Date) (T, error), write func(io.Writer, T) error) (v T, err error) {
	asOf, err := day("--as-of", q.AsOf)
	if err != nil {
		return v, err
	}
	s, err := a.open()
	if err != nil {
		return v, err
	}
	defer s.Close()
	if v, err = fetch(book.New(s.Ledger, a.now), asOf); err != nil {
		if errors.Is(err, book.ErrDays) {
			err = misuse{err}
		}
		return v, err
	}
	if q.JSON {
		return v, encode(a.stdout, v)
	}
	return v, write(a.stdout, v)
}

// unknown turns the ledger's word for what it does not hold into a result that
// says what to do next.
func unknown(err error, what, next string) error {
	if errors.Is(err, ledger.ErrNotFound) {
		return partly{fmt.Sprintf("%s is not in the ledger: %s", what, next)}
	}
	return err
}

// partyOf returns the party that a word names: a state by its code or name, else
// an organisation as it is written.
func partyOf(word string) rapporteur.Party {
	if p, ok := who.Resolve(word); ok {
		return p
	}
	return rapporteur.Party(word)
}

// areaOf returns the area of cooperation of a name, of which a part is enough if
// it is of one alone.
func areaOf(name string) (rapporteur.Area, error) {
	var match []rapporteur.Area
	var all []string
	for _, a := range rapporteur.Areas {
		all = append(all, string(a))
		if strings.EqualFold(string(a), name) {
			return a, nil
		}
		if strings.Contains(string(a), strings.ToLower(name)) {
			match = append(match, a)
		}
	}
	if len(match) != 1 {
		return "", misuse{fmt.Errorf("%q is not one of the areas: %s", name, strings.Join(all, "; "))}
	}
	return match[0], nil
}
