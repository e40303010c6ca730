package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"example.org/rapporteur"
)

const port = 8080

func handler(t *testing.T, b Books, notice string) http.Handler {
	t.Helper()
	h, err := New(Config{Books: b, Port: port, Notice: notice, Version: "test", Log: slog.New(slog.NewTextHandler(t.Output(), nil))})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func get(h http.Handler, path string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", path, nil)
	r.Host = fmt.Sprintf("127.0.0.1:%d", port)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// page fetches a page that is there and parses it.
func page(t *testing.T, h http.Handler, path string) *html.Node {
	t.Helper()
	w := get(h, path)
	if w.Code != http.StatusOK {
		t.Fatalf("GET %s: status %d: %s", path, w.Code, w.Body)
	}
	return parse(t, w)
}

// parse parses the page that was answered.
func parse(t *testing.T, w *httptest.ResponseRecorder) *html.Node {
	t.Helper()
	n, err := html.Parse(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func attr(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

func text(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

var pagePaths = []string{"/", "/?since=2025-03-01", "/d/LAO-VNM", "/doc/d0000000000000001", "/doc/d0000000000000001/s/2", "/doc/d0000000000000001/versions", "/c/c0000000000000001/why", "/gallery", "/about"}

// A sound page has one main part, headings in order, tables with captions,
// labelled controls, no name twice and no link into itself that leads nowhere.
func TestPagesAreSound(t *testing.T) {
	for name, s := range map[string]*shelf{"empty": emptyShelf(t), "normal": normalShelf(t)} {
		h := handler(t, s, "Written for this project.")
		for _, path := range pagePaths {
			t.Run(name+path, func(t *testing.T) { checkSound(t, page(t, h, path)) })
		}
	}
}

func checkSound(t *testing.T, doc *html.Node) {
	t.Helper()
	ids, count, level := map[string]bool{}, map[string]int{}, 0
	labelled := map[string]bool{}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		count[n.Data]++
		if id, ok := attr(n, "id"); ok {
			if ids[id] {
				t.Errorf("two elements are called %q", id)
			}
			ids[id] = true
		}
		if f, ok := attr(n, "for"); ok {
			labelled[f] = true
		}
		if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
			l := int(n.Data[1] - '0')
			if l > level+1 {
				t.Errorf("heading %q of level %d follows one of level %d", text(n), l, level)
			}
			level = l
		}
	}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "a":
			to, _ := attr(n, "href")
			if to == "" || to == "#" || strings.HasPrefix(to, "#") && !ids[to[1:]] {
				t.Errorf("link %q leads to %q, which is not there", text(n), to)
			}
			if label, _ := attr(n, "aria-label"); text(n) == "" && label == "" {
				t.Errorf("link to %q says nothing", to)
			}
		case "table":
			if n.FirstChild == nil || !strings.Contains(render(n), "<caption") {
				t.Error("a table has no caption")
			}
		case "th":
			if _, ok := attr(n, "scope"); !ok {
				t.Errorf("heading %q of a table says not of what", text(n))
			}
		case "input", "select", "textarea":
			id, _ := attr(n, "id")
			kind, _ := attr(n, "type")
			if label, _ := attr(n, "aria-label"); !labelled[id] && label == "" && kind != "hidden" {
				t.Errorf("control %q has no label", id)
			}
		}
	}
	for tag, want := range map[string]int{"h1": 1, "main": 1, "title": 1} {
		got := count[tag]
		if tag == "title" {
			got = min(got, 1) // drawings have titles of their own
		}
		if got != want {
			t.Errorf("%d elements %s, want %d", got, tag, want)
		}
	}
	if !strings.Contains(text(doc), "Written for this project.") {
		t.Error("the notice is missing")
	}
}

func render(n *html.Node) string {
	var b strings.Builder
	if err := html.Render(&b, n); err != nil {
		return ""
	}
	return b.String()
}

func TestAddresses(t *testing.T) {
	h := handler(t, normalShelf(t), "")
	for _, tt := range []struct {
		path   string
		status int
		to     string
	}{
		{"/", 200, ""},
		{"/d/LAO-VNM", 200, ""},
		{"/d/VNM-LAO", 308, "/d/LAO-VNM"},
		{"/d/vn-la?as_of=2025-03-06", 308, "/d/LAO-VNM?as_of=2025-03-06"},
		{"/d/VNM-LAO.json", 308, "/d/LAO-VNM.json"},
		{"/d/VNM-KHM-LAO", 308, "/d/KHM-LAO-VNM"},
		{"/d/LAO-LAO-VNM", 308, "/d/LAO-VNM"},
		{"/d/VNM", 400, ""},
		{"/d/LAO-LAO", 400, ""},
		{"/d/LAO-XQZ", 400, ""},
		{"/d/LAO-ASEAN", 400, ""},
		{"/d/LAO-VNM?as_of=yesterday", 400, ""},
		{"/d/LAO-VNM?as_of=XXXX-03-05", 400, ""},
		{"/d/LAO-VNM?as_of=2025-03", 200, ""},
		{"/?as_of=0000", 400, ""},
		{"/?as_of=-0001-01-01", 400, ""},
		{"/?as_of=9999-12-31", 200, ""},
		{"/?as_of=2025-02-30", 400, ""},
		{"/d?p=VNM&p=LAO&p=&as_of=", 302, "/d/LAO-VNM"},
		{"/d?p=VNM&p=Laos&as_of=2025-03-06", 302, "/d/LAO-VNM?as_of=2025-03-06"},
		{"/d?p=VNM", 400, ""},
		{"/doc/d0000000000000001", 200, ""},
		{"/doc/d9", 404, ""},
		{"/doc/d0000000000000001/s/2", 200, ""},
		{"/doc/d0000000000000001/s/2.json", 200, ""},
		{"/doc/d0000000000000001/s/02", 404, ""},
		{"/doc/d0000000000000001/s/1", 404, ""},
		{"/doc/d0000000000000001/s/x", 404, ""},
		{"/doc/d9/s/2", 404, ""},
		{"/doc/d0000000000000001/s?at=60", 302, "/doc/d0000000000000001/s/2"},
		{"/doc/d0000000000000001/s?at=9", 404, ""},
		{"/doc/d0000000000000001/s?at=x", 400, ""},
		{"/doc/d0000000000000001/s", 400, ""},
		{"/c/c0000000000000003", 302, "/doc/d0000000000000001#c0000000000000003"},
		{"/c/c9", 404, ""},
		{"/r/e0000000000000001", 200, ""},
		{"/r/e9", 404, ""},
		{"/about", 200, ""},
		{"/index.json", 200, ""},
		{"/nowhere", 404, ""},
		{"/assets/site.css", 404, ""},
	} {
		w := get(h, tt.path)
		if w.Code != tt.status || w.Header().Get("Location") != tt.to {
			t.Errorf("GET %s: %d to %q, want %d to %q", tt.path, w.Code, w.Header().Get("Location"), tt.status, tt.to)
		}
		if w.Code >= 400 && !strings.HasPrefix(tt.path, "/assets/") && !strings.Contains(w.Body.String(), `<a href="/">`) {
			t.Errorf("GET %s: the error page shows no way out", tt.path)
		}
	}
}

// The permanent address of a record leads to its page or to its place on one; if
// it is not between states, to the words of its first claim.
func TestWhereRecordsStand(t *testing.T) {
	for _, tt := range []struct {
		kind    rapporteur.Kind
		parties []rapporteur.Party
		to      string
	}{
		{rapporteur.KindInteraction, []rapporteur.Party{"LAO"}, ""},
		{rapporteur.KindCommitment, []rapporteur.Party{"LAO"}, "/k/e0000000000000001?as_of=2025-03-06"},
		{rapporteur.KindMechanism, []rapporteur.Party{"LAO"}, "/m/e0000000000000001?as_of=2025-03-06"},
		{rapporteur.KindTenure, []rapporteur.Party{"LAO"}, "/person/e0000000000000001?as_of=2025-03-06"},
		{rapporteur.KindInstrument, []rapporteur.Party{"VNM", "LAO"}, "/agreements/LAO-VNM?as_of=2025-03-06#e0000000000000001"},
		{rapporteur.KindQuestion, []rapporteur.Party{"VNM", "LAO"}, "/questions/LAO-VNM?as_of=2025-03-06#e0000000000000001"},
		{rapporteur.KindQuestion, []rapporteur.Party{"LAO"}, "/c/c0000000000000003"},
	} {
		s := normalShelf(t)
		s.record.Kind, s.record.Parties, s.record.Claims = tt.kind, tt.parties, claims(3)
		h := handler(t, s, "")
		if to := get(h, "/r/e0000000000000001?as_of=2025-03-06").Header().Get("Location"); to != tt.to {
			t.Errorf("%s of %v leads to %q, want %q", tt.kind, tt.parties, to, tt.to)
		}
		if tt.kind == rapporteur.KindInstrument {
			if to := get(h, "/i/e0000000000000001?as_of=2025-03-06").Header().Get("Location"); to != tt.to {
				t.Errorf("/i/ leads to %q, want %q", to, tt.to)
			}
		}
	}
}

func TestJSON(t *testing.T) {
	s := normalShelf(t)
	h := handler(t, s, "")
	for path, want := range map[string]any{"/index.json": s.today, "/d/LAO-VNM.json": s.dossier, "/doc/d0000000000000001.json": s.reader, "/doc/d0000000000000001/s/2.json": s.tree} {
		w := get(h, path)
		if mime := w.Header().Get("Content-Type"); mime != "application/json; charset=utf-8" {
			t.Errorf("%s is sent as %q", path, mime)
		}
		wantJSON, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got, wanted any
		if err := errors.Join(json.Unmarshal(w.Body.Bytes(), &got), json.Unmarshal(wantJSON, &wanted)); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, wanted) {
			t.Errorf("%s is not the view", path)
		}
	}
}

func TestFailureIsOnlyLogged(t *testing.T) {
	var log strings.Builder
	s := normalShelf(t)
	s.err = errors.New("disk on fire at /home/someone")
	h, err := New(Config{Books: s, Port: port, Log: slog.New(slog.NewTextHandler(&log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	w := get(h, "/d/LAO-VNM")
	if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "someone") || !strings.Contains(w.Body.String(), `<a href="/">`) {
		t.Errorf("status %d, body %s", w.Code, w.Body)
	}
	if !strings.Contains(log.String(), "disk on fire") {
		t.Errorf("the log does not say why: %s", log.String())
	}
}

func TestKeepsWhatHasNotChanged(t *testing.T) {
	s := normalShelf(t)
	h := handler(t, s, "")
	tag := get(h, "/").Header().Get("ETag")
	if tag == "" {
		t.Fatal("no ETag")
	}
	if w := get(h, "/", "If-None-Match", tag); w.Code != http.StatusNotModified || w.Body.Len() > 0 {
		t.Errorf("the same page is sent again: status %d", w.Code)
	}
	s.today.Coverage.Words = "Based on more."
	if w := get(h, "/", "If-None-Match", tag); w.Code != http.StatusOK {
		t.Errorf("a changed page is not sent: status %d", w.Code)
	}
	css := regexp.MustCompile(`/assets/site\.[0-9a-f]{16}\.css`).FindString(get(h, "/").Body.String())
	if w := get(h, css); w.Code != http.StatusOK || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") {
		t.Errorf("style sheet %q: status %d, %q", css, w.Code, w.Header().Get("Cache-Control"))
	}
}

// Each claim leads to the sentence where its quote begins, and the sentence back to the claim.
func TestClaimsLeadToTheirSentences(t *testing.T) {
	s := normalShelf(t)
	s.reader.Claims[0].Start = s.tree.Start
	h := handler(t, s, "")
	links := func(path string) map[string]bool {
		found := map[string]bool{}
		for n := range page(t, h, path).Descendants() {
			if to, _ := attr(n, "href"); n.Data == "a" {
				found[to] = true
			}
		}
		return found
	}
	doc := "/doc/" + string(s.reader.ID)
	if at := fmt.Sprintf("%s/s?at=%d", doc, s.tree.Start); !links(doc)[at] {
		t.Errorf("the page of the document does not lead to %s", at)
	} else if to := get(h, at).Header().Get("Location"); to != doc+"/s/2" {
		t.Errorf("%s leads to %q", at, to)
	}
	got := links(doc + "/s/2")
	for _, want := range []string{doc, doc + "/s/1", doc + "/s/3", doc + "#" + string(s.tree.Claims[0].Claim)} {
		if !got[want] {
			t.Errorf("the page of the sentence does not lead to %s", want)
		}
	}
}
