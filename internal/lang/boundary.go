package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxWord bounds how far the splitter looks for one word, so that its time
// stays linear in texts that hold no spaces.
const maxWord = 48

// wordBefore returns the word that ends at byte i, not reaching before from:
// letters, digits, marks, inner stops, hyphens and apostrophes.
func wordBefore(s string, from, i int) string {
	j := i
	for j > from && i-j < maxWord {
		r, n := utf8.DecodeLastRuneInString(s[from:j])
		if !isWordRune(r) && r != '.' && r != '-' && r != '\'' && r != '’' {
			break
		}
		j -= n
	}
	return strings.TrimLeft(s[j:i], ".-'’")
}

// wordAt returns the letters that start at byte i.
func wordAt(s string, i, end int) string {
	j := i
	for j < end && j-i < maxWord {
		r, n := utf8.DecodeRuneInString(s[j:end])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			break
		}
		j += n
	}
	return s[i:j]
}

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// isTerminator reports whether r can end a sentence.
func isTerminator(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '。', '！', '？', '‼', '⁇':
		return true
	}
	return false
}

// isCloser reports whether r, right after a terminator, still belongs to the sentence.
func isCloser(r rune) bool {
	switch r {
	case '"', '\'', '”', '’', '»', '›', ')', ']', '}':
		return true
	}
	return false
}

// isOpener reports whether r can stand before the first word of a sentence.
func isOpener(r rune) bool {
	switch r {
	case '"', '\'', '“', '‘', '«', '‹', '(', '[', '{', '„':
		return true
	}
	return false
}

// reportingVerbs are those that follow a quotation and its speaker.
var reportingVerbs = map[string]bool{
	"said": true, "says": true, "asked": true, "asks": true, "added": true, "told": true, "wrote": true,
	"replied": true, "stated": true, "noted": true, "stressed": true, "exclaimed": true, "wondered": true,
}

// A boundaries finds the ends of sentences in one block of text.
type boundaries struct {
	abbreviations
	s     string
	start int // of the sentence that is being read
	end   int // of the block
}

