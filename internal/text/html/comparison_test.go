package html

import (
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

var comparison = flag.Bool("comparison", false, "measure article bodies on the comparison set in the source of the extractor's module")

// leastComparison is what article bodies must reach on the comparison set.
const leastComparison = 0.91

// A sample is a page of the set: words that its article has, and words that the
// page has but its article has not.
type sample struct {
	url, file     string
	with, without []string
}

// TestComparison counts as the set's own program does: each string that should be
// in the body or should not be is one decision, white space run together.
func TestComparison(t *testing.T) {
	if !*comparison {
		t.Skip("takes a minute: ask for it with -comparison")
	}
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/markusmobius/go-trafilatura").Output()
	if err != nil {
		t.Fatal(err)
	}
	root := strings.TrimSpace(string(dir))
	samples := comparisonSet(t, filepath.Join(root, "scripts", "comparison", "data.go"))
	var mu sync.Mutex
	var pages, found, missed, wrong, empty int
	var wg sync.WaitGroup
	slots := make(chan struct{}, 2)
	for _, s := range samples {
		page, err := os.ReadFile(filepath.Join(root, "test-files", "comparison", s.file))
		if err != nil {
			page, err = os.ReadFile(filepath.Join(root, "test-files", "mock", s.file))
		}
		if err != nil {
			continue // its own program leaves these out too
		}
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			p, err := Read(strings.ToValidUTF8(string(page), "\ufffd"), s.url)
			body := strings.Join(strings.Fields(p.Body), " ")
			mu.Lock()
			defer mu.Unlock()
			pages++
			if err != nil {
				empty++
				t.Logf("%s: %v", s.file, err)
			}
			for _, words := range s.with {
				if strings.Contains(body, words) {
					found++
				} else {
					missed++
					t.Logf("%s: missed %q", s.file, words)
				}
			}
			for _, words := range s.without {
				if strings.Contains(body, words) {
					wrong++
					t.Logf("%s: wrong %q", s.file, words)
				}
			}
		})
	}
	wg.Wait()
	precision := float64(found) / float64(found+wrong)
	recall := float64(found) / float64(found+missed)
	f1 := float64(2*found) / float64(2*found+missed+wrong)
	t.Logf("%d pages, %d without an article: precision %.3f, recall %.3f, F1 %.4f", pages, empty, precision, recall, f1)
	if f1 < leastComparison {
		t.Errorf("F1 %.4f, want at least %.3f", f1, leastComparison)
	}
}

// comparisonSet reads the table of the set from its Go source: it is in a
// program, and cannot be imported.
func comparisonSet(t *testing.T, path string) []sample {
	f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var samples []sample
	ast.Inspect(f, func(n ast.Node) bool {
		kv, ok := n.(*ast.KeyValueExpr)
		if !ok {
			return true
		}
		entry, ok := kv.Value.(*ast.CompositeLit)
		if _, address := kv.Key.(*ast.BasicLit); !ok || !address {
			return true
		}
		s := sample{url: literals(kv.Key)[0]}
		for _, e := range entry.Elts {
			field := e.(*ast.KeyValueExpr)
			switch values := literals(field.Value); field.Key.(*ast.Ident).Name {
			case "File":
				s.file = values[0]
			case "With":
				s.with = values
			case "Without":
				s.without = values
			}
		}
		samples = append(samples, s)
		return false
	})
	slices.SortFunc(samples, func(x, y sample) int { return strings.Compare(x.url, y.url) })
	return samples
}

// literals returns the strings in an expression.
func literals(e ast.Expr) (out []string) {
	ast.Inspect(e, func(n ast.Node) bool {
		if l, ok := n.(*ast.BasicLit); ok {
			if s, err := strconv.Unquote(l.Value); err == nil {
				out = append(out, s)
			}
		}
		return true
	})
	return out
}
