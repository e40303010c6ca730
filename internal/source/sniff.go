package source

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
)

// headLength is how far into bytes Sniff looks.
const headLength = 4096

// Sniff tells what kind of announcement bytes hold by their beginning, which a
// server's media type often does not tell. Bytes that announce nothing are a Page.
func Sniff(b []byte) Kind {
	head := b[:min(len(b), headLength)]
	if bytes.HasPrefix(head, []byte("WARC/")) {
		return Archive
	}
	if bytes.HasPrefix(head, []byte{0x1f, 0x8b}) {
		head = peekGzip(b)
		if bytes.HasPrefix(head, []byte("WARC/")) {
			return Archive
		}
	}
	switch trimmed := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n"); {
	case bytes.HasPrefix(trimmed, []byte("<")), bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		switch root(head) {
		case "rss", "feed", "rdf":
			return Feed
		case "urlset", "sitemapindex":
			return Sitemap
		case "opml":
			return OPML
		}
	case bytes.HasPrefix(trimmed, []byte("{")):
		if bytes.Contains(head, []byte("jsonfeed.org/version")) {
			return Feed
		}
	case isList(trimmed, len(b) > headLength):
		return List
	}
	return Page
}

// isList reports whether a text holds nothing but addresses and comments. The
// last line of a beginning may be cut off and does not count.
func isList(head []byte, cut bool) bool {
	lines := strings.Split(string(head), "\n")
	if cut && len(lines) > 1 {
		lines = lines[:len(lines)-1]
	}
	found := false
	for _, l := range lines {
		l = strings.TrimSpace(l)
		if l == "" || l[0] == '#' {
			continue
		}
		if strings.ContainsAny(l, " \t") || Canonical("", l) == "" {
			return false
		}
		found = true
	}
	return found
}

// peekGzip returns the beginning of what a gzip file holds.
func peekGzip(b []byte) []byte {
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil
	}
	head := make([]byte, headLength)
	n, _ := io.ReadFull(z, head) // what comes before an error is enough to tell
	return head[:n]
}
