package view

import (
	"time"

	"example.org/rapporteur"
)

// A Reader is one document with its claims beside its words.
type Reader struct {
	Heading
	PublishedBasis string    `json:"published_basis,omitempty"` // how the date is known, in words
	Hash           string    `json:"hash"`                      // SHA-256 of the text
	Captured       []Arrival `json:"captured,omitempty"`        // the first one first
	// SameOrigin names the other documents that tell the same story.
	SameOrigin []Heading `json:"same_origin,omitempty"`
	// Paragraphs hold the whole text in order, without the line breaks between them.
	Paragraphs []Paragraph   `json:"paragraphs"`
	Claims     []ReaderClaim `json:"claims"` // in order of the text
}

// An Arrival is one capture of the document.
type Arrival struct {
	At     time.Time         `json:"at"`
	Source string            `json:"source"`
	Blob   rapporteur.BlobID `json:"blob"`
}

// A Paragraph is a run of text between line breaks.
type Paragraph struct {
	Segments []Segment `json:"segments"`
}

// A Segment is a run of text within one paragraph that the same claims rest on.
// Quotes may overlap, so that a quote can be several segments.
type Segment struct {
	Text   string               `json:"text"`
	Start  rapporteur.CodePoint `json:"start"`            // in the whole text
	Claims []rapporteur.ClaimID `json:"claims,omitempty"` // empty for plain text
	// Begins are those of Claims whose quote starts here: the place to scroll to.
	Begins []rapporteur.ClaimID `json:"begins,omitempty"`
}

// A ReaderClaim is one claim as it stands beside its text.
type ReaderClaim struct {
	Anchor
	Kind      rapporteur.Kind      `json:"kind"`
	Title     string               `json:"title"` // in short, not a quote
	Quote     string               `json:"quote"`
	Start     rapporteur.CodePoint `json:"start"`
	End       rapporteur.CodePoint `json:"end"`
	Parties   []Party              `json:"parties,omitempty"`
	Values    []NamedValue         `json:"values,omitempty"`
	Certainty Certainty            `json:"certainty"`
	Mode      rapporteur.Mode      `json:"mode"`
	SaidBy    string               `json:"said_by"` // the chain of attribution in words
	// Unsure lists, in words, what was resolved by a guess.
	Unsure  []string          `json:"unsure,omitempty"`
	Engine  string            `json:"engine"`
	Rule    rapporteur.RuleID `json:"rule"`
	Why     []rapporteur.Cue  `json:"why,omitempty"`
	Review  Review            `json:"review"`
	Records []RecordRef       `json:"records,omitempty"` // that gather the claim
}

// A NamedValue is one field of a claim in words.
type NamedValue struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	Note  string `json:"note,omitempty"` // such as how a date was inferred
}

// A RecordRef names a record and the dossier it stands in.
type RecordRef struct {
	ID      rapporteur.RecordID `json:"id"`
	Kind    rapporteur.Kind     `json:"kind"`
	Title   string              `json:"title"`
	Parties []Party             `json:"parties,omitempty"`
}

// A ClaimPage is the permanent page of one claim: the claim, its words with
// those around them, and the document they stand in.
type ClaimPage struct {
	Document Heading     `json:"document"`
	Claim    ReaderClaim `json:"claim"`
	Before   string      `json:"before,omitempty"`
	After    string      `json:"after,omitempty"`
}
