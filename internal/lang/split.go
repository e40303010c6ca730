package lang

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"example.org/rapporteur"
)

// Split cuts a text into sentences, in order and without overlap, and marks
// headlines and what belongs to the page. Space between sentences and the marks
// of lists and headings ("## ", "• ", "1. ", "(a) ") belong to no sentence. A
// dateline stays with the first sentence of its report. Tokens is nil.
//
// Time and memory are linear in the length of the text; a sentence may be as
// long as the text.
func Split(t rapporteur.Text) []Sentence {
	s := t.String()
	b := boundaries{abbreviations: loadAbbreviations(), s: s}
	rules := loadFurniture()
	blocks := layout(s)
	out := make([]Sentence, 0, len(s)/120+1)
	for p, bl := range blocks {
		first := len(out)
		b.start, b.end = bl.start, bl.end
		for b.start < b.end {
			hold := b.start + datelineEnd(s[b.start:b.end])
			end := b.next(hold)
			start, stop := trimSpace(s, b.start, end)
			if b.start > bl.start {
				// A numbered paragraph that was run into the one before it.
				start += numberMark(s[start:stop])
			}
			if start < stop {
				w := s[start:stop]
				out = append(out, Sentence{
					Span:      spanOf(t, start, stop),
					Paragraph: p,
					Furniture: bl.furniture || rules.match(w),
				})
			}
			b.start = end
		}
		if len(out) == first+1 && !out[first].Furniture && !bl.item {
			out[first].Headline = bl.heading || looksLikeHeadline(t.Slice(out[first].Span))
		}
	}
	markMenus(t, out)
	return out
}

// spanOf returns a span whose ends are known to be right.
func spanOf(t rapporteur.Text, start, end int) rapporteur.Span {
	span, err := t.Span(rapporteur.ByteOffset(start), rapporteur.ByteOffset(end))
	if err != nil {
		panic(fmt.Sprintf("lang: a step of the reader went outside the text: %v", err))
	}
	return span
}

// longestHeadline is the length in bytes above which a line without a full stop
// is taken for a damaged paragraph rather than a headline.
const longestHeadline = 220

// looksLikeHeadline reports whether a block that is one sentence reads as a
// heading: short, opened by a capital, figure or quotation mark, and not closed.
func looksLikeHeadline(w string) bool {
	if len(w) > longestHeadline || endsStatement(w) || strings.HasSuffix(w, ",") {
		return false
	}
	r, n := utf8.DecodeRuneInString(w)
	for isOpener(r) {
		w = w[n:]
		r, n = utf8.DecodeRuneInString(w)
	}
	return unicode.IsUpper(r) || unicode.IsDigit(r) || unicode.IsTitle(r)
}

// markMenus turns lines that look like headlines into furniture where they are
// lines of a menu: two or more in a row of at most three words, or one word that
// no prose follows. The first line of a text stays what it is.
func markMenus(t rapporteur.Text, sentences []Sentence) {
	short := func(i int) int { // words, 0 if sentence i is no short line of its own
		if i >= len(sentences) {
			return 0
		}
		alone := (i == 0 || sentences[i-1].Paragraph != sentences[i].Paragraph) &&
			(i+1 == len(sentences) || sentences[i+1].Paragraph != sentences[i].Paragraph)
		w := t.Slice(sentences[i].Span)
		if !alone || len(w) > 60 || endsStatement(w) {
			return 0
		}
		if n := len(strings.Fields(w)); n <= 3 {
			return n
		}
		return 0
	}
	for i := 1; i < len(sentences); {
		run := i
		for short(run) > 0 {
			run++
		}
		prose := run < len(sentences) && !sentences[run].Furniture && !sentences[run].Headline
		if run-i > 1 || run-i == 1 && short(i) == 1 && !prose {
			for j := i; j < run; j++ {
				sentences[j].Headline, sentences[j].Furniture = false, true
			}
		}
		i = max(run, i+1)
	}
}

// dateline matches the words in front of a report: where it was filed, when, and
// by which agency. It needs an agency in brackets or slashes, or a place in
// capitals, or a place and a date, and the mark that ends it.
var dateline = regexp.MustCompile(`^(?:` +
	`(?:` + caps + `(?:` + where + `)?(?:,? ` + when + `)?(?:,? ` + agency + `)?` +
	`|` + place + `(?:,? ` + when + `)?,? ` + agency +
	`|` + place + `, ` + when +
	`|` + agency +
	`)(?: ?(?:—|--) ?| ?[–:]\s| -\s|\.? /[A-Za-z -]+/\.\s)` +
	`|` + caps + `(?:` + where + `)?, ` + when + `\. ` +
	`)`)

const (
	caps   = `\p{Lu}[\p{Lu}.'’-]+(?: \p{Lu}[\p{Lu}.'’-]+){0,3}`
	place  = `\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){0,3}`
	where  = `(?:, |/)` + place
	when   = `(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:,? \d{4})?|\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*(?:,? \d{4})?)`
	agency = `(?:\([\p{L}./ -]{2,30}\)|/[A-Z][\p{L}. -]{1,20}/)`
)

// datelineEnd returns the length of the dateline at the start of s, or 0.
func datelineEnd(s string) int {
	const longest = 120
	if len(s) > longest {
		cut := longest
		for !utf8.RuneStart(s[cut]) {
			cut--
		}
		s = s[:cut]
	}
	return len(dateline.FindString(s))
}
