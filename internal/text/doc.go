// Package text turns captured bytes into documents.
//
// Bytes are plain text, plain text or Markdown under front matter, a saved HTML
// page, a PDF, an office document (DOCX, ODT), a mail or a mailbox of them, or
// JSON: one object, an array of objects, or one object a line. What they are is
// told by their content first and by the file's name second. Each document's
// text is in Unicode normalisation form C, and its Original leads from any span
// of it back to the exact words as they were given. In formats that have such, the
// document also knows the page, the paragraph or the part that words stand in:
//
//	b, err := text.ReadFile("reports/005.html", text.MaxSize)
//	inputs, faults := text.Read(text.Source{Path: "reports/005.html"}, b)
//	given := inputs[0].Original.Quote(span)
//	location := inputs[0].Doc.LocationAt(quote.Start())
//
// Apart from ReadFile and ReadAll, which fetch the bytes, nothing here does I/O.
// Formats that need care with strangers' files can be read in another process:
// see Reader.
package text
