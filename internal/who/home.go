package who

import (
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
