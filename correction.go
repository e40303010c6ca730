package rapporteur

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Field names what a person can correct in a claim. What a claim quotes, and of
// which kind it is, cannot be corrected: reject such a claim.
type Field string

// A Correction gives one field of a claim another value. Values are written as
// Claim.Value writes them.
type Correction struct {
	Field Field `json:"field"`
	// Was is what the machine read when the correction was made; the ledger fills it in.
	Was string `json:"was"`
	To  string `json:"to"`
}

// A NoFieldError is that of a claim which does not have a field.
type NoFieldError struct {
	Kind  Kind
	Field Field
}

func (e *NoFieldError) Error() string {
	names := make([]string, 0, 16)
	for _, f := range FieldsOf(e.Kind) {
		names = append(names, string(f))
	}
	return fmt.Sprintf("a claim of the kind %s has no field %q: it has %s", e.Kind, e.Field, strings.Join(names, ", "))
}

// FieldsOf returns the fields of a kind of claim, in the order in which they are shown.
func FieldsOf(k Kind) []Field {
	var out []Field
	for _, a := range accessors(k) {
		out = append(out, a.field)
	}
	return out
}

// Codes returns the codes that a field of a kind of claim can hold, in the order
// in which they are shown; nil if it can hold other words too.
func Codes(k Kind, f Field) []string {
	a, err := accessorOf(k, f)
	if err != nil {
		return nil
	}
	return slices.Clone(a.codes)
}

// Value returns the value of a field as a person writes it: dates in EDTF,
// lists joined by "; ", places as "Hanoi | VNM", participants one a line as
// "name | rank | office | COUNTRY", speakers as "name | office | STATE | unnamed",
// whether something is so as "yes" or "no". Empty if it is not known. The error
// is a *NoFieldError.
func (c *Claim) Value(f Field) (string, error) {
	a, err := accessorOf(c.Kind, f)
	if err != nil {
		return "", err
	}
	return a.get(c), nil
}

// Corrected returns the claim with corrections, of which the last one to a field
// counts. It keeps its identity, its words and what the machine gave as reasons. A
// corrected field is unsure no more. The error is that of a field that the claim
// does not have, or of a value that the field cannot hold.
func (c Claim) Corrected(corrections []Correction) (Claim, error) {
	c.ownBody()
	for _, e := range corrections {
		a, err := accessorOf(c.Kind, e.Field)
		if err != nil {
			return Claim{}, err
		}
		if err := a.set(&c, strings.TrimSpace(e.To)); err != nil {
			return Claim{}, fmt.Errorf("%s %q: %w", e.Field, e.To, err)
		}
		c.Unsure = slices.DeleteFunc(slices.Clone(c.Unsure), func(s string) bool { return s == string(e.Field) })
	}
	return c, nil
}

// ownBody gives the claim a body of its own, so that changing it leaves others as
// they are.
func (c *Claim) ownBody() {
	c.Interaction = clone(c.Interaction)
	c.Mechanism = clone(c.Mechanism)
	c.Instrument = clone(c.Instrument)
	c.Commitment = clone(c.Commitment)
	c.Question = clone(c.Question)
	c.Assessment = clone(c.Assessment)
	c.Tenure = clone(c.Tenure)
}

func clone[T any](p *T) *T {
	if p == nil {
		return nil
	}
	v := *p
	return &v
}

// An accessor reads and writes one field. set gets a value without space around it.
type accessor struct {
	field Field
	codes []string // that it can hold; nil if it is not bound to a list
	get   func(*Claim) string
	set   func(*Claim, string) error
}

func accessorOf(k Kind, f Field) (accessor, error) {
	all := accessors(k)
	i := slices.IndexFunc(all, func(a accessor) bool { return a.field == f })
	if i < 0 {
		return accessor{}, &NoFieldError{Kind: k, Field: f}
	}
	return all[i], nil
}

func accessors(k Kind) []accessor { return slices.Concat(ownFields[k], commonFields) }

var commonFields = []accessor{
	timeField("date", func(c *Claim) *Time { return &c.Time }),
	{field: "place", get: func(c *Claim) string {
		if c.Place == nil {
			return ""
		}
		return cells(c.Place.Name, string(c.Place.State))
	}, set: func(c *Claim, s string) error {
		v, err := split(s, 2)
		c.Place = nil
		if s != "" {
			c.Place = &Place{Name: v[0], State: Party(v[1])}
		}
		return err
	}},
	listField("areas", func(c *Claim) *[]Area { return &c.Areas }),
	codeField("factuality", func(c *Claim) *Factuality { return &c.Factuality }, CTPlus, PRPlus, PSPlus, CTMinus, PRMinus, PSMinus, CTu, Uu),
	codeField("mode", func(c *Claim) *Mode { return &c.Mode }, ModeCurrent, ModeHistorical, ModeFuture, ModeHypothetical, ModeNegated),
	boolField("background", func(c *Claim) *bool { return &c.Background }),
	rowsField("said by", 4, func(c *Claim) *[]Speaker { return &c.SaidBy },
		func(s Speaker) []string {
			return []string{s.Name, s.Office, string(s.State), when(s.Anonymous, "unnamed")}
		},
		func(v []string) Speaker {
			return Speaker{Name: v[0], Office: v[1], State: Party(v[2]), Anonymous: v[3] == "unnamed"}
		}),
}

