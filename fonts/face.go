package fonts

// Face is one face of a font file, parsed once and shared by all documents;
// it is safe for concurrent use.
type Face struct {
	PostScriptName string
	Family         string
	File           string // file name, for lists and messages
	UnitsPerEm     int
	Ascent         int // 1/1000 em, from OS/2 typo or hhea
	Descent        int // negative
	CapHeight      int
	ItalicAngle    int
	StemV          int
	BBox           [4]int // 1/1000 em
	CFF            bool   // OpenType-CFF outlines; else glyf
}

// Glyph returns the glyph of a character, and false when the face has none.
func (f *Face) Glyph(r rune) (GlyphID, bool) { panic("TODO") }

// Advance is the glyph's width in 1/1000 em.
func (f *Face) Advance(g GlyphID) int { panic("TODO") }

// Set is the faces by role, with fallbacks.
type Set struct{}

// Find returns the face and glyph for a character in a role: the role's own
// face, else the nearest fallback. ok is false when no face has it.
func (s *Set) Find(role Role, r rune) (f *Face, g GlyphID, ok bool) { panic("TODO") }

// Subset is a font program with only some glyphs.
type Subset struct {
	Data []byte // CFF (CIDFontType0C) or TrueType (CIDFontType2) program
	CFF  bool
	// CID returns the code that a content stream writes for a glyph
	// (two bytes, Identity-H): the CID of a CID-keyed CFF, else the glyph's
	// number in the subset.
	CID map[GlyphID]uint16
}

// Subset makes a program with the given glyphs (any order, each once).
// The same glyphs give the same bytes.
func (f *Face) Subset(glyphs []GlyphID) (*Subset, error) { panic("TODO") }
