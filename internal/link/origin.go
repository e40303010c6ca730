package link

import (
	"cmp"
	"hash/fnv"
	"iter"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/who"
)

// Origins says who first reported what each document tells. An origin is a news
// agency or an outlet: what it tells stays one voice, on however many addresses
// it is printed. The zero Origins takes each document for an origin of its own.
type Origins struct {
	of map[rapporteur.DocID]string
	// prints holds, for each of several documents that have nearly the same text, all
	// of them in order of their identities: one list for them together.
	prints map[rapporteur.DocID][]rapporteur.DocID
	sides  map[string]rapporteur.Party // by origin
}

// Side returns the state that an origin is of, empty if that is not known.
func (o Origins) Side(origin string) rapporteur.Party { return o.sides[origin] }

// Of returns the name of the origin of a document.
func (o Origins) Of(doc rapporteur.DocID) string {
	if name, ok := o.of[doc]; ok {
		return name
	}
	return string(doc)
}

// Copies returns the other documents that have nearly the same text, in order
// of their identities.
func (o Origins) Copies(doc rapporteur.DocID) []rapporteur.DocID {
	return slices.DeleteFunc(slices.Clone(o.prints[doc]), func(d rapporteur.DocID) bool { return d == doc })
}

// SamePrint reports whether two documents print one text: near-duplicates, or
// states of the page at one address.
func SamePrint(a, b Document, o Origins) bool {
	if a.URL != "" && a.URL == b.URL {
		return true
	}
	_, same := slices.BinarySearch(o.prints[a.ID], b.ID)
	return same && a.ID != b.ID
}

// Thresholds of near-duplicates, on shingles of shingleWords folded words. Copies
// of one wire story differ by their furniture and a few cuts; two reports of one
// event share names and formulas, which rarely run over five words.
const (
	shingleWords = 5
	// resemblance is the share of the shingles of two texts taken together that
	// both have (Jaccard), from which they are copies.
	resemblance = 0.5
	// containment is the share of the shingles of the shorter text that the longer
	// one has, from which it is a cut of that.
	containment = 0.8
	// sketchSize is how many of a text's smallest shingle hashes are kept. With it a
	// cut is known again in a page of up to some ten times its length.
	sketchSize = 128
	// minSketch is how many hashes two sketches must have in their common range to
	// be compared: below it a text is too short to be known again.
	minSketch = 12
	// furniture is in how many documents a shingle counts as part of the page
	// rather than of the story. It no longer brings texts together then.
	furniture = 50
)

// A Signature is what is kept of a document to tell its origin, a kilobyte or so.
type Signature struct {
	doc    rapporteur.DocID
	url    string // versions of one page have it in common
	public dayNumber
	source string           // the agency credited, else the outlet, else the host
	agency bool             // whether source is a credited agency
	side   rapporteur.Party // the state that the source is of, empty if not known
	sketch []uint64         // the smallest hashes of its shingles, sorted
	whole  bool             // the sketch holds every hash
}

// Sign returns the signature of a document, which must have its text.
func Sign(d Document) Signature {
	s := Signature{doc: d.ID, url: d.URL}
	_, s.public, _ = days(d.PublicBy())
	text := d.Text.String()
	for _, name := range []string{agencies().named(d.Outlet), agencies().credited(text)} {
		if name != "" {
			s.source, s.agency = name, true
			break
		}
	}
	if s.source == "" {
		s.source = ownSource(d)
	}
	s.side = sideOf(s.source, s.agency, d)
	s.sketch, s.whole = sketch(text)
	return s
}

// ownSource returns the name of the source of a document that credits no agency.
func ownSource(d Document) string {
	return cmp.Or(voice(d.Outlet), host(d.URL), string(d.ID))
}

// sideOf returns the state that the source of a document is of, empty if not known.
func sideOf(source string, agency bool, d Document) rapporteur.Party {
	if agency {
		return who.Default().Side(source, "")
	}
	return who.Default().Side(d.Outlet, d.URL)
}

// remark is a note in brackets behind the name of an outlet, and relay one that
// says whose report the outlet passes on.
var (
	remark = regexp.MustCompile(`\s*\(([^()]*)\)\s*$`)
	relay  = regexp.MustCompile(`^(?:digest of|translation of|copy of|mirror of|citing|after|from) (.+)$|^(.+) copy$`)
)

// voice returns the name of the outlet that speaks: without a remark behind it,
// or the one that it passes on.
func voice(outlet string) string {
	m := remark.FindStringSubmatch(outlet)
	if m == nil {
		return outlet
	}
	if r := relay.FindStringSubmatch(m[1]); r != nil {
		return r[1] + r[2]
	}
	return cmp.Or(strings.TrimSuffix(outlet, m[0]), outlet)
}

func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// sketch returns the smallest hashes of a text's shingles, and whether these are all.
func sketch(text string) (hashes []uint64, whole bool) {
	ws := words(text)
	seen := map[uint64]bool{}
	for i := 0; i+shingleWords <= len(ws); i++ {
		h := fnv.New64a()
		for _, w := range ws[i : i+shingleWords] {
			h.Write([]byte(w))
			h.Write([]byte{0})
		}
		seen[h.Sum64()] = true
	}
	hashes = sortedKeys(seen)
	if len(hashes) <= sketchSize {
		return hashes, true
	}
	return slices.Clone(hashes[:sketchSize]), false
}

// NewOrigins tells the origins of the documents that an iterator yields, which
// must have their texts. Each text is looked at once and not kept. It ends with
// the iterator's first error.
func NewOrigins(docs iter.Seq2[Document, error]) (Origins, error) {
	var all []Signature
	for d, err := range docs {
		if err != nil {
			return Origins{}, err
		}
		all = append(all, Sign(d))
	}
	return GroupOrigins(all), nil
}

