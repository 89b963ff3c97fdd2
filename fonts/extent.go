package fonts

import "github.com/boxesandglue/textshape/ot"

// Extent is how far a glyph's outline reaches below and above the baseline,
// in 1/1000 em; ok is false for one without an outline. It is meant for a few
// glyphs: an outline of a CFF face is taken apart for it.
func (f *Face) Extent(g GlyphID) (bottom, top int, ok bool) {
	if int(g) >= f.numGlyphs {
		return 0, 0, false
	}
	if f.glyf != nil {
		outline, err := f.glyf.glyph(g)
		if err != nil || len(outline) < 10 {
			return 0, 0, false
		}
		return f.perMille(int(int16(be16(outline, 4)))), f.perMille(int(int16(be16(outline, 8)))), true
	}
	// textshape measures a CFF outline; it is handed the glyph alone, without
	// subroutines, which it does not find in CID-keyed fonts.
	program, err := f.cff.subset("x", []GlyphID{0, g})
	if err != nil {
		return 0, 0, false
	}
	font, err := ot.ParseFont(buildSfnt(sfntCFF, []table{{"CFF ", program.data()}}), 0)
	if err != nil {
		return 0, 0, false
	}
	face, err := ot.NewFace(font)
	if err != nil {
		return 0, 0, false
	}
	box, ok := face.GlyphExtents(1)
	return f.perMille(int(box.YMin)), f.perMille(int(box.YMax)), ok
}
