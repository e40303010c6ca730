package rapporteur

import (
	"errors"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"
)

// Verb is what a person decides.
type Verb string

// The verbs of a decision.
const (
	Accept  Verb = "accept"  // the claim is what its words say
	Edit    Verb = "edit"    // it is, with these corrections
	Reject  Verb = "reject"  // it is not
	Merge   Verb = "merge"   // the claims belong to one record
	Split   Verb = "split"   // the claims of With leave the record of Claim for one of their own
	Unmerge Verb = "unmerge" // the machine's records of With are none of them that of Claim
	Grade   Verb = "grade"   // how reliable an outlet is, or how credible what a claim says
	Assess  Verb = "assess"  // how far what was undertaken has been carried out
	Note    Verb = "note"    // a remark of those who keep the ledger
	Reply   Verb = "reply"   // what someone concerned answers, or asks to have corrected
	Add     Verb = "add"     // a claim of the author's own, on words that the reading made nothing of
	Undo    Verb = "undo"    // a decision, which may itself be an undo, no longer counts
)

// Verbs lists the verbs.
var Verbs = []Verb{Accept, Edit, Reject, Merge, Split, Unmerge, Grade, Assess, Note, Reply, Add, Undo}

// A Decision is what a person decided. Decisions are only ever added; undoing one
// adds another that names it.
type Decision struct {
	ID     DecisionID `json:"id"`
	Verb   Verb       `json:"verb"`
	Claim  ClaimID    `json:"claim,omitempty"`  // empty for the grade of an outlet; of an addition, the claim that it makes
	Undoes DecisionID `json:"undoes,omitempty"` // set if Verb is Undo
	By     string     `json:"by"`
	At     time.Time  `json:"at"`
	Reason string     `json:"reason,omitempty"`
	// Doc, Of, Quote and Engine let the decision find its claim again after the
	// text has been read anew by another engine. Of an addition, Doc, Of and Quote
	// are given, and say what the claim rests on and of which kind it is.
	Doc    DocID    `json:"doc,omitempty"`
	Of     Kind     `json:"of,omitempty"`
	Quote  Selector `json:"quote,omitzero"`
	Engine string   `json:"engine,omitempty"` // that had read the claim

	// With are the further claims of a merge, split or unmerge.
	With []Mark `json:"with,omitempty"`
	// As is the kind of record that a merge, split or unmerge is about. For an
	// assessment, a note or a reply it is that of the record which gathers the
	// claim, or empty if what is said is about the claim alone.
	As Kind `json:"as,omitempty"`

	Corrections []Correction     `json:"corrections,omitempty"` // of an edit; of an addition, the fields of its claim
	Outlet      string           `json:"outlet,omitempty"`      // of a grade of an outlet
	Source      SourceGrade      `json:"source,omitempty"`      // its grade
	Information InformationGrade `json:"information,omitempty"` // of a grade of a claim
	Rating      *Rating          `json:"rating,omitempty"`      // of an assessment
	Text        string           `json:"text,omitempty"`        // of a note or reply
	From        string           `json:"from,omitempty"`        // whose reply it is

	// Saw is the state of the claim that the author had before their eyes, as the
	// ledger names it. Empty if they did not say.
	Saw string `json:"saw,omitempty"`
}

// A Mark is a claim that a decision names, with what it can be found by again.
type Mark struct {
	Claim  ClaimID  `json:"claim"`
	Doc    DocID    `json:"doc"`
	Of     Kind     `json:"of"`
	Quote  Selector `json:"quote"`
	Engine string   `json:"engine,omitempty"`
}

// Marks returns the claims that a decision names: Claim, then With. It is empty
// for the grade of an outlet.
func (d Decision) Marks() []Mark {
	if d.Claim == "" {
		return nil
	}
	return append([]Mark{{Claim: d.Claim, Doc: d.Doc, Of: d.Of, Quote: d.Quote, Engine: d.Engine}}, d.With...)
}

// SourceGrade is how reliable an outlet has been, on the Admiralty scale
// (STANAG 2511).
type SourceGrade string

// The grades of a source. F is no grade in the middle: it says that nothing is known.
const (
	CompletelyReliable SourceGrade = "A"
	UsuallyReliable    SourceGrade = "B"
	FairlyReliable     SourceGrade = "C"
	NotUsuallyReliable SourceGrade = "D"
	Unreliable         SourceGrade = "E"
	ReliabilityUnknown SourceGrade = "F"
)

// InformationGrade is how credible a piece of information is, on the Admiralty
// scale; 0 if it was not graded.
type InformationGrade int

// The grades of information. 6 is no grade in the middle: it says that nothing is known.
const (
	Confirmed    InformationGrade = 1 // by other, independent sources
	ProbablyTrue InformationGrade = 2
	PossiblyTrue InformationGrade = 3
	Doubtful     InformationGrade = 4
	Improbable   InformationGrade = 5
	TruthUnknown InformationGrade = 6
)

// A Rating is how far what was undertaken has been carried out within a window
// of time, on the scale of the Peace Accords Matrix (Kroc Institute). Only people
// give one.
type Rating struct {
	Score  Implementation `json:"score"`
	Rubric string         `json:"rubric"` // what the score was given by, with its version: "PAM 2024"
	Window Date           `json:"window"` // the time looked at
}

