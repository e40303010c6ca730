package acceptance_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
	"example.org/rapporteur/internal/view"
)

// A reply is what the program answers: words for people, and the documents that
// they lead to.
type reply struct {
	words string
	docs  []string
}

func (r *reply) add(l *library, words string, anchors ...view.Anchor) {
	r.words += words + "\n"
	for _, a := range anchors {
		r.docs = append(r.docs, l.names[a.Doc])
	}
}

// A question is one that an analyst asks, with how it is asked of the program.
type question struct {
	ask     string
	query   func(t *testing.T, l *library) reply
	answer  []string // all of these must be in the words
	without []string // none of these may be
	source  []string // documents, of which the reply leads to all
	gap     string   // why the program does not answer it yet
}

var questions = []question{
	{ask: "1. When and where was the fourth defence policy dialogue, and who chaired it?", query: edition("VNM LAO", "policy dialogue", 4),
		answer: []string{"20 March 2024", "Điện Biên", "Hoàng Xuân Chiến", "Vongkham Phommakone"}, source: []string{"2024-03-20-vna-fourth-dialogue", "2024-03-20-vns-fourth-dialogue"}},
	{ask: "2. Who chaired the first, and where?", query: edition("VNM LAO", "policy dialogue", 1),
		answer: []string{"25 July 2019", "Vientiane", "Onsi Sensuk", "Nguyen Chi Vinh"}, source: []string{"2019-07-25-vovworld-policy-consultation"}},
	{ask: "3. Where was the fifth, and what was signed?", query: edition("VNM LAO", "policy dialogue", 5),
		answer: []string{"28 March 2025", "Luang Prabang", "minutes of the fifth dialogue"}, source: []string{"2025-03-28-vns-fifth-policy-dialogue"}},
	{ask: "4. How many remains were found in the dry season of 2023 to 2024, and how many identified?", query: search(`"2023-2024 dry season" recovered`),
		answer: []string{"184 sets of remains", "Nine sets have been"}, source: []string{"2024-06-24-sggp-29th-meeting-remains"}},
	{ask: "5. When did the two border texts of 2016 take effect?", query: search("borderline markers force September"),
		answer: []string{"in force since September 5, 2017"}, source: []string{"XXXX-11-13-baohoabinh-border-treaties"}},
	{ask: "6. Who took part in the exercise of November 2024, in what numbers?", query: search("exercise Kampong Chhnang soldiers"),
		answer: []string{"563 Cambodian", "64 Lao", "71 Vietnamese"}, source: []string{"2024-11-26-courrier-ministers-phnom-penh"}},
	{ask: "7. What did Vietnam's army build at Vang Tat, at what cost?", query: search(`"projects include"`, `"funded the projects"`),
		answer: []string{"water supply system", "4.1 billion VND"}, source: []string{"2022-02-28-vietnamplus-vang-tat-works"}},
	{ask: "8. Is the policy exchange of 2019 of the same series as the dialogues?", query: names("VNM LAO", "policy dialogue"),
		answer: []string{"defence policy exchange", "Defence Policy Dialogue"}, source: []string{"2019-07-XX-diplomat-first-policy-exchange", "2023-03-24-moit-third-dialogue-xamneua"}},
	{ask: "9. Which yearly meetings of the three defence ministers are evidenced, and where?", query: search(`"their annual meeting"`),
		answer: []string{"Vientiane on September 14", "Kon Tum", "Phnom Penh", "Vientiane on Wednesday"},
		source: []string{"2023-12-14-vna-first-trilateral-exchange", "2024-11-26-courrier-ministers-phnom-penh", "2025-10-15-vns-annual-trilateral-meeting"}},
	{ask: "10. Which offices did Khamliang Outhakaysone hold, and when?", query: person("Khamliang Outhakaysone"),
		answer: []string{"Chief of the General Staff", "June 2022", "Minister of National Defence", "18 December 2024"},
		source: []string{"2022-06-XX-vietnamplus-chiefs-of-staff", "2024-12-18-vns-lao-minister-visit"}},
	{ask: "11. Is Saichay Kommasith the foreign minister?", query: person("Saichay Kommasith"),
		answer: []string{"Chief of the General Staff"}, without: []string{"Foreign"}, source: []string{"2025-03-05-vns-pm-receives-deputy-minister"}},
	{ask: "12. What did Laos ask of Vietnam in mine action, and what was the answer?", query: search("mine action reply"),
		answer: []string{"Humanitarian Mine Action", "Vietnam's reply was not"}, source: []string{"2024-03-04-vna-admm-retreat-mine-action"}},
	{ask: "13. Which undertakings of January 2017 can be shown to be delivered?", query: courses(
		at{"2017-01-09-vietnamplus-2017-defence-agreement", "agreed to organise a defence policy consultation at deputy-minister level"},
		at{"2021-12-12-baomoi-company-320-camp", "agreed to organise border defence exchanges in January 2017"},
		at{"2017-01-16-laomod-da-nang-visit", "undertake to complete the monument"}),
		answer: []string{"consultation: delivered", "exchanges: delivered", "monument: under way"},
		source: []string{"2019-07-25-vovworld-policy-consultation", "2021-12-12-vietnamtimes-first-border-exchange", "2025-11-28-nhandan-xaysomboun-monument"}},
	{ask: "14. How many Lao trainees has the National Defence Academy had?", query: search(`"National Defence Academy"`),
		answer: []string{"63 courses", "487 participants", "326 participants"}, source: []string{"2024-XX-XX-qdnd-attache-interview"}},
	{ask: "15. How many independent origins report the talks of 5 March 2025?", query: origins("2025-03-05-vns-peacekeeping-force", "2025-03-05-vns-pm-receives-deputy-minister", "2025-03-XX-xalq-enhance-defence"),
		answer: []string{"1 origin"}, source: []string{"2025-03-XX-xalq-enhance-defence"}},
	{ask: "16. Why did Cambodia leave the development triangle, by its own account?", query: search("fulfilled mandate objectives"),
		answer: []string{"fulfilled its mandate"}, source: []string{"2024-09-20-akp-clv-letter"}},
	{ask: "17. Did that exit stop defence contacts of the three?", query: meetingsAfter("2024-09-20", "KHM", "LAO", "VNM"),
		answer: []string{"25 November 2024", "15 October 2025"}, source: []string{"2024-11-26-courrier-ministers-phnom-penh", "2025-10-15-vns-annual-trilateral-meeting"}},
	{ask: "18. Where was the third dialogue held?", query: edition("VNM LAO", "policy dialogue", 3),
		answer: []string{"Xamneua", "or Vientiane"}, source: []string{"2023-03-24-moit-third-dialogue-xamneua", "2023-03-XX-vnafr-third-dialogue-vientiane"}},
	{ask: "19. Which matters were said again for 2025 without reported delivery?", query: repeated("2025-01-01", "VNM", "LAO"),
		answer: []string{"village clusters", "logistics, information technology and the defence industry"}, source: []string{"2025-03-05-vns-pm-receives-deputy-minister", "2025-03-05-vns-peacekeeping-force"}},
	{ask: "20. What shows progress on the Lao peacekeeping force?", query: courses(
		at{"2025-03-05-vns-peacekeeping-force", "the two sides agreed that Việt Nam will support the Lao People's Army in setting up"}),
		answer: []string{"under way", "activity"}, without: []string{"delivered"}, source: []string{"2025-03-31-vietnamplus-peacekeeping-session"}},
	{ask: "21. Were the camps for Companies 320 and 214 finished?", query: courses(
		at{"2021-12-12-baomoi-company-320-camp", "attended a ground-breaking ceremony on 12/12 for the camp of Lao Border Guard Company 320"},
		at{"2024-10-23-vns-second-exchange-ends", "attended the ground-breaking ceremony of a camp for Lao Border Guard Company 214"}),
		answer: []string{"320: under way", "214: under way"}, without: []string{"delivered"}, source: []string{"2021-12-12-baomoi-company-320-camp", "2024-10-23-vns-second-exchange-ends"}},
	{ask: "22. How often did the start of the railway move?", query: search("railway construction begin Vung Ang", `railway "expected to begin"`, `railway "to be launched"`),
		answer: []string{"November this year", "close of this year", "end of next year", "early 2027", "in Laos in 2026"},
		source: []string{"2022-03-XX-vietnamplus-railway-november", "2023-XX-XX-vtimes-railway-year-end", "2023-10-26-nation-railway-design", "2024-10-29-laotiantimes-railway-2027", "2025-12-07-laotiantimes-railway-2026"},
		gap:    "the passages that the search shows are not those with the dates, and only the last two are read as undertakings"},
	{ask: "23. Was the Lao defence minister a deputy prime minister in October 2025?", query: person("Khamliang Outhakaysone", "Chansamone Chanyalath"),
		answer: []string{"Deputy Prime Minister and Minister of National Defence, first 15 October 2025, last 15 October 2025", "Deputy Prime Minister of Laos, first 16 October 2025"},
		source: []string{"2025-10-15-vns-annual-trilateral-meeting", "2025-10-16-laodong-five-contents"}},
	{ask: "24. When was the protocol for 2025 to 2029 signed?", query: unknowns("signed"),
		answer: []string{"The date on which it was signed was not mentioned"}, source: []string{"2024-12-18-vns-lao-minister-visit"}},
	{ask: "25. Which undertakings of March 2025 stay open a year later?", query: courses(
		at{"2025-03-05-vns-pm-receives-deputy-minister", "plan to build border village clusters"},
		at{"2025-03-05-vns-peacekeeping-force", "step up cooperation between border units and in training, logistics, information technology and the defence industry"},
		at{"2025-03-05-vns-peacekeeping-force", "the two sides agreed that Việt Nam will support the Lao People's Army in setting up"},
		at{"2025-10-15-vns-annual-trilateral-meeting", "They also agreed to maintain the annual meeting"}),
		answer: []string{"clusters: repeated", "industry: repeated", "setting up: under way", "annual meeting: delivered"},
		source: []string{"2025-03-31-vietnamplus-peacekeeping-session", "2025-10-15-vns-annual-trilateral-meeting"}},
}

