package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"example.org/rapporteur"
)

// SourceID names one source: "s" and 16 hexadecimal digits.
type SourceID string

// NewSourceID returns the identity of a source from its kind and address.
func NewSourceID(kind, address string) SourceID {
	sum := sha256.Sum256([]byte(kind + "\x00" + address))
	return SourceID("s" + hex.EncodeToString(sum[:8]))
}

// SourceState says whether a source is looked at.
type SourceState string

// The states of a source.
const (
	SourceActive SourceState = "active"
	SourcePaused SourceState = "paused" // by a person
	SourceGone   SourceState = "gone"   // its address answered that it is gone for good
)

// A Source is something that announces reports, and how it does.
type Source struct {
	ID      SourceID
	Kind    string // of package source
	Address string // URL, or path of a folder or file
	Title   string
	Site    string // address of the pages that it belongs to
	// Category is what people sort it under.
	Category string
	Outlet   string          // of its reports; empty if each tells its own
	Since    rapporteur.Date // what was published before is passed over; zero for nothing
	State    SourceState
	Added    time.Time

	// Moved is where its address leads for good; empty for nowhere. It is asked there.
	Moved              string
	ETag, LastModified string
	Checked            time.Time // when it was last looked at; zero for never
	NewsAt             time.Time // when it last had news; zero for never
	Error              string    // of the last check; empty if it went well
	Errors             int       // failed checks in a row
	Every              time.Duration
	Due                time.Time

	// Items counts its reports by their state; only read.
	Items map[ItemState]int
}

const sourceColumns = `id, kind, address, title, site, category, outlet, since, state, added,
	etag, last_modified, checked, news_at, error, error_count, every_seconds, due, moved`

func scanSource(r Row, s *Source) error {
	var since, added, checked, news, due string
	var seconds int64
	err := r.Scan(&s.ID, &s.Kind, &s.Address, &s.Title, &s.Site, &s.Category, &s.Outlet, &since, &s.State, &added,
		&s.ETag, &s.LastModified, &checked, &news, &s.Error, &s.Errors, &seconds, &due, &s.Moved)
	if err != nil {
		return err
	}
	s.Every = time.Duration(seconds) * time.Second
	for _, t := range []struct {
		text string
		into *time.Time
	}{{added, &s.Added}, {checked, &s.Checked}, {news, &s.NewsAt}, {due, &s.Due}} {
		if *t.into, err = parseMaybe(t.text); err != nil {
			return err
		}
	}
	return s.Since.UnmarshalText([]byte(since))
}

// formatMaybe and parseMaybe write the zero time as "".
func formatMaybe(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return formatTime(t)
}

func parseMaybe(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	return parseTime(s)
}

// AddSource adds a source, due at once, and returns it as it now stands. Of one
// that is there already, or that moved to the address, it replaces what s tells
// (title, site, category, outlet, since) and makes it active again; added is false
// then.
func (l *Ledger) AddSource(ctx context.Context, s Source) (stands Source, added bool, err error) {
	s.ID = NewSourceID(s.Kind, s.Address)
	now := formatTime(l.now())
	err = l.Write(ctx, func(tx Tx) error {
		known := SourceID("")
		err := tx.QueryRow(ctx, `select id from source where kind = $1 and moved = $2 order by id limit 1`, s.Kind, s.Address).Scan(&known)
		switch {
		case err == nil:
			s.ID = known // it is the new address of one that moved
		case !isNoRows(err):
			return err
		}
		n, err := tx.Exec(ctx, `insert into source (`+sourceColumns+`)
			values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', '', '', '', '', 0, 0, $10, '') on conflict do nothing`,
			s.ID, s.Kind, s.Address, s.Title, s.Site, s.Category, s.Outlet, s.Since.String(), SourceActive, now)
		if err != nil {
			return err
		}
		if added = n > 0; !added {
			_, err = tx.Exec(ctx, `update source set title = coalesce(nullif($2, ''), title), site = coalesce(nullif($3, ''), site),
				category = coalesce(nullif($4, ''), category), outlet = coalesce(nullif($5, ''), outlet),
				since = coalesce(nullif($6, ''), since), state = $7 where id = $1`,
				s.ID, s.Title, s.Site, s.Category, s.Outlet, s.Since.String(), SourceActive)
			if err != nil {
				return err
			}
		}
		return scanSource(tx.QueryRow(ctx, `select `+sourceColumns+` from source where id = $1`, s.ID), &stands)
	})
	if err != nil {
		return Source{}, false, fmt.Errorf("add source %s: %w", s.Address, err)
	}
	return stands, added, nil
}

