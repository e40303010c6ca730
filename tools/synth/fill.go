package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/book"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/who"
)

// fill stores reports on states in a ledger and derives the records. Reports that are
// there stay, so that what was broken off goes on.
func fill(ctx context.Context, dir string, reports int, states []rapporteur.Party, out io.Writer) (err error) {
	w := &world{seed: 1, prose: true, places: map[rapporteur.DocID]int{}}
	if err := w.fill(reports*perDocument, states); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	now := func() time.Time { return time.Date(firstYear+years, 6, 1, 12, 0, 0, 0, time.UTC) }
	l, err := ledger.Open(ctx, filepath.Join(dir, "ledger.db"), now)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	start := time.Now()
	for i := range w.documents {
		r, err := w.report(i)
		if err == nil {
			err = r.write()
		}
		if err != nil {
			return err
		}
		d := r.doc.Document
		d.Text = r.text
		_, err = l.PutDocument(ctx, ledger.Reading{Document: d, Engine: engine, Claims: r.claims, Capture: rapporteur.Capture{
			Doc: r.doc.ID, Blob: rapporteur.NewBlobID([]byte(r.text.String())), Source: r.doc.Name + ".txt", MediaType: "text/plain"}})
		if err != nil {
			return err
		}
		if n := i + 1; n%10_000 == 0 {
			fmt.Fprintf(out, "%d reports stored after %s\n", n, time.Since(start).Round(time.Second))
		}
	}
	at, _, err := l.Revision(ctx)
	if err != nil {
		return err
	}
	err = book.New(l, now).Relink(ctx, func(records iter.Seq2[rapporteur.Record, error]) error {
		return l.ReplaceRecordsFrom(ctx, at, records)
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%d reports, %d claims, records derived after %s\n", reports, reports*perDocument, time.Since(start).Round(time.Second))
	return nil
}

// settings and asides make the reports differ as those of the press do: two
// reports of one matter share few runs of words.
var (
	settings = []string{"after two days of talks", "at the close of a working visit", "in a hall by the river", "before the season of rains", "behind closed doors",
		"on the margins of a trade fair", "with a delegation of eleven", "at the request of the host", "in the presence of their ambassadors", "following a tour of the harbour"}
	asides = []string{"Weather had delayed the flight of the guests by some hours.", "A dinner was given by the governor of the province.", "The programme names no further stops.",
		"Reporters were let in for the opening remarks only.", "An orchestra of cadets played at the gate.", "The building had been repaired for the occasion.",
		"Neither delegation took questions from the press.", "Interpreters worked in three languages.", "The visitors laid flowers at a memorial.",
		"Students had lined the road since the morning.", "The texts are kept at the two ministries.", "Traffic in the old town was closed until noon."}
)

// compose writes the report's text, a sentence for each of its claims in their
// order with others in between, and returns its title.
func (r *report) compose(rng *rand.Rand, n int) (title string, err error) {
	pick := func(s []string) string { return s[rng.IntN(len(s))] }
	a, b := who.Display(r.parties[0]), who.Display(r.parties[1])
	year := r.day.Year()
	title = fmt.Sprintf("%s and %s on %s, report %d", a, b, r.matter, n)
	sentences := []string{
		fmt.Sprintf("Delegations of %s and %s met on %s %s.", a, b, r.day.Format("2 January 2006"), pick(settings)),
		fmt.Sprintf("%s received the guests from %s %s to speak about %s.", name(r.parties[0], rng.IntN(6)), b, pick(settings), r.matter),
		fmt.Sprintf("The protocol on %s for %d was signed by both sides %s.", r.matter, year, pick(settings)),
		fmt.Sprintf("It belongs to the dialogue on %s, which has met %d times.", r.matter, year-firstYear+1),
		fmt.Sprintf("%s said that it would give %d specialists and stores for %s by %d.", a, 10+rng.IntN(900), r.matter, year+1+rng.IntN(3)),
		fmt.Sprintf("%s promised to bear %d per cent of the cost of %s %s.", b, 5+rng.IntN(90), r.matter, pick(settings)),
		fmt.Sprintf("Together they mean to keep %d posts for %s under one roof.", 2+rng.IntN(60), r.matter),
		fmt.Sprintf("When the %s begin was not said %s.", r.matter, pick(settings)),
		fmt.Sprintf("For %s, %s spoke as Minister of Defence.", a, name(r.parties[0], rng.IntN(6))),
		fmt.Sprintf("%s, Deputy Minister of Defence, answered for %s.", name(r.parties[1], rng.IntN(6)), b),
	}
	var text strings.Builder
	var ends [][2]int
	for _, s := range sentences {
		ends = append(ends, [2]int{text.Len(), text.Len() + len(s)})
		fmt.Fprintf(&text, "%s %s %s\n\n", s, pick(asides), pick(asides))
	}
	if r.text, err = rapporteur.NewText(strings.TrimSpace(text.String())); err != nil {
		return title, err
	}
	for _, e := range ends {
		span, err := r.text.Span(rapporteur.ByteOffset(e[0]), rapporteur.ByteOffset(e[1]))
		if err != nil {
			return title, err
		}
		r.quotes = append(r.quotes, span)
	}
	return title, nil
}
