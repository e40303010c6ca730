package show

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/rapporteur"
	"example.org/rapporteur/internal/lang"
	"example.org/rapporteur/internal/lang/treebank"
)

// analysis is made by hand, so that no model can change what is tested here.
func analysis(t *testing.T) lang.Analysis {
	t.Helper()
	x, err := rapporteur.NewText("Talks resume\n\nRIGA — Ana Sá didn't \n  speak. Share")
	if err != nil {
		t.Fatal(err)
	}
	at := 0
	span := func(w string) rapporteur.Span {
		i := at + strings.Index(x.String()[at:], w)
		at = i + len(w)
		s, err := x.Span(rapporteur.ByteOffset(i), rapporteur.ByteOffset(at))
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	token := func(w, lemma, upos, xpos string, head int, rel string) lang.Token {
		return lang.Token{Span: span(w), Lemma: lemma, UPOS: upos, XPOS: xpos, Head: head, Rel: rel}
	}
	whole := func(s lang.Sentence) lang.Sentence {
		s.Span = s.Tokens[0].Span.Through(s.Tokens[len(s.Tokens)-1].Span)
		return s
	}
	title := whole(lang.Sentence{Headline: true, Tokens: []lang.Token{token("Talks", "talk", "NOUN", "NNS", 1, "nsubj"), token("resume", "resume", "VERB", "VBP", -1, "root")}})
	body := whole(lang.Sentence{Paragraph: 1, Tokens: []lang.Token{
		token("RIGA", "Riga", "PROPN", "NNP", 6, "parataxis"), token("—", "—", "PUNCT", ":", 0, "punct"), token("Ana", "Ana", "PROPN", "NNP", 6, "nsubj"),
		token("Sá", "Sá", "PROPN", "NNP", 2, "flat"), token("did", "do", "AUX", "VBD", 6, "aux"), token("n't", "not", "PART", "RB", 6, "advmod"),
		token("speak", "speak", "VERB", "VB", -1, "root"), token(".", ".", "PUNCT", ".", 6, "punct"),
	}})
	body.Dateline = body.Tokens[0].Span.Through(body.Tokens[1].Span)
	body.Names = []lang.Name{{Span: body.Tokens[0].Span, Kind: lang.LOC}, {Span: body.Tokens[2].Span.Through(body.Tokens[3].Span), Kind: lang.PER}}
	page := whole(lang.Sentence{Paragraph: 1, Furniture: true, Tokens: []lang.Token{{Span: span("Share"), Head: -1}}})
	return lang.Analysis{Text: x, Language: "en", Sentences: []lang.Sentence{title, body, page}}
}

const wantCoNLLU = `# newdoc id = my talks
# newpar
# sent_id = my talks-1
# headline = yes
# text = Talks resume
1	Talks	talk	NOUN	NNS	_	2	nsubj	_	TokenRange=0:5
2	resume	resume	VERB	VBP	_	0	root	_	TokenRange=6:12

# newpar
# sent_id = my talks-2
# text = RIGA — Ana Sá didn't speak.
1	RIGA	Riga	PROPN	NNP	_	7	parataxis	_	Name=B-LOC|TokenRange=14:18
2	—	—	PUNCT	:	_	1	punct	_	TokenRange=19:20
3	Ana	Ana	PROPN	NNP	_	7	nsubj	_	Name=B-PER|TokenRange=21:24
4	Sá	Sá	PROPN	NNP	_	3	flat	_	Name=I-PER|TokenRange=25:27
5	did	do	AUX	VBD	_	7	aux	_	SpaceAfter=No|TokenRange=28:31
6	n't	not	PART	RB	_	7	advmod	_	TokenRange=31:34
7	speak	speak	VERB	VB	_	0	root	_	SpaceAfter=No|TokenRange=38:43
8	.	.	PUNCT	.	_	7	punct	_	TokenRange=43:44

`

func TestCoNLLU(t *testing.T) {
	var b bytes.Buffer
	if err := treebank.WriteCoNLLU(&b, CoNLLU("my\n talks", analysis(t))); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(wantCoNLLU, b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if _, err := treebank.ReadCoNLLU(&b); err != nil {
		t.Errorf("it cannot be read again: %v", err)
	}
}

func TestTree(t *testing.T) {
	const want = `1  paragraph 1, a headline
   Talks resume
   #  word      relation  head  lemma   tags
   2  resume    root      0     resume  VERB VBP
   1  └─ Talks  nsubj     2     talk    NOUN NNS

2  paragraph 2
   RIGA — Ana Sá didn't speak.
   dateline: RIGA —
   #  word      relation   head  lemma  tags
   7  speak     root       0     speak  VERB VB
   1  ├─ RIGA   parataxis  7     Riga   PROPN NNP
   2  │  └─ —   punct      1     —      PUNCT :
   3  ├─ Ana    nsubj      7     Ana    PROPN NNP
   4  │  └─ Sá  flat       3     Sá     PROPN NNP
   5  ├─ did    aux        7     do     AUX VBD
   6  ├─ n't    advmod     7     not    PART RB
   8  └─ .      punct      7     .      PUNCT .
   LOC  RIGA
   PER  Ana Sá

3  paragraph 2, of the page: not analysed
   Share

`
	var b bytes.Buffer
	if err := Tree(&b, analysis(t), func(s string) string { return strings.Join(strings.Fields(s), " ") }); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

type stub struct{}

func (stub) AnalyseWords(words []string) ([]lang.Token, []string) {
	tokens, tags := make([]lang.Token, len(words)), make([]string, len(words))
	for i, w := range words {
		tokens[i], tags[i] = lang.Token{Lemma: strings.ToLower(w), UPOS: "X", XPOS: "FW", Head: i - 1, Rel: "flat"}, "I-PER"
	}
	tags[0] = "B-PER"
	return tokens, tags
}

func TestAgainReplacesAnnotationAndKeepsTheText(t *testing.T) {
	const gold = `# text = Ana Sá.
1	Ana	_	PROPN	NNP	Number=Sing	2	flat	2:flat	Entity=(1|SpaceAfter=Yes
2-3	Sá.	_	_	_	_	_	_	_	_
2	Sá	_	PROPN	NNP	Number=Sing	0	root	0:root	Entity=1)|SpaceAfter=No
3	.	_	PUNCT	.	_	2	punct	2:punct	_

`
	const want = `# text = Ana Sá.
1	Ana	ana	X	FW	_	0	flat	_	Name=B-PER
2-3	Sá.	_	_	_	_	_	_	_	_
2	Sá	sá	X	FW	_	1	flat	_	Name=I-PER|SpaceAfter=No
3	.	.	X	FW	_	2	flat	_	Name=I-PER

`
	sentences, err := treebank.ReadCoNLLU(strings.NewReader(gold))
	if err != nil {
		t.Fatal(err)
	}
	Again(stub{}, &sentences[0])
	var b bytes.Buffer
	if err := treebank.WriteCoNLLU(&b, sentences); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
