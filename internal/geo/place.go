package geo

import (
	"fmt"
	"strconv"
	"strings"
	"sync"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/who"
)

// Precision is how exactly the name of a place tells where it is.
type Precision string

// The precisions.
const (
	Town    Precision = "town or site"
	Either  Precision = "town or region of that name" // the name alone does not tell which
	Region  Precision = "region or sea"               // somewhere within its reach
	State   Precision = "state only"                  // somewhere in it
	Unknown Precision = "not located"                 // the reference data do not hold it
)

// A Position is where a place is.
type Position struct {
	// ID is the same for all spellings of a place: "VNM hanoi".
	ID string
	Point
	Precision Precision
	Reach     int // km about the point within which a Region roughly lies
}

// cityReach is up to how many kilometres a division is no more than the city
// whose name it bears.
const cityReach = 35

// generic are words that say that a division is meant and not its town.
var generic = map[string]bool{
	"province": true, "region": true, "state": true, "district": true, "prefecture": true, "governorate": true, "county": true, "oblast": true, "department": true,
}

// Locate returns where a place of a state is, by any spelling of its name. The
// state is empty for what lies in none, such as seas. A name without its state is
// not located otherwise: many towns share theirs.
func Locate(name string, state rapporteur.Party) (Position, bool) {
	t := places()
	words := strings.Fields(who.Fold(name))
	division := false
	for len(words) > 1 && generic[words[len(words)-1]] {
		words, division = words[:len(words)-1], true
	}
	if len(words) == 0 {
		return Position{}, false
	}
	key := string(state) + " " + strings.Join(words, "")
	region, isRegion := t.regions[key]
	town, isTown := t.towns[key]
	switch {
	case isRegion && (division || !isTown):
		return region, true
	case !isTown || division:
		return Position{}, false
	case isRegion && !t.capitals[key] && region.Reach > cityReach:
		town.Precision = Either
	}
	return town, true
}

// A table holds positions by state and folded name.
type table struct {
	towns, regions map[string]Position
	capitals       map[string]bool
}

// places is built on first use.
var places = sync.OnceValue(func() table {
	t, err := loadPlaces()
	if err != nil {
		panic("geo: the embedded reference data is damaged: " + err.Error())
	}
	return t
})

func loadPlaces() (table, error) {
	t := table{towns: map[string]Position{}, regions: map[string]Position{}, capitals: map[string]bool{}}
	sites, err := rows("sites.tsv", 5)
	if err != nil {
		return t, err
	}
	for _, f := range sites { // the first of a name is kept: what is written by hand
		forms := strings.Split(f[4], "|")
		for _, form := range forms {
			if err := t.add(f[0], form, forms[0], f[1], f[2], f[3]); err != nil {
				return t, fmt.Errorf("sites.tsv: %s: %w", form, err)
			}
		}
	}
	cities, err := rows("cities.tsv.gz", 6)
	if err != nil {
		return t, err
	}
	for _, f := range cities { // the biggest of a name first
		if err := t.add(f[1], f[0], f[0], f[4], f[5], "0"); err != nil {
			return t, fmt.Errorf("cities.tsv.gz: %s: %w", f[0], err)
		}
		if f[3] == "capital" {
			t.capitals[f[1]+" "+joined(f[0])] = true
		}
	}
	others, err := rows("positions.tsv.gz", 5)
	if err != nil {
		return t, err
	}
	for _, f := range others {
		if err := t.add(f[1], f[0], f[0], f[2], f[3], f[4]); err != nil {
			return t, fmt.Errorf("positions.tsv.gz: %s: %w", f[0], err)
		}
	}
	return t, nil
}

// add makes a form of the name of a place known, unless that form is already.
func (t table) add(state, form, name, lon, lat, reach string) error {
	at, err := pointOf(lon, lat)
	if err != nil {
		return err
	}
	km, err := strconv.Atoi(reach)
	if err != nil || km < 0 {
		return fmt.Errorf("reach %q", reach)
	}
	key := state + " " + joined(form)
	id := key
	if form != name {
		id = state + " " + joined(name)
	}
	p, known := Position{ID: id, Point: at, Precision: Town}, t.towns
	if km > 0 {
		p.ID, p.Precision, p.Reach, known = p.ID+" region", Region, km, t.regions
	}
	if _, ok := known[key]; !ok {
		known[key] = p
	}
	return nil
}

// joined returns the folded words of a name without spaces: reports write both
// Luang Prabang and Luangprabang.
func joined(s string) string { return strings.ReplaceAll(who.Fold(s), " ", "") }
