package who

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"embed"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"example.org/rapporteur"
	"example.org/rapporteur/data"
)

//go:embed lists/*.txt
var lists embed.FS

// A class is what the word lists say of a word; a word may be of several.
type class uint32

const (
	head      class = 1 << iota // the noun of an office: minister
	expert                      // the same for experts: analyst
	modifier                    // deputy
	former                      // former
	loose                       // visiting: stands before an office, is no part of it
	portfolio                   // defence
	function                    // a function word
	notName                     // a word that is no name
	does                        // said, met
	done                        // with, received
	auxiliary                   // has
	bodyNoun                    // ministry
	plural                      // with head: ministers
)

var sections = map[string]class{
	"head": head, "expert": expert, "modifier": modifier, "former": former | modifier, "loose": loose, "portfolio": portfolio,
	"function": function, "word": notName, "does": does, "done": done, "auxiliary": auxiliary,
}

// An entry is one reading of a name.
type entry struct {
	kind   Kind
	use    Use
	party  rapporteur.Party
	name   string // canonical
	form   []string
	exact  bool // an abbreviation: counts only in its own case
	unsure bool
	people int // of a city
	small  bool
	home   rapporteur.Party // of an outlet: the state whose officials it names without saying so
}

// A Gazetteer holds the reference data and the word lists. It is never changed
// after it was made and safe for concurrent use.
type Gazetteer struct {
	classes map[string]class
	bodies  map[[2]string]bool // nouns of two words for bodies: coast guard
	names   map[string][]entry // by the folded words of a name
	longest map[string]int     // most words of a name that begins with this folded word
	display map[rapporteur.Party]string
	codes   map[string]rapporteur.Party // by folded ISO code or name
	iso     map[string]rapporteur.Party // by ISO code as the tables have it
	custom  map[string]rapporteur.Party // by folded office, the state whose office it customarily is
}

// Default returns the gazetteer of the embedded data. It is built on first use.
var Default = sync.OnceValue(func() *Gazetteer {
	g := *basics()
	g.names, g.longest = maps.Clone(g.names), maps.Clone(g.longest)
	if err := g.loadCities(); err != nil {
		panic(damaged(err))
	}
	return &g
})

// basics returns the gazetteer without towns, which are nine tenths of the work
// of building it: what only shows codes and names does not wait for them.
var basics = sync.OnceValue(func() *Gazetteer {
	g, err := load()
	if err != nil {
		panic(damaged(err))
	}
	return g
})

func damaged(err error) string { return "who: the embedded reference data is damaged: " + err.Error() }

func load() (*Gazetteer, error) {
	g := &Gazetteer{
		classes: map[string]class{}, bodies: map[[2]string]bool{}, names: map[string][]entry{}, longest: map[string]int{},
		display: map[rapporteur.Party]string{}, codes: map[string]rapporteur.Party{}, iso: map[string]rapporteur.Party{}, custom: map[string]rapporteur.Party{},
	}
	if err := g.loadLists(); err != nil {
		return nil, err
	}
	steps := []struct {
		file string
		row  func([]string) error
	}{
		{"countries.tsv", g.addCountry},
		{"usage.tsv", g.addUsage},
		{"organisations.tsv", g.addOrganisation},
		{"places.tsv", g.addPlaces},
	}
	for _, s := range steps {
		b, err := data.Files.ReadFile(s.file)
		if err != nil {
			return nil, err
		}
		if err := rows(bytes.NewReader(b), s.file, s.row); err != nil {
			return nil, err
		}
	}
	return g, nil
}

func (g *Gazetteer) loadCities() error {
	f, err := data.Files.Open("cities.tsv.gz")
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("cities.tsv.gz: %w", err)
	}
	return rows(z, "cities.tsv.gz", g.addCity)
}

// rows calls f for every line of a table but its first, with the line's fields.
func rows(r io.Reader, name string, f func([]string) error) error {
	s := bufio.NewScanner(r)
	s.Buffer(nil, 1<<20)
	for n := 1; s.Scan(); n++ {
		if n == 1 {
			continue
		}
		if err := f(strings.Split(s.Text(), "\t")); err != nil {
			return fmt.Errorf("%s, line %d: %w", name, n, err)
		}
	}
	return s.Err()
}

