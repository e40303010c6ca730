package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/audit"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/view"
)

// Audit is what showing and checking the log of decisions needs.
type Audit struct {
	Ledger *ledger.Ledger
	// Seal returns the public key by which checkpoints are checked and the last
	// checkpoint that this machine signed; ok is false if there is none yet.
	Seal func() (key string, last audit.Checkpoint, signed []byte, ok bool, err error)
	// Verify checks the whole ledger. It may take minutes, and ends early with ctx
	// or when the program does.
	Verify func(ctx context.Context) (*Verified, error)
	Now    func() time.Time
}

// Verified is the result of a check of the whole ledger.
type Verified struct {
	Problems []ledger.Problem `json:"problems"`
	Checked  ledger.Checked   `json:"checked"`
	Log      LogVerified      `json:"log"`
}

// LogVerified is what the log of decisions was held against.
type LogVerified struct {
	Size        int64                `json:"size"`
	Root        string               `json:"root"`
	Checkpoints []CheckpointVerified `json:"checkpoints"` // that it goes on from
}

// CheckpointVerified is a checkpoint that the log goes on from.
type CheckpointVerified struct {
	Size int64     `json:"size"`
	At   time.Time `json:"at"`
	From string    `json:"from"` // where it was found
}

// auditing adds the addresses of the log.
func (s *site) auditing(mux *http.ServeMux) {
	for _, form := range listForms {
		mux.Handle("GET /log"+form, s.answer(s.logPage))
	}
	mux.Handle("GET /log/{id}", s.answer(s.logEntry))
	mux.Handle("GET /log/verify", s.answer(s.verified))
	mux.Handle("POST /log/verify", s.act(s.verify))
}

// perPage is how many decisions a page of the log shows.
const perPage = 50

// A logList is the body of the log's page, and its JSON form.
type logList struct {
	Size       int64             `json:"size"`
	Root       string            `json:"root"`
	Checkpoint string            `json:"checkpoint,omitempty"` // the last one signed
	Signed     *audit.Checkpoint `json:"-"`
	Key        string            `json:"key,omitempty"`
	Total      int               `json:"total"` // that the filter selects
	Entries    []logRow          `json:"entries"`
	Filter     ledger.LogFilter  `json:"-"`
	Verbs      []rapporteur.Verb `json:"-"`
	Authors    []string          `json:"-"`
	Older      string            `json:"older,omitempty"` // address of the next page
	First      string            `json:"-"`               // address of the first page; empty on it
	Check      *checkState       `json:"-"`
	Behind     int64             `json:"-"` // decisions that no checkpoint is of yet
}

// A logRow is a decision in the list.
type logRow struct {
	Number int64  `json:"number"`
	Undone bool   `json:"undone,omitempty"`
	Words  string `json:"words"`
	rapporteur.Decision
}

func rowOf(e ledger.LogEntry) logRow {
	return logRow{e.Number, e.Undone && e.Verb != rapporteur.Undo, view.DecisionWords(e.Decision), e.Decision}
}

// logFilter reads which decisions are asked for.
func logFilter(q url.Values) (ledger.LogFilter, error) {
	f := ledger.LogFilter{Verb: rapporteur.Verb(q.Get("kind")), By: strings.TrimSpace(q.Get("by")), Claim: rapporteur.ClaimID(strings.TrimSpace(q.Get("claim")))}
	if f.Verb != "" && !slices.Contains(rapporteur.Verbs, f.Verb) {
		return f, unclear{fmt.Sprintf("“%s” is no kind of decision.", clip(clean(string(f.Verb)), 60))}
	}
	if id := string(f.Claim); id != "" && (len(id) != 17 || id[0] != 'c' || strings.Trim(id[1:], "0123456789abcdef") != "") {
		return f, unclear{fmt.Sprintf("“%s” is not the name of a claim, which is c and 16 digits. It stands under “address” beside each claim.", clip(clean(id), 60))}
	}
	return f, nil
}

// logPage answers /log?kind=…&by=…&claim=…&before=….
func (s *site) logPage(r *http.Request) (answer, error) {
	ctx, q := r.Context(), r.URL.Query()
	f, err := logFilter(q)
	if err != nil {
		return answer{}, err
	}
	before, _ := strconv.ParseInt(q.Get("before"), 10, 64) // a number that is none begins with the last
	before = max(before, 0)
	v := logList{Filter: f, Verbs: rapporteur.Verbs, Entries: []logRow{}, Check: s.check.now()}
	es, total, err := s.Audit.Ledger.LogPage(ctx, f, before, perPage+1)
	if err != nil {
		return answer{}, err
	}
	v.Total = total
	asks := func(before int64) url.Values {
		u := url.Values{}
		for name, value := range map[string]string{"kind": string(f.Verb), "by": f.By, "claim": string(f.Claim)} {
			if value != "" {
				u.Set(name, value)
			}
		}
		if before > 0 {
			u.Set("before", strconv.FormatInt(before, 10))
		}
		return u
	}
	if len(es) > perPage {
		es = es[:perPage]
		v.Older = withQuery("/log", asks(es[perPage-1].Number))
	}
	if before > 0 {
		v.First = withQuery("/log", asks(0))
	}
	for _, e := range es {
		v.Entries = append(v.Entries, rowOf(e))
	}
	if v.Authors, err = s.Audit.Ledger.Authors(ctx); err != nil {
		return answer{}, err
	}
	log, err := s.Audit.Ledger.Log(ctx)
	if err != nil {
		return answer{}, err
	}
	head, err := log.Head()
	if err != nil {
		return answer{}, err
	}
	v.Size, v.Root = head.Size, head.Root.String()
	key, last, signed, ok, err := s.Audit.Seal()
	if err != nil {
		return answer{}, err
	}
	v.Key, v.Behind = key, head.Size
	if ok {
		v.Checkpoint, v.Signed, v.Behind = string(signed), &last, head.Size-last.Size
	}
	page := asked{path: "/log", form: strings.TrimPrefix(r.URL.Path, "/log"), query: asks(before)}
	return page.answerAs(answer{page: "log", title: "Log of decisions", body: v}, v)
}

