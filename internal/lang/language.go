package lang

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
)

// English is the language that the analysers read.
const English = "en"

//go:embed data/languages.txt
var languageFile string

// profile is what is known of languages in the Latin and Cyrillic scripts.
type profile struct {
	words   map[string][]string // a frequent word → the languages that have it
	letters map[rune][]string   // a telling letter → the languages that have it
}

var loadProfile = sync.OnceValue(func() profile {
	p := profile{words: map[string][]string{}, letters: map[rune][]string{}}
	for line := range strings.Lines(languageFile) {
		key, list, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok || strings.HasPrefix(key, "#") {
			continue
		}
		tag, kind, _ := strings.Cut(key, " ")
		for _, w := range strings.Fields(list) {
			if kind == "words" {
				p.words[w] = append(p.words[w], tag)
				continue
			}
			for _, r := range w {
				p.letters[r] = append(p.letters[r], tag)
			}
		}
	}
	return p
})

// scripts in which one language is written, or one that is taken for all.
var scripts = []struct {
	table *unicode.RangeTable
	tag   string
}{
	{unicode.Lao, "lo"}, {unicode.Khmer, "km"}, {unicode.Thai, "th"}, {unicode.Myanmar, "my"},
	{unicode.Han, "zh"}, {unicode.Hiragana, "ja"}, {unicode.Katakana, "ja"}, {unicode.Hangul, "ko"},
	{unicode.Arabic, "und-Arab"}, {unicode.Devanagari, "und-Deva"}, {unicode.Hebrew, "he"},
	{unicode.Greek, "el"}, {unicode.Armenian, "hy"}, {unicode.Georgian, "ka"},
}

// languageSample is how many bytes of a text are looked at: enough for a page,
// and for a long text no more is needed.
const languageSample = 64 << 10

// Language returns the BCP 47 tag of the language in which most of s is written:
// "en", "vi", "fr", "es", "de", "it", "pt", "id", "nl", "ru", "uk", "lo", "km",
// "th", "my", "zh", "ja", "ko" and a few more that their script tells. Text that
// is surely not English but in no language it knows is "und-Latn", "und-Cyrl",
// "und-Arab" or the like. It returns "" when unsure, as for a few words.
func Language(s string) string {
	s = s[:min(len(s), languageSample)]
	p := loadProfile()
	byScript := map[string]int{}
	votes := map[string]int{} // words and letters, in tenths of a word
	latin, cyrillic, words := 0, 0, 0
	var word []rune
	flush := func() {
		if len(word) == 0 {
			return
		}
		words++
		for _, tag := range p.words[string(word)] {
			votes[tag] += 10
		}
		word = word[:0]
	}
	for _, r := range s {
		switch {
		case r < 0x80 && ('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'), unicode.Is(unicode.Latin, r):
			latin++
		case unicode.Is(unicode.Cyrillic, r):
			cyrillic++
		case unicode.IsMark(r) && len(word) > 0 && !unicode.IsOneOf([]*unicode.RangeTable{unicode.Lao, unicode.Thai, unicode.Khmer, unicode.Myanmar, unicode.Devanagari}, r):
			continue
		default:
			flush()
			if r > 0x2ff && unicode.IsLetter(r) {
				for _, sc := range scripts {
					if unicode.Is(sc.table, r) {
						byScript[sc.tag]++
						break
					}
				}
			}
			continue
		}
		r = unicode.ToLower(r)
		for _, tag := range p.letters[r] {
			votes[tag] += 4
		}
		if len(word) < 24 {
			word = append(word, r)
		}
	}
	flush()
	if byScript["ja"] > 0 && byScript["ja"]*8 > byScript["zh"] {
		byScript["ja"] += byScript["zh"] // Japanese is written in both
		byScript["zh"] = 0
	}
	// A Han or Thai letter says about as much as three Latin ones.
	tag, n := best(byScript)
	if n*3 > latin && n*3 > cyrillic {
		if n < 6 {
			return ""
		}
		return tag
	}
	return alphabetic(votes, words, cyrillic > latin)
}

// alphabetic decides between languages that share a script, from their votes.
func alphabetic(votes map[string]int, words int, cyrillic bool) string {
	const (
		enough = 40 // words for a sure "not English"
		few    = 8  // words below which nothing is said
		proof  = 40 // votes that another language than English needs: "met" and "in" are Dutch too
	)
	if words < few {
		return ""
	}
	tag, n := best(votes)
	rest := 0
	for t, v := range votes {
		if t != tag {
			rest = max(rest, v)
		}
	}
	// In running text about every third word is in its language's list.
	if n >= words*10/8 && n*4 > rest*5 && (tag == English || n >= proof) {
		return tag
	}
	switch {
	case cyrillic:
		return "und-Cyrl"
	case words >= enough && n < words*10/12:
		return "und-Latn"
	}
	return ""
}

// best returns the key with the highest count, the first in the alphabet of equals.
func best(counts map[string]int) (string, int) {
	tag, n := "", 0
	for t, c := range counts {
		if c > n || c == n && t < tag {
			tag, n = t, c
		}
	}
	return tag, n
}
