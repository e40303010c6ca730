package view

import (
	"cmp"
	"fmt"
	"slices"

	"example.org/rapporteur"
)

// A Standing is a decision in force, and the claims that its marks now stand on;
// empty where the present reading has none.
type Standing struct {
	rapporteur.Decision
	Claims []rapporteur.ClaimID
}

// QueueInput is what the queue is made from: an Input of which rejected claims are
// part, and what only the ledger knows of its claims.
type QueueInput struct {
	Input
	Machine map[rapporteur.ClaimID]rapporteur.Claim // corrected claims as the machine reads them
	States  map[rapporteur.ClaimID]string           // what a person sees who looks at the claim now
	InForce []Standing                              // in the order in which they were made
}

// A Queue is what wants a decision.
type Queue struct {
	// Adrift are decisions of which a claim is not in the present reading.
	Adrift []AdriftDecision `json:"adrift"`
	// Conflicts are decisions that do not go together. None of them is an error: the
	// later one counts until people settle it.
	Conflicts []Conflict `json:"conflicts"`
	// Claims are those that nobody decided about, the least certain first: those
	// with most fields that rest on a guess, then those of the rules that fared
	// worst so far, then in the order of publication.
	Claims []QueuedClaim `json:"claims"`
	Rules  []RuleRecord  `json:"rules"`
	// Beyond is how many documents of a large ledger were not looked at, which are
	// older than those that were.
	Beyond int `json:"beyond,omitempty"`
}

// An AdriftDecision is a decision that did not find a claim again.
type AdriftDecision struct {
	Decision rapporteur.DecisionID `json:"decision"`
	Verb     rapporteur.Verb       `json:"verb"`
	By       string                `json:"by"`
	Doc      rapporteur.DocID      `json:"doc"`
	Quote    string                `json:"quote"` // of the claim that is not there
	Words    string                `json:"words"`
}

// A Conflict is two or more decisions, or a decision and a later reading, that do
// not go together.
type Conflict struct {
	Claim     rapporteur.ClaimID      `json:"claim"`
	Words     string                  `json:"words"`
	Decisions []rapporteur.DecisionID `json:"decisions"` // the one that counts last
}

// A QueuedClaim is a claim that nobody decided about.
type QueuedClaim struct {
	Anchor
	State     string            `json:"state"`
	Kind      rapporteur.Kind   `json:"kind"`
	Title     string            `json:"title"`
	Quote     string            `json:"quote"`
	Values    []NamedValue      `json:"values,omitempty"`
	Certainty Certainty         `json:"certainty"`
	Unsure    []string          `json:"unsure,omitempty"`
	Rule      rapporteur.RuleID `json:"rule"`
	Outlet    string            `json:"outlet,omitempty"`
	Published When              `json:"published"`
}

// NewQueue returns what wants a decision.
func NewQueue(in QueueInput) *Queue {
	in.Records = []rapporteur.Record{} // none is needed, and deriving them takes long
	x := newIndex(in.Input)
	var judged []Judged
	for _, c := range x.sorted {
		j := Judged{Rule: c.Rule, Verdict: x.Verdicts[c.ID]}
		_, j.Corrected = in.Machine[c.ID]
		judged = append(judged, j)
	}
	q := &Queue{Adrift: adrift(in.InForce), Conflicts: conflicts(in, x), Claims: []QueuedClaim{}, Rules: RuleRecords(judged)}
	expected := map[rapporteur.RuleID]float64{}
	for _, r := range q.Rules {
		expected[r.Rule] = r.expected()
	}
	for _, c := range x.sorted {
		if x.Verdicts[c.ID] != "" {
			continue
		}
		d := x.docs[c.Doc]
		k := QueuedClaim{Anchor: anchor(c), State: in.States[c.ID], Kind: c.Kind, Quote: c.Quote.Exact(), Certainty: certainty(c), Unsure: c.Unsure,
			Rule: c.Rule, Outlet: d.Outlet, Published: when(d.Published)}
		k.Title, k.Values = described(c)
		q.Claims = append(q.Claims, k)
	}
	slices.SortStableFunc(q.Claims, func(a, b QueuedClaim) int {
		return cmp.Or(cmp.Compare(len(b.Unsure), len(a.Unsure)), cmp.Compare(expected[a.Rule], expected[b.Rule]))
	})
	return q
}

