package web

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/blob"
	"example.org/rapporteur/internal/claim"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/view"
	"example.org/rapporteur/internal/web/pages/reader"
	"example.org/rapporteur/internal/web/pages/sentence"
)

// Documents gives what is known of one document and of one claim.
type Documents interface {
	Reader(ctx context.Context, doc rapporteur.DocID) (*view.Reader, error)
	ClaimPage(ctx context.Context, id rapporteur.ClaimID) (*view.ClaimPage, error)
	// Versions compares a document with another version of its page; with none
	// named, with the one before it.
	Versions(ctx context.Context, doc, with rapporteur.DocID) (*view.Versions, error)
	// Sentence returns a sentence of a document, counted from 1, with its tree;
	// SentenceAt tells which one holds a place in the text.
	Sentence(ctx context.Context, doc rapporteur.DocID, n int) (*view.Sentence, error)
	SentenceAt(ctx context.Context, doc rapporteur.DocID, at rapporteur.CodePoint) (int, error)
	// Claim returns the document that a claim stands in.
	Claim(ctx context.Context, id rapporteur.ClaimID) (rapporteur.DocID, error)
}

// documents adds the addresses of documents and claims.
func (s *site) documents(mux *http.ServeMux) {
	mux.Handle("GET /doc/{doc}", s.answer(s.reader))
	mux.Handle("GET /doc/{doc}/s", s.answer(s.sentenceAt))
	mux.Handle("GET /doc/{doc}/s/{n}", s.answer(s.sentence))
	mux.Handle("GET /doc/{doc}/versions", s.answer(s.versions))
	mux.Handle("GET /doc/{doc}/versions.json", s.answer(s.versions))
	mux.Handle("GET /c/{claim}", s.answer(s.claim))
	mux.Handle("GET /c/{claim}/why", s.answer(s.why))
	mux.Handle("GET /c/{claim}/why.json", s.answer(s.why))
	if s.Originals != nil {
		mux.Handle("GET /doc/{doc}/original/{blob}", http.HandlerFunc(s.original))
		mux.Handle("GET /doc/{doc}/original/{blob}/text", http.HandlerFunc(s.original))
	}
	if s.desk != nil {
		mux.Handle("GET /doc/{doc}/add", s.answer(s.addForm))
		mux.Handle("POST /doc/{doc}/add", s.act(s.addClaim))
	}
}

// here is where this site is served, without a slash at its end.
func (s *site) here() string { return "http://127.0.0.1:" + strconv.Itoa(s.Port) }

// The endings of addresses that give a citation, and their types.
var citations = []struct{ ext, mime string }{
	{".bib", "application/x-bibtex; charset=utf-8"}, {".csl.json", "application/vnd.citationstyles.csl+json; charset=utf-8"},
}

// cutCitation cuts the ending of a citation's form off a name.
func cutCitation(name string) (rest, ext, mime string) {
	for _, c := range citations {
		if rest, ok := strings.CutSuffix(name, c.ext); ok {
			return rest, c.ext, c.mime
		}
	}
	return name, "", ""
}

func cited(c view.Citation, ext, mime string) (answer, error) {
	if ext == ".bib" {
		return answer{data: []byte(c.BibTeX), mime: mime}, nil
	}
	return answer{json: []view.CSLItem{c.CSL}}, nil
}

// A citing is a citation on a page, and where it is had in other forms.
type citing struct {
	view.Citation
	Path string // to which an ending is added
}

// A readerPage is the body of a document's page.
type readerPage struct {
	*reader.Page
	Cite      citing
	Adds      bool // whether a claim can be added
	Originals bool // whether the bytes as captured can be had
}

