package main

import (
	"example.org/rapporteur/internal/confine"
	"example.org/rapporteur/internal/text"
)

// confinedCommand is the hidden command by which the program starts itself to
// read one document of a hostile format.
const confinedCommand = "confined"

type confinedCmd struct{}

// Run reads one document from standard input for the process that started this one.
func (c *confinedCmd) Run(a *app) error { return confine.Serve(a.stdin, a.stdout) }

// texts returns the reader of files from elsewhere: formats whose parsers meet
// the most damage are read in a process apart.
func (a *app) texts() (text.Reader, error) {
	argv, err := confine.Self(confinedCommand)
	if err != nil {
		return text.Reader{}, err
	}
	return text.Reader{Apart: confine.Drafts(a.ctx, argv, confine.Limits{})}, nil
}
