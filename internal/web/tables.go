package web

import (
	"strconv"
	"strings"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
)

// Table returns the decisions of a page of the log, one a row.
func (l logList) Table() view.Table {
	t := view.Table{{"number", "id", "at", "verb", "in words", "by", "reason", "undone", "document", "claim", "outlet"}}
	for _, e := range l.Entries {
		undone := ""
		if e.Undone {
			undone = "yes"
		}
		t = append(t, []string{strconv.FormatInt(e.Number, 10), string(e.ID), instant(e.At), string(e.Verb), e.Words, e.By, e.Reason, undone, string(e.Doc), string(e.Claim), e.Outlet})
	}
	return t
}

// instant writes a moment for programs (RFC 3339); nothing for one that never was.
func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// A waitList is what a page of the list of claims that wait holds, for programs.
type waitList struct {
	Waiting int                `json:"waiting"` // of this selection
	From    int                `json:"from"`    // number of the first one listed, counted from 1
	Next    string             `json:"next,omitempty"`
	Claims  []view.QueuedClaim `json:"claims"` // the least certain first
}

// Table returns the claims, one a row.
func (l waitList) Table() view.Table {
	t := view.Table{{"number", "claim", "document", "kind", "title", "quote", "outlet", "published", "certainty", "unsure", "rule"}}
	for i, c := range l.Claims {
		t = append(t, []string{strconv.Itoa(l.From + i), string(c.Claim), string(c.Doc), string(c.Kind), c.Title, c.Quote, c.Outlet, c.Published.Date.String(),
			c.Certainty.Word, strings.Join(c.Unsure, "; "), string(c.Rule)})
	}
	return t
}

// A sourceList is what a page of the sources holds, for programs.
type sourceList struct {
	All     int          `json:"all"`
	From    int          `json:"from"` // number of the first one listed, counted from 1
	Next    string       `json:"next,omitempty"`
	Sources []sourceLine `json:"sources"`
}

// A sourceLine is one source and how it fares.
type sourceLine struct {
	ID        string          `json:"id"`
	Kind      string          `json:"kind"`
	Address   string          `json:"address"`
	Title     string          `json:"title,omitempty"`
	Outlet    string          `json:"outlet,omitempty"`
	Category  string          `json:"category,omitempty"`
	State     string          `json:"state"`
	Error     string          `json:"error,omitempty"`
	Checked   time.Time       `json:"checked,omitzero"`
	NewsAt    time.Time       `json:"news_at,omitzero"`
	Seen      int             `json:"seen"`
	Read      int             `json:"read"`
	Waiting   int             `json:"waiting"`
	Failed    int             `json:"failed"`
	Documents int             `json:"documents"`
	Claims    int             `json:"claims"`
	First     rapporteur.Date `json:"first,omitzero"` // of its documents
	Last      rapporteur.Date `json:"last,omitzero"`
}

// list returns the sources of the page for programs.
func (p *sourcesPage) list() sourceList {
	l := sourceList{All: p.All, From: p.From, Next: p.Next, Sources: []sourceLine{}}
	for _, r := range p.Sources {
		l.Sources = append(l.Sources, sourceLine{
			ID: string(r.ID), Kind: r.Kind, Address: r.Address, Title: r.Title, Outlet: r.Outlet, Category: r.Category, State: string(r.State), Error: r.Error,
			Checked: r.Checked, NewsAt: r.NewsAt, Seen: r.Seen(), Read: r.Read(), Waiting: r.Waiting(), Failed: r.Failed(),
			Documents: r.Held.Documents, Claims: r.Held.Claims, First: r.Held.First, Last: r.Held.Last,
		})
	}
	return l
}

// Table returns the sources, one a row.
func (l sourceList) Table() view.Table {
	t := view.Table{{"id", "kind", "address", "title", "outlet", "category", "state", "error", "last looked at", "last news", "seen", "read", "waiting", "failed", "documents", "claims", "first", "last"}}
	for _, s := range l.Sources {
		t = append(t, []string{s.ID, s.Kind, s.Address, s.Title, s.Outlet, s.Category, s.State, s.Error, instant(s.Checked), instant(s.NewsAt), strconv.Itoa(s.Seen), strconv.Itoa(s.Read),
			strconv.Itoa(s.Waiting), strconv.Itoa(s.Failed), strconv.Itoa(s.Documents), strconv.Itoa(s.Claims), s.First.String(), s.Last.String()})
	}
	return t
}
