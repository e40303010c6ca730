//go:build unix

// Command bench measures the program on a folder of texts as its user meets it:
// how fast it reads and in how much memory, what the language engine takes, how
// soon a page is there.
//
//	go run ./tools/bench BINARY CORPUS_DIR
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"
)

func main() {
	page := flag.String("page", "/d/LAO-VNM", "path of the page to time")
	runs := flag.Int("runs", 3, "how often to read the corpus for each figure; the median counts")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: bench [-page PATH] [-runs N] BINARY CORPUS_DIR")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() != 2 || *runs < 1 {
		flag.Usage()
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	b := bench{ctx: ctx, binary: flag.Arg(0), corpus: flag.Arg(1), page: *page, runs: *runs}
	if err := b.run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// A bench is one measurement of a binary.
type bench struct {
	ctx                  context.Context
	binary, corpus, page string
	runs                 int
	scratch              string // folder for ledgers
	documents            int
}

// requests is how often the page is fetched, starts how often the program is started.
const (
	requests = 50
	starts   = 20
)

func (b *bench) run(out io.Writer) (err error) {
	if b.scratch, err = os.MkdirTemp("", "rapporteur-bench"); err != nil {
		return err
	}
	defer os.RemoveAll(b.scratch)
	size, err := sizeOf(b.corpus)
	if err != nil {
		return err
	}
	var first []usage // by cores, less one
	var ledger string
	var rows [][]string
	for cores := 1; cores <= 2; cores++ {
		u, err := b.median(cores, func() []string {
			ledger = b.newLedger()
			return []string{"--data", ledger, "read", b.corpus}
		})
		if err != nil {
			return err
		}
		first = append(first, u)
		row := b.row(fmt.Sprintf("read into an empty ledger, %s", plural(cores, "core")), u)
		if cores == 2 {
			row = append(row, ratio(first[0].wall, u.wall)+" as fast as on one core")
		}
		rows = append(rows, row)
	}
	again, err := b.median(2, func() []string { return []string{"--data", ledger, "read", b.corpus} })
	if err != nil {
		return err
	}
	rows = append(rows, append(b.row("read again, nothing new, 2 cores", again), ratio(first[1].wall, again.wall)+" as fast as the first time"))
	for cores := 1; cores <= 2; cores++ {
		u, err := b.median(cores, func() []string { return []string{"read", "--json", b.corpus} })
		if err != nil {
			return err
		}
		rows = append(rows, append(b.row(fmt.Sprintf("read --json, %s", plural(cores, "core")), u),
			ratio(first[cores-1].wall, u.wall)+" as fast as with a ledger"))
	}
	fmt.Fprintf(out, "%s, %.0f kB, median of %s\n\n", plural(b.documents, "document"), float64(size)/1000, plural(b.runs, "run"))
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\tdocuments/s\ttime\tpeak memory\t")
	for _, row := range rows {
		fmt.Fprintln(w, strings.Join(row, "\t"))
	}
	fmt.Fprintln(w)
	if err := b.engine(w); err != nil {
		return err
	}
	if err := b.pages(w, ledger); err != nil {
		return err
	}
	if err := b.startUp(w); err != nil {
		return err
	}
	return w.Flush()
}

// newLedger returns a folder that no ledger is in yet.
func (b *bench) newLedger() string {
	dir, err := os.MkdirTemp(b.scratch, "ledger")
	if err != nil {
		return filepath.Join(b.scratch, "ledger") // the program will say what is wrong with it
	}
	return dir
}

func (b *bench) row(what string, u usage) []string {
	return []string{what, fmt.Sprintf("%.0f", float64(b.documents)/u.wall.Seconds()), millis(u.wall), fmt.Sprintf("%d MB", u.peak>>20)}
}

// startUp measures how long the program takes to start and say its version.
func (b *bench) startUp(w io.Writer) error {
	var times []time.Duration
	for range starts {
		u, err := b.child(0, "version")
		if err != nil {
			return err
		}
		times = append(times, u.wall)
	}
	fmt.Fprintf(w, "start and print the version, %d times\tmedian %s\t95%% %s\t\n", starts, millis(quantile(times, 0.5)), millis(quantile(times, 0.95)))
	return nil
}

// sizeOf returns how many bytes the files of a folder hold.
func sizeOf(dir string) (n int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			n += info.Size()
		}
		return err
	})
	return n, err
}
