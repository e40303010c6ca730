//go:build linux

package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A server is the program as it serves a ledger.
type server struct {
	base string // address without a slash at its end
	pid  int
}

var address = regexp.MustCompile(`http://[^ /]+`)

// serving starts the program, and stops it after do.
func (p *pace) serving(ctx context.Context, do func(*server) error) (err error) {
	cmd := exec.CommandContext(ctx, p.binary, "--data", p.data, "serve", "--port", "0", "--author", "pace")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err == nil {
		err = do(&server{address.FindString(line), cmd.Process.Pid})
	}
	if stop := errors.Join(cmd.Process.Signal(os.Interrupt), cmd.Wait()); stop != nil {
		err = errors.Join(err, fmt.Errorf("serve: %w\n%s", stop, stderr.Bytes()))
	}
	return err
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
