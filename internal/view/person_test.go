package view_test

import (
	"strings"
	"testing"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link/linktest"
	"example.org/rapporteur/internal/view"
)

// What is known of a person only by a guess is marked as one, and a person of
// whom nothing but a guess is known is not shown in office.
func TestGuessedPeople(t *testing.T) {
	s := &story{World: linktest.New(t)}
	s.AddDoc("talks", "2024-05-01", "The Herald",
		"Minister Tran Van Lam met his counterpart Bounmy Sengdara in Vientiane. Colonel Le Minh Tan told reporters so.")
	person := func(name, quote, office, country string, unsure ...string) rapporteur.Participant {
		p := rapporteur.Participant{Name: name, Office: office, Country: rapporteur.Party(country)}
		s.add(name, "talks", quote, rapporteur.Claim{Parties: []rapporteur.Party{p.Country}, Unsure: unsure, Tenure: &rapporteur.TenureBody{Person: p, Mentions: []string{name}}})
		return p
	}
	lam := person("Tran Van Lam", "Minister Tran Van Lam", "Minister", "VNM")
	sengdara := person("Bounmy Sengdara", "his counterpart Bounmy Sengdara", "Minister", "LAO", "country")
	sengdara.OfficeInferred = true
	person("Le Minh Tan", "Colonel Le Minh Tan", "", "LAO", "country")
	when, place := at(s, "2024-05-01", "Vientiane")
	s.add("met", "talks", "Minister Tran Van Lam met his counterpart Bounmy Sengdara in Vientiane", rapporteur.Claim{
		Time: when, Place: place, Interaction: &rapporteur.InteractionBody{Type: rapporteur.Meeting, Participants: []rapporteur.Participant{lam, sengdara}},
	})
	d := view.NewDossier(s.input("2024-06-01"), pair)
	var b strings.Builder
	if err := view.WriteDossier(&b, d); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"with Tran Van Lam, Minister (Vietnam)\n",
		"with Bounmy Sengdara, Minister as the counterpart (Laos, a guess)\n",
		"Bounmy Sengdara · seen 1 May 2024 to 1 May 2024 · partly a guess",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the dossier lacks %q:\n%s", want, b.String())
		}
	}
	if strings.Contains(b.String(), "Le Minh Tan") {
		t.Errorf("someone without an office is in office by a guess:\n%s", b.String())
	}
}
