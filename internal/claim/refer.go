package claim

import (
	"strings"

	"example.org/rapporteur"
)

// A short is a name that the text has given in full, by its noun alone: "the
// Council", "the Kingdom".
type short struct {
	kind    itemKind
	parties []rapporteur.Party
}

// refer gives words that point back to what the text has named their parties: "the
// Council" after the council of a union, "the Kingdom" where one state is called
// so, "it" after the state or body that acts in the sentence before.
func (rd *reading) refer() {
	known := rd.forms()
	for k, s := range rd.sentences {
		for i := range s.items {
			it := &s.items[i]
			noun := it.kind == word && it.capital() && rd.rules.class("short-name").longest(s, i) == i+1
			switch {
			case noun && s.is(i-1, "the") && !(i+1 < len(s.items) && (s.items[i+1].kind == word && s.items[i+1].capital() || s.is(i+1, "of"))):
				if n, ok := known[it.lower]; ok {
					it.kind, it.parties = n.kind, n.parties
				}
			case noun:
				if ps := s.owners(i); len(ps) == 1 {
					known[it.lower] = short{bodyItem, ps}
				}
			case it.kind == bodyItem && len(it.parties) == 1 || it.kind == orgItem:
				head, _, _ := strings.Cut(it.lower, " of ")
				for _, name := range []string{it.lower, head} {
					if _, noun, ok := cutLast(name, " "); ok && rd.rules.class("short-name").has(noun) {
						known[noun] = short{it.kind, it.parties}
					}
				}
			case it.kind == word && it.lower == "it" && rd.does(s, i):
				if p, ok := rd.actor(k, i); ok {
					it.parties = []rapporteur.Party{p}
				}
			}
		}
	}
}

// forms returns the states that the text calls by their form in full, by the word
// for it, where only one is called so: "the Kingdom of Denmark".
func (rd *reading) forms() map[string]short {
	known := map[string]short{}
	for _, s := range rd.sentences {
		for i := range s.items {
			it := &s.items[i]
			form, _, ok := strings.Cut(it.lower, " of ")
			if it.kind != stateItem || !ok || !rd.rules.class("short-name").has(form) {
				continue
			}
			if old, twice := known[form]; twice && old.parties != nil && old.parties[0] != it.parties[0] {
				known[form] = short{} // of two kingdoms "the Kingdom" tells neither
			} else if !twice {
				known[form] = short{stateItem, it.parties}
			}
		}
	}
	return known
}

// owners returns the parties before the capitalised words that end at item i:
// "Chile's Relief Centre".
func (s *sentence) owners(i int) []rapporteur.Party {
	k := i - 1
	for k >= 0 && (s.items[k].kind == word && s.items[k].capital() || s.items[k].possessive()) {
		k--
	}
	if k < 0 || s.items[k].kind != stateItem {
		return nil
	}
	return s.items[k].parties
}

// does reports whether the "it" at item i is who does what follows: an auxiliary
// may stand between, and a verb of undertaking, of contact or of handing over must.
func (rd *reading) does(s *sentence, i int) bool {
	k := i + 1
	for k < len(s.items) && (rd.begins(s, k, "modal", "adverb") || s.is(k, "has") || s.is(k, "had") || s.is(k, "'ll") || s.is(k, "not") || s.is(k, "n't")) {
		k++
	}
	return k < len(s.items) && rd.begins(s, k, "deed") && !rd.begins(s, k, "lasts")
}

// actor returns the state or body for which an "it" at item i of sentence k may
// stand: the first that acts before it in its sentence, else in the one before.
func (rd *reading) actor(k, i int) (rapporteur.Party, bool) {
	for j := k; j >= max(0, k-1); j-- {
		s := rd.sentences[j]
		end := len(s.items)
		if j == k {
			end = i
		}
		for n := range s.items[:end] {
			it := &s.items[n]
			if len(it.parties) != 1 || it.adj || it.kind != stateItem && it.kind != bodyItem && it.kind != orgItem {
				continue
			}
			if n+1 < len(s.items) && s.items[n+1].possessive() || rd.behindPreposition(s, n) {
				continue
			}
			return it.parties[0], true
		}
	}
	return "", false
}

// behindPreposition reports whether a preposition stands before item i and its article.
func (rd *reading) behindPreposition(s *sentence, i int) bool {
	k := i - 1
	for k >= 0 && rd.begins(s, k, "determiner") {
		k--
	}
	return k >= 0 && (rd.begins(s, k, "adjunct", "topic-preposition") ||
		s.is(k, "of") || s.is(k, "to") || s.is(k, "by") || s.is(k, "for") || s.is(k, "between") || s.is(k, "and"))
}
