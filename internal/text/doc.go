// Package text turns captured bytes into documents.
//
// Bytes are plain text, plain text under front matter, a saved HTML page, or
// JSON: one object, an array of objects, or one object a line. What they are is
// told by their content first and by the file's name second. Each document's
// text is in Unicode normalisation form C, and its Original leads from any span
// of it back to the exact words as they were given:
//
//	b, err := text.ReadFile("reports/005.html", text.MaxSize)
//	inputs, faults := text.Read(text.Source{Path: "reports/005.html"}, b)
//	given := inputs[0].Original.Quote(span)
//
// Apart from ReadFile and ReadAll, which fetch the bytes, nothing here does I/O.
package text
