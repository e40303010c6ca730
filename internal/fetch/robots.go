package fetch

import (
	"bytes"
	"math"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// maxRobots is how much of a robots.txt is read, in bytes (RFC 9309 section 2.5
// asks for at least 500 kB).
const maxRobots = 500 << 10

// Rules are what a robots.txt says to one agent. The zero value allows everything.
type rules struct {
	paths []rule
	delay time.Duration // least time between two requests
}

// A rule is one line "Allow:" or "Disallow:".
type rule struct {
	allow bool
	parts []string // the pattern in normal form, cut at each *
	end   bool     // it ended in $: the whole path must match
	size  int      // length of the pattern in bytes: the longest match decides
}

// parseRobots reads a robots.txt as RFC 9309 has it, for the agent of that
// product token, with Crawl-delay as a further rule. Lines that are none are
// passed over, so that there is no robots.txt that cannot be read.
func parseRobots(b []byte, agent string) rules {
	b = bytes.TrimPrefix(b[:min(len(b), maxRobots)], []byte("\ufeff"))
	var own, others rules
	var named bool          // a group for the agent was seen
	var mine, everyone bool // the group that is being read is for the agent, for all
	heading := false        // the line before named an agent too
	for line := range strings.FieldsFuncSeq(string(b), func(r rune) bool { return r == '\n' || r == '\r' }) {
		line, _, _ = strings.Cut(line, "#")
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		value = strings.TrimSpace(value)
		var add func(*rules)
		switch strings.ToLower(strings.TrimSpace(key)) {
		case "user-agent":
			if !heading {
				mine, everyone = false, false
			}
			heading = true
			mine = mine || strings.EqualFold(productToken(value), agent)
			everyone = everyone || strings.HasPrefix(value, "*")
			named = named || mine
			continue
		case "allow":
			add = func(r *rules) { r.addPath(true, value) }
		case "disallow":
			add = func(r *rules) { r.addPath(false, value) }
		case "crawl-delay":
			add = func(r *rules) { r.delay = max(r.delay, parseDelay(value)) }
		default:
			continue // a sitemap, or a field of another crawler: no part of any group
		}
		heading = false
		if mine {
			add(&own)
		}
		if everyone {
			add(&others)
		}
	}
	if named {
		return own
	}
	return others
}

// productToken returns the product token that a user agent's name begins with.
func productToken(s string) string {
	for i, c := range []byte(s) {
		if (c|0x20 < 'a' || c|0x20 > 'z') && c != '_' && c != '-' {
			return s[:i]
		}
	}
	return s
}

// parseDelay reads seconds, up to a day; 0 if it is no number.
func parseDelay(s string) time.Duration {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(n) || n < 0 {
		return 0
	}
	const most = 24 * time.Hour
	return time.Duration(min(n, most.Seconds()) * float64(time.Second))
}

// addPath adds a rule. An empty pattern matches nothing.
func (r *rules) addPath(allow bool, pattern string) {
	if pattern == "" {
		return
	}
	if pattern[0] != '/' && pattern[0] != '*' {
		pattern = "/" + pattern
	}
	pattern, end := strings.CutSuffix(pattern, "$")
	pattern = normalPath(pattern, "*$")
	r.paths = append(r.paths, rule{allow, strings.Split(pattern, "*"), end, len(pattern)})
}

// allows says whether a page may be fetched: the longest pattern that matches
// decides, and of two equally long the one that allows (RFC 9309 section 2.2.2).
func (r rules) allows(u *url.URL) bool {
	path := u.EscapedPath()
	if u.RawQuery != "" || u.ForceQuery {
		path += "?" + u.RawQuery
	}
	path = normalPath(path, "")
	allow, size := true, -1
	for _, p := range r.paths {
		if (p.size > size || p.size == size && p.allow) && p.matches(path) {
			allow, size = p.allow, p.size
		}
	}
	return allow
}

// matches says whether the pattern matches the beginning of a path in normal
// form. Each part is looked for once, from left to right: that is enough, and
// takes no more time for a pattern made to take much.
func (p rule) matches(path string) bool {
	rest, ok := strings.CutPrefix(path, p.parts[0])
	if !ok {
		return false
	}
	if len(p.parts) == 1 {
		return !p.end || rest == ""
	}
	last := len(p.parts) - 1
	for _, part := range p.parts[1:last] {
		if _, rest, ok = strings.Cut(rest, part); !ok {
			return false
		}
	}
	if p.end {
		return strings.HasSuffix(rest, p.parts[last])
	}
	return strings.Contains(rest, p.parts[last])
}

// normalPath brings a path or a pattern into the form in which the two are
// compared (RFC 9309 section 2.2.2): unreserved characters as themselves, others
// beyond ASCII escaped, escapes in capitals. The characters * and $ are escaped
// unless they are among those kept, for in a path they are only characters.
func normalPath(s, keep string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	escape := func(c byte) { b.Write([]byte{'%', hex[c>>4], hex[c&15]}) }
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '%' && i+2 < len(s) {
			if n, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				i += 2
				if unreserved(byte(n)) {
					b.WriteByte(byte(n))
				} else {
					escape(byte(n))
				}
				continue
			}
		}
		if c <= ' ' || c >= 0x7f || (c == '*' || c == '$') && strings.IndexByte(keep, c) < 0 {
			escape(c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// unreserved says whether a character means the same escaped or not (RFC 3986
// section 2.3).
func unreserved(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_' || c == '~'
}
