package view_test

import (
	"strings"
	"testing"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link/linktest"
	"example.org/rapporteur/internal/view"
)

var pair = []rapporteur.Party{"VNM", "LAO"}

// A story is a small world of documents on two states, with the names that its
// test gives to claims.
type story struct {
	*linktest.World
	names []string // for a replacer: identity, name
}

func (s *story) add(name, doc, quote string, c rapporteur.Claim) rapporteur.ClaimID {
	if c.Parties == nil {
		c.Parties = []rapporteur.Party{"LAO", "VNM"}
	}
	id := s.Claim(doc, quote, c)
	s.names = append(s.names, string(id), name)
	return id
}

// named puts the test's names of claims in place of their identities.
func (s *story) named(text string) string { return strings.NewReplacer(s.names...).Replace(text) }

func (s *story) input(asOf string) view.Input {
	s.Build() // finds the origins
	return view.Input{Input: s.In, AsOf: s.Date(asOf)}
}

func at(s *story, date, place string) (rapporteur.Time, *rapporteur.Place) {
	t := rapporteur.Time{Date: s.Date(date)}
	if place == "" {
		return t, nil
	}
	return t, &rapporteur.Place{Name: place, State: "LAO"}
}

// dialogues is the story of a forum of which the second edition is missing, the
// third has two places and the sixth is announced; of a pledge that is taken up
// again; and of a text signed.
func dialogues(t testing.TB) *story {
	s := &story{World: linktest.New(t)}
	chien := rapporteur.Participant{Name: "Hoang Xuan Chien", Rank: "Senior Lieutenant General", Office: "Deputy Minister of National Defence", Country: "VNM"}
	edition := func(name, doc, quote, date, place string, n int, people ...rapporteur.Participant) {
		when, where := at(s, date, place)
		s.add(name, doc, quote, rapporteur.Claim{Time: when, Place: where, Interaction: &rapporteur.InteractionBody{
			Type: rapporteur.Dialogue, Mechanism: "defence policy dialogue", Edition: n, Participants: people,
		}})
	}
	s.AddDoc("first", "2019-07-26", "The Review", "The first defence policy dialogue took place in Vientiane. What was agreed has not been made public.")
	edition("e1", "first", "The first defence policy dialogue took place in Vientiane", "2019-07-25", "Vientiane", 1)
	s.add("q1", "first", "What was agreed has not been made public", rapporteur.Claim{Question: &rapporteur.QuestionBody{About: "what was agreed", Type: rapporteur.Undisclosed}})

	s.AddDoc("third-a", "2023-03-23", "Daily", "Vientiane (VNA) – The third defence policy dialogue was held in Vientiane.")
	edition("e3a", "third-a", "The third defence policy dialogue was held in Vientiane", "2023-03-23", "Vientiane", 3, chien)
	s.AddDoc("third-b", "2023-03-24", "Trade Portal", "Xamneua saw the third defence policy dialogue.")
	edition("e3b", "third-b", "Xamneua saw the third defence policy dialogue", "2023-03-23", "Xamneua", 3)
	s.AddDoc("fourth", "2024-03-20", "Herald", "Hanoi (VNA) – The fourth defence policy dialogue was held. Minutes of the fourth dialogue were signed.")
	edition("e4", "fourth", "The fourth defence policy dialogue was held", "2024-03-20", "", 4)
	when, _ := at(s, "2024-03-20", "")
	s.add("i1", "fourth", "Minutes of the fourth dialogue were signed", rapporteur.Claim{Time: when, Instrument: &rapporteur.InstrumentBody{
		Title: "Minutes of the fourth dialogue", Type: rapporteur.Minutes, Status: rapporteur.Signed,
	}})
	s.AddDoc("fifth", "2025-03-28", "Daily", "The fifth defence policy dialogue was held. Vietnam will host the next defence policy dialogue.")
	edition("e5", "fifth", "The fifth defence policy dialogue was held", "2025-03-28", "", 5)
	s.add("e6", "fifth", "Vietnam will host the next defence policy dialogue", rapporteur.Claim{
		Mode: rapporteur.ModeFuture, Factuality: rapporteur.PRPlus,
		Interaction: &rapporteur.InteractionBody{Type: rapporteur.Dialogue, Mechanism: "defence policy dialogue"},
	})

	pledge := func(name, doc, quote, what string, stage rapporteur.Stage, act rapporteur.SpeechAct) {
		s.add(name, doc, quote, rapporteur.Claim{
			Areas:      []rapporteur.Area{rapporteur.AreaPeacekeeping},
			SaidBy:     []rapporteur.Speaker{{Name: "the Deputy Minister", State: "VNM"}},
			Commitment: &rapporteur.CommitmentBody{By: []rapporteur.Party{"VNM"}, To: []rapporteur.Party{"LAO"}, What: what, Stage: stage, Act: act},
		})
	}
	s.AddDoc("willing", "2025-01-09", "Daily", "Vietnam is willing to help Laos with peacekeeping.")
	pledge("k1", "willing", "Vietnam is willing to help Laos with peacekeeping", "help Laos with peacekeeping", rapporteur.StageProposed, rapporteur.ActWilling)
	s.AddDoc("pledge", "2025-03-05", "Herald", "Vietnam will support Laos in forming a peacekeeping force.")
	pledge("k2", "pledge", "Vietnam will support Laos in forming a peacekeeping force", "support Laos in forming a peacekeeping force", rapporteur.StagePledged, rapporteur.ActPledged)
	s.AddDoc("session", "2025-03-31", "Herald", "Officers worked on building and training the peacekeeping force.")
	pledge("k3", "session", "Officers worked on building and training the peacekeeping force", "building and training the peacekeeping force", rapporteur.StageUnderWay, rapporteur.ActResourced)

	s.AddDoc("comment", "2025-04-01", "The Review", "Hoang Xuan Chien, Deputy Minister of National Defence, spoke. Analysts say that the force could be small.")
	s.add("p1", "comment", "Hoang Xuan Chien, Deputy Minister of National Defence", rapporteur.Claim{
		Parties: []rapporteur.Party{"VNM"}, Tenure: &rapporteur.TenureBody{Person: chien, Heard: true},
	})
	s.add("a1", "comment", "the force could be small", rapporteur.Claim{
		Factuality: rapporteur.PSPlus, SaidBy: []rapporteur.Speaker{{Name: "Analysts", Anonymous: true}},
		Assessment: &rapporteur.AssessmentBody{What: "the force could be small"},
	})
	return s
}
