package pdf

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMetadata(t *testing.T) {
	m := maker{catalog: "/Lang (en-GB)"}
	m.trailer = "/Info " + m.add("<< /Title <FEFF1EA4> /Author (A. Writer) /Producer (A program) /CreationDate (D:20250305103000+07'00') /ModDate (D:202503) >>")
	r := mustRead(t, m.write("", at(50, 500, 10, "text")))
	r.Pages, r.Text, r.seams = nil, "", nil
	want := Result{Title: "Ấ", Author: "A. Writer", Producer: "A program", Language: "en-GB", Created: "2025-03-05T10:30:00+07:00", Modified: "2025-03"}
	if diff := cmp.Diff(want, r, cmp.AllowUnexported(Result{})); diff != "" {
		t.Error(diff)
	}

	m = maker{}
	m.trailer = "/Info " + m.add("<< /Title (Microsoft Word - minutes-v3.docx) >>")
	m.catalog = "/Metadata " + m.stream("/Type /Metadata /Subtype /XML", `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmp:CreateDate="2025-03-05T10:30:00Z"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">Minutes of the talks</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>A. Writer</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>`)
	r = mustRead(t, m.write("", at(50, 500, 10, "text")))
	r.Pages, r.Text, r.seams = nil, "", nil
	want = Result{Title: "Minutes of the talks", Author: "A. Writer", Created: "2025-03-05T10:30:00Z"}
	if diff := cmp.Diff(want, r, cmp.AllowUnexported(Result{})); diff != "" {
		t.Error(diff)
	}
}

// A file whose title is none is called by what it sets largest.
func TestTitle(t *testing.T) {
	text := column(50, 480, 10, "The ministers met on Monday and agreed on a plan.", "It names three roads.")
	for _, c := range []struct{ info, want string }{
		{"(Minutes of the talks)", "Minutes of the talks"},
		{"(untitled)", "Talks on roads end"},
		{"(minutes_final_v2.docx)", "Talks on roads end"},
	} {
		var m maker
		m.trailer = "/Info " + m.add("<< /Title %s >>", c.info)
		b := m.write("", at(50, 530, 16, "Talks on roads")+at(50, 512, 16, "end")+text)
		if got := mustRead(t, b).Title; got != c.want {
			t.Errorf("title %s: got %q, want %q", c.info, got, c.want)
		}
	}
	if got := mustRead(t, made(text)).Title; got != "" {
		t.Errorf("got %q as the title of a page of one size", got)
	}
}

func TestISODate(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"D:20250305103000+07'00'", "2025-03-05T10:30:00+07:00"},
		{"D:20250305103000-0530", "2025-03-05T10:30:00-05:30"},
		{"D:20250305103000Z00'00'", "2025-03-05T10:30:00Z"},
		{"D:20250305103000", "2025-03-05"},
		{"20250305", "2025-03-05"},
		{"D:2025", "2025"},
		{"5 March 2025", ""},
		{"", ""},
	} {
		if got := isoDate(c.in); got != c.want {
			t.Errorf("isoDate(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}
