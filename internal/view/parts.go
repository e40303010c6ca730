// Package view makes the read models of the pages: plain values that a page, a
// terminal and a program can show alike, in which every fact leads to its words.
package view

import (
	"time"

	"example.org/rapporteur"
)

// A Party is a state or organisation for people to read.
type Party struct {
	Code rapporteur.Party `json:"code"`
	Name string           `json:"name"`
}

// An Anchor leads from a fact to the words it rests on: the claim's place in
// the reader of its document.
type Anchor struct {
	Claim rapporteur.ClaimID `json:"claim"`
	Doc   rapporteur.DocID   `json:"doc"`
}

// A Fact is one value in words and the claims that give it. One without anchors
// was worked out by the program, and its words say so.
type Fact struct {
	Text    string   `json:"text"`
	Anchors []Anchor `json:"anchors,omitempty"`
}

// A Field is the displayed value of something and what else is said of it.
// Text is empty if no source gives a value.
type Field struct {
	Fact
	Rivals []Fact `json:"rivals,omitempty"`
}

// A When is a date with the words to show for it. Words are never empty: a date
// that is not known says so.
type When struct {
	Date  rapporteur.Date `json:"date,omitzero"`
	Words string          `json:"words"`
	// Inference says what was added to the source's own expression; empty if nothing was.
	Inference string   `json:"inference,omitempty"`
	Anchors   []Anchor `json:"anchors,omitempty"`
	Rivals    []Fact   `json:"rivals,omitempty"`
}

// A Form is how a mark shows certainty without colour.
type Form string

// The forms.
const (
	Solid     Form = "solid"     // presented as certain
	Hollow    Form = "hollow"    // presented as certainly not so
	Dashed    Form = "dashed"    // probable, possible or still to come
	Bracketed Form = "bracketed" // the source does not commit itself, or the reading is a guess
)

// A Certainty is a degree of certainty as a form and a word, never as a colour.
type Certainty struct {
	Form Form                  `json:"form"`
	Word string                `json:"word"`
	Code rapporteur.Factuality `json:"code"`
}

// Evidence is what a fact or record rests on. Origins, not addresses, are
// counted as sources of their own: one wire story is one origin.
type Evidence struct {
	Documents int      `json:"documents"`
	Outlets   int      `json:"outlets"` // documents whose outlet is not known are not counted
	Origins   int      `json:"origins"`
	Sources   []Source `json:"sources"` // one a claim, in order of publication
	// Last is the day by which the latest of the documents was public.
	Last When `json:"last"`
	// Information is how credible it is on the Admiralty scale: by a person where
	// InformationBy names one, else counted from independent origins; 0 for records
	// that no such grade is worked out for.
	Information   rapporteur.InformationGrade `json:"information,omitempty"`
	InformationBy string                      `json:"information_by,omitempty"`
	// Older says that only versions of pages that no longer stand say it.
	Older bool `json:"older,omitempty"`
}

// A Source is one claim as evidence.
type Source struct {
	Anchor
	Outlet string `json:"outlet,omitempty"`
	// Grade is how reliable people find the outlet, on the Admiralty scale; empty if nobody graded it.
	Grade     rapporteur.SourceGrade `json:"grade,omitempty"`
	Title     string                 `json:"title"`         // of the document
	URL       string                 `json:"url,omitempty"` // as given; not checked to be safe to link to
	Published When                   `json:"published"`
	Page      string                 `json:"page,omitempty"` // of the file, such as "p. 3"
	// Superseded is the version of the page that stands in the place of the one that
	// says this; empty if that one stands.
	Superseded rapporteur.DocID `json:"superseded,omitempty"`
	Origin     string           `json:"origin"` // the origin's name; equal for copies of one story
	Quote      string           `json:"quote"`
	SaidBy     string           `json:"said_by"` // the chain of attribution in words
	Certainty  Certainty        `json:"certainty"`
	Review     Review           `json:"review"`
	// Reason says why the claim was put with the others; empty for the first.
	Reason string `json:"reason,omitempty"`
}

// Review is what people decided about a claim.
type Review struct {
	// Verdict is Accept, also if it was corrected, Reject, or empty if nobody has decided.
	Verdict rapporteur.Verb `json:"verdict,omitempty"`
	By      string          `json:"by,omitempty"`
	At      time.Time       `json:"at,omitzero"`
	Reason  string          `json:"reason,omitempty"`
	Words   string          `json:"words"` // such as "machine, unreviewed"
	// Corrections are fields that people corrected; the values shown are theirs.
	Corrections []Correction `json:"corrections,omitempty"`
	// Information is how credible people find it, on the Admiralty scale; 0 if nobody graded it.
	Information rapporteur.InformationGrade `json:"information,omitempty"`
	Remarks     []Remark                    `json:"remarks,omitempty"`
}

// Coverage is what a page is based on. It stands beside the counts, because
// what is not among the documents cannot be among the facts.
type Coverage struct {
	Documents int `json:"documents"`
	// Older versions of pages of which another stands: they are not counted as documents.
	Older int `json:"older_versions,omitempty"`
	// Undated documents have no known publication date.
	Undated   int             `json:"undated,omitempty"`
	Outlets   []string        `json:"outlets"`
	Origins   int             `json:"origins"`
	Languages []string        `json:"languages"` // BCP 47
	First     rapporteur.Date `json:"first,omitzero"`
	Last      rapporteur.Date `json:"last,omitzero"`
	LastRead  time.Time       `json:"last_read,omitzero"`
	Claims    int             `json:"claims"`
	Reviewed  int             `json:"reviewed"` // claims that a person accepted or rejected
	// Words is the whole in one sentence.
	Words string `json:"words"`
}
