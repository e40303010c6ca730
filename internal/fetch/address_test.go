package fetch

import (
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"testing"
)

// Addresses that lead, or that some program would take to lead, to somewhere that
// must not be reached. Each is refused as it stands and as a redirect's target.
var hostile = []struct {
	name, url string
	want      Fault
}{
	{"loopback", "http://127.0.0.1/", Refused},
	{"loopback, other", "http://127.8.9.10/", Refused},
	{"loopback, port", "http://127.0.0.1:22/", Refused},
	{"this network", "http://0.0.0.0/", Refused},
	{"private A", "http://10.0.0.1/", Refused},
	{"private B", "http://172.31.255.254/", Refused},
	{"private C", "http://192.168.1.1/", Refused},
	{"metadata", "http://169.254.169.254/latest/meta-data/", Refused},
	{"metadata of containers", "http://169.254.170.2/v2/credentials", Refused},
	{"metadata in shared space", "http://100.100.100.200/latest/meta-data/", Refused},
	{"metadata in protocol space", "http://192.0.0.192/latest/", Refused},
	{"metadata behind a public address", "http://168.63.129.16/machine", Refused},
	{"metadata over IPv6", "http://[fd00:ec2::254]/latest/meta-data/", Refused},
	{"metadata by name", "http://metadata.google.internal/computeMetadata/v1/", Refused},
	{"shared space", "http://100.64.0.1/", Refused},
	{"benchmarks", "http://198.18.0.1/", Refused},
	{"documentation", "http://192.0.2.1/", Refused},
	{"multicast", "http://224.0.0.1/", Refused},
	{"reserved", "http://240.0.0.1/", Refused},
	{"broadcast", "http://255.255.255.255/", Refused},
	{"loopback over IPv6", "http://[::1]/", Refused},
	{"loopback over IPv6, long", "http://[0000:0000:0000:0000:0000:0000:0000:0001]/", Refused},
	{"unspecified over IPv6", "http://[::]/", Refused},
	{"mapped", "http://[::ffff:127.0.0.1]/", Refused},
	{"mapped, hexadecimal", "http://[::ffff:7f00:1]/", Refused},
	{"mapped, public", "http://[::ffff:8.8.8.8]/", Refused},
	{"compatible", "http://[::127.0.0.1]/", Refused},
	{"translated", "http://[::ffff:0:127.0.0.1]/", Refused},
	{"NAT64", "http://[64:ff9b::127.0.0.1]/", Refused},
	{"NAT64, private", "http://[64:ff9b::a00:1]/", Refused},
	{"NAT64, local", "http://[64:ff9b:1::a9fe:a9fe]/", Refused},
	{"6to4", "http://[2002:7f00:1::]/", Refused},
	{"Teredo", "http://[2001:0:7f00:1::]/", Refused},
	{"unique local", "http://[fc00::1]/", Refused},
	{"link-local over IPv6", "http://[fe80::1]/", Refused},
	{"link-local with zone", "http://[fe80::1%25eth0]/", BadAddress},
	{"loopback with zone", "http://[::1%25lo]/", BadAddress},
	{"public with zone", "http://[2606:2800:220:1::1%251]/", BadAddress},
	{"site-local", "http://[fec0::1]/", Refused},
	{"multicast over IPv6", "http://[ff02::1]/", Refused},
	{"documentation over IPv6", "http://[2001:db8::1]/", Refused},
	{"discard", "http://[100::1]/", Refused},

	{"decimal", "http://2130706433/", BadAddress},
	{"decimal, overflowing", "http://4294967297/", BadAddress},
	{"octal", "http://0177.0.0.1/", BadAddress},
	{"octal, one number", "http://017700000001/", BadAddress},
	{"octal, padded", "http://00000177.0.0.1/", BadAddress},
	{"hexadecimal", "http://0x7f.0.0.1/", BadAddress},
	{"hexadecimal, one number", "http://0x7f000001/", BadAddress},
	{"hexadecimal, capital", "http://0X7F000001/", BadAddress},
	{"hexadecimal at the end", "http://127.0.0.0x1/", BadAddress},
	{"hexadecimal, empty", "http://127.0.0.0x/", BadAddress},
	{"short", "http://127.1/", BadAddress},
	{"zero", "http://0/", BadAddress},
	{"five numbers", "http://1.127.0.0.1/", BadAddress},
	{"leading zero", "http://127.0.0.01/", BadAddress},
	{"full-width digits", "http://１２７.０.０.１/", Refused},
	{"circled digits", "http://①②⑦.⓪.⓪.①/", Refused},
	{"ideographic stops", "http://127。0。0。1/", Refused},
	{"half-width stops", "http://127｡0｡0｡1/", Refused},
	{"escaped digits", "http://%31%32%37.0.0.1/", BadAddress},
	{"escaped full-width digits", "http://%EF%BC%91%EF%BC%92%EF%BC%97.0.0.1/", Refused},
	{"soft hyphen", "http://127.0.0.1\u00ad/", Refused},
	{"trailing dot", "http://127.0.0.1./", Refused},
	{"trailing dots", "http://127.0.0.1../", BadAddress},
	{"trailing ideographic stop", "http://localhost。/", Refused},
	{"localhost", "http://localhost/", Refused},
	{"localhost, capitals", "http://LocalHost/", Refused},
	{"localhost, trailing dot", "http://localhost./", Refused},
	{"localhost, circled letters", "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/", Refused},
	{"below localhost", "http://a.localhost/", Refused},
	{"one label", "http://intranet/", Refused},
	{"local", "http://printer.local/", Refused},
	{"home", "http://router.home.arpa/", Refused},
	{"onion", "http://abcdefghijklmnop.onion/", Refused},
	{"cluster", "http://kubernetes.default.svc.cluster.local/", Refused},
	{"a/c sign in the host", "http://a.com℀.news.example/", BadAddress},
	{"full-width slash in the host", "http://127.0.0.1／.news.example/", BadAddress},
	{"full-width at in the host", "http://news.example＠127.0.0.1/", BadAddress},

	{"user", "http://news.example@127.0.0.1/", BadAddress},
	{"user with port", "http://news.example:80@127.0.0.1/", BadAddress},
	{"password", "https://me:secret@news.example/", BadAddress},
	{"empty user", "http://@127.0.0.1/", BadAddress},
	{"two ats", "http://a@127.0.0.1@news.example/", BadAddress},
	{"backslash before at", `http://news.example\@127.0.0.1/`, BadAddress},
	{"at before backslash", `http://127.0.0.1\@news.example/`, BadAddress},
	{"backslashes", `http:\\127.0.0.1\`, BadAddress},
	{"backslash in the path", `http://news.example/\127.0.0.1`, BadAddress},
	{"backslash in the fragment", `http://127.0.0.1#\@news.example/`, BadAddress},
	{"fragment before at", "http://127.0.0.1#@news.example/", Refused},
	{"query before at", "http://127.0.0.1?@news.example/", Refused},
	{"new line in the host", "http://127.0.0.1\n.news.example/", BadAddress},
	{"tab in the host", "http://127.0.0.1\t.news.example/", BadAddress},
	{"header smuggling", "http://127.0.0.1:11211/\r\nset key 0", BadAddress},
	{"null", "http://news.example\x00.127.0.0.1/", BadAddress},
	{"space in the host", "http://127.0.0.1 .news.example/", BadAddress},
	{"escaped new line", "http://127.0.0.1%0a.news.example/", BadAddress},
	{"two ports", "http://127.0.0.1:80:80/", BadAddress},
	{"port beyond", "http://news.example:65616/", BadAddress},
	{"port zero", "http://news.example:0/", BadAddress},
	{"no brackets", "http://::1/", BadAddress},
	{"brackets around a name", "http://[localhost]/", BadAddress},
	{"brackets around IPv4", "http://[127.0.0.1]/", BadAddress},
	{"bracket unclosed", "http://[::1/", BadAddress},

	{"ssh", "http://news.example:22/", Refused},
	{"redis", "http://news.example:6379/", Refused},
	{"alternative port", "http://news.example:8080/", Refused},
	{"port of the other scheme", "http://news.example:443/", Refused},
	{"file", "file:///etc/passwd", BadAddress},
	{"gopher", "gopher://127.0.0.1:6379/_FLUSHALL", BadAddress},
	{"dict", "dict://127.0.0.1:11211/stat", BadAddress},
	{"ftp", "ftp://news.example/", BadAddress},
	{"ldap", "ldap://127.0.0.1/", BadAddress},
	{"jar", "jar:http://127.0.0.1!/", BadAddress},
	{"data", "data:text/html,hello", BadAddress},
	{"javascript", "javascript:alert(1)", BadAddress},
	{"opaque", "http:127.0.0.1", BadAddress},
	{"no host", "http:///etc/passwd", BadAddress},
	{"only a dot", "http://./", BadAddress},
	{"long", "http://news.example/" + strings.Repeat("a", maxURL), BadAddress},
	{"long label", "http://" + strings.Repeat("a", 64) + ".example/", BadAddress},
	{"long name", "http://" + strings.Repeat("abcdefg.", 40) + "example/", BadAddress},
}

// Addresses that are no URL at all when they stand alone, but some of which are
// references to the same host in a redirect.
var malformed = []string{"", " ", "news.example", "//127.0.0.1/", "/page", "http://", "://news.example", "http//news.example", "%"}

func TestHostileAddresses(t *testing.T) {
	c, _ := client(t, func(conf *Config) {
		conf.AllowHosts = nil
		conf.Resolver = resolver(func(name string) []netip.Addr {
			t.Errorf("DNS was asked for %q", name)
			return nil
		})
	})
	for _, tt := range hostile {
		t.Run(tt.name, func(t *testing.T) {
			_, err := c.Get(t.Context(), Request{URL: tt.url})
			fails(t, err, tt.want, false)
		})
	}
	for _, raw := range malformed {
		if got, err := c.CheckURL(raw); !errors.Is(err, BadAddress) {
			t.Errorf("%q: %q, %v, want it refused as %q", raw, got, err, BadAddress)
		}
	}
}

func TestHostileRedirects(t *testing.T) {
	inner := web(t, map[string]http.HandlerFunc{"/": func(http.ResponseWriter, *http.Request) { t.Error("the inner server was reached") }})
	pages := make(map[string]http.HandlerFunc)
	for _, tt := range hostile {
		pages["/"+url.PathEscape(tt.name)] = pointsTo(tt.url)
	}
	pages["/inner"] = pointsTo(inner.URL)
	pages["/schemeless"] = pointsTo("//" + inner.Listener.Addr().String() + "/")
	outer := queryWeb(t, pages)
	c, _ := client(t, func(conf *Config) {
		conf.AllowHosts = []string{strings.TrimPrefix(outer, "http://")}
		conf.Resolver = resolver(func(name string) []netip.Addr {
			t.Errorf("DNS was asked for %q", name)
			return nil
		})
	})
	for _, tt := range hostile {
		if tt.name == "backslash in the path" {
			continue // in a redirect it is a character of the path, and is sent escaped
		}
		t.Run(tt.name, func(t *testing.T) {
			_, err := c.Get(t.Context(), Request{URL: outer + "/?page=" + url.QueryEscape(tt.name)})
			var e *Error
			if !errors.As(err, &e) {
				t.Fatalf("error %v, want one of this package", err)
			}
			switch e.Fault {
			case Refused, BadAddress, Redirected:
			case Malformed:
				if tt.name != "null" { // which no header can carry
					t.Errorf("error %v", err)
				}
			default:
				t.Errorf("error %v", err)
			}
		})
	}
	for _, page := range []string{"inner", "schemeless"} {
		_, err := c.Get(t.Context(), Request{URL: outer + "/?page=" + page})
		fails(t, err, Refused, false)
	}
}

// queryWeb serves each page at /?page=name, so that a name may be anything.
func queryWeb(t *testing.T, pages map[string]http.HandlerFunc) string {
	return web(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
		if h := pages["/"+url.PathEscape(r.URL.Query().Get("page"))]; h != nil {
			h(w, r)
			return
		}
		http.NotFound(w, r)
	}}).URL
}

