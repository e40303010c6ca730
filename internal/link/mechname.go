package link

import (
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/who"
)

// A forumName is the name of a mechanism, ready to be compared.
type forumName struct {
	core []string // the stems that tell which one it is, sorted
	head string   // what kind of body it is: "talks", "committee", "exercise" …
	wide bool     // it has more than two states, so that "trilateral" adds nothing
}

// talks are the nouns between which the name of one forum drifts.
var talks = set("exchange exchanges consultation consultations dialogue dialogues dialog dialogs talk talks meeting meetings mechanism mechanisms session sessions forum")

// heads are nouns of bodies that are never the same as one another.
var heads = set("committee commission conference summit exercise exercises drill drills council group cooperation")

// plain are words of a forum's name that come and go from report to report.
var plain = set(`annual yearly regular bilateral joint first second third fourth fifth sixth seventh eighth ninth tenth inaugural latest next this last the of on and for
	level high senior ministerial minister ministers deputy vice official officials round`)

func newForumName(s string, parties []rapporteur.Party) forumName {
	n := forumName{wide: len(who.States(parties)) > 2}
	states := newStateNames(parties)
	for _, w := range words(s) {
		switch {
		case talks[w]:
			if n.head == "" {
				n.head = "talks"
			}
		case heads[w]:
			n.head = stem(w)
		case plain[w] || numbered(w) || states.has(w):
		default:
			n.core = append(n.core, stem(w))
		}
	}
	n.core = distinct(n.core)
	return n
}

// numbered reports whether a word is an ordinal or a year in figures.
func numbered(w string) bool {
	digits := strings.TrimRight(w, "stndrh")
	return digits != "" && strings.Trim(digits, "0123456789") == ""
}

// empty reports whether the name tells nothing beyond what kind of body it is.
func (n forumName) empty() bool { return len(n.core) == 0 }

func (n forumName) equal(o forumName) bool {
	return n.head == o.head && n.wide == o.wide && slices.Equal(n.core, o.core)
}

// same reports whether two names are of one forum: the same kind of body, and
// the words of one, at least two, all in the other. Words that set forums of
// the same parties apart must be in both.
func (n forumName) same(o forumName) bool {
	if n.empty() || o.empty() || n.head != o.head && n.head != "" && o.head != "" {
		return false
	}
	few, many := n.core, o.core
	if n.wide || o.wide {
		few, many = without(few, trilateral), without(many, trilateral)
	}
	if slices.Equal(few, many) {
		return len(few) > 0
	}
	if len(few) > len(many) {
		few, many = many, few
	}
	if len(few) < 2 || !subset(few, many) {
		return false
	}
	for _, w := range many {
		if apart[w] && !slices.Contains(few, w) {
			return false
		}
	}
	return true
}

var trilateral = stem("trilateral")

func without(ws []string, w string) []string {
	return slices.DeleteFunc(slices.Clone(ws), func(v string) bool { return v == w })
}

// apart are stems that tell forums of the same parties from each other.
var apart = func() map[string]bool {
	m := map[string]bool{}
	for w := range set("border trilateral maritime youth officers navy naval air coast guard police party theory science cyber intelligence") {
		m[stem(w)] = true
	}
	return m
}()

// held returns the forum that an interaction was a meeting of: one that its own
// words name. A text that mentions a forum elsewhere, or a meeting on the
// sidelines of one, is not a meeting of it.
func (c *claim) held() forumName {
	if c.Interaction.Mechanism == "" {
		return forumName{}
	}
	if c.forum == nil {
		n := c.forumHeld()
		c.forum = &n
	}
	return *c.forum
}

func (c *claim) forumHeld() forumName {
	n := newForumName(c.Interaction.Mechanism, c.Parties)
	var quoted []string
	for _, w := range words(c.Quote.Exact()) {
		if w == "sidelines" || w == "margins" {
			return forumName{}
		}
		quoted = append(quoted, stem(w))
	}
	if !subset(n.core, quoted) {
		return forumName{}
	}
	return n
}
