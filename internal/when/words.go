package when

import (
	"time"
)

var months = map[string]time.Month{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6,
	"july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
}

var shortMonths = map[string]time.Month{
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}

var weekdays = map[string]time.Weekday{
	"sunday": 0, "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6,
}

var shortWeekdays = map[string]time.Weekday{
	"sun": 0, "mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6,
}

// seasonNumbers gives the EDTF numbers of the seasons.
var seasonNumbers = map[string]int{"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}

// units gives the units of time by both numbers of their names.
var units = map[string]string{
	"day": "day", "days": "day", "week": "week", "weeks": "week", "fortnight": "fortnight", "fortnights": "fortnight",
	"month": "month", "months": "month", "quarter": "quarter", "quarters": "quarter",
	"year": "year", "years": "year", "decade": "decade", "decades": "decade", "century": "century", "centuries": "century",
}

var numberWords = map[string]int{
	"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
	"nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

// ordinalWords number the parts of a year.
var ordinalWords = map[string]int{"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}

// dayParts may follow or stand for a day; they are kept in the words and add nothing to the date.
var dayParts = set("morning", "afternoon", "evening", "night", "noon", "midday", "midnight")

// countNouns follow a number of things and never a year.
var countNouns = set("troops", "soldiers", "people", "personnel", "officers", "men", "women", "km", "kilometres", "kilometers", "metres",
	"meters", "miles", "tonnes", "tons", "dollars", "euros", "kg", "hectares", "feet", "participants", "families", "households",
	"students", "cadets", "delegates", "police", "vehicles", "rounds", "shells", "drones", "houses", "homes", "villagers",
	"workers", "civilians", "refugees", "migrants", "peacekeepers", "per", "hours", "times", "members", "barrels", "missiles", "kip", "dong", "baht", "billion", "million")

// approximators make a date rough.
var approximators = set("about", "around", "approximately", "circa", "roughly", "nearly", "almost", "some")

// parts name a part of a month, year or decade.
var parts = set("early", "late", "earlier", "later", "mid")

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// number reads a count of units at token i: digits or words. vague is true for
// "several" and the like, of which n says nothing.
func (r *reader) number(i int) (n, end int, vague, ok bool) {
	t := r.at(i)
	if t.num > 0 && len(t.text) <= 3 {
		return t.num, i + 1, false, true
	}
	switch t.low {
	case "several", "few", "many", "some":
		return 0, i + 1, true, true
	case "a":
		if r.has(i, "a", "few") {
			return 0, i + 2, true, true
		}
		if r.has(i, "a", "couple", "of") {
			return 0, i + 3, true, true
		}
	}
	n, ok = numberWords[t.low]
	if !ok {
		return 0, i, false, false
	}
	if n >= 20 && r.hyphened(i+1) {
		if ones := numberWords[r.low(i+2)]; ones > 0 && ones < 10 && r.at(i+2).low != "a" {
			return n + ones, i + 3, false, true
		}
	}
	return n, i + 1, false, true
}

// month reads the name of a month at token i. full is false for an abbreviation.
func (r *reader) month(i int) (m time.Month, end int, full, ok bool) {
	t := r.at(i)
	if !t.capital() {
		return 0, i, false, false
	}
	if m, ok := months[t.low]; ok {
		return m, i + 1, true, true
	}
	m, ok = shortMonths[t.low]
	if !ok {
		return 0, i, false, false
	}
	if r.at(i+1).text == "." && r.at(i+1).glued {
		return m, i + 2, false, true
	}
	return m, i + 1, false, true
}

// dayNumber reads a day of the month at token i: "5", "05", "5th".
func (r *reader) dayNumber(i int) (day, end int, ordinal, ok bool) {
	t := r.at(i)
	if t.num < 1 || t.num > 31 || len(t.text) > 2 {
		return 0, i, false, false
	}
	next := r.at(i + 1)
	if next.glued && next.word {
		switch next.low {
		case "st", "nd", "rd", "th":
			return t.num, i + 2, true, true
		}
		return 0, i, false, false
	}
	if next.glued && (next.text == "." || next.text == "," || next.text == ":") && r.at(i+2).glued && r.at(i+2).num >= 0 {
		return 0, i, false, false // 5.2, 5,200, 5:30
	}
	if t.glued {
		switch r.low(i - 1) {
		case "$", "€", "£", ".", ",", ":", "#":
			if r.at(i-1).text == "." && r.at(i-2).word {
				break // "Oct.5"
			}
			return 0, i, false, false
		}
	}
	return t.num, i + 1, false, true
}
