package ledger

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

// A table is a table of the ledger as Dump writes it.
type table struct{ name, columns, order string }

// tables lists what Dump writes. meta is left out: it counts how often the
// ledger changed, not what it holds. So is progress, which ends with a reading, and
// the index for searching, whose rows are numbered as they come.
var tables = []table{
	{"document", "id name url outlet title language published basis earliest latest public_by register engine source reading text_hash text", "id"},
	{"capture", "doc blob source at media_type", "doc, blob, source"},
	{"claim", "id doc public_by kind rule engine quote_start quote_end body", "id"},
	{"claim_party", "claim party doc public_by quote_start", "claim, party"},
	{"pair", "a b public_by doc claims", "a, b, public_by, doc"},
	{"record", "id kind body", "id"},
	{"record_claim", "record claim", "record, claim"},
	{"record_party", "record party", "record, party"},
	{"record_reason", "record claim reason", "record, claim"},
	{"record_name", "record kind title names parties claims", "record"},
	{"meeting_place", "name claims", "name"},
	{"decision", "seq id verb claim undoes doc at author body", "seq"},
	{"mark", "seq part doc", "seq, part"},
	{"decision_hash", "place hash", "place"},
	{"verdict", "claim doc verb decision patch information standing", "claim"},
	{"stand", "decision part doc claim", "decision, part"},
	{"quarantine", "source blob reason at", "source, blob"},
	{"source", "id kind address title site category outlet since state added etag last_modified checked news_at error error_count every_seconds due", "id"},
	{"source_item", "source item url title published stamp blob state seen first_read etag last_modified visits attempts error due", "source, item"},
	{"removal", "url at status back", "url, at"},
	{"outlet", "name country type language parent note", "name"},
	{"outlet_name", "name outlet", "name"},
}

// logTables names the tables of the log of decisions, which only grows.
var logTables = []string{"decision", "mark", "decision_hash"}

// Dump writes one snapshot of the ledger as JSON lines: one array a row, the
// table's name first and its columns after it, in a fixed order. Two ledgers
// that hold the same give the same bytes.
func (l *Ledger) Dump(ctx context.Context, to io.Writer) error {
	return l.dump(ctx, to, nil)
}

// DumpState is Dump without the log of decisions: what they come to. Undoing a
// decision restores its bytes.
func (l *Ledger) DumpState(ctx context.Context, to io.Writer) error {
	return l.dump(ctx, to, logTables)
}

func (l *Ledger) dump(ctx context.Context, to io.Writer, without []string) error {
	w := bufio.NewWriter(to)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	err := l.view(ctx, func(tx Tx) error {
		for _, t := range tables {
			if slices.Contains(without, t.name) {
				continue
			}
			if err := t.dump(ctx, tx, enc); err != nil {
				return fmt.Errorf("table %s: %w", t.name, err)
			}
		}
		return nil
	})
	if err == nil {
		err = w.Flush()
	}
	if err != nil {
		return fmt.Errorf("dump the ledger: %w", err)
	}
	return nil
}

func (t table) dump(ctx context.Context, tx Tx, enc *json.Encoder) error {
	columns := strings.Fields(t.columns)
	if err := enc.Encode(slices.Concat([]string{"table", t.name}, columns)); err != nil {
		return err
	}
	row := make([]any, len(columns)+1)
	into := make([]any, len(columns))
	for i := range into {
		into[i] = &row[i+1]
	}
	row[0] = t.name
	return scanAll(ctx, tx, func(r Row) error {
		if err := r.Scan(into...); err != nil {
			return err
		}
		return enc.Encode(row)
	}, `select `+strings.Join(columns, ", ")+` from `+t.name+` order by `+t.order)
}
