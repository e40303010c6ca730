package ledgertest

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/audit"
	"example.org/rapporteur/internal/ledger"
)

// unguard takes away what keeps the log from being altered, as another program can.
var unguard = []string{
	`drop trigger if exists decision_never_changed`, `drop trigger if exists decision_never_removed`, `drop trigger if exists decision_never_replaced`,
	`drop trigger if exists decision_hash_never_changed`, `drop trigger if exists decision_hash_never_removed`, `drop trigger if exists decision_hash_never_replaced`,
}

var unguardPostgres = []string{`drop trigger decision_stays on decision`, `drop trigger decision_hash_stays on decision_hash`}

func alter(t *testing.T, l *ledger.Ledger, queries ...string) {
	t.Helper()
	err := l.Write(t.Context(), func(tx ledger.Tx) error {
		guards := unguard
		var version string
		if err := tx.QueryRow(t.Context(), `select version()`).Scan(&version); err == nil { // SQLite has no such function
			guards = unguardPostgres
		}
		for _, q := range guards {
			if _, err := tx.Exec(t.Context(), q); err != nil {
				return err
			}
		}
		for _, q := range queries {
			n, err := tx.Exec(t.Context(), q)
			if err != nil {
				return fmt.Errorf("%s: %w", q, err)
			}
			if n == 0 {
				return fmt.Errorf("%s alters nothing", q)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// swap makes two decisions change places.
var swap = []string{
	`update decision set seq = 100 where seq = 2`, `update decision set seq = 2 where seq = 3`, `update decision set seq = 3 where seq = 100`,
	`update mark set seq = 100 where seq = 2`, `update mark set seq = 2 where seq = 3`, `update mark set seq = 3 where seq = 100`,
}

const standingAltered = "is not what the decisions come to"

func testVerifyLog(t *testing.T, open Open) {
	for _, test := range []struct {
		name    string
		queries []string
		want    string // part of a problem; empty if only a checkpoint can tell
	}{
		{"a verb", []string{`update decision set body = replace(body, '"verb":"reject"', '"verb":"accept"'), verb = 'accept' where seq = 1`}, "number 1, was altered"},
		{"a reason", []string{`update decision set body = replace(body, 'mistaken', 'right') where seq = 1`}, "number 1, was altered"},
		{"no JSON", []string{`update decision set body = '{' where seq = 2`}, "number 2, was altered"},
		{"a column beside the body", []string{`update decision set author = 'somebody' where seq = 2`}, "number 2, was altered"},
		{"a document that it is listed under", []string{`update mark set doc = 'd0' where seq = 2`}, "number 2, was altered"},
		{"one from the middle", []string{`delete from decision where seq = 2`, `delete from mark where seq = 2`}, "number 2 was removed"},
		{"the last one", []string{`delete from decision where seq = 4`, `delete from mark where seq = 4`}, "removed from its end"},
		{"two that changed places", swap, "number 2, was altered or moved"},
		{"a hash", []string{`update decision_hash set hash = (select hash from decision_hash where place = 0) where place = 1`}, "number 2, was altered"},
		{"a hash of two leaves", []string{`update decision_hash set hash = (select hash from decision_hash where place = 0) where place = 2`}, "tree of the log"},
		{"the last one with its hashes", []string{`delete from decision where seq = 4`, `delete from mark where seq = 4`, `delete from stand where decision not in (select id from decision)`,
			`delete from verdict where decision not in (select id from decision)`, `delete from decision_hash where place > 3`}, ""},
		{"a verdict that nobody gave", []string{`update verdict set verb = 'accept' where verb = 'reject'`}, standingAltered},
		{"a correction that nobody made", []string{`update verdict set patch = '[{"field":"type","was":"meeting","to":"call"}]' where verb = 'reject'`}, standingAltered},
		{"a decision that stands nowhere", []string{`delete from stand where part = 0`}, standingAltered},
	} {
		l := open(t, test.name)
		r := visitReading(t)
		put(t, l, ledger.New, r)
		put(t, l, ledger.New, planReading(t))
		for i, c := range append(r.Claims, planReading(t).Claims[0]) {
			verb := []rapporteur.Verb{rapporteur.Reject, rapporteur.Accept, rapporteur.Accept, rapporteur.Reject}[i]
			decide(t, l, rapporteur.Decision{Verb: verb, Claim: c.ID, Reason: "mistaken"})
		}
		sealed := head(t, l)
		alter(t, l, test.queries...)
		problems, _, err := l.Verify(t.Context(), originals(t))
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		var all strings.Builder
		for _, p := range problems {
			fmt.Fprintln(&all, p)
		}
		if !strings.Contains(all.String(), test.want) || test.want != "" && all.Len() == 0 {
			t.Errorf("%s: problems %q, want one with %q", test.name, all.String(), test.want)
		}
		if test.want == standingAltered { // as the problem says, making the documents again puts it right
			for _, r := range []ledger.Reading{r, planReading(t)} {
				if err := l.Remake(t.Context(), r); err != nil {
					t.Fatal(err)
				}
			}
			sound(t, l)
		}
		if test.want == "" {
			if all.Len() > 0 {
				t.Errorf("%s: %s", test.name, all.String())
			}
			again, err := l.DecisionLog(t.Context())
			var fork *audit.ForkError
			if err != nil || !errors.As(again.Extends(sealed), &fork) {
				t.Errorf("%s: an earlier checkpoint does not tell: %v", test.name, err)
			}
		}
	}

	// No decision is added to a log that lost its end, and the tree that is stored is that of the decisions.
	l := open(t, "cut")
	r := visitReading(t)
	put(t, l, ledger.New, r)
	for range 3 {
		decide(t, l, rapporteur.Decision{Verb: rapporteur.Accept, Claim: r.Claims[0].ID})
	}
	stored := head(t, l)
	made, err := l.DecisionLog(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if h, err := made.Head(); err != nil || h != stored {
		t.Errorf("the stored tree comes to %+v, that of the decisions to %+v, %v", stored, h, err)
	}
	alter(t, l, `delete from decision where seq = 3`)
	if _, err := l.Decide(t.Context(), rapporteur.Decision{Verb: rapporteur.Reject, Claim: r.Claims[0].ID, By: "a"}); err == nil || !strings.Contains(err.Error(), "rapporteur verify") {
		t.Errorf("a decision is added to a log that was cut: %v", err)
	}
}

func head(t testing.TB, l *ledger.Ledger) audit.Head {
	t.Helper()
	log, err := l.Log(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	h, err := log.Head()
	if err != nil {
		t.Fatal(err)
	}
	return h
}
