package rapporteur

import (
	"sort"
	"time"
)

// Basis says how a value that a document does not simply print is known.
type Basis string

// The bases of a publication date or of a time.
const (
	BasisStated    Basis = "stated"    // printed in the text itself
	BasisMetadata  Basis = "metadata"  // in the page's or file's own metadata
	BasisGiven     Basis = "given"     // told by the person who read it in
	BasisAddress   Basis = "address"   // in the URL
	BasisPublished Basis = "published" // worked out from the publication date
	BasisInferred  Basis = "inferred"  // worked out from other words; the inference is kept
)

// A Document is one text as published at one address, with what is known of its
// publication. The bytes it came from are its captures.
type Document struct {
	ID DocID
	// Name is the file's name up to its first dot, or the same of a record within a file.
	Name           string
	URL            string
	Outlet         string
	Title          string
	Language       string // BCP 47; empty if it could not be told
	Published      Date   // zero if not known
	PublishedBasis Basis
	// Register is the manner of writing where the source tells it: agency report,
	// ministry release, joint statement, analysis, comment, interview.
	Register string
	Byline   string // who signs it, as the source writes it; empty if it does not tell
	// Locations say where in its file each stretch of the text stands, in the order of
	// the text; empty for files that are text themselves.
	Locations []Location
	Text      Text
}

// A Location names where in its file a stretch of a document's text begins: "page 3",
// "word/document.xml paragraph 12", "part 1.2".
type Location struct {
	At   CodePoint `json:"at"`
	Name string    `json:"name"`
}

// LocationAt returns the name of the location in which a code point of the text
// stands, or "" if none is known.
func (d Document) LocationAt(at CodePoint) string {
	i := sort.Search(len(d.Locations), func(i int) bool { return d.Locations[i].At > at })
	if i == 0 {
		return ""
	}
	return d.Locations[i-1].Name
}

// A Capture is one arrival of a document's bytes: when, from where, and which bytes.
type Capture struct {
	Doc       DocID
	Blob      BlobID
	At        time.Time
	Source    string // path or URL as it was given
	MediaType string // IANA media type
	// Header holds the fields of the HTTP answer that brought the bytes, as "Name:
	// value", one a line; empty if they did not come over HTTP.
	Header string
}
