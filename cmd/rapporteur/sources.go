package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/fetch"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/source"
	"example.org/rapporteur/internal/source/watch"
	"example.org/rapporteur/internal/text"
)

// sourcesCmd is the register of what is watched.
type sourcesCmd struct {
	Add      sourcesAddCmd      `cmd:"" help:"Add addresses, feeds, sitemaps, folders or archives to what is watched."`
	List     sourcesListCmd     `cmd:"" help:"List the sources with their state, last news and errors."`
	Remove   sourcesRemoveCmd   `cmd:"" help:"No longer watch sources; what was read of them stays."`
	Pause    sourcesPauseCmd    `cmd:"" help:"Stop watching sources until they are added again."`
	Check    sourcesCheckCmd    `cmd:"" help:"Look at sources now, whether or not they are due."`
	Import   sourcesImportCmd   `cmd:"" help:"Add the feeds of an OPML file, or a list of addresses, without asking for them."`
	Export   sourcesExportCmd   `cmd:"" help:"Write the feeds as OPML."`
	Versions sourcesVersionsCmd `cmd:"" help:"Print what a page said when, and what changed."`
	Warc     sourcesWarcCmd     `cmd:"" help:"Write captured pages as a web archive (WARC)."`
}

type sourcesAddCmd struct {
	Addresses []string    `arg:"" name:"address" help:"Addresses, folders or files."`
	Kind      source.Kind `help:"What it is, instead of finding out: feed, sitemap, list, page, folder or archive." placeholder:"KIND"`
	Title     string      `help:"Name to show."`
	Outlet    string      `help:"Outlet of all its reports, if they do not tell their own."`
	Category  string      `help:"What to sort it under."`
	Since     string      `help:"Pass over what was published before this day. Sitemaps: 30 days ago, unless given." placeholder:"DATE"`
	JSON      bool        `help:"Print the sources as JSON."`
	webFlags
}

func (c *sourcesAddCmd) Run(a *app) error {
	since, _, _, err := bounds("since", c.Since)
	if err != nil {
		return err
	}
	if c.Kind != "" && !slices.Contains(source.Kinds, c.Kind) {
		return misuse{fmt.Errorf("--kind %s: the kinds are %v", c.Kind, source.Kinds)}
	}
	web, err := c.client()
	if err != nil {
		return err
	}
	s, err := a.open()
	if err != nil {
		return err
	}
	defer s.Close()
	var added []ledger.Source
	failed := 0
	for _, address := range c.Addresses {
		finds, err := probe(a, web, address, c.Kind)
		if a.ctx.Err() != nil || errors.Is(err, fetch.Offline) && len(c.Addresses) == 1 {
			return err
		}
		if err != nil {
			failed++
			fmt.Fprintln(a.stderr, "rapporteur: not added:", printable(err.Error()))
		}
		for _, f := range finds {
			f.Outlet, f.Since = c.Outlet, since
			f.Category = first(c.Category, f.Category)
			f.Title = first(c.Title, f.Title)
			if f.Kind == string(source.Sitemap) && since.IsZero() {
				f.Since, err = rapporteur.DateOf(a.now().UTC().AddDate(0, 0, -30))
				if err != nil {
					return err
				}
			}
			stands, isNew, err := s.AddSource(a.ctx, f)
			if err != nil {
				return err
			}
			added = append(added, stands)
			if !c.JSON {
				word := "added"
				if !isNew {
					word = "known already"
				}
				fmt.Fprintf(a.stdout, "%s: %s %s %s\n", word, stands.Kind, stands.Address, printable(stands.Title))
			}
		}
	}
	if c.JSON {
		if err := printSources(a, added); err != nil {
			return err
		}
	}
	if failed > 0 {
		return partly{fmt.Sprintf("%d added, %d not", len(added), failed)}
	}
	return nil
}

func first(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}

// probe finds out what stands at an address or path and returns the sources that
// it gives: several for a list of feeds.
func probe(a *app, web watch.Getter, address string, kind source.Kind) ([]ledger.Source, error) {
	url := source.Canonical("", address)
	if url == "" {
		return probeFile(address, kind)
	}
	if kind != "" && kind != source.OPML {
		return []ledger.Source{{Kind: string(kind), Address: url}}, nil
	}
	resp, err := web.Get(a.ctx, fetch.Request{URL: url})
	if err != nil {
		return nil, err
	}
	return found(source.Sniff(resp.Body), url, resp.Body)
}

func probeFile(path string, kind source.Kind) ([]ledger.Source, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s is neither an address with http:// or https:// nor a file that is there", path)
	case info.IsDir():
		return []ledger.Source{{Kind: string(source.Folder), Address: path, Title: filepath.Base(path)}}, nil
	}
	if kind == "" {
		kind = sniffFile(path)
	}
	switch kind {
	case source.Archive, source.List:
		return []ledger.Source{{Kind: string(kind), Address: path, Title: filepath.Base(path)}}, nil
	case source.OPML:
		b, err := text.ReadFile(path, text.MaxSize)
		if err != nil {
			return nil, err
		}
		return found(kind, path, b)
	}
	return nil, fmt.Errorf("%s cannot be watched, for it leads to nothing new: read it with rapporteur read, or add its folder", path)
}

