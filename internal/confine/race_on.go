//go:build race

package confine

// shadow is how many bytes the program takes for each that it uses: the race
// detector keeps several of its own, and ends the process if it gets none.
const shadow = 4
