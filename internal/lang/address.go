package lang

import "strings"

// longestAddress bounds the look-ahead for one address, so that time stays linear.
const longestAddress = 1024

// addressEnd returns the length of a web or mail address at the start of s, or 0.
func addressEnd(s string) int {
	for _, p := range []string{"http://", "https://", "ftp://", "www.", "mailto:"} {
		if len(s) > len(p) && strings.EqualFold(s[:len(p)], p) {
			e := len(s)
			if i := strings.IndexAny(s, "<>\"“”»"); i >= 0 {
				e = i
			}
			e = len(strings.TrimRight(s[:e], ".,;:!?'’"))
			if strings.HasSuffix(s[:e], ")") && !strings.Contains(s[:e], "(") {
				e = len(strings.TrimRight(s[:e], ".,;:!?'’)"))
			}
			if e > len(p) {
				return e
			}
			return 0
		}
	}
	if !isASCIIAlnum(s[0]) {
		return 0
	}
	const longestMailbox = 64 // RFC 5321, section 4.5.3.1.1
	at := 0
	for at < min(len(s), longestMailbox) && (isASCIIAlnum(s[at]) || strings.IndexByte("._%+-", s[at]) >= 0) {
		at++
	}
	if at == 0 || at >= len(s) || s[at] != '@' {
		return 0
	}
	e := at + 1
	for e < len(s) && (isASCIIAlnum(s[e]) || s[e] == '.' || s[e] == '-') {
		e++
	}
	e = len(strings.TrimRight(s[:e], ".-"))
	if !strings.Contains(s[at:max(at, e)], ".") {
		return 0
	}
	return e
}
