package main

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// A full disk takes nothing.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

// Results that could not be written are a failure, whatever else was done.
func TestUnwrittenResults(t *testing.T) {
	data := t.TempDir()
	for _, args := range []string{"version", "rules", "read --data " + data + " -", "verify --data " + data, "code"} {
		var stderr strings.Builder
		a := &app{
			ctx: t.Context(), stdin: strings.NewReader(`{"id": "1", "text": "Portugal and Latvia signed a protocol."}`),
			stdout: full{}, stderr: &stderr, now: time.Now,
		}
		if args == "read --data "+data+" -" {
			a.stdin = strings.NewReader("Portugal and Latvia signed a protocol.")
		}
		if code := a.run(strings.Fields(args)); code != exitFailure || !strings.Contains(stderr.String(), "no space left") {
			t.Errorf("%s: exit code %d, %q; want %d and the reason", args, code, stderr.String(), exitFailure)
		}
	}
}