// reader answers /doc/{id}.
func (s *site) reader(r *http.Request) (answer, error) {
	name, ext, mime := cutCitation(r.PathValue("doc"))
	q, err := askedOf(r)
	if err != nil {
		return answer{}, err
	}
	if ext == "" {
		name = strings.TrimSuffix(name, q.form)
	}
	v, err := s.Books.Reader(r.Context(), rapporteur.DocID(name))
	if err != nil {
		return answer{}, err
	}
	citation := view.CiteReader(v, s.here())
	if ext != "" {
		return cited(citation, ext, mime)
	}
	q.path, q.query = "/doc/"+url.PathEscape(name), nil // it is the same on every day
	part, _ := strconv.Atoi(r.URL.Query().Get("part"))  // what is none leads to the first
	return q.answerAs(answer{
		page: "reader", title: clean(v.Title),
		body: readerPage{reader.New(v, max(part, 0), reorders), citing{citation, q.path}, s.desk != nil, s.Originals != nil},
	}, v)
}

// sentence answers /doc/{id}/s/{n}.
func (s *site) sentence(r *http.Request) (answer, error) {
	name, wantJSON := strings.CutSuffix(r.PathValue("n"), asJSON)
	n, err := strconv.Atoi(name)
	if err != nil || strconv.Itoa(n) != name {
		return answer{}, ledger.ErrNotFound
	}
	v, err := s.Books.Sentence(r.Context(), rapporteur.DocID(r.PathValue("doc")), n)
	if err != nil {
		return answer{}, err
	}
	if wantJSON {
		return answer{json: v}, nil
	}
	return answer{
		page: "sentence", title: fmt.Sprintf("Sentence %d of %s", n, clean(v.Title)), body: sentence.New(v),
		alt: sentencePath(v.Doc, n) + asJSON,
	}, nil
}

// sentenceAt leads from a place in a text to the sentence there: /doc/{id}/s?at=120.
func (s *site) sentenceAt(r *http.Request) (answer, error) {
	at, err := strconv.Atoi(r.URL.Query().Get("at"))
	if err != nil {
		return answer{}, unclear{"Say by ?at= at which place of the text the sentence stands, counted in characters from 0."}
	}
	doc := rapporteur.DocID(r.PathValue("doc"))
	n, err := s.Books.SentenceAt(r.Context(), doc, rapporteur.CodePoint(at))
	return answer{to: sentencePath(doc, n)}, err
}

func sentencePath(doc rapporteur.DocID, n int) string {
	return "/doc/" + url.PathEscape(string(doc)) + "/s/" + strconv.Itoa(n)
}

// claim leads from a claim's permanent address to its words, and answers with its
// citation if the address ends in a form of one.
func (s *site) claim(r *http.Request) (answer, error) {
	name, ext, mime := cutCitation(r.PathValue("claim"))
	id := rapporteur.ClaimID(name)
	if ext != "" {
		p, err := s.Books.ClaimPage(r.Context(), id)
		if err != nil {
			return answer{}, err
		}
		return cited(view.CiteClaim(p, s.here()), ext, mime)
	}
	doc, err := s.Books.Claim(r.Context(), id)
	return answer{to: href(view.Anchor{Claim: id, Doc: doc})}, err
}

// A whyPage is the body of the page that says why a claim was made.
type whyPage struct {
	*view.ClaimPage
	Cite     citing
	Rule     *claim.Rule // nil if it is none of this program's
	Sentence *sentence.Page
	Reviews  bool // whether claims can be decided about
}

// ownRules are the rules of this program, by identity.
var ownRules = sync.OnceValue(func() map[rapporteur.RuleID]*claim.Rule {
	rules, err := claim.Builtin()
	if err != nil {
		panic("the rules built in: " + err.Error()) // they are compiled in and tested
	}
	by := map[rapporteur.RuleID]*claim.Rule{}
	for _, r := range rules.List() {
		by[r.ID] = r
	}
	return by
})

