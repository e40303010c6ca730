package geo

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"example.org/rapporteur"
)

// An Outline is where the data set draws a state or territory.
type Outline struct {
	// Code is empty for areas to which the data set gives none.
	Code rapporteur.Party
	Name string
	// Rings are closed; islands and holes alike. One across the antimeridian goes on
	// beyond 180 degrees.
	Rings [][]Point
	boxes []box   // of the rings
	lines [][]int // of which the rings are made, by their numbers in borders; ^i is line i backwards
}

// A box holds the corners of a ring.
type box struct{ low, high Point }

func boxOf(ring []Point) box {
	b := box{ring[0], ring[0]}
	for _, p := range ring {
		b.low.Lon, b.low.Lat = min(b.low.Lon, p.Lon), min(b.low.Lat, p.Lat)
		b.high.Lon, b.high.Lat = max(b.high.Lon, p.Lon), max(b.high.Lat, p.Lat)
	}
	return b
}

// borders are the lines of which the rings are made. Two outlines share the line
// of their border, so that it stays one however it is drawn.
func borders() [][]Point { return shapes().lines }

// Outlines returns all outlines, sorted by code and name. Callers must not change them.
func Outlines() []Outline { return shapes().outlines }

type shaped struct {
	outlines []Outline
	lines    [][]Point
}

// shapes are built on first use.
var shapes = sync.OnceValue(func() shaped {
	all, err := loadOutlines()
	if err != nil {
		panic("geo: the embedded reference data is damaged: " + err.Error())
	}
	return all
})

// OutlineOf returns the outline of a state; ok is false if the data set has none.
func OutlineOf(state rapporteur.Party) (o Outline, ok bool) {
	i := slices.IndexFunc(Outlines(), func(o Outline) bool { return state != "" && o.Code == state })
	if i < 0 {
		return Outline{}, false
	}
	return Outlines()[i], true
}

func loadOutlines() (all shaped, err error) {
	table, err := rows("outlines.tsv.gz", 4)
	if err != nil {
		return all, err
	}
	for n, f := range table {
		switch f[0] {
		case "line":
			l, err := line(f[3])
			if err != nil {
				return all, fmt.Errorf("outlines.tsv.gz, line %d: %w", n+2, err)
			}
			all.lines = append(all.lines, l)
		case "outline":
			o := Outline{Code: rapporteur.Party(f[1]), Name: f[2]}
			for _, refs := range strings.Fields(f[3]) {
				ring, err := ringOf(all.lines, refs)
				if err != nil {
					return all, fmt.Errorf("outlines.tsv.gz, line %d: %w", n+2, err)
				}
				points := unwrap(join(all.lines, ring))
				if len(points) == 0 {
					return all, fmt.Errorf("outlines.tsv.gz, line %d: a ring without points", n+2)
				}
				o.Rings, o.boxes, o.lines = append(o.Rings, points), append(o.boxes, boxOf(points)), append(o.lines, ring)
			}
			all.outlines = append(all.outlines, o)
		default:
			return all, fmt.Errorf("outlines.tsv.gz, line %d: neither line nor outline", n+2)
		}
	}
	return all, nil
}

// line reads points written as differences in hundredths of a degree.
func line(s string) ([]Point, error) {
	var out []Point
	lon, lat := 0, 0
	for _, p := range strings.Fields(s) {
		x, y, _ := strings.Cut(p, ",")
		dx, err := strconv.Atoi(x)
		if err != nil {
			return nil, err
		}
		dy, err := strconv.Atoi(y)
		if err != nil {
			return nil, err
		}
		lon, lat = lon+dx, lat+dy
		out = append(out, Point{float64(lon) / 100, float64(lat) / 100})
	}
	return out, nil
}

// ringOf reads the numbers of the lines of a ring; one with a minus is taken backwards.
func ringOf(lines [][]Point, refs string) ([]int, error) {
	var ring []int
	for _, ref := range strings.Split(refs, ",") {
		name, back := strings.CutPrefix(ref, "-")
		i, err := strconv.Atoi(name)
		if err != nil || i < 0 || i >= len(lines) {
			return nil, fmt.Errorf("no line %q", ref)
		}
		if back {
			i = ^i
		}
		ring = append(ring, i)
	}
	return ring, nil
}

// join makes a ring of lines, each of which begins where the one before ends.
func join[P any](lines [][]P, ring []int) []P {
	var out []P
	for n, i := range ring {
		l := lines[max(i, ^i)]
		if i < 0 {
			l = slices.Clone(l)
			slices.Reverse(l)
		}
		if n > 0 && len(l) > 0 {
			l = l[1:]
		}
		out = append(out, l...)
	}
	return out
}

// unwrap makes longitudes go on where they leap from one side of the antimeridian
// to the other.
func unwrap(ring []Point) []Point {
	for i := 1; i < len(ring); i++ {
		for ring[i].Lon-ring[i-1].Lon > 180 {
			ring[i].Lon -= 360
		}
		for ring[i].Lon-ring[i-1].Lon < -180 {
			ring[i].Lon += 360
		}
	}
	return ring
}

// crosses reports whether a ring goes across the antimeridian.
func (b box) crosses() bool { return b.low.Lon < -180 || b.high.Lon > 180 }

// mainPart is how big a part of an outline must be, of the biggest one, to count
// for where a state lies: departments overseas do not.
const mainPart = 0.25

// Main returns the corners of the main parts of an outline: what a map of the
// state must show.
func (o Outline) Main() []Point {
	biggest := 0.0
	for _, r := range o.Rings {
		biggest = max(biggest, area(r))
	}
	var out []Point
	for i, r := range o.Rings {
		if a := area(r); a > 0 && a >= mainPart*biggest {
			out = append(out, o.boxes[i].low, o.boxes[i].high)
		}
	}
	return out
}

// area returns the area of a ring relative to others.
func area(ring []Point) float64 {
	sum := 0.0
	for i, p := range ring {
		q := ring[(i+1)%len(ring)]
		sum += (q.Lon - p.Lon) * (math.Sin(radians(p.Lat)) + math.Sin(radians(q.Lat)))
	}
	return math.Abs(sum)
}

// Middle returns a point well within the biggest part of an outline, for its name:
// the middle of the widest stretch from west to east.
func (o Outline) Middle() (Point, bool) {
	big := 0
	for i, r := range o.Rings {
		if area(r) > area(o.Rings[big]) {
			big = i
		}
	}
	if len(o.Rings) == 0 {
		return Point{}, false
	}
	ring, b := o.Rings[big], o.boxes[big]
	at, widest := Point{}, 0.0
	const steps = 20
	for i := 1; i < steps; i++ {
		lat := b.low.Lat + (b.high.Lat-b.low.Lat)*float64(i)/steps
		var cuts []float64
		for i, p := range ring {
			if q := ring[(i+1)%len(ring)]; (p.Lat > lat) != (q.Lat > lat) {
				cuts = append(cuts, p.Lon+(lat-p.Lat)/(q.Lat-p.Lat)*(q.Lon-p.Lon))
			}
		}
		slices.Sort(cuts)
		for i := 0; i+1 < len(cuts); i += 2 {
			if w := (cuts[i+1] - cuts[i]) * math.Cos(radians(lat)); w > widest {
				at, widest = Point{(cuts[i] + cuts[i+1]) / 2, lat}, w
			}
		}
	}
	return at, widest > 0
}
