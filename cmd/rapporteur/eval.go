package main

import (
	"fmt"

	"example.org/rapporteur/internal/annotation"
	"example.org/rapporteur/internal/eval"
	"example.org/rapporteur/internal/text"
)

type evalCmd struct {
	Dir    string `arg:"" help:"Folder of annotated texts: NAME.json beside NAME.text.json." type:"existingdir" placeholder:"DIR"`
	Rules  string `help:"Folder of rule files to use in place of the program's own." type:"existingdir" placeholder:"DIR"`
	Errors bool   `help:"List what was missed and what was found beyond the annotations."`
	JSON   bool   `help:"Print the figures as JSON."`
}

func (c *evalCmd) Run(a *app) error {
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
