package web

import (
	"encoding/json"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"

	"example.org/rapporteur"
)

// followPaths are the pages that follow things, with choices made.
var followPaths = []string{
	"/commitments/LAO-VNM?stage=pledged&area=peacekeeping", "/commitments/all", "/commitments/LAO-VNM?stage=agreed", "/k/k0000000000000001", "/r/e0000000000000001", "/m/e0000000000000001", "/agreements/LAO-VNM",
	"/timeline/LAO-VNM?as_of=2025-05-01", "/timeline/LAO-VNM?kind=assessment", "/timeline/LAO-VNM?from=2025-01-01&to=2025-06-30", "/questions/LAO-VNM", "/questions/all", "/disagreements/LAO-VNM", "/disagreements/all", "/diff/LAO-VNM?from=2025-03-01&to=2025-06-01", "/diff/LAO-VNM",
	"/brief/LAO-VNM", "/calendar/LAO-VNM", "/compare", "/compare?with=LAO-VNM&with=KHM-VNM", "/person/p0000000000000001", "/place/Hanoi", "/area/border-security", "/area/border-security?of=LAO-VNM",
	"/map/all", "/map/LAO-VNM?as_of=2025-05-01", "/map/LAO-VNM?zoom=world", "/network/all", "/network/LAO-VNM?from=2025-03-01", "/network/ASEAN",
	"/outlets/all", "/outlets/LAO-VNM", "/search", "/search?q=ministers&kind=interaction&party=Laos&from=2025-01-01", "/help",
}

func TestFollowedPagesAreSound(t *testing.T) {
	for name, s := range map[string]*shelf{"empty": emptyShelf(t), "normal": normalShelf(t)} {
		s.record.ID, s.record.Kind = "e0000000000000001", rapporteur.KindInteraction
		h := handler(t, s, "Written for this project.")
		for _, path := range followPaths {
			t.Run(name+path, func(t *testing.T) { checkSound(t, page(t, h, path)) })
		}
	}
}

// An empty page says what to do next.
func TestEmptyPagesLeadOn(t *testing.T) {
	h := handler(t, emptyShelf(t), "")
	for _, path := range []string{"/commitments/LAO-VNM", "/agreements/LAO-VNM", "/timeline/LAO-VNM", "/questions/LAO-VNM", "/disagreements/LAO-VNM", "/diff/LAO-VNM", "/brief/LAO-VNM",
		"/calendar/LAO-VNM", "/compare", "/place/Hanoi", "/area/cybersecurity", "/map/all", "/map/LAO-VNM", "/network/all", "/network/LAO", "/outlets/all", "/search?q=x", "/search"} {
		found := false
		for n := range page(t, h, path).Descendants() {
			if class, _ := attr(n, "class"); class == "empty" && len(text(n)) > 40 {
				found = true
			}
		}
		if !found {
			t.Errorf("%s says not what to do next", path)
		}
	}
}

