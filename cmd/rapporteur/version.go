package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"example.org/rapporteur/internal/claim"
)

type versionCmd struct{}

func (versionCmd) Run(a *app) error {
	v := version
	if info, ok := debug.ReadBuildInfo(); ok && v == "development" {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				v += " " + s.Value[:min(12, len(s.Value))]
			}
		}
	}
	fmt.Fprintf(a.stdout, "rapporteur %s (engine %s, %s, %s/%s)\n", v, claim.Engine, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return nil
}
