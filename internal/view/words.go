package view

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"example.org/rapporteur"
)

// when returns a date with its words.
func when(d rapporteur.Date) When { return When{Date: d, Words: d.Words()} }

// inWords joins a list: "a", "a and b", "a, b and c".
func inWords(list []string) string {
	switch n := len(list); n {
	case 0:
		return ""
	case 1:
		return list[0]
	default:
		return strings.Join(list[:n-1], ", ") + " and " + list[n-1]
	}
}

func names(ps []Party) []string {
	out := make([]string, len(ps))
	for i, p := range ps {
		out[i] = p.Name
	}
	return out
}

// count returns a number with its noun: "1 document", "2 documents".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// capital returns s with its first letter in upper case.
func capital(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return strings.ToUpper(s[:n]) + s[n:]
}

// asOf returns the words for the day that a page answers for.
func asOf(d rapporteur.Date) string {
	if d.IsZero() {
		return "as of the last document held"
	}
	return "as of " + d.Words()
}

// reckoned is the date that a reading counted from, as it writes it, and
// straightQuotes words in straight quotes.
var (
	reckoned       = regexp.MustCompile(`(?:publication date|date line) (\d{4}(?:-\d{2}){0,2})\b`)
	straightQuotes = regexp.MustCompile(`"([^"]*)"`)
)

// inferred returns what a reading says that it added to a date as pages write
// it: days in words, the words of the text in curved quotes.
func inferred(s string) string {
	if m := reckoned.FindStringSubmatchIndex(s); m != nil {
		if d, err := rapporteur.ParseDate(s[m[2]:m[3]]); err == nil {
			s = s[:m[2]] + d.Words() + s[m[3]:]
		}
	}
	return straightQuotes.ReplaceAllString(s, "“$1”")
}

// saidBy returns a chain of attribution in words, from the nearest speaker
// outwards: "Phan Van Giang, Minister of National Defence, via Viet Nam News".
func saidBy(chain []rapporteur.Speaker) string {
	var links []string
	for _, s := range chain {
		link := s.Name
		if s.Anonymous {
			link += " (unnamed)"
		}
		if s.Office != "" {
			link += ", " + s.Office
		}
		links = append(links, link)
	}
	if len(links) == 0 {
		return "source not told"
	}
	return strings.Join(links, ", via ")
}

// certainty returns how certain a claim is presented to be, as a form and a word.
func certainty(c *rapporteur.Claim) Certainty {
	ct := Certainty{Code: c.Factuality}
	switch c.Factuality {
	case rapporteur.CTPlus:
		ct.Form, ct.Word = Solid, "certain"
	case rapporteur.PRPlus:
		ct.Form, ct.Word = Dashed, "probable"
	case rapporteur.PSPlus:
		ct.Form, ct.Word = Dashed, "possible"
	case rapporteur.CTMinus:
		ct.Form, ct.Word = Hollow, "said not to be so"
	case rapporteur.PRMinus:
		ct.Form, ct.Word = Hollow, "probably not so"
	case rapporteur.PSMinus:
		ct.Form, ct.Word = Hollow, "possibly not so"
	case rapporteur.CTu:
		ct.Form, ct.Word = Bracketed, "whether or not is left open"
	default:
		ct.Form, ct.Word = Bracketed, "relayed without commitment"
	}
	switch {
	case c.Mode == rapporteur.ModeHypothetical:
		ct.Form, ct.Word = Bracketed, "hypothetical"
	case c.Mode == rapporteur.ModeFuture && ct.Form != Hollow:
		ct.Form, ct.Word = Dashed, "announced"
	case len(c.Unsure) > 0:
		ct.Form, ct.Word = Bracketed, ct.Word+", "+inWords(guessed(c.Unsure))+" partly a guess"
	}
	return ct
}

// guessed returns fields that rest on a guess, each as a reader would call it.
func guessed(fields []string) []string {
	out := slices.Clone(fields)
	for i, f := range out {
		if f == "by" {
			out[i] = "who undertakes it"
		}
	}
	return out
}

// firmness orders degrees of certainty, the firmest first.
var firmness = []rapporteur.Factuality{rapporteur.CTPlus, rapporteur.PRPlus, rapporteur.PSPlus, rapporteur.Uu, rapporteur.CTu,
	rapporteur.PSMinus, rapporteur.PRMinus, rapporteur.CTMinus}

// together returns the certainty of a record: that of its firmest claim, unless
// another says that it is not so.
func together(claims []*rapporteur.Claim) Certainty {
	rank := func(c *rapporteur.Claim) int {
		n := 8 * slices.Index(firmness, c.Factuality)
		if c.Mode == rapporteur.ModeFuture || c.Mode == rapporteur.ModeHypothetical {
			n += 4
		}
		return n + min(len(c.Unsure), 3)
	}
	best := claims[0]
	said, denied := false, false
	for _, c := range claims {
		if rank(c) < rank(best) {
			best = c
		}
		said = said || c.Factuality == rapporteur.CTPlus && c.Mode != rapporteur.ModeFuture
		denied = denied || c.Factuality == rapporteur.CTMinus
	}
	if said && denied {
		return Certainty{Form: Bracketed, Word: "sources disagree whether it is so", Code: rapporteur.Uu}
	}
	return certainty(best)
}

// basisWords say how a publication date is known.
var basisWords = map[rapporteur.Basis]string{
	rapporteur.BasisStated:    "printed in the text",
	rapporteur.BasisMetadata:  "in the metadata of the page or file",
	rapporteur.BasisGiven:     "given by the person who read it in",
	rapporteur.BasisAddress:   "in the address",
	rapporteur.BasisPublished: "worked out from the publication date",
	rapporteur.BasisInferred:  "worked out from other words",
}
