package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"example.org/rapporteur"
)

// Two reports of one meeting that disagree on its day, and one of another.
var talks = map[string]string{
	"first":  "---\nurl: https://a.example/1\npublished: 2025-03-06\noutlet: A Daily\n---\nChilean Defence Minister Ana Rojas held talks with her Peruvian counterpart, Luis Vega, in Lima on 5 March 2025. Chile pledged to train Peruvian peacekeepers. They signed a memorandum on mountain rescue. The number of trainees was not disclosed.",
	"second": "---\nurl: https://b.example/2\npublished: 2025-03-09\noutlet: B Weekly\n---\nChilean Defence Minister Ana Rojas held talks with Peruvian Defence Minister Luis Vega in Lima on 7 March 2025.",
	"third":  "---\nurl: https://c.example/3\npublished: 2025-05-02\noutlet: C Times\n---\nThe two navies of Chile and Peru held a joint exercise off Arica on 1 May 2025.",
	"fourth": "---\nurl: https://d.example/4\npublished: 2025-03-10\noutlet: D Post\n---\nChilean Defence Minister Ana Rojas held talks with Peruvian Defence Minister Luis Vega in Lima on 5 March 2025.",
}

// records returns the records of a kind as they are derived now.
func (s *shop) records(kind rapporteur.Kind) []rapporteur.Record {
	s.Helper()
	all, err := s.books.Records(context.Background())
	if err != nil {
		s.Fatal(err)
	}
	var out []rapporteur.Record
	for _, r := range all {
		if r.Kind == kind {
			out = append(out, r)
		}
	}
	return out
}

// gathering returns the record of a kind that gathers a claim whose words hold some.
func (s *shop) gathering(kind rapporteur.Kind, words string) rapporteur.Record {
	s.Helper()
	for _, r := range s.records(kind) {
		for _, c := range r.Claims {
			if strings.Contains(s.claim(string(c)).Quote.Exact(), words) {
				return r
			}
		}
	}
	s.Fatalf("no %s of %q", kind, words)
	return rapporteur.Record{}
}

func joinOf(r rapporteur.Record) string { return "/r/" + string(r.ID) + "/join" }

// follow follows redirects to the page that is shown.
func (s *shop) follow(address string) (string, *html.Node) {
	s.Helper()
	shown := func() string { to, _, _ := strings.Cut(address, "#"); return to }
	for range 5 {
		w := get(s, shown())
		if w.Code != http.StatusFound {
			break
		}
		address = w.Header().Get("Location")
	}
	return address, page(s.T, s, shown())
}

