//go:build !amd64

package net

func forwardVector(u *float32, d int, x, before, c, h *float32, n int) {}

func backwardVector(u, du *float32, d int, x, c, before, dh, dx, carry *float32, n int) {}

func adamVector(w, avg, m, v, grad *float32, n int, k *adam) {}

// vectors is how many of n values the vector functions take: there are none here.
func vectors(int) int { return 0 }
