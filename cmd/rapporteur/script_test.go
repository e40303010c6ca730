package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/unicode/norm"

	"example.org/rapporteur/internal/ledger"
)

// A suite runs the tests with a folder for what they share.
type suite struct {
	*testing.M
}

func TestMain(m *testing.M) {
	testscript.Main(suite{m}, map[string]func(){"rapporteur": main})
}

func (s suite) Run() (code int) {
	dir, err := os.MkdirTemp("", "rapporteur-test")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	shared = dir
	return s.M.Run()
}

var shared string

// built is the program as its users have it. "rapporteur" in the path is this
// test's own: the same with the race detector, if the test has it, and then some
// eight times as slow to start.
var built = sync.OnceValues(func() (program string, err error) {
	program = filepath.Join(shared, "rapporteur")
	build := exec.Command("go", "build", "-o", program, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build the program: %w\n%s", err, out)
	}
	return program, nil
})

// Each script in testdata/script runs the program as a user does, with a ledger
// of its own in $RAPPORTEUR_DATA.
func TestScript(t *testing.T) {
	program, err := built()
	if err != nil {
		t.Fatal(err)
	}
	runScripts(t, "testdata/script", func(e *testscript.Env) {
		e.Setenv("PATH", filepath.Dir(program)+string(filepath.ListSeparator)+e.Getenv("PATH"))
	})
}

// Scripts in testdata/atonce have the program do several things at once, which
// the race detector looks at.
func TestScriptAtOnce(t *testing.T) {
	runScripts(t, "testdata/atonce", func(*testscript.Env) {})
}

func runScripts(t *testing.T, dir string, setup func(*testscript.Env)) {
	testscript.Run(t, testscript.Params{
		Dir:                 dir,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("RAPPORTEUR_DATA", filepath.Join(e.WorkDir, "ledger"))
			setup(e)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":      exits,
			"bytes":      writeBytes,
			"sparse":     sparse,
			"rewrite":    rewrite,
			"capture":    capture,
			"claim":      findClaim,
			"dump":       dump,
			"aside":      aside,
			"alter":      alter,
			"rewritelog": rewriteLog,
			"record":     findRecord,
			"replace":    replaceWords,
			"branch":     branch,
			"annotated":  annotated,
			"damage":     damage,
			"gzipped":    gzipped,
			"web":        serveWeb,
			"press":      press,
			"same":       same,
		},
	})
}

func usage(ts *testscript.TestScript, neg bool, args []string, n int, form string) {
	if neg || len(args) != n {
		ts.Fatalf("usage: %s", form)
	}
}

// exits CODE rapporteur ARGS... runs the program and wants this exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE rapporteur ARGS...")
	}
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit, ok := err.(*exec.ExitError)
		if !ok {
			ts.Fatalf("%v", err)
		}
		code = exit.ExitCode()
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit code %d, want %s\n%s%s", code, args[0], ts.ReadFile("stdout"), ts.ReadFile("stderr"))
	}
}

// bytes FILE GO-STRING writes bytes that a script cannot hold.
func writeBytes(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 2, `bytes FILE "\x00…"`)
	s, err := strconv.Unquote(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(s), 0o600))
}

// sparse FILE MEGABYTES makes a file of that size that takes no room.
func sparse(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 2, "sparse FILE MEGABYTES")
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), nil, 0o600))
	ts.Check(os.Truncate(ts.MkAbs(args[0]), int64(n)<<20))
}

// rewrite FORM FROM TO writes a file anew: decomposed (NFD), or with lines that
// end in CR LF.
func rewrite(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 3, "rewrite nfd|crlf FROM TO")
	s := ts.ReadFile(args[1])
	was := s
	switch args[0] {
	case "nfd":
		s = norm.NFD.String(s)
	case "crlf":
		s = strings.ReplaceAll(s, "\n", "\r\n")
	}
	if s == was {
		ts.Fatalf("%s is the same in the form %q", args[1], args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(s), 0o600))
}

// capture VAR PATTERN keeps the first group of the pattern in standard output.
func capture(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 2, "capture VAR PATTERN")
	m := regexp.MustCompile(args[1]).FindStringSubmatch(ts.ReadFile("stdout"))
	if len(m) < 2 {
		ts.Fatalf("no match of %s in standard output", args[1])
	}
	ts.Setenv(args[0], m[1])
}

func openLedger(ts *testscript.TestScript) *ledger.Ledger {
	l, err := ledger.Open(context.Background(), filepath.Join(ts.Getenv("RAPPORTEUR_DATA"), ledgerFile), time.Now)
	ts.Check(err)
	ts.Defer(func() { l.Close() })
	return l
}

// claim VAR WORDS keeps the identity of the claim whose quote begins with WORDS.
func findClaim(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 2, "claim VAR WORDS")
	for c, err := range openLedger(ts).Claims(context.Background(), ledger.ClaimFilter{IncludeRejected: true}) {
		ts.Check(err)
		if strings.HasPrefix(c.Quote.Exact(), args[1]) {
			ts.Setenv(args[0], string(c.ID))
			return
		}
	}
	ts.Fatalf("no claim begins with %q", args[1])
}

// dump FILE writes all that the ledger holds.
func dump(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 1, "dump FILE")
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(openLedger(ts).Dump(context.Background(), f))
	ts.Check(f.Close())
}

// aside prints what the ledger holds as set aside.
func aside(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 0, "aside")
	all, err := openLedger(ts).Quarantined(context.Background())
	ts.Check(err)
	for _, q := range all {
		kept := "no bytes"
		if q.Blob != "" {
			kept = "bytes kept"
		}
		fmt.Fprintf(ts.Stdout(), "%s (%s): %s\n", filepath.Base(q.Source), kept, q.Reason)
	}
}
