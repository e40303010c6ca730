package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A block is one paragraph, heading, list item or line of the page: what
// sentences never reach across.
type block struct {
	start, end int  // bytes, without the space around and the mark of a list or heading
	heading    bool // marked as a heading in the text
	item       bool // marked as an item of a list
	furniture  bool // a line that by itself is known to belong to the page
}

// A line is one line of the text without the space around it; empty if start == end.
type line struct{ start, end int }

func linesOf(s string) []line {
	lines := make([]line, 0, 1+strings.Count(s, "\n"))
	for start := 0; start <= len(s); {
		end, next := lineEnd(s, start)
		a, b := trimSpace(s, start, end)
		if w := s[a:b]; strings.HasPrefix(w, "<!--") && strings.HasSuffix(w, "-->") {
			b = a // a comment of the page's source separates like a blank line
		}
		lines = append(lines, line{a, b})
		start = next
	}
	return lines
}

// lineEnd returns where the line that starts at i ends and where the next starts,
// which is after the end of s for the last.
func lineEnd(s string, i int) (end, next int) {
	for ; i < len(s); i++ {
		switch s[i] {
		case '\r':
			if strings.HasPrefix(s[i:], "\r\n") {
				return i, i + 2
			}
			return i, i + 1
		case '\n', '\f', '\v':
			return i, i + 1
		case 0xe2: // the first byte of U+2028 and U+2029
			if strings.HasPrefix(s[i:], "\u2028") || strings.HasPrefix(s[i:], "\u2029") {
				return i, i + 3
			}
		}
	}
	return len(s), len(s) + 1
}

// trimSpace narrows s[a:b] to what is left without space and invisible marks around it.
func trimSpace(s string, a, b int) (int, int) {
	w := strings.TrimLeftFunc(s[a:b], isBlank)
	a = b - len(w)
	return a, a + len(strings.TrimRightFunc(w, isBlank))
}

func isBlank(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' || r == '\u2060' || r < ' '
}

// layout cuts a text into blocks. Blank lines, marks of lists and headings and
// known lines of the page always part blocks. Whether any other line break does
// is decided once for the text: it does where lines are paragraphs, and does not
// where lines were wrapped at a width.
func layout(s string) []block {
	lines := linesOf(s)
	wrapped, width := isWrapped(s, lines)
	rules := loadFurniture()
	var blocks []block
	open := false // the last block can still grow
	gap := 0      // blank lines since
	var prev line
	for _, l := range lines {
		if l.start == l.end {
			gap++
			continue
		}
		w := s[l.start:l.end]
		m := markOf(w)
		page := rules.isLine(w)
		if open && !page {
			above := s[prev.start:prev.end]
			grow := false
			switch {
			case gap > 0:
				// A page of a scan ended within a sentence.
				grow = gap <= 2 && m.kind == noMark && len(above) >= 40 && !endsStatement(above) && goesOn(above, w) &&
					strings.IndexFunc(w[:firstWord(w)], unicode.IsDigit) < 0
			case m.kind == noMark:
				grow = joins(above, w, wrapped, width, prev.start == blocks[len(blocks)-1].start)
			case m.kind == itemMark:
				// "… on March" / "5. The two sides" or "… the talks" / "- the third - …".
				grow = wrapped && !endsStatement(above)
			}
			if grow {
				blocks[len(blocks)-1].end = l.end
				prev, gap = l, 0
				continue
			}
		}
		gap = 0
		b := block{start: l.start + m.length, end: l.end, heading: m.kind == headingMark, item: m.kind == itemMark, furniture: page}
		b.start, b.end = trimSpace(s, b.start, b.end)
		prev = l
		if b.start == b.end {
			open = false
			continue
		}
		prev.start = b.start
		blocks = append(blocks, b)
		open = !page && m.kind != headingMark
	}
	return blocks
}

// isWrapped reports whether the lines of s were wrapped at a width, and that
// width in bytes. Two signs are counted over neighbouring lines: the second goes
// on in lower case though the first has no full stop, and the first word of the
// second would not have fitted on the first.
func isWrapped(s string, lines []line) (bool, int) {
	width := 0
	for _, l := range lines {
		width = max(width, l.end-l.start)
	}
	pairs, lower, full := 0, 0, 0
	for i := 1; i < len(lines); i++ {
		p, l := lines[i-1], lines[i]
		if p.start == p.end || l.start == l.end {
			continue
		}
		pairs++
		first, _ := utf8.DecodeRuneInString(s[l.start:l.end])
		if unicode.IsLower(first) && !endsStatement(s[p.start:p.end]) {
			lower++
		}
		if p.end-p.start+1+firstWord(s[l.start:l.end]) > width {
			full++
		}
	}
	const (
		widest    = 200 // bytes; longer lines are paragraphs, whatever follows them
		narrowest = 40  // shorter lines of one length are a table or a list
	)
	if pairs == 0 || width > widest && lower*2 < pairs {
		return false, width
	}
	return lower*3 >= pairs || pairs >= 4 && width >= narrowest && full*5 >= pairs*4, width
}

