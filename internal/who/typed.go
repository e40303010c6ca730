package who

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"example.org/rapporteur"
)

// partyFields are the fields that hold parties alone, one or several.
var partyFields = []rapporteur.Field{"parties", "by", "to", "host", "country"}

// partyCells are the fields of several cells a line of which one, counted from 0,
// holds a party.
var partyCells = map[rapporteur.Field]int{"place": 1, "participants": 3, "said by": 2}

// Codes returns fields as a person typed them with the names of parties replaced
// by their codes, where they are known by another: "Laos; Lao PDR" becomes "LAO;
// LAO", "Harbour League", which is not known, stays.
func Codes(typed []rapporteur.Correction) []rapporteur.Correction {
	out := slices.Clone(typed)
	for i, c := range out {
		out[i].To = eachParty(c, func(name string) string {
			if p, ok := Resolve(name); ok {
				return string(p)
			}
			return name
		})
	}
	return out
}

// A Stranger is a name that a person typed where a party stands, and that is none
// that is known.
type Stranger struct {
	Field rapporteur.Field
	Name  string
	Near  []rapporteur.Party // that may be meant; at most three
}

// Strangers returns the names among typed fields that are no state or organisation
// known, in the order in which they were typed.
func Strangers(typed []rapporteur.Correction) []Stranger {
	var out []Stranger
	for _, c := range typed {
		eachParty(c, func(name string) string {
			if _, ok := Resolve(name); !ok && name != "" {
				out = append(out, Stranger{c.Field, name, near(name)})
			}
			return name
		})
	}
	return out
}

// eachParty returns the value of a typed field with its parties changed.
func eachParty(c rapporteur.Correction, change func(string) string) string {
	switch cell, some := partyCells[c.Field]; {
	case slices.Contains(partyFields, c.Field):
		var parties []string
		for name := range strings.SplitSeq(c.To, ";") {
			parties = append(parties, change(strings.TrimSpace(name)))
		}
		return strings.Join(parties, "; ")
	case some:
		var lines []string
		for line := range strings.SplitSeq(c.To, "\n") {
			cells := strings.Split(line, "|")
			if len(cells) > cell {
				for i := range cells {
					cells[i] = strings.TrimSpace(cells[i])
				}
				cells[cell] = change(cells[cell])
				line = strings.Join(cells, " | ")
			}
			lines = append(lines, line)
		}
		return strings.Join(lines, "\n")
	}
	return c.To
}

// Known returns the states and organisations that can be parties, in the order of
// their names.
func Known() []rapporteur.Party {
	all := slices.Collect(maps.Values(basics().codes))
	slices.SortFunc(all, func(a, b rapporteur.Party) int {
		return cmp.Or(cmp.Compare(Fold(Display(a)), Fold(Display(b))), cmp.Compare(a, b))
	})
	return slices.Compact(all)
}

// near returns the parties of which a code or name is like a typed one: it begins
// so, or differs by a slip or two of the hand.
func near(typed string) []rapporteur.Party {
	typed = Fold(typed)
	slips := 1
	if len([]rune(typed)) > 5 {
		slips = 2
	}
	far := map[rapporteur.Party]int{}
	for name, p := range basics().codes {
		d := slips + 1
		if len([]rune(typed)) >= 4 && strings.HasPrefix(name, typed) {
			d = slips
		}
		if len([]rune(typed)) >= 3 {
			d = min(d, differences(typed, name, slips))
		}
		if had, ok := far[p]; d <= slips && (!ok || d < had) {
			far[p] = d
		}
	}
	out := slices.SortedFunc(maps.Keys(far), func(a, b rapporteur.Party) int {
		return cmp.Or(cmp.Compare(far[a], far[b]), cmp.Compare(Display(a), Display(b)), cmp.Compare(a, b))
	})
	return out[:min(len(out), 3)]
}

// differences counts the slips that make one word of another: a letter changed,
// left out or put in, or two that changed places. More than most is given as one
// more than that.
func differences(a, b string, most int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) > most || len(y)-len(x) > most {
		return most + 1
	}
	rows := make([][]int, len(x)+1)
	for i := range rows {
		rows[i] = make([]int, len(y)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		for j := 1; j <= len(y); j++ {
			change := rows[i-1][j-1]
			if x[i-1] != y[j-1] {
				change++
			}
			rows[i][j] = min(change, rows[i-1][j]+1, rows[i][j-1]+1)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return min(rows[len(x)][len(y)], most+1)
}
