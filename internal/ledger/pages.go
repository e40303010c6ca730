package ledger

import (
	"iter"
	"strconv"
)

// pageSize is how many rows one query fetches. A page is one snapshot; between
// pages no connection is held, so that who iterates may use the ledger.
const pageSize = 500

var pageLimit = " limit " + strconv.Itoa(pageSize)

// pages yields what fetch returns, page by page. fetch returns up to pageSize
// items after a key, and the key of the last; after is nil for the first page.
func pages[T, K any](fetch func(after *K) ([]T, K, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var after *K
		for {
			items, last, err := fetch(after)
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			for _, item := range items {
				if !yield(item, nil) {
					return
				}
			}
			if len(items) < pageSize {
				return
			}
			after = &last
		}
	}
}
