package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
)

// documentOf returns the document whose title or address holds words.
func (s *shop) documentOf(words string) rapporteur.Document {
	s.Helper()
	for d, err := range s.ledger.Documents(s.Context(), ledger.DocumentFilter{}) {
		if err != nil {
			s.Fatal(err)
		}
		if strings.Contains(d.Title+d.URL, words) {
			whole, err := s.ledger.Document(s.Context(), d.ID)
			if err != nil {
				s.Fatal(err)
			}
			return whole
		}
	}
	s.Fatalf("no document %q", words)
	return rapporteur.Document{}
}

// parsed returns a response as a page.
func parsed(t *testing.T, body string) *html.Node {
	t.Helper()
	n, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// Words that were selected are found by their places; the claim made on them is
// shown beside the text, is not asked about, and can be taken back.
func TestAddClaim(t *testing.T) {
	s := openShop(t, reports)
	doc := s.documentOf("Lima")
	quote := doc.Text.Find("Crowds watched")[0]
	path := "/doc/" + string(doc.ID)
	form, _ := s.formOf(path+"/add?from="+itoa(quote.Start()-1)+"&to="+itoa(quote.End()), path+"/add")
	if form.Get("quote") != "Crowds watched" || form.Get("at") != itoa(quote.Start()) {
		t.Fatalf("the form is filled with %v", form)
	}
	form, filled := s.formOf(path+"/add?kind=interaction&quote=Crowds+watched", path+"/add")
	var offered []string
	for _, o := range pick(filled, "datalist option") {
		v, _ := attr(o, "value")
		offered = append(offered, v)
	}
	if !slices.Contains(offered[:2], "CHL; PER") || !slices.Contains(offered, "LAO") || !slices.Contains(offered, "ASEAN") {
		t.Errorf("offered as parties: %q", offered[:min(len(offered), 9)])
	}
	var chosen []string
	for n := range filled.Descendants() {
		if _, ok := attr(n, "selected"); ok {
			chosen = append(chosen, text(n))
		}
	}
	if diff := cmp.Diff([]string{"choose", "CT+: certain", "current", "no"}, chosen); diff != "" {
		t.Errorf("chosen at first (-want +got):\n%s", diff)
	}
	form.Set("f.type", "other")
	form.Set("f.parties", "Peru; chl")
	form.Set("f.date", "2025-03-05")
	form.Set("reason", "the public counts too")
	to := s.goes(path+"/add", form)
	claim := rapporteur.ClaimID(strings.TrimPrefix(to, path+"#"))
	c, err := s.ledger.Claim(t.Context(), claim)
	if err != nil {
		t.Fatal(err)
	}
	if c.Engine != rapporteur.PersonEngine || c.Quote.Exact() != "Crowds watched" || !slices.Equal(c.Parties, []rapporteur.Party{"PER", "CHL"}) {
		t.Errorf("the claim is %+v", c.Claim)
	}
	body := get(s, path).Body.String()
	for _, want := range []string{"added by A. Reader", "the public counts too", `id="n-` + string(claim) + `"`} {
		if !strings.Contains(body, want) {
			t.Errorf("the page of the document does not say %q", want)
		}
	}
	if strings.Contains(get(s, "/review/list?doc="+string(doc.ID)).Body.String(), string(claim)) {
		t.Error("what a person added is asked about")
	}
	if w := get(s, "/c/"+string(claim)+"/why"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "No rule proposed it") {
		t.Errorf("why: status %d", w.Code)
	}
	// The same once more.
	if w := s.post(path+"/add", form); w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), string(claim)) {
		t.Errorf("once more: status %d", w.Code)
	}
	undo, _ := s.formOf("/review", "/review/undo")
	if to := s.goes("/review/undo", undo); to != path {
		t.Errorf("the undo leads to %s, want %s", to, path)
	}
	if strings.Contains(get(s, path).Body.String(), string(claim)) {
		t.Error("the claim is still there")
	}
}

