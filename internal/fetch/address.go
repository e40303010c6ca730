package fetch

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"code.dny.dev/ssrf"
	"golang.org/x/net/idna"
)

// maxURL bounds an address, in bytes. RFC 9110 section 4.1 asks for at least 8000.
const maxURL = 8192

// innerNames are the suffixes of names that mean something on the local network
// or host only, so that the public resolver must not even be asked for them (RFC
// 6761, 6762, 7686, 8375, 9476; ICANN's reservation of "internal"; and those that
// local networks are wont to use). The names of cloud metadata services are
// among them.
var innerNames = []string{
	"alt", "corp", "home", "home.arpa", "internal", "intranet", "invalid", "lan", "local",
	"localdomain", "localhost", "onion", "private", "test",
}

// public tells the addresses of the public network from all others: loopback,
// private, link-local, shared, multicast, reserved, and those that carry an IPv4
// address inside (mapped, NAT64, 6to4, Teredo).
var public = ssrf.New(ssrf.WithDeniedV4Prefixes(
	netip.MustParsePrefix("168.63.129.16/32"), // a cloud's platform service, although its address looks public
))

// names brings host names into the form that is asked for in DNS (UTS 46). As in
// browsers it does not insist on STD 3, since names with an underscore or two
// hyphens in a row are in use; normalHost looks at what comes out.
var names = idna.New(idna.MapForLookup(), idna.Transitional(false), idna.BidiRule(),
	idna.StrictDomainName(false), idna.CheckHyphens(false), idna.VerifyDNSLength(true))

// A guard knows what may be reached.
type guard struct {
	// allowed has the hosts that the operator named, in normal form, as
	// "host:port", or without a port if all are allowed.
	allowed map[string]bool
}

// newGuard reads the operator's list: "host", "host:port", or an IP address.
func newGuard(hosts []string) (*guard, error) {
	g := &guard{allowed: make(map[string]bool)}
	for _, entry := range hosts {
		host, port := entry, ""
		if h, p, err := net.SplitHostPort(entry); err == nil {
			host, port = h, p
		}
		name, msg := normalHost(strings.Trim(host, "[]"))
		if msg != "" {
			return nil, fmt.Errorf("allowed host %q %s: give a host name or an IP address, with or without a port", entry, msg)
		}
		if port != "" {
			n, err := strconv.ParseUint(port, 10, 16)
			if err != nil || n == 0 {
				return nil, fmt.Errorf("allowed host %q has no valid port: give one from 1 to 65535, or none for all", entry)
			}
			name = hostPort(name, uint16(n))
		}
		g.allowed[name] = true
	}
	return g, nil
}

// allows says whether the operator named the host for that port.
func (g *guard) allows(host string, port uint16) bool {
	return g.allowed[host] || g.allowed[hostPort(host, port)]
}

func hostPort(host string, port uint16) string {
	return net.JoinHostPort(host, strconv.FormatUint(uint64(port), 10))
}

