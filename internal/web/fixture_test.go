package web

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/source/diff"
	"example.org/rapporteur/internal/view"
)

// shelf is a set of finished read models.
type shelf struct {
	today   *view.Today
	dossier *view.Dossier
	reader  *view.Reader
	tree    *view.Sentence
	why     *view.ClaimPage
	texts   *view.Versions
	record  rapporteur.Record
	err     error // in place of all of them
	followed
}

func (s *shelf) Today(context.Context, rapporteur.Date) (*view.Today, error) { return s.today, s.err }

func (s *shelf) Dossier(context.Context, []rapporteur.Party, rapporteur.Date) (*view.Dossier, error) {
	return s.dossier, s.err
}

func (s *shelf) Reader(_ context.Context, id rapporteur.DocID) (*view.Reader, error) {
	if s.err == nil && id != s.reader.ID {
		return nil, ledger.ErrNotFound
	}
	return s.reader, s.err
}

func (s *shelf) Sentence(_ context.Context, id rapporteur.DocID, n int) (*view.Sentence, error) {
	if s.err == nil && (id != s.tree.Doc || n != s.tree.Number) {
		return nil, ledger.ErrNotFound
	}
	return s.tree, s.err
}

func (s *shelf) SentenceAt(_ context.Context, id rapporteur.DocID, at rapporteur.CodePoint) (int, error) {
	if s.err == nil && (id != s.tree.Doc || at < s.tree.Start || at >= s.tree.End) {
		return 0, ledger.ErrNotFound
	}
	return s.tree.Number, s.err
}

func (s *shelf) ClaimPage(_ context.Context, id rapporteur.ClaimID) (*view.ClaimPage, error) {
	if s.err == nil && id != s.why.Claim.Claim {
		return nil, ledger.ErrNotFound
	}
	return s.why, s.err
}

func (s *shelf) Versions(_ context.Context, id, with rapporteur.DocID) (*view.Versions, error) {
	if s.err == nil && id != s.texts.ID {
		return nil, ledger.ErrNotFound
	}
	return s.texts, s.err
}

func (s *shelf) Claim(_ context.Context, id rapporteur.ClaimID) (rapporteur.DocID, error) {
	for _, c := range s.reader.Claims {
		if c.Claim == id {
			return c.Doc, nil
		}
	}
	return "", ledger.ErrNotFound
}

func (s *shelf) Record(_ context.Context, id rapporteur.RecordID) (rapporteur.Record, error) {
	if id != s.record.ID {
		return rapporteur.Record{}, ledger.ErrNotFound
	}
	return s.record, nil
}

func (s *shelf) Arrived(_ context.Context, since rapporteur.Date) (*view.Arrived, error) {
	docs := []rapporteur.Document{{ID: s.reader.ID, Title: s.reader.Title, Outlet: s.reader.Outlet}}
	if s.reader.Title == "" {
		return view.NewArrived(since, nil, 0), s.err
	}
	return view.NewArrived(since, docs, 1), s.err
}

