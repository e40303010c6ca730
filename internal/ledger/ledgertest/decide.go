package ledgertest

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/blob"
	"example.org/rapporteur/internal/ledger"
)

func decide(t testing.TB, l *ledger.Ledger, d rapporteur.Decision) rapporteur.Decision {
	t.Helper()
	d.By = "reviewer"
	d, err := l.Decide(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func testDecisions(t *testing.T, open Open) {
	l := open(t, "a")
	r := visitReading(t)
	put(t, l, ledger.New, r)
	met, train := r.Claims[0], r.Claims[1]
	all := ledger.ClaimFilter{Doc: r.Document.ID, IncludeRejected: true}
	check := func(want ...string) {
		t.Helper()
		if diff := cmp.Diff(want, words(t, l, all)); diff != "" {
			t.Errorf("claims (-want +got):\n%s", diff)
		}
	}

	reject := decide(t, l, rapporteur.Decision{Verb: rapporteur.Reject, Claim: met.ID, Reason: "a photograph's caption"})
	want := rapporteur.Decision{ID: reject.ID, Verb: rapporteur.Reject, Claim: met.ID, By: "reviewer", At: Clock(), Reason: "a photograph's caption",
		Doc: r.Document.ID, Of: rapporteur.KindInteraction, Quote: met.Quote.Selector(), Engine: "engine 1"}
	if diff := cmp.Diff(want, reject); diff != "" || reject.ID == "" {
		t.Errorf("the stored decision (-want +got):\n%s", diff)
	}
	decide(t, l, rapporteur.Decision{Verb: rapporteur.Accept, Claim: train.ID})
	check("ministers met in Hanoi (rejected)", "will train 40 Lao officers (accepted)", "sum was not disclosed")
	if got := words(t, l, ledger.ClaimFilter{Doc: r.Document.ID}); len(got) != 2 {
		t.Errorf("a rejected claim is given out: %q", got)
	}
	c, err := l.Claim(t.Context(), met.ID)
	if err != nil || c.Decision != reject.ID {
		t.Errorf("the verdict rests on %q, %v, want %s", c.Decision, err, reject.ID)
	}

	accept := decide(t, l, rapporteur.Decision{Verb: rapporteur.Accept, Claim: met.ID})
	check("ministers met in Hanoi (accepted)", "will train 40 Lao officers (accepted)", "sum was not disclosed")
	undo := decide(t, l, rapporteur.Decision{Verb: rapporteur.Undo, Undoes: accept.ID})
	if undo.Claim != met.ID || undo.Doc != r.Document.ID {
		t.Errorf("the undo is of claim %q of %q", undo.Claim, undo.Doc)
	}
	check("ministers met in Hanoi (rejected)", "will train 40 Lao officers (accepted)", "sum was not disclosed")
	decide(t, l, rapporteur.Decision{Verb: rapporteur.Undo, Undoes: reject.ID})
	check("ministers met in Hanoi", "will train 40 Lao officers (accepted)", "sum was not disclosed")
	again := decide(t, l, rapporteur.Decision{Verb: rapporteur.Reject, Claim: met.ID, Reason: "a photograph's caption"})
	check("ministers met in Hanoi (rejected)", "will train 40 Lao officers (accepted)", "sum was not disclosed")

	var verbs []rapporteur.Verb
	for d, err := range l.Decisions(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		verbs = append(verbs, d.Verb)
	}
	if diff := cmp.Diff([]rapporteur.Verb{"reject", "accept", "accept", "undo", "undo", "reject"}, verbs); diff != "" {
		t.Errorf("decisions in order (-want +got):\n%s", diff)
	}

	before := dump(t, l)
	for name, d := range map[string]rapporteur.Decision{
		"claim that is not there":   {Verb: rapporteur.Accept, Claim: "cnone", By: "a"},
		"nobody's":                  {Verb: rapporteur.Accept, Claim: met.ID},
		"unknown verb":              {Verb: "burn", Claim: met.ID, By: "a"},
		"undo of nothing":           {Verb: rapporteur.Undo, Undoes: "xnone", By: "a"},
		"undo of what is undone":    {Verb: rapporteur.Undo, Undoes: accept.ID, By: "a"},
		"acceptance with an undo":   {Verb: rapporteur.Accept, Claim: met.ID, Undoes: again.ID, By: "a"},
		"rejection without a claim": {Verb: rapporteur.Reject, By: "a"},
		"merge with no such claim":  {Verb: rapporteur.Merge, Claim: met.ID, With: []rapporteur.Mark{{Claim: "cnone"}}, As: rapporteur.KindInteraction, By: "a"},
		"merge of two kinds":        {Verb: rapporteur.Merge, Claim: met.ID, With: []rapporteur.Mark{{Claim: train.ID}}, As: rapporteur.KindInteraction, By: "a"},
		"rating of no such record":  {Verb: rapporteur.Assess, Claim: met.ID, As: rapporteur.KindQuestion, Rating: rating(t), By: "a"},
		"correction of no field":    {Verb: rapporteur.Edit, Claim: met.ID, Corrections: []rapporteur.Correction{{Field: "due", To: "2025"}}, By: "a"},
		"correction to nonsense":    {Verb: rapporteur.Edit, Claim: met.ID, Corrections: []rapporteur.Correction{{Field: "date", To: "soon"}}, By: "a"},
		"correction to the same":    {Verb: rapporteur.Edit, Claim: met.ID, Corrections: []rapporteur.Correction{{Field: "type", To: "meeting"}}, By: "a"},
	} {
		if d, err := l.Decide(t.Context(), d); err == nil {
			t.Errorf("%s is not refused: %+v", name, d)
		}
	}
	if _, err := l.Decide(t.Context(), rapporteur.Decision{Verb: rapporteur.Accept, Claim: "cnone", By: "a"}); !errors.Is(err, ledger.ErrNotFound) {
		t.Errorf("decision on no claim: %v, want ErrNotFound", err)
	}
	if diff := cmp.Diff(before, dump(t, l)); diff != "" {
		t.Errorf("a refused decision left traces:\n%s", diff)
	}
}

func testAppendOnly(t *testing.T, open Open) {
	l := open(t, "a")
	r := visitReading(t)
	put(t, l, ledger.New, r)
	d := decide(t, l, rapporteur.Decision{Verb: rapporteur.Accept, Claim: r.Claims[0].ID})
	before := dump(t, l)
	for _, q := range []string{
		`update decision set verb = 'reject'`,
		`update decision set body = '{}' where seq = 1`,
		`delete from decision`,
		`delete from decision where id = '` + string(d.ID) + `'`,
		`insert into decision select * from decision`,
		`update decision_hash set hash = 'x'`,
		`delete from decision_hash`,
	} {
		err := l.Write(t.Context(), func(tx ledger.Tx) error {
			_, err := tx.Exec(t.Context(), q)
			return err
		})
		if err == nil {
			t.Errorf("%s is not refused", q)
		}
	}
	if diff := cmp.Diff(before, dump(t, l)); diff != "" {
		t.Errorf("a decision was changed:\n%s", diff)
	}
}

func testReattach(t *testing.T, open Open) {
	l := open(t, "a")
	r := visitReading(t)
	put(t, l, ledger.New, r)
	decide(t, l, rapporteur.Decision{Verb: rapporteur.Accept, Claim: r.Claims[0].ID})
	decide(t, l, rapporteur.Decision{Verb: rapporteur.Reject, Claim: r.Claims[1].ID})
	lost := decide(t, l, rapporteur.Decision{Verb: rapporteur.Accept, Claim: r.Claims[2].ID})
	original := dump(t, l)

	put(t, l, ledger.Reread, visit.reading(t, "engine 2",
		"interaction VNM LAO", "two ministers met in Hanoi on 5 March",
		"commitment VNM LAO", "train 40 Lao officers by 2027"))
	want := []string{"two ministers met in Hanoi on 5 March (accepted)", "train 40 Lao officers by 2027 (rejected)"}
	if diff := cmp.Diff(want, words(t, l, ledger.ClaimFilter{IncludeRejected: true})); diff != "" {
		t.Errorf("after the re-read (-want +got):\n%s", diff)
	}
	var adrift []rapporteur.DecisionID
	for d, err := range l.Adrift(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		adrift = append(adrift, d.ID)
	}
	if diff := cmp.Diff([]rapporteur.DecisionID{lost.ID}, adrift); diff != "" {
		t.Errorf("decisions adrift (-want +got):\n%s", diff)
	}
	put(t, l, ledger.Reread, r)
	if diff := cmp.Diff(original, dump(t, l)); diff != "" {
		t.Errorf("reading by the first engine again does not end where it began:\n%s", diff)
	}
}

// Writers, deciders and readers at once see each document whole or not at all.
func testConcurrent(t *testing.T, open Open) {
	ledgers := []*ledger.Ledger{open(t, "a"), open(t, "a")} // as two processes
	const writers, each = 4, 10
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			l := ledgers[w%2]
			for i := range each {
				// Two writers read the same files.
				r := article{fmt.Sprint("a", w/2, i), fmt.Sprintf("https://news.example/%d/%d", w/2, i), "Example", "2025-03-06", visit.text}.
					reading(t, "engine 1", "interaction VNM LAO", "ministers met in Hanoi", "question VNM LAO", "sum was not disclosed")
				if _, err := l.PutDocument(t.Context(), r); err != nil {
					t.Errorf("writer %d: %v", w, err)
					return
				}
				if _, err := l.Decide(t.Context(), rapporteur.Decision{Verb: rapporteur.Accept, Claim: r.Claims[0].ID, By: fmt.Sprint("writer ", w)}); err != nil {
					t.Errorf("writer %d decides: %v", w, err)
				}
			}
		})
		wg.Go(func() {
			l := ledgers[w%2]
			for range each {
				per := make(map[rapporteur.DocID]int)
				for c, err := range l.Claims(t.Context(), ledger.ClaimFilter{Parties: []rapporteur.Party{"VNM", "LAO"}}) {
					if err != nil {
						t.Errorf("reader %d: %v", w, err)
						return
					}
					per[c.Doc]++
				}
				for doc, n := range per {
					if n != 2 {
						t.Errorf("reader %d sees %d claims of document %s, want 2", w, n, doc)
					}
				}
			}
		})
	}
	wg.Wait()
	if h, err := ledgers[0].Held(t.Context(), rapporteur.Date{}); err != nil || h.Documents != writers/2*each {
		t.Errorf("%d documents, %v; want %d", h.Documents, err, writers/2*each)
	}
	n := 0
	for d, err := range ledgers[1].Decisions(t.Context()) {
		if n++; err != nil || d.ID == "" {
			t.Errorf("decision %d: %+v, %v", n, d, err)
		}
	}
	if n != writers*each {
		t.Errorf("the log has %d decisions, want %d", n, writers*each)
	}
}

// originals keeps the bytes that the fixtures' captures name.
func originals(t testing.TB) blob.Store {
	t.Helper()
	d, err := blob.OpenDir(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	for _, a := range []article{visit, plan, undated} {
		if _, err := d.Put(t.Context(), []byte(a.text)); err != nil {
			t.Fatal(err)
		}
	}
	return d
}
