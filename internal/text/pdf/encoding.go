package pdf

import (
	"strconv"
	"strings"

	"example.org/rapporteur/internal/text/pdf/object"
	"golang.org/x/text/encoding/charmap"
)

// An encoding is what the codes of a font with single-byte codes stand for.
type encoding [256]string

// baseEncoding returns an encoding by its name in PDF, or nil.
func baseEncoding(name object.Name) *encoding {
	switch name {
	case "WinAnsiEncoding":
		return ofCharmap(charmap.Windows1252)
	case "MacRomanEncoding":
		return ofCharmap(charmap.Macintosh)
	case "StandardEncoding":
		return standardEncoding()
	}
	return nil
}

func ofCharmap(m *charmap.Charmap) *encoding {
	var e encoding
	for c := range 256 {
		if r := m.DecodeByte(byte(c)); r >= ' ' && r != 0x7f && r != 0xfffd {
			e[c] = string(r)
		}
	}
	return &e
}

// standardHigh is the upper half of StandardEncoding from 0xA1 on; a dot is a
// code without a glyph.
const standardHigh = `
exclamdown cent sterling fraction yen florin section currency quotesingle quotedblleft guillemotleft guilsinglleft guilsinglright fi fl
. endash dagger daggerdbl periodcentered . paragraph bullet quotesinglbase quotedblbase quotedblright guillemotright ellipsis perthousand . questiondown
. grave acute circumflex tilde macron breve dotaccent dieresis . ring cedilla . hungarumlaut ogonek caron
emdash . . . . . . . . . . . . . . . . AE . ordfeminine . . . . Lslash Oslash OE ordmasculine . . . .
. ae . . . dotlessi . . lslash oslash oe germandbls . . . .`

func standardEncoding() *encoding {
	var e encoding
	for c := ' '; c < 0x7f; c++ {
		e[c] = string(c)
	}
	e['\''], e['`'] = "’", "‘"
	for i, name := range strings.Fields(standardHigh) {
		if name != "." {
			e[0xa1+i] = named(name)
		}
	}
	return &e
}

// symbolEncoding is the letters of the font Symbol; its other glyphs are for
// formulas.
func symbolEncoding() *encoding {
	e := *standardEncoding()
	for i := 0xa1; i < 256; i++ {
		e[i] = ""
	}
	const upper, lower = "ΑΒΧ∆ΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", "αβχδεφγηιϕκλµνοπθρστυϖωξψζ"
	for i, r := range []rune(upper) {
		e['A'+i] = string(r)
	}
	for i, r := range []rune(lower) {
		e['a'+i] = string(r)
	}
	for c, s := range map[int]string{0xb7: "•", 0xb0: "°", 0xb1: "±", 0xb4: "×", 0xa3: "≤", 0xb3: "≥", 0xbb: "≈", 0xbc: "…", 0xac: "←", 0xae: "→", 0xa5: "∞", 0xb9: "≠", 0xa8: "♦"} {
		e[c] = s
	}
	return &e
}

// differ enters a Differences array: a code, then names for it and those after it.
func (e *encoding) differ(f *object.File, differences object.Array, numeric bool) {
	code := 0
	for _, o := range differences {
		switch o := f.Get(o).(type) {
		case int:
			code = o
		case object.Name:
			if code >= 0 && code < 256 {
				s := named(string(o))
				if s == "" && numeric {
					s = numericName(string(o))
				}
				e[code] = s
			}
			code++
		}
	}
}

// texCodes are characters at the codes below 32 of the fonts of TeX, in its old
// encoding from 11 on, in that of Cork from 16 on.
var texCodes = map[int]string{
	11: "ff", 12: "fi", 13: "fl", 14: "ffi", 15: "ffl", 16: "“", 17: "”", 18: "„", 19: "«", 20: "»", 21: "–", 22: "—",
	25: "ı", 27: "ff", 28: "fi", 29: "fl", 30: "ffi", 31: "ffl", 0xd7: "Œ", 0xdf: "SS", 0xf7: "œ", 0xff: "ß",
}

// numericName returns the character of a name such as a65, which programs give
// to the bitmap of the character of a code.
func numericName(name string) string {
	if len(name) < 2 {
		return ""
	}
	code, err := strconv.Atoi(name[1:])
	switch s := texCodes[code]; {
	case err != nil:
		return ""
	case s != "":
		return s
	case code > ' ' && code <= '~' || code >= 0xc0 && code <= 0xff:
		return string(rune(code))
	}
	return ""
}

// builtin returns the encoding that an embedded Type 1 font program gives itself
// in its readable part, or nil.
func builtin(program []byte) *encoding {
	head, _, _ := strings.Cut(string(program[:min(len(program), 1<<16)]), "eexec")
	_, table, ok := strings.Cut(head, "/Encoding")
	if !ok {
		return nil
	}
	var e encoding
	l := object.NewLexer([]byte(table))
	code := -1
	found := false
	for {
		o, ok := l.Next()
		if !ok || o == object.Operator("def") && found || o == object.Operator("readonly") {
			break
		}
		switch o := o.(type) {
		case object.Operator:
			if o == "StandardEncoding" {
				return standardEncoding()
			}
		case int:
			code = o
		case object.Name:
			if code >= 0 && code < 256 {
				e[code], found = named(string(o)), true
			}
			code = -1
		}
	}
	if !found {
		return nil
	}
	return &e
}
