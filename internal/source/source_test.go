package source

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// refs writes references a line each, with what they hold beside the address.
func refs(l Listing) []string {
	var out []string
	for _, r := range l.Refs {
		s := fmt.Sprintf("%s | %s | %s | %s", r.ID, r.URL, r.Title, r.Published)
		if r.Content != "" {
			s += " | whole"
		}
		out = append(out, s)
	}
	for _, m := range l.More {
		out = append(out, strings.TrimSpace(fmt.Sprintf("more %s %s %s", m.URL, m.Title, m.Category)))
	}
	return out
}

var long = strings.Repeat("The ministers agreed to go on with the talks next year. ", 30)

var announcements = []struct {
	name    string
	kind    Kind
	address string
	text    string
	title   string
	want    []string
	passed  int
}{
	{"rss", Feed, "https://ministry.example/rss", `<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Ministry &amp; press</title><link>https://ministry.example/</link>
<item><title>Talks in &lt;b&gt;Riga&lt;/b&gt;</title><link>/news/1?utm_source=rss#top</link><guid isPermaLink="false">n-1</guid><pubDate>Thu, 06 Mar 2025 23:30:00 +0700</pubDate><description>Short …</description></item>
<item><title>Whole</title><link>https://ministry.example/news/2</link><content:encoded><![CDATA[<p>` + long + `</p>]]></content:encoded></item>
<item><title>Cut</title><link>https://ministry.example/news/3</link><description>` + long + ` Read more »</description></item>
<item><title>Twice</title><link>https://ministry.example/news/3</link></item>
<item><title>Nowhere</title><link>javascript:alert(1)</link></item>
<item><title>Bulletin</title><description>The talks took place.</description></item>
</channel></rss>`, "Ministry & press", []string{
		"n-1 | https://ministry.example/news/1 | Talks in Riga | 2025-03-06",
		"https://ministry.example/news/2 | https://ministry.example/news/2 | Whole |  | whole",
		"https://ministry.example/news/3 | https://ministry.example/news/3 | Cut | ",
		"0000000000000000000000000000000000000000000000000000000000000000 |  | Bulletin |  | whole",
	}, 1},
	{"rss in another charset", Feed, "http://daily.example/", "<?xml version=\"1.0\" encoding=\"windows-1251\"?><rss version=\"2.0\"><channel><title>\xcf\xf0\xe5\xf1\xf1\xe0</title><item><link>http://daily.example/a</link></item></channel></rss>",
		"Пресса", []string{"http://daily.example/a | http://daily.example/a |  | "}, 0},
	{"atom", Feed, "https://paper.example/atom", `<feed xmlns="http://www.w3.org/2005/Atom"><title>Paper</title><entry><id>urn:1</id><title>One</title><link href="one"/><published>2025-03-06T09:00:00+07:00</published><updated>2025-03-07T09:00:00Z</updated></entry></feed>`,
		"Paper", []string{"urn:1 | https://paper.example/one | One | 2025-03-06"}, 0},
	{"json feed", Feed, "https://wire.example/feed.json", `{"version":"https://jsonfeed.org/version/1.1","title":"Wire","items":[{"id":"7","url":"https://WIRE.example:443/7","title":"Seven","date_published":"2025-03-06T00:00:00Z","content_text":"Short."}]}`,
		"Wire", []string{"7 | https://wire.example/7 | Seven | 2025-03-06"}, 0},
	{"sitemap", Sitemap, "https://ministry.example/sitemap.xml", `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="n"><url><loc>https://ministry.example/a</loc><lastmod>2025-03-06</lastmod></url>
<url><loc>https://ministry.example/b</loc><news:news><news:publication><news:name>Ministry</news:name></news:publication><news:publication_date>2025-03-05T10:00:00Z</news:publication_date><news:title>B</news:title></news:news></url><url><loc>file:///etc/passwd</loc></url></urlset>`,
		"Ministry", []string{"https://ministry.example/a | https://ministry.example/a |  | ", "https://ministry.example/b | https://ministry.example/b | B | 2025-03-05"}, 1},
	{"sitemap index", Sitemap, "https://ministry.example/sitemap.xml", `<sitemapindex><sitemap><loc>https://ministry.example/s1.xml.gz</loc></sitemap><sitemap><loc>/s2.xml</loc></sitemap></sitemapindex>`,
		"", []string{"more https://ministry.example/s1.xml.gz", "more https://ministry.example/s2.xml"}, 0},
	{"sitemap cut off", Sitemap, "https://ministry.example/sitemap.xml", `<urlset><url><loc>https://ministry.example/a</loc></url><url><lo`,
		"", []string{"https://ministry.example/a | https://ministry.example/a |  | "}, 0},
	{"opml", OPML, "", `<opml version="2.0"><head><title>My feeds</title></head><body><outline text="Asia"><outline text="Ministry" type="rss" xmlUrl="https://ministry.example/rss" htmlUrl="https://ministry.example"/></outline><outline title="Wire" text="w" xmlUrl="https://wire.example/f"/><outline text="bad" xmlUrl="ftp://wire.example/f"/></body></opml>`,
		"My feeds", []string{"more https://ministry.example/rss Ministry Asia", "more https://wire.example/f Wire"}, 1},
	{"list", List, "", "\ufeff# to read\nhttps://a.example/1\n\nhttps://a.example/2\tTitle of  it\nhttps://a.example/1\nnone\n",
		"", []string{"https://a.example/1 | https://a.example/1 |  | ", "https://a.example/2 | https://a.example/2 | Title of it | "}, 1},
}

