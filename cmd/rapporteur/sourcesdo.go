package main

import (
	"fmt"

	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/source"
)

// named returns the sources that words name by identity, address or path, and
// reports those that name none.
func named(a *app, s *store, words []string) (all []ledger.Source, missing int, err error) {
	for _, w := range words {
		var found []ledger.Source
		for _, form := range []string{w, source.Canonical("", w), origin(w)} {
			if form == "" || len(found) > 0 {
				continue
			}
			if found, err = s.FindSource(a.ctx, form); err != nil {
				return nil, 0, err
			}
		}
		if len(found) == 0 {
			missing++
			fmt.Fprintf(a.stderr, "rapporteur: there is no source %s: list them with rapporteur sources list\n", printable(w))
		}
		all = append(all, found...)
	}
	return all, missing, nil
}

// eachNamed does something to each source that words name.
func eachNamed(a *app, words []string, done string, do func(*store, ledger.Source) error) error {
	s, err := a.open()
	if err != nil {
		return err
	}
	defer s.Close()
	all, missing, err := named(a, s, words)
	if err != nil {
		return err
	}
	for _, f := range all {
		if err := do(s, f); err != nil {
			return err
		}
		fmt.Fprintf(a.stdout, "%s: %s %s\n", done, f.Kind, f.Address)
	}
	if missing > 0 {
		return partly{fmt.Sprintf("%d not found", missing)}
	}
	return nil
}

type sourcesRemoveCmd struct {
	Sources []string `arg:"" name:"source" help:"Identities, addresses or paths."`
}

func (c *sourcesRemoveCmd) Run(a *app) error {
	return eachNamed(a, c.Sources, "removed", func(s *store, f ledger.Source) error { return s.RemoveSource(a.ctx, f.ID) })
}

type sourcesPauseCmd struct {
	Sources []string `arg:"" name:"source" help:"Identities, addresses or paths."`
}

func (c *sourcesPauseCmd) Run(a *app) error {
	return eachNamed(a, c.Sources, "paused", func(s *store, f ledger.Source) error {
		return s.SetSourceState(a.ctx, f.ID, ledger.SourcePaused)
	})
}

type sourcesCheckCmd struct {
	Sources []string `arg:"" optional:"" name:"source" help:"Identities, addresses or paths; all active sources, unless given."`
	lookFlags
}

func (c *sourcesCheckCmd) Run(a *app) error {
	s, r, err := c.open(a)
	if err != nil {
		return err
	}
	defer s.Close()
	var which []ledger.Source
	missing := 0
	if len(c.Sources) > 0 {
		which, missing, err = named(a, s, c.Sources)
	} else {
		which, err = s.Sources(a.ctx)
		active := which[:0]
		for _, f := range which {
			if f.State == ledger.SourceActive {
				active = append(active, f)
			}
		}
		which = active
	}
	if err != nil {
		return err
	}
	if err := r.ended(s, r.Check(a.ctx, which, r.report)); err != nil {
		return err
	}
	if missing > 0 {
		return partly{fmt.Sprintf("%d not found", missing)}
	}
	return nil
}
