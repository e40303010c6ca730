package geo

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"

	"example.org/rapporteur"
)

// Values worked out from the published formulas by hand and with a second program.
func TestProjections(t *testing.T) {
	for _, c := range []struct {
		name string
		p    Projection
		at   Point
		x, y float64
	}{
		{"Mercator at its middle", Mercator{105}, Point{105, 0}, 0, 0},
		{"Mercator 45° north", Mercator{0}, Point{-90, 45}, -math.Pi / 2, 0.881374},
		{"Mercator at the pole stays finite", Mercator{0}, Point{0, 90}, 0, 3.131301},
		{"Equal Earth at its middle", EqualEarth{}, Point{0, 0}, 0, 0},
		{"Equal Earth at its edge", EqualEarth{}, Point{180, 0}, 2.706630, 0},
		{"Equal Earth at the pole", EqualEarth{}, Point{0, 90}, 0, 1.317363},
	} {
		x, y := c.p.Project(c.at)
		if math.Abs(x-c.x) > 1e-5 || math.Abs(y-c.y) > 1e-5 {
			t.Errorf("%s: %f, %f; want %f, %f", c.name, x, y, c.x, c.y)
		}
	}
}

// Equal Earth keeps areas: equal stretches of the globe have equal areas on it.
func TestEqualEarthKeepsAreas(t *testing.T) {
	on := func(lon, lat float64) float64 {
		const d = 1e-4
		x0, y0 := EqualEarth{}.Project(Point{lon, lat})
		x1, y1 := EqualEarth{}.Project(Point{lon + d, lat})
		x2, y2 := EqualEarth{}.Project(Point{lon, lat + d})
		return math.Abs((x1-x0)*(y2-y0)-(x2-x0)*(y1-y0)) / math.Cos(radians(lat))
	}
	want := on(0, 0)
	for _, p := range []Point{{0, 60}, {100, 20}, {-170, -45}, {30, 80}} {
		if got := on(p.Lon, p.Lat); math.Abs(got/want-1) > 1e-3 {
			t.Errorf("at %v an area is %.4f of what it is at the equator", p, got/want)
		}
	}
}

func TestLocate(t *testing.T) {
	for _, c := range []struct {
		name      string
		state     rapporteur.Party
		precision Precision // empty if it is not to be located
		lon, lat  float64
	}{
		{"Vientiane", "LAO", Town, 102.6, 17.97}, // a capital, whose province has its name
		{"Hà Nội", "VNM", Town, 105.84, 21.02},
		{"Hanoi", "VNM", Town, 105.84, 21.02},
		{"HCM City", "VNM", Town, 106.63, 10.82},
		{"Da Nang", "VNM", Town, 108.2, 16.07}, // a city that is a division
		{"Luang Prabang", "LAO", Either, 102.14, 19.89},
		{"Luangprabang", "LAO", Either, 102.14, 19.89},
		{"Luang Prabang province", "LAO", Region, 102.15, 19.9},
		{"Nghe An", "VNM", Region, 105.2, 19},
		{"Điện Biên", "VNM", Region, 103.1, 21.6},
		{"Houaphanh", "LAO", Region, 104.1, 20.3},
		{"South China Sea", "", Region, 114, 13.5},
		{"Vientiane", "", "", 0, 0}, // nothing tells in which state
		{"Nowhere at all", "LAO", "", 0, 0},
		{"Nowhere province", "LAO", "", 0, 0},
		{"province", "LAO", "", 0, 0},
		{"", "LAO", "", 0, 0},
	} {
		got, ok := Locate(c.name, c.state)
		if ok != (c.precision != "") || got.Precision != c.precision || math.Abs(got.Lon-c.lon) > 0.3 || math.Abs(got.Lat-c.lat) > 0.3 {
			t.Errorf("%s, %s is %v at %v (%v), want %s at %v, %v", c.name, c.state, got.Precision, got.Point, ok, c.precision, c.lon, c.lat)
		}
		if (got.Precision == Region) != (got.Reach > 0) {
			t.Errorf("%s reaches %d km and is a %s", c.name, got.Reach, got.Precision)
		}
	}
	for _, names := range [][2]string{{"Hà Nội", "Hanoi"}, {"HCM City", "Ho Chi Minh City"}, {"Xamneua", "Sam Neua"}, {"Houaphanh", "Huaphan"}} {
		a, _ := Locate(names[0], map[bool]rapporteur.Party{true: "LAO", false: "VNM"}[names[0] == "Xamneua" || names[0] == "Houaphanh"])
		b, _ := Locate(names[1], map[bool]rapporteur.Party{true: "LAO", false: "VNM"}[names[0] == "Xamneua" || names[0] == "Houaphanh"])
		if a.ID == "" || a.ID != b.ID {
			t.Errorf("%s is %q and %s is %q", names[0], a.ID, names[1], b.ID)
		}
	}
}

