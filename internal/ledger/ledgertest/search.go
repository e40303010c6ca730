package ledgertest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/search"
)

// found lists what a search finds, in order: a document by its title, a claim by
// its quote.
func found(t testing.TB, l *ledger.Ledger, s ledger.Search) []string {
	t.Helper()
	hits, more, err := l.Search(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	if more {
		t.Error("there is more than the limit")
	}
	out := []string{}
	for _, h := range hits {
		if h.Claim == "" {
			d, err := l.Document(t.Context(), h.Doc)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, d.Title)
			continue
		}
		c, err := l.Claim(t.Context(), h.Claim)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, c.Quote.Exact())
	}
	slices.Sort(out) // claims of one document come in the order of their identities
	return out
}

// Search tests a way of searching to which Run, whose ledgers are small, does not come.
func Search(t *testing.T, open Open) {
	inFolder(t, open, "search", testSearch)
	inFolder(t, open, "search finds what the words say", testSearchAgrees)
	inFolder(t, open, "search by all that narrows it", testSearchNarrows)
}

func testSearch(t *testing.T, open Open) {
	l := open(t, "a")
	for _, r := range []ledger.Reading{visitReading(t), planReading(t), undatedReading(t)} {
		put(t, l, ledger.New, r)
	}
	for _, test := range []struct {
		name   string
		search ledger.Search
		want   []string
	}{
		{"a word of texts and quotes", ledger.Search{Terms: search.Parse("Hanoi")}, []string{"VISIT", "ministers met in Hanoi"}},
		{"without diacritics", ledger.Search{Terms: search.Parse("viet")}, []string{"VISIT"}},
		{"with diacritics", ledger.Search{Terms: search.Parse("NÁM")}, []string{"VISIT"}},
		{"all words", ledger.Search{Terms: search.Parse("plan signed")}, []string{"PLAN", "signed the plan for 2025"}},
		{"not all there", ledger.Search{Terms: search.Parse("plan Hanoi")}, []string{}},
		{"a beginning", ledger.Search{Terms: search.Parse("minist*")}, []string{"VISIT", "ministers met in Hanoi"}},
		{"no beginning without a star", ledger.Search{Terms: search.Parse("minist")}, []string{}},
		{"one of two forms", ledger.Search{Terms: []search.Term{{{"nowhere"}, {"lao", "officers"}}}}, []string{"VISIT", "will train 40 Lao officers"}},
		{"a speaker's name", ledger.Search{Terms: search.Parse("example agency")}, []string{"held a call", "signed the plan for 2025"}},
		{"by kind", ledger.Search{Kinds: []rapporteur.Kind{rapporteur.KindInteraction}}, []string{"held a call", "ministers met in Hanoi"}},
		{"by party", ledger.Search{Parties: []rapporteur.Party{"THA"}}, []string{"held a call"}},
		{"by outlet", ledger.Search{Outlets: []string{"Example Agency"}}, []string{"held a call", "signed the plan for 2025"}},
		{"by publication", ledger.Search{From: date(t, "2024-12-31"), To: date(t, "2025-02")}, []string{"held a call", "signed the plan for 2025"}},
		{"as of a day", ledger.Search{Terms: search.Parse("laos"), AsOf: date(t, "2025-01-01")}, []string{"PLAN"}},
		{"nothing asked for", ledger.Search{Kinds: []rapporteur.Kind{rapporteur.KindQuestion}, Terms: search.Parse("… —")}, []string{"sum was not disclosed"}},
		{"a word too long", ledger.Search{Terms: search.Parse(strings.Repeat("x", 5000))}, []string{}},
		{"marks of query languages", ledger.Search{Terms: search.Parse(`hanoi:* & ' " ) OR NOT \`)}, []string{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, found(t, l, test.search)); diff != "" {
				t.Errorf("found (-want +got):\n%s", diff)
			}
		})
	}

	testPhrases(t, l)

	// What is rejected is not found; what is read anew is found by its new words alone.
	r := visitReading(t)
	if _, err := l.Decide(t.Context(), rapporteur.Decision{Verb: rapporteur.Reject, Claim: r.Claims[0].ID, By: "a reviewer"}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"VISIT"}, found(t, l, ledger.Search{Terms: search.Parse("Hanoi")})); diff != "" {
		t.Errorf("after a rejection (-want +got):\n%s", diff)
	}
	put(t, l, ledger.Reread, plan.reading(t, "engine 2", "interaction LAO THA", "call on the border"))
	if diff := cmp.Diff([]string{"PLAN", "call on the border"}, found(t, l, ledger.Search{Terms: search.Parse("border")})); diff != "" {
		t.Errorf("after a re-read (-want +got):\n%s", diff)
	}
	if hits, more, err := l.Search(t.Context(), ledger.Search{Limit: 1}); len(hits) != 1 || !more || err != nil {
		t.Errorf("of several, %d with a limit of 1, more %v, %v", len(hits), more, err)
	}
}

// testPhrases checks what is found by words in quotation marks.
func testPhrases(t *testing.T, l *ledger.Ledger) {
	// A text of more words than PostgreSQL keeps the places of, and of each more often.
	long := strings.Repeat("The committee met and the committee rose. ", 3000) + "The committee of elders sat."
	put(t, l, ledger.New, article{name: "long", url: "https://long.example/", outlet: "Long", published: "2023-01-01", text: long}.reading(t, "engine 1"))
	put(t, l, ledger.New, article{name: "folded", url: "https://folded.example/", outlet: "Folded", published: "2023-01-02",
		text: "Khăm-liêng opened the Defence Policy Dialogue of Thailand–Laos frontier guards in Hà Nội."}.reading(t, "engine 1"))
	for query, want := range map[string][]string{
		`"defence policy dialogue"`:          {"FOLDED"},
		`"Défence pOLICY dialogue"`:          {"FOLDED"},
		`"policy defence dialogue"`:          {},
		`"defence dialogue"`:                 {},
		`defence dialogue`:                   {"FOLDED"},
		`“defence policy” „frontier guards“`: {"FOLDED"},
		`«policy dialogue» nowhere`:          {},
		`"defence pol*"`:                     {"FOLDED"},
		`"defence pol"*`:                     {"FOLDED"},
		`"defence pol"`:                      {},
		`"defence-policy dialogue"`:          {"FOLDED"},
		`"Khamlieng opened"`:                 {"FOLDED"},
		`"kham lieng opened the"`:            {"FOLDED"},
		`"khăm-liêng opened"`:                {"FOLDED"},
		`"of Thailand Laos frontier"`:        {"FOLDED"},
		`"laos frontier guards in ha noi"`:   {"FOLDED"},
		`"khamlieng opened the defence policy dialogue of thailandlaos frontier"`: {"FOLDED"},
		`"hanoi"`:                    {"VISIT", "ministers met in Hanoi"},
		`"defence policy`:            {"FOLDED"}, // not closed: all that follows
		`opened "policy dialogue of`: {"FOLDED"},
		`opened "dialogue policy`:    {},
		`dialogue policy"`:           {"FOLDED"}, // closes nothing
		`defence 12" policy`:         {},         // inches
		`"" dialogue ""`:             {"FOLDED"},
		`"…"dialogue`:                {"FOLDED"},
		`"FOLDED khamlieng"`:         {}, // a title does not run on into its text
		`"committee of elders"`:      {"LONG"},
		`"elders of committee"`:      {},
		`"the plan for 2025"`:        {"PLAN", "signed the plan for 2025"},
		`"plan the for 2025"`:        {},
		`"example agency signed"`:    {}, // names do not follow on the quote
		`"2025 example"`:             {},
	} {
		if diff := cmp.Diff(want, found(t, l, ledger.Search{Terms: search.Parse(query)})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", query, diff)
		}
	}
}

// testSearchAgrees draws texts and queries at random: each database finds what
// the words themselves say.
func testSearchAgrees(t *testing.T, open Open) {
	l := open(t, "a")
	word := rapid.OneOf(
		rapid.SampledFrom([]string{"border", "Biên", "giới", "Khăm-liêng", "khamlieng", "O'Brien", "U.S.", "2025–29", "ລາວ", "ស្រី", "ß", "𞤀𞤣", "ⅷ", "x:y|z", "-", "…"}),
		rapid.StringN(1, 6, 24),
	)
	n := 0
	rapid.Check(t, func(rt *rapid.T) {
		n++
		text := strings.Join(rapid.SliceOfN(word, 1, 8).Draw(rt, "text"), " ")
		text = strings.ReplaceAll(text, "\x00", "") // which package text takes out and PostgreSQL does not take
		a := article{name: fmt.Sprint("random", n), url: fmt.Sprint("https://random.example/", n), outlet: "Random", published: "2025-01-01", text: text}
		t2, err := rapporteur.NewText(text)
		if err != nil {
			rt.Skip("no text")
		}
		a.text = t2.String()
		r := a.reading(t, "engine 1")
		if _, err := l.PutDocument(t.Context(), r); err != nil {
			rt.Fatal(err)
		}
		query := strings.Join(rapid.SliceOfN(word, 1, 2).Draw(rt, "query"), " ")
		if rapid.Bool().Draw(rt, "phrase") { // of the text, so that some are found
			chunks := strings.Fields(a.text)
			from := rapid.IntRange(0, len(chunks)).Draw(rt, "from")
			query = `"` + strings.Join(chunks[from:rapid.IntRange(from, len(chunks)).Draw(rt, "to")], " ") + `" ` + query
			if rapid.Bool().Draw(rt, "only") {
				query = query[:strings.LastIndexByte(query, '"')+1]
			}
		}
		if rapid.Bool().Draw(rt, "beginning") {
			query += "*"
		}
		terms := search.Parse(query)
		if len(terms) == 0 {
			return
		}
		hits, _, err := l.Search(t.Context(), ledger.Search{Terms: terms})
		if err != nil {
			rt.Fatalf("search for %q: %v", query, err)
		}
		got := slices.Contains(hits, ledger.Hit{Doc: r.Document.ID})
		if want := search.Holds(terms, r.Document.Title, a.text); got != want {
			rt.Fatalf("%q in %q: found %v, want %v", query, a.text, got, want)
		}
	})
}

// testSearchNarrows holds what is found by parties, kinds, outlets and days together
// against all that is found, in its order, wherever the search begins.
func testSearchNarrows(t *testing.T, open Open) {
	l := open(t, "a")
	docs := map[rapporteur.DocID]rapporteur.Document{}
	claims := map[rapporteur.ClaimID]rapporteur.Claim{}
	quiet := article{"quiet", "https://quiet.example/", "Quiet Post", "2025-01-01", "Nothing was claimed of Laos and the border."}.reading(t, "engine 1")
	for _, r := range []ledger.Reading{visitReading(t), planReading(t), undatedReading(t), quiet} {
		put(t, l, ledger.New, r)
		docs[r.Document.ID] = r.Document
		for _, c := range r.Claims {
			claims[c.ID] = c
		}
	}
	many := []string{"Example Agency"}
	for n := range 40 {
		many = append(many, fmt.Sprint("Nowhere ", n))
	}
	hits := func(s ledger.Search) []ledger.Hit {
		out, _, err := l.Search(t.Context(), s)
		if err != nil {
			t.Fatalf("%+v: %v", s, err)
		}
		return out
	}
	meets := func(s ledger.Search, h ledger.Hit) bool {
		c, d := claims[h.Claim], docs[h.Doc]
		if len(s.Terms) == 0 || len(s.Kinds)+len(s.Parties) > 0 {
			if h.Claim == "" || len(s.Kinds) > 0 && !slices.Contains(s.Kinds, c.Kind) {
				return false
			}
		}
		for _, p := range s.Parties {
			if !slices.Contains(c.Parties, p) {
				return false
			}
		}
		first, last, dated := d.Published.Bounds()
		from, _, after := s.From.Bounds()
		_, to, before := s.To.Bounds()
		return (len(s.Outlets) == 0 || slices.Contains(s.Outlets, d.Outlet)) &&
			(!after || dated && !last.Before(from)) && (!before || dated && !first.After(to))
	}
	found := 0
	for _, terms := range [][]search.Term{nil, search.Parse("the"), search.Parse("lao*")} {
		for _, asOf := range []rapporteur.Date{{}, date(t, "2025-01-01")} {
			all := hits(ledger.Search{Terms: terms, AsOf: asOf})
			if len(all) == 0 {
				t.Fatalf("nothing holds %v as of %v", terms, asOf)
			}
			for _, parties := range [][]rapporteur.Party{nil, {"VNM"}, {"THA"}, {"LAO", "THA"}, {"VNM", "THA"}, {"KHM"}, {"LAO", "LAO"}} {
				for _, kinds := range [][]rapporteur.Kind{nil, {rapporteur.KindInteraction}, {rapporteur.KindCommitment, rapporteur.KindInteraction, rapporteur.KindCommitment}, {rapporteur.KindTenure}} {
					for _, outlets := range [][]string{nil, {"Example Agency"}, {"Example Agency", "Example News"}, many, {"Nowhere"}, {"Quiet Post"}} {
						for _, days := range [][2]rapporteur.Date{{}, {date(t, "2024-12-31"), date(t, "2025-02")}} {
							s := ledger.Search{Terms: terms, AsOf: asOf, Parties: parties, Kinds: kinds, Outlets: outlets, From: days[0], To: days[1]}
							var want []ledger.Hit
							for _, h := range all {
								if meets(s, h) {
									want = append(want, h)
								}
							}
							found += len(want)
							if diff := cmp.Diff(want, hits(s)); diff != "" {
								t.Errorf("%+v (-want +got):\n%s", s, diff)
							}
							if s.Limit = 1; len(want) > 1 && !slices.Equal(hits(s), want[:1]) {
								t.Errorf("the first of %+v is not the first of all", s)
							}
						}
					}
				}
			}
		}
	}
	if found < 100 {
		t.Errorf("only %d found in all: nothing is tried", found)
	}
}

// testSearchFilled checks that a ledger from before the index, or of another
// folding, is indexed when it is opened.
func testSearchFilled(t *testing.T, open Open) {
	l := open(t, "a")
	put(t, l, ledger.New, visitReading(t))
	want := found(t, l, ledger.Search{Terms: search.Parse("officers")})
	err := l.Write(t.Context(), func(tx ledger.Tx) error {
		for _, q := range []string{`delete from searchable`, `update meta set value = 0 where name = 'search'`} {
			if _, err := tx.Exec(t.Context(), q); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := found(t, l, ledger.Search{Terms: search.Parse("officers")}); len(got) > 0 {
		t.Fatalf("found without an index: %q", got)
	}
	if diff := cmp.Diff(want, found(t, open(t, "a"), ledger.Search{Terms: search.Parse("officers")})); diff != "" {
		t.Errorf("found after opening again (-want +got):\n%s", diff)
	}
}
