package main

import (
	"time"

	"example.org/rapporteur/internal/fetch"
)

// home is the page that tells a host's operator who is asking.
const home = "https://example.org/rapporteur"

// webFlags say how a command may use the network.
type webFlags struct {
	Offline   bool          `help:"Never dial: refuse whatever is not on this machine." env:"RAPPORTEUR_OFFLINE"`
	AllowHost []string      `help:"Host of your own that may be asked although it is not public, such as wiki.corp or 10.1.2.3:8080." env:"RAPPORTEUR_ALLOW_HOST" placeholder:"HOST"`
	Pace      time.Duration `help:"Least time between two requests to one host." env:"RAPPORTEUR_PACE" default:"1s"`
}

// client returns the client that fetches for a command.
func (w webFlags) client() (*fetch.Client, error) {
	c, err := fetch.New(fetch.Config{
		UserAgent: fetch.UserAgent(version, home), Offline: w.Offline, AllowHosts: w.AllowHost, Interval: w.Pace,
	})
	if err != nil {
		return nil, misuse{err}
	}
	return c, nil
}
