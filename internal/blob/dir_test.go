package blob_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/blob"
	"example.org/rapporteur/internal/blob/blobtest"
)

func TestDir(t *testing.T) {
	blobtest.Run(t, func(t *testing.T) blob.Store { return open(t, filepath.Join(t.TempDir(), "originals")) })
}

func open(t *testing.T, dir string) *blob.Dir {
	t.Helper()
	d, err := blob.OpenDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

func TestDirDamage(t *testing.T) {
	dir := t.TempDir()
	d := open(t, dir)
	id, err := d.Put(t.Context(), []byte("as captured"))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, string(id[:2]), string(id))
	if err := os.WriteFile(file, []byte("as altered!"), 0o644); err != nil {
		t.Fatal(err)
	}
	var damaged *blob.DamagedError
	if _, err := blob.Get(t.Context(), d, id); !errors.As(err, &damaged) {
		t.Fatalf("Get of altered bytes returned %v, want a DamagedError", err)
	}
	if damaged.ID != id || damaged.Have != rapporteur.NewBlobID([]byte("as altered!")) {
		t.Errorf("the error names %s and %s", damaged.ID, damaged.Have)
	}
	if _, err := d.Put(t.Context(), []byte("as captured")); err != nil {
		t.Fatal(err)
	}
	if _, err := blob.Get(t.Context(), d, id); err != nil {
		t.Errorf("putting the original again did not mend it: %v", err)
	}
}

// Foreign files, and what a killed process left behind, are no blobs.
func TestDirIgnoresStrangers(t *testing.T) {
	dir := t.TempDir()
	d := open(t, dir)
	id, err := d.Put(t.Context(), []byte("mine"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"README", "incoming/1-1", "incoming/" + string(id), string(id[:2]) + "/notes", "zz"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("?"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	n := 0
	for got, err := range d.Each(t.Context()) {
		if n++; err != nil || got != id {
			t.Errorf("Each yielded %q, %v", got, err)
		}
	}
	if n != 1 {
		t.Errorf("Each yielded %d blobs, want 1", n)
	}
}

// A link that leads out of the folder is not followed.
func TestDirStaysInside(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	d := open(t, dir)
	b := []byte("must stay inside")
	id := rapporteur.NewBlobID(b)
	if err := os.Symlink(outside, filepath.Join(dir, string(id[:2]))); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	if _, err := d.Put(t.Context(), b); err == nil {
		t.Error("Put wrote through a link that leads out of the folder")
	}
	if files, _ := os.ReadDir(outside); len(files) != 0 {
		t.Errorf("Put left %d files outside", len(files))
	}
}
