package brief_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/brief"
	"example.org/rapporteur/internal/link/linktest"
	"example.org/rapporteur/internal/view"
)

var update = flag.Bool("update", false, "write the golden files anew")

var pair = []rapporteur.Party{"PRT", "LVA"}

// world holds a forum that met three times, once at a place that sources dispute;
// a pledge that is overdue and one that is not; a question; and words that would
// be markup if they were let.
func world(t testing.TB) *linktest.World {
	w := linktest.New(t)
	parties := []rapporteur.Party{"LVA", "PRT"}
	edition := func(doc, quote, date, place string, n int) {
		w.Claim(doc, quote, rapporteur.Claim{
			Parties: parties, Time: rapporteur.Time{Date: w.Date(date)}, Place: &rapporteur.Place{Name: place},
			Interaction: &rapporteur.InteractionBody{Type: rapporteur.Dialogue, Mechanism: "Coastal Defence Dialogue", Edition: n},
		})
	}
	w.AddDoc("first", "2021-03-02", "Baltic Daily", "The first Coastal Defence Dialogue met in Riga. Latvia will lend two radars by 2022. The price was not disclosed.")
	edition("first", "The first Coastal Defence Dialogue met in Riga", "2021-03-01", "Riga", 1)
	w.Claim("first", "Latvia will lend two radars by 2022", rapporteur.Claim{
		Parties: parties, Areas: []rapporteur.Area{rapporteur.AreaMaritime},
		Commitment: &rapporteur.CommitmentBody{By: []rapporteur.Party{"LVA"}, To: []rapporteur.Party{"PRT"}, What: "lend two radars", Act: rapporteur.ActPledged,
			Stage: rapporteur.StagePledged, Due: rapporteur.Time{Date: w.Date("2022")}},
	})
	w.Claim("first", "The price was not disclosed", rapporteur.Claim{
		Parties: parties, Question: &rapporteur.QuestionBody{About: "the price of the radars", Type: rapporteur.Undisclosed},
	})
	w.AddDoc("second", "2022-03-02", "Baltic Daily", "The second Coastal Defence Dialogue met in Porto.")
	edition("second", "The second Coastal Defence Dialogue met in Porto", "2022-03-01", "Porto", 2)
	w.AddDoc("third", "2023-03-02", "Baltic Daily", "The third Coastal Defence Dialogue met in Ventspils. João Sá, Deputy Minister of Defence, spoke.")
	edition("third", "The third Coastal Defence Dialogue met in Ventspils", "2023-03-01", "Ventspils", 3)
	w.Claim("third", "João Sá, Deputy Minister of Defence", rapporteur.Claim{
		Parties: []rapporteur.Party{"PRT"},
		Tenure:  &rapporteur.TenureBody{Person: rapporteur.Participant{Name: "João Sá", Office: "Deputy Minister of Defence", Country: "PRT"}, Heard: true},
	})
	w.AddDoc("other", "2023-03-03", "Porto <Wire>", "Liepaja saw the third Coastal Defence Dialogue. Portugal is to send *two* <b>tugs</b> & a crew ]]> soon.")
	edition("other", "Liepaja saw the third Coastal Defence Dialogue", "2023-03-01", "Liepaja", 3)
	w.AddDoc("later", "2023-05-04", "Porto <Wire>", "Portugal is to send *two* <b>tugs</b> & a crew ]]> soon.")
	w.Claim("later", "Portugal is to send *two* <b>tugs</b> & a crew ]]> soon", rapporteur.Claim{
		Parties: parties, Mode: rapporteur.ModeFuture,
		Commitment: &rapporteur.CommitmentBody{By: []rapporteur.Party{"PRT"}, To: []rapporteur.Party{"LVA"}, What: "send tugs", Act: rapporteur.ActAgreed, Stage: rapporteur.StageAgreed},
	})
	return w
}

func input(t testing.TB, asOf, since string) brief.Input {
	w := world(t)
	w.Build()
	in := view.Input{Input: w.In, AsOf: w.Date(asOf), Languages: map[string]int{"en": 6, "pt": 2}, Quarantined: []view.Quarantined{{Source: "a.pdf"}}}
	return brief.Input{Dossier: view.NewDossier(in, pair), News: view.NewDiff(in, pair, w.Date(since), w.Date(asOf)), Unseen: view.NewUnseen(in, pair)}
}

