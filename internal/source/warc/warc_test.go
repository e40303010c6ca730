package warc

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var noon = time.Date(2025, 3, 6, 12, 0, 0, 0, time.UTC)

// archive writes an archive of n small responses in one of three forms: plain,
// packed with a member a record, or packed as a whole.
func archive(t testing.TB, n int, form string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := NewWriter(&b, form == "members")
	write := func(kind string, content []byte, fields ...Field) {
		if _, err := w.Write(kind, noon, content, fields...); err != nil {
			t.Fatal(err)
		}
	}
	write(Info, EncodeFields(Field{"software", "a test"}), Field{"Content-Type", FieldsType})
	for i := range n {
		page := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Page %d</p>\r\n\r\nWARC/", i)
		write(Response, []byte(page), Field{"WARC-Target-URI", fmt.Sprintf("https://a.example/%d", i)})
	}
	if form != "whole" {
		return b.Bytes()
	}
	var z bytes.Buffer
	zw := gzip.NewWriter(&z)
	zw.Write(b.Bytes())
	zw.Close()
	return z.Bytes()
}

var forms = []string{"plain", "members", "whole"}

// targets reads an archive to its end and returns the addresses of its records
// and what was damaged.
func targets(t testing.TB, r *Reader) (all []string, damage []string) {
	t.Helper()
	for {
		rec, err := r.Next()
		var e *Error
		switch {
		case errors.Is(err, io.EOF):
			return all, damage
		case errors.As(err, &e):
			damage = append(damage, e.Msg)
		case err != nil:
			t.Fatal(err)
		default:
			all = append(all, rec.Type()+" "+rec.Target())
		}
	}
}

