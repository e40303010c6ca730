package pdf

import (
	"strconv"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"
)

// named returns the letters that the name of a glyph stands for, or "". Names
// are those of the Adobe Glyph List and are read as its specification says:
// parts joined by underscores, a suffix after a full stop, uniXXXX and uXXXXX.
func named(name string) string {
	name, _, _ = strings.Cut(name, ".")
	var out string
	for part := range strings.SplitSeq(name, "_") {
		out += namedPart(part)
	}
	return out
}

func namedPart(name string) string {
	if s, ok := glyphNames()[name]; ok {
		return s
	}
	if len(name) == 1 && name[0] > ' ' && name[0] < 0x7f {
		return name
	}
	if digits, ok := strings.CutPrefix(name, "uni"); ok && len(digits) >= 4 && len(digits)%4 == 0 {
		var out string
		for ; digits != ""; digits = digits[4:] {
			r, err := strconv.ParseUint(digits[:4], 16, 16)
			if err != nil {
				return ""
			}
			out += string(rune(r))
		}
		return out
	}
	if digits, ok := strings.CutPrefix(name, "u"); ok && len(digits) >= 4 && len(digits) <= 6 {
		if r, err := strconv.ParseUint(digits, 16, 32); err == nil {
			return string(rune(r))
		}
	}
	if digits, ok := strings.CutPrefix(name, "afii"); ok {
		return cyrillic(digits)
	}
	return accented(name)
}

// accents are the endings of names of letters with marks.
var accents = []struct{ name, mark string }{
	{"acute", "\u0301"}, {"grave", "\u0300"}, {"circumflex", "\u0302"}, {"dieresis", "\u0308"}, {"tilde", "\u0303"},
	{"caron", "\u030c"}, {"breve", "\u0306"}, {"macron", "\u0304"}, {"ogonek", "\u0328"}, {"cedilla", "\u0327"},
	{"commaaccent", "\u0327"}, {"ring", "\u030a"}, {"dotaccent", "\u0307"}, {"hungarumlaut", "\u030b"},
	{"horn", "\u031b"}, {"hookabove", "\u0309"}, {"dotbelow", "\u0323"}, {"tonos", "\u0301"}, {"dieresistonos", "\u0308\u0301"},
}

// accented returns a letter with its marks, such as that named Acircumflexacute.
func accented(name string) string {
	for n := min(len(name)-1, len("omicron")); n > 0; n-- {
		base := name[:n]
		if n > 1 {
			base = glyphNames()[base]
		}
		if base == "" {
			continue
		}
		if marks := marks(name[n:]); marks != "" {
			return norm.NFC.String(base + marks)
		}
	}
	return ""
}

// marks returns the marks that names of accents, one after another, stand for.
func marks(names string) string {
	if names == "" {
		return ""
	}
	for _, a := range accents {
		if rest, ok := strings.CutPrefix(names, a.name); ok {
			if rest == "" {
				return a.mark
			}
			if more := marks(rest); more != "" {
				return a.mark + more
			}
		}
	}
	return ""
}

// cyrillic returns the letter of a glyph afii10017 to afii10097: the alphabet,
// with ё in its place.
func cyrillic(digits string) string {
	n, err := strconv.Atoi(digits)
	if err != nil || n < 10017 || n > 10097 {
		return ""
	}
	first, io, i := 'А', 'Ё', n-10017
	if i >= 48 {
		first, io, i = 'а', 'ё', i-48
	}
	switch {
	case i > 32:
		return ""
	case i == 6:
		return string(io)
	case i > 6:
		i--
	}
	return string(first + rune(i))
}

// glyphNames returns the letters of names that follow no rule.
var glyphNames = sync.OnceValue(func() map[string]string {
	m := map[string]string{"space": " ", "nbspace": "\u00a0", "nonbreakingspace": "\u00a0", "sfthyphen": "\u00ad", "softhyphen": "\u00ad"}
	fields := strings.Fields(glyphNameList)
	for i := 0; i+1 < len(fields); i += 2 {
		m[fields[i]] = fields[i+1]
	}
	return m
})

