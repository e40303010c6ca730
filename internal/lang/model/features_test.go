package model

import "testing"

func TestFoldMakesSpellingsAlike(t *testing.T) {
	var f Fold
	same := [][2]string{{"Hanoi", "hanoi"}, {"n’t", "n't"}, {"“", "\""}, {"—", "-"}, {"ĐẮK", "đắk"}}
	for _, pair := range same {
		if a, b := f.Set(pair[0]), f.Set(pair[1]); a != b {
			t.Errorf("%q and %q have different hashes %x and %x", pair[0], pair[1], a, b)
		}
	}
	if f.Set("hanoi") == f.Set("hanoy") {
		t.Error("two words have one hash")
	}
}

func TestAppendRowsDescribesTheSpelling(t *testing.T) {
	rows := func(word string, first bool) []int32 {
		var f Fold
		f.Set(word)
		return f.AppendRows(nil, 1<<20, first)
	}
	// shape, length, 4 prefixes, 4 suffixes, and a trigram for each letter
	if n := len(rows("Ministry", false)); n != 2+4+4+8 {
		t.Errorf("Ministry has %d features, want 18", n)
	}
	if n := len(rows("Ministry", true)); n != 3+4+4+8 {
		t.Errorf("Ministry at the beginning has %d features, want 19", n)
	}
	shared := func(a, b string) (n int) {
		in := map[int32]bool{}
		for _, r := range rows(a, false) {
			in[r] = true
		}
		for _, r := range rows(b, false) {
			if in[r] {
				n++
			}
		}
		return n
	}
	if all := len(rows("2019", false)); shared("2019", "2026") != all {
		t.Errorf("years share %d of %d features; digits should be alike", shared("2019", "2026"), all)
	}
	if a, b := shared("signing", "signed"), shared("signing", "Vientiane"); a <= b {
		t.Errorf("signing shares %d features with signed and %d with Vientiane", a, b)
	}
	for _, word := range []string{"", "a", "ấ", "\xff\xfe", "https://example.org/a/very/long/address/that/goes/on"} {
		if n := len(rows(word, true)); n > MaxFeatures {
			t.Errorf("%q has %d features, more than %d", word, n, MaxFeatures)
		}
	}
}

func FuzzFold(f *testing.F) {
	f.Add("Vientiane", true)
	f.Fuzz(func(t *testing.T, word string, first bool) {
		var fold Fold
		fold.Set(word)
		rows := fold.AppendRows(nil, 97, first)
		if len(rows) > MaxFeatures {
			t.Fatalf("%d features", len(rows))
		}
		for _, r := range rows {
			if r < 0 || r >= 97 {
				t.Fatalf("row %d of 97", r)
			}
		}
	})
}
