package view

import (
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

// LanguageNames is LanguageName of each of some tags.
func LanguageNames(tags []string) []string {
	out := make([]string, len(tags))
	for i, t := range tags {
		out[i] = LanguageName(t)
	}
	return out
}