// found returns the sources of what stands at an address: for a page that
// announces feeds, the first of those.
func found(kind source.Kind, address string, body []byte) ([]ledger.Source, error) {
	switch kind {
	case source.OPML:
		l, err := source.ParseOPML(body)
		if err != nil {
			return nil, err
		}
		return feeds(l), nil
	case source.Page:
		if links := source.FeedLinks(address, body); len(links) > 0 {
			return []ledger.Source{{Kind: string(source.Feed), Address: links[0].URL, Title: links[0].Title, Site: address}}, nil
		}
		return []ledger.Source{{Kind: string(kind), Address: address}}, nil
	case source.Archive:
		return nil, fmt.Errorf("%s is an archive: download it, then read the file with rapporteur read", address)
	}
	l, err := source.Parse(kind, address, body)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", address, err)
	}
	return []ledger.Source{{Kind: string(kind), Address: address, Title: l.Title, Site: l.Site}}, nil
}

// feeds returns the feeds of an OPML file, or the pages of a list, as sources.
func feeds(l source.Listing) (all []ledger.Source) {
	for _, m := range l.More {
		all = append(all, ledger.Source{Kind: string(source.Feed), Address: m.URL, Title: m.Title, Site: m.Site, Category: m.Category})
	}
	return all
}

type sourcesImportCmd struct {
	File string `arg:"" help:"OPML file, or a list of the addresses of feeds, one a line."`
}

func (c *sourcesImportCmd) Run(a *app) error {
	b, err := text.ReadFile(c.File, text.MaxSize)
	if err != nil {
		return err
	}
	l, err := source.ParseOPML(b)
	if err != nil && source.Sniff(b) == source.List {
		l, err = source.ParseList(b)
		for _, r := range l.Refs {
			l.More = append(l.More, source.Link{URL: r.URL, Title: r.Title})
		}
	}
	if err != nil {
		return fmt.Errorf("import %s: %w", c.File, err)
	}
	s, err := a.open()
	if err != nil {
		return err
	}
	defer s.Close()
	n := 0
	for _, f := range feeds(l) {
		_, added, err := s.AddSource(a.ctx, f)
		if err != nil {
			return err
		}
		if added {
			n++
		}
	}
	fmt.Fprintf(a.stdout, "%d feeds imported, %d known already\n", n, len(l.More)-n)
	if l.Passed > 0 {
		return partly{fmt.Sprintf("%d entries have no address with http:// or https:// and were passed over", l.Passed)}
	}
	return nil
}

type sourcesExportCmd struct{}

func (c *sourcesExportCmd) Run(a *app) error {
	s, err := a.open()
	if err != nil {
		return err
	}
	defer s.Close()
	all, err := s.Sources(a.ctx)
	if err != nil {
		return err
	}
	var links []source.Link
	for _, f := range all {
		if f.Kind == string(source.Feed) {
			links = append(links, source.Link{URL: f.Address, Title: f.Title, Site: f.Site, Category: f.Category})
		}
	}
	slices.SortStableFunc(links, func(x, y source.Link) int { return strings.Compare(x.Category, y.Category) })
	if err := source.WriteOPML(a.stdout, "Rapporteur", links); err != nil {
		return err
	}
	if n := len(all) - len(links); n > 0 {
		fmt.Fprintf(a.stderr, "rapporteur: %d sources are no feeds, which is all that OPML holds: list them with rapporteur sources list --json\n", n)
	}
	return nil
}

type sourcesListCmd struct {
	JSON bool `help:"Print the sources as JSON."`
}

func (c *sourcesListCmd) Run(a *app) error {
	s, err := a.open()
	if err != nil {
		return err
	}
	defer s.Close()
	all, err := s.Sources(a.ctx)
	if err != nil {
		return err
	}
	if c.JSON {
		return printSources(a, all)
	}
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	for _, f := range all {
		news := "no news yet"
		if !f.NewsAt.IsZero() {
			news = "news " + f.NewsAt.Format(time.DateOnly)
		}
		state := string(f.State)
		if f.Errors > 0 {
			state = fmt.Sprintf("failing (%d)", f.Errors)
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%d read, %d waiting, %d aside\t%s\t%s\n", f.ID, f.Kind, state, news,
			f.Items[ledger.ItemRead], f.Items[ledger.ItemWaiting], f.Items[ledger.ItemAside], f.Address, clip(printable(first(f.Error, f.Title)), 80))
	}
	return w.Flush()
}

// A sourceLine is a source as JSON.
type sourceLine struct {
	ID       ledger.SourceID          `json:"id"`
	Kind     string                   `json:"kind"`
	Address  string                   `json:"address"`
	Title    string                   `json:"title,omitempty"`
	Site     string                   `json:"site,omitempty"`
	Category string                   `json:"category,omitempty"`
	Outlet   string                   `json:"outlet,omitempty"`
	Since    rapporteur.Date          `json:"since,omitzero"`
	State    ledger.SourceState       `json:"state"`
	Added    time.Time                `json:"added"`
	Checked  time.Time                `json:"checked,omitzero"`
	News     time.Time                `json:"news,omitzero"`
	Due      time.Time                `json:"due,omitzero"`
	Every    string                   `json:"every,omitempty"`
	Error    string                   `json:"error,omitempty"`
	Errors   int                      `json:"errors,omitempty"`
	Items    map[ledger.ItemState]int `json:"items,omitempty"`
}

func printSources(a *app, all []ledger.Source) error {
	lines := []sourceLine{}
	for _, s := range all {
		l := sourceLine{ID: s.ID, Kind: s.Kind, Address: s.Address, Title: s.Title, Site: s.Site, Category: s.Category,
			Outlet: s.Outlet, Since: s.Since, State: s.State, Added: s.Added, Checked: s.Checked, News: s.NewsAt, Due: s.Due,
			Error: s.Error, Errors: s.Errors, Items: s.Items}
		if s.Every > 0 {
			l.Every = s.Every.String()
		}
		lines = append(lines, l)
	}
	enc := json.NewEncoder(a.stdout)
	enc.SetIndent("", "  ")
	return enc.Encode(lines)
}
