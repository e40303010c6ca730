package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/view"
	"example.org/rapporteur/internal/who"
)

// An adding is the form by which a person adds a claim.
type adding struct {
	Document  view.Heading
	Author    string
	Path      string // of the form
	Kind      rapporteur.Kind
	Kinds     []kindHelp
	Quote     string
	At        string  // where the words begin, if that is known
	Words     *choice // the words in their sentence, once they are found
	Places    []choice
	Fields    []addField
	Parties   []option // to choose from where a party stands: those that the document speaks of together, then all that are known
	Reason    string
	Fault     string
	QuoteErr  string
	NeedWords bool // no words were given yet
}

// A kindHelp says what a kind of claim is for.
type kindHelp struct {
	Kind  rapporteur.Kind
	Words string
}

var kindHelps = []kindHelp{
	{rapporteur.KindInteraction, "a meeting, call, visit, dialogue, exercise, signing or statement"},
	{rapporteur.KindMechanism, "a forum that recurs, or a standing framework"},
	{rapporteur.KindInstrument, "an agreement, minutes, statement or other formal text, and what is done to it"},
	{rapporteur.KindCommitment, "what a party undertakes to do, or a report on it"},
	{rapporteur.KindQuestion, "what a source says is not known"},
	{rapporteur.KindAssessment, "an opinion, forecast or guess; never an event"},
	{rapporteur.KindTenure, "a person holds an office"},
}

// A choice is a place at which the words stand.
type choice struct {
	At                   rapporteur.CodePoint
	Before, Quote, After string
}

// An addField is a field of the claim in the form.
type addField struct {
	editField
	Codes    []option // to choose from; none if it is typed
	Party    bool     // it holds parties
	Required bool
}

// An option is a code with its meaning.
type option struct{ Code, Words string }

// meanings are those of codes that are not words themselves: degrees of FactBank.
var meanings = map[string]string{
	string(rapporteur.CTPlus): "certain", string(rapporteur.PRPlus): "probable", string(rapporteur.PSPlus): "possible",
	string(rapporteur.CTMinus): "certainly not", string(rapporteur.PRMinus): "probably not", string(rapporteur.PSMinus): "possibly not",
	string(rapporteur.CTu): "certain, but not said which way", string(rapporteur.Uu): "relayed without commitment",
}

// options returns the codes of a field; the empty one, which says nothing, is left out.
func options(k rapporteur.Kind, f rapporteur.Field) []option {
	var out []option
	for _, c := range rapporteur.Codes(k, f) {
		if c != "" {
			out = append(out, option{c, meanings[c]})
		}
	}
	return out
}

// partyFields are the fields for which parties are offered.
var partyFields = []rapporteur.Field{"parties", "by", "to", "host", "country"}

// mostSets is how many sets of parties of a document are offered, from its first
// claims: those of others are rare.
const mostSets, lookedAt = 8, 500

// offer returns the parties to choose from: those that claims of the document
// speak of together, in their order, then every state and organisation known.
func (s *site) offer(ctx context.Context, doc rapporteur.DocID) ([]option, error) {
	var out []option
	n := 0
	for c, err := range s.desk.Ledger.Claims(ctx, ledger.ClaimFilter{Doc: doc}) {
		if err != nil {
			return nil, err
		}
		if n++; n > lookedAt || len(out) == mostSets {
			break
		}
		var codes, names []string
		for _, p := range c.Parties {
			codes, names = append(codes, string(p)), append(names, who.Display(p))
		}
		if o := (option{strings.Join(codes, "; "), list(names)}); len(codes) > 1 && !slices.Contains(out, o) {
			out = append(out, o)
		}
	}
	for _, p := range who.Known() {
		out = append(out, option{string(p), who.Display(p)})
	}
	return out, nil
}

// typed is what of the form's fields was sent.
func typed(f url.Values) map[rapporteur.Field]string {
	out := map[rapporteur.Field]string{}
	for name := range f {
		if field, ok := strings.CutPrefix(name, "f."); ok {
			out[rapporteur.Field(field)] = strings.TrimSpace(strings.ReplaceAll(f.Get(name), "\r\n", "\n"))
		}
	}
	return out
}

