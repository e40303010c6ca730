package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
	"example.org/rapporteur/internal/who"
)

// How many places to go the palette and the page of a search show, and how much
// of what is typed is looked at.
const (
	mostLeads     = 12
	mostLeadsHere = 6
	mostTyped     = 200 // code points
)

// A signpost is a place to go with a word on what it is.
type signpost struct {
	Href  string `json:"href"`
	Words string `json:"words"`
	Note  string `json:"note"`
}

// leadOn answers /go.json?q=…&of=LAO-VNM&as_of=…: where the words that are being
// typed may be meant to lead. of are the states of the page on which they are typed.
func (s *site) leadOn(r *http.Request) (answer, error) {
	q, err := askedOf(r)
	if err != nil {
		return answer{}, err
	}
	var here []rapporteur.Party
	if of := q.query.Get("of"); of != "" {
		if here, err = parties(strings.Split(of, "-")); err != nil {
			return answer{}, err
		}
	}
	typed := clip(clean(q.query.Get("q")), mostTyped)
	leads, err := s.leads(r.Context(), typed, here, q.day, mostLeads)
	if err != nil {
		return answer{}, err
	}
	if typed != "" {
		leads = append(leads, signpost{q.dated("/search", url.Values{"q": {typed}}), "Search for “" + typed + "”", "in all documents"})
	}
	return answer{json: struct {
		Leads []signpost `json:"leads"`
	}{leads}}, nil
}

// dated adds to an address what it asks for and the day.
func (q asked) dated(path string, query url.Values) string {
	if !q.day.IsZero() {
		query.Set("as_of", q.day.String())
	}
	return withQuery(path, query)
}

// leads returns the pages that typed words may be meant to lead to, the likeliest
// first. Words may name two states or more and a page of theirs: laos vietnam brief.
// Without words, they are the pages next to the present one.
func (s *site) leads(ctx context.Context, typed string, here []rapporteur.Party, day rapporteur.Date, most int) ([]signpost, error) {
	out := []signpost{}
	add := func(l signpost) {
		if !slices.ContainsFunc(out, func(have signpost) bool { return have.Href == l.Href }) {
			out = append(out, l)
		}
	}
	states, rest := statesIn(typed)
	if len(states) >= 2 && len(states) <= maxStates {
		of := statesInWords(states)
		for _, p := range relationPages {
			if begins(p.title, rest) {
				add(signpost{withDay(p.root+pairName(states), day), of + ": " + strings.ToLower(p.title), "page of these states"})
			}
		}
	}
	for _, p := range relationPages {
		if len(here) >= 2 && begins(p.title, typed) {
			add(signpost{withDay(p.root+pairName(here), day), p.title, statesInWords(here)})
		}
	}
	pages := []signpost{}
	for _, p := range sitePages {
		if s.serves(p) && begins(p.title, typed) {
			to := p.path
			if p.day {
				to = withDay(to, day)
			}
			pages = append(pages, signpost{to, p.title, "of the whole ledger"})
		}
	}
	for _, a := range rapporteur.Areas {
		if typed != "" && begins(string(a), typed) {
			pages = append(pages, signpost{withDay("/area/"+url.PathEscape(slug(string(a))), day), capital(a), "area"})
		}
	}
	for _, p := range pages {
		add(p)
	}
	if typed != "" && len(out) < most {
		names, err := s.Books.Names(ctx, day)
		if err != nil {
			return nil, err
		}
		for _, n := range names.Find(typed, most) {
			add(leadTo(n, day))
		}
	}
	return out[:min(len(out), most)], nil
}

// statesInWords joins the names of states.
func statesInWords(codes []rapporteur.Party) string {
	var l []string
	for _, c := range codes {
		l = append(l, who.Display(c))
	}
	return list(l)
}

// leadTo leads to the page of a thing.
func leadTo(n view.Named, day rapporteur.Date) signpost {
	l := signpost{Words: clip(clean(n.Title), maxTitle), Note: string(n.Kind)}
	switch n.Kind {
	case view.NamedRelation:
		l.Href = withDay(partiesPath(n.Parties), day)
	case view.NamedPlace:
		l.Href = placed(n.Title, day)
	case view.NamedMechanism:
		l.Href = recordPath(rapporteur.KindMechanism, n.ID, day)
	case view.NamedPerson:
		l.Href = recordPath(rapporteur.KindTenure, n.ID, day)
	}
	if len(n.Parties) > 0 && n.Kind != view.NamedRelation {
		l.Note += ", " + names(n.Parties)
	}
	if n.As != "" {
		l.Note += ", as “" + clip(clean(n.As), maxTitle) + "”"
	}
	return l
}

// statesIn returns the states that words name by any name or code, in the order of
// their codes, and the words that are left. A name of more words counts before
// one of fewer: "Lao PDR" is no Lao with something after it.
func statesIn(typed string) (states []rapporteur.Party, rest string) {
	const longest = 5                                                                            // words of a name
	words := slices.DeleteFunc(strings.Fields(typed), func(w string) bool { return w == "and" }) // which is a code, too
	var left []string
	for i := 0; i < len(words); {
		n := 0
		for k := min(longest, len(words)-i); k > 0 && n == 0; k-- {
			if p, ok := who.Resolve(strings.Trim(strings.Join(words[i:i+k], " "), ",;:")); ok && who.IsState(p) {
				states, n = append(states, p), k
			}
		}
		if n == 0 {
			left = append(left, words[i])
		}
		i += max(1, n)
	}
	slices.Sort(states)
	return slices.Compact(states), strings.Join(left, " ")
}

// begins reports whether each typed word begins a word of a title.
func begins(title, typed string) bool {
	have := strings.Fields(who.Fold(title))
	return !slices.ContainsFunc(strings.Fields(who.Fold(typed)), func(w string) bool {
		return !slices.ContainsFunc(have, func(h string) bool { return strings.HasPrefix(h, w) })
	})
}
