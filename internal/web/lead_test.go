package web

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
)

func TestStatesIn(t *testing.T) {
	for _, tt := range []struct {
		typed  string
		states []rapporteur.Party
		rest   string
	}{
		{"", nil, ""},
		{"laos", []rapporteur.Party{"LAO"}, ""},
		{"Viet Nam, Lao PDR brief", []rapporteur.Party{"LAO", "VNM"}, "brief"},
		{"vietnam and laos", []rapporteur.Party{"LAO", "VNM"}, ""}, // AND is the code of Andorra
		{"vn la what changed", []rapporteur.Party{"LAO", "VNM"}, "what changed"},
		{"laos Laos LAO", []rapporteur.Party{"LAO"}, ""},
		{"asean", nil, "asean"},
	} {
		states, rest := statesIn(tt.typed)
		if d := cmp.Diff(tt.states, states); d != "" || rest != tt.rest {
			t.Errorf("%q: states (-want +got)\n%s, rest %q, want %q", tt.typed, d, rest, tt.rest)
		}
	}
}

// What is typed leads to pages of the same day, to what has such a name, and
// always to the search.
func TestLeads(t *testing.T) {
	h := handler(t, normalShelf(t), "")
	for _, tt := range []struct{ query, first, last string }{
		{"q=&of=LAO-VNM", "/d/LAO-VNM", "/outlets/LAO-VNM"},
		{"q=tim&of=LAO-VNM&as_of=2025-03-06", "/timeline/LAO-VNM?as_of=2025-03-06", "/search?as_of=2025-03-06&q=tim"},
		{"q=viet+nam+lao+pdr+brief", "/brief/LAO-VNM", "/search?q=viet+nam+lao+pdr+brief"},
		{"q=peacek", "/area/peacekeeping", "/search?q=peacek"},
		{"q=outl", "/outlets/all", "/search?q=outl"},
		{"q=review", "/search?q=review", "/search?q=review"}, // nothing can be decided here
		{"q=vietnam", "/d/LAO-VNM", "/search?q=vietnam"},
		{"q=a+person&as_of=2025-03-06", "/person/p0000000000000001?as_of=2025-03-06", "/search?as_of=2025-03-06&q=a+person"},
	} {
		var got struct{ Leads []signpost }
		if err := json.Unmarshal(get(h, "/go.json?"+tt.query).Body.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		n := len(got.Leads)
		if n == 0 || got.Leads[0].Href != tt.first || got.Leads[n-1].Href != tt.last {
			t.Errorf("%s leads to %v, want %s … %s", tt.query, got.Leads, tt.first, tt.last)
		}
		for _, l := range got.Leads {
			if w := get(h, l.Href); w.Code != 200 {
				t.Errorf("%s leads to %s, which answers %d", tt.query, l.Href, w.Code)
			}
		}
	}
	if w := get(h, "/go.json?q=x&of=LAO"); w.Code != 400 {
		t.Errorf("of one state: %d", w.Code)
	}
}

// A link to a file leaves the page where it is: it must not say for ever that
// another page is on its way.
func TestFilesAreNotWaitedFor(t *testing.T) {
	b, err := files.ReadFile("parts/frame.js")
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`!/(\\\.\([^/]*\)\$)/\.test\(a\.pathname\)`).FindSubmatch(b)
	if m == nil {
		t.Fatal("frame.js has no pattern of files")
	}
	file, err := regexp.Compile(string(m[1]))
	if err != nil {
		t.Fatal(err)
	}
	var endings []string
	for _, f := range forms {
		endings = append(endings, f.ext)
	}
	for _, c := range citations {
		endings = append(endings, c.ext)
	}
	for _, e := range endings {
		if !file.MatchString("/of/a" + e) {
			t.Errorf("a page is waited for behind a link to a file %s", e)
		}
	}
}

// Every key that a page has stands in the list of keys.
func TestAllKeysAreListed(t *testing.T) {
	s := &site{desk: &desk{}, inlet: &inlet{}, check: &check{}}
	var listed []string
	for _, h := range s.keysOf() {
		for _, k := range h.Keys {
			listed = append(listed, k.Keys)
			if strings.HasPrefix(k.Keys, "1 ") {
				listed = append(listed, strings.Fields(k.Keys)...)
			}
		}
	}
	for _, p := range relationPages {
		if n := len(slices.DeleteFunc(slices.Clone(relationPages), func(o relationPage) bool { return o.keys != p.keys })); n != 1 {
			t.Errorf("%d pages have the keys %s", n, p.keys)
		}
	}
	key := regexp.MustCompile(`data-(?:act|key)="([^"{]+)"|bind\("([^"]+)"|^    (?:"(.)"|([a-z])): \(\)`)
	for _, pattern := range []string{"parts/*.tmpl", "parts/*.js", "pages/*/*.tmpl", "pages/*/*.js"} {
		names, err := fs.Glob(files, pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			b, err := files.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(string(b)) {
				for _, m := range key.FindAllStringSubmatch(line, -1) {
					if k := fmt.Sprint(m[1], m[2], m[3], m[4]); !slices.Contains(listed, k) {
						t.Errorf("%s has the key %q, which is not listed", name, k)
					}
				}
			}
		}
	}
}
