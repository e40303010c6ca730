//go:build !amd64 && !arm64

package model

// fastest is the best kernel of this processor.
var fastest = portable
