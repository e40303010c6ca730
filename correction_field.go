package rapporteur

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// The makers of accessors, by the form of the field's value.

func textField(name Field, at func(*Claim) *string) accessor {
	return accessor{field: name, get: func(c *Claim) string { return *at(c) }, set: func(c *Claim, s string) error {
		*at(c) = s
		return nil
	}}
}

// namingField is a text by which a record may be called, and which is therefore never empty.
func namingField(name Field, at func(*Claim) *string) accessor {
	a := textField(name, at)
	set := a.set
	a.set = func(c *Claim, s string) error {
		if s == "" {
			return errors.New("it cannot be empty: reject the claim if it names nothing")
		}
		return set(c, s)
	}
	return a
}

// codeField is a field that holds one of a list of codes, or any if there is no list.
func codeField[T ~string](name Field, at func(*Claim) *T, allowed ...T) accessor {
	return accessor{field: name, codes: codesOf(allowed), get: func(c *Claim) string { return string(*at(c)) }, set: func(c *Claim, s string) error {
		if len(allowed) > 0 && !slices.Contains(allowed, T(s)) {
			return fmt.Errorf("write one of %s", joined(allowed))
		}
		*at(c) = T(s)
		return nil
	}}
}

func codesOf[T ~string](list []T) []string {
	var codes []string
	for _, v := range list {
		codes = append(codes, string(v))
	}
	return codes
}

func joined[T ~string](list []T) string {
	words := codesOf(list)
	for i, v := range words {
		words[i] = `"` + v + `"`
	}
	return strings.Join(words, ", ")
}

// listField is a field of several codes. Its values need not be in a list: parties
// may be named, and areas added by a user's file.
func listField[T ~string](name Field, at func(*Claim) *[]T) accessor {
	return accessor{field: name, get: func(c *Claim) string { return listText(*at(c)) }, set: func(c *Claim, s string) error {
		*at(c) = textList[T](s)
		return nil
	}}
}

func listText[T ~string](list []T) string {
	words := make([]string, len(list))
	for i, v := range list {
		words[i] = string(v)
	}
	return strings.Join(words, "; ")
}

// textList reads a list; each value is kept once.
func textList[T ~string](s string) []T {
	var out []T
	for word := range strings.SplitSeq(s, ";") {
		if v := T(strings.TrimSpace(word)); v != "" && !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

// sideField is one of the two sides of a commitment, whose parties are both.
func sideField(name Field, at func(*Claim) *[]Party) accessor {
	return accessor{field: name, get: func(c *Claim) string { return listText(*at(c)) }, set: func(c *Claim, s string) error {
		side := textList[Party](s)
		if name == "by" && len(side) == 0 {
			return errors.New("a commitment is somebody's: write who undertakes it")
		}
		*at(c) = side
		c.Parties = nil
		for _, p := range slices.Concat(c.Commitment.By, c.Commitment.To) {
			if !slices.Contains(c.Parties, p) {
				c.Parties = append(c.Parties, p)
			}
		}
		return nil
	}}
}

func timeField(name Field, at func(*Claim) *Time) accessor {
	return accessor{field: name, get: func(c *Claim) string { return at(c).Date.String() }, set: func(c *Claim, s string) error {
		var t Time
		if s != "" {
			d, err := ParseDate(s)
			if err != nil {
				return err
			}
			t = Time{Date: d, Basis: BasisGiven}
		}
		*at(c) = t
		return nil
	}}
}

func boolField(name Field, at func(*Claim) *bool) accessor {
	return accessor{field: name, codes: []string{"no", "yes"}, get: func(c *Claim) string {
		if *at(c) {
			return "yes"
		}
		return "no"
	}, set: func(c *Claim, s string) error {
		if s != "yes" && s != "no" {
			return errors.New(`write "yes" or "no"`)
		}
		*at(c) = s == "yes"
		return nil
	}}
}

// rowsField is a field of several things, one a line, of up to n cells each.
func rowsField[T any](name Field, n int, at func(*Claim) *[]T, row func(T) []string, of func([]string) T) accessor {
	return accessor{field: name, get: func(c *Claim) string {
		var lines []string
		for _, v := range *at(c) {
			lines = append(lines, cells(row(v)...))
		}
		return strings.Join(lines, "\n")
	}, set: func(c *Claim, s string) error {
		var out []T
		for line := range strings.Lines(s) {
			if line = strings.TrimSpace(line); line == "" {
				continue
			}
			v, err := split(line, n)
			if err != nil {
				return err
			}
			out = append(out, of(v))
		}
		*at(c) = out
		return nil
	}}
}

// cells joins what stands side by side in a line; empty cells at its end are left out.
func cells(values ...string) string {
	for len(values) > 0 && values[len(values)-1] == "" {
		values = values[:len(values)-1]
	}
	return strings.Join(values, " | ")
}

// split returns the n cells of a line; those that it does not have are empty.
func split(line string, n int) ([]string, error) {
	v := strings.Split(line, "|")
	for i := range v {
		v[i] = strings.TrimSpace(v[i])
	}
	if len(v) > n {
		return make([]string, n), fmt.Errorf("%d cells where there are %d at most", len(v), n)
	}
	if v[0] == "" && line != "" {
		return make([]string, n), errors.New("the first cell, the name, is empty")
	}
	return append(v, make([]string, n-len(v))...), nil
}

func when(ok bool, s string) string {
	if ok {
		return s
	}
	return ""
}
