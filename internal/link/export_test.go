package link

import "iter"

// PartsOf yields parts of about a number of claims, however few.
func PartsOf(h Holdings, size int) iter.Seq2[Part, error] { return h.parts(size) }
