package main

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// A file is one that the browser is sent, or the licences of what is in them.
type file struct {
	name   string
	body   []byte
	packed int // bytes when compressed; 0 for one that no page loads
}

// notices is the file with the licences of the packages.
const notices = "licences.txt"

// bundle makes the files of all islands in dir, in the order of their names.
func bundle(dir string) ([]file, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	entries, err := filepath.Glob(filepath.Join(dir, "r-*.ts"))
	if err != nil {
		return nil, err
	}
	if len(entries) == 0 {
		return nil, fmt.Errorf("no island in %s: one is a file named r-NAME.ts", dir)
	}
	slices.Sort(entries)
	res := api.Build(api.BuildOptions{
		AbsWorkingDir: dir, EntryPoints: entries, Outdir: filepath.Join(dir, "dist"),
		Bundle: true, Splitting: true, Format: api.FormatESModule, Platform: api.PlatformBrowser, Target: api.ES2022,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true,
		// esbuild puts the hash of what is in a file into its name, so that modules
		// can import one another by names that a browser may keep for ever.
		EntryNames: "[name].[hash]", ChunkNames: "chunk.[hash]",
		LegalComments: api.LegalCommentsNone, // the whole licences are in a file of their own
		Charset:       api.CharsetUTF8, Metafile: true, Write: false, LogLevel: api.LogLevelSilent,
	})
	if len(res.Errors) > 0 {
		return nil, errors.New(strings.Join(api.FormatMessages(res.Errors, api.FormatMessagesOptions{}), "\n"))
	}
	text, err := licences(dir, res.Metafile)
	if err != nil {
		return nil, err
	}
	files := []file{{name: notices, body: text}}
	for _, f := range res.OutputFiles {
		n, err := packed(f.Contents)
		if err != nil {
			return nil, err
		}
		files = append(files, file{filepath.Base(f.Path), f.Contents, n})
	}
	slices.SortFunc(files, func(a, b file) int { return cmp.Compare(a.name, b.name) })
	return files, nil
}

// packed counts the bytes that b comes to when compressed.
func packed(b []byte) (int, error) {
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return 0, err
	}
	if _, err := z.Write(b); err != nil {
		return 0, err
	}
	err = z.Close()
	return out.Len(), err
}

// write puts files into a folder in place of those of an earlier run. The
// licences come last: make takes their time for that of the whole.
func write(to string, files []file) error {
	old, err := filepath.Glob(filepath.Join(to, "*.js"))
	if err != nil {
		return err
	}
	for _, name := range old {
		if err := os.Remove(name); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	slices.SortStableFunc(files, func(a, b file) int { return cmp.Compare(rank(a), rank(b)) })
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(to, f.name), f.body, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func rank(f file) int {
	if f.name == notices {
		return 1
	}
	return 0
}
