// Package annotation is the exchange form of what a document says: the JSON
// object that annotators write by hand and that the reader prints.
//
// Fields that a text does not state are null or absent. Every quote is an exact
// substring of the text as it was given.
package annotation

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Document holds the annotations of one document.
type Document struct {
	Doc          string        `json:"doc"`
	Published    *string       `json:"published"` // EDTF
	Interactions []Interaction `json:"interactions"`
	Instruments  []Instrument  `json:"instruments"`
	Mechanisms   []Mechanism   `json:"mechanisms"`
	Commitments  []Commitment  `json:"commitments"`
	Gaps         []Gap         `json:"gaps"`
	Speculation  []Speculation `json:"speculation"`
	People       []Person      `json:"people"`
	Events       []Event       `json:"events_plover"`
}

// Interaction is a contact between states or organisations.
type Interaction struct {
	Type         string        `json:"type"`
	Date         *string       `json:"date"`
	Place        *string       `json:"place"` // "city, ISO3"
	Mechanism    *string       `json:"mechanism"`
	Edition      *Edition      `json:"edition"`
	Parties      []string      `json:"parties"`
	Participants []Participant `json:"participants"`
	Quote        string        `json:"quote"`
	Factuality   string        `json:"factuality"`
	Background   bool          `json:"background,omitempty"`
}

// Edition is the number of a mechanism's edition. Annotators write it as a
// number or as a string of digits; it is always written as a number.
type Edition int

// UnmarshalJSON reads 7 and "7".
func (e *Edition) UnmarshalJSON(b []byte) error {
	digits := strings.TrimSuffix(strings.TrimPrefix(string(b), `"`), `"`)
	n, err := strconv.Atoi(digits)
	if err != nil || n < 0 {
		return fmt.Errorf("edition %s is not a number: write it as 7 or \"7\"", b)
	}
	*e = Edition(n)
	return nil
}

// Participant is a person who takes part.
type Participant struct {
	Name    string  `json:"name"`
	Office  *string `json:"office"`
	Country *string `json:"country"`
}

// Instrument is a formal text between parties.
type Instrument struct {
	Title      string   `json:"title"`
	Kind       string   `json:"kind"`
	Parties    []string `json:"parties"`
	Date       *string  `json:"date"`
	Status     string   `json:"status"`
	Quote      string   `json:"quote"`
	Background bool     `json:"background,omitempty"`
}

// Mechanism is a recurring forum or standing framework.
type Mechanism struct {
	Name    string   `json:"name"`
	Parties []string `json:"parties"`
	Quote   string   `json:"quote"`
}

// Commitment is an undertaking or a report on one.
type Commitment struct {
	By           []string `json:"by"`
	To           []string `json:"to"`
	Area         string   `json:"area"`
	What         string   `json:"what"`
	Stage        string   `json:"stage"`
	Due          *string  `json:"due"`
	Factuality   string   `json:"factuality"`
	AttributedTo *string  `json:"attributed_to"`
	Quote        string   `json:"quote"`
	Background   bool     `json:"background,omitempty"`
}

// Gap is something that the text says is undisclosed, unconfirmed, unfinished or
// without evidence.
type Gap struct {
	About string `json:"about"`
	Kind  string `json:"kind"`
	Quote string `json:"quote"`
}

// Speculation is an opinion or forecast.
type Speculation struct {
	What         string  `json:"what"`
	Factuality   string  `json:"factuality"`
	AttributedTo *string `json:"attributed_to"`
	Quote        string  `json:"quote"`
}

// Person is an official or named expert who acts or is quoted.
type Person struct {
	Name     string   `json:"name"`
	Office   *string  `json:"office"`
	Country  *string  `json:"country"`
	Mentions []string `json:"mentions"`
}

// Event is a PLOVER event.
type Event struct {
	Source string `json:"source"`
	Target string `json:"target"`
	Type   string `json:"type"`
	CAMEO  string `json:"cameo,omitempty"`
	Mode   string `json:"mode,omitempty"`
	Quote  string `json:"quote"`
}

// Write prints d as one line of JSON, without escaping HTML characters.
func (d *Document) Write(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(d); err != nil {
		return fmt.Errorf("write annotations of %s: %w", d.Doc, err)
	}
	return nil
}
