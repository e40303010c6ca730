// Command rapporteur keeps the public memory of what states told each other
// they would do.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"example.org/rapporteur/internal/ledger"
)

// The exit codes.
const (
	exitOK      = 0 // all was done
	exitPartly  = 1 // something was set aside, not found, or not as it should be; the rest was done
	exitUsage   = 2 // the command line could not be understood
	exitFailure = 3 // the work could not be done at all
)

// version is set by the linker for a release.
var version = "development"

// An app is the program's surroundings, so that tests can give their own.
type app struct {
	ctx            context.Context
	stdin          io.Reader
	stdout, stderr io.Writer
	now            func() time.Time
	data           string // the folder of the ledger
}

// partly is an error after which the command has still done what it could.
type partly struct{ msg string }

func (p partly) Error() string { return p.msg }

// A misuse is an error of the command line's arguments.
type misuse struct{ error }

// cli is the command tree; each command is a struct in a file of its own.
type cli struct {
	Data string `help:"Folder that holds the ledger and the captured files." env:"RAPPORTEUR_DATA" placeholder:"DIR" type:"path"`

	Read       readCmd       `cmd:"" help:"Read articles and statements into the ledger, or print what they say as JSON."`
	Dossier    dossierCmd    `cmd:"" help:"Print what is known between two or more states."`
	Brief      briefCmd      `cmd:"" help:"Write a brief for the next meeting of two or more states."`
	Search     searchCmd     `cmd:"" help:"Look for documents and claims by words and by what they hold."`
	Today      todayCmd      `cmd:"" help:"Print what the ledger holds, and where to go from there."`
	Timeline   timelineCmd   `cmd:"" help:"Print what happened between states, in order of time."`
	Commitment commitmentCmd `cmd:"" help:"Print undertakings and what has come of them, or all of one."`
	Mechanism  mechanismCmd  `cmd:"" help:"Print a mechanism with its editions, hosts and what came of each."`
	Instrument instrumentCmd `cmd:"" help:"Print formal texts, and which hangs on which."`
	Questions  questionsCmd  `cmd:"" help:"Print what sources say is not known, and what answers it."`
	Person     personCmd     `cmd:"" help:"Print the offices and official acts of a person in office."`
	Place      placeCmd      `cmd:"" help:"Print what is said to have happened at a place."`
	Origins    originsCmd    `cmd:"" help:"Print who reports, and whose reports these are."`
	Area       areaCmd       `cmd:"" help:"Print what is known in an area of cooperation."`
	Compare    compareCmd    `cmd:"" help:"Set relations between states side by side on like measures."`
	Calendar   calendarCmd   `cmd:"" help:"Print announced and expected meetings as iCalendar."`
	Rebuild    rebuildCmd    `cmd:"" help:"Make all that is derived again from captured bytes and decisions."`
	Diff       diffCmd       `cmd:"" help:"Print what became known of two or more states between two days."`
	Sources    sourcesCmd    `cmd:"" help:"Keep the list of what is watched: feeds, sitemaps, pages, folders, archives."`
	Watch      watchCmd      `cmd:"" help:"Look at the sources as they fall due, and read what is new."`
	Outlets    outletsCmd    `cmd:"" help:"Keep the list of who publishes."`
	Decide     decideCmd     `cmd:"" help:"Record what you decide: accept, edit, reject, merge, split, grade, assess, note, reply, undo."`
	Review     reviewCmd     `cmd:"" help:"List what wants a decision: undecided claims, decisions adrift or in conflict."`
	Log        logCmd        `cmd:"" help:"List the decisions, sign what they come to, prove one."`
	Code       codeCmd       `cmd:"" help:"Code sentences (JSON lines) with PLOVER event types."`
	Eval       evalCmd       `cmd:"" help:"Measure the reading against a folder of annotated texts."`
	Parse      parseCmd      `cmd:"" help:"Show what the engine sees in a text: sentences, tags, trees and names."`
	Rules      rulesCmd      `cmd:"" help:"List the reading rules, or check rule files of your own."`
	Serve      serveCmd      `cmd:"" help:"Show the ledger in the browser, on this machine only."`
	Demo       demoCmd       `cmd:"" help:"Read the demonstration corpus and show it in the browser."`
	Verify     verifyCmd     `cmd:"" help:"Check every quote against its archived text, every captured file against its hash, and the log of decisions."`
	Version    versionCmd    `cmd:"" help:"Print the version."`
	Confined   confinedCmd   `cmd:"" hidden:"" help:"Read one document for the process that starts this one."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	a := &app{ctx: ctx, stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, now: time.Now}
	os.Exit(a.run(os.Args[1:]))
}

// An output remembers the first error of writing, so that results which did not
// arrive, as on a full disk, are not taken for done.
type output struct {
	io.Writer
	err error
}

func (o *output) Write(b []byte) (int, error) {
	n, err := o.Writer.Write(b)
	if err != nil && o.err == nil {
		o.err = fmt.Errorf("write the results: %w", err)
	}
	return n, err
}

// run does one command and returns the exit code.
func (a *app) run(args []string) int {
	var c cli
	code := -1
	out := &output{Writer: a.stdout}
	a.stdout = out
	parser, err := kong.New(&c,
		kong.Name("rapporteur"),
		kong.Description("The public memory of what states told each other they would do: read reports, keep what they say with the exact words, follow what comes of it."),
		kong.UsageOnError(),
		kong.Vars{"home": home},
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.Writers(a.stdout, a.stderr),
		kong.Exit(func(n int) { code = n }),
	)
	if err != nil {
		fmt.Fprintln(a.stderr, "rapporteur:", err)
		return exitFailure
	}
	k, err := parser.Parse(args)
	if code >= 0 { // --help was asked for
		return code
	}
	if err == nil {
		a.data = c.Data
		err = k.Run(a)
	} else {
		err = misuse{err}
	}
	var p partly
	var m misuse
	if err == nil || errors.As(err, &p) {
		if out.err != nil {
			err = out.err
		}
	}
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &m):
		fmt.Fprintf(a.stderr, "rapporteur: %v\nTry: rapporteur --help\n", err)
		return exitUsage
	case errors.As(err, &p):
		fmt.Fprintln(a.stderr, "rapporteur:", err)
		return exitPartly
	case errors.Is(err, context.Canceled) && a.ctx.Err() != nil:
		fmt.Fprintln(a.stderr, "rapporteur: stopped")
		return exitPartly
	default:
		fmt.Fprintln(a.stderr, "rapporteur:", err)
		if do := ledger.Advice(err); do != "" {
			fmt.Fprintln(a.stderr, "rapporteur:", do)
		}
		return exitFailure
	}
}
