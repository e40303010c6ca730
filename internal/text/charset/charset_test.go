package charset

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode/utf32"
	"golang.org/x/text/unicode/norm"
)

// words are of our own making, a few sentences each.
var words = map[string]string{
	"English":    "“Talks” — café, naïve, 5 €. The two delegations agreed to meet again in São Paulo.",
	"French":     "Les deux délégations se sont mises d'accord pour se réunir à nouveau au printemps. Le président a été reçu à l'ambassade, où il a salué la coopération économique.",
	"German":     "Die beiden Außenminister vereinbarten, die Gespräche über die Grenzübergänge im Frühjahr fortzuführen.",
	"Polish":     "Obie delegacje zgodziły się spotkać ponownie na wiosnę, aby omówić współpracę graniczną i łączność kolejową między państwami.",
	"Turkish":    "İki heyet, sınır kapıları konusundaki görüşmeleri ilkbaharda sürdürmek üzere anlaştı. Başkan, görüşmenin yapıcı geçtiğini söyledi.",
	"Russian":    "Стороны договорились встретиться снова весной, чтобы обсудить порядок работ на границе и строительство моста.",
	"Ukrainian":  "Сторони домовилися зустрітися знову навесні, щоб обговорити порядок робіт на кордоні та їхнє фінансування.",
	"Greek":      "Οι δύο πλευρές συμφώνησαν να συναντηθούν ξανά την άνοιξη για να συζητήσουν τη συνεργασία στα σύνορα.",
	"Arabic":     "اتفق الجانبان على الاجتماع مرة أخرى في الربيع لبحث التعاون على الحدود وبناء جسر جديد.",
	"Hebrew":     "שני הצדדים הסכימו להיפגש שוב באביב כדי לדון בשיתוף הפעולה בגבול.",
	"Thai":       "ทั้งสองฝ่ายตกลงที่จะพบกันอีกครั้งในฤดูใบไม้ผลิเพื่อหารือเกี่ยวกับความร่วมมือชายแดนและการก่อสร้างสะพาน",
	"Simplified": "两国外长同意明年春天再次会面，讨论边境合作和公路建设的问题。双方签署了一份文件。",
	"Traditional": "兩國外長同意明年春天再次會面，討論邊境合作和公路建設的問題。雙方簽署了一份文件，" +
		"記者問到經費的時候，他們沒有說明。",
	"Japanese":   "両国の外相は、来年の春に再び会談し、国境の協力と道路の建設について話し合うことで合意した。",
	"Korean":     "양국 외교장관은 내년 봄에 다시 만나 국경 협력과 도로 건설 문제를 논의하기로 합의했다.",
	"Vietnamese": "Hai bên thống nhất tiếp tục tuần tra chung, đường dây nóng được mở; cuộc gặp tới sẽ diễn ra vào mùa xuân.",
}

// encode writes words in a charset.
func encode(t testing.TB, label, s string) []byte {
	t.Helper()
	switch label {
	case "tcvn-5712":
		return tcvn.encode(t, s)
	case "viscii":
		return viscii.encode(t, s)
	case "windows-1258":
		s = tonesApart(s)
	}
	enc, _ := charset.Lookup(label)
	b, err := enc.NewEncoder().String(s)
	if err != nil {
		t.Fatalf("%s: %v", label, err)
	}
	return []byte(b)
}

func (v viet) encode(t testing.TB, s string) (out []byte) {
	codes := map[rune]byte{}
	for c := range byte(0x80) {
		codes[rune(c)] = c
	}
	for c, r := range v.low {
		delete(codes, rune(c))
		codes[r] = c
	}
	for i, r := range v.high {
		codes[r] = byte(0x80 + i)
	}
	for _, r := range s {
		c, ok := codes[r]
		if !ok {
			t.Fatalf("no code for %q", r)
		}
		out = append(out, c)
	}
	return out
}

// tonesApart writes Vietnamese as Windows-1258 has it: vowels whole, tones apart.
func tonesApart(s string) string {
	var out strings.Builder
	for _, r := range s {
		letter, tone := norm.NFD.String(string(r)), ""
		for _, m := range []string{"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"} {
			if strings.Contains(letter, m) {
				letter, tone = strings.Replace(letter, m, "", 1), m
			}
		}
		out.WriteString(norm.NFC.String(letter) + tone)
	}
	return out.String()
}

var languages = []struct{ charset, language string }{
	{"windows-1252", "English"}, {"windows-1252", "French"}, {"windows-1252", "German"},
	{"windows-1250", "Polish"}, {"iso-8859-2", "Polish"}, {"windows-1254", "Turkish"},
	{"windows-1251", "Russian"}, {"koi8-r", "Russian"}, {"iso-8859-5", "Russian"}, {"windows-1251", "Ukrainian"},
	{"windows-1253", "Greek"}, {"windows-1256", "Arabic"}, {"windows-1255", "Hebrew"}, {"windows-874", "Thai"},
	{"gb18030", "Simplified"}, {"gbk", "Simplified"}, {"big5", "Traditional"},
	{"shift_jis", "Japanese"}, {"euc-jp", "Japanese"}, {"euc-kr", "Korean"},
	{"windows-1258", "Vietnamese"}, {"tcvn-5712", "Vietnamese"}, {"viscii", "Vietnamese"},
}

