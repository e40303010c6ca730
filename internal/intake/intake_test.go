package intake

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"testing"

	"example.org/rapporteur/internal/annotation"
	"example.org/rapporteur/internal/text"
	"github.com/google/go-cmp/cmp"
)

// files are what load serves in place of a disk.
func files(n int) (sources []text.Source, load func(text.Source) ([]byte, error)) {
	for i := range n {
		sources = append(sources, text.Source{Path: fmt.Sprintf("%03d.txt", i)})
	}
	return sources, func(s text.Source) ([]byte, error) {
		var i int
		fmt.Sscanf(s.Path, "%d", &i)
		switch {
		case i%7 == 3:
			return nil, &fs.PathError{Op: "open", Path: s.Path, Err: fs.ErrNotExist}
		case i%7 == 5:
			return []byte{}, nil
		}
		return fmt.Appendf(nil, "Chilean Defence Minister Ana Rojas met her Peruvian counterpart in Lima on %d May 2024. Chile pledged to train %d Peruvian officers.", i%28+1, i), nil
	}
}

func read(t *testing.T, n int) string {
	t.Helper()
	r, err := New(nil)
	if err != nil {
		t.Fatal(err)
	}
	sources, load := files(n)
	var b bytes.Buffer
	for f := range r.ReadAll(sources, load) {
		for _, fault := range f.Faults {
			fmt.Fprintf(&b, "%s %s\n", f.Source.Path, fault.Fault)
		}
		for _, d := range f.Documents {
			if err := annotation.From(d.Doc, d.Claims, annotation.Options{}).Write(&b); err != nil {
				t.Fatal(err)
			}
		}
	}
	return b.String()
}

// Files come out in their order and with the same bytes, however many cores there are.
func TestReadAllIsDeterministic(t *testing.T) {
	before := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(before)
	one := read(t, 40)
	runtime.GOMAXPROCS(4)
	if diff := cmp.Diff(one, read(t, 40)); diff != "" {
		t.Errorf("one core and four differ (-one +four):\n%s", diff)
	}
}

// A file that cannot be had or read is a fault of its own; the others are read.
func TestFaultsStandAlone(t *testing.T) {
	r, err := New(nil)
	if err != nil {
		t.Fatal(err)
	}
	sources, load := files(14)
	var good, absent, empty int
	for f := range r.ReadAll(sources, load) {
		switch {
		case len(f.Faults) == 0:
			good++
		case errors.Is(f.Faults[0], text.Unreadable):
			absent++
		case errors.Is(f.Faults[0], text.Empty):
			empty++
		}
	}
	if got, want := [3]int{good, absent, empty}, [3]int{10, 2, 2}; got != want {
		t.Errorf("%v read, absent, empty; want %v", got, want)
	}
}

// Who stops listening early leaves nothing running.
func TestReadAllStopsEarly(t *testing.T) {
	r, err := New(nil)
	if err != nil {
		t.Fatal(err)
	}
	sources, load := files(200)
	loaded := make(chan struct{}, len(sources))
	n := 0
	for range r.ReadAll(sources, func(s text.Source) ([]byte, error) { loaded <- struct{}{}; return load(s) }) {
		if n++; n == 3 {
			break
		}
	}
	if got := len(loaded); got > 3+4*runtime.GOMAXPROCS(0)+2 {
		t.Errorf("%d files were loaded for three that were wanted", got)
	}
}

// A text in another language is kept and gives no claims.
func TestOtherLanguage(t *testing.T) {
	r, err := New(nil)
	if err != nil {
		t.Fatal(err)
	}
	f := r.Read(text.Source{Path: "vi.txt"}, []byte("Bộ trưởng Quốc phòng hai nước đã gặp nhau tại thủ đô vào tuần trước để trao đổi về hợp tác song phương. Hai bên nhất trí tiếp tục tăng cường quan hệ và phối hợp chặt chẽ trong các lĩnh vực cùng quan tâm, đồng thời khẳng định sự ủng hộ lẫn nhau."))
	if len(f.Documents) != 1 {
		t.Fatalf("%d documents, faults %v", len(f.Documents), f.Faults)
	}
	if d := f.Documents[0]; d.Doc.Language != "vi" || len(d.Claims) != 0 {
		t.Errorf("language %q with %d claims, want vi with none", d.Doc.Language, len(d.Claims))
	}
}