// add makes a form of a name known.
func (g *Gazetteer) add(form string, e entry) {
	form = strings.TrimPrefix(form, "the ")
	for _, w := range strings.FieldsFunc(form, func(r rune) bool { return strings.ContainsRune(" -‑–,()&/", r) }) {
		if Fold(w) != "" {
			e.form = append(e.form, w)
		}
	}
	if len(e.form) == 0 {
		return
	}
	short := shortForm(form)
	e.exact = len(e.form) == 1 && len(short) <= 8 && short == strings.ToUpper(short)
	keys := make([]string, len(e.form))
	for i, w := range e.form {
		keys[i] = Fold(w)
	}
	key := strings.Join(keys, " ")
	for _, have := range g.names[key] {
		if have.kind == e.kind && have.use == e.use && have.party == e.party && have.exact == e.exact {
			return
		}
	}
	g.names[key] = append(g.names[key], e)
	g.longest[keys[0]] = max(g.longest[keys[0]], len(keys))
	if owner, _, ok := strings.Cut(e.form[0], "'s"); ok { // People's is two words in a text
		g.longest[Fold(owner)] = max(g.longest[Fold(owner)], len(keys))
	}
}

func (g *Gazetteer) addCountry(f []string) error {
	if len(f) != 7 {
		return fmt.Errorf("%d fields, want 7", len(f))
	}
	p := rapporteur.Party(f[0])
	if f[2] == "territory" {
		p = rapporteur.Party(f[3])
	}
	g.iso[f[0]] = p
	g.display[p] = f[3]
	for _, code := range []string{f[0], f[1], f[3]} {
		g.codes[Fold(code)] = p
	}
	for _, form := range append([]string{f[3]}, list(f[4])...) {
		g.add(form, entry{kind: State, use: ByName, party: p, name: f[3]})
	}
	for _, form := range list(f[5]) {
		g.addDemonym(form, entry{kind: State, party: p, name: f[3]})
	}
	for _, form := range list(f[6]) {
		if f[2] == "state" {
			g.add(form, entry{kind: State, use: Capital, party: p, name: form})
		}
	}
	return nil
}

// addDemonym adds an adjective and, where it is regular, the plural of the people.
func (g *Gazetteer) addDemonym(form string, e entry) {
	e.use = Demonym
	g.add(form, e)
	if n := len(form); n > 4 && strings.ContainsRune("nirkct", rune(form[n-1])) && !strings.HasSuffix(form, "ish") {
		e.use = People
		g.add(form+"s", e)
	}
}

func (g *Gazetteer) addUsage(f []string) error {
	if len(f) != 3 {
		return fmt.Errorf("%d fields, want 3", len(f))
	}
	p, ok := g.iso[f[0]]
	if !ok {
		return fmt.Errorf("unknown code %q", f[0])
	}
	use, unsure := strings.CutPrefix(f[1], "unsure ")
	for _, form := range list(f[2]) {
		e := entry{kind: State, use: Use(use), party: p, name: g.display[p], unsure: unsure}
		switch Use(use) {
		case ByName:
			g.codes[Fold(form)] = p
		case Demonym:
			g.addDemonym(form, e)
			continue
		case People, Combining:
		case Capital, Government:
			e.name = form
		case "place":
			e.kind, e.use, e.name = Place, "", form
		default:
			return fmt.Errorf("unknown use %q", f[1])
		}
		g.add(form, e)
	}
	return nil
}

func (g *Gazetteer) addOrganisation(f []string) error {
	if len(f) != 3 {
		return fmt.Errorf("%d fields, want 3", len(f))
	}
	p := rapporteur.Party(f[0])
	g.display[p] = f[0]
	if f[1] != "body" {
		g.codes[strings.ToLower(f[0])] = p
	}
	for _, form := range list(f[2]) {
		e := entry{kind: Organisation, party: p, name: f[0]}
		if f[1] == "body" {
			e.kind, e.name = Body, form
		} else if _, taken := g.codes[Fold(form)]; !taken {
			g.codes[Fold(form)] = p
		}
		g.add(form, e)
	}
	return nil
}

func (g *Gazetteer) addPlaces(f []string) error {
	if len(f) != 2 {
		return fmt.Errorf("%d fields, want 2", len(f))
	}
	p, ok := g.iso[f[0]]
	if f[0] != "" && !ok {
		return fmt.Errorf("unknown code %q", f[0])
	}
	for _, form := range list(f[1]) {
		g.add(form, entry{kind: Place, party: p, name: form})
	}
	return nil
}

// dominance is how many times as many people the biggest town of a name must
// have as the next of that name abroad for the bare name to mean it.
const dominance = 3

