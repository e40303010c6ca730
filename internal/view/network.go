package view

import (
	"cmp"
	"slices"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/who"
)

// A Network is who is recorded with whom: with some parties, or at all.
type Network struct {
	Centre []Party `json:"centre,omitempty"` // empty for all that is held
	// From and AsOf bound when what a bond rests on became public; a zero From does not.
	// Documents without a publication date are left out if it does.
	From     rapporteur.Date `json:"from,omitzero"`
	AsOf     rapporteur.Date `json:"as_of"`
	AsOfText string          `json:"as_of_text"`
	Coverage Coverage        `json:"coverage"` // of the documents that speak of all at the centre, whatever From says
	Parties  []Knot          `json:"parties"`  // most records first; those at the centre are not among them
	Bonds    []Bond          `json:"bonds"`    // most records first
}

// A Knot is a party with what ties it to others.
type Knot struct {
	Party
	Records int `json:"records"` // that it shares with any of them
	Bonds   int `json:"bonds"`
}

// A Bond is what two parties are recorded to have in common. A record of three or
// more parties counts for each two of them.
type Bond struct {
	A           Party `json:"a"` // one at the centre, if there is any
	B           Party `json:"b"`
	Contacts    int   `json:"contacts"`
	Commitments int   `json:"commitments"`
	Agreements  int   `json:"agreements"`
	Mechanisms  int   `json:"mechanisms"`
	Documents   int   `json:"documents"`
	Origins     int   `json:"origins"`
	// First and Last are when the first and the last of the documents were published;
	// of those without a date nothing is known.
	First When `json:"first"`
	Last  When `json:"last"`
	// Latest are the records that were reported on last, the last first; at most LatestOfBond.
	Latest []Tied `json:"latest"`
}

// A Tied is a record that ties two parties, with its latest words.
type Tied struct {
	ID     rapporteur.RecordID `json:"id"`
	Kind   rapporteur.Kind     `json:"kind"`
	Title  string              `json:"title"`
	Source Source              `json:"source"`
}

// LatestOfBond is how many records a tie shows.
const LatestOfBond = 3

// Records returns the number of records that tie the two.
func (b Bond) Records() int { return b.Contacts + b.Commitments + b.Agreements + b.Mechanisms }

// A bonding is a bond while it is gathered.
type bonding struct {
	Bond
	docs, origins map[string]bool
	first, last   rapporteur.Date
	records       []lastWords
}

// lastWords are a record with the claim on it that was public last.
type lastWords struct {
	record *rapporteur.Record
	claim  *rapporteur.Claim
}

// NewNetwork returns what binds the parties to others and to each other, or
// everyone if there are none, that documents published on or after from tell of.
func NewNetwork(in Input, centre []rapporteur.Party, from rapporteur.Date) *Network {
	x := newIndex(in)
	n := &Network{From: from, AsOf: in.AsOf, AsOfText: asOf(in.AsOf), Parties: []Knot{}, Bonds: []Bond{}}
	n.Centre = parties(centre)
	n.Coverage = x.coverageOf(centre)
	central := func(p rapporteur.Party) bool { return slices.Contains(centre, p) }
	bonds := map[[2]rapporteur.Party]*bonding{}
	shared := map[rapporteur.Party]int{}
	for i := range x.Records {
		r := &x.Records[i]
		if x.records[r.ID] != r {
			continue
		}
		switch r.Kind {
		case rapporteur.KindInteraction, rapporteur.KindCommitment, rapporteur.KindInstrument, rapporteur.KindMechanism:
		default:
			continue
		}
		claims := x.publicSince(r, from)
		with := slices.Clone(r.Parties)
		slices.Sort(with)
		with = slices.Compact(with)
		if len(claims) == 0 || len(with) < 2 || len(centre) > 0 && !slices.ContainsFunc(with, central) {
			continue
		}
		for i, a := range with {
			if !central(a) {
				shared[a]++
			}
			for _, b := range with[i+1:] {
				switch {
				case len(centre) == 0 || central(a):
					x.bind(bonds, a, b, r, claims)
				case central(b):
					x.bind(bonds, b, a, r, claims)
				}
			}
		}
	}
	count := map[rapporteur.Party]int{}
	for _, t := range bonds {
		t.Documents, t.Origins, t.First, t.Last = len(t.docs), len(t.origins), when(t.first), when(t.last)
		t.Latest = x.latestOf(t.records)
		n.Bonds = append(n.Bonds, t.Bond)
		count[t.A.Code]++
		count[t.B.Code]++
	}
	slices.SortFunc(n.Bonds, func(a, b Bond) int {
		return cmp.Or(cmp.Compare(b.Records(), a.Records()), cmp.Compare(b.Origins, a.Origins),
			byName(a.A, b.A), byName(a.B, b.B))
	})
	for p, records := range shared {
		n.Parties = append(n.Parties, Knot{Party: party(p), Records: records, Bonds: count[p]})
	}
	slices.SortFunc(n.Parties, func(a, b Knot) int {
		return cmp.Or(cmp.Compare(b.Records, a.Records), byName(a.Party, b.Party))
	})
	return n
}

