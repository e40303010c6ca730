package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"example.org/rapporteur/internal/text/pdf/object"
	textencoding "golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode/utf32"
)

// A font says what the bytes of strings stand for and how wide they are.
type font struct {
	toUnicode *cmap // nil if the font has none
	simple    *encoding
	composite *composite // nil for fonts of single-byte codes
	widths    map[int]float64
	missing   float64 // width of glyphs without one
	// unit is the size of the font's units in those of text space; 0.001 except
	// in Type 3.
	unit float64
	// em is the height of a Type 3 font at size 1; 0 for others.
	em float64
}

// A composite font has codes of one to four bytes.
type composite struct {
	cmap     *cmap                 // an embedded one, or nil
	charset  textencoding.Encoding // codes are text in this charset, or nil
	vertical bool
}

// A char is one glyph that a string shows.
type char struct {
	text  string  // "" if the file does not tell what it stands for
	width float64 // of the advance, in text space at size 1
	space bool    // the single byte 32, to which word spacing is added
}

func (r *reader) loadFont(o object.Object) *font {
	ref, isRef := o.(object.Ref)
	if f, ok := r.fonts[ref]; ok && isRef {
		return f
	}
	f := r.readFont(r.file.Dict(o))
	if isRef {
		r.fonts[ref] = f
	}
	return f
}

func (r *reader) readFont(d object.Dict) *font {
	f := &font{widths: map[int]float64{}, unit: 0.001}
	if s := r.file.Stream(d["ToUnicode"]); s != nil {
		f.toUnicode = readCMap(r.file.Data(s), &r.entries)
	}
	switch r.file.Name(d["Subtype"]) {
	case "Type0":
		r.readComposite(f, d)
		return f
	case "Type3":
		f.unit, f.em = 1, 1
		if m := r.file.Array(d["FontMatrix"]); len(m) == 6 {
			xx, _ := r.file.Number(m[0])
			yy, _ := r.file.Number(m[3])
			f.unit, f.em = xx, yy
		}
		if box := r.file.Array(d["FontBBox"]); len(box) == 4 {
			lo, _ := r.file.Number(box[1])
			hi, _ := r.file.Number(box[3])
			if hi > lo {
				f.em *= hi - lo
			}
		}
	}
	descriptor := r.file.Dict(d["FontDescriptor"])
	f.simple = r.readEncoding(d, descriptor)
	first := r.file.Int(d["FirstChar"])
	for i, w := range r.file.Array(d["Widths"]) {
		if i < 256 {
			r.width(f, first+i, w)
		}
	}
	f.missing, _ = r.file.Number(descriptor["MissingWidth"])
	if d["Widths"] == nil {
		f.standardWidths(string(r.file.Name(d["BaseFont"])))
	}
	return f
}

// readEncoding returns what the codes of a font with single-byte codes stand for.
func (r *reader) readEncoding(d, descriptor object.Dict) *encoding {
	var e *encoding
	if s := r.file.Stream(descriptor["FontFile"]); s != nil {
		e = builtin(r.file.Data(s))
	}
	base := strings.ToLower(string(r.file.Name(d["BaseFont"])))
	switch {
	case e != nil:
	case strings.HasSuffix(base, "symbol"):
		e = symbolEncoding()
	case r.file.Name(d["Subtype"]) == "TrueType":
		e = baseEncoding("WinAnsiEncoding")
	default:
		e = standardEncoding()
	}
	switch enc := r.file.Get(d["Encoding"]).(type) {
	case object.Name:
		if named := baseEncoding(enc); named != nil {
			e = named
		}
	case object.Dict:
		if named := baseEncoding(r.file.Name(enc["BaseEncoding"])); named != nil {
			e = named
		}
		e.differ(r.file, r.file.Array(enc["Differences"]), r.file.Name(d["Subtype"]) == "Type3")
	}
	return e
}

func (r *reader) readComposite(f *font, d object.Dict) {
	c := &composite{}
	f.composite = c
	if s := r.file.Stream(d["Encoding"]); s != nil {
		c.cmap = readCMap(r.file.Data(s), &r.entries)
		c.vertical = r.file.Int(s.Dict["WMode"]) == 1
	} else {
		name := string(r.file.Name(d["Encoding"]))
		c.charset = cmapCharset(name)
		c.vertical = name == "V" || strings.HasSuffix(name, "-V")
	}
	f.missing = 1000
	var descendant object.Dict
	if a := r.file.Array(d["DescendantFonts"]); len(a) > 0 {
		descendant = r.file.Dict(a[0])
	}
	if w, ok := r.file.Number(descendant["DW"]); ok {
		f.missing = w
	}
	// [ first [w w …] first last w … ]
	list := r.file.Array(descendant["W"])
	for len(list) >= 2 {
		first := r.file.Int(list[0])
		if ws, ok := r.file.Get(list[1]).(object.Array); ok {
			for i, w := range ws {
				r.width(f, first+i, w)
			}
			list = list[2:]
			continue
		}
		if len(list) < 3 {
			break
		}
		last := min(r.file.Int(list[1]), first+1<<16)
		for cid := first; cid <= last && r.entries > 0; cid++ {
			r.width(f, cid, list[2])
		}
		list = list[3:]
	}
}

