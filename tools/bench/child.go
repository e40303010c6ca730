//go:build unix

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"syscall"
	"time"
)

// A usage is what one run of the program took.
type usage struct {
	wall time.Duration
	peak int64 // bytes of memory, resident, at most
}

var readLine = regexp.MustCompile(`(?m)^([0-9]+) read: `)

// child runs the program on so many cores, or on all if cores is 0.
func (b *bench) child(cores int, args ...string) (usage, error) {
	cmd := exec.CommandContext(b.ctx, b.binary, args...)
	cmd.Env = os.Environ()
	if cores > 0 {
		cmd.Env = append(cmd.Env, "GOMAXPROCS="+strconv.Itoa(cores))
	}
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	if err != nil {
		return usage{}, fmt.Errorf("%s %q: %w\n%s", b.binary, args, err, stderr.Bytes())
	}
	if m := readLine.FindSubmatch(stdout.Bytes()); m != nil {
		if b.documents, err = strconv.Atoi(string(m[1])); err != nil {
			return usage{}, err
		}
	}
	return usage{wall, peak(cmd.ProcessState)}, nil
}

// peak returns the most memory that an ended process had resident. It is never
// less than this program's own at the time of the start, which is far less than
// that of reading.
func peak(s *os.ProcessState) int64 {
	r, ok := s.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" {
		return int64(r.Maxrss) // in bytes there, in kilobytes elsewhere
	}
	return int64(r.Maxrss) << 10
}

// median runs the program several times and returns the run of median time.
func (b *bench) median(cores int, args func() []string) (usage, error) {
	var all []usage
	for range b.runs {
		u, err := b.child(cores, args()...)
		if err != nil {
			return usage{}, err
		}
		all = append(all, u)
	}
	slices.SortFunc(all, func(x, y usage) int { return int(x.wall - y.wall) })
	return all[len(all)/2], nil
}

// quantile returns the time that the share q of times does not exceed.
func quantile(times []time.Duration, q float64) time.Duration {
	sorted := slices.Sorted(slices.Values(times))
	return sorted[min(int(q*float64(len(sorted))), len(sorted)-1)]
}

func millis(d time.Duration) string {
	if d < 10*time.Millisecond {
		return fmt.Sprintf("%.1f ms", float64(d)/float64(time.Millisecond))
	}
	return fmt.Sprintf("%d ms", d.Round(time.Millisecond).Milliseconds())
}

// ratio says how many times as fast something is that takes less than before.
func ratio(before, after time.Duration) string {
	return fmt.Sprintf("%.1f×", before.Seconds()/after.Seconds())
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
