package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"example.org/rapporteur/internal/lang/lemma"
	"example.org/rapporteur/internal/lang/model"
)

// writeVectors writes a small file in the format of the npm package.
func writeVectors(t *testing.T) string {
	t.Helper()
	words := strings.Fields("the of to and in on was for it he had with that is by anna , . hanoi ministry river")
	vectors := map[string][]float64{}
	for i, w := range words {
		v := make([]float64, 10) // eight values, then the norm and the index, which are not read
		for j := range v {
			v[j] = float64((i*7+j*3)%11)/5 - 1
		}
		vectors[w] = v
	}
	data, err := json.Marshal(map[string]any{"dimensions": 8, "precision": 8, "size": len(words), "vectors": vectors, "words": words})
	if err != nil {
		t.Fatal(err)
	}
	// The package lists the words before the vectors; so must this file.
	data = bytes.Replace(data, []byte(`"vectors"`), []byte(`"words":`+string(mustJSON(t, words))+`,"vectors"`), 1)
	path := filepath.Join(t.TempDir(), vectorFile)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func mustJSON(t *testing.T, v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

var lossLine = regexp.MustCompile(`loss ([0-9.]+)`)

// train runs the command on the sample and returns what it wrote and the losses it printed.
func train(t *testing.T, vectors string, more ...string) (files map[string][]byte, losses []float64) {
	t.Helper()
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	var progress bytes.Buffer
	args := append([]string{"-data", "testdata", "-vectors", vectors, "-out", at("model"), "-lemmas", at("lemmas"), "-card", at("card"),
		"-hidden", "32", "-layers", "2", "-epochs", "6", "-batch", "60", "-rate", "0.01"}, more...)
	if err := run(args, &progress); err != nil {
		t.Fatal(err)
	}
	files = map[string][]byte{}
	for _, name := range []string{"model", "lemmas", "card"} {
		data, err := os.ReadFile(at(name))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = data
	}
	for _, m := range lossLine.FindAllStringSubmatch(progress.String(), -1) {
		v, err := strconv.ParseFloat(m[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		losses = append(losses, v)
	}
	return files, losses
}

func TestTrainingLearnsAndRepeats(t *testing.T) {
	vectors := writeVectors(t)
	files, losses := train(t, vectors)
	if len(losses) != 6 || losses[5] > 0.7*losses[0] {
		t.Errorf("losses %v: there should be 6, the last below 70 %% of the first", losses)
	}
	again, _ := train(t, vectors)
	for name := range files {
		if !bytes.Equal(files[name], again[name]) {
			t.Errorf("the %s differs between two runs with the same seed", name)
		}
	}
	other, _ := train(t, vectors, "-seed", "2", "-epochs", "1")
	if bytes.Equal(files["model"], other["model"]) {
		t.Error("another seed gives the same model")
	}

	m, err := model.Load(files["model"])
	if err != nil {
		t.Fatal(err)
	}
	table, err := lemma.Read(bytes.NewReader(files["lemmas"]))
	if err != nil {
		t.Fatal(err)
	}
	data, err := open("testdata", "ud/ewt_train.conllu")
	if err != nil {
		t.Fatal(err)
	}
	r := result{}
	if err := evaluateTrees(m, table, data, &r, &bytes.Buffer{}); err != nil {
		t.Fatal(err)
	}
	// What it was trained on: the quantised model must know much of it by now.
	if r.UPOS < 75 || r.LAS < 30 || r.Lemma < 85 {
		t.Errorf("on its own training data the model reaches %v", r)
	}
	for _, want := range []string{"# Model card", "ud/ewt_train.conllu", "GUM_vlog_", "CC BY-SA 4.0", vectorFile} {
		if !strings.Contains(string(files["card"]), want) {
			t.Errorf("the model card does not mention %q", want)
		}
	}
}

func TestTrainingGoesOnFromItsState(t *testing.T) {
	vectors := writeVectors(t)
	state := filepath.Join(t.TempDir(), "state")
	whole, _ := train(t, vectors, "-epochs", "3", "-state", state)
	// The state after all epochs gives the same model without any further one.
	resumed, losses := train(t, vectors, "-epochs", "3", "-state", state, "-resume", "3")
	if len(losses) != 0 || !bytes.Equal(whole["model"], resumed["model"]) {
		t.Errorf("after resuming at the end, %d epochs ran and the models are equal: %v", len(losses), bytes.Equal(whole["model"], resumed["model"]))
	}
	if err := run([]string{"-data", "testdata", "-vectors", vectors, "-out", state + ".model", "-hidden", "64", "-layers", "2", "-state", state, "-resume", "1"}, &bytes.Buffer{}); err == nil || !strings.Contains(err.Error(), "same settings") {
		t.Errorf("a state of other settings gives error %v", err)
	}
}

func TestRunErrors(t *testing.T) {
	vectors := writeVectors(t)
	empty := t.TempDir()
	for name, test := range map[string]struct {
		args []string
		want string
	}{
		"nothing to write": {nil, "-out"},
		"no data":          {[]string{"-data", empty, "-vectors", vectors, "-out", "x"}, "no treebank"},
		"no vectors":       {[]string{"-data", "testdata", "-vectors", empty, "-out", "x"}, "npm pack"},
		"no model":         {[]string{"-eval", filepath.Join(empty, "none")}, "read the model"},
		"bad mix":          {[]string{"-mix", "1,0", "-out", "x"}, "2 numbers where 4 are due"},
		"bad dropout":      {[]string{"-dropout", "0,0,0,3", "-out", "x"}, "not between 0 and 1"},
	} {
		t.Run(name, func(t *testing.T) {
			if err := run(test.args, &bytes.Buffer{}); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one with %q", err, test.want)
			}
		})
	}
}

func TestKeepLeavesDocumentsOut(t *testing.T) {
	c, err := readCorpus("testdata")
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Trees) != 200 || len(c.Tagged) != 4 || len(c.Sources) != 2 {
		t.Fatalf("read %d trees, %d tagged sentences, %d sources; want 200, 4, 2", len(c.Trees), len(c.Tagged), len(c.Sources))
	}
	trees := c.Trees[:5]
	trees[1].Comments = []string{"# newdoc id = GUM_vlog_hiking"}
	trees[3].Comments = []string{"# newdoc id = GUM_news_bridge"}
	want := []string{trees[0].Words[0].Form, trees[3].Words[0].Form, trees[4].Words[0].Form}
	var got []string
	for _, s := range keep(trees) {
		got = append(got, s.Words[0].Form)
	}
	if strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("kept sentences beginning with %v, want %v", got, want)
	}
}
