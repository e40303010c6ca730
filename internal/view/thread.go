package view

import (
	"example.org/rapporteur"
)

// A Thread is the page of one undertaking.
type Thread struct {
	AsOf          rapporteur.Date `json:"as_of"`
	AsOfText      string          `json:"as_of_text"`
	Commitment    Commitment      `json:"commitment"`
	Disagreements []Disagreement  `json:"disagreements"`
}

// NewThread returns the undertaking of a record's or claim's identity, else one that
// gathers one of the claims. ok is false if there was none as of the day.
func NewThread(in Input, id string, claims ...rapporteur.ClaimID) (t *Thread, ok bool) {
	x := newIndex(in)
	r := x.record(rapporteur.KindCommitment, id, claims)
	if r == nil {
		return nil, false
	}
	return &Thread{
		AsOf: in.AsOf, AsOfText: asOf(in.AsOf), Commitment: x.commitment(r), Disagreements: append([]Disagreement{}, x.disagreements(r)...),
	}, true
}

// record returns the record of a kind that has an identity or gathers the claim
// of it, else the first of some claims that one gathers; nil if there is none.
func (x *index) record(k rapporteur.Kind, id string, claims []rapporteur.ClaimID) *rapporteur.Record {
	if r := x.records[rapporteur.RecordID(id)]; r != nil && r.Kind == k {
		return r
	}
	for _, c := range append([]rapporteur.ClaimID{rapporteur.ClaimID(id)}, claims...) {
		for _, r := range x.recordOf[c] {
			if r.Kind == k {
				return r
			}
		}
	}
	return nil
}