func TestNormalForm(t *testing.T) {
	c, _ := client(t, func(conf *Config) {
		conf.AllowHosts = []string{"wiki.corp", "Archive.Corp:8080", "[fd00::1]:81", "10.1.2.3", "büro"}
	})
	for _, tt := range []struct{ raw, want string }{
		{"http://news.example", "http://news.example/"},
		{"  https://News.Example:443/A?b=C#d\n", "https://news.example/A?b=C"},
		{"HTTP://news.example:80/", "http://news.example/"},
		{"http://news.example:0080/", "http://news.example/"},
		{"http://news.example:/", "http://news.example/"},
		{"http://news.example./", "http://news.example/"},
		{"http://bücher.example/ü?ö=ä b", "http://xn--bcher-kva.example/%C3%BC?%C3%B6=%C3%A4%20b"},
		{"http://faß.example/", "http://xn--fa-hia.example/"},
		{"http://例え。テスト/", "http://xn--r8jz45g.xn--zckzah/"},
		{"http://xn--bcher-kva.example/", "http://xn--bcher-kva.example/"},
		{"http://r3---sn-a.b_c.example/", "http://r3---sn-a.b_c.example/"},
		{"http://8.8.8.8/", "http://8.8.8.8/"},
		{"https://[2606:2800:0220:0001::1]/", "https://[2606:2800:220:1::1]/"},
		{"http://1.2.3.com/", "http://1.2.3.com/"},
		{"http://news.example/a%2Fb//c/../d?e=%20&f=\"g\"", "http://news.example/a%2Fb//c/../d?e=%20&f=%22g%22"},
		{"http://news.example?", "http://news.example/?"},
		{"http://wiki.corp:8000/", "http://wiki.corp:8000/"},
		{"https://wiki.corp/", "https://wiki.corp/"},
		{"http://archive.corp:8080/", "http://archive.corp:8080/"},
		{"http://[fd00:0::1]:81/", "http://[fd00::1]:81/"},
		{"http://10.1.2.3:9/", "http://10.1.2.3:9/"},
		{"http://BÜRO/", "http://xn--bro-hoa/"},
	} {
		got, err := c.CheckURL(tt.raw)
		if err != nil || got != tt.want {
			t.Errorf("%q: %q, %v, want %q", tt.raw, got, err, tt.want)
		}
	}
	for _, raw := range []string{
		"http://archive.corp/", "http://archive.corp:8081/", "http://[fd00::1]/", "http://[fd00::2]:81/",
		"http://10.1.2.4/", "http://a.wiki.corp/", "http://wiki.corp.local/",
	} {
		if got, err := c.CheckURL(raw); !errors.Is(err, Refused) {
			t.Errorf("%q: %q, %v, want it refused", raw, got, err)
		}
	}
}

