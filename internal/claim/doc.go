// Package claim reads claims out of an analysed text by rules that are data.
//
// A document is read in these steps, one file each: items (item.go,
// annotate.go), clauses (clause.go), rules tried on every sentence (pattern.go,
// match.go, read.go), and for each match the certainty (stance.go), the speaker
// (attribution.go), the parties (parties.go), the fields of its kind
// (interaction.go, instrument.go, …) and the words it rests on (quote.go). What
// speaks of the same thing is then joined (merge.go).
//
// Go holds the grammar; rules/*.rules hold the words, the patterns and the
// sentences that each rule must and must not fire in (rules/README.md). Every
// claim carries the rule and the cue words it was made from.
package claim
