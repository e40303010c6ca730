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
		conf.AllowHosts = []string{"wiki.corp", "Archive.Corp:8080", "archive.corp:8090", "[fd00::1]:81", "10.1.2.3", "büro"}
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
		{"http://archive.corp:8090/", "http://archive.corp:8090/"},
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

// A password that somebody left in an address is not repeated in the message.
func TestPasswordsAreNotShown(t *testing.T) {
	c, _ := client(t)
	for _, raw := range []string{"https://me:secret@news.example/", "https://me:secret@[::1/", "ftp://me:secret@news.example", "https://a@me:secret@news.example/?b@c"} {
		_, err := c.CheckURL(raw)
		if e := fails(t, err, BadAddress, false); strings.Contains(e.Error(), "secret") {
			t.Errorf("message %q", e)
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
