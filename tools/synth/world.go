package main

import (
	"fmt"
	"math/rand/v2"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
)

// A world is what was made, ready to be linked.
type world struct {
	in    link.Input
	rng   *rand.Rand
	pairs [][]rapporteur.Party
	err   error
}

const (
	states = 200
	// perDocument is how many claims a document makes.
	perDocument = 10
	// firstYear and years are when the documents come out.
	firstYear, years = 2005, 20
)

// newWorld makes about n claims. A few pairs of states are written about far more
// than the others, as in the press: the chance of a pair falls with its rank.
func newWorld(n int) (*world, error) {
	w := &world{rng: rand.New(rand.NewPCG(uint64(n), 11))}
	codes := make([]rapporteur.Party, states)
	for i := range codes {
		codes[i] = rapporteur.Party([]byte{'A' + byte(i/26/26), 'A' + byte(i/26%26), 'A' + byte(i%26)})
	}
	for i := range codes {
		for _, c := range codes[:i] {
			w.pairs = append(w.pairs, []rapporteur.Party{c, codes[i]})
		}
	}
	w.rng.Shuffle(len(w.pairs), func(i, j int) { w.pairs[i], w.pairs[j] = w.pairs[j], w.pairs[i] })
	for i := range max(n/perDocument, 1) {
		w.document(i)
	}
	return w, w.err
}

// pair draws a pair of states: the square of a uniform number favours the first.
func (w *world) pair() int {
	u := w.rng.Float64()
	return int(u * u * float64(len(w.pairs)))
}

func (w *world) pick(s ...string) string { return s[w.rng.IntN(len(s))] }

// matters are what states meet about, sign and promise. Each pair has some of them.
var matters = []string{"border gates", "fishery patrols", "mine clearance", "pilot training", "river dredging", "port customs", "grain storage", "field hospitals",
	"radio networks", "bridge building", "satellite maps", "flood warning", "railway signals", "language schools", "airfield repair", "seed banks"}

var areas = []rapporteur.Area{rapporteur.AreaBorder, rapporteur.AreaTraining, rapporteur.AreaExercises, rapporteur.AreaPeacekeeping, rapporteur.AreaInfrastructure, rapporteur.AreaOther}

var syllables = []string{"kham", "van", "sou", "phet", "ro", "mir", "tal", "ben", "os", "dra", "lin", "qua", "ves", "tor", "hai", "bou"}

// name returns the name of the person of a state that a number stands for.
func name(state rapporteur.Party, n int) string {
	part := func(k int) string {
		return syllables[(int(state[0])+int(state[1])*3+int(state[2])*7+n*5+k)%16] + syllables[(int(state[2])+n*11+k*3)%16] + syllables[(int(state[1])+k*7+n)%16]
	}
	return part(1) + " " + part(2)
}

// document makes one document with its claims.
func (w *world) document(i int) {
	parties := w.pairs[w.pair()]
	day := time.Date(firstYear, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, w.rng.IntN(years*365))
	matter := matters[(int(parties[0][2])+int(parties[1][2])+w.rng.IntN(4))%len(matters)]
	met, _ := rapporteur.DateOf(day)
	published, _ := rapporteur.DateOf(day.AddDate(0, 0, 1+w.rng.IntN(3)))
	body := fmt.Sprintf("Report %d. They held the dialogue on %s. They signed the protocol on %s for %d. One side will support %s. It was not said when the %s begin. %s and %s took part.",
		i, matter, matter, day.Year(), matter, matter, name(parties[0], 0), name(parties[1], 0))
	text, err := rapporteur.NewText(body)
	if err != nil {
		w.err = err
		return
	}
	url := fmt.Sprintf("https://news%d.example/%d", i%500, i)
	doc := link.Document{Document: rapporteur.Document{
		ID: rapporteur.NewDocID(url, text), Name: fmt.Sprintf("doc%07d", i), URL: url, Outlet: fmt.Sprintf("Outlet %d", i%500), Language: "en", Published: published,
	}}
	w.in.Documents = append(w.in.Documents, doc)
	participants := func() []rapporteur.Participant {
		return []rapporteur.Participant{
			{Name: name(parties[0], w.rng.IntN(6)), Office: "Minister of Defence", Country: parties[0]},
			{Name: name(parties[1], w.rng.IntN(6)), Office: "Deputy Minister of Defence", Country: parties[1]},
		}
	}
	area := areas[w.rng.IntN(len(areas))]
	edition := day.Year() - firstYear + 1
	stage := rapporteur.Stage(w.pick("pledged", "agreed", "under way", "delivered"))
	at := 0
	add := func(c rapporteur.Claim) {
		// Each claim rests on words of its own, as in a text.
		start := rapporteur.ByteOffset(at % (len(body) - 60))
		at += 23
		span, err := text.Span(start, start+60)
		if err != nil {
			w.err = err
			return
		}
		c.Doc, c.Quote = doc.ID, text.Quote(span)
		c.Factuality, c.Mode, c.Engine, c.Rule = rapporteur.CTPlus, rapporteur.ModeCurrent, "synth/1", "synth/claim"
		c.Parties = parties
		if err := c.Seal(); err != nil {
			w.err = err
			return
		}
		w.in.Claims = append(w.in.Claims, c)
	}
	of := func(kind rapporteur.Kind) rapporteur.Claim {
		return rapporteur.Claim{Kind: kind, Areas: []rapporteur.Area{area}}
	}
	for range 2 {
		c := of(rapporteur.KindInteraction)
		c.Time = rapporteur.Time{Date: met}
		c.Interaction = &rapporteur.InteractionBody{Type: rapporteur.InteractionType(w.pick("meeting", "dialogue", "visit", "exercise")), Participants: participants()}
		if w.rng.IntN(3) == 0 {
			c.Interaction.Mechanism, c.Interaction.Edition = "dialogue on "+matter, edition
		}
		add(c)
	}
	c := of(rapporteur.KindInstrument)
	c.Time = rapporteur.Time{Date: met}
	c.Instrument = &rapporteur.InstrumentBody{Title: fmt.Sprintf("protocol on %s for %d", matter, day.Year()), Type: rapporteur.Protocol, Status: rapporteur.Signed}
	add(c)
	c = of(rapporteur.KindMechanism)
	c.Mechanism = &rapporteur.MechanismBody{Name: "dialogue on " + matter}
	add(c)
	for _, by := range [][]rapporteur.Party{parties[:1], parties[1:], parties} {
		c = of(rapporteur.KindCommitment)
		c.Commitment = &rapporteur.CommitmentBody{By: by, What: w.pick("support ", "build ", "train people for ", "hold talks on ") + matter, Act: rapporteur.ActPledged, Stage: stage}
		add(c)
	}
	c = of(rapporteur.KindQuestion)
	c.Question = &rapporteur.QuestionBody{About: "when the " + matter + " begin", Type: rapporteur.Undisclosed}
	add(c)
	for _, p := range participants() {
		c = of(rapporteur.KindTenure)
		c.Tenure = &rapporteur.TenureBody{Person: p}
		add(c)
	}
}
