package web

import (
	"os"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The about page names the libraries that NOTICE names, with the same licences.
func TestLibraries(t *testing.T) {
	notice, err := os.ReadFile("../../NOTICE")
	if err != nil {
		t.Fatal(err)
	}
	part := regexp.MustCompile(`(?s)Libraries linked into the program, with their licences:\n(.*?)\n\n`).FindSubmatch(notice)
	if part == nil {
		t.Fatal("NOTICE names no libraries")
	}
	var want []library
	for _, m := range regexp.MustCompile(`(?m)^  (\S+) +(\S+)$`).FindAllSubmatch(part[1], -1) {
		want = append(want, library{string(m[1]), string(m[2])})
	}
	if diff := cmp.Diff(want, libraries); diff != "" {
		t.Errorf("(-NOTICE +page):\n%s", diff)
	}
}
