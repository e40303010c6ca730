package web

import (
	"compress/gzip"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// compressed packs the texts that a handler sends to whoever can unpack them.
// What it sends depends on the request then, which Vary tells caches, and an ETag
// no longer stands for the very bytes: it becomes a weak one.
func compressed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := &compressor{ResponseWriter: w, unpacks: unpacks(r)}
		next.ServeHTTP(c, r)
		c.close()
	})
}

// unpacks reports whether who asks takes gzip. A part of a text is not packed.
func unpacks(r *http.Request) bool {
	if r.Method == http.MethodHead || r.Header.Get("Range") != "" {
		return false
	}
	for _, coding := range strings.Split(strings.Join(r.Header.Values("Accept-Encoding"), ","), ",") {
		name, weight, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(coding), " ", ""), ";")
		if name != "gzip" {
			continue
		}
		q, err := strconv.ParseFloat(strings.TrimPrefix(weight, "q="), 64)
		return weight == "" || err == nil && q > 0
	}
	return false
}

// worthwhile is from how many bytes in the first write on a text is packed.
const worthwhile = 1 << 10

var gzips = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}

// A compressor is a response that may be packed. That is known at its first
// bytes, until which the head waits.
type compressor struct {
	http.ResponseWriter
	unpacks bool
	status  int          // that waits to be sent; 0 if none does
	begun   bool         // the head is sent
	gzip    *gzip.Writer // nil if the response is sent as it is
}

func (c *compressor) WriteHeader(status int) {
	if c.begun || status < http.StatusOK { // such as early hints
		c.ResponseWriter.WriteHeader(status)
		return
	}
	if c.status == 0 {
		c.status = status
	}
}

func (c *compressor) Write(b []byte) (int, error) {
	if !c.begun {
		c.begin(b)
	}
	if c.gzip != nil {
		return c.gzip.Write(b)
	}
	return c.ResponseWriter.Write(b)
}

// begin sends the head of a response that begins with b.
func (c *compressor) begin(b []byte) {
	c.begun = true
	h := c.Header()
	text := packable(h.Get("Content-Type")) && h.Get("Content-Encoding") == ""
	if text || c.status == http.StatusNotModified {
		h.Add("Vary", "Accept-Encoding")
		if tag := h.Get("ETag"); c.unpacks && strings.HasPrefix(tag, `"`) {
			h.Set("ETag", "W/"+tag)
		}
	}
	if text && c.unpacks && len(b) >= worthwhile {
		h.Set("Content-Encoding", "gzip")
		h.Del("Content-Length")
		h.Del("Accept-Ranges")
		c.gzip = gzips.Get().(*gzip.Writer)
		c.gzip.Reset(c.ResponseWriter)
	}
	if c.status != 0 {
		c.ResponseWriter.WriteHeader(c.status)
	}
}

// close ends the response. A write that fails means that the browser has gone.
func (c *compressor) close() {
	if !c.begun && c.status != 0 {
		c.begin(nil)
	}
	if c.gzip != nil {
		c.gzip.Close()
		gzips.Put(c.gzip)
	}
}

// Unwrap lets http.ResponseController reach the response.
func (c *compressor) Unwrap() http.ResponseWriter { return c.ResponseWriter }

// packable reports whether a media type is that of a text: all others that are
// sent here are packed in themselves.
func packable(contentType string) bool {
	t, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		return false
	}
	switch t {
	case "application/json", "image/svg+xml":
		return true
	}
	return strings.HasPrefix(t, "text/")
}
