package ledger

import (
	"database/sql"
	"errors"
	"fmt"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger/sqlite"
)

// ErrNotFound is the error of asking for what the ledger does not hold.
var ErrNotFound = errors.New("not in the ledger")

// An AlteredTextError names a document whose stored text is no longer the one
// that was read.
type AlteredTextError struct{ Doc rapporteur.DocID }

func (e *AlteredTextError) Error() string {
	return fmt.Sprintf("the stored text of document %s was altered", e.Doc)
}

// A BrokenClaimError names a claim whose words are not where it says they are,
// and which is therefore not given out.
type BrokenClaimError struct {
	Claim rapporteur.ClaimID
	Doc   rapporteur.DocID
	Err   error // what is wrong with it
}

func (e *BrokenClaimError) Error() string {
	return fmt.Sprintf("claim %s of document %s does not stand: %v", e.Claim, e.Doc, e.Err)
}

// Unwrap returns what is wrong with the claim.
func (e *BrokenClaimError) Unwrap() error { return e.Err }

// Advice returns what to do about an error of the ledger's file, such as one that
// is damaged or cannot be written; empty if there is nothing to say.
func Advice(err error) string { return sqlite.Advice(err) }

func isNoRows(err error) bool { return errors.Is(err, sql.ErrNoRows) }

// found turns the database's word for an empty result into the ledger's.
func found(err error) error {
	if isNoRows(err) {
		return ErrNotFound
	}
	return err
}
