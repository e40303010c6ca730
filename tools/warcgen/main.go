// Command warcgen writes a web archive of a given size for tests of reading: a
// crawl of pages of which few speak of what a reader looks for. The same
// arguments give the same bytes.
//
//	go run ./tools/warcgen -size 1024 crawl.warc.gz
package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"strings"

	"example.org/rapporteur/internal/source/warc/warctest"
)

func main() {
	size := flag.Int64("size", 64, "megabytes of the file, about")
	every := flag.Int("every", 200, "of so many pages one is a report")
	page := flag.Int("page", 30, "kilobytes of a page that is none, about")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: warcgen [-size MB] [-every N] [-page KB] FILE.warc|FILE.warc.gz")
		os.Exit(2)
	}
	if err := run(flag.Arg(0), *size<<20, *every, *page<<10); err != nil {
		fmt.Fprintln(os.Stderr, "warcgen:", err)
		os.Exit(1)
	}
}

func run(name string, size int64, every, page int) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<20)
	n, err := warctest.Crawl{Size: size, Every: every, Page: page}.Write(w, strings.HasSuffix(name, ".gz"))
	if err == nil {
		err = w.Flush()
	}
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		return err
	}
	fmt.Printf("%d pages, %d reports\n", n.Pages, n.Reports)
	return nil
}
