package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"example.org/rapporteur"
)

// Tokenise cuts a sentence into syntactic words as UD's English treebanks do:
// "don't" is "do" "n't", "Laos'" is "Laos" "'", "Vietnam-Laos" is "Vietnam" "-"
// "Laos", "non-aligned" is one word, an abbreviation keeps its full stop. The
// tokens stand in order, do not overlap and cover every byte of the sentence but
// its spaces and invisible marks. Head is -1 and the tags are empty.
func Tokenise(t rapporteur.Text, sentence rapporteur.Span) []Token {
	n := int(sentence.End() - sentence.Start())
	k := tokeniser{text: t, s: t.String(), abbreviations: loadAbbreviations(), out: make([]Token, 0, n/5+4)}
	k.sentence(sentence)
	return k.out
}

// A tokeniser appends the tokens of sentences to out.
type tokeniser struct {
	abbreviations
	text rapporteur.Text
	s    string
	end  int // of the sentence
	last int // end of the sentence without its closing marks
	out  []Token

	chunkEnd int  // end of the run without spaces that is being read
	address  bool // that run may hold an address
}

func (k *tokeniser) emit(start, end int) {
	k.out = append(k.out, Token{Span: spanOf(k.text, start, end), Head: -1})
}

func (k *tokeniser) sentence(span rapporteur.Span) {
	i := int(span.Start())
	k.end, k.chunkEnd = int(span.End()), i
	k.last = i + len(strings.TrimRightFunc(k.s[i:k.end], func(r rune) bool { return isCloser(r) || isBlank(r) }))
	for i < k.end {
		r, n := utf8.DecodeRuneInString(k.s[i:k.end])
		if isBlank(r) {
			i += n
			continue
		}
		if i >= k.chunkEnd {
			k.newChunk(i)
		}
		if k.address {
			if e := addressEnd(k.s[i:min(k.chunkEnd, i+longestAddress)]); e > 0 {
				k.emit(i, i+e)
				i += e
				continue
			}
		}
		if isWordRune(r) {
			i = k.word(i)
		} else {
			i = k.symbol(i, r, n)
		}
	}
}

// newChunk looks once over the run without spaces that starts at i.
func (k *tokeniser) newChunk(i int) {
	n := strings.IndexFunc(k.s[i:k.end], isBlank)
	if n < 0 {
		n = k.end - i
	}
	k.chunkEnd = i + n
	chunk := k.s[i:k.chunkEnd]
	k.address = strings.Contains(chunk, "@") || strings.Contains(chunk, "://") || strings.Contains(chunk, "www.") ||
		strings.HasPrefix(chunk, "mailto:")
}

// word reads the word at i and returns its end.
func (k *tokeniser) word(i int) int {
	j := i
	for j < k.end {
		j = k.run(j)
		next := k.connected(i, j)
		if next == j {
			break
		}
		j = next
	}
	if j < k.end && k.s[j] == '.' && k.keepsStop(i, j) {
		k.emit(i, j+1)
		return j + 1
	}
	k.parts(i, j)
	return j
}

// run returns the end of the letters, digits and marks at j.
func (k *tokeniser) run(j int) int {
	for j < k.end {
		if c := k.s[j]; c < utf8.RuneSelf {
			if !isASCIIAlnum(c) && c != '_' {
				return j
			}
			j++
			continue
		}
		r, n := utf8.DecodeRuneInString(k.s[j:k.end])
		if !isWordRune(r) && r != '\u00ad' && r != '\u200c' && r != '\u200d' {
			return j
		}
		j += n
	}
	return j
}

