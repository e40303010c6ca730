package plover

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	in := strings.Join([]string{
		`{"id":"1","text":"Peru praised Chile.","source_actor":"Peru","target_actor":"Chile"}`,
		``,
		`{"id":"2","text":`,
		`["3"]`,
		`{"id":"4"}`,
		`{"id":"5","text":"` + strings.Repeat("a", MaxLine) + `"}`,
		`{"id":"6","text":"Peru <condemned> Chile & left.","source_actor":"Peru","target_actor":"Chile"}`,
	}, "\n")
	var out bytes.Buffer
	n, bad, err := coder(t).Run(strings.NewReader(in), &out)
	if n != 2 || bad != 4 {
		t.Errorf("%d coded and %d bad, want 2 and 4", n, bad)
	}
	for _, want := range []string{"line 3: ", "line 4: ", "line 5: no text", "line 6: longer than"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v does not hold %q", err, want)
		}
	}
	const want = `{"id":"1","type":"SUPPORT","events":[{"source":"Peru","target":"Chile","type":"SUPPORT","mode":"current","quote":"Peru praised Chile","rule":"cooperation-verbal/praise"}]}
{"id":"6","type":"ACCUSE","events":[{"source":"Peru","target":"Chile","type":"ACCUSE","mode":"current","quote":"Peru <condemned> Chile","rule":"conflict-verbal/criticise"}]}
`
	if out.String() != want {
		t.Errorf("got\n%swant\n%s", out.String(), want)
	}
}

func TestRunNamesNoMoreBadLinesThanAnyoneReads(t *testing.T) {
	n, bad, err := coder(t).Run(strings.NewReader(strings.Repeat("x\n", maxFaults+5)), &bytes.Buffer{})
	if n != 0 || bad != maxFaults+5 || err == nil || !strings.Contains(err.Error(), "and 5 more lines") {
		t.Errorf("%d coded, %d bad, error %v", n, bad, err)
	}
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, errors.New("pipe closed") }

func TestRunReportsWhatCannotBeWritten(t *testing.T) {
	in := strings.Repeat(`{"id":"1","text":"Peru praised Chile."}`+"\n", 1000)
	n, _, err := coder(t).Run(strings.NewReader(in), brokenPipe{})
	if err == nil || !strings.Contains(err.Error(), "pipe closed") || n == 1000 {
		t.Errorf("%d coded, error %v", n, err)
	}
}

func FuzzRun(f *testing.F) {
	f.Add(`{"id":"1","text":"Peru praised Chile.","source_actor":"Peru","target_actor":"Chile"}`)
	f.Add("{\"text\":\"If France signs, Poland wo n't agree to \u201cmeet\u201d Germany's \u0130 envoy\"}\n{")
	f.Add(`{"id":"2","text":"Chile was attacked by Peru","source_actor":"Peru"}`)
	c := coder(f)
	f.Fuzz(func(t *testing.T, in string) {
		var out bytes.Buffer
		n, bad, err := c.Run(strings.NewReader(in), &out)
		if (bad > 0) != (err != nil) {
			t.Errorf("%d bad lines, error %v", bad, err)
		}
		var texts []string
		for line := range strings.SplitSeq(in, "\n") {
			var q Request
			if json.Unmarshal([]byte(line), &q) == nil && strings.TrimSpace(q.Text) != "" {
				texts = append(texts, q.Text)
			}
		}
		dec := json.NewDecoder(&out)
		for i := range n {
			var r Result
			if err := dec.Decode(&r); err != nil {
				t.Fatalf("result %d of %d: %v", i+1, n, err)
			}
			for _, e := range r.Events {
				if !e.Type.valid() || e.Quote == "" || !strings.Contains(texts[i], e.Quote) {
					t.Errorf("event %+v of %q", e, texts[i])
				}
			}
		}
	})
}
