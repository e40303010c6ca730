//go:build unix

package main

import (
	"testing"
	"time"
)

func TestQuantile(t *testing.T) {
	var times []time.Duration
	for i := 100; i > 0; i-- {
		times = append(times, time.Duration(i))
	}
	for _, c := range []struct {
		q    float64
		want time.Duration
	}{{0, 1}, {0.5, 51}, {0.95, 96}, {1, 100}} {
		if got := quantile(times, c.q); got != c.want {
			t.Errorf("quantile(1…100, %v) = %d, want %d", c.q, got, c.want)
		}
	}
	if times[0] != 100 {
		t.Error("quantile sorted the caller's times")
	}
}