// What a name leads to is checked when the connection is made.
func TestCheckDial(t *testing.T) {
	g, err := newGuard([]string{"wiki.corp", "local.corp:8080", "169.254.1.1"})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		host, to string
		ok       bool
	}{
		{"news.example", "93.184.215.14:80", true},
		{"news.example", "93.184.215.14:443", true},
		{"news.example", "[2606:2800:220:1::1]:443", true},
		{"news.example", "93.184.215.14:22", false},
		{"news.example", "127.0.0.1:80", false},
		{"news.example", "10.0.0.1:443", false},
		{"news.example", "169.254.169.254:80", false},
		{"news.example", "168.63.129.16:80", false},
		{"news.example", "[::1]:80", false},
		{"news.example", "[::ffff:10.0.0.1]:80", false},
		{"news.example", "[64:ff9b::a00:1]:80", false},
		{"news.example", "[2002:a00:1::]:80", false},
		{"news.example", "[fe80::1%2]:80", false},
		{"wiki.corp", "127.0.0.1:9000", true},
		{"wiki.corp", "10.0.0.1:80", true},
		{"wiki.corp", "100.64.0.1:80", true},
		{"wiki.corp", "[fd00::1]:80", true},
		{"wiki.corp", "93.184.215.14:8080", true},
		{"wiki.corp", "169.254.169.254:80", false},
		{"wiki.corp", "0.0.0.0:80", false},
		{"wiki.corp", "224.0.0.1:80", false},
		{"wiki.corp", "[fe80::1]:80", false},
		{"local.corp", "127.0.0.1:8080", true},
		{"local.corp", "127.0.0.1:80", false},
		{"local.corp", "127.0.0.1:8081", false},
		{"169.254.1.1", "169.254.1.1:80", true},
	} {
		network := "tcp4"
		if tt.to[0] == '[' {
			network = "tcp6"
		}
		if err := g.checkDial(network, tt.host, netip.MustParseAddrPort(tt.to)); (err == nil) != tt.ok {
			t.Errorf("%s at %s: %v, want it allowed: %v", tt.host, tt.to, err, tt.ok)
		}
	}
	if err := g.checkDial("udp4", "news.example", netip.MustParseAddrPort("93.184.215.14:443")); err == nil {
		t.Error("a connection over UDP was allowed")
	}
}