// An entryPage is the body of the page of one decision.
type entryPage struct {
	logRow
	Leaf   string // hash of the decision in the tree
	Bytes  string // the very bytes that the tree holds of it
	Proof  *audit.Proof
	Text   string // the proof as a file
	Signed audit.Checkpoint
	Key    string
}

// logEntry answers /log/{id}, and /log/{id}.json with the proof that log check reads.
func (s *site) logEntry(r *http.Request) (answer, error) {
	name, wantJSON := strings.CutSuffix(r.PathValue("id"), asJSON)
	ctx, id := r.Context(), rapporteur.DecisionID(name)
	n, leaf, err := s.Audit.Ledger.Leaf(ctx, id)
	if err != nil {
		return answer{}, err
	}
	es, _, err := s.Audit.Ledger.LogPage(ctx, ledger.LogFilter{}, n+2, 1)
	if err != nil {
		return answer{}, err
	}
	if len(es) != 1 || es[0].ID != id {
		return answer{}, ledger.ErrNotFound
	}
	v := entryPage{logRow: rowOf(es[0]), Leaf: tlog.RecordHash(leaf).String(), Bytes: string(leaf)}
	key, last, signed, ok, err := s.Audit.Seal()
	if err != nil {
		return answer{}, err
	}
	v.Key, v.Signed = key, last
	if ok && n < last.Size {
		log, err := s.Audit.Ledger.Log(ctx)
		if err != nil {
			return answer{}, err
		}
		proof, err := log.Prove(n, leaf, last, signed)
		if err != nil {
			return answer{}, lost{"The log of decisions does not go on from the last checkpoint of this machine: it was altered, and proves nothing any more. Check the ledger on the page of the log, and restore it from a backup."}
		}
		v.Proof = &proof
	}
	if wantJSON {
		if v.Proof == nil {
			return answer{}, unclear{"No checkpoint was signed since this decision: there is nothing to prove it against yet. The next decision signs one; so does rapporteur log checkpoint."}
		}
		return answer{json: v.Proof}, nil
	}
	a := answer{page: "entry", title: fmt.Sprintf("Decision %d", v.Number), body: v}
	if v.Proof != nil {
		a.alt = "/log/" + url.PathEscape(name) + asJSON
	}
	return a, nil
}

// A check is the check of the whole ledger that runs or ran last.
type check struct {
	mu      sync.Mutex
	running bool
	state   checkState
}

// A checkState is how far a check got.
type checkState struct {
	Began, Ended time.Time // Ended is zero while it runs
	*Verified              // nil while it runs, or if it could not be made
	Failed       string    // why it could not be made
}

// now returns a copy of the state; nil if nothing was checked since the program started.
func (c *check) now() *checkState {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.state.Began.IsZero() {
		return nil
	}
	state := c.state
	return &state
}

// patience is how long a form waits for the result of a check before it leads to
// the page that says how far it is.
const patience = 2 * time.Second

// verify answers POST /log/verify: it begins a check unless one runs.
func (s *site) verify(r *http.Request) (string, error) {
	c := s.check
	c.mu.Lock()
	done := make(chan struct{})
	if c.running {
		close(done)
	} else {
		c.running, c.state = true, checkState{Began: s.Audit.Now()}
		ctx := context.WithoutCancel(r.Context())
		go func() {
			defer close(done)
			v, err := s.Audit.Verify(ctx)
			c.mu.Lock()
			defer c.mu.Unlock()
			c.running, c.state.Ended, c.state.Verified = false, s.Audit.Now(), v
			if err != nil {
				s.Log.Error("the ledger could not be checked", "error", err)
				c.state.Verified, c.state.Failed = nil, err.Error()
				if errors.Is(err, context.Canceled) {
					c.state.Failed = "it was broken off"
				}
			}
		}()
	}
	c.mu.Unlock()
	select {
	case <-done:
	case <-time.After(patience):
	case <-r.Context().Done():
	}
	return "/log/verify", nil
}

// verified answers GET /log/verify.
func (s *site) verified(*http.Request) (answer, error) {
	v := s.check.now()
	title := "Nothing was checked yet"
	switch {
	case v == nil:
		v = &checkState{}
	case v.Ended.IsZero():
		title = "The ledger is being checked"
	case v.Failed != "":
		title = "The ledger could not be checked"
	case len(v.Problems) > 0:
		title = "Not all is as it was"
	default:
		title = "The ledger is whole"
	}
	return answer{page: "verified", title: title, body: struct {
		*checkState
		Title string
	}{v, title}}, nil
}
