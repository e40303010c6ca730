package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"example.org/rapporteur/internal/text"
)

type demoCmd struct {
	Corpus string `help:"Folder of the demonstration corpus." default:"testdata/corpus" type:"path" placeholder:"DIR"`
	Port   int    `help:"Port on 127.0.0.1; 0 takes any that is free." default:"4180"`
	NoOpen bool   `help:"Do not open the browser."`
	NoWait bool   `help:"Read the corpus, print what it gave, and stop without serving."`
}

// notice tells the reader of the demonstration what its texts are.
const notice = "Demonstration. These texts are digests written for this project on events that were publicly reported; each names the report whose facts it carries. They are not the outlets' words."

// Run reads the corpus into a ledger of its own, so that it never mixes with the
// user's, and serves it.
func (c *demoCmd) Run(a *app) error {
	if _, err := os.Stat(c.Corpus); errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("the demonstration corpus is not at %s: run this in the project's folder, or name it with --corpus", c.Corpus)
	}
	dir, err := a.dataDir()
	if err != nil {
		return err
	}
	s, err := a.openAt(filepath.Join(dir, "demo"))
	if err != nil {
		return err
	}
	defer s.Close()
	reader, err := newReader("")
	if err != nil {
		return err
	}
	sources, missing := expand([]string{c.Corpus}, text.Source{})
	r := &reading{app: a, reader: reader, sources: sources, missing: missing, quiet: true}
	if err := r.store(s); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "%d documents read, %d claims\n", r.read, r.claims)
	if c.NoWait {
		return r.done()
	}
	return a.serve(s, site{port: c.Port, open: !c.NoOpen, notice: notice, start: "/d/LAO-VNM"})
}