func TestOutlines(t *testing.T) {
	all := Outlines()
	if len(all) < 230 {
		t.Fatalf("%d outlines", len(all))
	}
	for _, o := range all {
		for _, r := range o.Rings {
			if len(r) < 2 || r[0] != r[len(r)-1] {
				t.Errorf("%s: a ring of %d points is not closed", o.Name, len(r))
			}
		}
	}
	o, ok := OutlineOf("LAO")
	if !ok {
		t.Fatal("no outline of Laos")
	}
	low, high := o.Main()[0], o.Main()[1]
	if math.Abs(low.Lon-100.1) > 0.2 || math.Abs(low.Lat-13.9) > 0.2 || math.Abs(high.Lon-107.6) > 0.2 || math.Abs(high.Lat-22.5) > 0.2 {
		t.Errorf("Laos lies from %v to %v", low, high)
	}
	if p, ok := o.Middle(); !ok || p.Lon < 101 || p.Lon > 104 || p.Lat < 18 || p.Lat > 21 {
		t.Errorf("the middle of Laos is %v", p)
	}
	if f, _ := OutlineOf("FRA"); len(f.Main()) != 2 || f.Main()[0].Lon < -6 {
		t.Errorf("France is shown with what lies overseas: %v", f.Main())
	}
	if _, ok := OutlineOf(""); ok {
		t.Error("an outline of no code")
	}
}

func TestWindow(t *testing.T) {
	lao, _ := OutlineOf("LAO")
	vnm, _ := OutlineOf("VNM")
	w := Around(append(lao.Main(), vnm.Main()...), 900, 400, 800)
	if w.World || w.Width != 900 || w.Height < 400 || w.Height > 800 {
		t.Fatalf("a window of %v by %v", w.Width, w.Height)
	}
	hx, hy, in := w.At(Point{105.84, 21.02}) // Hanoi
	vx, vy, in2 := w.At(Point{102.6, 17.97}) // Vientiane
	if !in || !in2 || hx <= vx || hy >= vy {
		t.Errorf("Hanoi at %.0f, %.0f is not north-east of Vientiane at %.0f, %.0f", hx, hy, vx, vy)
	}
	if _, _, in := w.At(Point{2, 48}); in {
		t.Error("Paris is in it")
	}
	if d := w.Length(Point{105, 18}, 100) / w.Length(Point{105, 18}, 50); math.Abs(d-2) > 0.01 {
		t.Errorf("100 km are %.3f times 50 km", d)
	}
	path := regexp.MustCompile(`^(M-?[0-9.]+ -?[0-9.]+l[-0-9. ]+Z)+$`)
	if p := w.Path(lao); !path.MatchString(p) || len(p) > 20_000 {
		t.Errorf("%d bytes of path: %.80s", len(p), p)
	}
	if fra, _ := OutlineOf("FRA"); w.Path(fra) != "" {
		t.Error("France is drawn where it cannot be seen")
	}
	if chn, _ := OutlineOf("CHN"); len(w.Path(chn)) > 20_000 {
		t.Error("what lies beyond the edges is not cut off")
	}
}

