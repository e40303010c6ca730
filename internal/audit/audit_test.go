package audit

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var at = time.Date(2026, 3, 1, 9, 30, 0, 0, time.UTC)

func logOf(t testing.TB, leaves ...string) Log {
	t.Helper()
	var m Memory
	for _, l := range leaves {
		if err := m.Add([]byte(l)); err != nil {
			t.Fatal(err)
		}
	}
	return m.Log()
}

func head(t testing.TB, l Log) Head {
	t.Helper()
	h, err := l.Head()
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func leaves(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprint("decision ", i)
	}
	return out
}

// A log goes on from each of its earlier heads, and from no head of a log that
// differs before.
func TestExtends(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		all := leaves(rapid.IntRange(1, 40).Draw(rt, "leaves"))
		n := rapid.IntRange(0, len(all)).Draw(rt, "earlier")
		earlier := head(t, logOf(t, all[:n]...))
		if err := logOf(t, all...).Extends(earlier); err != nil {
			rt.Fatalf("%d leaves do not go on from the first %d: %v", len(all), n, err)
		}
		if n == 0 {
			return
		}
		i := rapid.IntRange(0, n-1).Draw(rt, "place")
		other := slices.Clone(all)
		switch rapid.IntRange(0, 2).Draw(rt, "harm") {
		case 0:
			other[i] += "!"
		case 1:
			other = slices.Delete(other, i, i+1)
		case 2:
			j := rapid.IntRange(0, len(all)-1).Draw(rt, "with")
			if i == j {
				return
			}
			other[i], other[j] = other[j], other[i]
		}
		var fork *ForkError
		if err := logOf(t, other...).Extends(earlier); !errors.As(err, &fork) {
			rt.Fatalf("harm at %d of %d is not found: %v", i, n, err)
		}
	})
	if err := logOf(t, "a").Extends(Head{Size: -1}); err == nil {
		t.Error("a log of less than nothing is not refused")
	}
}

