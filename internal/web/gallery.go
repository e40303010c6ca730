package web

import (
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"time"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/view"
	"example.org/rapporteur/internal/web/pages/sentence"
)

// A galleryPage shows every part of pages with ordinary, empty and hostile things.
type galleryPage struct {
	Scheme   string // "light" or "dark"; empty for what the reader prefers
	Exhibits []exhibit
	Problem  problem
	Verbs    []rapporteur.Verb
	Things   []string // sets of things that whole pages are shown with
	Pages    []pageExhibit
}

// An exhibit is one set of things.
type exhibit struct {
	ID, Title, Words string
	*specimens
	Sheet *sheet
}

// specimens are one of each thing that parts show.
type specimens struct {
	Certainties []view.Certainty
	Dates       []view.When
	Field       view.Field
	Evidence    view.Evidence
	Heading     view.Heading
	Coverage    view.Coverage
	Commitment  view.Commitment
	Question    view.Question
	Meeting     view.Meeting
	Rivals      []view.Rival
	Claim       view.ReaderClaim
	Citation    view.Citation
	Tree        view.Sentence
}

// gallery answers /gallery?scheme=dark.
func (s *site) gallery(r *http.Request) (answer, error) {
	q, err := askedOf(r)
	if err != nil {
		return answer{}, err
	}
	p := galleryPage{Verbs: rapporteur.Verbs, Problem: problem{Status: http.StatusNotFound}, Things: things, Pages: pageExhibits}
	if scheme := r.URL.Query().Get("scheme"); scheme == "light" || scheme == "dark" {
		p.Scheme = scheme
	}
	normal, hostile := specimen(), specimen()
	poison(reflect.ValueOf(hostile).Elem())
	for i, e := range []exhibit{
		{ID: "normal", Title: "Ordinary", Words: "As most pages have it.", specimens: normal},
		{ID: "empty", Title: "Empty", Words: "Nothing is known.", specimens: &specimens{Dates: []view.When{{Words: "date not known"}}, Certainties: []view.Certainty{{Form: view.Bracketed, Word: "not stated"}}}},
		{ID: "hostile", Title: "Hostile", Words: "Every word tries to be more than a word, and to run out of its place.", specimens: hostile},
	} {
		e.Sheet, e.Tree.Number = &sheet{Path: q.path, Query: url.Values{}}, i+1
		p.Exhibits = append(p.Exhibits, e)
	}
	return answer{page: "gallery", title: "Gallery of parts", body: p}, nil
}

// Tree returns the specimen's tree as a page of a sentence has it.
func (e exhibit) TreePage() *sentence.Page { return sentence.New(&e.Tree) }

// Cite returns the specimen's citation with its address.
func (e exhibit) Cite() citing { return citing{e.Citation, "/gallery"} }

