package pdf

import (
	"math"
	"slices"

	"example.org/rapporteur/internal/text/pdf/object"
)

const (
	// A broadsheet page of a newspaper has some 30,000 glyphs.
	pageGlyphs  = 100_000
	pageBytes   = 64 << 20
	formCost    = 200 // operators that a form counts for, beside its own
	maxForms    = 16  // how deep forms may lie in one another
	maxStates   = 256 // how many graphics states may be saved
	maxOperands = 1 << 16
)

// A glyph is text in its place on the page as shown, in points from the lower
// left corner.
type glyph struct {
	text     string
	x, y     float64 // origin
	dx, dy   float64 // advance
	size     float64 // height of the font
	artifact bool    // marked by the file as a running head, a page number or the like
}

// state is what q saves and Q restores.
type state struct {
	ctm                                     matrix
	font                                    *font
	size, spacing, wordSpacing, scale, rise float64
	leading                                 float64
}

// An interpreter carries out the operators of a page that place text (ISO
// 32000-2, 9.4).
type interpreter struct {
	*reader
	state
	box       rect
	saved     []state
	tm, tlm   matrix
	glyphs    []glyph
	marks     []mark
	artifacts int // marks open that say artifact
	actuals   int // marks open that say what their glyphs stand for
	images    float64
	forms     int
	unknown   int // glyphs that the file does not tell the text of
}

// A mark is a marked-content sequence that is open.
type mark struct {
	artifact bool
	actual   *string // what stands for the glyphs from start on
	start    int
}

// interpret carries out a page.
func (r *reader) interpret(s sheet) *interpreter {
	in := &interpreter{reader: r, box: s.box, tm: identity, tlm: identity}
	in.state = state{ctm: s.turn, scale: 1}
	var content []byte
	for _, o := range r.contents(s.dict["Contents"]) {
		if stream := r.file.Stream(o); stream != nil {
			content = append(append(content, r.file.Data(stream)...), '\n')
		}
		if len(content) > pageBytes {
			r.operators = 0
			break
		}
	}
	in.run(content, s.resources)
	for len(in.marks) > 0 { // left open
		in.end()
	}
	return in
}

// contents returns the streams of a page, which may be one or an array.
func (r *reader) contents(o object.Object) object.Array {
	if a := r.file.Array(o); a != nil {
		return a
	}
	return object.Array{o}
}

func (in *interpreter) run(content []byte, resources object.Dict) {
	l := object.NewLexer(content)
	var args []object.Object
	for in.operators > 0 && in.glyphsLeft > 0 {
		o, ok := l.Next()
		if !ok {
			return
		}
		op, is := o.(object.Operator)
		if !is {
			if len(args) < maxOperands {
				args = append(args, o)
			}
			continue
		}
		in.operators--
		if op == "ID" {
			l.SkipImage()
		} else {
			in.do(op, args, resources)
		}
		args = args[:0]
	}
}

// operands returns the last n operands as numbers, those that are missing as 0.
func operands(args []object.Object, n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		if at := len(args) - n + i; at >= 0 {
			out[i], _ = object.Number(args[at])
		}
	}
	return out
}

