package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/who"
)

// outletsCmd is the register of who publishes.
type outletsCmd struct {
	List   outletsListCmd   `cmd:"" help:"List the outlets that were met or described, with what is known of them."`
	Set    outletsSetCmd    `cmd:"" help:"Describe an outlet; what is not given stays as it is."`
	Forget outletsForgetCmd `cmd:"" help:"Forget what was told of an outlet."`
}

type outletsListCmd struct {
	JSON bool `help:"Print the outlets as JSON."`
}

// An outletLine is an outlet as JSON.
type outletLine struct {
	rapporteur.Outlet
	Grade     rapporteur.SourceGrade `json:"grade,omitempty"` // by decision
	Described bool                   `json:"described"`
	Documents int                    `json:"documents"`
}

func (c *outletsListCmd) Run(a *app) error {
	s, err := a.open()
	if err != nil {
		return err
	}
	defer s.Close()
	known, err := s.KnownOutlets(a.ctx)
	if err != nil {
		return err
	}
	grades, err := outletGrades(a, s)
	if err != nil {
		return err
	}
	lines := []outletLine{}
	for _, o := range known {
		lines = append(lines, outletLine{o.Outlet, grades[o.Name], o.Told, o.Documents})
	}
	if c.JSON {
		enc := json.NewEncoder(a.stdout)
		enc.SetIndent("", "  ")
		return enc.Encode(lines)
	}
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	for _, o := range lines {
		about := slices.DeleteFunc([]string{string(o.Type), string(o.Country), o.Language, o.Parent}, func(s string) bool { return s == "" })
		if len(about) == 0 {
			about = []string{"not described"}
		}
		if o.Grade != "" {
			about = append(about, "grade "+string(o.Grade))
		}
		fmt.Fprintf(w, "%s\t%d documents\t%s\n", printable(o.Name), o.Documents, printable(strings.Join(about, ", ")))
	}
	return w.Flush()
}

// outletGrades returns the last grade of each outlet that was not undone.
func outletGrades(a *app, s *store) (map[string]rapporteur.SourceGrade, error) {
	decisions, err := s.OutletGrades(a.ctx)
	if err != nil {
		return nil, err
	}
	grades := make(map[string]rapporteur.SourceGrade, len(decisions))
	for outlet, d := range decisions {
		grades[outlet] = d.Source
	}
	return grades, nil
}

type outletsSetCmd struct {
	Name     string                `arg:"" help:"Name to show."`
	Alias    []string              `help:"Another name or host under which it is met; repeat for more." placeholder:"NAME"`
	Country  string                `help:"State that it is of: ISO code or name." placeholder:"STATE"`
	Type     rapporteur.OutletType `help:"State agency, ministry, party, independent, analysis, aggregator or mirror." placeholder:"TYPE"`
	Language string                `help:"Language of most of its reports, as BCP 47 writes it: vi, en." placeholder:"TAG"`
	Parent   string                `help:"Outlet that owns or feeds it." placeholder:"NAME"`
	Note     string                `help:"Remark."`
}

func (c *outletsSetCmd) Run(a *app) error {
	s, err := a.open()
	if err != nil {
		return err
	}
	defer s.Close()
	known, err := s.KnownOutlets(a.ctx)
	if err != nil {
		return err
	}
	o := rapporteur.Outlet{Name: c.Name}
	if i := slices.IndexFunc(known, func(k ledger.KnownOutlet) bool { return k.Name == c.Name }); i >= 0 {
		o = known[i].Outlet
	}
	if c.Country != "" {
		p, ok := who.Resolve(c.Country)
		if !ok || !who.IsState(p) {
			return misuse{fmt.Errorf("--country %q is not a state that is known: write its ISO 3166-1 code or its name", c.Country)}
		}
		o.Country = p
	}
	for _, n := range c.Alias {
		if !slices.Contains(o.Names, n) && n != o.Name {
			o.Names = append(o.Names, n)
		}
	}
	o.Type = rapporteur.OutletType(first(string(c.Type), string(o.Type)))
	o.Language, o.Parent, o.Note = first(c.Language, o.Language), first(c.Parent, o.Parent), first(c.Note, o.Note)
	if err := o.Valid(); err != nil {
		return misuse{err}
	}
	return s.PutOutlet(a.ctx, o)
}

type outletsForgetCmd struct {
	Name string `arg:"" help:"Name of the outlet."`
}

func (c *outletsForgetCmd) Run(a *app) error {
	s, err := a.open()
	if err != nil {
		return err
	}
	defer s.Close()
	if err := s.ForgetOutlet(a.ctx, c.Name); errors.Is(err, ledger.ErrNotFound) {
		return partly{fmt.Sprintf("nothing was told of an outlet %q: list them with rapporteur outlets list", c.Name)}
	} else if err != nil {
		return err
	}
	return nil
}
