// Package eval measures what the reader takes from texts against annotations
// made by hand.
//
// A prediction is found if its quote is an exact substring of the text, is at
// most MaxQuote code points long, shares at least half of the shorter quote with
// an annotated one, and agrees with it on who is involved:
//
//	interactions   parties, Jaccard index of at least 0.5
//	commitments    by, Jaccard index of at least 0.5; an empty annotated by accepts any
//	instruments    the kind, or a third of the title's words
//	gaps           the quote alone
//	speculation    the quote alone
//	people         the name, folded over case and diacritics; one may be the tail of the other
//	events_plover  source and target, in either order where the type is mutual
//
// One prediction serves one annotation and the other way round, best match
// first. Annotations marked as background are neither required nor punished.
// Attributes are scored among the found.
package eval
