package rapporteur

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func newText(t testing.TB, s string) Text {
	t.Helper()
	x, err := NewText(s)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func span(t testing.TB, x Text, words string) Span {
	t.Helper()
	i := strings.Index(x.String(), words)
	s, err := x.Span(ByteOffset(i), ByteOffset(i+len(words)))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestNewTextRefusesBrokenUTF8(t *testing.T) {
	if _, err := NewText("Hà N\xe1"); err == nil {
		t.Error("a text that is not UTF-8 was taken")
	}
}

func TestSpan(t *testing.T) {
	x := newText(t, "Hà Nội")
	for _, tt := range []struct {
		start, end ByteOffset
		ok         bool
	}{
		{0, 3, true}, {0, x.Len(), true}, {1, 3, true},
		{0, 0, false}, {3, 1, false}, {-1, 2, false}, {0, x.Len() + 1, false},
		{2, 3, false}, {0, 2, false}, // inside the letter à
	} {
		if _, err := x.Span(tt.start, tt.end); (err == nil) != tt.ok {
			t.Errorf("Span(%d, %d): %v, want ok %v", tt.start, tt.end, err, tt.ok)
		}
	}
}

func TestQuote(t *testing.T) {
	before := strings.Repeat("ạ", 40)
	x := newText(t, before+"Phạm Minh Chính"+strings.Repeat("ສ", 40))
	q := x.Quote(span(t, x, "Phạm Minh Chính"))
	want := Selector{Exact: "Phạm Minh Chính", Prefix: strings.Repeat("ạ", 32), Suffix: strings.Repeat("ສ", 32), Start: 40, End: 55}
	if diff := cmp.Diff(want, q.Selector()); diff != "" {
		t.Errorf("selector (-want +got):\n%s", diff)
	}
	back, err := x.Locate(q)
	if err != nil || x.Slice(back) != q.Exact() {
		t.Errorf("Locate gives %v, %v", back, err)
	}
	b, err := json.Marshal(q)
	if err != nil {
		t.Fatal(err)
	}
	var sel Selector
	if err := json.Unmarshal(b, &sel); err != nil || sel != want {
		t.Errorf("JSON gives %+v, %v", sel, err)
	}
}

// A stored quote is taken only where the text holds its words, in their place,
// among the same words as before.
func TestAnchor(t *testing.T) {
	const s = "Chile will train officers. Peru will train officers."
	x := newText(t, s)
	good := x.Quote(span(t, x, "Peru will train")).Selector()
	if q, err := x.Anchor(good); err != nil || q.Selector() != good {
		t.Fatalf("the quote itself: %v", err)
	}
	for name, change := range map[string]func(*Selector){
		"other words":           func(s *Selector) { s.Exact = "Peru may train" },
		"other place":           func(s *Selector) { s.Start, s.End = s.Start-1, s.End-1 },
		"before the text":       func(s *Selector) { s.Start = -1 },
		"behind the text":       func(s *Selector) { s.Start = 1000 },
		"no words":              func(s *Selector) { s.Exact = "" },
		"other words before":    func(s *Selector) { s.Prefix = "x" + s.Prefix[1:] },
		"other words behind":    func(s *Selector) { s.Suffix = "" },
		"an end that lies":      func(s *Selector) { s.End++ },
		"the same words, moved": func(s *Selector) { s.Exact, s.End = "will train", s.Start+10 },
	} {
		sel := good
		change(&sel)
		if _, err := x.Anchor(sel); err == nil {
			t.Errorf("%s: %+v was taken", name, sel)
		}
	}
	altered := newText(t, strings.Replace(s, "officers. P", "officers! P", 1))
	if _, err := altered.Anchor(good); err == nil {
		t.Error("a quote was taken although a character beside it was altered")
	}
}

// Positions in long texts agree with counting from the start.
func FuzzPositions(f *testing.F) {
	f.Add("Hà Nội ສະບາຍດີ", 3, 2)
	f.Add(strings.Repeat("ạb", 2000), 2999, 7)
	f.Add(strings.Repeat("a", 1024), 1020, 4)
	f.Fuzz(func(t *testing.T, s string, start, length int) {
		x, err := NewText(s)
		if err != nil {
			return
		}
		sp, err := x.Span(ByteOffset(start), ByteOffset(start+length))
		if err != nil {
			return
		}
		q := x.Quote(sp)
		if want := CodePoint(utf8.RuneCountInString(s[:start])); q.Start() != want {
			t.Fatalf("start is %d, want %d", q.Start(), want)
		}
		if int(q.End()-q.Start()) != utf8.RuneCountInString(q.Exact()) {
			t.Fatalf("end is %d for %q at %d", q.End(), q.Exact(), q.Start())
		}
		again, err := x.Anchor(q.Selector())
		if err != nil || again != q {
			t.Fatalf("the quote does not anchor again: %v", err)
		}
	})
}
