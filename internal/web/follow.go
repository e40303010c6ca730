package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/brief"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/view"
	"example.org/rapporteur/internal/who"
)

// Follow gives the pages that follow things through time. Where parties may be
// none, the page is of all that is held; the zero Date is the present day.
type Follow interface {
	Board(ctx context.Context, q view.BoardQuery, asOf rapporteur.Date) (*view.Board, error)
	// Thread is given the identity of an undertaking or of one of its claims.
	Thread(ctx context.Context, id string, asOf rapporteur.Date) (*view.Thread, error)
	// Contact is given the identity of a meeting or the like or of one of its claims.
	Contact(ctx context.Context, id string, asOf rapporteur.Date) (*view.Contact, error)
	// Forum is given the identity or a name of a mechanism.
	Forum(ctx context.Context, ps []rapporteur.Party, name string, asOf rapporteur.Date) (*view.Forum, error)
	Cascade(ctx context.Context, ps []rapporteur.Party, asOf rapporteur.Date) (*view.Cascade, error)
	Timeline(ctx context.Context, ps []rapporteur.Party, asOf rapporteur.Date) (*view.Timeline, error)
	Questions(ctx context.Context, ps []rapporteur.Party, asOf rapporteur.Date) (*view.Questions, error)
	Disputes(ctx context.Context, ps []rapporteur.Party, asOf rapporteur.Date) (*view.Disputes, error)
	// Diff tells what became public after from and by the end of to.
	Diff(ctx context.Context, ps []rapporteur.Party, from, to rapporteur.Date) (*view.Diff, error)
	// Brief takes the last edition held as since if that is zero.
	Brief(ctx context.Context, ps []rapporteur.Party, asOf, since rapporteur.Date, o brief.Options) (*brief.Brief, error)
	Calendar(ctx context.Context, ps []rapporteur.Party, asOf rapporteur.Date) (*view.Calendar, error)
	Compare(ctx context.Context, relations [][]rapporteur.Party, asOf rapporteur.Date) (*view.Comparison, error)
	// Person is given the identity or a name of a person in office, and of how many
	// documents at most, the newest, it tells acts and statements; 0 for all.
	Person(ctx context.Context, name string, asOf rapporteur.Date, most int) (*view.PersonPage, error)
	Place(ctx context.Context, name string, asOf rapporteur.Date) (*view.PlacePage, error)
	Area(ctx context.Context, ps []rapporteur.Party, area rapporteur.Area, asOf rapporteur.Date) (*view.AreaPage, error)
	Map(ctx context.Context, ps []rapporteur.Party, asOf rapporteur.Date) (*view.Map, error)
	// Network tells of what was published on or after from, unless that is zero.
	Network(ctx context.Context, ps []rapporteur.Party, from, asOf rapporteur.Date) (*view.Network, error)
	Outlets(ctx context.Context, ps []rapporteur.Party, asOf rapporteur.Date) (*view.Outlets, error)
	// Names are of all that has a page of its own.
	Names(ctx context.Context, asOf rapporteur.Date) (*view.Names, error)
	// Search returns the first shown documents with their words.
	Search(ctx context.Context, q view.Query, asOf rapporteur.Date, shown int) (*view.Search, error)
}

// follow adds the addresses of these pages.
func (s *site) follow(mux *http.ServeMux) {
	for _, p := range relationPages {
		if p.make != nil {
			mux.Handle("GET "+p.root+"{parties}", s.answer(s.relation(p)))
		}
	}
	mux.Handle("GET /k/{id}", s.answer(s.thread))
	mux.Handle("GET /m/{id}", s.answer(s.forum))
	mux.Handle("GET /i/{id}", s.answer(s.agreement))
	mux.Handle("GET /person", s.answer(s.personNamed))
	mux.Handle("GET /person/{id}", s.answer(s.person))
	mux.Handle("GET /place/{id}", s.answer(s.place))
	mux.Handle("GET /area/{id}", s.answer(s.area))
	mux.Handle("GET /map", s.answer(toAll))
	mux.Handle("GET /network", s.answer(toAll))
	mux.Handle("GET /network/{parties}", s.answer(s.network))
	for _, form := range []string{"", ".json", ".csv", ".md", ".txt"} {
		mux.Handle("GET /search"+form, s.answer(s.search))
		mux.Handle("GET /compare"+form, s.answer(s.compare))
	}
	mux.Handle("GET /go.json", s.answer(s.leadOn))
	mux.Handle("GET /help", s.answer(s.help))
}

