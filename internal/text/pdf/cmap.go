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
	left   *int // entries that may still be kept
}

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
				for i := uint32(0); n > 0 && i <= hi-lo && i < 1<<16 && lo <= hi && *m.left > 0; i++ {
					m.setCID(lo+i, cid+int(i))
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
	if len(first) == 0 {
		return
	}
	last := len(first) - 1
	for i := uint32(0); lo <= hi && i <= hi-lo && i < 1<<16 && *m.left > 0; i++ {
		m.set(lo+i, string(first))
		first[last]++
	}
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
