package claim

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/lang"
	"example.org/rapporteur/internal/when"
	"example.org/rapporteur/internal/who"
)

// A person is someone the document names, as it presents them.
type person struct {
	rapporteur.Participant
	src who.Person
}

// MaxWords is the number of words above which a sentence is not read: nothing
// that long is a sentence, but a table or a damaged page.
const MaxWords = 500

// annotate brings sentences, mentions and dates together into items.
func (rd *reading) annotate() {
	cast := who.FindFrom(rd.analysis, rd.doc.Outlet)
	exprs := when.Read(rd.analysis, rd.doc.Published)
	for _, p := range cast.People {
		country := p.Country
		if country == "" {
			country = p.Organisation
		}
		rd.people = append(rd.people, person{src: p, Participant: rapporteur.Participant{
			Name: p.Name, Rank: p.Rank, Office: p.Office, Country: country, OfficeInferred: p.OfficeInferred,
		}})
	}
	for i, src := range rd.analysis.Sentences {
		s := &sentence{index: i, src: src, text: rd.doc.Text}
		if len(src.Tokens) <= MaxWords {
			s.items = items(rd.doc.Text, src, cast.In(src.Span), exprs[i], rd.people)
		}
		rd.sentences = append(rd.sentences, s)
	}
	rd.title = rd.readTitle()
	rd.hear()
	rd.refer()
	for _, s := range rd.sentences {
		rd.speakFor(s)
		rd.mark(s)
		s.prepare(rd.rules)
		if src := &s.src; !src.Furniture && !src.Headline && s.wanted(rd.rules) {
			rd.parse(s)
		}
	}
	rd.cast = cast
}

// parse gives a sentence its tree, if it has none yet.
func (rd *reading) parse(s *sentence) {
	if s.tree == nil && len(s.items) > 0 {
		s.tree = grow(s, rd.parser)
	}
}

// items walks the tokens of a sentence and takes the tokens of each mention or
// date together. Of mentions that overlap, the one that starts first and then
// the longer one counts.
func items(text rapporteur.Text, src lang.Sentence, mentions []who.Mention, exprs []when.Expr, people []person) []item {
	var out []item
	for k := 0; k < len(src.Tokens); {
		at := src.Tokens[k].Span
		for len(mentions) > 0 && (mentions[0].Span.Start() < at.Start() || !usable(mentions[0])) {
			mentions = mentions[1:]
		}
		for len(exprs) > 0 && exprs[0].Span.Start() < at.Start() {
			exprs = exprs[1:]
		}
		mentioned := len(mentions) > 0 && mentions[0].Span.Start() == at.Start()
		dated := len(exprs) > 0 && exprs[0].Span.Start() == at.Start()
		it := item{span: at, person: -1}
		switch {
		case dated && !(mentioned && mentions[0].Span.End() > exprs[0].Span.End()):
			it.kind, it.expr, it.span = dateItem, &exprs[0], exprs[0].Span
		case mentioned:
			if end := mentions[0].Span.End(); !(int(end) < len(text.String()) && text.String()[end] == '$') { // US$ is money
				it.take(text, mentions, people)
			}
		}
		it.text = text.Slice(it.span)
		it.lower = strings.ToLower(strings.ReplaceAll(it.text, "’", "'"))
		if it.kind == word && !strings.ContainsFunc(it.text, isWordRune) {
			it.kind = punctuation
		}
		out = append(out, it)
		for k < len(src.Tokens) && src.Tokens[k].Span.Start() < it.span.End() {
			k++
		}
	}
	return out
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) }

// usable reports whether a mention becomes an item of its own: peoples are words
// like others.
func usable(m who.Mention) bool { return !(m.Kind == who.State && m.Use == who.People) }

// take makes the item that of the first mention.
func (it *item) take(text rapporteur.Text, mentions []who.Mention, people []person) {
	m := mentions[0]
	it.span = m.Span
	if m.Party != "" {
		it.parties = []rapporteur.Party{m.Party}
	}
	switch m.Kind {
	case who.State:
		it.kind, it.adj = stateItem, m.Use == who.Demonym || m.Use == who.Combining
		if m.Use == who.ByName {
			it.place = &rapporteur.Place{Name: text.Slice(m.Span), State: m.Party}
		}
	case who.Organisation:
		it.kind = orgItem
	case who.Place:
		it.kind, it.parties = placeItem, nil
		it.place = &rapporteur.Place{Name: text.Slice(m.Span), State: m.Party}
	case who.Body, who.Outlet, who.Office:
		it.kind = bodyItem
		if m.Kind == who.Office {
			it.kind = officeItem
		}
		// "the governments of Chile and Peru" stands for both.
		for _, inner := range mentions[1:] {
			if inner.Span.Start() >= it.span.End() {
				break
			}
			if inner.Kind == who.State && inner.Party != "" && it.span.Covers(inner.Span) {
				it.parties = union(it.parties, []rapporteur.Party{inner.Party})
			}
		}
	case who.Rank:
		it.kind = rankItem
	case who.Human:
		it.kind, it.person, it.parties = personItem, m.Person, nil
		if m.Person >= 0 && m.Person < len(people) {
			if people[m.Person].Office == "" && people[m.Person].Rank == "" {
				return // who holds no office speaks for no state
			}
			if p := cmp.Or(people[m.Person].Country, people[m.Person].src.Likely); p != "" {
				it.parties = []rapporteur.Party{p}
			}
		}
	}
}

