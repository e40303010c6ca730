package text

import "testing"

func TestParsePublished(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"2025-03-05", "2025-03-05"},
		{"2025-03", "2025-03"},
		{"2025", "2025"},
		{" 2025-03-05 ", "2025-03-05"},
		{"2025-03-05T23:30:00+07:00", "2025-03-05"},
		{"2025-03-05T23:30:00Z", "2025-03-05"},
		{"2025-03-05T23:30:00.123Z", "2025-03-05"},
		{"2025-03-05T23:30:00+0700", "2025-03-05"},
		{"2025-03-05T23:30", "2025-03-05"},
		{"2025-03-05 23:30", "2025-03-05"},
		{"5 March 2025", "2025-03-05"},
		{"05 Mar 2025", "2025-03-05"},
		{"March 5, 2025", "2025-03-05"},
		{"Wednesday, 5 March 2025", "2025-03-05"},
		{"Wed, 05 Mar 2025 08:00:00 GMT", "2025-03-05"},
		{"last week", ""},
		{"2025-02-30", ""},
		{"31 February 2025", ""},
		{"05/03/2025", ""},
		{"", ""},
	} {
		got, err := ParsePublished(c.in)
		if got.String() != c.want || (err != nil) != (c.want == "") {
			t.Errorf("ParsePublished(%q) = %q, %v, want %q", c.in, got, err, c.want)
		}
	}
}

func TestAddressDate(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"https://example.org/2019/07/29/border-talks", "2019-07-29"},
		{"https://example.org/2019/07/29", "2019-07-29"},
		{"https://example.org/news/2019/7/9/talks.html", "2019-07-09"},
		{"https://example.org/2019-07-29/talks", "2019-07-29"},
		{"https://example.org/2019/07/border-talks", "2019-07"},
		{"https://example.org/2019/07/5-things-to-know", "2019-07"},
		{"https://example.org/2019/07/31415", "2019-07"},
		{"https://example.org/2019/07/45/", "2019-07"},
		{"https://example.org/2019/02/30/", "2019-02"},
		{"https://example.org/2019/13/01/", ""},
		{"https://example.org/2019-20/season", ""},
		{"https://example.org/news/2019", ""},
		{"https://example.org/?d=/2019/07/29/", ""},
		{"https://mfa.example.cn/xw/201907/t20190729_1234.html", "2019-07-29"},
		{"https://example.cn/201907/29/c_1234.htm", "2019-07-29"},
		{"https://example.kr/view/AEN20190729004500315", "2019-07-29"},
		{"https://example.org/item-20191399.html", ""},
		{"https://example.org/post201907291.html", ""},
		{"https://example.org/1234/56/", ""},
		{"", ""},
	} {
		if got := addressDate(c.in).String(); got != c.want {
			t.Errorf("addressDate(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestPrintedDate(t *testing.T) {
	for _, c := range []struct{ in, lang, want string }{
		{"Thứ năm, 06/03/2025 10:15", "vi", "2025-03-06"},
		{"06.03.2025", "lo", "2025-03-06"},
		{"Updated: 5 March 2025, 10:00", "en", "2025-03-05"},
		{"March 5, 2025 | Hanoi", "en", "2025-03-05"},
		{"on 2025-03-05 at noon", "", "2025-03-05"},
		{"03/05/2025", "en-US", "2025-03-05"},
		{"03/05/2025", "en-GB", "2025-05-03"},
		{"03/05/2025", "en", ""}, // either
		{"25/03/2025", "en", "2025-03-25"},
		{"03/25/2025", "", "2025-03-25"},
		{"05/05/2025", "en", "2025-05-05"},
		{"31/02/2025", "vi", ""},
		{"10 minutes ago", "en", ""},
		{"5th March, 2025", "en", "2025-03-05"},
		{"05-MAR-2025", "en", "2025-03-05"},
		{"Sept. 5, 2025", "en", "2025-09-05"},
		{"le 1er février 2025", "fr", "2025-02-01"},
		{"5 de marzo de 2025", "es", "2025-03-05"},
		{"5. März 2025", "de", "2025-03-05"},
		{"5 мая 2025 года", "ru", "2025-05-05"},
		{"5 липня 2025", "uk", "2025-07-05"},
		{"5 Mei 2025", "id", "2025-05-05"},
		{"วันที่ 5 มีนาคม พ.ศ. 2568", "th", "2025-03-05"},
		{"5 ม.ค. 2568", "th", "2025-01-05"},
		{"5 ມີນາ 2025", "lo", "2025-03-05"},
		{"2025年3月5日", "zh", "2025-03-05"},
		{"2025년 3월 5일", "ko", "2025-03-05"},
		{"令和元年5月1日", "ja", "2019-05-01"},
		{"2025. 3. 5.", "ko", "2025-03-05"},
		{"ngày 5 tháng 3 năm 2025", "vi", "2025-03-05"},
		{"Updated: 9 March 2025 | Published: 5 March 2025", "en", "2025-03-05"},
		{"Cập nhật lúc 10:20, 05/03/2025", "vi", "2025-03-05"},
		{"5 Words 2025", "en", ""},
		{"31 February 2025", "en", ""},
		{"© 2025", "en", ""},
	} {
		if got := printedDate(c.in, c.lang).String(); got != c.want {
			t.Errorf("printedDate(%q, %q) = %q, want %q", c.in, c.lang, got, c.want)
		}
	}
}
