// Command assets bundles the islands, the small custom elements that make pages
// quicker to use, from TypeScript and the npm packages pinned beside them:
//
//	npm ci --ignore-scripts --prefix internal/web/islands
//	go run ./tools/assets
//
// Each file r-NAME.ts becomes a module of its own; what several of them use is
// bundled once. The same sources always give the same bytes.
package main

import (
	"flag"
	"fmt"
	"os"
)

// limit is how many bytes all islands may weigh together, compressed: what a
// slow link carries in about a second.
const limit = 130_000

func main() {
	dir := flag.String("from", "internal/web/islands", "folder of the islands and their installed packages")
	to := flag.String("to", "internal/web/islands/dist", "folder to write to")
	flag.Parse()
	if err := run(*dir, *to); err != nil {
		fmt.Fprintln(os.Stderr, "assets:", err)
		os.Exit(1)
	}
}

func run(dir, to string) error {
	files, err := bundle(dir)
	if err != nil {
		return err
	}
	total := 0
	for _, f := range files {
		if f.name == notices {
			continue // no page loads it
		}
		fmt.Printf("%8d bytes, %7d compressed  %s\n", len(f.body), f.packed, f.name)
		total += f.packed
	}
	if total > limit {
		return fmt.Errorf("the islands weigh %d bytes compressed, %d more than they may: leave a package out", total, total-limit)
	}
	fmt.Printf("all islands: %d of at most %d bytes compressed\n", total, limit)
	return write(to, files)
}
