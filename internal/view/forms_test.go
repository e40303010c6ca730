package view_test

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/search"
	"example.org/rapporteur/internal/view"
)

// The calendar keeps to RFC 5545, says what rests on what, and never that
// anything was or was not held.
func TestCalendar(t *testing.T) {
	s := dialogues(t)
	s.AddDoc("notice", "2026-02-01", "Ministry", "The ministry said that the two ministers, with delegations; and others, will meet in Vientiane on 3 December 2026.")
	when, place := at(s, "2026-12-03", "Vientiane")
	s.add("n1", "notice", "the two ministers, with delegations; and others, will meet in Vientiane on 3 December 2026", rapporteur.Claim{
		Time: when, Place: place, Mode: rapporteur.ModeFuture, Factuality: rapporteur.PRPlus, SaidBy: []rapporteur.Speaker{{Name: "the ministry", State: "LAO"}},
		Interaction: &rapporteur.InteractionBody{Type: rapporteur.Meeting},
	})
	for _, test := range []struct {
		asOf  string
		wants []string
		not   string
	}{
		{"2026-02-10", []string{"DTSTART;VALUE=DATE:20261203\nDTEND;VALUE=DATE:20261204\n", "STATUS:CONFIRMED"}, "no public trace"},
		{"2026-11-21", []string{"after edition 5", "STATUS:TENTATIVE", "expected about April 2026 by the rhythm so far; no public trace as of 21 November 2026"}, ""},
		{"2027-01-05", []string{"(announced, no public trace as of 5 January 2027)", "STATUS:TENTATIVE"}, "STATUS:CONFIRMED"},
	} {
		var b bytes.Buffer
		if err := view.WriteICS(&b, view.NewCalendar(s.input(test.asOf), pair)); err != nil {
			t.Fatal(err)
		}
		text := unfolded(t, b.String())
		for _, want := range test.wants {
			if !strings.Contains(text, want) {
				t.Errorf("as of %s: lacks %q:\n%s", test.asOf, want, text)
			}
		}
		if test.not != "" && strings.Contains(text, test.not) {
			t.Errorf("as of %s: says %q:\n%s", test.asOf, test.not, text)
		}
		if strings.Count(text, "BEGIN:VEVENT") != strings.Count(text, "END:VEVENT") || strings.Count(text, "UID:") != strings.Count(text, "DTSTAMP:") {
			t.Errorf("as of %s: not well-formed:\n%s", test.asOf, text)
		}
	}
}

// Each row of a calendar leads to the meeting that was announced, or to the
// mechanism that lets expect it.
func TestCalendarRecords(t *testing.T) {
	s := dialogues(t)
	kinds := map[rapporteur.Kind]int{}
	for _, day := range []string{"2024-06-01", "2026-11-21"} { // before the next edition was announced, and after
		in := s.input(day)
		records := link.Build(in.Input.AsOf(in.AsOf))
		for _, e := range view.NewCalendar(in, pair).Events {
			kinds[e.Kind]++
			if !slices.ContainsFunc(records, func(r rapporteur.Record) bool { return r.ID == e.Record && r.Kind == e.Kind }) {
				t.Errorf("%q leads to no %s %q", e.Summary, e.Kind, e.Record)
			}
		}
	}
	if kinds[rapporteur.KindInteraction] == 0 || kinds[rapporteur.KindMechanism] == 0 {
		t.Errorf("rows by the kind of their record: %v", kinds)
	}
}

// unfolded undoes the folding of lines and the escapes of texts (RFC 5545), and
// checks the length of the lines on the way.
func unfolded(t testing.TB, ics string) string {
	t.Helper()
	for line := range strings.SplitSeq(strings.TrimSuffix(ics, "\r\n"), "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n") {
			t.Errorf("line of %d octets: %q", len(line), line)
		}
	}
	return strings.NewReplacer("\r\n ", "", `\,`, ",", `\;`, ";", `\\`, `\`, "\r\n", "\n").Replace(ics)
}

// Cells that a spreadsheet would compute come out as text, and read back as they were.
func TestCSV(t *testing.T) {
	for cell, want := range map[string]string{
		"plain": "plain", "": "", "=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@x": "'@x", "\t=1": "'=1", "＝1": "'＝1", `say "no"`: `say "no"`,
		"a\r\nb": "a b",
	} {
		var b bytes.Buffer
		if err := view.WriteCSV(&b, view.Table{{cell, "x"}}); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(&b).ReadAll()
		if err != nil || rows[0][0] != want {
			t.Errorf("%q comes back as %q, %v", cell, rows, err)
		}
	}
}

func TestTables(t *testing.T) {
	s := dialogues(t)
	in := s.input("2026-11-21")
	found, err := view.NewSearch(in, view.Query{Words: "peacekeeping"}, view.Hits{Shown: 3, Terms: search.Parse("peacekeeping")}, func(id rapporteur.DocID) (rapporteur.Text, error) {
		for _, d := range in.Documents {
			if d.ID == id {
				return d.Text, nil
			}
		}
		return rapporteur.Text{}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, v := range map[string]interface{ Table() view.Table }{
		"board": view.NewBoard(in, view.BoardQuery{}), "timeline": view.NewTimeline(in, pair), "questions": view.NewQuestions(in, nil),
		"outlets": view.NewOutlets(in, nil), "comparison": view.Compare([]view.Input{in}, [][]rapporteur.Party{pair}),
		"diff": view.NewDiff(in, pair, s.Date("2019"), s.Date("2026")), "search": found,
	} {
		table := v.Table()
		if len(table) < 2 {
			t.Errorf("%s has no rows", name)
		}
		for _, row := range table {
			if len(row) != len(table[0]) {
				t.Errorf("%s: a row of %d cells under %d names: %q", name, len(row), len(table[0]), row)
			}
		}
		var b bytes.Buffer
		if err := view.WriteMarkdownTable(&b, table); err != nil || strings.Count(b.String(), "\n") != len(table)+1 {
			t.Errorf("%s as Markdown: %v\n%s", name, err, b.String())
		}
	}
}

// Whatever stands in a text, its lines fold and come back.
func TestICSFolding(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		title := rapid.String().Draw(rt, "title")
		var b bytes.Buffer
		if err := view.WriteICS(&b, &view.Calendar{Title: title, Events: []view.Event{{UID: "m1", Summary: title, Basis: title}}}); err != nil {
			rt.Fatal(err)
		}
		if text := unfolded(t, b.String()); strings.Count(text, "\n") != 16 {
			rt.Fatalf("%d lines: %q", strings.Count(text, "\n"), text)
		}
	})
}
