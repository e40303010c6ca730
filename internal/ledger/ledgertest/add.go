package ledgertest

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/search"
)

func fields(pairs ...string) []rapporteur.Correction {
	var out []rapporteur.Correction
	for i := 0; i < len(pairs); i += 2 {
		out = append(out, rapporteur.Correction{Field: rapporteur.Field(pairs[i]), To: pairs[i+1]})
	}
	return out
}

// A claim that a person adds is one like others: it is found by its words and
// parties, can be graded, corrected and rejected, and outlives every reading.
func testAdd(t *testing.T, open Open) {
	l := open(t, "a")
	r := visitReading(t)
	put(t, l, ledger.New, r)
	doc, text := r.Document.ID, r.Document.Text
	const exact = "40 Lao officers by 2027"
	quote := text.Find(exact)[0].Selector()
	all := ledger.ClaimFilter{Doc: doc, IncludeRejected: true}
	state := func() string { return state(t, l) }

	before := state()
	add := decide(t, l, rapporteur.Decision{Verb: rapporteur.Add, Doc: doc, Of: rapporteur.KindCommitment, Quote: quote, Reason: "the date belongs to it",
		Corrections: fields("by", "VNM; THA", "what", "train 40 officers by 2027", "act", "pledged", "stage", "pledged", "due", " 2027 ", "amount", "")})
	want := rapporteur.Decision{ID: add.ID, Verb: rapporteur.Add, Claim: add.Claim, By: "reviewer", At: Clock(), Reason: "the date belongs to it",
		Doc: doc, Of: rapporteur.KindCommitment, Quote: quote, Engine: rapporteur.PersonEngine,
		Corrections: fields("by", "VNM; THA", "what", "train 40 officers by 2027", "act", "pledged", "stage", "pledged", "due", "2027")}
	if diff := cmp.Diff(want, add); diff != "" || add.Claim == "" {
		t.Errorf("the stored decision (-want +got):\n%s", diff)
	}
	c := get(t, l, add.Claim)
	if c.Quote.Exact() != exact || c.Verdict != rapporteur.Accept || c.Decision != add.ID || c.Machine != nil || c.Commitment.Due.Date.String() != "2027" {
		t.Errorf("the claim added is %+v", c)
	}
	if got := words(t, l, ledger.ClaimFilter{Parties: []rapporteur.Party{"THA"}}); !cmp.Equal(got, []string{exact + " (accepted)"}) {
		t.Errorf("by a party of it are found %q", got)
	}
	found := func() bool {
		t.Helper()
		hits, _, err := l.Search(t.Context(), ledger.Search{Terms: []search.Term{{{"2027"}}}, Kinds: []rapporteur.Kind{rapporteur.KindCommitment}})
		if err != nil {
			t.Fatal(err)
		}
		return len(hits) == 1 && hits[0].Claim == add.Claim
	}
	if !found() {
		t.Error("it is not found by its words")
	}
	sound(t, l)

	// What is decided about it bears on it alone.
	decide(t, l, rapporteur.Decision{Verb: rapporteur.Edit, Claim: add.Claim, Corrections: fields("amount", "3 million")})
	grade := decide(t, l, rapporteur.Decision{Verb: rapporteur.Grade, Claim: add.Claim, Information: rapporteur.ProbablyTrue})
	if c = get(t, l, add.Claim); c.Verdict != rapporteur.Edit || c.Commitment.Amount != "3 million" || c.Information != rapporteur.ProbablyTrue {
		t.Errorf("corrected and graded it is %+v", c)
	}

	// It outlives another engine, the same one again, and being made from its bytes.
	for _, next := range []ledger.Reading{
		visit.reading(t, "engine 2", "commitment VNM LAO", "will train 40 Lao"), r,
	} {
		put(t, l, ledger.Reread, next)
		put(t, l, ledger.Unchanged, next)
		if c = get(t, l, add.Claim); c.Commitment.Amount != "3 million" || !found() {
			t.Errorf("after %s it is %+v", next.Engine, c)
		}
		was := dump(t, l)
		if err := l.Remake(t.Context(), next); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(was, dump(t, l)); diff != "" {
			t.Errorf("made again the document differs (-before +after):\n%s", diff)
		}
		sound(t, l)
	}

	// Undone it is gone, and what was decided about it goes to no other claim.
	undo := decide(t, l, rapporteur.Decision{Verb: rapporteur.Undo, Undoes: add.ID})
	if _, err := l.Claim(t.Context(), add.Claim); !errors.Is(err, ledger.ErrNotFound) {
		t.Errorf("undone it is still there: %v", err)
	}
	if got := words(t, l, all); !cmp.Equal(got, []string{"ministers met in Hanoi", "will train 40 Lao officers", "sum was not disclosed"}) || found() {
		t.Errorf("undone it leaves %q", got)
	}
	var adrift []rapporteur.DecisionID
	for d, err := range l.Adrift(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		adrift = append(adrift, d.ID)
	}
	if len(adrift) != 2 || adrift[1] != grade.ID {
		t.Errorf("adrift are %v, want the correction and the grade", adrift)
	}
	for _, id := range adrift {
		decide(t, l, rapporteur.Decision{Verb: rapporteur.Undo, Undoes: id})
	}
	if diff := cmp.Diff(before, state()); diff != "" {
		t.Errorf("undone it leaves traces (-before +after):\n%s", diff)
	}
	decide(t, l, rapporteur.Decision{Verb: rapporteur.Undo, Undoes: undo.ID})
	if c = get(t, l, add.Claim); c.Decision != add.ID {
		t.Errorf("undoing the undo gives %+v", c)
	}

	// What another program made of it is found, and put right by reading again.
	if err := l.Write(t.Context(), func(tx ledger.Tx) error {
		_, err := tx.Exec(t.Context(), `update claim set body = replace(body, '40 officers', '90 officers') where id = $1`, add.Claim)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	problems, _, err := l.Verify(t.Context(), originals(t))
	if err != nil || !slices.ContainsFunc(problems, func(p ledger.Problem) bool { return p.Doc == doc && strings.Contains(p.What, "added by people") }) {
		t.Errorf("an altered claim of a person is not found: %v, %v", problems, err)
	}
	if err := l.Remake(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	sound(t, l)

	// What cannot stand is refused, and leaves nothing.
	was := dump(t, l)
	moved := quote
	moved.Start++
	moved.End++
	for name, d := range map[string]rapporteur.Decision{
		"once more":                {Verb: rapporteur.Add, Doc: doc, Of: rapporteur.KindCommitment, Quote: quote, Corrections: want.Corrections},
		"words at another place":   {Verb: rapporteur.Add, Doc: doc, Of: rapporteur.KindCommitment, Quote: moved, Corrections: want.Corrections},
		"a document that is not":   {Verb: rapporteur.Add, Doc: "dnone", Of: rapporteur.KindCommitment, Quote: quote, Corrections: want.Corrections},
		"nothing said":             {Verb: rapporteur.Add, Doc: doc, Of: rapporteur.KindCommitment, Quote: quote},
		"a kind that is not":       {Verb: rapporteur.Add, Doc: doc, Of: "rumour", Quote: quote},
		"no words":                 {Verb: rapporteur.Add, Doc: doc, Of: rapporteur.KindCommitment},
		"a value that cannot be":   {Verb: rapporteur.Add, Doc: doc, Of: rapporteur.KindCommitment, Quote: quote, Corrections: fields("due", "soon")},
		"a field of another thing": {Verb: rapporteur.Add, Doc: doc, Of: rapporteur.KindAssessment, Quote: quote, Corrections: fields("stage", "agreed")},
	} {
		d.By = "reviewer"
		if _, err := l.Decide(t.Context(), d); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if dump(t, l) != was {
		t.Error("what was refused left something behind")
	}
	byMachine := r
	byMachine.Engine, byMachine.Claims = rapporteur.PersonEngine, nil
	if _, err := l.PutDocument(t.Context(), byMachine); err == nil || !strings.Contains(err.Error(), "engine") {
		t.Errorf("a reading in a person's name: %v", err)
	}
}
