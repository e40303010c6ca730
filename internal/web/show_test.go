package web

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"Hà Nội":                       "Hà Nội",
		" two \n lines\t":              "two lines",
		"inv\u202eoice\u2066.exe":      "invoice.exe",
		"pay\u200bment\ufeff\u00ad":    "payment",
		"\x00\x1b[31mred":              "[31mred",
		"می\u200cخواهم":                "می\u200cخواهم", // the joiner belongs to the spelling
		"":                             "",
		"\u200f\u200eنص":               "نص",
		"\U000e0041\U000e007ftag":      "tag",
		strings.Repeat("a\u0300", 2):   strings.Repeat("a\u0300", 2),
		"line\u2028separator\u2029end": "line separator end",
	} {
		if got := clean(in); got != want {
			t.Errorf("clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"plain":            "plain",
		"a\u202eb":         "a[U+202E]b",
		"نص\u200f (a)":     "نص\u200f (a)", // a mark of ordinary spelling
		"tab\tstays\nhere": "tab\tstays\nhere",
		"\x00":             "[U+0000]",
	} {
		if got := visible(in); got != want {
			t.Errorf("visible(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzClean(f *testing.F) {
	f.Add("a\u202eb \n c\xff")
	f.Fuzz(func(t *testing.T, s string) {
		got := clip(clean(s), 20)
		if strings.ContainsFunc(got, reorders) || strings.ContainsAny(got, "\n\t") {
			t.Errorf("clean(%q) = %q", s, got)
		}
		if utf8.RuneCountInString(got) > 21 {
			t.Errorf("clip leaves %d code points", utf8.RuneCountInString(got))
		}
		if again := clean(clean(s)); again != clean(s) {
			t.Errorf("clean is not stable: %q, then %q", clean(s), again)
		}
	})
}

func TestNumber(t *testing.T) {
	for in, want := range map[int]string{0: "0", 999: "999", 1000: "1\u202f000", -1234567: "-1\u202f234\u202f567"} {
		if got := number(in); got != want {
			t.Errorf("number(%d) = %q, want %q", in, got, want)
		}
	}
}
