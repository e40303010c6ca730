package lang

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTokenise(t *testing.T) {
	files, names := archive(t, "testdata/tokens.txtar")
	for _, name := range names {
		lines := strings.Split(strings.TrimSpace(files[name]), "\n")
		if len(lines)%2 != 0 {
			t.Fatalf("%s: a sentence without its tokens", name)
		}
		for i := 0; i < len(lines); i += 2 {
			t.Run(name, func(t *testing.T) {
				x := text(t, lines[i])
				var got []string
				for _, token := range Tokenise(x, spanOf(x, 0, len(lines[i]))) {
					got = append(got, x.Slice(token.Span))
					if token.Head != -1 {
						t.Errorf("head %d before any parser ran", token.Head)
					}
				}
				if diff := cmp.Diff(lines[i+1], strings.Join(got, "|")); diff != "" {
					t.Errorf("tokens of %q (-want +got):\n%s", lines[i], diff)
				}
			})
		}
	}
}
