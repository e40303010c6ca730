package text

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// leastDates is what share of the pages must be dated as they should be.
const leastDates = 0.85

// bodies are articles of our own in the scripts of the pages' languages.
var bodies = map[string][]string{
	"": {
		"Officials of the two neighbouring states met to settle how the road between them is to be kept open in the rains.",
		"Each side is to send a team of engineers every quarter, and both will share what they find about the bridges.",
		"It was not said who would pay for the second ferry, and a further meeting is expected in the coming months.",
	},
	"vi": {
		"Đại diện hai nước láng giềng đã gặp nhau để thống nhất cách giữ cho tuyến đường chung được thông suốt trong mùa mưa.",
		"Mỗi bên sẽ cử một nhóm kỹ sư hằng quý và hai bên cùng chia sẻ kết quả kiểm tra các cây cầu trên tuyến.",
	},
	"zh": {
		"两个邻国的官员举行会晤，商定在雨季如何保持两国之间的公路畅通，并就桥梁的检查方式交换了意见，双方表示将继续保持沟通。",
		"双方每季度各派一组工程师，并分享对桥梁的检查结果。关于第二艘渡船的费用由谁承担，会上没有说明，预计今后还将举行会议。",
	},
	"ja": {
		"隣り合う両国の担当者が会い、雨季の間も両国を結ぶ道路を通れるようにしておく方法について話し合い、橋の検査についても意見を交わした。",
		"双方は四半期ごとに技術者を派遣し、橋の検査の結果を互いに知らせることにした。二隻目の渡し船の費用をだれが負担するかは述べられなかった。",
	},
	"ru": {
		"Представители двух соседних государств встретились, чтобы договориться, как содержать общую дорогу в сезон дождей.",
		"Каждая сторона будет раз в квартал направлять группу инженеров, и обе стороны обменяются сведениями о мостах.",
	},
}

// page builds a page of the frame that ministries and agencies have in common,
// with what the lines of a file say of it.
func page(lines map[string]string) string {
	base, _, _ := strings.Cut(lines["lang"], "-")
	words := bodies[base]
	if words == nil {
		words = bodies[""]
	}
	var paragraphs strings.Builder
	for i, w := range words {
		if i == 0 {
			w = lines["open"] + w
		}
		fmt.Fprintf(&paragraphs, "<p>%s</p>\n", w)
	}
	return fmt.Sprintf(`<!DOCTYPE html><html lang="%s"><head><meta charset="utf-8"><title>Talks on the road - Example</title>%s</head>
<body><header><a href="/">Example</a>%s</header><nav><ul><li><a href="/news">News</a></li><li><a href="/about">About us</a></li></ul></nav>
<div class="container"><div class="content"><div class="detail">%s<h1>Talks on the road</h1>%s<div class="detail-content">%s</div>%s</div></div>
<div class="sidebar"><h3>More</h3>%s<ul><li><a href="/1">A headline of another day</a></li></ul></div></div>
<footer>%s<p>Example Street 1</p></footer></body></html>`,
		lines["lang"], lines["head"], lines["bar"], lines["above"], lines["below"], paragraphs.String(), lines["after"], lines["side"], lines["foot"])
}

func TestDates(t *testing.T) {
	a, err := txtar.ParseFile("testdata/dates/pages.txtar")
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Files) < 60 {
		t.Errorf("%d pages, want 60", len(a.Files))
	}
	right := 0
	for _, f := range a.Files {
		lines := map[string]string{}
		for l := range strings.Lines(string(f.Data)) {
			key, value, ok := strings.Cut(strings.TrimSuffix(l, "\n"), ": ")
			if !ok {
				t.Fatalf("%s: line %q", f.Name, l)
			}
			lines[key] = value
		}
		in, faults := Read(Source{Path: "a.html", URL: lines["url"]}, []byte(page(lines)))
		if len(in) != 1 {
			t.Errorf("%s: %v", f.Name, faults)
			continue
		}
		got := strings.TrimSpace(in[0].Doc.Published.String() + " " + string(in[0].Doc.PublishedBasis))
		if got == "" {
			got = "-"
		}
		if got == lines["want"] {
			right++
		} else {
			t.Logf("%s: %s, want %s", f.Name, got, lines["want"])
		}
	}
	t.Logf("%d of %d pages are dated as they should be", right, len(a.Files))
	if share := float64(right) / float64(len(a.Files)); share < leastDates {
		t.Errorf("%.3f of the pages are dated as they should be, want %.2f", share, leastDates)
	}
}
