package who

import (
	"strings"
	"testing"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/lang"
	"github.com/google/go-cmp/cmp"
)

func analyse(t testing.TB, s string) lang.Analysis {
	t.Helper()
	text, err := rapporteur.NewText(s)
	if err != nil {
		t.Fatal(err)
	}
	return lang.Plain{}.Analyse(text)
}

// line shows a person as "name | office | country | rank", with "?" after a
// country that is unsure and "=" before an office taken from a counterpart.
func line(p Person) string {
	office, country := p.Office, string(p.Country)
	if p.OfficeInferred {
		office = "=" + office
	}
	if p.CountryUnsure {
		country += "?"
	}
	return strings.TrimRight(strings.Join([]string{p.Name, office, country, p.Rank}, " | "), " |")
}

func TestPeople(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"office before the name",
			"Lao Prime Minister Bounmy Sengdara met Thai Foreign Minister Anong Suksawat.",
			[]string{"Bounmy Sengdara | Prime Minister | LAO", "Anong Suksawat | Foreign Minister | THA"}},
		{"office with bodies, abbreviation and rank",
			"He received Lao Deputy Minister of National Defence and Chief of the General Staff of the Lao People's Army (LPA), Lieut. Gen. Bounmy Sengdara, on Monday.",
			[]string{"Bounmy Sengdara | Deputy Minister of National Defence and Chief of the General Staff of the Lao People's Army | LAO | Lieut. Gen."}},
		{"the army belongs to the office, not to the rank",
			"Chief of the General Staff of the Viet Nam People's Army General Tran Van Lam received Army General Le Minh Tan.",
			[]string{"Tran Van Lam | Chief of the General Staff of the Viet Nam People's Army | VNM | General", "Le Minh Tan |  |  | Army General"}},
		{"apposition",
			"Marta Kovalik, the EU's envoy for the Sahel, said talks would go on. Tran Van Lam, Minister of National Defence of Vietnam, agreed.",
			[]string{"Marta Kovalik | envoy for the Sahel", "Tran Van Lam | Minister of National Defence of Vietnam | VNM"}},
		{"name after a comma",
			"The Malaysian Prime Minister, Datuk Seri Hamid Razali, and the Greek foreign minister, Nikos Alexiou, spoke by telephone.",
			[]string{"Hamid Razali | Prime Minister | MYS", "Nikos Alexiou | foreign minister | GRC"}},
		{"counterpart",
			"Lao Deputy Defence Minister Bounmy Sengdara and his visiting Vietnamese counterpart Tran Van Lam chaired the exchange.",
			[]string{"Bounmy Sengdara | Deputy Defence Minister | LAO", "Tran Van Lam | =Deputy Defence Minister | VNM"}},
		{"a counterpart is not of the other's army",
			"Chief of the General Staff of the Viet Nam People's Army General Tran Van Lam received his Lao counterpart, General Bounmy Sengdara.",
			[]string{"Tran Van Lam | Chief of the General Staff of the Viet Nam People's Army | VNM | General", "Bounmy Sengdara | =Chief of the General Staff | LAO | General"}},
		{"the counterpart of someone named again by a part of the name",
			"Lao Deputy Defence Minister Bounmy Sengdara conveyed greetings from Lao Prime Minister Khamla Vongsa. On the same day, Bounmy met his Vietnamese counterpart, Tran Van Lam.",
			[]string{"Bounmy Sengdara | Deputy Defence Minister | LAO", "Khamla Vongsa | Prime Minister | LAO", "Tran Van Lam | =Deputy Defence Minister | VNM"}},
		{"two offices behind the name",
			"Tran Van Lam, Chief of the General Staff of the Viet Nam People's Army and Deputy Minister of National Defence, spoke.",
			[]string{"Tran Van Lam | Chief of the General Staff of the Viet Nam People's Army and Deputy Minister of National Defence | VNM"}},
		{"several counterparts",
			"Egyptian foreign minister Samir Hegazy met his Greek and Cypriot counterparts, Nikos Alexiou and Andreas Loizou.",
			[]string{"Samir Hegazy | foreign minister | EGY", "Nikos Alexiou | =foreign minister | GRC", "Andreas Loizou | =foreign minister | CYP"}},
		{"the state of a list carries over",
			"They met Lao President Bounmy Sengdara and Defence Minister Khamla Phet.",
			[]string{"Bounmy Sengdara | President | LAO", "Khamla Phet | Defence Minister | LAO?"}},
		{"the country's",
			"Sorokin arrived in Armenia on Tuesday. He met the country's Foreign Minister Tigran Hakobyan.",
			[]string{"Tigran Hakobyan | Foreign Minister | ARM?"}},
		{"several holders of one office",
			"Prime Ministers Hamid Razali and Julia Carter agreed.",
			[]string{"Hamid Razali | Prime Minister", "Julia Carter | Prime Minister"}},
		{"former",
			"Former Canadian Prime Minister Paul Trent spoke.",
			[]string{"Paul Trent | Former Canadian Prime Minister | CAN"}},
		{"an office has no holder",
			"The Russian foreign minister arrived. Armenia's president did not comment.", nil},
		{"months, texts and headings are no people",
			"Border Security and Beyond\n\nThe Joint Statement of March was welcomed by Viet Nam News. Operation Golden Shield began.", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, p := range Find(analyse(t, tt.text)).People {
				got = append(got, line(p))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("people of %q (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}