// UpdateSource stores what a check learnt of a source. Its title and site are
// those that a person gave, if one did, and a person's pause stands unless the
// source is gone. The error is ErrNotFound if it was removed.
func (l *Ledger) UpdateSource(ctx context.Context, s Source) error {
	return l.changeSource(ctx, s.ID, "update", `update source set title = coalesce(nullif(title, ''), $2), site = coalesce(nullif(site, ''), $3),
		state = case when $4 = 'gone' then 'gone' else state end, etag = $5, last_modified = $6, checked = $7, news_at = $8,
		error = $9, error_count = $10, every_seconds = $11, due = $12, moved = $13
		where id = $1`,
		s.ID, s.Title, s.Site, s.State, s.ETag, s.LastModified,
		formatMaybe(s.Checked), formatMaybe(s.NewsAt), s.Error, s.Errors, int64(s.Every/time.Second), formatMaybe(s.Due), s.Moved)
}

// SetSourceState pauses a source, or makes it active and due again.
func (l *Ledger) SetSourceState(ctx context.Context, id SourceID, state SourceState) error {
	return l.changeSource(ctx, id, "update", `update source set state = $2, due = $3 where id = $1`, id, state, formatTime(l.now()))
}

// RemoveSource removes a source and what it announced. The documents that were
// read stay.
func (l *Ledger) RemoveSource(ctx context.Context, id SourceID) error {
	return l.changeSource(ctx, id, "remove", `delete from source where id = $1`, id)
}

func (l *Ledger) changeSource(ctx context.Context, id SourceID, what, query string, args ...any) error {
	err := l.Write(ctx, func(tx Tx) error {
		n, err := tx.Exec(ctx, query, args...)
		if err == nil && n == 0 {
			err = ErrNotFound
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("%s source %s: %w", what, id, err)
	}
	return nil
}

// Sources returns the sources in the order of their addresses.
func (l *Ledger) Sources(ctx context.Context) ([]Source, error) {
	return l.sources(ctx, where{})
}

// DueSources returns the active sources that are due at a time, or of whose
// reports one is.
func (l *Ledger) DueSources(ctx context.Context, at time.Time) ([]Source, error) {
	var w where
	w.and(`state = ` + w.arg(SourceActive))
	now := w.arg(formatTime(at))
	w.and(`(due <= ` + now + ` or id in (select source from source_item where due <> '' and due <= ` + now + `))`)
	return l.sources(ctx, w)
}

// FindSource returns the sources of an identity or address, of which there may be several kinds.
func (l *Ledger) FindSource(ctx context.Context, idOrAddress string) ([]Source, error) {
	var w where
	v := w.arg(idOrAddress)
	w.and(`(id = ` + v + ` or address = ` + v + ` or moved = ` + v + `)`)
	return l.sources(ctx, w)
}

func (l *Ledger) sources(ctx context.Context, w where) ([]Source, error) {
	var all []Source
	counts := map[SourceID]map[ItemState]int{}
	err := l.view(ctx, func(tx Tx) error {
		err := scanAll(ctx, tx, func(r Row) error {
			var s Source
			err := scanSource(r, &s)
			all = append(all, s)
			return err
		}, `select `+sourceColumns+` from source`+w.String()+` order by address, kind`, w.args...)
		if err != nil {
			return err
		}
		return scanAll(ctx, tx, func(r Row) error {
			var id SourceID
			var state ItemState
			var n int
			err := r.Scan(&id, &state, &n)
			if counts[id] == nil {
				counts[id] = map[ItemState]int{}
			}
			counts[id][state] = n
			return err
		}, `select source, state, count(*) from source_item group by source, state`)
	})
	if err != nil {
		return nil, fmt.Errorf("sources: %w", err)
	}
	for i := range all {
		all[i].Items = counts[all[i].ID]
	}
	return all, nil
}
