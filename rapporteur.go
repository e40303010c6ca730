// Package rapporteur is the vocabulary of the public memory of what states
// told each other they would do: documents and the exact words in them, the
// claims those words carry, and the records that gather claims.
//
// The package holds types and their invariants only. It does no I/O and uses
// nothing outside the standard library. The verbs live in internal/…, in the
// order in which data flows: text, lang, when, who, claim, link, ledger, view.
package rapporteur
