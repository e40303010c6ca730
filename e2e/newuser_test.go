package e2e

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// TestNewUser does with the built program what somebody does in a first hour: from
// an empty ledger, bring in twenty reports, open the first dossier, decide thirty
// proposals by keyboard and print a brief. It logs how long each step takes.
func TestNewUser(t *testing.T) {
	browser := startBrowser(t)
	dir := t.TempDir()
	program := filepath.Join(dir, "rapporteur")
	build := exec.Command("go", "build", "-o", program, "../cmd/rapporteur")
	build.Env = append(os.Environ(), "CGO_ENABLED=0") // as users have it
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	url := serve(t, program, filepath.Join(dir, "ledger"))
	b := open(t, browser)
	b.size(1200, 900)
	start := time.Now()
	step := func(what string) {
		t.Helper()
		t.Logf("%-28s %v", what, time.Since(start).Round(10*time.Millisecond))
		start = time.Now()
	}

	b.visit(url + "/")
	b.until("the empty ledger says what to do next", `!!document.querySelector('main a[href^="/sources"]')`)
	b.do(chromedp.Click(chromedp.CSS(`main a[href^="/sources"]`)), chromedp.WaitVisible(chromedp.CSS("#files")))
	step("from the front page to files")

	names, err := filepath.Glob("../testdata/corpus/202[45]-*.txt")
	if err != nil || len(names) < 20 {
		t.Fatalf("the corpus has %d pieces of these years: %v", len(names), err)
	}
	var files []string
	for _, n := range names[:20] {
		n, err := filepath.Abs(n)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, n)
	}
	b.do(chromedp.SetUploadFiles(chromedp.CSS("#files"), files), chromedp.Click(chromedp.CSS(`form[action="/sources/upload"] button`)),
		chromedp.WaitVisible(chromedp.CSS("#result")))
	if got := eval[string](b, `document.querySelector("#result [role=status]").textContent`); !strings.HasPrefix(got, "20 new") {
		t.Errorf("the page says %q of twenty files", got)
	}
	step("twenty reports read")

	b.visit(url + "/")
	b.until("a relation is listed", `!!document.querySelector('main table a[href^="/d/"]')`)
	b.do(chromedp.Click(chromedp.CSS(`main table a[href^="/d/"]`)))
	b.until("the dossier", `location.pathname.startsWith("/d/") && !!document.querySelector("h1")`)
	dossier := eval[string](b, "location.pathname")
	step("the first dossier")

	b.visit(url + "/review")
	for i := range 30 {
		last := eval[string](b, shownClaim)
		b.do(chromedp.KeyEvent([]string{"a", "a", "x"}[i%3]))
		b.until("the next proposal", `(c => c !== "" && c !== "`+last+`")(`+shownClaim+`)`)
	}
	out, err := exec.Command(program, "log", "--data", filepath.Join(dir, "ledger")).CombinedOutput()
	if n := bytes.Count(out, []byte("\n")); err != nil || n < 30 {
		t.Errorf("the log has %d lines after thirty decisions: %v", n, err)
	}
	step("thirty proposals decided")

	b.visit(url + strings.Replace(dossier, "/d/", "/brief/", 1))
	if pdf := b.print(); !bytes.HasPrefix(pdf, []byte("%PDF")) {
		t.Error("the brief does not print")
	}
	step("the brief on paper")
}

// serve starts the program over a folder of data and returns its address.
func serve(t *testing.T, program, data string) string {
	t.Helper()
	cmd := exec.Command(program, "serve", "--data", data, "--port", "0")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Signal(os.Interrupt) //nolint:errcheck // it may have ended
		cmd.Wait()                       //nolint:errcheck // by the signal
	})
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if _, at, ok := strings.Cut(lines.Text(), "http://"); ok {
			url, _, _ := strings.Cut(at, " ")
			return "http://" + strings.TrimSuffix(url, "/")
		}
	}
	t.Fatal("the program named no address")
	return ""
}
