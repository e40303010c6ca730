package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/source"
	"example.org/rapporteur/internal/source/diff"
)

type sourcesVersionsCmd struct {
	Page string `arg:"" help:"Address of a page, or identity of a document."`
	JSON bool   `help:"Print the versions as JSON."`
}

// A pageVersion is one version of a page as JSON.
type pageVersion struct {
	Doc   rapporteur.DocID `json:"doc"`
	Title string           `json:"title,omitempty"`
	First time.Time        `json:"firstCaptured"`
	Last  time.Time        `json:"lastCaptured"`
	// Changes are the words that differ from the version before; none for the first.
	Changes []diff.Part `json:"changes,omitempty"`
}

// A pageRemoval is a time during which a page was gone, as JSON.
type pageRemoval struct {
	At     time.Time `json:"at"`
	Status int       `json:"status"`
	Back   time.Time `json:"back,omitzero"`
}

func (c *sourcesVersionsCmd) Run(a *app) error {
	s, err := a.open()
	if err != nil {
		return err
	}
	defer s.Close()
	vs, err := versionsOf(a, s, c.Page)
	if errors.Is(err, ledger.ErrNotFound) {
		return partly{fmt.Sprintf("nothing was captured of %s: read it with rapporteur read", printable(c.Page))}
	}
	if err != nil {
		return err
	}
	var removals []ledger.Removal
	if url := vs[0].URL; url != "" {
		if removals, err = s.Removals(a.ctx, url); err != nil {
			return err
		}
	}
	out := struct {
		URL      string        `json:"url,omitempty"`
		Versions []pageVersion `json:"versions"`
		Removals []pageRemoval `json:"removals,omitempty"`
	}{URL: vs[0].URL}
	before := ""
	for i, v := range vs {
		d, err := s.Document(a.ctx, v.ID)
		if err != nil {
			return err
		}
		p := pageVersion{Doc: v.ID, Title: v.Title, First: v.First, Last: v.Last}
		if i > 0 {
			p.Changes = diff.Words(before, d.Text.String())
		}
		before = d.Text.String()
		out.Versions = append(out.Versions, p)
	}
	for _, r := range removals {
		out.Removals = append(out.Removals, pageRemoval{r.At, r.Status, r.Back})
	}
	if c.JSON {
		enc := json.NewEncoder(a.stdout)
		enc.SetIndent("", "  ")
		return enc.Encode(out)
	}
	for _, v := range out.Versions {
		fmt.Fprintf(a.stdout, "%s  captured %s to %s  %s\n", v.Doc, v.First.Format(time.DateTime), v.Last.Format(time.DateTime), printable(v.Title))
		if v.Changes != nil {
			fmt.Fprintln(a.stdout, changes(v.Changes))
		}
	}
	for _, r := range out.Removals {
		back := ""
		if !r.Back.IsZero() {
			back = ", there again " + r.Back.Format(time.DateTime)
		}
		fmt.Fprintf(a.stdout, "gone %s (%d)%s\n", r.At.Format(time.DateTime), r.Status, back)
	}
	return nil
}

// versionsOf returns the versions of a page by its address or by a document.
func versionsOf(a *app, s *store, page string) ([]ledger.Version, error) {
	url := source.Canonical("", page)
	if url == "" {
		return s.Versions(a.ctx, rapporteur.DocID(page))
	}
	return s.VersionsAt(a.ctx, url)
}

// around is how many words that both versions share are shown beside a change.
const around = 8

// changes writes the words that two versions do not share, with a few around
// them: [-removed-] and {+added+}, as git diff --word-diff does.
func changes(parts []diff.Part) string {
	var b strings.Builder
	for i, p := range parts {
		words := strings.Fields(printable(p.Text))
		switch p.Kind {
		case diff.Removed:
			fmt.Fprintf(&b, " [-%s-]", strings.Join(words, " "))
		case diff.Added:
			fmt.Fprintf(&b, " {+%s+}", strings.Join(words, " "))
		case diff.Same:
			head, tail := words, []string(nil)
			if i == 0 {
				head = nil
			}
			if len(words) > 2*around || i == 0 || i == len(parts)-1 {
				head, tail = head[:min(len(head), around)], words[max(0, len(words)-around):]
				if i == len(parts)-1 {
					tail = nil
				}
				if len(head)+len(tail) < len(words) {
					tail = append([]string{"…"}, tail...)
				}
			}
			for _, w := range append(head, tail...) {
				b.WriteString(" " + w)
			}
		}
	}
	return " " + b.String()
}
