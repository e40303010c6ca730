package geo

import (
	"math"
	"slices"
	"strconv"
)

// A Window is the part of the world that a picture shows: x to the right and y
// down from its upper left corner, in the picture's units.
type Window struct {
	Width, Height float64
	World         bool // it shows all of it
	projection    Projection
	lon0          float64
	scale         float64 // units for one of the projection
	left, top     float64 // of the window in the projection
}

const (
	// A picture of more than this many degrees of longitude, or of places further
	// from the equator, is one of the whole world.
	widest   = 130
	furthest = 75
	// least is how many degrees a picture shows at least across.
	least = 5
	// margin is the part of the picture's width kept free around what it must show.
	margin = 0.05
)

// World returns a window of the whole world but the Antarctic.
func World(width float64) Window {
	p := EqualEarth{}
	right, _ := p.Project(Point{180, 0})
	_, top := p.Project(Point{0, 83.7})
	_, bottom := p.Project(Point{0, -56})
	w := Window{Width: width, World: true, projection: p, scale: width / (2 * right), left: -right, top: top}
	w.Height = math.Round((top - bottom) * w.scale)
	return w
}

// Around returns a window of a width that shows the points, at most and at least
// so high; one of the whole world if they lie far apart or there are none.
func Around(points []Point, width, low, high float64) Window {
	west, span := longitudes(points)
	if len(points) == 0 || span > widest {
		return World(width)
	}
	lon0 := west + span/2
	p := Mercator{lon0}
	minX, maxX, minY, maxY := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, q := range points {
		if math.Abs(q.Lat) > furthest {
			return World(width)
		}
		x, y := p.Project(Point{lon0 + wrap(q.Lon-lon0), q.Lat})
		minX, maxX, minY, maxY = min(minX, x), max(maxX, x), min(minY, y), max(maxY, y)
	}
	across, down := max(maxX-minX, radians(least)), max(maxY-minY, radians(least)*low/width)
	w := Window{Width: width, projection: p, lon0: lon0}
	w.scale = min(width*(1-2*margin)/across, (high-2*margin*width)/down)
	w.Height = math.Round(min(max(down*w.scale+2*margin*width, low), high))
	w.left = (minX+maxX)/2 - width/2/w.scale
	w.top = (minY+maxY)/2 + w.Height/2/w.scale
	return w
}

// longitudes returns where the shortest stretch of longitude begins that holds
// all points, and how long it is.
func longitudes(points []Point) (west, span float64) {
	var all []float64
	for _, p := range points {
		all = append(all, wrap(p.Lon))
	}
	slices.Sort(all)
	gap := -1.0
	for i, l := range all {
		next := all[(i+1)%len(all)]
		if i == len(all)-1 {
			next += 360
		}
		if next-l > gap {
			gap, west = next-l, wrap(next)
		}
	}
	return west, 360 - gap
}

// wrap returns an angle between -180 and 180.
func wrap(lon float64) float64 { return math.Mod(math.Mod(lon+180, 360)+360, 360) - 180 }

// At returns where a point is in the picture; inside is false if it is beyond its edges.
func (w Window) At(p Point) (x, y float64, inside bool) {
	p.Lon = w.lon0 + wrap(p.Lon-w.lon0)
	if w.World && p.Lon == -180 {
		p.Lon = 180 // both are the edge
	}
	x, y = w.place(p)
	return x, y, x >= 0 && x <= w.Width && y >= 0 && y <= w.Height
}

func (w Window) place(p Point) (x, y float64) {
	x, y = w.projection.Project(p)
	return (x - w.left) * w.scale, (w.top - y) * w.scale
}

// Length returns how long so many kilometres are at a point of the picture, north
// to south.
func (w Window) Length(p Point, km float64) float64 {
	half := km / 2 / kmPerDegree
	_, low := w.place(Point{p.Lon, max(p.Lat-half, -89)})
	_, high := w.place(Point{p.Lon, min(p.Lat+half, 89)})
	return low - high
}

const (
	// snap is the step of the coordinates of a path.
	snap = 0.5
	// A line is drawn with as few points as keep it this close to where it runs.
	tolerance = 0.4
	// Islands smaller than this across are left out.
	speck = 1.5
)

// An xy is a place in the picture.
type xy [2]float64

// Path returns an outline as the data of an SVG path, cut off a little beyond the
// edges of the picture; empty if none of it is inside.
func (w Window) Path(o Outline) string {
	var b []byte
	for n, ring := range o.lines {
		for _, turn := range []float64{-360, 0, 360} { // wherever the picture may show it
			switch {
			case w.World && turn != 0 && !o.boxes[n].crosses(), !w.shows(o.boxes[n], turn):
			case o.boxes[n].crosses():
				b = w.ring(b, w.cut(o.Rings[n], turn))
			default:
				b = w.ring(b, w.joined(ring, turn))
			}
		}
	}
	return string(b)
}

