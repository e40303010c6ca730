package view

import (
	"cmp"

	"example.org/rapporteur"
)

// An Arrived is what came into the ledger on a day or after it, whenever it was
// published.
type Arrived struct {
	Since     rapporteur.Date `json:"since"`
	Words     string          `json:"words"`     // "20 May 2026"
	All       int             `json:"all"`       // documents that arrived
	Documents []Heading       `json:"documents"` // the last to arrive first; at most LatestReadings
}

// NewArrived names documents that arrived since a day. Their claims are not counted.
func NewArrived(since rapporteur.Date, docs []rapporteur.Document, all int) *Arrived {
	a := &Arrived{Since: since, Words: since.Words(), All: all, Documents: []Heading{}}
	for _, d := range docs {
		a.Documents = append(a.Documents, Heading{
			ID: d.ID, Title: cmp.Or(d.Title, d.Name, "untitled"), Outlet: d.Outlet, URL: d.URL, Language: d.Language, Register: d.Register, Published: when(d.Published),
		})
	}
	return a
}
