// Package warctest makes web archives for tests of reading: crawls of pages of
// which few speak of what a reader looks for.
package warctest

import (
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"time"

	"example.org/rapporteur/internal/source/warc"
)

// A Count is how many pages and reports an archive holds.
type Count struct{ Pages, Reports int }

// A Crawl is an archive to make.
type Crawl struct {
	Size  int64 // bytes of the file, about
	Every int   // of so many pages one is a report
	Page  int   // bytes of a page that is none, about
}

// Write writes the archive, packed with gzip or plain.
func (c Crawl) Write(w io.Writer, packed bool) (Count, error) {
	out := &counter{w: w}
	a := warc.NewWriter(out, packed)
	r := rand.New(rand.NewPCG(1, 2))
	at := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	_, err := a.Write(warc.Info, at, warc.EncodeFields(warc.Field{Name: "software", Value: "warcgen"}), warc.Field{Name: "Content-Type", Value: warc.FieldsType})
	var n Count
	for ; err == nil && out.n < c.Size; n.Pages++ {
		page := filler(r, n.Pages, c.Page)
		if n.Pages%c.Every == c.Every/2 {
			page = report(n.Reports)
			n.Reports++
		}
		block := "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
		_, err = a.Write(warc.Response, at.Add(time.Duration(n.Pages)*time.Second), []byte(block),
			warc.Field{Name: "WARC-Target-URI", Value: fmt.Sprintf("https://site%d.example/page/%d", n.Pages%40, n.Pages)},
			warc.Field{Name: "Content-Type", Value: "application/http;msgtype=response"})
	}
	return n, err
}

type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.n += int64(n)
	return n, err
}

// report is a page that says something of two states.
func report(i int) string {
	return fmt.Sprintf(`<!doctype html><html lang="en"><head><title>Report %d</title><meta property="article:published_time" content="2025-02-%02d"></head>
<body><article><h1>Report %d on the talks</h1><p>RIGA — Portugal and Latvia signed protocol number %d on military education in Riga, the ministry said in a statement.</p>
<p>Portugal pledged to train %d Latvian officers by 2027. The cost of the training was not disclosed.</p></article></body></html>`, i, i%28+1, i, i, i+10)
}

var words = strings.Fields("the garden recipe for summer evening light kitchen bread with salt and butter over warm water until morning then leave to rest while walking along a quiet river where children play under old trees beside wooden houses painted in many bright colours")

// paragraphs are what filler is made of.
var paragraphs = func() []string {
	r := rand.New(rand.NewPCG(3, 4))
	all := make([]string, 500)
	for i := range all {
		var b strings.Builder
		b.WriteString("<p>")
		for range 30 + r.IntN(60) {
			b.WriteString(words[r.IntN(len(words))])
			b.WriteByte(' ')
		}
		b.WriteString("</p>\n")
		all[i] = b.String()
	}
	return all
}()

// filler is a page about nothing that matters, of up to twice a size.
func filler(r *rand.Rand, i, size int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<!doctype html><html><head><title>Page %d</title></head><body>", i)
	for n := r.IntN(2 * size); b.Len() < n; {
		b.WriteString(paragraphs[r.IntN(len(paragraphs))])
	}
	b.WriteString("</body></html>")
	return b.String()
}
