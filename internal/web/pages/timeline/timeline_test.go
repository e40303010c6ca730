package timeline

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
)

func date(t testing.TB, s string) rapporteur.Date {
	t.Helper()
	if s == "" {
		return rapporteur.Date{}
	}
	d, err := rapporteur.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func point(t testing.TB, day string, form view.Form) view.Point {
	d := date(t, day)
	return view.Point{When: view.When{Date: d, Words: d.Words()}, What: "held", Certainty: view.Certainty{Form: form, Word: "certain"},
		Anchor: &view.Anchor{Claim: "c1", Doc: "d1"}, Quote: "They met.", SaidBy: "The Herald"}
}

// talks is a timeline with one of everything.
func talks(t testing.TB) *view.Timeline {
	ghost := point(t, "", view.Dashed)
	ghost.Near, ghost.Anchor, ghost.Quote = date(t, "2021-05"), nil, ""
	ghost.When.Words, ghost.What, ghost.Certainty.Word = "date not known", "missing", "missing"
	return &view.Timeline{AsOf: date(t, "2025-06-01"), Lanes: []view.Lane{
		{Kind: rapporteur.KindInteraction, Name: "Other contacts", Tracks: []view.Track{
			{Kind: rapporteur.KindInteraction, Record: "e1", Title: "Meeting in Hanoi", Points: []view.Point{point(t, "2020-03-05", view.Solid)}},
			{Kind: rapporteur.KindInteraction, Record: "e2", Title: "Visit", Points: []view.Point{point(t, "2024", view.Bracketed)}},
			{Kind: rapporteur.KindInteraction, Record: "e3", Title: "Call", Points: []view.Point{point(t, "XXXX-03-05", view.Solid)}},
		}},
		{Kind: rapporteur.KindMechanism, Name: "Dialogue", Record: "m1", Tracks: []view.Track{
			{Kind: rapporteur.KindInteraction, Record: "e4", Title: "Dialogue", Number: 1, State: view.EditionHeld, Points: []view.Point{point(t, "2019-07-25", view.Solid)}},
			{Kind: rapporteur.KindMechanism, Record: "m1", Title: "Dialogue", Number: 2, State: view.EditionMissing, Points: []view.Point{ghost}},
		}},
		{Kind: rapporteur.KindInstrument, Name: "Agreements", Tracks: []view.Track{
			{Kind: rapporteur.KindInstrument, Record: "i1", Title: "Protocol", Points: []view.Point{point(t, "2019-12-01", view.Solid)},
				Stretch: &view.Stretch{From: date(t, "2020"), To: date(t, "2024"), Basis: view.StretchPeriod}},
		}},
		{Kind: rapporteur.KindCommitment, Name: "Undertakings", Tracks: []view.Track{
			{Kind: rapporteur.KindCommitment, Record: "k1", Title: "to train", Points: []view.Point{point(t, "2024-05-01", view.Solid), point(t, "2024-05-03", view.Solid), point(t, "2025-03-06", view.Solid)},
				Stretch: &view.Stretch{From: date(t, "2024-05-01"), To: date(t, "2025-03-06"), Basis: view.StretchLife}},
		}},
	}}
}

// inShort writes a picture, a lane a paragraph: places in whole days.
func inShort(p *Picture) string {
	day := func(d float64) string { return time.Unix(int64(d*86400), 0).UTC().Format(time.DateOnly) }
	var b strings.Builder
	fmt.Fprintf(&b, "%s to %s; left %d, before %d, after %d, undated %d\n", p.From(), p.To(), p.Left, p.Before, p.After, p.Undated)
	for _, l := range p.Lanes {
		fmt.Fprintf(&b, "%s\n", l.Name)
		for _, r := range l.Bars {
			fmt.Fprintf(&b, "  bar %s %s to %s\n", r.Style, day(r.From), day(r.To))
		}
		for _, m := range l.Marks {
			fmt.Fprintf(&b, "  %s %s %s %s| %s\n", m.Symbol(), m.Form, day(m.day()), m.Label, strings.Join(m.Lines, " / "))
		}
	}
	return b.String()
}

func TestDraw(t *testing.T) {
	const want = `2019-01-01 to 2025-12-31; left 1, before 0, after 0, undated 1
Other contacts
  bar vague 2024-01-01 to 2025-01-01
  disc solid 2020-03-05 | Meeting in Hanoi / held, 5 March 2020: certain / “They met.” · The Herald
  disc-small bracketed 2024-07-02 | Visit / held, 2024: certain / “They met.” · The Herald
Dialogue
  bar vague 2021-05-01 to 2021-06-01
  numbered solid 2019-07-25 1| Dialogue, no. 1 / held, 25 July 2019: certain / “They met.” · The Herald
  numbered dashed 2021-05-16 2| Dialogue, no. 2 / missing, date not known
Agreements
  bar period 2020-01-01 to 2025-01-01
  diamond solid 2019-12-01 | Protocol / held, 1 December 2019: certain / “They met.” · The Herald
Undertakings
  bar life 2024-05-01 to 2025-03-07
  square solid 2024-05-01 | to train / held, 1 May 2024: certain / “They met.” · The Herald / also held, 3 May 2024: certain
  square solid 2025-03-06 | to train / held, 6 March 2025: certain / “They met.” · The Herald
`
	got := Draw(talks(t), nil, "")
	if d := cmp.Diff(want, inShort(got)); d != "" {
		t.Errorf("picture (-want +got):\n%s", d)
	}
	if !got.IsToday || got.Today != got.at(got.TodayDay) {
		t.Error("the day of the page is not in its place")
	}
}

// A span draws what is in it, marks what lasts from before, and says how much
// lies outside.
func TestDrawSpan(t *testing.T) {
	v := talks(t)
	v.From, v.To = date(t, "2024-05-02"), date(t, "2024-12-31")
	const want = `2024-05-02 to 2024-12-31; left 1, before 5, after 1, undated 1
Other contacts
  bar vague 2024-01-01 to 2025-01-01
  disc-small bracketed 2024-07-02 | Visit / held, 2024: certain / “They met.” · The Herald
Agreements
  bar period 2020-01-01 to 2025-01-01
  since solid 2020-01-01 | Protocol / held, 1 December 2019: certain / “They met.” · The Herald / since before this span
Undertakings
  bar life 2024-05-01 to 2025-03-07
  since solid 2024-05-01 | to train / held, 1 May 2024: certain / “They met.” · The Herald / since before this span / also held, 3 May 2024: certain
`
	if d := cmp.Diff(want, inShort(Draw(v, nil, ""))); d != "" {
		t.Errorf("picture (-want +got):\n%s", d)
	}
}

// A kind shows its lanes; contacts stand also in the lanes of mechanisms.
func TestDrawKind(t *testing.T) {
	for kind, want := range map[rapporteur.Kind]int{rapporteur.KindInteraction: 2, rapporteur.KindMechanism: 1, rapporteur.KindInstrument: 1, rapporteur.KindCommitment: 1, rapporteur.KindQuestion: 0} {
		if got := len(Draw(talks(t), nil, kind).Lanes); got != want {
			t.Errorf("%s: %d lanes, want %d", kind, got, want)
		}
	}
	if p := Draw(&view.Timeline{}, nil, ""); p.Dated() || len(p.Lanes) > 0 {
		t.Error("nothing has a picture")
	}
}

// crowd returns n undertakings at random over twelve years.
func crowd(t testing.TB, n int) *view.Timeline {
	r := rand.New(rand.NewPCG(1, 2))
	v := &view.Timeline{AsOf: date(t, "2026-01-01"), Lanes: []view.Lane{{Kind: rapporteur.KindCommitment, Name: "Undertakings"}}}
	for i := range n {
		first := r.IntN(4000)
		var points []view.Point
		for j := range 1 + r.IntN(3) {
			points = append(points, point(t, time.Date(2014, 1, 1+first+j*r.IntN(300), 0, 0, 0, 0, time.UTC).Format(time.DateOnly), view.Solid))
		}
		tr := view.Track{Kind: rapporteur.KindCommitment, Record: rapporteur.RecordID(fmt.Sprint("k", i)), Title: "to train officers", Points: points}
		if last := points[len(points)-1].When.Date; len(points) > 1 {
			tr.Stretch = &view.Stretch{From: points[0].When.Date, To: last, Basis: view.StretchLife}
		}
		v.Lanes[0].Tracks = append(v.Lanes[0].Tracks, tr)
	}
	return v
}

// However many things there are, marks do not lie on one another, each thing has
// a mark or is counted in one, and the picture stays small.
func TestManyMarks(t *testing.T) {
	for _, n := range []int{1, 40, 400, 10_000} {
		p := Draw(crowd(t, n), nil, "")
		l := p.Lanes[0]
		rows := map[int][]Percent{}
		counted, records := 0, map[rapporteur.RecordID]bool{}
		for _, m := range l.Marks {
			if m.Shape == Count {
				var k int
				if _, err := fmt.Sscanf(m.Label, "+%d", &k); err != nil {
					t.Fatal(err)
				}
				counted += k
				continue
			}
			records[m.Record] = true
			rows[m.Y] = append(rows[m.Y], m.X)
		}
		if counted != l.Left || counted+len(records)+p.outside(t, n, records) != n {
			t.Errorf("%d things: %d have marks, %d are counted, %d are said to be left out", n, len(records), counted, l.Left)
		}
		for y, xs := range rows {
			slices.Sort(xs)
			for i := 1; i < len(xs); i++ {
				if xs[i]-xs[i-1] < markWidth*2/3-0.001 {
					t.Errorf("%d things: two marks of row %d are %.2f apart", n, y, float64(xs[i]-xs[i-1]))
				}
			}
		}
		if len(l.Marks) > 1500 || l.Height > 400 {
			t.Errorf("%d things: %d marks in a lane %d high", n, len(l.Marks), l.Height)
		}
	}
}

// outside counts the things of a crowd that the picture's span leaves out.
func (p *Picture) outside(t testing.TB, n int, drawn map[rapporteur.RecordID]bool) (out int) {
	for _, tr := range crowd(t, n).Lanes[0].Tracks {
		in := false
		for _, pt := range tr.Points {
			from, to, _ := pt.At()
			in = in || p.holds(from, to)
		}
		if !in && !drawn[tr.Record] {
			out++
		}
	}
	return out
}

// The span of a count leads to a picture of all that it counts.
func TestCountsLeadToTheirThings(t *testing.T) {
	v := crowd(t, 400)
	for range 12 {
		p := Draw(v, nil, "")
		i := slices.IndexFunc(p.Lanes[0].Marks, func(m Mark) bool { return m.Shape == Count })
		if i < 0 {
			return
		}
		s := p.Lanes[0].Marks[i].Span
		if s.days() >= p.days() {
			t.Fatalf("a count of %s to %s leads to %s to %s", p.From(), p.To(), s.From(), s.To())
		}
		v.From, v.To = date(t, s.From()), date(t, s.To())
	}
	t.Error("twelve steps do not lead to a picture without counts")
}

// Ticks stand in the picture, in order, and not more than there is room for.
func TestTicks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := time.Date(rapid.IntRange(1, 2400).Draw(t, "year"), 1, rapid.IntRange(1, 366).Draw(t, "day"), 0, 0, 0, 0, time.UTC)
		s := Span{first, first.AddDate(0, 0, rapid.IntRange(0, 400_000).Draw(t, "days"))}
		ticks := s.ticks()
		if len(ticks) > mostTicks || len(ticks) == 0 && s.days() > 800_000 {
			t.Errorf("%d ticks from %s to %s", len(ticks), s.From(), s.To())
		}
		for i, k := range ticks {
			if k.X < left || k.X > right || i > 0 && k.X <= ticks[i-1].X {
				t.Errorf("tick %s is at %s", k.Words, k.X)
			}
		}
	})
	s := Span{time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2025, 6, 30, 0, 0, 0, 0, time.UTC)}
	var words []string
	for _, k := range s.ticks() {
		words = append(words, k.Words)
	}
	if d := cmp.Diff([]string{"Jan 2025", "Feb 2025", "Mar 2025", "Apr 2025", "May 2025", "Jun 2025"}, words); d != "" {
		t.Errorf("ticks of half a year (-want +got):\n%s", d)
	}
}

