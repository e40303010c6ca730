package claim

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"example.org/rapporteur"
)

func TestInstruments(t *testing.T) {
	type inst struct{ Title, Type, Status, Period, Date, Implements, Succeeds string }
	for _, tt := range []struct {
		text string
		want []inst
	}{
		{"Chile and Peru signed a protocol on search and rescue and the defence cooperation plan for 2022.", []inst{
			{Title: "protocol on search and rescue", Type: "protocol", Status: "signed"},
			{Title: "defence cooperation plan for 2022", Type: "plan", Status: "signed", Period: "2022"}}},
		{"Chile and Peru signed the cooperation plan between the two ministries for 2017 on 5 May 2016.", []inst{
			{Title: "cooperation plan between the two ministries for 2017", Type: "plan", Status: "signed", Period: "2017", Date: "2016-05-05"}}},
		{"Chile and Peru signed the protocol for 2017 in Lima and the protocol for 2021 in Arica.", []inst{
			{Title: "protocol for 2017", Type: "protocol", Status: "signed", Period: "2017"},
			{Title: "protocol for 2021", Type: "protocol", Status: "signed", Period: "2021"}}},
		{"Chile and Peru signed a memorandum of understanding.", []inst{{Title: "memorandum of understanding", Type: "MoU", Status: "signed"}}},
		{"Chile and Peru are negotiating a maritime agreement.", []inst{{Title: "maritime agreement", Type: "agreement", Status: "under negotiation"}}},
		{"Chile and Peru signed a protocol implementing the 2020 Border Treaty.", []inst{
			{Title: "protocol", Type: "protocol", Status: "signed", Implements: "2020 Border Treaty"},
			{Title: "2020 Border Treaty", Type: "treaty", Status: "in force", Date: "2020"}}},
		{"Chile and Peru signed an agreement replacing the 1990 Fisheries Treaty.", []inst{
			{Title: "agreement", Type: "agreement", Status: "signed", Succeeds: "1990 Fisheries Treaty"},
			{Title: "1990 Fisheries Treaty", Type: "treaty", Status: "terminated", Date: "1990"}}},
		{"Chile terminated the fisheries agreement with Peru.", []inst{{Title: "fisheries agreement", Type: "agreement", Status: "terminated"}}},
		{"The accord between Chile and Peru was never read aloud.", nil},
	} {
		var got []inst
		for _, c := range ofKind(readText(t, tt.text), rapporteur.KindInstrument) {
			b := c.Instrument
			got = append(got, inst{b.Title, string(b.Type), string(b.Status), b.Period.String(), c.Time.Date.String(), b.Implements, b.Succeeds})
		}
		less := func(a, b inst) bool { return a.Title > b.Title }
		if diff := cmp.Diff(tt.want, got, cmpopts.SortSlices(less), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.text, diff)
		}
	}
}

func TestQuestionAbout(t *testing.T) {
	for _, tt := range []struct{ text, about, kind string }{
		{"The cost of the radar was not disclosed.", "The cost of the radar", "undisclosed"},
		{"It is unclear whether Chile has replied to Peru.", "whether Chile has replied to Peru", "unconfirmed"},
		{"The ministry did not say when the ships would be delivered.", "when the ships would be delivered", "undisclosed"},
		{"No date was given.", "date", "undisclosed"},
		{"They spoke of the details of the camp, which have yet to be settled.", "the details of the camp", "not finalised"},
		{"The strength of the unit and the time for setting it up were not disclosed.", "The strength of the unit and the time for setting it up", "undisclosed"},
		{"The army gave no explanation for the delay.", "explanation for the delay", "undisclosed"},
		{"Chile has published no figures on the loan.", "figures on the loan", "undisclosed"},
		{"No details of the vehicles were provided.", "details of the vehicles", "undisclosed"},
		{"They did not set a date.", "a date", "not finalised"},
		{"There is no evidence of a landing in Peru.", "of a landing in Peru", "no evidence"},
	} {
		claims := ofKind(readText(t, tt.text), rapporteur.KindQuestion)
		if len(claims) != 1 {
			t.Errorf("%q gives %d unknowns, want 1", tt.text, len(claims))
			continue
		}
		if q := claims[0].Question; q.About != tt.about || string(q.Type) != tt.kind {
			t.Errorf("%q is about %q (%s), want %q (%s)", tt.text, q.About, q.Type, tt.about, tt.kind)
		}
	}
}

// A forecast is quoted with the words that make it one.
func TestForecastQuoted(t *testing.T) {
	for _, text := range []string{
		"It is likely that Chile will provide two boats to Peru.",
		"It is possible that the treaty of Chile and Peru will be terminated.",
		"It is unlikely that Chile will lend Peru the boats.",
	} {
		claims := ofKind(readText(t, text), rapporteur.KindAssessment)
		if len(claims) != 1 || claims[0].Quote.Exact()+"." != text {
			t.Errorf("%q gives %v", text, claims)
		}
	}
}

