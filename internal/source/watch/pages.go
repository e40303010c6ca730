package watch

import (
	"context"
	"errors"
	"net/url"
	"regexp"
	"strconv"

	"example.org/rapporteur/internal/fetch"
	"example.org/rapporteur/internal/source"
	"example.org/rapporteur/internal/text"
)

// WholeArticle returns the bytes of an article of which the first page has been
// fetched, and their media type: that page's own, or, where it names a next page on
// its host that answers from there, all its pages put together. An error of a later
// page that may pass is returned, so that the article is tried again as a whole; at
// a page that is not there, or may not be fetched, the article ends.
func WholeArticle(ctx context.Context, get func(context.Context, fetch.Request) (fetch.Response, error), first fetch.Response) (b []byte, mediaType string, err error) {
	page := func(r fetch.Response) text.PageBytes {
		return text.PageBytes{URL: source.Canonical("", r.URL), MediaType: r.ContentType, Bytes: r.Body}
	}
	pages := []text.PageBytes{page(first)}
	size := len(first.Body)
	seen := map[string]bool{pages[0].URL: true}
	for len(pages) < text.MaxPages {
		last := pages[len(pages)-1]
		next := source.Canonical("", text.NextPage(text.Source{Path: last.URL, URL: last.URL, MediaType: last.MediaType}, last.Bytes))
		if next == "" || seen[next] || !numbered(next, len(pages)+1) {
			break
		}
		seen[next] = true
		r, err := get(ctx, fetch.Request{URL: next})
		var e *fetch.Error
		if err != nil && (ctx.Err() != nil || !errors.As(err, &e) || e.Temporary() || errors.Is(err, fetch.TooSoon)) {
			return nil, "", err
		}
		if size += len(r.Body); err != nil || size > text.MaxSize/2 {
			break
		}
		got := page(r)
		if got.URL != next && (seen[got.URL] || host(got.URL) != host(next) || !numbered(got.URL, len(pages)+1)) {
			break // it led to the front page, to one that asks to sign in, or back
		}
		seen[got.URL] = true
		pages = append(pages, got)
	}
	if len(pages) == 1 {
		return first.Body, first.ContentType, nil
	}
	return text.JoinPages(pages), "", nil
}

func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}

// pageDigits are the numbers of an address.
var pageDigits = regexp.MustCompile(`[0-9]+`)

// numbered reports whether one of the numbers of an address is that of a page. What
// follows on article 812 is not its page 813.
func numbered(address string, n int) bool {
	for _, digits := range pageDigits.FindAllString(address, -1) {
		if got, err := strconv.Atoi(digits); err == nil && got == n {
			return true
		}
	}
	return false
}
