package book

import "sync"

// memoSize is how many read models are kept. A dossier of a busy pair is a few
// megabytes.
const memoSize = 64

// A memo keeps the read models that were asked for last, each under a key that
// holds the ledger's revision, so that none goes stale.
type memo struct {
	mu    sync.Mutex
	held  map[string]any
	order []string // oldest first
}

// get returns what is held under a key, or makes and keeps it. What is returned
// is shared: nobody may change it.
func get[T any](m *memo, key string, produce func() (T, error)) (T, error) {
	m.mu.Lock()
	v, ok := m.held[key]
	m.mu.Unlock()
	if ok {
		return v.(T), nil
	}
	made, err := produce()
	if err != nil {
		return made, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, ok := m.held[key]; !ok {
		if m.held == nil {
			m.held = map[string]any{}
		}
		if len(m.order) == memoSize {
			delete(m.held, m.order[0])
			m.order = m.order[1:]
		}
		m.held[key] = made
		m.order = append(m.order, key)
	}
	return made, nil
}
