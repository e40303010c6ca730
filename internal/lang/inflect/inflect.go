// Package inflect gives the inflected forms of the words that rules are written in.
package inflect

import (
	"slices"
	"strings"
)

// Forms returns the inflected forms of a word of a rule: of a verb ("v") its
// third person, past, participles and gerund, of a noun ("n") its plural, of
// anything else the word alone. Rules hold a few hundred words, so expanding
// them is cheaper and safer than reducing every word of a text. The word itself
// comes first; no form comes twice.
func Forms(word, class string) []string {
	switch class {
	case "v":
		return verbForms(word)
	case "n":
		return []string{word, plural(word)}
	}
	return []string{word}
}

// irregular holds past and participle of the irregular verbs that rules use.
var irregular = map[string][]string{
	"be": {"is", "are", "was", "were", "been", "being", "am"}, "have": {"has", "had", "having"}, "do": {"does", "did", "done", "doing"},
	"meet": {"met"}, "hold": {"held"}, "say": {"said"}, "tell": {"told"}, "speak": {"spoke", "spoken"}, "give": {"gave", "given"},
	"take": {"took", "taken"}, "make": {"made"}, "send": {"sent"}, "build": {"built"}, "begin": {"began", "begun"}, "bring": {"brought"},
	"come": {"came"}, "go": {"went", "gone", "goes"}, "get": {"got", "gotten"}, "lead": {"led"}, "leave": {"left"}, "lend": {"lent"}, "lay": {"laid"},
	"pay": {"paid"}, "put": {"put"}, "see": {"saw", "seen"}, "seek": {"sought"}, "sell": {"sold"}, "buy": {"bought"}, "set": {"set"},
	"stand": {"stood"}, "strike": {"struck"}, "think": {"thought"}, "withdraw": {"withdrew", "withdrawn"}, "write": {"wrote", "written"},
	"undertake": {"undertook", "undertaken"}, "uphold": {"upheld"}, "fly": {"flew", "flown"}, "run": {"ran"}, "find": {"found"},
	"forge": {"forged"}, "draw": {"drew", "drawn"}, "fall": {"fell", "fallen"}, "cut": {"cut"}, "keep": {"kept"}, "know": {"knew", "known"},
	"break": {"broke", "broken"}, "train": {"trained"}, "commit": {"committed", "committing"}, "visit": {"visited", "visiting"},
	"offer": {"offered", "offering"}, "deliver": {"delivered", "delivering"}, "cancel": {"cancelled", "canceled", "cancelling", "canceling"},
	"travel": {"travelled", "traveled", "travelling", "traveling"}, "develop": {"developed", "developing"}, "cooperate": {"cooperated", "cooperating"},
	"benefit": {"benefited", "benefiting"}, "transfer": {"transferred", "transferring"}, "refer": {"referred", "referring"},
	"broaden": {"broadened", "broadening"}, "deepen": {"deepened", "deepening"}, "open": {"opened", "opening"}, "strengthen": {"strengthened", "strengthening"},
	"happen": {"happened", "happening"}, "reiterate": {"reiterated", "reiterating"}, "order": {"ordered", "ordering"}, "enter": {"entered", "entering"},
	"host": {"hosted"}, "conduct": {"conducted"}, "establish": {"established"}, "label": {"labelled", "labeled"}, "honour": {"honoured"},
	"show": {"showed", "shown"}, "win": {"won"}, "become": {"became"}, "let": {"let"}, "lose": {"lost"}, "choose": {"chose", "chosen"},
	"shoot": {"shot"}, "fight": {"fought"}, "hit": {"hit"}, "beat": {"beat", "beaten"}, "throw": {"threw", "thrown"}, "overthrow": {"overthrew", "overthrown"},
	"steal": {"stole", "stolen"}, "forbid": {"forbade", "forbidden", "forbidding"}, "freeze": {"froze", "frozen"}, "drive": {"drove", "driven"},
	"flee": {"fled"}, "shut": {"shut"}, "rise": {"rose", "risen"}, "hang": {"hanged", "hung"}, "stick": {"stuck"}, "spend": {"spent"},
	"mean": {"meant"}, "hear": {"heard"}, "feel": {"felt"}, "deal": {"dealt"}, "teach": {"taught"}, "sink": {"sank", "sunk"},
	"expel": {"expelled", "expelling"}, "compel": {"compelled", "compelling"}, "repel": {"repelled", "repelling"}, "rebel": {"rebelled", "rebelling"},
	"kidnap": {"kidnapped", "kidnapping"}, "equip": {"equipped", "equipping"}, "quit": {"quit", "quitting"}, "veto": {"vetoes", "vetoed", "vetoing"},
	"allot": {"allotted", "allotting"}, "rebuild": {"rebuilt"}, "resend": {"resent"}, "overrun": {"overran", "overrunning"},
}

func verbForms(v string) []string {
	out := []string{v, third(v)}
	add := func(ws ...string) {
		for _, w := range ws {
			if !slices.Contains(out, w) {
				out = append(out, w)
			}
		}
	}
	parts := irregular[v]
	add(parts...)
	hasPast, hasIng := false, false
	for _, p := range parts {
		hasIng = hasIng || strings.HasSuffix(p, "ing")
		hasPast = hasPast || !strings.HasSuffix(p, "ing")
	}
	if !hasPast {
		add(regular(v, "ed"))
	}
	if !hasIng {
		add(regular(v, "ing"))
	}
	return out
}

// irregularThird holds the third persons that are not made like plurals.
var irregularThird = map[string]string{"have": "has", "be": "is", "do": "does", "go": "goes", "undergo": "undergoes", "veto": "vetoes"}

// third returns the third person singular of a verb.
func third(v string) string {
	if w, ok := irregularThird[v]; ok {
		return w
	}
	return plural(v)
}

// regular adds -ed or -ing by the rules of English spelling.
func regular(v, suffix string) string {
	n := len(v)
	last := v[n-1]
	switch {
	case strings.HasSuffix(v, "ie") && suffix == "ing":
		return v[:n-2] + "ying"
	case last == 'e' && !(suffix == "ing" && (strings.HasSuffix(v, "ee") || strings.HasSuffix(v, "oe") || strings.HasSuffix(v, "ye"))):
		return v[:n-1] + suffix
	case last == 'y' && suffix == "ed" && n > 1 && !vowel(v[n-2]):
		return v[:n-1] + "ied"
	case doubles(v):
		return v + string(last) + suffix
	}
	return v + suffix
}

// doubles reports whether the last consonant of a one-syllable verb, or of a
// verb stressed on its last syllable, is doubled: plan, sign is not, visit is not.
func doubles(v string) bool {
	n := len(v)
	if n < 3 || vowel(v[n-1]) || !vowel(v[n-2]) || vowel(v[n-3]) || strings.ContainsRune("wxy", rune(v[n-1])) {
		return false
	}
	groups := 0
	for i := range n {
		if vowel(v[i]) && (i == 0 || !vowel(v[i-1])) {
			groups++
		}
	}
	return groups == 1 || slices.Contains([]string{"admit", "permit", "submit", "prefer", "confer", "defer", "regret", "rebut"}, v)
}

func plural(n string) string {
	switch {
	case n == "":
		return n
	case strings.HasSuffix(n, "y") && len(n) > 1 && !vowel(n[len(n)-2]):
		return n[:len(n)-1] + "ies"
	case strings.HasSuffix(n, "s"), strings.HasSuffix(n, "x"), strings.HasSuffix(n, "z"), strings.HasSuffix(n, "ch"), strings.HasSuffix(n, "sh"):
		return n + "es"
	}
	return n + "s"
}

func vowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }
