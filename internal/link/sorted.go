package link

import (
	"cmp"
	"maps"
	"slices"
)

// sortedKeys returns the keys of a map in order.
func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K {
	return slices.Sorted(maps.Keys(m))
}

// median returns the middle of a list, the lower one of two.
func median(ns []int) int {
	s := slices.Sorted(slices.Values(ns))
	return s[(len(s)-1)/2]
}
