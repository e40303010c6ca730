//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/who"
)

// steps is how many links a page may be away from the front page: over a dossier
// to a record or document and on to what belongs to that.
const steps = 3

// dossiers returns the paths of some dossiers, of pairs at even distances along
// the documents: one that is written about more often is met more often.
func dossiers(ctx context.Context, dir string, n int) (paths []string, err error) {
	l, err := ledger.Open(ctx, filepath.Join(dir, "ledger.db"), time.Now)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	pairs, err := l.Pairs(ctx, rapporteur.Date{})
	if err != nil {
		return nil, err
	}
	pairs = slices.DeleteFunc(pairs, func(p ledger.Pair) bool { return !who.IsState(p.A) || !who.IsState(p.B) })
	sum, upTo := 0, 0
	for _, p := range pairs {
		sum += p.Documents
	}
	for _, p := range pairs {
		upTo += p.Documents
		if len(paths) < n && upTo*2*n > (2*len(paths)+1)*sum {
			paths = append(paths, "/d/"+string(p.A)+"-"+string(p.B))
		}
	}
	return paths, nil
}

// survey follows links from the front page and some others and returns the paths
// of pages, at most each of one shape.
func survey(ctx context.Context, s *server, seeds []string, each int) ([]string, error) {
	all := append([]string{"/"}, seeds...)
	held := map[string]int{}
	seen := map[string]bool{}
	for _, p := range all {
		held[shape(p)]++
		seen[p] = true
	}
	leads := map[string][]string{} // from each page
	for _, p := range all {
		found, err := links(ctx, s.base+p)
		if err != nil {
			return nil, err
		}
		leads[p] = found
	}
	edge := all
	for range steps {
		var next []string
		for _, from := range edge {
			for _, to := range spread(leads[from], each) {
				k := shape(to)
				if seen[to] || held[k] >= each {
					continue
				}
				seen[to] = true
				found, err := links(ctx, s.base+to)
				switch {
				case errors.Is(err, errFile):
					continue
				case errors.Is(err, errBroken):
					fmt.Fprintf(os.Stderr, "pace: passed over: %v, on %s\n", err, from)
					continue
				case err != nil:
					return nil, err
				}
				leads[to] = found
				held[k]++
				next = append(next, to)
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
		case i > 0 && parts[i-1] == "s", i > 0 && parts[i-1] == "area", i > 0 && parts[i-1] == "place", i > 0 && parts[i-1] == "network" && part != "all":
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

var (
	errBroken = errors.New("a link leads to no page")
	errFile   = errors.New("a link leads to a file")
)

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
		return nil, fmt.Errorf("%w: %s: %s", errBroken, page, res.Status)
	}
	if !strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") {
		return nil, errFile
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