func TestProof(t *testing.T) {
	k, _, err := OpenKey(filepath.Join(t.TempDir(), "key"))
	if err != nil {
		t.Fatal(err)
	}
	all := leaves(21)
	l := logOf(t, all...)
	c := Checkpoint{Head: head(t, logOf(t, all[:13]...)), At: at}
	signed, err := k.Sign(c)
	if err != nil {
		t.Fatal(err)
	}
	for n := range 13 {
		p, err := l.Prove(int64(n), []byte(all[n]), c, signed)
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		var read Proof
		if err := json.Unmarshal(b, &read); err != nil {
			t.Fatal(err)
		}
		if got, err := read.Check(k.Public); err != nil || got != c {
			t.Errorf("the proof of leaf %d: %+v, %v", n, got, err)
		}
		for name, harm := range map[string]func(*Proof){
			"leaf":       func(p *Proof) { p.Leaf += "!" },
			"number":     func(p *Proof) { p.Number = (p.Number + 1) % 13 },
			"hash":       func(p *Proof) { p.Hashes = slices.Clone(p.Hashes); p.Hashes[0][0] ^= 1 },
			"size":       func(p *Proof) { p.Checkpoint = strings.Replace(p.Checkpoint, "13", "12", 1) },
			"signature":  func(p *Proof) { p.Checkpoint = p.Checkpoint[:len(p.Checkpoint)-9] + "AAAAAAAA\n" },
			"checkpoint": func(p *Proof) { p.Checkpoint = "" },
		} {
			altered := p
			harm(&altered)
			if _, err := altered.Check(k.Public); err == nil {
				t.Errorf("the proof of leaf %d holds with another %s", n, name)
			}
		}
	}
	if _, err := l.Prove(13, []byte(all[13]), c, signed); err == nil {
		t.Error("a leaf from after the checkpoint is proved by it")
	}
	if _, err := l.Prove(2, []byte("another"), c, signed); err == nil {
		t.Error("a leaf that is not there is proved")
	}
	other, _, err := OpenKey(filepath.Join(t.TempDir(), "key"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := OpenCheckpoint(signed, other.Public); err == nil || !strings.Contains(err.Error(), "--key") {
		t.Errorf("the checkpoint of another key: %v", err)
	}
}

func TestKey(t *testing.T) {
	file := filepath.Join(t.TempDir(), "log.key")
	k, made, err := OpenKey(file)
	if err != nil || !made {
		t.Fatalf("a new key: made %v, %v", made, err)
	}
	info, err := os.Stat(file)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the key's file: %v, %v; want 0600", info.Mode(), err)
	}
	again, made, err := OpenKey(file)
	if err != nil || made || again.Public != k.Public {
		t.Errorf("the key is found again as %q, made %v, %v; want %q", again.Public, made, err, k.Public)
	}
	if err := os.Chmod(file, 0o640); err != nil {
		t.Fatal(err)
	}
	if _, _, err := OpenKey(file); err == nil || !strings.Contains(err.Error(), "chmod 600") {
		t.Errorf("a key that others can read: %v", err)
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	private, _, _ := strings.Cut(string(b), "\n")
	other, _, err := OpenKey(filepath.Join(t.TempDir(), "other"))
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{
		"empty": "", "half": private[:20], "no public key": private, "a public key of another": private + "\n" + other.Public + "\n",
	} {
		bad := filepath.Join(t.TempDir(), "bad")
		if err := os.WriteFile(bad, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, _, err := OpenKey(bad); err == nil || !strings.Contains(err.Error(), "is no key") {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func TestSeal(t *testing.T) {
	dir := t.TempDir()
	s, made, err := OpenSeal(dir)
	if err != nil || !made {
		t.Fatal(made, err)
	}
	if _, _, ok, err := s.Last(); ok || err != nil {
		t.Errorf("a checkpoint of nothing: %v, %v", ok, err)
	}
	first, err := s.Advance(logOf(t, "a", "b"), at)
	if err != nil {
		t.Fatal(err)
	}
	same, err := s.Advance(logOf(t, "a", "b"), at.Add(time.Hour))
	if err != nil || string(same) != string(first) {
		t.Errorf("a log that did not grow has another checkpoint: %s, %v", same, err)
	}
	if _, err := s.Advance(logOf(t, "a", "b", "c"), at.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	c, _, ok, err := s.Last()
	if err != nil || !ok || c.Size != 3 || !c.At.Equal(at.Add(time.Hour)) {
		t.Errorf("the last checkpoint is %+v, %v, %v", c, ok, err)
	}
	var fork *ForkError
	for _, l := range []Log{logOf(t, "a", "b"), logOf(t, "a", "x", "c", "d")} {
		if _, err := s.Advance(l, at); !errors.As(err, &fork) {
			t.Errorf("a log of %d that does not go on from the last checkpoint: %v", l.Size, err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, CheckpointFile), first[:len(first)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Advance(logOf(t, "a", "b", "c"), at); err == nil {
		t.Error("half a checkpoint is taken for one")
	}
}

func FuzzOpenCheckpoint(f *testing.F) {
	k, _, err := OpenKey(filepath.Join(f.TempDir(), "key"))
	if err != nil {
		f.Fatal(err)
	}
	signed, err := k.Sign(Checkpoint{Head: head(f, logOf(f, "a", "b")), At: at})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(signed)
	f.Add([]byte(origin + "\n2\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		// Nobody else has the key: only what was signed opens.
		if c, err := OpenCheckpoint(b, k.Public); err == nil && (c.Size != 2 || !strings.HasPrefix(string(signed), c.text())) {
			t.Errorf("%q opens as %+v", b, c)
		}
		// What parses is written in one way.
		if c, err := parseCheckpoint(string(b)); err == nil && c.text() != string(b) {
			t.Errorf("%q reads as %+v", b, c)
		}
	})
}

func FuzzProof(f *testing.F) {
	k, _, err := OpenKey(filepath.Join(f.TempDir(), "key"))
	if err != nil {
		f.Fatal(err)
	}
	all := leaves(5)
	l := logOf(f, all...)
	c := Checkpoint{Head: head(f, l), At: at}
	signed, err := k.Sign(c)
	if err != nil {
		f.Fatal(err)
	}
	p, err := l.Prove(2, []byte(all[2]), c, signed)
	if err != nil {
		f.Fatal(err)
	}
	b, err := json.Marshal(p)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte(`{"number": -1, "hashes": []}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		var p Proof
		if json.Unmarshal(b, &p) != nil {
			return
		}
		// Whatever else a proof that holds says, its leaf is one of the log's, at its number.
		if _, err := p.Check(k.Public); err == nil && p.Leaf != all[p.Number] {
			t.Errorf("%s proves %q as number %d", b, p.Leaf, p.Number)
		}
	})
}
