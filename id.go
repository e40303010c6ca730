package rapporteur

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// BlobID is the lower-case hexadecimal SHA-256 of captured bytes.
type BlobID string

// DocID names one text of one address: "d" and 16 hexadecimal digits.
type DocID string

// ClaimID names one claim: "c" and 16 hexadecimal digits.
type ClaimID string

// RecordID names one record: the record's kind letter and 16 hexadecimal digits.
type RecordID string

// DecisionID names one human decision: "x" and 16 hexadecimal digits.
type DecisionID string

// RuleID names the rule that proposed a claim, as "file/rule".
type RuleID string

// ByteOffset counts bytes from the start of a text.
type ByteOffset int

// CodePoint counts Unicode code points from the start of a text, the unit of
// the W3C TextPositionSelector.
type CodePoint int

// NewBlobID returns the identity of captured bytes.
func NewBlobID(b []byte) BlobID {
	sum := sha256.Sum256(b)
	return BlobID(hex.EncodeToString(sum[:]))
}

// NewDocID returns the identity of a text as it was published at an address.
// The same text at the same address is the same document, however often it is
// captured; the same text at another address is another document.
func NewDocID(url string, t Text) DocID { return DocID("d" + digest(url, t.Hash())) }

// NewRecordID returns the identity of a record of the given kind from the parts
// that define it. kind must be one letter.
func NewRecordID(kind byte, parts ...string) RecordID {
	return RecordID(string(kind) + digest(parts...))
}

// NewDecisionID returns the identity of a decision from the parts that define it.
func NewDecisionID(parts ...string) DecisionID { return DecisionID("x" + digest(parts...)) }

// digest hashes parts so that no two lists of parts run together.
func digest(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(strings.ReplaceAll(p, "\x00", "\x00\x00")))
		h.Write([]byte{0, 1})
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}
