package web

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
)

// onScreen is how many claims a page of the list has, and so how many can be
// accepted at once: nobody accepts what they were not shown.
const onScreen = 20

// A listed is a page of the list of claims that wait.
type listed struct {
	Claims         []listedClaim
	Waiting        int
	From           int // number of the first one shown, counted from 1
	Next, Previous string
	Beyond         int // older documents that were not looked at
}

// Last returns the number of the last one shown.
func (l *listed) Last() int { return l.From + len(l.Claims) - 1 }

// A listedClaim is a claim in the list.
type listedClaim struct {
	view.QueuedClaim
	Number int
	To     string // address of its card
}

// Pick returns what ticking the claim sends: the claim, and the state it was shown in.
func (c listedClaim) Pick() string { return string(c.Claim) + " " + c.State }

// reviewList answers GET /review/list, and the same as JSON, CSV and Markdown.
func (s *site) reviewList(r *http.Request) (answer, error) {
	q := r.URL.Query()
	sit, err := sittingOf(q)
	if err != nil {
		return answer{}, err
	}
	w, err := s.desk.waiting(r.Context(), sit, "")
	if err != nil {
		return answer{}, err
	}
	from, _ := strconv.Atoi(q.Get("from")) // what is no number leads to the first page
	if from < 1 || from > len(w.claims) {
		from = 1
	}
	l := &listed{Waiting: len(w.claims), From: from, Beyond: w.beyond}
	for i := from - 1; i < min(from-1+onScreen, len(w.claims)); i++ {
		c := w.claims[i]
		l.Claims = append(l.Claims, listedClaim{c, i + 1, sit.Address("/review", "claim", string(c.Claim))})
	}
	if to := from + onScreen; to <= len(w.claims) {
		l.Next = sit.Address("/review/list", "from", strconv.Itoa(to))
	}
	if from > 1 {
		l.Previous = sit.Address("/review/list", "from", strconv.Itoa(max(1, from-onScreen)))
	}
	a, err := s.reviewAnswer(r.Context(), fmt.Sprintf("Review: list of %s", count(len(w.claims), "claim", "claims")), reviewPage{sitting: sit, List: l, Rules: w.rules})
	if err != nil {
		return a, err
	}
	return listOf(r, "/review/list").answerAs(a, waitList{l.Waiting, l.From, l.Next, w.claims[from-1 : min(from-1+onScreen, len(w.claims))]})
}

// decideListed answers POST /review/list: it accepts the claims that were ticked.
func (s *site) decideListed(r *http.Request) (string, error) {
	sit, err := sittingOf(r.PostForm)
	if err != nil {
		return "", err
	}
	picks := r.PostForm["pick"]
	switch {
	case len(picks) == 0:
		return "", s.halted(r, http.StatusUnprocessableEntity, sit, halt{Words: "No claim was ticked. Nothing was recorded.", Next: sit.Address("/review/list")})
	case len(picks) > onScreen:
		return "", unclear{fmt.Sprintf("At most %d claims are on a page, and so no more can be accepted at once. Nothing was decided.", onScreen)}
	}
	var decisions []rapporteur.Decision
	for _, p := range picks {
		claim, state, ok := strings.Cut(p, " ")
		if !ok || claim == "" || state == "" {
			return "", unclear{"A claim was ticked without the state in which it was shown. Nothing was decided."}
		}
		decisions = append(decisions, rapporteur.Decision{Verb: rapporteur.Accept, Claim: rapporteur.ClaimID(claim), Saw: state,
			Reason: strings.TrimSpace(r.PostForm.Get("reason"))})
	}
	made, not, err := s.desk.decide(r.Context(), decisions...)
	if err != nil {
		return "", err
	}
	sit.Done += len(made)
	if len(not) > 0 {
		return "", s.notDecided(r, sit, sit.Address("/review/list"), not)
	}
	return sit.Address("/review/list"), nil
}