// Every dated entry is in a pile, and the highest pile is as high as there is room.
func TestPiles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		years := rapid.IntRange(1, 300).Draw(t, "years")
		all := Span{time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(1899+years, 12, 31, 0, 0, 0, 0, time.UTC)}
		var entries []view.Moment
		for range rapid.IntRange(1, 30).Draw(t, "entries") {
			d, err := rapporteur.DateOf(all.First.AddDate(0, 0, rapid.IntRange(0, all.days()-1).Draw(t, "day")))
			if err != nil {
				t.Fatal(err)
			}
			entries = append(entries, view.Moment{When: view.When{Date: d}})
		}
		n, highest := 0, 0
		for _, p := range piles(entries, all) {
			n += p.Count
			highest = max(highest, p.Height)
		}
		if n != len(entries) || highest != pileHeight {
			t.Errorf("%d entries over %d years: %d in piles, the highest of %d", len(entries), years, n, highest)
		}
	})
}

func TestMoves(t *testing.T) {
	p := &Picture{Span: Span{time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2025, 1, 8, 0, 0, 0, 0, time.UTC)}}
	got := map[string]string{}
	for _, m := range p.Moves() {
		got[m.Name] = m.Span.From() + " " + m.Span.To()
	}
	want := map[string]string{"earlier": "2024-12-28 2025-01-04", "later": "2025-01-05 2025-01-12", "closer": "2025-01-03 2025-01-06", "wider": "2024-12-28 2025-01-12"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("moves (-want +got):\n%s", d)
	}
}
