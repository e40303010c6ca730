package model

// Distances is the number of classes of distances between a word and its governor:
// the root, nine classes of words before it, nine of words after it.
const Distances = 1 + 2*distanceSteps

const distanceSteps = 9

// distanceClass sorts distances up to the longest that has a class of its own.
var distanceClass = [...]uint8{0, 0, 1, 2, 3, 4, 4, 5, 5, 5, 6, 6, 6, 6, 6, 7, 7, 7, 7, 7, 7, 7, 7}

// Distance is the class of governor h (from 1; 0 is the root) for word d (from 0).
func Distance(d, h int) int {
	if h == 0 {
		return 0
	}
	by, side := d-(h-1), 1
	if by < 0 {
		by, side = -by, 1+distanceSteps
	}
	if by >= len(distanceClass) {
		return side + distanceSteps - 1
	}
	return side + int(distanceClass[by])
}

// AddDistances adds to the scores of word d for all governors what its Distances values say.
func AddDistances(scores, values []float32, d int) {
	for h := range scores {
		scores[h] += values[Distance(d, h)]
	}
}
