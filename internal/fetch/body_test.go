package fetch

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"
)

// pack compresses with one of the standard library's writers.
func pack(t testing.TB, open func(io.Writer) io.WriteCloser, b []byte) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := open(&buf)
	if _, err := w.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func gzipped(t testing.TB, b []byte) []byte {
	return pack(t, func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }, b)
}

func encoded(encoding string, b []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header()["Content-Encoding"] = []string{encoding}
		w.Write(b)
	}
}

const words = "The two ministers agreed to meet again in autumn."

func TestBody(t *testing.T) {
	deflated := pack(t, func(w io.Writer) io.WriteCloser {
		f, err := flate.NewWriter(w, 9)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}, []byte(words))
	zlibbed := pack(t, func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) }, []byte(words))
	packed := gzipped(t, []byte(words))
	bomb := gzipped(t, make([]byte, 4<<20))
	damaged := bytes.Clone(packed)
	damaged[len(damaged)-5] ^= 1 // of its checksum
	garbage := append(bytes.Clone(packed[:10]), "not compressed at all"...)
	spaces := bytes.Repeat([]byte(" "), ratioFloor)
	zeros := bytes.Repeat([]byte("0"), 3<<20)

	ok := map[string]struct {
		serve http.HandlerFunc
		want  string
	}{
		"plain":              {says(words), words},
		"identity":           {encoded("identity", []byte(words)), words},
		"gzip":               {encoded("gzip", packed), words},
		"gzip, capitals":     {encoded(" X-GZIP ", packed), words},
		"two members":        {encoded("gzip", append(bytes.Clone(packed), packed...)), words + words},
		"empty gzip":         {encoded("gzip", nil), ""},
		"deflate":            {encoded("deflate", deflated), words},
		"zlib":               {encoded("deflate", zlibbed), words},
		"small but dense":    {encoded("gzip", gzipped(t, spaces)), string(spaces)},
		"as large as may be": {says(string(zeros)), string(zeros)},
		"type that lies": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "image/png")
			io.WriteString(w, words)
		}, words},
	}
	bad := map[string]struct {
		serve     http.HandlerFunc
		want      Fault
		temporary bool
	}{
		"bomb":              {encoded("gzip", bomb), Ratio, false},
		"deflate bomb":      {encoded("deflate", pack(t, func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) }, make([]byte, 4<<20))), Ratio, false},
		"bomb in a bomb":    {encoded("gzip, gzip", gzipped(t, bomb)), Encoding, false},
		"brotli":            {encoded("br", []byte{0x8b, 0x02, 0x80, 'a', 'b', 'c', 0x03}), Encoding, false},
		"zstandard":         {encoded("zstd", []byte{0x28, 0xb5, 0x2f, 0xfd}), Encoding, false},
		"unknown":           {encoded(strings.Repeat("x", 1000), []byte(words)), Encoding, false},
		"not packed":        {encoded("gzip", []byte(words)), Malformed, true},
		"garbage":           {encoded("gzip", garbage), Malformed, true},
		"damaged":           {encoded("gzip", damaged), Malformed, true},
		"not deflated":      {encoded("deflate", []byte("\xff\xff\xff\xff")), Malformed, true},
		"half":              {encoded("gzip", packed[:len(packed)/2]), Unreachable, true},
		"one byte too long": {says(string(zeros) + "0"), TooLarge, false},
		"unpacks too long":  {encoded("gzip", gzipped(t, noise(3<<20+1))), TooLarge, false},
		"endless": {func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				if _, err := w.Write(zeros[:1<<16]); err != nil {
					return
				}
			}
		}, TooLarge, false},
	}
	pages := make(map[string]http.HandlerFunc)
	for name, tt := range ok {
		pages["/ok/"+name] = tt.serve
	}
	for name, tt := range bad {
		pages["/bad/"+name] = tt.serve
	}
	srv := web(t, pages)
	c, _ := client(t, func(conf *Config) { conf.MaxBody = 3 << 20 })
	for name, tt := range ok {
		t.Run(name, func(t *testing.T) {
			got, err := c.Get(t.Context(), Request{URL: srv.URL + "/ok/" + name})
			if err != nil || string(got.Body) != tt.want {
				t.Errorf("%d bytes %.60q, %v, want %d bytes", len(got.Body), got.Body, err, len(tt.want))
			}
		})
	}
	for name, tt := range bad {
		t.Run(name, func(t *testing.T) {
			_, err := c.Get(t.Context(), Request{URL: srv.URL + "/bad/" + name})
			fails(t, err, tt.want, tt.temporary)
		})
	}
}

// noise is bytes that do not pack, the same each time.
func noise(n int) []byte {
	b := make([]byte, n)
	x := uint32(1)
	for i := range b {
		x = x*1664525 + 1013904223
		b[i] = byte(x >> 24)
	}
	return b
}

