package claim

import (
	"example.org/rapporteur"
	"example.org/rapporteur/internal/when"
)

type itemKind uint8

const (
	word itemKind = iota
	punctuation
	stateItem
	orgItem
	personItem
	placeItem
	officeItem
	bodyItem
	rankItem
	dateItem
	sidesItem   // "both sides", "they", "we": parties told elsewhere
	pronounItem // "he", "she": a person told elsewhere
)

// An item is one token of a sentence, or the tokens of one mention taken together.
type item struct {
	span    rapporteur.Span
	text    string
	lower   string // lower case, with straight apostrophes
	kind    itemKind
	parties []rapporteur.Party // whom the mention stands for, as far as it says
	adj     bool               // a demonym before a noun
	person  int                // index of the document's person, -1 if none
	expr    *when.Expr         // of a dateItem
	place   *rapporteur.Place  // of a place, or of a state called by its name
	count   int                // of a sidesItem: how many parties it stands for
	ordinal int                // the number of the edition that "third", "3rd", "inaugural" counts; 0 for others
}

// slotNames are the mentions that a pattern may ask for.
var slotNames = []string{"party", "state", "org", "person", "place", "date", "office", "sides", "ordinal"}

// fills reports whether the item answers to a slot of a pattern.
func (it *item) fills(slot string) bool {
	switch slot {
	case "party":
		return it.kind == sidesItem || it.kind == pronounItem || it.kind == personItem || it.kind == officeItem || len(it.parties) > 0
	case "state":
		return it.kind == stateItem && !it.adj
	case "org":
		return it.kind == orgItem
	case "person":
		return it.kind == personItem
	case "place":
		return it.kind == placeItem
	case "date":
		return it.kind == dateItem
	case "office":
		return it.kind == officeItem
	case "sides":
		return it.kind == sidesItem
	case "ordinal":
		return it.ordinal > 0
	}
	return false
}

// named reports whether the item is a person whom the document presents.
func (it *item) named() bool { return it.kind == personItem && it.person >= 0 }

// capital reports whether the item begins with a Latin capital.
func (it *item) capital() bool { return it.text != "" && it.text[0] >= 'A' && it.text[0] <= 'Z' }

// dash reports whether the item is a hyphen or an en dash, as inside names.
func (it *item) dash() bool { return it.text == "-" || it.text == "–" }

// possessive reports whether the item is the clitic of "Peru's".
func (it *item) possessive() bool { return it.lower == "'s" || it.lower == "'" }
