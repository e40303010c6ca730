package who

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	tests := []struct{ in, want string }{
		{"Phạm Minh Chính", "pham minh chinh"},
		{"PHAM  MINH CHINH", "pham minh chinh"},
		{"Đỗ Mười", "do muoi"},
		{"Recep Tayyip Erdoğan", "recep tayyip erdogan"},
		{"Jean-Yves Le Drian", "jean yves le drian"},
		{"Eskandar Mo’meni", "eskandar momeni"},
		{"O'Neill", "oneill"},
		{"Lieut. Gen.", "lieut gen"},
		{"U.S.", "us"},
		{"Bjørn Łukasz Groß", "bjorn lukasz gross"},
		{"ສອນໄຊ", "ສອນໄຊ"},
		{" - ", ""},
		{"", ""},
	}
	for _, tt := range tests {
		if got := Fold(tt.in); got != tt.want {
			t.Errorf("Fold(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"Phạm Minh Chính", "O’Neill", "Al-Sisi", "İstanbul", "\xff\xfe", "ǅ", "a\u0301\u0327"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Fold(s)
		if again := Fold(got); again != got {
			t.Errorf("Fold(%q) = %q, but folding that again gives %q", s, got, again)
		}
		if strings.HasPrefix(got, " ") || strings.HasSuffix(got, " ") || strings.Contains(got, "  ") {
			t.Errorf("Fold(%q) = %q has stray spaces", s, got)
		}
		if utf8.ValidString(s) && !utf8.ValidString(got) {
			t.Errorf("Fold(%q) is not valid UTF-8", s)
		}
		for _, r := range got {
			if r < utf8.RuneSelf && unicode.IsUpper(r) {
				t.Errorf("Fold(%q) = %q has a capital", s, got)
			}
		}
	})
}