// parties is a field of every kind but the commitment, whose parties are those
// who undertake and those to whom.
var parties = listField("parties", func(c *Claim) *[]Party { return &c.Parties })

var ownFields = map[Kind][]accessor{
	KindInteraction: {
		codeField("type", func(c *Claim) *InteractionType { return &c.Interaction.Type },
			Meeting, Call, Visit, Dialogue, Exercise, Signing, Statement, OtherInteraction),
		parties,
		textField("mechanism", func(c *Claim) *string { return &c.Interaction.Mechanism }),
		{field: "edition", get: func(c *Claim) string {
			if c.Interaction.Edition == 0 {
				return ""
			}
			return strconv.Itoa(c.Interaction.Edition)
		}, set: func(c *Claim, s string) (err error) {
			n := 0
			if s != "" {
				if n, err = strconv.Atoi(s); err != nil || n < 1 {
					return fmt.Errorf("write a number from 1, or nothing")
				}
			}
			c.Interaction.Edition = n
			return nil
		}},
		codeField("host", func(c *Claim) *Party { return &c.Interaction.Host }),
		rowsField("participants", 4, func(c *Claim) *[]Participant { return &c.Interaction.Participants },
			func(p Participant) []string { return []string{p.Name, p.Rank, p.Office, string(p.Country)} },
			func(v []string) Participant {
				return Participant{Name: v[0], Rank: v[1], Office: v[2], Country: Party(v[3])}
			}),
	},
	KindMechanism: {
		namingField("name", func(c *Claim) *string { return &c.Mechanism.Name }),
		parties,
		textField("cadence", func(c *Claim) *string { return &c.Mechanism.Cadence }),
	},
	KindInstrument: {
		namingField("title", func(c *Claim) *string { return &c.Instrument.Title }),
		codeField("type", func(c *Claim) *InstrumentKind { return &c.Instrument.Type },
			Treaty, Agreement, MoU, Protocol, JointStatement, Plan, Minutes, OtherInstrument),
		codeField("status", func(c *Claim) *InstrumentStatus { return &c.Instrument.Status },
			InstrumentProposed, UnderNegotiation, Signed, InForce, Expired, Terminated, InstrumentStatusOpen),
		parties,
		{field: "period", get: func(c *Claim) string { return c.Instrument.Period.String() },
			set: func(c *Claim, s string) error { return c.Instrument.Period.UnmarshalText([]byte(s)) }},
		textField("implements", func(c *Claim) *string { return &c.Instrument.Implements }),
		textField("succeeds", func(c *Claim) *string { return &c.Instrument.Succeeds }),
	},
	KindCommitment: {
		sideField("by", func(c *Claim) *[]Party { return &c.Commitment.By }),
		sideField("to", func(c *Claim) *[]Party { return &c.Commitment.To }),
		namingField("what", func(c *Claim) *string { return &c.Commitment.What }),
		codeField("act", func(c *Claim) *SpeechAct { return &c.Commitment.Act },
			ActMention, ActExchanged, ActUrged, ActWilling, ActPledged, ActAgreed, ActSigned, ActMandated, ActResourced),
		codeField("stage", func(c *Claim) *Stage { return &c.Commitment.Stage },
			StageProposed, StagePledged, StageAgreed, StagePlanned, StageUnderWay, StagePartly, StageDelivered,
			StageStalled, StageSuspended, StageWithdrawn, StageSuperseded, StageLapsed),
		timeField("due", func(c *Claim) *Time { return &c.Commitment.Due }),
		textField("amount", func(c *Claim) *string { return &c.Commitment.Amount }),
		codeField("disclosure", func(c *Claim) *Disclosure { return &c.Commitment.Disclosure },
			"", Disclosed, PartlyDisclosed, StatedUndisclosed, ToBeFinalised, NotMentioned),
	},
	KindQuestion: {
		namingField("about", func(c *Claim) *string { return &c.Question.About }),
		codeField("type", func(c *Claim) *QuestionType { return &c.Question.Type }, Undisclosed, Unconfirmed, NotFinalised, NoEvidence),
		parties,
	},
	KindAssessment: {
		namingField("what", func(c *Claim) *string { return &c.Assessment.What }),
		parties,
	},
	KindTenure: {
		namingField("name", func(c *Claim) *string { return &c.Tenure.Person.Name }),
		textField("rank", func(c *Claim) *string { return &c.Tenure.Person.Rank }),
		textField("office", func(c *Claim) *string { return &c.Tenure.Person.Office }),
		codeField("country", func(c *Claim) *Party { return &c.Tenure.Person.Country }),
		parties,
		boolField("former", func(c *Claim) *bool { return &c.Tenure.Former }),
	},
}
