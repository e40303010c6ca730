package ledger

import (
	"context"
	"database/sql"
	"strconv"
	"strings"
)

// A Tx is a transaction on the ledger's database. Queries are in the SQL that
// SQLite and PostgreSQL share, with placeholders $1, $2 ….
type Tx interface {
	// Exec runs a statement and returns the number of rows it changed.
	Exec(ctx context.Context, query string, args ...any) (int64, error)
	Query(ctx context.Context, query string, args ...any) (Rows, error)
	QueryRow(ctx context.Context, query string, args ...any) Row
}

// Rows are the rows of a query's result. While they are open, no other query
// may run on their transaction.
type Rows interface {
	Row
	Next() bool
	Err() error
	Close() error
}

// A Row is one row of a query's result.
type Row interface{ Scan(into ...any) error }

// sqlTx is a Tx of database/sql.
type sqlTx struct{ tx *sql.Tx }

func (t sqlTx) Exec(ctx context.Context, query string, args ...any) (int64, error) {
	r, err := t.tx.ExecContext(ctx, query, args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

func (t sqlTx) Query(ctx context.Context, query string, args ...any) (Rows, error) {
	return t.tx.QueryContext(ctx, query, args...)
}

func (t sqlTx) QueryRow(ctx context.Context, query string, args ...any) Row {
	return t.tx.QueryRowContext(ctx, query, args...)
}

// scanAll runs a query and calls scan for each row of its result.
func scanAll(ctx context.Context, tx Tx, scan func(Row) error, query string, args ...any) error {
	rows, err := tx.Query(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// A where collects the conditions of a query and their arguments.
type where struct {
	conditions []string
	args       []any
}

// arg adds an argument and returns its placeholder.
func (w *where) arg(v any) string {
	w.args = append(w.args, v)
	return "$" + strconv.Itoa(len(w.args))
}

// and adds a condition.
func (w *where) and(condition string) { w.conditions = append(w.conditions, condition) }

// String returns the where clause.
func (w *where) String() string {
	if len(w.conditions) == 0 {
		return ""
	}
	return " where " + strings.Join(w.conditions, " and ")
}

// list adds arguments and returns their placeholders in parentheses. The list
// must not be empty.
func list[T any](w *where, vs []T) string {
	places := make([]string, len(vs))
	for i, v := range vs {
		places[i] = w.arg(v)
	}
	return "(" + strings.Join(places, ", ") + ")"
}
