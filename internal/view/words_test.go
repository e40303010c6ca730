package view

import (
	"testing"

	"example.org/rapporteur"
)

// What a reading added to a date is told in words, as dates on pages are.
func TestInferred(t *testing.T) {
	for in, want := range map[string]string{
		"": "",
		"year from the publication date 2025-03-06":                 "year from the publication date 6 March 2025",
		"year from the publication date 2023-03":                    "year from the publication date March 2023",
		`"2010-12" counted from the publication date 2011`:          "“2010-12” counted from the publication date 2011",
		`"late on Friday" counted from the date line 2024-09-21`:    "“late on Friday” counted from the date line 21 September 2024",
		`"12" counted from the publication date 2025-13-45`:         "“12” counted from the publication date 2025-13-45",
		"from 2024-25 and \"an unpaired quotation mark 12025-03-06": "from 2024-25 and \"an unpaired quotation mark 12025-03-06",
	} {
		if got := inferred(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

// A language at the end of an outlet's name is not its state.
func TestHomeOfAnOutlet(t *testing.T) {
	for in, want := range map[string]rapporteur.Party{
		"Jakarta Globe": "IDN", "Harbour Post English": "", "Vietnam Post French": "VNM", "English": "GBR", "Nation Thailand": "THA",
	} {
		if got := home(in); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}

func TestCapital(t *testing.T) {
	for in, want := range map[string]string{"": "", "minutes": "Minutes", "đối thoại": "Đối thoại", "21st": "21st"} {
		if got := capital(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}
