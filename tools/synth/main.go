// Command synth measures how linking grows: it makes documents and claims of 200
// states, the same ones each time, links them, and times the dossiers of pairs. Times are
// those of the processor, so that other work on the machine does not count.
//
//	go run ./tools/synth 10000 100000 1000000
package main

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/view"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: synth CLAIMS...")
		os.Exit(2)
	}
	for _, arg := range os.Args[1:] {
		n, err := strconv.Atoi(arg)
		if err != nil || n < 1 {
			fmt.Fprintf(os.Stderr, "synth: %q is no number of claims\n", arg)
			os.Exit(2)
		}
		if err := measure(n); err != nil {
			fmt.Fprintln(os.Stderr, "synth:", err)
			os.Exit(3)
		}
	}
}

// measure prints one line of figures for n claims.
func measure(n int) error {
	w, err := newWorld(n)
	if err != nil {
		return err
	}
	start := processor()
	records := link.Build(w.in)
	built := processor() - start
	start = processor()
	courses := link.Courses(w.in, records)
	followed := processor() - start
	half, ninetyFifth, largest, err := dossiers(w)
	if err != nil {
		return err
	}
	runtime.KeepAlive(records)
	fmt.Printf("claims %7d  documents %6d  records %6d  undertakings %6d  linking %6.2f s (%4.1f µs a claim)  courses %5.2f s  dossier p50 %3d ms  p95 %3d ms  largest %d claims  peak %s\n",
		len(w.in.Claims), len(w.in.Documents), len(records), len(courses), built.Seconds(), float64(built.Microseconds())/float64(len(w.in.Claims)),
		followed.Seconds(), half.Milliseconds(), ninetyFifth.Milliseconds(), largest, peak())
	return nil
}

// sampled is how many dossiers are timed.
const sampled = 200

// dossiers times the dossiers of pairs drawn as often as they are written about,
// and returns the median, the 95th percentile, and the claims of the largest. As
// in the program, a dossier is made of the claims and documents that its states share.
func dossiers(w *world) (half, ninetyFifth time.Duration, largest int, err error) {
	day, err := rapporteur.ParseDate("2025-12-31")
	if err != nil {
		return 0, 0, 0, err
	}
	byPair := map[[2]rapporteur.Party][]rapporteur.Claim{}
	for _, c := range w.in.Claims {
		p := [2]rapporteur.Party{c.Parties[0], c.Parties[1]}
		byPair[p] = append(byPair[p], c)
	}
	docs := map[rapporteur.DocID]link.Document{}
	for _, d := range w.in.Documents {
		docs[d.ID] = d
	}
	var times []time.Duration
	for i := range sampled {
		c := w.in.Claims[i*len(w.in.Claims)/sampled]
		p := [2]rapporteur.Party{c.Parties[0], c.Parties[1]}
		in := view.Input{AsOf: day}
		in.Origins, in.Claims = w.in.Origins, byPair[p]
		seen := map[rapporteur.DocID]bool{}
		for _, c := range in.Claims {
			if !seen[c.Doc] {
				seen[c.Doc] = true
				in.Documents = append(in.Documents, docs[c.Doc])
			}
		}
		largest = max(largest, len(in.Claims))
		start := processor()
		view.NewDossier(in, p[:])
		times = append(times, processor()-start)
	}
	slices.Sort(times)
	return times[len(times)/2], times[len(times)*95/100], largest, nil
}

// peak returns the most memory that the process has held, as the system tells it.
func peak() string {
	b, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return "unknown"
	}
	for line := range strings.Lines(string(b)) {
		if v, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kb, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(v), " kB"))
			if err != nil {
				return "unknown"
			}
			return fmt.Sprintf("%.2f GB", float64(kb)/1e6)
		}
	}
	return "unknown"
}
