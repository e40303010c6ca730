package net

import "golang.org/x/sys/cpu"

var hasVectors = cpu.X86.HasAVX2

// The vector functions do the work of forwardUnits, backwardUnits and
// adamUnits on n values, a positive multiple of 8.
//
//go:noescape
func forwardVector(u *float32, d int, x, before, c, h *float32, n int)

//go:noescape
func backwardVector(u, du *float32, d int, x, c, before, dh, dx, carry *float32, n int)

//go:noescape
func adamVector(w, avg, m, v, grad *float32, n int, k *adam)

// vectors is how many of n values the vector functions take.
func vectors(n int) int {
	if !hasVectors {
		return 0
	}
	return n &^ 7
}
