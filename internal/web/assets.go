package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"
)

//go:embed parts pages
var files embed.FS

// islands are the custom elements that tools/assets bundles. A program built
// without them has none, and its pages are complete all the same.
//
//go:embed all:islands/dist
var islands embed.FS

// assets are what pages load: each under a name that holds its hash, so that a
// browser may keep it for ever and still has the present one.
type assets struct {
	byName map[string]asset
	hrefs  map[string]string // "site.css" to "/assets/site.0123abcd.css"
}

type asset struct {
	body []byte
	mime string
}

// loadAssets joins the style sheets of the parts and pages into one, and the
// scripts of the parts into another, in the order of their names. It takes the
// scripts of single pages and images as they are.
func loadAssets() (assets, error) {
	a := assets{byName: map[string]asset{}, hrefs: map[string]string{}}
	css, err := join("parts/*.css", "pages/*/*.css")
	if err != nil {
		return a, err
	}
	a.add("site.css", css, "text/css; charset=utf-8")
	js, err := join("parts/*.js")
	if err != nil {
		return a, err
	}
	a.add("site.js", js, "text/javascript; charset=utf-8")
	for _, f := range []struct{ name, mime string }{
		{"parts/icon.svg", "image/svg+xml"},
		{"pages/network/network.js", "text/javascript; charset=utf-8"},
		{"pages/reader/reader.js", "text/javascript; charset=utf-8"},
		{"pages/verified/verified.js", "text/javascript; charset=utf-8"},
		{"pages/review/review.js", "text/javascript; charset=utf-8"},
		{"pages/join/join.js", "text/javascript; charset=utf-8"},
	} {
		b, err := files.ReadFile(f.name)
		if err != nil {
			return a, fmt.Errorf("load %s: %w", f.name, err)
		}
		a.add(path.Base(f.name), b, f.mime)
	}
	built, err := fs.Sub(islands, "islands/dist")
	if err != nil {
		return a, err
	}
	return a, a.addIslands(built)
}

// addIslands takes the modules that were bundled under the names they have:
// they hold a hash already, by which the modules import one another.
func (a *assets) addIslands(built fs.FS) error {
	names, err := fs.Glob(built, "*.js")
	if err != nil {
		return err
	}
	for _, n := range names {
		b, err := fs.ReadFile(built, n)
		if err != nil {
			return err
		}
		a.byName[n] = asset{b, "text/javascript; charset=utf-8"}
		if name, _, _ := strings.Cut(n, "."); strings.HasPrefix(name, "r-") {
			a.hrefs[name+".js"] = "/assets/" + n
		}
	}
	if b, err := fs.ReadFile(built, notices); err == nil {
		a.add(notices, b, "text/plain; charset=utf-8")
	}
	return nil
}

// notices is the file with the licences of what the islands are made of.
const notices = "licences.txt"

// island returns the address of the island of a page: that of "timeline" is
// the module r-timeline. It is empty if there is none.
func (a assets) island(page string) string { return a.hrefs["r-"+page+".js"] }

// join returns the files that patterns name, one after another.
func join(patterns ...string) ([]byte, error) {
	var all bytes.Buffer
	for _, pattern := range patterns {
		names, err := fs.Glob(files, pattern)
		if err != nil {
			return nil, err
		}
		for _, n := range names {
			b, err := files.ReadFile(n)
			if err != nil {
				return nil, err
			}
			all.Write(b)
		}
	}
	return all.Bytes(), nil
}

func (a *assets) add(name string, body []byte, mime string) {
	sum := sha256.Sum256(body)
	ext := path.Ext(name)
	hashed := strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:8]) + ext
	a.byName[hashed] = asset{body, mime}
	a.hrefs[name] = "/assets/" + hashed
}

// href returns the address of an asset; an error stops the template that names
// one that is not there.
func (a assets) href(name string) (string, error) {
	h, ok := a.hrefs[name]
	if !ok {
		return "", fmt.Errorf("no asset %q", name)
	}
	return h, nil
}

func (a assets) serve(w http.ResponseWriter, r *http.Request) {
	f, ok := a.byName[r.PathValue("file")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", f.mime)
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(f.body))
}
