package link_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/link/linktest"
)

// busyWorld returns a world of n documents that speak of overlapping meetings,
// people, texts and undertakings, some of them vaguely. It is the same each time.
func busyWorld(t testing.TB, n int) *linktest.World {
	w := linktest.New(t)
	rng := rand.New(rand.NewPCG(uint64(n), 7))
	pick := func(s ...string) string { return s[rng.IntN(len(s))] }
	sets := relations(max(n/50, 4))
	// About as many events as documents, whatever their number: several reports an event.
	days := max(n/3, 10)
	for i := range n {
		day := time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rng.IntN(days)*3)
		published := day.AddDate(0, 0, 1).Format(time.DateOnly)
		if rng.IntN(12) == 0 {
			published = ""
		}
		doc := fmt.Sprintf("doc%05d", i)
		text := fmt.Sprintf("Report %d says that they met for the policy dialogue, %s, and will train %s officers.",
			i, pick("on time", "late", "in person"), pick("young", "border", "medical"))
		w.AddDoc(doc, published, pick("Daily", "Herald", "Agency", ""), text)
		parties := sets[rng.IntN(len(sets))]
		date := pick(day.Format(time.DateOnly), day.Format("2006-01"), day.Format("XXXX-01-02"), "")
		name := pick("Hoang Xuan Chien", "Hoàng Xuân Chiến", "Phan Van Giang", "Khamlieng Outhakaysone", "Khamliang Outhakaysone")
		person := rapporteur.Participant{Name: name, Country: parties[rng.IntN(len(parties))], Office: pick("Minister of National Defence", "Deputy Minister", "")}
		i := rapporteur.InteractionBody{Type: rapporteur.InteractionType(pick("meeting", "dialogue", "visit")), Participants: []rapporteur.Participant{person}}
		if rng.IntN(2) == 0 {
			i.Mechanism, i.Edition = "policy dialogue", rng.IntN(max(n/20, 4))
		}
		w.Claim(doc, "they met for the policy dialogue", rapporteur.Claim{Parties: parties, Time: rapporteur.Time{Date: w.Date(date)}, Interaction: &i})
		w.Claim(doc, "policy dialogue", rapporteur.Claim{Parties: parties, Mechanism: &rapporteur.MechanismBody{Name: pick("policy dialogue", "defence policy dialogue", "defence policy exchange")}})
		w.Claim(doc, "and", rapporteur.Claim{Parties: parties, Time: rapporteur.Time{Date: w.Date(date)}, Instrument: &rapporteur.InstrumentBody{
			Title: pick("defence plan for 2025", "defence plan for 2026", "plan", "protocol on border gates"), Type: rapporteur.Plan, Status: rapporteur.Signed}})
		w.Claim(doc, "will train", rapporteur.Claim{Parties: parties, Areas: []rapporteur.Area{rapporteur.AreaTraining}, Commitment: &rapporteur.CommitmentBody{
			By: parties[:1], To: parties[1:], What: pick("young officers at the academy", "border officers in language courses", "medical officers"), Act: rapporteur.ActPledged,
			Stage: rapporteur.Stage(pick("pledged", "under way", "delivered"))}})
		w.Claim(doc, "Report", rapporteur.Claim{Parties: parties, Question: &rapporteur.QuestionBody{About: pick("the number of officers", "the cost of the courses"), Type: rapporteur.Undisclosed}})
		w.Claim(doc, "officers", rapporteur.Claim{Parties: []rapporteur.Party{person.Country}, Tenure: &rapporteur.TenureBody{Person: person}})
	}
	return w
}

// relations returns n sets of two or three states.
func relations(n int) [][]rapporteur.Party {
	states := []rapporteur.Party{"AUS", "BRN", "CHN", "DEU", "FRA", "GBR", "IDN", "IND", "ITA", "JPN", "KHM", "KOR", "LAO", "MMR", "MYS", "NLD", "NZL", "PHL", "POL", "SGP", "THA", "TUR", "USA", "VNM"}
	var out [][]rapporteur.Party
	for i := range states {
		for j := range i {
			out = append(out, []rapporteur.Party{states[j], states[i]})
			if j > 0 {
				out = append(out, []rapporteur.Party{states[0], states[j], states[i]})
			}
		}
	}
	return out[:min(n, len(out))]
}

// BenchmarkBuild shows how linking grows where more documents speak of more
// relations, about fifty each.
func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{200, 2000, 20000} {
		w := busyWorld(b, n)
		w.Build() // finds the origins
		b.Run(fmt.Sprintf("documents=%d", n), func(b *testing.B) {
			for b.Loop() {
				link.Build(w.In)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(len(w.In.Claims)), "µs/claim")
		})
	}
}
