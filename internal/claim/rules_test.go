package claim

import "testing"

// TestRuleExamples holds every rule to its own sentences.
func TestRuleExamples(t *testing.T) {
	r, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	if len(r.List()) < 30 {
		t.Fatalf("only %d rules were loaded", len(r.List()))
	}
	for _, f := range Try(r) {
		t.Error(f)
	}
}