func TestParse(t *testing.T) {
	for _, test := range announcements {
		t.Run(test.name, func(t *testing.T) {
			if got := Sniff([]byte(test.text)); got != test.kind && test.name != "list" {
				t.Errorf("Sniff: %s, want %s", got, test.kind)
			}
			l, err := Parse(test.kind, test.address, []byte(test.text))
			if err != nil {
				t.Fatal(err)
			}
			got := refs(l)
			for i, s := range got { // the hash of a text stands for itself
				if strings.HasSuffix(s, "|  | Bulletin |  | whole") {
					got[i], test.want[i] = s[64:], test.want[i][64:]
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("references (-want +got):\n%s", diff)
			}
			if l.Title != test.title || l.Passed != test.passed {
				t.Errorf("title %q with %d passed over, want %q with %d", l.Title, l.Passed, test.title, test.passed)
			}
		})
	}
}

func TestPackedSitemap(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	fmt.Fprint(z, `<urlset><url><loc>https://a.example/1</loc></url></urlset>`)
	z.Close()
	if got := Sniff(b.Bytes()); got != Sitemap {
		t.Errorf("Sniff: %s, want what is packed", got)
	}
	l, err := ParseSitemap("https://a.example/", b.Bytes())
	if err != nil || len(l.Refs) != 1 {
		t.Errorf("%v, %v", l, err)
	}
	var member bytes.Buffer
	z = gzip.NewWriter(&member)
	z.Write(make([]byte, 1<<20))
	z.Close()
	bomb := bytes.Repeat(member.Bytes(), maxBytes>>20+1)
	if _, err := ParseSitemap("https://a.example/", bomb); err == nil || !strings.Contains(err.Error(), "more than 50 MB") {
		t.Errorf("a bomb gives %v", err)
	}
}

func TestRefused(t *testing.T) {
	deep := strings.Repeat("<a>", 100_000)
	for name, test := range map[string]struct {
		kind Kind
		text string
		want string
	}{
		"html as feed":    {Feed, "<html><body>hello</body></html>", "neither RSS nor Atom"},
		"deep feed":       {Feed, "<rss>" + deep, "nested deeper"},
		"deep sitemap":    {Sitemap, "<urlset>" + deep, "nested deeper"},
		"deep opml":       {OPML, "<opml>" + deep, "nested deeper"},
		"other xml":       {Sitemap, "<svg></svg>", "neither urlset"},
		"opml without":    {OPML, "<opml><body/></opml>", "names no feed"},
		"prose as list":   {List, "Dear reader,\nhello.", "holds no address"},
		"external entity": {OPML, `<!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><body><outline xmlUrl="&x;"/></body></opml>`, ""},
		"entity bomb":     {Sitemap, `<!DOCTYPE o [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><urlset><url><loc>&b;</loc></url></urlset>`, ""},
		"a page":          {Page, "hello", "announces nothing"},
	} {
		l, err := Parse(test.kind, "https://a.example/", []byte(test.text))
		if test.want == "" {
			if len(l.More) > 0 || len(l.Refs) > 1 {
				t.Errorf("%s: %v, %v", name, l, err)
			}
			continue
		}
		var e *Error
		if err == nil || !strings.Contains(err.Error(), test.want) || !errors.As(err, &e) || e.Kind != test.kind {
			t.Errorf("%s: error %v, want one with %q", name, err, test.want)
		}
	}
}

func TestCanonical(t *testing.T) {
	for _, test := range []struct{ base, address, want string }{
		{"", " HTTPS://Example.ORG:443?b=2&utm_source=x&a=1&fbclid=9#frag ", "https://example.org/?b=2&a=1"},
		{"", "http://example.org:8080/a", "http://example.org:8080/a"},
		{"", "http://example.org:80/a?", "http://example.org/a"},
		{"https://example.org/news/", "../x", "https://example.org/x"},
		{"https://example.org/news/", "//other.example/x", "https://other.example/x"},
		{"", "/x", ""},
		{"", "ftp://example.org/", ""},
		{"", "http://user:pass@example.org/", ""},
		{"", "http:///path", ""},
		{"", "http://example.org/" + strings.Repeat("a", maxAddress), ""},
		{"", "http://example.org/" + strings.Repeat("é", maxAddress/3), ""}, // longer once escaped
		{"", "http://a\x88b.example/", ""},
		{"", "https://example.org/Hội-nghị", "https://example.org/H%E1%BB%99i-ngh%E1%BB%8B"},
	} {
		got := Canonical(test.base, test.address)
		if got != test.want {
			t.Errorf("Canonical(%q, %q) = %q, want %q", test.base, test.address, got, test.want)
		}
		if again := Canonical("", got); again != got {
			t.Errorf("%q is not canonical: it becomes %q", got, again)
		}
	}
}

func TestOPMLRoundTrip(t *testing.T) {
	feeds := []Link{
		{URL: "https://a.example/rss", Title: `A <&> "quoted"`, Site: "https://a.example/", Category: "Asia"},
		{URL: "https://b.example/rss", Title: "B", Category: "Asia"},
		{URL: "https://c.example/rss", Title: "C"},
	}
	var b bytes.Buffer
	if err := WriteOPML(&b, "All", feeds); err != nil {
		t.Fatal(err)
	}
	l, err := ParseOPML(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(feeds, l.More); diff != "" || l.Title != "All" {
		t.Errorf("title %q (-written +read):\n%s", l.Title, diff)
	}
}

func TestSniff(t *testing.T) {
	for text, want := range map[string]Kind{
		"https://a.example/1\n# no\nhttps://a.example/2": List,
		"https://a.example/1 is where it stands":         Page,
		"":                                               Page,
		"# Heading\n":                                    Page,
		"<!doctype html><title>a</title>":                Page,
		`<?xml version="1.0"?><!-- c --><rdf:RDF xmlns:rdf="r">`: Feed,
		"WARC/1.0\r\n":  Archive,
		`{"text": "a"}`: Page,
	} {
		if got := Sniff([]byte(text)); got != want {
			t.Errorf("Sniff(%q) = %s, want %s", text, got, want)
		}
	}
}

// Whatever comes, every reference has an identity of its own and an address that
// is canonical, and reading the same again gives the same.
func FuzzParse(f *testing.F) {
	for i, a := range announcements {
		f.Add(i%4, []byte(a.text))
	}
	kinds := []Kind{Feed, Sitemap, OPML, List}
	f.Fuzz(func(t *testing.T, k int, b []byte) {
		const base = "https://a.example/x/"
		Sniff(b)
		kind := kinds[uint(k)%4]
		l, err := Parse(kind, base, b)
		if err != nil {
			return
		}
		again, err := Parse(kind, base, b)
		if diff := cmp.Diff(refs(l), refs(again)); diff != "" || err != nil {
			t.Errorf("read again: %v\n%s", err, diff)
		}
		seen := map[string]bool{}
		for _, r := range l.Refs {
			if r.ID == "" || seen[r.ID] || r.URL == "" && r.Content == "" || r.URL != "" && Canonical("", r.URL) != r.URL {
				t.Errorf("bad reference %+v", r)
			}
			seen[r.ID] = true
		}
		for _, m := range l.More {
			if Canonical("", m.URL) != m.URL {
				t.Errorf("bad link %+v", m)
			}
		}
	})
}
