package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// A pkg is what a package says of itself.
type pkg struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	License string `json:"license"`
}

// permitted are the licences under which a package may be built in: they ask
// for their notice and no more.
var permitted = []string{"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT"}

// licences returns the full licences of all packages of which something went
// into the bundle, in the order of their names. metafile is esbuild's account
// of what it read. It refuses a package whose licence is missing or not permitted.
func licences(dir, metafile string) ([]byte, error) {
	var meta struct {
		Inputs map[string]struct{} `json:"inputs"`
	}
	if err := json.Unmarshal([]byte(metafile), &meta); err != nil {
		return nil, fmt.Errorf("read what went into the bundle: %w", err)
	}
	var folders []string
	for in := range meta.Inputs {
		if f, ok := folder(in); ok {
			folders = append(folders, f)
		}
	}
	slices.Sort(folders)
	var b strings.Builder
	b.WriteString("The pages load code of these packages.\n")
	for _, f := range slices.Compact(folders) {
		p, text, err := licence(filepath.Join(dir, filepath.FromSlash(f)))
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "\n\n%s %s (%s)\n\n%s\n", p.Name, p.Version, p.License, strings.TrimSpace(text))
	}
	return []byte(b.String()), nil
}

// folder returns that of the package a file belongs to, the innermost if
// packages are nested: "node_modules/@a/b/src/c.js" is in "node_modules/@a/b".
func folder(file string) (string, bool) {
	const modules = "node_modules/"
	i := strings.LastIndex(file, modules)
	if i < 0 {
		return "", false
	}
	parts := strings.Split(file[i+len(modules):], "/")
	n := 1
	if strings.HasPrefix(parts[0], "@") {
		n = 2
	}
	return file[:i] + modules + path.Join(parts[:min(n, len(parts))]...), true
}

// licence reads what a package says of itself, and the text of its licence.
func licence(dir string) (pkg, string, error) {
	var p pkg
	b, err := os.ReadFile(filepath.Join(dir, "package.json"))
	if err != nil {
		return p, "", err
	}
	if err := json.Unmarshal(b, &p); err != nil {
		return p, "", fmt.Errorf("read %s: %w", filepath.Join(dir, "package.json"), err)
	}
	if !slices.Contains(permitted, p.License) {
		return p, "", fmt.Errorf("package %s is under %q, which is not among the licences permitted here (%s): use another package", p.Name, p.License, strings.Join(permitted, ", "))
	}
	for _, pattern := range []string{"LICENSE*", "LICENCE*", "license*"} {
		names, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			return p, "", err
		}
		if len(names) > 0 {
			text, err := os.ReadFile(names[0])
			return p, string(text), err
		}
	}
	return p, "", fmt.Errorf("package %s has no licence file in %s: its notice cannot be passed on", p.Name, dir)
}