// check returns an address in normal form, or what is wrong with it: the scheme
// and host in lower case, the host as it is asked for in DNS, no port where it is
// the scheme's own, no fragment. Where programs differ on which host an address
// means, it is refused rather than interpreted.
func (g *guard) check(raw string) (*url.URL, error) {
	bad := func(f Fault, msg string) error { return &Error{Fault: f, URL: shown(raw), Msg: msg} }
	raw = strings.TrimSpace(raw)
	long := bad(BadAddress, fmt.Sprintf("the address is longer than %d bytes: look whether several were joined", maxURL))
	if len(raw) > maxURL {
		return nil, long
	}
	u, err := url.Parse(raw)
	if err != nil {
		return nil, &Error{Fault: BadAddress, URL: shown(raw), Msg: "not an address: check how it is written", Err: reason(err)}
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return nil, bad(BadAddress, "only addresses with http:// or https:// are fetched: give the full address of the page")
	}
	if u.Opaque != "" || u.Host == "" {
		return nil, bad(BadAddress, "the address names no host: write it as https://host/page")
	}
	if u.User != nil {
		return nil, bad(BadAddress, "the address holds a user name or password, and none is ever sent: leave out what stands before the @")
	}
	if before, _, _ := strings.Cut(raw, "?"); strings.Contains(before, `\`) {
		return nil, bad(BadAddress, `the address holds a backslash, which programs understand differently: write / or %5C`)
	}
	host, msg := normalHost(u.Hostname())
	if msg == "" && (u.Host[0] == '[') != strings.Contains(host, ":") {
		msg = "is an IPv6 address without brackets, or brackets around something else"
	}
	if msg != "" {
		return nil, bad(BadAddress, fmt.Sprintf("the host %q %s: check the address", u.Hostname(), msg))
	}
	port := uint64(80)
	if u.Scheme == "https" {
		port = 443
	}
	own := port
	if u.Port() != "" {
		if port, err = strconv.ParseUint(u.Port(), 10, 16); err != nil || port == 0 {
			return nil, bad(BadAddress, "the port is not one: use a number from 1 to 65535, or none")
		}
	}
	if !g.allows(host, uint16(port)) {
		if port != own {
			return nil, bad(Refused, fmt.Sprintf("port %d is not the web's: if the server is your own, name %s among the allowed hosts", port, hostPort(host, uint16(port))))
		}
		if err := checkPublic(host); err != nil {
			err.URL = shown(raw)
			return nil, err
		}
	}

	n := &url.URL{Scheme: u.Scheme, Host: host, Path: u.Path, RawPath: u.RawPath, RawQuery: escapeQuery(u.RawQuery), ForceQuery: u.ForceQuery}
	if strings.Contains(host, ":") {
		n.Host = "[" + host + "]"
	}
	if port != own {
		n.Host = hostPort(host, uint16(port))
	}
	if n.Path == "" {
		n.Path = "/"
	}
	if len(n.String()) > maxURL { // what had to be escaped made it longer
		return nil, long
	}
	return n, nil
}

// reason takes from an error of net/url the whole address, which it repeats.
func reason(err error) error {
	var ue *url.Error
	if errors.As(err, &ue) {
		return ue.Err
	}
	return err
}

// normalHost returns a host name as DNS is asked for it, or an IP address in its
// one usual form; or else what is wrong with it.
func normalHost(host string) (string, string) {
	if strings.Contains(host, "%") || !utf8.ValidString(host) {
		return "", "has a zone, an escape or broken characters in it"
	}
	if strings.Contains(host, ":") {
		ip, err := netip.ParseAddr(host)
		if err != nil {
			return "", "is not an IPv6 address"
		}
		return ip.String(), ""
	}
	// Digits of other scripts become ASCII digits here, and other full stops
	// become dots, so that the checks below see them.
	name, err := names.ToASCII(host)
	if err != nil {
		return "", "is not a host name"
	}
	name = strings.TrimSuffix(strings.ToLower(name), ".")
	if name == "" {
		return "", "is not a host name"
	}
	for _, c := range []byte(name) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '.' && c != '_' {
			return "", "is not a host name"
		}
	}
	if !endsInNumber(name) {
		return name, ""
	}
	// 127.1, 0x7f.1, 0177.0.0.1 and 2130706433 mean one address to some programs
	// and another, or a name, to others.
	ip, err := netip.ParseAddr(name)
	if err != nil {
		return "", "is a number, or an IP address not written as four decimal numbers"
	}
	return ip.String(), ""
}

// endsInNumber says whether programs may take a name for an IPv4 address (WHATWG
// URL, "ends in a number").
func endsInNumber(name string) bool {
	last := name[strings.LastIndexByte(name, '.')+1:]
	if hex, ok := strings.CutPrefix(last, "0x"); ok {
		return strings.Trim(hex, "0123456789abcdef") == ""
	}
	return strings.Trim(last, "0123456789") == ""
}

// checkPublic refuses a host in normal form that cannot be on the public
// network, before anybody is asked about it.
func checkPublic(host string) *Error {
	if ip, err := netip.ParseAddr(host); err == nil {
		return checkPublicIP(ip)
	}
	inner := !strings.Contains(host, ".")
	for _, suffix := range innerNames {
		inner = inner || host == suffix || strings.HasSuffix(host, "."+suffix)
	}
	if inner {
		return refused(host + " is a name of a local network")
	}
	return nil
}

// checkPublicIP refuses an IP address that is not on the public network.
func checkPublicIP(ip netip.Addr) *Error {
	if public.SafeAddr(ip) != nil {
		return refused(ip.String() + " is not an address of the public network")
	}
	return nil
}

func refused(what string) *Error {
	return &Error{Fault: Refused, Msg: what + ", and nothing is fetched from there: if the server is your own, name it among the allowed hosts"}
}

// checkDial is asked before every connection, when the name has become an IP
// address, so that it makes no difference what DNS answered a moment ago. The
// host is the one of the address in normal form.
func (g *guard) checkDial(network, host string, to netip.AddrPort) *Error {
	if network != "tcp4" && network != "tcp6" {
		return refused("a connection over " + network)
	}
	ip := to.Addr()
	if !g.allows(host, to.Port()) {
		if to.Port() != 80 && to.Port() != 443 {
			return refused(fmt.Sprintf("port %d of %s is not the web's", to.Port(), host))
		}
		if err := checkPublicIP(ip); err != nil {
			return refused(fmt.Sprintf("%s leads to %s, which is not an address of the public network", host, ip))
		}
		return nil
	}
	// An allowed name may lead to a network of one's own. It may not lead to
	// link-local addresses, where clouds keep their keys: those must be named
	// themselves.
	if ip.String() == host || ip.IsLoopback() || ip.IsPrivate() || shared.Contains(ip) || public.SafeAddr(ip) == nil {
		return nil
	}
	return refused(fmt.Sprintf("%s leads to %s, which is neither public nor an ordinary private address", host, ip))
}

// shared is the space between providers and their customers (RFC 6598), which
// private networks use too.
var shared = netip.MustParsePrefix("100.64.0.0/10")

// escapeQuery escapes what must not stand in a request line. Everything else,
// escapes included, stays as it was written.
func escapeQuery(q string) string {
	var b strings.Builder
	for _, c := range []byte(q) {
		if c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>`\\^{|}", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// shown returns an address for a message: without a password, and not too long.
func shown(raw string) string {
	if scheme, rest, ok := strings.Cut(raw, "//"); ok {
		authority := rest
		if i := strings.IndexAny(rest, "/?#"); i >= 0 {
			authority = rest[:i]
		}
		if i := strings.LastIndexByte(authority, '@'); i >= 0 {
			raw = scheme + "//…" + rest[i:]
		}
	}
	return shorten(raw)
}

// shorten cuts foreign words for a message.
func shorten(s string) string {
	const most = 300
	if len(s) > most {
		return strings.ToValidUTF8(s[:most], "") + "…"
	}
	return s
}
