//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"example.org/rapporteur/tools/serving"
)

// A server is the program as it serves a ledger.
type server struct {
	base string // address without a slash at its end
	pid  int
}

// serving starts the program, and stops it after do.
func (p *pace) serving(ctx context.Context, do func(*server) error) error {
	return serving.While(ctx, p.binary, p.data, []string{"--author", "pace"}, func(base string, pid int) error {
		return do(&server{base, pid})
	})
}

// processor returns the processor time that the program has used so far, its
// threads together. Those that ended count no more, but Go keeps its threads.
func (s *server) processor() (time.Duration, error) {
	files, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", s.pid))
	if err != nil {
		return 0, err
	}
	var sum int64
	for _, f := range files {
		b, err := os.ReadFile(f)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return 0, err
		}
		first, _, _ := strings.Cut(string(b), " ")
		n, err := strconv.ParseInt(first, 10, 64)
		if err != nil {
			return 0, fmt.Errorf("%s: %w", f, err)
		}
		sum += n
	}
	return time.Duration(sum), nil
}
