package view

import (
	"regexp"
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/who"
)

// A Cascade is the formal texts between states and what hangs on what: an
// agreement, the protocol under it, the plan for the year, the minutes.
type Cascade struct {
	Parties  []Party         `json:"parties"`
	Title    string          `json:"title"`
	AsOf     rapporteur.Date `json:"as_of"`
	AsOfText string          `json:"as_of_text"`
	Coverage Coverage        `json:"coverage"`
	Texts    []Paper         `json:"texts"` // the last dated first
}

// A Paper is a formal text in a cascade.
type Paper struct {
	Agreement
	Up        []Tie `json:"up,omitempty"`   // what it implements and succeeds
	Down      []Tie `json:"down,omitempty"` // what implements and succeeds it
	Unmatched []Tie `json:"unmatched,omitempty"`
	// SelfAssessed is what a party says of how it is carried out. Unless the targets
	// are public, nobody else can check it.
	SelfAssessed []SelfAssessment `json:"self_assessed,omitempty"`
}

// A Tie is what one text is to another: as a source says or, where none does, as
// their forms and years show.
type Tie struct {
	Relation string              `json:"relation"`         // "implements", "succeeds", "implemented by", "succeeded by"
	Record   rapporteur.RecordID `json:"record,omitempty"` // empty if no text held is called so
	Title    string              `json:"title"`
	Anchors  []Anchor            `json:"anchors"`
	Basis    string              `json:"basis,omitempty"` // what it was worked out from, if no source says it
}

// A SelfAssessment is what a party says of a text that it has signed itself.
type SelfAssessment struct {
	By     string `json:"by"` // in words
	Words  string `json:"words"`
	Source Source `json:"source"`
}

// NewCascade returns the formal texts of the parties.
func NewCascade(in Input, ps []rapporteur.Party) *Cascade {
	x := newIndex(in)
	ps = codesOf(parties(ps))
	c := &Cascade{Parties: parties(ps), Title: inWords(names(parties(ps))), AsOf: in.AsOf, AsOfText: asOf(in.AsOf), Coverage: x.coverageOf(ps), Texts: []Paper{}}
	verdicts := x.assessing()
	for _, a := range x.agreements(ps) {
		c.Texts = append(c.Texts, Paper{Agreement: a, SelfAssessed: x.selfAssessed(a, verdicts)})
	}
	told := func(i int, relation string, f Field) {
		if f.Text == "" {
			return
		}
		p := &c.Texts[i]
		j, ok := c.called(f.Text, i)
		if !ok {
			p.Unmatched = append(p.Unmatched, Tie{Relation: relation, Title: f.Text, Anchors: f.Anchors})
			return
		}
		c.tie(i, j, relation, f.Anchors, "")
	}
	for i := range c.Texts {
		told(i, "implements", c.Texts[i].Implements)
		told(i, "succeeds", c.Texts[i].Succeeds)
	}
	c.workOut(link.Ties(x.Records))
	return c
}

// inverse are the relations seen from the other text.
var inverse = map[string]string{"implements": "implemented by", "succeeds": "succeeded by"}

// tie ties the text at i to that at j, and the other way round.
func (c *Cascade) tie(i, j int, relation string, anchors []Anchor, basis string) {
	p, q := &c.Texts[i], &c.Texts[j]
	p.Up = append(p.Up, Tie{relation, q.ID, q.Title, anchors, basis})
	q.Down = append(q.Down, Tie{inverse[relation], p.ID, p.Title, anchors, basis})
}

// workOut adds ties that forms and years show to texts of which no source says
// what they implement or succeed.
func (c *Cascade) workOut(ties []link.Tie) {
	at := map[rapporteur.RecordID]int{}
	told := make([]map[string]bool, len(c.Texts))
	for i, p := range c.Texts {
		at[p.ID] = i
		told[i] = map[string]bool{"implements": p.Implements.Text != "", "succeeds": p.Succeeds.Text != ""}
	}
	for _, t := range ties {
		i, ok := at[t.From]
		j, ok2 := at[t.To]
		if ok && ok2 && !told[i][t.Relation] {
			c.tie(i, j, t.Relation, nil, t.Basis)
		}
	}
}

// called returns the text of a title: one that is called so by some source, else
// the only one of whose titles the words are among the title's or the other way round.
func (c *Cascade) called(title string, but int) (at int, ok bool) {
	want := strings.Fields(who.Fold(title))
	var close []int
	for i, t := range c.Texts {
		if i == but {
			continue
		}
		for _, f := range append([]Fact{{Text: t.Title}}, t.Titles...) {
			have := strings.Fields(who.Fold(f.Text))
			if slices.Equal(want, have) {
				return i, true
			}
			if (subset(want, have) || len(have) > 2 && subset(have, want)) && !slices.Contains(close, i) {
				close = append(close, i)
			}
		}
	}
	if len(close) == 1 {
		return close[0], true
	}
	return 0, false
}

