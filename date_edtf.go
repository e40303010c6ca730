package rapporteur

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// edtf is the parsed form of a Date.
type edtf struct {
	form  edtfForm
	spans []edtfSpan // one, or the members of a set
}

type edtfForm byte

const (
	formPoint    edtfForm = iota
	formInterval          // a/b
	formOneOf             // [a,b]
	formAllOf             // {a,b}
)

// edtfSpan is one date, or all dates from one to another.
type edtfSpan struct {
	from, to edtfEnd
	ranged   bool // from and to differ in the writing
}

// edtfEnd is an end of a period: a date, nothing (the period is open), or not known.
type edtfEnd struct {
	point   point
	open    bool
	unknown bool
}

func (e edtfEnd) given() bool { return !e.open && !e.unknown }

// points returns the dates that an EDTF string names.
func (e edtf) points() []point {
	var ps []point
	for _, s := range e.spans {
		if s.from.given() {
			ps = append(ps, s.from.point)
		}
		if s.ranged && s.to.given() {
			ps = append(ps, s.to.point)
		}
	}
	return ps
}

// point is one date: a year, perhaps with a month or season, a day and a time.
type point struct {
	year     string // four digits or X, without the sign; empty if far
	negative bool
	far      int64 // the year after Y, or the year before S
	digits   int   // significant digits of far, 0 if all
	places   int   // how many digits far was written with
	month    string
	day      string
	season   int
	clock    string // "23:20:30Z"
	quality  [3]quality
}

// quality qualifies the year, the month or season, or the day.
type quality byte

const (
	uncertain   quality = 1 << iota // ?
	approximate                     // ~
)

// qualities maps the marks of a date to what they say.
var qualities = map[byte]quality{'?': uncertain, '~': approximate, '%': uncertain | approximate}

func parseEDTF(s string) (edtf, error) {
	if strings.ContainsAny(s, " \t\r\n") {
		return edtf{}, errors.New("holds white space: EDTF has none")
	}
	if s != "" && (s[0] == '[' || s[0] == '{') {
		return parseSet(s)
	}
	from, to, ranged := strings.Cut(s, "/")
	if !ranged {
		p, err := parsePoint(s)
		return edtf{formPoint, []edtfSpan{{from: edtfEnd{point: p}, to: edtfEnd{point: p}}}}, err
	}
	if strings.Contains(to, "/") {
		return edtf{}, errors.New("has two slashes: a day is written year-month-day, such as 2025-03-05, and a period first/last")
	}
	span, err := parseSpan(from, to)
	return edtf{formInterval, []edtfSpan{span}}, err
}

func parseSet(s string) (edtf, error) {
	e := edtf{form: formOneOf}
	closing := byte(']')
	if s[0] == '{' {
		e.form, closing = formAllOf, '}'
	}
	if s[len(s)-1] != closing {
		return e, fmt.Errorf("is a set that is not closed with %q", closing)
	}
	for _, m := range strings.Split(s[1:len(s)-1], ",") {
		var span edtfSpan
		var err error
		if from, to, ranged := strings.Cut(m, ".."); ranged {
			span, err = parseSpan(orOpen(from), orOpen(to))
		} else {
			span.from.point, err = parsePoint(m)
			span.to = span.from
		}
		if err != nil {
			return e, fmt.Errorf("member %q: %w", m, err)
		}
		e.spans = append(e.spans, span)
	}
	return e, nil
}

func orOpen(s string) string {
	if s == "" {
		return ".."
	}
	return s
}

func parseSpan(from, to string) (edtfSpan, error) {
	span := edtfSpan{ranged: true}
	var err error
	if span.from, err = parseEnd(from); err != nil {
		return span, fmt.Errorf("start: %w", err)
	}
	if span.to, err = parseEnd(to); err != nil {
		return span, fmt.Errorf("end: %w", err)
	}
	if !span.from.given() && !span.to.given() {
		return span, errors.New("is a period with neither start nor end")
	}
	if span.from.given() && span.to.given() {
		first, _, ok1 := span.from.point.bounds()
		_, last, ok2 := span.to.point.bounds()
		if ok1 && ok2 && first > last {
			return span, errors.New("is a period that ends before it starts")
		}
	}
	return span, nil
}

func parseEnd(s string) (edtfEnd, error) {
	switch s {
	case "":
		return edtfEnd{unknown: true}, nil
	case "..":
		return edtfEnd{open: true}, nil
	}
	p, err := parsePoint(s)
	if err == nil && p.clock != "" {
		err = errors.New("a time of day cannot bound a period")
	}
	return edtfEnd{point: p}, err
}

// partNames names the parts of a date in their order.
var partNames = [3]string{"year", "month", "day"}

