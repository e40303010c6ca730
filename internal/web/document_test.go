package web

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/source/diff"
	"example.org/rapporteur/internal/view"
)

func itoa[T ~int](n T) string { return strconv.Itoa(int(n)) }

// Bytes of others are given out as they were captured, and never as a page of ours.
func TestOriginal(t *testing.T) {
	const evil = "<!doctype html><title>Talks in Oslo</title><article><p>Norway and Chile held talks in Oslo on 5 March 2025 about fishing, said the ministry on Thursday.</p></article><script>document.title=1</script>"
	s := openShop(t, map[string]string{"march": reports["march"], "may": evil})
	doc, page := s.documentOf("Lima"), s.documentOf("Oslo")
	blobOf := func(d rapporteur.Document) rapporteur.BlobID {
		cs, err := s.ledger.Captures(t.Context(), d.ID)
		if err != nil || len(cs) != 1 {
			t.Fatal(cs, err)
		}
		return cs[0].Blob
	}
	path := func(d rapporteur.Document, b rapporteur.BlobID) string {
		return "/doc/" + string(d.ID) + "/original/" + string(b)
	}
	for _, tt := range []struct{ path, mime, file, body string }{
		{path(doc, blobOf(doc)), "application/octet-stream", `attachment; filename="` + string(doc.ID) + `.txt"`, reports["march"]},
		{path(doc, blobOf(doc)) + "/text", "text/plain; charset=utf-8", "", reports["march"]},
		{path(page, blobOf(page)), "application/octet-stream", `attachment; filename="` + string(page.ID), evil},
		{path(page, blobOf(page)) + "/text", "text/plain; charset=utf-8", "", evil},
	} {
		w := get(s, tt.path)
		h := w.Header()
		if w.Code != http.StatusOK || h.Get("Content-Type") != tt.mime || !strings.HasPrefix(h.Get("Content-Disposition"), tt.file) || w.Body.String() != tt.body {
			t.Errorf("%s: status %d, %v", tt.path, w.Code, h)
		}
		if !strings.HasPrefix(h.Get("Content-Security-Policy"), "sandbox;") || h.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s is not confined: %v", tt.path, h)
		}
	}
	// The original of another document, and one that is none.
	for _, p := range []string{path(doc, blobOf(page)), path(doc, "00"), path(doc, "..%2f..%2fledger.db"), "/doc/dnone/original/" + string(blobOf(doc))} {
		if w := get(s, p); w.Code != http.StatusNotFound {
			t.Errorf("%s: status %d", p, w.Code)
		}
	}
	// Damaged bytes are not given out; bytes that are gone are said to be.
	id := string(blobOf(doc))
	file := filepath.Join(s.dir, id[:2], id)
	if err := os.Chmod(file, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte("zzz"), 0o600); err != nil {
		t.Fatal(err)
	}
	if w := get(s, path(doc, blobOf(doc))); w.Code != http.StatusGone || strings.Contains(w.Body.String(), "zzz") || !strings.Contains(w.Body.String(), "no longer those that were captured") {
		t.Errorf("damaged: status %d", w.Code)
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if w := get(s, path(doc, blobOf(doc))); w.Code != http.StatusGone || !strings.Contains(w.Body.String(), "not kept any more") {
		t.Errorf("gone: status %d", w.Code)
	}
}

func TestReadable(t *testing.T) {
	for _, tt := range []struct {
		bytes string
		want  bool
	}{{"words", true}, {"Đà Nẵng", true}, {"", true}, {"\xff\xfe", false}, {"a\x00b", false}} {
		if got := readable([]byte(tt.bytes)); got != tt.want {
			t.Errorf("%q: %v", tt.bytes, got)
		}
	}
}

func TestCitations(t *testing.T) {
	h := handler(t, normalShelf(t), "")
	for path, want := range map[string]string{
		"/doc/d0000000000000001.bib": "@misc{d0000000000000001,", "/c/c0000000000000001.bib": "http://127.0.0.1:8080/c/c0000000000000001",
	} {
		w := get(h, path)
		if w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Type"), "application/x-bibtex") || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: status %d, %s\n%s", path, w.Code, w.Header().Get("Content-Type"), w.Body)
		}
	}
	for _, path := range []string{"/doc/d0000000000000001.csl.json", "/c/c0000000000000001.csl.json"} {
		var items []view.CSLItem
		if err := json.Unmarshal(get(h, path).Body.Bytes(), &items); err != nil || len(items) != 1 || items[0].Title != "Ministers meet" {
			t.Errorf("%s: %+v, %v", path, items, err)
		}
	}
	for _, path := range []string{"/doc/dnone.bib", "/c/cnone.csl.json", "/c/cnone/why", "/doc/dnone/versions"} {
		if w := get(h, path); w.Code != http.StatusNotFound {
			t.Errorf("%s: status %d", path, w.Code)
		}
	}
}

// Why a claim was made: its rule with the file and examples, its cues, the tree.
func TestWhy(t *testing.T) {
	s := openShop(t, reports)
	doc := s.documentOf("Lima")
	var id string
	for n := range page(t, s, "/doc/"+string(doc.ID)).Descendants() {
		if to, _ := attr(n, "href"); strings.HasSuffix(to, "/why") {
			id = to
			break
		}
	}
	body := text(page(t, s, id))
	for _, want := range []string{"internal/claim/rules/", ".rules", "own examples", "Cues", "trigger", "nsubj", "How to cite it", "Archived text SHA-256"} {
		if !strings.Contains(body, want) {
			t.Errorf("%s does not say %q", id, want)
		}
	}
	// A rule of another program is said to be one.
	v := normalShelf(t)
	v.why.Claim.Rule = "own/rule"
	if !strings.Contains(text(page(t, handler(t, v, ""), "/c/c0000000000000001/why")), "This program has no such rule") {
		t.Error("a rule that is not known here is not said to be so")
	}
}

func TestFolded(t *testing.T) {
	long := strings.Repeat("word ", 3*near)
	parts := []diff.Part{{Kind: diff.Same, Text: long}, {Kind: diff.Removed, Text: "a\n\n"}, {Kind: diff.Added, Text: "b \n"}, {Kind: diff.Same, Text: long}, {Kind: diff.Added, Text: "c "}, {Kind: diff.Same, Text: "short end"}}
	got := folded(parts)
	var b bytes.Buffer
	for i, c := range got {
		whole := c.Text + c.Folded + c.Tail + c.Space
		if parts[i].Kind != diff.Removed && whole != parts[i].Text {
			t.Errorf("part %d reads %q, want %q", i, whole, parts[i].Text)
		}
		b.WriteString(strconv.Itoa(c.Count) + " ")
	}
	if diff := cmp.Diff("80 0 0 40 0 0 ", b.String()); diff != "" {
		t.Errorf("words folded away (-want +got):\n%s", diff)
	}
	if got[1].Text != "a" || got[1].Space != " " || got[2].Space != " \n" {
		t.Errorf("space behind changes: %q, %q", got[1].Space, got[2].Space)
	}
}
