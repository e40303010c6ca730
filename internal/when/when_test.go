package when

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/lang"
)

// published is a Thursday.
const published = "2025-03-06"

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

func textOf(t testing.TB, s string) (rapporteur.Text, rapporteur.Span) {
	t.Helper()
	text, err := rapporteur.NewText(s)
	if err != nil {
		t.Fatal(err)
	}
	span, err := text.Span(0, text.Len())
	if err != nil {
		t.Fatal(err)
	}
	return text, span
}

// brief writes an expression as "words = date role", with + for a name and ? for unsure.
func brief(e Expr) string {
	s := e.Time.Expression + " = " + e.Time.Date.String()
	if e.Time.Date.IsZero() {
		s += "none"
	}
	s += " " + string(e.Role)
	if e.InName {
		s += " +"
	}
	if e.Unsure {
		s += " ?"
	}
	return s
}

func briefs(es []Expr) []string {
	var s []string
	for _, e := range es {
		s = append(s, brief(e))
	}
	return s
}

// TestFind reads each sentence against the publication date.
func TestFind(t *testing.T) {
	groups := map[string][]struct {
		text string
		want []string
	}{
		"days": {
			{"The ministers met in Vientiane on 5 March 2025.", []string{"5 March 2025 = 2025-03-05 when"}},
			{"The ministers met on March 5, 2025, in Hanoi.", []string{"March 5, 2025 = 2025-03-05 when"}},
			{"The pact was signed on the 5th of March 2024.", []string{"5th of March 2024 = 2024-03-05 when"}},
			{"It opened on Feb. 12 and closed on 14 Feb.", []string{"Feb. 12 = 2025-02-12 when", "14 Feb = 2025-02-14 when"}},
			{"The port reopened on 2024-11-30 and 2024/12/01.", []string{"2024-11-30 = 2024-11-30 when", "2024/12/01 = 2024-12-01 when"}},
			{"The call came on 1 May last year.", []string{"1 May last year = 2024-05-01 when"}},
			{"Talks took place on the 3rd.", []string{"3rd = 2025-03-03 when"}},
			{"The envoys will return on the 2nd.", []string{"2nd = 2025-04-02 when"}},
			{"They marked the 25th anniversary on the 5th floor.", nil},
		},
		"numeric days": {
			{"It was lodged on 13/02/2025 and answered on 02/13/2025.", []string{"13/02/2025 = 2025-02-13 when", "02/13/2025 = 2025-02-13 when"}},
			{"It was lodged on 05/03/2025.", []string{"05/03/2025 = [2025-03-05,2025-05-03] when ?"}},
			{"It was lodged on 5.3.2025.", []string{"5.3.2025 = 2025-03-05 when"}},
			{"It was lodged on 04/04/2025.", []string{"04/04/2025 = 2025-04-04 when"}},
			{"Ratio 1/2 and version 5.3.20251 are no dates.", nil},
		},
		"years chosen by tense": {
			{"The committee met on 10 December.", []string{"10 December = 2024-12-10 when"}},
			{"The committee will meet on 10 December.", []string{"10 December = 2025-12-10 when"}},
			{"The round will be held in May.", []string{"May = 2025-05 period"}},
			{"The round will be jointly hosted in May.", []string{"May = 2025-05 period"}},
			{"The dam will have opened by June.", []string{"June = 2025-06 due"}},
			{"The committee agreed to meet on 20 April.", []string{"20 April = 2025-04-20 when"}},
			{"The ministers agreed at their talks in June to meet again.", []string{"June = 2024-06 period"}},
			{"The accord reached on 20 April will be reviewed.", []string{"20 April = 2024-04-20 when"}},
			{"A visit is planned for June, officials said in February.", []string{"June = 2025-06 when", "February = 2025-02 period"}},
			{"Troops returned in November.", []string{"November = 2024-11 period"}},
			{"The exercise, held in May 2023, was repeated on 3 June.", []string{"May 2023 = 2023-05 period", "3 June = 2024-06-03 when ?"}},
			{"It was reported that on 12 March both houses will vote.", []string{"12 March = 2025-03-12 when"}},
			{"It will be reported that on 12 December both houses voted.", []string{"12 December = 2024-12-12 when"}},
			{"They mourned the 4 June massacre.", []string{"4 June = XXXX-06-04 when"}},
		},
		"years that are shared": {
			{"He came on 11 May and 13 June 2022.", []string{"11 May = 2022-05-11 when", "13 June 2022 = 2022-06-13 when"}},
			{"Rounds were held in May and July 2022.", []string{"May = 2022-05 period", "July 2022 = 2022-07 when"}},
		},
		"weekdays": {
			{"They spoke by telephone on Wednesday.", []string{"Wednesday = 2025-03-05 when"}},
			{"They spoke on Thursday.", []string{"Thursday = 2025-03-06 when"}},
			{"They will speak on Monday.", []string{"Monday = 2025-03-10 when"}},
			{"She said on Tuesday the envoy would leave on Saturday.", []string{"Tuesday = 2025-03-04 when", "Saturday = 2025-03-08 when"}},
			{"They signed on Monday (Mar 3) in Luang Prabang.", []string{"Monday (Mar 3) = 2025-03-03 when"}},
			{"They signed on Friday, 28 February.", []string{"Friday, 28 February = 2025-02-28 when"}},
			{"They signed on Thursday, 29 February.", []string{"Thursday, 29 February = 2024-02-29 when"}},
			{"They met last Monday and will meet next Friday.", []string{"last Monday = 2025-03-03 when", "next Friday = 2025-03-07 when ?"}},
			{"They met on Monday of last week.", []string{"Monday of last week = 2025-02-24 when"}},
			{"The fleet trained from Monday to Wednesday.", []string{"Monday to Wednesday = 2025-03-03/2025-03-05 period"}},
			{"The statement came late Tuesday night.", []string{"late Tuesday night = 2025-03-04 when"}},
			{"The Sunday Times wrote about Black Friday.", nil},
		},
		"days by their distance": {
			{"He arrived yesterday, spoke today and leaves tomorrow.", []string{"yesterday = 2025-03-05 when", "today = 2025-03-06 when", "tomorrow = 2025-03-07 when"}},
			{"He arrived the day before yesterday.", []string{"the day before yesterday = 2025-03-04 when"}},
			{"He arrived this morning; the guests came last night.", []string{"this morning = 2025-03-06 when", "last night = 2025-03-05 when"}},
			{"The broadcaster Laos Today reported it.", nil},
		},
		"weeks and weekends": {
			{"The talks were held last week.", []string{"last week = 2025-02-24/2025-03-02 period"}},
			{"The talks resume next week.", []string{"next week = 2025-03-10/2025-03-16 period"}},
			{"The talks opened earlier this week.", []string{"earlier this week = 2025-03-03/2025-03-09 period"}},
			{"They met over the weekend.", []string{"the weekend = 2025-03-01/2025-03-02 period"}},
			{"They will meet at the weekend.", []string{"the weekend = 2025-03-08/2025-03-09 period"}},
			{"A mission is due in the week of 17 March 2025.", []string{"the week of 17 March 2025 = 2025-03-17/2025-03-23 period"}},
		},
		"months": {
			{"They met last month and will meet next month.", []string{"last month = 2025-02 when", "next month = 2025-04 when"}},
			{"They met last May, and the pact lapsed in February 2024.", []string{"last May = 2024-05 when", "February 2024 = 2024-02 period"}},
			{"Work will begin in mid-September.", []string{"mid-September = 2025-09 period"}},
			{"Work began in early January.", []string{"early January = 2025-01 period"}},
			{"Work will end at the end of June.", []string{"the end of June = 2025-06 when"}},
			{"The outcomes of the February meetings were praised.", []string{"February = 2025-02 when"}},
			{"The envoys may march on. They may not.", nil},
		},
		"years": {
			{"Trade grew in 2023 and doubled last year.", []string{"2023 = 2023 period", "last year = 2024 when"}},
			{"Earlier this year a mission came.", []string{"Earlier this year = 2025 when"}},
			{"It was drafted in late 2019.", []string{"late 2019 = 2019 period"}},
			{"It dates from the early 1990s.", []string{"early 1990s = 199X start"}},
			{"The landmark 2015 accord held.", []string{"2015 = 2015 when +"}},
			{"Some 2000 soldiers and 1950 volunteers came, under Resolution 1973.", nil},
			{"Costs rose to 2,000 dollars and 2024.5 points.", nil},
			{"The unit of 2000 troops left.", nil},
		},
		"deadlines": {
			{"The road is to be finished by 2027.", []string{"2027 = 2027 due"}},
			{"Offices will reopen by June this year.", []string{"June this year = 2025-06 due"}},
			{"It will be ratified by the end of the year.", []string{"the end of the year = 2025 due"}},
			{"It will be ratified by the end of 2026.", []string{"the end of 2026 = 2026 due"}},
			{"The deal must be ratified before 1 July 2025.", []string{"1 July 2025 = 2025-07-01 due"}},
			{"Replies are expected within 10 days.", []string{"within 10 days = 2025-03-16 due"}},
			{"Over the next six months they will draft a plan.", []string{"Over the next six months = 2025-09 due"}},
			{"The plan will start in two weeks.", []string{"in two weeks = 2025-03-20~ due"}},
			{"The mandate runs until 31 December.", []string{"31 December = 2025-12-31 due"}},
		},
		"starts and periods": {
			{"The forum has met since 2019.", []string{"since 2019 = 2019/.. start"}},
			{"The pact has applied since 1 March 2020.", []string{"since 1 March 2020 = 2020-03-01/.. start"}},
			{"The drill, beginning next month, is the first.", []string{"next month = 2025-04 start"}},
			{"The plan ran from 2020 to 2024.", []string{"2020 to 2024 = 2020/2024 period"}},
			{"The visit lasted from 8 to 12 May 2024.", []string{"8 to 12 May 2024 = 2024-05-08/2024-05-12 period"}},
			{"The visit lasted from 28 April to 3 May 2024.", []string{"28 April to 3 May 2024 = 2024-04-28/2024-05-03 period"}},
			{"Ships called December 28 to January 3, 2025.", []string{"December 28 to January 3, 2025 = 2024-12-28/2025-01-03 period"}},
			{"He travelled to Ankara on May 11-13.", []string{"May 11-13 = 2024-05-11/2024-05-13 period"}},
			{"They sat on September 10 and 11, 2024.", []string{"September 10 and 11, 2024 = 2024-09-10/2024-09-11 period"}},
			{"They sat on 10 and 15 September 2024.", []string{"10 and 15 September 2024 = {2024-09-10,2024-09-15} when"}},
			{"The survey was made between March and May 2024.", []string{"March and May 2024 = 2024-03/2024-05 period"}},
			{"Teams searched in the 2023–24 dry season.", []string{"2023–24 dry season = 2023/2024 period"}},
			{"It opens in the IV quarter of 2026.", []string{"the IV quarter of 2026 = 2026-10/2026-12 period"}},
			{"It opened in the first quarter of 2024.", []string{"the first quarter of 2024 = 2024-01/2024-03 period"}},
			{"It opened in Q3 2024 and closes in the second half of next year.", []string{"Q3 2024 = 2024-07/2024-09 period", "the second half of next year = 2026-07/2026-12 period"}},
			{"Trainees came in spring 2024 and last autumn.", []string{"spring 2024 = 2024-21 period", "last autumn = 2024-23 when"}},
			{"Both anniversaries fall in 2024, and fall 2024 was set for them.", []string{"2024 = 2024 period", "fall 2024 = 2024-23 when"}},
			{"Water rose from the spring after the fall of the town.", nil},
		},
		"counts back": {
			{"Ties were forged three years ago.", []string{"three years ago = 2022 when"}},
			{"They met two weeks ago and five days ago.", []string{"two weeks ago = 2025-02-17/2025-02-23 period", "five days ago = 2025-03-01 when"}},
			{"It began about a decade ago.", []string{"about a decade ago = 2015~ when"}},
			{"It was cleared some years ago.", []string{"some years ago = none when"}},
		},
		"about": {
			{"Guests arrived around 5 February.", []string{"around 5 February = 2025-02-05~ when"}},
			{"About 300 guests arrived on 5 February.", []string{"5 February = 2025-02-05 when"}},
		},
		"durations": {
			{"The three-day visit ended.", []string{"three-day = none duration"}},
			{"They trained for two weeks.", []string{"for two weeks = none duration"}},
			{"Contacts will deepen in the coming months and years.", []string{"in the coming months = none duration"}},
			{"Trade doubled over the past 36 years.", []string{"over the past 36 years = none duration"}},
			{"Trade doubled in the past year.", []string{"the past year = none duration"}},
			{"A 45-year-old man was freed.", nil},
		},
		"cadences": {
			{"The forum meets annually.", []string{"annually = none cadence"}},
			{"They confer every two years, or twice a year, or every other month.", []string{"every two years = none cadence", "twice a year = none cadence", "every other month = none cadence"}},
			{"The weekly patrol runs each Monday.", []string{"weekly = none cadence", "each Monday = none cadence"}},
		},
		"names": {
			{"They praised the 2024 Laos-Vietnam Border Agreement.", []string{"2024 = 2024 when +"}},
			{"The Zapad-2025 drills follow Vision 2045.", []string{"2025 = 2025 when +", "2045 = 2045 when +"}},
			{"Ministers adopted the 2025–2029 protocol.", []string{"2025–2029 = 2025/2029 period +"}},
			{"The 2024 talks failed.", []string{"2024 = 2024 when"}},
			{"In April 2024 Hanoi agreed.", []string{"April 2024 = 2024-04 period"}},
		},
		"told before": {
			{"They met on 1 February 2024 and signed two days later.", []string{"1 February 2024 = 2024-02-01 when", "two days later = 2024-02-03 when"}},
			{"They met on 1 February 2024 and signed the following day.", []string{"1 February 2024 = 2024-02-01 when", "the following day = 2024-02-02 when"}},
			{"It lapsed in 2020; later that year it was renewed.", []string{"2020 = 2020 period", "later that year = 2020 when"}},
			{"They signed two days later.", []string{"two days later = none when"}},
			{"They met on 3 May 2024 and again on the 25th.", []string{"3 May 2024 = 2024-05-03 when", "25th = 2024-05-25 when"}},
		},
	}
	for name, tests := range groups {
		t.Run(name, func(t *testing.T) {
			for _, tt := range tests {
				text, span := textOf(t, tt.text)
				got := Find(text, span, Anchor{Published: date(t, published)})
				if diff := cmp.Diff(tt.want, briefs(got)); diff != "" {
					t.Errorf("%s (-want +got):\n%s", tt.text, diff)
				}
			}
		})
	}
}

