// Package data holds the reference data that the program is built with. README.md
// beside it says what each file is, LICENSES.md under which terms.
package data

import "embed"

// Files holds countries.tsv, cities.tsv.gz and the hand-written usage.tsv,
// organisations.tsv and places.tsv.
//
//go:embed countries.tsv usage.tsv organisations.tsv places.tsv cities.tsv.gz
var Files embed.FS
