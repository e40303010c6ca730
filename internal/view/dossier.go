package view

import "example.org/rapporteur"

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
}

// A Meeting is one contact: a meeting, call, visit, dialogue, exercise, signing
// or statement.
type Meeting struct {
	ID        rapporteur.RecordID        `json:"id"`
	Type      rapporteur.InteractionType `json:"type"`
	Title     string                     `json:"title"`
	When      When                       `json:"when"`
	Place     Field                      `json:"place"`
	Parties   []Party                    `json:"parties"`
	Mechanism Field                      `json:"mechanism"`
	Edition   Field                      `json:"edition"`
	// Participants are the persons named, by party, each once.
	Participants []Participant `json:"participants,omitempty"`
	Areas        []string      `json:"areas,omitempty"`
	Certainty    Certainty     `json:"certainty"`
	// Future marks what sources only announce. Words about its trace are in Derived.
	Future     bool     `json:"future,omitempty"`
	Background bool     `json:"background,omitempty"` // known only from mentions as context
	Derived    *Derived `json:"derived,omitempty"`
	Evidence   Evidence `json:"evidence"`
}

// A Participant is a person who took part, with the office the sources give.
type Participant struct {
	Person  rapporteur.RecordID `json:"person,omitempty"` // empty if no record gathers the name
	Name    string              `json:"name"`
	Rank    string              `json:"rank,omitempty"`
	Office  Field               `json:"office"`
	Country *Party              `json:"country,omitempty"`
	Anchors []Anchor            `json:"anchors"`
}

// A Mechanism is a recurring forum with its editions.
type Mechanism struct {
	ID      rapporteur.RecordID `json:"id"`
	Name    string              `json:"name"`
	Names   []Fact              `json:"names"` // every name that sources use, the displayed one first
	Parties []Party             `json:"parties"`
	// Editions are in order of number, then of date; missing numbers are ghosts.
	Editions []Edition `json:"editions,omitempty"`
	// Cadence is the stated one, else that worked out from at least three dated editions.
	Cadence  Fact     `json:"cadence"`
	Evidence Evidence `json:"evidence"`
}

// EditionState is how an edition is known.
type EditionState string

// The states of an edition.
const (
	EditionHeld      EditionState = "held"
	EditionMissing   EditionState = "missing"   // its number is implied by a later one
	EditionAnnounced EditionState = "announced" // a source says that it will be held
)

// An Edition is one meeting of a mechanism, or its absence.
type Edition struct {
	Number  int                 `json:"number,omitempty"` // 0 if not stated
	State   EditionState        `json:"state"`
	Meeting rapporteur.RecordID `json:"meeting,omitempty"`
	When    When                `json:"when"`
	Place   Field               `json:"place"`
	// Words say what an edition that was not seen rests on, such as "no public
	// trace as of 1 May 2025".
	Words   string   `json:"words,omitempty"`
	Anchors []Anchor `json:"anchors,omitempty"`
	Origins int      `json:"origins"`
}

// An Agreement is a formal text and what has been done to it.
type Agreement struct {
	ID         rapporteur.RecordID         `json:"id"`
	Title      string                      `json:"title"`
	Titles     []Fact                      `json:"titles"` // every title that sources use, the displayed one first
	Kind       rapporteur.InstrumentKind   `json:"kind"`
	Status     rapporteur.InstrumentStatus `json:"status"` // the latest
	When       When                        `json:"when"`   // when it came to its latest status
	Parties    []Party                     `json:"parties"`
	Period     *When                       `json:"period,omitempty"` // the years it covers
	Implements Field                       `json:"implements"`
	Succeeds   Field                       `json:"succeeds"`
	History    []Step                      `json:"history"`
	Certainty  Certainty                   `json:"certainty"`
	Evidence   Evidence                    `json:"evidence"`
}

// A Step is one dated report in the life of an agreement or undertaking.
type Step struct {
	// What is the status or stage reported, or "restated" if the report adds nothing.
	What string `json:"what"`
	When When   `json:"when"` // of what is reported; if unknown, of publication, and then Said is set
	// Said marks a When that is the day of publication.
	Said   bool   `json:"said,omitempty"`
	Source Source `json:"source"`
}

// A CommitmentGroup holds the undertakings that were last reported at one stage.
type CommitmentGroup struct {
	Stage       rapporteur.Stage `json:"stage"`
	Title       string           `json:"title"`
	Commitments []Commitment     `json:"commitments"`
}

