package inflect

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestForms(t *testing.T) {
	tests := []struct {
		word, class string
		want        []string
	}{
		{"sign", "v", []string{"sign", "signed", "signing", "signs"}},
		{"agree", "v", []string{"agree", "agreed", "agreeing", "agrees"}},
		{"ban", "v", []string{"ban", "banned", "banning", "bans"}},
		{"visit", "v", []string{"visit", "visited", "visiting", "visits"}},
		{"deny", "v", []string{"denied", "denies", "deny", "denying"}},
		{"deploy", "v", []string{"deploy", "deployed", "deploying", "deploys"}},
		{"die", "v", []string{"die", "died", "dies", "dying"}},
		{"be", "v", []string{"am", "are", "be", "been", "being", "is", "was", "were"}},
		{"go", "v", []string{"goes", "going", "gone", "go", "went"}},
		{"veto", "v", []string{"veto", "vetoed", "vetoes", "vetoing"}},
		{"expel", "v", []string{"expel", "expelled", "expelling", "expels"}},
		{"shoot", "v", []string{"shoot", "shooting", "shoots", "shot"}},
		{"hit", "v", []string{"hit", "hits", "hitting"}},
		{"treaty", "n", []string{"treaties", "treaty"}},
		{"clash", "n", []string{"clash", "clashes"}},
		{"talks", "", []string{"talks"}},
	}
	for _, tt := range tests {
		got := Forms(tt.word, tt.class)
		if got[0] != tt.word {
			t.Errorf("%s/%s: the first form is %s", tt.word, tt.class, got[0])
		}
		slices.Sort(got)
		slices.Sort(tt.want)
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s/%s (-want +got):\n%s", tt.word, tt.class, diff)
		}
	}
}
