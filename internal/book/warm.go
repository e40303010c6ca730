package book

import (
	"context"
	"time"

	"example.org/rapporteur"
)

// KeepWarm prepares, again after each change of the ledger, what takes long and is
// asked for first: the front page, and the names that are found while somebody
// types. It waits until the ledger has been the same for a while, so as not to
// compete with what changes it, and ends with ctx. Who asks before it is ready
// waits for it, and is never shown what was prepared before the change. What goes
// wrong is told to who asks.
func (b *Book) KeepWarm(ctx context.Context, quiet time.Duration) {
	ready, _ := b.state(ctx) // asked for first: what changes meanwhile is not ready
	last := ready
	b.warm(ctx) // at once: the browser is being opened
	tick := time.NewTicker(quiet)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		state, err := b.state(ctx)
		if err != nil {
			continue
		}
		if state == last && state != ready {
			b.warm(ctx)
			ready = state
		}
		last = state
	}
}

// warm asks for what is to be ready.
func (b *Book) warm(ctx context.Context) {
	b.Today(ctx, rapporteur.Date{})   //nolint:errcheck // see KeepWarm
	b.persons(ctx, rapporteur.Date{}) //nolint:errcheck // see KeepWarm
	b.Names(ctx, rapporteur.Date{})   //nolint:errcheck // see KeepWarm
}