// next returns the end of the sentence that starts at b.start. No sentence ends
// before byte hold.
func (b boundaries) next(hold int) int {
	for i := b.start; i < b.end; {
		c := b.s[i]
		if c < utf8.RuneSelf && c != '.' && c != '!' && c != '?' && c != '(' {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(b.s[i:b.end])
		if r == '(' {
			if e := creditEnd(b.s[i:b.end]); e > 0 && i+e >= hold {
				return i + e
			}
		}
		if !isTerminator(r) {
			i += n
			continue
		}
		run := i + n // the end of the run of terminators
		for run < b.end {
			r, n := utf8.DecodeRuneInString(b.s[run:b.end])
			if r == '/' && strings.HasPrefix(b.s[run:b.end], "/.") {
				n = 2 // "./." closes reports of some agencies
			} else if !isTerminator(r) {
				break
			}
			run += n
		}
		after := b.closers(run)
		if after >= hold && b.ends(i, run, after) {
			return after
		}
		i = run
	}
	return b.end
}

// closers returns the end of the closing marks and note references at i.
func (b boundaries) closers(i int) int {
	for i < b.end {
		r, n := utf8.DecodeRuneInString(b.s[i:b.end])
		switch {
		case isCloser(r):
			i += n
		case r == '[':
			e := noteEnd(b.s[i:b.end])
			if e == 0 {
				return i
			}
			i += e
		case r == ' ':
			e := noteEnd(b.s[i+1 : b.end])
			if e == 0 {
				return i
			}
			i += 1 + e
		default:
			return i
		}
	}
	return i
}

// noteEnd returns the length of a note reference such as "[12]" at the start of s, or 0.
func noteEnd(s string) int {
	if s == "" || s[0] != '[' {
		return 0
	}
	for i := 1; i < len(s) && i < 6; i++ {
		if s[i] == ']' && i > 1 {
			return i + 1
		}
		if s[i] < '0' || s[i] > '9' {
			break
		}
	}
	return 0
}

// credits are the openings of a bracket that names the source of a picture.
var credits = []string{"(photo:", "(photo by", "(photo credit", "(file photo", "(source:", "(illustrative photo", "(photo -"}

// creditEnd returns the length of a picture credit at the start of s, with the
// stop that may follow it, or 0. A caption without a full stop ends with it.
func creditEnd(s string) int {
	for _, c := range credits {
		if len(s) < len(c) || !strings.EqualFold(s[:len(c)], c) {
			continue
		}
		e := strings.IndexByte(s[:min(len(s), 80)], ')') + 1
		if e > 0 && e < len(s) && s[e] == '.' {
			e++
		}
		return e
	}
	return 0
}

// ends reports whether the terminators s[i:run], with closing marks up to after,
// end a sentence.
func (b boundaries) ends(i, run, after int) bool {
	if after >= b.end {
		return true
	}
	p := after
	for p < b.end {
		r, n := utf8.DecodeRuneInString(b.s[p:b.end])
		if !unicode.IsSpace(r) && r != '\u200b' && r != '\ufeff' {
			break
		}
		p += n
	}
	if p == b.end {
		return true
	}
	single := b.s[i:run] == "."
	if signOff(b.s[p:b.end]) {
		return true
	}
	if p == after {
		return b.glued(i, after)
	}
	if r, _ := utf8.DecodeRuneInString(b.s[p:b.end]); isTerminator(r) {
		return false // ". . ."
	}
	for p < b.end {
		r, n := utf8.DecodeRuneInString(b.s[p:b.end])
		if !isOpener(r) && r != '-' && r != '–' && r != '—' && r != '•' && r != '*' && !unicode.IsSpace(r) {
			break
		}
		p += n
	}
	if p == b.end {
		return true
	}
	first, _ := utf8.DecodeRuneInString(b.s[p:b.end])
	if unicode.IsLower(first) {
		return b.lowerCase(i, after)
	}
	if single {
		return b.stopEnds(i, p, first)
	}
	if b.s[i:run] == "…" || strings.HasPrefix(b.s[i:run], "..") {
		// "the … Minister" leaves words out; "the matter… Minister" trails off.
		spaced := i > b.start && isSpaceByte(b.s[i-1])
		return !spaced || b.openers[wordAt(b.s, p, b.end)]
	}
	return after == run || !b.speakerFollows(p)
}

// lowerCase decides for a terminator at i, followed by closing marks up to after
// and a word in lower case: in a text that opens its sentences so, it ends one.
func (b boundaries) lowerCase(i, after int) bool {
	start, _ := utf8.DecodeRuneInString(b.s[b.start:b.end])
	w := wordBefore(b.s, b.start, i)
	last, _ := utf8.DecodeLastRuneInString(b.s[:after])
	return unicode.IsLower(start) && isTerminator(last) && last != '…' && !strings.HasSuffix(b.s[:after], "..") &&
		len(w) > 2 && b.stopAfter(w) == plainStop
}

// signOff reports whether s is what an agency sets after its report: "-VNA", "— VNA/VNS".
func signOff(s string) bool {
	w := strings.TrimLeft(s, "-–—")
	if len(w) == len(s) {
		return false
	}
	w = strings.TrimLeft(w, " ")
	n := strings.IndexFunc(w, func(r rune) bool { return !unicode.IsUpper(r) && r != '/' && r != '-' })
	if n < 0 {
		n = len(w)
	}
	return n >= 2 && n <= 12 && (n == len(w) || isSpaceByte(w[n]) && len(w) < 40)
}

// stopEnds decides for a single full stop at i before the word at p, which starts with first.
func (b boundaries) stopEnds(i, p int, first rune) bool {
	w := wordBefore(b.s, b.start, i)
	if w == "" {
		return true
	}
	if lead := i - len(w) - b.start; isListNumber(w) && lead < 8 && strings.Trim(b.s[b.start:b.start+lead], "([\"“ ") == "" {
		return false // "2. The two sides"
	}
	switch b.stopAfter(w) {
	case neverStop:
		return false
	case titleStop:
		// "Plan B. The": no name starts with a word that opens sentences.
		return utf8.RuneCountInString(w) == 1 && b.openers[wordAt(b.s, p, b.end)]
	case numberStop:
		return !unicode.IsDigit(first) && first != '('
	case openStop:
		return b.openers[wordAt(b.s, p, b.end)]
	}
	return true
}

// glued decides for a terminator without a space after it, as in damaged text:
// "agreed.The two sides". Names of files and hosts have no capital there.
func (b boundaries) glued(i, after int) bool {
	w := wordBefore(b.s, b.start, i)
	last, n := utf8.DecodeLastRuneInString(w)
	if len(w)-n < 2 || !unicode.IsLower(last) || strings.ContainsAny(w, ".") {
		return false
	}
	r, n := utf8.DecodeRuneInString(b.s[after:b.end])
	if r == '“' {
		return true
	}
	if !unicode.IsUpper(r) || after+n >= b.end {
		return false
	}
	r, _ = utf8.DecodeRuneInString(b.s[after+n : b.end])
	return unicode.IsLower(r) || unicode.IsSpace(r)
}

// speakerFollows reports whether the words at p are a speaker and a reporting
// verb, as after “Why now?” Mr Lam asked.
func (b boundaries) speakerFollows(p int) bool {
	for range 5 {
		w := wordAt(b.s, p, b.end)
		if w == "" {
			return false
		}
		if reportingVerbs[w] {
			return true
		}
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && w != "the" && w != "of" {
			return false
		}
		p += len(w)
		if p < b.end && b.s[p] == '.' {
			p++
		}
		for p < b.end && isSpaceByte(b.s[p]) {
			p++
		}
	}
	return false
}

// isListNumber reports whether w is a number as lists have it: one or two digits.
func isListNumber(w string) bool {
	if len(w) == 0 || len(w) > 2 {
		return false
	}
	return strings.Trim(w, "0123456789") == ""
}

func isSpaceByte(c byte) bool {
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\v'
}
