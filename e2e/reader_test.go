package e2e

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
)

// promised asks the page for what it promises.
func promised[T any](b tab, script string) T {
	b.Helper()
	return run(b, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
}

const policyDialogue = "2025-03-28-vns-fifth-policy-dialogue.txt"

// Words that are selected become a claim in four steps; it stands beside them,
// and the undo takes it back.
func TestAddClaimBySelecting(t *testing.T) {
	browser := startBrowser(t)
	site := openShop(t, pieces(t, policyDialogue))
	doc := "/doc/" + string(site.docs[policyDialogue])
	b := open(t, browser)
	b.size(1200, 900)
	b.visit(site.url + doc)
	if eval[bool](b, `document.querySelector(".offer") !== null`) {
		t.Error("a claim is offered though nothing is selected")
	}
	// From within one text node to within another, over numbers of claims.
	want := eval[string](b, `(() => {
		const p = [...document.querySelectorAll(".para[data-start]")].find(p => p.querySelectorAll(".num").length > 1);
		const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT, n => n.parentElement.closest(".num") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
		const nodes = []; while (walk.nextNode()) nodes.push(walk.currentNode);
		const first = nodes[0], last = nodes[nodes.length - 1];
		const s = getSelection(); s.setBaseAndExtent(first, 2, last, last.length - 1);
		return nodes.map(n => n === first && n === last ? n.data.slice(2, -1) : n === first ? n.data.slice(2) : n === last ? n.data.slice(0, -1) : n.data).join("").trim() })()`)
	b.do(chromedp.WaitVisible(chromedp.CSS(".offer")), chromedp.KeyEvent("c"))
	b.until("the form", `location.pathname.endsWith("/add")`)
	if got := eval[string](b, `document.getElementById("quote").value`); got != want {
		t.Fatalf("selected was %q, the form has %q", want, got)
	}
	b.do(chromedp.Click(chromedp.CSS(`[name=kind][value=assessment]`)), chromedp.Click(chromedp.CSS(`main form button`)))
	b.until("the fields", `document.querySelector("[name='f.what']") !== null`)
	b.do(chromedp.SendKeys(chromedp.CSS(`[name="f.what"]`), "the talks matter"), chromedp.SendKeys(chromedp.CSS(`#reason`), "a test"), chromedp.Click(chromedp.CSS(`main form button`)))
	b.until("the document with the claim", `location.pathname === "`+doc+`" && location.hash !== ""`)
	claim := eval[string](b, `location.hash.slice(1)`)
	if got := eval[string](b, `document.getElementById("n-`+claim+`")?.textContent ?? ""`); !strings.Contains(got, "added by A. Reader (a test)") {
		t.Errorf("beside the text stands %q", got)
	}
	if got := site.decisions(t); len(got) != 1 || got[0] != rapporteur.Add {
		t.Errorf("decided was %v", got)
	}
	b.visit(site.url + "/review")
	b.do(chromedp.Click(chromedp.CSS(".undo button")))
	b.until("the document without the claim", `location.pathname === "`+doc+`" && document.getElementById("n-`+claim+`") === null`)
}

// Without scripts the words are typed, and everything else is the same.
func TestAddClaimWithoutScripts(t *testing.T) {
	browser := startBrowser(t)
	site := openShop(t, pieces(t, policyDialogue))
	b := open(t, browser)
	b.withoutScripts()
	b.visit(site.url + "/doc/" + string(site.docs[policyDialogue]))
	quote := eval[string](b, `document.querySelector(".q").lastChild.textContent.trim()`)
	b.do(chromedp.Click(chromedp.CSS(`.turns a[href$="/add"]`)))
	b.until("the form", `document.getElementById("quote") !== null`)
	fill := func(words string) {
		t.Helper()
		b.do(chromedp.SetValue(chromedp.CSS("#quote"), words))
	}
	fill("words that nobody wrote")
	b.do(chromedp.Click(chromedp.CSS(`[name=kind][value=question]`)), chromedp.Click(chromedp.CSS(`main form button`)))
	b.until("what is wrong", `document.querySelector(".wrong #quote") !== null`)
	fill(quote)
	b.do(chromedp.SetValue(chromedp.CSS(`[name="f.about"]`), "the date"), chromedp.SetValue(chromedp.CSS(`[name="f.type"]`), "undisclosed"), chromedp.Click(chromedp.CSS(`main form button`)))
	b.until("the claim", `document.querySelector(".note:target, .q:target") !== null`)
	if got := site.decisions(t); len(got) != 1 || got[0] != rapporteur.Add {
		t.Errorf("decided was %v", got)
	}
}

// Words and claims light up together, by pointer, by focus and by key.
func TestHighlightBothWays(t *testing.T) {
	browser := startBrowser(t)
	site := sharedShop(t, policyDialogue)
	b := open(t, browser)
	b.size(1200, 900)
	b.visit(site.url + "/doc/" + string(site.docs[policyDialogue]))
	claim := eval[string](b, `document.querySelectorAll(".note")[1].dataset.claim`)
	lit := func(what string) {
		t.Helper()
		if !eval[bool](b, `["#`+claim+`", "#n-`+claim+`"].every(s => document.querySelector(s).classList.contains("on"))`) {
			t.Errorf("by %s: not both are lit", what)
		}
	}
	for _, selector := range []string{"#n-" + claim, "#" + claim} {
		eval[bool](b, `document.querySelector("`+selector+`").dispatchEvent(new MouseEvent("mouseover", {bubbles: true})), true`)
		lit("pointer on " + selector)
		eval[bool](b, `document.getElementById("text").dispatchEvent(new MouseEvent("mouseleave")), true`)
		if eval[int](b, `document.querySelectorAll(".on").length`) != 0 {
			t.Error("it stays lit when the pointer has gone")
		}
	}
	b.do(chromedp.Focus(chromedp.CSS("#n-" + claim + " .num")))
	lit("focus")
	b.visit(site.url + "/doc/" + string(site.docs[policyDialogue]))
	b.do(chromedp.KeyEvent("j"), chromedp.KeyEvent("j"))
	lit("key")
}

// twoVersions are two texts of one page.
func twoVersions() map[string][]byte {
	const page = "---\ntitle: Talks in the harbour town\noutlet: Example Daily\nurl: https://news.example/harbour\npublished: 2025-05-17\nlanguage: en\n---\nVIENTIANE — The defence ministers of Laos and Vietnam met in Vientiane on %s. Vietnam pledged to train %s Lao officers by 2027.\n\nThe two sides signed an agreement on border security.%s\n"
	return map[string][]byte{
		"a.txt": fmt.Appendf(nil, page, "Friday", "forty", " The cost of the training was not disclosed."),
		"b.txt": fmt.Appendf(nil, page, "Thursday", "fifty", ""),
	}
}

// From a document to what its page said before, word by word, and what became of
// the quotes; and to its original, which is a file or plain text.
func TestVersionsAndOriginal(t *testing.T) {
	browser := startBrowser(t)
	site := openShop(t, twoVersions())
	b := open(t, browser)
	doc := "/doc/" + string(site.docs["a.txt"])
	b.visit(site.url + doc)
	b.do(chromedp.Click(chromedp.CSS(`.turns a[href$="/versions"]`)))
	b.until("the versions", `document.querySelector(".compared") !== null`)
	words := eval[[]string](b, `[...document.querySelectorAll(".compared del, .compared ins")].map(e => e.tagName + " " + e.textContent).sort()`)
	if got := strings.Join(words, "|"); !strings.Contains(got, "forty") || !strings.Contains(got, "fifty") || !strings.Contains(got, "DEL") || !strings.Contains(got, "INS") {
		t.Errorf("the changes are %s", got)
	}
	if got := eval[string](b, `document.querySelector(".fate summary").textContent`); !strings.HasSuffix(got, "vanished") {
		t.Errorf("first among the quotes stand those that %s", got)
	}
	b.visit(site.url + doc)
	b.do(chromedp.Click(chromedp.CSS(`a[href$="/text"]`)))
	b.until("the original", `document.contentType === "text/plain"`)
	if got := eval[string](b, `document.body.textContent`); !strings.Contains(got, "title: Talks in the harbour town") {
		t.Errorf("the original reads %.80q", got)
	}
}

// The pages of a document and its claims, plain and with a report that tries to
// be more than text.
func TestReaderAccessibility(t *testing.T) {
	browser := startBrowser(t)
	files := twoVersions()
	files["hostile.txt"] = []byte(hostile + "\nOf " + strings.Repeat("Verteidigungspolitik", 30) + " Laos and Vietnam signed a " + strings.Repeat("\u200bx", 300) + " protocol in Hanoi.\n")
	site := openShop(t, files)
	var urls []string
	for _, name := range []string{"a.txt", "hostile.txt"} {
		doc := site.docs[name]
		urls = append(urls, site.url+"/doc/"+string(doc), site.url+"/doc/"+string(doc)+"/versions", site.url+"/doc/"+string(doc)+"/add", site.url+"/doc/"+string(doc)+"/add?kind=commitment&from=10&to=30")
		for c, err := range site.ledger.Claims(context.Background(), ledger.ClaimFilter{Doc: doc}) {
			if err != nil {
				t.Fatal(err)
			}
			urls = append(urls, site.url+"/c/"+string(c.ID)+"/why")
			break
		}
	}
	b := open(t, browser)
	b.accessible(append(urls, site.url+"/about")...)
}

// manyClaims stores a document with n claims, in paragraphs of some each, or all
// in one.
func manyClaims(t *testing.T, l *ledger.Ledger, n, each int) rapporteur.DocID {
	t.Helper()
	var words strings.Builder
	for i := range n {
		fmt.Fprintf(&words, "Party %d will send word number %d. ", i, i)
		if i%each == each-1 {
			words.WriteString("\n\n")
		}
	}
	tx, err := rapporteur.NewText(words.String())
	if err != nil {
		t.Fatal(err)
	}
	url := "https://many.example/" + strconv.Itoa(each)
	doc := rapporteur.Document{ID: rapporteur.NewDocID(url, tx), URL: url, Title: "Very many words", Language: "en", Text: tx}
	var claims []rapporteur.Claim
	for at := 0; len(claims) < n; at++ {
		i := len(claims)
		w := fmt.Sprintf("will send word number %d.", i)
		k := strings.Index(tx.String()[at:], w)
		span, err := tx.Span(rapporteur.ByteOffset(at+k), rapporteur.ByteOffset(at+k+len(w)))
		if err != nil {
			t.Fatal(err)
		}
		at += k
		c := rapporteur.Claim{Doc: doc.ID, Kind: rapporteur.KindAssessment, Quote: tx.Quote(span), Factuality: rapporteur.CTPlus, Mode: rapporteur.ModeCurrent,
			Engine: "test 1", Rule: "test/many", Assessment: &rapporteur.AssessmentBody{What: w}, SaidBy: []rapporteur.Speaker{{Name: "The Herald"}}}
		if err := c.Seal(); err != nil {
			t.Fatal(err)
		}
		claims = append(claims, c)
	}
	_, err = l.PutDocument(context.Background(), ledger.Reading{Document: doc, Engine: "test 1", Claims: claims,
		Capture: rapporteur.Capture{Doc: doc.ID, Blob: rapporteur.NewBlobID([]byte(words.String())), Source: url, MediaType: "text/plain"}})
	if err != nil {
		t.Fatal(err)
	}
	return doc.ID
}

// Ten thousand claims on one text: they are shown in parts, keys go from one claim
// to the next and from part to part, and an address leads to the last of all. How
// long it takes is told, not judged.
func TestTenThousandClaims(t *testing.T) {
	browser := startBrowser(t)
	site := openShop(t, nil)
	const each = 10 // claims a paragraph
	doc := manyClaims(t, site.ledger, 10_000, each)
	var last rapporteur.ClaimID
	at := rapporteur.CodePoint(0)
	for c, err := range site.ledger.Claims(context.Background(), ledger.ClaimFilter{Doc: doc}) {
		if err != nil {
			t.Fatal(err)
		}
		if c.Quote.Start() >= at {
			last, at = c.ID, c.Quote.Start()
		}
	}
	b := open(t, browser)
	b.size(1200, 900)
	var served [2]time.Duration // at first, and then
	var size int64
	for i := range served {
		start := time.Now()
		r, err := http.Get(site.url + "/doc/" + string(doc))
		if err != nil {
			t.Fatal(err)
		}
		size, err = io.Copy(io.Discard, r.Body)
		r.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		served[i] = time.Since(start)
	}
	b.visit(site.url + "/doc/" + string(doc))
	if n := eval[int](b, `document.querySelectorAll(".note").length`); n != 250 {
		t.Fatalf("%d claims are shown", n)
	}
	if got := eval[string](b, `document.querySelector("nav.parts").textContent`); !strings.Contains(got, "10\u202f000 claims, shown in 40 parts") {
		t.Errorf("the page says of its claims: %q", got)
	}
	paint := eval[float64](b, `performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? -1`)
	begin := time.Now()
	b.do(chromedp.KeyEvent("j"), chromedp.KeyEvent("j"))
	b.until("the second claim", `document.querySelectorAll(".note")[1].classList.contains("on")`)
	key := time.Since(begin) / 2
	b.visit(site.url + "/doc/" + string(doc) + "#" + string(last))
	b.until("the part of the last claim", `new URLSearchParams(location.search).get("part") === "40" && document.readyState === "complete"`)
	b.until("the last claim in view", `(r => r.bottom > 0 && r.top < innerHeight)(document.getElementById(`+"`"+string(last)+"`"+`).getBoundingClientRect())`)
	b.do(chromedp.KeyEvent("k"))
	b.until("the claim before the last", `[...document.querySelectorAll(".note")].at(-2).classList.contains("on")`)
	b.visit(site.url + "/doc/" + string(doc) + "?part=2")
	b.until("the second part", `document.readyState === "complete"`)
	eval[bool](b, `location.hash = [...document.querySelectorAll(".q[id]")].at(-1).id, true`)
	b.until("its last claim", `[...document.querySelectorAll(".note")].at(-1).classList.contains("on")`)
	b.do(chromedp.KeyEvent("j"))
	b.until("the third part", `new URLSearchParams(location.search).get("part") === "3"`)
	t.Logf("%d claims a paragraph: %d kB in %v, again in %v, first paint after %.0f ms, a key takes %v", each, size>>10, served[0], served[1], paint, key)
}

// Should a script get into a page all the same, the policy stops it: in markup,
// as an attribute, in an address, and made by another script.
func TestPolicyBlocksInjectedScript(t *testing.T) {
	browser := startBrowser(t)
	site := openShop(t, twoVersions())
	doc := "/doc/" + string(site.docs["a.txt"])
	to, err := url.Parse(site.url)
	if err != nil {
		t.Fatal(err)
	}
	// What a mistake of ours would look like: the same answer with more in it.
	const evil = `<script>window.caught = "script"</script><img src="x" onerror="window.caught = 'attribute'"><iframe srcdoc="<script>parent.caught = 'frame'</script>"></iframe><a id="evil" href="javascript:window.caught='address'">go</a><script src="data:text/javascript,window.caught='data'"></script></main>`
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(to)
			r.Out.Host = to.Host
			r.Out.Header.Del("Accept-Encoding")
		},
		ModifyResponse: func(r *http.Response) error {
			b, err := io.ReadAll(r.Body)
			if err != nil {
				return err
			}
			b = bytes.Replace(b, []byte("</main>"), []byte(evil), 1)
			r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(b)), int64(len(b))
			r.Header.Set("Content-Length", strconv.Itoa(len(b)))
			return nil
		},
	}
	srv := httptest.NewServer(proxy)
	defer srv.Close()
	b := open(t, browser)
	for _, path := range []string{"/", doc, doc + "/versions", "/log", "/gallery", "/review"} {
		b.visit(srv.URL + path)
		if !eval[bool](b, `document.getElementById("evil") !== null`) {
			t.Fatalf("%s: nothing was injected", path)
		}
		eval[bool](b, `document.getElementById("evil").click(), true`)
		promised[bool](b, `new Promise(done => setTimeout(() => done(true), 100))`)
		if got := eval[string](b, `window.caught ?? ""`); got != "" {
			t.Errorf("%s: a script ran that was injected as %s", path, got)
		}
		if got := eval[string](b, `(() => { try { document.body.insertAdjacentHTML("beforeend", "<b>x</b>") } catch (e) { return e.name } return "" })()`); got != "TypeError" {
			t.Errorf("%s: text is made markup by script (%q)", path, got)
		}
	}
}
