package rapporteur

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"
)

// ContextLength is the number of code points kept on each side of a quote, as
// Hypothesis does for the W3C TextQuoteSelector.
const ContextLength = 32

// A Text is an immutable text in Unicode normalisation form C. internal/text
// makes it from bytes and keeps the way back to them.
type Text struct {
	s    string
	hash string
	// marks[i] is the number of code points that start before byte i*stride, so
	// that positions in long texts are found without counting from the start.
	marks []CodePoint
}

const stride = 1024

// NewText returns a text, or an error if s is not valid UTF-8. The caller
// normalises; NewText cannot, because this package stays within the standard library.
func NewText(s string) (Text, error) {
	if !utf8.ValidString(s) {
		return Text{}, fmt.Errorf("text is not valid UTF-8: decode it from its charset first")
	}
	sum := sha256.Sum256([]byte(s))
	t := Text{s: s, hash: hex.EncodeToString(sum[:]), marks: make([]CodePoint, len(s)/stride+1)}
	n := CodePoint(0)
	for i := range len(s) {
		if i%stride == 0 {
			t.marks[i/stride] = n
		}
		if utf8.RuneStart(s[i]) {
			n++
		}
	}
	if len(s)%stride == 0 {
		t.marks[len(s)/stride] = n
	}
	return t, nil
}

// codePoint returns the number of code points before byte i.
func (t Text) codePoint(i ByteOffset) CodePoint {
	if len(t.marks) == 0 {
		return 0
	}
	m := int(i) / stride
	n := t.marks[m]
	for j := m * stride; j < int(i); j++ {
		if utf8.RuneStart(t.s[j]) {
			n++
		}
	}
	return n
}

// byteAt returns the byte offset of code point n.
func (t Text) byteAt(n CodePoint) (int, bool) {
	m := sort.Search(len(t.marks), func(i int) bool { return t.marks[i] > n }) - 1
	if n < 0 || m < 0 {
		return 0, n == 0
	}
	have := t.marks[m]
	for j := m * stride; j < len(t.s); j++ {
		if utf8.RuneStart(t.s[j]) {
			if have == n {
				return j, true
			}
			have++
		}
	}
	return len(t.s), have == n
}

// String returns the text.
func (t Text) String() string { return t.s }

// Hash returns the hexadecimal SHA-256 of the text.
func (t Text) Hash() string { return t.hash }

// Len returns the length of the text in bytes.
func (t Text) Len() ByteOffset { return ByteOffset(len(t.s)) }

// A Span is a half-open range of bytes of one text. Only a Text makes one, so
// that its ends lie inside the text and on code point boundaries.
type Span struct{ start, end ByteOffset }

// Span returns the range [start, end) of the text, or an error if it is empty,
// outside the text or splits a code point.
func (t Text) Span(start, end ByteOffset) (Span, error) {
	if start < 0 || end > t.Len() || start >= end {
		return Span{}, fmt.Errorf("span %d–%d does not lie in a text of %d bytes", start, end, len(t.s))
	}
	if !utf8.RuneStart(t.s[start]) || (int(end) < len(t.s) && !utf8.RuneStart(t.s[end])) {
		return Span{}, fmt.Errorf("span %d–%d splits a code point", start, end)
	}
	return Span{start, end}, nil
}

// Start returns the first byte of the span.
func (s Span) Start() ByteOffset { return s.start }

// End returns the byte after the span.
func (s Span) End() ByteOffset { return s.end }

// Covers reports whether o lies within s.
func (s Span) Covers(o Span) bool { return s.start <= o.start && o.end <= s.end }

// Overlaps reports whether s and o share a byte.
func (s Span) Overlaps(o Span) bool { return s.start < o.end && o.start < s.end }

// Through returns the span from the start of s to the end of o, which must not
// end before s begins. Both must be of the same text.
func (s Span) Through(o Span) Span { return Span{s.start, max(s.end, o.end)} }

// Slice returns the words of the span.
func (t Text) Slice(s Span) string { return t.s[s.start:s.end] }

// A Quote is an exact run of words of a text with its surroundings: the W3C Web
// Annotation selectors TextQuoteSelector and TextPositionSelector in one. It can
// only be made from a text, by Text.Quote or Text.Anchor.
type Quote struct {
	exact, prefix, suffix string
	start, end            CodePoint
}

// Quote returns the words of a span as a quote.
func (t Text) Quote(s Span) Quote {
	start := t.codePoint(s.start)
	exact := t.s[s.start:s.end]
	return Quote{
		exact:  exact,
		prefix: lastRunes(t.s[:s.start], ContextLength),
		suffix: firstRunes(t.s[s.end:], ContextLength),
		start:  start,
		end:    start + CodePoint(utf8.RuneCountInString(exact)),
	}
}

// Anchor makes a quote again from its stored selectors. It fails unless the text
// holds exactly these words at exactly this place: a quote that moved is never
// re-attached silently.
func (t Text) Anchor(sel Selector) (Quote, error) {
	i, ok := t.byteAt(sel.Start)
	if !ok || !strings.HasPrefix(t.s[i:], sel.Exact) || sel.Exact == "" {
		return Quote{}, fmt.Errorf("the text does not hold %q at code point %d", clip(sel.Exact), sel.Start)
	}
	span, err := t.Span(ByteOffset(i), ByteOffset(i+len(sel.Exact)))
	if err != nil {
		return Quote{}, err
	}
	q := t.Quote(span)
	if q.prefix != sel.Prefix || q.suffix != sel.Suffix || q.end != sel.End {
		return Quote{}, fmt.Errorf("the words around %q are not those that were quoted", clip(sel.Exact))
	}
	return q, nil
}

// Exact returns the quoted words.
func (q Quote) Exact() string { return q.exact }

// Prefix returns up to ContextLength code points before the words.
func (q Quote) Prefix() string { return q.prefix }

// Suffix returns up to ContextLength code points after the words.
func (q Quote) Suffix() string { return q.suffix }

// Start returns the position of the first code point.
func (q Quote) Start() CodePoint { return q.start }

// End returns the position after the last code point.
func (q Quote) End() CodePoint { return q.end }

// IsZero reports whether q quotes nothing.
func (q Quote) IsZero() bool { return q.exact == "" }

// Selector is a quote in storable form. Text.Anchor checks it and gives back the quote.
type Selector struct {
	Exact  string    `json:"exact"`
	Prefix string    `json:"prefix"`
	Suffix string    `json:"suffix"`
	Start  CodePoint `json:"start"`
	End    CodePoint `json:"end"`
}

// Selector returns the storable form of q.
func (q Quote) Selector() Selector { return Selector{q.exact, q.prefix, q.suffix, q.start, q.end} }

// MarshalJSON writes the quote's selector.
func (q Quote) MarshalJSON() ([]byte, error) { return json.Marshal(q.Selector()) }

// Locate returns the byte range of a quote that was made from this text.
func (t Text) Locate(q Quote) (Span, error) {
	i, ok := t.byteAt(q.start)
	if !ok || !strings.HasPrefix(t.s[i:], q.exact) {
		return Span{}, fmt.Errorf("the quote %q is not of this text", clip(q.exact))
	}
	return t.Span(ByteOffset(i), ByteOffset(i+len(q.exact)))
}

func lastRunes(s string, n int) string {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		_, w := utf8.DecodeLastRuneInString(s[:i])
		i -= w
	}
	return s[i:]
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// clip shortens words for an error message.
func clip(s string) string {
	if c := firstRunes(s, 60); c != s {
		return c + "…"
	}
	return s
}
