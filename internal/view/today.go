package view

import (
	"time"

	"example.org/rapporteur"
)

// A Today is the front page: what is held, and where to go from there.
type Today struct {
	AsOf        rapporteur.Date `json:"as_of"`
	AsOfText    string          `json:"as_of_text"`
	Coverage    Coverage        `json:"coverage"`
	Relations   []Relation      `json:"relations"` // most meetings, agreements and undertakings first
	Latest      []Heading       `json:"latest"`    // documents, last published first; at most LatestReadings
	Questions   []Question      `json:"questions"` // open ones, last stated first; at most LatestQuestions
	Quarantined []Quarantined   `json:"quarantined,omitempty"`
}

// A Relation is a set of two or three states of which records speak together.
type Relation struct {
	Parties     []Party  `json:"parties"`
	Title       string   `json:"title"`
	Documents   int      `json:"documents"`
	Origins     int      `json:"origins"`
	Meetings    int      `json:"meetings"`
	Mechanisms  int      `json:"mechanisms"`
	Agreements  int      `json:"agreements"`
	Commitments int      `json:"commitments"`
	Questions   int      `json:"questions"` // open ones
	Latest      When     `json:"latest"`    // publication of the latest document
	Outlets     []string `json:"outlets"`
}

// A Heading names a document.
type Heading struct {
	ID        rapporteur.DocID `json:"id"`
	Title     string           `json:"title"`
	Outlet    string           `json:"outlet,omitempty"`
	URL       string           `json:"url,omitempty"` // as given; not checked to be safe to link to
	Language  string           `json:"language,omitempty"`
	Register  string           `json:"register,omitempty"`
	Published When             `json:"published"`
	Origin    string           `json:"origin,omitempty"`
	Claims    int              `json:"claims"`
	Parties   []Party          `json:"parties,omitempty"` // those most of its claims speak of
}

// A Quarantined is a file that could not be read.
type Quarantined struct {
	Source string    `json:"source"`
	Reason string    `json:"reason"`
	At     time.Time `json:"at"`
}