// small is the population below which a town's name counts as such only after a
// word of place.
const small = 400000

// addCity adds a town. The file is sorted by population, so that the first of a
// name is the biggest; a rival abroad of comparable size makes the state unsure.
func (g *Gazetteer) addCity(f []string) error {
	if len(f) != 6 { // the last two are for package geo
		return fmt.Errorf("%d fields, want 6", len(f))
	}
	n, err := strconv.Atoi(f[2])
	if err != nil {
		return fmt.Errorf("population: %w", err)
	}
	p, ok := g.iso[f[1]]
	if !ok {
		return fmt.Errorf("unknown code %q", f[1])
	}
	have := g.names[Fold(f[0])]
	for i, e := range have {
		if e.kind == Place && e.people > 0 {
			if e.party != p && n*dominance > e.people {
				have[i].unsure = true
			}
			return nil
		}
		if e.kind == Place || e.use == Capital || e.use == ByName {
			return nil
		}
	}
	if len(Fold(f[0])) < 3 || g.classes[Fold(f[0])] != 0 {
		return nil // March, Reading and the like
	}
	g.add(f[0], entry{kind: Place, party: p, name: f[0], people: max(n, 1), small: n < small && f[3] != "capital"})
	return nil
}

func list(field string) []string {
	if field == "" {
		return nil
	}
	return strings.Split(field, "|")
}

// loadLists reads the word lists: one word or phrase a line, "#" for comments,
// "[class]" before the words of a class.
func (g *Gazetteer) loadLists() error {
	files := []struct {
		name string
		kind Kind
	}{
		{"offices", ""}, {"verbs", ""}, {"notnames", ""}, {"bodies", ""}, {"ranks", Rank}, {"honorifics", address}, {"outlets", Outlet}, {"customary", Office},
	}
	for _, file := range files {
		b, err := lists.ReadFile("lists/" + file.name + ".txt")
		if err != nil {
			return err
		}
		var section class
		if file.name == "bodies" {
			section = bodyNoun
		}
		for n, line := range strings.Split(string(b), "\n") {
			line = strings.TrimSpace(line)
			if line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			if strings.HasPrefix(line, "[") {
				var ok bool
				if section, ok = sections[strings.Trim(line, "[]")]; !ok {
					return fmt.Errorf("%s.txt, line %d: unknown section %s", file.name, n+1, line)
				}
				continue
			}
			if file.kind == Office {
				party, office, ok := strings.Cut(line, "\t")
				if !ok {
					return fmt.Errorf("%s.txt, line %d: no tab in %q", file.name, n+1, line)
				}
				g.custom[Fold(office)] = rapporteur.Party(party)
			} else if file.kind != "" {
				home, name, ok := strings.Cut(line, "\t")
				if !ok {
					home, name = "", line
				}
				g.add(name, entry{kind: file.kind, name: name, home: rapporteur.Party(home)})
			} else {
				if a, b, ok := strings.Cut(Fold(line), " "); ok && section == bodyNoun {
					g.bodies[[2]string{a, b}] = true
					continue
				}
				g.classes[Fold(line)] |= section
				if section == head {
					g.classes[Fold(line)+"s"] |= head | plural
				}
			}
		}
	}
	return nil
}

// address is the kind of a form of address such as "Mr". It is never the kind of a mention.
const address Kind = "address"

// Resolve returns the party that a person means by an ISO code or a name: LAO,
// la, Laos, Lao PDR, ASEAN.
func Resolve(s string) (rapporteur.Party, bool) {
	if p, ok := basics().codes[strings.ToLower(s)]; ok { // OPEC+ is not OPEC
		return p, true
	}
	p, ok := basics().codes[Fold(s)]
	return p, ok
}

// Display returns the name of a party for people to read: Laos for LAO.
func Display(p rapporteur.Party) string {
	if name, ok := basics().display[p]; ok {
		return name
	}
	return string(p)
}

// States returns the states among parties, each once, sorted by code.
func States(parties []rapporteur.Party) []rapporteur.Party {
	var out []rapporteur.Party
	for _, p := range parties {
		if IsState(p) {
			out = append(out, p)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// IsState reports whether p is the code of a state, rather than an organisation
// of three capitals such as IMF.
func IsState(p rapporteur.Party) bool {
	q, ok := basics().codes[Fold(string(p))]
	return ok && q == p && p.IsState() && basics().display[p] != string(p)
}
