package ledger

import (
	"context"
	"fmt"
	"time"

	"example.org/rapporteur"
)

// ItemState says what became of a report that a source announced.
type ItemState string

// The states of an item.
const (
	ItemWaiting ItemState = "waiting" // to be fetched and read
	ItemRead    ItemState = "read"
	ItemAside   ItemState = "aside"  // could not be had or read
	ItemGone    ItemState = "gone"   // its page was removed
	ItemPassed  ItemState = "passed" // published before the day from which the source is read
)

// An Item is one report that a source announced.
type Item struct {
	ID        string // what the source calls it
	URL       string
	Title     string
	Published rapporteur.Date
	Stamp     string            // changes when the source says that the report changed
	Blob      rapporteur.BlobID // the report, if the source carried the whole of it
	State     ItemState
	Seen      time.Time // when it was first announced
	FirstRead time.Time // zero if it was not read yet

	ETag, LastModified string // of its page, when it was last read
	Visits             int
	Attempts           int    // failed in a row
	Error              string // of the last attempt
	Due                time.Time
}

const itemColumns = `item, url, title, published, stamp, blob, state, seen, first_read, etag, last_modified, visits, attempts, error, due`

func scanItem(r Row, i *Item) error {
	var published, seen, first, due string
	err := r.Scan(&i.ID, &i.URL, &i.Title, &published, &i.Stamp, &i.Blob, &i.State, &seen, &first,
		&i.ETag, &i.LastModified, &i.Visits, &i.Attempts, &i.Error, &due)
	if err != nil {
		return err
	}
	if i.Seen, err = parseMaybe(seen); err != nil {
		return err
	}
	if i.FirstRead, err = parseMaybe(first); err != nil {
		return err
	}
	if i.Due, err = parseMaybe(due); err != nil {
		return err
	}
	return i.Published.UnmarshalText([]byte(published))
}

// ListItems stores what a source announced, and the tags of the announcement, in
// one transaction, so that what it announced is never lost behind an unchanged
// answer. An item is news if the source did not announce it before, or announces
// it with another stamp; news is waiting, and due at once, unless its state is
// ItemPassed. It returns how many are news.
func (l *Ledger) ListItems(ctx context.Context, id SourceID, etag, lastModified string, items []Item) (news int, err error) {
	now := formatTime(l.now())
	err = l.Write(ctx, func(tx Tx) error {
		news = 0
		n, err := tx.Exec(ctx, `update source set etag = $2, last_modified = $3 where id = $1`, id, etag, lastModified)
		if err != nil {
			return err
		}
		if n == 0 {
			return ErrNotFound
		}
		for _, i := range items {
			state, due := ItemWaiting, now
			if i.State == ItemPassed {
				state, due = ItemPassed, ""
			}
			n, err := tx.Exec(ctx, `insert into source_item (source, `+itemColumns+`)
				values ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', '', '', 0, 0, '', $10)
				on conflict (source, item) do update set url = excluded.url, title = excluded.title, published = excluded.published,
					stamp = excluded.stamp, blob = excluded.blob, state = excluded.state, attempts = 0, error = '', due = excluded.due
				where source_item.stamp <> excluded.stamp`,
				id, i.ID, i.URL, i.Title, i.Published.String(), i.Stamp, i.Blob, state, now, due)
			if err != nil {
				return fmt.Errorf("item %s: %w", i.ID, err)
			}
			if state == ItemWaiting {
				news += int(n)
			}
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("list the items of source %s: %w", id, err)
	}
	return news, nil
}

// UpdateItem stores what became of an item: all that Item holds but its identity
// and when it was first seen.
func (l *Ledger) UpdateItem(ctx context.Context, id SourceID, i Item) error {
	return l.changeSource(ctx, id, "update an item of", `update source_item set url = $3, title = $4, published = $5, stamp = $6, blob = $7,
		state = $8, first_read = $9, etag = $10, last_modified = $11, visits = $12, attempts = $13, error = $14, due = $15
		where source = $1 and item = $2`,
		id, i.ID, i.URL, i.Title, i.Published.String(), i.Stamp, i.Blob, i.State, formatMaybe(i.FirstRead),
		i.ETag, i.LastModified, i.Visits, i.Attempts, i.Error, formatMaybe(i.Due))
}

// DueItems returns the items of a source that are due at a time, those that wait
// to be read first, then those due for longest; at most limit of them.
func (l *Ledger) DueItems(ctx context.Context, id SourceID, at time.Time, limit int) ([]Item, error) {
	return l.items(ctx, id, `and due <> '' and due <= $2 order by case state when 'waiting' then 0 else 1 end, due, item limit $3`, formatTime(at), limit)
}

// Items returns the items of a source, those that it announced last first.
func (l *Ledger) Items(ctx context.Context, id SourceID, limit int) ([]Item, error) {
	return l.items(ctx, id, `order by seen desc, item limit $2`, limit)
}

func (l *Ledger) items(ctx context.Context, id SourceID, more string, args ...any) ([]Item, error) {
	var all []Item
	err := l.view(ctx, func(tx Tx) error {
		return scanAll(ctx, tx, func(r Row) error {
			var i Item
			err := scanItem(r, &i)
			all = append(all, i)
			return err
		}, `select `+itemColumns+` from source_item where source = $1 `+more, append([]any{id}, args...)...)
	})
	if err != nil {
		return nil, fmt.Errorf("items of source %s: %w", id, err)
	}
	return all, nil
}
