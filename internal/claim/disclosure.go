package claim

import (
	"slices"
	"strings"

	"example.org/rapporteur"
)

// disclose marks the undertakings of which the same paragraph says that
// something is undisclosed or not finalised: those with which the unknown shares
// a telling word, or else, where it is only "the details" or "the cost", the last
// one before it.
func (rd *reading) disclose() {
	first := 0 // the first claim of the paragraph
	for i, q := range rd.claims {
		level, ok := disclosureOf(q)
		if !ok {
			continue
		}
		for rd.paragraphs[first] != rd.paragraphs[i] || i-first > near {
			first++
		}
		unknown := stems(q.Question.About)
		last, shared := -1, false
		for k := first; k < min(len(rd.claims), i+near) && rd.paragraphs[k] == rd.paragraphs[i]; k++ {
			c := rd.claims[k]
			if c.Kind != rapporteur.KindCommitment {
				continue
			}
			if k < i {
				last = k
			}
			if what := stems(c.Commitment.What); slices.ContainsFunc(unknown, func(w string) bool { return slices.Contains(what, w) }) {
				c.Commitment.Disclosure, shared = level, true
			}
		}
		if last >= 0 && !shared && len(unknown) < 2 {
			rd.claims[last].Commitment.Disclosure = level
		}
	}
}

// near is the number of claims around an unknown that it may speak of.
const near = 40

// disclosureOf returns how much is disclosed of what a question speaks of.
func disclosureOf(q rapporteur.Claim) (rapporteur.Disclosure, bool) {
	if q.Kind != rapporteur.KindQuestion {
		return "", false
	}
	switch q.Question.Type {
	case rapporteur.Undisclosed:
		return rapporteur.StatedUndisclosed, true
	case rapporteur.NotFinalised:
		return rapporteur.ToBeFinalised, true
	}
	return "", false
}

// stemLength is the number of letters by which words of one stem are known.
const stemLength = 6

// stems returns the beginnings of the longer words of a phrase.
func stems(s string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !isWordRune(r) }) {
		if len(w) >= stemLength-1 {
			out = append(out, w[:min(len(w), stemLength)])
		}
	}
	return out
}
