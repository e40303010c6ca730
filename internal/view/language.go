package view

import (
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// LanguageName returns the English name of a BCP 47 tag, as Unicode's CLDR has it:
// "Vietnamese" for "vi". What is no tag, or has no name, is returned as it is.
func LanguageName(tag string) string {
	t, err := language.Parse(tag)
	if err != nil {
		return tag
	}
	if name := display.English.Tags().Name(t); name != "" {
		return name
	}
	return tag
}

// languages are the English names of those that Unicode's CLDR has in one word.
var languages = sync.OnceValue(func() map[string]bool {
	names := map[string]bool{}
	for _, t := range display.Supported.Tags() {
		if name := display.English.Tags().Name(t); !strings.Contains(name, " ") {
			names[name] = true
		}
	}
	return names
})

// isLanguage reports whether a word is the English name of a language.
func isLanguage(word string) bool { return languages()[word] }

// LanguageNames is LanguageName of each of some tags.
func LanguageNames(tags []string) []string {
	out := make([]string, len(tags))
	for i, t := range tags {
		out[i] = LanguageName(t)
	}
	return out
}
