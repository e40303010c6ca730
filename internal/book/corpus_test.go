package book

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/brief"
	"example.org/rapporteur/internal/claim"
	"example.org/rapporteur/internal/intake"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/text"
	"example.org/rapporteur/internal/view"
)

var vietnamLaos = []rapporteur.Party{"VNM", "LAO"}

var background = context.Background()

// later is after the last document of the demonstration corpus.
func later() time.Time { return time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC) }

// months are those of the demonstration corpus that the tests are about: reading
// all of it would make them slow.
var months = []string{"2019-07", "2023-03", "2024-03", "2024-12", "2025-01", "2025-02", "2025-03", "2025-10", "2025-12", "2026"}

// corpusFile is the ledger of these months, read once for all tests.
var corpusFile = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "corpus")
	if err != nil {
		return "", err
	}
	file := filepath.Join(dir, "ledger.db")
	l, err := ledger.Open(background, file, later)
	if err != nil {
		return "", err
	}
	defer l.Close()
	r, err := intake.New(nil)
	if err != nil {
		return "", err
	}
	paths, err := filepath.Glob("../../testdata/corpus/*.txt")
	if err != nil {
		return "", err
	}
	var sources []text.Source
	for _, p := range paths {
		if slices.ContainsFunc(months, func(m string) bool { return strings.HasPrefix(filepath.Base(p), m) }) {
			sources = append(sources, text.Source{Path: p})
		}
	}
	for f := range r.ReadAll(sources, func(s text.Source) ([]byte, error) { return os.ReadFile(s.Path) }) {
		for _, d := range f.Documents {
			_, err := l.PutDocument(background, ledger.Reading{Document: d.Doc, Engine: claim.Engine, Claims: d.Claims,
				Capture: rapporteur.Capture{Doc: d.Doc.ID, Blob: rapporteur.NewBlobID(f.Bytes), Source: f.Source.Path, MediaType: d.MediaType}})
			if err != nil {
				return "", err
			}
		}
	}
	revision, _, err := l.Revision(background)
	if err != nil {
		return "", err
	}
	records, err := New(l, later).Records(background)
	if err != nil {
		return "", err
	}
	return file, l.ReplaceRecords(background, revision, records)
})

func TestMain(m *testing.M) {
	code := m.Run()
	if file, err := corpusFile(); err == nil {
		os.RemoveAll(filepath.Dir(file))
	}
	os.Exit(code)
}

// held returns the file of the ledger that tests share, or skips the test.
func held(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("reads the demonstration corpus")
	}
	file, err := corpusFile()
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// opened returns the book of a ledger, which is closed when the test ends.
func opened(t *testing.T, file string) *Book {
	t.Helper()
	l, err := ledger.Open(t.Context(), file, later)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return New(l, later)
}

// corpus returns the corpus that tests share, for those that decide nothing.
func corpus(t *testing.T) *Book {
	t.Helper()
	return opened(t, held(t))
}

// What Vietnam undertook on peacekeeping is no more than said on 6 March 2025 and
// under way on 1 April, and the diff between the two tells by which words.
func TestPeacekeepingOffer(t *testing.T) {
	b := corpus(t)
	underWay := func(day string) (all, moved int) {
		t.Helper()
		board, err := b.Board(t.Context(), view.BoardQuery{Parties: vietnamLaos, Area: rapporteur.AreaPeacekeeping}, date(t, day))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range board.Commitments {
			if slices.ContainsFunc(c.By, func(p view.Party) bool { return p.Code == "VNM" }) {
				all++
				if c.Standing == link.StandingUnderWay {
					moved++
				}
			}
		}
		return all, moved
	}
	if all, moved := underWay("2025-03-06"); all == 0 || moved > 0 {
		t.Errorf("as of 6 March 2025, %d of %d undertakings on peacekeeping are under way, want none of some", moved, all)
	}
	if _, moved := underWay("2025-04-01"); moved == 0 {
		t.Error("as of 1 April 2025, no undertaking on peacekeeping is under way")
	}
	d, err := b.Diff(t.Context(), vietnamLaos, date(t, "2025-03-06"), date(t, "2025-04-01"))
	if err != nil {
		t.Fatal(err)
	}
	moved, edition := false, false
	for _, c := range d.Changes {
		for _, s := range c.Sources {
			if first, last, ok := s.Published.Date.Bounds(); ok && (last.Format(time.DateOnly) <= "2025-03-06" || first.Format(time.DateOnly) > "2025-04-01") {
				t.Errorf("%s rests on a document of %s", c.What, s.Published.Words)
			}
			moved = moved || c.Is == string(link.StandingUnderWay) && s.Published.Date.String() == "2025-03-31" && strings.Contains(strings.ToLower(s.Quote), "peacekeeping")
		}
		edition = edition || c.What == view.NewEdition && strings.Contains(c.Title, "edition 5")
	}
	if !moved || !edition {
		t.Errorf("the diff tells of the working session: %v, of the fifth dialogue: %v", moved, edition)
	}
}

