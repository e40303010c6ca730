package link

import (
	"regexp"
	"slices"
	"strings"

	"example.org/rapporteur"
)

// outside returns the words that are not of the area's own name.
func outside(ws []string, area rapporteur.Area) []string {
	return slices.DeleteFunc(slices.Clone(ws), func(w string) bool { return areaWords[area][w] })
}

// textsIn names the texts of which words tell the form and the years: "plan
// 2026" for the defence cooperation plan for 2026.
func textsIn(ws []string, parties []rapporteur.Party) []string {
	const reach = 4
	var out []string
	for i, w := range ws {
		if !papers[w] {
			continue
		}
		from := i
		for from > 0 && i-from < reach && !small[ws[from-1]] {
			from--
		}
		years := yearsIn(strings.Join(ws[from:min(len(ws), i+2+reach)], " "))
		if len(years) == 0 {
			continue
		}
		name := content(strings.Join(ws[from:i], " "), parties, weak)
		out = append(out, strings.Join(slices.Concat(name, []string{stem(w)}, years), " "))
	}
	return distinct(out)
}

// papers are the nouns for formal texts that go by their years.
var papers = set("plan plans protocol agreement memorandum programme treaty strategy")

// wantKeys names the meetings that words are to hold, so that those of one forum
// have one name. Of no forum, only the yearly meeting of three states and more has one.
func wantKeys(ws []string, parties []rapporteur.Party) []string {
	var out []string
	for _, n := range wantedIn(ws, parties) {
		core := n.core
		if n.wide {
			core = without(core, trilateral)
		}
		switch {
		case len(core) > 0:
			out = append(out, strings.Join(core, " ")+" "+n.head)
		case n.wide && n.head == "talks" && slices.Contains(ws, "annual"):
			out = append(out, "yearly meeting")
		}
	}
	return distinct(out)
}

// capitals finds names of two words or more.
var capitals = regexp.MustCompile(`\p{Lu}[\pL\pM]+(?:[ -]\p{Lu}[\pL\pM]+)+`)

// thingsIn returns each two words of the names in s that are not of persons,
// offices and forms of text, folded and sorted.
func thingsIn(s string, proper map[string]bool) []string {
	var out []string
	for _, name := range capitals.FindAllString(s, -1) {
		ws := words(name)
		for i := 0; i+1 < len(ws); i++ {
			a, b := stem(ws[i]), stem(ws[i+1])
			if plainName(a) || plainName(b) || proper[a] && proper[b] {
				continue
			}
			out = append(out, a+" "+b)
		}
	}
	return distinct(out)
}

// plainName reports whether a stem is part of the names of offices, areas and
// months rather than of a thing.
func plainName(w string) bool {
	if weak[w] || small[w] || forms[w] {
		return true
	}
	for _, words := range areaWords {
		if words[w] {
			return true
		}
	}
	return false
}
