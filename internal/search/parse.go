package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"example.org/rapporteur/internal/who"
)

// Parse reads the words of a query, each of which must be found. A word that
// ends in "*" stands for all that begin so. Words in quotation marks must stand
// one after the other; a mark that is not closed quotes all that follows, and one
// behind a letter or digit, as in 12", opens nothing. Marks without letters ask
// for nothing.
func Parse(query string) []Term {
	var out []Term
	for query != "" {
		var before, quoted string
		before, quoted, query = cutQuoted(query)
		for chunk := range strings.FieldsSeq(before) {
			if parts, star := partsOf(chunk); len(parts) > 0 {
				t := Term{Form{clip(strings.Join(parts, "")) + star}}
				for i := range parts {
					parts[i] = clip(parts[i])
				}
				parts[len(parts)-1] += star
				if len(parts) > 1 {
					t = append(t, Form(parts))
				}
				out = append(out, t)
			}
		}
		if t := phrase(quoted); len(t) > 0 {
			out = append(out, t)
		}
	}
	return out
}

// partsOf returns the folded parts of a chunk of a query, and its star if it ends in one.
func partsOf(chunk string) (parts []string, star string) {
	if strings.HasSuffix(chunk, "*") {
		star = "*"
	}
	return strings.Fields(who.Fold(chunk)), star
}

// marks are those of quotations: people copy them from texts as printed.
const marks = "\"“”„‟«»＂"

// cutQuoted cuts a query into what stands before the first quotation, the words of
// the quotation, and the rest. A star behind the closing mark belongs to the words.
func cutQuoted(query string) (before, quoted, rest string) {
	open := -1
	behind := ' '
	for i, r := range query {
		if strings.ContainsRune(marks, r) && !unicode.IsLetter(behind) && !unicode.IsDigit(behind) && !unicode.IsMark(behind) {
			open = i
			break
		}
		behind = r
	}
	if open < 0 {
		return query, "", ""
	}
	before, quoted = query[:open], query[open:]
	quoted = quoted[firstLen(quoted):]
	if end := strings.IndexAny(quoted, marks); end >= 0 {
		quoted, rest = quoted[:end], quoted[end:]
		rest = rest[firstLen(rest):]
		if behind, ok := strings.CutPrefix(rest, "*"); ok {
			quoted, rest = quoted+"*", behind
		}
	}
	return before, quoted, rest
}

// firstLen returns the length of the first character of s in bytes.
func firstLen(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	return n
}

// manyForms is how many ways of writing a phrase are asked for: hyphenated words
// apart and in one, each by itself up to three of them.
const manyForms = 8

// phrase returns the term of words that must stand one after the other.
func phrase(words string) Term {
	forms, apart, whole := [][]string{nil}, []string{}, []string{}
	for chunk := range strings.FieldsSeq(words) {
		parts, _ := partsOf(chunk)
		if len(parts) == 0 {
			continue
		}
		one := strings.Join(parts, "")
		apart, whole = append(apart, parts...), append(whole, one)
		n := len(forms)
		for i := range n {
			if len(parts) > 1 && 2*n <= manyForms {
				forms = append(forms, append(slices.Clip(forms[i]), parts...))
			}
			forms[i] = append(slices.Clip(forms[i]), one)
		}
	}
	if len(apart) == 0 {
		return nil
	}
	star := ""
	if strings.HasSuffix(words, "*") {
		star = "*"
	}
	var t Term
	for _, f := range append(forms, apart) {
		for i := range f {
			f[i] = clip(f[i])
		}
		if form := (Form{strings.Join(f, " ") + star}); !slices.ContainsFunc(t, func(o Form) bool { return o[0] == form[0] }) {
			t = append(t, form)
		}
	}
	return t
}
