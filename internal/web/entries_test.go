package web

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"example.org/rapporteur/internal/view"
)

// Pages of long lists show some of each, say how many they leave out, and lead from
// page to page to as many as one page holds, and to all as a table.
func TestListsOfMany(t *testing.T) {
	const many = 1000
	s := normalShelf(t)
	for _, test := range []struct {
		path  string
		lists []string // each with all its entries
		grow  func()
		rows  int // of the table
		first int // entries of each list
	}{
		{"/person/p0000000000000001", []string{"section@h-acts li.gist", "section@h-said li.source"}, func() {
			s.person.Acts = slices.Repeat(s.person.Acts[:1], many)
			s.person.Statements = slices.Repeat(s.person.Statements[:1], many)
		}, 2*many + 1, entriesFirst},
		{"/place/Hanoi", []string{"section@h-here li.gist", "section@h-other li.gist"}, func() {
			s.place.Meetings = slices.Repeat(s.place.Meetings[:1], many)
			s.place.Disputed = slices.Repeat(s.place.Disputed[:1], many)
		}, many, entriesFirst},
		{"/area/border-security?of=LAO-VNM", []string{"section@h-k li.card", "section@h-m li.gist", "section@h-i li.gist", "section@h-q li.entry"}, func() {
			s.area.Commitments = slices.Repeat(s.area.Commitments[:1], many)
			s.area.Meetings = slices.Repeat(s.area.Meetings[:1], many)
			s.area.Agreements = slices.Repeat(s.area.Agreements[:1], many)
			s.area.Questions = slices.Repeat(s.area.Questions[:1], many)
		}, 4 * many, entriesFirst},
		{"/outlets/all", []string{"section@h-outlets tbody tr", "section@h-origins li.entry"}, func() {
			s.outlets.Outlets = slices.Repeat(s.outlets.Outlets[:1], many)
			s.outlets.Origins = slices.Repeat(s.outlets.Origins[:1], many)
		}, many, rowsFirst},
	} {
		t.Run(test.path, func(t *testing.T) {
			test.grow()
			h := handler(t, s, "Written for this project.")
			at := test.path
			for want := test.first; ; want = min(4*want, entriesMost) {
				doc := page(t, h, at)
				checkSound(t, doc)
				for _, list := range test.lists {
					if n := len(pick(doc, list)); n != want {
						t.Errorf("%s: %s has %d entries, want %d", at, list, n, want)
					}
				}
				said := text(doc)
				if n := strings.Count(said, fmt.Sprintf("%s not shown.", count(many-want, "more is", "more are"))); n != len(test.lists) {
					t.Errorf("%s says %d times that it leaves out %d, want %d", at, n, many-want, len(test.lists))
				}
				next := map[string]bool{}
				for n := range doc.Descendants() {
					if n.Type == html.ElementNode && n.Data == "a" && text(n) == "Show more" {
						to, _ := attr(n, "href")
						next[to] = true
					}
				}
				if want == entriesMost {
					if len(next) > 0 {
						t.Errorf("%s leads on to %v", at, next)
					}
					break
				}
				if len(next) != 1 {
					t.Fatalf("%s leads on to %v", at, next)
				}
				for to := range next {
					at = to
				}
			}
			table, query, _ := strings.Cut(test.path, "?")
			if rows := strings.Count(get(h, table+".csv?"+query).Body.String(), "\n"); rows != test.rows+1 {
				t.Errorf("the table has %d lines, want %d", rows, test.rows+1)
			}
		})
	}
}

// An address that names the number twice is led on from like any other.
func TestShownTwice(t *testing.T) {
	s := normalShelf(t)
	s.area.Questions = slices.Repeat(s.area.Questions[:1], 1000)
	doc := page(t, handler(t, s, ""), "/area/border-security?of=LAO-VNM&n=5&n=80")
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == "a" && text(n) == "Show more" {
			if got, _ := attr(n, "href"); got != "/area/border-security?n=80&of=LAO-VNM" {
				t.Errorf("leads on to %s", got)
			}
			return
		}
	}
	t.Error("does not lead on")
}

// The page of a person asks for as many documents as its lists need; its other
// forms ask for all. What it leaves out it says.
func TestPersonOfMany(t *testing.T) {
	s := normalShelf(t)
	s.person.Whole = &view.Weight{Claims: 1200, Documents: 900, Outlets: 30, Origins: 25}
	h := handler(t, s, "")
	for path, want := range map[string]int{
		"/person/p1": 2 * entriesFirst, "/person/p1?n=80": 160, "/person/p1?n=1000000": 2 * entriesMost, "/person/p1?n=x": 2 * entriesFirst,
		"/person/p1.json": 0, "/person/p1.csv?n=80": 0,
	} {
		if get(h, path); s.most != want {
			t.Errorf("%s asks for %d documents, want %d", path, s.most, want)
		}
	}
	said := text(page(t, h, "/person/p1"))
	for _, want := range []string{"1 200 passages in 900 documents, 25 origins", fmt.Sprintf("told from %d of these documents", s.person.Person.Evidence.Documents)} {
		if !strings.Contains(said, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}
