package claim

import (
	"slices"
	"testing"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/lang"
)

// engine returns the analyser with the model.
func engine(tb testing.TB) *lang.Full {
	tb.Helper()
	e, err := lang.NewFull()
	if err != nil {
		tb.Fatal(err)
	}
	return e
}

// reader returns a reader with the rules that come with the program.
func reader(tb testing.TB) *Reader {
	tb.Helper()
	r, err := Builtin()
	if err != nil {
		tb.Fatal(err)
	}
	return NewReader(r, engine(tb))
}

// published is the publication date of test documents: a Thursday.
var published, _ = rapporteur.ParseDate("2025-03-06")

// document returns a document with this text.
func document(tb testing.TB, text string) rapporteur.Document {
	tb.Helper()
	t, err := rapporteur.NewText(text)
	if err != nil {
		tb.Fatal(err)
	}
	return rapporteur.Document{ID: rapporteur.NewDocID("", t), Published: published, Text: t}
}

// readText returns the claims of a text.
func readText(tb testing.TB, text string) []rapporteur.Claim {
	tb.Helper()
	doc := document(tb, text)
	return reader(tb).Read(doc, lang.Plain{}.Analyse(doc.Text))
}

// ofKind returns the claims of some kinds.
func ofKind(claims []rapporteur.Claim, kinds ...rapporteur.Kind) []rapporteur.Claim {
	return slices.DeleteFunc(slices.Clone(claims), func(c rapporteur.Claim) bool { return !slices.Contains(kinds, c.Kind) })
}

// prepared returns the reading of a text up to where rules are tried on it.
func prepared(tb testing.TB, text string) *reading {
	tb.Helper()
	doc := document(tb, text)
	rd := &reading{rules: reader(tb).rules, parser: engine(tb), doc: doc, analysis: lang.Plain{}.Analyse(doc.Text), forums: map[string]bool{}, told: map[rapporteur.CodePoint]bool{}}
	rd.annotate()
	rd.survey()
	rd.jointStatement()
	rd.resolveSides()
	return rd
}
