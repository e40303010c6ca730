package link

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAsWritten(t *testing.T) {
	for _, tt := range []struct {
		name  string
		stems []string
		texts []string
		want  []string
	}{
		{"in the order of the text, each once", []string{"equip", "vehicl"}, []string{"12 vehicles and equipment, with vehicles to follow"}, []string{"vehicles", "equipment"}},
		{"as the first text spells it", []string{"train"}, []string{"Training of officers", "trained officers"}, []string{"Training"}},
		{"another spelling of a known word", []string{"army"}, []string{"their military hospitals"}, []string{"military"}},
		{"with its marks", []string{"son"}, []string{"a post in Sơn La"}, []string{"Sơn"}},
		{"apostrophes are no part of it", []string{"hospital"}, []string{"the ‘hospitals’ of both"}, []string{"hospitals"}},
		{"what no text has stays", []string{"bord", "guard"}, []string{"guards"}, []string{"guards", "bord"}},
		{"nothing", nil, []string{"words"}, nil},
	} {
		if diff := cmp.Diff(tt.want, asWritten(tt.stems, tt.texts...)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}
