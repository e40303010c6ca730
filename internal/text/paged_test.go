package text

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
)

func articlePage(title, next string, paragraphs ...string) []byte {
	link := ""
	if next != "" {
		link = `<link rel="next" href="` + next + `">`
	}
	return []byte("<!doctype html><html lang=en><head><title>" + title + "</title>" + link + `<meta property="article:published_time" content="2025-03-05"></head><body><article><h1>` +
		title + "</h1><p>" + strings.Join(paragraphs, "</p><p>") + "</p></article></body></html>")
}

// Pages of one article are one document, whose words know their page.
func TestPages(t *testing.T) {
	const (
		lead   = "The ministers of two neighbouring countries met on Monday to speak about roads and about bridges between them."
		second = "On the second day they turned to the ferries, which both sides want to keep until the bridges stand."
		third  = "A joint commission is to report in the autumn; where it will meet has not been made known so far by either side."
	)
	first := Source{URL: "https://a.example/talks", MediaType: "text/html; charset=utf-8"}
	one := articlePage("Two days of talks", "/talks?page=2", lead)
	if got := NextPage(first, one); got != "https://a.example/talks?page=2" {
		t.Fatalf("the next page is %q", got)
	}
	joined := JoinPages([]PageBytes{
		{first.URL, first.MediaType, one},
		{"https://a.example/talks?page=2", first.MediaType, articlePage("Two days of talks", "/talks?page=3", lead, second)},
		{"https://a.example/talks?page=3", first.MediaType, articlePage("Two days of talks", "", third)},
	})
	for _, src := range []Source{{Path: first.URL, URL: first.URL}, {Path: first.URL}} {
		in, faults := Read(src, joined)
		if len(in) != 1 || len(faults) > 0 {
			t.Fatalf("%d documents, %v", len(in), faults)
		}
		d := in[0].Doc
		if diff := cmp.Diff([]string{first.URL, "Two days of talks", "2025-03-05", lead + "\n\n" + second + "\n\n" + third},
			[]string{d.URL, d.Title, d.Published.String(), d.Text.String()}); diff != "" {
			t.Error(diff)
		}
		want := []rapporteur.Location{{At: 0, Name: "page 1"}, {At: rapporteur.CodePoint(len(lead) + 2), Name: "page 2"}, {At: rapporteur.CodePoint(len(lead) + len(second) + 4), Name: "page 3"}}
		if diff := cmp.Diff(want, d.Locations); diff != "" {
			t.Error(diff)
		}
	}
}

// What a page calls the next one may be another article.
func TestNextPageOfAnother(t *testing.T) {
	body := "The ministers of two neighbouring countries met on Monday to speak about roads and about bridges and ferries."
	for _, next := range []string{"", "/ferries", "/talks-on-roads", "https://b.example/talks?page=2", "/talks", "javascript:void(0)"} {
		src := Source{URL: "https://a.example/talks"}
		if got := NextPage(src, articlePage("Talks", next, body)); got != "" {
			t.Errorf("rel=next %q: the next page is %q", next, got)
		}
	}
	for _, b := range []string{"", "rel=next", "%PDF-1.4 rel=next"} {
		if got := NextPage(Source{}, []byte(b)); got != "" {
			t.Errorf("%q: the next page is %q", b, got)
		}
	}
}

// Bytes that only begin as pages put together are a fault, and more pages than
// are read are left out.
func TestPagesDamaged(t *testing.T) {
	for _, tail := range []string{"", "x\r\n\r\n", "x\r\n\r\n--x\r\n", "x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n\r\n--x--", "\"\r\n\r\n"} {
		in, faults := Read(Source{}, []byte(pagesStart+tail))
		if len(in) != 0 || len(faults) != 1 || faults[0].Fault != BadShape && faults[0].Fault != NoArticle {
			t.Errorf("%q: %d documents, %v", tail, len(in), faults)
		}
	}
	long := "The ministers of two neighbouring countries met on Monday to speak about roads and about bridges between them."
	in, faults := Read(Source{}, JoinPages([]PageBytes{{"https://a.example/x", "", articlePage("Talks", "", long)}, {"https://a.example/x/2", "", articlePage("Talks", "", "Too short.")}}))
	if len(in) != 1 || len(faults) != 1 || faults[0].Fault != NoArticle {
		t.Errorf("%d documents, %v; want one, and that its second page is missing", len(in), faults)
	}
	in, faults = Read(Source{}, JoinPages([]PageBytes{{"https://a.example/x", "text/html", articlePage("Talks", "", long)}, {"https://a.example/x/2", "application/pdf", []byte("%PDF-1.4")},
		{"https://a.example/x/3", "application/json", []byte("{}")}}))
	if len(in) != 1 || len(faults) != 2 || faults[0].Fault != NoArticle {
		t.Errorf("%d documents, %v; want one, and that its second and third page are missing", len(in), faults)
	}
	var many []PageBytes
	for n := range 3 * MaxPages {
		many = append(many, PageBytes{fmt.Sprintf("https://a.example/x?page=%d", n+1), "text/html",
			articlePage("Talks", "", fmt.Sprintf("On day %d the ministers of two neighbouring countries met and spoke about roads, bridges and the ferries between them.", n+1))})
	}
	in, faults = Read(Source{}, JoinPages(many))
	if len(in) != 1 || len(in[0].Doc.Locations) != MaxPages {
		t.Errorf("%v, %v", in, faults)
	}
}
