package ledgertest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/blob"
	"example.org/rapporteur/internal/ledger"
)

// checked fills a ledger with something of each kind.
func checked(t *testing.T, open Open, place string) *ledger.Ledger {
	t.Helper()
	l := open(t, place)
	for _, r := range []ledger.Reading{visitReading(t), planReading(t), undatedReading(t)} {
		put(t, l, ledger.New, r)
	}
	decide(t, l, rapporteur.Decision{Verb: rapporteur.Reject, Claim: visitReading(t).Claims[0].ID})
	decide(t, l, rapporteur.Decision{Verb: rapporteur.Accept, Claim: visitReading(t).Claims[1].ID})
	err := l.ReplaceRecords(t.Context(), 0, []rapporteur.Record{{ID: rapporteur.NewRecordID('q', "sum"), Kind: rapporteur.KindQuestion,
		Claims: []rapporteur.ClaimID{visitReading(t).Claims[2].ID}}})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func testVerifySound(t *testing.T, open Open) {
	l := checked(t, open, "a")
	problems, n, err := l.Verify(t.Context(), originals(t))
	if err != nil {
		t.Fatal(err)
	}
	if len(problems) > 0 {
		t.Errorf("problems in a sound ledger: %v", problems)
	}
	want := ledger.Checked{Documents: 3, Claims: 6, Captures: 3, Blobs: 3, Records: 1, Decisions: 2}
	if diff := cmp.Diff(want, n); diff != "" {
		t.Errorf("checked (-want +got):\n%s", diff)
	}
}

func testVerifyAltered(t *testing.T, open Open) {
	v := visitReading(t)
	doc := string(v.Document.ID)
	met, train, sum := string(v.Claims[0].ID), string(v.Claims[1].ID), string(v.Claims[2].ID)
	for _, test := range []struct {
		name, query string
		want        []string // the identities named by the problems, in order
	}{
		{"one character of a quote", `update document set text = replace(text, 'train 40', 'train 41') where id = '` + doc + `'`,
			[]string{"document " + doc, "claim " + met, "claim " + train, "claim " + sum}},
		{"text and hash", `update document set text = 'nothing', text_hash = '` + hash("nothing") + `' where id = '` + doc + `'`,
			[]string{"document " + doc, "claim " + met, "claim " + train, "claim " + sum}},
		{"a claim's quote", `update claim set body = replace(body, 'train 40', 'train 41') where id = '` + train + `'`, []string{"claim " + train}},
		{"a claim's context", `update claim set body = replace(body, '"prefix":"', '"prefix":"x') where id = '` + train + `'`, []string{"claim " + train}},
		{"a claim that is no JSON", `update claim set body = '{' where id = '` + train + `'`, []string{"claim " + train}},
		{"a claim's kind", `update claim set kind = 'question' where id = '` + train + `'`, []string{"claim " + train}},
		{"an address", `update document set url = 'https://other.example/' where id = '` + doc + `'`, []string{"document " + doc}},
		{"a claim gone", `delete from claim where id = '` + sum + `'`, []string{"record " + string(rapporteur.NewRecordID('q', "sum"))}},
		{"an original gone", `update capture set blob = '` + strings.Repeat("0", 64) + `' where doc = '` + doc + `'`, []string{"document " + doc}},
		{"an original of no name", `update capture set blob = '../x' where doc = '` + doc + `'`, []string{"document " + doc}},
	} {
		l := checked(t, open, test.name)
		err := l.Write(t.Context(), func(tx ledger.Tx) error {
			n, err := tx.Exec(t.Context(), test.query)
			if n == 0 && err == nil {
				t.Errorf("%s: the query altered nothing", test.name)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		problems, _, err := l.Verify(t.Context(), originals(t))
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		var got []string
		for _, p := range problems {
			subject, _, _ := strings.Cut(p.String(), ":")
			got = append(got, subject)
			if p.What == "" || p.Do == "" {
				t.Errorf("%s: a problem does not say what is wrong and what to do: %+v", test.name, p)
			}
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: problems (-want +got):\n%s\n%v", test.name, diff, problems)
		}
		// No claim that does not stand is given out as good.
		for c, err := range l.Claims(t.Context(), ledger.ClaimFilter{IncludeRejected: true}) {
			for _, p := range problems {
				if err == nil && p.Claim == c.ID {
					t.Errorf("%s: claim %s is given out", test.name, c.ID)
				}
			}
		}
	}

	// Reading the same again puts right what was altered in the document or its claims.
	for _, query := range []string{
		`update document set text = replace(text, 'train 40', 'train 41') where id = '` + doc + `'`,
		`update document set text = 'nothing', text_hash = '` + hash("nothing") + `' where id = '` + doc + `'`,
		`update document set url = 'https://other.example/' where id = '` + doc + `'`,
		`update claim set body = '{' where id = '` + train + `'`,
		`update claim set kind = 'question' where id = '` + train + `'`,
		`delete from claim where id = '` + sum + `'`,
	} {
		l := checked(t, open, query)
		if err := l.Write(t.Context(), func(tx ledger.Tx) error { _, err := tx.Exec(t.Context(), query); return err }); err != nil {
			t.Fatal(err)
		}
		put(t, l, ledger.Reread, visitReading(t))
		if problems, _, err := l.Verify(t.Context(), originals(t)); err != nil || len(problems) > 0 {
			t.Errorf("%s: after reading again: %v, %v", query, problems, err)
		}
		put(t, l, ledger.Unchanged, visitReading(t))
	}

	// An original whose bytes were altered.
	l := checked(t, open, "original")
	dir := t.TempDir()
	blobs, err := blob.OpenDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer blobs.Close()
	for _, a := range []article{visit, plan, undated} {
		if _, err := blobs.Put(t.Context(), []byte(a.text)); err != nil {
			t.Fatal(err)
		}
	}
	id := v.Capture.Blob
	if err := os.WriteFile(filepath.Join(dir, string(id[:2]), string(id)), []byte("altered"), 0o644); err != nil {
		t.Fatal(err)
	}
	problems, _, err := l.Verify(t.Context(), blobs)
	if err != nil || len(problems) != 1 || problems[0].Blob != id {
		t.Errorf("an altered original: %v, %v", problems, err)
	}
}

func hash(s string) string {
	t, err := rapporteur.NewText(s)
	if err != nil {
		panic(err)
	}
	return t.Hash()
}
