package main

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"

	"example.org/rapporteur/internal/annotation"
)

// schema holds the keys of the exchange form: those of a document, and of the
// members of each of its lists. A key that ends in ? is left out where it would
// say nothing.
var schema = map[string][]string{
	"":              {"doc", "published", "interactions", "instruments", "mechanisms", "commitments", "gaps", "speculation", "people", "events_plover"},
	"interactions":  {"type", "date", "place", "mechanism", "edition", "parties", "participants", "quote", "factuality", "background?"},
	"participants":  {"name", "office", "country"},
	"instruments":   {"title", "kind", "parties", "date", "status", "quote", "background?"},
	"mechanisms":    {"name", "parties", "quote"},
	"commitments":   {"by", "to", "area", "what", "stage", "due", "factuality", "attributed_to", "quote", "background?"},
	"gaps":          {"about", "kind", "quote"},
	"speculation":   {"what", "factuality", "attributed_to", "quote"},
	"people":        {"name", "office", "country", "mentions"},
	"events_plover": {"source", "target", "type", "cameo?", "mode?", "quote"},
}

// annotated OUTPUT FILE... wants one annotation for each file, in the order of
// names, with every field of the schema and no other, and with quotes that are
// exact substrings of the file's text as it was given.
func annotated(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: annotated OUTPUT FILE...")
	}
	texts := map[string]string{}
	var want, got []string
	for _, file := range args[1:] {
		name, _, _ := strings.Cut(filepath.Base(file), ".")
		want = append(want, name)
		texts[name] = given(ts, file)
	}
	slices.Sort(want)
	dec := json.NewDecoder(strings.NewReader(ts.ReadFile(args[0])))
	for dec.More() {
		var d map[string]any
		ts.Check(dec.Decode(&d))
		name, _ := d["doc"].(string)
		got = append(got, name)
		quotes := 0
		checkObject(ts, name, "", d, func(quote string) {
			quotes++
			if quote == "" || !strings.Contains(texts[name], quote) {
				ts.Fatalf("%s: the quote %q is not in the text as given", name, quote)
			}
		})
		if quotes < 5 {
			ts.Fatalf("%s: %d quotes, too few to tell", name, quotes)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		ts.Fatalf("documents:\n%s", diff)
	}
}

// given returns the text in a file as a user sees it: of JSON the string "text",
// of all else the bytes.
func given(ts *testscript.TestScript, file string) string {
	s := ts.ReadFile(file)
	if filepath.Ext(file) != ".json" {
		return s
	}
	var o struct{ Text string }
	ts.Check(json.Unmarshal([]byte(s), &o))
	return o.Text
}

// checkObject compares an object's keys with the schema of a list's members and
// hands over the quotes within.
func checkObject(ts *testscript.TestScript, doc, list string, o map[string]any, quote func(string)) {
	keys, known := schema[list]
	if !known {
		ts.Fatalf("%s: a list %q is not of the schema", doc, list)
	}
	for _, k := range keys {
		k, optional := strings.CutSuffix(k, "?")
		if _, ok := o[k]; !ok && !optional {
			ts.Fatalf("%s: %s lacks the field %q: %v", doc, list, k, o)
		}
	}
	for k, v := range o {
		if !slices.Contains(keys, k) && !slices.Contains(keys, k+"?") {
			ts.Fatalf("%s: %s has the field %q, which is not of the schema", doc, list, k)
		}
		if s, ok := v.(string); ok && k == "quote" {
			quote(s)
		}
		members, _ := v.([]any)
		for _, m := range members {
			if m, ok := m.(map[string]any); ok {
				checkObject(ts, doc, k, m, quote)
			}
		}
	}
}

// quotes returns all quotes of a document's annotations.
func quotes(d *annotation.Document) (all []string) {
	for _, x := range d.Interactions {
		all = append(all, x.Quote)
	}
	for _, x := range d.Instruments {
		all = append(all, x.Quote)
	}
	for _, x := range d.Mechanisms {
		all = append(all, x.Quote)
	}
	for _, x := range d.Commitments {
		all = append(all, x.Quote)
	}
	for _, x := range d.Gaps {
		all = append(all, x.Quote)
	}
	for _, x := range d.Speculation {
		all = append(all, x.Quote)
	}
	for _, x := range d.Events {
		all = append(all, x.Quote)
	}
	return all
}
