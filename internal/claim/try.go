package claim

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/lang"
)

// Try reads every rule's own examples and returns a line for each that does not hold.
func Try(r *Rules) []string {
	var failures []string
	engine, err := lang.NewFull()
	if err != nil {
		return []string{err.Error()}
	}
	reader := NewReader(r, engine)
	fail := func(rule *Rule, text, format string, args ...any) {
		failures = append(failures, fmt.Sprintf("%s: %q: %s", rule.ID, text, fmt.Sprintf(format, args...)))
	}
	for _, rule := range r.rules {
		if len(rule.Yes) == 0 {
			fail(rule, "", "has no example")
		}
		for _, ex := range rule.Yes {
			claims, err := reader.tryOne(ex.Text)
			if err != nil {
				fail(rule, ex.Text, "%v", err)
				continue
			}
			own := slices.DeleteFunc(slices.Clone(claims), func(c rapporteur.Claim) bool { return c.Rule != rule.ID })
			if len(own) == 0 {
				var got []string
				for _, c := range claims {
					got = append(got, string(c.Rule))
				}
				fail(rule, ex.Text, "does not fire (%s)", strings.Join(got, ", "))
				continue
			}
			for _, key := range sortedKeys(ex.Want) {
				want := ex.Want[key]
				var got []string
				for _, c := range own {
					got = append(got, field(c, key))
				}
				if !slices.Contains(got, want) {
					fail(rule, ex.Text, "%s is %q, want %q", key, got, want)
				}
			}
		}
		for _, text := range rule.No {
			claims, err := reader.tryOne(text)
			if err != nil {
				fail(rule, text, "%v", err)
			}
			if slices.ContainsFunc(claims, func(c rapporteur.Claim) bool { return c.Rule == rule.ID }) {
				fail(rule, text, "fires")
			}
		}
	}
	return failures
}

// tryOne reads one sentence as a document published on 6 March 2025.
func (r *Reader) tryOne(text string) ([]rapporteur.Claim, error) {
	t, err := rapporteur.NewText(text)
	if err != nil {
		return nil, err
	}
	published, err := rapporteur.ParseDate("2025-03-06")
	if err != nil {
		return nil, err
	}
	doc := rapporteur.Document{ID: rapporteur.NewDocID("", t), Published: published, Text: t}
	return r.Read(doc, lang.Plain{}.Analyse(t)), nil
}

func sortedKeys(m map[string]string) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// field returns a claim's value for a key of an example.
func field(c rapporteur.Claim, key string) string {
	join := func(ps []rapporteur.Party) string {
		var out []string
		for _, p := range sorted(ps) {
			out = append(out, string(p))
		}
		return strings.Join(out, ",")
	}
	switch key {
	case "parties":
		return join(c.Parties)
	case "factuality":
		return string(c.Factuality)
	case "mode":
		return string(c.Mode)
	case "date":
		return c.Time.Date.String()
	case "quote":
		return c.Quote.Exact()
	case "said":
		if len(c.SaidBy) > 0 {
			return c.SaidBy[0].Name
		}
	case "area":
		if len(c.Areas) > 0 {
			return string(c.Areas[0])
		}
	case "place":
		if c.Place != nil {
			return c.Place.Name
		}
	}
	switch {
	case c.Interaction != nil && key == "type":
		return string(c.Interaction.Type)
	case c.Interaction != nil && key == "edition":
		return strconv.Itoa(c.Interaction.Edition)
	case c.Interaction != nil && key == "mechanism":
		return c.Interaction.Mechanism
	case c.Instrument != nil && key == "type":
		return string(c.Instrument.Type)
	case c.Instrument != nil && key == "status":
		return string(c.Instrument.Status)
	case c.Instrument != nil && key == "title":
		return c.Instrument.Title
	case c.Mechanism != nil && key == "name":
		return c.Mechanism.Name
	case c.Commitment != nil && key == "by":
		return join(c.Commitment.By)
	case c.Commitment != nil && key == "to":
		return join(c.Commitment.To)
	case c.Commitment != nil && key == "stage":
		return string(c.Commitment.Stage)
	case c.Commitment != nil && key == "due":
		return c.Commitment.Due.Date.String()
	case c.Question != nil && key == "type":
		return string(c.Question.Type)
	}
	return ""
}