// GroupOrigins tells origins from signatures. Near-duplicates have one origin:
// the agency that any of them credits, else the source of that published first.
// Versions of one page, however much was rewritten, are of one origin too, but no
// copies of each other.
func GroupOrigins(signatures []Signature) Origins {
	all := slices.Clone(signatures)
	slices.SortFunc(all, func(a, b Signature) int {
		return cmp.Or(cmp.Compare(a.public, b.public), cmp.Compare(a.doc, b.doc))
	})
	all = slices.CompactFunc(all, func(a, b Signature) bool { return a.doc == b.doc })
	sets := newSets(len(all))
	var met []meeting
	compare := func() {
		slices.SortFunc(met, meeting.compare)
		for _, m := range slices.Compact(met) {
			if sets.root(m.i) != sets.root(m.j) && nearDuplicate(all[m.i], all[m.j]) {
				sets.join(m.i, m.j)
			}
		}
		met = met[:0]
	}
	for ids := range sharing(all, sharingPart) {
		for n, i := range ids {
			for _, j := range ids[:n] {
				if met = append(met, meeting{j, i}); len(met) == meetings {
					compare()
				}
			}
		}
	}
	compare()
	members := map[int][]int{}
	for i := range all {
		members[sets.root(i)] = append(members[sets.root(i)], i)
	}
	o := Origins{of: make(map[rapporteur.DocID]string, len(all)), prints: map[rapporteur.DocID][]rapporteur.DocID{}, sides: map[string]rapporteur.Party{}}
	for _, group := range members {
		if len(group) < 2 {
			continue
		}
		prints := make([]rapporteur.DocID, len(group))
		for n, i := range group {
			prints[n] = all[i].doc
			o.prints[all[i].doc] = prints
		}
		slices.Sort(prints)
	}
	byURL := map[string]int{}
	for i, s := range all {
		if j, ok := byURL[s.url]; ok && s.url != "" {
			sets.join(i, j)
		}
		byURL[s.url] = i
	}
	clear(members)
	for i := range all {
		members[sets.root(i)] = append(members[sets.root(i)], i)
	}
	for _, root := range sortedKeys(members) { // in order, for the first tells the side
		group := members[root]
		first := all[group[0]]
		for _, i := range group {
			if all[i].agency {
				first = all[i]
				break
			}
		}
		name := first.source
		o.sides[name] = cmp.Or(o.sides[name], first.side)
		for _, i := range group {
			o.of[all[i].doc] = name
		}
	}
	return o
}

// meetings is how many pairs of texts are gathered before they are compared.
const meetings = 1 << 18

// A meeting is two texts with a shingle in common, by their places.
type meeting struct{ i, j int }

func (m meeting) compare(o meeting) int { return cmp.Or(cmp.Compare(m.i, o.i), cmp.Compare(m.j, o.j)) }

// sharingPart is about how many hashes are sorted at once: some tens of megabytes.
const sharingPart = 1 << 20

// sharing yields, for each hash that several sketches hold, the places of the first
// of these in order, which are the caller's until the next. It takes the hashes by
// parts of about size, for those of a large collection are far more than its documents.
func sharing(all []Signature, size int) iter.Seq[[]int] {
	return func(yield func([]int) bool) {
		type entry struct {
			hash uint64
			at   int
		}
		total := 0
		for _, s := range all {
			total += len(s.sketch)
		}
		parts := uint64(total/size + 1)
		var entries []entry
		var ids []int
		for part := range parts {
			entries = entries[:0]
			for i, s := range all {
				for _, h := range s.sketch {
					if h%parts == part {
						entries = append(entries, entry{h, i})
					}
				}
			}
			slices.SortFunc(entries, func(a, b entry) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.at, b.at)) })
			for rest := entries; len(rest) > 0; {
				n := 1
				for n < len(rest) && rest[n].hash == rest[0].hash {
					n++
				}
				ids = ids[:0]
				for _, e := range rest[:min(n, furniture)] {
					ids = append(ids, e.at)
				}
				if n > 1 && !yield(ids) {
					return
				}
				rest = rest[n:]
			}
		}
	}
}

// nearDuplicate compares two sketches in the range in which both hold all of
// their text's hashes, which is a fair sample of each.
func nearDuplicate(a, b Signature) bool {
	as, bs := within(a, b), within(b, a)
	few := min(len(as), len(bs))
	if few < minSketch {
		return false
	}
	both := 0
	for _, h := range as {
		if _, ok := slices.BinarySearch(bs, h); ok {
			both++
		}
	}
	return float64(both) >= containment*float64(few) || float64(both) >= resemblance*float64(len(as)+len(bs)-both)
}

// within returns the hashes of a that b would hold if it had them.
func within(a, b Signature) []uint64 {
	if b.whole || len(b.sketch) == 0 {
		return a.sketch
	}
	last := b.sketch[len(b.sketch)-1]
	n, _ := slices.BinarySearch(a.sketch, last+1)
	return a.sketch[:n]
}

// sets are disjoint sets of numbers, each named by its smallest.
type sets []int

func newSets(n int) sets {
	s := make(sets, n)
	for i := range s {
		s[i] = i
	}
	return s
}

func (s sets) root(i int) int {
	for s[i] != i {
		s[i] = s[s[i]]
		i = s[i]
	}
	return i
}

func (s sets) join(i, j int) {
	i, j = s.root(i), s.root(j)
	s[max(i, j)] = min(i, j)
}
