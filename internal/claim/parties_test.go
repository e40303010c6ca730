package claim

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"example.org/rapporteur"
)

// TestUndertaker finds who undertakes what, and toward whom, in the last undertaking of a text.
func TestUndertaker(t *testing.T) {
	type ps = []rapporteur.Party
	for _, tt := range []struct {
		name, text string
		by, to     ps
		unsure     bool
	}{
		{"subject", "Chile pledged to train Peruvian pilots.", ps{"CHL"}, ps{"PER"}, false},
		{"two", "Chile and Peru pledged to train pilots together.", ps{"CHL", "PER"}, nil, false},
		{"three", "Chile, Peru and Bolivia agreed to patrol the lake jointly.", ps{"BOL", "CHL", "PER"}, nil, false},
		{"hyphen", "The Chile-Peru commission agreed to patrol the lake.", ps{"CHL", "PER"}, nil, false},
		{"both sides", "The Chilean and Peruvian ministers met. Both sides agreed to patrol the lake.", ps{"CHL", "PER"}, nil, false},
		{"three sides", "Chile met Peru and Bolivia in Lima. The three countries agreed to patrol the lake.", ps{"BOL", "CHL", "PER"}, nil, false},
		{"they", "Chile and Peru held talks. They agreed to patrol the lake.", ps{"CHL", "PER"}, nil, false},
		{"they, of three", "Chile, Peru and Bolivia held talks. They agreed to patrol the lake.", ps{"BOL", "CHL", "PER"}, nil, false},
		{"they, who were both sides", "Chile and Peru held talks. The two sides met Bolivia's press. They agreed to patrol the lake.", ps{"CHL", "PER"}, nil, false},
		{"number and noun", "Chile, Peru and Bolivia held talks. The three deputy defence ministers agreed to patrol the lake.", ps{"BOL", "CHL", "PER"}, nil, false},
		{"of the two", "Chile and Peru held talks. The navies of the two countries agreed to patrol the lake.", ps{"CHL", "PER"}, nil, false},
		{"counterpart", "The Chilean minister and his Peruvian counterpart, Luis Vega, agreed to patrol the lake.", ps{"CHL", "PER"}, nil, false},
		{"under an organisation", "As a first step under NATO, Chile pledged to train Peruvian pilots.", ps{"CHL"}, ps{"PER"}, false},
		{"she", "Chilean Foreign Minister Ana Rojas visited Peru. She pledged to train Peruvian pilots.", ps{"CHL"}, ps{"PER"}, false},
		{"we, in a quotation", "“We will train Peruvian pilots,” Chilean Foreign Minister Ana Rojas said.", ps{"CHL"}, ps{"PER"}, false},
		{"we, of both", "“We agreed to train pilots,” Chilean Foreign Minister Ana Rojas said after talks with her Peruvian counterpart.", ps{"CHL", "PER"}, nil, false},
		{"urged", "Bolivia urged Chile to help Peru.", ps{"CHL"}, ps{"PER"}, false},
		{"urged by several", "Bolivia and Peru urged Chile to train their pilots.", ps{"CHL"}, ps{"BOL", "PER"}, false},
		{"the two countries", "Chile and Peru held talks. The two countries agreed to patrol the lake.", ps{"CHL", "PER"}, nil, false},
		{"the three nations", "Chile, Peru and Bolivia held talks. The three nations agreed to patrol the lake.", ps{"BOL", "CHL", "PER"}, nil, false},
		{"the neighbouring country", "Peru has asked for help. Chile pledged to train pilots of the neighbouring country.", ps{"CHL"}, ps{"PER"}, false},
		{"they, after officers", "Officers from Chile and Peru met in Lima. They agreed to patrol the lake.", ps{"CHL", "PER"}, nil, false},
		{"what for", "Chile pledged to train Peruvian officers for United Nations peacekeeping.", ps{"CHL"}, ps{"PER"}, false},
		{"venue of a third state", "Chile and Peru agreed to patrol the lake, at a meeting in the Brazilian city of Recife.", ps{"CHL", "PER"}, nil, false},
		{"adjunct first", "During talks with Peru, Chile pledged to train pilots.", ps{"CHL"}, ps{"PER"}, false},
		{"passive", "Two schools for Peru were handed over by Chile on Monday.", ps{"CHL"}, ps{"PER"}, false},
		{"organisation", "The European Union pledged to train Peruvian pilots.", ps{"EU"}, ps{"PER"}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			claims := ofKind(readText(t, tt.text), rapporteur.KindCommitment)
			if len(claims) == 0 {
				t.Fatal("no undertaking was read")
			}
			c := claims[len(claims)-1]
			if diff := cmp.Diff(tt.by, c.Commitment.By); diff != "" {
				t.Errorf("by (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.to, c.Commitment.To, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("to (-want +got):\n%s", diff)
			}
			if got := len(c.Unsure) > 0; got != tt.unsure {
				t.Errorf("unsure: %v", c.Unsure)
			}
		})
	}
}

// TestStrangers reads "they" and "we" of people who speak for no state.
func TestStrangers(t *testing.T) {
	for _, text := range []string{
		"Hikers from Chile and Peru crossed the pass. They agreed to share a tent.",
		"The choirs of Chile and Peru sang in Lima. They agreed to sing again.",
		"Chile met Peru on Monday. “We agreed to share the prize,” said one of the judges.",
	} {
		for _, c := range ofKind(readText(t, text), rapporteur.KindCommitment) {
			t.Errorf("%q gives an undertaking by %v", text, c.Commitment.By)
		}
	}
}

// TestContactParties finds who meets.
func TestContactParties(t *testing.T) {
	type ps = []rapporteur.Party
	for _, tt := range []struct {
		text   string
		want   ps
		unsure bool
	}{
		{"Chile and Peru held talks in Lima.", ps{"CHL", "PER"}, false},
		{"The Chilean minister met her Peruvian counterpart.", ps{"CHL", "PER"}, false},
		{"Chilean and Peruvian officers talked for a day. Earlier the two sides met in Lima.", ps{"CHL", "PER"}, false},
		{"Chile, Peru and Bolivia were there. A trilateral meeting was held in Lima.", ps{"BOL", "CHL", "PER"}, false},
		{"Chile wrote to Peru. The third policy dialogue was held in Lima.", ps{"CHL", "PER"}, true},
	} {
		claims := ofKind(readText(t, tt.text), rapporteur.KindInteraction)
		if len(claims) != 1 {
			t.Errorf("%q gives %d contacts, want 1", tt.text, len(claims))
			continue
		}
		if diff := cmp.Diff(tt.want, claims[0].Parties); diff != "" {
			t.Errorf("%q: parties (-want +got):\n%s", tt.text, diff)
		}
		if got := len(claims[0].Unsure) > 0; got != tt.unsure {
			t.Errorf("%q: unsure %v", tt.text, claims[0].Unsure)
		}
	}
}