func TestFindWithoutPublicationDate(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"They met in Hanoi on 5 March.", []string{"5 March = XXXX-03-05 when"}},
		{"They met in Hanoi on July 25, after the February meetings.", []string{"July 25 = XXXX-07-25 when", "February = XXXX-02 after"}},
		{"They met on Wednesday and last week.", []string{"Wednesday = none when", "last week = none when"}},
		{"They met on Wednesday (Mar. 5).", []string{"Wednesday (Mar. 5) = XXXX-03-05 when"}},
		{"They met from 28 December to 3 January.", []string{"28 December to 3 January = XXXX-12-28/XXXX-01-03 period"}},
		{"They met last May and in spring 2024.", []string{"last May = XXXX-05 when", "spring 2024 = 2024-21 period"}},
		{"Having signed in 2019, they met on 5 March.", []string{"2019 = 2019 period", "5 March = XXXX-03-05 when"}},
		{"They will report within 10 days, or on the 25th.", []string{"within 10 days = none duration", "25th = XXXX-XX-25 when"}},
	}
	for _, tt := range tests {
		text, span := textOf(t, tt.text)
		if diff := cmp.Diff(tt.want, briefs(Find(text, span, Anchor{}))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.text, diff)
		}
	}
}

// A publication date told only to the month or year still gives months and years, and no days.
func TestFindWithCoarsePublicationDate(t *testing.T) {
	text, span := textOf(t, "They met on Wednesday, last month, last year and on 5 March.")
	tests := []struct {
		published string
		want      []string
	}{
		{"2025-03", []string{"Wednesday = none when", "last month = 2025-02 when", "last year = 2024 when", "5 March = 2025-03-05 when"}},
		{"2025", []string{"Wednesday = none when", "last month = none when", "last year = 2024 when", "5 March = 2025-03-05 when ?"}},
		{"XXXX-03-06", []string{"Wednesday = none when", "last month = none when", "last year = none when", "5 March = XXXX-03-05 when"}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, briefs(Find(text, span, Anchor{Published: date(t, tt.published)}))); diff != "" {
			t.Errorf("published %s (-want +got):\n%s", tt.published, diff)
		}
	}
}

