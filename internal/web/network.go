package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
	netpage "example.org/rapporteur/internal/web/pages/network"
	"example.org/rapporteur/internal/who"
)

// shownBonds is how many bonds the table of a network shows; the other forms of
// the page have all.
const shownBonds = 200

// bondsOf are the bonds of a network: drawn, and as rows with their evidence.
type bondsOf struct {
	Picture *netpage.Picture // nil if there is nothing to draw
	Rows    []bondRow
	Left    int // bonds that the table leaves out
}

// A bondRow is a bond with where each of its figures leads.
type bondRow struct {
	view.Bond
	Anchor   string // of the row
	ToA, ToB string // the networks of the two; empty for that which is shown
	// What the figures are counts of.
	Contacts, Commitments, Agreements, Mechanisms string
}

// network answers /network/LAO, /network/ASEAN, /network/LAO-VNM and /network/all.
func (s *site) network(r *http.Request) (answer, error) {
	q, err := askedOf(r)
	if err != nil {
		return answer{}, err
	}
	name := strings.TrimSuffix(r.PathValue("parties"), q.form)
	if name != everything {
		if q.codes, err = centres(name); err != nil {
			return answer{}, err
		}
		if q.path = networkPath(q.codes); q.path != "/network/"+url.PathEscape(name) {
			return answer{to: q.address(q.path + q.form), moved: true}, nil
		}
	}
	from, err := q.date("from")
	if err != nil {
		return answer{}, err
	}
	v, err := s.Books.Network(r.Context(), q.codes, from, q.day)
	if err != nil {
		return answer{}, err
	}
	more := bondsOf{Left: max(0, len(v.Bonds)-shownBonds)}
	for _, b := range v.Bonds[:len(v.Bonds)-more.Left] {
		more.Rows = append(more.Rows, q.bond(b))
	}
	more.Picture = netpage.Draw(v, func(p rapporteur.Party) string { return q.address(networkPath([]rapporteur.Party{p})) })
	title := "Who is recorded with whom"
	if len(q.codes) > 0 {
		title = q.named("who is recorded with whom")
	}
	return q.answer("network", title, v, more)
}

// centres reads the parties that an address names: a state or organisation, or
// several states.
func centres(name string) ([]rapporteur.Party, error) {
	p := rapporteur.Party(strings.ToUpper(name))
	if who.IsState(p) {
		return []rapporteur.Party{p}, nil
	}
	if p, ok := who.Resolve(name); ok {
		return []rapporteur.Party{p}, nil
	}
	if !strings.Contains(name, "-") {
		return nil, unclear{fmt.Sprintf("“%s” is no state or organisation known here. Write its name or its code, such as LAO.", clip(clean(name), 60))}
	}
	return parties(strings.Split(name, "-"))
}

func networkPath(ps []rapporteur.Party) string {
	var names []string
	for _, p := range ps {
		names = append(names, url.PathEscape(string(p)))
	}
	return "/network/" + strings.Join(names, "-")
}

// bond tells where the figures of a bond lead: those of two states to the pages
// that list them, others to what a search finds. So do those of a stretch of time,
// because the pages of two states are of all the time before their day.
func (q asked) bond(b view.Bond) bondRow {
	row := bondRow{Bond: b, Anchor: netpage.Anchor(b)}
	to := func(p rapporteur.Party) string {
		if len(q.codes) == 1 && p == q.codes[0] {
			return "" // here
		}
		return q.address(networkPath([]rapporteur.Party{p}))
	}
	row.ToA, row.ToB = to(b.A.Code), to(b.B.Code)
	if pair := statesOf([]view.Party{b.A, b.B}); pair != nil && q.query.Get("from") == "" {
		of := func(root, part string) string { return withDay(root+pairName(pair), q.day) + part }
		row.Contacts, row.Commitments = of("/d/", "#meetings"), of("/commitments/", "")
		row.Agreements, row.Mechanisms = of("/agreements/", ""), of("/d/", "#mechanisms")
		return row
	}
	of := func(kind rapporteur.Kind) string {
		query := url.Values{"party": {string(b.A.Code), string(b.B.Code)}, "kind": {string(kind)}}
		for _, k := range []string{"from", "as_of"} {
			if v := q.query.Get(k); v != "" {
				query.Set(k, v)
			}
		}
		return "/search?" + query.Encode()
	}
	row.Contacts, row.Commitments = of(rapporteur.KindInteraction), of(rapporteur.KindCommitment)
	row.Agreements, row.Mechanisms = of(rapporteur.KindInstrument), of(rapporteur.KindMechanism)
	return row
}
