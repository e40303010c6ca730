package view

import "example.org/rapporteur"

// Newest says that a page of all that is held is made of the newest documents
// alone, because there are too many. The zero Newest says that it is not.
type Newest struct {
	Of int // documents held
}

// Counted returns a coverage that was counted without its documents, in words.
func Counted(c Coverage) Coverage {
	c.Words = c.words()
	return c
}

// NewRelation returns a relation between states without its counts.
func NewRelation(states []rapporteur.Party, latest rapporteur.Date) Relation {
	shown := parties(states)
	return Relation{Parties: shown, Title: inWords(names(shown)), Latest: when(latest), Outlets: []string{}}
}

// Parties returns parties for people to read, each once, in the order of their names.
func Parties(ps []rapporteur.Party) []Party { return parties(ps) }