// The Defence Policy Dialogue has editions 1, 3, 4 and 5, a gap for the second,
// two places for the third, and a sixth that is not known to have been held.
func TestPolicyDialogue(t *testing.T) {
	b := corpus(t)
	f, err := b.Forum(t.Context(), vietnamLaos, "Vietnam–Laos Defence Policy Dialogue", rapporteur.Date{})
	if err != nil {
		t.Fatal(err)
	}
	var known []string
	for _, e := range f.Mechanism.Editions {
		switch {
		case e.Number == 3 && e.State == view.EditionHeld && len(e.Place.Rivals) != 1:
			t.Errorf("the third has %d rival places, want 1", len(e.Place.Rivals))
		case e.Number > 5 && e.State == view.EditionHeld:
			t.Errorf("edition %d is told of as held", e.Number)
		}
		if e.Number > 0 && e.Number < 6 {
			known = append(known, string(rune('0'+e.Number))+" "+string(e.State))
		}
	}
	if want := []string{"1 held", "2 missing", "3 held", "4 held", "5 held"}; !slices.Equal(known, want) {
		t.Errorf("editions %q, want %q", known, want)
	}
	c, err := b.Calendar(t.Context(), vietnamLaos, rapporteur.Date{})
	if err != nil {
		t.Fatal(err)
	}
	var ics bytes.Buffer
	if err := view.WriteICS(&ics, c); err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(c.Events, func(e view.Event) bool {
		return strings.Contains(e.Summary, "Defence Policy Dialogue") && strings.Contains(e.Basis, "rhythm")
	})
	if i < 0 || c.Events[i].Confirmed || !strings.Contains(c.Events[i].Basis, "no public trace as of 21 November 2026") {
		t.Errorf("the calendar has no sixth dialogue as tentative with its basis:\n%s", ics.String())
	}
}

// Two prints of one agency story are one origin.
func TestWireStoryIsOneOrigin(t *testing.T) {
	o, err := corpus(t).Outlets(t.Context(), vietnamLaos, rapporteur.Date{})
	if err != nil {
		t.Fatal(err)
	}
	of := map[string]string{}
	for _, g := range o.Origins {
		for _, h := range g.Reports {
			of[h.URL] = g.Name
		}
	}
	wire, reprint := "", ""
	for address, name := range of {
		switch {
		case strings.Contains(address, "283218"):
			wire = name
		case strings.Contains(address, "1652387"):
			reprint = name
		}
	}
	if wire == "" || wire != reprint {
		t.Errorf("the two prints of the fourth dialogue have the origins %q and %q", wire, reprint)
	}
}

// A name finds its other spellings, as written by the presses of two countries.
func TestNameIsFoundInAnySpelling(t *testing.T) {
	b := corpus(t)
	found := map[string]int{}
	for _, name := range []string{"Khamlieng", "Khamliang", "Khamliêng", "KHAM-LIENG"} {
		s, err := b.Search(t.Context(), view.Query{Words: name, Kinds: []rapporteur.Kind{rapporteur.KindTenure}}, rapporteur.Date{}, 100)
		if err != nil {
			t.Fatal(err)
		}
		found[name] = s.Documents
	}
	for name, n := range found {
		if n < 5 || n != found["Khamlieng"] {
			t.Errorf("%s finds %d documents, Khamlieng %d", name, n, found["Khamlieng"])
		}
	}
	p, err := b.Person(t.Context(), "Khăm-liêng", rapporteur.Date{}, 0)
	if err != nil || len(p.Person.Names) < 2 || len(p.Person.Offices) < 2 {
		t.Errorf("the person of that name: %+v, %v", p, err)
	}
}

