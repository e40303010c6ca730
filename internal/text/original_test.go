package text

import (
	"strings"
	"testing"

	"example.org/rapporteur"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// pieces are what texts of the languages read here are made of, in both
// normalisation forms and with marks that have nothing to stand on.
var pieces = []string{
	"a", " ", "\r\n", "Phạm Minh Chính", norm.NFD.String("Phạm Minh Chính"), norm.NFD.String("ệ"), "ê\u0323", "e\u0323\u0302",
	"ສະບາຍດີ", "ລຳ", "ລໍາ", "한국", norm.NFD.String("한국"), "\u1112\u1161", "\u11ab", "\u0301", "\u0323\u0307", "\u0344",
	"é", "e\u0301", "Å", "\u212b", "\u0958", "\u2adc", "\U0001d15e", "क\u093c", "𝒳", "日本", "\ufb1d", "x\u030c",
}

func drawText(t *rapid.T) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 60).Draw(t, "pieces"), "")
}

// Every span of the normalised text leads to a substring of the given one that
// holds the span's words and, where the span does not cut a changed sequence,
// nothing else.
func TestQuoteLeadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		given := drawText(t)
		nfc, o := normalise(given)
		if !norm.NFC.IsNormalString(nfc) || nfc != norm.NFC.String(given) {
			t.Fatalf("normalise(%+q) = %+q, want %+q", given, nfc, norm.NFC.String(given))
		}
		text, err := rapporteur.NewText(nfc)
		if err != nil {
			t.Fatal(err)
		}
		starts := runeStarts(nfc)
		i := rapid.IntRange(0, len(starts)-2).Draw(t, "start")
		j := rapid.IntRange(i+1, len(starts)-1).Draw(t, "end")
		span, err := text.Span(starts[i], starts[j])
		if err != nil {
			t.Fatal(err)
		}
		quote := o.Quote(span)
		if !strings.Contains(given, quote) {
			t.Fatalf("%+q is not in the given text %+q", quote, given)
		}
		back := norm.NFC.String(quote)
		if !strings.Contains(back, text.Slice(span)) {
			t.Errorf("quote %+q of %+q came from other words: %+q", text.Slice(span), given, quote)
		}
		if o.whole(span) && back != text.Slice(span) {
			t.Errorf("quote %+q of %+q widened to %+q without need", text.Slice(span), given, quote)
		}
	})
}

// whole reports whether neither border of s lies inside a change.
func (o Original) whole(s rapporteur.Span) bool {
	for _, c := range o.changes {
		for _, at := range []int{int(s.Start()), int(s.End())} {
			if c.start < at && at < c.end {
				return false
			}
		}
	}
	return true
}

func runeStarts(s string) []rapporteur.ByteOffset {
	var at []rapporteur.ByteOffset
	for i := range s {
		at = append(at, rapporteur.ByteOffset(i))
	}
	return append(at, rapporteur.ByteOffset(len(s)))
}

func TestQuoteWidens(t *testing.T) {
	// U+0958 has no composed form: normalisation makes two code points of one.
	nfc, o := normalise("a\u0958b")
	text, _ := rapporteur.NewText(nfc)
	span, err := text.Span(1, 4) // the letter without its mark
	if err != nil {
		t.Fatal(err)
	}
	if got := o.Quote(span); got != "\u0958" {
		t.Errorf("Quote = %+q, want the whole letter", got)
	}
}

func TestNormaliseKeepsTheRest(t *testing.T) {
	given := "one \r\n\r\ntwo\t \u200b\u202eend\n"
	if nfc, o := normalise(given); nfc != given || o.String() != given {
		t.Errorf("normalise(%q) = %q", given, nfc)
	}
}
