package web

import (
	"net/http"
	"runtime/debug"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
)

// A library is linked into the program.
type library struct{ Module, Licence string }

// libraries are those of other authors with their licences, as NOTICE has them.
var libraries = []library{
	{"alecthomas/kong", "MIT"}, {"code.dny.dev/ssrf", "MIT"}, {"jackc/pgx", "MIT"}, {"markusmobius/go-trafilatura", "Apache-2.0"}, {"mmcdole/gofeed", "MIT"},
	{"modernc.org/sqlite", "BSD-3-Clause"}, {"pressly/goose", "MIT"}, {"schollz/progressbar", "MIT"}, {"golang.org/x/{mod,net,sys,term,text}", "BSD-3-Clause"},
}

// about answers /about.
func (s *site) about(r *http.Request) (answer, error) {
	today, err := s.Books.Today(r.Context(), rapporteur.Date{})
	if err != nil {
		return answer{}, err
	}
	body := struct {
		Coverage  view.Coverage
		Version   string
		Go        string
		Rules     int
		Libraries []library
		Notices   string // address of the licences of what pages load
		Log       bool
	}{today.Coverage, s.Version, "", len(ownRules()), libraries, s.assets.hrefs[notices], s.check != nil}
	if info, ok := debug.ReadBuildInfo(); ok {
		body.Go = info.GoVersion
	}
	return answer{page: "about", title: "About this ledger", body: body}, nil
}
