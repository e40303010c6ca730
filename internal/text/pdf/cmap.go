package pdf

import (
	"unicode/utf16"

	"example.org/rapporteur/internal/text/pdf/object"
)

// maxMappings is how many codes a CMap may map. A font has at most 65,536 glyphs.
const maxMappings = 1 << 17

// A cmap maps the codes of a font's strings: to text, if it is a ToUnicode map,
// or to numbers of glyphs (CIDs).
type cmap struct {
	spaces []codeRange
	text   map[uint32]string
	cids   map[uint32]int
	left   int
}

// A codeRange is codes of one length in bytes.
type codeRange struct {
	length int
	lo, hi uint32
}

// readCMap reads a CMap (Adobe Technical Note 5014) as far as PDF needs it.
func readCMap(b []byte) *cmap {
	m := &cmap{text: map[uint32]string{}, cids: map[uint32]int{}, left: maxMappings}
	l := object.NewLexer(b)
	var args []object.Object
	for {
		o, ok := l.Next()
		if !ok {
			return m
		}
		op, is := o.(object.Operator)
		if !is {
			if len(args) < maxMappings {
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
				if c, n := code(args[0]); n > 0 && len(m.cids) < maxMappings {
					m.cids[c], _ = args[1].(int)
				}
			}
		case "endcidrange":
			for ; len(args) >= 3; args = args[3:] {
				lo, n := code(args[0])
				hi, _ := code(args[1])
				cid, _ := args[2].(int)
				for c := lo; n > 0 && c <= hi && c-lo < 1<<16 && len(m.cids) < maxMappings; c++ {
					m.cids[c] = cid + int(c-lo)
				}
			}
		}
		args = args[:0]
	}
}

func (m *cmap) set(c uint32, s string) {
	if m.left > 0 && s != "" {
		m.text[c] = s
		m.left--
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
	for c := lo; c <= hi && c-lo < 1<<16 && m.left > 0; c++ {
		m.set(c, string(first))
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
