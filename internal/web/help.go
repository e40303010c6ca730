package web

import (
	"net/http"

	"example.org/rapporteur"
)

// A sitePage is a page of the whole ledger, to which the head of every page leads.
type sitePage struct {
	path, page, title string
	keys              string // that lead there
	day               bool   // it answers for a day
	foot              bool   // the foot of every page leads there, not the head
}

// sitePages are all that can be served, in the order of the head.
var sitePages = []sitePage{
	{"/", "today", "Today", "g h", true, false},
	{"/commitments/all", "board", "Undertakings", "g c", true, false},
	{"/map/all", "map", "Map", "g m", true, false},
	{"/network/all", "network", "Network", "g n", true, false},
	{"/compare", "compare", "Compare", "g v", true, false},
	{"/outlets/all", "outlets", "Outlets", "g o", true, false},
	{"/sources", "sources", "Sources", "g s", false, false},
	{"/review", "review", "Review", "g r", false, false},
	{"/log", "log", "Log of decisions", "g l", false, true},
	{"/help", "help", "Help", "", false, false},
	{"/about", "about", "About", "", false, false},
}

// serves reports whether a page of the whole ledger is part of this site.
func (s *site) serves(p sitePage) bool {
	switch p.page {
	case "sources":
		return s.inlet != nil
	case "review":
		return s.desk != nil
	case "log":
		return s.check != nil
	}
	return true
}

// sitePages returns what the head of a page leads to.
func (s *site) sitePages(r *http.Request, page string, day rapporteur.Date) []tab {
	var out []tab
	for _, p := range sitePages {
		if p.foot || !s.serves(p) {
			continue
		}
		t := tab{lead: lead{p.path, p.title}, Keys: p.keys, Here: p.page == page}
		if p.day {
			t.Href = withDay(p.path, day)
		}
		switch p.page {
		case "board", "outlets", "map", "network": // of two states, the tab is where one is
			t.Here = t.Here && r.URL.Path == p.path
		case "review":
			t.Count = s.desk.count(r.Context())
		}
		out = append(out, t)
	}
	return out
}

// keyHelp says what keys do, and where.
type keyHelp struct {
	Where string
	Keys  []keyWords
}

// keyWords says what keys do. Keys that are listed together are told apart by spaces.
type keyWords struct{ Keys, Words string }

// keysOf lists all keys of a site.
func (s *site) keysOf() []keyHelp {
	anywhere := keyHelp{"Anywhere", []keyWords{
		{"Ctrl K", "go to any page by typing; on a Mac, ⌘ K"}, {"/", "search"}, {"?", "this list"},
		{"j", "next entry"}, {"k", "entry before it"}, {"o", "open the entry; Enter does the same"}, {"v", "open the original address, if the entry or document has one"},
	}}
	whole := keyHelp{Where: "To the pages of the whole ledger"}
	for _, p := range sitePages {
		if p.keys != "" && s.serves(p) {
			whole.Keys = append(whole.Keys, keyWords{p.keys, p.title})
		}
	}
	states := keyHelp{Where: "Between the pages of the same states"}
	for _, p := range relationPages {
		states.Keys = append(states.Keys, keyWords{p.keys, p.title})
	}
	document := keyHelp{"In a document", []keyWords{{"j", "next claim"}, {"k", "claim before it"}}}
	timeline := keyHelp{"In the picture of a timeline", []keyWords{
		{"← → ↑ ↓", "from one mark to the next"}, {"+ −", "zoom"}, {"[ ]", "move"}, {"0", "show all"},
	}}
	all := []keyHelp{anywhere, whole, states, document, timeline}
	if s.desk != nil {
		all[0].Keys = append(all[0].Keys, keyWords{"m", "merge the record, or the entry at which one is, with another"}, keyWords{"s", "split it: take claims out"})
		all[3].Keys = append(all[3].Keys, keyWords{"c", "make a claim of the selected words"})
		all = append(all, keyHelp{"In the review", []keyWords{
			{"a", "accept, and on to the next claim"}, {"e", "edit"}, {"x", "reject, and on to the next claim"}, {"1 2 3 4 5 6", "grade what it says"},
			{"n", "next claim; decides nothing"}, {"p", "claim before it"}, {"l", "list"}, {"u", "undo"}, {"m", "merge the record that it belongs to with another"}, {"s", "take claims out of that record"}, {"Esc", "leave a field, so that the keys work again"},
		}}, keyHelp{"Where records are merged and split", []keyWords{
			{"1 2 3 4 5 6", "merge with one of the likeliest; shows first what that would be"}, {"t", "tick the claim at which one is"},
			{"s", "split off those ticked; shows first what that would be"}, {"m", "merge, once that is shown"}, {"b", "back without it"}, {"u", "undo the last decision on the record"},
		}})
	}
	return all
}

// help answers /help.
func (s *site) help(*http.Request) (answer, error) {
	return answer{page: "help", title: "Keys and addresses", body: s.keysOf()}, nil
}