func TestFollowedAddresses(t *testing.T) {
	h := handler(t, normalShelf(t), "")
	for _, tt := range []struct {
		path   string
		status int
		to     string
	}{
		{"/commitments/VNM-LAO?stage=pledged", 308, "/commitments/LAO-VNM?stage=pledged"},
		{"/commitments/vn-la.csv?as_of=2025-03-06", 308, "/commitments/LAO-VNM.csv?as_of=2025-03-06"},
		{"/commitments/LAO", 400, ""},
		{"/timeline/all", 400, ""},
		{"/timeline/LAO-VNM?from=soon", 400, ""},
		{"/timeline/LAO-VNM?from=2025-01-02&to=2025-01-01", 400, ""},
		{"/timeline/LAO-VNM?from=2031", 200, ""},
		{"/timeline/VNM-LAO.csv?from=2025&to=2025", 308, "/timeline/LAO-VNM.csv?from=2025&to=2025"},
		{"/commitments/LAO-VNM.docx", 404, ""},
		{"/brief/VNM-LAO.docx", 308, "/brief/LAO-VNM.docx"},
		{"/brief/LAO-VNM?for=nothing", 400, ""},
		{"/brief/LAO-VNM?since=soon", 400, ""},
		{"/diff/LAO-VNM?from=XXXX-03-05", 400, ""},
		{"/k/k9", 404, ""},
		{"/map", 308, "/map/all"},
		{"/network?as_of=2025-03-06", 308, "/network/all?as_of=2025-03-06"},
		{"/map/VNM-LAO.geojson?as_of=2025-03-06", 308, "/map/LAO-VNM.geojson?as_of=2025-03-06"},
		{"/map/LAO-VNM?zoom=moon", 400, ""},
		{"/network/laos", 308, "/network/LAO"},
		{"/network/VNM-LAO", 308, "/network/LAO-VNM"},
		{"/network/United%20Nations", 200, ""},
		{"/network/ASEAN.csv", 200, ""},
		{"/network/Atlantis", 400, ""},
		{"/network/LAO?from=soon", 400, ""},
		{"/m/m9", 404, ""},
		{"/r/e0000000000000001?as_of=2025-03-06", 200, ""},
		{"/r/e0000000000000001.csv", 200, ""},
		{"/d/LAO-VNM?kind=tenure&n=9", 200, ""},
		{"/d/LAO-VNM?kind=gossip", 400, ""},
		{"/d/VNM-LAO?kind=mechanism&as_of=2025-03-06", 308, "/d/LAO-VNM?as_of=2025-03-06&kind=mechanism"},
		{"/person?q=nobody", 404, ""},
		{"/person", 400, ""},
		{"/person?q=Person&as_of=2025-03-06", 302, "/person/p0000000000000001?as_of=2025-03-06"},
		{"/area/gardening", 404, ""},
		{"/area/border-security?of=LAO", 400, ""},
		{"/compare?with=LAO", 400, ""},
		{"/compare?with=LAO-VNM&with=&with=KHM-VNM", 200, ""},
		{"/search?kind=gossip", 400, ""},
		{"/search?party=Atlantis", 400, ""},
		{"/search?area=gardening", 400, ""},
		{"/search?q=x&as_of=soon", 400, ""},
	} {
		w := get(h, tt.path)
		if w.Code != tt.status || w.Header().Get("Location") != tt.to {
			t.Errorf("GET %s: %d to %q, want %d to %q", tt.path, w.Code, w.Header().Get("Location"), tt.status, tt.to)
		}
	}
}

