package plover

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// MaxLine is the length in bytes up to which Run reads a line.
const MaxLine = 4 << 20

// maxFaults is the number of bad lines that Run names.
const maxFaults = 100

// Run codes requests, one JSON object a line, and writes the results in the same
// order, one a line. It returns how many lines were coded and how many could not
// be read; err then joins what was wrong with the first of them, each with the
// number of its line, and any failure to read on or to write, which ends the run.
func (c *Coder) Run(r io.Reader, w io.Writer) (n, bad int, err error) {
	in := bufio.NewReaderSize(r, 64<<10)
	out := bufio.NewWriter(w)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	var faults []error
	for number := 1; ; number++ {
		line, tooLong, readErr := readLine(in)
		if readErr != nil && readErr != io.EOF {
			faults = append(faults, fmt.Errorf("read line %d: %w", number, readErr))
			break
		}
		if s := strings.TrimSpace(string(line)); s != "" || tooLong {
			q, fault := parseRequest(s, tooLong)
			if fault != nil {
				if bad++; bad <= maxFaults {
					faults = append(faults, fmt.Errorf("line %d: %w", number, fault))
				}
			} else {
				n++
				if err := enc.Encode(c.Code(q)); err != nil {
					faults = append(faults, fmt.Errorf("write the result of line %d: %w", number, err))
					break
				}
			}
		}
		if readErr == io.EOF {
			break
		}
	}
	if bad > maxFaults {
		faults = append(faults, fmt.Errorf("and %d more lines that could not be read", bad-maxFaults))
	}
	if err := out.Flush(); err != nil {
		faults = append(faults, fmt.Errorf("write the results: %w", err))
	}
	return n, bad, errors.Join(faults...)
}

// readLine returns the next line. Of a line that is too long it keeps nothing.
func readLine(in *bufio.Reader) (line []byte, tooLong bool, err error) {
	for {
		part, err := in.ReadSlice('\n')
		if len(line)+len(part) > MaxLine {
			line, tooLong = nil, true
		}
		if !tooLong {
			line = append(line, part...)
		}
		if err != bufio.ErrBufferFull {
			return line, tooLong, err
		}
	}
}

func parseRequest(s string, tooLong bool) (Request, error) {
	var q Request
	if tooLong {
		return q, fmt.Errorf("longer than %d bytes: give one sentence a line", MaxLine)
	}
	if err := json.Unmarshal([]byte(s), &q); err != nil {
		return q, fmt.Errorf("not an object {id, text, source_actor, target_actor}: %w", err)
	}
	if strings.TrimSpace(q.Text) == "" {
		return q, fmt.Errorf("no text to code")
	}
	return q, nil
}
