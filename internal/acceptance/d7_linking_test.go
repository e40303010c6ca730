package acceptance_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/view"
)

const (
	staffTalks = "2025-03-05-vns-peacekeeping-force"
	relay      = "2025-03-XX-xalq-enhance-defence"
	commentOf  = "outlet: The Review\npublished: 2025-03-05\nregister: analysis"
)

// 3. A report that has a pledge said at other talks is set against the first, and
// makes no second pledge. A report that tells what was not disclosed answers the
// question and makes the pledge partly disclosed.
func TestD7_03(t *testing.T) {
	pledge := func(l *library) view.Commitment {
		r := l.record(rapporteur.KindCommitment, "visit", "pledge to help Laos to form a peacekeeping force for the United Nations")
		if r == nil {
			t.Fatal("the pledge is not read")
		}
		for _, c := range view.NewBoard(l.pages(t, "2025-03-31"), view.BoardQuery{}).Commitments {
			if c.ID == r.ID {
				return c
			}
		}
		t.Fatal("the pledge is not on the board")
		return view.Commitment{}
	}
	visit := map[string]string{"visit": article(t, "staff-visit", commentOf)}
	l := reading(t, visit, staffTalks)
	if got := pledge(l); got.Disclosure != rapporteur.StatedUndisclosed {
		t.Errorf("the pledge is %q, want it stated as undisclosed", got.Disclosure)
	}
	const again = "the two sides agreed that Việt Nam will support the Lao People's Army in setting up"
	one := l.record(rapporteur.KindCommitment, "visit", "Vietnam's pledge to help") == l.record(rapporteur.KindCommitment, staffTalks, again)
	holds(t, "the two reports of the pledge are one undertaking", one)
	var at []string
	for _, d := range view.NewDossier(l.pages(t, "2025-03-31"), codes("VNM LAO")).Disagreements {
		if d.Field == view.FieldOccasion {
			for _, v := range d.Values {
				at = append(at, v.Value)
			}
		}
	}
	holds(t, "the Prime Minister's meeting and the talks of the staffs stand against each other: "+strings.Join(at, " | "), len(at) == 2)

	l = reading(t, visit, staffTalks, relay)
	if got := pledge(l); got.Disclosure != rapporteur.PartlyDisclosed {
		t.Errorf("the pledge is %q beside the relay, want it partly disclosed", got.Disclosure)
	}
	r := l.record(rapporteur.KindQuestion, "visit", "Whether this help with peacekeeping means instructors, equipment or advice was not disclosed")
	if r == nil {
		t.Fatal("the question is not read")
	}
	var docs []string
	for _, v := range r.Fields[link.FieldAnswer] {
		for _, id := range v.Claims {
			docs = append(docs, l.names[l.claims[id].Doc])
			if r.Reasons[id] == "" {
				t.Errorf("no reason why %q answers it", v.Value)
			}
		}
	}
	if !slices.Contains(docs, relay) {
		t.Errorf("answered by %v, want the relay of the agency among them", docs)
	}
}

// 4. Two prints of an agency's story are one origin, and neither are copies on
// other hosts more. A site that passes on a fuller report adds areas, and is no
// word of another party.
func TestD7_04(t *testing.T) {
	l := whole(t)
	of := func(doc string) string { return l.in.Origins.Of(l.docs[doc].ID) }
	for _, pair := range [][2]string{
		{"2024-03-20-vna-fourth-dialogue", "2024-03-20-vns-fourth-dialogue"},
		{"2021-05-06-vietnamplus-online-talks", "2021-05-06-vnpbeta-online-talks-mirror"},
		{"2025-01-10-vns-peacekeeping-capacity", "2025-01-09-ufabetindo-peacekeeping-capacity"},
		{staffTalks, relay},
	} {
		if of(pair[0]) != of(pair[1]) {
			t.Errorf("%s is of %s and %s of %s, want one origin", pair[0], of(pair[0]), pair[1], of(pair[1]))
		}
	}
	if of("2023-03-24-moit-third-dialogue-xamneua") == of("2023-03-XX-vnafr-third-dialogue-vientiane") {
		t.Error("a ministry's portal and the agency are one origin, want two")
	}

	prints := []string{"2024-03-20-vna-fourth-dialogue", "2024-03-20-vns-fourth-dialogue"}
	fourth := func(l *library) (view.Meeting, map[string]bool) {
		d := view.NewDossier(l.pages(t, "2024-03-31"), codes("VNM LAO"))
		areas := map[string]bool{}
		for _, g := range d.Commitments {
			for _, c := range g.Commitments {
				for _, a := range c.Areas {
					areas[a] = true
				}
			}
		}
		i := slices.IndexFunc(d.Meetings, func(m view.Meeting) bool { return m.Edition.Text == "4" })
		if i < 0 {
			t.Fatal("the fourth dialogue is not shown")
		}
		return d.Meetings[i], areas
	}
	before, had := fourth(reading(t, nil, prints...))
	after, has := fourth(reading(t, map[string]string{"fuller": article(t, "fourth-dialogue-republished", "")}, prints...))
	if before.Evidence.Origins != 1 || len(after.Evidence.Sources) <= len(before.Evidence.Sources) {
		t.Errorf("%d origins and %d sources, then %d sources; want one origin, and the fuller report joined to it", before.Evidence.Origins, len(before.Evidence.Sources), len(after.Evidence.Sources))
	}
	for _, want := range []rapporteur.Area{rapporteur.AreaLogistics, rapporteur.AreaIndustry} {
		if had[string(want)] || !has[string(want)] {
			t.Errorf("%s is among the areas before: %v, after: %v; want it added", want, had[string(want)], has[string(want)])
		}
	}
	holds(t, "no independent party confirms the dialogue", after.Evidence.Information != rapporteur.Confirmed)
}

