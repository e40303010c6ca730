package web

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/view"
)

// A world is made-up reports with what would be read from them, for the pages of
// the gallery. It is a ledger of its own: of the Books that pages ask, it gives
// those that the gallery shows.
type world struct {
	Books // nil: the gallery asks for nothing else
	in    view.Input
	say   func(string) string // how words of others are written
	err   error               // the first
}

// The sets of things that the gallery shows: ordinary ones, none at all, and such
// as try to be more than words.
var things = []string{"ordinary", "empty", "hostile"}

// worlds makes each of them on first use.
var worlds = func() map[string]func() (*world, error) {
	plain := func(s string) string { return s }
	out := map[string]func() (*world, error){}
	for _, name := range things {
		out[name] = sync.OnceValues(func() (*world, error) {
			w := &world{say: plain}
			if name == "hostile" {
				w.say = func(s string) string { return s + " " + hostile }
			}
			w.in.AsOf = w.date("2026-06-01")
			if name != "empty" {
				w.report()
			}
			w.in.Records = link.Build(w.in.Input)
			return w, w.err
		})
	}
	return out
}()

func (w *world) date(s string) rapporteur.Date {
	d, err := rapporteur.ParseDate(s)
	w.err = errors.Join(w.err, err)
	return d
}

// A madeUp is a claim with the words that it rests on.
type madeUp struct {
	words string
	claim rapporteur.Claim
}

// document adds a report of an outlet, of which each claim is a sentence.
func (w *world) document(outlet, published string, claims ...madeUp) {
	var words []string
	for i := range claims {
		claims[i].words = w.say(claims[i].words)
		words = append(words, claims[i].words+".")
	}
	text, err := rapporteur.NewText(strings.Join(words, "\n\n"))
	if err != nil {
		w.err = errors.Join(w.err, err)
		return
	}
	url := fmt.Sprintf("https://example.org/%d", len(w.in.Documents)+1)
	doc := rapporteur.Document{ID: rapporteur.NewDocID(url, text), URL: url, Outlet: w.say(outlet), Title: w.say(claims[0].words), Language: "en", Published: w.date(published), Text: text}
	w.in.Documents = append(w.in.Documents, link.Document{Document: doc})
	for _, t := range claims {
		places := text.Find(t.words)
		if len(places) == 0 {
			w.err = errors.Join(w.err, fmt.Errorf("the gallery's words %q changed on their way", t.words))
			return
		}
		c := t.claim
		c.Doc, c.Quote, c.Engine, c.Rule = doc.ID, places[0], "gallery/1", "gallery/made-up"
		if c.Factuality == "" {
			c.Factuality, c.Mode = rapporteur.CTPlus, rapporteur.ModeCurrent
		}
		c.SaidBy = append(c.SaidBy, rapporteur.Speaker{Name: doc.Outlet})
		w.err = errors.Join(w.err, c.Seal())
		w.in.Claims = append(w.in.Claims, c)
	}
}

