package pdf

import (
	"errors"
	"os"
	"strings"
	"testing"

	"example.org/rapporteur"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
)

// mustRead returns what a file says, and fails the test if it cannot be read.
func mustRead(t *testing.T, b []byte) Result {
	t.Helper()
	r, err := Read(b, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if !norm.NFC.IsNormalString(r.Text) {
		t.Errorf("text is not in form C: %+q", r.Text)
	}
	return r
}

func TestText(t *testing.T) {
	for _, c := range []struct {
		name, content, want string
	}{
		{
			"words told apart by distance alone",
			"BT /F 12 Tf 50 500 Td [(Both)-300(sides)-280(a)20(greed)] TJ ET",
			"Both sides agreed",
		}, {
			"lines joined, paragraphs parted by space",
			column(50, 500, 10, "The ministers met on Monday and agreed on the", "text of a joint plan for the next year.", "", "A second round of talks follows in the spring of", "the coming year."),
			"The ministers met on Monday and agreed on the text of a joint plan for the next year.\n\nA second round of talks follows in the spring of the coming year.",
		}, {
			"paragraphs parted by first lines that are set in",
			at(62, 500, 10, "The ministers met on Monday and agreed on a") + column(50, 488, 10, "joint plan. It names three roads and two bridges", "over the river that marks the border.") +
				at(62, 464, 10, "Work on the first road starts in the summer if") + column(50, 452, 10, "the funds are there, said the minister after the"),
			"The ministers met on Monday and agreed on a joint plan. It names three roads and two bridges over the river that marks the border.\n\nWork on the first road starts in the summer if the funds are there, said the minister after the",
		}, {
			"words broken at the ends of lines",
			column(50, 500, 10, "The cooperation between both sides goes on, and co-", "operation on long-", "term plans for the Asia-", "Pacific region is part of the under-", "taking signed last year in the twenty-", "second round."),
			"The cooperation between both sides goes on, and cooperation on long-term plans for the Asia-Pacific region is part of the undertaking signed last year in the twenty-second round.",
		}, {
			"dates, addresses and dashes at the ends of lines",
			column(50, 500, 10, "The plan for 2024-", "2025 is at example.org/public/plans/", "joint and names both trade and/", "or transit \u0097 so they - as the goal."),
			"The plan for 2024-2025 is at example.org/public/plans/joint and names both trade and/or transit — so they - as the goal.",
		}, {
			"a hyphen that the document keeps elsewhere",
			column(50, 500, 10, "The follow-up to the talks of last year was a follow-", "up of a kind not seen before."),
			"The follow-up to the talks of last year was a follow-up of a kind not seen before.",
		}, {
			"order of the file is not that of the page",
			at(50, 488, 10, "agreed on a joint plan.") + at(110, 500, 10, "ministers of both states") + at(50, 500, 10, "On Monday the"),
			"On Monday the ministers of both states agreed on a joint plan.",
		}, {
			"list items stay apart",
			column(50, 500, 10, "Both sides agreed on three points:", "1. to meet again in the spring;", "2. to open a second border post;", "\u0095 to name a joint board."),
			"Both sides agreed on three points:\n\n1. to meet again in the spring;\n\n2. to open a second border post;\n\n• to name a joint board.",
		}, {
			"numbered paragraphs that hang below their text",
			at(50, 500, 10, "1.") + column(90, 500, 10, "The Parties meet once a year, in turn in each state.", "They keep minutes of what they agree on.") +
				at(50, 476, 10, "2.1") + column(90, 476, 10, "A joint board sees to it that what was agreed is", "done. It reports to the Parties."),
			"1. The Parties meet once a year, in turn in each state. They keep minutes of what they agree on.\n\n2.1 A joint board sees to it that what was agreed is done. It reports to the Parties.",
		}, {
			"bold by drawing twice",
			at(50, 500, 10, "Joint plan") + at(50.3, 500, 10, "Joint plan"),
			"Joint plan",
		}, {
			"superscripts are told from the number before them",
			at(50, 500, 10, "signed in 2024") + at(115.5, 504, 6, "3") + at(122, 500, 10, "by both"),
			"signed in 2024³ by both",
		}, {
			"letters set wide",
			"BT /F 10 Tf 3 Tc 50 500 Td (JOINT) Tj ET",
			"JOINT",
		}, {
			"accents drawn over letters",
			"BT /F 10 Tf 50 500 Td [(caf)-111(\xb4)444(e)] TJ ET",
			"café",
		}, {
			"accents raised over capitals",
			"BT /F 10 Tf 50 500 Td 1.7 Ts (\xb4) Tj 0 Ts [500(E)] TJ (tat) Tj ET",
			"État",
		}, {
			"invisible text under an image, as OCR leaves it",
			"BT 3 Tr /F 12 Tf 50 500 Td (The text of the scan) Tj ET",
			"The text of the scan",
		}, {
			"turned text comes last",
			"BT /F 10 Tf 0 1 -1 0 30 200 Tm (in the margin) Tj ET\n" + column(50, 500, 10, "The text of the page", "comes first."),
			"The text of the page comes first.\n\nin the margin",
		}, {
			"what lies beyond the page is not seen",
			at(50, 500, 10, "seen") + at(50, -100, 10, "unseen") + at(900, 500, 10, "unseen"),
			"seen",
		}, {
			"what stands for glyphs wins over them",
			"/Span << /ActualText (office) >> BDC BT /F 10 Tf 50 500 Td (o\x02ce) Tj ET EMC",
			"office",
		}, {
			"an inline image is no text",
			"BI /W 1 /H 1 /BPC 8 /CS /G ID \x00(EI) Tj\nEI\n" + at(50, 500, 10, "after the image"),
			"after the image",
		}, {
			"a large letter at the start of a paragraph",
			at(50, 476, 43, "T") + column(78, 500, 10, "he ministers met on Monday and agreed on the", "text of a joint plan for the next year. It names", "three roads and two bridges over the river,") + column(50, 464, 10, "and a number of posts."),
			"The ministers met on Monday and agreed on the text of a joint plan for the next year. It names three roads and two bridges over the river, and a number of posts.",
		}, {
			"rows of a table stay apart",
			at(50, 500, 10, "State") + at(200, 500, 10, "Signed") + at(50, 488, 10, "Laos") + at(200, 488, 10, "2024"),
			"State Signed\n\nLaos 2024",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, mustRead(t, made(c.content)).Text); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Two columns are read one after the other, with what runs over both before and
// after them, even if a line of the left one is too long for it.
func TestColumns(t *testing.T) {
	left := []string{"The two sides met for the", "third time this year in the", "town on the river to talk on", "roads, bridges and posts on", "the border that they share", "and to sign the minutes of", "the meeting. They were then"}
	right := []string{"seen by the press, who put", "questions on the cost. No", "figures were given by any of", "the ministers. A paper with", "the details of the plan will", "be made public in the spring", "of next year, both sides said."}
	page := at(40, 560, 14, "Talks on roads end with minutes signed by both sides") +
		column(40, 530, 10, left...) + column(172, 524, 10, right...) +
		column(40, 430, 10, "The paper is to be given to both parliaments before it is made public, they said.")
	want := "Talks on roads end with minutes signed by both sides\n\n" + strings.Join(left, " ") + " " + strings.Join(right, " ") +
		"\n\nThe paper is to be given to both parliaments before it is made public, they said."
	if diff := cmp.Diff(want, mustRead(t, made(page)).Text); diff != "" {
		t.Error(diff)
	}
}

// Running heads, feet and page numbers are left out of the text, footnotes
// follow the paragraph that runs over the page, and each byte names its page.
func TestPages(t *testing.T) {
	page := func(number string, lines ...string) string {
		return at(50, 570, 9, "Bulletin of the talks") + at(300, 570, 9, "Issue "+number) + column(50, 540, 10, lines...) + at(200, 30, 9, "Page "+number)
	}
	note := at(50, 86, 6, "1") + at(54, 82, 8, "See the minutes of the second round.")
	r := mustRead(t, made(
		page("1", "The ministers met on Monday and agreed on the text", "of a joint plan. It names three roads and a number of")+note,
		page("2", "bridges over the river.", "", "A second round follows in the spring of next year."),
		page("3", "The third round was put off."),
	))
	const (
		first  = "The ministers met on Monday and agreed on the text of a joint plan. It names three roads and a number of"
		second = "bridges over the river."
		foot   = "¹ See the minutes of the second round."
		third  = "A second round follows in the spring of next year."
		fourth = "The third round was put off."
	)
	if diff := cmp.Diff(first+" "+second+"\n\n"+foot+"\n\n"+third+"\n\n"+fourth, r.Text); diff != "" {
		t.Error(diff)
	}
	for words, want := range map[string]int{first: 1, second: 2, foot: 1, third: 2, fourth: 3} {
		start := strings.Index(r.Text, words)
		if got := r.PageAt(rapporteur.ByteOffset(start)); got != want {
			t.Errorf("%q is said to be on page %d, not %d", words, got, want)
		}
		if got := r.PageAt(rapporteur.ByteOffset(start + len(words) - 1)); got != want {
			t.Errorf("%q is said to end on page %d, not %d", words, got, want)
		}
	}
	want := []Page{
		{Number: 1, Text: first + "\n\n" + foot, Furniture: []string{"Bulletin of the talks Issue 1", "Page 1"}},
		{Number: 2, Text: second + "\n\n" + third, Furniture: []string{"Bulletin of the talks Issue 2", "Page 2"}},
		{Number: 3, Text: fourth, Furniture: []string{"Bulletin of the talks Issue 3", "Page 3"}},
	}
	if diff := cmp.Diff(want, r.Pages); diff != "" {
		t.Error(diff)
	}
}

// A page that stands on its side is read as it is shown.
func TestTurnedPage(t *testing.T) {
	b := made("BT /F 10 Tf 0 1 -1 0 100 50 Tm (The text of a page that lies on its side) Tj 0 -12 Td (goes on in the next line.) Tj ET")
	b = []byte(strings.Replace(string(b), "/MediaBox", "/Rotate 90 /MediaBox", 1))
	if got, want := mustRead(t, b).Text, "The text of a page that lies on its side goes on in the next line."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFonts(t *testing.T) {
	for _, c := range []struct{ name, font, extra, shown, want string }{
		{
			"names of glyphs",
			"<< /Type /Font /Subtype /Type1 /BaseFont /X /FirstChar 1 /LastChar 8 /Widths [500 500 500 500 500 500 500 500] /Encoding << /Differences [1 /D /acircumflexacute /uni1EA1 /f_i /Euro /afii10065 /a.sc /u1F600] >> >>",
			"", `<0102030405060708>`, "Dấạfi€аa😀",
		}, {
			"a map to Unicode, with ranges, ligatures and what is beyond the first plane",
			"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode %s /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /DW 500 /W [1 [500 500] 3 9 500] >>] >>",
			"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 2 beginbfrange <0001> <0003> <1EA4> <0010> <0011> [<00660066> <D83DDE00>] endbfrange 1 beginbfchar <0020> <FB01> endbfchar endcmap",
			"<00010002000300100011 0020>", "ẤấẦff😀fi",
		}, {
			"the encoding of a font program",
			"<< /Type /Font /Subtype /Type1 /BaseFont /X /FirstChar 65 /LastChar 66 /Widths [500 500] /FontDescriptor << /Type /FontDescriptor /FontFile %s >> >>",
			"%!PS-AdobeFont-1.0 /Encoding 256 array 0 1 255 {1 index exch /.notdef put} for dup 65 /Omega put dup 66 /germandbls put readonly def currentfile eexec",
			"(AB)", "Ωß",
		}, {
			"a charset of the East",
			"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /GBK-EUC-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 >>] >>",
			"", "<CBABB7BDCDACD2E2>", "双方同意",
		}, {
			"letters of several bytes",
			"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /UniJIS-UTF16-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 >>] >>",
			"", "<53CC65B9540C610F>", "双方同意",
		}, {
			"bitmaps named by their codes",
			"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 50 50] /FontMatrix [.02 0 0 .02 0 0] /FirstChar 27 /LastChar 102 /Widths [20] /CharProcs << >> /Encoding << /Differences [27 /a27 101 /a101] >> >>",
			"", "(\x1be)", "ffe",
		}, {
			"Hebrew, drawn from left to right",
			"<< /Type /Font /Subtype /Type1 /BaseFont /X /FirstChar 1 /LastChar 4 /Widths [500 500 500 500] /Encoding << /Differences [1 /uni05DD /uni05D5 /uni05DC /uni05E9] >> >>",
			"", "<01020304>", "שלום",
		}, {
			"Arabic in the shapes of its letters, two of them in one",
			"<< /Type /Font /Subtype /Type1 /BaseFont /X /FirstChar 1 /LastChar 3 /Widths [500 500 500] /Encoding << /Differences [1 /uniFEE1 /uniFEFC /uniFEB3] >> >>",
			"", "<010203>", "سلام",
		}, {
			"Arabic with marks drawn behind the letters that they stand over",
			"<< /Type /Font /Subtype /Type1 /BaseFont /X /FirstChar 1 /LastChar 4 /Widths [500 500 0 0] /Encoding << /Differences [1 /uni0645 /uni0633 /uni0670 /uni064E] >> >>",
			"", "[(\\001) 300 (\\004) -300 (\\002) 300 (\\003\\004)]", "س\u064e\u0670م\u064e",
		}, {
			"Arabic with marks drawn before the letters that they stand over",
			"<< /Type /Font /Subtype /Type1 /BaseFont /X /FirstChar 1 /LastChar 4 /Widths [500 500 0 0] /Encoding << /Differences [1 /uni0645 /uni0633 /uni0670 /uni064E] >> >>",
			"", "[-200 (\\004) 200 (\\001) -200 (\\004\\003) 200 (\\002)]", "س\u064e\u0670م\u064e",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			var m maker
			font := c.font
			if c.extra != "" {
				font = strings.ReplaceAll(font, "%s", m.stream("", c.extra))
			}
			show := " Tj"
			if strings.HasPrefix(c.shown, "[") {
				show = " TJ"
			}
			b := m.write("/Font << /F "+m.add("%s", font)+" >>", "BT /F 12 Tf 50 500 Td "+c.shown+show+" ET")
			if got := mustRead(t, b).Text; got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// What stands at the same place on near pages is furniture only if it is the
// same but for the number of the page.
func TestFurniture(t *testing.T) {
	for _, c := range []struct {
		name string
		tops []string
		want []string // furniture of the pages, by page
	}{
		{"the same", []string{"Joint bulletin", "Joint bulletin"}, []string{"Joint bulletin", "Joint bulletin"}},
		{"left and right pages", []string{"Bulletin", "Talks on roads", "Bulletin", "Talks on roads"}, []string{"Bulletin", "Talks on roads", "Bulletin", "Talks on roads"}},
		{"numbers of pages", []string{"Bulletin 8", "Bulletin 9"}, []string{"Bulletin 8", "Bulletin 9"}},
		{"Roman numbers", []string{"iii", "iv"}, []string{"iii", "iv"}},
		{"other numbers", []string{"In 2024 the talks", "In 2019 the talks"}, []string{"", ""}},
		{"other words", []string{"The first round", "The second round"}, []string{"", ""}},
		{"on one page only", []string{"Bulletin"}, []string{""}},
		{"the number of the page", []string{"- 1 -"}, []string{"- 1 -"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var pages []string
			for i, top := range c.tops {
				pages = append(pages, at(50, 560, 10, top)+at(50, 300-float64(i), 10, "Text of a page of its own."))
			}
			var got []string
			for _, p := range mustRead(t, made(pages...)).Pages {
				got = append(got, strings.Join(p.Furniture, "|"))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Pages that are all alike are not all furniture.
func TestAlikePages(t *testing.T) {
	slip := at(50, 560, 10, "Both sides will meet again in the spring.")
	if got, want := mustRead(t, made(slip, slip)).Text, "Both sides will meet again in the spring."; !strings.HasPrefix(got, want) {
		t.Errorf("got %q, want %q twice", got, want)
	}
}

// What the file marks as running heads is left out even of a single page.
func TestMarkedFurniture(t *testing.T) {
	p := mustRead(t, made("/Artifact << /Type /Pagination >> BDC "+at(50, 570, 9, "printed today")+"EMC "+at(50, 500, 10, "text"))).Pages[0]
	if diff := cmp.Diff(Page{Number: 1, Text: "text", Furniture: []string{"printed today"}}, p); diff != "" {
		t.Error(diff)
	}
}

func TestNamed(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"a", "a"}, {"space", " "}, {"eacute", "é"}, {"Acircumflexacute", "Ấ"}, {"Uhorndotbelow", "Ự"}, {"gcommaaccent", "ģ"},
		{"afii10017", "А"}, {"afii10023", "Ё"}, {"afii10049", "Я"}, {"afii10071", "ё"}, {"afii10097", "я"}, {"afii10050", ""},
		{"omicrontonos", "ό"}, {"iotadieresistonos", "ΐ"}, {"uni00E90301", "é\u0301"}, {"u1F600", "😀"}, {"f_f_i", "ffi"}, {"fi.liga", "fi"},
		{"g123", ""}, {"acutely", ""}, {".notdef", ""}, {"", ""},
	} {
		if got := named(c.in); got != c.want {
			t.Errorf("named(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestErrors(t *testing.T) {
	image := func() []byte {
		var m maker
		return m.write("/XObject << /I "+m.stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", "x")+" >>", "420 0 0 595 0 0 cm /I Do")
	}
	unknown := func() []byte {
		var m maker
		return m.write("/Font << /F "+m.add("<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [<< /Subtype /CIDFontType2 >>] >>")+" >>", "BT /F 12 Tf 50 500 Td <00010002> Tj ET")
	}
	line := "q 420 0 0 595 0 0 cm /I Do Q\n" + at(50, 570, 8, "scanned by a library")
	var m maker
	scanned := m.write("/XObject << /I "+m.stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", "x")+
		" >> /Font << /F "+m.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")+" >>", line, line)
	locked, err := os.ReadFile("testdata/locked.pdf")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		b      []byte
		limits Limits
		want   error
		advice string
	}{
		{"an image alone", image(), Limits{}, ErrNoText, "its pages are images: OCR it first"},
		{"images with a line of who scanned them", scanned, Limits{}, ErrNoText, "its pages are images: OCR it first"},
		{"letters unknown", unknown(), Limits{}, ErrNoText, "do not say which letters their glyphs are: OCR it first"},
		{"nothing", made(""), Limits{}, ErrNoText, "OCR it first"},
		{"a password", locked, Limits{}, ErrEncrypted, "save it without the password"},
		{"no PDF", []byte("text"), Limits{}, ErrDamaged, "export it again"},
		{"no pages", []byte("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj"), Limits{}, ErrDamaged, "export it again"},
		{"too many pages", made(at(50, 500, 10, "a"), at(50, 500, 10, "b")), Limits{Pages: 1}, ErrTooLarge, "more than 1 pages"},
		{"too many glyphs", made(at(50, 500, 10, "abc")), Limits{Glyphs: 2}, ErrTooLarge, "split it"},
		{"too many operators", made(at(50, 500, 10, "abc")), Limits{Operators: 2}, ErrTooLarge, "split it"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Read(c.b, c.limits)
			if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.advice) {
				t.Errorf("got %v, want %v with %q", err, c.want, c.advice)
			}
		})
	}
}

// A page without text among others is named.
func TestScannedPage(t *testing.T) {
	var m maker
	b := m.write("/Font << /F "+m.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")+" >> /XObject << /I "+
		m.stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", "x")+" >>",
		at(50, 500, 10, "The first page"), "420 0 0 595 0 0 cm /I Do")
	want := []Page{{Number: 1, Text: "The first page"}, {Number: 2, Scanned: true}}
	if diff := cmp.Diff(want, mustRead(t, b).Pages); diff != "" {
		t.Error(diff)
	}
}
