package model

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFromIOBAndBack(t *testing.T) {
	for _, test := range []struct{ in, want []string }{
		{[]string{"O", "B-PER", "O"}, []string{"O", "S-PER", "O"}},
		{[]string{"B-PER", "I-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG"}, []string{"B-PER", "I-PER", "E-PER", "B-LOC", "E-LOC", "S-ORG"}},
		{[]string{"I-ORG", "I-ORG", "I-LOC"}, []string{"B-ORG", "E-ORG", "S-LOC"}}, // begun without B
		{[]string{"B-MISC", "I-MISC"}, []string{"O", "O"}},
		{nil, nil},
	} {
		var got []string
		for _, tag := range FromIOB(test.in) {
			got = append(got, NameTags[tag])
		}
		if d := cmp.Diff(test.want, got); d != "" {
			t.Errorf("FromIOB(%v) (-want +got):\n%s", test.in, d)
		}
	}
	tags := []string{"B-PER", "I-PER", "O", "B-LOC", "B-ORG", "I-ORG", "I-ORG"}
	var back []string
	for _, tag := range FromIOB(tags) {
		back = append(back, IOB(tag))
	}
	if d := cmp.Diff(tags, back); d != "" {
		t.Error(d)
	}
}

// allowed is the definition: reading tags as spans and writing them again changes nothing.
func allowed(tags []int32) bool {
	var iob []string
	for _, t := range tags {
		iob = append(iob, IOB(t))
	}
	return cmp.Equal(tags, FromIOB(iob))
}

func TestNamesFindsTheBestAllowedTags(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 3))
	k := len(NameTags)
	for range 60 {
		n := 1 + r.IntN(3)
		scores := make([]float32, n*k)
		for i := range scores {
			scores[i] = float32(r.IntN(1000))
		}
		var top float32
		try := make([]int32, n)
		var walk func(i int, sum float32)
		walk = func(i int, sum float32) {
			if i == n {
				if sum > top && allowed(try) {
					top = sum
				}
				return
			}
			for tag := range k {
				try[i] = int32(tag)
				walk(i+1, sum+scores[i*k+tag])
			}
		}
		walk(0, 0)
		got := make([]int32, n)
		Names(append([]float32(nil), scores...), n, make([]uint8, n*k), got)
		var sum float32
		for i, tag := range got {
			sum += scores[i*k+int(tag)]
		}
		if !allowed(got) || sum != top {
			t.Fatalf("n=%d: tags %v (allowed: %v) weigh %v, the best allowed ones %v", n, got, allowed(got), sum, top)
		}
	}
	Names(nil, 0, nil, nil) // an empty sentence has no tags
}
