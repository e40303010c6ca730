package plover

import (
	"fmt"
	"strings"

	"example.org/rapporteur"
)

// A Request asks for the event that one sentence reports between two actors.
type Request struct {
	ID   string `json:"id"`
	Text string `json:"text"`
	// SourceActor and TargetActor are words of the text. If either is empty,
	// the states and organisations that the text names are paired.
	SourceActor string `json:"source_actor,omitempty"`
	TargetActor string `json:"target_actor,omitempty"`
}

// A Result is what a sentence reports. Type is that of its first event, and
// empty if there is none.
type Result struct {
	ID     string   `json:"id"`
	Type   Category `json:"type"`
	Events []Event  `json:"events"`
}

// An Event is one act between two actors. Type is the category after tense and
// negation were taken into account; Mode says what they are.
type Event struct {
	Source string          `json:"source"`
	Target string          `json:"target"`
	Type   Category        `json:"type"`
	Mode   rapporteur.Mode `json:"mode"`
	// Quote is the run of the text that holds both actors and the trigger.
	Quote string `json:"quote"`
	// Rule is the rule whose trigger it was, as "file/rule".
	Rule rapporteur.RuleID `json:"rule"`
}

// A Coder codes sentences. It is safe for concurrent use.
type Coder struct{ rules *ruleset }

// New returns a coder with the rules of this package.
func New() (*Coder, error) {
	r, err := readRules(builtin)
	if err != nil {
		return nil, fmt.Errorf("read the PLOVER rules: %w", err)
	}
	return &Coder{r}, nil
}

// Code returns the events of a sentence, of which it reads MaxWords words. A text without a trigger, or without
// two actors, has none.
func (c *Coder) Code(q Request) Result {
	out := Result{ID: q.ID, Events: []Event{}}
	text, err := rapporteur.NewText(strings.ToValidUTF8(q.Text, "\uFFFD"))
	if err != nil || strings.TrimSpace(q.Text) == "" {
		return out
	}
	s := read(text)
	triggers := s.triggers(c.rules)
	if q.SourceActor != "" && q.TargetActor != "" {
		if m, ok := s.best(triggers, s.find(q.SourceActor), s.find(q.TargetActor)); ok {
			out.Events = append(out.Events, c.event(s, m, q.SourceActor, q.TargetActor))
		}
	} else {
		out.Events = append(out.Events, c.pairs(s, triggers, q)...)
	}
	if len(out.Events) > 0 {
		out.Type = out.Events[0].Type
	}
	return out
}

func (c *Coder) event(s *sentence, m reading, source, target string) Event {
	floor := 0
	if m.source.to <= m.from {
		floor = m.source.to
	}
	mode := s.mode(c.rules, m.from, floor)
	whole := m.run
	for _, actor := range []run{m.source, m.target} {
		if actor.from < actor.to {
			whole.from, whole.to = min(whole.from, actor.from), max(whole.to, actor.to)
		}
	}
	return Event{
		Source: source, Target: target, Type: c.rules.shifted(m.rule.category, mode), Mode: mode,
		Quote: s.quote(whole), Rule: rapporteur.RuleID(m.rule.name),
	}
}
