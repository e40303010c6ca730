package main

import (
	"bufio"
	"context"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The pages show what the watching beside them reads, until both are stopped.
func TestServeWatch(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	dir := t.TempDir()
	in, data := filepath.Join(dir, "in"), filepath.Join(dir, "ledger")
	if err := os.Mkdir(in, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(in, "riga.txt"), []byte("Portugal and Latvia signed a protocol on fisheries in Riga."), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.CommandContext(ctx, "rapporteur", "--data", data, "sources", "add", in).CombinedOutput(); err != nil {
		t.Fatalf("sources add: %v\n%s", err, out)
	}
	cmd := exec.CommandContext(ctx, "rapporteur", "--data", data, "serve", "--watch", "--port", "0")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(stdout)
	address, seen := "", false
	for (address == "" || !seen) && lines.Scan() {
		if m := served.FindString(lines.Text()); m != "" {
			address = m
		}
		seen = seen || strings.HasPrefix(lines.Text(), "in: 1 announced, 1 read, 1 new")
	}
	if address == "" || !seen {
		t.Fatalf("address %q, seen %t\n%s", address, seen, &stderr)
	}
	shown := false
	for !shown && ctx.Err() == nil {
		status, body := get(ctx, t, address+"/d/LVA-PRT", "")
		shown = status == http.StatusOK && strings.Contains(body, "fisheries")
	}
	if !shown {
		t.Error("the page never showed what was read")
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("after an interrupt: %v\n%s", err, &stderr)
	}
}
