// Package data holds the reference data that the program is built with. README.md
// beside it says what each file is, LICENSES.md under which terms.
package data

import "embed"

// Files holds countries.tsv, cities.tsv.gz, positions.tsv.gz, outlines.tsv.gz and
// the hand-written usage.tsv, organisations.tsv, places.tsv and sites.tsv.
//
//go:embed countries.tsv usage.tsv organisations.tsv places.tsv sites.tsv cities.tsv.gz positions.tsv.gz outlines.tsv.gz
var Files embed.FS
