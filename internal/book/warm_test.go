package book

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"example.org/rapporteur"
)

// What several ask for at once is made once; what fails is made again, and what was
// asked for lately is kept before what was not.
func TestMemoOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var m memo
		var made atomic.Int64
		slowly := func() (int64, error) {
			time.Sleep(time.Second)
			return made.Add(1), nil
		}
		var all sync.WaitGroup
		for range 5 {
			all.Go(func() {
				if v, err := get(&m, "slow", slowly); v != 1 || err != nil {
					t.Errorf("got %d, %v", v, err)
				}
			})
		}
		all.Wait()
		broken := errors.New("broken")
		if _, err := get(&m, "breaks", func() (int, error) { return 0, broken }); !errors.Is(err, broken) {
			t.Errorf("what breaks gave %v", err)
		}
		if v, err := get(&m, "breaks", func() (int, error) { return 7, nil }); v != 7 || err != nil {
			t.Errorf("what broke before gave %d, %v", v, err)
		}
		for i := range 3 * memoSize {
			if _, err := get(&m, string(rune('α'+i)), func() (int, error) { return i, nil }); err != nil {
				t.Fatal(err)
			}
			if v, err := get(&m, "slow", slowly); v != 1 || err != nil {
				t.Fatalf("what is asked for all the time was made again: %d, %v", v, err)
			}
		}
		if len(m.held) != memoSize || len(m.order) != memoSize {
			t.Errorf("%d are held in an order of %d", len(m.held), len(m.order))
		}
	})
}

// What panics while it is made keeps nobody waiting.
func TestMemoPanics(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var m memo
		var others sync.WaitGroup
		func() {
			defer func() {
				if recover() == nil {
					t.Error("it did not panic")
				}
			}()
			get(&m, "breaks", func() (int, error) { //nolint:errcheck // see above
				others.Go(func() {
					if v, err := get(&m, "breaks", func() (int, error) { return 7, nil }); v != 7 || err != nil {
						t.Errorf("what panicked before gave %d, %v", v, err)
					}
				})
				synctest.Wait() // until the other waits
				panic("broken")
			})
		}()
		others.Wait()
	})
}

// keepWarm keeps a book warm until the test ends.
func keepWarm(t *testing.T, b *Book) {
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		b.KeepWarm(ctx, time.Millisecond)
	}()
	t.Cleanup(func() {
		stop()
		<-done
	})
}

// waitReady waits until the front page is prepared as the ledger is now.
func waitReady(t *testing.T, b *Book) {
	t.Helper()
	ready := func() bool {
		state, err := b.state(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		b.memo.mu.Lock()
		defer b.memo.mu.Unlock()
		return slices.ContainsFunc(b.memo.order, func(key string) bool { return strings.HasPrefix(key, "today "+state) })
	}
	for end := time.Now().Add(time.Minute); !ready(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the front page is not prepared")
		}
	}
}

// What changes while the first pages are prepared is prepared, too.
func TestKeepWarmMeanwhile(t *testing.T) {
	var asked atomic.Int64
	b := New(newLedger(t), func() time.Time {
		if asked.Add(1) > 2 { // the page is being made: midnight passes
			return clock().AddDate(0, 0, 1)
		}
		return clock()
	})
	keepWarm(t, b)
	for asked.Load() <= 2 {
		time.Sleep(time.Millisecond)
	}
	waitReady(t, b)
}

// After a change the front page is prepared before anybody asks for it.
func TestKeepWarm(t *testing.T) {
	l := newLedger(t)
	b := New(l, clock)
	keepWarm(t, b)
	for _, change := range []func(){func() {}, func() {
		put(t, l, "june", "---\nurl: https://c.example/3\npublished: 2025-06-01\n---\nChile and Peru held talks in Lima.")
	}} {
		change()
		waitReady(t, b)
		if _, err := b.Today(t.Context(), rapporteur.Date{}); err != nil {
			t.Fatal(err)
		}
	}
}
