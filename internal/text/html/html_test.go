package html

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func read(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestMinistryPage(t *testing.T) {
	p, err := Read(read(t, "ministry.html"), "")
	if err != nil {
		t.Fatal(err)
	}
	want := Page{
		Title:     "Đoàn cán bộ biên phòng hai nước gặp mặt thường niên",
		Outlet:    "Bộ Thử nghiệm",
		URL:       "https://bo.example.vn/tin/gap-mat-bien-phong",
		Language:  "vi",
		Datelines: []string{"Thứ năm, 06/03/2025 10:15"},
		Body: strings.Join([]string{
			"Sáng 6/3, tại cửa khẩu, cán bộ biên phòng hai nước đã tổ chức cuộc gặp mặt thường niên lần thứ tư để đánh giá công tác phối hợp trong năm qua.",
			"Hai bên thống nhất tiếp tục tuần tra chung mỗi quý, đồng thời mở thêm một đường dây nóng giữa các đồn biên phòng.",
			"Đại diện phía bạn cho biết việc xây dựng trạm kiểm soát mới sẽ hoàn thành trước cuối năm, song không nêu kinh phí.",
			"Cuộc gặp tiếp theo dự kiến được tổ chức vào tháng 3 năm sau tại phía bên kia biên giới.",
		}, "\n\n"),
	}
	if diff := cmp.Diff(want, p, cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
}

func TestAgencyPage(t *testing.T) {
	p, err := Read(read(t, "agency.html"), "")
	if err != nil {
		t.Fatal(err)
	}
	want := Page{
		Title:    "Two states open joint road fund",
		Outlet:   "Example News Agency",
		URL:      "https://news.example.org/2024/11/08/states-open-joint-road-fund",
		Language: "en-GB",
		Dates:    []string{"2024-11-08T23:40:00+07:00", "2020-01-01"},
		// The line that opens the report tells a day without its year, and the last
		// row of the table none.
		Datelines: []string{"PORT EXAMPLE, Nov. 8 – ", "2025 4.1 billion"},
		Body: strings.Join([]string{
			"PORT EXAMPLE, Nov. 8 – The transport ministers of two neighbouring states opened a joint fund for the upkeep of the road between them on Friday, after three years of talks.",
			"Each side is to pay in 4.1 billion a year until 2030. The first works — two bridges & a ferry landing — could begin in spring, officials said.",
			"A joint board meets twice a year.",
			"Accounts are to be published every June.",
			"“We agreed on the sum; the order of works is not settled yet,” one minister told reporters.",
			"It was not disclosed\nwho would chair the board.",
			"Year Sum",
			"2025 4.1 billion",
		}, "\n\n"),
	}
	if diff := cmp.Diff(want, p, cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
}

func TestPagesWithoutArticle(t *testing.T) {
	for name, page := range map[string]string{
		"navigation": read(t, "navigation.html"),
		"empty":      "<!DOCTYPE html><html><body></body></html>",
		"scripts":    "<html><body><div id=app></div><script>" + strings.Repeat("render();", 500) + "</script></body></html>",
		"notice":     "<html><body><p>Please enable JavaScript to view this site.</p></body></html>",
	} {
		if p, err := Read(page, ""); !errors.Is(err, ErrNoArticle) {
			t.Errorf("%s: Read = %q, %v, want ErrNoArticle", name, p.Body, err)
		}
	}
}

// A page that is built by script still carries its article as JSON-LD; where
// that names several values, the first in the order of its keys is taken each time.
func TestLinkedArticle(t *testing.T) {
	const words = "The two sides agreed to meet again in the spring of next year. "
	page := `<html><head><script type="application/ld+json">{"@type":"NewsArticle","headline":"Talks &amp; more",
		"publisher":{"name":"Example Press"},"datePublished":"2025-03-06","articleBody":"` + words + words + `\n\nIt is not known where.",
		"z":{"@type":"Article","headline":"Z","articleBody":"` + strings.Repeat("Not this. ", 20) + `"},
		"a":{"@type":"Article","headline":"A","datePublished":"2020-01-01"}}</script></head><body><div id="app"></div></body></html>`
	want := Page{
		Title: "Talks & more", Outlet: "Example Press", Dates: []string{"2025-03-06", "2020-01-01"},
		Body: strings.TrimSpace(words+words) + "\n\nIt is not known where.",
	}
	for range 20 {
		p, err := Read(page, "")
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, p, cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
	}
}

const article = `<article><h1>Talks on the road</h1>
<div class="detail-sapo">The two sides keep the road open in the rains, their officials said after a day of talks.</div>
<div class="share">Share</div>
<p>Officials of the two neighbouring states met to settle how the road between them is to be kept open.</p>
<p>Each side is to send a team of engineers every quarter, and both will share what they find about the bridges.</p></article>`

// The summary over an article belongs to it, but the teaser of another does not.
func TestLede(t *testing.T) {
	lede := "The two sides keep the road open in the rains, their officials said after a day of talks."
	for name, c := range map[string]struct {
		page string
		want bool
	}{
		"named":       {"<html><body>" + article, true},
		"described":   {`<html><head><meta name="description" content="The two sides keep the road open in the rains, their officials…"></head><body>` + strings.Replace(article, "detail-sapo", "x", 1), true},
		"of another":  {"<html><body>" + strings.Replace(strings.Replace(article, `<div class="detail-sapo">`, `<aside><div class="lead">`, 1), "talks.</div>", "talks.</div></aside>", 1), false},
		"only a link": {"<html><body>" + strings.Replace(strings.Replace(article, `<div class="detail-sapo">`, `<div class="lead"><a href="/x">`, 1), "talks.</div>", "talks.</a></div>", 1), false},
	} {
		p, err := Read(c.page, "")
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if got := strings.HasPrefix(p.Body, lede+"\n\n"); got != c.want {
			t.Errorf("%s: the body begins %.60q", name, p.Body)
		}
	}
}

// Where a page belongs and goes on, with addresses made whole. A page that does
// not say where it belongs belongs where it was got.
func TestAddresses(t *testing.T) {
	const at = "https://example.org/news/talks.html"
	for _, c := range []struct{ head, address, url, next, amp string }{
		{`<link rel="canonical" href="/news/talks.html"><link rel="amphtml" href="/amp/talks"><link rel="next" href="talks.html?page=2">`, at, at, at + "?page=2", "https://example.org/amp/talks"},
		{`<link rel="canonical" href="https://example.org/news/talks"><link rel="next" href="https://example.org/news/talks/2/">`, "", "https://example.org/news/talks", "https://example.org/news/talks/2/", ""},
		{`<base href="https://example.org/a/"><link rel="shortlink canonical" href="b">`, at, "https://example.org/a/b", "", ""},
		{`<link rel="next" href="/news/another.html">`, at, at, "", ""},                         // the next article
		{`<link rel="next" href="https://example.net/news/talks.html?page=2">`, at, at, "", ""}, // elsewhere
		{`<link rel="next" href="talks-2.html">`, at, at, "https://example.org/news/talks-2.html", ""},
		{`<link rel="next" href="talks-3.html">`, "https://example.org/news/talks-2.html", "https://example.org/news/talks-2.html", "https://example.org/news/talks-3.html", ""},
		{`<link rel="next" href="1235">`, "https://example.org/news/1234", "https://example.org/news/1234", "", ""},
		{`<link rel="next" href="javascript:next()"><link rel="canonical" href=":%">`, at, at, "", ""},
		{`<link rel="next" href="talks.html?page=2">`, "", "", "", ""}, // of no page that is known
	} {
		p, err := Read("<html><head>"+c.head+"</head><body>"+article, c.address)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{c.url, c.next, c.amp}, []string{p.URL, p.Next, p.AMP}); diff != "" {
			t.Errorf("%s at %s: %s", c.head, c.address, diff)
		}
	}
}

// The entries of a live blog stand apart, and what is in none of them remains.
func TestLiveBlog(t *testing.T) {
	page := `<html><head><script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"The talks as they happen","datePublished":"2025-03-05T07:00:00Z",
		"author":[{"@type":"Person","name":"Desk"}],
		"liveBlogUpdate":[
		{"@type":"BlogPosting","headline":"Signed","datePublished":"2025-03-06T09:00:00Z","url":"https://example.org/live#2","articleBody":"<p>The protocol on the road fund is signed by both ministers.</p><p>The text is to be published.</p>"},
		{"@type":"BlogPosting","headline":"Arrived","datePublished":"2025-03-05T08:00:00Z","author":{"name":"Correspondent"},"articleBody":"The delegations have arrived at the border post."},
		{"@type":"BlogPosting","headline":"A picture without words"}]}</script></head><body>` +
		strings.Replace(article, "</article>", "<h2>Arrived</h2><p>The delegations have arrived at the border post.</p></article>", 1)
	p, err := Read(page, "")
	if err != nil {
		t.Fatal(err)
	}
	want := []Update{
		{Title: "Signed", Date: "2025-03-06T09:00:00Z", URL: "https://example.org/live#2", Body: "The protocol on the road fund is signed by both ministers.\n\nThe text is to be published."},
		{Title: "Arrived", Date: "2025-03-05T08:00:00Z", Byline: "Correspondent", Body: "The delegations have arrived at the border post."},
	}
	if diff := cmp.Diff(want, p.Updates); diff != "" {
		t.Error(diff)
	}
	if p.Title != "The talks as they happen" || p.Byline != "Desk" || len(p.Dates) != 1 || strings.Contains(p.Body, "arrived") || !strings.Contains(p.Body, "Each side is to send") {
		t.Errorf("%q by %q, dates %q, body %q", p.Title, p.Byline, p.Dates, p.Body)
	}
}

func TestMail(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"reply":       {"<div>Agreed, the protocol is to be signed in spring by both ministers, and the fund opens on the same day at the border.</div><div class=gmail_quote><div>On 5 March Desk wrote:</div><blockquote>Is it?</blockquote></div>", "Agreed, the protocol is to be signed in spring by both ministers, and the fund opens on the same day at the border."},
		"short reply": {"<p>Agreed.</p><blockquote type=cite>Is it?</blockquote>", "Agreed."},
		"sent on":     {"<div class=gmail_quote><p>The protocol is to be signed in spring by both ministers, and the fund opens on the same day.</p><p>It was not said where the two are to meet.</p></div>", "The protocol is to be signed in spring by both ministers, and the fund opens on the same day.\n\nIt was not said where the two are to meet."},
		"signature":   {"<p>The talks go on.</p><div class='gmail_signature'>Name, Office</div>", "The talks go on."},
		"hidden":      {"<div style='display: none; max-height:0'>Preheader</div><p>The talks go on.</p><p><a href=x>Unsubscribe</a></p>", "The talks go on."},
		"empty":       {"<img src=x>", ""},
	} {
		if got, err := Mail(c.in); got != c.want || err != nil {
			t.Errorf("%s: %q, %v; want %q", name, got, err, c.want)
		}
	}
	if _, err := Mail(strings.Repeat("<div>", 100_000)); !errors.Is(err, ErrTooComplex) {
		t.Errorf("deep: %v", err)
	}
}

const sentence = "<p>The two sides agreed to meet again in the spring of next year to settle the order of works.</p>"

// Pages made to take for ever are read or refused: within two seconds on an idle
// machine, and within a minute on a busy one under the race detector.
func TestHostilePages(t *testing.T) {
	for name, page := range map[string]string{
		"one line":        "<p>" + strings.Repeat("word and word, ", 70_000) + "</p>",
		"deep":            strings.Repeat("<div>", 100_000) + sentence,
		"nested inlines":  strings.Repeat("<b><i><a href=x>", 20_000) + sentence,
		"deep datelines":  strings.Repeat("<div class=date>", 400) + strings.Repeat(sentence, 3000),
		"many elements":   strings.Repeat("<p>a<br>", 400_000),
		"many paragraphs": "<article>" + strings.Repeat(sentence, 6_000),
		"many links":      strings.Repeat("<a href=/x>A headline of some forty characters here</a> ", 6_000),
		"entities":        "<p>" + strings.Repeat("&amp;&#x1F600;&notanentity;&#99999999999;", 20_000) + "</p>",
		"attribute":       `<img src="data:image/png;base64,` + strings.Repeat("A", 10<<20) + `">` + strings.Repeat(sentence, 5),
		"tables":          strings.Repeat("<table><tr><td>", 150) + strings.Repeat(sentence, 20),
		"unclosed":        strings.Repeat("<", 1<<20),
		"comment":         "<html><!--" + strings.Repeat("-", 1<<20) + sentence,
		"bidi":            "<title>\u202eeltit\u2066</title><article>" + strings.Repeat("<p>The two sides \u202eagreed\u202c to meet again in the spring of next year to settle it.</p>", 5),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			_, err := Read(page, "")
			if took := time.Since(start); took > time.Minute {
				t.Errorf("took %v", took)
			} else {
				t.Logf("%v, error %v", took, err)
			}
		})
	}
}

func BenchmarkRead(b *testing.B) {
	page := read(b, "agency.html")
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		if _, err := Read(page, ""); err != nil {
			b.Fatal(err)
		}
	}
}
