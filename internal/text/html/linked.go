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
	dates                     []string // of publication, of articles
	others                    []string // of publication, of anything else
	headline, publisher, body string   // of the first article that has them
}

// add takes over what a script says. Scripts that are not JSON say nothing.
func (l *linked) add(script string) {
	var v any
	if json.Unmarshal([]byte(script), &v) != nil {
		return
	}
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				walk(e)
			}
		case map[string]any:
			date, _ := v["datePublished"].(string)
			if kind, _ := json.Marshal(v["@type"]); strings.Contains(string(kind), "Article") {
				l.dates = append(l.dates, date)
				l.headline = first(l.headline, unescape(v["headline"]))
				l.body = first(l.body, unescape(v["articleBody"]))
				if p, ok := v["publisher"].(map[string]any); ok {
					l.publisher = first(l.publisher, unescape(p["name"]))
				}
			} else {
				l.others = append(l.others, date)
			}
			for _, k := range slices.Sorted(maps.Keys(v)) {
				walk(v[k])
			}
		}
	}
	walk(v)
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