// connected returns the end of a mark at j that joins what stands before and
// after it to one token, or j.
func (k *tokeniser) connected(i, j int) int {
	if j == i || j+1 >= k.end {
		return j
	}
	r, n := utf8.DecodeRuneInString(k.s[j:k.end])
	after, _ := utf8.DecodeRuneInString(k.s[j+n : k.end])
	if !isWordRune(after) {
		return j
	}
	digits := isDigitByte(k.s[j-1]) && isDigitByte(k.s[j+n])
	ok := false
	switch r {
	case '.':
		ok = digits || k.acronymGoesOn(i, j) || k.hostGoesOn(j)
	case ',':
		ok = digits && k.threeDigits(j+1)
	case ':':
		ok = digits && (j+2 < k.end && isDigitByte(k.s[j+2]))
	case '/':
		ok = digits || j-i == 1 && slashed[strings.ToLower(k.s[i:min(k.run(j+1), j+3)])]
	case '\'', '’', '`', 'ʼ':
		ok = true
	case '-', '\u2010', '\u2011':
		ok = j-i <= longestPrefix && prefixes[strings.ToLower(k.s[i:j])] || digits && k.figures(i, j)
	case '&':
		ok = isUpperByte(k.s[j-1]) && isUpperByte(k.s[j+1])
	}
	if ok {
		return j + n
	}
	return j
}

// slashed are words written with a slash.
var slashed = map[string]bool{"w/o": true, "s/he": true, "n/a": true, "c/o": true, "b/c": true}

// acronymGoesOn reports whether the stop at j joins letters of an acronym that starts at i.
func (k *tokeniser) acronymGoesOn(i, j int) bool {
	if j-i > 20 {
		return false
	}
	e := k.run(j + 1)
	w := k.s[i:min(e, j+1+maxWord)]
	return isAcronym(w) && (e >= k.end || k.s[e] == '.' || strings.ToUpper(w) == w || k.stops[w] != plainStop)
}

// hostGoesOn reports whether the stop at j is followed by the last part of a
// host or file name, or by a part before one.
func (k *tokeniser) hostGoesOn(j int) bool {
	for range 4 {
		e := min(k.run(j+1), j+1+maxWord)
		if suffixes[strings.ToLower(k.s[j+1:e])] {
			return true
		}
		if e >= k.end || k.s[e] != '.' || e == j+1 {
			return false
		}
		j = e
	}
	return false
}

// suffixes end host and file names.
var suffixes = map[string]bool{
	"com": true, "org": true, "net": true, "gov": true, "edu": true, "mil": true, "int": true, "info": true,
	"vn": true, "la": true, "kh": true, "cn": true, "ru": true, "uk": true, "fr": true, "de": true, "eu": true,
	"html": true, "htm": true, "php": true, "pdf": true, "doc": true, "docx": true, "xls": true, "xlsx": true,
	"csv": true, "txt": true, "jpg": true, "png": true, "asp": true, "aspx": true,
}

// threeDigits reports whether exactly three digits stand at j.
func (k *tokeniser) threeDigits(j int) bool {
	n := 0
	for j+n < k.end && n < 4 && isDigitByte(k.s[j+n]) {
		n++
	}
	return n == 3
}

// figures reports whether the hyphen at j stands in a date in figures or a
// telephone number that starts at i, rather than in a range such as "5-10".
func (k *tokeniser) figures(i, j int) bool {
	var shape [16]byte // lengths of the groups of digits, hyphens between them
	n, e := 0, i
	for e < k.end && n < len(shape)-1 {
		c := k.s[e]
		switch {
		case isDigitByte(c) && n > 0 && shape[n-1] != '-':
			shape[n-1]++
		case isDigitByte(c):
			shape[n], n = '1', n+1
		case c == '-' && n > 0 && shape[n-1] != '-' && e+1 < k.end && isDigitByte(k.s[e+1]):
			shape[n], n = '-', n+1
		default:
			return numberShapes[string(shape[:n])]
		}
		if shape[n-1] > '9' {
			return false
		}
		e++
	}
	return numberShapes[string(shape[:n])]
}

// numberShapes are dates and telephone numbers, as the lengths of their groups of digits.
var numberShapes = map[string]bool{
	"4-2-2": true, "2-2-4": true, "1-2-4": true, "2-1-4": true, "2-2-2": true,
	"3-4": true, "3-3-4": true, "1-3-3-4": true, "2-3-3-4": true, "5-4": true,
}

