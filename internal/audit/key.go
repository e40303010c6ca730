package audit

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// keyName stands before the hash and the bytes of a key.
const keyName = "rapporteur"

// A Key signs checkpoints.
type Key struct {
	Public string // rapporteur+hash+base64: what a checkpoint is checked with
	signer note.Signer
}

// OpenKey returns the key in a file, which is made if it is not there. Nobody
// but its owner may read the file.
func OpenKey(file string) (k Key, made bool, err error) {
	k, err = readKey(file)
	if !errors.Is(err, fs.ErrNotExist) {
		return k, false, err
	}
	private, public, err := note.GenerateKey(rand.Reader, keyName)
	if err != nil {
		return Key{}, false, fmt.Errorf("make a key: %w", err)
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) { // another process was quicker
		k, err = readKey(file)
		return k, false, err
	}
	if err != nil {
		return Key{}, false, fmt.Errorf("make a key: %w", err)
	}
	_, err = fmt.Fprintf(f, "%s\n%s\n", private, public)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return Key{}, false, fmt.Errorf("keep the key: %w", err)
	}
	k, err = newKey(private, public)
	return k, true, err
}

func readKey(file string) (Key, error) {
	info, err := os.Stat(file)
	if err != nil {
		return Key{}, fmt.Errorf("open the key of the log: %w", err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return Key{}, fmt.Errorf("the key of the log can be read by others: chmod 600 %s", file)
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return Key{}, fmt.Errorf("open the key of the log: %w", err)
	}
	lines := strings.Fields(string(b))
	if len(lines) == 2 {
		if k, err := newKey(lines[0], lines[1]); err == nil {
			return k, nil
		}
	}
	return Key{}, fmt.Errorf("%s is no key: restore it from a backup, or move it away to have another made; checkpoints signed so far are then checked with --key", file)
}

func newKey(private, public string) (Key, error) {
	signer, err := note.NewSigner(private)
	if err != nil {
		return Key{}, err
	}
	k := Key{Public: public, signer: signer}
	signed, err := k.Sign(Checkpoint{})
	if err == nil {
		_, err = OpenCheckpoint(signed, public) // the two belong together
	}
	return k, err
}
