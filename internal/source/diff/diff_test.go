package diff

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// show writes parts with brackets: [removed], {added}.
func show(ps []Part) string {
	var b strings.Builder
	for _, p := range ps {
		switch p.Kind {
		case Same:
			b.WriteString(p.Text)
		case Removed:
			b.WriteString("[" + p.Text + "]")
		case Added:
			b.WriteString("{" + p.Text + "}")
		}
	}
	return b.String()
}

func TestWords(t *testing.T) {
	for _, test := range []struct{ a, b, want string }{
		{"", "", ""},
		{"", "new", "{new}"},
		{"old", "", "[old]"},
		{"the same words", "the same words", "the same words"},
		{"will send 40 trucks", "will send 20 trucks", "will send [40 ]{20 }trucks"},
		{"They agreed today.", "They met and agreed today.", "They {met and }agreed today."},
		{"They signed the plan.", "They discussed a plan.", "They [signed the ]{discussed a }plan."},
		{"a b c d", "x y", "[a b c d]{x y}"},
		{"a b c a b b a", "c b a b a c", "[a b ]c {b }a b [b a]{a c}"},
		{" leading", "leading", "[ ]leading"},
		{"line\n\ntwo", "line\ntwo", "[line\n\n]{line\n}two"},
	} {
		if got := show(Words(test.a, test.b)); got != test.want {
			t.Errorf("%q to %q: %s, want %s", test.a, test.b, got, test.want)
		}
	}
}

// Texts that have nothing in common end soon, and in one replacement.
func TestUnlike(t *testing.T) {
	a, b := strings.Repeat("a ", 200_000), strings.Repeat("b ", 200_000)
	if diff := cmp.Diff([]Part{{Removed, a}, {Added, b}}, Words(a, b)); diff != "" {
		t.Error("not one replacement")
	}
}

// The parts make up both texts again, and no two neighbours are of one kind.
func FuzzWords(f *testing.F) {
	f.Add("a b c a b b a", "c b a b a c")
	f.Add("They signed the plan.", "They discussed\u00a0a plan. \n")
	f.Fuzz(func(t *testing.T, a, b string) {
		var older, newer string
		var last Kind
		for _, p := range Words(a, b) {
			if p.Kind == last || p.Text == "" {
				t.Fatalf("two parts of one kind, or an empty one: %s", show(Words(a, b)))
			}
			last = p.Kind
			if p.Kind != Added {
				older += p.Text
			}
			if p.Kind != Removed {
				newer += p.Text
			}
		}
		if older != a || newer != b {
			t.Fatalf("%q to %q gives %q to %q", a, b, older, newer)
		}
	})
}
