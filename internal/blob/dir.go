package blob

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"strconv"
	"sync/atomic"

	"example.org/rapporteur"
)

// incoming holds files that are still being written. What a killed process
// leaves there is harmless: it is in no blob's place.
const incoming = "incoming"

// A Dir is a Store in a directory: the blob ab12… is the file ab/ab12….
type Dir struct{ root *os.Root }

// OpenDir returns the store in a directory, which it makes if need be. No
// operation reaches outside the directory, even through a symbolic link in it.
func OpenDir(name string) (*Dir, error) {
	if err := os.MkdirAll(name, 0o755); err != nil {
		return nil, fmt.Errorf("make the folder of originals: %w", err)
	}
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, fmt.Errorf("open the folder of originals: %w", err)
	}
	if err := mkdir(root, incoming); err != nil {
		root.Close()
		return nil, fmt.Errorf("make the folder of originals: %w", err)
	}
	return &Dir{root}, nil
}

// Close releases the directory.
func (d *Dir) Close() error { return d.root.Close() }

// Put implements Store: the bytes are written to a temporary file, synced, and
// only then given their name.
func (d *Dir) Put(ctx context.Context, b []byte) (rapporteur.BlobID, error) {
	id := rapporteur.NewBlobID(b)
	name := file(id)
	if err := ctx.Err(); err != nil {
		return "", err
	}
	if have, err := d.root.ReadFile(name); err == nil && bytes.Equal(have, b) {
		return id, nil
	}
	if err := d.write(name, b); err != nil {
		return "", fmt.Errorf("keep original %s: %w", id, err)
	}
	return id, nil
}

func (d *Dir) write(name string, b []byte) error {
	tmp, f, err := d.create()
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, d.root.Remove(tmp))
	}
	dir := path.Dir(name)
	if err := mkdir(d.root, dir); err != nil {
		return errors.Join(err, d.root.Remove(tmp))
	}
	if err := d.root.Rename(tmp, name); err != nil {
		return errors.Join(err, d.root.Remove(tmp))
	}
	return sync(d.root, dir)
}

// serial tells apart the temporary files of one process.
var serial atomic.Uint64

// create makes a temporary file of a name that nobody else uses.
func (d *Dir) create() (string, *os.File, error) {
	for {
		tmp := path.Join(incoming, strconv.Itoa(os.Getpid())+"-"+strconv.FormatUint(serial.Add(1), 10))
		f, err := d.root.OpenFile(tmp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if !errors.Is(err, fs.ErrExist) {
			return tmp, f, err
		}
	}
}

// Open implements Store.
func (d *Dir) Open(ctx context.Context, id rapporteur.BlobID) (io.ReadCloser, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := checkID(id); err != nil {
		return nil, err
	}
	f, err := d.root.Open(file(id))
	if err != nil {
		return nil, fmt.Errorf("open original %s: %w", id, err)
	}
	return f, nil
}

// Each implements Store. Files that no blob could have put there are passed over.
func (d *Dir) Each(ctx context.Context) iter.Seq2[rapporteur.BlobID, error] {
	return func(yield func(rapporteur.BlobID, error) bool) {
		dirs, err := fs.ReadDir(d.root.FS(), ".")
		if err != nil {
			yield("", fmt.Errorf("list the originals: %w", err))
			return
		}
		for _, dir := range dirs {
			if !dir.IsDir() || dir.Name() == incoming {
				continue
			}
			files, err := fs.ReadDir(d.root.FS(), dir.Name())
			if err = errors.Join(err, ctx.Err()); err != nil {
				yield("", fmt.Errorf("list the originals: %w", err))
				return
			}
			for _, f := range files {
				id := rapporteur.BlobID(f.Name())
				if checkID(id) != nil || file(id) != path.Join(dir.Name(), f.Name()) {
					continue
				}
				if !yield(id, nil) {
					return
				}
			}
		}
	}
}

func file(id rapporteur.BlobID) string { return path.Join(string(id[:2]), string(id)) }

// mkdir makes a directory directly below the root, for good.
func mkdir(root *os.Root, name string) error {
	err := root.Mkdir(name, 0o755)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return sync(root, ".")
}

// sync makes a directory's entries survive a loss of power.
func sync(root *os.Root, name string) error {
	f, err := root.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
