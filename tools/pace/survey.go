//go:build linux

package main

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// steps is how many links a page may be away from the front page: over a dossier
// to a record or document and on to what belongs to that.
const steps = 3

// survey follows links from the front page and returns the paths of pages, at
// most each of one shape.
func survey(ctx context.Context, s *server, each int) ([]string, error) {
	held := map[string]int{}
	seen := map[string]bool{"/": true}
	all := []string{"/"}
	edge := all
	for range steps {
		var next []string
		for _, from := range edge {
			found, err := links(ctx, s.base+from)
			if err != nil {
				return nil, err
			}
			for _, to := range spread(found, each) {
				if k := shape(to); !seen[to] && held[k] < each {
					seen[to] = true
					held[k]++
					next = append(next, to)
				}
			}
		}
		all = append(all, next...)
		edge = next
	}
	slices.SortStableFunc(all, func(a, b string) int { return strings.Compare(shape(a), shape(b)) })
	return all, nil
}

// spread returns of the links of each shape the first, the last and some in
// between, so that busy and quiet pages are among them.
func spread(paths []string, each int) []string {
	byShape := map[string][]string{}
	var order, out []string
	for _, p := range paths {
		k := shape(p)
		if byShape[k] == nil {
			order = append(order, k)
		}
		byShape[k] = append(byShape[k], p)
	}
	for _, k := range order {
		ps := byShape[k]
		n := min(each, len(ps))
		for i := range n {
			out = append(out, ps[i*(len(ps)-1)/max(1, n-1)])
		}
	}
	return out
}

var (
	identity = regexp.MustCompile(`^[a-z][0-9a-f]{12,}$`)
	relation = regexp.MustCompile(`^[A-Z]{3}(-[A-Z]{3})+$`)
)

// shape returns what addresses of one page have in common: "/d/STATES", "/doc/ID/s/N".
func shape(address string) string {
	p, query, _ := strings.Cut(address, "?")
	parts := strings.Split(p, "/")
	for i, part := range parts {
		switch {
		case relation.MatchString(part):
			parts[i] = "STATES"
		case identity.MatchString(part):
			parts[i] = "ID"
		case i > 0 && parts[i-1] == "s", i > 0 && parts[i-1] == "area", i > 0 && parts[i-1] == "place":
			parts[i] = "N"
		}
	}
	p = strings.Join(parts, "/")
	q, err := url.ParseQuery(query)
	if err != nil || len(q) == 0 {
		return p
	}
	names := make([]string, 0, len(q))
	for k := range q {
		names = append(names, k)
	}
	slices.Sort(names)
	return p + "?" + strings.Join(names, "&")
}

// links returns where the links of a page lead within the site, files and forms
// other than pages left out.
func links(ctx context.Context, page string) ([]string, error) {
	base, err := url.Parse(page)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, page, nil)
	if err != nil {
		return nil, err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", page, res.Status)
	}
	root, err := html.Parse(res.Body)
	if err != nil {
		return nil, err
	}
	var out []string
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || n.Data != "a" {
			continue
		}
		for _, a := range n.Attr {
			if a.Key != "href" {
				continue
			}
			u, err := base.Parse(a.Val)
			if err != nil || u.Host != base.Host || path.Ext(u.Path) != "" {
				continue
			}
			u.Fragment = ""
			if to := u.RequestURI(); !slices.Contains(out, to) {
				out = append(out, to)
			}
		}
	}
	return out, nil
}
