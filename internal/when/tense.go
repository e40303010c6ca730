package when

import "strings"

// tense is the direction in which the words near a date point.
type tense int

const (
	unclear tense = iota
	past
	future
)

// tenseReach is how many tokens from a date its tense is looked for.
const tenseReach = 40

var futureWords = set("will", "shall", "would", "upcoming", "forthcoming", "scheduled", "slated", "due", "plans", "planning",
	"expects", "expected", "intends", "aims", "hopes", "planned", "coming", "soon", "ll", "may", "might", "could", "should")

// futureBeforeTo point ahead when "to" follows: "agreed to hold".
var futureBeforeTo = set("agreed", "set", "pledged", "vowed", "promised", "decided", "likely", "ready", "invited", "proposed", "committed",
	"prepares", "preparing", "prepare", "wants", "want", "is", "are", "plan", "plans", "planned", "due", "about", "pending")

var pastWords = set("was", "were", "had", "did", "said", "told", "met", "held", "took", "made", "began", "gave", "came", "went",
	"agreed", "saw", "sent", "paid", "led", "left", "won", "lost", "ran", "wrote", "spoke", "became", "got", "found", "brought", "built",
	"flew", "hit", "struck", "shot", "fell", "rose", "kept", "sought", "broke", "chose", "drew", "grew", "taken", "given", "been", "since", "ago", "after")

// tense tells the direction from the cue nearest before token i, or else after it.
func (r *reader) tense(i, end int) tense {
	back := max(0, i-tenseReach)
	if r.low(i-1) == "that" || roleWord(r.low(i-1)) && r.low(i-2) == "that" {
		back = i // "reported that on 5 May …": the date opens a clause whose verb follows
	}
	for j := i - 1; j >= back && r.low(j) != ";"; j-- {
		if t := r.cue(j); t != unclear {
			return t
		}
	}
	for j := end; j < min(len(r.toks), end+tenseReach) && r.low(j) != ";"; j++ {
		if t := r.cue(j); t != unclear {
			return t
		}
	}
	if roleWords[r.low(i-1)] == RoleDue {
		return future // a deadline lies ahead unless the text says otherwise
	}
	return unclear
}

// besideCue reports whether the cue of a date's tense stands next to it: "signed on 5 May".
func (r *reader) besideCue(i int) bool {
	return r.cue(i-1) != unclear || roleWord(r.low(i-1)) && r.cue(i-2) != unclear
}

// nonFinite reports whether the token at j makes the verb behind it an infinitive.
func (r *reader) nonFinite(j int) bool {
	switch r.low(j) {
	case "will", "shall", "to":
		return true
	}
	return false
}

// cue tells what the token at j says about tense.
func (r *reader) cue(j int) tense {
	t := r.at(j)
	if !t.word || t.capital() && j > 0 {
		return unclear
	}
	if p := r.low(j - 1); p == "be" || p == "have" && r.nonFinite(j-2) || j > 1 && strings.HasSuffix(p, "ly") && r.low(j-2) == "be" {
		return unclear // "will be held": its auxiliary tells
	}
	switch {
	case futureBeforeTo[t.low] && r.low(j+1) == "to":
		return future
	case t.low == "to" && r.low(j+1) == "be":
		return future
	case t.low == "would" && r.low(j+1) == "have":
		return past
	case futureWords[t.low]:
		return future
	case pastWords[t.low]:
		return past
	case len(t.low) > 4 && strings.HasSuffix(t.low, "ed") && !strings.HasSuffix(t.low, "eed"):
		return past
	}
	return unclear
}