// 5. The page of a series shows each edition as what it is: held, missing, held at
// a place that is disputed, announced without a trace since. The calendar has the
// announced one as tentative, and neither says that it was or was not held.
func TestD7_05(t *testing.T) {
	const today = "2026-11-21"
	l := whole(t)
	d := l.dossier(t, today, "VNM", "LAO")
	i := slices.IndexFunc(d.Mechanisms, func(m view.Mechanism) bool {
		return strings.Contains(strings.ToLower(m.Name), "policy dialogue") && len(m.Editions) > 4
	})
	if i < 0 {
		t.Fatal("no record of the policy dialogue")
	}
	byNumber := map[int]view.Edition{}
	for _, e := range d.Mechanisms[i].Editions {
		if e.Number > 0 {
			byNumber[e.Number] = e
		}
	}
	for n, want := range map[int]view.EditionState{1: view.EditionHeld, 2: view.EditionMissing, 3: view.EditionHeld, 4: view.EditionHeld, 5: view.EditionHeld, 6: view.EditionAnnounced} {
		if byNumber[n].State != want {
			t.Errorf("edition %d is %s, want %s", n, byNumber[n].State, want)
		}
	}
	if len(byNumber[3].Place.Rivals) == 0 {
		t.Error("the third has one place, want two")
	}
	if e := byNumber[6]; !strings.Contains(e.Words, "announced") || !strings.Contains(e.Words, "no public trace as of 21 November 2026") || len(e.Anchors) == 0 {
		t.Errorf("edition 6: %q by %v; want it announced, without public trace as of the day, and by whom", e.Words, e.Anchors)
	}
	var ics bytes.Buffer
	if err := view.WriteICS(&ics, view.NewCalendar(l.pages(t, today), codes("VNM LAO"))); err != nil {
		t.Fatal(err)
	}
	found := false
	for _, event := range strings.Split(strings.ReplaceAll(ics.String(), "\r\n ", ""), "BEGIN:VEVENT")[1:] {
		if !strings.Contains(event, "edition 6") {
			continue
		}
		found = true
		for _, want := range []string{"STATUS:TENTATIVE", "announced", "no public trace as of 21 November 2026", "intervals of", "prepare for", "Nothing here says that it was or was not held"} {
			if !strings.Contains(event, want) {
				t.Errorf("the sixth in the calendar does not have %q:\n%s", want, event)
			}
		}
	}
	if !found {
		t.Errorf("the sixth is not in the calendar:\n%s", ics.String())
	}
}