// addForm answers GET /doc/{id}/add?from=…&to=…&kind=…, and ?quote=… in the place
// of the two numbers.
func (s *site) addForm(r *http.Request) (answer, error) {
	a, doc, err := s.adding(r.Context(), r.PathValue("doc"), r.URL.Query())
	if err != nil {
		return answer{}, err
	}
	q := r.URL.Query()
	from, err1 := strconv.Atoi(q.Get("from"))
	to, err2 := strconv.Atoi(q.Get("to"))
	if quote, ok := doc.Text.Between(rapporteur.CodePoint(from), rapporteur.CodePoint(to)); ok && err1 == nil && err2 == nil && a.Quote == "" {
		a.Quote, a.At = quote.Exact(), strconv.Itoa(int(quote.Start()))
	}
	a.NeedWords = a.Quote == ""
	if !a.NeedWords {
		a.find(doc)
	}
	a.lay(nil, nil)
	return s.addAnswer(a), nil
}

func (s *site) addAnswer(a *adding) answer {
	return answer{page: "add", title: "Add a claim to " + clip(clean(a.Document.Title), 80), body: a}
}

// adding reads what the form and its address have in common.
func (s *site) adding(ctx context.Context, id string, q url.Values) (*adding, rapporteur.Document, error) {
	doc, err := s.desk.Ledger.Document(ctx, rapporteur.DocID(id))
	if err != nil {
		return nil, doc, err
	}
	title := doc.Title
	if title == "" {
		title = doc.Name
	}
	a := &adding{
		Document: view.Heading{ID: doc.ID, Title: title, Outlet: doc.Outlet, Language: doc.Language, Published: view.When{Date: doc.Published, Words: doc.Published.Words()}},
		Author:   s.desk.Author, Path: "/doc/" + url.PathEscape(id) + "/add", Kind: rapporteur.Kind(q.Get("kind")), Kinds: kindHelps,
		Quote: strings.TrimSpace(strings.ReplaceAll(q.Get("quote"), "\r\n", "\n")), At: q.Get("at"), Reason: strings.TrimSpace(q.Get("reason")),
	}
	if a.Kind != "" {
		if a.Parties, err = s.offer(ctx, doc.ID); err != nil {
			return nil, doc, err
		}
	}
	if a.Kind != "" && !slices.Contains(rapporteur.Kinds, a.Kind) {
		return nil, doc, unclear{fmt.Sprintf("“%s” is no kind of claim.", clip(clean(string(a.Kind)), 60))}
	}
	return a, doc, nil
}

// find looks the words up in the text; it says what is wrong if they do not stand
// there, or at more places than one.
func (a *adding) find(doc rapporteur.Document) (rapporteur.Quote, bool) {
	places := doc.Text.Find(a.Quote)
	if at, err := strconv.Atoi(a.At); err == nil {
		if i := slices.IndexFunc(places, func(q rapporteur.Quote) bool { return int(q.Start()) == at }); i >= 0 {
			places = places[i : i+1]
		}
	}
	shown := func(q rapporteur.Quote) choice {
		return choice{q.Start(), q.Prefix(), q.Exact(), q.Suffix()}
	}
	switch len(places) {
	case 0:
		a.At = ""
		a.QuoteErr = "These words do not stand in the text. Copy them from it as they are, signs and spaces too."
		return rapporteur.Quote{}, false
	case 1:
		c := shown(places[0])
		a.Words, a.At = &c, strconv.Itoa(int(c.At))
		return places[0], true
	}
	a.At = ""
	a.QuoteErr = fmt.Sprintf("These words stand in the text %s times. Choose the place that you mean, or give more of the words.", number(len(places)))
	for _, q := range places[:min(len(places), 50)] {
		a.Places = append(a.Places, shown(q))
	}
	return rapporteur.Quote{}, false
}

// lay makes the fields of the kind, with what was typed and what is wrong with it.
func (a *adding) lay(typed map[rapporteur.Field]string, wrong map[rapporteur.Field]string) {
	if a.Kind == "" {
		return
	}
	var needed *rapporteur.WantingError
	_, err := rapporteur.Decision{Of: a.Kind, Quote: anywhere.Selector()}.Added(anyText)
	errors.As(err, &needed)
	for _, name := range rapporteur.FieldsOf(a.Kind) {
		f := addField{
			editField: editField{Name: name, Value: typed[name], Hint: hints[name], Rows: name == "participants" || name == "said by", Error: wrong[name]},
			Codes:     options(a.Kind, name), Party: slices.Contains(partyFields, name), Required: needed != nil && slices.Contains(needed.Fields, name),
		}
		if typed == nil {
			switch name {
			case "factuality":
				f.Value = string(rapporteur.CTPlus)
			case "mode":
				f.Value = string(rapporteur.ModeCurrent)
			case "background":
				f.Value = "no"
			case "said by":
				f.Value = a.Document.Outlet
			}
		}
		a.Fields = append(a.Fields, f)
	}
	slices.SortStableFunc(a.Fields, func(x, y addField) int { // what is needed first
		switch {
		case x.Required == y.Required:
			return 0
		case x.Required:
			return -1
		}
		return 1
	})
}

