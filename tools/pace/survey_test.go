//go:build linux

package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestShape(t *testing.T) {
	for address, want := range map[string]string{
		"/":                               "/",
		"/d/LAO-VNM":                      "/d/STATES",
		"/d/KHM-LAO-VNM?as_of=2025-03-31": "/d/STATES?as_of",
		"/doc/d0123456789abcdef/s/12":     "/doc/ID/s/N",
		"/commitments/all?stage=agreed&area=training": "/commitments/all?area&stage",
		"/place/Riga": "/place/N",
	} {
		if got := shape(address); got != want {
			t.Errorf("%s has the shape %s, want %s", address, got, want)
		}
	}
}

// The survey keeps to the site and to some pages of each shape, those that a page
// lists first and last among them, and passes over what is not there.
func TestSurvey(t *testing.T) {
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		switch {
		case r.URL.Path == "/file":
			w.Header().Set("Content-Type", "application/octet-stream")
		case r.URL.Path == "/":
			for i := range 9 {
				fmt.Fprintf(w, `<a href="/k/c00000000000%d#x">a</a>`, i)
			}
			fmt.Fprint(w, `<a href="/gone">b</a> <a href="https://elsewhere.example/">c</a> <a href="/index.json">d</a> <a href="/file">f</a>`)
		case strings.HasPrefix(r.URL.Path, "/k/"):
			fmt.Fprint(w, `<a href="/about">e</a>`)
		case r.URL.Path == "/gone":
			http.NotFound(w, r)
		}
	}))
	defer site.Close()
	got, err := survey(t.Context(), &server{base: site.URL}, nil, 3)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"/", "/about", "/k/c000000000000", "/k/c000000000004", "/k/c000000000008"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("pages (-want +got):\n%s", diff)
	}
}

func TestQuantile(t *testing.T) {
	if got := []float64{quantile(nil, 0.5), quantile([]float64{3, 1, 2}, 0.5), quantile([]float64{3, 1, 2}, 0.95)}; !cmp.Equal(got, []float64{0, 2, 3}) {
		t.Errorf("got %v", got)
	}
}
