package view

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
)

// People is what people said of claims and outlets, besides accepting and
// rejecting claims.
type People struct {
	// Corrections are those in force. Was is what the machine reads now.
	Corrections map[rapporteur.ClaimID][]rapporteur.Correction
	Information map[rapporteur.ClaimID]rapporteur.InformationGrade
	GradedBy    map[rapporteur.ClaimID]string // who graded the information
	Outlets     map[string]rapporteur.SourceGrade
	// Remarks are assessments, notes and replies, by the claim that they stand on,
	// in the order in which they were made.
	Remarks map[rapporteur.ClaimID][]rapporteur.Decision
}

// A Correction is a field that a person corrected, with what the machine reads.
type Correction struct {
	Field   rapporteur.Field `json:"field"`
	Machine string           `json:"machine"`
	Now     string           `json:"now"`
}

// A Remark is an assessment, a note or a reply. It never changes what it is about.
type Remark struct {
	Verb   rapporteur.Verb    `json:"verb"`
	About  rapporteur.Kind    `json:"about,omitempty"` // the kind of record that it is about; empty if about the claim
	By     string             `json:"by"`
	At     time.Time          `json:"at"`
	Text   string             `json:"text,omitempty"`
	From   string             `json:"from,omitempty"`   // whose reply it is
	Rating *rapporteur.Rating `json:"rating,omitempty"` // of an assessment
	Reason string             `json:"reason,omitempty"`
	Words  string             `json:"words"`
}

// review says what people decided about a claim.
func (x *index) review(id rapporteur.ClaimID) Review {
	r := Review{Verdict: x.Verdicts[id], Words: "machine, unreviewed", Information: x.People.Information[id]}
	verb := map[rapporteur.Verb]string{rapporteur.Accept: "accepted", rapporteur.Reject: "rejected"}[r.Verdict]
	if d, ok := x.Decisions[id]; ok {
		r.Verdict, r.By, r.At, r.Reason = d.Verb, d.By, d.At, d.Reason
		verb = map[rapporteur.Verb]string{rapporteur.Accept: "accepted", rapporteur.Edit: "corrected", rapporteur.Reject: "rejected", rapporteur.Add: "added"}[d.Verb]
		if d.Verb == rapporteur.Edit || d.Verb == rapporteur.Add {
			r.Verdict = rapporteur.Accept // as corrected or as added
		}
	}
	if verb != "" {
		r.Words = verb
		if r.By != "" {
			r.Words += " by " + r.By
		}
	}
	var read []string
	for _, c := range x.People.Corrections[id] {
		r.Corrections = append(r.Corrections, Correction{Field: c.Field, Machine: c.Was, Now: c.To})
		read = append(read, fmt.Sprintf("%s: %s", c.Field, orNone(strings.ReplaceAll(c.Was, "\n", "; "))))
	}
	if len(read) > 0 {
		before := "; the machine reads "
		if c := x.claims[id]; c != nil && c.Engine == rapporteur.PersonEngine {
			before = "; before that "
		}
		r.Words += before + strings.Join(read, ", ")
	}
	if words, ok := informationWords[r.Information]; ok {
		r.Words += fmt.Sprintf("; information graded %d, %s", r.Information, words)
	}
	for _, d := range x.People.Remarks[id] {
		m := remark(d)
		r.Remarks = append(r.Remarks, m)
		if d.Verb != rapporteur.Note { // notes are for those who keep the ledger
			r.Words += "; " + m.Words
		}
	}
	return r
}

// tellingFields are the fields by which it is told whether sources confirm what a
// record says: the first of them that it has. What changes in the course of time,
// such as a stage or status, is none.
var tellingFields = map[rapporteur.Kind][]string{
	rapporteur.KindInteraction: {link.FieldDate, link.FieldPlace, link.FieldType},
	rapporteur.KindInstrument:  {link.FieldSigned, link.FieldType},
	rapporteur.KindCommitment:  {link.FieldBy},
}

// information returns how credible a record is, and the person who says so; if
// nobody does, what independent origins come to. Of several persons' grades that
// of the claim published first counts.
func (x *index) information(r *rapporteur.Record) (grade rapporteur.InformationGrade, by string) {
	docs := make(map[rapporteur.ClaimID]rapporteur.DocID, len(r.Claims))
	claims := x.of(r.Claims) // in the order of publication
	standing := slices.ContainsFunc(claims, x.stands)
	for _, c := range claims {
		if g := x.People.Information[c.ID]; g != 0 {
			return g, x.People.GradedBy[c.ID]
		}
		if !standing || x.stands(c) { // a page that was corrected does not contradict itself
			docs[c.ID] = c.Doc
		}
	}
	certain := func(id rapporteur.ClaimID) bool {
		c := x.claims[id]
		return c != nil && c.Factuality == rapporteur.CTPlus && c.Mode != rapporteur.ModeHypothetical
	}
	for _, field := range tellingFields[r.Kind] {
		if len(r.Fields[field]) > 0 {
			return link.Credibility(*r, field, docs, certain, x.Origins), ""
		}
	}
	return 0, ""
}

// informationWords are the grades of information in the words of the scale.
var informationWords = map[rapporteur.InformationGrade]string{
	rapporteur.Confirmed: "confirmed by other independent sources", rapporteur.ProbablyTrue: "probably true", rapporteur.PossiblyTrue: "possibly true",
	rapporteur.Doubtful: "doubtful", rapporteur.Improbable: "improbable", rapporteur.TruthUnknown: "cannot be judged",
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

func remark(d rapporteur.Decision) Remark {
	m := Remark{Verb: d.Verb, About: d.As, By: d.By, At: d.At, Text: d.Text, From: d.From, Rating: d.Rating, Reason: d.Reason}
	switch d.Verb {
	case rapporteur.Assess:
		m.Words = fmt.Sprintf("implementation %s (%d of 3, %s, for %s), assessed by %s", d.Rating.Score, d.Rating.Score, d.Rating.Rubric, strings.TrimPrefix(d.Rating.Window.Words(), "from "), d.By)
	case rapporteur.Reply:
		m.Words = "reply of " + d.From + ": " + d.Text
	default:
		m.Words = "note by " + d.By + ": " + d.Text
	}
	return m
}
