package web

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"slices"
	"strings"
	"testing"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
	"example.org/rapporteur/internal/web/pages/dossier"
)

// crowded makes of each entry of a dossier n, of which each says very much.
func crowded(t *testing.T, n int) *shelf {
	s := normalShelf(t)
	d := s.dossier
	long := strings.Repeat("and so on at great length ", 200)
	m, f, a, c, q, o := d.Meetings[0], d.Mechanisms[0], d.Agreements[0], d.Commitments[0].Commitments[0], d.Questions[0], d.Assessments[0]
	g, p := d.Disagreements[0], d.People[0].People[0]
	source := m.Evidence.Sources[0]
	source.Quote = long
	members := slices.Repeat(both, 90)
	m.Parties, f.Parties, a.Parties, c.By, c.To = members, members, members, members, members
	m.Participants = slices.Repeat(m.Participants, 90)
	m.Place.Rivals = slices.Repeat(m.Place.Rivals, 90)
	f.Editions = slices.Repeat(f.Editions, 40)
	g.Values = slices.Repeat(g.Values, 40)
	p.Offices = slices.Repeat(p.Offices, 40)
	a.History = slices.Repeat(a.History, 40)
	d.Meetings, d.Mechanisms, d.Agreements, d.Commitments[0].Commitments, d.Questions, d.Assessments, d.Disagreements = nil, nil, nil, nil, nil, nil, nil
	d.People[0].People, d.Lanes = nil, slices.Repeat(d.Lanes, 10)
	for i := range d.Lanes {
		d.Lanes[i].Tracks = slices.Repeat(d.Lanes[i].Tracks, n)
	}
	for i := range n {
		id := func(kind byte) rapporteur.RecordID { return rapporteur.RecordID(fmt.Sprintf("%c%016d", kind, i)) }
		m.ID, f.ID, a.ID, c.ID, q.ID, p.ID = id('e'), id('m'), id('i'), id('k'), id('q'), id('p')
		told := source
		told.Doc = rapporteur.DocID(fmt.Sprintf("d%016d", i))
		m.Evidence.Sources = []view.Source{told, source, source}
		c.Title, c.What, f.Name, a.Title, q.Quote, q.About, o.What, g.Title, p.Name = long, long, long, long, long, long, long, long, long
		d.Meetings, d.Mechanisms, d.Agreements, d.Questions = append(d.Meetings, m), append(d.Mechanisms, f), append(d.Agreements, a), append(d.Questions, q)
		d.Commitments[0].Commitments, d.Assessments, d.Disagreements = append(d.Commitments[0].Commitments, c), append(d.Assessments, o), append(d.Disagreements, g)
		d.People[0].People = append(d.People[0].People, p)
	}
	return s
}

// The page of a relation is as large with thousands of entries as with some dozens.
func TestDossierIsBounded(t *testing.T) {
	size := func(n int) (raw, sent int) {
		body := get(handler(t, crowded(t, n), ""), "/d/LAO-VNM").Body.Bytes()
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		if _, err := z.Write(body); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return len(body), b.Len()
	}
	few, _ := size(40)
	many, sent := size(2000)
	if many > few+few/10 || sent > 60_000 {
		t.Errorf("%d bytes with 40 entries of each kind, %d with 2000, %d of them sent", few, many, sent)
	}
}

// What the dossier leaves out of a kind that has no page elsewhere stands on parts
// of its own, each entry on one of them.
func TestWholeKinds(t *testing.T) {
	const n = 2*dossier.Piece + 1
	h := handler(t, crowded(t, n), "")
	for kind, want := range map[rapporteur.Kind]string{rapporteur.KindMechanism: `id="m0`, rapporteur.KindTenure: `id="p0`, rapporteur.KindAssessment: `class="entry"`} {
		if to := "/d/LAO-VNM?kind=" + string(kind); !strings.Contains(get(h, "/d/LAO-VNM").Body.String(), `href="`+to+`"`) {
			t.Errorf("the dossier does not lead to %s", to)
		}
		listed := 0
		for part := 1; part <= 3; part++ {
			body := get(h, fmt.Sprintf("/d/LAO-VNM?kind=%s&n=%d", kind, part)).Body.String()
			if part < 3 && !strings.Contains(body, fmt.Sprintf(`href="/d/LAO-VNM?kind=%s&amp;n=%d"`, kind, part+1)) {
				t.Errorf("part %d of %s does not lead to the next", part, kind)
			}
			main := body[strings.Index(body, "<main"):strings.Index(body, "</main>")]
			listed += strings.Count(main, want)
		}
		if listed != n {
			t.Errorf("%d of %d entries of %s are listed", listed, n, kind)
		}
	}
}

// An opinion among the latest reports is told in its words: what it is about may be
// what it doubts.
func TestLatelyOpinion(t *testing.T) {
	s := normalShelf(t)
	o := &s.dossier.Assessments[0]
	o.Source.Doc, o.What, o.Source.Quote = "d0000000000000099", "Laos will build a road", "It is unlikely that Laos will build a road"
	for _, r := range dossier.New(s.dossier).Lately {
		if r.Doc == o.Source.Doc {
			if len(r.News) != 1 || r.News[0].Title != o.Source.Quote {
				t.Errorf("it is told as %+v", r.News)
			}
			return
		}
	}
	t.Error("it is not told")
}