// longestPrefix is the length of the longest of prefixes.
const longestPrefix = 7

// prefixes stay with their word at a hyphen; at all others a word is cut. The
// list is what UD's EWT and GUM do in most cases.
var prefixes = map[string]bool{
	"non": true, "e": true, "mid": true, "re": true, "anti": true, "co": true, "pre": true, "pro": true,
	"cross": true, "post": true, "over": true, "counter": true, "semi": true, "multi": true, "ex": true,
	"sub": true, "inter": true, "mini": true, "intra": true, "socio": true, "un": true, "mis": true, "ultra": true,
	"trans": true, "extra": true, "infra": true, "de": true, "arch": true, "psycho": true, "quasi": true,
}

// keepsStop reports whether the stop at j belongs to the word s[i:j].
func (k *tokeniser) keepsStop(i, j int) bool {
	if j-i > 20 || j+1 < k.end && k.s[j+1] == '.' {
		return false
	}
	w := k.s[i:j]
	final := j+1 >= k.last
	switch k.stopAfter(w) {
	case plainStop:
		return false
	case openStop, neverStop:
		return true
	}
	// "Gen." at the end of a sentence may stand for a rank; "no." and "plan B." do not.
	return !final
}

// symbol reads the mark r of n bytes at i and returns the end of its token.
func (k *tokeniser) symbol(i int, r rune, n int) int {
	j := i + n
	switch r {
	case '&':
		if e := entityEnd(k.s[i:k.end]); e > 0 {
			j = i + e
		}
	case '\'', '’', '`':
		j = k.apostrophe(i, j)
	case '.', '-', '*', '=', '~', '<', '>', '+', '$':
		for j < k.end && k.s[j] == byte(r) {
			j++
		}
		if j == i+1 && j < k.end && isDigitByte(k.s[j]) && (r == '+' || r == '.') {
			for j < k.end && isDigitByte(k.s[j]) {
				j++
			}
		}
	case '!', '?':
		for j < k.end && (k.s[j] == '!' || k.s[j] == '?') {
			j++
		}
	case '#', '@':
		if e := k.run(j); e > j && !isDigitByte(k.s[j]) {
			j = e
		}
	default:
		// Marks that combine with the one before them, such as variation selectors.
		for j < k.end {
			r, n := utf8.DecodeRuneInString(k.s[j:k.end])
			if !unicode.IsMark(r) && r != '\u200d' {
				break
			}
			j += n
		}
	}
	k.emit(i, j)
	return j
}

// apostrophe returns the end of the token that starts with the apostrophe s[i:j]:
// a clitic that stands alone, a year without its century, a pair or a single mark.
func (k *tokeniser) apostrophe(i, j int) int {
	e := k.run(j)
	w := k.s[j:min(e, j+4)]
	switch {
	case e-j <= 2 && cliticWords[strings.ToLower(w)]:
		return e
	case (e-j == 2 || e-j == 3 && w[2] == 's') && isDigitByte(w[0]) && isDigitByte(w[1]):
		return e
	case strings.HasPrefix(k.s[j:k.end], k.s[i:j]):
		return j + (j - i)
	}
	return j
}

var cliticWords = map[string]bool{"em": true, "s": true, "m": true, "d": true, "re": true, "ve": true, "ll": true}

// entityEnd returns the length of a character reference that was left in the
// text, such as "&nbsp;", or 0.
func entityEnd(s string) int {
	for i := 1; i < len(s) && i < 10; i++ {
		switch {
		case s[i] == ';' && i > 2:
			return i + 1
		case !isASCIIAlnum(s[i]) && !(i == 1 && s[i] == '#'):
			return 0
		}
	}
	return 0
}

func isDigitByte(c byte) bool { return '0' <= c && c <= '9' }

func isUpperByte(c byte) bool { return 'A' <= c && c <= 'Z' }
