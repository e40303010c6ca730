package eval

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"

	"example.org/rapporteur"
)

// A LinkReport says how far records agree with a key.
type LinkReport struct {
	Events      LinkScore `json:"events"`
	People      LinkScore `json:"people"`
	Commitments LinkScore `json:"commitments"`
}

// A LinkScore holds the B-cubed figures (Bagga and Baldwin 1998) of one kind of
// record, over the mentions that a claim was read from: for each, the share of
// those in its record that speak of the same thing (precision), and the share of
// those of the same thing that are in its record (recall).
type LinkScore struct {
	Mentions  int     `json:"mentions"` // in the key
	Read      int     `json:"read"`     // of which a claim was read
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
	// Apart says which things stand in several records, Together which records
	// hold several things, in words.
	Apart    []string `json:"apart,omitempty"`
	Together []string `json:"together,omitempty"`
	// Unread are the mentions of which no claim was read.
	Unread []string `json:"unread,omitempty"`
}

// ScoreLinks holds records against a key. The documents must have their texts.
func ScoreLinks(k Key, docs []rapporteur.Document, claims []rapporteur.Claim, records []rapporteur.Record) LinkReport {
	return LinkReport{
		Events:      scoreLinks(alignWords(k.Events, rapporteur.KindInteraction, docs, claims), k.Events, rapporteur.KindInteraction, records),
		People:      scoreLinks(alignNames(k.People, docs, claims), k.People, rapporteur.KindTenure, records),
		Commitments: scoreLinks(alignWords(k.Commitments, rapporteur.KindCommitment, docs, claims), k.Commitments, rapporteur.KindCommitment, records),
	}
}

// An item is a claim that speaks of a thing of the key.
type item struct {
	claim   rapporteur.ClaimID
	mention int // in the key
}

// alignWords finds for each mention the claim whose quote shares most with its
// words, at least half of the shorter; one claim serves one mention.
func alignWords(ms []Mention, kind rapporteur.Kind, docs []rapporteur.Document, claims []rapporteur.Claim) []item {
	texts := map[string]rapporteur.Document{}
	for _, d := range docs {
		texts[d.Name] = d
	}
	byDoc := map[rapporteur.DocID][]int{}
	for i, c := range claims {
		if c.Kind == kind {
			byDoc[c.Doc] = append(byDoc[c.Doc], i)
		}
	}
	var pairs []pair
	for i, m := range ms {
		d := texts[m.Doc]
		for _, at := range places(d.Text.String(), m.Words) {
			for _, j := range byDoc[d.ID] {
				c := claims[j]
				if signing := c.Interaction != nil && c.Interaction.Type == rapporteur.Signing; m.Form == "" && signing ||
					m.Form != "" && (c.Interaction == nil || c.Interaction.Type != m.Form) {
					continue
				}
				q := place{int(c.Quote.Start()), int(c.Quote.End())}
				both := min(at.end, q.end) - max(at.start, q.start)
				if few := min(at.end-at.start, q.end-q.start); 2*both >= few && both > 0 {
					pairs = append(pairs, pair{score: float64(both) / float64(max(at.end, q.end)-min(at.start, q.start)), gold: i, pred: j})
				}
			}
		}
	}
	predOf, _ := assign(pairs, len(ms), len(claims))
	var out []item
	for i, j := range predOf {
		if j >= 0 {
			out = append(out, item{claims[j].ID, i})
		}
	}
	return out
}

// alignNames finds the claims that speak of a person by one of the names of the
// key. A line for some documents goes before one for all.
func alignNames(ms []Mention, docs []rapporteur.Document, claims []rapporteur.Claim) []item {
	names := map[rapporteur.DocID]string{}
	for _, d := range docs {
		names[d.ID] = d.Name
	}
	byWords := map[string][]int{}
	for i, m := range ms {
		byWords[m.Words] = append(byWords[m.Words], i)
	}
	for _, is := range byWords {
		slices.SortStableFunc(is, func(i, j int) int { return -cmp.Compare(len(ms[i].Doc), len(ms[j].Doc)) })
	}
	var out []item
	for _, c := range claims {
		if c.Kind != rapporteur.KindTenure {
			continue
		}
		for _, i := range byWords[c.Tenure.Person.Name] {
			if ok, _ := path.Match(ms[i].Doc, names[c.Doc]); ok { // the pattern was tried when it was read
				out = append(out, item{c.ID, i})
				break
			}
		}
	}
	return out
}