// glyphNameList is names and what they stand for: those of the encodings of PDF
// (ISO 32000-2, annex D), of Greek and of what TeX and office programs use beside.
const glyphNameList = `
exclam ! quotedbl " numbersign # dollar $ percent % ampersand & quotesingle ' parenleft ( parenright ) asterisk * plus +
comma , hyphen - minus − period . slash / zero 0 one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9
colon : semicolon ; less < equal = greater > question ? at @ bracketleft [ backslash \ bracketright ] asciicircum ^
underscore _ grave ` + "`" + ` braceleft { bar | braceright } asciitilde ~ quoteleft ‘ quoteright ’ quotedblleft “ quotedblright ”
quotesinglbase ‚ quotedblbase „ guilsinglleft ‹ guilsinglright › guillemotleft « guillemotright » exclamdown ¡ questiondown ¿
cent ¢ sterling £ fraction ⁄ yen ¥ florin ƒ section § currency ¤ fi fi fl fl ff ff ffi ffi ffl ffl endash – emdash — dagger †
daggerdbl ‡ periodcentered · middot · paragraph ¶ bullet • ellipsis … perthousand ‰ acute ´ circumflex ˆ tilde ˜ macron ¯
breve ˘ dotaccent ˙ dieresis ¨ ring ˚ cedilla ¸ hungarumlaut ˝ ogonek ˛ caron ˇ AE Æ ae æ ordfeminine ª ordmasculine º
Lslash Ł lslash ł Oslash Ø oslash ø OE Œ oe œ dotlessi ı dotlessj ȷ germandbls ß Eth Ð eth ð Thorn Þ thorn þ Dcroat Đ dcroat đ
Dslash Đ dmacron đ Hbar Ħ hbar ħ Tbar Ŧ tbar ŧ Eng Ŋ eng ŋ kgreenlandic ĸ longs ſ IJ Ĳ ij ĳ Ldot Ŀ ldot ŀ napostrophe ŉ
logicalnot ¬ mu µ multiply × divide ÷ plusminus ± degree ° onesuperior ¹ twosuperior ² threesuperior ³ onequarter ¼
onehalf ½ threequarters ¾ copyright © registered ® trademark ™ brokenbar ¦ Euro € euro € Scommaaccent Ș scommaaccent ș
Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ Omicron Ο Pi Π Rho Ρ
Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ
lambda λ nu ν xi ξ omicron ο pi π rho ρ sigma σ sigma1 ς tau τ upsilon υ phi φ chi χ psi ψ omega ω epsilon1 ϵ theta1 ϑ phi1 ϕ
pi1 ϖ rho1 ϱ infinity ∞ integral ∫ summation ∑ product ∏ radical √ partialdiff ∂ approxequal ≈ notequal ≠ lessequal ≤
greaterequal ≥ lozenge ◊ arrowleft ← arrowright → arrowup ↑ arrowdown ↓ arrowboth ↔ arrowdblright ⇒ arrowdblleft ⇐ element ∈
universal ∀ existential ∃ emptyset ∅ intersection ∩ union ∪ asteriskmath ∗ dotmath ⋅ circlemultiply ⊗ circleplus ⊕ nabla ∇
gradient ∇ similar ∼ congruent ≅ equivalence ≡ proportional ∝ logicaland ∧ logicalor ∨ prime ′ second ″ minute ′ angle ∠ perpendicular ⊥
propersubset ⊂ propersuperset ⊃ reflexsubset ⊆ reflexsuperset ⊇ filledbox ■ square □ triagup ▲ triagdn ▼ visiblespace ␣
check ✓ checkmark ✓ star ⋆ openbullet ◦ figuredash ‒ afii00208 ― afii61352 № Ohorn Ơ ohorn ơ Uhorn Ư uhorn ư numero №
arrowbothv ↕ heart ♥ club ♣ diamond ♦ spade ♠ underscoredbl ‗ exclamdbl ‼ zerooldstyle 0 oneoldstyle 1
twooldstyle 2 threeoldstyle 3 fouroldstyle 4 fiveoldstyle 5 sixoldstyle 6 sevenoldstyle 7 eightoldstyle 8 nineoldstyle 9
foursuperior ⁴ fivesuperior ⁵ sixsuperior ⁶ sevensuperior ⁷ eightsuperior ⁸ ninesuperior ⁹ zerosuperior ⁰ Idotaccent İ
`
