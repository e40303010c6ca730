package web

import (
	"encoding/csv"
	"encoding/json"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"example.org/rapporteur/internal/ledger"
)

// pick returns the elements that a selector names: "section@h-due li.entry" are
// those items of a list that stand in the section with that label or name.
func pick(doc *html.Node, selector string) []*html.Node {
	found := []*html.Node{doc}
	for step := range strings.FieldsSeq(selector) {
		step, label, _ := strings.Cut(step, "@")
		tag, class, _ := strings.Cut(step, ".")
		var next []*html.Node
		for _, from := range found {
			for n := range from.Descendants() {
				classes, _ := attr(n, "class")
				by, _ := attr(n, "aria-labelledby")
				id, _ := attr(n, "id")
				if n.Type == html.ElementNode && n.Data == tag && (class == "" || slices.Contains(strings.Fields(classes), class)) && (label == "" || label == by || label == id) && !slices.Contains(next, n) {
					next = append(next, n)
				}
			}
		}
		found = next
	}
	return found
}

// counted counts the elements that any of some selectors names.
func counted(selectors ...string) func(*html.Node) int {
	return func(doc *html.Node) (n int) {
		for _, s := range selectors {
			n += len(pick(doc, s))
		}
		return n
	}
}

// listPages are all pages. One that lists entries has addresses and says how many
// it lists; why each of the others lists none is said as well.
var listPages = []struct {
	page  string
	paths []string
	rows  func(*html.Node) int
	prose bool // its Markdown is no table
	none  string
}{
	{page: "today", paths: []string{"/index", "/index?as_of=2025-05-01"}, rows: counted("table.relations tbody tr")},
	{page: "dossier", paths: []string{"/d/LAO-VNM", "/d/LAO-VNM?as_of=2025-05-01"},
		rows: func(doc *html.Node) int {
			shown := counted("section@meetings li.gist", "section@mechanisms li.gist", "section@agreements li.gist", "section@commitments li.gist", "section@questions li.gist",
				"section@disagreements li.gist", "section@assessments li.gist", "section@people li.gist")
			const answered = 1 // is not among the open questions
			return shown(doc) + answered
		}},
	{page: "contact", paths: []string{"/r/e0000000000000001"}, rows: counted("section@h-words li.source")},
	{page: "timeline", paths: []string{"/timeline/LAO-VNM", "/timeline/LAO-VNM?from=2025-01-01&to=2025-06-30"}, rows: counted("table.moments tbody tr")},
	{page: "board", paths: []string{"/commitments/LAO-VNM", "/commitments/all", "/commitments/LAO-VNM?stage=agreed"}, rows: counted("li.card")},
	{page: "agreements", paths: []string{"/agreements/LAO-VNM"}, rows: counted("section@h-texts li.entry")},
	{page: "questions", paths: []string{"/questions/LAO-VNM", "/questions/all"}, rows: counted("li.entry")},
	{page: "disagreements", paths: []string{"/disagreements/LAO-VNM", "/disagreements/all"}, rows: func(doc *html.Node) (n int) {
		for _, values := range pick(doc, "ol.values") {
			for v := range values.ChildNodes() {
				if v.Data == "li" {
					n++
				}
			}
		}
		return n
	}},
	{page: "diff", paths: []string{"/diff/LAO-VNM?from=2025-03-01&to=2025-06-01"}, prose: true, rows: func(doc *html.Node) (n int) {
		for _, change := range pick(doc, "li.entry") {
			n += max(1, len(pick(change, "li.source")))
		}
		return n
	}},
	{page: "calendar", paths: []string{"/calendar/LAO-VNM"}, rows: counted("li.entry")},
	{page: "map", paths: []string{"/map/LAO-VNM", "/map/all"}, rows: func(doc *html.Node) (n int) {
		for _, at := range pick(doc, "table.places tbody tr") {
			n += max(1, len(pick(at, "ol.at li")))
		}
		return n
	}},
	{page: "network", paths: []string{"/network/all", "/network/LAO"}, rows: counted("table.bonds tbody tr")},
	{page: "outlets", paths: []string{"/outlets/all", "/outlets/LAO-VNM"}, rows: counted("section@h-outlets tbody tr")},
	{page: "thread", paths: []string{"/k/k0000000000000001"}, rows: counted("section@h-moves li.entry", "section@h-own span.step-when")},
	{page: "mechanism", paths: []string{"/m/e0000000000000001"}, rows: counted("table.editions-all tbody tr")},
	{page: "person", paths: []string{"/person/p0000000000000001"}, rows: counted("section@h-offices tbody tr", "section@h-acts li.gist", "section@h-said ol.sources q")},
	{page: "place", paths: []string{"/place/Hanoi"}, rows: counted("section@h-here li.gist")},
	{page: "area", paths: []string{"/area/border-security", "/area/border-security?of=LAO-VNM"}, rows: counted("li.card", "li.entry", "li.gist")},
	{page: "compare", paths: []string{"/compare?with=LAO-VNM&with=KHM-VNM"}, rows: func(doc *html.Node) (n int) {
		for _, measure := range pick(doc, "table.measures tbody tr") {
			if len(pick(measure, "th span.cite")) > 0 { // the others are of the coverage
				n += len(pick(measure, "td"))
			}
		}
		return n
	}},
	{page: "search", paths: []string{"/search?q=ministers"}, rows: counted("a.words")},
	{page: "reader", paths: []string{"/doc/d0000000000000001"}, rows: counted("li.note")},
	{page: "log", paths: []string{"/log", "/log?by=B.+Reader"}, rows: counted("li.entry")},
	{page: "review", paths: []string{"/review/list", "/review/list?kind=interaction"}, rows: counted("form.picks tbody tr")},
	{page: "sources", paths: []string{"/sources", "/sources?from=201"}, rows: counted("table.watched tbody tr")},
	{page: "about", none: "it is about the program"},
	{page: "add", none: "it is a form"},
	{page: "brief", none: "it is a text, as Markdown and Word"},
	{page: "entry", none: "it is one decision, with its proof as JSON"},
	{page: "gallery", none: "its things are made up"},
	{page: "help", none: "it is about the program"},
	{page: "join", none: "it is a form"},
	{page: "problem", none: "it says what went wrong"},
	{page: "sentence", none: "it is one sentence"},
	{page: "verified", none: "it is the result of one check"},
	{page: "versions", none: "it sets two texts side by side"},
	{page: "why", none: "it is one claim"},
}

