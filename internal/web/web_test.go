package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
)

const port = 8080

func handler(t *testing.T, b Books, notice string) http.Handler {
	t.Helper()
	h, err := New(Config{Books: b, Port: port, Notice: notice, Version: "test", Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
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

var pagePaths = []string{"/", "/d/LAO-VNM", "/doc/d0000000000000001", "/about"}

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
		case "input", "select":
			if id, _ := attr(n, "id"); !labelled[id] {
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

// payloads try to leave the text they are put in.
var payloads = map[string]string{
	"element":   `<zz-evil></zz-evil><img src=x onerror=zzevil()><svg onload=zzevil()>`,
	"title":     `</title></textarea></script></style><script>zzevil()</script>`,
	"attribute": `" zz-evil="1" onclick="zzevil()" style="color:red" x='`,
	"single":    `' zz-evil='1' onfocus='zzevil()' autofocus x="`,
	"script":    `javascript:zzevil()`,
	"data":      `data:text/html,<script>zzevil()</script>`,
	"comment":   `--><zz-evil><!--`,
	"template":  `{{.}}{{template "frame.tmpl"}}`,
	"bidi":      "safe\u202egnp.exe\u2066\u200b\u00ad\u0000\u001b[31m",
	"base":      `<base href="https://evil.example/"><meta http-equiv=refresh content="0;url=https://evil.example/">`,
	"long":      strings.Repeat("W", 1<<15),
}

func TestHostileTextStaysText(t *testing.T) {
	for name, payload := range payloads {
		t.Run(name, func(t *testing.T) {
			s := normalShelf(t)
			keep := reflect.TypeFor[rapporteur.DocID]() // pages are asked for by it
			fill(reflect.ValueOf(s.today), payload, keep)
			fill(reflect.ValueOf(s.dossier), payload, keep)
			fill(reflect.ValueOf(s.reader), payload, keep)
			h := handler(t, s, payload)
			for _, path := range append(pagePaths, "/nothing/here", "/d/LAO-"+url.PathEscape(payload), "/?as_of="+url.QueryEscape(payload)) {
				body := get(h, path).Body.String()
				if strings.ContainsFunc(body, reorders) {
					t.Errorf("%s: a reordering or control character got through", path)
				}
				doc, err := html.Parse(strings.NewReader(body))
				if err != nil {
					t.Fatal(err)
				}
				checkHarmless(t, path, doc)
			}
		})
	}
}

// A title and a text of a megabyte without a space are shown, the one cut short.
func TestOneVeryLongLine(t *testing.T) {
	s := normalShelf(t)
	long := strings.Repeat("W", 1<<20)
	s.reader.Title, s.reader.Paragraphs[1].Segments[0].Text = long, long
	doc := page(t, handler(t, s, ""), "/doc/d0000000000000001")
	for n := range doc.Descendants() {
		if n.Data == "h1" && len(text(n)) > maxTitle+len("…") {
			t.Errorf("the title is shown with %d bytes", len(text(n)))
		}
	}
	if !strings.Contains(text(doc), long) {
		t.Error("the text is not whole")
	}
}

func checkHarmless(t *testing.T, path string, doc *html.Node) {
	t.Helper()
	for n := range doc.Descendants() {
		switch n.Type {
		case html.CommentNode:
			t.Errorf("%s: a comment: %.80q", path, n.Data)
		case html.ElementNode:
			switch n.Data {
			case "zz-evil", "img", "iframe", "object", "embed", "style", "base", "textarea":
				t.Errorf("%s: element %s", path, n.Data)
			case "meta":
				if _, ok := attr(n, "http-equiv"); ok {
					t.Errorf("%s: a meta element that commands", path)
				}
			case "script":
				if src, _ := attr(n, "src"); !strings.HasPrefix(src, "/assets/") || n.FirstChild != nil {
					t.Errorf("%s: a script that is not ours: %.80q", path, render(n))
				}
			}
			for _, a := range n.Attr {
				key, val := strings.ToLower(a.Key), strings.TrimSpace(strings.ToLower(a.Val))
				if strings.HasPrefix(key, "on") || key == "style" || key == "zz-evil" || key == "autofocus" || key == "srcdoc" {
					t.Errorf("%s: element %s has attribute %s", path, n.Data, key)
				}
				if (key == "href" || key == "src" || key == "action") && !localOrSafe(val) {
					t.Errorf("%s: element %s leads to %.80q", path, n.Data, val)
				}
			}
		}
	}
}

var localOrSafe = regexp.MustCompile(`^(/[^/]|/$|#|https?://)`).MatchString

func TestOutwardLinks(t *testing.T) {
	s := normalShelf(t)
	doc := page(t, handler(t, s, ""), "/doc/d0000000000000001")
	found := false
	for n := range doc.Descendants() {
		to, _ := attr(n, "href")
		if n.Data == "a" && strings.HasPrefix(to, "https://example.org/") {
			found = true
			if rel, _ := attr(n, "rel"); !strings.Contains(rel, "noopener") || !strings.Contains(rel, "noreferrer") {
				t.Errorf("the link to the original has rel %q", rel)
			}
		}
	}
	if !found {
		t.Error("no link to the original")
	}
	for _, bad := range []string{"javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//evil.example", "https://user:pass@bank.example/", "mailto:a@b.example", "https:///x", "%zz", ""} {
		if got := outward(bad); got != "" {
			t.Errorf("outward(%q) = %q, want nothing", bad, got)
		}
	}
}

// Ten thousand claims on one paragraph stay one usable page: each claim once,
// its words once, and no nesting that a browser would give up on.
func TestManyClaims(t *testing.T) {
	const n = 10_000
	s := normalShelf(t)
	model := s.reader.Claims[0]
	s.reader.Claims = nil
	seg := view.Segment{Text: strings.Repeat("word ", 40)}
	for i := range n {
		c := model
		c.Claim = rapporteur.ClaimID(fmt.Sprintf("c%016d", i))
		c.Start, c.End = 0, 200
		s.reader.Claims = append(s.reader.Claims, c)
		seg.Claims = append(seg.Claims, c.Claim)
		seg.Begins = append(seg.Begins, c.Claim)
	}
	s.reader.Paragraphs = []view.Paragraph{{Segments: []view.Segment{seg}}}
	doc := page(t, handler(t, s, ""), "/doc/d0000000000000001")
	places, notes, deepest := 0, 0, 0
	var walk func(*html.Node, int)
	walk = func(n *html.Node, depth int) {
		deepest = max(deepest, depth)
		if id, _ := attr(n, "id"); strings.HasPrefix(id, "c0") {
			places++
		} else if strings.HasPrefix(id, "n-c0") {
			notes++
		}
		for c := range n.ChildNodes() {
			walk(c, depth+1)
		}
	}
	walk(doc, 0)
	if places != n || notes != n || deepest > 64 {
		t.Errorf("%d places, %d notes, nested %d deep; want %d of each, at most 64 deep", places, notes, deepest, n)
	}
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
		{"/?as_of=2025-02-30", 400, ""},
		{"/d?p=VNM&p=LAO&p=&as_of=", 302, "/d/LAO-VNM"},
		{"/d?p=VNM&p=Laos&as_of=2025-03-06", 302, "/d/LAO-VNM?as_of=2025-03-06"},
		{"/d?p=VNM", 400, ""},
		{"/doc/d0000000000000001", 200, ""},
		{"/doc/d9", 404, ""},
		{"/c/c0000000000000003", 302, "/doc/d0000000000000001#c0000000000000003"},
		{"/c/c9", 404, ""},
		{"/r/e0000000000000001", 302, "/d/LAO-VNM#e0000000000000001"},
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

// A record that is not between states leads to the words of its first claim.
func TestRecordOfOneState(t *testing.T) {
	s := normalShelf(t)
	s.record.Parties, s.record.Claims = []rapporteur.Party{"LAO"}, claims(3)
	if to := get(handler(t, s, ""), "/r/e0000000000000001").Header().Get("Location"); to != "/c/c0000000000000003" {
		t.Errorf("leads to %q", to)
	}
}

func TestJSON(t *testing.T) {
	s := normalShelf(t)
	h := handler(t, s, "")
	for path, want := range map[string]any{"/index.json": s.today, "/d/LAO-VNM.json": s.dossier, "/doc/d0000000000000001.json": s.reader} {
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
