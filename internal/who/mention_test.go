package who

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// show writes a mention as "words = kind PARTY use", with "?" if unsure.
func show(text string, m Mention) string {
	s := fmt.Sprintf("%s = %s %s %s", text[m.Span.Start():m.Span.End()], m.Kind, m.Party, m.Use)
	if m.Unsure {
		s += "?"
	}
	return strings.Join(strings.Fields(s), " ")
}

func TestMentions(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string // offices, ranks and people left out
	}{
		{"names and adjectives",
			"Laos and Viet Nam welcomed the Thai offer.",
			[]string{"Laos = state LAO name", "Viet Nam = state VNM name", "Thai = state THA demonym"}},
		{"long and short official names",
			"The Lao People's Democratic Republic, the ROK, the DPRK, Türkiye and the UAE took part.",
			[]string{"Lao People's Democratic Republic = state LAO name", "ROK = state KOR name", "DPRK = state PRK name",
				"Türkiye = state TUR name", "UAE = state ARE name"}},
		{"abbreviations only in capitals",
			"The US told us that it would help us.",
			[]string{"US = state USA name"}},
		{"adjectives of the same form",
			"A US ship called at a New Zealand port.",
			[]string{"US = state USA demonym", "New Zealand = state NZL demonym"}},
		{"pairs",
			"The Vietnam-Laos border and the Sino-Russian drill were discussed.",
			[]string{"Vietnam = state VNM name", "Laos = state LAO name", "Sino = state CHN combining", "Russian = state RUS demonym"}},
		{"people",
			"Many Americans and Filipinos live there.",
			[]string{"Americans = state USA people", "Filipinos = state PHL people"}},
		{"capitals as places and as governments",
			"He arrived in Hanoi on Monday. Ties between Hanoi and Vientiane are close, and Beijing's offer stands.",
			[]string{"Hanoi = place VNM", "Hanoi = state VNM capital", "Vientiane = state LAO capital", "Beijing = state CHN capital"}},
		{"a capital before a spaced dash opens a report",
			"Baku - Laos has a plan.",
			[]string{"Baku = place AZE", "Laos = state LAO name"}},
		{"visits lead to places",
			"She will travel to Riyadh after a visit to Cairo.",
			[]string{"Riyadh = place SAU", "Cairo = place EGY"}},
		{"governments by their seats",
			"The Kremlin denied it and the White House did not comment.",
			[]string{"Kremlin = state RUS government", "White House = state USA government"}},
		{"organisations",
			"ASEAN, the European Union and the United Nations Security Council sent envoys; who came?",
			[]string{"ASEAN = organisation ASEAN", "European Union = organisation EU",
				"United Nations Security Council = organisation UN Security Council"}},
		{"territories keep their names",
			"Taiwan, Hong Kong, Kosovo and Palestine were not invited.",
			[]string{"Taiwan = state Taiwan name", "Hong Kong = state Hong Kong name", "Kosovo = state Kosovo name", "Palestine = state Palestine name"}},
		{"seas belong to no one",
			"Ships met in the South China Sea, in the Gulf of Thailand and near the Korean Peninsula.",
			[]string{"South China Sea = place", "Gulf of Thailand = place", "Korean Peninsula = place"}},
		{"towns, sure, given and ambiguous",
			"They met in Da Nang, in Birmingham and in Birmingham, United Kingdom.",
			[]string{"Da Nang = place VNM", "Birmingham = place GBR", "Birmingham = place GBR", "United Kingdom = state GBR name"}},
		{"small towns need a word of place",
			"Mobile and Split signed nothing. The talks took place in Antibes.",
			[]string{"Antibes = place FRA"}},
		{"a form that may mean two states",
			"Korea and the Congo sent observers.",
			[]string{"Korea = state KOR name?", "Congo = state COD name?"}},
		{"bodies and abbreviations that the text introduces",
			"The Vietnamese Ministry of National Defence (MND) wrote to Vietnam's coast guard. The MND waits.",
			[]string{"Vietnamese Ministry of National Defence = body VNM", "Vietnamese = state VNM demonym",
				"MND = body VNM", "Vietnam's coast guard = body VNM", "Vietnam = state VNM name", "MND = body VNM"}},
		{"a body of two states is no one's",
			"The governments of Chile and Peru met.",
			[]string{"Chile = state CHL name", "Peru = state PER name"}},
		{"outlets are neither places nor people",
			"HANOI (VNA) - The Bangkok Post quoted Reuters.",
			[]string{"HANOI = place VNM", "VNA = outlet", "Bangkok Post = outlet", "Reuters = outlet"}},
		{"a town within a name",
			"General Phan Van Giang spoke.",
			nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, m := range Find(analyse(t, tt.text)).Mentions {
				if m.Kind != Office && m.Kind != Rank && m.Kind != Human {
					got = append(got, show(tt.text, m))
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("mentions of %q (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}

func TestOffices(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"The Russian foreign minister met Armenia's president.", []string{"foreign minister = office RUS", "president = office ARM"}},
		{"China's ambassador to Laos spoke.", []string{"ambassador to Laos = office CHN"}},
		{"The ambassador to Laos spoke.", []string{"ambassador to Laos = office"}},
		{"They saw the President of Chile and the Prime Minister of Peru.", []string{"President of Chile = office CHL", "Prime Minister of Peru = office PER"}},
		{"The NATO Secretary General was there.", []string{"NATO Secretary General = office NATO"}},
		{"The Minister for Justice, Customs and Border Protection resigned.", []string{"Minister for Justice, Customs and Border Protection = office"}},
		{"Deputy Prime Minister and Minister of National Defence Khamla Phet spoke.", []string{"Deputy Prime Minister and Minister of National Defence = office"}},
	}
	for _, tt := range tests {
		var got []string
		for _, m := range Find(analyse(t, tt.text)).Mentions {
			if m.Kind == Office {
				got = append(got, show(tt.text, m))
			}
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("offices of %q (-want +got):\n%s", tt.text, diff)
		}
	}
}

func TestAt(t *testing.T) {
	text := "The Lao Ministry of National Defence said so."
	c := Find(analyse(t, text))
	at := c.Mentions[0].Span.Start()
	if m, ok := c.At(at); !ok || m.Kind != Body {
		t.Errorf("At(%d) = %v, %v; want the body", at, m, ok)
	}
	if m, ok := c.At(at, State); !ok || m.Party != "LAO" {
		t.Errorf("At(%d, State) = %v, %v; want LAO", at, m, ok)
	}
	if m, ok := c.At(0); ok {
		t.Errorf("At(0) = %v, want nothing", m)
	}
}

func TestParties(t *testing.T) {
	a := analyse(t, "In Hanoi, Vietnam's army and the Lao side thanked Americans and ASEAN.")
	got := Find(a).Parties(a.Sentences[0].Span)
	if diff := cmp.Diff([]string{"VNM", "LAO", "ASEAN"}, strings.Fields(strings.Trim(fmt.Sprint(got), "[]"))); diff != "" {
		t.Errorf("parties (-want +got):\n%s", diff)
	}
}

func TestResolve(t *testing.T) {
	for in, want := range map[string]string{
		"LAO": "LAO", "la": "LAO", "Lao PDR": "LAO", "Việt Nam": "VNM", "Burma": "MMR", "asean": "ASEAN",
		"Taiwan": "Taiwan", "TWN": "Taiwan", "UN": "United Nations", "Atlantis": "",
	} {
		if got, ok := Resolve(in); string(got) != want || ok != (want != "") {
			t.Errorf("Resolve(%q) = %q, %v; want %q", in, got, ok, want)
		}
	}
	if !IsState("LAO") || IsState("IMF") || IsState("Taiwan") || IsState("XYZ") {
		t.Error("IsState must hold for LAO and for none of IMF, Taiwan, XYZ")
	}
	if got := Display("LAO"); got != "Laos" {
		t.Errorf("Display(LAO) = %q, want Laos", got)
	}
}

func TestHome(t *testing.T) {
	for outlet, want := range map[string]string{
		"Viet Nam News": "VNM", "TASS": "RUS", "Prime Minister (Australia)": "AUS", "The White House": "USA",
		"Phnom Penh Post": "KHM", "Reuters": "", "": "",
	} {
		if got := Default().Home(outlet); string(got) != want {
			t.Errorf("Home(%q) = %q, want %q", outlet, got, want)
		}
	}
}

func TestSide(t *testing.T) {
	for _, tt := range []struct{ outlet, address, want string }{
		{"VietnamPlus (VNA)", "", "VNM"},
		{"Some Portal (Lao News Agency)", "https://portal.example/1", "LAO"},
		{"th389.vn", "https://th389.vn/doi-thoai.html", "VNM"},
		{"Some Portal", "https://news.portal.gov.la/1", "LAO"},
		{"Some Portal", "https://portal.la/1", ""},
		{"Some Portal", "https://www.portal.co.uk/1", "GBR"},
		{"Some Portal", "https://portal.example.org/1", ""},
		{"U.S. News in brief", "https://briefs.example/1", "USA"},
		{"", "", ""},
	} {
		if got := Default().Side(tt.outlet, tt.address); string(got) != tt.want {
			t.Errorf("Side(%q, %q) = %q, want %q", tt.outlet, tt.address, got, tt.want)
		}
	}
}
