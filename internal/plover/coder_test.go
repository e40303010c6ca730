package plover

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"example.org/rapporteur"
)

func TestCodeGivenActors(t *testing.T) {
	tests := []struct {
		text, source, target string
		want                 Category
		mode                 rapporteur.Mode
	}{
		// Of two verbs the first between the actors counts.
		{"Norway condemned Chad's attack on Niger.", "Norway", "Chad", TypeAccuse, rapporteur.ModeCurrent},
		{"Norway condemned Chad's attack on Niger.", "Chad", "Niger", TypeAssault, rapporteur.ModeCurrent},
		{"Norway rejected demands to lift its sanctions on Chad.", "Norway", "Chad", TypeReject, rapporteur.ModeCurrent},
		// A relative clause is passed over.
		{"Kenya, which had attacked Somalia, praised Ghana.", "Kenya", "Ghana", TypeSupport, rapporteur.ModeCurrent},
		// The speaker is not the actor.
		{"Mali said that Niger had bombed a post of Chad.", "Niger", "Chad", TypeAssault, rapporteur.ModeHistorical},
		// Passives and nouns.
		{"Two boats of Oman were seized by Iran.", "Iran", "Oman", TypeCoerce, rapporteur.ModeCurrent},
		{"The visit of Malta's president to Libya ended.", "Malta", "Libya", TypeConsult, rapporteur.ModeCurrent},
		// Refusal, denial and failure are not the act.
		{"Peru refused to release the crew of Chile.", "Peru", "Chile", TypeReject, rapporteur.ModeCurrent},
		{"Peru failed to deliver helicopters to Chile.", "Peru", "Chile", TypeReject, rapporteur.ModeCurrent},
		// Announced and possible acts.
		{"Peru is expected to deliver helicopters to Chile.", "Peru", "Chile", TypeAgree, rapporteur.ModeFuture},
		{"Peru may deliver helicopters to Chile.", "Peru", "Chile", TypeAgree, rapporteur.ModeHypothetical},
		{"Peru delivered helicopters to Chile.", "Peru", "Chile", TypeAid, rapporteur.ModeCurrent},
		{"Peru to visit Chile", "Peru", "Chile", TypeAgree, rapporteur.ModeFuture},
		// Held exercises are no arrests.
		{"Peru and Chile held joint exercises.", "Peru", "Chile", TypeCooperate, rapporteur.ModeCurrent},
		// Case does not count where the words are not found as written.
		{"PERU PRAISES CHILE", "Peru", "Chile", TypeSupport, rapporteur.ModeCurrent},
		// An actor that the text does not name is taken to stand outside of it.
		{"He praised Chile.", "Peru", "Chile", TypeSupport, rapporteur.ModeCurrent},
		{"Chile was praised.", "Peru", "Chile", TypeSupport, rapporteur.ModeCurrent},
	}
	c := coder(t)
	for _, tt := range tests {
		got := c.Code(Request{ID: "x", Text: tt.text, SourceActor: tt.source, TargetActor: tt.target})
		if len(got.Events) != 1 {
			t.Errorf("%q: %d events", tt.text, len(got.Events))
			continue
		}
		e := got.Events[0]
		if got.Type != tt.want || e.Type != tt.want || e.Mode != tt.mode || e.Source != tt.source || e.Target != tt.target || got.ID != "x" {
			t.Errorf("%q (%s > %s): %s %s by %s, want %s %s", tt.text, tt.source, tt.target, e.Type, e.Mode, e.Rule, tt.want, tt.mode)
		}
		if !strings.Contains(tt.text, e.Quote) || e.Quote == "" {
			t.Errorf("%q: quote %q is not in the text", tt.text, e.Quote)
		}
	}
}