// TestQuestions asks 25 questions of an analyst.
func TestQuestions(t *testing.T) {
	l := whole(t)
	right := 0
	for _, q := range questions {
		r := q.query(t, l)
		var wrong []string
		for _, a := range q.answer {
			if !strings.Contains(r.words, a) {
				wrong = append(wrong, "does not say "+a)
			}
		}
		for _, a := range q.without {
			if strings.Contains(r.words, a) {
				wrong = append(wrong, "says "+a)
			}
		}
		for _, d := range q.source {
			if !slices.Contains(r.docs, d) {
				wrong = append(wrong, "does not lead to "+d)
			}
		}
		if len(wrong) == 0 {
			right++
		}
		if (len(wrong) == 0) == (q.gap != "") {
			t.Errorf("%s\n%s; known gap: %q; the reply:\n%s%s", q.ask, strings.Join(wrong, "; "), q.gap, r.words, strings.Join(r.docs, ", "))
		}
	}
	t.Logf("%d of %d questions are answered right", right, len(questions))
	if right < 20 {
		t.Errorf("%d of %d questions are answered right, want 20", right, len(questions))
	}
}

func codes(s string) []rapporteur.Party {
	var out []rapporteur.Party
	for _, c := range strings.Fields(s) {
		out = append(out, rapporteur.Party(c))
	}
	return out
}