// A relationPage is a page of the same states as the dossier, to which its tabs
// lead. A nil make is that of a page whose address follow adds.
type relationPage struct {
	root, page, title string
	keys              string // that lead there
	all               bool   // there is one of all that is held, too: under "all"
	make              func(*site, *http.Request, asked) (answer, error)
}

// relationPages are all of them, in the order of the tabs.
var relationPages = []relationPage{
	{"/d/", "dossier", "Dossier", "g d", false, (*site).dossier},
	{"/timeline/", "timeline", "Timeline", "g t", false, (*site).timeline},
	{"/commitments/", "board", "Undertakings", "g c", true, (*site).board},
	{"/agreements/", "agreements", "Agreements", "g a", false, (*site).cascade},
	{"/questions/", "questions", "Questions", "g q", true, (*site).questions},
	{"/disagreements/", "disagreements", "Disagreements", "g x", true, (*site).disagreements},
	{"/diff/", "diff", "What changed", "g w", false, (*site).diff},
	{"/brief/", "brief", "Brief", "g b", false, (*site).brief},
	{"/calendar/", "calendar", "Calendar", "g k", false, (*site).calendar},
	{"/map/", "map", "Map", "g m", true, (*site).mapped},
	{"/network/", "network", "Network", "g n", true, nil},
	{"/outlets/", "outlets", "Outlets", "g o", true, (*site).outlets},
}

// everything stands in an address in the place of states where a page is of all
// that is held.
const everything = "all"

// asked is what a request asks for.
type asked struct {
	path  string // without the ending of a form
	form  string // ".json", ".csv" …; empty for the page
	codes []rapporteur.Party
	day   rapporteur.Date
	query url.Values // what is known among what was given
	first int        // how many entries of each list are shown at first; 0 for entriesFirst
}

// known are the names that addresses of these pages may give values to.
var known = []string{"as_of", "q", "kind", "party", "person", "area", "outlet", "from", "to", "n", "stage", "standing", "state", "since", "for", "of", "with", "zoom"}

// askedOf reads what all pages are asked alike. The ending of the path's last part
// names a form.
func askedOf(r *http.Request) (q asked, err error) {
	q.path = r.URL.EscapedPath()
	for _, f := range forms {
		if path, ok := strings.CutSuffix(q.path, f.ext); ok {
			q.path, q.form = path, f.ext
			break
		}
	}
	q.query = url.Values{}
	for k, vs := range r.URL.Query() {
		vs = slices.DeleteFunc(slices.Clone(vs), func(v string) bool { return strings.TrimSpace(v) == "" })
		if slices.Contains(known, k) && len(vs) > 0 {
			q.query[k] = vs
		}
	}
	q.day, err = asOf(r)
	return q, err
}

// id returns the value that stands in the path, without the ending of a form.
func (q asked) id(r *http.Request) string { return strings.TrimSuffix(r.PathValue("id"), q.form) }

// relation answers for a page of states, and redirects other ways to write them.
func (s *site) relation(p relationPage) func(*http.Request) (answer, error) {
	return func(r *http.Request) (answer, error) {
		q, err := askedOf(r)
		if err != nil {
			return answer{}, err
		}
		name := strings.TrimSuffix(r.PathValue("parties"), q.form)
		if p.all && name == everything {
			return p.make(s, r, q)
		}
		if q.codes, err = parties(strings.Split(name, "-")); err != nil {
			return answer{}, err
		}
		if q.path = p.root + pairName(q.codes); q.path != p.root+name {
			return answer{to: q.address(q.path + q.form), moved: true}, nil
		}
		return p.make(s, r, q)
	}
}

// pairName writes states as addresses do: LAO-VNM.
func pairName(codes []rapporteur.Party) string {
	return strings.TrimPrefix(dossierPath(codes), "/d/")
}

// address adds to a path what the request gave besides.
func (q asked) address(path string) string { return withQuery(path, q.query) }

