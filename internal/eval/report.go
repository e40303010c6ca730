package eval

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// WriteText prints the figures to three decimals, a line a kind, and then, if
// differences is set, a line for each miss and extra.
func (r Report) WriteText(w io.Writer, differences bool) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "documents %d, bad quotes %d\n", r.Documents, r.BadQuotes)
	for _, k := range r.Kinds {
		fmt.Fprintf(b, "%-14s gold %4d  P %.3f  R %.3f  F1 %.3f", k.Kind, k.Gold, k.Precision, k.Recall, k.F1)
		if k.StrictF1 != nil {
			fmt.Fprintf(b, "  strict F1 %.3f", *k.StrictF1)
		}
		for _, a := range k.Attributes {
			fmt.Fprintf(b, "  %s %.3f", a.Name, a.Right)
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(b, "headline (mean F1 of %s): %.3f\n", strings.Join(headline, ", "), r.Headline)
	if len(r.Unread) > 0 {
		fmt.Fprintf(b, "no prediction for: %s\n", strings.Join(r.Unread, ", "))
	}
	if len(r.Unknown) > 0 {
		fmt.Fprintf(b, "no annotations for: %s\n", strings.Join(r.Unknown, ", "))
	}
	if differences {
		for _, d := range r.Misses {
			fmt.Fprintf(b, "%s %s MISSED %s\n", d.Doc, d.Kind, d.summary())
		}
		for _, d := range r.Extras {
			fmt.Fprintf(b, "%s %s EXTRA  %s\n", d.Doc, d.Kind, d.summary())
		}
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("write the figures: %w", err)
	}
	return nil
}

// summary returns the record in one line of at most 300 code points.
func (d Difference) summary() string {
	const longest = 300
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(d.Record); err != nil {
		return err.Error() // records are structs of strings and cannot fail
	}
	s := strings.TrimSpace(b.String())
	if utf8.RuneCountInString(s) > longest {
		return string([]rune(s)[:longest-1]) + "…"
	}
	return s
}

// WriteJSON prints the whole report, misses and extras included, as one object.
func (r Report) WriteJSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(r); err != nil {
		return fmt.Errorf("write the figures: %w", err)
	}
	return nil
}

// Of returns the figures of a kind.
func (r Report) Of(kind string) (Kind, bool) {
	i := slices.IndexFunc(r.Kinds, func(k Kind) bool { return k.Kind == kind })
	if i < 0 {
		return Kind{}, false
	}
	return r.Kinds[i], true
}
