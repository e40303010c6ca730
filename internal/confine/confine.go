// Package confine reads documents in a process of their own, so that a file that
// breaks its parser or asks for too much ends that process and nothing else.
//
// The program starts itself again as the child, with a hidden command that calls
// Serve. The child gets the bytes on standard input and has no environment, a
// process group of its own, and limits on memory, processor time, time and
// output; it can open neither files nor connections. What it answers is taken as
// foreign data.
//
// The limits on memory, processor time and descriptors are the system's. They
// hold on Linux; macOS does not enforce that on memory. Elsewhere only the limits
// on time and output hold. It is not a sandbox against a parser that is made to
// run foreign code: Go's parsers crash, but they do not do that.
package confine

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"

	"example.org/rapporteur/internal/text"
)

// Limits bound one child. A zero field means that of DefaultLimits.
type Limits struct {
	// Memory is the bytes of writable memory: the heap, the stacks and the
	// program's own data. It is set as RLIMIT_DATA. RLIMIT_AS cannot be used: a Go
	// program reserves address space that it never touches.
	Memory int64
	CPU    time.Duration // in whole seconds
	Wall   time.Duration
	Output int64 // bytes of the answer
}

// DefaultLimits are several times what large files need: a PDF of a thousand
// pages takes 80 MB and 4 seconds of processor time.
var DefaultLimits = Limits{Memory: 512 << 20, CPU: 60 * time.Second, Wall: 2 * time.Minute, Output: 64 << 20}

func (l Limits) orDefault() Limits {
	d := DefaultLimits
	if l.Memory > 0 {
		d.Memory = l.Memory
	}
	if l.CPU > 0 {
		d.CPU = l.CPU
	}
	if l.Wall > 0 {
		d.Wall = l.Wall
	}
	if l.Output > 0 {
		d.Output = l.Output
	}
	return d
}

// A request is the first line on the child's standard input; the bytes follow it.
type request struct {
	Path      string `json:"path"`
	URL       string `json:"url"`
	MediaType string `json:"media_type"`
	Limits    Limits `json:"limits"`
}

// An answer is what the child writes to its standard output.
type answer struct {
	Drafts []text.Draft `json:"drafts"`
	Faults []fault      `json:"faults"`
}

// A fault is a text.Error as plain data.
type fault struct {
	Fault text.Fault `json:"fault"`
	Line  int        `json:"line,omitempty"`
	Msg   string     `json:"msg"`
}

// Self returns the command line that starts this program again with a hidden
// command.
func Self(command string) ([]string, error) {
	exe, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find the program's own file, which reads hostile formats in a process apart: %w", err)
	}
	return []string{exe, command}, nil
}

// Drafts returns a function that does what text.Drafts does in a child started
// with argv, for text.Reader.Apart. It is safe for concurrent use. Children are
// killed when ctx ends. A child that crashes or goes over its limits makes a
// text.Harmful fault, one that cannot be started a text.Unreadable one.
func Drafts(ctx context.Context, argv []string, limits Limits) func(text.Source, []byte) ([]text.Draft, []*text.Error) {
	limits = limits.orDefault()
	return func(src text.Source, b []byte) ([]text.Draft, []*text.Error) {
		head, err := json.Marshal(request{src.Path, src.URL, src.MediaType, limits})
		if err != nil {
			return nil, []*text.Error{{Fault: text.Unreadable, Msg: "could not be handed to its reader", Err: err}}
		}
		out, f := run(ctx, argv, limits, io.MultiReader(bytes.NewReader(append(head, '\n')), bytes.NewReader(b)))
		if f != nil {
			return nil, []*text.Error{f}
		}
		var a answer
		if err := json.Unmarshal(out, &a); err != nil {
			return nil, []*text.Error{{Fault: text.Harmful, Msg: "made its reader answer what cannot be understood: save it as text and read that", Err: err}}
		}
		var faults []*text.Error
		for _, f := range a.Faults {
			faults = append(faults, &text.Error{Fault: f.Fault, Line: f.Line, Msg: f.Msg})
		}
		return a.Drafts, faults
	}
}

// run starts a child, gives it its input and returns its output.
func run(ctx context.Context, argv []string, limits Limits, in io.Reader) ([]byte, *text.Error) {
	limited, cancel := context.WithTimeout(ctx, limits.Wall)
	defer cancel()
	cmd := exec.CommandContext(limited, argv[0], argv[1:]...)
	cmd.Env = []string{}
	cmd.Stdin = in
	cmd.WaitDelay = 5 * time.Second // for what holds the pipes open after the child
	var errs clipped
	cmd.Stderr = &errs
	apart(cmd)
	pipe, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return nil, &text.Error{Fault: text.Unreadable, Msg: "its reader could not be started in a process apart: free memory or processes and read it again", Err: err}
	}
	out, readErr := io.ReadAll(io.LimitReader(pipe, limits.Output+1))
	over := int64(len(out)) > limits.Output
	if over {
		cancel()
	}
	err = cmd.Wait()
	switch {
	case over:
		return nil, &text.Error{Fault: text.Harmful, Msg: fmt.Sprintf("holds more than %d MB of text and properties: split it, or save it as text", limits.Output>>20)}
	case ctx.Err() != nil:
		return nil, &text.Error{Fault: text.Unreadable, Msg: "was not read to its end: read it again", Err: ctx.Err()}
	case limited.Err() != nil:
		return nil, &text.Error{Fault: text.Harmful, Msg: fmt.Sprintf("took its reader more than %v: save it as text and read that", limits.Wall)}
	case err != nil:
		return nil, &text.Error{Fault: text.Harmful, Msg: "broke its reader: save it as text and read that", Err: errs.cause(err)}
	case readErr != nil:
		return nil, &text.Error{Fault: text.Unreadable, Msg: "its reader's answer did not arrive: read it again", Err: readErr}
	}
	return out, nil
}

// A clipped keeps the beginning of what is written to it.
type clipped struct{ bytes.Buffer }

func (c *clipped) Write(b []byte) (int, error) {
	const most = 4096
	c.Buffer.Write(b[:min(len(b), most-min(c.Len(), most))])
	return len(b), nil
}

// cause returns the first line that a child left behind, which for a crash says
// what it was, or how it ended.
func (c *clipped) cause(err error) error {
	l, _, _ := strings.Cut(strings.TrimSpace(c.String()), "\n")
	if l == "" {
		return err
	}
	return errors.New(strings.ToValidUTF8(l[:min(len(l), 200)], "\ufffd"))
}