// Implementation is a score of the Peace Accords Matrix.
type Implementation int

// The scores.
const (
	NotInitiated Implementation = 0
	Minimal      Implementation = 1
	Intermediate Implementation = 2
	Full         Implementation = 3
)

// String returns the score in the words of the Matrix.
func (i Implementation) String() string {
	if i < NotInitiated || i > Full {
		return fmt.Sprintf("Implementation(%d)", int(i))
	}
	return [...]string{"not initiated", "minimal", "intermediate", "full"}[i]
}

// Check returns an error if the decision lacks something of its verb or has
// something of another's. Whether the claims and decisions that it names exist,
// and whether its corrections fit, only the ledger can tell.
func (d Decision) Check() error {
	if d.By == "" {
		return errors.New("a decision needs the name of who made it")
	}
	if !slices.Contains(Verbs, d.Verb) {
		return fmt.Errorf("the verb %q is none of %v", d.Verb, Verbs)
	}
	record := slices.Contains([]Verb{Merge, Split, Unmerge}, d.Verb)
	remark := d.Verb == Note || d.Verb == Reply
	for _, f := range []struct {
		name                 string
		set, wanted, allowed bool
	}{
		{"a decision to undo", d.Undoes != "", d.Verb == Undo, false},
		{"a claim", d.Claim != "", d.Verb != Undo && d.Verb != Add && d.Outlet == "", d.Verb == Undo || d.Verb == Add},
		{"a document", d.Doc != "", d.Verb == Add, true},
		{"a kind of claim", d.Of != "", d.Verb == Add, true},
		{"the words it rests on", d.Quote.Exact != "", d.Verb == Add, true},
		{"further claims", len(d.With) > 0, record, d.Verb == Undo},
		{"a kind of record", d.As != "", record, d.Verb == Assess || remark || d.Verb == Undo},
		{"corrections", len(d.Corrections) > 0, d.Verb == Edit, d.Verb == Add},
		{"an outlet", d.Outlet != "", false, d.Verb == Grade || d.Verb == Undo},
		{"a grade of the outlet", d.Source != "", d.Verb == Grade && d.Outlet != "", false},
		{"a grade of the information", d.Information != 0, d.Verb == Grade && d.Outlet == "", false},
		{"a rating", d.Rating != nil, d.Verb == Assess, false},
		{"a text", d.Text != "", remark, false},
		{"whose words they are", d.From != "", d.Verb == Reply, false},
	} {
		if f.wanted && !f.set {
			return fmt.Errorf("%s needs %s", d.Verb, f.name)
		}
		if f.set && !f.wanted && !f.allowed {
			return fmt.Errorf("%s takes no %s", d.Verb, trimArticle(f.name))
		}
	}
	return d.checkValues()
}

func (d Decision) checkValues() error {
	words := []string{d.By, d.Reason, d.Outlet, d.Text, d.From, d.Saw}
	for _, c := range d.Corrections {
		words = append(words, c.To)
	}
	if d.Rating != nil {
		words = append(words, d.Rating.Rubric)
	}
	for _, w := range words {
		if !utf8.ValidString(w) { // it would not be stored as it was written
			return fmt.Errorf("%q is not valid UTF-8: write it in UTF-8", w)
		}
	}
	if s := d.Source; s != "" && (len(s) != 1 || s < CompletelyReliable || s > ReliabilityUnknown) {
		return fmt.Errorf("the grade %q of an outlet is none of A to F", s)
	}
	if d.Information < 0 || d.Information > TruthUnknown {
		return fmt.Errorf("the grade %d of information is none of 1 to 6", d.Information)
	}
	if d.As != "" && !slices.Contains(RecordKinds, d.As) {
		return fmt.Errorf("there are no records of the kind %q: there are %v", d.As, RecordKinds)
	}
	if r := d.Rating; r != nil {
		if r.Score < NotInitiated || r.Score > Full {
			return fmt.Errorf("the score %d is none of 0 to 3", r.Score)
		}
		if r.Rubric == "" {
			return errors.New("an assessment needs the name and version of its rubric")
		}
		if _, _, ok := r.Window.Bounds(); !ok {
			return errors.New("an assessment needs the time it looks at, with its first and last day")
		}
	}
	seen := map[ClaimID]bool{d.Claim: true}
	for _, m := range d.With {
		if m.Claim == "" || seen[m.Claim] {
			return fmt.Errorf("%s names claim %q twice", d.Verb, m.Claim)
		}
		seen[m.Claim] = true
	}
	return nil
}

func trimArticle(s string) string {
	for _, a := range []string{"a ", "an "} {
		if len(s) > len(a) && s[:len(a)] == a {
			return s[len(a):]
		}
	}
	return s
}

// RecordKinds lists the kinds of claim that records are made of, in the order of Kinds.
var RecordKinds = []Kind{KindInteraction, KindMechanism, KindInstrument, KindCommitment, KindQuestion, KindTenure}

// GatheredAs reports whether records of a kind gather claims of this one: each
// gathers its own, and a mechanism also the meetings held under its name.
func (k Kind) GatheredAs(record Kind) bool {
	return slices.Contains(RecordKinds, record) && (k == record || record == KindMechanism && k == KindInteraction)
}
