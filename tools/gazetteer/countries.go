package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"sort"
	"strings"
)

// country is the part of a world-countries entry that is kept.
type country struct {
	Name struct {
		Common   string `json:"common"`
		Official string `json:"official"`
	} `json:"name"`
	Alpha2      string   `json:"cca2"`
	Alpha3      string   `json:"cca3"`
	Numeric     string   `json:"ccn3"`
	Independent bool     `json:"independent"`
	Capital     []string `json:"capital"`
	Spellings   []string `json:"altSpellings"`
	Demonyms    struct {
		English struct {
			F string `json:"f"`
			M string `json:"m"`
		} `json:"eng"`
	} `json:"demonyms"`
}

// formal matches the long English forms among the alternative spellings. The
// others are codes, names in other languages and fragments, of which several
// are everyday English words.
var formal = regexp.MustCompile(`^[A-Z][A-Za-z'’ -]*\b(Republic|Kingdom|State|States|Union|Federation|Confederation|Duchy|Principality)\b[A-Za-zéíô'’ -]*$`)

// countryTable returns countries.tsv and the map from alpha-2 and numeric to
// alpha-3 codes.
func countryTable(b []byte) (table []byte, alpha3 map[string]string, err error) {
	var all []country
	if err := json.Unmarshal(b, &all); err != nil {
		return nil, nil, fmt.Errorf("read countries.json: %w", err)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].Alpha3 < all[j].Alpha3 })
	alpha3 = make(map[string]string, len(all))
	var out bytes.Buffer
	out.WriteString("iso3\tiso2\tstatus\tname\tother names\tdemonyms\tcapitals\n")
	for _, c := range all {
		alpha3[c.Alpha2] = c.Alpha3
		if c.Numeric != "" {
			alpha3[c.Numeric] = c.Alpha3
		}
		status := "territory"
		if c.Independent {
			status = "state"
		}
		var names []string
		for _, s := range append([]string{c.Name.Official}, c.Spellings...) {
			if s == c.Name.Official || formal.MatchString(s) {
				names = add(names, s, c.Name.Common)
			}
		}
		var demonyms []string
		for _, d := range strings.Split(c.Demonyms.English.M+", "+c.Demonyms.English.F, ", ") {
			for _, d := range strings.Split(d, " or ") {
				demonyms = add(demonyms, d, "")
			}
		}
		fmt.Fprintf(&out, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", c.Alpha3, c.Alpha2, status, c.Name.Common,
			strings.Join(names, "|"), strings.Join(demonyms, "|"), strings.Join(c.Capital, "|"))
	}
	return out.Bytes(), alpha3, nil
}

// add appends s unless it is empty, not, or there already.
func add(list []string, s, not string) []string {
	if s == "" || s == not {
		return list
	}
	for _, have := range list {
		if have == s {
			return list
		}
	}
	return append(list, s)
}
