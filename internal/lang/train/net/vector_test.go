package net

import (
	"math"
	"math/rand/v2"
	"testing"
)

func random(r *rand.Rand, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(3 * r.NormFloat64())
	}
	return x
}

func near(t *testing.T, what string, want, got []float32) {
	t.Helper()
	for i := range want {
		if math.Abs(float64(want[i]-got[i])) > 1e-4*(1+math.Abs(float64(want[i]))) {
			t.Fatalf("%s: value %d is %v, want %v", what, i, got[i], want[i])
		}
	}
}

func TestVectorsAgreeWithUnits(t *testing.T) {
	const d, n = 48, 24
	if vectors(n) == 0 {
		t.Skip("this processor has no vector functions")
	}
	r := rand.New(rand.NewPCG(1, 9))
	for range 50 {
		u, x, before, dh := random(r, 3*d), random(r, n), random(r, n), random(r, n)
		c, h := make([]float32, n), make([]float32, n)
		c2, h2 := make([]float32, n), make([]float32, n)
		forwardUnits(0, d, u, x, before, c, h)
		forwardVector(&u[0], d, &x[0], &before[0], &c2[0], &h2[0], n)
		near(t, "cells", c, c2)
		near(t, "outputs", h, h2)

		du, dx, carry := make([]float32, 3*d), random(r, n), random(r, n)
		du2, dx2, carry2 := make([]float32, 3*d), append([]float32(nil), dx...), append([]float32(nil), carry...)
		backwardUnits(0, d, u, du, x, c, before, dh, dx, carry)
		backwardVector(&u[0], &du2[0], d, &x[0], &c[0], &before[0], &dh[0], &dx2[0], &carry2[0], n)
		near(t, "gate gradients", du, du2)
		near(t, "input gradients", dx, dx2)
		near(t, "carried gradients", carry, carry2)

		a := adam{rate: 0.01, b1: 0.9, rest1: 0.1, b2: 0.98, rest2: 0.02, decay: 0.99, scale: 0.5, epsilon: 1e-8}
		var slow, fast [4][]float32
		for i := range slow {
			slow[i] = random(r, n)
			if i == 3 {
				for j, v := range slow[i] {
					slow[i][j] = v * v // the second moment
				}
			}
			fast[i] = append([]float32(nil), slow[i]...)
		}
		a.updateUnits(0, slow[0], slow[1], slow[2], slow[3], dh)
		adamVector(&fast[0][0], &fast[1][0], &fast[2][0], &fast[3][0], &dh[0], n, &a)
		for i := range slow {
			near(t, "Adam", slow[i], fast[i])
		}
	}
}
