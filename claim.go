package rapporteur

import (
	"fmt"
	"strconv"
)

// Kind is what a claim is about.
type Kind string

// The kinds of claim.
const (
	KindInteraction Kind = "interaction" // meeting, call, visit, dialogue, exercise, signing, statement
	KindMechanism   Kind = "mechanism"   // a recurring forum or standing framework
	KindInstrument  Kind = "instrument"  // a formal text and what is done to it
	KindCommitment  Kind = "commitment"  // an undertaking, or a report on one
	KindQuestion    Kind = "question"    // what a source says is not known
	KindAssessment  Kind = "assessment"  // opinion, forecast, speculation; never an event
	KindTenure      Kind = "tenure"      // a person holds an office
)

// Kinds lists the kinds of claim in the order in which they are shown.
var Kinds = []Kind{KindInteraction, KindMechanism, KindInstrument, KindCommitment, KindQuestion, KindAssessment, KindTenure}

// A Claim is one thing that a document says, with the words it rests on, who
// says so, how certainly, and why the reader thinks so. Exactly one of the
// bodies at its end is set: that of its kind.
type Claim struct {
	ID   ClaimID `json:"id"`
	Doc  DocID   `json:"doc"`
	Kind Kind    `json:"kind"`
	// Quote is the shortest run of words that states the claim. It need not hold
	// every field: parties and dates may come from the sentences around it.
	Quote Quote `json:"quote"`
	// SaidBy is the chain of attribution from the nearest speaker outwards, ending
	// with the outlet. An unnamed source keeps the words that describe it.
	SaidBy []Speaker `json:"said_by,omitempty"`
	// Factuality is the claim's degree of certainty as its nearest speaker
	// presents it; the outlet's own is Uu where it merely relays.
	Factuality Factuality `json:"factuality"`
	Mode       Mode       `json:"mode"`
	Time       Time       `json:"time,omitzero"`
	Place      *Place     `json:"place,omitempty"`
	Parties    []Party    `json:"parties,omitempty"`
	Areas      []Area     `json:"areas,omitempty"`
	// Background marks what a text mentions only as context.
	Background bool `json:"background,omitempty"`
	// Unsure lists the fields that were resolved by a guess that a person should check.
	Unsure []string `json:"unsure,omitempty"`

	Engine string `json:"engine"`         // name and version of the engine
	Rule   RuleID `json:"rule"`           // the rule that proposed it
	Cues   []Cue  `json:"cues,omitempty"` // the words that made it fire, and to what effect

	Interaction *InteractionBody `json:"interaction,omitempty"`
	Mechanism   *MechanismBody   `json:"mechanism,omitempty"`
	Instrument  *InstrumentBody  `json:"instrument,omitempty"`
	Commitment  *CommitmentBody  `json:"commitment,omitempty"`
	Question    *QuestionBody    `json:"question,omitempty"`
	Assessment  *AssessmentBody  `json:"assessment,omitempty"`
	Tenure      *TenureBody      `json:"tenure,omitempty"`
}

// A Cue is a word or phrase that moved a claim's reading, and what it did.
type Cue struct {
	Start  CodePoint `json:"start"`
	End    CodePoint `json:"end"`
	Text   string    `json:"text"`
	Effect string    `json:"effect"` // such as "trigger", "negated", "PS+ modal"
}

// A Speaker is one link of a chain of attribution.
type Speaker struct {
	Name      string `json:"name"`             // as the text gives it
	Office    string `json:"office,omitempty"` // if a person in office
	State     Party  `json:"state,omitempty"`  // the state spoken for, if any
	Anonymous bool   `json:"anonymous,omitempty"`
}

// Party is a state by its ISO 3166-1 alpha-3 code, or an organisation, territory
// or collective by its name.
type Party string

// IsState reports whether p has the form of an ISO 3166-1 alpha-3 code.
// Organisations of three capitals, such as IMF, have it too: internal/who tells them apart.
func (p Party) IsState() bool {
	return len(p) == 3 && p[0] >= 'A' && p[0] <= 'Z' && p[1] >= 'A' && p[1] <= 'Z' && p[2] >= 'A' && p[2] <= 'Z'
}

// A Place is where something happens, to the precision given.
type Place struct {
	Name  string `json:"name"`            // as the text gives it
	State Party  `json:"state,omitempty"` // only if the text gives it or the place is unambiguous
}

