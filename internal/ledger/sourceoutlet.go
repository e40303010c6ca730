package ledger

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"example.org/rapporteur"
)

// A KnownOutlet is an outlet as the ledger knows it: told by a person, met in
// what was captured, or both.
type KnownOutlet struct {
	rapporteur.Outlet
	Told      bool // a person described it
	Documents int  // that name it, by any of its names
}

// PutOutlet stores what a person tells of an outlet, in place of what was told
// before. Its other names are taken from outlets that had them.
func (l *Ledger) PutOutlet(ctx context.Context, o rapporteur.Outlet) error {
	err := o.Valid()
	if err == nil {
		err = l.Write(ctx, func(tx Tx) error {
			_, err := tx.Exec(ctx, `insert into outlet (name, country, type, language, parent, note) values ($1, $2, $3, $4, $5, $6)
				on conflict (name) do update set country = excluded.country, type = excluded.type, language = excluded.language,
					parent = excluded.parent, note = excluded.note`,
				o.Name, o.Country, o.Type, o.Language, o.Parent, o.Note)
			if err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, `delete from outlet_name where outlet = $1`, o.Name); err != nil {
				return err
			}
			for _, n := range o.Names {
				_, err := tx.Exec(ctx, `insert into outlet_name (name, outlet) values ($1, $2)
					on conflict (name) do update set outlet = excluded.outlet`, n, o.Name)
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err != nil {
		return fmt.Errorf("store outlet %s: %w", o.Name, err)
	}
	return nil
}

// ForgetOutlet forgets what was told of an outlet. The error is ErrNotFound if
// nothing was.
func (l *Ledger) ForgetOutlet(ctx context.Context, name string) error {
	err := l.Write(ctx, func(tx Tx) error {
		n, err := tx.Exec(ctx, `delete from outlet where name = $1`, name)
		if err == nil && n == 0 {
			err = ErrNotFound
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("forget outlet %s: %w", name, err)
	}
	return nil
}

// KnownOutlets returns every outlet that a person told of or that documents name, in
// the order of names. What documents name by another name of an outlet counts
// for it.
func (l *Ledger) KnownOutlets(ctx context.Context) ([]KnownOutlet, error) {
	byName := map[string]*KnownOutlet{}
	main := map[string]string{} // the outlet, by another name
	var named map[string]int
	err := l.view(ctx, func(tx Tx) error {
		err := scanAll(ctx, tx, func(r Row) error {
			o := &KnownOutlet{Told: true}
			err := r.Scan(&o.Name, &o.Country, &o.Type, &o.Language, &o.Parent, &o.Note)
			byName[o.Name] = o
			return err
		}, `select name, country, type, language, parent, note from outlet`)
		if err != nil {
			return err
		}
		err = scanAll(ctx, tx, func(r Row) error {
			var name, outlet string
			if err := r.Scan(&name, &outlet); err != nil {
				return err
			}
			main[name] = outlet
			byName[outlet].Names = append(byName[outlet].Names, name)
			return nil
		}, `select name, outlet from outlet_name order by name`)
		if err != nil {
			return err
		}
		named = map[string]int{}
		return scanAll(ctx, tx, func(r Row) error {
			var name string
			var n int
			err := r.Scan(&name, &n)
			named[name] = n
			return err
		}, `select outlet, count(*) from document where outlet <> '' group by outlet`)
	})
	if err != nil {
		return nil, fmt.Errorf("outlets: %w", err)
	}
	for name, n := range named {
		if o, ok := main[name]; ok {
			name = o
		}
		if byName[name] == nil {
			byName[name] = &KnownOutlet{Outlet: rapporteur.Outlet{Name: name}}
		}
		byName[name].Documents += n
	}
	var all []KnownOutlet
	for _, o := range byName {
		all = append(all, *o)
	}
	slices.SortFunc(all, func(a, b KnownOutlet) int { return strings.Compare(a.Name, b.Name) })
	return all, nil
}
