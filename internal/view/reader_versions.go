package view

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/source/diff"
)

// Versions are the texts that stood at one address, and what two of them do not share.
type Versions struct {
	Heading                // of the version asked for
	All     []PageVersion  `json:"versions"` // the first captured first
	Gone    []Absence      `json:"gone,omitempty"`
	Older   *PageVersion   `json:"older,omitempty"` // of the two compared; nil if there is but one
	Newer   *PageVersion   `json:"newer,omitempty"`
	Changes []diff.Part    `json:"changes,omitempty"`
	Removed int            `json:"removed_words"`
	Added   int            `json:"added_words"`
	Quotes  []VersionQuote `json:"quotes,omitempty"` // of the older version, in order of its text
	Fates   []FateCount    `json:"fates,omitempty"`
}

// A FateCount is how many quotes have a fate.
type FateCount struct {
	Fate Fate `json:"fate"`
	N    int  `json:"n"`
}

// A PageVersion is one text that stood at an address.
type PageVersion struct {
	Heading
	First time.Time `json:"first_captured"`
	Last  time.Time `json:"last_captured"`
}

// An Absence is a time during which a page was gone.
type Absence struct {
	At     time.Time `json:"at"`
	Status int       `json:"status"`        // of HTTP
	Back   time.Time `json:"back,omitzero"` // zero while it is gone
}

// A Fate is what became of a quote in a later version.
type Fate string

// The fates of a quote. Nothing is anchored anew by them: a claim stands in the
// text it was read from, and a person decides whether it holds of another.
const (
	Stands    Fate = "stands"    // the same words between the same words
	Moved     Fate = "moved"     // the same words once, between other words or at another place
	Ambiguous Fate = "ambiguous" // the same words more than once, none of them between the same words
	Vanished  Fate = "vanished"  // the words are not there
)

// Fates lists the fates, those that want a look first.
var Fates = []Fate{Vanished, Ambiguous, Moved, Stands}

// A VersionQuote is a quote of the older version and its fate in the newer.
type VersionQuote struct {
	Anchor
	Kind  rapporteur.Kind      `json:"kind"`
	Quote string               `json:"quote"`
	Fate  Fate                 `json:"fate"`
	From  rapporteur.CodePoint `json:"from"`
	To    rapporteur.CodePoint `json:"to,omitempty"` // where it stands now, if that can be told
}

// A StoredVersion is a document with the times of its first and last capture.
type StoredVersion struct {
	rapporteur.Document
	First, Last time.Time
}

// NewVersions returns the versions of a page, in the order in which they were
// first captured, and compares two of them, whichever was captured first as the
// older one; both must have their text. claims are those of the older one.
func NewVersions(all []StoredVersion, gone []Absence, of, with rapporteur.Document, claims []rapporteur.Claim) *Versions {
	x := newIndex(Input{Records: []rapporteur.Record{}})
	v := &Versions{Heading: x.heading(of, nil), Gone: gone}
	order := map[rapporteur.DocID]int{}
	for i, d := range all {
		order[d.ID] = i
		v.All = append(v.All, PageVersion{x.heading(d.Document, nil), d.First, d.Last})
	}
	if of.ID == with.ID {
		return v
	}
	older, newer := of, with
	if order[with.ID] < order[of.ID] {
		older, newer = with, of
	}
	v.Older, v.Newer = &v.All[order[older.ID]], &v.All[order[newer.ID]]
	v.Changes = diff.Words(older.Text.String(), newer.Text.String())
	for _, p := range v.Changes {
		switch n := len(strings.Fields(p.Text)); p.Kind {
		case diff.Removed:
			v.Removed += n
		case diff.Added:
			v.Added += n
		}
	}
	count := map[Fate]int{}
	for _, c := range claims {
		q := VersionQuote{Anchor: anchor(&c), Kind: c.Kind, Quote: c.Quote.Exact(), From: c.Quote.Start()}
		q.Fate, q.To = fate(c.Quote, newer.Text)
		count[q.Fate]++
		v.Quotes = append(v.Quotes, q)
	}
	slices.SortStableFunc(v.Quotes, func(a, b VersionQuote) int { return cmp.Compare(a.From, b.From) })
	for _, f := range Fates {
		if count[f] > 0 {
			v.Fates = append(v.Fates, FateCount{f, count[f]})
		}
	}
	return v
}

// fate tells what became of a quote in another text.
func fate(q rapporteur.Quote, t rapporteur.Text) (Fate, rapporteur.CodePoint) {
	places := t.Find(q.Exact())
	var same []rapporteur.Quote
	for _, p := range places {
		if p.Prefix() == q.Prefix() && p.Suffix() == q.Suffix() {
			same = append(same, p)
		}
	}
	switch {
	case len(same) == 1:
		return Stands, same[0].Start()
	case len(places) == 0:
		return Vanished, 0
	case len(places) == 1:
		return Moved, places[0].Start()
	}
	return Ambiguous, 0
}