// Every charset is read when it is declared, when nothing is, and when the
// declaration is the one that servers add to all they send.
func TestDecode(t *testing.T) {
	for _, c := range languages {
		want := words[c.language]
		b := encode(t, c.charset, want)
		for _, declared := range []string{c.charset, "", "iso-8859-1"} {
			got, name, err := Decode(b, declared)
			if norm.NFC.String(got) != want || err != nil {
				t.Errorf("%s in %s declared as %q: %q in %s, %v", c.language, c.charset, declared, got, name, err)
			}
		}
	}
	// UTF-8 wins over whatever is declared, and long text of another charset over UTF-8.
	for language, want := range words {
		if got, name, err := Decode([]byte(want), "windows-1252"); got != want || name != "utf-8" {
			t.Errorf("%s: %q in %s, %v", language, got, name, err)
		}
	}
	for _, c := range []string{"koi8-r", "windows-1251"} {
		if got, name, err := Decode(encode(t, c, words["Russian"]), "utf-8"); got != words["Russian"] {
			t.Errorf("%s declared as UTF-8: %q in %s, %v", c, got, name, err)
		}
	}
}

// A few accents of English are those of its commonest charset.
func TestFewAccents(t *testing.T) {
	for _, want := range []string{"They met in a café.", "The São Tomé meeting", "50 € a day – no more"} {
		if got, name, err := Decode(encode(t, "windows-1252", want), ""); got != want {
			t.Errorf("%q in %s, %v; want %q", got, name, err, want)
		}
	}
}

func TestLabels(t *testing.T) {
	for label, want := range map[string]string{
		"TIS-620": "windows-874", "Big5-HKSCS": "big5", "GB2312": "gbk", "gb_2312-80": "gbk", "KOI8-R": "koi8-r", "KOI8-U": "koi8-u",
		"Shift_JIS": "shift_jis", "x-sjis": "shift_jis", "ks_c_5601-1987": "euc-kr", "ISO-8859-15": "iso-8859-15", "latin1": "windows-1252",
		"x-viet-tcvn5712": "tcvn-5712", " TCVN ": "tcvn-5712", "VISCII": "viscii", "windows-1258": "windows-1258", "x-none": "", "": "",
	} {
		if got := lookup(label).name; got != want {
			t.Errorf("lookup(%q) = %q, want %q", label, got, want)
		}
	}
}

func TestMarks(t *testing.T) {
	const want = "Đồng ý 😀"
	for _, order := range []utf32.Endianness{utf32.LittleEndian, utf32.BigEndian} {
		b, err := utf32.UTF32(order, utf32.UseBOM).NewEncoder().String(want)
		if err != nil {
			t.Fatal(err)
		}
		if got, name, err := Decode([]byte(b), "windows-1252"); got != want || name != "utf-32" {
			t.Errorf("UTF-32: %q in %s, %v", got, name, err)
		}
	}
}

func TestBroken(t *testing.T) {
	for _, c := range []struct {
		in, declared string
		want         error
	}{
		{"a\x00\x01\x02b", "", ErrBinary},
		{"\xff\xfe\x00\x00a\x00\x00\x00\x00\x00\x00\x00", "", ErrBinary},
		{"\xff\xfe\x00\x00a\x00\x00", "", ErrBroken},
		{"\x00\x00\xfe\xff\x00\x11\x00\x00", "", ErrBroken},
		{"\x00\x00\xfe\xff\x00\x00\xd8\x00", "", ErrBroken},
		{"\xff\xfea", "", ErrBroken},
		{"caf\xe9", "utf-8", ErrBroken},
		{"\xef\xbb\xbfcaf\xe9", "", ErrBroken},
		{"\x81\x20\xff", "shift_jis", ErrBroken},
		{"\x90\x9d\x81\x8d\x8f the rest is ASCII", "", ErrBroken},
		{strings.Repeat("\x93\xfa\x01\xff ", 50), "", ErrBroken},
		{"Ch\xc3nh ph\xe1 l\xe0 \xc4\x91\xc3\xba\x6e\x67", "", ErrBroken},
	} {
		s, name, err := Decode([]byte(c.in), c.declared)
		if !errors.Is(err, c.want) || !strings.Contains(err.Error(), "save ") {
			t.Errorf("Decode(%q, %q) = %q in %s, %v; want %v that says what to do", c.in, c.declared, s, name, err, c.want)
		}
	}
}

func TestDeclared(t *testing.T) {
	for in, want := range map[string]string{
		`<html><head><meta charset="TCVN-5712">`:                                   "TCVN-5712",
		`<META http-equiv=Content-Type content="text/html; charset=windows-1258">`: "windows-1258",
		`<?xml version="1.0" encoding='KOI8-R'?><html>`:                            "KOI8-R",
		`<meta charset=utf-16>`:                                                    "utf-8",
		`<p>charset=big5`:                                                          "",
		strings.Repeat(" ", HeadLength) + `<meta charset=big5>`:                    "",
	} {
		if got := Declared([]byte(in)); got != want {
			t.Errorf("Declared(%.60q) = %q, want %q", in, got, want)
		}
	}
}

// FuzzDecode holds that all bytes are text or a fault, and that no text has what
// its bytes did not.
func FuzzDecode(f *testing.F) {
	for _, c := range languages {
		f.Add(encode(f, c.charset, words[c.language]), c.charset)
		f.Add(encode(f, c.charset, words[c.language]), "")
	}
	f.Add([]byte("\xff\xfe\x00\x00a\x00\x00\x00"), "")
	f.Fuzz(func(t *testing.T, b []byte, declared string) {
		s, name, err := Decode(b, declared)
		switch {
		case (err == nil) != (name != "") || err != nil && s != "":
			t.Errorf("%q in %q, %v", s, name, err)
		case !utf8.ValidString(s):
			t.Errorf("%+q is not valid", s)
		case name != "utf-8" && strings.ContainsRune(s, utf8.RuneError) && !strings.HasPrefix(name, "utf-"):
			t.Errorf("%+q was replaced in %s", s, name)
		}
		Declared(b)
	})
}
