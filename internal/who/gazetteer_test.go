package who

import (
	"io/fs"
	"slices"
	"testing"

	"example.org/rapporteur"
	"example.org/rapporteur/data"
)

// A form of a name that stands for several parties is one that a reader of the
// text would take for several too; anything else is a slip in the tables.
func TestFormsAreUnambiguous(t *testing.T) {
	shared := map[string]bool{
		"dominican": true, "dominicans": true, "congolese": true, "congo": true, // two states each
		"guiana": true, "virgin islands": true, "virgin islander": true, "saint martin islander": true, "american": true, // of territories
		"republic of china": true,
	}
	g := Default()
	for key, entries := range g.names {
		var parties []rapporteur.Party
		for _, e := range entries {
			if (e.kind == State || e.kind == Organisation) && !e.unsure && e.party.IsState() && !slices.Contains(parties, e.party) {
				parties = append(parties, e.party)
			}
		}
		if len(parties) > 1 && !shared[key] {
			t.Errorf("%q stands for %v", key, parties)
		}
	}
}

// Every state has a name to show, and its codes and its own name resolve to it.
func TestEveryPartyResolves(t *testing.T) {
	g := Default()
	states := 0
	for p, name := range g.display {
		if got, ok := Resolve(name); !ok || got != p {
			t.Errorf("Resolve(%q) = %q, want %q", name, got, p)
		}
		if IsState(p) {
			states++
			if got, ok := Resolve(string(p)); !ok || got != p {
				t.Errorf("Resolve(%q) = %q, want itself", p, got)
			}
		}
	}
	if states < 190 {
		t.Errorf("only %d states are known", states)
	}
}

func TestReferenceDataIsSmall(t *testing.T) {
	var size int64
	err := fs.WalkDir(data.Files, ".", func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			size += info.Size()
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if size > 3<<20 {
		t.Errorf("the embedded reference data is %d bytes; keep it below 3 MiB", size)
	}
}
