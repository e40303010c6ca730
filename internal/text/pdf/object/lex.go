package object

import (
	"bytes"
	"math"
)

// maxElements is how many elements an object may have, with those that lie in
// it. The widths of a font of 65,536 glyphs are the most that real files have.
const maxElements = 1 << 18

// maxDepth is how deep arrays and dictionaries may lie in one another. Real
// files stay below 20.
const maxDepth = 100

// A Lexer reads objects one after another from bytes.
type Lexer struct {
	b    []byte
	pos  int
	size int  // elements read of the object in hand
	refs bool // "1 0 R" is a reference, as in files but not in content streams
	// decrypt, if set, makes strings of an encrypted file readable.
	decrypt func([]byte) []byte
}

// NewLexer returns a Lexer for the bytes of a content stream or a CMap.
func NewLexer(b []byte) *Lexer { return &Lexer{b: b} }

// Next returns the next object or Operator, and false at the end. Closing
// brackets that close nothing are left out.
func (l *Lexer) Next() (Object, bool) {
	for {
		l.size = 0
		o, ok := l.object(0)
		if !ok {
			return nil, false
		}
		if op, is := o.(Operator); is && (op == "]" || op == ">>" || op == "}" || op == "{" || op == ")") {
			continue
		}
		return o, true
	}
}

// SkipImage goes over the data of an inline image, up to the keyword EI.
func (l *Lexer) SkipImage() {
	for {
		i := bytes.Index(l.b[min(l.pos, len(l.b)):], []byte("EI"))
		if i < 0 {
			l.pos = len(l.b)
			return
		}
		l.pos += i + len("EI")
		if isSpace(l.at(-len("EI")-1)) && (l.pos == len(l.b) || isSpace(l.b[l.pos])) {
			return
		}
	}
}

// object returns the next object. Brackets and keywords come as Operators.
func (l *Lexer) object(depth int) (Object, bool) {
	l.space()
	if l.size++; l.pos >= len(l.b) || depth > maxDepth || l.size > maxElements {
		l.pos = len(l.b)
		return nil, false
	}
	switch c := l.b[l.pos]; {
	case c == '/':
		l.pos++
		return l.name(), true
	case c == '(':
		l.pos++
		return l.string(), true
	case c == '<' && l.at(1) == '<':
		l.pos += 2
		return l.dict(depth + 1), true
	case c == '<':
		l.pos++
		return l.hex(), true
	case c == '>' && l.at(1) == '>':
		l.pos += 2
		return Operator(">>"), true
	case c == '[':
		l.pos++
		return l.array(depth + 1), true
	case c == ']' || c == '{' || c == '}' || c == ')' || c == '>':
		l.pos++
		return Operator(c), true
	}
	return l.word(), true
}

func (l *Lexer) at(i int) byte {
	if i += l.pos; i >= 0 && i < len(l.b) {
		return l.b[i]
	}
	return 0
}

// space goes over white space and comments.
func (l *Lexer) space() {
	for l.pos < len(l.b) {
		switch c := l.b[l.pos]; {
		case isSpace(c):
			l.pos++
		case c == '%':
			n := bytes.IndexAny(l.b[l.pos:], "\r\n")
			if n < 0 {
				l.pos = len(l.b)
				return
			}
			l.pos += n
		default:
			return
		}
	}
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isRegular(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return false
	}
	return !isSpace(c)
}

// word reads a number, a reference, a constant or a keyword.
func (l *Lexer) word() Object {
	start := l.pos
	for l.pos < len(l.b) && isRegular(l.b[l.pos]) {
		l.pos++
	}
	w := l.b[start:l.pos]
	if n, ok := number(w); ok {
		if first, ok := n.(int); ok && l.refs && first >= 0 {
			if ref, ok := l.ref(first); ok {
				return ref
			}
		}
		return n
	}
	switch string(w) {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	}
	return Operator(w)
}

// ref reads the rest of a reference that begins with a number, if it is one.
func (l *Lexer) ref(first int) (Ref, bool) {
	start := l.pos
	generation, ok := l.digits()
	if ok {
		l.space()
		if l.at(0) == 'R' && (l.pos+1 == len(l.b) || !isRegular(l.b[l.pos+1])) {
			l.pos++
			return Ref{first, generation}, true
		}
	}
	l.pos = start
	return Ref{}, false
}

// digits reads a whole number without sign, of ten digits at most.
func (l *Lexer) digits() (n int, ok bool) {
	l.space()
	start := l.pos
	for l.pos < len(l.b) && l.b[l.pos] >= '0' && l.b[l.pos] <= '9' && l.pos-start < 10 {
		n = n*10 + int(l.b[l.pos]-'0')
		l.pos++
	}
	return n, l.pos > start
}