// 8. A pledge stands as it did by the day asked for. The difference of two days
// lists all that came out between them and nothing else, with its words.
func TestD7_08(t *testing.T) {
	l, err := read(func(name string) bool {
		return strings.HasPrefix(name, "2025-01") || strings.HasPrefix(name, "2025-03")
	})
	if err != nil {
		t.Fatal(err)
	}
	const words = "the two sides agreed that Việt Nam will support the Lao People's Army in setting up"
	const from, to = "2025-03-06", "2025-04-01"
	course := func(day string) (link.Course, *rapporteur.Record) {
		in := l.in.AsOf(date(t, day))
		then := &library{in: in, docs: l.docs, names: l.names, claims: l.claims, records: link.Build(in)}
		r := then.record(rapporteur.KindCommitment, staffTalks, words)
		if r == nil {
			t.Fatalf("the pledge is not known as of %s", day)
		}
		return link.Courses(in, then.records)[r.ID], r
	}
	before, _ := course(from)
	after, thread := course(to)
	if before.Standing == link.StandingUnderWay || after.Standing != link.StandingUnderWay {
		t.Errorf("%s, then %s; want it under way only then", before.Standing, after.Standing)
	}
	var acts []string
	for _, m := range after.Moves {
		if m.What == link.MoveActivity {
			acts = append(acts, l.names[l.claims[m.Claim].Doc])
		}
	}
	if len(acts) != 1 || !strings.HasPrefix(acts[0], "2025-03-31-") {
		t.Errorf("moved by %v, want the session alone", acts)
	}

	d := view.NewDiff(view.Input{Input: l.in}, codes("VNM LAO"), date(t, from), date(t, to))
	shown, moved := map[rapporteur.ClaimID]bool{}, false
	for _, ch := range d.Changes {
		for _, s := range ch.Sources {
			shown[s.Claim] = true
			if day := l.docs[l.names[s.Doc]].Published; s.Quote == "" || !strings.Contains(l.docs[l.names[s.Doc]].Text.String(), s.Quote) || !fresh(t, day, from, to) {
				t.Errorf("%s of %s: %q", ch.What, day, s.Quote)
			}
		}
		moved = moved || ch.What == view.StandingChanged && ch.Record == thread.ID && ch.Is == string(link.StandingUnderWay)
	}
	if !moved {
		t.Error("the difference does not say that the pledge is under way now")
	}
	for _, c := range l.in.Claims {
		if c.Kind != rapporteur.KindTenure && slices.Contains(c.Parties, "VNM") && slices.Contains(c.Parties, "LAO") && fresh(t, l.docs[l.names[c.Doc]].Published, from, to) && !shown[c.ID] {
			t.Errorf("the difference leaves out the %s %q", c.Kind, c.Quote.Exact())
		}
	}
}

// fresh reports whether a day is after the one and not after the other.
func fresh(t *testing.T, day rapporteur.Date, from, to string) bool {
	t.Helper()
	_, last, ok := day.Bounds()
	_, first, _ := date(t, from).Bounds()
	_, end, _ := date(t, to).Bounds()
	return ok && last.After(first) && !last.After(end)
}

// 12. Three spellings of a name are one person with dated offices, by links that
// say why; a person can part them, and take that back.
func TestD7_12(t *testing.T) {
	l := whole(t)
	spellings := []string{"Khamlieng Outhakaysone", "Khăm-liêng Ụ-thạ-cay-sỏn", "Khamlieng Outhakaisone"}
	r := holder(l.records, "Khamliang Outhakaysone")
	if r == nil {
		t.Fatal("no record of the person")
	}
	for n, id := range r.Claims {
		if n > 0 && r.Reasons[id] == "" {
			t.Errorf("no reason why %s is the same person", l.claims[id].Tenure.Person.Name)
		}
	}
	dated := 0
	for _, o := range r.Fields[link.FieldOffice] {
		if slices.ContainsFunc(o.Claims, func(id rapporteur.ClaimID) bool { return !l.docs[l.names[l.claims[id].Doc]].Published.IsZero() }) {
			dated++
		}
	}
	if dated < 2 {
		t.Errorf("%d offices with a day on which they were held, want 2 at least", dated)
	}
	for _, want := range spellings {
		if !slices.Contains(namesOf(r), want) {
			t.Errorf("%s is not among %v", want, namesOf(r))
		}
	}
	if k := holder(l.records, "Saichay Kommasith"); k != nil && slices.ContainsFunc(namesOf(k), func(n string) bool { return strings.HasPrefix(n, "Sal") }) {
		t.Errorf("a name of another person is held to be Saichay Kommasith: %v", namesOf(k))
	}

	const apart = "Khăm-liêng Ụ-thạ-cay-sỏn"
	split := link.Decided{Verb: rapporteur.Split, Kind: rapporteur.KindTenure, Claims: r.Claims[:1:1], Why: "A. Reader: not shown to be one"}
	for _, id := range r.Claims[1:] {
		if l.claims[id].Tenure.Person.Name == apart {
			split.Claims = append(split.Claims, id)
		}
	}
	if len(split.Claims) < 2 {
		t.Fatalf("no claim names %s", apart)
	}
	in := l.in
	in.Decided = []link.Decided{split}
	parted := link.Build(in)
	if got := namesOf(holder(parted, "Khamliang Outhakaysone")); slices.Contains(got, apart) || holder(parted, apart) == nil {
		t.Errorf("parted by a person, but still one: %v", got)
	}
	in.Decided = nil
	if got := namesOf(holder(link.Build(in), "Khamliang Outhakaysone")); !slices.Contains(got, apart) {
		t.Errorf("the decision was taken back, but they are still apart: %v", got)
	}
}

// holder returns the record of a person of a name.
func holder(records []rapporteur.Record, name string) *rapporteur.Record {
	for i := range records {
		if r := &records[i]; r.Kind == rapporteur.KindTenure && slices.Contains(namesOf(r), name) {
			return r
		}
	}
	return nil
}

func namesOf(r *rapporteur.Record) (names []string) {
	if r != nil {
		for _, v := range r.Fields[link.FieldName] {
			names = append(names, v.Value)
		}
	}
	return names
}
