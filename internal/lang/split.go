package lang

import (
	"fmt"
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
	items := make([]bool, 0, cap(out)) // whether each of out is of an item of a list
	report := false                    // a sentence of the report itself has been seen
	for p, bl := range blocks {
		first := len(out)
		b.start, b.end = bl.start, bl.end
		for b.start < b.end {
			end := b.start + rules.cutEnd(s[b.start:b.end])
			dateline := 0
			if end == b.start {
				dateline = datelineEnd(s[b.start:b.end], !report)
				end = b.next(b.start + dateline)
			}
			start, stop := trimSpace(s, b.start, end)
			if start > bl.start {
				// A numbered paragraph that was run into the one before it.
				start += numberMark(s[start:stop])
			}
			if start < stop {
				sentence := Sentence{
					Span:      spanOf(t, start, stop),
					Paragraph: p,
					Furniture: bl.furniture || rules.match(s[start:stop]),
				}
				if dateline > 0 {
					d, e := trimSpace(s, b.start, b.start+dateline)
					sentence.Dateline = spanOf(t, d, e)
				}
				out, items = append(out, sentence), append(items, bl.item)
				report = report || !sentence.Furniture && endsStatement(s[start:stop])
			}
			b.start, _ = trimSpace(s, end, bl.end)
		}
		if len(out) == first+1 && !out[first].Furniture && !bl.item {
			out[first].Headline = bl.heading || looksLikeHeadline(t.Slice(out[first].Span))
		}
	}
	markMenus(t, out, items)
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

// markMenus turns short lines of their own into furniture where they are lines of
// a menu or a list of keywords. Items of a list, which the writer marked, and the
// first line of a text stay what they are.
func markMenus(t rapporteur.Text, sentences []Sentence, items []bool) {
	// words counts those of sentence i; 0 if it is no short line of its own.
	words := func(i int) int {
		if i >= len(sentences) || items[i] {
			return 0
		}
		alone := (i == 0 || sentences[i-1].Paragraph != sentences[i].Paragraph) &&
			(i+1 == len(sentences) || sentences[i+1].Paragraph != sentences[i].Paragraph)
		w := t.Slice(sentences[i].Span)
		if !alone || len(w) > 60 || !unfinished(w) {
			return 0
		}
		if n := len(strings.Fields(w)); n <= 3 {
			return n
		}
		return 0
	}
	for i := 1; i < len(sentences); {
		end, single := i, 0
		for words(end) > 0 {
			if words(end) == 1 {
				single++
			}
			end++
		}
		next := max(end, i+1)
		page := sentences[i-1].Furniture || end < len(sentences) && sentences[end].Furniture
		prose := end < len(sentences) && endsStatement(t.Slice(sentences[end].Span)) && !sentences[end].Furniture
		if prose && end > i && (words(end-1) > 1 || end == i+1) {
			end-- // a heading of what follows
		}
		if n := end - i; n > 0 && (page || single == n || single > 0 && n > 2) {
			for j := i; j < end; j++ {
				sentences[j].Headline, sentences[j].Furniture = false, true
			}
		}
		i = next
	}
}

// unfinished reports whether a short line does not end as a sentence does: the
// stop of an abbreviation at its end counts for nothing.
func unfinished(w string) bool {
	if !endsStatement(w) {
		return true
	}
	i := len(w) - 1
	last := wordBefore(w, 0, i)
	return w[i] == '.' && last != "" && loadAbbreviations().stopAfter(last) != plainStop
}
