package rapporteur

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Words returns the date in British English, for a reader's eyes: "5 March 2025",
// "5 March, year not stated", "about 12 December 2021", "from 1 to 5 May 2024",
// "since 2019", "date not stated". EDTF's years before 0001 become years BC.
func (d Date) Words() string {
	if d.IsZero() {
		return "date not stated"
	}
	if year, month, day, plain := plainDay(d.s); plain {
		return strconv.Itoa(day) + " " + month.String() + " " + describeYear(year)
	}
	e := d.parsed()
	words := make([]string, len(e.spans))
	for i, s := range e.spans {
		words[i] = s.words()
	}
	switch {
	case e.form == formOneOf && len(words) > 1:
		return listWords(words, "or")
	case e.form == formAllOf:
		return listWords(words, "and")
	}
	return words[0]
}

func listWords(words []string, last string) string {
	n := len(words) - 1
	if n == 0 {
		return words[0]
	}
	return strings.Join(words[:n], ", ") + " " + last + " " + words[n]
}

func (s edtfSpan) words() string {
	from, to := s.from.point, s.to.point
	switch {
	case !s.ranged:
		return from.words()
	case s.to.open:
		return "since " + from.words()
	case s.to.unknown:
		return "from " + from.words() + ", end not stated"
	case s.from.open:
		return "until " + to.words()
	case s.from.unknown:
		return "until " + to.words() + ", start not stated"
	}
	if from.precision() == to.precision() && from.precision() >= PrecisionMonth &&
		from.year == to.year && from.year != "" && from.negative == to.negative && from.quality == [3]quality{} && to.quality == [3]quality{} {
		switch last := to.words(); {
		case from.month == to.month && from.day == to.day:
			return last
		case from.month == to.month:
			return "from " + dayWords(from.day) + " to " + last
		default:
			return "from " + from.dayAndMonth() + " to " + last
		}
	}
	return "from " + from.words() + " to " + to.words()
}

// words returns one date with its doubts.
func (p point) words() string {
	if p.digits > 0 {
		lo, hi := p.yearRange()
		return fmt.Sprintf("about %s, between %s and %s", describeYear(int(p.far)), describeYear(lo), describeYear(hi))
	}
	words, note := p.plainWords(), ""
	all := p.quality[0]
	switch {
	case p.month != "" || p.season != 0:
		all &= p.quality[1]
		if p.day != "" {
			all &= p.quality[2]
		}
	}
	for i, name := range partNames {
		q := p.quality[i] &^ all
		if i == 1 && p.season != 0 {
			name = "season"
		}
		if q&approximate != 0 {
			note += ", " + name + " approximate"
		}
		if q&uncertain != 0 {
			note += ", " + name + " uncertain"
		}
	}
	if all&approximate != 0 {
		words = "about " + words
	}
	if all&uncertain != 0 {
		note = ", uncertain" + note
	}
	return words + note
}

func (p point) plainWords() string {
	year, unstated := p.yearWords()
	words := p.dayAndMonth()
	switch {
	case words == "" && unstated != "":
		return unstated
	case words == "" && p.month == "XX":
		return "some time in " + year
	case words == "":
		return year
	case unstated != "":
		return words + ", " + unstated
	case p.day == "XX":
		words = "some day in " + words
	}
	words += " " + year
	if p.clock != "" {
		words += ", " + strings.Replace(p.clock, "Z", " UTC", 1)
	}
	return words
}

// yearWords returns the year, or else what to say of a year that is not stated.
func (p point) yearWords() (year, unstated string) {
	switch {
	case p.year == "":
		return "the year " + describeYear(int(p.far)), ""
	case p.unstated():
		return "", "year not stated"
	case !strings.Contains(p.year, "X"):
		first, _ := p.yearRange()
		return describeYear(first), ""
	case strings.Index(p.year, "X") == 3 && !p.negative:
		return "the " + p.year[:3] + "0s", ""
	}
	first, last := p.yearRange()
	if strings.TrimLeft(p.year, "0123456789") == strings.Repeat("X", strings.Count(p.year, "X")) {
		return fmt.Sprintf("a year from %s to %s", describeYear(first), describeYear(last)), ""
	}
	return "a year of the form " + p.year, ""
}

// dayAndMonth returns the date without its year.
func (p point) dayAndMonth() string {
	if p.season != 0 {
		return seasons[p.season].words
	}
	month := ""
	switch n, err := strconv.Atoi(p.month); {
	case err == nil:
		month = time.Month(n).String()
	case p.day == "" || p.day == "XX":
		if p.month != "" && p.month != "XX" {
			return "a month of the form " + p.month
		}
		return ""
	default:
		return dayWords(p.day) + " of a month not stated"
	}
	if p.day == "" || p.day == "XX" {
		return month
	}
	return dayWords(p.day) + " " + month
}

func dayWords(day string) string {
	if strings.Contains(day, "X") {
		return "a day of the form " + day
	}
	return strings.TrimPrefix(day, "0")
}
