package web

import (
	"net/http"
	"strconv"
	"time"
)

// policy lets a page load its own style sheet, scripts and images and ask this
// server, and nothing else. No script can turn text into markup: what parts/frame.js
// puts in place, the browser itself has parsed from an answer of this server.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

// guard refuses requests that came by another name or, if they could change
// anything, from another site, and sets the headers that confine a page.
func guard(port int, next http.Handler) http.Handler {
	// A page of another site whose name is made to resolve to this machine sends
	// its own name as Host: that is what tells it apart.
	hosts := map[string]bool{}
	for _, h := range []string{"127.0.0.1", "localhost", "[::1]"} {
		hosts[h+":"+strconv.Itoa(port)] = true
		if port == 80 {
			hosts[h] = true
		}
	}
	next = http.NewCrossOriginProtection().Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !hosts[r.Host] {
			http.Error(w, "This ledger is shown on this machine only, at http://127.0.0.1:"+strconv.Itoa(port)+"/", http.StatusMisdirectedRequest)
			return
		}
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		r.Body = http.MaxBytesReader(w, r.Body, bodyLimit(r.URL.Path))
		next.ServeHTTP(w, r)
	})
}

// Server returns a server for h that does not wait for ever on a slow or silent
// client. The caller listens, on an address of this machine only, and shuts it down.
func Server(h http.Handler) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		WriteTimeout:      2 * time.Minute, // a page over very many documents takes its time
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
	}
}