// Two meetings are merged: first shown as what they would be, then recorded, seen
// on the pages at once, and undone.
func TestMerge(t *testing.T) {
	s := openShop(t, talks)
	one, other := s.gathering(rapporteur.KindInteraction, "5 March"), s.gathering(rapporteur.KindInteraction, "7 March")
	if one.ID == other.ID || len(one.Claims) != 2 {
		t.Fatalf("the fixture: %v and %v", one, other)
	}
	doc := page(t, s, joinOf(one))
	checkSound(t, doc)
	choose := findLink(t, doc, "1 ")
	if parameter(t, choose, "with") != string(other.ID) {
		t.Fatalf("the likeliest is %s, want %s", choose, other.ID)
	}
	if !strings.Contains(text(doc), "2 days apart, the same place, Ana Rojas and Luis Vega in both") {
		t.Errorf("it does not say why: %s", text(doc))
	}

	form, doc := s.formOf(choose, "/r/"+string(one.ID)+"/merge")
	checkSound(t, doc)
	for _, want := range []string{"Are these one?", "What they would be", "5 March 2025 or 7 March 2025", "disputed"} {
		if !strings.Contains(text(doc), want) {
			t.Errorf("the page does not say %q: %s", want, text(doc))
		}
	}
	if n := len(s.decisions()); n != 0 {
		t.Fatalf("looking at it decided %d times", n)
	}

	to := s.goes("/r/"+string(one.ID)+"/merge", with(form, "reason", " one visit "))
	d := s.decisions()[0]
	if d.Verb != rapporteur.Merge || d.As != rapporteur.KindInteraction || d.Claim != one.Claims[0] || len(d.With) != 1 || d.With[0].Claim != other.Claims[0] ||
		d.By != "A. Reader" || d.Reason != "one visit" || d.Saw == "" {
		t.Errorf("stored %+v", d)
	}
	merged := s.gathering(rapporteur.KindInteraction, "7 March")
	if len(merged.Claims) != 3 {
		t.Errorf("the merged record gathers %v", merged.Claims)
	}
	address, doc := s.follow(to)
	if address != joinOf(merged) {
		t.Errorf("it leads to %s, want %s", address, joinOf(merged))
	}
	if !strings.Contains(text(doc), "Put together by A. Reader") || !strings.Contains(text(doc), "one visit") {
		t.Errorf("the page does not tell of it: %s", text(doc))
	}
	if body := get(s, "/d/CHL-PER").Body.String(); strings.Contains(body, string(other.ID)) {
		t.Error("the dossier still shows two")
	}

	undo, _ := s.formOf(address, "/r/"+string(merged.ID)+"/undo")
	to = s.goes("/r/"+string(merged.ID)+"/undo", undo)
	if address, _ := s.follow(to); address != joinOf(one) {
		t.Errorf("undoing leads to %s, want %s", address, joinOf(one))
	}
	if got := s.gathering(rapporteur.KindInteraction, "7 March"); got.ID != other.ID || len(got.Claims) != 1 {
		t.Errorf("undone, but the record is %v", got)
	}
	if w := s.post("/r/"+string(merged.ID)+"/undo", undo); w.Code != http.StatusConflict {
		t.Errorf("undoing what is undone: status %d, want 409", w.Code)
	}
}

