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
		{"© 2025", "en", ""},
	} {
		if got := printedDate(c.in, c.lang).String(); got != c.want {
			t.Errorf("printedDate(%q, %q) = %q, want %q", c.in, c.lang, got, c.want)
		}
	}
}
