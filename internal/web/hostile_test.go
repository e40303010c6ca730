package web

import (
	"fmt"
	"net/url"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
)

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
			fill(reflect.ValueOf(s.tree), payload, keep)
			fill(reflect.ValueOf(s.why), payload, keep, reflect.TypeFor[rapporteur.ClaimID]())
			fill(reflect.ValueOf(s.texts), payload, keep)
			h := handler(t, s, payload)
			for _, path := range append(pagePaths, "/nothing/here", "/d/LAO-"+url.PathEscape(payload), "/?as_of="+url.QueryEscape(payload)) {
				checkSent(t, path, get(h, path).Body.String())
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

// checkSent checks that a page as it is sent says and does only what we wrote.
func checkSent(t *testing.T, path, body string) {
	t.Helper()
	if strings.ContainsFunc(body, reorders) {
		t.Errorf("%.80s: a reordering or control character got through", path)
	}
	doc, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	checkHarmless(t, path, doc)
}

// checkAllSent is checkSent for pages with areas to write in: they are looked into
// as if they were text.
func checkAllSent(t *testing.T, bodies []string) {
	t.Helper()
	areas := strings.NewReplacer("<textarea", "<span", "</textarea", "</span")
	for i, body := range bodies {
		checkSent(t, fmt.Sprint("page ", i), areas.Replace(body))
	}
}

// checkHarmless checks that a page has no element, attribute or address that we
// would not write.
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
