package web

import (
	"net/http"
	"net/url"
	"slices"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/view"
	"example.org/rapporteur/internal/web/pages/dossier"
	mappage "example.org/rapporteur/internal/web/pages/map"
	"example.org/rapporteur/internal/who"
)

// thread answers /k/{id}: an undertaking and all that has come of it.
func (s *site) thread(r *http.Request) (answer, error) {
	q, err := askedOf(r)
	if err != nil {
		return answer{}, err
	}
	v, err := s.Books.Thread(r.Context(), q.id(r), q.day)
	if err != nil {
		return answer{}, err
	}
	q.codes = statesOf(append(slices.Clone(v.Commitment.By), v.Commitment.To...))
	return q.answer("thread", clean(v.Commitment.Title), v, nil)
}

// recordAsked reads what is asked for on the page of a record, and which that is.
func (s *site) recordAsked(r *http.Request) (q asked, rec rapporteur.Record, err error) {
	if q, err = askedOf(r); err == nil {
		rec, err = s.Books.Record(r.Context(), rapporteur.RecordID(q.id(r)))
	}
	return q, rec, err
}

// forum answers /m/{id}: a mechanism with its editions.
func (s *site) forum(r *http.Request) (answer, error) {
	q, rec, err := s.recordAsked(r)
	if err != nil {
		return answer{}, err
	}
	v, err := s.Books.Forum(r.Context(), nil, q.id(r), q.day)
	if err != nil {
		return answer{}, err
	}
	q.codes = between(rec)
	if common := meeting(v); common != nil {
		q.codes = common // guests of one edition are no members of the forum
	}
	return q.answer("mechanism", clean(v.Mechanism.Name), v, nil)
}

// meeting returns the states that are party to every edition of a mechanism; nil
// if these are not those of a dossier.
func meeting(v *view.Forum) []rapporteur.Party {
	var common []view.Party
	for i, session := range v.Sessions {
		if i == 0 {
			common = slices.Clone(session.Meeting.Parties)
		}
		common = slices.DeleteFunc(common, func(p view.Party) bool { return !slices.Contains(session.Meeting.Parties, p) })
	}
	return statesOf(common)
}

// between returns the states that are party to a record; nil if these are not
// those of a dossier.
func between(rec rapporteur.Record) []rapporteur.Party {
	var states []rapporteur.Party
	for _, p := range rec.Parties {
		if who.IsState(p) {
			states = append(states, p)
		}
	}
	if len(states) < 2 || len(states) > maxStates {
		return nil
	}
	slices.Sort(states)
	return states
}

// record answers /r/{id}: a contact, with all that is told of it. Other records
// have their place elsewhere, to which their permanent addresses lead.
func (s *site) record(r *http.Request) (answer, error) {
	q, rec, err := s.recordAsked(r)
	if err != nil {
		return answer{}, err
	}
	if rec.Kind != rapporteur.KindInteraction {
		return placeOf(rec, q.day)
	}
	v, err := s.Books.Contact(r.Context(), q.id(r), q.day)
	if err != nil {
		return answer{}, err
	}
	q.codes = statesOf(v.Meeting.Parties)
	return q.answer("contact", clean(dossier.MeetingTitle(v.Meeting)), v, nil)
}

// placeOf leads to where a record is shown: to its own page or its place among
// those of its states or, if it is not between states, to the words of its first claim.
func placeOf(rec rapporteur.Record, day rapporteur.Date) (answer, error) {
	root := map[rapporteur.Kind]string{rapporteur.KindInstrument: "/agreements/", rapporteur.KindQuestion: "/questions/"}[rec.Kind]
	states := between(rec)
	switch {
	case rec.Kind == rapporteur.KindCommitment, rec.Kind == rapporteur.KindMechanism, rec.Kind == rapporteur.KindTenure:
		return answer{to: recordPath(rec.Kind, rec.ID, day)}, nil
	case root != "" && states != nil:
		return answer{to: withDay(root+pairName(states), day) + "#" + url.PathEscape(string(rec.ID))}, nil
	}
	if len(rec.Claims) == 0 {
		return answer{}, ledger.ErrNotFound
	}
	return answer{to: "/c/" + url.PathEscape(string(rec.Claims[0]))}, nil
}

// agreement leads from a formal text's permanent address to its place among the
// texts of its parties.
func (s *site) agreement(r *http.Request) (answer, error) {
	day, err := asOf(r)
	if err != nil {
		return answer{}, err
	}
	rec, err := s.Books.Record(r.Context(), rapporteur.RecordID(r.PathValue("id")))
	if err != nil {
		return answer{}, err
	}
	return placeOf(rec, day)
}

// personNamed leads from a name, in any spelling, to the person: /person?q=….
func (s *site) personNamed(r *http.Request) (answer, error) {
	q, err := askedOf(r)
	if err != nil {
		return answer{}, err
	}
	name := q.query.Get("q")
	if name == "" {
		return answer{}, unclear{"Say by ?q= the name of a person in office, in any spelling."}
	}
	v, err := s.Books.Person(r.Context(), name, q.day, documentsEach*entriesFirst)
	if err != nil {
		return answer{}, err
	}
	return answer{to: recordPath(rapporteur.KindTenure, v.Person.ID, q.day)}, nil
}

// documentsEach is to how many documents the page of a person looks for each entry
// that its lists may show: about every third one tells of an act.
const documentsEach = 2

// person answers /person/{id}?n=….
func (s *site) person(r *http.Request) (answer, error) {
	q, err := askedOf(r)
	if err != nil {
		return answer{}, err
	}
	most := 0 // of a form all is asked for
	if q.form == "" {
		most = documentsEach * shownOf(q.query, entriesFirst, entriesMost)
	}
	v, err := s.Books.Person(r.Context(), q.id(r), q.day, most)
	if err != nil {
		return answer{}, err
	}
	return q.answer("person", clean(v.Person.Name), v, nil)
}

// place answers /place/{name}.
func (s *site) place(r *http.Request) (answer, error) {
	q, err := askedOf(r)
	if err != nil {
		return answer{}, err
	}
	v, err := s.Books.Place(r.Context(), q.id(r), q.day)
	if err != nil {
		return answer{}, err
	}
	return q.answer("place", clean(v.Place), v, mappage.Locate(v.Places))
}
