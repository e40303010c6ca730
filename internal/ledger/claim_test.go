package ledger

import (
	"encoding/json"
	"strings"
	"testing"

	"example.org/rapporteur"
)

// storedClaim returns the body of a sound claim.
func storedClaim(t testing.TB, s, words string) string {
	t.Helper()
	text, err := rapporteur.NewText(s)
	if err != nil {
		t.Fatal(err)
	}
	start := strings.Index(s, words)
	span, err := text.Span(rapporteur.ByteOffset(start), rapporteur.ByteOffset(start+len(words)))
	if err != nil {
		t.Fatal(err)
	}
	c := rapporteur.Claim{Doc: "d0", Kind: rapporteur.KindQuestion, Quote: text.Quote(span), Question: &rapporteur.QuestionBody{About: "talks"}}
	if err := c.Seal(); err != nil {
		t.Fatal(err)
	}
	body, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// FuzzStoredClaim reads a claim that anything may have been done to: it is
// refused, or it quotes what the text says.
func FuzzStoredClaim(f *testing.F) {
	const sentence = "The two ministers met in Hà Nội on 5 March."
	sound := storedClaim(f, sentence, "met in Hà")
	f.Add(sentence, sound)
	f.Add(sentence, `{"quote":{"exact":"","start":-1,"end":9999999}}`)
	f.Add("", `{"quote":null,"kind":"tenure","tenure":{"person":{"name":"A"}}}`)
	f.Add(sentence, `[]`)
	f.Fuzz(func(t *testing.T, s, body string) {
		text, err := rapporteur.NewText(s)
		if err != nil {
			t.Skip()
		}
		row := claimRow{body: body, text: &text}
		if stored, sel, err := decodeClaim(body); err == nil {
			// As far as possible, columns that agree with the body.
			row.kind, row.rule, row.start, row.end = stored.Kind, stored.Rule, int(sel.Start), int(sel.End)
			row.id, row.doc = stored.ID, stored.Doc
		}
		c, err := row.claim()
		if err != nil && body == sound && s == sentence {
			t.Errorf("a sound claim is refused: %v", err)
		}
		if err == nil && (c.Quote.IsZero() || !strings.Contains(s, c.Quote.Exact())) {
			t.Errorf("the text does not hold %q", c.Quote.Exact())
		}
	})
}
