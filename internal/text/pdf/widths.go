package pdf

import (
	"strings"

	textencoding "golang.org/x/text/encoding"
	textunicode "golang.org/x/text/encoding/unicode"
)

var utf16BE textencoding.Encoding = textunicode.UTF16(textunicode.BigEndian, textunicode.IgnoreBOM)

// The widths of the printable ASCII characters, in thousandths of the size, in
// the fonts that every reader of PDF has and files may therefore leave out.
var (
	helveticaWidths = [...]float64{
		278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
		1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
		333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
	}
	timesWidths = [...]float64{
		250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
		921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
		333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
	}
)

// standardWidths gives a font without widths those of the standard font that it
// is or resembles. Bold and slanted ones differ by a few hundredths of the size,
// less than the least space between words.
func (f *font) standardWidths(base string) {
	widths := helveticaWidths
	f.missing = 556
	switch {
	case strings.Contains(base, "Courier"):
		f.missing = 600
		return
	case strings.Contains(base, "Times"):
		widths, f.missing = timesWidths, 500
	}
	for i, w := range widths {
		f.widths[' '+i] = w
	}
}
