package text

import (
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"example.org/rapporteur"
	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/text/unicode/norm"
)

// FuzzRead holds that no bytes break the reader, that it gives documents or
// says why not, and that every text is valid and normalised.
func FuzzRead(f *testing.F) {
	archives, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range archives {
		b, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range txtar.Parse(b).Files {
			f.Add(file.Name, file.Data)
		}
	}
	for _, s := range []string{
		"\xff\xfea\x00", "\xfe\xff\x00a", "a\x00b\x00", "e\u0323\u0302\u0344", "---\na: b\n---\n", "[{}]", "{\"text\":\"\\ud800\"}", "<p>&#0;",
	} {
		f.Add("a.txt", []byte(s))
	}
	f.Fuzz(func(t *testing.T, name string, b []byte) {
		inputs, faults := Read(Source{Path: name}, b)
		if len(inputs)+len(faults) == 0 {
			t.Error("neither a document nor a fault")
		}
		for _, in := range inputs {
			d := in.Doc
			for _, s := range []string{d.Text.String(), d.Title, d.Outlet, d.Byline} {
				if !utf8.ValidString(s) || !norm.NFC.IsNormalString(s) {
					t.Errorf("not valid text in form C: %+q", s)
				}
			}
			if !utf8.ValidString(d.URL + in.Next + in.AMP) {
				t.Errorf("addresses %+q, %+q, %+q", d.URL, in.Next, in.AMP)
			}
			if d.Published.IsZero() != (d.PublishedBasis == "") {
				t.Errorf("published %q on the basis %q", d.Published, d.PublishedBasis)
			}
			last := rapporteur.CodePoint(-1)
			for _, l := range d.Locations {
				if l.At <= last || int(l.At) >= utf8.RuneCountInString(d.Text.String()) || l.Name == "" {
					t.Errorf("locations %+v in %+q", d.Locations, d.Text.String())
				}
				last = l.At
			}
			whole, err := d.Text.Span(0, d.Text.Len())
			if err != nil || in.Original.Quote(whole) != in.Original.String() {
				t.Errorf("the whole text %+q does not lead back to %+q: %v", d.Text.String(), in.Original.String(), err)
			}
		}
	})
}
