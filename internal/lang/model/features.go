package model

import (
	"unicode"
	"unicode/utf8"
)

// A Fold holds the spelling of one word as the network sees it: lower case, with
// typographic quotes and dashes made plain. It is scratch space to be used again.
type Fold struct {
	lower []byte // folded spelling
	gram  []byte // folded spelling with digits as 0, between ^ and $
	ends  []int  // end of each rune of gram
	shape []byte
}

// hash32 is FNV-1a with a final mix, so that all 32 bits are usable.
func hash32(seed uint32, b []byte) uint32 {
	h := uint32(2166136261) ^ seed
	for _, c := range b {
		h = (h ^ uint32(c)) * 16777619
	}
	h ^= h >> 16
	h *= 0x7feb352d
	h ^= h >> 15
	h *= 0x846ca68b
	return h ^ h>>16
}

// Set folds word and returns the hash by which word vectors are looked up.
func (f *Fold) Set(word string) uint32 {
	f.lower, f.gram, f.shape = f.lower[:0], append(f.gram[:0], '^'), f.shape[:0]
	f.ends = append(f.ends[:0], 1)
	for _, r := range word {
		class := shapeOf(r)
		if n := len(f.shape); n == 0 || f.shape[n-1] != class {
			f.shape = append(f.shape, class)
		}
		switch r {
		case '’', '‘', '`':
			r = '\''
		case '“', '”', '„':
			r = '"'
		case '–', '—', '‑':
			r = '-'
		default:
			r = unicode.ToLower(r)
		}
		f.lower = utf8.AppendRune(f.lower, r)
		if class == '0' {
			r = '0'
		}
		f.gram = utf8.AppendRune(f.gram, r)
		f.ends = append(f.ends, len(f.gram))
	}
	f.gram = append(f.gram, '$')
	f.ends = append(f.ends, len(f.gram))
	return hash32(0, f.lower)
}

func shapeOf(r rune) byte {
	switch {
	case unicode.IsUpper(r):
		return 'X'
	case unicode.IsLower(r):
		return 'x'
	case unicode.IsDigit(r):
		return '0'
	case unicode.IsLetter(r):
		return 'l'
	case r == '\'' || r == '’':
		return '\''
	case r == '-' || r == '.' || r == ',':
		return byte(r)
	}
	return '*'
}

// Kinds of spelling features; each is hashed with its own seed.
const (
	seedShape = iota + 1
	seedFirstShape
	seedLength
	seedPrefix
	seedSuffix
	seedGram
)

// maxGrams bounds the trigrams of one word: long words are mostly addresses.
const maxGrams = 12

// MaxFeatures is the most rows AppendRows adds for one word.
const MaxFeatures = 3 + 4 + 4 + maxGrams

// AppendRows adds the rows of the spelling table (of the given number of rows)
// whose sum describes the word last set: shape, length, prefixes, suffixes and
// character trigrams. first tells whether the word opens its sentence.
func (f *Fold) AppendRows(dst []int32, rows int, first bool) []int32 {
	add := func(seed uint32, b []byte) {
		dst = append(dst, int32(hash32(seed*0x9e3779b9, b)%uint32(rows)))
	}
	shape := f.shape[:min(len(f.shape), 10)]
	add(seedShape, shape)
	if first {
		add(seedFirstShape, shape)
	}
	n := len(f.ends) - 2 // runes of the word
	f.shape = append(f.shape, byte(min(n, 12)))
	add(seedLength, f.shape[len(f.shape)-1:])
	f.shape = f.shape[:len(f.shape)-1]
	for i := 1; i <= 4 && i <= n; i++ {
		add(seedPrefix, f.gram[1:f.ends[i]])
		add(seedSuffix, f.gram[f.ends[n-i]:f.ends[n]])
	}
	for i := 0; i+2 < len(f.ends) && i < maxGrams; i++ {
		start := 0
		if i > 0 {
			start = f.ends[i-1]
		}
		add(seedGram, f.gram[start:f.ends[i+2]])
	}
	return dst
}
