package eval

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"example.org/rapporteur/internal/annotation"
)

// textSuffix ends the name of the file that holds an annotated text.
const textSuffix = ".text.json"

// An Example is one text with the annotations that were made of it by hand.
type Example struct {
	Doc string // name of the annotations' file without ".json"
	// TextFile is the file that the text was read from: JSON of the form
	// {title, url, outlet, published, text}, or the plain text.
	TextFile string
	Title    string
	URL      string
	Outlet   string
	// Published is an EDTF date, from the text's file or else from the annotations.
	Published string
	Text      string
	Want      annotation.Document
	// speculation tells that the annotator looked for speculation at all.
	speculation bool
}

// Load reads the annotated texts of a folder, in the order of their names: each
// NAME.json with NAME.text.json beside it, or with the text in the file that its
// own "text_file" names, relative to the folder.
func Load(dir string) ([]Example, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("read the annotated texts: %w", err)
	}
	var out []Example
	for _, e := range entries {
		name := e.Name()
		if e.IsDir() || !strings.HasSuffix(name, ".json") || strings.HasSuffix(name, textSuffix) {
			continue
		}
		x, err := loadExample(dir, strings.TrimSuffix(name, ".json"))
		if err != nil {
			return nil, fmt.Errorf("annotations %s: %w", filepath.Join(dir, name), err)
		}
		out = append(out, x)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("no annotated texts in %s: put NAME.json and NAME%s there", dir, textSuffix)
	}
	return out, nil
}

func loadExample(dir, doc string) (Example, error) {
	x := Example{Doc: doc}
	b, err := os.ReadFile(filepath.Join(dir, doc+".json"))
	if err != nil {
		return x, err
	}
	// Both are read from the same object: the exchange form, and what only
	// annotators write.
	var own struct {
		TextFile    string           `json:"text_file"`
		Speculation *json.RawMessage `json:"speculation"`
	}
	if err := errors.Join(json.Unmarshal(b, &x.Want), json.Unmarshal(b, &own)); err != nil {
		return x, fmt.Errorf("not annotations in JSON: %w", err)
	}
	x.speculation = own.Speculation != nil
	if x.Want.Published != nil {
		x.Published = *x.Want.Published
	}
	if own.TextFile != "" {
		if filepath.IsAbs(own.TextFile) {
			return x, fmt.Errorf("text_file %s is absolute: name it relative to the folder", own.TextFile)
		}
		x.TextFile = filepath.Join(dir, filepath.FromSlash(own.TextFile))
		b, err := os.ReadFile(x.TextFile)
		if err != nil {
			return x, fmt.Errorf("its text_file: %w", err)
		}
		x.Text = string(b)
		return x, nil
	}
	x.TextFile = filepath.Join(dir, doc+textSuffix)
	return x, x.readText()
}

// readText reads the text's own JSON file.
func (x *Example) readText() error {
	b, err := os.ReadFile(x.TextFile)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("its text is missing: put it in %s or name it in text_file", x.TextFile)
	}
	if err != nil {
		return err
	}
	var t struct {
		Title     string  `json:"title"`
		URL       string  `json:"url"`
		Outlet    string  `json:"outlet"`
		Published string  `json:"published"`
		Text      *string `json:"text"`
	}
	if err := json.Unmarshal(b, &t); err != nil {
		return fmt.Errorf("text %s is not JSON of the form {title, url, outlet, published, text}: %w", x.TextFile, err)
	}
	if t.Text == nil {
		return fmt.Errorf("text %s has no field \"text\"", x.TextFile)
	}
	x.Title, x.URL, x.Outlet, x.Text = t.Title, t.URL, t.Outlet, *t.Text
	if t.Published != "" {
		x.Published = t.Published
	}
	return nil
}

// Read reads predictions: one annotation.Document a line. Blank lines are skipped.
func Read(r io.Reader) ([]annotation.Document, error) {
	var out []annotation.Document
	in := bufio.NewReader(r)
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		if err != nil && err != io.EOF {
			return nil, fmt.Errorf("read predictions: %w", err)
		}
		if s := strings.TrimSpace(string(line)); s != "" {
			var d annotation.Document
			if err := json.Unmarshal([]byte(s), &d); err != nil {
				return nil, fmt.Errorf("predictions, line %d: %w", n, err)
			}
			if d.Doc == "" {
				return nil, fmt.Errorf("predictions, line %d: no field \"doc\" says which text they are of", n)
			}
			out = append(out, d)
		}
		if err == io.EOF {
			return out, nil
		}
	}
}