// A Time is when something happens, in EDTF, with how that is known.
type Time struct {
	Date       Date   `json:"date,omitzero"`
	Expression string `json:"expression,omitempty"` // the words it was read from
	Basis      Basis  `json:"basis,omitempty"`
	// Inference says in words what was added to the expression: "year from the
	// publication date 2025-03-06". Empty if nothing was.
	Inference string `json:"inference,omitempty"`
}

// IsZero reports whether t holds nothing.
func (t Time) IsZero() bool { return t == Time{} }

// A Participant is a person who takes part in an official act.
type Participant struct {
	Name    string `json:"name"`
	Rank    string `json:"rank,omitempty"`
	Office  string `json:"office,omitempty"`
	Country Party  `json:"country,omitempty"`
	// OfficeInferred marks an office taken over from a counterpart.
	OfficeInferred bool `json:"office_inferred,omitempty"`
}

// InteractionBody is the body of an interaction claim.
type InteractionBody struct {
	Type         InteractionType `json:"type"`
	Mechanism    string          `json:"mechanism,omitempty"`
	Edition      int             `json:"edition,omitempty"` // 0 if not stated
	Participants []Participant   `json:"participants,omitempty"`
	Host         Party           `json:"host,omitempty"`
}

// MechanismBody is the body of a mechanism claim.
type MechanismBody struct {
	Name    string `json:"name"`
	Cadence string `json:"cadence,omitempty"` // as stated: "annual", "every two years"
}

// InstrumentBody is the body of an instrument claim.
type InstrumentBody struct {
	Title      string           `json:"title"`
	Type       InstrumentKind   `json:"type"`
	Status     InstrumentStatus `json:"status"`
	Period     Date             `json:"period,omitzero"` // the years it covers, if its title says so
	Implements string           `json:"implements,omitempty"`
	Succeeds   string           `json:"succeeds,omitempty"`
}

// CommitmentBody is the body of a commitment claim. The claim's Parties are By
// and To together.
type CommitmentBody struct {
	By         []Party    `json:"by"`
	To         []Party    `json:"to,omitempty"`
	What       string     `json:"what"`
	Act        SpeechAct  `json:"act"`
	Stage      Stage      `json:"stage"`
	Due        Time       `json:"due,omitzero"`
	Amount     string     `json:"amount,omitempty"` // as printed: "4.1 billion VND"
	Disclosure Disclosure `json:"disclosure,omitempty"`
}

// QuestionBody is the body of a question claim.
type QuestionBody struct {
	About string       `json:"about"`
	Type  QuestionType `json:"type"`
}

// AssessmentBody is the body of an assessment claim.
type AssessmentBody struct {
	What string `json:"what"`
}

// TenureBody is the body of a tenure claim: the person held the office when the
// document spoke.
type TenureBody struct {
	Person   Participant `json:"person"`
	Mentions []string    `json:"mentions,omitempty"` // other forms of the name in the text
	Former   bool        `json:"former,omitempty"`
	// Heard marks a person who takes part in an official act or is quoted, as
	// against one only mentioned.
	Heard bool `json:"heard,omitempty"`
}

// Seal gives the claim its identity: its document, kind, place in the text and
// what sets it apart from others that rest on the same words. It returns an
// error if the claim's body is not that of its kind or it quotes nothing.
func (c *Claim) Seal() error {
	var key string
	var body bool
	switch c.Kind {
	case KindInteraction:
		if body = c.Interaction != nil; body {
			key = string(c.Interaction.Type)
		}
	case KindMechanism:
		if body = c.Mechanism != nil; body {
			key = c.Mechanism.Name
		}
	case KindInstrument:
		if body = c.Instrument != nil; body {
			key = c.Instrument.Title
		}
	case KindCommitment:
		if body = c.Commitment != nil; body {
			key = fmt.Sprint(c.Commitment.By, c.Areas)
		}
	case KindQuestion:
		body = c.Question != nil
	case KindAssessment:
		body = c.Assessment != nil
	case KindTenure:
		if body = c.Tenure != nil; body {
			key = c.Tenure.Person.Name
		}
	default:
		return fmt.Errorf("claim of unknown kind %q", c.Kind)
	}
	if !body {
		return fmt.Errorf("%s claim without its body", c.Kind)
	}
	if c.Quote.IsZero() {
		return fmt.Errorf("%s claim without its words", c.Kind)
	}
	if c.Engine == PersonEngine {
		key += "\x00" + PersonEngine // or it would be taken for the reading's own as soon as that finds the same
	}
	c.ID = ClaimID("c" + digest(string(c.Doc), string(c.Kind), strconv.Itoa(int(c.Quote.Start())), c.Quote.Exact(), key))
	return nil
}
