package confine

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"example.org/rapporteur/internal/text"
	"github.com/google/go-cmp/cmp"
)

// The test program is its own child, well-behaved or not.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 {
		if behave, ok := children[os.Args[1]]; ok {
			behave()
			os.Exit(0)
		}
	}
	os.Exit(m.Run())
}

var children = map[string]func(){
	"serve": func() {
		if err := Serve(os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	},
	"spin": func() {
		must(Limits{CPU: time.Second}.orDefault().impose())
		for n := 0; ; n++ {
			if n < 0 {
				fmt.Println(n)
			}
		}
	},
	"eat": func() {
		must(Limits{Memory: 256 << 20}.orDefault().impose())
		var kept [][]byte
		for range 4096 {
			kept = append(kept, bytes.Repeat([]byte("x"), 1<<20))
		}
		fmt.Println(len(kept))
	},
	"descend": func() {
		must(Limits{Memory: 256 << 20}.orDefault().impose())
		var down func(n int) int
		down = func(n int) int { return 1 + down(n+1) }
		fmt.Println(down(0))
	},
	"write": func() {
		must(Limits{}.orDefault().impose())
		must(os.WriteFile(os.TempDir()+"/confined-should-not-be", []byte("x"), 0o600))
	},
	"dial": func() {
		must(Limits{}.orDefault().impose())
		_, err := net.Dial("tcp", "127.0.0.1:80")
		must(err)
	},
	"sleep":  func() { time.Sleep(time.Minute) },
	"late":   func() { must(Limits{Wall: 200 * time.Millisecond}.orDefault().impose()); time.Sleep(time.Minute) },
	"flood":  func() { fmt.Print(strings.Repeat("x", 8<<20)) },
	"crash":  func() { fmt.Print([]int{}[len(os.Args)]) },
	"babble": func() { fmt.Print("this is no answer") },
	"tell": func() {
		in, _ := os.Getwd()
		fmt.Printf(`{"drafts":[{"body":"%d variables in %s"}]}`, len(os.Environ()), strings.ReplaceAll(in, `\`, "/"))
	},
	"lie": func() {
		fmt.Print(`{"drafts":[{"body":"a\u0000b"},{"body":""},{"body":"Words.","places":[{"at":-1,"name":"x"},{"at":3,"name":"y"},{"at":2,"name":"z"},{"at":99,"name":"w"}]}]}`)
	},
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func reader(t testing.TB, ctx context.Context, child string, limits Limits) text.Reader {
	t.Helper()
	argv, err := Self(child)
	if err != nil {
		t.Fatal(err)
	}
	return text.Reader{Apart: Drafts(ctx, argv, limits)}
}

// docx packs a text of paragraphs.
func docx(t testing.TB, paragraphs ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, data := range map[string]string{
		"[Content_Types].xml": `<Types/>`,
		"word/document.xml": `<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>` +
			strings.Join(paragraphs, `</w:t></w:r></w:p><w:p><w:r><w:t>`) + `</w:t></w:r></w:p></w:body></w:document>`,
	} {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(data))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A child reads what the same process would.
func TestSameAsInProcess(t *testing.T) {
	apart := reader(t, context.Background(), "serve", Limits{})
	for name, b := range map[string][]byte{
		"a.docx":      docx(t, "The two sides met.", "They agreed to meet again: ba\u0323\u0302n ghi nho\u031b\u0301."),
		"a.eml":       []byte("From: =?koi8-r?q?=F0?= <a@example.org>\nSubject: Talks\nDate: Thu, 6 Mar 2025 10:00:00 +0700\n\nThe talks go on.\n"),
		"b.mbox":      []byte("From a@b.c Fri Nov  8 23:40:00 2024\n\nx\n\nFrom a@b.c Fri Nov  8 23:40:00 2024\nSubject: x\n\nThe talks go on.\n"),
		"damage.docx": []byte("PK\x03\x04 and nothing else"),
	} {
		src := text.Source{Path: name, Outlet: "Example Press"}
		if !text.Hostile(src, b) {
			t.Errorf("%s is not read apart", name)
		}
		want, wantFaults := text.Read(src, b)
		got, gotFaults := apart.Read(src, b)
		same := cmp.Comparer(func(a, b text.Input) bool { return fmt.Sprintf("%+v", a) == fmt.Sprintf("%+v", b) })
		if diff := cmp.Diff(want, got, same); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if diff := cmp.Diff(errorTexts(wantFaults), errorTexts(gotFaults)); diff != "" {
			t.Errorf("%s: faults: %s", name, diff)
		}
	}
}

func errorTexts(faults []*text.Error) (out []string) {
	for _, f := range faults {
		out = append(out, string(f.Fault)+": "+f.Error())
	}
	return out
}

// Whatever a child does, its parent gets a fault that says what to do.
func TestMisbehaviour(t *testing.T) {
	limits := Limits{Wall: 20 * time.Second, Output: 1 << 20}
	onLinux := runtime.GOOS == "linux"
	for _, c := range []struct {
		child string
		wall  time.Duration
		runs  bool
		fault text.Fault
		says  string // a pattern
	}{
		{"spin", 0, onLinux, text.Harmful, "processor time"},
		{"eat", 0, onLinux, text.Harmful, "memory|allocate"},
		{"descend", 0, true, text.Harmful, "stack|memory"},
		{"write", 0, onLinux, text.Harmful, "too many open files"},
		{"dial", 0, onLinux, text.Harmful, "too many open files"},
		{"sleep", 300 * time.Millisecond, true, text.Harmful, "more than 300ms"},
		{"late", 0, true, text.Harmful, "exit status 2"},
		{"flood", 0, true, text.Harmful, "more than 1 MB"},
		{"crash", 0, true, text.Harmful, "index out of range"},
		{"babble", 0, true, text.Harmful, "cannot be understood"},
	} {
		if !c.runs {
			continue
		}
		t.Run(c.child, func(t *testing.T) {
			l := limits
			if c.wall > 0 {
				l.Wall = c.wall
			}
			in, faults := reader(t, context.Background(), c.child, l).Read(text.Source{Path: "a.docx"}, docx(t, "Words."))
			if len(in) > 0 || len(faults) != 1 || faults[0].Fault != c.fault || !regexp.MustCompile(c.says).MatchString(faults[0].Error()) || !strings.HasPrefix(faults[0].Error(), "a.docx: ") {
				t.Errorf("%d documents, faults %v; want %s … %s", len(in), errorTexts(faults), c.fault, c.says)
			}
		})
	}
	if _, err := os.Stat(os.TempDir() + "/confined-should-not-be"); err == nil && onLinux {
		t.Error("a child wrote a file")
	}
}

func TestNoEnvironment(t *testing.T) {
	t.Setenv("RAPPORTEUR_SECRET", "x")
	in, faults := reader(t, context.Background(), "tell", Limits{}).Read(text.Source{}, docx(t, "Words."))
	if len(in) != 1 || !strings.HasPrefix(in[0].Doc.Text.String(), "0 variables") {
		t.Errorf("%v, %v", in, faults)
	}
}

// What a child answers is checked as what a file says is.
func TestLyingChild(t *testing.T) {
	in, faults := reader(t, context.Background(), "lie", Limits{}).Read(text.Source{}, docx(t, "x"))
	if len(in) != 1 || len(faults) != 2 || faults[0].Fault != text.BadEncoding || faults[1].Fault != text.Empty {
		t.Fatalf("%v, %v", in, faults)
	}
	if place := in[0].Doc.LocationAt(0); place != "" {
		t.Errorf("the first word is at %q", place)
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(200*time.Millisecond, cancel)
	start := time.Now()
	_, faults := reader(t, ctx, "sleep", Limits{}).Read(text.Source{}, docx(t, "x"))
	if len(faults) != 1 || faults[0].Fault != text.Unreadable || time.Since(start) > 20*time.Second {
		t.Errorf("after %v: %v", time.Since(start), faults)
	}
}

func TestNoProgram(t *testing.T) {
	r := text.Reader{Apart: Drafts(context.Background(), []string{"/no/such/program"}, Limits{})}
	if _, faults := r.Read(text.Source{}, docx(t, "x")); len(faults) != 1 || faults[0].Fault != text.Unreadable || !strings.Contains(faults[0].Error(), "could not be started") {
		t.Errorf("%v", faults)
	}
}

// Text that is read where it is does not pay for a process.
func TestOnlyHostile(t *testing.T) {
	r := text.Reader{Apart: func(text.Source, []byte) ([]text.Draft, []*text.Error) { panic("read apart") }}
	for _, s := range []string{"Words.", `{"text":"Words."}`, "From: the capital\nTo: the border"} {
		if in, faults := r.Read(text.Source{Path: "a"}, []byte(s)); len(in) != 1 {
			t.Errorf("%q: %v", s, faults)
		}
	}
}

// BenchmarkDrafts measures what a child costs.
func BenchmarkDrafts(b *testing.B) {
	in := docx(b, "The two sides met.")
	for name, r := range map[string]text.Reader{"apart": reader(b, context.Background(), "serve", Limits{}), "in process": {}} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if got, faults := r.Read(text.Source{}, in); len(got) != 1 {
					b.Fatal(faults)
				}
			}
		})
	}
}
