package main

import (
	"encoding/json"
	"fmt"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/annotation"
	"example.org/rapporteur/internal/eval"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/text"
)

type evalCmd struct {
	Dir    string `arg:"" help:"Folder of annotated texts: NAME.json beside NAME.text.json. With --links, the folder of the key." type:"existingdir" placeholder:"DIR"`
	Links  string `help:"Measure what is put together, not what is read: read this folder of documents, and hold its records against the key." type:"existingdir" placeholder:"DOCS"`
	Rules  string `help:"Folder of rule files to use in place of the program's own." type:"existingdir" placeholder:"DIR"`
	Errors bool   `help:"List what was missed and what was found beyond the annotations."`
	JSON   bool   `help:"Print the figures as JSON."`
}

func (c *evalCmd) Run(a *app) error {
	if c.Links != "" {
		return c.links(a)
	}
	gold, err := eval.Load(c.Dir)
	if err != nil {
		return err
	}
	reader, err := newReader(c.Rules)
	if err != nil {
		return err
	}
	var pred []annotation.Document
	for _, ex := range gold {
		b, err := text.ReadFile(ex.TextFile, text.MaxSize)
		if err != nil {
			return err
		}
		src := text.Source{Path: ex.TextFile}
		if ex.Published != "" {
			// The annotators knew the day even where the text file does not tell it.
			if src.Published, err = text.ParsePublished(ex.Published); err != nil {
				return fmt.Errorf("publication date of %s: %w", ex.Doc, err)
			}
		}
		f := reader.Read(src, b)
		if len(f.Faults) > 0 {
			return fmt.Errorf("read %s: %w", ex.TextFile, f.Faults[0])
		}
		for _, d := range f.Documents {
			d.Doc.Name = ex.Doc
			pred = append(pred, *annotations(d))
		}
	}
	report := eval.Score(gold, pred)
	if c.JSON {
		return report.WriteJSON(a.stdout)
	}
	return report.WriteText(a.stdout, c.Errors)
}

// links reads a folder of documents as if they were all that is known, and
// measures how their claims were put together.
func (c *evalCmd) links(a *app) error {
	key, err := eval.LoadKey(c.Dir)
	if err != nil {
		return err
	}
	reader, err := newReader(c.Rules)
	if err != nil {
		return err
	}
	sources, missing := expand([]string{c.Links}, text.Source{})
	if len(missing) > 0 {
		return fmt.Errorf("read %s: %w", c.Links, missing[0])
	}
	r := &reading{app: a, reader: reader, sources: sources}
	var in link.Input
	var docs []rapporteur.Document
	var signatures []link.Signature
	for f := range reader.ReadAll(sources, r.load) {
		if len(f.Faults) > 0 {
			return fmt.Errorf("read %s: %w", f.Source.Path, f.Faults[0])
		}
		for _, d := range f.Documents {
			docs = append(docs, d.Doc)
			in.Documents = append(in.Documents, link.Document{Document: d.Doc})
			in.Claims = append(in.Claims, d.Claims...)
			signatures = append(signatures, link.Sign(link.Document{Document: d.Doc}))
		}
	}
	in.Origins = link.GroupOrigins(signatures)
	report := eval.ScoreLinks(key, docs, in.Claims, link.Build(in))
	if c.JSON {
		enc := json.NewEncoder(a.stdout)
		enc.SetIndent("", "  ")
		return enc.Encode(report)
	}
	return report.WriteText(a.stdout, c.Errors)
}
