package rapporteur

import "time"

// A Record gathers the claims that speak of one meeting, mechanism, agreement,
// undertaking, unknown or person. It is derived from claims and decisions and
// can be rebuilt at any time; values that differ between claims stay side by side.
type Record struct {
	ID      RecordID  `json:"id"`
	Kind    Kind      `json:"kind"`
	Title   string    `json:"title"`
	Parties []Party   `json:"parties,omitempty"`
	Claims  []ClaimID `json:"claims"` // in order of publication, then of place in the text
	// Fields holds every value that a claim gives for a field, the displayed one first.
	Fields map[string][]Value `json:"fields,omitempty"`
	// Reasons says why each claim after the first was put with the others.
	Reasons map[ClaimID]string `json:"reasons,omitempty"`
}

// A Value is one value of a record's field and the claims that give it.
type Value struct {
	Value  string    `json:"value"`
	Claims []ClaimID `json:"claims"`
}

// Verb is what a person decides about a claim.
type Verb string

// The verbs of a decision.
const (
	Accept Verb = "accept"
	Reject Verb = "reject"
	Undo   Verb = "undo"
)

// A Decision is what a person decided about a claim. Decisions are only ever
// added; undoing one adds another that names it.
type Decision struct {
	ID     DecisionID `json:"id"`
	Verb   Verb       `json:"verb"`
	Claim  ClaimID    `json:"claim,omitempty"`
	Undoes DecisionID `json:"undoes,omitempty"` // set if Verb is Undo
	By     string     `json:"by"`
	At     time.Time  `json:"at"`
	Reason string     `json:"reason,omitempty"`
	// Doc, Kind and Quote let the decision find its claim again after the text
	// has been read anew by another engine.
	Doc   DocID    `json:"doc,omitempty"`
	Of    Kind     `json:"of,omitempty"`
	Quote Selector `json:"quote,omitzero"`
}