func TestCodeNamedParties(t *testing.T) {
	event := func(source, target string, c Category, m rapporteur.Mode, quote string) Event {
		return Event{Source: source, Target: target, Type: c, Mode: m, Quote: quote}
	}
	tests := []struct {
		text string
		want []Event
	}{
		{"China said that France signed a pact with Germany.", []Event{
			event("FRA", "DEU", TypeSupport, rapporteur.ModeCurrent, "France signed a pact with Germany"),
		}},
		{"Poland condemned Belarus, and Spain praised Malta.", []Event{
			event("POL", "BLR", TypeAccuse, rapporteur.ModeCurrent, "Poland condemned Belarus"),
			event("ESP", "MLT", TypeSupport, rapporteur.ModeCurrent, "Spain praised Malta"),
		}},
		{"If France signs the pact, Poland would protest.", nil},
		{"The river rose by a metre.", nil},
		{"France praised the river.", nil},
		{"France lies west of Germany.", nil},
	}
	c := coder(t)
	for _, tt := range tests {
		got := c.Code(Request{Text: tt.text})
		if diff := cmp.Diff(tt.want, got.Events, cmpopts.IgnoreFields(Event{}, "Rule"), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.text, diff)
		}
	}
}

func TestCodeOneActorGiven(t *testing.T) {
	got := coder(t).Code(Request{Text: "Thai troops withdrew from Cambodia.", SourceActor: "Thai troops"})
	if len(got.Events) != 1 || got.Events[0].Source != "Thai troops" || got.Events[0].Target != "KHM" || got.Type != TypeRetreat {
		t.Errorf("%+v", got)
	}
}

func TestCodeOddTexts(t *testing.T) {
	c := coder(t)
	for _, text := range []string{"", "   ", "\xff\xfe", ".", strings.Repeat("Peru praised Chile ", 100_000), "İ praised İ"} {
		got := c.Code(Request{Text: text, SourceActor: "Peru", TargetActor: "Chile"})
		if got.Events == nil {
			t.Errorf("%.20q: events is null rather than empty", text)
		}
	}
}

func TestReadRulesErrors(t *testing.T) {
	tests := []struct{ name, rules, want string }{
		{"no rule yet", "find meet/v", "before any rule"},
		{"unknown category", "rule a BEFRIEND", "a rule is written as"},
		{"two rules of one name", "rule a AID\nrule a AID", "written twice"},
		{"unknown verb", "rule a AID\nfinds x", "a line begins with"},
		{"unknown class", "rule a AID\nfind @gift", `no class is named "gift"`},
		{"class twice", "class a: b\nclass a: c", "written once"},
		{"open bracket", "rule a AID\nfind (give/v", "not closed"},
		{"closing bracket", "rule a AID\nfind give/v)", "left over"},
		{"gap at the end", "rule a AID\nfind give/v ..", "begin and end with a word"},
		{"optional alone", "rule a AID\nfind ?", `nothing stands before "?"`},
		{"word class", "rule a AID\nfind give/x", "marked /v or /n"},
		{"shift", "shift AID soon AGREE", "a shift is written as"},
		{"shift twice", "shift AID future AGREE\nshift AID future AGREE", "written twice"},
		{"example without actors", "rule a AID\nyes Norway gave money.", "an example is written as"},
		{"example without its actor", "rule a AID\nyes Norway > Chad: Norway gave money.", `does not name "Chad"`},
		{"example of unknown category", "rule a AID\nyes A > B: A gave B money. => GIVE", "unknown category"},
	}
	for _, tt := range tests {
		_, err := readRules(fstest.MapFS{"rules/x.rules": {Data: []byte(tt.rules)}})
		if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "x.rules:") {
			t.Errorf("%s: error %v, want one with %q and the file's name", tt.name, err, tt.want)
		}
	}
}

func BenchmarkCode(b *testing.B) {
	c := coder(b)
	q := Request{
		Text: "The foreign minister of Kenya, who arrived on Monday, accused Sudan of having shelled a village near the border, " +
			"and said that his government would suspend all aid unless the army withdrew its troops.",
		SourceActor: "The foreign minister of Kenya", TargetActor: "Sudan",
	}
	b.Run("actors given", func(b *testing.B) {
		for b.Loop() {
			c.Code(q)
		}
	})
	b.Run("actors found", func(b *testing.B) {
		for b.Loop() {
			c.Code(Request{Text: q.Text})
		}
	})
}