func firstWord(w string) int {
	if i := strings.IndexFunc(w[:min(len(w), maxWord)], unicode.IsSpace); i >= 0 {
		return i
	}
	return min(len(w), maxWord)
}

// endsStatement reports whether w ends as a sentence or the head of a list does.
func endsStatement(w string) bool {
	w = strings.TrimSuffix(w, "&nbsp;")
	w = strings.TrimRightFunc(w, func(r rune) bool { return isCloser(r) || unicode.IsSpace(r) })
	r, _ := utf8.DecodeLastRuneInString(w)
	return isTerminator(r) || r == ':' || r == ';'
}

// joins reports whether the line below goes on where the line above, the first of
// its block or not, ended.
func joins(above, below string, wrapped bool, width int, first bool) bool {
	r, _ := utf8.DecodeRuneInString(below)
	ended := endsStatement(above)
	if !ended && goesOn(above, below) {
		return true
	}
	if !wrapped {
		return false
	}
	room := len(above)+1+firstWord(below) <= width*4/5
	if room && !unicode.IsLower(r) {
		// The next word would have fitted: a paragraph ended here, or a heading.
		return !ended && !(first && len(above) <= width*3/5)
	}
	return true
}

// goesOn reports whether the line below is the rest of the line above even where
// lines are paragraphs: pages break lines around links and entities.
func goesOn(above, below string) bool {
	above = strings.TrimSpace(strings.ReplaceAll(above[max(0, len(above)-24):], "&nbsp;", " "))
	r, _ := utf8.DecodeRuneInString(below)
	switch r {
	case ',', '.', ';', ')', '%', '”', '’':
		return true
	}
	below = strings.TrimPrefix(below, "&nbsp;")
	r, _ = utf8.DecodeRuneInString(below)
	if unicode.IsLower(r) && strings.ContainsAny(below, " .,") && strings.Contains(above, " ") {
		return true
	}
	if strings.HasSuffix(above, ",") || strings.HasSuffix(above, "(") {
		return true
	}
	return hangingWords[above[strings.LastIndexByte(above, ' ')+1:]] && strings.Contains(above, " ")
}

// hangingWords end no line that is a paragraph or a heading.
var hangingWords = map[string]bool{
	"a": true, "an": true, "the": true, "of": true, "to": true, "and": true, "or": true, "in": true, "on": true,
	"at": true, "by": true, "for": true, "from": true, "with": true, "as": true, "that": true, "which": true,
	"his": true, "her": true, "its": true, "their": true, "between": true, "including": true, "under": true,
	"was": true, "were": true, "is": true, "are": true, "has": true, "have": true, "Mr": true, "Mr.": true,
	"Ms": true, "Dr.": true, "Gen.": true, "Lt.": true, "Col.": true, "Lieut.": true, "Prime": true, "Deputy": true,
}

type markKind uint8

const (
	noMark markKind = iota
	itemMark
	headingMark
)

// A mark is the sign of a list item or heading at the start of a line.
type mark struct {
	kind   markKind
	length int // bytes, with the space after it
}

// markOf returns the mark at the start of a line: "## ", "• ", "- ", "12. ",
// "(3) ", "(a) ", "iv) ".
func markOf(w string) mark {
	if n := len(w) - len(strings.TrimLeft(w, "#")); n > 0 && n <= 6 && n < len(w) && w[n] == ' ' {
		return mark{headingMark, n + 1}
	}
	r, n := utf8.DecodeRuneInString(w)
	if strings.ContainsRune("•●▪■◦‣·∙➢➤✓*-–—", r) && n < len(w) {
		rest := strings.TrimLeftFunc(w[n:], unicode.IsSpace)
		if len(rest) < len(w)-n || !strings.ContainsRune("*-–—·", r) {
			return mark{itemMark, len(w) - len(rest)}
		}
		return mark{}
	}
	return mark{itemMark, numberMark(w)}.orNone()
}

func (m mark) orNone() mark {
	if m.length == 0 {
		return mark{}
	}
	return m
}

// numberMark returns the length of a number or letter of a list at the start of
// w, with the space after it, or 0.
func numberMark(w string) int {
	i := 0
	bracket := w != "" && w[0] == '('
	if bracket {
		i++
	}
	j := i
	for j < len(w) && j-i < 5 && isASCIIAlnum(w[j]) {
		j++
	}
	label := w[i:j]
	if !isListNumber(label) && !isRoman(label) && (len(label) != 1 || label < "a" || label > "h") || j >= len(w) {
		return 0
	}
	switch {
	case w[j] == ')', w[j] == '.' && !bracket && (isListNumber(label) || isRoman(label) && len(label) > 1):
		j++
	default:
		return 0
	}
	if !bracket && w[j-1] == ')' && len(label) > 2 && !isRoman(label) {
		return 0
	}
	rest := strings.TrimLeftFunc(w[j:], unicode.IsSpace)
	if len(rest) == len(w)-j || rest == "" {
		return 0
	}
	return len(w) - len(rest)
}

func isASCIIAlnum(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// isRoman reports whether w is a small Roman number, all in one case.
func isRoman(w string) bool {
	return w != "" && (strings.Trim(w, "ivx") == "" || strings.Trim(w, "IVX") == "")
}