// width notes the width of a glyph.
func (r *reader) width(f *font, glyph int, w object.Object) {
	if n, ok := r.file.Number(w); ok && r.entries > 0 {
		f.widths[glyph] = n
		r.entries--
	}
}

// cmapCharset returns the charset that the codes of a predefined CMap are in, or
// nil if they are numbers of glyphs.
func cmapCharset(name string) textencoding.Encoding {
	has := func(parts ...string) bool {
		for _, p := range parts {
			if strings.Contains(name, p) {
				return true
			}
		}
		return false
	}
	switch {
	case has("UTF32"):
		return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)
	case has("UCS2", "UTF16"):
		return utf16BE
	case has("GBK", "GB-EUC", "GBpc"):
		return simplifiedchinese.GB18030
	case has("B5"):
		return traditionalchinese.Big5
	case has("KSC"):
		return korean.EUCKR
	case has("RKSJ"):
		return japanese.ShiftJIS
	case name == "EUC-H" || name == "EUC-V":
		return japanese.EUCJP
	}
	return nil
}

// next returns the first glyph of a string and how many bytes it takes.
func (f *font) next(s string) (char, int) {
	if f.composite == nil {
		c := s[0]
		text := f.unicode(uint32(c))
		if text == "" {
			text = f.simple[c]
		}
		w, ok := f.widths[int(c)]
		if !ok {
			w = f.missing
		}
		return char{drawn(clean(text)), w * f.unit, c == ' '}, 1
	}
	n := f.composite.length(s)
	c, _ := code(object.String(s[:n]))
	cid := int(c)
	if m := f.composite.cmap; m != nil {
		cid = m.cidOf(c)
	}
	w, ok := f.widths[cid]
	if !ok || f.composite.charset != nil {
		w = f.missing
	}
	text := f.unicode(c)
	if text == "" && f.composite.charset != nil {
		text, _ = f.composite.charset.NewDecoder().String(s[:n])
		if n == 1 {
			w = f.missing / 2 // a Latin letter among wide ones
		}
	}
	return char{drawn(clean(text)), w * f.unit, n == 1 && c == ' '}, n
}

func (f *font) unicode(c uint32) string {
	if f.toUnicode == nil {
		return ""
	}
	return f.toUnicode.textOf(c)
}

// length returns how many bytes the first code of a string takes.
func (c *composite) length(s string) int {
	switch {
	case c.cmap != nil:
		for n := 1; n <= 4 && n <= len(s); n++ {
			value, _ := code(object.String(s[:n]))
			for _, r := range c.cmap.spaces {
				if r.length == n && r.lo <= value && value <= r.hi {
					return n
				}
			}
		}
	case c.charset == utf16BE && s[0]&0xfc == 0xd8: // a surrogate
		return min(4, len(s))
	case c.charset == nil || c.charset == utf16BE:
	case c.charset == japanese.ShiftJIS && s[0] >= 0xa0 && s[0] < 0xe0, s[0] < 0x80:
		return 1
	}
	return min(2, len(s))
}

// clean returns a glyph's text without what is none: control characters, and the
// private use characters of symbol fonts, whose bullets are told.
func clean(s string) string {
	plain := true
	for i := range len(s) {
		plain = plain && s[i] >= ' ' && s[i] < 0x7f
	}
	if plain {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r >= 0xfb00 && r <= 0xfb06:
			b.WriteString([]string{"ff", "fi", "fl", "ffi", "ffl", "st", "st"}[r-0xfb00])
		case r == 0xad: // it is seen, so it is a hyphen
			b.WriteByte('-')
		case r == 0xf0b7 || r == 0xf0a7 || r == 0xf06c:
			b.WriteRune('•')
		case r == '\t' || r == '\n' || r == '\r' || r == 0x2028 || r == 0x2029:
			b.WriteByte(' ')
		case r == utf8.RuneError, r == 0xfeff, unicode.Is(unicode.Co, r), unicode.IsControl(r), r >= 0x200e && r <= 0x200f, r >= 0x202a && r <= 0x202e:
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