// Each form that a page's foot names is there, and of the kind that its ending says.
func TestForms(t *testing.T) {
	s := normalShelf(t)
	h := handler(t, s, "")
	for _, path := range followPaths {
		for n := range page(t, h, path).Descendants() {
			to, _ := attr(n, "href")
			u, err := url.Parse(to)
			if n.Data != "a" || err != nil || u.Host != "" {
				continue
			}
			i := slices.IndexFunc(forms, func(f form) bool { return strings.HasSuffix(u.Path, f.ext) })
			if i < 0 {
				continue
			}
			w := get(h, to)
			if mime := w.Header().Get("Content-Type"); w.Code != 200 || mime != forms[i].mime || w.Body.Len() == 0 {
				t.Errorf("%s leads to %s: status %d, %q, %d bytes", path, to, w.Code, mime, w.Body.Len())
			}
		}
	}
	for path, want := range map[string]string{
		"/commitments/LAO-VNM.csv": "id,quote,by", "/commitments/LAO-VNM.md": "| id | quote", "/brief/LAO-VNM.md": "# Brief", "/diff/LAO-VNM.md": "# What became known",
		"/calendar/LAO-VNM.ics": "BEGIN:VCALENDAR", "/brief/LAO-VNM.docx": "PK", "/disagreements/LAO-VNM.csv": "record,title,field", "/k/k0000000000000001.txt": "Laos will train", "/search.csv?q=x": "",
	} {
		if body := get(h, path).Body.String(); !strings.HasPrefix(strings.TrimLeft(body, "“"), want) {
			t.Errorf("%s begins %.60q, want %q", path, body, want)
		}
	}
	var got any
	if err := json.Unmarshal(get(h, "/timeline/LAO-VNM.json").Body.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
}

// The day stands in every address that a page leads to and that can answer for a day.
func TestDayIsKept(t *testing.T) {
	const day = "2025-03-06"
	s := normalShelf(t)
	h := handler(t, s, "")
	for _, path := range append(followPaths, "/d/LAO-VNM") {
		if path == "/help" {
			continue
		}
		path, _, _ = strings.Cut(path, "?as_of=")
		sep := "?"
		if strings.Contains(path, "?") {
			sep = "&"
		}
		for n := range page(t, h, path+sep+"as_of="+day).Descendants() {
			to, _ := attr(n, "href")
			u, err := url.Parse(to)
			if n.Data != "a" || err != nil || u.Host != "" || u.Path == "" || text(n) == "today" || text(n) == "Show all" || text(n) == "Show all kinds" || text(n) == "Begin anew" {
				continue
			}
			if root := strings.Split(u.Path, "/")[1]; root == "doc" || root == "about" || root == "help" || root == "c" {
				continue // these are the same on every day
			}
			if u.Query().Get("as_of") != day {
				t.Errorf("%s leads to %s, of another day", path, to)
			}
		}
	}
	for _, d := range s.days {
		if d.IsZero() {
			continue
		}
		if got := d.String(); got != day && got != "2025-03-01" && got != "2025-06-01" && got != "2024-12-06" {
			t.Errorf("the ledger was asked for %s", got)
		}
	}
}

// A choice stands in the address, the choices made stay, and each can be undone.
func TestChoices(t *testing.T) {
	h := handler(t, normalShelf(t), "")
	var chosen, other string
	for n := range page(t, h, "/commitments/LAO-VNM?stage=pledged&as_of=2025-03-06").Descendants() {
		to, _ := attr(n, "href")
		if _, ok := attr(n, "aria-current"); ok && strings.HasPrefix(to, "/commitments/") && strings.Contains(text(n), "pledged") {
			chosen = to
		} else if strings.Contains(to, "standing=") {
			other = to
		}
	}
	if chosen != "/commitments/LAO-VNM?as_of=2025-03-06" {
		t.Errorf("the choice made is undone by %q", chosen)
	}
	if want := "/commitments/LAO-VNM?as_of=2025-03-06&stage=pledged&standing=pledged"; other != want {
		t.Errorf("another choice leads to %q, want %q", other, want)
	}
}

func TestFollowedHostileTextStaysText(t *testing.T) {
	for name, payload := range payloads {
		t.Run(name, func(t *testing.T) {
			s := normalShelf(t)
			keep := reflect.TypeFor[rapporteur.DocID]()
			for _, m := range s.models() {
				fill(reflect.ValueOf(m), payload, keep)
			}
			fill(reflect.ValueOf(s.dossier), payload, keep)
			fill(reflect.ValueOf(s.today), payload, keep)
			h := handler(t, s, payload)
			asks := "?" + url.Values{"q": {payload}, "stage": {payload}, "outlet": {payload}, "for": {payload}, "n": {payload}}.Encode()
			paths := append(slices.Clone(followPaths), "/commitments/LAO-VNM"+asks, "/search"+asks, "/brief/LAO-VNM"+asks, "/area/border-security"+asks, "/search?kind="+url.QueryEscape(payload))
			if len(payload) > 1000 { // pages of many megabytes: one of each kind of part will do
				paths = []string{"/commitments/LAO-VNM", "/m/e0000000000000001", "/brief/LAO-VNM", "/search?q=x"}
			} else {
				paths = append(paths, "/place/"+url.PathEscape(payload), "/k/"+url.PathEscape(payload))
			}
			for _, path := range paths {
				checkSent(t, path, get(h, path).Body.String())
			}
		})
	}
}
