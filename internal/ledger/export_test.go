package ledger

// CallCommon makes a search of an SQLite ledger take words for common from so many rows on.
func (l *Ledger) CallCommon(rows int) { l.index = fts{rows} }
