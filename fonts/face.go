package fonts

import (
	"encoding/binary"
	"fmt"
)

// Face is one face of a font file, parsed once and shared by all documents;
// it is safe for concurrent use.
type Face struct {
	PostScriptName string
	Family         string
	File           string // file name, for lists and messages
	License        string // in a few words, "" when the file does not say
	UnitsPerEm     int
	Ascent         int // 1/1000 em, from OS/2 typo or hhea
	Descent        int // negative
	CapHeight      int
	ItalicAngle    int // degrees, negative leans right
	StemV          int
	Weight         int    // 100 to 900
	BBox           [4]int // 1/1000 em: left, bottom, right, top
	Flags          int    // of a PDF font descriptor (ISO 32000-1, table 123)
	CFF            bool   // OpenType-CFF outlines; else glyf
	Permission     Permission

	data      []byte  // the whole file, without outlines when it lies in blocks
	index     int     // of the face in a collection
	blocks    *blocks // nil = data is all there
	far       *cut    // the outlines that data lacks
	numGlyphs int
	chars     cmap
	widths    []byte // hmtx
	numWidths int    // full records in hmtx; later glyphs repeat the last width
	cff       *cff   // nil for glyf outlines
	glyf      *glyf  // nil for CFF outlines
}

// Glyph returns the glyph of a character, and false when the face has none.
// Characters that stand on the grid (— “ ” ‘ ’ … ·) get a full-width glyph
// where the face has one under any of their code points.
func (f *Face) Glyph(r rune) (GlyphID, bool) {
	g := f.chars.glyph(r)
	return g, g != 0
}

// Advance is the glyph's width in 1/1000 em; 0 for a number out of range.
func (f *Face) Advance(g GlyphID) int {
	if int(g) >= f.numGlyphs {
		return 0
	}
	i := min(int(g), f.numWidths-1)
	return f.perMille(int(binary.BigEndian.Uint16(f.widths[4*i:])))
}

// String is the PostScript name.
func (f *Face) String() string { return f.PostScriptName }

// NumGlyphs is the number of glyphs in the face.
func (f *Face) NumGlyphs() int { return f.numGlyphs }

// NumChars is the number of characters the face has a glyph for.
func (f *Face) NumChars() int { return f.chars.count }

// perMille turns font units into 1/1000 em, rounded to the nearest.
func (f *Face) perMille(v int) int { return perMille(v, f.UnitsPerEm) }

func perMille(v, upm int) int {
	if upm == 1000 {
		return v
	}
	if v < 0 {
		return -perMille(-v, upm)
	}
	return (v*1000 + upm/2) / upm
}

// Program is the whole face as a font file of its own (TTF or OTF), for
// embedding in a DOCX; a face of a collection is taken out of it. Look at
// Permission first. The bytes must not be changed.
func (f *Face) Program() ([]byte, error) {
	if f.blocks != nil {
		return f.blocks.read(0, f.blocks.size), nil
	}
	if string(f.data[:4]) != "ttcf" {
		return f.data, nil
	}
	version, tables, err := readTables(f.data, f.index)
	if err != nil {
		return nil, fmt.Errorf("字体 %s：%w", f.File, err)
	}
	return buildSfnt(version, tables), nil
}
