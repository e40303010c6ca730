package brief

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"

	"example.org/rapporteur/internal/view"
)

// The parts of a WordprocessingML package (ECMA-376) that never change: the types
// of its files, how they hang together, and a few plain styles.
const (
	contentTypes = xml.Header + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
		`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
		`<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/>` +
		`</Types>`
	packageRels = xml.Header + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>` +
		`</Relationships>`
	documentRels = xml.Header + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/>` +
		`</Relationships>`
	namespace = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	styles    = xml.Header + `<w:styles` + namespace + `>` +
		`<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="21"/></w:rPr></w:rPrDefault>` +
		`<w:pPrDefault><w:pPr><w:spacing w:after="80"/></w:pPr></w:pPrDefault></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:rPr><w:b/><w:sz w:val="36"/></w:rPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/>` +
		`<w:pPr><w:keepNext/><w:spacing w:before="240"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/>` +
		`<w:pPr><w:keepNext/><w:spacing w:before="120"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:sz w:val="23"/></w:rPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Line"><w:name w:val="Line"/><w:basedOn w:val="Normal"/><w:pPr><w:ind w:left="284" w:hanging="284"/></w:pPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Remark"><w:name w:val="Remark"/><w:basedOn w:val="Normal"/><w:rPr><w:i/><w:sz w:val="18"/></w:rPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/><w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="17"/></w:rPr></w:style>` +
		`<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>` +
		`</w:styles>`
)

// WriteDOCX writes a brief as a Word document with real footnotes. The same brief
// gives the same bytes.
func WriteDOCX(to io.Writer, b *Brief) error {
	body, notes := bodyOf(b)
	z := zip.NewWriter(to)
	for _, f := range []struct{ name, text string }{
		{"[Content_Types].xml", contentTypes}, {"_rels/.rels", packageRels}, {"word/_rels/document.xml.rels", documentRels},
		{"word/styles.xml", styles}, {"word/document.xml", body}, {"word/footnotes.xml", notes},
	} {
		// A fixed date, the first that ZIP can tell, keeps the clock out of the file.
		w, err := z.CreateHeader(&zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return fmt.Errorf("write the brief as DOCX: %w", err)
		}
		if _, err := io.WriteString(w, f.text); err != nil {
			return fmt.Errorf("write the brief as DOCX: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("write the brief as DOCX: %w", err)
	}
	return nil
}

// bodyOf returns the document and its footnotes, which are numbered from 1: 0
// and -1 are those of the line that parts them from the page.
func bodyOf(b *Brief) (body, footnotes string) {
	var d, f strings.Builder
	d.WriteString(xml.Header + `<w:document` + namespace + `><w:body>`)
	f.WriteString(xml.Header + `<w:footnotes` + namespace + `>` +
		`<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>` +
		`<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>`)
	paragraph := func(style, runs string) {
		fmt.Fprintf(&d, `<w:p><w:pPr><w:pStyle w:val="%s"/></w:pPr>%s</w:p>`, style, runs)
	}
	paragraph("Title", run(b.heading()))
	paragraph("Normal", run(b.under()))
	n := 0
	for _, p := range b.Parts {
		paragraph("Heading1", run(p.Title))
		if p.empty() {
			paragraph("Normal", run(nothing))
		}
		for _, g := range p.Groups {
			if g.Title != "" {
				paragraph("Heading2", run(g.Title))
			}
			for _, l := range g.Lines {
				runs := run("•  " + l.plain())
				for _, note := range l.Notes {
					n++
					runs += fmt.Sprintf(`<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="%d"/></w:r>`, n)
					fmt.Fprintf(&f, `<w:footnote w:id="%d"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>`+
						`<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>%s</w:p></w:footnote>`, n, run(" "+note.plain()))
				}
				paragraph("Line", runs)
			}
		}
		if s := p.remark(); s != "" {
			paragraph("Remark", run(s))
		}
	}
	d.WriteString(`<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`)
	f.WriteString(`</w:footnotes>`)
	return d.String(), f.String()
}

// run returns a text as a run of WordprocessingML. What XML cannot hold becomes U+FFFD.
func run(s string) string {
	var b bytes.Buffer
	xml.EscapeText(&b, []byte(view.OneLine(s))) //nolint:errcheck // a buffer takes everything
	space := ""
	if strings.HasPrefix(s, " ") {
		space = " "
	}
	return `<w:r><w:t xml:space="preserve">` + space + b.String() + `</w:t></w:r>`
}

func (l Line) plain() string {
	var parts []string
	if l.Text != "" {
		parts = append(parts, l.Text)
	}
	if l.Quote != "" {
		parts = append(parts, "“"+l.Quote+"”")
	}
	if l.After != "" {
		parts = append(parts, l.After)
	}
	return l.joined(parts)
}

func (n Note) plain() string {
	if n.Quote == "" {
		return "Worked out by the program: " + n.Rule + "."
	}
	s := "“" + n.Quote + "” " + n.from()
	if n.URL != "" {
		s += ", " + n.URL
	}
	return s + " (" + string(n.Claim) + ")"
}