func TestInferenceIsShown(t *testing.T) {
	tests := []struct {
		text, dateline string
		want           rapporteur.Time
	}{
		{"They met on 5 March 2025.", "", rapporteur.Time{Expression: "5 March 2025", Basis: rapporteur.BasisStated}},
		{"They met on 5 March.", "", rapporteur.Time{Expression: "5 March", Basis: rapporteur.BasisPublished, Inference: "year from the publication date 2025-03-06"}},
		{"They met on Wednesday.", "", rapporteur.Time{Expression: "Wednesday", Basis: rapporteur.BasisPublished, Inference: `"Wednesday" counted from the publication date 2025-03-06`}},
		{"They met today.", "2025-03-05", rapporteur.Time{Expression: "today", Basis: rapporteur.BasisInferred, Inference: `"today" counted from the date line 2025-03-05`}},
		{"They met on 5 March and on 6 March 2025.", "", rapporteur.Time{Expression: "5 March", Basis: rapporteur.BasisStated, Inference: `year from "6 March 2025"`}},
	}
	for _, tt := range tests {
		tt.want.Date = date(t, "2025-03-05")
		text, span := textOf(t, tt.text)
		a := Anchor{Published: date(t, published), Dateline: date(t, tt.dateline)}
		found := Find(text, span, a)
		if len(found) == 0 {
			t.Errorf("%s: nothing found", tt.text)
			continue
		}
		if diff := cmp.Diff(tt.want, found[0].Time, cmp.Comparer(func(a, b rapporteur.Date) bool { return a == b })); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.text, diff)
		}
	}
}

