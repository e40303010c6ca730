package ledger

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

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

// A ConflictError says that a decision was made on a claim that is no longer as
// its author saw it. The decision is refused, not kept as one that disagrees: its
// author is there to look again, and what they would have decided is then known
// without anybody having to settle it.
type ConflictError struct {
	Claim rapporteur.ClaimID
	State string               // that the claim is now in
	Last  *rapporteur.Decision // the last one in force that bears on it, nil if there is none
}

func (e *ConflictError) Error() string {
	since := "it was read anew, or a decision on it was undone"
	if e.Last != nil {
		since = fmt.Sprintf("the last decision on it is now %s, %s by %s on %s", e.Last.ID, e.Last.Verb, e.Last.By, e.Last.At.Format(time.DateOnly))
	}
	return fmt.Sprintf("claim %s is not as you saw it: %s: look at it again, it is now in the state %s", e.Claim, since, e.State)
}

// An ExistsError is that of adding a claim where one of the same identity was
// added before: of the same kind, on the same words, and of what sets claims of
// its kind apart, such as who undertakes something.
type ExistsError struct{ Claim rapporteur.ClaimID }

func (e *ExistsError) Error() string {
	return fmt.Sprintf("claim %s of this kind was added before on these very words: edit it if it is not right; for another matter, give the words that tell of it alone", e.Claim)
}