// Each page that lists entries names its forms at its foot, and answers in JSON,
// as CSV and in Markdown with as many rows as it lists.
func TestListsHaveForms(t *testing.T) {
	pages := map[string]bool{}
	found, err := fs.Glob(files, "pages/*/*.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		pages[path.Base(path.Dir(f))] = true
	}
	shown := handler(t, normalShelf(t), "")
	desk := openShop(t, reports)
	desk.many(7)
	inlet, _ := openInlet(t, nil)
	for i := range sourcesShown + 3 {
		if _, _, err := inlet.ledger.AddSource(t.Context(), ledger.Source{Kind: "feed", Address: "https://a.example/" + strings.Repeat("a", i+1), Title: "=1+1"}); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range listPages {
		if !pages[tt.page] {
			t.Errorf("there is no page %q", tt.page)
		}
		delete(pages, tt.page)
		if (tt.none == "") != (len(tt.paths) > 0) {
			t.Errorf("%s: say where it lists entries, or why it does not", tt.page)
		}
		var h http.Handler = shown
		switch tt.page {
		case "log", "review":
			h = desk
		case "sources":
			h = inlet
		}
		for _, at := range tt.paths {
			t.Run(tt.page+at, func(t *testing.T) {
				root, query, asked := strings.Cut(at, "?")
				if asked {
					query = "?" + query
				}
				own := at
				if root == "/index" {
					own = "/" + query
				}
				doc := page(t, h, own)
				listed := tt.rows(doc)
				if strings.Contains(at, "stage=agreed") != (listed == 0) {
					t.Fatalf("the page lists %d entries", listed)
				}
				for _, ext := range []string{asJSON, ".csv", ".md"} {
					if !slices.ContainsFunc(pick(doc, "footer a"), func(a *html.Node) bool { to, _ := attr(a, "href"); return strings.HasPrefix(to, root+ext) }) {
						t.Errorf("the foot of the page does not lead to %s%s", root, ext)
					}
				}
				var v any
				if err := json.Unmarshal(get(h, root+asJSON+query).Body.Bytes(), &v); err != nil {
					t.Errorf("its JSON: %v", err)
				}
				rows, err := csv.NewReader(get(h, root+".csv"+query).Body).ReadAll()
				if err != nil || len(rows)-1 != listed {
					t.Errorf("%d rows of CSV, %d entries on the page: %v", len(rows)-1, listed, err)
				}
				for _, row := range rows {
					for _, cell := range row {
						if cell != "" && strings.ContainsAny(cell[:1], "=+-@|%") {
							t.Errorf("a spreadsheet may take %q for a formula", cell)
						}
					}
				}
				lines := strings.Count(get(h, root+".md"+query).Body.String(), "\n")
				if tt.prose && lines == 0 || !tt.prose && lines-2 != listed {
					t.Errorf("%d lines of Markdown, %d entries on the page", lines, listed)
				}
			})
		}
	}
	for p := range pages {
		t.Errorf("the page %q stands in no line above: say where it lists entries, or why it does not", p)
	}
}
