package eval

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"

	"example.org/rapporteur"
)

// A Mention is words of a document that speak of one thing.
type Mention struct {
	// Doc is the document's name. In a key of people it may hold the wildcards of path.Match.
	Doc string
	// Words stand in the document; of a person, they are the name as a claim gives it.
	Words string
	// Form is the form of contact where the same words tell of two; else empty.
	Form rapporteur.InteractionType
	// Thing names what the words speak of, the same for every mention of it.
	Thing string
}

// A Key says which words of a collection of documents speak of the same thing,
// as a person reads them. It names documents and words, and no claims, so that
// it stays when the reading changes.
type Key struct {
	Events, People, Commitments []Mention
}

// LoadKey reads a key from the files events.txt, people.txt and commitments.txt
// of a folder.
func LoadKey(dir string) (Key, error) {
	var k Key
	for _, f := range []struct {
		name string
		to   *[]Mention
	}{{"events.txt", &k.Events}, {"people.txt", &k.People}, {"commitments.txt", &k.Commitments}} {
		name := filepath.Join(dir, f.name)
		r, err := os.Open(name)
		if err != nil {
			return Key{}, fmt.Errorf("read the key of links: %w", err)
		}
		*f.to, err = ReadMentions(r)
		r.Close()
		if err != nil {
			return Key{}, fmt.Errorf("%s: %w", name, err)
		}
	}
	return k, nil
}

// ReadMentions reads one file of a key. A line without indent names a thing; the
// indented lines under it are its mentions, "document: words" or "document:
// [form] words". Blank lines and lines that begin with # are left out. A thing is
// named once and has mentions.
func ReadMentions(r io.Reader) ([]Mention, error) {
	var out []Mention
	named := map[string]bool{}
	thing, empty := "", false
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		text := strings.TrimSpace(line)
		switch {
		case text == "" || strings.HasPrefix(text, "#"):
		case line[0] != '\t' && line[0] != ' ':
			if empty {
				return nil, fmt.Errorf("line %d: %q has no mentions", n, thing)
			}
			if named[text] {
				return nil, fmt.Errorf("line %d: %q is named twice", n, text)
			}
			thing, empty, named[text] = text, true, true
		default:
			doc, words, ok := strings.Cut(text, ": ")
			if !ok || thing == "" {
				return nil, fmt.Errorf(`line %d: write "document: words" under the name of a thing`, n)
			}
			if _, err := path.Match(doc, ""); err != nil {
				return nil, fmt.Errorf("line %d: document %q: %w", n, doc, err)
			}
			m := Mention{Doc: doc, Words: strings.TrimSpace(words), Thing: thing}
			if form, rest, ok := strings.Cut(m.Words, "] "); ok && strings.HasPrefix(form, "[") {
				m.Form, m.Words = rapporteur.InteractionType(form[1:]), strings.TrimSpace(rest)
			}
			out, empty = append(out, m), false
		}
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	if empty {
		return nil, fmt.Errorf("%q has no mentions", thing)
	}
	return out, nil
}