func TestRoundTrip(t *testing.T) {
	for _, form := range forms {
		b := archive(t, 3, form)
		r, err := NewReader(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		rec, err := r.Next()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(rec.Content)
		if diff := cmp.Diff([]Field{{"software", "a test"}}, DecodeFields(content)); diff != "" || err != nil || rec.Type() != Info {
			t.Errorf("%s: the first record is %s, %v\n%s", form, rec.Type(), err, diff)
		}
		for i := range 3 {
			rec, err := r.Next()
			if err != nil {
				t.Fatalf("%s: record %d: %v", form, i, err)
			}
			p, err := rec.Payload(1 << 20)
			if err != nil {
				t.Fatal(err)
			}
			got := fmt.Sprintf("%s %s %s %d %s %q", rec.Type(), rec.Target(), rec.Date().Format(time.RFC3339), p.Status, p.MediaType, p.Body)
			want := fmt.Sprintf("response https://a.example/%d 2025-03-06T12:00:00Z 200 text/html %q", i, fmt.Sprintf("<p>Page %d</p>\r\n\r\nWARC/", i))
			if got != want {
				t.Errorf("%s: record %d is %s, want %s", form, i, got, want)
			}
			if !strings.HasPrefix(rec.ID(), "urn:uuid:") {
				t.Errorf("%s: the identity is %q", form, rec.ID())
			}
		}
		if _, err := r.Next(); !errors.Is(err, io.EOF) {
			t.Errorf("%s: behind the last record: %v", form, err)
		}
		if !bytes.Equal(b, archive(t, 3, form)) {
			t.Errorf("%s: writing the same again gives other bytes", form)
		}
	}
}

// Reading can go on at every record, wherever in it reading was broken off.
func TestPositions(t *testing.T) {
	const n = 12
	for _, form := range forms {
		b := archive(t, n, form)
		r, err := NewReader(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		for i := range n + 1 {
			rec, err := r.Next()
			if err != nil {
				t.Fatal(err)
			}
			if i%3 == 0 {
				io.ReadAll(rec.Content)
			} else if i%3 == 1 {
				rec.Content.Read(make([]byte, 5))
			}
			rest, err := NewReaderAt(bytes.NewReader(b), r.Position())
			if err != nil {
				t.Fatal(err)
			}
			if got, damage := targets(t, rest); len(got) != n-i || len(damage) > 0 || n > i && got[0] != fmt.Sprintf("response https://a.example/%d", i) {
				t.Errorf("%s: behind record %d (%+v) are %q, %q", form, i, r.Position(), got, damage)
			}
			same, err := NewReaderAt(bytes.NewReader(b), rec.At)
			if err != nil {
				t.Fatal(err)
			}
			if again, err := same.Next(); err != nil || again.ID() != rec.ID() {
				t.Errorf("%s: at %+v stands %v, %v, want record %d", form, rec.At, again, err, i)
			}
		}
	}
}

func TestDamage(t *testing.T) {
	for _, form := range []string{"plain", "members"} {
		whole := archive(t, 6, form)
		r, _ := NewReader(bytes.NewReader(whole))
		var starts []int64
		for range 7 {
			rec, err := r.Next()
			if err != nil {
				t.Fatal(err)
			}
			starts = append(starts, rec.At.Offset)
		}
		for name, test := range map[string]struct {
			do   func([]byte) []byte
			want int // records that are still found, of 7
		}{
			"cut off":         {func(b []byte) []byte { return b[:starts[6]+40] }, 6},
			"a header broken": {func(b []byte) []byte { copy(b[starts[3]:], "XXXXXXXXXXXX"); return b }, 6},
			"junk between": {func(b []byte) []byte {
				return append(append(bytes.Clone(b[:starts[2]]), "junk\njunk\n"...), b[starts[2]:]...)
			}, 7},
			"junk at the end":   {func(b []byte) []byte { return append(b, "junk"...) }, 7},
			"nothing but zeros": {func(b []byte) []byte { return make([]byte, 5000) }, 0},
		} {
			r, err := NewReader(bytes.NewReader(test.do(bytes.Clone(whole))))
			if err != nil {
				t.Fatal(err)
			}
			got, damage := targets(t, r)
			// A member that is broken in the middle shows only once its record was begun.
			if len(got) < test.want || len(got) > test.want+1 || len(damage) == 0 {
				t.Errorf("%s, %s: %d records, want %d; damage %q", form, name, len(got), test.want, damage)
			}
		}
	}
}

func TestPayload(t *testing.T) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	io.WriteString(z, "<p>Packed</p>")
	z.Close()
	var bomb bytes.Buffer
	z = gzip.NewWriter(&bomb)
	z.Write(make([]byte, 2<<20))
	z.Close()
	for _, test := range []struct{ name, block, want string }{
		{"plain", "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\n\r\nGone", `404 "text/plain" "Gone"`},
		{"bare line feeds", "HTTP/1.0 200 OK\nContent-Type: text/html\n\nHi\r\n\r\n", `200 "text/html" "Hi\r\n\r\n"`},
		{"chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nHello\r\n6\r\n there\r\n0\r\n\r\n", `200 "" "Hello there"`},
		{"said to be chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nHello", `200 "" "Hello"`},
		{"gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + packed.String(), `200 "" "<p>Packed</p>"`},
		{"said to be gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n<p>Hi", `200 "" "<p>Hi"`},
		{"bomb", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + bomb.String(), "larger than"},
		{"too large", "HTTP/1.1 200 OK\r\n\r\n" + strings.Repeat("a", 1<<20+1), "larger than"},
		{"unknown coding", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nx", `"br"`},
		{"no header", "<p>Hi</p>\r\n\r\n", "begins with"},
		{"a header without an end", strings.Repeat("a: b\r\n", 20000), "does not end"},
		{"a line that is no field", "HTTP/1.1 200 OK\r\nnonsense\r\nContent-Type: text/html\r\n\r\nHi", `200 "text/html" "Hi"`},
	} {
		rec := &Record{Fields: []Field{{"warc-type", "Response"}, {"WARC-Target-URI", "<http://a.example/>"}}, Content: strings.NewReader(test.block)}
		p, err := rec.Payload(1 << 20)
		got := fmt.Sprintf("%d %q %q", p.Status, p.MediaType, p.Body)
		if err != nil {
			got = err.Error()
		}
		if got != test.want && (err == nil || !strings.Contains(got, test.want)) {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
	rec := &Record{Fields: []Field{{"WARC-Type", "resource"}, {"Content-Type", "application/pdf"}}, Content: strings.NewReader("%PDF")}
	if p, err := rec.Payload(10); err != nil || p.Status != http.StatusOK || p.MediaType != "application/pdf" || string(p.Body) != "%PDF" {
		t.Errorf("resource: %+v, %v", p, err)
	}
}

func TestFilter(t *testing.T) {
	day := func(s string) time.Time { d, _ := time.Parse(time.DateOnly, s); return d }
	page := []byte("<p>Vi&#7879;t Nam and Laos agreed.</p>")
	for _, test := range []struct {
		f          Filter
		time, text bool
	}{
		{Filter{}, true, true},
		{Filter{Words: []string{"AGREED", "none"}}, true, true},
		{Filter{Words: []string{"none"}}, true, false},
		{Filter{Words: []string{"việt nam"}}, true, true},
		{Filter{Parties: [][]string{{"Vietnam", "Việt Nam"}, {"Laos", "Lao PDR"}}}, true, true},
		{Filter{Parties: [][]string{{"Vietnam", "Việt Nam"}, {"US"}}}, true, false},
		{Filter{From: day("2025-03-06"), Before: day("2025-03-07")}, true, true},
		{Filter{From: day("2025-03-07")}, false, true},
		{Filter{Before: noon}, false, true},
	} {
		if got := test.f.InTime(noon); got != test.time {
			t.Errorf("%+v: in time %t, want %t", test.f, got, test.time)
		}
		if got := test.f.Match("text/html", page); got != test.text {
			t.Errorf("%+v: matches %t, want %t", test.f, got, test.text)
		}
	}
	if !(Filter{Words: []string{"Москва"}}).Match("text/html; charset=windows-1251", []byte("\xcc\xee\xf1\xea\xe2\xe0")) {
		t.Error("a page in another charset is not understood")
	}
}

// A record of a gigabyte passes through a few buffers.
func TestConstantMemory(t *testing.T) {
	const size = 1 << 30
	head := fmt.Sprintf("WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: %d\r\n\r\n", size)
	r, err := NewReader(io.MultiReader(strings.NewReader(head), io.LimitReader(endless{}, size), strings.NewReader("\r\n\r\n"+head)))
	if err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range 2 {
		if _, err := r.Next(); err != nil {
			t.Fatal(err)
		}
	}
	runtime.ReadMemStats(&after)
	if n := after.TotalAlloc - before.TotalAlloc; n > 1<<20 {
		t.Errorf("%d bytes were allocated for a record that was passed over", n)
	}
}

type endless struct{}

func (endless) Read(b []byte) (int, error) { return len(b), nil }

// Whatever comes, reading ends, and can go on at every record that was found.
func FuzzReader(f *testing.F) {
	for _, form := range forms {
		f.Add(archive(f, 3, form))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := NewReader(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		for i := range len(b) + 2 {
			rec, err := r.Next()
			var e *Error
			switch {
			case errors.Is(err, io.EOF):
				return
			case errors.As(err, &e):
				continue
			case err != nil:
				t.Fatal(err)
			}
			if i > 3 {
				continue // going on at each of them takes too long
			}
			at, err := NewReaderAt(bytes.NewReader(b), rec.At)
			if err != nil {
				t.Fatal(err)
			}
			if same, err := at.Next(); err != nil || !cmp.Equal(same.Fields, rec.Fields) {
				t.Fatalf("at %+v stands %+v, %v, want %+v", rec.At, same, err, rec)
			}
			if p, err := rec.Payload(1 << 16); err == nil && len(p.Body) > 1<<16 {
				t.Fatalf("a payload of %d bytes", len(p.Body))
			}
		}
		t.Fatal("reading does not end")
	})
}
