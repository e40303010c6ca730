package pdf

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func testdata(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

const (
	opening = "The delegations of the two neighbours met for the second time this year. The head of the first delegation said that the ferry at the old landing should sail again before the rains, and that his side would pay half of what this costs."
	gauges  = "The two sides first took stock of what had come of the plan that they agreed on last spring. Of the three gauges on the upper river, two stand and send their readings every hour; the third waits for a mast."
	flood   = "They then spoke of the flood of August. Both offices had warned the towns in time, but each in its own words. A common form of words for warnings is to be ready by March, an official of the water office said."
	dredge  = "Whether the dredging of the lower river begins next year was left open. The long-term plan names no sum for it, and the finance ministries have yet to be asked."
	next    = "The next round is to be held on the other bank. No date was given."
)

// The files of programs that write PDF are read as they were written. Those of
// Chromium and LaTeX have two columns.
func TestMakers(t *testing.T) {
	for name, want := range map[string][]string{
		"chromium.pdf":    {"Minutes of the river talks", opening, gauges, flood, dredge, next},
		"latex.pdf":       {gauges, flood + " The café at the ferry was affected, too.", dredge + " " + next},
		"libreoffice.pdf": {opening, gauges, flood, dredge, next},
		"groff.pdf":       {"Minutes of the river talks", opening, dredge},
		// The same as groff.pdf with objects in streams, and encrypted so that it
		// opens without a password.
		"linearized.pdf": {"Minutes of the river talks", opening, dredge},
		"rc4.pdf":        {"Minutes of the river talks", opening, dredge},
		"aes128.pdf":     {"Minutes of the river talks", opening, dredge},
		"aes256.pdf":     {"Minutes of the river talks", opening, dredge},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(strings.Join(want, "\n\n"), mustRead(t, testdata(t, name)).Text); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// What went wrong on the way does not lose the text.
func TestDamaged(t *testing.T) {
	for _, name := range []string{"groff.pdf", "linearized.pdf", "aes256.pdf"} {
		whole := testdata(t, name)
		want := mustRead(t, whole).Text
		for damage, b := range map[string][]byte{
			"lines before the header":    append([]byte("HTTP/1.1 200 OK\r\n\r\n"), whole...),
			"lines after the end":        append(bytes.Clone(whole), strings.Repeat("\n<!-- served -->", 200)...),
			"a table that points astray": bytes.ReplaceAll(whole, []byte("startxref\n"), []byte("startxref\n1")),
			"no lengths":                 bytes.ReplaceAll(whole, []byte("/Length "), []byte("/Lenght ")),
			"CR for LF in the trailer":   bytes.ReplaceAll(whole, []byte("startxref\n"), []byte("startxref\r")),
		} {
			if name == "aes256.pdf" && damage == "no lengths" {
				continue // the key's length is one of them
			}
			t.Run(name+" "+damage, func(t *testing.T) {
				if diff := cmp.Diff(want, mustRead(t, b).Text); diff != "" {
					t.Error(diff)
				}
			})
		}
	}
}