// Answers as they come from servers that are broken, or wish to break us.
func TestMalformedAnswers(t *testing.T) {
	const ok = "HTTP/1.1 200 OK\r\n"
	for _, tt := range []struct {
		name, answer string
		want         Fault // empty: the page is had
	}{
		{"nothing", "", Unreachable},
		{"not HTTP", "220 mail.example ready\r\n", Malformed},
		{"page without header", "<html><p>" + words, Malformed},
		{"no status", "HTTP/1.1 \r\n\r\n", Malformed},
		{"status of words", "HTTP/1.1 fine fine\r\n\r\n", Malformed},
		{"header cut", ok + "Content-Type: text/ht", Unreachable},
		{"header line without colon", ok + "Content-Length 3\r\n\r\nabc", Malformed},
		{"length of words", ok + "Content-Length: three\r\n\r\nabc", Malformed},
		{"negative length", ok + "Content-Length: -3\r\n\r\nabc", Malformed},
		{"two lengths", ok + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", Malformed},
		{"too few bytes", ok + "Content-Length: 300\r\n\r\nabc", Unreachable},
		{"too many bytes", ok + "Connection: close\r\nContent-Length: 49\r\n\r\n" + words + "and more", ""},
		{"length beyond the cap", ok + "Content-Length: 999999999999\r\n\r\nabc", TooLarge},
		{"until the end", ok + "\r\n" + words, ""},
		{"bad chunk", ok + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n", Malformed},
		{"chunk cut", ok + "Transfer-Encoding: chunked\r\n\r\nff\r\nabc", Unreachable},
		{"chunk of 2^64", ok + "Transfer-Encoding: chunked\r\n\r\n10000000000000000\r\nabc", Malformed},
		{"unknown transfer", ok + "Transfer-Encoding: gzip\r\n\r\nabc", Malformed},
		{"large header", ok + "X-Words: " + strings.Repeat("word ", 20<<10) + "\r\n\r\nabc", TooLarge},
		{"many headers", ok + strings.Repeat("X-Word: word\r\n", 20<<10) + "\r\nabc", TooLarge},
		{"endless hints", strings.Repeat("HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n", 5000) + ok + "\r\n" + words, TooLarge},
		{"a hint", "HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n" + ok + "\r\n" + words, ""},
		{"switch of protocol", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: news\r\nConnection: Upgrade\r\n\r\nabc", BadStatus},
		{"location of control characters", "HTTP/1.1 302 Found\r\nLocation: /\x01\x02\r\n\r\n", Malformed},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, _ := client(t)
			got, err := c.Get(t.Context(), Request{URL: wire(t, tt.answer)})
			if tt.want != "" {
				fails(t, err, tt.want, tt.want == Malformed || tt.want == Unreachable)
			} else if err != nil || string(got.Body) != words {
				t.Errorf("%q, %v", got.Body, err)
			}
		})
	}
}

// What unpacking takes in memory does not depend on what is unpacked.
func TestBombMemory(t *testing.T) {
	bomb := gzipped(t, make([]byte, 64<<20))
	c, _ := client(t)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	ans := &http.Response{Header: http.Header{"Content-Encoding": {"gzip"}}, Body: io.NopCloser(bytes.NewReader(bomb)), ContentLength: -1}
	if _, err := c.body(ans); !errors.Is(err, Ratio) {
		t.Errorf("error %v, want the bomb refused for its ratio", err)
	}
	runtime.ReadMemStats(&after)
	if n := after.TotalAlloc - before.TotalAlloc; n > 8<<20 {
		t.Errorf("%d bytes for a bomb of 64 MB", n)
	}
}

// Whatever is sent, in whatever encoding, what comes out is within the limits.
func FuzzBody(f *testing.F) {
	f.Add("gzip", gzipped(f, []byte(words)))
	f.Add("gzip", gzipped(f, make([]byte, 1<<20)))
	f.Add("deflate", []byte("x\x9c\x03\x00\x00\x00\x00\x01"))
	f.Add("", []byte(words))
	c, _ := client(f, func(conf *Config) { conf.MaxBody = ratioFloor + 1000 })
	f.Fuzz(func(t *testing.T, encoding string, b []byte) {
		ans := &http.Response{Header: http.Header{"Content-Encoding": {encoding}}, Body: io.NopCloser(bytes.NewReader(b)), ContentLength: -1}
		got, err := c.body(ans)
		if err != nil {
			return
		}
		if n := int64(len(got)); n > c.conf.MaxBody || n > ratioFloor && n > MaxRatio*int64(len(b)) {
			t.Fatalf("%d bytes out of %d in %q", n, len(b), encoding)
		}
	})
}