func (in *interpreter) do(op object.Operator, args []object.Object, resources object.Dict) {
	number := func() float64 { return operands(args, 1)[0] }
	switch op {
	case "q":
		if len(in.saved) < maxStates {
			in.saved = append(in.saved, in.state)
		}
	case "Q":
		if n := len(in.saved); n > 0 {
			in.state, in.saved = in.saved[n-1], in.saved[:n-1]
		}
	case "cm":
		in.ctm = matrix(operands(args, 6)).mul(in.ctm)
	case "BT":
		in.tm, in.tlm = identity, identity
	case "Tf":
		if len(args) >= 2 {
			name, _ := args[len(args)-2].(object.Name)
			in.size = number()
			in.font = in.loadFont(in.file.Dict(resources["Font"])[name])
		}
	case "Tc":
		in.spacing = number()
	case "Tw":
		in.wordSpacing = number()
	case "Tz":
		in.scale = number() / 100
	case "TL":
		in.leading = number()
	case "Ts":
		in.rise = number()
	case "Td", "TD":
		n := operands(args, 2)
		if op == "TD" {
			in.leading = -n[1]
		}
		in.move(n[0], n[1])
	case "Tm":
		in.tm = matrix(operands(args, 6))
		in.tlm = in.tm
	case "T*":
		in.move(0, -in.leading)
	case "Tj", "'", `"`:
		if op == `"` {
			n := operands(args, 3)
			in.wordSpacing, in.spacing = n[0], n[1]
		}
		if op != "Tj" {
			in.move(0, -in.leading)
		}
		if len(args) > 0 {
			in.show(args[len(args)-1])
		}
	case "TJ":
		if len(args) > 0 {
			list, _ := args[len(args)-1].(object.Array)
			for _, o := range list {
				if n, ok := object.Number(o); ok {
					in.advance(-n / 1000 * in.size)
				} else {
					in.show(o)
				}
			}
		}
	case "Do":
		if len(args) > 0 {
			name, _ := args[len(args)-1].(object.Name)
			in.form(in.file.Stream(in.file.Dict(resources["XObject"])[name]), resources)
		}
	case "gs":
		if len(args) > 0 {
			name, _ := args[len(args)-1].(object.Name)
			if set := in.file.Array(in.file.Dict(in.file.Dict(resources["ExtGState"])[name])["Font"]); len(set) == 2 {
				in.font = in.loadFont(set[0])
				in.size, _ = in.file.Number(set[1])
			}
		}
	case "BMC", "BDC":
		in.begin(args, resources)
	case "EMC":
		in.end()
	}
}

func (in *interpreter) move(x, y float64) {
	in.tlm = matrix{1, 0, 0, 1, x, y}.mul(in.tlm)
	in.tm = in.tlm
}

// advance moves along the line by a distance in unscaled text space.
func (in *interpreter) advance(d float64) {
	x, y := d*in.scale, 0.0
	if in.font != nil && in.font.composite != nil && in.font.composite.vertical {
		x, y = 0, d
	}
	in.tm = matrix{1, 0, 0, 1, x, y}.mul(in.tm)
}

func (in *interpreter) show(o object.Object) {
	s, ok := o.(object.String)
	if !ok || in.font == nil {
		return
	}
	vertical := in.font.composite != nil && in.font.composite.vertical
	for text := string(s); text != "" && in.glyphsLeft > 0; {
		c, n := in.font.next(text)
		text = text[n:]
		in.glyphsLeft--
		trm := in.tm.mul(in.ctm)
		g := glyph{text: c.text, artifact: in.artifacts > 0}
		g.x, g.y = trm.apply(0, in.rise)
		width := c.width * in.size
		if vertical {
			width = -in.size
			g.dx, g.dy = trm.vector(0, width)
		} else {
			g.dx, g.dy = trm.vector(width*in.scale, 0)
		}
		// The height of the font, across the direction of writing.
		ux, uy := trm.vector(0, in.size)
		g.size = math.Hypot(ux, uy)
		if in.font.em != 0 {
			g.size *= math.Abs(in.font.em)
		}
		in.place(g)
		width += in.spacing
		if c.space {
			width += in.wordSpacing
		}
		in.advance(width)
	}
}

// place keeps a glyph that can be seen on the page.
func (in *interpreter) place(g glyph) {
	middle, height := g.x+g.dx/2, g.y+g.dy/2
	switch {
	case !(g.size > 0.1 && g.size < 5000), // NaN too
		!(middle >= in.box.x0-1 && middle <= in.box.x1+1 && height >= in.box.y0-1 && height <= in.box.y1+1):
		return
	case g.text == "" && in.actuals == 0:
		in.unknown++
		return
	}
	if in.glyphs = append(in.glyphs, g); len(in.glyphs) == pageGlyphs {
		in.glyphsLeft = 0
	}
}