func TestMechanisms(t *testing.T) {
	type mech struct{ Name, Cadence string }
	for _, tt := range []struct {
		text string
		want []mech
	}{
		{"Chile and Peru held the third Chile-Peru Border Committee in Lima.", []mech{{"Chile-Peru Border Committee", ""}}},
		{"Chile and Peru hold their annual Defence Policy Dialogue.", []mech{{"Defence Policy Dialogue", "annual"}}},
		{"The deputy-ministerial Defence Policy Dialogue of Chile and Peru meets every two years.", []mech{{"Defence Policy Dialogue", "every two years"}}},
		{"Chile wrote to the Party Central Committee of Peru.", nil},
		{"Chile and Peru value their cooperation mechanisms.", nil},
		{"Chile spoke for Peru in the Security Council.", nil},
		{"Chile sent a letter to Peru's national committee.", nil},
		{"The committee of Chile and Peru met in Lima.", nil},
	} {
		var got []mech
		for _, c := range ofKind(readText(t, tt.text), rapporteur.KindMechanism) {
			got = append(got, mech{c.Mechanism.Name, c.Mechanism.Cadence})
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.text, diff)
		}
	}
}

// TestContacts reads type, date, place, host and edition of the contacts of a text.
func TestContacts(t *testing.T) {
	type contact struct {
		Type, Date, Place, Host string
		Edition                 int
		Background              bool
	}
	for _, tt := range []struct {
		text string
		want []contact
	}{
		{"Chilean and Peruvian ministers held talks in Lima on 3 March 2025 and signed a protocol.", []contact{
			{Type: "meeting", Date: "2025-03-03", Place: "Lima", Host: "PER"}, {Type: "signing", Date: "2025-03-03", Place: "Lima", Host: "PER"}}},
		{"The Peruvian president received the Chilean foreign minister on Monday.", []contact{{Type: "meeting", Date: "2025-03-03", Host: "PER"}}},
		{"The Chilean foreign minister was received by the Peruvian president on Monday.", []contact{{Type: "meeting", Date: "2025-03-03", Host: "PER"}}},
		{"The Chilean general met the Peruvian minister, with whom he had signed a protocol in May 2022.", []contact{
			{Type: "meeting"}, {Type: "signing", Date: "2022-05", Background: true}}},
		{"Chile and Peru held the second border dialogue in the northern province of Tacna in June 2021.", []contact{
			{Type: "dialogue", Date: "2021-06", Place: "Tacna", Host: "PER", Edition: 2, Background: true}}},
		{"The Chilean and Peruvian ministers held talks in Geneva on 3 March.", []contact{{Type: "meeting", Date: "2025-03-03", Place: "Geneva"}}},
		{"Peru hosted the Chilean foreign minister in Arica on Monday.", []contact{{Type: "meeting", Date: "2025-03-03", Place: "Arica", Host: "PER"}}},
		{"A visit by the Chilean president to Peru began on Monday.", []contact{{Type: "visit", Date: "2025-03-03", Place: "Peru", Host: "PER"}}},
		{"Talks between Chile and Peru took place in La Paz on Monday.", []contact{{Type: "meeting", Date: "2025-03-03", Place: "La Paz"}}},
		{"The signing of a rescue protocol between Chile and Peru took place on Monday.", []contact{{Type: "signing", Date: "2025-03-03"}}},
		{"Chile and Peru signed a plan to implement the border agreement.", []contact{{Type: "signing"}}},
		{"A Chilean delegation led by Foreign Minister Ana Rojas held talks with Peruvian officials in Lima on Monday.", []contact{
			{Type: "meeting", Date: "2025-03-03", Place: "Lima", Host: "PER"}}},
		{"Chile and Peru agreed in January to hold a joint drill by the end of 2025.", []contact{{Type: "exercise"}}},
		{"The talks between Chile and Peru were officially characterised as constructive.", nil},
		{"Chile and Peru have regularly held talks in recent years.", nil},
		{"Chile and Peru agreed on joint exercises in Lima in May 2022.", nil},
		{"Chile agreed to hold a joint exercise with Peru.", []contact{{Type: "exercise"}}},
		{"The two museums of Lima held talks.", nil},
	} {
		var got []contact
		for _, c := range ofKind(readText(t, tt.text), rapporteur.KindInteraction) {
			g := contact{Type: string(c.Interaction.Type), Date: c.Time.Date.String(), Host: string(c.Interaction.Host), Edition: c.Interaction.Edition, Background: c.Background}
			if c.Place != nil {
				g.Place = c.Place.Name
			}
			got = append(got, g)
		}
		less := func(a, b contact) bool { return a.Type < b.Type }
		if diff := cmp.Diff(tt.want, got, cmpopts.SortSlices(less)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.text, diff)
		}
	}
}

func TestAreas(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"Chile and Peru agreed to step up training, logistics and border patrols.", []string{"border security", "logistics", "training and education"}},
		{"Chile pledged to train Peruvian border guards.", []string{"border security", "training and education"}},
		{"Chile pledged to build a hospital for Peru, thereby supporting training.", []string{"health and military medicine"}},
		{"Chile agreed to deepen defence cooperation with Peru.", []string{"other"}},
	} {
		var got []string
		for _, c := range ofKind(readText(t, tt.text), rapporteur.KindCommitment) {
			for _, a := range c.Areas {
				got = append(got, string(a))
			}
		}
		if diff := cmp.Diff(tt.want, got, cmpopts.SortSlices(func(a, b string) bool { return a < b })); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.text, diff)
		}
	}
}