// anyText stands in for a text where only the fields of a claim are looked at.
var anyText, anywhere = func() (rapporteur.Text, rapporteur.Quote) {
	t, err := rapporteur.NewText("words")
	if err != nil {
		panic(err)
	}
	return t, t.Find("words")[0]
}()

// addClaim answers POST /doc/{id}/add.
func (s *site) addClaim(r *http.Request) (string, error) {
	ctx, f := r.Context(), r.PostForm
	a, doc, err := s.adding(ctx, r.PathValue("doc"), f)
	if err != nil {
		return "", err
	}
	if a.Kind == "" {
		return "", unclear{"Choose a kind of claim first. Nothing was recorded."}
	}
	given := typed(f)
	quote, ok := rapporteur.Quote{}, false
	if a.NeedWords = a.Quote == ""; a.NeedWords {
		a.QuoteErr = "Give the exact words of the text that the claim rests on."
	} else {
		quote, ok = a.find(doc)
	}
	var fields []rapporteur.Correction
	for _, name := range rapporteur.FieldsOf(a.Kind) {
		if v := given[name]; v != "" && !(name == "background" && v == "no") { // that it is no background goes without saying
			fields = append(fields, rapporteur.Correction{Field: name, To: v})
		}
	}
	fields = who.Codes(fields)
	wrong := a.wrong(fields)
	if !ok || len(wrong) > 0 {
		a.lay(given, wrong)
		if a.Fault = "Nothing was recorded yet."; len(wrong) > 0 {
			a.Fault = fmt.Sprintf("%s cannot stand as written. Nothing was recorded yet.", count(len(wrong), "field", "fields"))
		}
		return "", &refused{http.StatusUnprocessableEntity, s.addAnswer(a)}
	}
	made, _, err := s.desk.decide(ctx, rapporteur.Decision{Verb: rapporteur.Add, Doc: doc.ID, Of: a.Kind, Quote: quote.Selector(), Corrections: fields, Reason: a.Reason})
	var exists *ledger.ExistsError
	switch {
	case errors.As(err, &exists):
		a.lay(given, nil)
		a.Fault = "Nothing was recorded: on these very words a claim of this kind was added before, " + string(exists.Claim) + " of this document. Edit that one if it is not right; for another matter, give the words that tell of it alone."
		return "", &refused{http.StatusConflict, s.addAnswer(a)}
	case err != nil:
		return "", err
	case len(made) == 0:
		return "", ledger.ErrNotFound // the document went while the form was open
	}
	return href(view.Anchor{Doc: doc.ID, Claim: made[0].Claim}), nil
}

// wrong says of each field what is wrong with it.
func (a *adding) wrong(fields []rapporteur.Correction) map[rapporteur.Field]string {
	out := map[rapporteur.Field]string{}
	var sound []rapporteur.Correction
	try := func(fields []rapporteur.Correction) error {
		_, err := rapporteur.Decision{Of: a.Kind, Quote: anywhere.Selector(), Corrections: fields}.Added(anyText)
		return err
	}
	var wanting *rapporteur.WantingError
	for _, c := range fields {
		if err := try([]rapporteur.Correction{c}); err != nil && !errors.As(err, &wanting) {
			out[c.Field] = reasonOf(err)
			continue
		}
		if strangers := who.Strangers([]rapporteur.Correction{c}); len(strangers) > 0 {
			out[c.Field] = strange(strangers)
		}
		sound = append(sound, c)
	}
	if err := try(sound); errors.As(err, &wanting) {
		for _, f := range wanting.Fields {
			if out[f] == "" {
				out[f] = "this cannot be left empty"
			}
		}
	}
	return out
}

// strange says of names that are no known parties what to do about them.
func strange(names []who.Stranger) string {
	var said []string
	for _, n := range names {
		s := fmt.Sprintf("“%s” is no state or organisation known here", clip(clean(n.Name), 60))
		if len(n.Near) > 0 {
			var near []string
			for _, p := range n.Near {
				name := string(p)
				if d := who.Display(p); d != name {
					name = d + " (" + name + ")"
				}
				near = append(near, name)
			}
			s += "; is " + strings.Join(near, " or ") + " meant?"
		} else {
			s += "."
		}
		said = append(said, s)
	}
	return strings.Join(said, " ") + " Write a usual name or code, such as LAO or ASEAN; of an organisation that is not in it, name the members instead, and the organisation itself under the reason."
}
