package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"example.org/rapporteur/internal/lang/treebank"
)

// A source is one file of the data folder.
type source struct {
	Path    string
	SHA256  string
	Licence string
}

// A corpus is what the data folder holds: trees, and name tags by guideline.
type corpus struct {
	Sources []source
	Trees   []treebank.Sentence
	Names   [][]string // name tags of Trees, or nil
	Guide   []int      // guideline of Names
	Tagged  []guided   // sentences with name tags only
}

type guided struct {
	treebank.Tagged
	Guide int
}

// guides are the annotation guidelines of names that the network keeps apart.
var guides = []string{"uner", "gum", "wikigold", "crossner"}

// trainingFiles lists what is read, when it is there, with the licence under which it may be used.
var trainingFiles = []struct {
	path, licence string
	guide         int
}{
	{"ud/ewt_train.conllu", "CC BY-SA 4.0 (UD_English-EWT)", -1},
	{"ud/ewt_dev.conllu", "CC BY-SA 4.0 (UD_English-EWT)", -1},
	{"ud/gum_train_free.conllu", "CC BY 4.0 annotations; texts CC BY, CC BY-SA or public domain (UD_English-GUM)", -1},
	{"ner/gum_free.tsv", "CC BY 4.0 (derived from the entities of GUM, for the documents kept)", 1},
	{"ner/u_ewt_dev.tsv", "CC BY-SA 4.0 (Universal NER, UNER_English-EWT)", 0},
	{"ner/wikigold.tsv", "CC BY 4.0 (Wikigold)", 2},
	{"ner/cn_pol_train.tsv", "MIT (CrossNER, politics)", 3},
	{"ner/cn_pol_dev.tsv", "MIT (CrossNER, politics)", 3},
}

// leftOut names the documents of GUM that do not train, by the beginnings of
// their names: neither GUM's licence file nor their source says that the text is
// free (video blogs without a stated licence, speeches that are neither works of
// the United States government nor openly licensed, two textbooks with unclear
// terms), and one hearing that is in GUM's test set as well.
var leftOut = []string{
	"GUM_vlog_", "GUM_speech_albania", "GUM_speech_humanitarian", "GUM_speech_destiny",
	"GUM_speech_trump", "GUM_textbook_alamo", "GUM_textbook_anthropology", "GUM_court_mitigation",
}

// open reads path or path.gz below dir whole, uncompressed.
func open(dir, path string) ([]byte, error) {
	full := filepath.Join(dir, path)
	data, err := os.ReadFile(full)
	if err == nil {
		return data, nil
	}
	f, err := os.Open(full + ".gz")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s.gz: %w", full, err)
	}
	data, err = io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("%s.gz: %w", full, err)
	}
	return data, nil
}

// readCorpus reads all training files below dir; missing ones are skipped, but one treebank must be there.
func readCorpus(dir string) (*corpus, error) {
	c := &corpus{}
	byText := map[string][]int{} // trees that wait for name tags, by their words
	for _, f := range trainingFiles {
		data, err := open(dir, f.path)
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("read training data: %w", err)
		}
		sum := sha256.Sum256(data)
		c.Sources = append(c.Sources, source{Path: f.path, SHA256: hex.EncodeToString(sum[:]), Licence: f.licence})
		if strings.HasSuffix(f.path, ".conllu") {
			trees, err := treebank.ReadCoNLLU(bytes.NewReader(data))
			if err != nil {
				return nil, fmt.Errorf("%s: %w", f.path, err)
			}
			for _, s := range keep(trees) {
				text := strings.Join(s.Forms(), " ")
				byText[text] = append(byText[text], len(c.Trees))
				c.Trees = append(c.Trees, s)
				c.Names = append(c.Names, nil)
				c.Guide = append(c.Guide, 0)
			}
			continue
		}
		tagged, err := treebank.ReadIOB(bytes.NewReader(data))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.path, err)
		}
		for _, s := range tagged {
			text := strings.Join(s.Tokens, " ")
			if wait := byText[text]; len(wait) > 0 {
				i := wait[0]
				byText[text] = wait[1:]
				c.Names[i], c.Guide[i] = s.Tags, f.guide
			} else if guides[f.guide] != "gum" { // what is left of GUM was left out on purpose
				c.Tagged = append(c.Tagged, guided{s, f.guide})
			}
		}
	}
	if len(c.Trees) == 0 {
		return nil, fmt.Errorf("no treebank in %s: put ud/ewt_train.conllu or ud/gum_train_free.conllu there, or name another folder with -data", dir)
	}
	return c, nil
}

// keep drops the sentences of the documents left out.
func keep(trees []treebank.Sentence) []treebank.Sentence {
	var doc string
	return slices.DeleteFunc(trees, func(s treebank.Sentence) bool {
		for _, c := range s.Comments {
			if id, ok := strings.CutPrefix(c, "# newdoc id = "); ok {
				doc = id
			}
		}
		return slices.ContainsFunc(leftOut, func(p string) bool { return strings.HasPrefix(doc, p) })
	})
}
