// Package outlet proposes what is known of an outlet that nobody has described yet.
package outlet

import (
	_ "embed"
	"strings"

	"example.org/rapporteur"
)

//go:embed outlets.tsv
var list string

// byName finds the proposals by every name and host, in lower case.
var byName = func() map[string]rapporteur.Outlet {
	m := map[string]rapporteur.Outlet{}
	for _, o := range parse(list) {
		m[strings.ToLower(o.Name)] = o
		for _, n := range o.Names {
			m[strings.ToLower(n)] = o
		}
	}
	return m
}()

func parse(list string) (all []rapporteur.Outlet) {
	for line := range strings.Lines(list) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		all = append(all, rapporteur.Outlet{
			Name: f[0], Names: strings.Split(f[1], "|"), Country: rapporteur.Party(f[2]),
			Type: rapporteur.OutletType(f[3]), Language: f[4], Parent: f[5],
		})
	}
	return all
}

// Proposed returns what the program proposes of an outlet that is met under a
// name or host; a host counts for those below it, en.agency.example for
// agency.example.
func Proposed(name string) (rapporteur.Outlet, bool) {
	name = strings.ToLower(name)
	for {
		if o, ok := byName[name]; ok {
			return o, true
		}
		_, below, ok := strings.Cut(name, ".")
		if !ok || strings.Contains(name, " ") {
			return rapporteur.Outlet{}, false
		}
		name = below
	}
}
