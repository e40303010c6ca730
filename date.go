package rapporteur

import "fmt"

// A Date is a date or period in the Extended Date/Time Format (ISO 8601-2
// profile of the Library of Congress): what is not known stays unknown, as in
// XXXX-03-05.
type Date struct{ s string }

// ParseDate reads an EDTF string.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return Date{}, fmt.Errorf("empty date: write one in EDTF, such as 2025-03-05 or XXXX-03")
	}
	return Date{s}, nil
}

// String returns the EDTF string, or "" for the zero Date.
func (d Date) String() string { return d.s }

// IsZero reports whether d holds no date.
func (d Date) IsZero() bool { return d.s == "" }

// MarshalText writes the EDTF string.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.s), nil }

// UnmarshalText reads an EDTF string; the empty string is the zero Date.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	v, err := ParseDate(string(b))
	*d = v
	return err
}