// form carries out a form, or notes how much of the page an image covers.
func (in *interpreter) form(s *object.Stream, resources object.Dict) {
	if s == nil {
		return
	}
	if in.file.Name(s.Dict["Subtype"]) == "Image" {
		in.images = max(in.images, math.Abs(in.ctm[0]*in.ctm[3]-in.ctm[1]*in.ctm[2]))
		return
	}
	if in.file.Name(s.Dict["Subtype"]) != "Form" || in.forms >= maxForms {
		return
	}
	in.operators -= formCost
	outer, saved, tm, tlm := in.state, in.saved, in.tm, in.tlm
	in.forms++
	in.saved = nil
	if m := in.file.Array(s.Dict["Matrix"]); len(m) == 6 {
		in.ctm = matrix(operands(resolved(in.file, m), 6)).mul(in.ctm)
	}
	if own := in.file.Dict(s.Dict["Resources"]); own != nil {
		resources = own
	}
	in.run(in.file.Data(s), resources)
	in.forms--
	in.state, in.saved, in.tm, in.tlm = outer, saved, tm, tlm
}

func resolved(f *object.File, a object.Array) []object.Object {
	out := make([]object.Object, len(a))
	for i, o := range a {
		out[i] = f.Get(o)
	}
	return out
}

// begin opens a marked-content sequence.
func (in *interpreter) begin(args []object.Object, resources object.Dict) {
	m := mark{start: len(in.glyphs)}
	var tag object.Name
	var properties object.Dict
	if len(args) > 0 {
		tag, _ = args[0].(object.Name)
	}
	if len(args) > 1 {
		o := args[1]
		if name, ok := o.(object.Name); ok {
			o = in.file.Dict(resources["Properties"])[name]
		}
		properties = in.file.Dict(o)
	}
	m.artifact = tag == "Artifact" && in.file.Name(properties["Type"]) == "Pagination"
	if actual, ok := in.file.Get(properties["ActualText"]).(object.String); ok {
		s := drawn(clean(textString(string(actual))))
		m.actual = &s
	}
	if len(in.marks) == maxStates {
		return
	}
	in.marks = append(in.marks, m)
	if m.artifact {
		in.artifacts++
	}
	if m.actual != nil {
		in.actuals++
	}
}

// end closes a marked-content sequence and puts in what stands for its glyphs.
func (in *interpreter) end() {
	n := len(in.marks)
	if n == 0 {
		return
	}
	m := in.marks[n-1]
	in.marks = in.marks[:n-1]
	if m.artifact {
		in.artifacts--
	}
	if m.actual == nil {
		return
	}
	in.actuals--
	glyphs := in.glyphs[m.start:]
	if len(glyphs) == 0 {
		return
	}
	first, last := &glyphs[0], glyphs[len(glyphs)-1]
	if math.Hypot(last.x-first.x, last.y-first.y) < 40*first.size && math.Abs(cross(*first, last)) < first.size/2 {
		first.text = *m.actual
		first.dx, first.dy = last.x+last.dx-first.x, last.y+last.dy-first.y
		glyphs = glyphs[:1]
	} // else it stands for more than a line: the glyphs tell it better
	if in.actuals == 0 {
		glyphs = slices.DeleteFunc(glyphs, func(g glyph) bool { return g.text == "" })
	}
	in.glyphs = in.glyphs[:m.start+len(glyphs)]
}

// cross returns how far g lies from the baseline of first.
func cross(first, g glyph) float64 {
	length := math.Hypot(first.dx, first.dy)
	if length == 0 {
		return 0
	}
	return (first.dx*(g.y-first.y) - first.dy*(g.x-first.x)) / length
}
