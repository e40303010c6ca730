package claim

import (
	"slices"
	"testing"

	"example.org/rapporteur"
)

// What stands in quotation marks behind an article is a name, and a quote keeps
// both of its marks; what somebody says in them is a clause of its own.
func TestQuotedTitles(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{`Chile will build the "44th and 45th house of common rescue" in Peru by 2027.`, `Chile will build the "44th and 45th house of common rescue" in Peru by 2027`},
		{`Chile will deliver to Peru a “set of tents”.`, `Chile will deliver to Peru a “set of tents”`},
		{`Chile will send Peru 40 nurses, the minister said, and "Peru has thanked us".`, `Chile will send Peru 40 nurses`},
	} {
		var got []string
		for _, c := range readText(t, test.text) {
			if c.Kind == rapporteur.KindCommitment {
				got = append(got, c.Quote.Exact())
			}
		}
		if !slices.Equal(got, []string{test.want}) {
			t.Errorf("%s\n got %q\nwant %q", test.text, got, test.want)
		}
	}
}
