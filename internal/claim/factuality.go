package claim

import "example.org/rapporteur"

// modality is a degree of certainty without polarity. The lattice follows
// FactBank (Saurí and Pustejovsky 2009): modality and polarity are found apart
// and then joined.
type modality int

const (
	certain modality = iota
	probable
	possible
	uncommitted
)

// A stance is how a text presents what a trigger says.
type stance struct {
	modality modality
	negated  bool
	future   bool
	past     bool
	// hypothetical marks what stands under a condition or a modal without an
	// actor who decides: it is no event but an assessment.
	hypothetical bool
	cues         []rapporteur.Cue
}

func (st stance) factuality() rapporteur.Factuality {
	plus := [...]rapporteur.Factuality{rapporteur.CTPlus, rapporteur.PRPlus, rapporteur.PSPlus, rapporteur.Uu}
	minus := [...]rapporteur.Factuality{rapporteur.CTMinus, rapporteur.PRMinus, rapporteur.PSMinus, rapporteur.Uu}
	if st.negated {
		return minus[st.modality]
	}
	return plus[st.modality]
}

func (st stance) mode() rapporteur.Mode {
	switch {
	case st.negated:
		return rapporteur.ModeNegated
	case st.hypothetical || st.modality == possible:
		return rapporteur.ModeHypothetical
	case st.future || st.modality == probable:
		return rapporteur.ModeFuture
	case st.past:
		return rapporteur.ModeHistorical
	}
	return rapporteur.ModeCurrent
}

// The cue classes of factuality.rules, weakest effect first.
var cueClasses = []struct {
	class  string
	effect string
	apply  func(*stance)
}{
	{"cue.future", "future", func(st *stance) { st.future = true }},
	{"cue.probable", "PR+", func(st *stance) { st.modality = max(st.modality, probable) }},
	{"cue.possible", "PS+", func(st *stance) { st.modality = max(st.modality, possible) }},
	{"cue.uncommitted", "Uu", func(st *stance) { st.modality = max(st.modality, uncommitted) }},
	{"cue.another", "another", func(*stance) {}},
	{intentCue, "intended", func(st *stance) { st.future = true }},
	{wishCue, "wished", func(st *stance) { st.future, st.modality = true, max(st.modality, possible) }},
	{"cue.negation", "negated", func(st *stance) { st.negated = !st.negated }},
}

// The cues of intent and wish act on events only: "agreed to hold a drill" is a
// certain agreement and a drill still to come.
const (
	intentCue = "cue.intent"
	wishCue   = "cue.wish"
)

// stance reads the cues that govern the trigger of a claim at item head: those in
// its clause before it, and a condition anywhere in its sentence.
func (s *sentence) stance(head int, kind rapporteur.Kind) stance {
	var st stance
	event := kind == rapporteur.KindInteraction || kind == rapporteur.KindInstrument
	from, _ := s.clause(head)
	for i := from; i <= head; i++ {
		for _, c := range cueClasses {
			if !event && (c.class == intentCue || c.class == wishCue) {
				continue
			}
			ends := s.classEnds(i, c.class)
			if len(ends) == 0 || ends[0] <= i || (i == head && c.class != "cue.future" && c.class != "cue.probable") {
				continue
			}
			c.apply(&st)
			st.cues = append(st.cues, s.cue(i, ends[0], c.effect))
			if c.class == "cue.possible" && !s.decides(from, i) {
				st.hypothetical = true
			}
		}
	}
	for i := range s.items {
		if ends := s.classEnds(i, "cue.condition"); len(ends) > 0 {
			// "Chile will send help if Peru asks" is Chile's conditional offer; "if it
			// rains, roads may close" is nobody's.
			if i > head && s.acts(from, head) {
				st.modality = max(st.modality, possible)
			} else {
				st.hypothetical = true
			}
			st.cues = append(st.cues, s.cue(i, ends[0], "condition"))
		}
	}
	return st
}

// acts reports whether a state, organisation or person stands before item head in its clause.
func (s *sentence) acts(from, head int) bool {
	for i := from; i < head; i++ {
		if it := &s.items[i]; it.kind == personItem || it.kind == orgItem || it.kind == sidesItem || it.kind == stateItem && !it.adj && (i+1 >= len(s.items) || s.items[i+1].lower != "'s") {
			return true
		}
	}
	return false
}

// decides reports whether the subject right before a modal at item i is an actor
// who can decide: "France may send", against "exercises may help".
func (s *sentence) decides(from, i int) bool {
	for k := i - 1; k >= from && k >= i-2; k-- {
		it := &s.items[k]
		switch {
		case it.kind == personItem, it.kind == orgItem, it.kind == stateItem && !it.adj, it.kind == sidesItem, it.kind == officeItem:
			return true
		case it.text == ",":
		default:
			if it.lower != "also" && it.lower != "still" {
				return false
			}
		}
	}
	return false
}

// cue describes items [from, to) as a cue. Code points are filled in when the claim is made.
func (s *sentence) cue(from, to int, effect string) rapporteur.Cue {
	return rapporteur.Cue{
		Start:  rapporteur.CodePoint(s.items[from].span.Start()),
		End:    rapporteur.CodePoint(s.items[to-1].span.End()),
		Effect: effect,
	}
}
