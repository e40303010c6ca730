package lang

import (
	"strings"
	"testing"

	"example.org/rapporteur"

	"github.com/google/go-cmp/cmp"
)

func text(t testing.TB, s string) rapporteur.Text {
	t.Helper()
	x, err := rapporteur.NewText(s)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func TestPlainReadsEnglishOnly(t *testing.T) {
	for _, tt := range []struct {
		name, text, language string
		sentences            int
	}{
		{"English", "The two ministers met in the capital on Monday. They agreed to hold the next round of talks in the autumn.", "en", 2},
		{"Vietnamese", "Hai bộ trưởng đã gặp nhau tại thủ đô vào thứ hai và nhất trí tổ chức vòng đàm phán tiếp theo vào mùa thu.", "vi", 0},
		{"too short to tell", "Border talks resume", "", 1},
		{"empty", "", "", 0},
		{"only space", " \n\n\t ", "", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := Plain{}.Analyse(text(t, tt.text))
			if got.Language != tt.language || len(got.Sentences) != tt.sentences {
				t.Errorf("language %q with %d sentences, want %q with %d", got.Language, len(got.Sentences), tt.language, tt.sentences)
			}
		})
	}
}

func TestPlainCutsEndlessSentences(t *testing.T) {
	x := text(t, "HANOI, March 5 — "+strings.Repeat("word and word, ", 2500))
	got := Plain{}.Analyse(x)
	checkAnalysis(t, x, got.Sentences)
	var lengths []int
	for _, s := range got.Sentences {
		lengths = append(lengths, len(s.Tokens))
		if last := x.Slice(s.Tokens[len(s.Tokens)-1].Span); last != "," {
			t.Errorf("cut after %q and not at the end of a clause", last)
		}
	}
	if diff := cmp.Diff([]int{1997, 2000, 2000, 2000, 2000, 8}, lengths); diff != "" {
		t.Errorf("tokens a sentence (-want +got):\n%s", diff)
	}
}
