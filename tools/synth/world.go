package main

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/who"
)

// A world makes documents and their claims as they are asked for, the same ones
// each time, so that no more of them need be held than linking holds.
type world struct {
	seed      uint64
	pairs     [][]rapporteur.Party
	documents []link.Document
	pairOf    []int // of each document
	prose     bool  // texts have a sentence for each claim, as long as those of the press
	places    map[rapporteur.DocID]int
	made      time.Duration // spent on making claims
}

const (
	engine = "synth/1"
	// perDocument is how many claims a document makes.
	perDocument = 10
	// firstYear and years are when the documents come out.
	firstYear, years = 2005, 20
)

// newWorld makes the documents of about n claims of all states.
func newWorld(n int) (*world, error) {
	w := &world{seed: uint64(n), places: map[rapporteur.DocID]int{}}
	return w, w.fill(n, realStates())
}

// fill makes the documents of about n claims. A few pairs of states are written
// about far more than the others, as in the press: the chance of a pair falls
// with its rank.
func (w *world) fill(n int, codes []rapporteur.Party) error {
	for i := range codes {
		for _, c := range codes[:i] {
			w.pairs = append(w.pairs, []rapporteur.Party{c, codes[i]})
		}
	}
	rng := rand.New(rand.NewPCG(w.seed, 11))
	rng.Shuffle(len(w.pairs), func(i, j int) { w.pairs[i], w.pairs[j] = w.pairs[j], w.pairs[i] })
	for i := range max(n/perDocument, 1) {
		r, err := w.report(i)
		if err != nil {
			return err
		}
		w.places[r.doc.ID] = i
		w.documents = append(w.documents, r.doc)
		w.pairOf = append(w.pairOf, r.pair)
	}
	return nil
}

// realStates returns the states that the gazetteer knows, by their codes. Made-up
// ones would not do: linking and pages treat what is no state otherwise.
func realStates() (codes []rapporteur.Party) {
	for i := range 26 * 26 * 26 {
		p := rapporteur.Party([]byte{'A' + byte(i/26/26), 'A' + byte(i/26%26), 'A' + byte(i%26)})
		if who.IsState(p) {
			codes = append(codes, p)
		}
	}
	return codes
}

// holdings returns the world as linking takes it.
func (w *world) holdings() link.Holdings {
	return link.Holdings{
		Input: link.Input{Documents: w.documents},
		All: func() iter.Seq2[rapporteur.Claim, error] {
			return w.claims(func(yield func(int) bool) {
				for i := range w.documents {
					if !yield(i) {
						return
					}
				}
			})
		},
		Of: func(docs []rapporteur.DocID) iter.Seq2[rapporteur.Claim, error] {
			return w.claims(func(yield func(int) bool) {
				for _, d := range docs {
					if !yield(w.places[d]) {
						return
					}
				}
			})
		},
	}
}

// claims makes the claims of documents, and notes how long that takes.
func (w *world) claims(docs iter.Seq[int]) iter.Seq2[rapporteur.Claim, error] {
	return func(yield func(rapporteur.Claim, error) bool) {
		for i := range docs {
			start := processor()
			r, err := w.report(i)
			if err == nil {
				err = r.write()
			}
			w.made += processor() - start
			if err != nil {
				yield(rapporteur.Claim{}, err)
				return
			}
			for _, c := range r.claims {
				if !yield(c, nil) {
					return
				}
			}
		}
	}
}

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

// A report is one document in the making.
type report struct {
	doc     link.Document
	pair    int
	parties []rapporteur.Party
	matter  string
	day     time.Time
	text    rapporteur.Text
	quotes  []rapporteur.Span // of the claims, in their order; nil if they rest on any words
	rng     *rand.Rand
	claims  []rapporteur.Claim
}

func (r *report) pick(s ...string) string { return s[r.rng.IntN(len(s))] }

