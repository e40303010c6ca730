package rapporteur

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func mustDate(t *testing.T, s string) Date {
	t.Helper()
	if s == "" {
		return Date{}
	}
	d, err := ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDateMeaning(t *testing.T) {
	tests := []struct {
		edtf      string
		words     string
		precision Precision
		from, to  string // the bounds, empty if there are none
	}{
		{"2025-03-05", "5 March 2025", PrecisionDay, "2025-03-05", "2025-03-05"},
		{"2025-03", "March 2025", PrecisionMonth, "2025-03-01", "2025-03-31"},
		{"2024", "2024", PrecisionYear, "2024-01-01", "2024-12-31"},
		{"1985-04-12T23:20:30Z", "12 April 1985, 23:20:30 UTC", PrecisionDay, "1985-04-12", "1985-04-12"},
		{"1985-04-12T23:20:30+07:00", "12 April 1985, 23:20:30+07:00", PrecisionDay, "1985-04-12", "1985-04-12"},
		{"XXXX-03-05", "5 March, year not stated", PrecisionDay, "", ""},
		{"XXXX-03", "March, year not stated", PrecisionMonth, "", ""},
		{"XXXX-02-29", "29 February, year not stated", PrecisionDay, "", ""},
		{"XXXX-XX-25", "25 of a month not stated, year not stated", PrecisionUnknown, "", ""},
		{"XXXX", "year not stated", PrecisionUnknown, "", ""},
		{"199X", "the 1990s", PrecisionDecade, "1990-01-01", "1999-12-31"},
		{"19XX", "a year from 1900 to 1999", PrecisionCentury, "1900-01-01", "1999-12-31"},
		{"20X5", "a year of the form 20X5", PrecisionCentury, "2005-01-01", "2095-12-31"},
		{"2024-XX", "some time in 2024", PrecisionYear, "2024-01-01", "2024-12-31"},
		{"2024-XX-XX", "some time in 2024", PrecisionYear, "2024-01-01", "2024-12-31"},
		{"2024-02-XX", "some day in February 2024", PrecisionMonth, "2024-02-01", "2024-02-29"},
		{"2025-1X-31", "31 of a month not stated 2025", PrecisionYear, "2025-10-31", "2025-12-31"},
		{"2021-12-12~", "about 12 December 2021", PrecisionDay, "2021-12-12", "2021-12-12"},
		{"2025-03?", "March 2025, uncertain", PrecisionMonth, "2025-03-01", "2025-03-31"},
		{"2025-03%", "about March 2025, uncertain", PrecisionMonth, "2025-03-01", "2025-03-31"},
		{"2004?-06", "June 2004, year uncertain", PrecisionMonth, "2004-06-01", "2004-06-30"},
		{"2004-06~-11", "11 June 2004, year approximate, month approximate", PrecisionDay, "2004-06-11", "2004-06-11"},
		{"?2004-06-~11", "11 June 2004, year uncertain, day approximate", PrecisionDay, "2004-06-11", "2004-06-11"},
		{"2024-21", "spring 2024", PrecisionSeason, "2024-03-01", "2024-05-31"},
		{"2024-24", "winter 2024", PrecisionSeason, "2024-12-01", "2025-02-28"},
		{"2024-34", "second quarter of 2024", PrecisionSeason, "2024-04-01", "2024-06-30"},
		{"2024-41", "second half of 2024", PrecisionSeason, "2024-07-01", "2024-12-31"},
		{"2024-05-01/2024-05-05", "from 1 to 5 May 2024", PrecisionDay, "2024-05-01", "2024-05-05"},
		{"2024-04-28/2024-05-03", "from 28 April to 3 May 2024", PrecisionDay, "2024-04-28", "2024-05-03"},
		{"2024-12-28/2025-01-03", "from 28 December 2024 to 3 January 2025", PrecisionDay, "2024-12-28", "2025-01-03"},
		{"2024-01/2024-03", "from January to March 2024", PrecisionMonth, "2024-01-01", "2024-03-31"},
		{"2024-05~/2024-06", "from about May 2024 to June 2024", PrecisionMonth, "2024-05-01", "2024-06-30"},
		{"XXXX-05-11/XXXX-05-13", "from 11 to 13 May, year not stated", PrecisionDay, "", ""},
		{"2020/2024", "from 2020 to 2024", PrecisionYear, "2020-01-01", "2024-12-31"},
		{"2019/..", "since 2019", PrecisionYear, "", ""},
		{"2019/", "from 2019, end not stated", PrecisionYear, "", ""},
		{"../2020", "until 2020", PrecisionYear, "", ""},
		{"/2020", "until 2020, start not stated", PrecisionYear, "", ""},
		{"-0043", "44 BC", PrecisionYear, "-0043-01-01", "-0043-12-31"},
		{"0000", "1 BC", PrecisionYear, "0000-01-01", "0000-12-31"},
		{"Y170000002", "the year 170000002", PrecisionYear, "", ""},
		{"Y-17E7", "the year 170000001 BC", PrecisionYear, "", ""},
		{"1950S2", "about 1950, between 1900 and 1999", PrecisionYear, "1900-01-01", "1999-12-31"},
		{"Y171010000S3", "about 171010000, between 171000000 and 171999999", PrecisionYear, "", ""},
		{"[2025-03-05,2025-05-03]", "5 March 2025 or 3 May 2025", PrecisionDay, "2025-03-05", "2025-05-03"},
		{"{1667,1668,1670..1672}", "1667, 1668 and from 1670 to 1672", PrecisionYear, "1667-01-01", "1672-12-31"},
		{"[..1760-12-03]", "until 3 December 1760", PrecisionDay, "", ""},
		{"[1760-12..]", "since December 1760", PrecisionMonth, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.edtf, func(t *testing.T) {
			d := mustDate(t, tt.edtf)
			if got := d.Words(); got != tt.words {
				t.Errorf("Words = %q, want %q", got, tt.words)
			}
			if got := d.Precision(); got != tt.precision {
				t.Errorf("Precision = %d, want %d", got, tt.precision)
			}
			from, to, ok := d.Bounds()
			if ok != (tt.from != "") {
				t.Fatalf("Bounds ok = %v", ok)
			}
			if ok {
				got := []string{from.Format(time.DateOnly), to.Format(time.DateOnly)}
				if diff := cmp.Diff([]string{tt.from, tt.to}, got); diff != "" {
					t.Errorf("Bounds (-want +got):\n%s", diff)
				}
			}
		})
	}
	if got := (Date{}).Words(); got != "date not stated" {
		t.Errorf("zero date in words: %q", got)
	}
}

// The short way for plain days takes those that the long way does, and makes the
// same of them.
func TestPlainDay(t *testing.T) {
	for _, year := range []int{0, 1, 1900, 1999, 2000, 2023, 2024, 9999} {
		for month := range 14 {
			for day := range 33 {
				s := fmt.Sprintf("%04d-%02d-%02d", year, month, day)
				e, err := parseEDTF(s)
				_, _, _, plain := plainDay(s)
				if plain != (err == nil) {
					t.Fatalf("%s: the short way says %v, the long way %v", s, plain, err)
				}
				if !plain {
					continue
				}
				d := mustDate(t, s)
				lo, hi, ok := d.bounds()
				from, to, want := e.spans[0].bounds()
				if lo != from || hi != to || ok != want || d.Precision() != e.points()[0].precision() || d.Words() != e.spans[0].words() || !MayEqual(d, mustDate(t, s+"?")) {
					t.Fatalf("%s: the two ways differ", s)
				}
			}
		}
	}
	for _, s := range []string{"", "2024-21", "2024-05-0X", "2024-05-01~", "+024-05-01", "2024_05-01", "２024-05-1"} {
		if _, _, _, ok := plainDay(s); ok {
			t.Errorf("%q is taken for a plain day", s)
		}
	}
}

func TestParseDateRefuses(t *testing.T) {
	tests := []struct{ edtf, because string }{
		{"", "empty date"},
		{"2025-13", "months are 01 to 12"},
		{"2025-3X", "months are 01 to 12"},
		{"2025-20", "months are 01 to 12"},
		{"2025-02-30", "February has no day 30"},
		{"2023-02-29", "2023 is not a leap year"},
		{"XXX1-02-29", "XXX1 is not a leap year"},
		{"2025-XX-32", "days are 01 to 31"},
		{"2025-3-5", `month "3": write 2 digits`},
		{"12025", `year "12025": write 4 digits`},
		{"05/03/2025", "two slashes"},
		{"5 March 2025", "white space"},
		{"March", `year ""`},
		{"2025-03-05-07", "goes on after the day"},
		{"2025-03-", `day ""`},
		{"2025.03", `"." after the year`},
		{"2025-03-05?~", `"~" after the day`},
		{"2024-21-05", "season 21 cannot have a day"},
		{"2025/2024", "ends before it starts"},
		{"2025-05/2025-03", "ends before it starts"},
		{"../..", "neither start nor end"},
		{"/", "neither start nor end"},
		{"2025/x", "end: year"},
		{"2025-03-05T10:00:00/2026", "time of day cannot bound"},
		{"2025-03-05T10", "write it as 23:20:30"},
		{"2025-03-05T25:00:00Z", "write it as 23:20:30"},
		{"2025-03T10:00:00", "needs a full day"},
		{"Y2025", "more than four digits only"},
		{"Y1E0", "exponent"},
		{"Y1E99", "too far away"},
		{"Y12x", "whole number"},
		{"1950S5", "from 1 to 4"},
		{"19X0S2", "has none unknown"},
		{"-0000", "no year -0000"},
		{"[2025", "not closed"},
		{"[]", `member ""`},
		{"{2025,x}", `member "x"`},
		{strings.Repeat("[", maxDate+1), "at most 1000"},
	}
	for _, tt := range tests {
		_, err := ParseDate(tt.edtf)
		if err == nil || !strings.Contains(err.Error(), tt.because) {
			t.Errorf("ParseDate(%.20q) = %v, want an error with %q", tt.edtf, err, tt.because)
		}
	}
}

func TestDateConstructors(t *testing.T) {
	day, err := NewDay(2025, time.March, 5)
	if err != nil || day.String() != "2025-03-05" {
		t.Errorf("NewDay = %v, %v", day, err)
	}
	unstated, err := NewDay(NoYear, time.February, 29)
	if err != nil || unstated.String() != "XXXX-02-29" {
		t.Errorf("NewDay without year = %v, %v", unstated, err)
	}
	if _, err := NewDay(2025, time.February, 29); err == nil {
		t.Error("NewDay carried 29 February 2025 over")
	}
	month, err := NewMonth(NoYear, time.March)
	if err != nil || month.String() != "XXXX-03" {
		t.Errorf("NewMonth = %v, %v", month, err)
	}
	year, err := NewYear(-43)
	if err != nil || year.String() != "-0043" {
		t.Errorf("NewYear = %v, %v", year, err)
	}
	since, err := NewInterval(day, Date{})
	if err != nil || since.String() != "2025-03-05/.." || !since.IsInterval() || day.IsInterval() {
		t.Errorf("NewInterval = %v, %v", since, err)
	}
	of, err := DateOf(time.Date(2025, 3, 5, 23, 0, 0, 0, time.FixedZone("", 7*3600)))
	if err != nil || of != day {
		t.Errorf("DateOf = %v, %v", of, err)
	}
}

func TestDateJSON(t *testing.T) {
	type pair struct {
		A Date `json:"a,omitzero"`
		B Date `json:"b,omitzero"`
	}
	in := pair{A: mustDate(t, "XXXX-03-05")}
	b, err := json.Marshal(in)
	if err != nil || string(b) != `{"a":"XXXX-03-05"}` {
		t.Fatalf("Marshal = %s, %v", b, err)
	}
	var out pair
	if err := json.Unmarshal([]byte(`{"a":"XXXX-03-05","b":""}`), &out); err != nil || out != in {
		t.Errorf("Unmarshal = %v, %v", out, err)
	}
	if err := json.Unmarshal([]byte(`{"a":"5 March"}`), &out); err == nil {
		t.Error("Unmarshal took a date that is none")
	}
}

func TestDateCompare(t *testing.T) {
	want := []string{
		"Y-170000002", "-0043", "1999", "2020/2024", "../2020-06", "2024-21~", "2024-05-01", "2024-05-01/2024-05-05", "2024-05",
		"2024-05/..", "2025", "Y170000002", "XXXX-03", "XXXX-03-05", "XXXX-05-11/XXXX-05-13", "XXXX-12", "",
	}
	var dates []Date
	for _, s := range want {
		dates = append(dates, mustDate(t, s))
	}
	slices.Reverse(dates)
	slices.SortFunc(dates, Date.Compare)
	var got []string
	for _, d := range dates {
		got = append(got, d.String())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
}

func TestMayEqual(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"2025-03-05", "2025-03-05", true},
		{"2025-03-05", "2025-03-06", false},
		{"XXXX-03-05", "2025-03-05", true},
		{"XXXX-03-05", "2025-03-06", false},
		{"XXXX-03-05", "XXXX-03", true},
		{"XXXX-03-05", "XXXX-04", false},
		{"2025-03", "2025-03-05", true},
		{"2025-03", "2025-04-05", false},
		{"2025", "XXXX-03-05", true},
		{"XXXX-02-29", "2025", false},
		{"XXXX-02-29", "2024", true},
		{"XXXX-02-29", "2021/2023", false},
		{"202X", "2025-03-05", true},
		{"202X", "2031", false},
		{"2025-XX-05", "2025-03-06", false},
		{"2025-XX-05", "2025-03", true},
		{"2025-XX-05", "XXXX-03-05", true},
		{"2025-XX-05", "XXXX-03-04/XXXX-03-06", true},
		{"2025-XX-05", "XXXX-03-06/XXXX-03-09", false},
		{"2024-05-01/2024-05-05", "2024-05-03", true},
		{"2024-05-01/2024-05-05", "2024-05-06", false},
		{"2024-05-01/2024-05-05", "XXXX-05-05", true},
		{"2024-05-01/2024-05-05", "XXXX-05-06", false},
		{"XXXX-05-11/XXXX-05-13", "2024-05-12", true},
		{"XXXX-05-11/XXXX-05-13", "2024-05-14", false},
		{"XXXX-12-28/XXXX-01-03", "2024-01-02", true},
		{"XXXX-12-28/XXXX-01-03", "2024-01-04", false},
		{"XXXX-12-28/XXXX-01-03", "XXXX-01-03/XXXX-01-05", true},
		{"XXXX-12-28/XXXX-01-03", "XXXX-01-04/XXXX-01-05", false},
		{"2019/..", "2025-03-05", true},
		{"2019/..", "2018", false},
		{"2019/..", "XXXX-03-05", true},
		{"../2020", "2021", false},
		{"2021-12-12~", "2021-12-14", true},
		{"2021-12-12~", "2021-12-16", false},
		{"XXXX-12-31~", "2021-01-02", true},
		{"2021-12~", "2022-01-15", true},
		{"2021-12?", "2022-01-15", false},
		{"2024-21", "2024-04-02", true},
		{"XXXX-21", "2024-04-02", true},
		{"XXXX-21", "2024-07-02", false},
		{"[2025-03-05,2025-05-03]", "2025-05-03", true},
		{"[2025-03-05,2025-05-03]", "2025-04-03", false},
		{"Y170000002", "2025", false},
		{"-0043", "0043", false},
		{"", "2025-03-05", true},
		{"", "", true},
	}
	for _, tt := range tests {
		a, b := mustDate(t, tt.a), mustDate(t, tt.b)
		if got := MayEqual(a, b); got != tt.want {
			t.Errorf("MayEqual(%s, %s) = %v", a, b, got)
		}
		if got := MayEqual(b, a); got != tt.want {
			t.Errorf("MayEqual(%s, %s) = %v", b, a, got)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2025-03-05", "XXXX-03-05", "2024-21~", "2019/..", "../2020", "/1990", "[1667,1670..1672]", "{..1984}",
		"Y-17E7", "1950S2", "?2004-06-~11", "1985-04-12T23:20:30Z", "-0043", "XXX1-02-29", "2X2X-1X-3X", "Y99999E9S2", "Y-170000002S3"} {
		f.Add(s)
	}
	now := Date{"2025-03-05"}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDate(s)
		if err != nil {
			if d != (Date{}) {
				t.Fatalf("refused %q but returned %q", s, d)
			}
			return
		}
		if d.String() != s {
			t.Fatalf("%q was stored as %q", s, d)
		}
		if from, to, ok := d.Bounds(); ok && to.Before(from) {
			t.Fatalf("%q: bounds %v to %v", s, from, to)
		}
		if d.Words() == "" {
			t.Fatalf("%q has no words", s)
		}
		if !MayEqual(d, d) {
			t.Fatalf("%q may not equal itself", s)
		}
		if MayEqual(d, now) != MayEqual(now, d) || d.Compare(now) != -now.Compare(d) {
			t.Fatalf("%q is compared differently from the other side", s)
		}
	})
}