// The brief of the corpus has a note on every line that leads to words, outlet,
// date and address, and says who, what is owed and what could not be seen.
func TestBriefOfTheCorpus(t *testing.T) {
	b := corpus(t)
	k, err := b.Brief(t.Context(), vietnamLaos, rapporteur.Date{}, rapporteur.Date{}, brief.Options{})
	if err != nil {
		t.Fatal(err)
	}
	lines := map[string]int{}
	var all strings.Builder
	for _, p := range k.Parts {
		for _, g := range p.Groups {
			for _, l := range g.Lines {
				lines[p.Name]++
				all.WriteString(l.Text + " " + l.Quote + "\n")
				if len(l.Notes) == 0 {
					t.Errorf("%s: %q has no note", p.Name, l.Text)
				}
				for _, n := range l.Notes {
					if n.Rule == "" && (n.Quote == "" || n.Outlet == "" || n.Date == "") {
						t.Errorf("%s: a note lacks something: %+v", p.Name, n)
					}
				}
			}
		}
	}
	for _, part := range []string{"who", "editions", "owed", "new", "contested", "unknown", "suggested", "unseen"} {
		if lines[part] == 0 {
			t.Errorf("the part %q is empty", part)
		}
	}
	for _, want := range []string{", Minister of National Defence (last seen so: 5 February 2026)", "Last held: edition 5, 28 March 2025, Luang Prabang", "Xamneua"} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("the brief lacks %q", want)
		}
	}
	var file bytes.Buffer
	if err := brief.WriteDOCX(&file, k); err != nil || file.Len() < 5000 {
		t.Errorf("the Word document has %d bytes, %v", file.Len(), err)
	}
	then, err := b.Brief(t.Context(), vietnamLaos, date(t, "2024-01-01"), rapporteur.Date{}, brief.Options{All: true, For: "policy dialogue"})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range then.Parts {
		for _, g := range p.Groups {
			for _, l := range g.Lines {
				for _, n := range l.Notes {
					if strings.Contains(n.Date, "2025") || strings.Contains(n.Date, "2026") {
						t.Errorf("as of 2024, %q rests on a document of %s", l.Text, n.Date)
					}
				}
			}
		}
	}
}

// On every day, the dossier of the corpus leads to all that it led to before, and
// to nothing that was published later.
func TestDossierOnlyGrows(t *testing.T) {
	b := corpus(t)
	known := map[rapporteur.ClaimID]bool{}
	for _, day := range []string{"2019-12-31", "2023-03-31", "2024-12-31", "2025-03-05", "2026-11-21"} {
		d, err := b.Dossier(t.Context(), vietnamLaos, date(t, day))
		if err != nil {
			t.Fatal(err)
		}
		now := map[rapporteur.ClaimID]bool{}
		keep := func(e view.Evidence) {
			for _, s := range e.Sources {
				now[s.Claim] = true
				if first, _, ok := s.Published.Date.Bounds(); ok && first.Format(time.DateOnly) > day {
					t.Errorf("as of %s: a claim of a document of %s", day, s.Published.Words)
				}
			}
		}
		for _, m := range d.Meetings {
			keep(m.Evidence)
		}
		for _, m := range d.Mechanisms {
			keep(m.Evidence)
		}
		for _, a := range d.Agreements {
			keep(a.Evidence)
		}
		for _, g := range d.Commitments {
			for _, c := range g.Commitments {
				keep(c.Evidence)
			}
		}
		for _, q := range d.Questions {
			keep(q.Evidence)
		}
		for c := range known {
			if !now[c] {
				t.Errorf("as of %s, claim %s is no longer there", day, c)
			}
		}
		if len(now) <= len(known) {
			t.Errorf("as of %s nothing more is known", day)
		}
		known = now
	}
}
