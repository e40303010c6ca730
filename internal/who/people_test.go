package who

import (
	"fmt"
	"strings"
	"testing"

	"example.org/rapporteur"
	"github.com/google/go-cmp/cmp"
)

// Short forms join the full name.
func TestForms(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string // "name: form, form" for each person
	}{
		{"western surname",
			"French Foreign Minister Luc Moreau spoke. Moreau said more. Mr Moreau left.",
			[]string{"Luc Moreau: Foreign Minister Luc Moreau, Moreau, Mr Moreau"}},
		{"vietnamese last name, with and without diacritics",
			"Prime Minister Trần Văn Lâm spoke. PM Lam agreed.",
			[]string{"Trần Văn Lâm: Prime Minister Trần Văn Lâm, PM Lam, Lam"}},
		{"family name first",
			"President Liu Wenbo arrived. Liu said little.",
			[]string{"Liu Wenbo: President Liu Wenbo, Liu"}},
		{"initials and additions",
			"Secretary of State Harold B. Quint, Jr. spoke. Secretary Quint left. Harold Quint returned.",
			[]string{"Harold B. Quint, Jr.: Secretary of State Harold B. Quint, Jr., Secretary Quint, Quint, Harold Quint"}},
		{"particles and hyphens",
			"Dutch Prime Minister Pieter van der Meer met Egyptian President Samir Al-Hadi. Al-Hadi said that it had been a good talk. Van der Meer agreed with him on most of it.",
			[]string{"Pieter van der Meer: Prime Minister Pieter van der Meer, Van der Meer", "Samir Al-Hadi: President Samir Al-Hadi, Al-Hadi"}},
		{"korean given names",
			"South Korean Defence Minister Kang Min-ho spoke. Kang said so.",
			[]string{"Kang Min-ho: Defence Minister Kang Min-ho, Kang"}},
		{"short words that are names",
			"General Secretary To Van spoke with Prime Minister Do Thi An.",
			[]string{"To Van: General Secretary To Van", "Do Thi An: Prime Minister Do Thi An"}},
		{"family name in capitals",
			"Prime Minister SOK Vanna spoke. Sok Vanna left.",
			[]string{"SOK Vanna: Prime Minister SOK Vanna, Sok Vanna"}},
		{"of two, the one of that office",
			"General Nguyen Van Tan spoke with the new Admiral Le Minh Tan about the plan. Admiral Tan agreed to it.",
			[]string{"Nguyen Van Tan: General Nguyen Van Tan", "Le Minh Tan: Admiral Le Minh Tan, Admiral Tan, Tan"}},
		{"nothing but an office and a surname",
			"President Moreau spoke.",
			[]string{"Moreau: President Moreau"}},
		{"a headline does not lengthen a name",
			"Moreau Visits Tonga Again This Week\n\nFrench President Luc Moreau arrived in Tonga on Monday.",
			[]string{"Luc Moreau: Moreau, President Luc Moreau"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, p := range Find(analyse(t, tt.text)).People {
				got = append(got, p.Name+": "+strings.Join(p.Forms, ", "))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("forms in %q (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}

func TestHeard(t *testing.T) {
	for text, want := range map[string]bool{
		"President Luc Moreau said so.":                                     true,
		"President Luc Moreau has also met them.":                           true,
		"\"We agree,\" said President Luc Moreau.":                          true,
		"She was received by President Luc Moreau.":                         true,
		"President Luc Moreau, a former judge, signed the text.":            true,
		"Ties have improved since President Luc Moreau's visit to Tonga.":   true,
		"Under President Luc Moreau, spending has grown.":                   false,
		"The text dates from the days of former President Luc Moreau.":      false,
		"The port is named after President Luc Moreau.":                     false,
		"Critics of President Luc Moreau's policy were not at the meeting.": false,
	} {
		people := Find(analyse(t, text)).People
		if len(people) != 1 || people[0].Heard != want {
			t.Errorf("%q: people %+v, want one with Heard %v", text, people, want)
		}
	}
}

func TestCountry(t *testing.T) {
	tests := []struct {
		name, outlet, text string
		want               []string // as line shows them
	}{
		{"the state after the name",
			"", "Foreign Minister Jonas Petrauskas of Lithuania spoke.",
			[]string{"Jonas Petrauskas | Foreign Minister | LTU"}},
		{"the state signed for",
			"", "Sione Taufa, Minister of Trade, signed for Tonga.",
			[]string{"Sione Taufa | Minister of Trade | TON"}},
		{"an ambassador is of the sender",
			"", "Ambassador to Laos Liu Wenbo of China spoke. The Tongan ambassador to Fiji, Sione Taufa, agreed.",
			[]string{"Liu Wenbo | Ambassador to Laos | CHN", "Sione Taufa | ambassador to Fiji | TON"}},
		{"the aide of a person",
			"", "Canadian Prime Minister Paul Trent was away, said Ann Field, a spokeswoman for Trent.",
			[]string{"Paul Trent | Prime Minister | CAN", "Ann Field | spokeswoman for Trent | CAN?"}},
		{"an office named without its holder",
			"", "The Prime Minister of Tonga was invited by Fiji and Samoa. Prime Minister Sione Taufa accepted.",
			[]string{"Sione Taufa | Prime Minister | TON?"}},
		{"not the state visited",
			"", "Tonga and Fiji are neighbours. Foreign Minister Sione Taufa will pay a visit to Fiji.",
			[]string{"Sione Taufa | Foreign Minister | TON?"}},
		{"the outlet's own state",
			"Viet Nam News", "Vietnam will train more medics. Defence Minister Tran Van Lam received a delegation from Laos on Monday.",
			[]string{"Tran Van Lam | Defence Minister | VNM?"}},
		{"the head of a delegation is of its state",
			"", "The Lao delegation was headed by Foreign Minister Bounmy Sengdara and the Vietnamese delegation by a deputy minister. A Vietnamese military delegation led by General Tran Van Lam followed.",
			[]string{"Bounmy Sengdara | Foreign Minister | LAO", "Tran Van Lam |  | VNM | General"}},
		{"a host is not of the state of the guest, nor of the outlet's",
			"TASS", "Russian Foreign Minister Ivan Lesnov arrived in Armenia on Monday. He will be received by President Aram Sarian.",
			[]string{"Ivan Lesnov | Foreign Minister | RUS", "Aram Sarian | President | ARM?"}},
		{"a minister for trade of a state is of it",
			"", "Fiji spoke with Sione Taufa, Minister for Trade and Regional Affairs of Tonga.",
			[]string{"Sione Taufa | Minister for Trade and Regional Affairs of Tonga | TON"}},
		{"not of the states of his counterparts",
			"", "The Samoan minister spoke first. Minister Sione Taufa told reporters after talks with his Fijian and Tongan counterparts that he was glad.",
			[]string{"Sione Taufa | Minister | WSM?"}},
		{"an expert's is not guessed",
			"", "Laos gained most, said Ann Field, an analyst at a think tank.",
			[]string{"Ann Field | analyst at a think tank"}},
		{"an organisation's official has none",
			"", "NATO Secretary General Anders Holm spoke in Norway.",
			[]string{"Anders Holm | NATO Secretary General"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, p := range FindFrom(analyse(t, tt.text), tt.outlet).People {
				got = append(got, line(p))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("people of %q (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}

// Where two states are as likely, the country stays open.
func TestLikely(t *testing.T) {
	c := Find(analyse(t, "Laos and Vietnam will sign on Friday. Minister Tran Van Lam will attend."))
	if len(c.People) != 1 || c.People[0].Country != "" || c.People[0].Likely == "" {
		t.Errorf("people %+v, want one without a country and with a likely one", c.People)
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"Lao Deputy Minister of National Defence and Chief of the General Staff of the Lao People's Army (LPA), Lieut. Gen. Bounmy Sengdara, met PM Lâm in Hanoi.",
		"his Greek, Cypriot and French counterparts, A B, C D and E F, respectively",
		"THE HON. ANN FIELD MP, LEADER OF THE OPPOSITION MR PAUL TRENT",
		"Sino-Russo-Lao-’s of of of the and, and the Minister of of",
		"President-elect-elect General General Gen. (Retd.) al-bin de van",
		"the country's country's its minister minister of",
		"Côte d’Ivoire's Washington, D.C., the Gulf of Thailand Sea",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text, err := rapporteur.NewText(s)
		if err != nil {
			t.Skip()
		}
		a := analyse(t, s)
		c := Find(a)
		for i, m := range c.Mentions {
			if m.Span.Start() >= m.Span.End() || m.Span.End() > text.Len() {
				t.Fatalf("mention %+v has a span outside the text", m)
			}
			if i > 0 && m.Span.Start() < c.Mentions[i-1].Span.Start() {
				t.Fatalf("mention %d is out of order", i)
			}
			if (m.Kind == Human) != (m.Person >= 0) || m.Person >= len(c.People) {
				t.Fatalf("mention %+v names person %d of %d", m, m.Person, len(c.People))
			}
			if m.Kind == Human && !m.Whole.Covers(m.Span) {
				t.Fatalf("mention %+v is not within its titles", m)
			}
		}
		for i, p := range c.People {
			if p.Name == "" || len(p.Mentions) == 0 {
				t.Fatalf("person %+v has no name or no mention", p)
			}
			for _, k := range p.Mentions {
				if c.Mentions[k].Person != i {
					t.Fatalf("mention %d of person %d names person %d", k, i, c.Mentions[k].Person)
				}
			}
		}
		if again := Find(a); fmt.Sprint(again) != fmt.Sprint(c) {
			t.Fatal("the second reading differs from the first")
		}
	})
}
