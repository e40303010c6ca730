//go:build !race

package confine

// shadow is how many bytes the program takes for each that it uses.
const shadow = 1
