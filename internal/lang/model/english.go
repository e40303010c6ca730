package model

import (
	_ "embed" // the English model
	"sync"
)

//go:embed english.model
var english []byte

var loadEnglish = sync.OnceValues(func() (*Model, error) { return Load(english) })

// English is the model that comes with the program. It is checked and made
// ready at the first call; see MODEL_CARD.md for what it was made from and how
// good it is, and ATTRIBUTION.md for its licence.
func English() (*Model, error) { return loadEnglish() }
