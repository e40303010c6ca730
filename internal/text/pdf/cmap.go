package pdf

import (
	"unicode/utf16"

	"example.org/rapporteur/internal/text/pdf/object"
)

// maxEntries is how many entries the tables of all fonts of a file may have
// together: codes mapped, glyphs with a width. What is beyond is left out. A
// font has at most 65,536 glyphs, and one that is embedded far fewer.
const maxEntries = 1 << 22

// A cmap maps the codes of a font's strings: to text, if it is a ToUnicode map,
// or to numbers of glyphs (CIDs).
type cmap struct {
	spaces []codeRange
	text   map[uint32]string
	cids   map[uint32]int
	wide   []wideRange
	left   *int // entries that may still be kept
}

// A wideRange is a range of many codes that follow one another as what they
// stand for does. Programs that know little of their fonts map all codes so.
type wideRange struct {
	lo, hi uint32
	text   []rune // of lo; nil if it maps to numbers of glyphs
	cid    int
}

// wideFrom is how many codes a range has that is not entered code by code.
const wideFrom = 512

// maxWide is how many such ranges a map may have: there are only 65,536 codes.
const maxWide = 128

// A codeRange is codes of one length in bytes.
type codeRange struct {
	length int
	lo, hi uint32
}

// readCMap reads a CMap (Adobe Technical Note 5014) as far as PDF needs it.
func readCMap(b []byte, left *int) *cmap {
	m := &cmap{text: map[uint32]string{}, cids: map[uint32]int{}, left: left}
	l := object.NewLexer(b)
	var args []object.Object
	for {
		o, ok := l.Next()
		if !ok {
			return m
		}
		op, is := o.(object.Operator)
		if !is {
			if len(args) < maxOperands {
				args = append(args, o)
			}
			continue
		}
		switch op {
		case "endcodespacerange":
			for ; len(args) >= 2; args = args[2:] {
				lo, n := code(args[0])
				hi, _ := code(args[1])
				if n > 0 {
					m.spaces = append(m.spaces, codeRange{n, lo, hi})
				}
			}
		case "endbfchar":
			for ; len(args) >= 2; args = args[2:] {
				if c, n := code(args[0]); n > 0 {
					m.set(c, destination(args[1]))
				}
			}
		case "endbfrange":
			for ; len(args) >= 3; args = args[3:] {
				m.bfrange(args[0], args[1], args[2])
			}
		case "endcidchar":
			for ; len(args) >= 2; args = args[2:] {
				if c, n := code(args[0]); n > 0 {
					cid, _ := args[1].(int)
					m.setCID(c, cid)
				}
			}
		case "endcidrange":
			for ; len(args) >= 3; args = args[3:] {
				lo, n := code(args[0])
				hi, _ := code(args[1])
				cid, _ := args[2].(int)
				switch {
				case n == 0 || lo > hi:
				case hi-lo >= wideFrom:
					m.setWide(wideRange{lo: lo, hi: hi, cid: cid})
				default:
					for i := range hi - lo + 1 {
						m.setCID(lo+i, cid+int(i))
					}
				}
			}
		}
		args = args[:0]
	}
}

func (m *cmap) set(c uint32, s string) {
	if *m.left > 0 && s != "" {
		m.text[c] = s
		*m.left--
	}
}

func (m *cmap) setWide(w wideRange) {
	if len(m.wide) < maxWide {
		m.wide = append(m.wide, w)
	}
}

func (m *cmap) setCID(c uint32, cid int) {
	if *m.left > 0 {
		m.cids[c] = cid
		*m.left--
	}
}

func (m *cmap) bfrange(from, to, dst object.Object) {
	lo, n := code(from)
	hi, _ := code(to)
	if n == 0 {
		return
	}
	if list, ok := dst.(object.Array); ok {
		for i, o := range list {
			if c := lo + uint32(i); c <= hi {
				m.set(c, destination(o))
			}
		}
		return
	}
	first := []rune(destination(dst))
	switch {
	case len(first) == 0 || lo > hi:
	case hi-lo >= wideFrom:
		m.setWide(wideRange{lo: lo, hi: hi, text: first})
	default:
		for i := range hi - lo + 1 {
			m.set(lo+i, after(first, i))
		}
	}
}

// after returns the text n codes after that of the first code of a range.
func after(first []rune, n uint32) string {
	last := len(first) - 1
	return string(first[:last]) + string(first[last]+rune(n))
}

// textOf returns what a code stands for, or "".
func (m *cmap) textOf(c uint32) string {
	if s, ok := m.text[c]; ok {
		return s
	}
	for _, w := range m.wide {
		if w.text != nil && w.lo <= c && c <= w.hi {
			return after(w.text, c-w.lo)
		}
	}
	return ""
}

// cidOf returns the number of the glyph of a code, or 0.
func (m *cmap) cidOf(c uint32) int {
	if cid, ok := m.cids[c]; ok {
		return cid
	}
	for _, w := range m.wide {
		if w.text == nil && w.lo <= c && c <= w.hi {
			return w.cid + int(c-w.lo)
		}
	}
	return 0
}

// code returns the number that the bytes of a string make, and how many they are.
func code(o object.Object) (c uint32, n int) {
	s, _ := o.(object.String)
	if len(s) > 4 {
		return 0, 0
	}
	for i := range len(s) {
		c = c<<8 | uint32(s[i])
	}
	return c, len(s)
}

// destination returns the text that a ToUnicode map gives in UTF-16 or by the
// name of a glyph.
func destination(o object.Object) string {
	switch o := o.(type) {
	case object.String:
		if len(o) == 1 { // against the rules, and met
			return string(rune(o[0]))
		}
		return fromUTF16(string(o))
	case object.Name:
		return named(string(o))
	}
	return ""
}

// fromUTF16 decodes UTF-16 with the high byte first; an odd last byte is left out.
func fromUTF16(s string) string {
	units := make([]uint16, len(s)/2)
	for i := range units {
		units[i] = uint16(s[2*i])<<8 | uint16(s[2*i+1])
	}
	return string(utf16.Decode(units))
}
