package web

import (
	"fmt"
	"html/template"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/geo"
	"example.org/rapporteur/internal/view"
	"example.org/rapporteur/internal/web/pages/dossier"
	"example.org/rapporteur/internal/web/pages/timeline"
)

// funcs is all that templates can call.
var funcs = template.FuncMap{
	"apart":     apart,
	"byWords":   bySameWords,
	"clean":     clean,
	"title":     func(s string) string { return clip(clean(s), maxTitle) },
	"words":     visible,
	"outward":   outward,
	"href":      href,
	"pair":      partiesPath,
	"count":     count,
	"number":    number,
	"number64":  func(n int64) string { return number(int(n)) },
	"moment":    func(t time.Time) string { return t.UTC().Format("2 January 2006, 15:04 UTC") },
	"list":      list,
	"several":   several,
	"short":     func(s string) string { return clip(clean(s), maxShort) },
	"excerpt":   func(s string) string { return clip(visible(s), maxShort) },
	"dayless":   dayless,
	"first":     first,
	"after":     past,
	"beyond":    beyond,
	"language":  view.LanguageName,
	"languages": view.LanguageNames,
	"names":     names,
	"meeting":   func(m view.Meeting) string { return clip(clean(dossier.MeetingTitle(m)), maxTitle) },
	"anchor":    func(name any) string { return slug(fmt.Sprint(name)) },
	"page": func(kind, id any, day rapporteur.Date) string {
		return recordPath(rapporteur.Kind(fmt.Sprint(kind)), rapporteur.RecordID(fmt.Sprint(id)), day)
	},
	"kind": kindWord,
	"recordWord": func(kind rapporteur.Kind) string {
		if kind == rapporteur.KindTenure {
			return "person"
		}
		return kindWord(kind)
	},
	"fromWord": fromWord,
	"toWord":   toWord,
	"record": func(kind rapporteur.Kind, id rapporteur.RecordID) string {
		return recordPath(kind, id, rapporteur.Date{})
	},
	"of":          func(sheet, it any) row { return row{sheet, it} },
	"at":          withDay,
	"placed":      placed,
	"coordinates": func(at *geo.Point) string { return view.Coordinates(*at) },
	"capital":     capital,
	"days":        timeline.DaysOf,
	"certain":     func(form view.Form, word string) view.Certainty { return view.Certainty{Form: form, Word: word} },
}

// apart returns passages without those that repeat the words of one before from the
// same document: a sentence that was read twice is shown once.
func apart(all []view.Source) []view.Source {
	type words struct {
		doc   rapporteur.DocID
		quote string
	}
	seen := map[words]bool{}
	var out []view.Source
	for _, s := range all {
		if w := (words{s.Doc, s.Quote}); !seen[w] {
			seen[w] = true
			out = append(out, s)
		}
	}
	return out
}

// bySameWords puts claims that were found one after the other in the same words
// together, so that these stand but once.
func bySameWords(all []view.FoundClaim) [][]view.FoundClaim {
	var out [][]view.FoundClaim
	for _, c := range all {
		if n := len(out) - 1; n >= 0 && slices.Equal(out[n][0].Quote, c.Quote) {
			out[n] = append(out[n], c)
		} else {
			out = append(out, []view.FoundClaim{c})
		}
	}
	return out
}

// kindWords are what pages call the kinds of claims, each as the headings of its
// records do.
var kindWords = map[rapporteur.Kind]string{
	rapporteur.KindInteraction: "contact",
	rapporteur.KindInstrument:  "agreement",
	rapporteur.KindCommitment:  "undertaking",
	rapporteur.KindTenure:      "office",
}

// kindWord returns what pages call a kind of claim.
func kindWord(kind any) string {
	k := fmt.Sprint(kind)
	if w, ok := kindWords[rapporteur.Kind(k)]; ok {
		return w
	}
	return k
}

// fromWord returns words before a quote from their first whole word on, and
// toWord those after it to their last: both are cut by length.
func fromWord(s string) string {
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		return s[i:]
	}
	return s
}

