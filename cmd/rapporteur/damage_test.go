package main

import (
	"bytes"
	"compress/gzip"
	"os"

	"github.com/rogpeppe/go-internal/testscript"
)

// damage FILE writes a copy of the program in which one bit of the language
// model is turned over, as a bad disk could do it.
func damage(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 1, "damage FILE")
	whole, err := built()
	ts.Check(err)
	program, err := os.ReadFile(whole)
	ts.Check(err)
	model, err := os.ReadFile("../../internal/lang/model/english.model")
	ts.Check(err)
	at := bytes.Index(program, model)
	if at < 0 {
		ts.Fatalf("the model is not in the program as it lies in its file")
	}
	program[at+len(model)/2] ^= 1
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), program, 0o700))
}

// gzipped FROM TO packs a file.
func gzipped(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 2, "gzipped FROM TO")
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := z.Write([]byte(ts.ReadFile(args[0])))
	ts.Check(err)
	ts.Check(z.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), b.Bytes(), 0o600))
}
