package text

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/textproto"
	"regexp"
	"strings"

	"example.org/rapporteur/internal/text/html"
)

// MaxPages is how many pages of one article are put together: more is a book, or
// a site that counts without end.
const MaxPages = 20

// A PageBytes is one page of an article that is published on several.
type PageBytes struct {
	URL       string
	MediaType string // IANA media type with its charset, as it came
	Bytes     []byte
}

// pagesStart is how bytes begin in which JoinPages put pages together.
const pagesStart = "MIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary="

// JoinPages puts the pages of an article into one run of bytes, which Read takes
// for one document: a multipart/related (RFC 2387) of the pages as they came, each
// under its Content-Location. The same pages give the same bytes.
func JoinPages(pages []PageBytes) []byte {
	h := sha256.New()
	for _, p := range pages {
		fmt.Fprintf(h, "%q %q %d\n", p.URL, p.MediaType, len(p.Bytes))
		h.Write(p.Bytes)
	}
	var out bytes.Buffer
	w := multipart.NewWriter(&out)
	boundary := "pages-" + hex.EncodeToString(h.Sum(nil))
	w.SetBoundary(boundary) // well-formed: no error can come
	out.WriteString(pagesStart + boundary + "\r\n\r\n")
	for _, p := range pages {
		part, _ := w.CreatePart(textproto.MIMEHeader{"Content-Type": {oneLine(p.MediaType)}, "Content-Location": {oneLine(p.URL)}})
		part.Write(p.Bytes) // into memory: no error can come
	}
	w.Close()
	return out.Bytes()
}

// oneLine keeps what a host sent from becoming fields of its own.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, s)
}

// namesNext is what a page holds that may name a next one.
var namesNext = regexp.MustCompile(`(?i)\brel\s*=\s*["']?[a-z ]*\bnext\b`)

// NextPage returns the address of the article's next page, on the same host, that
// a saved page names, or "" if it names none.
func NextPage(src Source, b []byte) string {
	if packed(src, b) != formPlain || len(b) > MaxSize || !namesNext.Match(b) {
		return ""
	}
	s, form, f := decode(src, b)
	if f != nil || form != formHTML {
		return ""
	}
	p, err := html.Read(s, src.URL)
	if err != nil || len(p.Updates) > 0 {
		return ""
	}
	return p.Next
}

// readPages reads an article whose pages JoinPages put together. Paragraphs that
// an earlier page has too, such as a summary, are kept once. A later page in which
// no article is found is a fault beside the document of the others.
func readPages(src Source, b []byte) ([]Draft, []*Error) {
	broken := func(err error) []*Error {
		return []*Error{{Fault: BadShape, Msg: "its pages cannot be told apart: fetch the article again", Err: err}}
	}
	head, body, _ := bytes.Cut(b, []byte("\r\n\r\n"))
	_, params, err := mime.ParseMediaType(string(bytes.TrimPrefix(head, []byte("MIME-Version: 1.0\r\nContent-Type: "))))
	if err != nil {
		return nil, broken(err)
	}
	parts := multipart.NewReader(bytes.NewReader(body), params["boundary"])
	var whole Draft
	var lost []*Error
	seen := map[string]bool{}
	for n := 1; n <= MaxPages; n++ {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) && n > 1 {
			break
		}
		if err != nil {
			return nil, broken(err)
		}
		page, err := io.ReadAll(part)
		if err != nil {
			return nil, broken(err)
		}
		at := Source{Path: src.Path, URL: part.Header.Get("Content-Location"), MediaType: part.Header.Get("Content-Type")}
		if n == 1 && src.URL != "" {
			at.URL = src.URL
		}
		s, form, f := decode(at, page)
		var drafts []Draft
		var faults []*Error
		switch {
		case f == nil && form == formHTML:
			drafts, faults = readHTML(at, s)
		case n == 1:
			return nil, broken(errors.New("page 1 is no page of the web"))
		}
		if len(drafts) != 1 {
			if n == 1 {
				return drafts, faults
			}
			lost = append(lost, &Error{Fault: NoArticle, Msg: fmt.Sprintf("page %d of the article holds too few words to be told from its menus, and was left out: save it as text", n)})
			continue
		}
		d := drafts[0]
		if n == 1 {
			whole = d
			whole.Body = ""
			whole.URL, whole.Next, whole.MediaType = first(at.URL, d.URL), "", "multipart/related"
		}
		var own []string
		for p := range strings.SplitSeq(d.Body, "\n\n") {
			if !seen[p] {
				own = append(own, p)
			}
			seen[p] = true
		}
		if len(own) == 0 {
			continue
		}
		if whole.Body != "" {
			whole.Body += "\n\n"
		}
		whole.Places = append(whole.Places, Place{len(whole.Body), fmt.Sprintf("page %d", n)})
		whole.Body += strings.Join(own, "\n\n")
	}
	if f := whole.check(); f != nil {
		return nil, append(lost, f)
	}
	return []Draft{whole}, lost
}
