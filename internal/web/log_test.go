package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/audit"
	"example.org/rapporteur/internal/ledger"
)

// many decides so often, and signs what the log comes to.
func (s *shop) many(n int) []rapporteur.Decision {
	s.Helper()
	var claims []rapporteur.ClaimID
	for c, err := range s.ledger.Claims(s.Context(), ledger.ClaimFilter{}) {
		if err != nil {
			s.Fatal(err)
		}
		claims = append(claims, c.ID)
	}
	var out []rapporteur.Decision
	for i := range n {
		d := rapporteur.Decision{Verb: rapporteur.Accept, Claim: claims[i%len(claims)], By: "A. Reader", Reason: fmt.Sprintf("reason %d", i+1)}
		if i%3 == 2 {
			d.Verb, d.By, d.Text = rapporteur.Note, "B. Reader", "<b>see</b> annex"
		}
		d, err := s.ledger.Decide(s.Context(), d)
		if err != nil {
			s.Fatal(err)
		}
		out = append(out, d)
	}
	log, err := s.ledger.Log(s.Context())
	if err != nil {
		s.Fatal(err)
	}
	if _, err := s.seal.Advance(log, time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)); err != nil {
		s.Fatal(err)
	}
	return out
}

// The log is shown page by page, the last decision first, and can be narrowed.
func TestLogPages(t *testing.T) {
	s := openShop(t, reports)
	if body := text(page(t, s, "/log")); !strings.Contains(body, "Nobody has decided anything yet") || !strings.Contains(body, "nothing yet") {
		t.Errorf("an empty log: %s", body)
	}
	all := s.many(perPage + 10)
	var v logList
	read := func(path string) {
		t.Helper()
		v = logList{}
		if err := json.Unmarshal(get(s, path).Body.Bytes(), &v); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
	}
	read("/log.json")
	if len(v.Entries) != perPage || v.Entries[0].ID != all[len(all)-1].ID || v.Total != len(all) || v.Size != int64(len(all)) || v.Checkpoint == "" || v.Older == "" {
		t.Errorf("the first page: %d entries of %d, %+v", len(v.Entries), v.Total, v.Entries[0])
	}
	older := v.Older
	if read(strings.Replace(older, "/log", "/log.json", 1)); len(v.Entries) != 10 || v.Entries[9].ID != all[0].ID || v.Older != "" {
		t.Errorf("the second page: %d entries", len(v.Entries))
	}
	if !strings.Contains(text(page(t, s, older)), "The last decisions") {
		t.Error("the second page does not lead back")
	}
	for path, want := range map[string]int{
		"/log.json?kind=note": 20, "/log.json?by=B.+Reader": 20, "/log.json?by=Nobody": 0, "/log.json?kind=reject": 0, "/log.json?before=x": len(all), "/log.json?before=-3": len(all),
	} {
		if read(path); v.Total != want {
			t.Errorf("%s: %d, want %d", path, v.Total, want)
		}
	}
	if read("/log.json?claim=" + string(all[0].Claim)); v.Total == 0 || v.Entries[0].Claim != all[0].Claim {
		t.Errorf("of a claim: %d", v.Total)
	}
	for _, bad := range []string{"/log?kind=burn", "/log?claim=x", "/log?claim=" + url.QueryEscape("c00000000000000%\"")} {
		if w := get(s, bad); w.Code != http.StatusBadRequest {
			t.Errorf("%s: status %d", bad, w.Code)
		}
	}
	if body := get(s, "/log").Body.String(); strings.Contains(body, "<b>see") || !strings.Contains(body, "see&lt;/b&gt;") {
		t.Error("a remark is not shown as it was written")
	}
}