func write(t testing.TB, in brief.Input, o brief.Options) *brief.Brief {
	t.Helper()
	b, err := brief.New(in, o)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestMarkdown(t *testing.T) {
	var got bytes.Buffer
	if err := brief.WriteMarkdown(&got, write(t, input(t, "2024-06-01", "2023-03-01"), brief.Options{})); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("testdata", "brief.md")
	if *update {
		if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("brief (-want +got; run with -update if it is meant):\n%s", diff)
	}
	marks := regexp.MustCompile(`\[\^\d+\]`).FindAllString(got.String(), -1)
	heads := regexp.MustCompile(`(?m)^\[\^\d+\]: .+$`).FindAllString(got.String(), -1)
	if len(heads) == 0 || len(marks) != 2*len(heads) {
		t.Errorf("%d marks for %d notes", len(marks)-len(heads), len(heads))
	}
}

// Every line has a note; every note has the exact words of a source with its
// outlet, date and address, or says how the line was worked out.
func TestEveryLineHasANote(t *testing.T) {
	texts := map[rapporteur.DocID]string{}
	for _, d := range world(t).In.Documents {
		texts[d.ID] = d.Text.String()
	}
	for _, asOf := range []string{"2021-03-05", "2023-03-03", "2024-06-01"} {
		b := write(t, input(t, asOf, "2021-03-04"), brief.Options{All: true})
		lines := 0
		for _, p := range b.Parts {
			for _, g := range p.Groups {
				for _, l := range g.Lines {
					lines++
					if len(l.Notes) == 0 {
						t.Errorf("%s, %s: %q has no note", asOf, p.Name, l.Text)
					}
					if l.Quote != "" && l.Notes[0].Quote != l.Quote {
						t.Errorf("%s, %s: the first note of “%s” is “%s”", asOf, p.Name, l.Quote, l.Notes[0].Quote)
					}
					for _, n := range l.Notes {
						if n.Rule == "" && (n.Quote == "" || !strings.Contains(texts[n.Doc], n.Quote) || n.Outlet == "" || n.Date == "" || n.URL == "") {
							t.Errorf("%s, %s: note lacks something: %+v", asOf, p.Name, n)
						}
					}
				}
			}
		}
		if lines < 6 {
			t.Errorf("%s: %d lines, want more", asOf, lines)
		}
	}
}

// The parts say what the story holds.
func TestParts(t *testing.T) {
	b := write(t, input(t, "2024-06-01", "2023-03-01"), brief.Options{})
	text := map[string]string{}
	for _, p := range b.Parts {
		for _, g := range p.Groups {
			for _, l := range g.Lines {
				text[p.Name] += g.Title + "|" + l.Text + "|" + l.Quote + "|" + l.After + "\n"
			}
		}
	}
	for part, wants := range map[string][]string{
		"who":       {"Portugal|João Sá, Deputy Minister of Defence (last seen so: 2 March 2023)"},
		"editions":  {"Last held: edition 3, 1 March 2023, ", "or, as others say, ", "Next: edition 4, from November 2023 to May 2024 (expected)", "no public trace as of 1 June 2024"},
		"owed":      {"Latvia|to Portugal:|Latvia will lend two radars by 2022|reported as pledged; due by 31 December 2022; no public trace of delivery as of 1 June 2024; 1187 days", "Portugal|to Latvia:|Portugal is to send"},
		"new":       {"New undertaking||Portugal is to send", "New edition|Coastal Defence Dialogue, edition 3"},
		"contested": {"edition 3, place: ", "Ventspils", "Liepaja"},
		"unknown":   {"||The price was not disclosed|undisclosed, as of 2 March 2021"},
		"suggested": {"Latvia, due 2022:|Latvia will lend two radars by 2022|What has been done", "Was it held, and when and where?", "Which is right?", "Can it be told now?"},
		"unseen":    {"Not read: documents held in other languages (Portuguese 2)", "Gap: no document published between 2 March 2021 and 2 March 2022 (365 days)", "Set aside: 1 file"},
	} {
		for _, want := range wants {
			if !strings.Contains(text[part], want) {
				t.Errorf("part %q lacks %q:\n%s", part, want, text[part])
			}
		}
	}
	for part, s := range text {
		for _, word := range []string{"broken", "failed", "broke its", "lied"} {
			if strings.Contains(s, word) {
				t.Errorf("part %q says %q", part, word)
			}
		}
	}
}

// A brief for one mechanism keeps to the documents that speak of it.
func TestForMechanism(t *testing.T) {
	in := input(t, "2024-06-01", "2021-01-01")
	b := write(t, in, brief.Options{For: "coastal defence"})
	var md strings.Builder
	if err := brief.WriteMarkdown(&md, b); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(md.String(), "two radars") || strings.Contains(md.String(), "tugs") {
		t.Errorf("the brief for the dialogue does not keep to its documents:\n%s", md.String())
	}
	if _, err := brief.New(in, brief.Options{For: "mountain"}); !errors.Is(err, brief.ErrNoMechanism) || !strings.Contains(err.Error(), "Coastal Defence Dialogue") {
		t.Errorf("an unknown mechanism: %v", err)
	}
	if since, err := brief.Since(in.Dossier, ""); err != nil || since.String() != "2023-03-01" {
		t.Errorf("new since %s, %v; want the last edition", since, err)
	}
}

// The Word document opens again: well-formed parts, a footnote for every
// reference, a reference on every line, and the words as they are.
func TestDOCX(t *testing.T) {
	b := write(t, input(t, "2024-06-01", "2023-03-01"), brief.Options{})
	var file, again bytes.Buffer
	for _, w := range []io.Writer{&file, &again} {
		if err := brief.WriteDOCX(w, b); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(file.Bytes(), again.Bytes()) {
		t.Error("the same brief gives two files")
	}
	z, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if parts[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range parts {
		d := xml.NewDecoder(bytes.NewReader(text))
		for {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s is not well-formed: %v", name, err)
			}
		}
	}
	var rels struct {
		Relationship []struct {
			Target string `xml:",attr"`
		}
	}
	if err := xml.Unmarshal(parts["word/_rels/document.xml.rels"], &rels); err != nil {
		t.Fatal(err)
	}
	for _, r := range rels.Relationship {
		if parts["word/"+r.Target] == nil {
			t.Errorf("the document refers to %s, which is not there", r.Target)
		}
	}
	type paragraph struct {
		Style struct {
			Val string `xml:"val,attr"`
		} `xml:"pPr>pStyle"`
		Runs []struct {
			Text      string `xml:"t"`
			Reference *struct {
				ID int `xml:"id,attr"`
			} `xml:"footnoteReference"`
		} `xml:"r"`
	}
	var document struct {
		Paragraphs []paragraph `xml:"body>p"`
	}
	var footnotes struct {
		Footnotes []struct {
			ID         int         `xml:"id,attr"`
			Paragraphs []paragraph `xml:"p"`
		} `xml:"footnote"`
	}
	if err := errors.Join(xml.Unmarshal(parts["word/document.xml"], &document), xml.Unmarshal(parts["word/footnotes.xml"], &footnotes)); err != nil {
		t.Fatal(err)
	}
	notes := map[int]string{}
	for _, f := range footnotes.Footnotes {
		for _, p := range f.Paragraphs {
			for _, r := range p.Runs {
				notes[f.ID] += r.Text
			}
		}
	}
	lines, last := 0, 0
	for _, p := range document.Paragraphs {
		referred := 0
		for _, r := range p.Runs {
			if r.Reference == nil {
				continue
			}
			referred++
			if last++; r.Reference.ID != last || notes[last] == "" {
				t.Errorf("reference %d has no note of its own", r.Reference.ID)
			}
		}
		if p.Style.Val == "Line" {
			lines++
			if referred == 0 {
				t.Errorf("the line %q has no footnote", p.Runs[0].Text)
			}
		}
	}
	if lines < 10 || last != len(footnotes.Footnotes)-2 {
		t.Errorf("%d lines, %d references for %d footnotes", lines, last, len(footnotes.Footnotes)-2)
	}
	if all := strings.Join(mapValues(notes), "\n"); !strings.Contains(all, "“Portugal is to send *two* <b>tugs</b> & a crew ]]> soon” Porto <Wire>, 4 May 2023, https://news.example/later") {
		t.Errorf("no footnote gives the words, the outlet, the date and the address:\n%s", all)
	}
}

// Words that could steer or reorder what stands around them do not reach the page.
func TestHostileWords(t *testing.T) {
	b := &brief.Brief{Title: "a\u202eb\x07", AsOfText: "as of x", Parts: []brief.Part{{Name: "who", Title: "Who", Groups: []brief.Group{{Lines: []brief.Line{{
		Quote: "one\u2066two\x00\nthree", Notes: []brief.Note{{Quote: "\u202enot", Outlet: "[x](y)", Date: "z", URL: "https://a.example/"}},
	}}}}}}}
	var md, docx bytes.Buffer
	if err := errors.Join(brief.WriteMarkdown(&md, b), brief.WriteDOCX(&docx, b)); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(docx.Bytes()), int64(docx.Len()))
	if err != nil {
		t.Fatal(err)
	}
	text := md.String()
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		text += string(part)
	}
	if strings.ContainsAny(text, "\u202e\u2066\x07\x00\ufffd") || !strings.Contains(text, `\[x\]`) || !strings.Contains(text, "one two three") {
		t.Errorf("hostile words come through:\n%q", text)
	}
}

func mapValues(m map[int]string) []string {
	var out []string
	for i := 1; i <= len(m); i++ {
		out = append(out, m[i])
	}
	return out
}