// joined places the lines of a ring in the picture. They are simplified one by
// one, so that two outlines which share a border share it in the picture, too.
func (w Window) joined(ring []int, turn float64) []xy {
	lines, refs := make([][]xy, len(ring)), make([]int, len(ring))
	for n, i := range ring {
		lines[n], refs[n] = w.line(borders()[max(i, ^i)], turn), n
		if i < 0 {
			refs[n] = ^n
		}
	}
	return join(lines, refs)
}

// cut places a ring across the antimeridian in the picture. In one of the whole
// world it is cut there.
func (w Window) cut(ring []Point, turn float64) []xy {
	points := make([]xy, len(ring))
	for i, p := range ring {
		points[i] = xy{p.Lon + turn, p.Lat}
	}
	if w.World {
		points = clip(clip(points, 0, -180, 1), 0, 180, -1)
	}
	for i, p := range points {
		x, y := w.place(Point{p[0], p[1]})
		points[i] = xy{x, y}
	}
	return simplify(points)
}

// shows reports whether any of a ring can be seen.
func (w Window) shows(b box, turn float64) bool {
	left, bottom := w.place(Point{b.low.Lon + turn, b.low.Lat})
	right, top := w.place(Point{b.high.Lon + turn, b.high.Lat})
	if !w.World && (right < 0 || left > w.Width) || bottom < 0 || top > w.Height {
		return false
	}
	return max(right-left, bottom-top) >= speck
}

// line places a line in the picture and leaves out the points that it can do without.
func (w Window) line(l []Point, turn float64) []xy {
	all := make([]xy, len(l))
	for i, p := range l {
		x, y := w.place(Point{p.Lon + turn, p.Lat})
		all[i] = xy{x, y}
	}
	return simplify(all)
}

// simplify returns a line without the points that lie within the tolerance of it,
// after Douglas and Peucker. The ends stay.
func simplify(l []xy) []xy {
	if len(l) < 3 {
		return l
	}
	first, last := l[0], l[len(l)-1]
	at, far := 0, tolerance
	for i, p := range l[1 : len(l)-1] {
		if d := distance(p, first, last); d > far {
			at, far = i+1, d
		}
	}
	if at == 0 {
		return []xy{first, last}
	}
	head, tail := simplify(l[:at+1]), simplify(l[at:])
	return append(slices.Clone(head), tail[1:]...)
}

// distance returns how far a point is from the stretch between two others.
func distance(p, a, b xy) float64 {
	dx, dy := b[0]-a[0], b[1]-a[1]
	t := 0.0
	if length := dx*dx + dy*dy; length > 0 {
		t = min(max(((p[0]-a[0])*dx+(p[1]-a[1])*dy)/length, 0), 1)
	}
	return math.Hypot(p[0]-a[0]-t*dx, p[1]-a[1]-t*dy)
}

// ring appends a ring to a path.
func (w Window) ring(b []byte, points []xy) []byte {
	const beyond = 4
	points = clip(points, 0, -beyond, 1)
	points = clip(points, 0, w.Width+beyond, -1)
	points = clip(points, 1, -beyond, 1)
	points = clip(points, 1, w.Height+beyond, -1)
	steps := make([][2]int, 0, len(points))
	for _, p := range points {
		s := [2]int{int(math.Round(p[0] / snap)), int(math.Round(p[1] / snap))}
		if n := len(steps); n == 0 || steps[n-1] != s {
			steps = append(steps, s)
		}
	}
	if n := len(steps); n > 1 && steps[0] == steps[n-1] {
		steps = steps[:n-1]
	}
	if len(steps) < 3 {
		return b
	}
	last := [2]int{}
	for i, s := range steps {
		switch i {
		case 0:
			b = append(b, 'M')
		case 1:
			b = append(b, 'l')
		default:
			b = append(b, ' ')
		}
		b = number(b, s[0]-last[0])
		b = append(b, ' ')
		b = number(b, s[1]-last[1])
		last = s
	}
	return append(b, 'Z')
}

func number(b []byte, steps int) []byte {
	return strconv.AppendFloat(b, float64(steps)*snap, 'f', -1, 64)
}

// clip cuts off the part of a ring that is beyond an edge, after Sutherland and
// Hodgman: axis 0 is x, and sign tells on which side of the edge the picture is.
func clip(ring []xy, axis int, edge, sign float64) []xy {
	var out []xy
	for i, p := range ring {
		q := ring[(i+len(ring)-1)%len(ring)]
		in, was := sign*(p[axis]-edge) >= 0, sign*(q[axis]-edge) >= 0
		if in != was {
			t := (edge - q[axis]) / (p[axis] - q[axis])
			out = append(out, xy{q[0] + t*(p[0]-q[0]), q[1] + t*(p[1]-q[1])})
		}
		if in {
			out = append(out, p)
		}
	}
	return out
}

// Detail returns how many units of the picture a degree of longitude is at the
// equator: more where less of the world is shown.
func (w Window) Detail() float64 { return w.scale * radians(1) }
