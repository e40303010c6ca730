package source

import (
	"testing"
	"time"
)

func TestNext(t *testing.T) {
	const h = time.Hour
	at := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		name     string
		interval time.Duration
		errors   int
		check    Check
		want     time.Duration
		wait     time.Duration
	}{
		{"the first time", 0, 0, Check{News: 20}, FirstInterval, FirstInterval},
		{"the first time fails", 0, 1, Check{Failed: true}, FirstInterval, 2 * h},
		{"news", 4 * h, 0, Check{News: 1}, 2 * h, 2 * h},
		{"much news", 20 * time.Minute, 0, Check{News: 9}, MinInterval, MinInterval},
		{"no news", 4 * h, 0, Check{}, 6 * h, 6 * h},
		{"long no news", 20 * h, 0, Check{}, MaxInterval, MaxInterval},
		{"an error", 4 * h, 1, Check{Failed: true}, 4 * h, 8 * h},
		{"three errors", h, 3, Check{Failed: true}, h, 8 * h},
		{"a thousand errors", h, 1000, Check{Failed: true}, h, MaxInterval},
		{"more to read", 4 * h, 0, Check{News: 200, Waiting: true}, 2 * h, MinInterval},
		{"the host asks for a day and more", h, 1, Check{Failed: true, NotBefore: at.Add(30 * h)}, h, 30 * h},
		{"the host asks for less", 4 * h, 0, Check{NotBefore: at.Add(h)}, 6 * h, 6 * h},
		{"the host asks for a year", h, 0, Check{NotBefore: at.AddDate(1, 0, 0)}, 90 * time.Minute, MaxWait},
	} {
		test.check.At = at
		interval, due := Next(test.interval, test.errors, test.check)
		if interval != test.want || due.Sub(at) != test.wait {
			t.Errorf("%s: every %v, in %v; want every %v, in %v", test.name, interval, due.Sub(at), test.want, test.wait)
		}
	}
}

func TestRevisitAndRetry(t *testing.T) {
	at := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	var days []int
	for visits := 1; ; visits++ {
		due, ok := Revisit(at, visits)
		if !ok {
			break
		}
		days = append(days, int(due.Sub(at).Hours()/24))
	}
	if len(days) != 3 || days[0] != 1 || days[1] != 7 || days[2] != 30 {
		t.Errorf("visited again after %v days", days)
	}
	var hours []float64
	for attempts := 1; ; attempts++ {
		due, ok := Retry(at, attempts, time.Time{})
		if !ok {
			break
		}
		hours = append(hours, due.Sub(at).Hours())
	}
	if len(hours) != 4 || hours[0] != 0.25 || hours[3] != 16 {
		t.Errorf("asked again after %v hours", hours)
	}
	if due, _ := Retry(at, 1, at.Add(time.Hour)); due != at.Add(time.Hour) {
		t.Errorf("a host that asks for an hour is called at %v", due)
	}
}