// What cannot stand is said, field by field, and what was typed stays.
func TestAddClaimRefused(t *testing.T) {
	s := openShop(t, reports)
	doc := s.documentOf("Lima")
	path := "/doc/" + string(doc.ID) + "/add"
	for _, tt := range []struct {
		name   string
		form   url.Values
		status int
		says   string
	}{
		{"no kind", url.Values{"quote": {"It rained"}}, http.StatusBadRequest, "Choose a kind"},
		{"a kind that is not", url.Values{"quote": {"It rained"}, "kind": {"rumour"}}, http.StatusBadRequest, "no kind of claim"},
		{"no words", url.Values{"kind": {"assessment"}, "f.what": {"rain"}}, http.StatusUnprocessableEntity, "Give the exact words"},
		{"words not there", url.Values{"kind": {"assessment"}, "quote": {"It snowed"}, "f.what": {"snow"}}, http.StatusUnprocessableEntity, "do not stand in the text"},
		{"words in two places", url.Values{"kind": {"assessment"}, "quote": {"e"}, "f.what": {"e"}}, http.StatusUnprocessableEntity, "Which place?"},
		{"nothing said", url.Values{"kind": {"assessment"}, "quote": {"It rained"}}, http.StatusUnprocessableEntity, "this cannot be left empty"},
		{"a date that is none", url.Values{"kind": {"commitment"}, "quote": {"It rained"}, "f.due": {"soon"}, "f.what": {"typed words"}}, http.StatusUnprocessableEntity, "typed words"},
		{"a code that is none", url.Values{"kind": {"commitment"}, "quote": {"It rained"}, "f.stage": {"perhaps"}}, http.StatusUnprocessableEntity, "write one of"},
		{"a state that is none", url.Values{"kind": {"commitment"}, "quote": {"It rained"}, "f.by": {"Chlie; PER"}, "f.act": {"pledged"}, "f.stage": {"pledged"}}, http.StatusUnprocessableEntity, "“Chlie” is no state or organisation known here; is Chile (CHL) meant?"},
		{"an organisation that is not known", url.Values{"kind": {"commitment"}, "quote": {"It rained"}, "f.to": {"Harbour League"}}, http.StatusUnprocessableEntity, "name the members instead"},
		{"a state in a line", url.Values{"kind": {"interaction"}, "quote": {"It rained"}, "f.place": {"Lima | Atlantis"}}, http.StatusUnprocessableEntity, "“Atlantis” is no state"},
		{"a reason too long", url.Values{"kind": {"assessment"}, "quote": {"It rained"}, "f.what": {"rain"}, "reason": {strings.Repeat("x", maxReason+1)}}, http.StatusBadRequest, "at most"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := s.post(path, tt.form)
			if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.says) {
				t.Errorf("status %d, want %d and %q:\n%s", w.Code, tt.status, tt.says, text(parsed(t, w.Body.String())))
			}
		})
	}
	if w := s.post("/doc/d0000000000000000/add", url.Values{"kind": {"assessment"}}); w.Code != http.StatusNotFound {
		t.Errorf("a document that is not there: status %d", w.Code)
	}
	if w := s.post(path, url.Values{"kind": {"assessment"}, "quote": {"It rained"}, "f.what": {"rain"}}, "Sec-Fetch-Site", "cross-site"); w.Code != http.StatusForbidden {
		t.Errorf("from another site: status %d", w.Code)
	}
	if _, total, err := s.ledger.LogPage(t.Context(), ledger.LogFilter{}, 0, 1); err != nil || total != 0 {
		t.Errorf("%d decisions were recorded (%v)", total, err)
	}
	// One place chosen of several is enough.
	at := doc.Text.Find("e")[2].Start()
	to := s.goes(path, url.Values{"kind": {"assessment"}, "quote": {"e"}, "f.what": {"e"}, "at": {itoa(at)}})
	_, id, _ := strings.Cut(to, "#")
	if c, err := s.ledger.Claim(t.Context(), rapporteur.ClaimID(id)); err != nil || c.Quote.Start() != at {
		t.Errorf("the claim stands at %d, want %d (%v)", c.Quote.Start(), at, err)
	}
	if get(handler(t, normalShelf(t), ""), path).Code != http.StatusNotFound {
		t.Error("where nothing can be decided there is a form")
	}
}
