package view

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/lang"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/who"
)

// GapDays is from how many days on a stretch without any document counts as a gap.
const GapDays = 180

// An Unseen says what the documents behind a page cannot show: who is hardly
// heard, which days are empty, and what was not read.
type Unseen struct {
	Documents   int     `json:"documents"`
	Outlets     []Share `json:"outlets"`            // most documents first
	Sides       []Share `json:"sides"`              // by the state that the outlet is of; the last one, without a name, is not known
	Origins     []Share `json:"origins"`            // most documents first
	Languages   []Share `json:"languages"`          // BCP 47; most documents first
	NotRead     []Share `json:"not_read,omitempty"` // documents of the whole ledger in languages that are not read
	Gaps        []Gap   `json:"gaps,omitempty"`     // in order of time
	Undated     int     `json:"undated,omitempty"`
	Quarantined int     `json:"quarantined,omitempty"` // of the whole ledger
	// Words are the above in sentences, one each.
	Words []string `json:"words"`
}

// A Share is how many of the documents are of one outlet, side, origin or language.
type Share struct {
	Name      string `json:"name"`
	Documents int    `json:"documents"`
}

// A Gap is a stretch of time in which no document was published.
type Gap struct {
	From rapporteur.Date `json:"from"` // the last publication before it
	To   rapporteur.Date `json:"to"`   // the first one after it, or the day that the page answers for
	Days int             `json:"days"`
}

// NewUnseen returns what the documents that speak of the parties cannot show;
// without parties, what all of them cannot.
func NewUnseen(in Input, ps []rapporteur.Party) *Unseen {
	x := newIndex(in)
	speaks := x.speaking(ps)
	var docs []link.Document
	for _, d := range x.Documents {
		if (speaks[d.ID] || len(ps) == 0) && d.Stands() {
			docs = append(docs, d)
		}
	}
	u := &Unseen{Documents: len(docs), Quarantined: len(in.Quarantined)}
	outlets, sides, origins, languages := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	for _, d := range docs {
		outlets[d.Outlet]++
		origins[x.Origins.Of(d.ID)]++
		languages[d.Language]++
		if _, _, ok := d.Published.Bounds(); !ok {
			u.Undated++
		}
	}
	for name, n := range outlets {
		side := ""
		if p := home(name); p != "" {
			side = who.Display(p)
		}
		sides[side] += n
	}
	u.Outlets, u.Sides, u.Origins, u.Languages = shares(outlets), shares(sides), shares(origins), shares(languages)
	for l, n := range in.Languages {
		if l != lang.English && n > 0 {
			u.NotRead = append(u.NotRead, Share{l, n})
		}
	}
	sortShares(u.NotRead)
	u.Gaps = x.gaps(docs)
	u.Words = u.words()
	return u
}

// home returns the state that an outlet is of, by its name. A language at the end
// of it is that of an edition: "Post English" need not be of England.
func home(outlet string) rapporteur.Party {
	outlet = strings.TrimSpace(outlet)
	if i := strings.LastIndex(outlet, " "); i >= 0 && isLanguage(outlet[i+1:]) {
		outlet = outlet[:i]
	}
	return who.Default().Side(outlet, "")
}

func shares(counts map[string]int) []Share {
	out := []Share{}
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		out = append(out, Share{name, counts[name]})
	}
	sortShares(out)
	return out
}

// sortShares puts most documents first, and what has no name last.
func sortShares(s []Share) {
	slices.SortFunc(s, func(a, b Share) int {
		if (a.Name == "") != (b.Name == "") {
			return cmp.Compare(b.Name, a.Name)
		}
		return cmp.Or(cmp.Compare(b.Documents, a.Documents), cmp.Compare(a.Name, b.Name))
	})
}

// gaps returns the stretches without a document, the last of which ends with the
// day that the page answers for. A document that is dated by the month or year
// fills all of it.
func (x *index) gaps(docs []link.Document) []Gap {
	type span struct{ from, to time.Time }
	var spans []span
	for _, d := range docs {
		if from, to, ok := d.Published.Bounds(); ok {
			spans = append(spans, span{from, to})
		}
	}
	if len(spans) == 0 {
		return nil
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Or(a.from.Compare(b.from), a.to.Compare(b.to)) })
	if now, ok := x.now(); ok {
		spans = append(spans, span{now, now})
	}
	var out []Gap
	end := spans[0].to
	for _, s := range spans[1:] {
		if days := int(s.from.Sub(end).Hours() / 24); days >= GapDays {
			from, err := rapporteur.DateOf(end)
			to, err2 := rapporteur.DateOf(s.from)
			if err == nil && err2 == nil {
				out = append(out, Gap{from, to, days})
			}
		}
		if s.to.After(end) {
			end = s.to
		}
	}
	return out
}

// words says in sentences what cannot be seen.
func (u *Unseen) words() []string {
	if u.Documents == 0 {
		return []string{"No document held speaks of these together: nothing can be seen."}
	}
	out := []string{
		fmt.Sprintf("Outlets: %s from %s; most are from %s.", count(u.Documents, "document"), count(named(u.Outlets), "outlet"), most(u.Outlets, u.Documents)),
		"Sides: " + listed(u.Sides, "outlets whose state is not known") + ". What the others would say is not seen.",
		fmt.Sprintf("Origins: they carry the reports of %s; most go back to %s.", count(len(u.Origins), "origin"), most(u.Origins, u.Documents)),
		"Languages: " + listed(inEnglish(u.Languages), "not known") + "; only English is read.",
	}
	if len(u.NotRead) > 0 {
		out = append(out, "Not read: documents held in other languages ("+listed(inEnglish(u.NotRead), "language not known")+"), whatever they speak of.")
	}
	for _, g := range u.Gaps {
		out = append(out, fmt.Sprintf("Gap: no document published between %s and %s (%d days).", g.From.Words(), g.To.Words(), g.Days))
	}
	if u.Undated > 0 {
		out = append(out, fmt.Sprintf("Undated: %s of unknown date, known only from the day of reading.", count(u.Undated, "document")))
	}
	if u.Quarantined > 0 {
		out = append(out, fmt.Sprintf("Set aside: %s could not be read.", count(u.Quarantined, "file")))
	}
	return append(out, "What was not published, or not by these outlets, is not seen: no public trace never means that nothing was done.")
}

// inEnglish gives shares of languages the names that people know them by.
func inEnglish(s []Share) []Share {
	out := slices.Clone(s)
	for i := range out {
		out[i].Name = LanguageName(out[i].Name)
	}
	return out
}

func named(s []Share) int {
	return len(slices.DeleteFunc(slices.Clone(s), func(s Share) bool { return s.Name == "" }))
}

// most names the two that have most documents: "Daily (12 of 20) and Herald (3 of 20)".
func most(s []Share, of int) string {
	var out []string
	for _, s := range s[:min(len(s), 2)] {
		if s.Name != "" {
			out = append(out, fmt.Sprintf("%s (%d of %d)", s.Name, s.Documents, of))
		}
	}
	if len(out) == 0 {
		return "outlets that are not named"
	}
	return inWords(out)
}

// listed lists shares: "Vietnam 12, Laos 3, not known 2".
func listed(s []Share, unknown string) string {
	var out []string
	for _, s := range s {
		out = append(out, fmt.Sprintf("%s %d", cmp.Or(s.Name, unknown), s.Documents))
	}
	return strings.Join(out, ", ")
}
