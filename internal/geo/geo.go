// Package geo tells where named places lie and draws the outlines of states
// about them, from the reference data alone.
package geo

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"example.org/rapporteur/data"
)

// A Point is a place on the globe, in degrees.
type Point struct {
	Lon float64 `json:"longitude"` // east of Greenwich, -180 to 180
	Lat float64 `json:"latitude"`  // north of the equator, -90 to 90
}

// kmPerDegree is the length of a degree of latitude on a sphere of the Earth's mean radius, 6371 km.
const kmPerDegree = 6371 * math.Pi / 180

// rows returns the fields of each line of a table of the reference data but the first.
func rows(name string, fields int) ([][]string, error) {
	b, err := data.Files.ReadFile(name)
	if err != nil {
		return nil, err
	}
	if strings.HasSuffix(name, ".gz") {
		z, err := gzip.NewReader(bytes.NewReader(b))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if b, err = io.ReadAll(z); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	var out [][]string
	for n, line := range strings.Split(strings.TrimRight(string(b), "\n"), "\n") {
		f := strings.Split(line, "\t")
		if len(f) != fields {
			return nil, fmt.Errorf("%s, line %d: %d fields, want %d", name, n+1, len(f), fields)
		}
		if n > 0 {
			out = append(out, f)
		}
	}
	return out, nil
}

// pointOf reads a point from its two fields.
func pointOf(lon, lat string) (Point, error) {
	x, err := strconv.ParseFloat(lon, 64)
	if err != nil {
		return Point{}, fmt.Errorf("longitude: %w", err)
	}
	y, err := strconv.ParseFloat(lat, 64)
	if err != nil {
		return Point{}, fmt.Errorf("latitude: %w", err)
	}
	if math.Abs(x) > 180 || math.Abs(y) > 90 {
		return Point{}, fmt.Errorf("%s, %s is not on the globe", lon, lat)
	}
	return Point{x, y}, nil
}