func TestDateline(t *testing.T) {
	tests := []struct{ name, text, published, want string }{
		{"agency", "HANOI, March 5, 2025 (Agency) — Ministers met.", "", "2025-03-05"},
		{"day first", "Vientiane, 5 March 2025 – Ministers met.", "", "2025-03-05"},
		{"below a headline", "Ministers agree on border posts\n\nHANOI, March 5, 2025 -- Ministers met.", "", "2025-03-05"},
		{"agency behind a comma", "Vientiane, March 05, 2025, LNA -- Ministers met.", "", "2025-03-05"},
		{"line by itself", "Joint statement\n5 March 2025\nThe parties met.", "", "2025-03-05"},
		{"year from publication", "HANOI, March 5. /AGENCY/. Ministers met.", published, "2025-03-05"},
		{"no year anywhere", "HANOI, March 5 — Ministers met.", "", ""},
		{"a sentence", "Ministers met in Hanoi on March 5, 2025 — a first.", "", ""},
		{"a month", "HANOI, March 2025 — Ministers met.", "", ""},
		{"far below", strings.Repeat("Talks went on.\n", 10) + "HANOI, March 5, 2025 — Ministers met.", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text, _ := textOf(t, tt.text)
			if got := Dateline(text, date(t, tt.published)).String(); got != tt.want {
				t.Errorf("Dateline = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestReadFollowsTheText(t *testing.T) {
	lines := []string{
		"HANOI, March 5, 2025 — The ministers met on Monday.\n",
		"They had first met on 1 February 2024.\n",
		"A pact followed two days later.\n",
	}
	text, _ := textOf(t, strings.Join(lines, ""))
	a := lang.Analysis{Text: text}
	at := 0
	for _, l := range lines {
		span, err := text.Span(rapporteur.ByteOffset(at), rapporteur.ByteOffset(at+len(l)))
		if err != nil {
			t.Fatal(err)
		}
		a.Sentences = append(a.Sentences, lang.Sentence{Span: span})
		at += len(l)
	}
	var got [][]string
	for _, es := range Read(a, rapporteur.Date{}) {
		got = append(got, briefs(es))
		for _, e := range es {
			if text.Slice(e.Span) != e.Time.Expression {
				t.Errorf("span of %q holds %q", e.Time.Expression, text.Slice(e.Span))
			}
		}
	}
	want := [][]string{
		{"March 5, 2025 = 2025-03-05 when", "Monday = 2025-03-03 when"},
		{"1 February 2024 = 2024-02-01 when"},
		{"two days later = 2024-02-03 when"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"They met on 5 March, from 28 December to 3 January 2025 and in mid-September.",
		"Wednesday (Mar. 5), the 25th, Q1 2024, 2023–24, [2025] 05/03/2025",
		"about about more than the the last next week every two years the 29 February 9999 years ago",
		"HANOI, March 5, 2025 — ", "0000-01-01 9999-12-31 the 1990s last century a few days later",
	} {
		f.Add(s, published)
		f.Add(s, "")
	}
	f.Fuzz(func(t *testing.T, s, pub string) {
		text, err := rapporteur.NewText(s)
		if err != nil || s == "" {
			return
		}
		d, err := rapporteur.ParseDate(pub)
		if err != nil {
			d = rapporteur.Date{}
		}
		span, err := text.Span(0, text.Len())
		if err != nil {
			t.Fatal(err)
		}
		end := rapporteur.ByteOffset(0)
		for _, e := range Find(text, span, Anchor{Published: d, Dateline: Dateline(text, d), Narrative: d}) {
			if e.Span.Start() < end {
				t.Fatalf("%q overlaps what stands before it", e.Time.Expression)
			}
			end = e.Span.End()
			if text.Slice(e.Span) != e.Time.Expression || e.Role == "" {
				t.Fatalf("%+v does not hold its words", e)
			}
			if !e.Time.Date.IsZero() {
				if _, err := rapporteur.ParseDate(e.Time.Date.String()); err != nil {
					t.Fatalf("%q: %v", e.Time.Expression, err)
				}
			}
		}
	})
}
