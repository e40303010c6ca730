package plover

import (
	"testing"

	"example.org/rapporteur"
)

func coder(t testing.TB) *Coder {
	t.Helper()
	c, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestExamples runs the sentences that stand beside the rules.
func TestExamples(t *testing.T) {
	c := coder(t)
	for _, r := range c.rules.rules {
		yes := 0
		for _, e := range r.examples {
			got := c.Code(Request{Text: e.text, SourceActor: e.source, TargetActor: e.target})
			var first Event
			if len(got.Events) > 0 {
				first = got.Events[0]
			}
			fired := first.Rule == rapporteur.RuleID(r.name)
			switch {
			case !e.fires && fired:
				t.Errorf("%s decides %q", r.name, e.text)
			case e.fires && (!fired || first.Type != e.category || first.Mode != e.mode):
				t.Errorf("%s: %q is %s %s by %s, want %s %s", r.name, e.text, first.Type, first.Mode, first.Rule, e.category, e.mode)
			}
			if e.fires {
				yes++
			}
		}
		if yes == 0 {
			t.Errorf("%s has no example", r.name)
		}
	}
}
