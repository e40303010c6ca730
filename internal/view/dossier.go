package view

import (
	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
)

// A Dossier is what is known between two or more states as of a day.
type Dossier struct {
	Parties  []Party         `json:"parties"`
	Title    string          `json:"title"` // "Laos and Vietnam"
	AsOf     rapporteur.Date `json:"as_of"`
	AsOfText string          `json:"as_of_text"` // "as of 1 May 2025"
	Coverage Coverage        `json:"coverage"`

	Meetings      []Meeting         `json:"meetings"` // latest first, those without a date last
	Mechanisms    []Mechanism       `json:"mechanisms"`
	Agreements    []Agreement       `json:"agreements"`  // latest first
	Commitments   []CommitmentGroup `json:"commitments"` // by stage; groups without any are left out
	Questions     []Question        `json:"questions"`   // open ones first
	Assessments   []Assessment      `json:"assessments"` // opinions, kept apart from what happened
	People        []Officials       `json:"people"`      // one list a party of the dossier, in its order
	Disagreements []Disagreement    `json:"disagreements"`

	// Lanes are the same as a picture.
	Lanes []Lane `json:"-"`
}

// NewDossier returns what is known between the parties. A record belongs to it
// if all of them are party to it; more may be.
func NewDossier(in Input, ps []rapporteur.Party) *Dossier {
	x := newIndex(in)
	ps = codesOf(parties(ps))
	d := &Dossier{
		Parties: parties(ps), Title: inWords(names(parties(ps))), AsOf: in.AsOf, AsOfText: asOf(in.AsOf),
		Meetings: x.meetings(ps), Mechanisms: x.mechanisms(ps), Agreements: x.agreements(ps), Commitments: x.commitments(ps),
		Questions: x.questions(ps), Assessments: x.assessments(ps),
	}
	d.Lanes = x.lanes(d.Meetings, d.Mechanisms, d.Agreements, d.Commitments)
	var docs []link.Document
	var claims []*rapporteur.Claim
	speaks := x.speaking(ps)
	for _, c := range x.sorted {
		if hasAll(c.Parties, ps) {
			claims = append(claims, c)
		}
	}
	for _, d := range x.Documents {
		if speaks[d.ID] {
			docs = append(docs, d)
		}
	}
	d.Coverage = x.coverage(docs, claims)
	d.People = x.officials(ps, speaks)
	d.Disagreements = x.disputes(ps, d.People)
	return d
}

// speaking returns the documents with a claim that all of the parties are party to.
func (x *index) speaking(ps []rapporteur.Party) map[rapporteur.DocID]bool {
	docs := map[rapporteur.DocID]bool{}
	for _, c := range x.sorted {
		if hasAll(c.Parties, ps) {
			docs[c.Doc] = true
		}
	}
	return docs
}

func codesOf(ps []Party) []rapporteur.Party {
	out := make([]rapporteur.Party, len(ps))
	for i, p := range ps {
		out[i] = p.Code
	}
	return out
}
