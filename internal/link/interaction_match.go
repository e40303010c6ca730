package link

import (
	"fmt"
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/who"
)

// distinctive is the score from which a match rests on more than parties and day.
const distinctive = 2

// How many days apart things may lie.
const (
	// dateSlip: reports of one numbered edition that disagree on its day.
	dateSlip = 31
	// newsReach: an event that a report tells without a date, before or after its publication.
	newsReach = 14
	// yearReach: an event whose year a report does not state, before or after its publication.
	yearReach = 366
)

// sameEvent reports whether the claim of one event speaks of the other, how much
// speaks for it, and why in words.
func (b *builder) sameEvent(c, e *event) (score int, reason string, ok bool) {
	forum := sharesForum(c, e)
	if forum == no && (c.edition == 0 || c.edition != e.edition) {
		return 0, "", false
	}
	edition := forum == yes && c.edition > 0 && c.edition == e.edition
	if c.edition > 0 && e.edition > 0 && c.edition != e.edition {
		return 0, "", false
	}
	claim := c.claims[0]
	var parties string
	switch {
	case claim.key == e.claims[0].key:
		parties = "the same parties"
	case edition && len(claim.states) > 1 && (partySubset(claim, e.claims[0]) || partySubset(e.claims[0], claim)):
		parties = "parties of which one report names more"
	default:
		return 0, "", false
	}
	if c.family != e.family && !edition {
		return 0, "", false
	}
	persons, ok := sharedPersons(c, e, forum == yes)
	if !ok && !edition {
		return 0, "", false
	}
	if b.reprinted(c, e) {
		return 2*len(persons) + distinctive, because("the same words in another print of the text", parties), true
	}
	when, day, ok := b.sameTime(c, e, edition)
	if !ok {
		return 0, "", false
	}
	place, clash := samePlace(c, e)
	sameDoc := e.docs[claim.Doc]
	number := c.edition > 0 && c.edition == e.edition
	switch {
	case edition:
	case number && day != undated && !clash:
	case day == exactDay && !c.adrift(e):
		// Elsewhere on the same day, with nobody in both: two events.
		if clash && len(persons) == 0 && forum != yes {
			return 0, "", false
		}
	case day != undated:
		if len(persons) == 0 && forum != yes {
			return 0, "", false
		}
	default: // one does not tell when
		if len(persons) == 0 || clash {
			return 0, "", false
		}
	}
	score = 2 * len(persons)
	var named string
	if edition {
		score += 4
		named = fmt.Sprintf("edition %d of the same forum", c.edition)
	} else if forum == yes {
		score += 3
		named = "the same forum"
	} else if number {
		score += 3
		named = fmt.Sprintf("edition %d in both", c.edition)
	}
	if place != "" && !clash {
		score += 2
	}
	if day == exactDay {
		score++
	}
	if sameDoc {
		score++
	}
	var people string
	if len(persons) > 0 {
		people = strings.Join(persons, " and ") + " in both"
	}
	return score, because(named, when, parties, people, place), true
}

// reprinted reports whether another print of the same text tells the event in
// the same words. That is enough, however vague they are.
func (b *builder) reprinted(c, e *event) bool {
	k := c.claims[0]
	return slices.ContainsFunc(e.claims, func(o *claim) bool {
		return o.Doc != k.Doc && o.Time.Date == k.Time.Date && o.Quote.Exact() == k.Quote.Exact() && SamePrint(*o.doc, *k.doc, b.in.Origins)
	})
}

// adrift reports whether it is not known at all in which year one of two events
// lies: neither from the claims nor from when they were published. The day on which
// a page was kept only says that it was not later.
func (c *event) adrift(e *event) bool {
	return c.loose() || e.loose()
}

func (e *event) loose() bool {
	return !slices.ContainsFunc(e.claims, func(c *claim) bool { return c.dated || c.published() })
}

// A tri is an answer that may be left open.
type tri int

const (
	open tri = iota
	yes
	no
)

// sharesForum tells whether two events are meetings of one forum; open if
// either does not name any.
func sharesForum(c, e *event) tri {
	if len(c.forums) == 0 || len(e.forums) == 0 {
		return open
	}
	for _, f := range e.forums {
		if f.same(c.forums[0]) {
			return yes
		}
	}
	return no
}

func partySubset(c, d *claim) bool {
	for _, s := range c.states {
		if !strings.Contains(d.key, string(s)) {
			return false
		}
	}
	return true
}

