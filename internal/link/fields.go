package link

import (
	"cmp"
	"slices"
	"strings"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/who"
)

// The names of the fields of records. An interaction also has a field for the
// office of each person, named OfficeOf and the person's name.
const (
	FieldDate      = "date"      // EDTF
	FieldPlace     = "place"     // "Vientiane, Laos"
	FieldType      = "type"      // of an interaction or instrument
	FieldMechanism = "mechanism" // name of a forum
	FieldEdition   = "edition"   // a number
	FieldHost      = "host"
	FieldName      = "name"  // of a mechanism or person
	FieldTitle     = "title" // of an instrument
	FieldCadence   = "cadence"
	FieldStatus    = "status" // of an instrument
	FieldSigned    = "signed" // EDTF: when an instrument was signed
	FieldPeriod    = "period" // EDTF
	FieldWhat      = "what"   // of an undertaking
	FieldBy        = "by"     // party codes, joined by a space
	FieldStage     = "stage"
	FieldAct       = "act"
	FieldDue       = "due" // EDTF
	FieldAmount    = "amount"
	FieldSaidAt    = "said at" // who met when an undertaking was said, and the day
	FieldAbout     = "about"   // of a question
	FieldAnswer    = "answer"
	FieldOffice    = "office"
	FieldRank      = "rank"
	FieldCountry   = "country"
	OfficeOf       = "office of "
)

// DisplayRule says which of several values is displayed.
const DisplayRule = "a value that a person accepted, else one that a version of a page gives that still stands, else the most precise, else that of most origins, else that first published"

// A fieldSet gathers values: by field, then by what makes two values one.
type fieldSet map[string]map[string]*value

type value struct {
	text   string
	claims []*claim
}

// add notes that a claim gives a value. Values of one key are one, shown as the
// fullest of their texts. An empty text is no value.
func (f fieldSet) add(field, key, text string, c *claim) {
	if text == "" {
		return
	}
	if f[field] == nil {
		f[field] = map[string]*value{}
	}
	v := f[field][key]
	if v == nil {
		v = &value{text: text}
		f[field][key] = v
	}
	if len(text) > len(v.text) || len(text) == len(v.text) && text < v.text {
		v.text = text
	}
	if !slices.Contains(v.claims, c) {
		v.claims = append(v.claims, c)
	}
}

// word adds a value that is told apart by its folded words.
func (f fieldSet) word(field, text string, c *claim) { f.add(field, who.Fold(text), text, c) }

// date adds a date.
func (f fieldSet) date(field string, d rapporteur.Date, c *claim) {
	f.add(field, d.String(), d.String(), c)
}

// values returns the fields with their values in the order of DisplayRule.
func (f fieldSet) values(b *builder) map[string][]rapporteur.Value {
	out := make(map[string][]rapporteur.Value, len(f))
	for field, byKey := range f {
		type ranked struct {
			*value
			accepted  bool
			stands    bool
			precision int
			origins   int
			documents int
			first     int
			key       string
		}
		var vs []ranked
		for key, v := range byKey {
			slices.SortFunc(v.claims, func(c, d *claim) int { return cmp.Compare(c.rank, d.rank) })
			r := ranked{value: v, precision: precision(field, v.text), first: v.claims[0].rank, key: key}
			docs, origins := map[rapporteur.DocID]bool{}, map[string]bool{}
			for _, c := range v.claims {
				r.accepted = r.accepted || b.in.Verdicts[c.ID] == rapporteur.Accept
				r.stands = r.stands || c.doc.Stands()
				docs[c.Doc] = true
				origins[b.in.Origins.Of(c.Doc)] = true
			}
			r.documents, r.origins = len(docs), len(origins)
			vs = append(vs, r)
		}
		slices.SortFunc(vs, func(v, w ranked) int {
			return cmp.Or(compareBool(w.accepted, v.accepted), compareBool(w.stands, v.stands), cmp.Compare(w.precision, v.precision), cmp.Compare(w.origins, v.origins),
				cmp.Compare(w.documents, v.documents), cmp.Compare(v.first, w.first), cmp.Compare(v.key, w.key))
		})
		for _, v := range vs {
			ids := make([]rapporteur.ClaimID, len(v.claims))
			for i, c := range v.claims {
				ids[i] = c.ID
			}
			out[field] = append(out[field], rapporteur.Value{Value: v.text, Claims: ids})
		}
	}
	return out
}

// precision returns how finely a value is told, for fields in which that differs.
func precision(field, text string) int {
	switch field {
	case FieldDate, FieldSigned, FieldDue, FieldPeriod:
		d, err := rapporteur.ParseDate(text)
		if err != nil {
			return 0
		}
		p := 2 * int(d.Precision())
		if _, _, ok := d.Bounds(); ok {
			p++ // its year is known
		}
		return p
	case FieldPlace:
		if _, state := who.Resolve(text); state {
			return 0
		}
		return 1
	}
	if field == FieldMechanism {
		return min(len(newForumName(text, nil).core), 2)
	}
	if field == FieldName { // syllables that a transcription joins by hyphens are one name
		return min(len(strings.Fields(text)), 3)
	}
	if field == FieldOffice || strings.HasPrefix(field, OfficeOf) {
		return min(len(words(text)), 3)
	}
	return 0
}

// Agree reports whether two values of a field can both be right: one may only
// be less precise than the other. Fields whose values are not exclusive, such as
// the names of a mechanism, always agree.
func Agree(field, a, b string) bool {
	switch {
	case field == FieldDate || field == FieldSigned || field == FieldDue || field == FieldPeriod:
		d, err := rapporteur.ParseDate(a)
		e, err2 := rapporteur.ParseDate(b)
		return err != nil || err2 != nil || rapporteur.MayEqual(d, e)
	case field == FieldPlace:
		return placesAgree(a, b)
	case field == FieldOffice || strings.HasPrefix(field, OfficeOf):
		return officesAgree(a, b)
	case field == FieldBy:
		as, bs := strings.Fields(a), strings.Fields(b)
		return subset(as, bs) || subset(bs, as)
	case field == FieldEdition, field == FieldCountry, field == FieldAmount, field == FieldHost:
		return a == b
	}
	return true
}

// placeText returns a place as a value, with its state if that is known.
func placeText(p *rapporteur.Place) (key, text string) {
	if p == nil || p.Name == "" {
		return "", ""
	}
	if state, ok := who.Resolve(p.Name); ok || p.State == "" {
		if ok {
			return string(state), who.Display(state)
		}
		return joined(p.Name), p.Name
	}
	return joined(p.Name), p.Name + ", " + who.Display(p.State)
}

// joined returns the folded words of a name without spaces: reports write both
// Luang Prabang and Luangprabang.
func joined(s string) string { return strings.ReplaceAll(who.Fold(s), " ", "") }

// placesAgree reports whether one place may lie within the other, or be it.
func placesAgree(a, b string) bool {
	as, bs := words(a), words(b)
	if subset(as, bs) || subset(bs, as) {
		return true
	}
	town, _, _ := strings.Cut(a, ",")
	other, _, _ := strings.Cut(b, ",")
	return joined(town) == joined(other)
}

// officesAgree reports whether the words of one office are among those of the other.
func officesAgree(a, b string) bool {
	as, bs := officeWords(a), officeWords(b)
	return subset(as, bs) || subset(bs, as)
}
