package pdf

import (
	"slices"
	"unicode/utf16"
)

// write writes all fonts and their resource dictionary.
func (s *fontSet) write(f *file) {
	var dict buf
	dict.str("<<")
	for _, font := range s.fonts {
		font.write(f, &dict)
	}
	dict.str(">>")
	b := f.object(s.resources)
	*b = append(*b, dict...)
}

func (f *font) write(out *file, resources *buf) {
	name := f.subset.Tag + "+" + f.face.PostScriptName
	descendant := f.writeDescendant(out, name)
	for twin := range f.twins + 1 {
		toUnicode := out.alloc()
		out.draft = appendToUnicode(out.draft[:0], f.byCID, twin)
		out.text(toUnicode, out.draft)
		r := out.alloc()
		b := out.object(r)
		b.str("<</Type/Font/Subtype/Type0/BaseFont")
		b.name(name)
		b.str("/Encoding/Identity-H/DescendantFonts[")
		b.ref(descendant)
		b.str("]/ToUnicode ")
		b.ref(toUnicode)
		b.str(">>")
		f.appendName(resources, twin)
		resources.str(" ")
		resources.ref(r)
	}
}

func (f *font) writeDescendant(out *file, name string) ref {
	program := out.alloc()
	var dict buf
	if f.subset.CFF {
		dict.str("/Subtype/CIDFontType0C")
	} else {
		dict.str("/Length1 ")
		dict.int(f.subset.Size())
	}
	dict.str("/Filter/FlateDecode")
	out.spare = f.subset.AppendDeflated(out.spare[:0])
	out.program(program, dict, out.spare)

	descriptor := out.alloc()
	f.writeDescriptor(out.object(descriptor), name, program)

	r := out.alloc()
	b := out.object(r)
	b.str("<</Type/Font/Subtype/CIDFontType")
	if f.subset.CFF {
		b.str("0")
	} else {
		b.str("2/CIDToGIDMap/Identity")
	}
	b.str("/BaseFont")
	b.name(name)
	b.str("/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ")
	b.ref(descriptor)
	b.str("/DW 1000")
	appendWidths(b, f.byCID)
	b.str(">>")
	return r
}

func (f *font) writeDescriptor(b *buf, name string, program ref) {
	face := f.face
	b.str("<</Type/FontDescriptor/FontName")
	b.name(name)
	for _, e := range []struct {
		key   string
		value int
	}{
		{"/Flags ", face.Flags}, {"/ItalicAngle ", face.ItalicAngle}, {"/Ascent ", face.Ascent},
		{"/Descent ", face.Descent}, {"/CapHeight ", face.CapHeight}, {"/StemV ", face.StemV},
	} {
		b.str(e.key)
		b.int(e.value)
	}
	b.str("/FontBBox[")
	for i, n := range face.BBox {
		if i > 0 {
			b.str(" ")
		}
		b.int(n)
	}
	b.str("]/FontFile")
	if f.subset.CFF {
		b.str("3 ")
	} else {
		b.str("2 ")
	}
	b.ref(program)
	b.str(">>")
}

// appendWidths writes the W array: every glyph that is not one em wide,
// neighbours together (9.7.4.3).
func appendWidths(b *buf, byCID []*glyph) {
	if !slices.ContainsFunc(byCID, func(g *glyph) bool { return g.width != 1000 }) {
		return
	}
	b.str("/W[")
	last := -2
	for _, g := range byCID {
		if g.width == 1000 {
			continue
		}
		switch {
		case int(g.cid) == last+1:
			b.str(" ")
		case last >= 0:
			b.str("]")
			fallthrough
		default:
			b.int(int(g.cid))
			b.str("[")
		}
		b.int(g.width)
		last = int(g.cid)
	}
	b.str("]]")
}

// appendToUnicode writes the CMap from codes to characters (9.10.3). A block
// has at most 100 entries.
func appendToUnicode(b buf, byCID []*glyph, twin int) buf {
	b.str("/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n" +
		"/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n")
	var mapped []*glyph
	for _, g := range byCID {
		if _, ok := g.means(twin); ok {
			mapped = append(mapped, g)
		}
	}
	for len(mapped) > 0 {
		n := min(100, len(mapped))
		b.int(n)
		b.str(" beginbfchar\n")
		for _, g := range mapped[:n] {
			b.str("<")
			b.hex4(g.cid)
			b.str("><")
			if r, _ := g.means(twin); r < 0x10000 {
				b.hex4(uint16(r))
			} else {
				high, low := utf16.EncodeRune(r)
				b.hex4(uint16(high))
				b.hex4(uint16(low))
			}
			b.str(">\n")
		}
		b.str("endbfchar\n")
		mapped = mapped[n:]
	}
	b.str("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n")
	return b
}
