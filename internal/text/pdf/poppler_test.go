package pdf

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"
	"time"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/unicode/norm"
)

// TestFolder compares Read with poppler's pdftotext on the PDFs of the folder
// that RAPPORTEUR_PDFS names, and prints how much of the words is right (P), how
// much is found (R), and the time a page takes:
//
//	RAPPORTEUR_PDFS=~/pdfs go test -run Folder -v ./internal/text/pdf
func TestFolder(t *testing.T) {
	folder := os.Getenv("RAPPORTEUR_PDFS")
	if folder == "" {
		t.Skip("RAPPORTEUR_PDFS names no folder of PDFs")
	}
	needPoppler(t)
	names, err := filepath.Glob(filepath.Join(folder, "*.pdf"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no PDFs in %s: %v", folder, err)
	}
	var precisions, recalls, times []float64
	table := new(strings.Builder)
	w := tabwriter.NewWriter(table, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\nfile\tmaker\tpages\twords\tP\tR\tR of text\tspelt\tms/page")
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		r, err := Read(b, Limits{})
		took := time.Since(start)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		want := popplerWords(t, name)
		spelt := compareSpelling(allWords(r), want)
		if source, err := os.ReadFile(strings.TrimSuffix(name, ".pdf") + ".html"); err == nil {
			truth := words(htmlText(t, source))
			p, q := compareWords(want, truth)
			fmt.Fprintf(w, "%s\tpdftotext, by its source\t\t%d\t%.3f\t%.3f\n", filepath.Base(name), len(truth), p, q)
			want = truth
		}
		precision, recall := compareWords(allWords(r), want)
		_, ofText := compareWords(words(r.Text), want)
		perPage := float64(took.Microseconds()) / 1000 / float64(len(r.Pages))
		fmt.Fprintf(w, "%s\t%.40s\t%d\t%d\t%.3f\t%.3f\t%.3f\t%.3f\t%.1f\n", filepath.Base(name), r.Producer, len(r.Pages), len(want), precision, recall, ofText, spelt, perPage)
		precisions, recalls, times = append(precisions, precision), append(recalls, recall), append(times, perPage)
	}
	fmt.Fprintf(w, "median\t\t\t\t%.3f\t%.3f\t\t\t%.1f\n", median(precisions), median(recalls), median(times))
	fmt.Fprintf(w, "worst\t\t\t\t%.3f\t%.3f\t\t\t%.1f\n", slices.Min(precisions), slices.Min(recalls), slices.Max(times))
	w.Flush()
	t.Log(table)
}

// TestPoppler compares Read with poppler's pdftotext on the files of testdata
// and on pages made for the test.
func TestPoppler(t *testing.T) {
	needPoppler(t)
	names, err := filepath.Glob("testdata/*.pdf")
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	for name, b := range map[string][]byte{
		"paragraphs": made(column(50, 500, 10, "The ministers met on Monday and agreed on the", "text of a joint plan for the next year.", "", "A second round follows in spring.")),
		"distances":  made("BT /F 12 Tf 50 500 Td [(Both)-300(sides)-280(a)20(greed)-300(on)-333(it.)] TJ ET"),
		"hyphens":    made(column(50, 500, 10, "The cooperation of both sides goes on as under-", "taken last year in the town on the river where", "they met before.")),
	} {
		file := filepath.Join(folder, name+".pdf")
		if err := os.WriteFile(file, b, 0o600); err != nil {
			t.Fatal(err)
		}
		names = append(names, file)
	}
	for _, name := range names {
		if filepath.Base(name) == "locked.pdf" {
			continue
		}
		t.Run(filepath.Base(name), func(t *testing.T) {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			got, want := allWords(mustRead(t, b)), popplerWords(t, name)
			if precision, recall := compareWords(got, want); precision < 0.97 || recall < 0.97 {
				t.Errorf("precision %.3f, recall %.3f\n got %q\nwant %q", precision, recall, got, want)
			}
		})
	}
}

// allWords returns the words of a file with those of its running heads.
func allWords(r Result) []string {
	out := words(r.Text)
	for _, p := range r.Pages {
		for _, line := range p.Furniture {
			out = append(out, words(line)...)
		}
	}
	return out
}

// BenchmarkRead measures pages of several makers.
func BenchmarkRead(b *testing.B) {
	for _, name := range []string{"chromium.pdf", "latex.pdf", "libreoffice.pdf", "groff.pdf"} {
		file := testdata(b, name)
		b.Run(name, func(b *testing.B) {
			pages := 0
			for b.Loop() {
				r, err := Read(file, Limits{})
				if err != nil {
					b.Fatal(err)
				}
				pages += len(r.Pages)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(pages), "ms/page")
		})
	}
}

func needPoppler(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("pdftotext"); err == nil {
		return
	}
	const missing = "pdftotext is not installed: apt-get install poppler-utils"
	if os.Getenv("RAPPORTEUR_REQUIRE") == "all" {
		t.Fatal(missing)
	}
	t.Skip(missing)
}

// popplerWords returns the words that pdftotext finds in a file.
func popplerWords(t *testing.T, name string) []string {
	t.Helper()
	var out bytes.Buffer
	cmd := exec.Command("pdftotext", "-enc", "UTF-8", name, "-")
	cmd.Stdout = &out
	if err := cmd.Run(); err != nil {
		t.Fatalf("pdftotext %s: %v", name, err)
	}
	return words(out.String())
}

// words returns what stands between white space, without the marks around it
// and without what is no word. Ligatures are letters, and words of scripts
// without spaces are characters. Vowel signs and other marks of scripts that run
// to the left are left out: pdftotext often writes them before their letter, or
// as words of their own, which no text does.
func words(s string) []string {
	var out []string
	s = strings.Map(func(r rune) rune {
		if r >= 0x590 && r <= 0x8ff && unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, norm.NFKC.String(s))
	for _, f := range strings.Fields(s) {
		f = strings.TrimFunc(f, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r) })
		if f == "" {
			continue
		}
		start := 0
		for i, r := range f {
			if unspaced(r) {
				if start < i {
					out = append(out, f[start:i])
				}
				start = i + len(string(r))
				out = append(out, f[i:start])
			}
		}
		if start < len(f) {
			out = append(out, f[start:])
		}
	}
	return out
}