// specimen makes ordinary things.
func specimen() *specimens {
	const doc, claim = rapporteur.DocID("d0000000000000001"), rapporteur.ClaimID("c0000000000000001")
	day := func(s string) view.When {
		d, err := rapporteur.ParseDate(s)
		if err != nil {
			return view.When{Words: "date not known"}
		}
		return view.When{Date: d, Words: d.Words()}
	}
	a := view.Anchor{Claim: claim, Doc: doc}
	laos, vietnam := view.Party{Code: "LAO", Name: "Laos"}, view.Party{Code: "VNM", Name: "Vietnam"}
	certain := view.Certainty{Form: view.Solid, Word: "certain", Code: rapporteur.CTPlus}
	announced := view.Certainty{Form: view.Dashed, Word: "announced", Code: rapporteur.CTPlus}
	source := view.Source{
		Anchor: a, Outlet: "The Herald", Title: "Ministers meet", Published: day("2025-03-06"), Origin: "The Herald", Quote: "the two ministers met in Vientiane",
		SaidBy: "a spokesperson, via The Herald", Certainty: certain, Review: view.Review{Words: "machine, unreviewed"}, Reason: "the same day and the same parties",
	}
	evidence := view.Evidence{Sources: []view.Source{source, source}, Documents: 2, Outlets: 2, Origins: 1, Last: day("2025-03-06")}
	fact := view.Fact{Text: "Vientiane", Anchors: []view.Anchor{a}}
	field := view.Field{Fact: fact, Rivals: []view.Fact{{Text: "Hanoi", Anchors: []view.Anchor{a}}}}
	inferred := day("2025-03-05")
	inferred.Inference, inferred.Anchors = "year from the publication date 6 March 2025", []view.Anchor{a}
	return &specimens{
		Certainties: []view.Certainty{certain, {Form: view.Hollow, Word: "said not to be so", Code: rapporteur.CTMinus}, announced, {Form: view.Bracketed, Word: "relayed without commitment", Code: rapporteur.Uu}},
		Dates:       []view.When{day("2025-03-06"), day("XXXX-03-05"), day("2025-03~"), day("2025-03"), day("2024/2026"), day("2024/.."), inferred, {Words: "date not known"}},
		Field:       field, Evidence: evidence,
		Heading: view.Heading{ID: doc, Title: "Ministers meet", Outlet: "The Herald", URL: "https://example.org/a", Language: "en", Register: "agency report", Published: day("2025-03-06")},
		Coverage: view.Coverage{
			Documents: 3, Undated: 1, Outlets: []string{"The Herald", "The Courier"}, Origins: 2, Languages: []string{"en"}, Claims: 5, Reviewed: 1,
			Words: "Based on 3 documents from 2 outlets (2 origins) in 1 language.",
		},
		Commitment: view.Commitment{
			ID: "k0000000000000001", Title: "Vietnam will train forty officers", Anchor: a, By: []view.Party{vietnam}, To: []view.Party{laos}, Areas: []string{"training and education"},
			Act: rapporteur.ActPledged, Stage: rapporteur.StagePledged, Standing: "pledged", Due: inferred, Certainty: announced, Evidence: evidence,
			Derived: view.Derived{Code: "overdue", Words: "overdue since 5 March 2025", Basis: "its date"},
			Steps:   []view.Step{{What: "pledged", When: day("2024-05-01"), Said: true, Source: source}, {What: "restated", When: day("2025-03-06"), Source: source}},
		},
		Question: view.Question{ID: "q0000000000000001", About: "the cost", Type: rapporteur.Undisclosed, Parties: []view.Party{laos, vietnam}, Stated: day("2025-03-06"),
			By: "The Herald", Quote: "the cost was not disclosed", Anchor: a, Answers: []view.Source{source}, Evidence: evidence},
		Meeting: view.Meeting{ID: "e0000000000000001", Type: rapporteur.Meeting, Title: "Meeting", When: inferred, Place: field, Parties: []view.Party{laos, vietnam},
			Participants: []view.Participant{{Person: "p0000000000000001", Name: "A. Person", Office: field, Country: &laos, Anchors: []view.Anchor{a}}},
			Areas:        []string{"border security"}, Certainty: certain, Evidence: evidence},
		Rivals: []view.Rival{{Value: "Vientiane", Evidence: evidence}, {Value: "Hanoi", Evidence: evidence}},
		Claim: view.ReaderClaim{Anchor: a, Kind: rapporteur.KindInteraction, Title: "Meeting of Laos and Vietnam", Quote: source.Quote, Parties: []view.Party{laos, vietnam},
			Values: []view.NamedValue{{Name: "date", Value: "5 March 2025", Note: inferred.Inference}}, Certainty: certain, Mode: rapporteur.ModeCurrent, SaidBy: source.SaidBy, Unsure: []string{"place"}},
		Citation: view.CiteReader(&view.Reader{Heading: view.Heading{ID: doc, Title: "Ministers meet", Outlet: "The Herald", URL: "https://example.org/a", Published: day("2025-03-06")},
			Hash: "00ff", Captured: []view.Arrival{{At: time.Date(2025, 6, 1, 8, 0, 0, 0, time.UTC)}}}, "http://127.0.0.1:4180"),
		Tree: view.Sentence{Doc: doc, Title: "Ministers meet", Number: 1, Of: 1, Text: "Ann Lee met him", Tokens: []view.Token{
			{Number: 1, Word: "Ann", Lemma: "Ann", UPOS: "PROPN", XPOS: "NNP", Head: 3, Relation: "nsubj", Name: "B-PER"},
			{Number: 2, Word: "Lee", Lemma: "Lee", UPOS: "PROPN", XPOS: "NNP", Head: 1, Relation: "flat", Name: "I-PER"},
			{Number: 3, Word: "met", Lemma: "meet", UPOS: "VERB", XPOS: "VBD", Relation: "root"},
			{Number: 4, Word: "him", Lemma: "he", UPOS: "PRON", XPOS: "PRP", Head: 3, Relation: "obj"},
		}},
	}
}

// hostile is a text that tries to leave its place by every way we know of.
var hostile = `"><script>document.title="caught"</script><img src=x onerror="document.title='caught'"> {{.}} javascript:caught() ` +
	"\u202ekcab\u2066 a\u200bb\u00ad " + strings.Repeat("Überlanges", 40)

// keptTypes are those of codes and names that only this program writes.
var keptTypes = map[reflect.Type]bool{
	reflect.TypeFor[view.Certainty](): true, reflect.TypeFor[rapporteur.DocID](): true, reflect.TypeFor[rapporteur.ClaimID](): true, reflect.TypeFor[rapporteur.RecordID](): true,
	reflect.TypeFor[rapporteur.Kind](): true, reflect.TypeFor[rapporteur.Party](): true,
}

// poison puts the hostile text in the place of every other text within v.
func poison(v reflect.Value) {
	if keptTypes[v.Type()] {
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			poison(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			poison(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				poison(v.Field(i))
			}
		}
	case reflect.String:
		v.SetString(hostile)
	}
}
