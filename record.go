package rapporteur

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
