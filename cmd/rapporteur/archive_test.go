package main

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/source/warc/warctest"
)

// Reading an archive that is killed at ten random moments ends, when it is begun
// once more, with each record read once, in the ledger of an undisturbed run.
func TestKilledArchive(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	dir := t.TempDir()
	archive := filepath.Join(dir, "crawl.warc.gz")
	f, err := os.Create(archive)
	if err != nil {
		t.Fatal(err)
	}
	n, err := warctest.Crawl{Size: 1 << 19, Every: 8, Page: 1 << 10}.Write(f, true)
	if err != nil || f.Close() != nil || n.Reports < 50 {
		t.Fatalf("%+v, %v", n, err)
	}
	program, err := built()
	if err != nil {
		t.Fatal(err)
	}
	command := func(program, data string) *exec.Cmd {
		return exec.CommandContext(t.Context(), program, "--data", filepath.Join(dir, data), "read", archive, "--party", "Portugal", "--party", "LVA")
	}
	read := func(program, data string) string {
		t.Helper()
		var stderr bytes.Buffer
		cmd := command(program, data)
		cmd.Stderr = &stderr
		if err := cmd.Run(); err != nil {
			t.Fatalf("%v\n%s", err, &stderr)
		}
		if want := fmt.Sprintf("%d records, %d of them read, 0 set aside", n.Pages+1, n.Reports); !strings.Contains(stderr.String(), want) {
			t.Errorf("reading says %q, want %q", &stderr, want)
		}
		return stderr.String()
	}
	start := time.Now()
	read(program, "undisturbed")
	whole := time.Since(start)

	seed := uint64(time.Now().UnixNano())
	r := rand.New(rand.NewPCG(seed, 0))
	t.Logf("seed %d", seed)
	for range 10 {
		cmd := command(program, "killed")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(r.Int64N(int64(whole))))
		cmd.Process.Kill()
		cmd.Wait()
	}
	// Killed once more, behind the first records for certain, it goes on from there.
	killed, err := ledger.Open(t.Context(), filepath.Join(dir, "killed", ledgerFile), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer killed.Close()
	cmd := command(program, "killed")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for noted := false; !noted; {
		select {
		case err := <-ended:
			t.Fatalf("reading ended before it noted how far it was: %v", err)
		case <-time.After(time.Millisecond):
			p, err := killed.Progress(t.Context(), archive)
			noted = err == nil && p.Records > 0
		}
	}
	cmd.Process.Kill()
	<-ended
	// The race detector looks at the reading of what is left.
	if says := read("rapporteur", "killed"); !strings.Contains(says, "going on behind record") {
		t.Errorf("reading began from the beginning again: %q", says)
	}
	if want, got := dumpOf(t, filepath.Join(dir, "undisturbed")), dumpOf(t, filepath.Join(dir, "killed")); !bytes.Equal(want, got) {
		t.Errorf("the ledger of %d bytes differs from that of an undisturbed run, of %d", len(got), len(want))
	}
}

func dumpOf(t *testing.T, dir string) []byte {
	t.Helper()
	l, err := ledger.Open(t.Context(), filepath.Join(dir, ledgerFile), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var b bytes.Buffer
	if err := l.Dump(context.WithoutCancel(t.Context()), &b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