// sharedPersons returns the names of persons in both events. ok is false if both
// name persons of some country and these do not go together: a guest may meet
// several hosts on one day. They do if some are in both and, unless the forum is
// the same, also whoever either names first, as the one who leads.
func sharedPersons(c, e *event, sameForum bool) (names []string, ok bool) {
	for _, country := range sortedKeys(c.attended) {
		as, bs := c.attended[country], e.attended[country]
		if len(bs) == 0 {
			continue
		}
		n := len(names)
		for _, a := range as {
			if i := slices.IndexFunc(bs, a.same); i >= 0 {
				names = append(names, longer(a.name.shown, bs[i].name.shown))
			}
		}
		if n == len(names) || !sameForum && !(slices.ContainsFunc(as, bs[0].same) && slices.ContainsFunc(bs, as[0].same)) {
			return nil, false
		}
	}
	return names, true
}

func longer(a, b string) string {
	if len(b) > len(a) {
		return b
	}
	return a
}

// How closely two events agree in time.
type closeness int

const (
	undated   closeness = iota // one does not tell when
	withinDay                  // both tell, one of them more vaguely than by the day
	exactDay
)

// sameTime compares the dates of an event with those of a claim.
func (b *builder) sameTime(c, e *event, edition bool) (reason string, day closeness, ok bool) {
	claim := c.claims[0]
	if len(c.dates) == 0 || len(e.dates) == 0 {
		if edition {
			return "", undated, true
		}
		return "told without a date, at the time", undated, b.near(c, e)
	}
	date := c.dates[0]
	slips := false
	var match rapporteur.Date
	for _, d := range e.dates {
		if date != d && !rapporteur.MayEqual(date, d) {
			slips = true
			continue
		}
		if !yearFits(claim, d) {
			return "", undated, false
		}
		if match.IsZero() || d.Precision() > match.Precision() {
			match = d
		}
	}
	if slips {
		first, _, ok1 := days(date)
		other, _, ok2 := days(e.dates[0])
		if !edition || ok1 && ok2 && max(first-other, other-first) > dateSlip {
			return "", undated, false
		}
		return fmt.Sprintf("though the dates differ: %s and %s", date.Words(), e.dates[0].Words()), withinDay, true
	}
	if date.Precision() == rapporteur.PrecisionDay && match.Precision() == rapporteur.PrecisionDay && date.IsInterval() == match.IsInterval() {
		return "the same day", exactDay, true
	}
	return fmt.Sprintf("at a time that may be the same: %s and %s", date.Words(), match.Words()), withinDay, true
}

// yearFits reports whether a date of unstated year can be the dated day, given
// when the claim was published. Of an undated page it is only known by when it was kept.
func yearFits(c *claim, dated rapporteur.Date) bool {
	if c.dated || c.public == unknownDay {
		return true
	}
	first, _, ok := days(dated)
	return !ok || first-c.public <= yearReach && (c.public-first <= yearReach || !c.published())
}

// published reports whether it is known when the claim's document came out, and
// not only by when.
func (c *claim) published() bool {
	_, _, ok := days(c.doc.Published)
	return ok
}

// near reports whether an event told without a date can be one with a date,
// because the report came out at that time, or in the same document.
func (b *builder) near(c, e *event) bool {
	claim := c.claims[0]
	if e.docs[claim.Doc] {
		return true
	}
	if claim.Background || claim.public == unknownDay {
		return false
	}
	for _, d := range append(e.dates, c.dates...) {
		first, last, ok := days(d)
		if !ok || claim.public < first-newsReach || claim.public > last+newsReach {
			return false
		}
	}
	if len(e.dates) == 0 { // neither is dated: compare the reports
		for _, o := range e.claims {
			if o.public == unknownDay || max(o.public-claim.public, claim.public-o.public) > newsReach || o.Background {
				return false
			}
		}
	}
	return true
}

// samePlace compares the places of two events. The reason is empty if either
// tells none; clash is set if no two agree.
func samePlace(c, e *event) (reason string, clash bool) {
	if len(c.places) == 0 || len(e.places) == 0 {
		return "", false
	}
	for _, p := range e.places {
		if placesAgree(c.places[0], p) {
			if _, state := who.Resolve(p); state {
				return "", false
			}
			return "the same place", false
		}
	}
	return fmt.Sprintf("though the places differ: %s and %s", c.places[0], e.places[0]), true
}