// A name that DNS makes lead to an inner address is refused, however it leads
// there, and although the address looked right when it was checked.
func TestNamesThatLeadInside(t *testing.T) {
	for name, ips := range map[string][]string{
		"loopback": {"127.0.0.1"}, "private": {"10.0.0.1"}, "metadata": {"169.254.169.254"}, "loopback6": {"::1"},
		"nat64": {"64:ff9b::7f00:1"}, "6to4": {"2002:7f00:1::"}, "several": {"10.0.0.1", "fd00::1", "127.0.0.1"},
	} {
		t.Run(name, func(t *testing.T) {
			c, _ := client(t, func(conf *Config) {
				conf.Resolver = resolver(func(string) []netip.Addr { return addrs(ips) })
			})
			_, err := c.Get(t.Context(), Request{URL: "http://news.example/"})
			if e := fails(t, err, Refused, false); !strings.Contains(e.Msg, "news.example leads to ") {
				t.Errorf("message %q says not where the name leads", e.Msg)
			}
		})
	}
}

// A name may answer otherwise the second time it is asked for.
func TestRebinding(t *testing.T) {
	srv := web(t, map[string]http.HandlerFunc{
		"/robots.txt": func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Connection", "close") },
		"/":           says("reached"),
	})
	ip := "127.0.0.1"
	c, k := client(t, func(conf *Config) {
		conf.AllowHosts = []string{"news.example:" + port(t, srv.URL)}
		conf.Resolver = resolver(func(string) []netip.Addr { return addrs([]string{ip}) })
	})
	page := "http://news.example:" + port(t, srv.URL) + "/"
	if resp, err := c.Get(t.Context(), Request{URL: page}); err != nil || string(resp.Body) != "reached" {
		t.Fatalf("%q, %v", resp.Body, err)
	}
	c.transport.CloseIdleConnections()
	k.sleep(t.Context(), DefaultInterval)
	ip = "169.254.169.254"
	_, err := c.Get(t.Context(), Request{URL: page})
	fails(t, err, Refused, false)
}

