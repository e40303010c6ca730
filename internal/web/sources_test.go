package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/blob"
	"example.org/rapporteur/internal/book"
	"example.org/rapporteur/internal/claim"
	"example.org/rapporteur/internal/intake"
	"example.org/rapporteur/internal/ledger"
	texts "example.org/rapporteur/internal/text"
)

// openInlet opens a site over an empty ledger where reports can be brought in;
// probe is what finds out about addresses, nil for nothing.
func openInlet(t *testing.T, probe func(context.Context, string) ([]ledger.Source, error)) (*shop, *blob.Dir) {
	t.Helper()
	dir := t.TempDir()
	clock := func() time.Time { return time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC) }
	l, err := ledger.Open(t.Context(), filepath.Join(dir, "ledger.db"), clock)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	blobs, err := blob.OpenDir(filepath.Join(dir, "blobs"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { blobs.Close() })
	reader, err := intake.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	read := func(ctx context.Context, src texts.Source, b []byte, at time.Time) (taken Taken, err error) {
		f := reader.Read(src, b)
		id, err := blobs.Put(ctx, b)
		if err != nil {
			return taken, err
		}
		if len(f.Faults) == 0 {
			if err := l.Release(ctx, src.Path); err != nil {
				return taken, err
			}
		}
		for _, fault := range f.Faults {
			taken.Faults = append(taken.Faults, fault.Error())
			if err := l.Quarantine(ctx, ledger.Quarantined{Source: src.Path, Reason: fault.Error(), Blob: id}); err != nil {
				return taken, err
			}
		}
		for _, d := range f.Documents {
			o, err := l.PutDocument(ctx, ledger.Reading{Document: d.Doc, Engine: claim.Engine, Claims: d.Claims,
				Capture: rapporteur.Capture{Doc: d.Doc.ID, Blob: id, At: at, Source: src.Path, MediaType: d.MediaType}})
			if err != nil {
				return taken, err
			}
			taken.Documents = append(taken.Documents, TakenDocument{ID: d.Doc.ID, Title: d.Doc.Title, Outcome: o, Claims: len(d.Claims)})
		}
		return taken, nil
	}
	h, err := New(Config{Books: book.New(l, clock), Port: port, Notice: "Written for this project.", Version: "test",
		Log:     slog.New(slog.NewTextHandler(io.Discard, nil)),
		Sources: &Sources{Ledger: l, Blobs: blobs, Read: read, Probe: probe, Now: clock}})
	if err != nil {
		t.Fatal(err)
	}
	return &shop{T: t, Handler: h, ledger: l}, blobs
}

// upload sends files as a browser does.
func (s *shop) upload(files map[string][]byte, header ...string) *httptest.ResponseRecorder {
	s.Helper()
	return s.send("/sources/upload", "files", files, header...)
}