// Ticked claims leave a record, and come back when that is undone.
func TestSplit(t *testing.T) {
	s := openShop(t, talks)
	r := s.gathering(rapporteur.KindInteraction, "5 March")
	boxes, _ := s.formOf(joinOf(r), joinOf(r))
	var ticks []string
	for n := range page(t, s, joinOf(r)).Descendants() {
		if name, _ := attr(n, "name"); name == "leave" {
			v, _ := attr(n, "value")
			ticks = append(ticks, v)
		}
	}
	if len(ticks) != 2 || boxes == nil {
		t.Fatalf("to tick are %v, want the two claims %v", ticks, r.Claims)
	}
	form, doc := s.formOf(joinOf(r)+"?leave="+ticks[1], "/r/"+string(r.ID)+"/split")
	checkSound(t, doc)
	for _, want := range []string{"What would stay", "Claims that would leave", "A Daily", "D Post"} {
		if !strings.Contains(text(doc), want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	to := s.goes("/r/"+string(r.ID)+"/split", form)
	if d := s.decisions()[0]; d.Verb != rapporteur.Split || string(d.Claim) != ticks[0] || string(d.With[0].Claim) != ticks[1] {
		t.Errorf("stored %+v", d)
	}
	stays, leaves := s.record(rapporteur.KindInteraction, ticks[0]), s.record(rapporteur.KindInteraction, ticks[1])
	if stays.ID == leaves.ID || len(stays.Claims) != 1 || len(leaves.Claims) != 1 {
		t.Errorf("split into %v and %v", stays, leaves)
	}
	address, doc := s.follow(to)
	if address != joinOf(stays) || !strings.Contains(text(doc), "Taken out by A. Reader") {
		t.Errorf("it leads to %s, want %s", address, joinOf(stays))
	}
	// The other part tells of it, too, and takes it back.
	undo, _ := s.formOf(joinOf(leaves), "/r/"+string(leaves.ID)+"/undo")
	s.goes("/r/"+string(leaves.ID)+"/undo", undo)
	if got := s.record(rapporteur.KindInteraction, ticks[1]); len(got.Claims) != 2 {
		t.Errorf("undone, but the record is %v", got)
	}
}

// record returns the record of a kind that gathers a claim.
func (s *shop) record(kind rapporteur.Kind, claim string) rapporteur.Record {
	s.Helper()
	return s.gathering(kind, s.claim(claim).Quote.Exact())
}

// From the review one comes to the record of the claim and, when it is decided, back.
func TestJoinFromReview(t *testing.T) {
	s := openShop(t, talks)
	other := s.gathering(rapporteur.KindInteraction, "7 March")
	card := "/review?kind=interaction&claim=" + string(other.Claims[0])
	address, doc := s.follow(findLink(t, page(t, s, card), "Merge"))
	if !strings.HasPrefix(address, joinOf(other)) || !strings.HasSuffix(address, "#merge") || parameter(t, address, "kind") != "interaction" {
		t.Fatalf("it leads to %s", address)
	}
	form, _ := s.formOf(findLink(t, doc, "1 "), "/r/"+string(other.ID)+"/merge")
	to := s.goes("/r/"+string(other.ID)+"/merge", form)
	if !strings.HasPrefix(to, "/review?") || parameter(t, to, "claim") != string(other.Claims[0]) || parameter(t, to, "kind") != "interaction" || parameter(t, to, "done") != "1" {
		t.Errorf("it leads to %s", to)
	}
	undo, doc := s.formOf(to, "/review/undo")
	if !strings.Contains(text(doc), "merge of “") {
		t.Error("the review does not offer to undo it")
	}
	s.goes("/review/undo", undo)
	if got := s.gathering(rapporteur.KindInteraction, "7 March"); got.ID != other.ID {
		t.Errorf("undone, but the record is %v", got)
	}
	// What was merged in the meantime, the queue knows: its claims can be decided on.
	list, _ := s.formOf("/review/list", "/review/list")
	list["pick"] = list["boxes"]
	s.goes("/review/list", list)
}

// Records that changed since they were shown are not decided on, and the page
// shows them as they are now.
func TestJoinConflict(t *testing.T) {
	ctx := context.Background()
	s := openShop(t, talks)
	one, other := s.gathering(rapporteur.KindInteraction, "5 March"), s.gathering(rapporteur.KindInteraction, "7 March")
	third := s.gathering(rapporteur.KindInteraction, "exercise")
	merge, split := "/r/"+string(one.ID)+"/merge", "/r/"+string(one.ID)+"/split"
	merging, _ := s.formOf(joinOf(one)+"?with="+string(other.ID), merge)
	splitting, _ := s.formOf(joinOf(one)+"?leave="+string(one.Claims[1]), split)

	decide := func(d rapporteur.Decision) rapporteur.Decision {
		t.Helper()
		d.By = "B. Other"
		made, err := s.ledger.Decide(ctx, d)
		if err != nil {
			t.Fatal(err)
		}
		return made
	}
	refused := func(what, path string, form url.Values, words string) {
		t.Helper()
		before := len(s.decisions())
		w := s.post(path, form)
		doc, err := html.Parse(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		if w.Code != http.StatusConflict || !strings.Contains(text(doc), "Nothing was recorded") || !strings.Contains(text(doc), words) {
			t.Errorf("%s: status %d, want 409 and %q:\n%s", what, w.Code, words, text(doc))
		}
		checkSound(t, doc)
		if n := len(s.decisions()); n != before {
			t.Errorf("%s: something was recorded", what)
		}
	}
	// The other one grew.
	grown := decide(rapporteur.Decision{Verb: rapporteur.Merge, As: rapporteur.KindInteraction, Claim: other.Claims[0], With: []rapporteur.Mark{{Claim: third.Claims[0]}}})
	refused("the other grew", merge, merging, "joint exercise")
	decide(rapporteur.Decision{Verb: rapporteur.Undo, Undoes: grown.ID})
	// One of its claims was corrected.
	edited := decide(rapporteur.Decision{Verb: rapporteur.Edit, Claim: one.Claims[1], Corrections: []rapporteur.Correction{{Field: "date", To: "2025-03-04"}}})
	refused("a claim was corrected", split, splitting, "4 March 2025")
	decide(rapporteur.Decision{Verb: rapporteur.Undo, Undoes: edited.ID})
	// They are one already.
	one2 := decide(rapporteur.Decision{Verb: rapporteur.Merge, As: rapporteur.KindInteraction, Claim: other.Claims[0], With: []rapporteur.Mark{{Claim: one.Claims[0]}}})
	refused("they are one already", merge, merging, "3 claims")
	decide(rapporteur.Decision{Verb: rapporteur.Undo, Undoes: one2.ID})
	// Its claims are gone.
	for _, c := range one.Claims {
		decide(rapporteur.Decision{Verb: rapporteur.Reject, Claim: c})
	}
	refused("no claim is left", merge, merging, "no such record any more")
}

// Another record is found by a name, a day or the address of its page; what cannot
// be is said, and changes nothing.
func TestJoinLookedFor(t *testing.T) {
	s := openShop(t, talks)
	one, third := s.gathering(rapporteur.KindInteraction, "5 March"), s.gathering(rapporteur.KindInteraction, "exercise")
	pledge := s.gathering(rapporteur.KindCommitment, "pledged")
	for words, want := range map[string]string{
		"exercise": string(third.ID), "PERÚ chile": string(third.ID), "1 May 2025": string(third.ID), "exer*": string(third.ID), "railway": "None of this kind goes by these words",
		string(third.ID):                         "What they would be",
		"http://127.0.0.1/r/" + string(third.ID): "What they would be",
		string(third.Claims[0]):                  "What they would be",
		string(one.ID):                           "That is the record itself",
		string(pledge.ID):                        "a record of another kind",
		"e0123456789abcdef":                      "no such record",
	} {
		body := get(s, joinOf(one)+"?q="+url.QueryEscape(words)).Body.String()
		if !strings.Contains(body, want) {
			t.Errorf("%q: the page does not hold %q", words, want)
		}
	}
	for query, want := range map[string]int{
		"?leave=c0123456789abcdef": 200, "?leave=" + string(one.Claims[0]) + "&leave=" + string(one.Claims[1]): 200, "?kind=nothing": 400, "?with=x": 200,
	} {
		if got := get(s, joinOf(one)+query).Code; got != want {
			t.Errorf("%s: status %d, want %d", query, got, want)
		}
	}
	for _, path := range []string{"/r/e0123456789abcdef/join", "/join?of=c0123456789abcdef", "/join"} {
		if got := get(s, path).Code; got != http.StatusNotFound {
			t.Errorf("%s: status %d, want 404", path, got)
		}
	}
}

// Every kind of record that there is leads to its page of merging and splitting,
// and none does where nobody decides or of another day.
func TestJoinIsReached(t *testing.T) {
	s := openShop(t, talks)
	if err := s.ledger.ReplaceRecords(context.Background(), 0, s.all()); err != nil {
		t.Fatal(err)
	}
	for _, r := range s.all() {
		checkSound(t, page(t, s, joinOf(r)))
		address, _ := s.follow(recordPath(r.Kind, r.ID, rapporteur.Date{}))
		address, _, _ = strings.Cut(address, "#")
		if !strings.Contains(get(s, address).Body.String(), joinOf(r)) {
			t.Errorf("%s does not lead to %s", address, joinOf(r))
		}
		if strings.Contains(get(s, address+"?as_of=2025-06-01").Body.String(), "/join") {
			t.Errorf("%s: what was public on another day can be merged", address)
		}
	}
}

func (s *shop) all() []rapporteur.Record {
	s.Helper()
	all, err := s.books.Records(context.Background())
	if err != nil {
		s.Fatal(err)
	}
	return all
}

// No other site merges, no GET does, and what lacks the state that was seen is refused.
func TestJoinIsGuarded(t *testing.T) {
	s := openShop(t, talks)
	one, other := s.gathering(rapporteur.KindInteraction, "5 March"), s.gathering(rapporteur.KindInteraction, "7 March")
	merge := "/r/" + string(one.ID) + "/merge"
	form, _ := s.formOf(joinOf(one)+"?with="+string(other.ID), merge)
	for name, tt := range map[string]struct {
		path string
		form url.Values
		head []string
		want int
	}{
		"another site":           {merge, form, []string{"Sec-Fetch-Site", "cross-site"}, 403},
		"another site, older":    {merge, form, []string{"Sec-Fetch-Site", "", "Origin", "https://evil.example"}, 403},
		"undo of another site":   {"/r/" + string(one.ID) + "/undo", form, []string{"Sec-Fetch-Site", "cross-site"}, 403},
		"in the address":         {merge + "?" + form.Encode(), nil, nil, 400},
		"without the state seen": {merge, with(form, "saw", ""), nil, 400},
		"with another state":     {merge, with(form, "saw", "0123456789abcdef"), nil, 409},
		"with nothing":           {merge, with(form, "with", ""), nil, 422},
		"with itself":            {merge, with(form, "with", string(one.ID)), nil, 409},
		"nothing ticked":         {"/r/" + string(one.ID) + "/split", form, nil, 422},
		"a long reason":          {merge, with(form, "reason", strings.Repeat("é", maxReason+1)), nil, 400},
		"undo of nothing":        {"/r/" + string(one.ID) + "/undo", url.Values{"decision": {"x0123456789abcdef"}}, nil, 409},
	} {
		if got := s.post(tt.path, tt.form, tt.head...).Code; got != tt.want {
			t.Errorf("%s: status %d, want %d", name, got, tt.want)
		}
	}
	if got := get(s, merge+"?"+form.Encode()).Code; got != 404 {
		t.Errorf("GET: status %d, want 404", got)
	}
	if n := len(s.decisions()); n != 0 {
		t.Errorf("%d decisions were recorded", n)
	}
	if w := get(handler(t, emptyShelf(t), ""), joinOf(one)); w.Code != http.StatusNotFound {
		t.Errorf("a site without a desk: status %d, want 404", w.Code)
	}
}

// findLink returns the address of the first link whose words begin so.
func findLink(t *testing.T, doc *html.Node, words string) string {
	t.Helper()
	for n := range doc.Descendants() {
		if n.Data == "a" && strings.HasPrefix(strings.TrimSpace(text(n)), words) {
			to, _ := attr(n, "href")
			return to
		}
	}
	t.Fatalf("no link %q", words)
	return ""
}

// What a report or a form says is shown on the page and changes nothing of it.
func TestHostileJoin(t *testing.T) {
	for name, payload := range payloads {
		t.Run(name, func(t *testing.T) {
			line := strings.ReplaceAll(clip(payload, 300), "\x00", "")
			evil := map[string]string{}
			for i, day := range []string{"5", "7"} {
				evil[day] = fmt.Sprintf("---\nurl: https://a.example/%d\npublished: 2025-03-06\noutlet: %s\n---\nChile and Peru held talks in Lima on %s March 2025. They were about %s and more.", i, strings.ReplaceAll(line, "\n", " "), day, line)
			}
			s := openShop(t, evil)
			one, other := s.gathering(rapporteur.KindInteraction, "5 March"), s.gathering(rapporteur.KindInteraction, "7 March")
			merge := "/r/" + string(one.ID) + "/merge"
			form, _ := s.formOf(joinOf(one)+"?with="+string(other.ID), merge)
			bodies := []string{
				get(s, joinOf(one)).Body.String(), get(s, joinOf(one)+"?with="+string(other.ID)).Body.String(),
				get(s, joinOf(one)+"?q="+url.QueryEscape(payload)+"&rule="+url.QueryEscape(payload)+"&claim="+url.QueryEscape(payload)).Body.String(),
				get(s, joinOf(one)+"?with="+url.QueryEscape(payload)+"&leave="+url.QueryEscape(payload)).Body.String(),
				s.post(merge, with(form, "with", payload)).Body.String(),
			}
			to := s.goes(merge, with(form, "reason", clip(payload, 300)))
			address, _ := s.follow(to)
			bodies = append(bodies, get(s, address).Body.String())
			checkAllSent(t, bodies)
		})
	}
}