// The proof of an entry holds against the public key, and against no other entry.
func TestLogProof(t *testing.T) {
	s := openShop(t, reports)
	all := s.many(11)
	for _, i := range []int{0, 6, 10} {
		w := get(s, "/log/"+string(all[i].ID)+".json")
		var p audit.Proof
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		at, err := p.Check(s.seal.Key.Public)
		if err != nil || at.Size != 11 || p.Number != int64(i) || !strings.Contains(p.Leaf, string(all[i].ID)) {
			t.Errorf("proof of %d: number %d of %d, %v", i, p.Number, at.Size, err)
		}
		if body := text(page(t, s, "/log/"+string(all[i].ID))); !strings.Contains(body, all[i].Reason) || !strings.Contains(body, "rapporteur log check") {
			t.Errorf("the page of decision %d: %s", i+1, body)
		}
	}
	if w := get(s, "/log/x0000000000000000"); w.Code != http.StatusNotFound {
		t.Errorf("a decision that is not there: status %d", w.Code)
	}
	// What was decided since the last checkpoint cannot be proved yet, and that is said.
	late, err := s.ledger.Decide(t.Context(), rapporteur.Decision{Verb: rapporteur.Undo, Undoes: all[0].ID, By: "A. Reader"})
	if err != nil {
		t.Fatal(err)
	}
	if w := get(s, "/log/"+string(late.ID)); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "No checkpoint was signed since") {
		t.Errorf("not signed: status %d", w.Code)
	}
	if w := get(s, "/log/"+string(late.ID)+".json"); w.Code != http.StatusBadRequest {
		t.Errorf("a proof of what is not signed: status %d", w.Code)
	}
	if !strings.Contains(text(page(t, s, "/log")), "1 since then") {
		t.Error("the page of the log does not say what is not signed")
	}
}

// A check says what was looked at and what is wrong, with what to do about it.
func TestVerifyPage(t *testing.T) {
	s := openShop(t, reports)
	if body := text(page(t, s, "/log/verify")); !strings.Contains(body, "Nothing was checked yet") {
		t.Error(body)
	}
	check := func() string {
		t.Helper()
		if to := s.goes("/log/verify", nil); to != "/log/verify" {
			t.Fatalf("the form leads to %s", to)
		}
		return text(page(t, s, "/log/verify"))
	}
	if body := check(); !strings.Contains(body, "The ledger is whole") || !strings.Contains(body, "2 texts against") || !strings.Contains(body, "2 files against") {
		t.Errorf("of a whole ledger: %s", body)
	}
	if err := s.ledger.Write(t.Context(), func(tx ledger.Tx) error {
		_, err := tx.Exec(t.Context(), `update document set text = replace(text, 'Crowds', 'Clouds')`)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if body := check(); !strings.Contains(body, "Not all is as it was") || !strings.Contains(body, "its stored text was altered") || !strings.Contains(body, "What to do: read the document") {
		t.Errorf("of an altered text: %s", body)
	}
	if w := s.post("/log/verify", nil, "Sec-Fetch-Site", "cross-site"); w.Code != http.StatusForbidden {
		t.Errorf("from another site: status %d", w.Code)
	}
	if w := get(s, "/log"); !strings.Contains(w.Body.String(), "not as they were") {
		t.Error("the page of the log does not say how the last check ended")
	}
}

// A check that takes long is not waited for, and not begun twice; one that could
// not be made says so.
func TestVerifySlowly(t *testing.T) {
	l := openShop(t, reports).ledger
	begun, end := make(chan bool, 5), make(chan error)
	h, err := New(Config{Books: normalShelf(t), Port: port, Version: "test", Audit: &Audit{
		Ledger: l, Now: time.Now, Seal: func() (key string, c audit.Checkpoint, signed []byte, ok bool, err error) { return },
		Verify: func(context.Context) (*Verified, error) { begun <- true; return nil, <-end },
	}})
	if err != nil {
		t.Fatal(err)
	}
	s := &shop{T: t, Handler: h, ledger: l}
	s.goes("/log/verify", nil)
	s.goes("/log/verify", nil)
	if body := text(page(t, s, "/log/verify")); !strings.Contains(body, "is being checked") || !strings.Contains(body, "Look again") || len(begun) != 1 {
		t.Errorf("%d checks run: %s", len(begun), body)
	}
	end <- errors.New("the disk went away")
	for range 100 {
		if body := text(page(t, s, "/log/verify")); strings.Contains(body, "the disk went away") && strings.Contains(body, "Try again") {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Error("the page never says that the check failed")
}