func TestWindowAcrossTheAntimeridian(t *testing.T) {
	w := Around([]Point{{172, -43}, {-172, -14}}, 800, 300, 700)
	if w.World {
		t.Fatal("16 degrees apart, and the whole world is shown")
	}
	x1, _, in1 := w.At(Point{172, -43})
	x2, _, in2 := w.At(Point{-172, -14})
	if !in1 || !in2 || x1 >= x2 {
		t.Errorf("New Zealand at %.0f (%v) is not left of Samoa at %.0f (%v)", x1, in1, x2, in2)
	}
	for _, code := range []rapporteur.Party{"NZL", "WSM", "FJI"} {
		if o, _ := OutlineOf(code); w.Path(o) == "" {
			t.Errorf("%s is not drawn", code)
		}
	}
}

func TestWorld(t *testing.T) {
	for name, w := range map[string]Window{
		"no points": Around(nil, 900, 300, 700), "far apart": Around([]Point{{-100, 40}, {105, 20}}, 900, 300, 700),
		"polar": Around([]Point{{20, 80}}, 900, 300, 700),
	} {
		if !w.World || w.Height < 300 || w.Height > 700 {
			t.Errorf("%s: %+v", name, w)
		}
	}
	w := World(900)
	size := 0
	for _, o := range Outlines() {
		p := w.Path(o)
		if strings.Contains(p, "NaN") || strings.Contains(p, "Inf") {
			t.Errorf("%s: %.60s", o.Name, p)
		}
		size += len(p)
	}
	if size > 120_000 {
		t.Errorf("the world weighs %d bytes", size)
	}
	// What lies across the antimeridian is cut there and does not run over the map.
	for _, code := range []rapporteur.Party{"RUS", "FJI"} {
		o, _ := OutlineOf(code)
		for _, ring := range strings.Split(strings.TrimSuffix(w.Path(o), "Z"), "Z") {
			_, steps, _ := strings.Cut(ring, "l")
			numbers := strings.Fields(steps)
			for i := 0; i+1 < len(numbers); i += 2 {
				var dx float64
				fmt.Sscan(numbers[i], &dx)
				if math.Abs(dx) > 200 {
					t.Errorf("%s: a stretch of %v", code, dx)
				}
			}
		}
	}
}

// Whatever the points, the window is one that can be drawn.
func FuzzAround(f *testing.F) {
	f.Add(105.0, 20.0, 102.0, 18.0)
	f.Add(180.0, 90.0, -180.0, -90.0)
	f.Fuzz(func(t *testing.T, a, b, c, d float64) {
		for _, v := range []float64{a, b, c, d} {
			if math.IsNaN(v) || math.Abs(v) > 180 {
				return
			}
		}
		w := Around([]Point{{a, b / 2}, {c, d / 2}}, 900, 300, 700)
		x, y, _ := w.At(Point{a, b / 2})
		if s := fmt.Sprint(w.Height, x, y); strings.Contains(s, "NaN") || strings.Contains(s, "Inf") || w.Height < 300 || w.Height > 700 {
			t.Errorf("%+v: %s", w, s)
		}
	})
}

func BenchmarkLoadPlaces(b *testing.B) {
	for b.Loop() {
		if _, err := loadPlaces(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWorld(b *testing.B) {
	all, w := Outlines(), World(900)
	for b.Loop() {
		for _, o := range all {
			w.Path(o)
		}
	}
}

func BenchmarkAround(b *testing.B) {
	lao, _ := OutlineOf("LAO")
	vnm, _ := OutlineOf("VNM")
	points := append(lao.Main(), vnm.Main()...)
	for b.Loop() {
		w := Around(points, 900, 400, 800)
		for _, o := range Outlines() {
			w.Path(o)
		}
	}
}
