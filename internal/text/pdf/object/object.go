// Package object reads the objects of a PDF file within limits that hostile
// files cannot pass.
//
// It follows ISO 32000-2:2020, section 7. What the file gets wrong is read as
// far as it can be: an object that is missing, broken or part of itself is nil.
package object

// An Object is nil, bool, int, float64, String, Name, Array, Dict, *Stream, Ref
// or, in content streams alone, Operator.
type Object any

// A String is the bytes of a string object, decrypted.
type String string

// A Name is a name object without its solidus.
type Name string

// An Operator is a keyword of a content stream, such as Tj.
type Operator string

// A Ref names an indirect object.
type Ref struct{ Number, Generation int }

// An Array is an array object.
type Array []Object

// A Dict is a dictionary object.
type Dict map[Name]Object

// A Stream is a stream object. File.Data gives what it holds.
type Stream struct {
	Dict
	ref   Ref    // for decryption
	raw   []byte // from the start of the data to the end of the file
	plain bool   // never encrypted, or decrypted with what it lies in
}

// Get returns the object that o stands for: o itself or, if it is a Ref, what it
// refers to. It is never a Ref.
func (f *File) Get(o Object) Object {
	for range maxChain {
		ref, ok := o.(Ref)
		if !ok {
			return o
		}
		o = f.load(ref)
	}
	return nil
}

// Dict returns the dictionary that o stands for, or that of its stream, or nil.
func (f *File) Dict(o Object) Dict {
	switch o := f.Get(o).(type) {
	case Dict:
		return o
	case *Stream:
		return o.Dict
	}
	return nil
}

// Array returns the array that o stands for, or nil.
func (f *File) Array(o Object) Array {
	a, _ := f.Get(o).(Array)
	return a
}

// Stream returns the stream that o stands for, or nil.
func (f *File) Stream(o Object) *Stream {
	s, _ := f.Get(o).(*Stream)
	return s
}

// Name returns the name that o stands for, or "".
func (f *File) Name(o Object) Name {
	n, _ := f.Get(o).(Name)
	return n
}

// Number returns the number that o stands for, and whether it is one.
func (f *File) Number(o Object) (float64, bool) { return Number(f.Get(o)) }

// Int returns the whole number that o stands for, or 0.
func (f *File) Int(o Object) int {
	n, _ := f.Get(o).(int)
	return n
}

// String returns the bytes of the string that o stands for, or "".
func (f *File) String(o Object) string {
	s, _ := f.Get(o).(String)
	return string(s)
}

// Number returns the value of a number, and whether o is one.
func Number(o Object) (float64, bool) {
	switch o := o.(type) {
	case int:
		return float64(o), true
	case float64:
		return o, true
	}
	return 0, false
}