func addrs(list []string) []netip.Addr {
	var ips []netip.Addr
	for _, s := range list {
		ips = append(ips, netip.MustParseAddr(s))
	}
	return ips
}

func TestConfigIsChecked(t *testing.T) {
	for name, conf := range map[string]Config{
		"no agent":          {},
		"no page":           {UserAgent: "Reader/1.0"},
		"no product":        {UserAgent: "(+https://reader.example)"},
		"product of digits": {UserAgent: "R2/1.0 (+https://reader.example)"},
		"host with path":    {UserAgent: agent, AllowHosts: []string{"wiki.corp/page"}},
		"host with scheme":  {UserAgent: agent, AllowHosts: []string{"http://wiki.corp"}},
		"port beyond":       {UserAgent: agent, AllowHosts: []string{"wiki.corp:70000"}},
		"port zero":         {UserAgent: agent, AllowHosts: []string{"wiki.corp:0"}},
		"number":            {UserAgent: agent, AllowHosts: []string{"127.1"}},
	} {
		if _, err := New(conf); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if _, err := New(Config{UserAgent: UserAgent("0.1", "https://reader.example/about")}); err != nil {
		t.Error(err)
	}
}

// Whatever passes names a public host in one form that every program understands
// alike, and passes again unchanged.
func FuzzCheckURL(f *testing.F) {
	for _, tt := range hostile {
		f.Add(tt.url)
	}
	for _, s := range malformed {
		f.Add(s)
	}
	for _, s := range []string{"https://news.example:443/a?b#c", "http://bücher.example/ü?ö=ä b", "https://[2606:2800:220:1::1]/", "http://8.8.8.8/%2f//a;b"} {
		f.Add(s)
	}
	g, err := newGuard(nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		u, err := g.check(raw)
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || e.Temporary() || e.Msg == "" {
				t.Fatalf("%q: error %v", raw, err)
			}
			return
		}
		s := u.String()
		again, err := g.check(s)
		if err != nil || again.String() != s {
			t.Fatalf("%q becomes %q, and that %v (%v)", raw, s, again, err)
		}
		if u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.Port() != "" || u.Fragment != "" || u.Opaque != "" {
			t.Fatalf("%q becomes %q", raw, s)
		}
		host := u.Hostname()
		if ip, err := netip.ParseAddr(host); err == nil {
			if !ip.IsGlobalUnicast() || ip.IsPrivate() || ip.IsLoopback() || ip.Is4In6() || ip.Zone() != "" {
				t.Fatalf("%q leads to %v", raw, ip)
			}
		} else if !strings.Contains(host, ".") || strings.HasSuffix(host, ".") || net.ParseIP(host) != nil ||
			strings.Trim(host, "abcdefghijklmnopqrstuvwxyz0123456789-._") != "" {
			t.Fatalf("%q has the host %q", raw, host)
		}
		for _, c := range []byte(u.RequestURI()) {
			if c <= ' ' || c >= 0x7f {
				t.Fatalf("%q asks for %q", raw, u.RequestURI())
			}
		}
	})
}
