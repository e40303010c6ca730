package audit

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// The files of a seal.
const (
	KeyFile        = "log.key"
	CheckpointFile = "log.checkpoint"
)

// A Seal is a folder that holds the key and the last checkpoint: what this
// machine last saw of the log. The log itself may be kept elsewhere.
type Seal struct {
	Key Key
	dir string
}

// OpenSeal opens the seal in a folder; its key is made if it is not there.
func OpenSeal(dir string) (s Seal, made bool, err error) {
	k, made, err := OpenKey(filepath.Join(dir, KeyFile))
	return Seal{Key: k, dir: dir}, made, err
}

// Last returns the last checkpoint; ok is false if there is none yet.
func (s Seal) Last() (c Checkpoint, signed []byte, ok bool, err error) {
	signed, err = os.ReadFile(filepath.Join(s.dir, CheckpointFile))
	if errors.Is(err, fs.ErrNotExist) {
		return c, nil, false, nil
	}
	if err == nil {
		c, err = OpenCheckpoint(signed, s.Key.Public)
	}
	if err != nil {
		return c, nil, false, fmt.Errorf("last checkpoint, in %s: %w", filepath.Join(s.dir, CheckpointFile), err)
	}
	return c, signed, true, nil
}

// Advance signs what the log comes to now and keeps it as the last checkpoint.
// It refuses a log that does not go on from the last one: the error is then a
// *ForkError.
func (s Seal) Advance(l Log, now time.Time) ([]byte, error) {
	last, signed, ok, err := s.Last()
	if err != nil {
		return nil, err
	}
	if ok {
		if err := l.Extends(last.Head); err != nil {
			return nil, err
		}
		if last.Size == l.Size {
			return signed, nil
		}
	}
	head, err := l.Head()
	if err != nil {
		return nil, err
	}
	signed, err = s.Key.Sign(Checkpoint{Head: head, At: now.UTC().Truncate(time.Second)})
	if err != nil {
		return nil, err
	}
	return signed, s.keep(signed)
}

// keep replaces the last checkpoint as a whole.
func (s Seal) keep(signed []byte) (err error) {
	f, err := os.CreateTemp(s.dir, CheckpointFile+".*")
	if err != nil {
		return fmt.Errorf("keep the checkpoint: %w", err)
	}
	defer func() {
		if err != nil {
			os.Remove(f.Name())
			err = fmt.Errorf("keep the checkpoint: %w", err)
		}
	}()
	_, err = f.Write(signed)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), filepath.Join(s.dir, CheckpointFile))
}
