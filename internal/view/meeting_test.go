package view_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
)

func TestLatestFirst(t *testing.T) {
	want := []string{"2025-03", "2025-02-28", "2024", "XXXX-02-01", "XXXX-07-25", ""}
	dates := make([]rapporteur.Date, len(want))
	for i, s := range want {
		if s == "" {
			continue
		}
		d, err := rapporteur.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		dates[len(want)-1-i] = d
	}
	slices.SortFunc(dates, view.LatestFirst)
	var got []string
	for _, d := range dates {
		got = append(got, d.String())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("dates from the latest (-want +got):\n%s", diff)
	}
}
