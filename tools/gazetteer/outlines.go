package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"
)

// topology is the part of a TopoJSON file that is read: lines shared by outlines
// (arcs) as differences on a grid, and the outlines as lists of those lines.
type topology struct {
	Transform struct {
		Scale     [2]float64 `json:"scale"`
		Translate [2]float64 `json:"translate"`
	} `json:"transform"`
	Arcs    [][][2]int64 `json:"arcs"`
	Objects struct {
		Countries struct {
			Geometries []geometry `json:"geometries"`
		} `json:"countries"`
	} `json:"objects"`
}

type geometry struct {
	Type       string          `json:"type"`
	Arcs       json.RawMessage `json:"arcs"`
	ID         string          `json:"id"` // ISO 3166-1 numeric; empty if it has none
	Properties struct {
		Name string `json:"name"`
	} `json:"properties"`
}

// The continent that is left out: maps of what states do together never show it.
const antarctica = "010"

// outlineTable returns outlines.tsv: the lines first, then the outlines made of
// them. alpha3 gives the code for an ISO 3166-1 numeric one.
func outlineTable(b []byte, alpha3 map[string]string) ([]byte, error) {
	var t topology
	if err := json.Unmarshal(b, &t); err != nil {
		return nil, fmt.Errorf("read the outlines: %w", err)
	}
	type outline struct {
		code, name string
		rings      [][]int
	}
	var all []outline
	used := map[int]int{} // arcs by their number, and their new one
	for _, g := range t.Objects.Countries.Geometries {
		if g.ID == antarctica || len(g.Arcs) == 0 {
			continue
		}
		rings, err := ringsOf(g)
		if err != nil {
			return nil, fmt.Errorf("outline of %s: %w", g.Properties.Name, err)
		}
		for _, ring := range rings {
			for _, a := range ring {
				if i := max(a, ^a); i >= len(t.Arcs) {
					return nil, fmt.Errorf("outline of %s: there is no line %d", g.Properties.Name, i)
				} else if _, ok := used[i]; !ok {
					used[i] = len(used)
				}
			}
		}
		all = append(all, outline{alpha3[g.ID], g.Properties.Name, rings})
	}
	sort.SliceStable(all, func(i, j int) bool {
		if all[i].code != all[j].code {
			return all[i].code < all[j].code
		}
		return all[i].name < all[j].name
	})
	lines := make([]string, len(used))
	for old, i := range used {
		lines[i] = t.line(old)
	}
	var out bytes.Buffer
	out.WriteString("what\tiso3\tname\tpoints or rings\n")
	for _, l := range lines {
		fmt.Fprintf(&out, "line\t\t\t%s\n", l)
	}
	for _, o := range all {
		var rings []string
		for _, ring := range o.rings {
			var refs []string
			for _, a := range ring {
				if a < 0 {
					refs = append(refs, "-"+strconv.Itoa(used[^a]))
				} else {
					refs = append(refs, strconv.Itoa(used[a]))
				}
			}
			rings = append(rings, strings.Join(refs, ","))
		}
		fmt.Fprintf(&out, "outline\t%s\t%s\t%s\n", o.code, o.name, strings.Join(rings, " "))
	}
	return out.Bytes(), nil
}

// ringsOf returns the rings of an outline as numbers of lines; ^i is line i backwards.
func ringsOf(g geometry) ([][]int, error) {
	if g.Type == "Polygon" {
		var rings [][]int
		return rings, json.Unmarshal(g.Arcs, &rings)
	}
	if g.Type != "MultiPolygon" {
		return nil, fmt.Errorf("it is a %s", g.Type)
	}
	var parts [][][]int
	if err := json.Unmarshal(g.Arcs, &parts); err != nil {
		return nil, err
	}
	var rings [][]int
	for _, p := range parts {
		rings = append(rings, p...)
	}
	return rings, nil
}

// line writes a line as its first point and the differences to each next one, in
// hundredths of a degree of longitude and latitude.
func (t *topology) line(i int) string {
	var x, y, lastLon, lastLat int64
	var points []string
	for n, p := range t.Arcs[i] {
		x, y = x+p[0], y+p[1]
		lon := int64(math.Round(100 * (float64(x)*t.Transform.Scale[0] + t.Transform.Translate[0])))
		lat := int64(math.Round(100 * (float64(y)*t.Transform.Scale[1] + t.Transform.Translate[1])))
		if n > 0 && lon == lastLon && lat == lastLat {
			continue
		}
		points = append(points, fmt.Sprintf("%d,%d", lon-lastLon, lat-lastLat))
		lastLon, lastLat = lon, lat
	}
	return strings.Join(points, " ")
}
