package ledgertest

import (
	"bytes"
	"flag"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
)

// state returns what the decisions come to, without the log of them.
func state(t testing.TB, l *ledger.Ledger) string {
	t.Helper()
	var b bytes.Buffer
	if err := l.DumpState(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A decider makes decisions of every verb on the claims of one kind or another.
type decider struct {
	interactions, commitments []rapporteur.ClaimID
	outlets                   []string
	readings                  []ledger.Reading
}

func newDecider(rs ...ledger.Reading) decider {
	d := decider{outlets: []string{"Example News", "Example Agency"}, readings: rs}
	for _, r := range rs {
		for _, c := range r.Claims {
			switch c.Kind {
			case rapporteur.KindInteraction:
				d.interactions = append(d.interactions, c.ID)
			case rapporteur.KindCommitment:
				d.commitments = append(d.commitments, c.ID)
			}
		}
	}
	return d
}

// deciding are the verbs that decide something: all but the undo.
var deciding = slices.DeleteFunc(slices.Clone(rapporteur.Verbs), func(v rapporteur.Verb) bool { return v == rapporteur.Undo })

// draw returns a decision of any of these verbs.
func (d decider) draw(t testing.TB, rt *rapid.T, verbs ...rapporteur.Verb) rapporteur.Decision {
	x := rapporteur.Decision{Verb: rapid.SampledFrom(verbs).Draw(rt, "verb"), By: rapid.SampledFrom([]string{"A. Reader", "B. Reader"}).Draw(rt, "by")}
	x.Claim = rapid.SampledFrom(slices.Concat(d.interactions, d.commitments)).Draw(rt, "claim")
	switch x.Verb {
	case rapporteur.Edit:
		x.Claim = rapid.SampledFrom(d.commitments).Draw(rt, "commitment")
		x.Corrections = []rapporteur.Correction{{
			Field: rapid.SampledFrom([]rapporteur.Field{"by", "to", "amount"}).Draw(rt, "field"),
			To:    rapid.SampledFrom([]string{"VNM", "LAO", "LAO; THA", "CHN"}).Draw(rt, "value"),
		}}
	case rapporteur.Merge, rapporteur.Split, rapporteur.Unmerge:
		two := rapid.Permutation(d.interactions).Draw(rt, "claims")
		x.Claim, x.With, x.As = two[0], []rapporteur.Mark{{Claim: two[1]}}, rapporteur.KindInteraction
	case rapporteur.Grade:
		if rapid.Bool().Draw(rt, "outlet") {
			x.Claim, x.Outlet, x.Source = "", rapid.SampledFrom(d.outlets).Draw(rt, "name"), "B"
		} else {
			x.Information = rapporteur.InformationGrade(rapid.IntRange(1, 6).Draw(rt, "grade"))
		}
	case rapporteur.Assess:
		x.Rating = rating(t)
	case rapporteur.Add:
		c := rapid.SampledFrom(rapid.SampledFrom(d.readings).Draw(rt, "document").Claims).Draw(rt, "words")
		x.Claim, x.Doc, x.Of, x.Quote = "", c.Doc, rapporteur.KindMechanism, c.Quote.Selector()
		x.Corrections = []rapporteur.Correction{
			{Field: "name", To: rapid.SampledFrom([]string{"border talks", "staff talks", "harbour talks"}).Draw(rt, "name")}, {Field: "parties", To: "LAO; VNM"},
		}
	case rapporteur.Note:
		x.Text = "see the annex"
	case rapporteur.Reply:
		x.Text, x.From = "it was in May", "the embassy"
	}
	return x
}

// rapidRuns are few, for each is on a database on disk, and makes many decisions.
const rapidRuns = "5"

// Whatever was decided before, undoing a decision restores the bytes from before
// it, and undoing the undo those from after it.
func testUndo(t *testing.T, open Open) {
	run := 0
	var made []rapporteur.Verb
	check(t, func(rt *rapid.T) {
		run++
		l := open(t, fmt.Sprint("run", run))
		rs := []ledger.Reading{visitReading(t), planReading(t)}
		for _, r := range rs {
			put(t, l, ledger.New, r)
		}
		who := newDecider(rs...)
		for _, verb := range rapid.Permutation(deciding).Draw(rt, "verbs") {
			d := who.draw(t, rt, verb)
			before := state(t, l)
			d, err := l.Decide(t.Context(), d)
			if err != nil {
				continue // a correction that changes nothing
			}
			made = append(made, d.Verb)
			after := state(t, l)
			undo := decide(t, l, rapporteur.Decision{Verb: rapporteur.Undo, Undoes: d.ID})
			if diff := cmp.Diff(before, state(t, l)); diff != "" {
				rt.Fatalf("undoing %+v does not restore what was (-before +after):\n%s", d, diff)
			}
			if rapid.Bool().Draw(rt, "stays") {
				decide(t, l, rapporteur.Decision{Verb: rapporteur.Undo, Undoes: undo.ID})
				if diff := cmp.Diff(after, state(t, l)); diff != "" {
					rt.Fatalf("undoing the undo of %+v does not restore it (-with +after):\n%s", d, diff)
				}
			}
		}
	})
	for _, v := range deciding {
		if !slices.Contains(made, v) {
			t.Errorf("the property was not tried with %s", v)
		}
	}
}

// Decisions that are undone in any order leave nothing behind but the log.
func testUndoAll(t *testing.T, open Open) {
	run := 0
	check(t, func(rt *rapid.T) {
		run++
		l := open(t, fmt.Sprint("run", run))
		rs := []ledger.Reading{visitReading(t), planReading(t)}
		for _, r := range rs {
			put(t, l, ledger.New, r)
		}
		before := state(t, l)
		who := newDecider(rs...)
		var made []rapporteur.DecisionID
		for range rapid.IntRange(2, 14).Draw(rt, "decisions") {
			if d, err := l.Decide(t.Context(), who.draw(t, rt, deciding...)); err == nil {
				made = append(made, d.ID)
			}
		}
		for _, id := range rapid.Permutation(made).Draw(rt, "order") {
			decide(t, l, rapporteur.Decision{Verb: rapporteur.Undo, Undoes: id})
		}
		if diff := cmp.Diff(before, state(t, l)); diff != "" {
			rt.Fatalf("%d decisions, all undone, leave traces (-before +after):\n%s", len(made), diff)
		}
		sound(t, l)
	})
}

// Whatever was decided, and however often the documents are read by one engine
// and the other, the decisions stand in the end as if they had been read once by
// the last; and undone, they leave what that reading alone leaves.
func testRereadOften(t *testing.T, open Open) {
	first := []ledger.Reading{visitReading(t), planReading(t)}
	second := []ledger.Reading{
		visit.reading(t, "engine 2", "interaction VNM LAO", "two ministers met in Hanoi on 5 March", "commitment VNM LAO", "train 40 Lao officers by 2027"),
		plan.reading(t, "engine 2", "instrument VNM LAO", "signed the plan for 2025"),
	}
	run := 0
	check(t, func(rt *rapid.T) {
		run++
		often, once := open(t, fmt.Sprint("often", run)), open(t, fmt.Sprint("once", run))
		both := func(do func(*ledger.Ledger)) {
			do(often)
			do(once)
		}
		read := func(l *ledger.Ledger, rs []ledger.Reading) {
			for _, r := range rs {
				if _, err := l.PutDocument(t.Context(), r); err != nil {
					t.Fatal(err)
				}
			}
		}
		both(func(l *ledger.Ledger) { read(l, first) })
		who := newDecider(first...)
		var made []rapporteur.DecisionID
		for range rapid.IntRange(1, 8).Draw(rt, "decisions") {
			d := who.draw(t, rt, deciding...)
			var stored rapporteur.Decision
			var err error
			both(func(l *ledger.Ledger) { stored, err = l.Decide(t.Context(), d) })
			if err == nil {
				made = append(made, stored.ID)
			}
			if rapid.Bool().Draw(rt, "read in between") {
				read(often, second)
				read(often, first)
			}
		}
		both(func(l *ledger.Ledger) { read(l, second) })
		if diff := cmp.Diff(dump(t, once), dump(t, often)); diff != "" {
			rt.Fatalf("reading in between makes a difference (-once +often):\n%s", diff)
		}
		sound(t, often)
		for _, id := range rapid.Permutation(made).Draw(rt, "order") {
			decide(t, often, rapporteur.Decision{Verb: rapporteur.Undo, Undoes: id})
		}
		fresh := open(t, fmt.Sprint("fresh", run))
		read(fresh, second)
		if diff := cmp.Diff(state(t, fresh), state(t, often)); diff != "" {
			rt.Fatalf("%d decisions, all undone after another reading, leave traces (-fresh +undone):\n%s", len(made), diff)
		}
	})
}

// check runs a property a few times. It takes the number of runs from rapid's own
// flag where that was set.
func check(t *testing.T, property func(*rapid.T)) {
	t.Helper()
	checks := flag.Lookup("rapid.checks")
	if was := checks.Value.String(); was == checks.DefValue {
		if err := checks.Value.Set(rapidRuns); err != nil {
			t.Fatal(err)
		}
		defer checks.Value.Set(was)
	}
	rapid.Check(t, property)
}
