// Package lemma finds the dictionary form of an English word from its spelling
// and its part of speech, by a table of words and endings learned from treebanks.
package lemma

import (
	_ "embed" // the English table
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed english.tsv
var english string

var load = sync.OnceValues(func() (*Table, error) { return Read(strings.NewReader(english)) })

// English is the table that comes with the program.
func English() (*Table, error) { return load() }

// A key is a lower-case form or ending with its universal part of speech and its
// Penn tag, which is empty where it is not to matter.
type key struct{ text, upos, xpos string }

// A rule makes a lemma of a form with a certain ending: take off strip bytes,
// which are part of the ending, and put add there.
type rule struct {
	strip int
	add   string
}

// A Table holds what was learned. It is safe for concurrent use.
type Table struct {
	words   map[key]string // lemmas of whole forms
	endings map[key]rule
	longest int // bytes of the longest ending
}

// Lookup returns the lemma of word. upos is its universal part of speech, xpos
// its Penn tag or "". Names keep their capitals; other words become lower case
// unless the table says otherwise ("American").
func (t *Table) Lookup(word, upos, xpos string) string {
	form := plain(word)
	if l, ok := t.words[key{form, upos, xpos}]; ok {
		return cased(word, l, upos)
	}
	if l, ok := t.words[key{form, upos, ""}]; ok {
		return cased(word, l, upos)
	}
	r, ok := t.ending(form, upos, xpos)
	if !ok {
		r, _ = t.ending(form, upos, "")
	}
	return cased(word, form[:len(form)-r.strip]+r.add, upos)
}

// ending finds the rule of the longest known ending of form.
func (t *Table) ending(form, upos, xpos string) (rule, bool) {
	for i := max(0, len(form)-t.longest); i <= len(form); i++ {
		if r, ok := t.endings[key{form[i:], upos, xpos}]; ok {
			return r, true
		}
	}
	return rule{}, false
}

var quotes = strings.NewReplacer("’", "'", "‘", "'", "“", "\"", "”", "\"")

// plain is the spelling by which forms are found: lower case, straight quotes.
func plain(word string) string {
	if !ascii(word) {
		word = quotes.Replace(word)
	}
	return strings.ToLower(word)
}

// cased gives the lemma of a name, which the table keeps in lower case, the
// capitals of the word as far as they are spelt alike.
func cased(word, lemma, upos string) string {
	if upos != "PROPN" {
		return lemma
	}
	n := 0
	for n < len(word) && n < len(lemma) && lower(word[n]) == lemma[n] {
		n++
	}
	if n == len(word) && n == len(lemma) || !ascii(word) {
		return word
	}
	rest := lemma[n:]
	if n > 1 && strings.ToUpper(word) == word {
		rest = strings.ToUpper(rest)
	}
	if n == 0 && rest != "" && word[0] != lower(word[0]) {
		rest = strings.ToUpper(rest[:1]) + rest[1:]
	}
	return word[:n] + rest
}

func lower(b byte) byte {
	if b >= 'A' && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
