package geo

import "math"

// A Projection lays the globe out flat: x grows to the east and y to the north,
// in radians at the middle of the map.
type Projection interface {
	Project(Point) (x, y float64)
}

// Mercator keeps shapes, for maps of a part of the world. See Snyder, Map
// Projections: A Working Manual (USGS 1987), equations 7-1 and 7-2.
type Mercator struct {
	Lon0 float64 // the middle meridian
}

// mercatorLat is the latitude beyond which the projection runs away to infinity.
const mercatorLat = 85

// Project implements Projection. Longitudes are not wrapped: 190 lies east of 180.
func (m Mercator) Project(p Point) (x, y float64) {
	lat := radians(min(max(p.Lat, -mercatorLat), mercatorLat))
	return radians(p.Lon - m.Lon0), math.Log(math.Tan(math.Pi/4 + lat/2))
}

// EqualEarth keeps areas, for maps of the whole world. See Šavrič, Patterson and
// Jenny, The Equal Earth map projection (2018), equation 4.
type EqualEarth struct{}

// Project implements Projection.
func (EqualEarth) Project(p Point) (x, y float64) {
	const a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
	t := math.Asin(math.Sqrt(3) / 2 * math.Sin(radians(p.Lat)))
	t2 := t * t
	t6 := t2 * t2 * t2
	x = 2 * math.Sqrt(3) / 3 * radians(p.Lon) * math.Cos(t) / (9*a4*t6*t2 + 7*a3*t6 + 3*a2*t2 + a1)
	return x, t * (a4*t6*t2 + a3*t6 + a2*t2 + a1)
}

func radians(deg float64) float64 { return deg * math.Pi / 180 }