// edition asks a dossier for one edition of a forum: when, where, who, and what
// was signed that day.
func edition(states, forum string, number int) func(*testing.T, *library) reply {
	return func(t *testing.T, l *library) (r reply) {
		d := l.dossier(t, lastDay.String(), codes(states)...)
		for _, m := range d.Mechanisms {
			if !strings.Contains(strings.ToLower(m.Name), forum) {
				continue
			}
			for _, e := range m.Editions {
				if e.Number != number || e.State != view.EditionHeld {
					continue
				}
				r.add(l, fmt.Sprintf("%s: %s, %s", m.Name, e.When.Words, e.Place.Text), e.Anchors...)
				for _, rival := range e.Place.Rivals {
					r.add(l, "or "+rival.Text, rival.Anchors...)
				}
				for _, x := range d.Meetings {
					if x.ID == e.Meeting {
						for _, p := range x.Participants {
							r.add(l, p.Name, p.Anchors...)
						}
					}
				}
				for _, a := range d.Agreements {
					if a.When.Date == e.When.Date && a.Status == rapporteur.Signed {
						r.add(l, a.Title+", signed", a.When.Anchors...)
					}
				}
			}
		}
		return r
	}
}

// names asks a dossier for the names of a forum.
func names(states, forum string) func(*testing.T, *library) reply {
	return func(t *testing.T, l *library) (r reply) {
		for _, m := range l.dossier(t, lastDay.String(), codes(states)...).Mechanisms {
			if strings.Contains(strings.ToLower(m.Name), forum) && len(m.Editions) > 1 {
				for _, n := range m.Names {
					r.add(l, n.Text, n.Anchors...)
				}
			}
		}
		return r
	}
}

