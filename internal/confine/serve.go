package confine

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"time"

	"example.org/rapporteur/internal/text"
)

// Serve is the child's work: it puts limits on its own process, which it can
// never lift again, reads one request and its bytes from in, and writes the
// answer to out.
func Serve(in io.Reader, out io.Writer) error {
	r := bufio.NewReader(io.LimitReader(in, text.MaxSize+(1<<20)))
	head, err := r.ReadBytes('\n')
	if err != nil {
		return fmt.Errorf("read the request: %w", err)
	}
	var q request
	if err := json.Unmarshal(head, &q); err != nil {
		return fmt.Errorf("read the request: %w", err)
	}
	limits := q.Limits.orDefault()
	if err := limits.impose(); err != nil {
		return err
	}
	b, err := io.ReadAll(r)
	if err != nil {
		return fmt.Errorf("read the document: %w", err)
	}
	var a answer
	drafts, faults := text.Drafts(text.Source{Path: q.Path, URL: q.URL, MediaType: q.MediaType}, b)
	a.Drafts = drafts
	for _, f := range faults {
		msg := f.Msg
		if f.Err != nil {
			msg += ": " + f.Err.Error()
		}
		a.Faults = append(a.Faults, fault{f.Fault, f.Line, msg})
	}
	return json.NewEncoder(out).Encode(a)
}

// impose limits this process.
func (l Limits) impose() error {
	// The parent may be gone before its time is up.
	time.AfterFunc(l.Wall, func() { os.Exit(2) })
	// One document is read by one goroutine; more would only hold more memory.
	runtime.GOMAXPROCS(1)
	// Before the system refuses memory, the collector works harder.
	debug.SetMemoryLimit(l.Memory / 4 * 3)
	debug.SetMaxStack(int(min(l.Memory/4, 256<<20)))
	return l.imposeBySystem()
}