// report makes what the ordinary and the hostile world hold: one of each thing
// that pages draw, and sources that differ.
func (w *world) report() {
	pair := []rapporteur.Party{"CHL", "PER"}
	on := func(day string) rapporteur.Time { return rapporteur.Time{Date: w.date(day)} }
	place := func(name string, state rapporteur.Party) *rapporteur.Place {
		return &rapporteur.Place{Name: name, State: state}
	}
	rojas := rapporteur.Participant{Name: w.say("Ana Rojas"), Office: w.say("foreign minister"), Country: "CHL"}
	dialogue := func(words string, n int, day string, at *rapporteur.Place, host rapporteur.Party) madeUp {
		return madeUp{words, rapporteur.Claim{Kind: rapporteur.KindInteraction, Parties: pair, Time: on(day), Place: at, Areas: []rapporteur.Area{rapporteur.AreaBorder},
			Interaction: &rapporteur.InteractionBody{Type: rapporteur.Dialogue, Mechanism: w.say("Border Dialogue"), Edition: n, Host: host, Participants: []rapporteur.Participant{rojas}}}}
	}
	undertaking := func(words, what, due string, act rapporteur.SpeechAct, stage rapporteur.Stage) madeUp {
		b := &rapporteur.CommitmentBody{By: pair[:1], To: pair[1:], What: w.say(what), Act: act, Stage: stage}
		if due != "" {
			b.Due = on(due)
		}
		return madeUp{words, rapporteur.Claim{Kind: rapporteur.KindCommitment, Parties: pair, Areas: []rapporteur.Area{rapporteur.AreaTraining}, Commitment: b}}
	}
	w.document("The Herald", "2023-04-14", dialogue("The first Border Dialogue was held in Arica on 12 April 2023", 1, "2023-04-12", place("Arica", "CHL"), "CHL"))
	w.document("The Herald", "2024-04-20", dialogue("The second Border Dialogue was held in Tacna on 18 April 2024", 2, "2024-04-18", place("Tacna", "PER"), "PER"),
		undertaking("Chile pledged to train forty pilots by the end of 2024", "train forty pilots", "2024", rapporteur.ActPledged, rapporteur.StagePledged))
	w.document("The Courier", "2024-04-21", dialogue("Lima saw the second Border Dialogue on 18 April 2024", 2, "2024-04-18", place("Lima", "PER"), "PER"))
	w.document("The Herald", "2025-04-12", dialogue("The fourth Border Dialogue was held on 10 April 2025", 4, "2025-04-10", place(w.say("the old customs house"), ""), ""),
		madeUp{"A protocol on harbour pilots was signed", rapporteur.Claim{Kind: rapporteur.KindInstrument, Parties: pair, Time: on("2025-04-10"),
			Instrument: &rapporteur.InstrumentBody{Title: w.say("Protocol on harbour pilots"), Type: rapporteur.Protocol, Status: rapporteur.Signed, Period: w.date("2025/2029")}}},
		madeUp{"Its cost was not disclosed", rapporteur.Claim{Kind: rapporteur.KindQuestion, Parties: pair, Question: &rapporteur.QuestionBody{About: w.say("the cost"), Type: rapporteur.Undisclosed}}},
		madeUp{"Ana Rojas, the foreign minister, opened it", rapporteur.Claim{Kind: rapporteur.KindTenure, Parties: pair[:1], Tenure: &rapporteur.TenureBody{Person: rojas, Heard: true}}})
	w.document("The Courier", "2025-05-02", undertaking("Ten of the forty pilots whom Chile trains began their course", "train forty pilots", "", rapporteur.ActResourced, rapporteur.StageUnderWay),
		madeUp{"Observers think that the course may be too short", rapporteur.Claim{Kind: rapporteur.KindAssessment, Parties: pair, Factuality: rapporteur.PSPlus, Mode: rapporteur.ModeCurrent,
			Assessment: &rapporteur.AssessmentBody{What: w.say("the course may be too short")}}})
	w.document("The Ministry", "2026-05-01", madeUp{"The foreign ministers of Chile and Peru will meet in Lima on 3 December 2026", rapporteur.Claim{Kind: rapporteur.KindInteraction, Parties: pair,
		Time: on("2026-12-03"), Place: place("Lima", "PER"), Factuality: rapporteur.PRPlus, Mode: rapporteur.ModeFuture, SaidBy: []rapporteur.Speaker{{Name: "the ministry", State: "CHL"}},
		Interaction: &rapporteur.InteractionBody{Type: rapporteur.Meeting}}})
	w.document("The Courier", "2025-05-06", madeUp{"Bolivia and Peru held talks in La Paz on 5 May 2025", rapporteur.Claim{Kind: rapporteur.KindInteraction, Parties: []rapporteur.Party{"BOL", "PER"},
		Time: on("2025-05-05"), Place: place("La Paz", "BOL"), Interaction: &rapporteur.InteractionBody{Type: rapporteur.Meeting}}})
	origins, err := link.NewOrigins(func(yield func(link.Document, error) bool) {
		for _, d := range w.in.Documents {
			if !yield(d, nil) {
				return
			}
		}
	})
	w.in.Origins, w.err = origins, errors.Join(w.err, err)
	w.in.LastRead = time.Date(2026, 6, 1, 8, 0, 0, 0, time.UTC)
}

// asked returns the input as of a day.
func (w *world) asked(day rapporteur.Date) view.Input {
	in := w.in
	if !day.IsZero() {
		in.AsOf = day
	}
	return in
}

