package when

import (
	"strings"

	"example.org/rapporteur"
)

// yearBefore are the words after which four digits are a year.
var yearBefore = set("in", "since", "by", "until", "till", "from", "to", "of", "during", "before", "after", "through", "throughout",
	"early", "late", "mid", "earlier", "later", "end", "the", "and", "between", "around", "about", "circa", "for", "year", "years", "into", "than", "or",
	"beyond", "as", "towards", "toward", "a", "an", "its", "his", "her", "their", "our", "this", "that")

// quantityAfter are those of them after which a round number may as well count things.
var quantityAfter = set("of", "from", "to", "around", "about", "for", "than", "and", "or", "the", "a", "an", "its", "his", "her", "their", "our", "by", "this", "that", "as", "beyond", "after")

// numbered are words before a number that is no year.
var numbered = set("resolution", "no", "article", "flight", "route", "room", "decree", "law", "directive", "regulation", "section",
	"chapter", "page", "highway", "boeing", "type", "level", "number", "sr", "iso", "order", "circular", "decision", "unit", "km")

// monthBefore are words after which even a month that is also a word or a name is a month.
var monthBefore = set("in", "since", "by", "until", "till", "of", "from", "during", "early", "late", "mid", "the", "for", "before",
	"after", "between", "and", "to", "every", "each", "through", "throughout", "its", "his", "her", "their", "this", "last", "next", "or", "a", "around", "about", "on", "earlier", "s")

// alsoWords are months that are words or given names too.
var alsoWords = set("march", "may", "april", "june", "august")

// borneOut reports whether the words around a bare year, month or season show that it is one.
func (r *reader) borneOut(i, end int, m moment) bool {
	c := m.dates[0]
	switch {
	case c.season != 0:
		return true // season has looked
	case c.month != 0:
		if r.at(i+1).text == "." || alsoWords[r.low(i)] {
			return monthBefore[r.low(i-1)] || r.dash(i-1) || r.low(i-1) == "(" || i > 0 && r.low(i) != "may" && r.at(end).text != "" && !r.at(end).word && !r.at(i-1).capital()
		}
		return true
	}
	prev, next := r.at(i-1), r.at(end)
	round := c.year%50 == 0
	switch {
	case countNouns[next.low], numbered[prev.low], prev.text == "." && numbered[r.low(i-2)], prev.text == "$", prev.text == "#":
		return false
	case c.year < 1900 || c.year > 2100:
		return prev.low == "in" || prev.low == "since" || prev.low == "by"
	case round && next.word && !next.capital() && strings.HasSuffix(next.low, "s") && (quantityAfter[prev.low] || !yearBefore[prev.low]):
		return false
	case yearBefore[prev.low], prev.text == "(", r.dash(i - 1), prev.text == "":
		return true
	case prev.capital():
		return !round || !next.word || next.capital() // "Vision 2045", "Cobra Gold 2025"
	case prev.text == "s" || prev.text == "’" || prev.text == "'":
		return true
	case prev.text == ",":
		return r.isYear(i-2) || r.at(i-2).capital()
	}
	// "the landmark 2015 accord", but not "saw 2015 arrests".
	return !round && prev.word && next.word && !strings.HasSuffix(next.low, "s")
}

// roles of the words before a date.
var roleWords = map[string]Role{
	"on": RoleWhen, "at": RoleWhen, "in": RolePeriod, "during": RolePeriod, "over": RolePeriod, "throughout": RolePeriod, "between": RolePeriod,
	"through": RolePeriod, "since": RoleStart, "from": RoleStart, "starting": RoleStart, "beginning": RoleStart, "effective": RoleStart,
	"after": RoleAfter, "following": RoleAfter, "by": RoleDue, "before": RoleDue, "until": RoleDue, "till": RoleDue, "within": RoleDue, "towards": RoleDue,
}

// express turns what was found into an expression with its role.
func (r *reader) express(f found) (Expr, bool) {
	role, before := f.role, f.start-1
	for r.low(before) == "the" || approximators[r.low(before)] || r.low(before) == "of" && r.low(before-1) == "as" {
		before--
	}
	rough := false
	for j := before + 1; j < f.start; j++ {
		rough = rough || approximators[r.low(j)]
	}
	if role == "" {
		role = RoleWhen
		if w, ok := roleWords[r.low(before)]; ok {
			role = w
		}
		if role == RolePeriod && !f.date.IsZero() && !f.date.IsInterval() && f.date.Precision() == rapporteur.PrecisionDay {
			role = RoleWhen // "in the 27 November accord"
		}
		if f.date.IsInterval() && role != RoleDue && role != RoleAfter {
			role = RolePeriod
		}
	}
	if rough && !f.date.IsZero() {
		if d, err := rapporteur.ParseDate(f.date.String() + "~"); err == nil && !f.date.IsInterval() {
			f.date, f.start = d, before+1
			if r.low(f.start) == "the" {
				f.start++
			}
		}
	}
	if r.low(before) == "since" && role == RoleStart {
		if d, err := rapporteur.NewInterval(f.date, rapporteur.Date{}); err == nil && !f.date.IsZero() {
			f.date, f.start = d, before // what began then is still so
		}
	}
	// A leading article belongs to the expression only where it makes it one.
	if r.low(f.start) == "the" && f.end-f.start > 1 && r.at(f.start+1).num > 0 {
		f.start++
	}
	if r.low(f.end-1) == "." {
		f.end-- // the stop of "Feb." may as well end the sentence
	}
	span, err := r.text.Span(rapporteur.ByteOffset(r.toks[f.start].start), rapporteur.ByteOffset(r.toks[f.end-1].end))
	if err != nil {
		return Expr{}, false
	}
	e := Expr{Span: span, Role: role, InName: r.inName(f), Unsure: f.unsure}
	e.Time = rapporteur.Time{Date: f.date, Expression: r.text.Slice(span)}
	if !f.date.IsZero() {
		e.Time.Basis, e.Time.Inference = f.basis, f.inference
	}
	return e, true
}

// instruments are words that make a year before them part of what they name.
var instruments = set("agreement", "treaty", "protocol", "plan", "programme", "program", "strategy", "roadmap", "pact", "accord",
	"convention", "memorandum", "declaration", "framework", "constitution", "mou", "communique", "communiqué", "vision", "charter")

// nameReach is within how many words behind a year the noun stands that it tells
// from others of its kind.
const nameReach = 4

// inName reports whether a year or period of years stands in a name: joined to one
// by a hyphen, after a capitalised word, or before one.
func (r *reader) inName(f found) bool {
	first, last := r.at(f.start), r.at(f.end-1)
	if first.num < 1000 || last.num < 0 && last.low != "season" {
		return false // only years name things
	}
	prev := r.at(f.start - 1)
	if r.dash(f.start-1) && prev.glued && first.glued {
		prev = r.at(f.start - 2)
		return prev.capital()
	}
	if prev.capital() && f.start > 1 {
		return !r.monthName(f.start-1) && !roleWord(prev.low)
	}
	next := r.at(f.end)
	for i := f.end; i < f.end+nameReach && r.at(i).word; i++ {
		if instruments[r.at(i).low] {
			return prev.low == "the" || i == f.end // "the 2020-24 defence cooperation protocol"
		}
	}
	return next.capital() && next.start == last.end+1 && (prev.low == "the" || prev.low == "of" || prev.text == "s" || prev.low == "under")
}

func roleWord(s string) bool { _, ok := roleWords[s]; return ok }
