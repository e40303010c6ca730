package claim

import (
	"strings"

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
		s.items = rd.items(src, cast.In(src.Span), exprs[i])
		rd.mark(s)
		s.prepare(rd.rules)
		rd.sentences = append(rd.sentences, s)
	}
	rd.cast = cast
}

// items walks the tokens of a sentence and takes the tokens of each mention or
// date together. Of mentions that overlap, the one that starts first and then
// the longer one counts.
func (rd *reading) items(src lang.Sentence, mentions []who.Mention, exprs []when.Expr) []item {
	var out []item
	m, e := 0, 0
	for k := 0; k < len(src.Tokens); {
		at := src.Tokens[k].Span
		for m < len(mentions) && (mentions[m].Span.Start() < at.Start() || !usable(mentions[m])) {
			m++
		}
		for e < len(exprs) && exprs[e].Span.Start() < at.Start() {
			e++
		}
		it := item{span: at, person: -1}
		switch {
		case e < len(exprs) && exprs[e].Span.Start() == at.Start() && !(m < len(mentions) && mentions[m].Span.Start() == at.Start() && mentions[m].Span.End() > exprs[e].Span.End()):
			it.kind, it.expr, it.span = dateItem, &exprs[e], exprs[e].Span
		case m < len(mentions) && mentions[m].Span.Start() == at.Start():
			rd.fill(&it, mentions[m])
			if it.kind == bodyItem || it.kind == officeItem {
				// "the governments of Chile and Peru" stands for both.
				for _, inner := range mentions[m+1:] {
					if inner.Span.Start() >= it.span.End() {
						break
					}
					if inner.Kind == who.State && inner.Party != "" && it.span.Covers(inner.Span) {
						it.parties = union(it.parties, []rapporteur.Party{inner.Party})
					}
				}
			}
		}
		it.text = rd.doc.Text.Slice(it.span)
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

func isWordRune(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r > 127 && r != '–' && r != '—' && r != '“' && r != '”' && r != '’' && r != '‘' && r != '…' && r != '•'
}

// usable reports whether a mention becomes an item of its own: peoples are words
// like others.
func usable(m who.Mention) bool { return !(m.Kind == who.State && m.Use == who.People) }

func (rd *reading) fill(it *item, m who.Mention) {
	it.span = m.Span
	if m.Party != "" {
		it.parties = []rapporteur.Party{m.Party}
	}
	switch m.Kind {
	case who.State:
		it.kind, it.adj = stateItem, m.Use == who.Demonym || m.Use == who.Combining
		if m.Use == who.ByName {
			it.place = &rapporteur.Place{Name: rd.doc.Text.Slice(m.Span), State: m.Party}
		}
	case who.Organisation:
		it.kind = orgItem
	case who.Place:
		it.kind = placeItem
		it.place = &rapporteur.Place{Name: rd.doc.Text.Slice(m.Span), State: m.Party}
		it.parties = nil
	case who.Body, who.Outlet:
		it.kind = bodyItem
	case who.Office:
		it.kind = officeItem
	case who.Rank:
		it.kind = rankItem
	case who.Human:
		it.kind, it.person = personItem, m.Person
		it.parties = nil
		if m.Person >= 0 {
			if c := rd.people[m.Person].Country; c != "" {
				it.parties = []rapporteur.Party{c}
			}
		}
	}
}

// mark turns the words that stand for parties told elsewhere into items that
// stand for them: "both sides", "the three nations", "we".
func (rd *reading) mark(s *sentence) {
	for i := 0; i < len(s.items); i++ {
		for _, c := range rd.rules.sides {
			if end := c.longest(s, i); end > i && (end >= len(s.items) || !s.items[end].possessive()) {
				s.merge(i, end, sidesItem, c.n)
				break
			}
		}
		if it := &s.items[i]; it.kind == word && rd.rules.classes["pronoun"].longest(s, i) > i {
			it.kind = pronounItem
		}
	}
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

// titleParties returns the states that the title names.
func (rd *reading) titleParties() []rapporteur.Party {
	t, err := rapporteur.NewText(rd.doc.Title)
	if err != nil || rd.doc.Title == "" {
		return nil
	}
	var out []rapporteur.Party
	for _, m := range who.Find(lang.Default().Analyse(t)).Mentions {
		if m.Kind == who.State && m.Party != "" {
			out = union(out, []rapporteur.Party{m.Party})
		}
	}
	return out
}