// first returns the identity of the first record of a kind; empty if there is none.
func (w *world) first(k rapporteur.Kind) string {
	for _, r := range w.in.Records {
		if r.Kind == k {
			return string(r.ID)
		}
	}
	return ""
}

// found says that a thing is not there in the way of all Books.
func found[T any](v T, ok bool) (T, error) {
	if !ok {
		return v, ledger.ErrNotFound
	}
	return v, nil
}

func (w *world) Today(_ context.Context, day rapporteur.Date) (*view.Today, error) {
	return view.NewToday(w.asked(day)), nil
}

func (w *world) Arrived(_ context.Context, since rapporteur.Date) (*view.Arrived, error) {
	var docs []rapporteur.Document
	for _, d := range w.in.Documents[:min(len(w.in.Documents), view.LatestReadings)] {
		docs = append(docs, d.Document)
	}
	return view.NewArrived(since, docs, len(w.in.Documents)), nil
}

func (w *world) Dossier(_ context.Context, ps []rapporteur.Party, day rapporteur.Date) (*view.Dossier, error) {
	return view.NewDossier(w.asked(day), ps), nil
}

func (w *world) Record(_ context.Context, id rapporteur.RecordID) (rapporteur.Record, error) {
	for _, r := range w.in.Records {
		if r.ID == id {
			return r, nil
		}
	}
	return rapporteur.Record{}, ledger.ErrNotFound
}

func (w *world) Board(_ context.Context, q view.BoardQuery, day rapporteur.Date) (*view.Board, error) {
	return view.NewBoard(w.asked(day), q), nil
}

func (w *world) Thread(_ context.Context, id string, day rapporteur.Date) (*view.Thread, error) {
	return found(view.NewThread(w.asked(day), id))
}

func (w *world) Forum(_ context.Context, ps []rapporteur.Party, name string, day rapporteur.Date) (*view.Forum, error) {
	return found(view.NewForum(w.asked(day), ps, name))
}

func (w *world) Cascade(_ context.Context, ps []rapporteur.Party, day rapporteur.Date) (*view.Cascade, error) {
	return view.NewCascade(w.asked(day), ps), nil
}

func (w *world) Timeline(_ context.Context, ps []rapporteur.Party, day rapporteur.Date) (*view.Timeline, error) {
	return view.NewTimeline(w.asked(day), ps), nil
}

func (w *world) Questions(_ context.Context, ps []rapporteur.Party, day rapporteur.Date) (*view.Questions, error) {
	return view.NewQuestions(w.asked(day), ps), nil
}

func (w *world) Disputes(_ context.Context, ps []rapporteur.Party, day rapporteur.Date) (*view.Disputes, error) {
	return view.NewDisputes(w.asked(day), ps), nil
}

func (w *world) Diff(_ context.Context, ps []rapporteur.Party, from, to rapporteur.Date) (*view.Diff, error) {
	in := w.asked(to)
	return view.NewDiff(in, ps, from, in.AsOf), nil
}

func (w *world) Calendar(_ context.Context, ps []rapporteur.Party, day rapporteur.Date) (*view.Calendar, error) {
	return view.NewCalendar(w.asked(day), ps), nil
}

func (w *world) Person(_ context.Context, name string, day rapporteur.Date, _ int) (*view.PersonPage, error) {
	return found(view.NewPersonPage(w.asked(day), name))
}

func (w *world) Place(_ context.Context, name string, day rapporteur.Date) (*view.PlacePage, error) {
	return view.NewPlacePage(w.asked(day), name), nil
}

func (w *world) Area(_ context.Context, ps []rapporteur.Party, area rapporteur.Area, day rapporteur.Date) (*view.AreaPage, error) {
	return view.NewAreaPage(w.asked(day), ps, area), nil
}

func (w *world) Map(_ context.Context, ps []rapporteur.Party, day rapporteur.Date) (*view.Map, error) {
	return view.NewMap(w.asked(day), ps), nil
}

func (w *world) Network(_ context.Context, ps []rapporteur.Party, from, day rapporteur.Date) (*view.Network, error) {
	return view.NewNetwork(w.asked(day), ps, from), nil
}

func (w *world) Outlets(_ context.Context, ps []rapporteur.Party, day rapporteur.Date) (*view.Outlets, error) {
	return view.NewOutlets(w.asked(day), ps), nil
}
