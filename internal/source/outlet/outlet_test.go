package outlet

import (
	"testing"

	"golang.org/x/text/language"

	"example.org/rapporteur/internal/who"
)

// Every proposal is sound: no name stands for two outlets, every parent is one,
// countries, types and languages are known.
func TestList(t *testing.T) {
	all := parse(list)
	names := map[string]string{}
	for _, o := range all {
		for _, n := range append([]string{o.Name}, o.Names...) {
			if names[n] != "" {
				t.Errorf("%s is both %s and %s", n, names[n], o.Name)
			}
			names[n] = o.Name
		}
	}
	for _, o := range all {
		if err := o.Valid(); err != nil {
			t.Error(err)
		}
		if !who.IsState(o.Country) {
			t.Errorf("%s: %q is no state", o.Name, o.Country)
		}
		if _, err := language.Parse(o.Language); err != nil {
			t.Errorf("%s: %v", o.Name, err)
		}
		if o.Parent != "" && names[o.Parent] != o.Parent {
			t.Errorf("%s: its parent %s is not there", o.Name, o.Parent)
		}
	}
}

func TestProposed(t *testing.T) {
	for met, want := range map[string]string{
		"Vietnam News Agency": "Vietnam News Agency",
		"vna":                 "Vietnam News Agency",
		"en.vietnamplus.vn":   "VietnamPlus",
		"Example Daily":       "",
		"news.example":        "",
		"com":                 "",
		"Reuters. Example":    "",
	} {
		if got, ok := Proposed(met); got.Name != want || ok != (want != "") {
			t.Errorf("%q: %q, %t; want %q", met, got.Name, ok, want)
		}
	}
}