// search asks for passages by words, once or again.
func search(queries ...string) func(*testing.T, *library) reply {
	return func(t *testing.T, l *library) (r reply) {
		for _, words := range queries {
			found := l.search(t, words)
			for _, doc := range slices.Sorted(keysOf(found)) {
				r.words += strings.Join(strings.Fields(found[doc]), " ") + "\n"
				r.docs = append(r.docs, doc)
			}
		}
		return r
	}
}

// unknowns asks a dossier for what sources say is not known.
func unknowns(words string) func(*testing.T, *library) reply {
	return func(t *testing.T, l *library) (r reply) {
		for _, q := range l.dossier(t, lastDay.String(), "VNM", "LAO").Questions {
			if strings.Contains(q.Quote, words) {
				r.add(l, q.Quote, q.Anchor)
			}
		}
		return r
	}
}

func keysOf(m map[string]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// person asks a dossier for the offices of persons.
func person(names ...string) func(*testing.T, *library) reply {
	return func(t *testing.T, l *library) (r reply) {
		for _, o := range l.dossier(t, lastDay.String(), "VNM", "LAO").People {
			for _, p := range o.People {
				if slices.Contains(names, p.Name) {
					for _, f := range p.Offices {
						r.add(l, fmt.Sprintf("%s: %s, first %s, last %s", p.Name, f.Title, f.First.Words, f.Last.Words), f.Anchors...)
					}
				}
			}
		}
		return r
	}
}

// origins asks how many independent origins some documents have.
func origins(docs ...string) func(*testing.T, *library) reply {
	return func(t *testing.T, l *library) (r reply) {
		seen := map[string]bool{}
		for _, d := range docs {
			seen[l.in.Origins.Of(l.docs[d].ID)] = true
		}
		r.words, r.docs = fmt.Sprintf("%d origin", len(seen)), docs
		return r
	}
}

// meetingsAfter asks a dossier for what was held after a day.
func meetingsAfter(day string, states ...rapporteur.Party) func(*testing.T, *library) reply {
	return func(t *testing.T, l *library) (r reply) {
		for _, m := range l.dossier(t, lastDay.String(), states...).Meetings {
			if !m.Future && m.When.Date.Compare(date(t, day)) > 0 {
				for _, s := range m.Evidence.Sources {
					r.add(l, m.Title+", "+m.When.Words, s.Anchor)
				}
			}
		}
		return r
	}
}

// at is where an undertaking stands.
type at struct{ doc, words string }

// courses asks what has come of undertakings. Each is named by the last words of
// those that it is found by.
func courses(of ...at) func(*testing.T, *library) reply {
	return func(t *testing.T, l *library) (r reply) {
		for _, a := range of {
			record := l.record(rapporteur.KindCommitment, a.doc, a.words)
			if record == nil {
				continue
			}
			c, docs := l.course(record)
			r.words += fmt.Sprintf("%s: %s\n", a.words, c.Standing)
			for _, name := range []string{"consultation", "exchanges", "monument"} {
				if strings.Contains(a.words, name) {
					r.words += fmt.Sprintf("%s: %s\n", name, c.Standing)
				}
			}
			for _, m := range c.Moves {
				if m.Standing == link.StandingUnderWay {
					r.words += string(m.What) + "\n"
				}
			}
			r.docs = append(append(r.docs, a.doc), docs...)
		}
		return r
	}
}

// repeated asks for what was said again after a day, of which no act is told.
func repeated(since string, states ...rapporteur.Party) func(*testing.T, *library) reply {
	return func(t *testing.T, l *library) (r reply) {
		for i := range l.records {
			record := &l.records[i]
			c, ok := l.courses[record.ID]
			if !ok || c.Standing != link.StandingRepeated {
				continue
			}
			for _, m := range c.Moves {
				claim := l.claims[m.Claim]
				if m.Public.Compare(date(t, since)) > 0 && !slices.ContainsFunc(states, func(s rapporteur.Party) bool { return !slices.Contains(claim.Parties, s) }) {
					r.words += claim.Quote.Exact() + "\n"
					r.docs = append(r.docs, l.names[claim.Doc])
				}
			}
		}
		return r
	}
}