func date(t *testing.T, s string) rapporteur.Date {
	t.Helper()
	d, err := rapporteur.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func when(t *testing.T, s string, anchors ...view.Anchor) view.When {
	d := date(t, s)
	return view.When{Date: d, Words: d.Words(), Anchors: anchors}
}

// emptyShelf holds the read models of a ledger into which nothing was read.
func emptyShelf(t *testing.T) *shelf {
	asOf := date(t, "2025-06-01")
	return &shelf{
		today:    &view.Today{AsOf: asOf, AsOfText: "as of 1 June 2025", Coverage: view.Coverage{Words: "Based on no documents."}},
		dossier:  &view.Dossier{Parties: both, Title: "Laos and Vietnam", AsOf: asOf, AsOfText: "as of 1 June 2025", Coverage: view.Coverage{Words: "Based on no documents."}},
		reader:   &view.Reader{Heading: view.Heading{ID: "d0000000000000001", Published: view.When{Words: "date not known"}}},
		followed: nothingFollowed(t),
		why: &view.ClaimPage{Document: view.Heading{ID: "d0000000000000001", Language: "vi", Published: view.When{Words: "date not known"}},
			Claim: view.ReaderClaim{Anchor: view.Anchor{Claim: "c0000000000000001", Doc: "d0000000000000001"}, Quote: "Share"}},
		texts: &view.Versions{Heading: view.Heading{ID: "d0000000000000001"}, All: []view.PageVersion{{Heading: view.Heading{ID: "d0000000000000001"}}}},
		tree:  &view.Sentence{Doc: "d0000000000000001", Title: "untitled", Number: 2, Of: 2, End: 5, Text: "Share", Furniture: true, Tokens: []view.Token{{Number: 1, Word: "Share"}}},
	}
}

var (
	laos    = view.Party{Code: "LAO", Name: "Laos"}
	vietnam = view.Party{Code: "VNM", Name: "Vietnam"}
	both    = []view.Party{laos, vietnam}
)

// normalShelf holds one of everything that the pages can show.
func normalShelf(t *testing.T) *shelf {
	const doc = rapporteur.DocID("d0000000000000001")
	anchor := func(n int) view.Anchor {
		return view.Anchor{Claim: rapporteur.ClaimID(fmt.Sprintf("c%016d", n)), Doc: doc}
	}
	id := func(kind byte, n int) rapporteur.RecordID {
		return rapporteur.RecordID(fmt.Sprintf("%c%016d", kind, n))
	}
	certain := view.Certainty{Form: view.Solid, Word: "certain", Code: rapporteur.CTPlus}
	guess := view.Certainty{Form: view.Bracketed, Word: "relayed without commitment", Code: rapporteur.Uu}
	denied := view.Certainty{Form: view.Hollow, Word: "said not to be so", Code: rapporteur.CTMinus}
	announced := view.Certainty{Form: view.Dashed, Word: "announced", Code: rapporteur.CTPlus}
	source := func(n int, c view.Certainty) view.Source {
		return view.Source{
			Anchor: anchor(n), Outlet: "The Herald", Title: "Ministers meet", Published: when(t, "2025-03-06"), Origin: "The Herald",
			Quote: "The ministers met in Hanoi", SaidBy: "a spokesman, via The Herald", Certainty: c,
			Review: view.Review{Verdict: rapporteur.Reject, By: "A. Reader", Reason: "another meeting", Words: "rejected by A. Reader"}, Reason: "the same day and parties",
		}
	}
	evidence := func(n ...int) view.Evidence {
		e := view.Evidence{Documents: 1, Outlets: 1, Origins: 1, Last: when(t, "2025-03-06")}
		for _, n := range n {
			e.Sources = append(e.Sources, source(n, certain))
		}
		return e
	}
	fact := func(s string, n ...int) view.Fact {
		f := view.Fact{Text: s}
		for _, n := range n {
			f.Anchors = append(f.Anchors, anchor(n))
		}
		return f
	}
	field := func(s string, n ...int) view.Field {
		return view.Field{Fact: fact(s, n...), Rivals: []view.Fact{fact("Vientiane", 3)}}
	}
	coverage := view.Coverage{
		Documents: 3, Undated: 1, Outlets: []string{"The Herald", "The Courier"}, Origins: 2, Languages: []string{"en", "vi"},
		First: date(t, "2011"), Last: date(t, "2025-03-06"), LastRead: time.Date(2025, 6, 1, 8, 0, 0, 0, time.UTC), Claims: 5, Reviewed: 1,
		Words: "Based on 3 documents from 2 outlets (2 origins).",
	}
	person := view.Participant{Person: id('p', 1), Name: "A. Person", Rank: "General", Office: field("minister", 1), Country: &laos, Anchors: []view.Anchor{anchor(1)}}
	meeting := func(n int, day string, c view.Certainty) view.Meeting {
		return view.Meeting{
			ID: id('e', n), Type: rapporteur.Meeting, Title: "Meeting: Laos, Vietnam", When: when(t, day, anchor(1), anchor(2)), Place: field("Hanoi", 1), Parties: both,
			Participants: []view.Participant{person}, Areas: []string{"border security"}, Certainty: c, Evidence: evidence(1, 2),
			Derived: &view.Derived{Code: "no public trace", Words: "no public trace as of 1 June 2025", Basis: "announced for 2024"},
		}
	}
	mechanism := view.Mechanism{
		ID: id('m', 1), Name: "Border talks", Names: []view.Fact{fact("Border talks", 1), fact("talks on the border", 2)}, Parties: both,
		Cadence: fact("yearly, worked out from 3 editions"), Evidence: evidence(1),
		Editions: []view.Edition{
			{Number: 1, State: view.EditionHeld, Meeting: id('e', 1), When: when(t, "2023-03-01"), Place: field("Hanoi", 1)},
			{Number: 2, State: view.EditionMissing, When: view.When{Words: "date not stated"}, Words: "no public trace as of 1 June 2025"},
			{Number: 3, State: view.EditionHeld, Meeting: id('e', 2), When: when(t, "2025-03")},
			{Number: 4, State: view.EditionAnnounced, When: when(t, "2026"), Words: "announced for 2026"},
		},
	}
	period := when(t, "2025/2029")
	step := func(what, day string) view.Step {
		return view.Step{What: what, When: when(t, day), Said: true, Source: source(3, certain)}
	}
	agreement := view.Agreement{
		ID: id('i', 1), Title: "Plan for 2025–2029", Titles: []view.Fact{fact("Plan for 2025–2029", 1), fact("five-year plan", 2)}, Kind: rapporteur.Plan,
		Status: rapporteur.Signed, When: when(t, "2025-03-06"), Parties: both, Period: &period, Implements: field("the treaty", 1), Succeeds: field("the old plan", 2),
		History: []view.Step{step("proposed", "2024"), step("signed", "2025-03-06")}, Certainty: guess, Evidence: evidence(2),
	}
	commitment := view.Commitment{
		ID: id('k', 1), Title: "Laos will train 40 officers", Anchor: anchor(3), What: "train 40 officers", By: both[:1], To: both[1:], Areas: []string{"training and education", "peacekeeping"},
		Act: rapporteur.ActPledged, Stage: rapporteur.StagePledged, Due: when(t, "2027", anchor(3)), Amount: field("4 million", 3), Disclosure: rapporteur.PartlyDisclosed,
		Derived: view.Derived{Code: "not yet due", Words: "due in 2027", Basis: "its date"}, Certainty: announced, Evidence: evidence(3, 4),
		Steps: []view.Step{step("pledged", "2024-05-01"), step("restated", "2025-03-06")}, Restated: 1,
	}
	question := view.Question{
		ID: id('q', 1), About: "the cost", Type: rapporteur.Undisclosed, Parties: both, Areas: []string{"finance and aid"}, Stated: when(t, "2025-03-06"),
		By: "The Herald", Quote: "The cost was not disclosed", Anchor: anchor(4), Evidence: evidence(4),
	}
	answered := question
	answered.ID, answered.Answers = id('q', 2), []view.Source{source(5, certain)}
	heading := view.Heading{
		ID: doc, Title: "Ministers meet", Outlet: "The Herald", URL: "https://example.org/a?b=1&c=2", Language: "en", Register: "agency report",
		Published: when(t, "2025-03-06"), Origin: "The Herald", Claims: 5, Parties: both,
	}
	s := &shelf{record: rapporteur.Record{ID: id('e', 1), Kind: rapporteur.KindInteraction, Parties: []rapporteur.Party{"VNM", "LAO", "ASEAN"}}}
	s.today = &view.Today{
		AsOf: date(t, "2025-06-01"), AsOfText: "as of 1 June 2025", Coverage: coverage, Latest: []view.Heading{heading}, Questions: []view.Question{question}, Open: 9, Answered: 1, Of: 100_000,
		Relations:   []view.Relation{{Parties: both, Title: "Laos and Vietnam", Documents: 3, Origins: 2, Meetings: 1200, Commitments: 1, Latest: when(t, "2025-03-06")}},
		Quarantined: []view.Quarantined{{Source: "reports/broken.html", Reason: "no article in it", At: time.Date(2025, 6, 1, 8, 0, 0, 0, time.UTC)}},
	}
	s.dossier = &view.Dossier{
		Parties: both, Title: "Laos and Vietnam", AsOf: date(t, "2025-06-01"), AsOfText: "as of 1 June 2025", Coverage: coverage,
		Meetings:   []view.Meeting{meeting(1, "2025-03-06", certain), meeting(2, "2024", guess), meeting(3, "XXXX-03-05", announced), meeting(4, "2023-01-01", denied)},
		Mechanisms: []view.Mechanism{mechanism}, Agreements: []view.Agreement{agreement},
		Commitments: []view.CommitmentGroup{{Stage: rapporteur.StagePledged, Title: "Pledged", Commitments: []view.Commitment{commitment}}},
		Questions:   []view.Question{question, answered}, Assessments: []view.Assessment{{What: "doubt", By: "an analyst", Anonymous: true, Areas: []string{"other"}, Certainty: guess, Source: source(5, guess)}},
		People: []view.Officials{{Party: laos, People: []view.Person{{
			ID: id('p', 1), Name: "A. Person", Names: []view.Fact{fact("A. Person", 1)}, Ranks: []view.Fact{fact("General", 1)},
			Offices: []view.Office{{Title: "minister", Former: true, First: when(t, "2024"), Last: when(t, "2025"), Anchors: []view.Anchor{anchor(1), anchor(2)}, Claims: 2}},
			First:   when(t, "2024"), Last: when(t, "2025"), Unsure: true, Evidence: evidence(1),
		}}}, {Party: vietnam}},
		Disagreements: []view.Disagreement{{Record: id('e', 1), Kind: rapporteur.KindInteraction, Title: "Meeting", Parties: both, Field: "place", Rule: "the most precise", Values: []view.Rival{
			{Value: "Hanoi", Evidence: evidence(1)}, {Value: "Vientiane", Evidence: evidence(2)},
		}}},
	}
	late := commitment
	late.Derived = view.Derived{Code: "overdue", Words: "due by 31 December 2024; no public trace of delivery as of 1 June 2025", Basis: "the date set for it"}
	s.today.Due, s.today.DueNow, s.today.Overdue = []view.Commitment{late}, 1, 8
	s.today.Contested, s.today.Disputes = s.dossier.Disagreements, 7
	s.dossier.Lanes = lanesOf(t, source(1, certain))
	claim := func(n int, kind rapporteur.Kind, start, end rapporteur.CodePoint) view.ReaderClaim {
		return view.ReaderClaim{
			Anchor: anchor(n), Kind: kind, Title: "Meeting of Laos and Vietnam", Quote: "The ministers met in Hanoi", Start: start, End: end, Parties: both,
			Values:    []view.NamedValue{{Name: "date", Value: "6 March 2025", Note: "from the publication date"}},
			Certainty: certain, Mode: rapporteur.ModeCurrent, SaidBy: "The Herald", Unsure: []string{"place", "parties"}, Engine: "plain 1", Rule: "interaction/met",
			Why: []rapporteur.Cue{{Start: 14, End: 17, Text: "met", Effect: "trigger"}}, Review: view.Review{Words: "machine, unreviewed", Reason: "none"},
			Records: []view.RecordRef{{ID: id('e', 1), Kind: kind, Title: "Meeting", Parties: both}},
		}
	}
	s.reader = &view.Reader{
		Heading: heading, PublishedBasis: "told by the page", Hash: "00ff", SameOrigin: []view.Heading{heading},
		Captured: []view.Arrival{{At: time.Date(2025, 6, 1, 8, 0, 0, 0, time.UTC), Source: "reports/a.html", Blob: "11ff"}},
		Claims: []view.ReaderClaim{
			claim(1, rapporteur.KindInteraction, 0, 26), claim(2, rapporteur.KindTenure, 4, 13),
			claim(3, rapporteur.KindCommitment, 10, 40), claim(4, rapporteur.KindQuestion, 41, 50), claim(5, rapporteur.KindAssessment, 41, 50),
		},
		Paragraphs: []view.Paragraph{
			{Segments: []view.Segment{
				{Text: "The ", Claims: claims(1), Begins: claims(1)},
				{Text: "minist", Start: 4, Claims: claims(1, 2), Begins: claims(2)},
				{Text: "ers", Start: 10, Claims: claims(1, 2, 3), Begins: claims(3)},
				{Text: " met in Hanoi", Start: 13, Claims: claims(1, 3)},
				{Text: ", it is said.", Start: 26, Claims: claims(3)},
			}},
			{Segments: []view.Segment{{Text: "The cost.", Start: 41, Claims: claims(4, 5), Begins: claims(4, 5)}, {Text: " Rest.", Start: 50}}},
		},
	}
	s.tree = &view.Sentence{
		Doc: doc, Title: "Ministers meet", Number: 2, Of: 3, Start: 50, End: 73, Text: "HANOI — Ann Lee met him", Dateline: "HANOI —",
		Tokens: []view.Token{
			{Number: 1, Word: "HANOI", Lemma: "Hanoi", UPOS: "PROPN", XPOS: "NNP", Head: 5, Relation: "parataxis", Name: "B-LOC"},
			{Number: 2, Word: "—", Lemma: "—", UPOS: "PUNCT", XPOS: ":", Head: 1, Relation: "punct"},
			{Number: 3, Word: "Ann", Lemma: "Ann", UPOS: "PROPN", XPOS: "NNP", Head: 5, Relation: "nsubj", Name: "B-PER"},
			{Number: 4, Word: "Lee", Lemma: "Lee", UPOS: "PROPN", XPOS: "NNP", Head: 3, Relation: "flat", Name: "I-PER"},
			{Number: 5, Word: "met", Lemma: "meet", UPOS: "VERB", XPOS: "VBD", Head: 0, Relation: "root"},
			{Number: 6, Word: "him", Lemma: "he", UPOS: "PRON", XPOS: "PRP", Head: 5, Relation: "obj"},
		},
		Names:  []view.NamedValue{{Name: "LOC", Value: "HANOI"}, {Name: "PER", Value: "Ann Lee"}, {Name: "ORG", Value: "The Herald"}},
		Claims: []view.SentenceClaim{{Anchor: anchor(1), Kind: rapporteur.KindInteraction, Rule: "interaction/met", Why: []rapporteur.Cue{{Start: 65, End: 68, Text: "met", Effect: "trigger"}}}},
	}
	s.followed = allFollowed(t, s.dossier, heading)
	s.why = &view.ClaimPage{Document: heading, Hash: "00ff", Captured: s.reader.Captured, Claim: s.reader.Claims[0], Before: "On Thursday ", After: ", it is said.", RuleFile: "interaction.rules"}
	s.why.Claim.Rule, s.why.Claim.Start = "interaction/meet", 60
	later := heading
	later.ID = "d0000000000000002"
	at := func(day int) time.Time { return time.Date(2025, 6, day, 8, 0, 0, 0, time.UTC) }
	s.texts = &view.Versions{
		Heading: heading, All: []view.PageVersion{{Heading: heading, First: at(1), Last: at(2)}, {Heading: later, First: at(3), Last: at(3)}},
		Gone: []view.Absence{{At: at(4), Status: 404, Back: at(5)}, {At: at(6), Status: 410}}, Removed: 1, Added: 2,
		Changes: []diff.Part{{Kind: diff.Same, Text: strings.Repeat("the same words ", 60)}, {Kind: diff.Removed, Text: "Monday "}, {Kind: diff.Added, Text: "last Tuesday "}, {Kind: diff.Same, Text: "in Hanoi"}},
		Quotes:  []view.VersionQuote{{Anchor: anchor(1), Kind: rapporteur.KindInteraction, Quote: "met on Monday", Fate: view.Vanished}, {Anchor: anchor(2), Quote: "in Hanoi", Fate: view.Stands}},
		Fates:   []view.FateCount{{Fate: view.Vanished, N: 1}, {Fate: view.Stands, N: 1}},
	}
	s.texts.Older, s.texts.Newer = &s.texts.All[0], &s.texts.All[1]
	return s
}

func claims(n ...int) []rapporteur.ClaimID {
	var out []rapporteur.ClaimID
	for _, n := range n {
		out = append(out, rapporteur.ClaimID(fmt.Sprintf("c%016d", n)))
	}
	return out
}

// fill sets every string within v, except those of the types given, to s.
func fill(v reflect.Value, s string, except ...reflect.Type) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			fill(v.Elem(), s, except...)
		}
	case reflect.Slice:
		for i := range v.Len() {
			fill(v.Index(i), s, except...)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				fill(v.Field(i), s, except...)
			}
		}
	case reflect.String:
		for _, t := range except {
			if v.Type() == t {
				return
			}
		}
		v.SetString(s)
	}
}