func scoreLinks(items []item, ms []Mention, kind rapporteur.Kind, records []rapporteur.Record) LinkScore {
	recordOf := map[rapporteur.ClaimID]int{}
	for i, r := range records {
		if r.Kind == kind {
			for _, c := range r.Claims {
				recordOf[c] = i
			}
		}
	}
	byRecord, byThing := map[int]map[string]int{}, map[string]map[int]int{}
	read := map[int]bool{}
	for _, x := range items {
		r, ok := recordOf[x.claim]
		if !ok {
			continue
		}
		thing := ms[x.mention].Thing
		if byRecord[r] == nil {
			byRecord[r] = map[string]int{}
		}
		if byThing[thing] == nil {
			byThing[thing] = map[int]int{}
		}
		byRecord[r][thing]++
		byThing[thing][r]++
		read[x.mention] = true
	}
	s := LinkScore{Mentions: len(ms), Read: len(read)}
	n := 0.0
	// In order of records, so that sums of floating point numbers are always the same.
	for _, r := range slices.Sorted(maps.Keys(byRecord)) {
		inRecord := sum(byRecord[r])
		for _, thing := range slices.Sorted(maps.Keys(byRecord[r])) {
			both := float64(byRecord[r][thing])
			n += both
			s.Precision += both * both / float64(inRecord)
			s.Recall += both * both / float64(sum(byThing[thing]))
		}
		if len(byRecord[r]) > 1 {
			s.Together = append(s.Together, fmt.Sprintf("%q holds %s", records[r].Title, strings.Join(slices.Sorted(maps.Keys(byRecord[r])), "; ")))
		}
	}
	for _, thing := range slices.Sorted(maps.Keys(byThing)) {
		if parts := byThing[thing]; len(parts) > 1 {
			var sizes []string
			for _, r := range slices.Sorted(maps.Keys(parts)) {
				sizes = append(sizes, fmt.Sprintf("%d in %q", parts[r], records[r].Title))
			}
			s.Apart = append(s.Apart, thing+": "+strings.Join(sizes, ", "))
		}
	}
	if n > 0 {
		s.Precision, s.Recall = s.Precision/n, s.Recall/n
		s.F1 = 2 * s.Precision * s.Recall / (s.Precision + s.Recall)
	}
	if kind != rapporteur.KindTenure { // a name of the key need not be how a claim gives it
		for i, m := range ms {
			if !read[i] {
				s.Unread = append(s.Unread, fmt.Sprintf("%s: %s: %s", m.Thing, m.Doc, m.Words))
			}
		}
	}
	return s
}

func sum[K comparable](m map[K]int) int {
	n := 0
	for _, v := range m {
		n += v
	}
	return n
}

// WriteText prints the figures, a line a kind, and then, if differences is set,
// a line for each thing and record that does not agree with the key.
func (r LinkReport) WriteText(w io.Writer, differences bool) error {
	b := bufio.NewWriter(w)
	kinds := []struct {
		name string
		LinkScore
	}{{"events", r.Events}, {"people", r.People}, {"commitments", r.Commitments}}
	for _, k := range kinds {
		fmt.Fprintf(b, "%-12s mentions %3d  read %3d  B-cubed P %.3f  R %.3f  F1 %.3f\n", k.name, k.Mentions, k.Read, k.Precision, k.Recall, k.F1)
	}
	if differences {
		for _, k := range kinds {
			for _, l := range []struct {
				what string
				of   []string
			}{{"APART   ", k.Apart}, {"TOGETHER", k.Together}, {"UNREAD  ", k.Unread}} {
				for _, d := range l.of {
					fmt.Fprintf(b, "%s %s %s\n", k.name, l.what, d)
				}
			}
		}
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("write the figures: %w", err)
	}
	return nil
}
