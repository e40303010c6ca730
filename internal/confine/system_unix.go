//go:build linux || darwin

package confine

import (
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"
)

// apart gives a child a process group of its own, all of which is killed with it.
func apart(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}

// imposeBySystem sets the limits that the system enforces. Reading needs its
// three streams and nothing else: without a free descriptor, neither a file nor a
// connection can be opened.
func (l Limits) imposeBySystem() error {
	spent := make(chan os.Signal, 1)
	signal.Notify(spent, syscall.SIGXCPU)
	go func() {
		<-spent
		fmt.Fprintf(os.Stderr, "more than %v of processor time\n", l.CPU)
		os.Exit(2)
	}()
	seconds := uint64((l.CPU + time.Second - 1) / time.Second)
	for _, r := range []struct {
		name       string
		resource   int
		soft, hard uint64
	}{
		{"memory", syscall.RLIMIT_DATA, shadow * uint64(l.Memory), shadow * uint64(l.Memory)},
		{"processor time", syscall.RLIMIT_CPU, seconds, seconds + 1}, // SIGXCPU, then SIGKILL
		{"written files", syscall.RLIMIT_FSIZE, 0, 0},
		{"open files", syscall.RLIMIT_NOFILE, 0, 0}, // those that are open stay so
		{"core dumps", syscall.RLIMIT_CORE, 0, 0},
	} {
		if err := syscall.Setrlimit(r.resource, &syscall.Rlimit{Cur: r.soft, Max: r.hard}); err != nil {
			return fmt.Errorf("limit %s of the reader's process: %w", r.name, err)
		}
	}
	return nil
}