func adrift(inForce []Standing) []AdriftDecision {
	out := []AdriftDecision{}
	for _, d := range inForce {
		for i, m := range d.Marks() {
			if d.Claims[i] == "" {
				out = append(out, AdriftDecision{Decision: d.ID, Verb: d.Verb, By: d.By, Doc: m.Doc, Quote: m.Quote.Exact,
					Words: fmt.Sprintf("%s by %s: the present reading of the document has no such %s: decide anew where it belongs, then undo this", d.Verb, d.By, m.Of)})
			}
		}
	}
	return out
}

// conflicts returns what does not go together, by claim in the order of publication.
func conflicts(in QueueInput, x *index) []Conflict {
	out := []Conflict{}
	on := map[rapporteur.ClaimID][]Standing{}
	for _, d := range in.InForce {
		for _, c := range d.Claims {
			if c != "" {
				on[c] = append(on[c], d)
			}
		}
	}
	for _, c := range x.sorted {
		out = append(out, disputed(c.ID, on[c.ID])...)
		if machine, ok := in.Machine[c.ID]; ok {
			out = append(out, readOtherwise(machine, on[c.ID])...)
		}
		out = append(out, groupedBothWays(c.ID, on[c.ID])...)
	}
	return out
}

// disputed returns where different people decided differently about a claim, or
// corrected a field of it to different values.
func disputed(id rapporteur.ClaimID, on []Standing) []Conflict {
	var out []Conflict
	var verdict *Standing
	fields := map[rapporteur.Field]*Standing{}
	for i := range on {
		d := &on[i]
		switch d.Verb {
		case rapporteur.Accept, rapporteur.Edit, rapporteur.Reject, rapporteur.Add:
			if v := verdict; v != nil && v.By != d.By && (v.Verb == rapporteur.Reject) != (d.Verb == rapporteur.Reject) {
				out = append(out, Conflict{id, fmt.Sprintf("%s by %s, then %s by %s", v.Verb, v.By, d.Verb, d.By), []rapporteur.DecisionID{v.ID, d.ID}})
			}
			verdict = d
		}
		for _, e := range d.Corrections {
			if o := fields[e.Field]; o != nil && o.By != d.By && to(o, e.Field) != e.To {
				out = append(out, Conflict{id, fmt.Sprintf("%s corrected to %q by %s, then to %q by %s", e.Field, to(o, e.Field), o.By, e.To, d.By),
					[]rapporteur.DecisionID{o.ID, d.ID}})
			}
			fields[e.Field] = d
		}
	}
	return out
}

// to returns what a decision corrects a field to.
func to(d *Standing, f rapporteur.Field) string {
	for _, e := range slices.Backward(d.Corrections) {
		if e.Field == f {
			return e.To
		}
	}
	return ""
}

// readOtherwise returns the corrections of what the machine has come to read in
// yet another way: the person who made them did not know it.
func readOtherwise(machine rapporteur.Claim, on []Standing) []Conflict {
	var out []Conflict
	for _, d := range on {
		for _, e := range d.Corrections {
			if now, err := machine.Value(e.Field); err == nil && now != e.Was && now != e.To {
				out = append(out, Conflict{machine.ID, fmt.Sprintf("%s corrected from %s to %s by %s; the machine now reads %s",
					e.Field, orNone(e.Was), orNone(e.To), d.By, orNone(now)), []rapporteur.DecisionID{d.ID}})
			}
		}
	}
	return out
}

// groupedBothWays returns where a claim was both put together with another and
// taken apart from it.
func groupedBothWays(id rapporteur.ClaimID, on []Standing) []Conflict {
	var out []Conflict
	for i, d := range on {
		if d.As == "" || len(d.Claims) < 2 || d.Claims[0] != id {
			continue // told once, with the claim that the later decision is on
		}
		for _, o := range on[:i] {
			if o.As != d.As || len(o.Claims) < 2 || (o.Verb == rapporteur.Merge) == (d.Verb == rapporteur.Merge) {
				continue
			}
			for _, other := range d.Claims[1:] {
				if other != "" && slices.Contains(o.Claims, other) {
					out = append(out, Conflict{id, fmt.Sprintf("%s with %s by %s, then %s by %s", o.Verb, other, o.By, d.Verb, d.By), []rapporteur.DecisionID{o.ID, d.ID}})
				}
			}
		}
	}
	return out
}
