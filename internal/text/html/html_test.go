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
		// The line that opens the report tells a day without its year.
		Datelines: []string{"PORT EXAMPLE, Nov. 8 – "},
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