func withQuery(path string, q url.Values) string {
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

// A form is a way to write what a page shows.
type form struct {
	ext, name, mime string
}

// forms are all there are; which of them a page has depends on its read model.
var forms = []form{
	{".json", "JSON", "application/json; charset=utf-8"},
	{".csv", "CSV", "text/csv; charset=utf-8"},
	{".md", "Markdown", "text/markdown; charset=utf-8"},
	{".txt", "plain text", "text/plain; charset=utf-8"},
	{".ics", "iCalendar", "text/calendar; charset=utf-8"},
	{".geojson", "GeoJSON", "application/geo+json"},
	{".docx", "Word document", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
}

// listForms are the endings of the addresses of a list that is none of a read
// model of package view: the page itself and the forms that every table has.
var listForms = []string{"", ".json", ".csv", ".md"}

// listOf reads what is asked of such a list. Its forms are of what the page shows.
func listOf(r *http.Request, path string) asked {
	q := asked{path: path, form: strings.TrimPrefix(r.URL.Path, path), query: r.URL.Query()}
	q.query.Del("result") // which the browser was sent on with, and is shown once
	return q
}

// writer returns what writes a read model in a form; nil if nothing does.
func writer(v any, ext string) func(io.Writer) error {
	if t, ok := v.(interface{ Table() view.Table }); ok {
		switch ext {
		case ".csv":
			return func(w io.Writer) error { return view.WriteCSV(w, t.Table()) }
		case ".md":
			if d, ok := v.(*view.Diff); ok {
				return func(w io.Writer) error { return view.WriteDiff(w, d) }
			}
			return func(w io.Writer) error { return view.WriteMarkdownTable(w, t.Table()) }
		}
	}
	switch v := v.(type) {
	case *brief.Brief:
		switch ext {
		case ".md":
			return func(w io.Writer) error { return brief.WriteMarkdown(w, v) }
		case ".docx":
			return func(w io.Writer) error { return brief.WriteDOCX(w, v) }
		}
	case *view.Calendar:
		if ext == ".ics" {
			return func(w io.Writer) error { return view.WriteICS(w, v) }
		}
	}
	if m, ok := v.(*view.Map); ok && ext == ".geojson" {
		return func(w io.Writer) error { return view.WriteGeoJSON(w, m) }
	}
	if ext != ".txt" {
		return nil
	}
	switch v := v.(type) {
	case *view.Board:
		return func(w io.Writer) error { return view.WriteBoard(w, v) }
	case *view.Thread:
		return func(w io.Writer) error { return view.WriteThread(w, v) }
	case *view.Forum:
		return func(w io.Writer) error { return view.WriteForum(w, v) }
	case *view.Cascade:
		return func(w io.Writer) error { return view.WriteCascade(w, v) }
	case *view.Timeline:
		return func(w io.Writer) error { return view.WriteTimeline(w, v) }
	case *view.Questions:
		return func(w io.Writer) error { return view.WriteQuestions(w, v) }
	case *view.Disputes:
		return func(w io.Writer) error { return view.WriteDisputes(w, v) }
	case *view.Today:
		return func(w io.Writer) error { return view.WriteToday(w, v) }
	case *view.Dossier:
		return func(w io.Writer) error { return view.WriteDossier(w, v) }
	case *view.PersonPage:
		return func(w io.Writer) error { return view.WritePersonPage(w, v) }
	case *view.PlacePage:
		return func(w io.Writer) error { return view.WritePlacePage(w, v) }
	case *view.AreaPage:
		return func(w io.Writer) error { return view.WriteAreaPage(w, v) }
	case *view.Outlets:
		return func(w io.Writer) error { return view.WriteOutlets(w, v) }
	case *view.Map:
		return func(w io.Writer) error { return view.WriteMap(w, v) }
	case *view.Network:
		return func(w io.Writer) error { return view.WriteNetwork(w, v) }
	case *view.Comparison:
		return func(w io.Writer) error { return view.WriteComparison(w, v) }
	case *view.Search:
		return func(w io.Writer) error { return view.WriteSearch(w, v) }
	}
	return nil
}

// answer shows a read model as a page, or writes it in the form asked for. more
// is what the page shows besides.
func (q asked) answer(page, title string, v, more any) (answer, error) {
	return q.answerAs(answer{
		page: page, title: title, states: q.codes,
		body: &sheet{V: v, More: more, Title: title, Path: q.path, Day: q.day, Query: q.query, codes: q.codes, first: q.first},
	}, v)
}

// answerAs gives a page the addresses of the forms that its read model has or, if
// one of them is asked for, writes that in place of the page.
func (q asked) answerAs(page answer, v any) (answer, error) {
	switch q.form {
	case asJSON:
		return answer{json: v}, nil
	case "":
		page.alt = q.address(q.path + asJSON)
		for _, f := range forms {
			if f.ext != asJSON && writer(v, f.ext) != nil {
				page.forms = append(page.forms, lead{q.address(q.path + f.ext), f.name})
			}
		}
		return page, nil
	}
	write := writer(v, q.form)
	if write == nil {
		return answer{}, ledger.ErrNotFound
	}
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return answer{}, fmt.Errorf("write %s: %w", q.path+q.form, err)
	}
	mime := forms[slices.IndexFunc(forms, func(f form) bool { return f.ext == q.form })].mime
	return answer{data: b.Bytes(), mime: mime}, nil
}

// A lead is an address with the words to show for it.
type lead struct{ Href, Words string }

// A tab leads to a page that is always in reach.
type tab struct {
	lead
	Keys  string
	Here  bool
	Count int // of what waits there; not shown if 0
}

// tabs are those of states; none if there are none.
func tabs(states []rapporteur.Party, page string, day rapporteur.Date) []tab {
	if len(states) < 2 {
		return nil
	}
	var out []tab
	for _, p := range relationPages {
		out = append(out, tab{lead: lead{withDay(p.root+pairName(states), day), p.title}, Keys: p.keys, Here: p.page == page})
	}
	return out
}

// A sheet is what the template of such a page is given.
type sheet struct {
	V     any // the read model
	More  any
	Title string
	Path  string
	Day   rapporteur.Date // as asked for; zero for the present one
	Query url.Values
	Joins bool // records can be put together and taken apart: of the present day, where people decide
	codes []rapporteur.Party
	first int // as asked has it
}

// To leads to the page of a thing: To "k" id. It keeps the day.
func (s *sheet) To(kind string, id any) string {
	return withDay("/"+kind+"/"+url.PathEscape(fmt.Sprint(id)), s.Day)
}

// Record leads to the page of a record.
func (s *sheet) Record(kind rapporteur.Kind, id rapporteur.RecordID) string {
	return recordPath(kind, id, s.Day)
}

// Of leads to a page of the same states; of everything if it is of no states.
func (s *sheet) Of(root string) string {
	name := everything
	if len(s.codes) > 0 {
		name = pairName(s.codes)
	}
	return s.To(root, name)
}

// Area leads to what is known in an area, of the same states.
func (s *sheet) Area(area string) string {
	q := url.Values{}
	if len(s.codes) > 0 {
		q.Set("of", pairName(s.codes))
	}
	if !s.Day.IsZero() {
		q.Set("as_of", s.Day.String())
	}
	return withQuery("/area/"+url.PathEscape(slug(area)), q)
}

// Is reports whether the request gives a name a value.
func (s *sheet) Is(name string, value any) bool {
	return slices.Contains(s.Query[name], fmt.Sprint(value))
}

// With leads to the same page with a name given a value, or no longer given it.
func (s *sheet) With(name string, value any) string {
	q := maps.Clone(s.Query)
	if s.Is(name, value) {
		q.Del(name)
	} else {
		q.Set(name, fmt.Sprint(value))
	}
	return withQuery(s.Path, q)
}

// A chipLine is values that a name of the address can be given, for a line of chips.
type chipLine struct {
	Label string
	Chips []chip
}

// A chip leads to the same page with one value chosen, or no longer chosen.
type chip struct {
	lead
	ID     string // the same before and after it is chosen: the focus stays on it
	Count  int
	Chosen bool
}

// Choice returns the chips of a name: the first mostChips, and what is chosen.
func (s *sheet) Choice(name, label string, counts []view.Count) chipLine {
	c := chipLine{Label: label}
	for i, n := range counts {
		if chosen := s.Is(name, n.Value); i < mostChips || chosen {
			words := n.Value
			if name == "kind" {
				words = kindWord(n.Value)
			}
			c.Chips = append(c.Chips, chip{lead{s.With(name, n.Value), words}, name + "-" + slug(clip(clean(n.Value), maxTitle)), n.Count, chosen})
		}
	}
	return c
}

// mostChips is how many values are offered of what there may be very many of.
const mostChips = 12

// Without leads to the same page with names no longer given a value.
func (s *sheet) Without(names ...string) string {
	q := url.Values{}
	for k, v := range s.Query {
		if !slices.Contains(names, k) {
			q[k] = v
		}
	}
	return withQuery(s.Path, q)
}

// In leads to the same in another form.
func (s *sheet) In(ext string) string {
	return withQuery(s.Path+ext, s.Query)
}

// Whole leads to the n-th piece of all of one kind.
func (s *sheet) Whole(kind rapporteur.Kind, n int) string {
	q := maps.Clone(s.Query)
	q.Set("kind", string(kind))
	q.Set("n", fmt.Sprint(n))
	return withQuery(s.Path, q)
}

// Year leads to the same page with what was published in a year.
func (s *sheet) Year(year string) string {
	q := maps.Clone(s.Query)
	q.Set("from", year+"-01-01")
	q.Set("to", year+"-12-31")
	return s.Path + "?" + q.Encode()
}

// Span leads to the timeline of the same states with what falls between two days,
// at its picture.
func (s *sheet) Span(from, to string) string {
	q := maps.Clone(s.Query)
	q.Set("from", from)
	q.Set("to", to)
	return "/timeline/" + pairName(s.codes) + "?" + q.Encode() + "#picture"
}

// Chosen leads to another page of the same states with a name given a value.
func (s *sheet) Chosen(root, name string, value any) string {
	q := url.Values{name: {fmt.Sprint(value)}}
	if !s.Day.IsZero() {
		q.Set("as_of", s.Day.String())
	}
	return "/" + root + "/" + pairName(s.codes) + "?" + q.Encode()
}

// Outlet leads to what was found in the documents of an outlet.
func (s *sheet) Outlet(name string) string {
	q := url.Values{"outlet": {name}}
	if !s.Day.IsZero() {
		q.Set("as_of", s.Day.String())
	}
	return "/search?" + q.Encode()
}

// Hidden returns what a form must hand on besides its own fields.
func (s *sheet) Hidden(but ...string) []lead {
	var out []lead
	for _, k := range known {
		if !slices.Contains(but, k) {
			for _, v := range s.Query[k] {
				out = append(out, lead{k, v})
			}
		}
	}
	return out
}

// recordPath leads to the page of a record; /r/ leads on from kinds that have none
// of their own.
func recordPath(kind rapporteur.Kind, id rapporteur.RecordID, day rapporteur.Date) string {
	root := "/r/"
	switch kind {
	case rapporteur.KindCommitment:
		root = "/k/"
	case rapporteur.KindMechanism:
		root = "/m/"
	case rapporteur.KindInstrument:
		root = "/i/"
	case rapporteur.KindTenure:
		root = "/person/"
	}
	return withDay(root+url.PathEscape(string(id)), day)
}

// slug writes a name for an address: "border-security".
func slug(s string) string { return strings.ReplaceAll(strings.ToLower(s), " ", "-") }

// statesOf returns the states among parties, in order.
func statesOf(ps []view.Party) []rapporteur.Party {
	var out []rapporteur.Party
	for _, p := range ps {
		if who.IsState(p.Code) {
			out = append(out, p.Code)
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	if len(out) < 2 || len(out) > maxStates {
		return nil
	}
	return out
}

// date reads a day that an address gives under a name; zero if it does not.
func (q asked) date(name string) (rapporteur.Date, error) {
	s := q.query.Get(name)
	if s == "" {
		return rapporteur.Date{}, nil
	}
	d, err := rapporteur.ParseDate(s)
	if err == nil {
		if _, _, bounded := d.Bounds(); bounded {
			return d, nil
		}
	}
	return d, unclear{fmt.Sprintf("“%s” is not a day. Write it as year, month and day: 2025-03-06.", clip(clean(s), 60))}
}

// said makes an error that a reader can mend one that says how.
func said(err error, words string, mendable ...error) error {
	for _, m := range mendable {
		if errors.Is(err, m) {
			return unclear{words}
		}
	}
	return err
}
