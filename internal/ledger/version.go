package ledger

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"example.org/rapporteur"
)

// A Version is one text that stood at an address.
type Version struct {
	rapporteur.Document           // without its text: Document has it
	First               time.Time // when it was first captured
	Last                time.Time // when it was last captured
}

// A Removal says that a page was gone after it had been captured.
type Removal struct {
	URL    string
	At     time.Time // when it was first found gone
	Status int       // of HTTP: 404 or 410
	Back   time.Time // when it was found there again; zero while it is gone
}

// Versions returns the texts that stood at the address of a document, in the
// order in which they were first captured; a document without an address is its
// only version. Texts alike at other addresses are not versions: they are copies.
// The error is ErrNotFound if the ledger does not hold the document.
func (l *Ledger) Versions(ctx context.Context, id rapporteur.DocID) ([]Version, error) {
	return l.versions(ctx, string(id), `d.id = $1 or d.url <> '' and d.url = (select url from document where id = $1)`)
}

// VersionsAt does the same for an address; it must be in the form in which
// documents have it.
func (l *Ledger) VersionsAt(ctx context.Context, url string) ([]Version, error) {
	return l.versions(ctx, url, `d.url = $1`)
}

func (l *Ledger) versions(ctx context.Context, of, which string) ([]Version, error) {
	var vs []Version
	err := l.view(ctx, func(tx Tx) error {
		return scanAll(ctx, tx, func(r Row) error {
			var v Version
			var first, last string
			err := scanDocument(r, &v.Document, &first, &last)
			if err == nil {
				v.First, err = parseTime(first)
			}
			if err == nil {
				v.Last, err = parseTime(last)
			}
			vs = append(vs, v)
			return err
		}, `select `+documentColumns+`, (select min(at) from capture where doc = d.id) as first,
			(select max(at) from capture where doc = d.id) as last from document d where `+which+` order by first, d.id`, of)
	})
	if err == nil && len(vs) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("versions of %s: %w", of, err)
	}
	return vs, nil
}

// NotStanding returns the documents in whose place, as of a day, another version
// of the same address stands: older ones, with the version that does, and those
// that came later and were not known yet. The zero Date means all that the ledger
// holds. The first version of an address stands from the day by which it was
// public; a later one from the day it was first captured, whatever date it prints,
// until the next.
func (l *Ledger) NotStanding(ctx context.Context, on rapporteur.Date) (older map[rapporteur.DocID]rapporteur.DocID, later map[rapporteur.DocID]bool, err error) {
	by, err := asOf(on)
	if err != nil {
		return nil, nil, err
	}
	type version struct {
		id    rapporteur.DocID
		first string
		since day
	}
	pages := map[string][]version{}
	err = l.view(ctx, func(tx Tx) error {
		return scanAll(ctx, tx, func(r Row) error {
			var url string
			var v version
			err := r.Scan(&url, &v.id, &v.since, &v.first)
			pages[url] = append(pages[url], v)
			return err
		}, `select d.url, d.id, d.public_by, min(c.at) from document d join capture c on c.doc = d.id
			where d.url in (select url from document where url <> '' group by url having count(*) > 1)
			group by d.url, d.id, d.public_by`)
	})
	if err != nil {
		return nil, nil, fmt.Errorf("which versions stand: %w", err)
	}
	older, later = map[rapporteur.DocID]rapporteur.DocID{}, map[rapporteur.DocID]bool{}
	for _, vs := range pages {
		slices.SortFunc(vs, func(a, b version) int { return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.id, b.id)) })
		stands := 0
		for i := range vs {
			if i > 0 {
				t, err := parseTime(vs[i].first)
				if err != nil {
					return nil, nil, fmt.Errorf("capture of document %s: %w", vs[i].id, err)
				}
				vs[i].since = dayOf(t)
			}
			if by == "" || vs[i].since <= by {
				stands = i
			}
		}
		for i, v := range vs {
			switch {
			case i < stands:
				older[v.id] = vs[stands].id
			case i > stands:
				later[v.id] = true
			}
		}
	}
	return older, later, nil
}

// Remove records that a page is gone, unless that is recorded already or nothing
// was captured at its address. It reports whether it was.
func (l *Ledger) Remove(ctx context.Context, r Removal) (recorded bool, err error) {
	if r.At.IsZero() {
		r.At = l.now()
	}
	err = l.Write(ctx, func(tx Tx) error {
		n, err := tx.Exec(ctx, `insert into removal (url, at, status, back) select $1, $2, cast($3 as bigint), ''
			where exists (select 1 from document where url = $1) and not exists (select 1 from removal where url = $1 and back = '')`,
			r.URL, formatTime(r.At), r.Status)
		recorded = n > 0
		return err
	})
	if err != nil {
		return false, fmt.Errorf("record that %s is gone: %w", r.URL, err)
	}
	return recorded, nil
}

// Restore records that a page is there again, if it was recorded as gone.
func (l *Ledger) Restore(ctx context.Context, url string, at time.Time) error {
	err := l.Write(ctx, func(tx Tx) error {
		_, err := tx.Exec(ctx, `update removal set back = $2 where url = $1 and back = ''`, url, formatTime(at))
		return err
	})
	if err != nil {
		return fmt.Errorf("record that %s is there again: %w", url, err)
	}
	return nil
}

// Removals returns when the page of an address was gone, the first time first;
// with an empty address, those of all pages, in the order of addresses.
func (l *Ledger) Removals(ctx context.Context, url string) ([]Removal, error) {
	var rs []Removal
	err := l.view(ctx, func(tx Tx) error {
		return scanAll(ctx, tx, func(r Row) error {
			var m Removal
			var at, back string
			err := r.Scan(&m.URL, &at, &m.Status, &back)
			if err == nil {
				m.At, err = parseTime(at)
			}
			if err == nil {
				m.Back, err = parseMaybe(back)
			}
			rs = append(rs, m)
			return err
		}, `select url, at, status, back from removal where url = $1 or $1 = '' order by url, at`, url)
	})
	if err != nil {
		return nil, fmt.Errorf("removals: %w", err)
	}
	return rs, nil
}
