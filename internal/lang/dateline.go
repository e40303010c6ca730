package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// datelineEnd returns the length of the dateline at the start of s, or 0: the
// words that say where a report was filed, when, and by which agency, with the
// mark that ends them. An agency that passes on another's report puts its own
// dateline before it. opening says that no sentence of the report came before.
func datelineEnd(s string, opening bool) int {
	const longest = 120
	n := 0
	for range 3 {
		d := datelineReader{s: s[n:min(len(s), n+longest)]}
		m := d.read(opening || n > 0)
		if m == 0 {
			break
		}
		n += m
	}
	return n
}

// A datelineReader reads one dateline from the start of s, up to byte i:
//
//	PLACE[, Place | /Place][, DATE][, AGENCY] MARK
type datelineReader struct {
	s string
	i int
}

// read returns the length of the dateline, or 0. It takes a place with an agency
// or a date, a place in capitals with its country, or an agency alone. A place in
// capitals and a dash alone may as well be an organisation and a remark, and are
// believed only where the report starts.
func (d *datelineReader) read(opening bool) int {
	capitals := d.place()
	named := d.i > 0
	from := d.i
	country := named && (d.take(", ") || d.take("/"))
	if country {
		start := d.i
		if d.place(); d.i == start {
			country, d.i = false, from
		}
	}
	dated := named && d.after(d.date)
	slash := d.i
	if agency := d.after(d.agency); agency {
		if d.s[d.i-1] == '/' && d.take(". ") || d.mark() {
			return d.i
		}
		// "(KPL) The ministers"
		w := strings.Trim(d.s[slash:d.i], "( )")
		if !named && strings.ToUpper(w) == w && len(w) <= 14 && d.take(" ") {
			return d.i
		}
		return 0
	}
	if dated && d.take(", ") {
		// "Riyadh, December 1, 2026, SPA --"
		if w := d.word(); w != "" && w == strings.ToUpper(w) && d.mark() {
			return d.i
		}
		return 0
	}
	switch {
	case dated && (d.mark() || capitals && d.take(". ")),
		capitals && country && d.mark(),
		capitals && opening && !dated && !(strings.HasPrefix(d.s[d.i:], ":") && remarks[strings.TrimSpace(d.s[:d.i])]) && d.mark():
		return d.i
	}
	return 0
}

// remarks are the words in capitals that stand before a colon where a report
// starts, and are no place.
var remarks = map[string]bool{
	"ANALYSIS": true, "ANSWER": true, "BREAKING": true, "BREAKING NEWS": true, "COMMENT": true, "CORRECTED": true, "CORRECTION": true, "DATE": true,
	"EDITORIAL": true, "EXCLUSIVE": true, "EXPLAINER": true, "FACTBOX": true, "FROM": true, "INTERVIEW": true, "LIVE": true, "NOTE": true, "OPINION": true,
	"PHOTOS": true, "QUESTION": true, "SUBJECT": true, "SUMMARY": true, "TIMELINE": true, "UPDATE": true, "UPDATED": true, "VIDEO": true, "WATCH": true,
}

// take moves past w if it stands here.
func (d *datelineReader) take(w string) bool {
	if !strings.HasPrefix(d.s[d.i:], w) {
		return false
	}
	d.i += len(w)
	return true
}

// after moves past a part and what parts it from the one before.
func (d *datelineReader) after(part func() bool) bool {
	start := d.i
	for _, gap := range []string{"", ", ", " ", ". "} {
		d.i = start
		if d.take(gap) && part() {
			return true
		}
	}
	d.i = start
	return false
}

// place moves past up to four words with a capital each, and reports whether
// they hold at least three letters and none in lower case.
func (d *datelineReader) place() bool {
	letters, capitals := 0, true
	for range 4 {
		start := d.i
		if letters > 0 && !d.take(" ") {
			break
		}
		first, _ := utf8.DecodeRuneInString(d.s[d.i:])
		w := d.word()
		if !unicode.IsUpper(first) || months[strings.TrimSuffix(w, ".")] && d.i+1 < len(d.s) && isDigitByte(d.s[d.i+1]) {
			d.i = start
			break
		}
		for _, r := range w {
			if unicode.IsLetter(r) {
				letters++
			}
			if unicode.IsLower(r) {
				capitals = false
			}
		}
	}
	return capitals && letters > 2
}

// word moves past one word, with its inner marks and a full stop.
func (d *datelineReader) word() string {
	start := d.i
	for d.i < len(d.s) {
		r, n := utf8.DecodeRuneInString(d.s[d.i:])
		next, _ := utf8.DecodeRuneInString(d.s[d.i+n:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '.' && (r != '-' && r != '\'' && r != '’' || !unicode.IsLetter(next)) {
			break
		}
		if r == '.' && strings.HasPrefix(d.s[d.i:], ". /") {
			break
		}
		d.i += n
	}
	return d.s[start:d.i]
}

var months = map[string]bool{
	"January": true, "February": true, "March": true, "April": true, "May": true, "June": true, "July": true,
	"August": true, "September": true, "October": true, "November": true, "December": true,
	"Jan": true, "Feb": true, "Mar": true, "Apr": true, "Jun": true, "Jul": true, "Aug": true, "Sep": true,
	"Sept": true, "Oct": true, "Nov": true, "Dec": true,
}

// date moves past a day: "March 5", "Mar. 5, 2026", "5 March 2026".
func (d *datelineReader) date() bool {
	day := d.number(2)
	if day && !d.take(" ") {
		return false
	}
	if w := d.month(); !months[w] {
		return false
	}
	if !day && !(d.take(" ") && d.number(2)) {
		return false
	}
	end := d.i
	if !(d.take(", ") || d.take(" ")) || !d.number(4) {
		d.i = end
	}
	return true
}

// month moves past the letters of a month and the stop of its abbreviation.
func (d *datelineReader) month() string {
	w := wordAt(d.s, d.i, len(d.s))
	d.i += len(w)
	if strings.HasPrefix(d.s[d.i:], ". ") && d.i+2 < len(d.s) && isDigitByte(d.s[d.i+2]) {
		d.i++
	}
	return w
}

// number moves past one to most digits.
func (d *datelineReader) number(most int) bool {
	start := d.i
	for d.i < len(d.s) && d.i-start < most && isDigitByte(d.s[d.i]) {
		d.i++
	}
	return d.i > start
}

// agency moves past a name in brackets or between slashes.
func (d *datelineReader) agency() bool {
	const longest = 30
	for _, marks := range []string{"()", "//"} {
		rest := d.s[d.i:]
		if rest == "" || rest[0] != marks[0] {
			continue
		}
		n := strings.IndexByte(rest[1:min(len(rest), longest)], marks[1])
		if n < 2 || strings.ContainsFunc(rest[1:n], func(r rune) bool { return !unicode.IsLetter(r) && !strings.ContainsRune("./ -", r) }) {
			return false
		}
		d.i += n + 2
		return true
	}
	return false
}

// mark moves past the mark that ends a dateline.
func (d *datelineReader) mark() bool {
	for _, m := range []string{" — ", "— ", " —", "—", " --- ", " -- ", "-- ", " --", "--", " – ", "– ", ": ", " : ", " - ", "- "} {
		if d.take(m) {
			return true
		}
	}
	return false
}