func TestCommitmentFields(t *testing.T) {
	for _, tt := range []struct{ text, stage, due, amount, disclosure string }{
		{"Chile will deliver three radars to Peru by 2027.", "planned", "2027", "", "disclosed"},
		{"Chile pledged $20 million to help Peru rebuild the port.", "pledged", "", "$20 million", "disclosed"},
		{"Next year Chile and Peru will train border guards together.", "planned", "2026", "", "disclosed"},
		{"By 2027 Chile will deliver three radars to Peru.", "planned", "2027", "", "disclosed"},
		{"On Monday Chile pledged to train Peruvian pilots.", "pledged", "", "", "disclosed"},
		{"Chile handed over two patrol boats to Peru.", "delivered", "", "", "disclosed"},
		{"Chile pledged to build a hospital for Peru. The cost of the hospital was not disclosed.", "pledged", "", "", "stated as undisclosed"},
		{"Chile agreed to build a camp for Peru. Details are yet to be finalised.", "agreed", "", "", "to be finalised"},
		{"Chile pledged to build a hospital for Peru.\n\nThe cost of the hospital was not disclosed.", "pledged", "", "", "disclosed"},
	} {
		claims := ofKind(readText(t, tt.text), rapporteur.KindCommitment)
		if len(claims) != 1 {
			t.Errorf("%q gives %d undertakings, want 1", tt.text, len(claims))
			continue
		}
		b := claims[0].Commitment
		got := []string{string(b.Stage), b.Due.Date.String(), b.Amount, string(b.Disclosure)}
		if diff := cmp.Diff([]string{tt.stage, tt.due, tt.amount, tt.disclosure}, got); diff != "" {
			t.Errorf("%q: stage, due, amount, disclosure (-want +got):\n%s", tt.text, diff)
		}
	}
}

// TestCourtesy reads moods, domestic acts, contacts and what was not agreed, none
// of which anybody undertakes toward another.
func TestCourtesy(t *testing.T) {
	for _, text := range []string{
		"Chile and Peru pledged to bring their relationship to greater heights.",
		"Both sides agreed that ties between Chile and Peru are at their best.",
		"The Chilean minister looks forward to warm relations with Peru.",
		"Chile will build a bridge in its south.",
		"Chile and Peru will hold their annual meeting in Lima.",
		"Chile and Peru are scheduled to hold talks in Lima.",
		"Chile and Peru did not agree to patrol the lake.",
		"The plan was to deliver two ferries to Peru.",
	} {
		for _, c := range ofKind(readText(t, text), rapporteur.KindCommitment) {
			t.Errorf("%q gives %q by %s", text, c.Commitment.What, c.Rule)
		}
	}
}

func TestJointStatement(t *testing.T) {
	claims := ofKind(readText(t, strings.Join([]string{
		"We, the leaders of Chile, Peru and Bolivia, issue this joint statement.",
		"We will hold a joint naval drill in Arica.",
		"Refrain from spreading false information along the border.",
	}, "\n\n")), rapporteur.KindCommitment)
	if len(claims) == 0 {
		t.Fatal("no undertaking was read")
	}
	for _, c := range claims {
		if diff := cmp.Diff([]rapporteur.Party{"BOL", "CHL", "PER"}, c.Commitment.By); diff != "" {
			t.Errorf("%q: by (-want +got):\n%s", c.Quote.Exact(), diff)
		}
		if c.SaidBy[0].Name != "joint statement" {
			t.Errorf("%q is said by %v", c.Quote.Exact(), c.SaidBy)
		}
	}
}

// A signing at the end of the talks is dated by the talks; one that nothing ties
// to them is not.
func TestSameDay(t *testing.T) {
	const talks = "Chilean Minister Ana Rojas and Peruvian Minister Luis Vega held talks in Lima on 5 March 2025. "
	for text, want := range map[string]string{
		"At the end of the talks, the two ministers signed a border protocol.": "2025-03-05",
		"The two sides also signed a border protocol.":                         "2025-03-05",
		"Chile and Peru signed a border protocol.":                             "",
		"On this occasion, they will sign a border protocol.":                  "",
	} {
		var got []string
		for _, c := range readText(t, talks+text) {
			if c.Interaction != nil && c.Interaction.Type == rapporteur.Signing {
				got = append(got, c.Time.Date.String())
				if c.Time.Date.String() != "" && (c.Time.Basis != rapporteur.BasisInferred || c.Time.Inference == "") {
					t.Errorf("%q: the date does not say how it was inferred: %+v", text, c.Time)
				}
			}
		}
		if len(got) != 1 || got[0] != want {
			t.Errorf("%q: signed on %q, want %q", text, got, want)
		}
	}
}
