package model

import "strings"

// NameTags are the tags of the name head. A name of one word is S; longer ones
// begin with B, go on with I and end with E.
var NameTags = []string{
	"O",
	"B-PER", "I-PER", "E-PER", "S-PER",
	"B-LOC", "I-LOC", "E-LOC", "S-LOC",
	"B-ORG", "I-ORG", "E-ORG", "S-ORG",
}

// follows reports whether tag b may come directly after tag a.
func follows(a, b int) bool {
	inside := a != 0 && (a-1)%4 < 2 // B or I: the name must go on
	goesOn := b != 0 && ((b-1)%4 == 1 || (b-1)%4 == 2)
	if inside || goesOn {
		return inside && goesOn && (a-1)/4 == (b-1)/4
	}
	return true
}

// ends reports whether a sentence may end after tag a; it may begin with whatever may follow O.
func ends(a int) bool { return a == 0 || (a-1)%4 >= 2 }

// FromIOB turns IOB tags into indices of NameTags. Kinds other than PER, LOC and ORG become O.
func FromIOB(tags []string) []int32 {
	out := make([]int32, len(tags))
	for i := 0; i < len(tags); {
		_, kind, _ := strings.Cut(tags[i], "-")
		j := i + 1
		for j < len(tags) && tags[j] == "I-"+kind {
			j++
		}
		base := map[string]int32{"PER": 1, "LOC": 5, "ORG": 9}[kind]
		for k := i; base != 0 && k < j; k++ {
			switch {
			case j-i == 1:
				out[k] = base + 3
			case k == i:
				out[k] = base
			case k == j-1:
				out[k] = base + 2
			default:
				out[k] = base + 1
			}
		}
		i = j
	}
	return out
}

// iobNames are the IOB2 tags of NameTags.
var iobNames = func() (tags []string) {
	for i := range NameTags {
		tags = append(tags, IOB(int32(i)))
	}
	return tags
}()

// IOB is the IOB2 tag of an index of NameTags.
func IOB(tag int32) string {
	t := NameTags[tag]
	switch t[0] {
	case 'E':
		return "I" + t[1:]
	case 'S':
		return "B" + t[1:]
	}
	return t
}

// Names writes to tags the best allowed sequence of name tags for n rows of
// len(NameTags) scores (Viterbi 1967). back is scratch space of the same size as scores.
func Names(scores []float32, n int, back []uint8, tags []int32) {
	k := len(NameTags)
	for i := 1; i < n; i++ {
		row, prev := scores[i*k:(i+1)*k], scores[(i-1)*k:i*k]
		for b := range row {
			from := -1
			for _, a := range before[b] {
				if (i > 1 || opens[a]) && (from < 0 || prev[a] > prev[from]) {
					from = int(a)
				}
			}
			if from < 0 {
				row[b] = -1e9
				continue
			}
			row[b] += prev[from]
			back[i*k+b] = uint8(from)
		}
	}
	if n == 0 {
		return
	}
	last := 0
	for b, s := range scores[(n-1)*k : n*k] {
		if ends(b) && s > scores[(n-1)*k+last] && (n > 1 || opens[b]) {
			last = b
		}
	}
	for i := n - 1; i >= 0; i-- {
		tags[i] = int32(last)
		last = int(back[i*k+last])
	}
}

// before lists the tags that may stand before each tag; opens marks those that may begin a sentence.
var before, opens = func() (lists [][]uint8, opens []bool) {
	lists, opens = make([][]uint8, len(NameTags)), make([]bool, len(NameTags))
	for a := range NameTags {
		opens[a] = follows(0, a)
		for b := range NameTags {
			if follows(a, b) {
				lists[b] = append(lists[b], uint8(a))
			}
		}
	}
	return lists, opens
}()