// mark turns the words that stand for parties told elsewhere into items that
// stand for them: "both sides", "the three prime ministers", "we". Words that go
// on with "of" leave it to what follows: "the ministers of the three countries".
func (rd *reading) mark(s *sentence) {
	for i := 0; i < len(s.items); i++ {
		if end, n := rd.sidesAt(s, i); end > i && (end == len(s.items) || !s.items[end].possessive() && !s.is(end, "of")) {
			s.merge(i, end, sidesItem, n)
		}
		switch it := &s.items[i]; {
		case it.kind == word && rd.begins(s, i, "pronoun"):
			it.kind = pronounItem
		case rd.rules.class("own").longest(s, i) == i+1 && rd.rules.class("own-n").longest(s, i+1) == i+2 && len(s.items[i+1].parties) == 0:
			s.merge(i, i+2, pronounItem, 0) // "her government" acts for the state that she does
		}
	}
}

// sidesAt returns the end of the words at item i that stand for several parties,
// and how many they are: a phrase of a class sides.N, or a number of a class
// count.N before a noun for those who act.
func (rd *reading) sidesAt(s *sentence, i int) (end, n int) {
	for _, c := range rd.rules.sides {
		if end := c.longest(s, i); end > i {
			return end, c.n
		}
	}
	k := rd.rules.class("side-opens").longest(s, i)
	passed := false // one word of any kind: "the two health ministers"
	for _, c := range rd.rules.counts {
		at := c.longest(s, k)
		if at == k {
			continue
		}
		if k > i && rd.doAlone(s, at) {
			return at, c.n // "the two also signed"
		}
		for end := at; end < min(len(s.items), at+3); end++ {
			_, noun, _ := cutLast(s.items[end].lower, " ")
			if rd.rules.class("side-n").has(noun) {
				return end + 1, c.n
			}
			if s.items[end].kind != word && s.items[end].kind != officeItem {
				break
			}
			if !rd.begins(s, end, "name", "side-word") {
				if passed || k == i && !s.is(i, "both") || s.items[end].capital() {
					break
				}
				passed = true
			}
		}
	}
	return i, 0
}

// begins reports whether an entry of one of the classes starts at item i, before the
// sentence is prepared; from then on sentence.in tells.
func (rd *reading) begins(s *sentence, i int, classes ...string) bool {
	return slices.ContainsFunc(classes, func(c string) bool { return rd.rules.class(c).longest(s, i) > i })
}

// doAlone reports whether the words before item i act without a noun: a verb follows,
// if need be behind an adverb.
func (rd *reading) doAlone(s *sentence, i int) bool {
	for i < len(s.items) && rd.begins(s, i, "adverb") {
		i++
	}
	return rd.begins(s, i, "agree", "finite-alone")
}

// merge makes one item of items [from, to).
func (s *sentence) merge(from, to int, kind itemKind, count int) {
	it := s.items[from]
	it.kind, it.count = kind, count
	it.lower = s.words(from, to)
	it.span = it.span.Through(s.items[to-1].span)
	it.text = s.text.Slice(it.span)
	s.items = append(s.items[:from+1], s.items[to:]...)
	s.items[from] = it
}

// readTitle makes a sentence of the title.
func (rd *reading) readTitle() *sentence {
	s := &sentence{index: -1}
	t, err := rapporteur.NewText(rd.doc.Title)
	if err != nil {
		return s // what is no text says nothing
	}
	s.text = t
	a := lang.Plain{}.Analyse(t)
	cast := who.Find(a)
	for _, src := range a.Sentences {
		if len(s.items)+len(src.Tokens) <= MaxWords {
			s.items = append(s.items, items(t, src, cast.In(src.Span), nil, nil)...)
		}
	}
	rd.mark(s)
	s.prepare(rd.rules)
	return s
}
