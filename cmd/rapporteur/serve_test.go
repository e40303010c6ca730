package main

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// A program is this program over a ledger of its own.
type program struct {
	*testing.T
	ctx  context.Context
	data string
}

// oneReport returns the program over the ledger of one report.
func oneReport(ctx context.Context, t *testing.T) program {
	t.Helper()
	dir := t.TempDir()
	article := filepath.Join(dir, "riga.txt")
	if err := os.WriteFile(article, []byte("Portugal and Latvia signed a protocol on fisheries in Riga."), 0o600); err != nil {
		t.Fatal(err)
	}
	p := program{t, ctx, filepath.Join(dir, "ledger")}
	p.do("read", article)
	return p
}

func (p program) command(args ...string) *exec.Cmd {
	return exec.CommandContext(p.ctx, "rapporteur", append([]string{"--data", p.data}, args...)...)
}

// do runs a command and returns what it prints.
func (p program) do(args ...string) string {
	p.Helper()
	out, err := p.command(args...).CombinedOutput()
	if err != nil {
		p.Fatalf("%v: %v\n%s", args, err, out)
	}
	return string(out)
}

// serve serves the pages and returns their address, without a slash at its end;
// stop interrupts the program, which is no error.
func (p program) serve(args ...string) (address string, stop func()) {
	p.Helper()
	cmd := p.command(append([]string{"serve", "--port", "0"}, args...)...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		p.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		p.Fatal(err)
	}
	first, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		p.Fatalf("no address was printed: %v\n%s", err, &stderr)
	}
	if address = served.FindString(first); address == "" {
		p.Fatalf("no address of this machine: %q", first)
	}
	return address, func() {
		p.Helper()
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			p.Fatal(err)
		}
		if err := cmd.Wait(); err != nil {
			p.Errorf("after an interrupt: %v\n%s", err, &stderr)
		}
	}
}

// served is the address that serve prints first.
var served = regexp.MustCompile(`^http://127\.0\.0\.1:[0-9]+`)

// The pages are served on 127.0.0.1 alone, under its names alone, until the
// program is interrupted, which is no error.
func TestServe(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	p := oneReport(ctx, t)
	address, stop := p.serve()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}

	for _, page := range []string{"/", "/d/LVA-PRT"} {
		if status, body := get(ctx, t, address+page, ""); status != http.StatusOK || !strings.Contains(body, "Latvia") {
			t.Errorf("%s: %d\n%.500s", page, status, body)
		}
	}
	if status, body := get(ctx, t, address, "rapporteur.example"); status < 400 || strings.Contains(body, "Latvia") {
		t.Errorf("under another site's name: %d\n%.500s", status, body)
	}
	// Whatever is served on all addresses answers on 127.0.0.2 too.
	if c, err := net.DialTimeout("tcp", net.JoinHostPort("127.0.0.2", u.Port()), time.Second); err == nil {
		c.Close()
		t.Error("it answers on another address than 127.0.0.1")
	}

	stop()
	if c, err := net.DialTimeout("tcp", u.Host, time.Second); err == nil {
		c.Close()
		t.Error("it still answers after it was stopped")
	}
}

// get fetches a page, under the name of a host if one is given.
func get(ctx context.Context, t *testing.T, address, host string) (status int, body string) {
	t.Helper()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Host = host
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(b)
}

// A port that another program holds is named, with the way out.
func TestServePortTaken(t *testing.T) {
	ln, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	_, port, err := net.SplitHostPort(ln.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), "rapporteur", "--data", t.TempDir(), "serve", "--port", port).CombinedOutput()
	if exit, ok := err.(*exec.ExitError); !ok || exit.ExitCode() != exitFailure || !strings.Contains(string(out), "try another port with --port") {
		t.Errorf("%v\n%s", err, out)
	}
}

// What is decided in the browser is recorded under the name given, and sealed.
func TestServeDecides(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	p := oneReport(ctx, t)
	address, stop := p.serve("--author", "B. Clerk")
	_, body := get(ctx, t, address+"/review", "")
	form := url.Values{"verb": {"accept"}}
	for _, name := range []string{"claim", "saw"} {
		m := regexp.MustCompile(`name="` + name + `" value="(\w+)"`).FindStringSubmatch(body)
		if m == nil {
			t.Fatalf("the page names no %s:\n%s", name, body)
		}
		form.Set(name, m[1])
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address+"/review/decide", strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		t.Fatalf("status %d after the decision", resp.StatusCode)
	}
	stop()
	if out := p.do("log"); !strings.Contains(out, "accept") || !strings.Contains(out, "B. Clerk") {
		t.Errorf("the log does not tell who accepted:\n%s", out)
	}
	if out := p.do("verify"); !strings.Contains(out, "goes on from the 1 that") {
		t.Errorf("the decision is not sealed:\n%s", out)
	}
}
