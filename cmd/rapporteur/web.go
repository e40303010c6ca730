package main

import (
	"fmt"
	"strings"
	"time"

	"example.org/rapporteur/internal/fetch"
	"example.org/rapporteur/internal/source"
)

// home is the page that tells a host's operator who is asking, unless one's own is
// named. Whoever fetches much should serve what /about#robot says at an address of
// their own and name that, so that operators reach them.
const home = "https://example.org/rapporteur"

// webFlags say how a command may use the network.
type webFlags struct {
	Offline   bool          `help:"Never dial: refuse whatever is not on this machine." env:"RAPPORTEUR_OFFLINE"`
	AllowHost []string      `help:"Host of your own that may be asked although it is not public, such as wiki.corp or 10.1.2.3:8080." env:"RAPPORTEUR_ALLOW_HOST" placeholder:"HOST"`
	AboutURL  string        `help:"Page that tells operators of hosts who is asking, named in each request; what /about#robot of the pages says can stand there." env:"RAPPORTEUR_ABOUT_URL" default:"${home}" placeholder:"URL"`
	Pace      time.Duration `help:"Least time between two requests to one host." env:"RAPPORTEUR_PACE" default:"1s"`
}

// client returns the client that fetches for a command.
func (w webFlags) client() (*fetch.Client, error) {
	if source.Canonical("", w.AboutURL) == "" || strings.ContainsAny(w.AboutURL, "() ") {
		return nil, misuse{fmt.Errorf("--about-url %q: give the whole address of a page, with https:// or http://", w.AboutURL)}
	}
	c, err := fetch.New(fetch.Config{
		UserAgent: fetch.UserAgent(version, w.AboutURL), Offline: w.Offline, AllowHosts: w.AllowHost, Interval: w.Pace,
	})
	if err != nil {
		return nil, misuse{err}
	}
	return c, nil
}
