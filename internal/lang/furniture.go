package lang

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed data/furniture.txt
var furnitureFile string

// longestFurniture is the length in bytes above which only an exact line of the
// page is taken for furniture.
const longestFurniture = 240

// furniture is data/furniture.txt, read once.
type furniture struct {
	line  map[string]bool
	start map[string][]string // by their first two bytes
	has   []string
	shape *regexp.Regexp
	cut   *regexp.Regexp
}

var loadFurniture = sync.OnceValue(func() furniture {
	f := furniture{line: map[string]bool{}, start: map[string][]string{}}
	var shapes, cuts []string
	for line := range strings.Lines(furnitureFile) {
		rule, pattern, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok {
			continue
		}
		switch rule {
		case "line":
			f.line[pattern] = true
		case "start":
			f.start[head(pattern)] = append(f.start[head(pattern)], pattern)
		case "has":
			f.has = append(f.has, pattern)
		case "shape":
			shapes = append(shapes, pattern)
		case "cut":
			cuts = append(cuts, pattern)
		}
	}
	f.cut = regexp.MustCompile(`^(?i:` + strings.Join(cuts, "|") + `)\s+[\p{Lu}(“"]`)
	f.shape = regexp.MustCompile(`^(?:` + strings.Join(shapes, "|") + `)$`)
	return f
})

func head(w string) string { return w[:min(len(w), 2)] }

// isLine reports whether a whole line is known to belong to the page.
func (f furniture) isLine(w string) bool {
	if len(w) > 80 {
		return false
	}
	// One word in lower case may as well be the last of a wrapped paragraph.
	r, _ := utf8.DecodeRuneInString(w)
	if unicode.IsLower(r) && !strings.ContainsAny(w, " &") || endsStatement(w) && !strings.HasSuffix(w, ":") {
		return false
	}
	return f.whole(fold(w))
}

func (f furniture) whole(folded string) bool {
	core := strings.TrimFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return core == "" || f.line[core] || len(core) <= 4 && strings.Trim(core, "0123456789") == ""
}

// match reports whether a sentence belongs to the page.
func (f furniture) match(w string) bool {
	if len(w) > longestFurniture {
		return false
	}
	folded := fold(w)
	open := !endsStatement(w) || strings.HasSuffix(w, ":") || strings.HasSuffix(w, "…")
	if open && f.whole(folded) || strings.IndexFunc(folded, isWordRune) < 0 {
		return true
	}
	for _, p := range f.start[head(folded)] {
		// After a label such as "photo:" a full stop may end a sentence of the report.
		label := strings.HasSuffix(p, ":") && !open && strings.Count(folded, " ") > longestLabel
		if strings.HasPrefix(folded, p) && wordEnds(folded, len(p)) && !label {
			return true
		}
	}
	for _, p := range f.has {
		if strings.Contains(folded, p) {
			return true
		}
	}
	if creditAtEnd(folded) {
		return true
	}
	return len(folded) <= 80 && strings.ContainsAny(folded, "0123456789-–—([") && f.shape.MatchString(folded)
}

// longestLabel is the number of spaces up to which a sentence with a label and a
// full stop is still a line of the page.
const longestLabel = 6

// cutEnd returns the length of what belongs to the page at the start of s, where
// the report goes on after it without a full stop, or 0.
func (f furniture) cutEnd(s string) int {
	s = s[:min(len(s), longestFurniture)]
	m := f.cut.FindStringIndex(s)
	if m == nil {
		return 0
	}
	_, n := utf8.DecodeLastRuneInString(s[:m[1]])
	return len(strings.TrimRightFunc(s[:m[1]-n], unicode.IsSpace))
}

// creditAtEnd reports whether a caption ends with the source of its picture.
func creditAtEnd(folded string) bool {
	folded = strings.TrimRight(folded, ". |")
	i := strings.LastIndexByte(folded, '(')
	return i >= 0 && strings.HasSuffix(folded, ")") && creditEnd(folded[i:]) > 0
}

// wordEnds reports whether a word ends at byte i of w.
func wordEnds(w string, i int) bool {
	if i == len(w) {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(w[:i])
	after, _ := utf8.DecodeRuneInString(w[i:])
	return !isWordRune(before) || !isWordRune(after)
}

// fold writes w in lower case, with plain apostrophes and single spaces.
func fold(w string) string {
	w = strings.ReplaceAll(w, "&nbsp;", " ")
	var b strings.Builder
	b.Grow(len(w))
	space := false
	for _, r := range w {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
			continue
		case r == '’' || r == '‘' || r == '`':
			r = '\''
		}
		if space && r != ':' {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