func subset(few, many []string) bool {
	return len(few) > 0 && !slices.ContainsFunc(few, func(w string) bool { return !slices.Contains(many, w) })
}

// assessing are words by which a party says how a text is carried out.
var assessing = regexp.MustCompile(`(?i)\b(effective|effectively|exceed\w*|well implemented|implemented well|fulfilled|fully implemented|good results|on schedule|carried out)\b`)

// formal are the words for formal texts, by which a sentence refers to one.
var formal = regexp.MustCompile(`(?i)\b(protocol|plan|agreement|memorandum|treaty|minutes|programme)\b`)

// A verdict is a claim that tells how something is carried out, with the texts
// that it speaks of without naming them in full, as link.TextName calls them.
type verdict struct {
	*rapporteur.Claim
	texts []string
}

// assessing returns the claims that tell how something is carried out: by their
// words, or because a party speaks in them of the results of a text of its own.
func (x *index) assessing() []verdict {
	own := map[rapporteur.ClaimID][]string{}
	for _, a := range link.SelfAssessments(x.Input.Input) {
		own[a.Claim] = append(own[a.Claim], a.Text)
	}
	var out []verdict
	for _, c := range x.sorted {
		if x.Verdicts[c.ID] == rapporteur.Reject || !told(c) {
			continue
		}
		if texts := own[c.ID]; len(texts) > 0 || reportsOn(c) && assessing.MatchString(c.Quote.Exact()) {
			out = append(out, verdict{c, texts})
		}
	}
	return out
}

// selfAssessed returns those of the verdicts by which parties say how a text is
// carried out: they name it, by its title or by its form and years.
func (x *index) selfAssessed(a Agreement, verdicts []verdict) []SelfAssessment {
	var out []SelfAssessment
	seen := map[string]bool{}
	for _, c := range verdicts {
		quote := c.Quote.Exact()
		if seen[quote] || !a.namedIn(quote) && !a.among(c.texts) {
			continue
		}
		if by, ok := x.partySpeaking(c.Claim, a.Parties); ok {
			seen[quote] = true
			out = append(out, SelfAssessment{By: by, Words: "self-reported by " + by + "; targets not public among the documents held", Source: x.source(c.Claim, "")})
		}
	}
	return out
}

// among reports whether a text is one of those that link.TextName calls so.
func (a Agreement) among(texts []string) bool {
	if len(texts) == 0 {
		return false
	}
	var codes []rapporteur.Party
	for _, p := range a.Parties {
		codes = append(codes, p.Code)
	}
	return slices.ContainsFunc(append([]Fact{{Text: a.Title}}, a.Titles...), func(f Fact) bool {
		return slices.Contains(texts, link.TextName(f.Text, codes))
	})
}

// reportsOn reports whether a claim may tell how something is carried out, rather
// than that it is to be.
func reportsOn(c *rapporteur.Claim) bool {
	switch {
	case c.Kind == rapporteur.KindInstrument:
		return true
	case c.Kind == rapporteur.KindCommitment:
		s := c.Commitment.Stage
		return s == rapporteur.StageUnderWay || s == rapporteur.StagePartly || s == rapporteur.StageDelivered
	}
	return false
}

// partySpeaking returns the party of a text in whose name a claim is made: the
// state of a speaker, or that of the outlet.
func (x *index) partySpeaking(c *rapporteur.Claim, ps []Party) (string, bool) {
	for _, s := range c.SaidBy {
		for _, p := range ps {
			if s.State == p.Code {
				return p.Name, true
			}
		}
	}
	state := home(x.docs[c.Doc].Outlet)
	for _, p := range ps {
		if state == p.Code {
			return p.Name, true
		}
	}
	return "", false
}

var year = regexp.MustCompile(`\b(?:19|20)\d\d\b`)

// namedIn reports whether a sentence names a text: by one of its titles, or by
// the same form and the same years.
func (a Agreement) namedIn(quote string) bool {
	folded := " " + who.Fold(quote) + " "
	for _, f := range append([]Fact{{Text: a.Title}}, a.Titles...) {
		t := who.Fold(f.Text)
		if len(strings.Fields(t)) > 3 && strings.Contains(folded, " "+t+" ") {
			return true
		}
	}
	years := year.FindAllString(a.Title, -1)
	form := formal.FindString(a.Title)
	if len(years) == 0 || form == "" || !strings.Contains(folded, " "+who.Fold(form)+" ") {
		return false
	}
	return !slices.ContainsFunc(years, func(y string) bool { return !strings.Contains(quote, y) })
}
