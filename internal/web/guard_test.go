package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestGuard(t *testing.T) {
	h := handler(t, normalShelf(t), "")
	for _, tt := range []struct {
		method, host, site string
		want               int
	}{
		{"GET", "127.0.0.1:8080", "", 200},
		{"GET", "localhost:8080", "", 200},
		{"GET", "[::1]:8080", "", 200},
		{"HEAD", "127.0.0.1:8080", "", 200},
		{"GET", "127.0.0.1:8080", "cross-site", 200}, // a link from elsewhere: nothing is changed by it
		{"GET", "127.0.0.1:9", "", 421},
		{"GET", "127.0.0.1", "", 421},
		{"GET", "evil.example:8080", "", 421},
		{"GET", "127.0.0.1.evil.example:8080", "", 421},
		{"GET", "", "", 421},
		{"POST", "127.0.0.1:8080", "cross-site", 403},
	} {
		r := httptest.NewRequest(tt.method, "/", nil)
		r.Host = tt.host
		if tt.site != "" {
			r.Header.Set("Sec-Fetch-Site", tt.site)
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != tt.want {
			t.Errorf("%s to %q from %q: %d, want %d", tt.method, tt.host, tt.site, w.Code, tt.want)
		}
		if tt.want == http.StatusMisdirectedRequest && strings.Contains(w.Body.String(), "Laos") {
			t.Errorf("%q is shown the ledger", tt.host)
		}
	}
}

func TestHeaders(t *testing.T) {
	h := handler(t, normalShelf(t), "")
	for _, path := range append(pagePaths, "/nowhere", "/index.json") {
		got := get(h, path).Header()
		for name, want := range map[string]string{
			"Content-Security-Policy":    policy,
			"X-Content-Type-Options":     "nosniff",
			"Referrer-Policy":            "no-referrer",
			"Cross-Origin-Opener-Policy": "same-origin",
		} {
			if got.Get(name) != want {
				t.Errorf("%s: %s is %q", path, name, got.Get(name))
			}
		}
	}
	for _, part := range []string{"default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'"} {
		if !strings.Contains(policy, part) {
			t.Errorf("the policy lacks %s", part)
		}
	}
	if strings.Contains(policy, "unsafe") {
		t.Error("the policy allows what is unsafe")
	}
}
