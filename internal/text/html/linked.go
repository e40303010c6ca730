package html

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// linked is what the JSON-LD scripts of a page say in the vocabulary of
// schema.org. It is read here and not by the extractor, which takes the first of
// several values in the random order of a map.
type linked struct {
	dates                             []string // of publication, of articles
	others                            []string // of publication, of anything else
	headline, publisher, author, body string   // of the first article that has them
	updates                           []Update
}

// add takes over what a script says. Scripts that are not JSON say nothing.
func (l *linked) add(script string) {
	var v any
	if json.Unmarshal([]byte(script), &v) != nil {
		return
	}
	l.walk(v)
}

func (l *linked) walk(v any) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			l.walk(e)
		}
	case map[string]any:
		date, _ := v["datePublished"].(string)
		kind, _ := json.Marshal(v["@type"])
		if strings.Contains(string(kind), "Article") || strings.Contains(string(kind), "BlogPosting") {
			l.dates = append(l.dates, date)
			l.headline = first(l.headline, unescape(v["headline"]))
			l.body = first(l.body, unescape(v["articleBody"]))
			l.publisher = first(l.publisher, name(v["publisher"]))
			l.author = first(l.author, name(v["author"]))
		} else {
			l.others = append(l.others, date)
		}
		if strings.Contains(string(kind), "LiveBlogPosting") {
			l.live(v["liveBlogUpdate"])
		}
		for _, k := range slices.Sorted(maps.Keys(v)) {
			if k != "liveBlogUpdate" { // its entries are not the page's article
				l.walk(v[k])
			}
		}
	}
}

// live takes over the entries of a live blog that have words.
func (l *linked) live(v any) {
	entries, ok := v.([]any)
	if !ok {
		entries = []any{v}
	}
	for _, e := range entries {
		m, _ := e.(map[string]any)
		body := linked{body: unescape(m["articleBody"])}
		u := Update{
			Title: unescape(m["headline"]), Body: strings.Join(body.paragraphs(), "\n\n"), Byline: name(m["author"]),
			URL: absolute(unescape(m["url"])), Date: unescape(m["datePublished"]),
		}
		if u.Body != "" {
			l.updates = append(l.updates, u)
		}
	}
}

// name returns the name of a person or organisation, or of the first of several.
func name(v any) string {
	switch v := v.(type) {
	case string:
		if !strings.Contains(v, "://") {
			return unescape(v)
		}
	case map[string]any:
		return unescape(v["name"])
	case []any:
		if len(v) > 0 {
			return name(v[0])
		}
	}
	return ""
}

// paragraphs returns the article's body, which publishing systems write with
// line ends or with markup.
func (l *linked) paragraphs() []string {
	if strings.Contains(l.body, "<p") || strings.Contains(l.body, "<br") {
		if doc, err := html.Parse(strings.NewReader(l.body)); err == nil {
			return paragraphs(doc)
		}
	}
	var out []string
	for s := range strings.SplitSeq(l.body, "\n") {
		if s = strings.Join(strings.Fields(s), " "); s != "" {
			out = append(out, s)
		}
	}
	return out
}

func unescape(v any) string {
	s, _ := v.(string)
	return strings.TrimSpace(html.UnescapeString(s))
}

// first returns the first of the values that is not empty.
func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