// report makes a document without its claims. The square of a uniform number
// favours the first pairs.
func (w *world) report(i int) (*report, error) {
	r := &report{rng: rand.New(rand.NewPCG(w.seed, uint64(i)))}
	u := r.rng.Float64()
	r.pair = int(u * u * float64(len(w.pairs)))
	r.parties = w.pairs[r.pair]
	r.day = time.Date(firstYear, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, r.rng.IntN(years*365))
	r.matter = matters[(int(r.parties[0][2])+int(r.parties[1][2])+r.rng.IntN(4))%len(matters)]
	published, err := rapporteur.DateOf(r.day.AddDate(0, 0, 1+r.rng.IntN(3)))
	if err != nil {
		return nil, err
	}
	title := ""
	if w.prose {
		title, err = r.compose(rand.New(rand.NewPCG(w.seed+1, uint64(i))), i)
	} else {
		r.text, err = rapporteur.NewText(fmt.Sprintf("Report %d. They held the dialogue on %s. They signed the protocol on %s for %d. One side will support %s. It was not said when the %s begin. %s and %s took part.",
			i, r.matter, r.matter, r.day.Year(), r.matter, r.matter, name(r.parties[0], 0), name(r.parties[1], 0)))
	}
	if err != nil {
		return nil, err
	}
	url := fmt.Sprintf("https://news%d.example/%d", i%500, i)
	r.doc = link.Document{Document: rapporteur.Document{
		ID: rapporteur.NewDocID(url, r.text), Name: fmt.Sprintf("doc%07d", i), Title: title, URL: url, Outlet: fmt.Sprintf("Outlet %d", i%500), Language: "en", Published: published,
	}}
	return r, nil
}

// participants draws one person of each party.
func (r *report) participants() []rapporteur.Participant {
	return []rapporteur.Participant{
		{Name: name(r.parties[0], r.rng.IntN(6)), Office: "Minister of Defence", Country: r.parties[0]},
		{Name: name(r.parties[1], r.rng.IntN(6)), Office: "Deputy Minister of Defence", Country: r.parties[1]},
	}
}

// write makes the document's claims.
func (r *report) write() error {
	met, err := rapporteur.DateOf(r.day)
	if err != nil {
		return err
	}
	area := []rapporteur.Area{areas[r.rng.IntN(len(areas))]}
	stage := rapporteur.Stage(r.pick("pledged", "agreed", "under way", "delivered"))
	var claims []rapporteur.Claim
	for range 2 {
		i := rapporteur.InteractionBody{Type: rapporteur.InteractionType(r.pick("meeting", "dialogue", "visit", "exercise")), Participants: r.participants()}
		if r.rng.IntN(3) == 0 {
			i.Mechanism, i.Edition = "dialogue on "+r.matter, r.day.Year()-firstYear+1
		}
		claims = append(claims, rapporteur.Claim{Kind: rapporteur.KindInteraction, Time: rapporteur.Time{Date: met}, Interaction: &i})
	}
	claims = append(claims,
		rapporteur.Claim{Kind: rapporteur.KindInstrument, Time: rapporteur.Time{Date: met}, Instrument: &rapporteur.InstrumentBody{
			Title: fmt.Sprintf("protocol on %s for %d", r.matter, r.day.Year()), Type: rapporteur.Protocol, Status: rapporteur.Signed}},
		rapporteur.Claim{Kind: rapporteur.KindMechanism, Mechanism: &rapporteur.MechanismBody{Name: "dialogue on " + r.matter}})
	for _, by := range [][]rapporteur.Party{r.parties[:1], r.parties[1:], r.parties} {
		claims = append(claims, rapporteur.Claim{Kind: rapporteur.KindCommitment, Commitment: &rapporteur.CommitmentBody{
			By: by, What: r.pick("support ", "build ", "train people for ", "hold talks on ") + r.matter, Act: rapporteur.ActPledged, Stage: stage}})
	}
	claims = append(claims, rapporteur.Claim{Kind: rapporteur.KindQuestion, Question: &rapporteur.QuestionBody{About: "when the " + r.matter + " begin", Type: rapporteur.Undisclosed}})
	for _, p := range r.participants() {
		claims = append(claims, rapporteur.Claim{Kind: rapporteur.KindTenure, Tenure: &rapporteur.TenureBody{Person: p}})
	}
	for i := range claims {
		c := &claims[i]
		c.Areas = area
		// Each claim rests on words of its own, as in a text.
		var span rapporteur.Span
		if r.quotes != nil {
			span = r.quotes[i]
		} else {
			start := rapporteur.ByteOffset(23 * i % (int(r.text.Len()) - 60))
			if span, err = r.text.Span(start, start+60); err != nil {
				return err
			}
		}
		c.Doc, c.Quote, c.Parties = r.doc.ID, r.text.Quote(span), r.parties
		c.Factuality, c.Mode, c.Engine, c.Rule = rapporteur.CTPlus, rapporteur.ModeCurrent, engine, "synth/claim"
		if err := c.Seal(); err != nil {
			return err
		}
	}
	r.claims = claims
	return nil
}