// number returns the value of a numeric word. Writers also leave "--5", "1.2.3"
// and "0.00-35"; as other readers do, signs beyond the first are dropped and the
// number ends where it stops making sense.
func number(w []byte) (Object, bool) {
	i, sign := 0, 1
	for i < len(w) && (w[i] == '+' || w[i] == '-') {
		if w[i] == '-' {
			sign = -1
		}
		i++
	}
	start, dot, value, scale := i, false, 0.0, 1.0
	for ; i < len(w); i++ {
		switch c := w[i]; {
		case c >= '0' && c <= '9':
			value = value*10 + float64(c-'0')
			if dot {
				scale *= 10
			}
			continue
		case c == '.' && !dot:
			dot = true
			continue
		case c != '-' && c != '.':
			return nil, false
		}
		break
	}
	switch {
	case i == start || i == start+1 && dot:
		return nil, false
	case math.IsInf(value, 0) || math.IsInf(scale, 0):
		return 0, true
	case dot || value > math.MaxInt32:
		return float64(sign) * value / scale, true
	}
	return sign * int(value), true
}

func (l *Lexer) name() Name {
	start := l.pos
	escaped := false
	for l.pos < len(l.b) && isRegular(l.b[l.pos]) {
		escaped = escaped || l.b[l.pos] == '#'
		l.pos++
	}
	raw := l.b[start:l.pos]
	if !escaped {
		return Name(raw)
	}
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) {
			if hi, lo := unhex(raw[i+1]), unhex(raw[i+2]); hi >= 0 && lo >= 0 {
				out = append(out, byte(hi<<4|lo))
				i += 2
				continue
			}
		}
		out = append(out, raw[i])
	}
	return Name(out)
}

func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

func (l *Lexer) hex() String {
	var out []byte
	half := -1
	for l.pos < len(l.b) {
		c := l.b[l.pos]
		l.pos++
		if c == '>' {
			break
		}
		d := unhex(c)
		switch {
		case d < 0:
		case half < 0:
			half = d
		default:
			out = append(out, byte(half<<4|d))
			half = -1
		}
	}
	if half >= 0 {
		out = append(out, byte(half<<4))
	}
	return l.plain(out)
}

// escapes are the characters that follow a backslash in a string and stand for
// another one.
var escapes = map[byte]byte{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f'}

func (l *Lexer) string() String {
	var out []byte
	for depth := 1; l.pos < len(l.b); {
		c := l.b[l.pos]
		l.pos++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return l.plain(out)
			}
		case '\r': // any end of line is one line feed
			if l.at(0) == '\n' {
				l.pos++
			}
			c = '\n'
		case '\\':
			if l.pos >= len(l.b) {
				return l.plain(out)
			}
			c = l.b[l.pos]
			l.pos++
			switch {
			case c == '\r' || c == '\n': // the line goes on
				if c == '\r' && l.at(0) == '\n' {
					l.pos++
				}
				continue
			case c >= '0' && c <= '7':
				n := int(c - '0')
				for i := 0; i < 2 && l.at(0) >= '0' && l.at(0) <= '7'; i++ {
					n = n<<3 | int(l.at(0)-'0')
					l.pos++
				}
				c = byte(n)
			default:
				if e, ok := escapes[c]; ok {
					c = e
				}
			}
		}
		out = append(out, c)
	}
	return l.plain(out)
}

func (l *Lexer) plain(b []byte) String {
	if l.decrypt != nil {
		b = l.decrypt(b)
	}
	return String(b)
}

func (l *Lexer) array(depth int) Object {
	var a Array
	for {
		o, ok := l.object(depth)
		if !ok || o == Operator("]") {
			return a
		}
		if op, is := o.(Operator); is {
			if op == "endobj" || op == "obj" || op == "stream" {
				return a // never closed
			}
			continue
		}
		a = append(a, o)
	}
}

func (l *Lexer) dict(depth int) Object {
	d := Dict{}
	for {
		key, ok := l.object(depth)
		if !ok || key == Operator(">>") {
			return d
		}
		name, ok := key.(Name)
		if !ok {
			if key == Operator("endobj") || key == Operator("obj") || key == Operator("stream") {
				return d // never closed
			}
			continue
		}
		value, ok := l.object(depth)
		if !ok || value == Operator(">>") {
			return d
		}
		if _, is := value.(Operator); !is {
			d[name] = value
		}
	}
}
