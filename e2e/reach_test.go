package e2e

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var link = regexp.MustCompile(`href="(/[^"]*)"`)

// fetch returns a page with the addresses that it leads to.
func fetch(t *testing.T, address string) (body string, to []string) {
	t.Helper()
	r, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode != 200 {
		t.Fatalf("GET %s: status %d, %v", address, r.StatusCode, err)
	}
	for _, m := range link.FindAllStringSubmatch(string(b), -1) {
		to = append(to, strings.ReplaceAll(m[1], "&amp;", "&"))
	}
	return string(b), to
}

// The dossier shows some of each kind. From it, every claim that it counts is at
// most two pages away: over a page that lists all of a kind, or that of a record.
func TestNothingIsOutOfReach(t *testing.T) {
	site := openShop(t, pieces(t, "2024-*.txt", "2025-*.txt"))
	const dossier = "/d/LAO-VNM"
	var model any
	body, _ := fetch(t, site.url+dossier+".json")
	if err := json.Unmarshal([]byte(body), &model); err != nil {
		t.Fatal(err)
	}
	want := map[string]bool{} // addresses of words
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			if claim, ok := v["claim"].(string); ok {
				if doc, ok := v["doc"].(string); ok {
					want["/doc/"+doc+"#"+claim] = true
				}
			}
			for _, in := range v {
				walk(in)
			}
		case []any:
			for _, in := range v {
				walk(in)
			}
		}
	}
	walk(model)

	page := func(address string) (string, bool) {
		u, err := url.Parse(address)
		if err != nil {
			return "", false
		}
		u.Fragment = ""
		root := strings.Split(u.Path, "/")[1]
		return u.String(), slices.Contains([]string{"d", "timeline", "commitments", "agreements", "questions", "disagreements", "r", "k", "m", "i", "person"}, root)
	}
	_, first := fetch(t, site.url+dossier)
	shown := 0
	for _, a := range slices.Compact(slices.Sorted(slices.Values(first))) {
		if want[a] {
			shown++
			delete(want, a)
		}
	}
	if shown == 0 || len(want) < shown {
		t.Fatalf("the dossier shows %d claims and leaves out %d: it is to show some of very many", shown, len(want))
	}
	seen := map[string]bool{dossier: true}
	next := first
	for range 2 {
		var after []string
		for _, a := range next {
			p, follow := page(a)
			if !follow || seen[p] || len(want) == 0 {
				continue
			}
			seen[p] = true
			_, to := fetch(t, site.url+p)
			for _, a := range to {
				delete(want, a)
			}
			after = append(after, to...)
		}
		next = after
	}
	for a := range want {
		t.Errorf("%s is on no page that the dossier leads to", a)
	}
}
