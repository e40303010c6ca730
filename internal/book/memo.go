package book

import (
	"errors"
	"slices"
	"sync"
)

// memoSize is how many read models are kept. A dossier of a busy pair is a few
// megabytes.
const memoSize = 64

// A memo keeps the read models that were asked for last, each under a key that
// holds the ledger's revision, so that none goes stale.
type memo struct {
	mu    sync.Mutex
	held  map[string]*kept
	order []string // that asked for longest ago first
}

// A kept is a read model that is there, or is being made.
type kept struct {
	done  chan struct{} // closed when it is there or has failed
	value any
	err   error
}

// errUnmade is the error of what panicked while it was being made.
var errUnmade = errors.New("it could not be made")

// get returns what is held under a key, or makes and keeps it. Who asks while it is
// being made waits for it; if it fails, the next one tries. What is returned is
// shared: nobody may change it.
func get[T any](m *memo, key string, produce func() (T, error)) (v T, err error) {
	for {
		k, mine := m.take(key)
		if mine {
			err = errUnmade
			defer func() { m.settle(key, k, v, err) }()
			v, err = produce()
			return v, err
		}
		<-k.done
		if k.err == nil {
			return k.value.(T), nil
		}
	}
}

// take returns what is held under a key; mine is set if the caller is to make it.
func (m *memo) take(key string) (k *kept, mine bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.held == nil {
		m.held = map[string]*kept{}
	}
	if i := slices.Index(m.order, key); i >= 0 {
		m.order = append(slices.Delete(m.order, i, i+1), key)
		return m.held[key], false
	}
	if len(m.order) == memoSize {
		delete(m.held, m.order[0]) // who waits for it has it in hand
		m.order = slices.Delete(m.order, 0, 1)
	}
	k = &kept{done: make(chan struct{})}
	m.held[key] = k
	m.order = append(m.order, key)
	return k, true
}

// settle gives what was made to those who wait for it. What failed is not kept.
func (m *memo) settle(key string, k *kept, v any, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	k.value, k.err = v, err
	close(k.done)
	if i := slices.Index(m.order, key); err != nil && i >= 0 && m.held[key] == k {
		delete(m.held, key)
		m.order = slices.Delete(m.order, i, i+1)
	}
}
