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
	"unicode/utf8"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/view"
)

// Review is what deciding about claims in the browser needs.
type Review struct {
	Ledger *ledger.Ledger
	// Queue returns what wants a decision: package book gives it.
	Queue func(context.Context, []rapporteur.Party) (*view.Queue, error)
	// Join returns a record as it is, and as it would be put together with another or
	// without some of its claims: package book gives it, with its errors.
	Join func(context.Context, view.JoinQuery) (*view.Join, error)
	// Decide stores a decision: Ledger.Decide does, and the caller may do more,
	// such as sign the log. Its errors are those of Ledger.Decide.
	Decide func(context.Context, rapporteur.Decision) (rapporteur.Decision, error)
	Author string // who sits before the browser, by name
}

// reviewing adds the addresses at which people decide. Those that change
// something answer POST alone.
func (s *site) reviewing(mux *http.ServeMux) {
	mux.Handle("GET /review", s.answer(s.reviewOne))
	mux.Handle("GET /review/edit", s.answer(s.reviewEdit))
	for _, form := range listForms {
		mux.Handle("GET /review/list"+form, s.answer(s.reviewList))
	}
	mux.Handle("POST /review/decide", s.act(s.decideOne))
	mux.Handle("POST /review/edit", s.act(s.decideEdit))
	mux.Handle("POST /review/list", s.act(s.decideListed))
	mux.Handle("POST /review/undo", s.act(s.decideUndo))
	s.joining(mux)
}

// A reviewPage is the body of every page of the review; one of its parts is set.
type reviewPage struct {
	sitting
	Author string
	Undo   *undoable // the last decision that can be taken back
	Card   *card
	Edit   *editing
	List   *listed
	Halt   *halt
	Rules  []view.RuleRecord // to choose from
}

// A sitting is what every address and form of the review carries on.
type sitting struct {
	Pair string // states by their codes: LAO-VNM
	Kind rapporteur.Kind
	Rule rapporteur.RuleID
	Doc  rapporteur.DocID
	Done int // decisions made since the review was opened

	parties []rapporteur.Party
}

// sittingOf reads a sitting from an address or form.
func sittingOf(q url.Values) (sitting, error) {
	s := sitting{Kind: rapporteur.Kind(q.Get("kind")), Rule: rapporteur.RuleID(q.Get("rule")), Doc: rapporteur.DocID(q.Get("doc"))}
	if s.Kind != "" && !slices.Contains(rapporteur.Kinds, s.Kind) {
		return s, unclear{fmt.Sprintf("“%s” is no kind of claim.", clip(clean(string(s.Kind)), 60))}
	}
	if pair := q.Get("pair"); strings.TrimSpace(pair) != "" {
		names := strings.FieldsFunc(pair, func(r rune) bool { return r == ',' || r == ';' })
		if len(names) == 1 { // names may hold a hyphen, codes do not
			names = strings.Split(pair, "-")
		}
		var err error
		if s.parties, err = parties(names); err != nil {
			return s, err
		}
		s.Pair = strings.TrimPrefix(dossierPath(s.parties), "/d/")
	}
	s.Done, _ = strconv.Atoi(q.Get("done")) // it only keeps the reader company
	s.Done = max(s.Done, 0)
	return s, nil
}

// Address returns the address of a page of this sitting, with more of a query.
func (s sitting) Address(path string, more ...string) string {
	q := url.Values{}
	for name, value := range map[string]string{"pair": s.Pair, "kind": string(s.Kind), "rule": string(s.Rule), "doc": string(s.Doc)} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if s.Done > 0 {
		q.Set("done", strconv.Itoa(s.Done))
	}
	for i := 0; i+1 < len(more); i += 2 {
		if more[i+1] != "" {
			q.Set(more[i], more[i+1])
		}
	}
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

// Without returns the sitting's address without its filters.
func (s sitting) Without() string { return sitting{Done: s.Done}.Address("/review") }

// Filtered reports whether the sitting leaves claims out.
func (s sitting) Filtered() bool { return s.Pair != "" || s.Kind != "" || s.Rule != "" || s.Doc != "" }

// AllKinds lists the kinds to choose from.
func (sitting) AllKinds() []rapporteur.Kind { return rapporteur.Kinds }

// takes reports whether a claim is part of the sitting. Its parties are those
// that its line was fetched for.
func (s sitting) takes(c view.QueuedClaim) bool {
	return (s.Kind == "" || c.Kind == s.Kind) && (s.Rule == "" || c.Rule == s.Rule) && (s.Doc == "" || c.Doc == s.Doc)
}

// A halt is why a decision was not made, and the way on.
type halt struct {
	Words  string
	Claims []halted
	Next   string // address to go on at
}

// A halted is a claim that was not decided on, as it is now.
type halted struct {
	Claim *view.ReaderClaim // nil if it is there no more
	ID    rapporteur.ClaimID
	Again string // address to look at it
}

// A refused is a decision that was not made, and the page that says so.
type refused struct {
	status int
	page   answer
}

func (r *refused) Error() string { return "refused: " + r.page.title }

// maxForm is how many bytes a form may have: that of a claim with some hundred
// participants has about twenty thousand.
const maxForm = 256 << 10

// act turns a function that changes something into a handler. The function
// returns the address to see next, so that loading a page anew repeats nothing.
func (s *site) act(f func(*http.Request) (string, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, maxForm)
		err := readForm(r)
		var to string
		if err == nil {
			to, err = f(r)
		}
		s.conclude(w, r, to, err)
	})
}

// conclude answers a form: it sends on to the page to, or shows what stood in the way.
func (s *site) conclude(w http.ResponseWriter, r *http.Request, to string, err error) {
	var no *refused
	switch {
	case errors.As(err, &no):
		s.show(w, r, no.status, no.page)
	case err != nil:
		s.fail(w, r, err)
	default:
		w.Header().Set("Cache-Control", "no-store")
		http.Redirect(w, r, to, http.StatusSeeOther)
	}
}

func readForm(r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		var long *http.MaxBytesError
		if errors.As(err, &long) {
			return unclear{fmt.Sprintf("The form is longer than %s bytes. Nothing was decided.", number(maxForm))}
		}
		return unclear{"The form could not be read. Nothing was decided; go back and send it again."}
	}
	for _, values := range r.PostForm {
		for _, v := range values {
			if !utf8.ValidString(v) {
				return unclear{"The form is not written in UTF-8. Nothing was decided."}
			}
		}
	}
	if utf8.RuneCountInString(r.PostForm.Get("reason")) > maxReason {
		return unclear{fmt.Sprintf("A reason has at most %s characters. Nothing was decided.", number(maxReason))}
	}
	return nil
}

// maxReason is how many code points a reason may have.
const maxReason = 2000

func (s *site) reviewAnswer(ctx context.Context, title string, p reviewPage) (answer, error) {
	last, err := s.desk.last(ctx)
	if err != nil {
		return answer{}, err
	}
	p.Author = s.Review.Author
	if p.Edit == nil && p.Halt == nil {
		p.Undo = last
	}
	return answer{page: "review", title: title, body: p}, nil
}
