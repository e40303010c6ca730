//go:build unix

// Package serving runs the program over a ledger while something is measured.
package serving

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
)

var address = regexp.MustCompile(`http://[^ /]+`)

// While serves a ledger with a built program, and more arguments, and stops it
// after do, which is given the address of the pages, without a slash at its end,
// and the identity of the process.
func While(ctx context.Context, program, ledger string, args []string, do func(base string, pid int) error) (err error) {
	cmd := exec.CommandContext(ctx, program, append([]string{"--data", ledger, "serve", "--port", "0"}, args...)...)
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
		err = do(address.FindString(line), cmd.Process.Pid)
	}
	if stop := errors.Join(cmd.Process.Signal(os.Interrupt), cmd.Wait()); stop != nil {
		err = errors.Join(err, fmt.Errorf("serve: %w\n%s", stop, stderr.Bytes()))
	}
	return err
}
