package audit

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// origin is the first line of a checkpoint: it says what log is meant, so that a
// signature for another purpose is none for this one.
const origin = "rapporteur log of decisions"

// A Checkpoint is what a log came to at a time.
type Checkpoint struct {
	Head
	At time.Time // to the second
}

// text returns the checkpoint as it is signed.
func (c Checkpoint) text() string {
	return fmt.Sprintf("%s\n%d\n%s\n%s\n", origin, c.Size, c.Root, c.At.UTC().Format(time.RFC3339))
}

// Sign returns the checkpoint with the key's signature, as text.
func (k Key) Sign(c Checkpoint) ([]byte, error) {
	signed, err := note.Sign(&note.Note{Text: c.text()}, k.signer)
	if err != nil {
		return nil, fmt.Errorf("sign a checkpoint: %w", err)
	}
	return signed, nil
}

// OpenCheckpoint checks the signature of a checkpoint by one of these public
// keys, and returns it.
func OpenCheckpoint(signed []byte, public ...string) (Checkpoint, error) {
	var known []note.Verifier
	for _, p := range public {
		v, err := note.NewVerifier(p)
		if err != nil {
			return Checkpoint{}, fmt.Errorf("public key %q: %w: write it as it was printed, rapporteur+…", p, err)
		}
		known = append(known, v)
	}
	n, err := note.Open(signed, note.VerifierList(known...))
	var other *note.UnverifiedNoteError
	var wrong *note.InvalidSignatureError
	switch {
	case errors.As(err, &other):
		return Checkpoint{}, errors.New("the checkpoint is signed by another key: name its public key with --key")
	case errors.As(err, &wrong):
		return Checkpoint{}, errors.New("the checkpoint does not bear a true signature: it was altered")
	case err != nil:
		return Checkpoint{}, errors.New("this is no signed checkpoint: give what rapporteur log checkpoint printed, all of it")
	}
	c, err := parseCheckpoint(n.Text)
	if err != nil {
		return Checkpoint{}, fmt.Errorf("the checkpoint: %w", err)
	}
	return c, nil
}

func parseCheckpoint(text string) (c Checkpoint, err error) {
	lines := strings.Split(text, "\n")
	if len(lines) != 5 || lines[0] != origin {
		return c, fmt.Errorf("it is not of a %s", origin)
	}
	if c.Size, err = strconv.ParseInt(lines[1], 10, 64); err != nil || c.Size < 0 {
		return c, fmt.Errorf("%q is no number of decisions", lines[1])
	}
	if c.Root, err = tlog.ParseHash(lines[2]); err != nil {
		return c, fmt.Errorf("%q is no hash", lines[2])
	}
	if c.At, err = time.Parse(time.RFC3339, lines[3]); err != nil {
		return c, fmt.Errorf("%q is no time", lines[3])
	}
	if c.text() != text { // one way to write it
		return c, errors.New("it is not written as checkpoints are")
	}
	return c, nil
}
