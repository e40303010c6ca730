// Command synth measures how linking grows: it makes documents and claims of all
// states, the same ones each time and as they are asked for, links them part by part,
// and times the dossiers of pairs. Times are those of the processor, without
// those of making claims, so that other work on the machine does not count.
//
//	go run ./tools/synth 10000 100000 1000000
//
// With -digest it also prints a digest of all records, courses and dossiers: two
// versions of the program that ought to make the same of the claims print the same.
// The time of courses then holds that of writing them.
//
// Or it fills a ledger with so many reports of ten claims each, to see how the
// program does with many: their texts have the words that the claims rest on, and
// their originals are not kept.
//
//	go run ./tools/synth -ledger DIR 100000
package main

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"hash"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/view"
)

func main() {
	dir := flag.String("ledger", "", "folder of a ledger to fill with reports")
	digest := flag.Bool("digest", false, "also print a digest of what is made of the claims")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: synth [-digest] CLAIMS...\n       synth -ledger DIR REPORTS")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() < 1 || *dir != "" && flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	do := func(n int) error { return measure(n, *digest) }
	if *dir != "" {
		do = func(n int) error { return fill(context.Background(), *dir, n, realStates(), os.Stdout) }
	}
	for _, arg := range flag.Args() {
		n, err := strconv.Atoi(arg)
		if err != nil || n < 1 {
			fmt.Fprintf(os.Stderr, "synth: %q is no number\n", arg)
			os.Exit(2)
		}
		if err := do(n); err != nil {
			fmt.Fprintln(os.Stderr, "synth:", err)
			os.Exit(3)
		}
	}
}

// measure prints one line of figures for n claims. Undertakings are followed part
// by part as well: all meetings and texts here are of two states, so that what
// has come of an undertaking lies in its own part.
func measure(n int, withDigest bool) error {
	var made digest
	if withDigest {
		made.Hash = sha256.New()
	}
	w, err := newWorld(n)
	if err != nil {
		return err
	}
	var records, courses int
	var followed, aside time.Duration
	start := processor()
	for p, err := range w.holdings().Parts() {
		if err != nil {
			return err
		}
		at := processor()
		for id, c := range link.EachCourse(p.Input, p.Records) {
			courses++
			made.add(id, c)
		}
		followed += processor() - at
		records += len(p.Records)
		at = processor()
		for _, r := range p.Records {
			made.add(r)
		}
		aside += processor() - at
	}
	built := processor() - start - followed - aside - w.made
	half, ninetyFifth, largest, err := dossiers(w, &made)
	if err != nil {
		return err
	}
	claims := perDocument * len(w.documents)
	fmt.Printf("claims %7d  documents %6d  records %6d  undertakings %6d  linking %6.2f s (%4.1f µs a claim)  courses %5.2f s  dossier p50 %3d ms  p95 %3d ms  largest %d claims  peak %s\n",
		claims, len(w.documents), records, courses, built.Seconds(), float64(built.Microseconds())/float64(claims),
		followed.Seconds(), half.Milliseconds(), ninetyFifth.Milliseconds(), largest, peak())
	if withDigest {
		fmt.Printf("digest %x\n", made.Sum(nil))
	}
	return nil
}

// A digest is the hash of values written as JSON; one without a hash takes none.
type digest struct{ hash.Hash }

func (d *digest) add(values ...any) {
	if d.Hash == nil {
		return
	}
	for _, v := range values {
		if err := json.NewEncoder(d).Encode(v); err != nil {
			fmt.Fprintf(d, "%v\n", err) // in the digest, which then tells it apart
		}
	}
}

// sampled is how many dossiers are timed.
const sampled = 200

// dossiers times the dossiers of pairs drawn as often as they are written about,
// and returns the median, the 95th percentile, and the claims of the largest. As
// in the program, a dossier is made of the claims and documents that its states share.
func dossiers(w *world, made *digest) (half, ninetyFifth time.Duration, largest int, err error) {
	day, err := rapporteur.ParseDate("2025-12-31")
	if err != nil {
		return 0, 0, 0, err
	}
	byPair := map[int][]rapporteur.DocID{}
	for i, d := range w.documents {
		byPair[w.pairOf[i]] = append(byPair[w.pairOf[i]], d.ID)
	}
	of := w.holdings().Of
	var times []time.Duration
	for i := range sampled {
		pair := w.pairOf[i*len(w.documents)/sampled]
		in := view.Input{AsOf: day}
		for _, id := range byPair[pair] {
			in.Documents = append(in.Documents, w.documents[w.places[id]])
		}
		for c, err := range of(byPair[pair]) {
			if err != nil {
				return 0, 0, 0, err
			}
			in.Claims = append(in.Claims, c)
		}
		largest = max(largest, len(in.Claims))
		start := processor()
		d := view.NewDossier(in, w.pairs[pair])
		times = append(times, processor()-start)
		made.add(d)
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
