package charset

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A viet is a charset of one byte a letter that Vietnamese was written in before
// Unicode, which no library knows: what differs from ASCII below 0x80, and the
// rest in the order of its bytes.
type viet struct {
	low  map[byte]rune
	high []rune
}

// tcvn is TCVN 5712:1993, VN1. The fonts of the same name (TCVN3, ".VnTime") put
// the same small letters in the same places.
var tcvn = viet{
	map[byte]rune{
		0x01: 'Ú', 0x02: 'Ụ', 0x04: 'Ừ', 0x05: 'Ử', 0x06: 'Ữ', 0x11: 'Ứ', 0x12: 'Ự',
		0x13: 'Ỳ', 0x14: 'Ỷ', 0x15: 'Ỹ', 0x16: 'Ý', 0x17: 'Ỵ',
	},
	[]rune("ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ" +
		"\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ" +
		"ẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịò" +
		"ỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"),
}

// viscii is that of RFC 1456.
var viscii = viet{
	map[byte]rune{0x02: 'Ẳ', 0x05: 'Ẵ', 0x06: 'Ẫ', 0x14: 'Ỷ', 0x19: 'Ỹ', 0x1e: 'Ỵ'},
	[]rune("ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ" +
		"ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ" +
		"ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư" +
		"àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"),
}

// decode never fails: every byte is a letter.
func (v viet) decode(b []byte) (string, error) {
	var s strings.Builder
	s.Grow(len(b) + len(b)/2)
	for _, c := range b {
		switch r, low := v.low[c]; {
		case c >= 0x80:
			s.WriteRune(v.high[c-0x80])
		case low:
			s.WriteRune(r)
		default:
			s.WriteByte(c)
		}
	}
	return s.String(), nil
}

// syllable matches a written syllable of Vietnamese, in small letters and form
// C: every one is a word of its own. Words of other languages that a charset of
// Vietnamese happens to decode are seldom built so.
var syllable = regexp.MustCompile(`^(?:b|ch?|d|đ|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr?|v|x)?` +
	`[iy]?[oôu]?[aeiouyàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]{1,3}` +
	`(?:ch?|ng?|nh|m|p|t)?$`)

// leastWords is how many words with letters beyond ASCII show a language.
const leastWords = 5

// vietnamese returns the charset in which most words of the bytes that have
// letters beyond ASCII are syllables of Vietnamese, if there is one.
func vietnamese(b []byte) (best coded, ok bool) {
	top := 0.85
	for _, label := range []string{"windows-1258", "tcvn", "viscii"} {
		cs := lookup(label)
		s, err := cs.decode(b)
		if share, words := syllables(s); err == nil && words >= leastWords && share > top {
			best, top, ok = cs, share, true
		}
	}
	return best, ok
}

// syllables returns what share of the words with letters beyond ASCII are
// syllables of Vietnamese, and how many such words there are.
func syllables(s string) (share float64, words int) {
	if strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) && !unicode.IsSpace(r) }) {
		return 0, 0
	}
	good := 0
	for _, w := range strings.FieldsFunc(norm.NFC.String(s), notLetter) {
		if len(w) == utf8.RuneCountInString(w) {
			continue
		}
		words++
		small := strings.ToLower(w)
		if _, n := utf8.DecodeRuneInString(w); (w[n:] == small[min(n, len(small)):] || w == strings.ToUpper(w)) && syllable.MatchString(small) {
			good++
		}
	}
	return float64(good) / float64(max(words, 1)), words
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }
