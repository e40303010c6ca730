package web

import (
	"net/http"
	"strings"
	"time"

	"example.org/rapporteur"
)

// visitCookie remembers, in this browser alone, the days of the last two visits:
// "2026-05-20.2026-06-01".
const visitCookie = "visits"

// lastVisit returns the day of the visit before today's, zero if none is known,
// and the cookie that remembers today's.
func lastVisit(r *http.Request, today rapporteur.Date) (rapporteur.Date, *http.Cookie) {
	var before, last rapporteur.Date
	if c, err := r.Cookie(visitCookie); err == nil {
		a, b, _ := strings.Cut(c.Value, ".")
		before, last = visited(a), visited(b)
	}
	if !last.IsZero() && last.String() != today.String() {
		before = last
	}
	return before, &http.Cookie{
		Name: visitCookie, Value: before.String() + "." + today.String(), Path: "/", MaxAge: 400 * 24 * 3600, HttpOnly: true, SameSite: http.SameSiteStrictMode,
	}
}

// visited reads a day that a cookie names; zero if it is none.
func visited(s string) rapporteur.Date {
	d, err := rapporteur.ParseDate(s)
	if err != nil {
		return rapporteur.Date{}
	}
	if first, _, ok := d.Bounds(); !ok || first.Format(time.DateOnly) != s {
		return rapporteur.Date{}
	}
	return d
}
