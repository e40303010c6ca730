package rapporteur

import "testing"

func meeting(t *testing.T) Claim {
	x := newText(t, "Chile and Peru met in Lima on Monday.")
	return Claim{
		Doc: NewDocID("https://a.example/1", x), Kind: KindInteraction, Quote: x.Quote(span(t, x, "Chile and Peru met in Lima")),
		Interaction: &InteractionBody{Type: Meeting},
	}
}

// What makes a claim another one changes its identity; what is only known better
// of it does not.
func TestSeal(t *testing.T) {
	base := meeting(t)
	if err := base.Seal(); err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		change func(*Claim)
		other  bool
	}{
		"rule":       {func(c *Claim) { c.Rule = "interaction/other" }, false},
		"factuality": {func(c *Claim) { c.Factuality = PSPlus }, false},
		"place":      {func(c *Claim) { c.Place = &Place{Name: "Lima"} }, false},
		"type":       {func(c *Claim) { c.Interaction = &InteractionBody{Type: Visit} }, true},
		"document":   {func(c *Claim) { c.Doc = "d0" }, true},
		"words": {func(c *Claim) {
			x := newText(t, "Chile and Peru met in Lima on Monday.")
			c.Quote = x.Quote(span(t, x, "Chile and Peru met"))
		}, true},
	} {
		c := meeting(t)
		tt.change(&c)
		if err := c.Seal(); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if (c.ID != base.ID) != tt.other {
			t.Errorf("%s: identity %s beside %s, want another: %v", name, c.ID, base.ID, tt.other)
		}
	}
}

func TestSealRefusesHalfClaims(t *testing.T) {
	for name, change := range map[string]func(*Claim){
		"no body":       func(c *Claim) { c.Interaction = nil },
		"another body":  func(c *Claim) { c.Interaction, c.Question = nil, &QuestionBody{} },
		"no words":      func(c *Claim) { c.Quote = Quote{} },
		"no kind":       func(c *Claim) { c.Kind = "" },
		"unknown kind":  func(c *Claim) { c.Kind = "rumour" },
		"body of other": func(c *Claim) { c.Kind = KindCommitment },
	} {
		c := meeting(t)
		change(&c)
		if err := c.Seal(); err == nil {
			t.Errorf("%s: sealed as %s", name, c.ID)
		}
	}
}

// Two lists of parts that run together as text are two identities.
func TestIdentitiesDoNotRunTogether(t *testing.T) {
	if NewRecordID('e', "ab", "c") == NewRecordID('e', "a", "bc") || NewRecordID('e', "a") == NewRecordID('e', "a", "") {
		t.Error("two lists of parts have one identity")
	}
	x := newText(t, "same words")
	if NewDocID("https://a.example", x) == NewDocID("https://b.example", x) {
		t.Error("the same text at two addresses is one document")
	}
}

func TestIsState(t *testing.T) {
	for p, want := range map[Party]bool{"LAO": true, "Lao": false, "ASEAN": false, "LA": false, "": false, "Taiwan": false} {
		if p.IsState() != want {
			t.Errorf("%q.IsState() is %v", p, !want)
		}
	}
}