func byName(a, b Party) int {
	return cmp.Or(cmp.Compare(who.Fold(a.Name), who.Fold(b.Name)), cmp.Compare(a.Code, b.Code))
}

// publicSince returns the claims of a record in documents published on or after a day, in
// the order of publication; in all documents if the day is zero.
func (x *index) publicSince(r *rapporteur.Record, from rapporteur.Date) []*rapporteur.Claim {
	claims := slices.Clone(x.of(r.Claims))
	if !from.IsZero() {
		claims = slices.DeleteFunc(claims, func(c *rapporteur.Claim) bool {
			last := lastDay(x.docs[c.Doc].Published)
			return last == noDay || last < firstDay(from)
		})
	}
	slices.SortFunc(claims, x.datedLast)
	return claims
}

// datedLast orders claims by publication, those without a date first.
func (x *index) datedLast(a, b *rapporteur.Claim) int {
	_, _, known := x.docs[a.Doc].Published.Bounds()
	_, _, other := x.docs[b.Doc].Published.Bounds()
	switch {
	case known && !other:
		return 1
	case other && !known:
		return -1
	}
	return x.byPublication(a, b)
}

// bind adds a record to what ties two parties.
func (x *index) bind(bonds map[[2]rapporteur.Party]*bonding, a, b rapporteur.Party, r *rapporteur.Record, claims []*rapporteur.Claim) {
	t := bonds[[2]rapporteur.Party{a, b}]
	if t == nil {
		t = &bonding{Bond: Bond{A: party(a), B: party(b)}, docs: map[string]bool{}, origins: map[string]bool{}}
		bonds[[2]rapporteur.Party{a, b}] = t
	}
	switch r.Kind {
	case rapporteur.KindInteraction:
		t.Contacts++
	case rapporteur.KindCommitment:
		t.Commitments++
	case rapporteur.KindInstrument:
		t.Agreements++
	case rapporteur.KindMechanism:
		t.Mechanisms++
	}
	for _, c := range claims {
		t.docs[string(c.Doc)], t.origins[x.Origins.Of(c.Doc)] = true, true
		d := x.docs[c.Doc].Published
		if _, _, known := d.Bounds(); !known {
			continue
		}
		if t.first.IsZero() || firstDay(d) < firstDay(t.first) {
			t.first = d
		}
		if t.last.IsZero() || lastDay(d) > lastDay(t.last) {
			t.last = d
		}
	}
	t.records = append(t.records, lastWords{r, claims[len(claims)-1]})
}

// latestOf returns the records that were reported on last; what is known only
// from undated documents comes after all others.
func (x *index) latestOf(records []lastWords) []Tied {
	slices.SortFunc(records, func(a, b lastWords) int {
		return cmp.Or(x.datedLast(b.claim, a.claim), cmp.Compare(a.record.ID, b.record.ID))
	})
	out := []Tied{}
	for _, l := range records[:min(len(records), LatestOfBond)] {
		out = append(out, Tied{ID: l.record.ID, Kind: l.record.Kind, Title: l.record.Title, Source: x.source(l.claim, l.record.Reasons[l.claim.ID])})
	}
	return out
}
