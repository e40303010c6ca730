package text

import (
	"errors"
	"io"
	"io/fs"
	"os"
)

// MaxSize is the most bytes that Read accepts: 20 MB.
const MaxSize = 20 << 20

// MaxText is the most bytes that one document's text may have: 5 MB, some two
// thousand printed pages. A file may hold several documents.
const MaxText = 5 << 20

// ReadFile returns the bytes of a file, which may be a pipe but not a folder.
// No more than limit bytes are ever held: a larger file is a TooLarge *Error.
// An absent file is an Unreadable one that wraps fs.ErrNotExist.
func ReadFile(path string, limit int64) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	if info.IsDir() {
		return nil, &Error{Fault: Unreadable, Path: path, Msg: "is a folder: name the files in it"}
	}
	if info.Size() > limit {
		e := tooLarge(limit)
		e.Path = path
		return nil, e
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	defer f.Close()
	return ReadAll(path, f, limit)
}

// ReadAll returns what r gives, as ReadFile does for a file; path is its name in errors.
func ReadAll(path string, r io.Reader, limit int64) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, unreadable(path, err)
	}
	if int64(len(b)) > limit {
		e := tooLarge(limit)
		e.Path = path
		return nil, e
	}
	return b, nil
}

func unreadable(path string, err error) *Error {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err // its path is already in ours
	}
	msg := "could not be read"
	switch {
	case errors.Is(err, fs.ErrNotExist):
		msg = "is not there: check the name"
	case errors.Is(err, fs.ErrPermission):
		msg = "may not be read: check its permissions"
	}
	return &Error{Fault: Unreadable, Path: path, Msg: msg, Err: err}
}