// why answers /c/{id}/why: the rule, the cues and the tree that a claim rests on.
func (s *site) why(r *http.Request) (answer, error) {
	ctx := r.Context()
	p, err := s.Books.ClaimPage(ctx, rapporteur.ClaimID(r.PathValue("claim")))
	if err != nil {
		return answer{}, err
	}
	if strings.HasSuffix(r.URL.Path, asJSON) {
		return answer{json: p}, nil
	}
	path := "/c/" + url.PathEscape(string(p.Claim.Claim))
	page := whyPage{
		ClaimPage: p, Cite: citing{view.CiteClaim(p, s.here()), path}, Rule: ownRules()[p.Claim.Rule], Reviews: s.desk != nil,
	}
	if analysed(p.Document.Language) {
		n, err := s.Books.SentenceAt(ctx, p.Document.ID, p.Claim.Start)
		if err == nil {
			var v *view.Sentence
			if v, err = s.Books.Sentence(ctx, p.Document.ID, n); err == nil {
				page.Sentence = sentence.New(v)
			}
		}
		if err != nil && !errors.Is(err, ledger.ErrNotFound) {
			return answer{}, err
		}
	}
	return answer{page: "why", title: "Why this claim: " + clip(clean(p.Claim.Title), 80), body: page, alt: path + "/why" + asJSON}, nil
}

// analysed reports whether the language model can make a tree of a text's sentences.
func analysed(language string) bool { return language == "en" || language == "" }

// versions answers /doc/{id}/versions?with={id}.
func (s *site) versions(r *http.Request) (answer, error) {
	doc, with := rapporteur.DocID(r.PathValue("doc")), rapporteur.DocID(r.URL.Query().Get("with"))
	v, err := s.Books.Versions(r.Context(), doc, with)
	if err != nil {
		return answer{}, err
	}
	if strings.HasSuffix(r.URL.Path, asJSON) {
		return answer{json: v}, nil
	}
	alt := "/doc/" + url.PathEscape(string(doc)) + "/versions" + asJSON
	if with != "" {
		alt += "?with=" + url.QueryEscape(string(with))
	}
	return answer{page: "versions", title: "Versions of " + clean(v.Title), body: struct {
		*view.Versions
		Parts []changed
	}{v, folded(v.Changes)}, alt: alt}, nil
}

// alone is the policy of bytes of others: nothing in them runs, loads or is shown
// as a page of ours, whatever a browser takes them for.
const alone = "sandbox; default-src 'none'; frame-ancestors 'none'"

// endings name captured files by their type: nothing of a name comes from elsewhere.
var endings = map[string]string{
	"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "application/pdf": ".pdf", "message/rfc822": ".eml", "application/json": ".json",
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}

// original answers /doc/{id}/original/{hash} with the bytes as they were captured,
// to be kept as a file, and with /text behind it as plain text.
func (s *site) original(w http.ResponseWriter, r *http.Request) {
	id, asText := rapporteur.BlobID(r.PathValue("blob")), strings.HasSuffix(r.URL.Path, "/text")
	v, err := s.Books.Reader(r.Context(), rapporteur.DocID(r.PathValue("doc")))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	i := slices.IndexFunc(v.Captured, func(c view.Arrival) bool { return c.Blob == id })
	if i < 0 {
		s.fail(w, r, ledger.ErrNotFound)
		return
	}
	b, err := blob.Get(r.Context(), s.Originals, id)
	var damaged *blob.DamagedError
	switch {
	case errors.As(err, &damaged):
		err = lost{"The bytes kept of this capture are no longer those that were captured, and are not given out. Restore them from a backup, or read the source again; rapporteur verify names all that is damaged."}
	case errors.Is(err, fs.ErrNotExist):
		err = lost{"The bytes of this capture are not kept any more. Restore them from a backup, or read the source again; rapporteur verify names all that is missing."}
	case err == nil && asText && !readable(b):
		err = unclear{"These bytes are no text in UTF-8: load them as a file, and open that with a program for its type."}
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	h := w.Header()
	h.Set("Content-Security-Policy", alone)
	if asText {
		send(w, r, http.StatusOK, "text/plain; charset=utf-8", b)
		return
	}
	mime, _, _ := strings.Cut(v.Captured[i].MediaType, ";")
	h.Set("Content-Disposition", `attachment; filename="`+string(v.ID)+endings[mime]+`"`)
	send(w, r, http.StatusOK, "application/octet-stream", b)
}

// readable reports whether bytes can be shown as text.
func readable(b []byte) bool {
	return utf8.Valid(b) && !slices.Contains(b, 0)
}
