// Package claim reads claims out of an analysed text by rules that are data.
//
// A rule file (rules/*.rules) names classes of words and, for each rule, a
// pattern over the tokens of one sentence, what a match says, and sentences in
// which it must and must not fire. Every claim carries the rule and the cue
// words it was made from.
package claim
