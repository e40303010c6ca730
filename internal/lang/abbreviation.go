package lang

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed data/abbreviations.txt
var abbreviationFile string

// stopKind says what a full stop after a word means.
type stopKind uint8

const (
	plainStop  stopKind = iota // the word is no abbreviation
	titleStop                  // a name follows
	numberStop                 // a number follows, or it was a full stop
	neverStop                  // never ends a sentence
	openStop                   // ends a sentence if the next word opens one
)

// abbreviations is data/abbreviations.txt, read once.
type abbreviations struct {
	stops   map[string]stopKind
	openers map[string]bool
}

var loadAbbreviations = sync.OnceValue(func() abbreviations {
	kinds := map[string]stopKind{
		"title": titleStop, "number": numberStop, "month": numberStop, "never": neverStop, "open": openStop,
	}
	a := abbreviations{stops: map[string]stopKind{}, openers: map[string]bool{}}
	for line := range strings.Lines(abbreviationFile) {
		class, words, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok || strings.HasPrefix(class, "#") {
			continue
		}
		for _, w := range strings.Fields(words) {
			if class == "opener" {
				a.openers[w] = true
			} else {
				a.stops[w] = kinds[class]
			}
		}
	}
	return a
})

// stopAfter returns what a full stop after w means. An acronym ("U.S", "a.m")
// and a single capital are open and a title: no list could hold them all.
func (a abbreviations) stopAfter(w string) stopKind {
	if k, ok := a.stops[w]; ok {
		return k
	}
	r, n := utf8.DecodeRuneInString(w)
	switch {
	case n == len(w) && unicode.IsUpper(r):
		return titleStop
	case isAcronym(w):
		return openStop
	case n == len(w) || len(w) > 12 || !unicode.IsUpper(r):
		return plainStop
	}
	if up := strings.ToUpper(w); up == w {
		return a.stops[w[:n]+strings.ToLower(w[n:])]
	}
	return plainStop
}

// isAcronym reports whether w is letters with stops between them, at most two
// letters apart, without its last stop: "U.S", "a.m", "Ph.D".
func isAcronym(w string) bool {
	run, stops := 0, 0
	for _, r := range w {
		switch {
		case r == '.':
			if run == 0 {
				return false
			}
			run, stops = 0, stops+1
		case unicode.IsLetter(r):
			if run++; run > 2 {
				return false
			}
		default:
			return false
		}
	}
	return stops > 0 && run > 0
}
