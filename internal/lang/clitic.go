package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// parts emits the word s[i:j], cut where UD cuts one written word in several.
func (k *tokeniser) parts(i, j int) {
	w := k.s[i:j]
	if isDigitByte(w[0]) {
		if n := unitAt(w); n > 0 {
			k.emit(i, i+n)
			k.emit(i+n, j)
			return
		}
	}
	if len(w) <= longestContraction {
		if n := contractions[strings.ToLower(w)]; n > 0 {
			k.emit(i, i+n)
			k.emit(i+n, j)
			return
		}
	}
	n := cliticAt(w)
	if n == 0 {
		k.emit(i, j)
		return
	}
	// At most two clitics follow a word: "wouldn't've".
	if m := cliticAt(w[:n]); m > 0 {
		k.emit(i, i+m)
		k.emit(i+m, i+n)
	} else {
		k.emit(i, i+n)
	}
	k.emit(i+n, j)
}

const longestContraction = 6

// contractions are words without an apostrophe that UD cuts, and where.
var contractions = map[string]int{"cannot": 3, "gonna": 3, "gotta": 3, "wanna": 3, "outta": 3, "dont": 2, "didnt": 3}

// cliticAt returns where the clitic at the end of w starts, or 0.
func cliticAt(w string) int {
	tail := w[max(0, len(w)-6):]
	for a := range tail {
		r, n := utf8.DecodeRuneInString(tail[a:])
		if r != '\'' && r != '’' && r != '`' {
			continue
		}
		at := len(w) - len(tail) + a
		switch strings.ToLower(tail[a+n:]) {
		case "s":
			if isDecade(w[:at]) {
				return 0
			}
			return at
		case "m", "d", "re", "ve", "ll":
			return at
		case "t":
			if at > 1 && (w[at-1] == 'n' || w[at-1] == 'N') {
				return at - 1
			}
		}
	}
	return 0
}

// isDecade reports whether w is the figure of a decade, as in "the 1990's".
func isDecade(w string) bool {
	return (len(w) == 2 || len(w) == 4) && w[len(w)-1] == '0' && strings.Trim(w, "0123456789") == ""
}

// unitAt returns where the unit in a figure such as "10.30am" or "20bn" starts, or 0.
func unitAt(w string) int {
	n := strings.IndexFunc(w, func(r rune) bool { return !unicode.IsDigit(r) && r != '.' && r != ',' && r != ':' })
	if n > 0 && units[w[n:]] {
		return n
	}
	return 0
}

var units = map[string]bool{
	"am": true, "pm": true, "AM": true, "PM": true, "a.m": true, "p.m": true, "k": true, "K": true, "m": true, "mm": true,
	"cm": true, "km": true, "kg": true, "bn": true, "tn": true, "mn": true, "ha": true, "ft": true, "mph": true,
	"MW": true, "GW": true, "kW": true, "KW": true, "kWh": true, "GWh": true, "Hz": true, "GHz": true, "kph": true,
}