// send sends files in a field of a form.
func (s *shop) send(to, field string, files map[string][]byte, header ...string) *httptest.ResponseRecorder {
	s.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name, b := range files {
		part, err := w.CreateFormFile(field, name)
		if err == nil {
			_, err = part.Write(b)
		}
		if err != nil {
			s.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		s.Fatal(err)
	}
	r := httptest.NewRequest("POST", to, &body)
	r.Host = fmt.Sprintf("127.0.0.1:%d", port)
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	rec := httptest.NewRecorder()
	s.ServeHTTP(rec, r)
	return rec
}

// outcome follows a redirect and returns what the page says came of a form, and
// where it leads for the documents.
func (s *shop) outcome(w *httptest.ResponseRecorder) (words string, docs []string) {
	s.Helper()
	if w.Code != http.StatusSeeOther {
		s.Fatalf("status %d: %s", w.Code, w.Body)
	}
	to, _, _ := strings.Cut(w.Header().Get("Location"), "#")
	doc := page(s.T, s, to)
	checkSound(s.T, doc)
	checkForm(s.T, to, doc)
	for n := range doc.Descendants() {
		if id, _ := attr(n, "id"); id != "result" {
			continue
		}
		for c := range n.Descendants() {
			if role, _ := attr(c, "role"); role == "status" {
				words = text(c)
			}
			if href, _ := attr(c, "href"); c.Data == "a" {
				docs = append(docs, href)
			}
		}
		return words, docs
	}
	s.Fatal("the page does not say what came of it")
	return "", nil
}

// checkForm is checkHarmless for a page that has one area to write in.
func checkForm(t *testing.T, path string, doc *html.Node) {
	t.Helper()
	for n := range doc.Descendants() {
		if id, _ := attr(n, "id"); n.Data == "textarea" && id == "text" {
			n.Parent.RemoveChild(n)
			break
		}
	}
	checkHarmless(t, path, doc)
}

// faultsOf returns what a page says is wrong with the fields of a form.
func faultsOf(t *testing.T, w *httptest.ResponseRecorder) []string {
	t.Helper()
	if w.Code != http.StatusUnprocessableEntity {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	doc, err := html.Parse(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	checkSound(t, doc)
	checkForm(t, "/sources", doc)
	var wrong []string
	for n := range doc.Descendants() {
		if class, _ := attr(n, "class"); class == "error" && text(n) != "" {
			id, _ := attr(n, "id")
			wrong = append(wrong, strings.TrimSuffix(id, "-e"))
		}
	}
	return wrong
}

const riga = "Portugal and Latvia signed a protocol on fisheries in Riga."

func TestPaste(t *testing.T) {
	s, _ := openInlet(t, nil)
	form := url.Values{"text": {riga + "\r\n\r\nIt rained."}, "headline": {"Fish"}, "paper": {"The Gull"}, "url": {"https://a.example/1"}, "published": {"2025-03-06"}}
	words, docs := s.outcome(s.post("/sources/paste", form))
	if words != "1 new." || len(docs) != 1 {
		t.Fatalf("a pasted text: %q, %q", words, docs)
	}
	d, err := s.ledger.Document(t.Context(), rapporteur.DocID(strings.TrimPrefix(docs[0], "/doc/")))
	if err != nil {
		t.Fatal(err)
	}
	got := []string{d.Title, d.Outlet, d.URL, d.Published.String()}
	if diff := cmp.Diff([]string{"Fish", "The Gull", "https://a.example/1", "2025-03-06"}, got); diff != "" {
		t.Error(diff)
	}
	if w := get(s, docs[0]); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "protocol on fisheries") {
		t.Errorf("the document: status %d", w.Code)
	}
	if words, _ := s.outcome(s.post("/sources/paste", form)); words != "0 new, 1 unchanged." {
		t.Errorf("the same again: %q", words)
	}

	for _, tt := range []struct {
		name string
		form url.Values
		want []string
	}{
		{"nothing", url.Values{"text": {" \r\n"}}, []string{"text"}},
		{"no address", url.Values{"text": {riga}, "url": {"javascript:alert(1)"}}, []string{"url"}},
		{"no date", url.Values{"text": {riga}, "published": {"yesterday"}}, []string{"published"}},
		{"a long headline", url.Values{"text": {riga}, "headline": {strings.Repeat("W", maxTitle+1)}}, []string{"headline"}},
		{"not UTF-8", url.Values{"text": {"\xff\xfe"}, "paper": {"\xff"}}, []string{"text", "paper"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, faultsOf(t, s.post("/sources/paste", tt.form))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestUpload(t *testing.T) {
	s, _ := openInlet(t, nil)
	words, docs := s.outcome(s.upload(map[string][]byte{
		"riga.txt": []byte(riga), "lima.txt": []byte("Chile and Peru signed an accord in Lima."), "empty.txt": nil,
	}))
	if words != "2 new, 1 set aside." || len(docs) != 2 {
		t.Errorf("two files and an empty one: %q, %q", words, docs)
	}
	if got := text(page(t, s, "/sources")); !strings.Contains(got, "/empty.txt") {
		t.Error("the page does not show what was set aside")
	}
	// Two files of one name are two.
	s.outcome(s.upload(map[string][]byte{`C:\x\..\report.txt`: []byte("France and Spain opened a bridge.")}))
	s.outcome(s.upload(map[string][]byte{"../../report.txt": []byte("Kenya and Ghana opened a bridge.")}))
	if st, err := s.ledger.Held(t.Context(), rapporteur.Date{}); err != nil || st.Documents != 4 {
		t.Errorf("%d documents (%v), want 4", st.Documents, err)
	}

	if got := faultsOf(t, s.upload(nil)); !cmp.Equal(got, []string{"files"}) {
		t.Errorf("no file: %q", got)
	}
	large := map[string][]byte{"large.txt": bytes.Repeat([]byte("x"), texts.MaxSize+1), "small.txt": []byte("Iceland and Malta met.")}
	if got := faultsOf(t, s.upload(large)); !cmp.Equal(got, []string{"files"}) {
		t.Errorf("too large a file: %q", got)
	}
	many := map[string][]byte{}
	for i := range maxFiles + 1 {
		many[fmt.Sprint(i)] = []byte("x")
	}
	if got := faultsOf(t, s.upload(many)); !cmp.Equal(got, []string{"files"}) {
		t.Errorf("too many files: %q", got)
	}
	if st, err := s.ledger.Held(t.Context(), rapporteur.Date{}); err != nil || st.Documents != 4 {
		t.Errorf("%d documents after what was refused (%v), want 4", st.Documents, err)
	}
}

// A list of feeds becomes sources; what is none changes nothing.
func TestImport(t *testing.T) {
	s, _ := openInlet(t, nil)
	opml := `<opml version="2.0"><body><outline text="Ministries"><outline text="Press" type="rss" xmlUrl="https://a.example/rss"/><outline text="Local" type="rss" xmlUrl="/rss"/></outline></body></opml>`
	for _, c := range []struct {
		file, want string
		status     int
	}{
		{opml, "1 feed added, 0 known already, 1 passed over", 303},
		{"https://a.example/rss\nhttps://b.example/rss\n", "1 feed added, 1 known already", 303},
		{"no list at all", "neither a list of feeds", 422},
		{"<opml", "neither a list of feeds", 422},
	} {
		got := s.send("/sources/import", "feeds", map[string][]byte{"feeds.opml": []byte(c.file)})
		if got.Code != c.status {
			t.Errorf("%q: status %d, want %d", c.file, got.Code, c.status)
			continue
		}
		page := got.Body.String()
		if c.status == 303 {
			to, _, _ := strings.Cut(got.Header().Get("Location"), "#")
			page = get(s, to).Body.String()
		}
		if !strings.Contains(page, c.want) {
			t.Errorf("%q: the page does not say %q", c.file, c.want)
		}
	}
	all, err := s.ledger.Sources(t.Context())
	if err != nil || len(all) != 2 || all[0].Title != "Press" || all[0].Category != "Ministries" {
		t.Errorf("%+v, %v", all, err)
	}
	if got := s.send("/sources/import", "files", map[string][]byte{"x": []byte(opml)}); got.Code != 422 || !strings.Contains(got.Body.String(), "Choose a file first") {
		t.Errorf("without a file: %d", got.Code)
	}
}

func TestFileName(t *testing.T) {
	for name, want := range map[string]string{
		"a.txt": "a.txt", "": "file", "..": "file", "../../etc/passwd": "passwd", `C:\Temp\b.pdf`: "b.pdf", ".hidden": "hidden",
		"a\u202egnp.exe\x00\n.pdf": "agnp.exe .pdf", "\xffc.txt": "c.txt", strings.Repeat("n", 200) + ".pdf": strings.Repeat("n", maxName-4) + ".pdf",
	} {
		if got := fileName(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestAddAndChangeSources(t *testing.T) {
	s, _ := openInlet(t, nil)
	ctx := t.Context()
	words, _ := s.outcome(s.post("/sources/add", url.Values{"address": {"https://A.example/feed#x"}, "kind": {"feed"}, "title": {"The Gull"}}))
	if !strings.HasPrefix(words, "1 source added. Nothing is fetched") {
		t.Errorf("adding says %q", words)
	}
	s.outcome(s.post("/sources/add", url.Values{"address": {"https://a.example/map.xml"}, "kind": {"sitemap"}}))
	all, err := s.ledger.Sources(ctx)
	if err != nil || len(all) != 2 {
		t.Fatalf("%d sources (%v)", len(all), err)
	}
	if f := all[0]; f.Address != "https://a.example/feed" || f.Title != "The Gull" || f.Kind != "feed" {
		t.Errorf("added %+v", f)
	}
	if got := all[1].Since.String(); got != "2025-05-02" {
		t.Errorf("a sitemap is read from %s on", got)
	}
	id := string(all[0].ID)
	state := func() ledger.SourceState {
		found, err := s.ledger.FindSource(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		if len(found) == 0 {
			return "removed"
		}
		return found[0].State
	}
	for _, tt := range []struct {
		do   string
		code int
		want ledger.SourceState
	}{
		{"pause", 303, ledger.SourcePaused},
		{"resume", 303, ledger.SourceActive},
		{"check", 400, ledger.SourceActive}, // nothing is fetched here
		{"explode", 400, ledger.SourceActive},
		{"remove", 303, "removed"},
		{"pause", 404, "removed"},
	} {
		w := s.post("/sources/change", url.Values{"source": {id}, "do": {tt.do}})
		if w.Code != tt.code || state() != tt.want {
			t.Errorf("%s: status %d, the source is %s; want %d, %s", tt.do, w.Code, state(), tt.code, tt.want)
		}
	}
	// An address is no identity: what a form cannot have shown changes nothing.
	if w := s.post("/sources/change", url.Values{"source": {"https://a.example/map.xml"}, "do": {"remove"}}); w.Code != http.StatusNotFound {
		t.Errorf("a source named by its address: status %d", w.Code)
	}
	for _, tt := range []struct {
		form url.Values
		want []string
	}{
		{url.Values{"address": {"file:///etc/passwd"}, "kind": {"page"}}, []string{"address"}},
		{url.Values{"address": {"/etc"}, "kind": {"folder"}}, []string{"address", "kind"}},
		{url.Values{"address": {"https://user:secret@a.example/"}, "kind": {"page"}}, []string{"address"}},
		{url.Values{"address": {"https://b.example/"}}, []string{"kind"}},
	} {
		if diff := cmp.Diff(tt.want, faultsOf(t, s.post("/sources/add", tt.form))); diff != "" {
			t.Errorf("%v: %s", tt.form, diff)
		}
	}
}

func TestSourcesBesideWatching(t *testing.T) {
	var asked []string
	s, _ := openInlet(t, func(_ context.Context, address string) ([]ledger.Source, error) {
		asked = append(asked, address)
		if strings.Contains(address, "inner") {
			return nil, errors.New("the address is not public <b>&</b>: use another")
		}
		return []ledger.Source{{Kind: "feed", Address: "https://a.example/feed", Title: "Found"}}, nil
	})
	words, _ := s.outcome(s.post("/sources/add", url.Values{"address": {"https://a.example/"}, "title": {"Mine"}}))
	if !strings.Contains(words, "within a minute") {
		t.Errorf("adding says %q", words)
	}
	if got := faultsOf(t, s.post("/sources/add", url.Values{"address": {"https://inner.example/"}})); !cmp.Equal(got, []string{"address"}) {
		t.Errorf("an address that was refused: %q", got)
	}
	if diff := cmp.Diff([]string{"https://a.example/", "https://inner.example/"}, asked); diff != "" {
		t.Error(diff)
	}
	all, err := s.ledger.Sources(t.Context())
	if err != nil || len(all) != 1 || all[0].Title != "Mine" {
		t.Fatalf("%+v (%v)", all, err)
	}
	late := all[0]
	late.Due = late.Due.Add(24 * time.Hour)
	late.Error, late.Errors = "fetch https://a.example/feed: no answer in time: try later", 2
	if err := s.ledger.UpdateSource(t.Context(), late); err != nil {
		t.Fatal(err)
	}
	if got := text(page(t, s, "/sources")); !strings.Contains(got, "no answer in time: try later") || !strings.Contains(got, "failing, 2 times") {
		t.Error("the page does not say that the source fails, and why")
	}
	s.outcome(s.post("/sources/change", url.Values{"source": {string(late.ID)}, "do": {"check"}}))
	due, err := s.ledger.DueSources(t.Context(), time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC))
	if err != nil || len(due) != 1 {
		t.Errorf("%d sources are due after a check was asked for (%v)", len(due), err)
	}
}

func TestRetry(t *testing.T) {
	s, blobs := openInlet(t, nil)
	ctx := t.Context()
	id, err := blobs.Put(ctx, []byte(riga))
	if err != nil {
		t.Fatal(err)
	}
	// A name with all that a form would not give back as it was.
	hostile := "https://a.example/\u202e\n\"><script>x()</script>"
	for _, q := range []ledger.Quarantined{{Source: hostile, Reason: "the reader was stopped\u202e <b>", Blob: id}, {Source: "b.pdf", Reason: "no such file"}} {
		if err := s.ledger.Quarantine(ctx, q); err != nil {
			t.Fatal(err)
		}
	}
	form, doc := s.formOf("/sources", "/sources/retry")
	checkSound(t, doc)
	checkForm(t, "/sources", doc)
	if words, _ := s.outcome(s.post("/sources/retry", form)); words != "1 new." {
		t.Errorf("reading again: %q", words)
	}
	left, err := s.ledger.Quarantined(ctx)
	if err != nil || len(left) != 1 || left[0].Source != "b.pdf" {
		t.Fatalf("set aside still: %+v (%v)", left, err)
	}
	for _, aside := range []string{form.Get("aside"), asideKey(left[0]), "", "<b>"} {
		if w := s.post("/sources/retry", url.Values{"aside": {aside}}); w.Code != http.StatusBadRequest {
			t.Errorf("%q: status %d", aside, w.Code)
		}
	}
}

// Nothing comes in from another site, under another name, or by a link.
func TestSourcesRefuse(t *testing.T) {
	s, _ := openInlet(t, nil)
	forms := map[string]url.Values{
		"/sources/add":    {"address": {"https://a.example/"}, "kind": {"page"}},
		"/sources/change": {"source": {"s0"}, "do": {"remove"}},
		"/sources/paste":  {"text": {riga}},
		"/sources/retry":  {"aside": {"x"}},
		"/sources/upload": {},
	}
	for path, form := range forms {
		if w := s.post(path, form, "Sec-Fetch-Site", "cross-site"); w.Code != http.StatusForbidden {
			t.Errorf("%s from another site: status %d", path, w.Code)
		}
		if w := get(s, path+"?"+form.Encode()); w.Code == http.StatusOK || w.Code == http.StatusSeeOther {
			t.Errorf("%s by a link: status %d", path, w.Code)
		}
		if w := s.post(path, url.Values{"x": {strings.Repeat("x", int(bodyLimit(path))+1)}}); w.Code != http.StatusBadRequest {
			t.Errorf("%s with too much: status %d", path, w.Code)
		}
	}
	if w := s.upload(map[string][]byte{"a.txt": []byte(riga)}, "Sec-Fetch-Site", "cross-site"); w.Code != http.StatusForbidden {
		t.Errorf("files from another site: status %d", w.Code)
	}
	files := map[string][]byte{}
	for i := range 4 {
		files[fmt.Sprint(i)] = bytes.Repeat([]byte("x"), 17<<20)
	}
	if w := s.upload(files); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "64 MB") {
		t.Errorf("too much in all: status %d", w.Code)
	}
	st, err := s.ledger.Held(t.Context(), rapporteur.Date{})
	if err != nil || st.Documents != 0 {
		t.Errorf("%d documents (%v)", st.Documents, err)
	}
	if all, err := s.ledger.Sources(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("%d sources (%v)", len(all), err)
	}
}

func TestSourcesKeepHostileWordsHarmless(t *testing.T) {
	for name, payload := range payloads {
		t.Run(name, func(t *testing.T) {
			s, _ := openInlet(t, nil)
			ctx := t.Context()
			f, _, err := s.ledger.AddSource(ctx, ledger.Source{Kind: "folder", Address: "/" + payload, Title: payload, Outlet: payload, Category: payload})
			if err != nil {
				t.Fatal(err)
			}
			f.Error, f.Errors = payload, 7
			if err := s.ledger.UpdateSource(ctx, f); err != nil {
				t.Fatal(err)
			}
			if err := s.ledger.Quarantine(ctx, ledger.Quarantined{Source: payload, Reason: payload}); err != nil {
				t.Fatal(err)
			}
			doc := page(t, s, "/sources?from=x&result="+url.QueryEscape(payload))
			checkSound(t, doc)
			checkForm(t, "/sources", doc)
			s.outcome(s.post("/sources/change", url.Values{"source": {string(f.ID)}, "do": {"pause"}}))
			s.outcome(s.upload(map[string][]byte{"a" + strings.NewReplacer("\x00", "", "\x1b", "").Replace(payload) + ".txt": []byte(payload)}))
			if len(payload) < maxPaste/8 {
				s.outcome(s.post("/sources/paste", url.Values{"text": {payload + " x"}, "headline": {clip(payload, 200)}, "paper": {clip(payload, 200)}}))
			}
			faultsOf(t, s.post("/sources/paste", url.Values{"text": {payload}, "headline": {payload}, "url": {payload}, "published": {payload + "-"}}))
		})
	}
}

// Where there are many sources, a page shows some of them, and leads to the rest.
func TestManySources(t *testing.T) {
	s, _ := openInlet(t, nil)
	for i := range sourcesShown + 1 {
		if _, _, err := s.ledger.AddSource(t.Context(), ledger.Source{Kind: "feed", Address: fmt.Sprintf("https://a.example/%04d", i)}); err != nil {
			t.Fatal(err)
		}
	}
	first, rest := text(page(t, s, "/sources")), text(page(t, s, fmt.Sprintf("/sources?from=%d", sourcesShown+1)))
	if !strings.Contains(first, "/0000") || strings.Contains(first, "/0200") || strings.Contains(rest, "/0199") || !strings.Contains(rest, "/0200") {
		t.Error("the pages do not share the sources between them")
	}
}