// compareWords returns which parts of got are in want, and of want in got.
func compareWords(got, want []string) (precision, recall float64) {
	left := map[string]int{}
	for _, w := range want {
		left[w]++
	}
	common := 0
	for _, w := range got {
		if left[w] > 0 {
			left[w]--
			common++
		}
	}
	if len(got) == 0 || len(want) == 0 {
		return 0, 0
	}
	return float64(common) / float64(len(got)), float64(common) / float64(len(want))
}

// compareSpelling returns the share of runs of five characters that both have, with
// no regard to where words end.
func compareSpelling(got, want []string) float64 {
	runs := func(words []string) (out []string) {
		letters := []rune(strings.Join(words, ""))
		for i := 0; i+5 <= len(letters); i++ {
			out = append(out, string(letters[i:i+5]))
		}
		return out
	}
	p, r := compareWords(runs(got), runs(want))
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// htmlText returns the text of a page, its blocks set apart.
func htmlText(t *testing.T, page []byte) string {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	inline := []atom.Atom{atom.A, atom.B, atom.Code, atom.Em, atom.Font, atom.I, atom.Span, atom.Strong, atom.Sub, atom.Sup}
	var out strings.Builder
	for n := range doc.Descendants() {
		switch {
		case n.Type == html.ElementNode && !slices.Contains(inline, n.DataAtom):
			out.WriteByte(' ')
		case n.Type == html.TextNode && n.Parent.DataAtom != atom.Style && n.Parent.DataAtom != atom.Script && n.Parent.DataAtom != atom.Title:
			out.WriteString(n.Data)
		}
	}
	return out.String()
}

func median(list []float64) float64 {
	list = slices.Sorted(slices.Values(list))
	return list[len(list)/2]
}
