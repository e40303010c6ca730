package link_test

import (
	"slices"
	"testing"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/link"
)

// rec returns a record with fields given as name and value.
func rec(id string, kind rapporteur.Kind, parties []rapporteur.Party, fields ...string) rapporteur.Record {
	r := rapporteur.Record{ID: rapporteur.RecordID(id), Kind: kind, Title: id, Parties: parties, Fields: map[string][]rapporteur.Value{}}
	for i := 0; i < len(fields); i += 2 {
		r.Fields[fields[i]] = append(r.Fields[fields[i]], rapporteur.Value{Value: fields[i+1]})
	}
	return r
}

// Of records of each kind, those that look most like one come first, with what
// speaks for it; what cannot be one is left out.
func TestLikely(t *testing.T) {
	two, other, three := []rapporteur.Party{"CHL", "PER"}, []rapporteur.Party{"CHL", "BOL"}, []rapporteur.Party{"BOL", "CHL", "PER"}
	talks := rec("talks", rapporteur.KindInteraction, two, link.FieldDate, "2025-03-05", link.FieldPlace, "Lima, Peru", link.FieldType, "meeting", "office of Ana Rojas", "minister")
	pledge := rec("pledge", rapporteur.KindCommitment, two, link.FieldWhat, "train mountain rescue teams of Peru", link.FieldBy, "CHL")
	text := rec("text", rapporteur.KindInstrument, two, link.FieldTitle, "Memorandum on mountain rescue", link.FieldSigned, "2025-03-05", link.FieldType, "memorandum")
	forum := rec("forum", rapporteur.KindMechanism, two, link.FieldName, "Border Security Committee")
	asked := rec("asked", rapporteur.KindQuestion, two, link.FieldAbout, "the number of rescue helicopters")
	person := rec("person", rapporteur.KindTenure, []rapporteur.Party{"CHL"}, link.FieldName, "Ana María Rojas", link.FieldOffice, "minister of national defence")
	all := []rapporteur.Record{
		talks, pledge, text, forum, asked, person,
		rec("talks-next-day", rapporteur.KindInteraction, two, link.FieldDate, "2025-03-06", link.FieldType, "visit"),
		rec("talks-same-person", rapporteur.KindInteraction, two, link.FieldDate, "2025-03-07", link.FieldPlace, "Lima", "office of Rojas", "minister"),
		rec("talks-of-three", rapporteur.KindInteraction, three, link.FieldDate, "2025-03-05", link.FieldType, "meeting"),
		rec("talks-years-ago", rapporteur.KindInteraction, two, link.FieldDate, "2021-03-05", link.FieldType, "meeting"),
		rec("talks-of-others", rapporteur.KindInteraction, other, link.FieldDate, "2025-03-05", link.FieldPlace, "Lima, Peru", link.FieldType, "meeting"),
		rec("pledge-alike", rapporteur.KindCommitment, two, link.FieldWhat, "trains the teams for rescue in mountains", link.FieldBy, "CHL"),
		rec("pledge-of-the-other", rapporteur.KindCommitment, two, link.FieldWhat, "train mountain rescue teams", link.FieldBy, "PER"),
		rec("pledge-of-another-thing", rapporteur.KindCommitment, two, link.FieldWhat, "open a railway", link.FieldBy, "CHL"),
		rec("text-alike", rapporteur.KindInstrument, two, link.FieldTitle, "agreement on rescue in the mountains", link.FieldSigned, "2025-03-08"),
		rec("text-of-another-thing", rapporteur.KindInstrument, two, link.FieldTitle, "Treaty on fisheries", link.FieldSigned, "2019-03-08"),
		rec("forum-alike", rapporteur.KindMechanism, two, link.FieldName, "Joint Committee on Security at the Border"),
		rec("forum-else", rapporteur.KindMechanism, two, link.FieldName, "Fisheries Talks"),
		rec("asked-again", rapporteur.KindQuestion, two, link.FieldAbout, "how many helicopters for rescue"),
		rec("asked-else", rapporteur.KindQuestion, two, link.FieldAbout, "the venue"),
		rec("person-short", rapporteur.KindTenure, []rapporteur.Party{"CHL"}, link.FieldName, "Rojas"),
		rec("person-spelt", rapporteur.KindTenure, []rapporteur.Party{"CHL"}, link.FieldName, "Ana Maria Roxas", link.FieldOffice, "defence minister"),
		rec("person-else", rapporteur.KindTenure, []rapporteur.Party{"CHL"}, link.FieldName, "Luis Vega", link.FieldOffice, "minister of national defence"),
		rec("person-abroad", rapporteur.KindTenure, []rapporteur.Party{"PER"}, link.FieldName, "Rojas"),
	}
	for _, tt := range []struct {
		of     rapporteur.Record
		want   []string
		reason string // of the first
	}{
		{talks, []string{"talks-same-person", "talks-of-three", "talks-next-day"}, "the same parties, 2 days apart, the same place, Ana Rojas in both"},
		{pledge, []string{"pledge-alike", "pledge-of-the-other"}, "the same parties, both speak of train, mountain, rescue, teams"},
		{text, []string{"text-alike"}, "the same parties, 3 days apart, both speak of mountain, rescue"},
		{forum, []string{"forum-alike"}, "the same parties, both speak of Border, Security"},
		{asked, []string{"asked-again"}, "the same parties, both speak of rescue, helicopters"},
		{person, []string{"person-spelt", "person-short"}, ""},
	} {
		got := link.Likely(tt.of, slices.Values(all), 9)
		var ids []string
		for _, c := range got {
			ids = append(ids, string(c.Record.ID))
		}
		if !slices.Equal(ids, tt.want) {
			t.Errorf("%s may be %v, want %v", tt.of.ID, ids, tt.want)
			for _, c := range got {
				t.Log(c.Record.ID, c.Score, c.Reason)
			}
			continue
		}
		if tt.reason != "" && got[0].Reason != tt.reason {
			t.Errorf("%s may be %s because %q, want %q", tt.of.ID, ids[0], got[0].Reason, tt.reason)
		}
		slices.Reverse(all)
		again := link.Likely(tt.of, slices.Values(all), 1)
		slices.Reverse(all)
		if len(again) != 1 || again[0].Record.ID != got[0].Record.ID {
			t.Errorf("%s: in another order and of one only, %v comes first", tt.of.ID, again)
		}
	}
}