func parsePoint(s string) (point, error) {
	var p point
	date, clock, timed := strings.Cut(s, "T")
	if strings.HasPrefix(date, "Y") {
		return parseFarYear(s)
	}
	rest := date
	for i := 0; ; i++ {
		if i == len(partNames) {
			return p, errors.New("goes on after the day")
		}
		if rest != "" && qualities[rest[0]] != 0 {
			p.quality[i] |= qualities[rest[0]]
			rest = rest[1:]
		}
		if i == 0 && strings.HasPrefix(rest, "-") {
			p.negative, rest = true, rest[1:]
		}
		n := len(rest) - len(strings.TrimLeft(rest, "0123456789X"))
		if err := p.setPart(i, rest[:n]); err != nil {
			return p, err
		}
		rest = rest[n:]
		if i == 0 && strings.HasPrefix(rest, "S") {
			return parseRounded(p, rest[1:])
		}
		if rest != "" && qualities[rest[0]] != 0 {
			for j := range i + 1 { // a mark behind a part qualifies all before it
				p.quality[j] |= qualities[rest[0]]
			}
			rest = rest[1:]
		}
		if rest == "" {
			break
		}
		if rest[0] != '-' {
			return p, fmt.Errorf("%q after the %s: the parts are joined with hyphens, a mark is one of ? ~ %%", firstRunes(rest, 1), partNames[i])
		}
		rest = rest[1:]
	}
	if err := p.check(); err != nil {
		return p, err
	}
	if timed {
		return parseClock(p, clock)
	}
	return p, nil
}

// setPart stores the i-th part of a date.
func (p *point) setPart(i int, s string) error {
	width := 2
	if i == 0 {
		width = 4
	}
	if len(s) != width {
		return fmt.Errorf("%s %q: write %d digits, or X for each that is not known", partNames[i], s, width)
	}
	switch i {
	case 0:
		p.year = s
	case 1:
		p.month = s
		if n, err := strconv.Atoi(s); err == nil && n > 12 {
			if _, ok := seasons[n]; !ok {
				return fmt.Errorf("month %s: months are 01 to 12, seasons and other parts of a year 21 to 41", s)
			}
			p.season, p.month = n, ""
		}
	case 2:
		if p.season != 0 {
			return fmt.Errorf("season %d cannot have a day", p.season)
		}
		p.day = s
	}
	return nil
}

// check refuses a date that no calendar holds.
func (p point) check() error {
	if p.negative && p.year == "0000" {
		return errors.New("there is no year -0000: 0000 is the year before 0001")
	}
	if p.month == "" {
		return nil
	}
	if !matchesAny(p.month, 1, 12) {
		return fmt.Errorf("month %s: months are 01 to 12", p.month)
	}
	if p.day == "" || p.day == "XX" {
		return nil
	}
	if !matchesAny(p.day, 1, 31) {
		return fmt.Errorf("day %s: days are 01 to 31", p.day)
	}
	if p.inLeapYear().anyDay(leapYear, leapYear) && p.anyDay(p.yearRange()) {
		return nil
	}
	month, err := strconv.Atoi(p.month)
	if err != nil {
		return fmt.Errorf("no month that %s can stand for has a day %s", p.month, p.day)
	}
	if month == 2 && p.day == "29" {
		return fmt.Errorf("29 February: %s is not a leap year", p.year)
	}
	return fmt.Errorf("%s has no day %s", time.Month(month), p.day)
}

// parseFarYear reads a year of more than four digits: Y170000002, Y-17E7, Y3388E2S3.
func parseFarYear(s string) (point, error) {
	var p point
	body, digits, rounded := strings.Cut(s[1:], "S")
	mantissa, exponent, scaled := strings.Cut(body, "E")
	n, err := strconv.ParseInt(mantissa, 10, 64)
	if err != nil || strings.HasPrefix(mantissa, "+") {
		return p, fmt.Errorf("year %q after Y: write a whole number of at most 18 digits", mantissa)
	}
	if !scaled && n > -10000 && n < 10000 {
		return p, errors.New("the letter Y is for years of more than four digits only")
	}
	if scaled {
		e, err := strconv.ParseUint(exponent, 10, 8)
		if err != nil || e == 0 {
			return p, fmt.Errorf("exponent %q: write a whole number above 0", exponent)
		}
		for ; e > 0; e-- {
			if n *= 10; n > 1e17 || n < -1e17 {
				return p, errors.New("the year is too far away to be counted")
			}
		}
	}
	p.far = n
	p.places = len(strings.TrimLeft(strconv.FormatInt(n, 10), "-"))
	if rounded {
		return parseRounded(p, digits)
	}
	return p, nil
}

// parseRounded reads the number of significant digits behind a year: 1950S2.
func parseRounded(p point, s string) (point, error) {
	if p.year != "" {
		n, err := strconv.ParseInt(p.year, 10, 64)
		if err != nil {
			return p, fmt.Errorf("year %sS%s: a year with significant digits has none unknown", p.year, s)
		}
		if p.negative {
			n = -n
		}
		p.far, p.places, p.year, p.negative = n, 4, "", false
	}
	d, err := strconv.Atoi(s)
	if err != nil || d < 1 || d > p.places {
		return p, fmt.Errorf("significant digits %q: write a number from 1 to %d", s, p.places)
	}
	p.digits = d
	return p, nil
}

func parseClock(p point, clock string) (point, error) {
	if p.precision() != PrecisionDay || strings.Contains(p.year, "X") || p.quality != [3]quality{} {
		return p, errors.New("a time of day needs a full day before it")
	}
	for _, layout := range []string{"15:04:05", "15:04:05Z07:00"} {
		// time.Parse also takes fractions of a second, which EDTF does not have.
		if _, err := time.Parse(layout, clock); err == nil && !strings.ContainsAny(clock, ".,") {
			p.clock = clock
			return p, nil
		}
	}
	return p, fmt.Errorf("time %q: write it as 23:20:30, 23:20:30Z or 23:20:30+07:00", clock)
}
