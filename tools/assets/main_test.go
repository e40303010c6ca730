package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// folderOf writes files to a folder of the test's own.
func folderOf(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// sources are two islands that share a package, which has another of its own.
func sources() map[string]string {
	return map[string]string{
		"r-one.ts":                       `import {far} from "near"; const n: number = 1; customElements.define("r-one", class extends HTMLElement { connectedCallback() { this.title = far(n) } })`,
		"r-two.ts":                       `import {far} from "near"; customElements.define("r-two", class extends HTMLElement { connectedCallback() { this.title = far(2) } })`,
		"near.ts":                        `export const unused = 1;`,
		"node_modules/near/package.json": `{"name": "near", "version": "1.0.0", "license": "MIT", "main": "index.js", "type": "module", "sideEffects": false}`,
		"node_modules/near/LICENSE":      "Near: do as you like.\n",
		"node_modules/near/index.js":     `export {far} from "@a/far"; export const left = "not used by any";`,
		"node_modules/near/node_modules/@a/far/package.json":      `{"name": "@a/far", "version": "2.1.0", "license": "ISC", "main": "index.js", "type": "module"}`,
		"node_modules/near/node_modules/@a/far/LICENCE.txt":       "Far: do as you like, too.\n",
		"node_modules/near/node_modules/@a/far/index.js":          `export const far = (n) => "shared words, number " + n;`,
		"node_modules/elsewhere/package.json":                     `{"name": "elsewhere", "version": "1.0.0", "license": "GPL-3.0"}`,
		"node_modules/elsewhere/node_modules/@a/far/package.json": `{"name": "@a/far", "version": "1.0.0"}`,
	}
}

func TestBundle(t *testing.T) {
	files, err := bundle(folderOf(t, sources()))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	hash := regexp.MustCompile(`\.[A-Z0-9]{8}\.js$`)
	shared := 0
	for _, f := range files {
		names = append(names, hash.ReplaceAllString(f.name, ".HASH.js"))
		shared += strings.Count(string(f.body), "shared words")
		if strings.Contains(string(f.body), "not used by any") {
			t.Errorf("%s holds code that no island uses", f.name)
		}
	}
	if d := cmp.Diff([]string{"chunk.HASH.js", notices, "r-one.HASH.js", "r-two.HASH.js"}, names); d != "" {
		t.Errorf("files (-want +got):\n%s", d)
	}
	if shared != 1 {
		t.Errorf("what two islands use is bundled %d times, want once", shared)
	}
	want := "The pages load code of these packages.\n\n\nnear 1.0.0 (MIT)\n\nNear: do as you like.\n\n\n@a/far 2.1.0 (ISC)\n\nFar: do as you like, too.\n"
	for _, f := range files {
		if f.name == notices {
			if d := cmp.Diff(want, string(f.body)); d != "" {
				t.Errorf("licences (-want +got):\n%s", d)
			}
		}
	}
}

func TestSameSourcesSameBytes(t *testing.T) {
	var runs [2][]file
	for i := range runs {
		var err error
		if runs[i], err = bundle(folderOf(t, sources())); err != nil { // another folder each time
			t.Fatal(err)
		}
	}
	if d := cmp.Diff(runs[0], runs[1], cmp.AllowUnexported(file{})); d != "" {
		t.Errorf("two runs differ:\n%s", d)
	}
}

func TestBundleRefuses(t *testing.T) {
	for _, c := range []struct {
		name, file, text, want string
	}{
		{"a licence that is not permitted", "node_modules/near/package.json", `{"name": "near", "license": "GPL-3.0", "main": "index.js"}`, "not among the licences permitted"},
		{"no licence at all", "node_modules/near/LICENSE", "", "has no licence file"},
		{"a package that is not installed", "r-two.ts", `import "nowhere"`, "nowhere"},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := sources()
			files[c.file] = c.text
			if c.text == "" {
				delete(files, c.file)
			}
			if _, err := bundle(folderOf(t, files)); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("bundle: %v, want an error with %q", err, c.want)
			}
		})
	}
	if _, err := bundle(t.TempDir()); err == nil || !strings.Contains(err.Error(), "r-NAME.ts") {
		t.Errorf("a folder without islands: %v", err)
	}
}

// A run leaves nothing of the one before.
func TestWriteReplaces(t *testing.T) {
	to := folderOf(t, map[string]string{"r-old.AAAAAAAA.js": "old", ".gitignore": "*"})
	if err := write(to, []file{{name: notices, body: []byte("l")}, {name: "r-new.BBBBBBBB.js", body: []byte("n")}}); err != nil {
		t.Fatal(err)
	}
	var names []string
	list, err := os.ReadDir(to)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range list {
		names = append(names, e.Name())
	}
	if d := cmp.Diff([]string{".gitignore", notices, "r-new.BBBBBBBB.js"}, names); d != "" {
		t.Errorf("folder (-want +got):\n%s", d)
	}
}

// The islands of this program bundle, and do not weigh more than they may.
func TestWeight(t *testing.T) {
	const islands = "../../internal/web/islands"
	if _, err := os.Stat(islands + "/node_modules"); err != nil {
		if os.Getenv("RAPPORTEUR_REQUIRE") == "all" {
			t.Fatal("the packages of the islands are not installed: make assets")
		}
		t.Skip("the packages of the islands are not installed: make assets")
	}
	to := t.TempDir()
	if err := run(islands, to); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(to, notices)); err != nil {
		t.Error(err)
	}
}
