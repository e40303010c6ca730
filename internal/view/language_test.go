package view_test

import (
	"testing"

	"example.org/rapporteur/internal/view"
)

func TestLanguageName(t *testing.T) {
	for tag, want := range map[string]string{
		"en": "English", "vi": "Vietnamese", "lo": "Lao", "zh-Hant": "Traditional Chinese", "pt-BR": "Brazilian Portuguese",
		"": "", "not a tag": "not a tag", "qaa": "qaa", "und": "Unknown language",
	} {
		if got := view.LanguageName(tag); got != want {
			t.Errorf("%q is called %q, want %q", tag, got, want)
		}
	}
}
