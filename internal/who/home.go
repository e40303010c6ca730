package who

import (
	"cmp"
	"net/url"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/lang"
)

// Home returns the state whose officials an outlet names without saying of which
// state they are: that of a national agency, of a paper named after its city, of
// a government's own page. It is empty for outlets that write for the world.
func (g *Gazetteer) Home(outlet string) rapporteur.Party {
	text, err := rapporteur.NewText(outlet)
	if err != nil || outlet == "" {
		return ""
	}
	for _, ls := range (lang.Plain{}).Analyse(text).Sentences {
		s := (&reader{g: g, text: text}).prepare(0, ls)
		for _, m := range s.matches {
			switch {
			case m.kind == Outlet:
				return m.home
			case m.kind == State || m.kind == Place && m.people > 0 && !m.unsure:
				return m.party
			}
		}
	}
	return ""
}

// Side returns the state that an outlet is of, for whose side it may be taken to
// speak: by its name, else by the remark in brackets behind that, such as whose
// report it passes on, else by the country of its address. It is empty where none
// of them tells. That an outlet is of a state says nothing of how free it is.
func (g *Gazetteer) Side(outlet, address string) rapporteur.Party {
	name, _, _ := strings.Cut(outlet, " (")
	host := name
	if u, err := url.Parse(address); err == nil && u.Hostname() != "" {
		host = u.Hostname()
	}
	return cmp.Or(g.Home(name), g.Home(outlet), g.domain(name), g.domain(host))
}

// worldwide are the country domains that are used all over the world: those which
// Google Search Central lists as generic.
var worldwide = map[string]bool{"ad": true, "ai": true, "as": true, "bz": true, "cc": true, "cd": true, "co": true, "dj": true, "fm": true, "io": true,
	"la": true, "me": true, "ms": true, "nu": true, "sc": true, "sr": true, "su": true, "tv": true, "tk": true, "ws": true}

// domain returns the state whose country domain (ISO 3166-1 alpha-2, RFC 1591) a
// host is under. Governments keep theirs under domains that others use too.
func (g *Gazetteer) domain(host string) rapporteur.Party {
	labels := strings.Split(strings.ToLower(strings.TrimSuffix(host, ".")), ".")
	n := len(labels)
	if n < 2 || len(labels[n-1]) != 2 || strings.Contains(host, " ") {
		return ""
	}
	top := labels[n-1]
	if worldwide[top] && labels[n-2] != "gov" && labels[n-2] != "mil" {
		return ""
	}
	if top == "uk" {
		top = "gb"
	}
	return g.codes[top]
}
