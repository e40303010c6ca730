package link

import (
	"iter"
	"slices"
	"strings"
	"unicode"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/who"
)

// words returns the folded words of s.
func words(s string) []string { return strings.Fields(who.Fold(s)) }

// stem takes the commonest endings off an English word, no more than it takes
// for "forces", "training" and "established" to meet "force", "train" and "establish".
func stem(w string) string {
	if s, ok := spellings[w]; ok {
		return s
	}
	if len(w) < 5 || strings.IndexByte("stgndre", w[len(w)-1]) < 0 {
		return w // there is nothing to take off
	}
	for _, end := range []string{"ments", "ment", "ings", "ing", "ations", "ation", "ies", "ied", "ers", "er", "ed", "es", "s", "e"} {
		if s, ok := strings.CutSuffix(w, end); ok && len(s) >= 4 {
			if strings.HasPrefix(end, "i") && end != "ing" && end != "ings" {
				s += "y"
			}
			return s
		}
	}
	return w
}

// spellings bring together what stem does not.
var spellings = map[string]string{
	"defense": "defence", "defence": "defence", "defensive": "defence", "center": "centre", "centre": "centre", "centers": "centre", "centres": "centre",
	"program": "programme", "programs": "programme", "programme": "programme", "programmes": "programme", "rail": "railway", "railways": "railway", "railway": "railway",
	"military": "army", "armies": "army", "army": "army",
	"chairmanship": "chair", "chairs": "chair", "chair": "chair", "built": "build", "villages": "village", "village": "village", "hamlets": "village", "hamlet": "village",
	"memorandum": "memorandum", "mou": "memorandum", "accord": "agreement", "pact": "agreement", "deal": "agreement", "agreements": "agreement", "agreement": "agreement",
}

// small are words that carry no matter of their own.
var small = set(`a an and are as at be been being between both by can could did do does during each for from had has have he her his how if in into is it
	its may more most no not of off on one or other others our out over per shall she should so some such than that the their them then there these they
	this those through to under until up upon was we were what when where which while who whose will with within without would year years month months week weeks
	also well including include includes included respective respectively new two three four countries country sides side parties party states state nations nation
	neighbouring neighbour neighbours mr mrs ms said says say according`)

// weak are words that most undertakings share: they say that something is to be
// done together, and not what.
var weak = stems(set(`cooperation cooperate cooperative coordination coordinate collaboration collaborate relations relationship ties friendship solidarity partnership
	strengthen strengthening enhance enhancing enhanced promote promoting deepen deepening expand expanding develop developing development improve improving boost
	continue continuing continued further support supporting supported help helping assist assistance assisting implement implementing implementation effectively effective
	agreed agree agreement pledged pledge committed commitment affirmed reaffirmed will willing ready readiness plan plans planned work working activities activity
	joint jointly bilateral mutual common together traditional special comprehensive strategic areas area field fields issues issue matters
	ministry ministries minister ministers deputy defence defense national people peoples army armed forces force military general vietnam laos lao vietnamese
	sign signed signing january february march april may june july august september october november december
	exchange meeting annual discuss measure propose period express priority attach hold held organise result practical content proposal first second last next
	time coming counterpart told talk within ceremony attend continue visit role importance important regular effect number share experience information hand
	level levels high delegation delegations effort efforts close closely good maintain maintaining facilitate facilitating provide providing conduct carry
	head chief staff department director commander secretary chairman president prime management manage province result results content contents`))

// stems returns the stems of a set of words.
func stems(set map[string]bool) map[string]bool {
	m := map[string]bool{}
	for w := range set {
		m[stem(w)] = true
	}
	return m
}

// asWritten returns for each stem the first word of some texts that has it, as it
// is written there and in the order of the texts: reasons are read by people. A
// stem that is in none of them stays as it is and stands last.
func asWritten(stems []string, texts ...string) []string {
	left := slices.Clone(stems)
	var out []string
	for _, t := range texts {
		for w := range strings.FieldsFuncSeq(t, parts) {
			if len(left) == 0 {
				return out
			}
			for _, folded := range words(w) {
				if i := slices.Index(left, stem(folded)); i >= 0 {
					out = append(out, strings.Trim(w, "'’"))
					left = slices.Delete(left, i, i+1)
				}
			}
		}
	}
	return append(out, left...)
}

// parts reports whether r stands between words.
func parts(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '\'' && r != '’'
}

func set(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// stateWord reports whether a folded word is a form of the name of one of the
// parties: lao, laos and laotian for Laos, viet and vietnamese for Vietnam.
func stateWord(w string, parties []rapporteur.Party) bool { return newStateNames(parties).has(w) }

// stateNames are what the words of a text are held against to know the names of parties.
type stateNames []struct{ code, name string }

func newStateNames(parties []rapporteur.Party) stateNames {
	names := make(stateNames, len(parties))
	for i, p := range parties {
		names[i].code, names[i].name = strings.ToLower(string(p)), strings.ReplaceAll(who.Fold(who.Display(p)), " ", "")
	}
	return names
}

// has is stateWord.
func (names stateNames) has(w string) bool {
	for _, p := range names {
		if w == p.code {
			return true
		}
		if len(w) < 3 || len(p.name) < 3 {
			continue
		}
		root := p.name[:max(3, len(p.name)-2)]
		if strings.HasPrefix(w, root) || strings.HasPrefix(p.name, w) || strings.HasSuffix(p.name, w) {
			return true
		}
	}
	return false
}

// content returns the stems of the words of s that carry its matter, sorted,
// each once, without the names of the parties and the stems to leave out.
func content(s string, parties []rapporteur.Party, leave ...map[string]bool) []string {
	var out []string
	states := newStateNames(parties)
	for _, w := range words(s) {
		root := stem(w)
		left := slices.ContainsFunc(leave, func(m map[string]bool) bool { return m[root] })
		if !left && !small[w] && !numbered(w) && !states.has(w) {
			out = append(out, root)
		}
	}
	return distinct(out)
}

func distinct(s []string) []string {
	slices.Sort(s)
	return slices.Compact(s)
}

// subset reports whether each of a is in b. Nothing is a subset of all.
func subset(a, b []string) bool {
	for _, w := range a {
		if !slices.Contains(b, w) {
			return false
		}
	}
	return true
}

// shared returns what two sorted lists have in common.
func shared(a, b []string) []string { return slices.Collect(inBoth(a, b)) }

// sharedCount counts what shared returns.
func sharedCount(a, b []string) (n int) {
	for range inBoth(a, b) {
		n++
	}
	return n
}

// inBoth yields what two sorted lists have in common.
func inBoth(a, b []string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i, j := 0, 0; i < len(a) && j < len(b); {
			switch strings.Compare(a[i], b[j]) {
			case -1:
				i++
			case 1:
				j++
			default:
				if !yield(a[i]) {
					return
				}
				i++
				j++
			}
		}
	}
}

// yearsIn returns the years that a title names, sorted. The second year of a span
// may be cut to two figures: 2020–24.
func yearsIn(s string) []string {
	var out []string
	year := ""
	for _, w := range words(s) {
		switch figures := strings.Trim(w, "0123456789") == ""; {
		case figures && len(w) == 4 && (w[:2] == "19" || w[:2] == "20"):
			year = w
			out = append(out, w)
			continue
		case figures && len(w) == 2 && year != "" && w > year[2:]:
			out = append(out, year[:2]+w)
		}
		year = ""
	}
	return distinct(out)
}
