package web

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/audit"
	"example.org/rapporteur/internal/blob"
	"example.org/rapporteur/internal/book"
	"example.org/rapporteur/internal/claim"
	"example.org/rapporteur/internal/intake"
	"example.org/rapporteur/internal/ledger"
	texts "example.org/rapporteur/internal/text"
)

// A shop is a site over a real ledger at which somebody decides.
type shop struct {
	*testing.T
	http.Handler
	ledger *ledger.Ledger
	books  *book.Book
	blobs  *blob.Dir
	dir    string // of the originals
	seal   audit.Seal
}

var reports = map[string]string{
	"march": "---\ntitle: Talks in Lima\nurl: https://a.example/1\npublished: 2025-03-06\n---\nThe week began quietly.\n\nMany came. Chilean Defence Minister Ana Rojas held talks with her Peruvian counterpart, Luis Vega, in Lima on 5 March 2025. Chile pledged to train Peruvian peacekeepers. Crowds watched.\n\nIt rained.",
	"may":   "---\nurl: https://b.example/2\npublished: 2025-05-02\n---\nThe two navies of Chile and Peru held a joint exercise off Arica on 1 May 2025. Portugal and Latvia signed a protocol on fisheries in Riga.",
}

func openShop(t *testing.T, reports map[string]string) *shop {
	t.Helper()
	ctx := context.Background()
	clock := func() time.Time { return time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC) }
	l, err := ledger.Open(ctx, filepath.Join(t.TempDir(), "ledger.db"), clock)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	s := &shop{T: t, ledger: l, dir: t.TempDir()}
	if s.blobs, err = blob.OpenDir(s.dir); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.blobs.Close() })
	if s.seal, _, err = audit.OpenSeal(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	reader, err := intake.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, body := range reports {
		f := reader.Read(texts.Source{Path: name + ".txt"}, []byte(body))
		for _, fault := range f.Faults {
			t.Fatal(fault)
		}
		if _, err := s.blobs.Put(ctx, f.Bytes); err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Documents {
			_, err := l.PutDocument(ctx, ledger.Reading{Document: d.Doc, Engine: claim.Engine, Claims: d.Claims,
				Capture: rapporteur.Capture{Doc: d.Doc.ID, Blob: rapporteur.NewBlobID(f.Bytes), Source: name, MediaType: d.MediaType}})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	b := book.New(l, clock)
	s.books = b
	s.Handler, err = New(Config{Books: b, Port: port, Notice: "Written for this project.", Version: "test", Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Review:    &Review{Ledger: l, Queue: b.Queue, Join: b.Join, Decide: l.Decide, Author: "A. Reader"},
		Originals: s.blobs, Audit: &Audit{Ledger: l, Now: clock,
			Seal: func() (string, audit.Checkpoint, []byte, bool, error) {
				last, signed, ok, err := s.seal.Last()
				return s.seal.Key.Public, last, signed, ok, err
			},
			Verify: func(ctx context.Context) (*Verified, error) {
				problems, checked, err := l.Verify(ctx, s.blobs)
				return &Verified{Problems: problems, Checked: checked}, err
			},
		}})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// post sends a form as a browser does that shows a page of the site.
func (s *shop) post(path string, form url.Values, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("POST", path, strings.NewReader(form.Encode()))
	r.Host = fmt.Sprintf("127.0.0.1:%d", port)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// goes sends a form that is accepted, and returns the address it leads to.
func (s *shop) goes(path string, form url.Values) string {
	s.Helper()
	w := s.post(path, form)
	if w.Code != http.StatusSeeOther {
		s.Fatalf("POST %s %v: status %d: %s", path, form, w.Code, w.Body)
	}
	return w.Header().Get("Location")
}

// formOf returns what the form with an action on a page would send, and the page.
func (s *shop) formOf(address, action string) (url.Values, *html.Node) {
	s.Helper()
	doc := page(s.T, s, address)
	for n := range doc.Descendants() {
		if a, _ := attr(n, "action"); n.Data != "form" || a != action {
			continue
		}
		form := url.Values{}
		for f := range n.Descendants() {
			name, _ := attr(f, "name")
			kind, _ := attr(f, "type")
			value, _ := attr(f, "value")
			switch {
			case f.Data == "textarea":
				form.Set(name, strings.TrimPrefix(text_(f), "\n"))
			case f.Data == "input" && kind != "checkbox":
				form.Add(name, value)
			case f.Data == "input":
				form.Add("boxes", value)
			}
		}
		return form, doc
	}
	s.Fatalf("%s has no form that leads to %s", address, action)
	return nil, nil
}

func text_(n *html.Node) string {
	if n.FirstChild == nil {
		return ""
	}
	return n.FirstChild.Data
}

func (s *shop) claim(id string) ledger.Claim {
	s.Helper()
	c, err := s.ledger.Claim(context.Background(), rapporteur.ClaimID(id))
	if err != nil {
		s.Fatal(err)
	}
	return c
}

func (s *shop) decisions() []rapporteur.Decision {
	s.Helper()
	var all []rapporteur.Decision
	for d, err := range s.ledger.Decisions(context.Background()) {
		if err != nil {
			s.Fatal(err)
		}
		all = append(all, d)
	}
	return all
}

func with(f url.Values, pairs ...string) url.Values {
	f = url.Values(http.Header(f).Clone())
	for i := 0; i+1 < len(pairs); i += 2 {
		f.Set(pairs[i], pairs[i+1])
	}
	return f
}

func parameter(t *testing.T, address, name string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u.Query().Get(name)
}

// Accepting and rejecting lead to the next claim, grading stays, and undoing
// leads back.
func TestReviewOneByOne(t *testing.T) {
	s := openShop(t, reports)
	first, doc := s.formOf("/review", "/review/decide")
	checkSound(t, doc)
	if got := s.claim(first.Get("claim")).Verdict; got != "" || len(s.decisions()) != 0 {
		t.Fatalf("looking at the page decided: %q", got)
	}

	to := s.goes("/review/decide", with(first, "grade", "2"))
	if parameter(t, to, "claim") != first.Get("claim") || parameter(t, to, "done") != "" {
		t.Errorf("a grade leads to %s, want the same claim", to)
	}
	if c := s.claim(first.Get("claim")); c.Information != 2 || c.Verdict != "" {
		t.Errorf("graded %d with verdict %q, want 2 and none", c.Information, c.Verdict)
	}

	first, _ = s.formOf(to, "/review/decide")
	to = s.goes("/review/decide", with(first, "verb", "accept", "reason", " as it says "))
	second, _ := s.formOf(to, "/review/decide")
	if second.Get("claim") == first.Get("claim") || parameter(t, to, "done") != "1" {
		t.Errorf("accepting leads to %s, want another claim and 1 done", to)
	}
	if d := s.decisions()[1]; d.Verb != rapporteur.Accept || d.By != "A. Reader" || d.Reason != "as it says" || d.Saw != first.Get("saw") {
		t.Errorf("stored %+v", d)
	}

	to = s.goes("/review/decide", with(second, "verb", "reject"))
	if got := s.claim(second.Get("claim")).Verdict; got != rapporteur.Reject {
		t.Errorf("rejected, but the verdict is %q", got)
	}

	for _, want := range []url.Values{second, first} {
		undo, _ := s.formOf(to, "/review/undo")
		to = s.goes("/review/undo", undo)
		if got := parameter(t, to, "claim"); got != want.Get("claim") {
			t.Errorf("undoing leads to claim %s, want %s", got, want.Get("claim"))
		}
		if got := s.claim(want.Get("claim")).Verdict; got != "" {
			t.Errorf("undone, but the verdict is %q", got)
		}
	}
	if got := parameter(t, to, "done"); got != "" {
		t.Errorf("%s done after all was undone", got)
	}
}

// The queue that is kept between decisions is the one that would be worked out
// anew: as many claims, and rules that fared the same.
func TestDeskFollowsDecisions(t *testing.T) {
	ctx := context.Background()
	s := openShop(t, reports)
	b := book.New(s.ledger, time.Now)
	d := &desk{Review: &Review{Ledger: s.ledger, Queue: b.Queue, Decide: s.ledger.Decide, Author: "A. Reader"}}
	check := func(what string) {
		t.Helper()
		at := d.at
		w, err := d.waiting(ctx, sitting{}, "")
		if err != nil {
			t.Fatal(err)
		}
		if at != 0 && at != d.at {
			t.Errorf("%s: the queue was made anew", what)
		}
		q, err := b.Queue(ctx, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(w.claims) != len(q.Claims) {
			t.Errorf("%s: %d wait, want %d", what, len(w.claims), len(q.Claims))
		}
		for _, c := range w.claims {
			if now := s.claim(string(c.Claim)); now.State != c.State {
				t.Errorf("%s: claim %s in state %s, want %s", what, c.Claim, c.State, now.State)
			}
		}
		for i, r := range q.Rules {
			if g := w.rules[i]; fared(g) != fared(r) || g.Rule != r.Rule {
				t.Errorf("%s: rule %s: %s, want %s: %s", what, g.Rule, fared(g), r.Rule, fared(r))
			}
		}
	}
	check("at first")
	w, err := d.waiting(ctx, sitting{}, "")
	if err != nil {
		t.Fatal(err)
	}
	ids := []rapporteur.ClaimID{w.claims[0].Claim, w.claims[1].Claim, w.claims[2].Claim}
	decide := func(what string, e rapporteur.Decision) {
		t.Helper()
		if _, not, err := d.decide(ctx, e); err != nil || len(not) > 0 {
			t.Fatalf("%s: %v %v", what, not, err)
		}
		check(what)
	}
	decide("grade", rapporteur.Decision{Verb: rapporteur.Grade, Claim: ids[0], Information: 3})
	decide("accept", rapporteur.Decision{Verb: rapporteur.Accept, Claim: ids[0]})
	decide("reject", rapporteur.Decision{Verb: rapporteur.Reject, Claim: ids[1]})
	decide("edit", rapporteur.Decision{Verb: rapporteur.Edit, Claim: ids[2], Corrections: []rapporteur.Correction{{Field: "date", To: "2025-03-04"}}})
	decide("reject what was accepted", rapporteur.Decision{Verb: rapporteur.Reject, Claim: ids[0]})
	for range 3 {
		last, err := d.last(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.undo(ctx, []string{string(last.Decisions[0].ID)}, ""); err != nil {
			t.Fatal(err)
		}
		check("undo of " + last.Words)
	}
}

// The card shows the quote within its sentence within its paragraph.
func TestExcerpt(t *testing.T) {
	s := openShop(t, reports)
	list, _ := s.formOf("/review/list?kind=commitment", "/review/list")
	id, _, _ := strings.Cut(list.Get("boxes"), " ")
	c := s.claim(id)
	doc, err := s.ledger.Document(context.Background(), c.Doc)
	if err != nil {
		t.Fatal(err)
	}
	x, err := excerptOf(doc, c.Quote)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := x.Lead+x.Quote+x.Trail, "Chile pledged to train Peruvian peacekeepers."; got != want {
		t.Errorf("the sentence is %q, want %q", got, want)
	}
	if !strings.HasPrefix(x.Before, "Many came. ") || x.After != " Crowds watched." || x.Above != "The week began quietly." || x.Below != "It rained." {
		t.Errorf("around it stands %+v", x)
	}
}

func TestReviewFilters(t *testing.T) {
	s := openShop(t, reports)
	for _, tt := range []struct {
		query string
		takes func(ledger.Claim) bool
	}{
		{"kind=commitment", func(c ledger.Claim) bool { return c.Kind == rapporteur.KindCommitment }},
		{"pair=LVA-PRT", func(c ledger.Claim) bool {
			return slices.Contains(c.Parties, "LVA") && slices.Contains(c.Parties, "PRT")
		}},
		{"pair=Portugal%2C+Latvia", func(c ledger.Claim) bool { return slices.Contains(c.Parties, "LVA") }},
	} {
		form, doc := s.formOf("/review/list?"+tt.query, "/review/list")
		checkSound(t, doc)
		for _, box := range form["boxes"] {
			id, _, _ := strings.Cut(box, " ")
			if c := s.claim(id); !tt.takes(c) {
				t.Errorf("%s shows %s of %v", tt.query, c.Kind, c.Parties)
			}
		}
	}
	for query, want := range map[string]int{"kind=nothing": 400, "pair=LAO": 400, "pair=Nowhere-LAO": 400, "claim=c0": 404, "doc=d0": 200, "rule=none&done=x": 200} {
		if got := get(s, "/review?"+query).Code; got != want {
			t.Errorf("/review?%s: status %d, want %d", query, got, want)
		}
	}
}

// What changed since it was shown is not decided on, and the page tells.
func TestReviewConflict(t *testing.T) {
	ctx := context.Background()
	s := openShop(t, reports)
	form, _ := s.formOf("/review", "/review/decide")
	if _, err := s.ledger.Decide(ctx, rapporteur.Decision{Verb: rapporteur.Reject, Claim: rapporteur.ClaimID(form.Get("claim")), By: "B. Other", Reason: "not so"}); err != nil {
		t.Fatal(err)
	}
	w := s.post("/review/decide", with(form, "verb", "accept"))
	if w.Code != http.StatusConflict {
		t.Fatalf("status %d, want 409", w.Code)
	}
	doc, err := html.Parse(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	checkSound(t, doc)
	for _, want := range []string{"rejected by B. Other", "not so", "Look at it again", "Go on"} {
		if !strings.Contains(text(doc), want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if got := s.claim(form.Get("claim")).Verdict; got != rapporteur.Reject {
		t.Errorf("the verdict is %q", got)
	}
	// A claim that is not there any more.
	if w := s.post("/review/decide", with(form, "verb", "accept", "claim", "c0123456789abcdef")); w.Code != http.StatusConflict {
		t.Errorf("a claim that is not there: status %d, want 409", w.Code)
	}
	// What was undone at another place.
	s.goes("/review/decide", with(form2(s), "verb", "accept"))
	undo, _ := s.formOf("/review", "/review/undo")
	if _, err := s.ledger.Decide(ctx, rapporteur.Decision{Verb: rapporteur.Undo, Undoes: rapporteur.DecisionID(undo.Get("decision")), By: "B. Other"}); err != nil {
		t.Fatal(err)
	}
	if w := s.post("/review/undo", undo); w.Code != http.StatusConflict {
		t.Errorf("undoing what is undone: status %d, want 409", w.Code)
	}
	if strings.Contains(get(s, "/review").Body.String(), undo.Get("decision")) {
		t.Error("what is undone is offered to be undone")
	}
}

func form2(s *shop) url.Values {
	s.Helper()
	f, _ := s.formOf("/review", "/review/decide")
	return f
}

func TestReviewEdit(t *testing.T) {
	s := openShop(t, reports)
	list, _ := s.formOf("/review/list?kind=interaction", "/review/list")
	id, _, _ := strings.Cut(list.Get("boxes"), " ")
	form, doc := s.formOf("/review/edit?claim="+id, "/review/edit")
	checkSound(t, doc)
	c := s.claim(id)
	for _, f := range rapporteur.FieldsOf(c.Kind) {
		want, err := c.Value(f)
		if err != nil {
			t.Fatal(err)
		}
		if got := form.Get("f." + string(f)); got != want {
			t.Errorf("field %s shows %q, want %q", f, got, want)
		}
	}

	w := s.post("/review/edit", form)
	if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "No field was changed") {
		t.Errorf("without a change: status %d", w.Code)
	}
	w = s.post("/review/edit", with(form, "f.date", "5th of March", "f.edition", "seven", "reason", "kept"))
	body := w.Body.String()
	if w.Code != http.StatusUnprocessableEntity || strings.Count(body, `aria-invalid="true"`) != 2 || !strings.Contains(body, "5th of March") || !strings.Contains(body, "kept") {
		t.Errorf("with two bad fields: status %d:\n%s", w.Code, body)
	}
	if w := s.post("/review/edit", with(form, "f.parties", "Atlantis; Peru")); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "“Atlantis” is no state or organisation known here") {
		t.Errorf("with a party that is not known: status %d", w.Code)
	}
	if w := s.post("/review/edit", with(form, "f.parties", "CHL; HL")); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "“HL” is no state or organisation known here") {
		t.Errorf("with a part of a party's code: status %d", w.Code)
	}
	if len(s.decisions()) != 0 {
		t.Fatal("something was recorded")
	}

	to := s.goes("/review/edit", with(form, "f.date", " 2025-03-04 ", "f.participants", "Ana Rojas | | minister | CHL\r\nLuis Vega", "reason", "the day before"))
	if parameter(t, to, "claim") == id || parameter(t, to, "done") != "1" {
		t.Errorf("a correction leads to %s", to)
	}
	c = s.claim(id)
	if got, _ := c.Value("date"); c.Verdict != rapporteur.Edit || got != "2025-03-04" {
		t.Errorf("verdict %q, date %s", c.Verdict, got)
	}
	if got, _ := c.Value("participants"); !strings.HasSuffix(got, "\nLuis Vega") {
		t.Errorf("participants %q", got)
	}
	if w := s.post("/review/edit", with(form, "f.date", "2025-03-03")); w.Code != http.StatusConflict {
		t.Errorf("a correction of what was corrected since: status %d, want 409", w.Code)
	}
	form, doc = s.formOf("/review/edit?claim="+id, "/review/edit")
	if !strings.Contains(text(doc), "the machine reads: 2025-03-05") || form.Get("f.date") != "2025-03-04" {
		t.Error("what the machine reads is not shown beside the correction")
	}
}

// Only what was ticked on the page is accepted, and all of it is undone at once.
func TestReviewList(t *testing.T) {
	s := openShop(t, reports)
	form, doc := s.formOf("/review/list", "/review/list")
	checkSound(t, doc)
	boxes := form["boxes"]
	if !strings.Contains(text(doc), fmt.Sprintf("Accept those ticked of these %d", len(boxes))) {
		t.Error("the button does not say how many claims are shown")
	}
	if w := s.post("/review/list", form); w.Code != http.StatusUnprocessableEntity {
		t.Errorf("nothing ticked: status %d, want 422", w.Code)
	}
	form["pick"] = boxes[:3]
	to := s.goes("/review/list", form)
	if parameter(t, to, "done") != "3" || len(s.decisions()) != 3 {
		t.Errorf("three accepted leads to %s with %d decisions", to, len(s.decisions()))
	}
	undo, _ := s.formOf(to, "/review/undo")
	s.goes("/review/undo", undo)
	for _, box := range boxes[:3] {
		id, _, _ := strings.Cut(box, " ")
		if got := s.claim(id).Verdict; got != "" {
			t.Errorf("claim %s is still %q", id, got)
		}
	}
	for len(form["pick"]) <= onScreen {
		form.Add("pick", boxes[0])
	}
	if w := s.post("/review/list", form); w.Code != http.StatusBadRequest {
		t.Errorf("more than a page: status %d, want 400", w.Code)
	}
	// One of three changed: the others are accepted, and the page tells of the one.
	form["pick"] = boxes[:3]
	id, _, _ := strings.Cut(boxes[1], " ")
	if _, err := s.ledger.Decide(context.Background(), rapporteur.Decision{Verb: rapporteur.Reject, Claim: rapporteur.ClaimID(id), By: "B. Other"}); err != nil {
		t.Fatal(err)
	}
	w := s.post("/review/list", form)
	if w.Code != http.StatusConflict || strings.Count(w.Body.String(), "rejected by B. Other") != 1 {
		t.Errorf("one of three changed: status %d", w.Code)
	}
	if got := s.claim(id).Verdict; got != rapporteur.Reject {
		t.Errorf("what was rejected is %q", got)
	}
}

// No other site decides, no GET does, and no form is longer than one can be.
func TestReviewIsGuarded(t *testing.T) {
	s := openShop(t, reports)
	form := with(form2(s), "verb", "accept")
	for name, tt := range map[string]struct {
		send func() *httptest.ResponseRecorder
		want int
	}{
		"another site": {func() *httptest.ResponseRecorder {
			return s.post("/review/decide", form, "Sec-Fetch-Site", "cross-site")
		}, 403},
		"another site, older": {func() *httptest.ResponseRecorder {
			return s.post("/review/decide", form, "Sec-Fetch-Site", "", "Origin", "https://evil.example")
		}, 403},
		"GET":                    {func() *httptest.ResponseRecorder { return get(s, "/review/decide?"+form.Encode()) }, 404},
		"in the address":         {func() *httptest.ResponseRecorder { return s.post("/review/decide?"+form.Encode(), nil) }, 400},
		"without the state seen": {func() *httptest.ResponseRecorder { return s.post("/review/decide", with(form, "saw", "")) }, 400},
		"another verb":           {func() *httptest.ResponseRecorder { return s.post("/review/decide", with(form, "verb", "assess")) }, 400},
		"a grade too high":       {func() *httptest.ResponseRecorder { return s.post("/review/decide", with(form, "grade", "7")) }, 400},
		"a long reason": {func() *httptest.ResponseRecorder {
			return s.post("/review/decide", with(form, "reason", strings.Repeat("é", maxReason+1)))
		}, 400},
		"a longer form": {func() *httptest.ResponseRecorder {
			return s.post("/review/decide", with(form, "x", strings.Repeat("x", maxForm)))
		}, 400},
		"not UTF-8": {func() *httptest.ResponseRecorder { return s.post("/review/decide", with(form, "reason", "\xff")) }, 400},
		"undo of nothing": {func() *httptest.ResponseRecorder {
			return s.post("/review/undo", url.Values{"decision": {"x0123456789abcdef"}})
		}, 409},
	} {
		if got := tt.send().Code; got != tt.want {
			t.Errorf("%s: status %d, want %d", name, got, tt.want)
		}
	}
	if n := len(s.decisions()); n != 0 {
		t.Errorf("%d decisions were recorded", n)
	}
	if w := get(handler(t, emptyShelf(t), ""), "/review"); w.Code != http.StatusNotFound {
		t.Errorf("a site without a desk: status %d, want 404", w.Code)
	}
}

// What a report or a form says is shown and changes nothing of the page.
func TestHostileReview(t *testing.T) {
	for name, payload := range payloads {
		t.Run(name, func(t *testing.T) {
			line := strings.ReplaceAll(clip(payload, 300), "\x00", "")
			s := openShop(t, map[string]string{"evil": "---\nurl: https://a.example/1\npublished: 2025-03-06\n---\n" + line + "\n\nThe talks were long. Chile and Peru held talks in Lima on 5 March 2025, " +
				"the ministry said. They were about " + line + " and more.\n\n" + line})
			form, _ := s.formOf("/review", "/review/decide")
			edit, _ := s.formOf("/review/edit?claim="+form.Get("claim"), "/review/edit")
			bodies := []string{
				get(s, "/review").Body.String(), get(s, "/review/list").Body.String(),
				get(s, "/review?rule="+url.QueryEscape(payload)+"&doc="+url.QueryEscape(payload)+"&done="+url.QueryEscape(payload)).Body.String(),
				get(s, "/review?pair="+url.QueryEscape(payload)).Body.String(),
				s.post("/review/edit", with(edit, "f.date", payload, "f.participants", payload, "reason", clip(payload, 300))).Body.String(),
			}
			s.goes("/review/decide", with(form, "verb", "reject", "reason", clip(payload, 300)))
			bodies = append(bodies, get(s, "/review?claim="+form.Get("claim")).Body.String(),
				s.post("/review/decide", with(form, "verb", "accept")).Body.String())
			checkAllSent(t, bodies)
		})
	}
}
