package source

import "time"

// The bounds within which a source is checked again.
const (
	MinInterval = 15 * time.Minute
	MaxInterval = 24 * time.Hour
	// FirstInterval is that of a source of which nothing is known yet.
	FirstInterval = time.Hour
	// MaxWait is the longest that a host may ask to be left alone for.
	MaxWait = 7 * 24 * time.Hour
)

// A Check is what came of looking at a source once.
type Check struct {
	At     time.Time
	News   int  // references that were new or had changed
	Failed bool // the source could not be had or read
	// Waiting says that more references are known than could be read this time.
	Waiting bool
	// NotBefore is the moment before which the host asked not to be called
	// again; zero if it did not ask.
	NotBefore time.Time
}

// Next plans the next check of a source: the interval at which it is looked at
// now, and when it is due. interval is the one before, zero for a source that
// was not looked at yet; errors is how many checks in a row have failed, this
// one included.
//
// The interval is halved when there was news and grows by half when there was
// none, between MinInterval and MaxInterval. After an error it is kept, and the
// wait doubles with each further one. What the host asks for is respected.
func Next(interval time.Duration, errors int, c Check) (time.Duration, time.Time) {
	switch {
	case interval <= 0:
		interval = FirstInterval
	case c.Failed:
	case c.News > 0:
		interval /= 2
	default:
		interval += interval / 2
	}
	interval = min(max(interval, MinInterval), MaxInterval)
	wait := interval
	switch {
	case c.Failed:
		for range errors {
			if wait *= 2; wait >= MaxInterval {
				break
			}
		}
		wait = min(wait, MaxInterval)
	case c.Waiting:
		wait = MinInterval
	}
	due := c.At.Add(wait)
	if c.NotBefore.After(due) {
		due = c.NotBefore
	}
	if last := c.At.Add(MaxWait); due.After(last) {
		due = last
	}
	return interval, due
}

// revisits are the ages at which a page that was read is looked at again, since
// pages are corrected and removed mostly in their first days.
var revisits = []time.Duration{24 * time.Hour, 7 * 24 * time.Hour, 30 * 24 * time.Hour}

// Revisit returns when a page that was first read at a time is due to be looked
// at again after a number of visits, the first one included, or false if it no
// longer is.
func Revisit(first time.Time, visits int) (time.Time, bool) {
	if visits < 1 || visits > len(revisits) {
		return time.Time{}, false
	}
	return first.Add(revisits[visits-1]), true
}

// maxAttempts is how often a page that cannot be had is asked for.
const maxAttempts = 5

// Retry returns when a page that could not be had is due to be asked for again
// after a number of failed attempts, or false if it no longer is.
func Retry(at time.Time, attempts int, notBefore time.Time) (time.Time, bool) {
	if attempts >= maxAttempts {
		return time.Time{}, false
	}
	due := at.Add(MinInterval << (2 * max(attempts-1, 0))) // 15 minutes, 1, 4, 16 hours
	if notBefore.After(due) {
		due = notBefore
	}
	if last := at.Add(MaxWait); due.After(last) {
		due = last
	}
	return due, true
}
