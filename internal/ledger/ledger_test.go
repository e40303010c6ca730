package ledger_test

import (
	"testing"

	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/ledger/ledgertest"
)

func TestSQLite(t *testing.T) { ledgertest.Run(t, open) }

func open(t testing.TB, file string) *ledger.Ledger {
	t.Helper()
	l, err := ledger.Open(t.Context(), file, ledgertest.Clock)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}