func toWord(s string) string {
	if i := strings.LastIndexFunc(s, unicode.IsSpace); i >= 0 {
		return s[:i+1]
	}
	return s
}

// A row is a thing on a page: what parts that lead to other pages are given.
type row struct {
	Sheet any // a *sheet, or another page that has a Day
	It    any
}

// placed leads to the page of a place.
func placed(name string, day rapporteur.Date) string {
	return withDay("/place/"+url.PathEscape(clip(clean(name), maxTitle)), day)
}

// capital begins words with a capital letter.
func capital(v any) string {
	s := fmt.Sprint(v)
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// maxShort is how many code points are shown of what stands in full on the page
// that it leads to.
const maxShort = 300

// maxTitle is how many code points of a title or name are shown.
const maxTitle = 300

// clean makes a name of others fit for one line: white space becomes single
// spaces, and characters go that show nothing, reorder what stands around them,
// or hide in a word. The joiners stay, which Persian and Hindi are written with.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case r == '\u200c', r == '\u200d':
			return r
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// visible returns words of a document as they are, except that characters which
// could make them read otherwise than they stand are named in brackets.
func visible(s string) string {
	if !strings.ContainsFunc(s, reorders) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if reorders(r) {
			fmt.Fprintf(&b, "[U+%04X]", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// reorders reports whether r embeds, overrides or isolates a direction of
// writing or is a control other than white space. The marks LRM, RLM and ALM are
// left alone: they are part of ordinary spelling and move only their neighbours.
func reorders(r rune) bool {
	return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || unicode.IsControl(r) && !unicode.IsSpace(r)
}

// clip shortens s to n code points.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for i := range s {
		if n == 0 {
			return strings.TrimSpace(s[:i]) + "…"
		}
		n--
	}
	return s
}

// outward returns an address of others if a browser may be sent there, else nothing.
func outward(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return ""
	}
	return u.String()
}

// href leads to the words that a fact rests on.
func href(a view.Anchor) string {
	return "/doc/" + url.PathEscape(string(a.Doc)) + "#" + url.PathEscape(string(a.Claim))
}

// partiesPath leads to the dossier of states; empty if there is none of them.
func partiesPath(ps []view.Party) string {
	var codes []string
	for _, p := range ps {
		codes = append(codes, string(p.Code))
	}
	c, err := parties(codes)
	if err != nil {
		return ""
	}
	return dossierPath(c)
}

// count writes a number with its noun: count 2 "meeting" "meetings".
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return number(n) + " " + many
}

// number writes an integer with its thousands set apart.
func number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "\u202f" + s[i:]
	}
	return s
}

// several names the first of some parties: most things have two, but the members
// of an organisation may be many.
func several(ps []view.Party) string {
	if n := len(ps) - mostParties; n > 1 {
		return names(ps[:mostParties]) + fmt.Sprintf(" and %d more", n)
	}
	return names(ps)
}

const mostParties = 5

// first returns the first n of a list, past the others, and beyond how many these are.
func first(n int, list any) any {
	v := reflect.ValueOf(list)
	return v.Slice(0, min(n, v.Len())).Interface()
}

func past(n int, list any) any {
	v := reflect.ValueOf(list)
	return v.Slice(min(n, v.Len()), v.Len()).Interface()
}

func beyond(n int, list any) int { return max(0, reflect.ValueOf(list).Len()-n) }

// theDay is how read models name the day that a page answers for.
var theDay = regexp.MustCompile(`,? as of (?:\d{1,2} \pL+ \d{1,4}|the last document held)`)

// dayless returns words worked out for a day without that day, which the head of
// each page names.
func dayless(s string) string { return theDay.ReplaceAllString(s, "") }

func names(ps []view.Party) string {
	var l []string
	for _, p := range ps {
		l = append(l, clean(p.Name))
	}
	return list(l)
}

// list joins words as a sentence does.
func list(l []string) string {
	if len(l) < 2 {
		return strings.Join(l, "")
	}
	return strings.Join(l[:len(l)-1], ", ") + " and " + l[len(l)-1]
}
