package pdf

import (
	"bytes"
	"encoding/xml"
	"regexp"
	"strings"
	"unicode/utf8"

	"example.org/rapporteur/internal/text/pdf/object"
	"golang.org/x/text/unicode/norm"
)

// maxXMP is how much of an XMP packet is read. Those of text are below 10 kB;
// the histories of pictures, which can be long, come last.
const maxXMP = 1 << 18

// metadata fills in what the file says of itself: in its Info dictionary or,
// where that is silent, in XMP.
func (r *reader) metadata(to *Result) {
	info := r.file.Dict(r.file.Trailer()["Info"])
	text := func(d object.Dict, key object.Name) string {
		return oneLine(textString(r.file.String(d[key])))
	}
	to.Title, to.Author = title(text(info, "Title")), text(info, "Author")
	to.Producer = text(info, "Producer")
	to.Created, to.Modified = isoDate(text(info, "CreationDate")), isoDate(text(info, "ModDate"))
	to.Language = text(r.file.Root(), "Lang")
	s := r.file.Stream(r.file.Root()["Metadata"])
	if s == nil {
		return
	}
	packet := r.file.Data(s)
	x := readXMP(packet[:min(len(packet), maxXMP)])
	fill := func(field *string, key string) {
		if *field == "" {
			*field = oneLine(x[key])
		}
	}
	fill(&to.Title, "title")
	fill(&to.Author, "creator")
	fill(&to.Language, "language")
	fill(&to.Created, "CreateDate")
	fill(&to.Modified, "ModifyDate")
	to.Title = title(to.Title)
}

// title returns a title, or "" if it is one that a program made up.
func title(s string) string {
	lower := strings.ToLower(s)
	for _, prefix := range []string{"microsoft word - ", "untitled", "document1", "powerpoint presentation", "slide 1"} {
		if strings.HasPrefix(lower, prefix) {
			return ""
		}
	}
	for _, suffix := range []string{".doc", ".docx", ".dvi", ".odt", ".indd", ".qxd", ".pdf", ".tex", ".rtf", ".ps"} {
		if strings.HasSuffix(lower, suffix) {
			return ""
		}
	}
	return s
}

func oneLine(s string) string {
	return norm.NFC.String(strings.Join(strings.Fields(clean(s)), " "))
}

// textString decodes a text string (ISO 32000-2, 7.9.2.2).
func textString(s string) string {
	if rest, ok := strings.CutPrefix(s, "\xfe\xff"); ok {
		return fromUTF16(rest)
	}
	if rest, ok := strings.CutPrefix(s, "\xef\xbb\xbf"); ok && utf8.ValidString(rest) {
		return rest
	}
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 0x18 && c < 0x20:
			b.WriteRune([]rune("˘ˇˆ˙˝˛˚˜")[c-0x18])
		case c >= 0x80 && c <= 0xa0:
			b.WriteRune([]rune("•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\ufffd€")[c-0x80])
		default:
			b.WriteRune(rune(c))
		}
	}
	return b.String()
}

var pdfDate = regexp.MustCompile(`^(?:D:)?(\d{4})(?:(\d\d)(?:(\d\d)(?:(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d'?\d\d)?)?)?)?`)

// isoDate returns a date of PDF, such as D:20250305103000+07'00', in RFC 3339.
func isoDate(s string) string {
	m := pdfDate.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	out := m[1]
	for _, part := range m[2:4] {
		if part == "" {
			return out
		}
		out += "-" + part
	}
	if m[4] == "" {
		return out
	}
	out += "T" + m[4] + ":" + m[5] + ":" + (m[6] + "00")[:2]
	zone := strings.ReplaceAll(m[7], "'", "")
	if len(zone) == 5 {
		zone = zone[:3] + ":" + zone[3:]
	}
	if zone == "" {
		return out[:len("2006-01-02")] // a time in no zone is of no use
	}
	return out + zone
}

// readXMP returns the first text of each property by its local name.
func readXMP(b []byte) map[string]string {
	out := map[string]string{}
	d := xml.NewDecoder(bytes.NewReader(b))
	var path []string
	for {
		t, err := d.Token()
		if err != nil {
			return out
		}
		switch t := t.(type) {
		case xml.StartElement:
			path = append(path, t.Name.Local)
			for _, a := range t.Attr {
				if t.Name.Local == "Description" && out[a.Name.Local] == "" {
					out[a.Name.Local] = a.Value
				}
			}
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			// <dc:title><rdf:Alt><rdf:li>Title</rdf:li></rdf:Alt></dc:title>
			for i := len(path) - 1; i >= 0; i-- {
				if n := path[i]; n != "li" && n != "Alt" && n != "Seq" && n != "Bag" {
					if out[n] == "" {
						out[n] = strings.TrimSpace(string(t))
					}
					break
				}
			}
		}
	}
}