// A Commitment is a thread: from the first time an undertaking was said to the
// latest report on it.
type Commitment struct {
	ID rapporteur.RecordID `json:"id"`
	// Title is the exact quote of the thread's clearest claim, and Anchor its place.
	Title      string                `json:"title"`
	Anchor     Anchor                `json:"anchor"`
	What       string                `json:"what"` // the undertaking in short, not a quote
	By         []Party               `json:"by"`
	To         []Party               `json:"to,omitempty"`
	Areas      []string              `json:"areas,omitempty"`
	Act        rapporteur.SpeechAct  `json:"act"` // the strongest
	Stage      rapporteur.Stage      `json:"stage"`
	Due        When                  `json:"due"`
	Amount     Field                 `json:"amount"`
	Disclosure rapporteur.Disclosure `json:"disclosure,omitempty"`
	// Derived is what the clock adds as of the dossier's day.
	Derived   Derived   `json:"derived"`
	Steps     []Step    `json:"steps"`
	Restated  int       `json:"restated"` // reports after the first that add no evidence of action
	Certainty Certainty `json:"certainty"`
	Evidence  Evidence  `json:"evidence"`
}

// A Derived is a state worked out by the clock. It speaks of evidence only:
// that nothing was found never says that nothing was done.
type Derived struct {
	// Code is one of the states of link.ClockState, such as "overdue" or "no public trace".
	Code  string `json:"code"`
	Words string `json:"words"` // "no public trace since 5 March 2025, as of 1 May 2025"
	Basis string `json:"basis"` // the rule and the dates it was worked out from
}

// A Question is what sources say is not known.
type Question struct {
	ID       rapporteur.RecordID     `json:"id"`
	About    string                  `json:"about"`
	Type     rapporteur.QuestionType `json:"type"`
	Parties  []Party                 `json:"parties,omitempty"`
	Areas    []string                `json:"areas,omitempty"`
	Stated   When                    `json:"stated"` // the publication of the first document that says so
	By       string                  `json:"by"`     // who says so, in words
	Quote    string                  `json:"quote"`
	Anchor   Anchor                  `json:"anchor"`
	Answers  []Source                `json:"answers,omitempty"` // empty while it is open
	Evidence Evidence                `json:"evidence"`
}

// An Assessment is an opinion, forecast or speculation; it is never an event.
type Assessment struct {
	What      string    `json:"what"`
	By        string    `json:"by"` // who holds it, in words
	Anonymous bool      `json:"anonymous,omitempty"`
	Areas     []string  `json:"areas,omitempty"`
	Certainty Certainty `json:"certainty"`
	Source    Source    `json:"source"`
}

// Officials are the persons seen in office for one party.
type Officials struct {
	Party  Party    `json:"party"`
	People []Person `json:"people"` // last seen first
}

// A Person is someone in office, as the sources present them over time.
type Person struct {
	ID      rapporteur.RecordID `json:"id"`
	Name    string              `json:"name"`
	Names   []Fact              `json:"names"` // every form of the name, the displayed one first
	Country Field               `json:"country"`
	Ranks   []Fact              `json:"ranks,omitempty"`
	Offices []Office            `json:"offices,omitempty"` // last seen first
	First   When                `json:"first"`             // first and last sighting, by publication
	Last    When                `json:"last"`
	// Unsure marks a record that rests on a guess, such as a family name alone.
	Unsure   bool     `json:"unsure,omitempty"`
	Evidence Evidence `json:"evidence"`
}

// An Office is an office that a person was seen in, with the first and the last
// sighting. Between and beyond them nothing is said.
type Office struct {
	Title   string   `json:"title"`
	Former  bool     `json:"former,omitempty"` // the last source says that it is no longer held
	First   When     `json:"first"`
	Last    When     `json:"last"`
	Anchors []Anchor `json:"anchors"`
}

// A Disagreement is a field of a record for which sources give different values.
type Disagreement struct {
	Record rapporteur.RecordID `json:"record"`
	Kind   rapporteur.Kind     `json:"kind"`
	Title  string              `json:"title"` // of the record
	Field  string              `json:"field"`
	Values []Rival             `json:"values"` // the displayed one first
	Rule   string              `json:"rule"`   // why that one is displayed
}

// A Rival is one of several values of a field, with all that speaks for it.
type Rival struct {
	Value    string   `json:"value"`
	Evidence Evidence `json:"evidence"`
}
