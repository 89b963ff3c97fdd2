package fonts

import (
	"fmt"
	"hash/fnv"
	"slices"
)

// Subset is a font program with only some glyphs.
type Subset struct {
	CFF bool // the program is CFF (CIDFontType0C), else TrueType (CIDFontType2)
	// Glyphs is the face's glyphs in the order of their codes in a content
	// stream (two bytes, Identity-H): the place of a glyph is its CID in the
	// CFF program (Adobe-Identity-0) and its number in the TrueType program
	// (CIDToGIDMap Identity). .notdef comes first, then the glyphs asked for,
	// ascending, then further components of composite glyphs.
	Glyphs []GlyphID
	// Tag is six capital letters that follow from the face and the glyphs, for
	// the name TAG+PostScriptName (ISO 32000-1, 9.6.4).
	Tag string

	program *program
}

// Data is the program, put together anew by each call.
func (s *Subset) Data() []byte { return s.program.data() }

// Size is the length of Data.
func (s *Subset) Size() int { return s.program.size }

// AppendDeflated appends the program in zlib's format (RFC 1950). It takes a
// twentieth of the time of compressing Data, for the outlines were compressed
// when they were first used. The same glyphs give the same bytes.
func (s *Subset) AppendDeflated(dst []byte) []byte { return s.program.deflated(dst) }

// Subset makes a program with the given glyphs (any order) and .notdef.
// The same glyphs give the same bytes. A face that may only be embedded
// whole keeps all its glyphs. It fails for a glyph the face does not have or
// whose outline is damaged; the message is Chinese and names the file.
func (f *Face) Subset(glyphs []GlyphID) (*Subset, error) {
	order := f.inOrder(glyphs)
	if last := order[len(order)-1]; int(last) >= f.numGlyphs {
		return nil, fmt.Errorf("字体 %s 没有第 %d 号字形", f.File, last)
	}
	tag := subsetTag(f.PostScriptName, order)
	s := &Subset{CFF: f.CFF, Glyphs: order, Tag: tag}
	var err error
	if f.CFF {
		s.program, err = f.cff.subset(tag+"+"+f.PostScriptName, order)
	} else {
		s.program, s.Glyphs, err = f.glyfSubset(order)
	}
	if err != nil {
		return nil, fmt.Errorf("字体 %s：%w", f.File, err)
	}
	return s, nil
}

// inOrder is .notdef and the glyphs, ascending, each once.
func (f *Face) inOrder(glyphs []GlyphID) []GlyphID {
	if f.Permission.Whole() {
		all := make([]GlyphID, f.numGlyphs)
		for i := range all {
			all[i] = GlyphID(i)
		}
		return all
	}
	order := make([]GlyphID, 1, len(glyphs)+1)
	order = append(order, glyphs...)
	slices.Sort(order)
	return slices.Compact(order)
}

func subsetTag(name string, order []GlyphID) string {
	h := fnv.New64a()
	h.Write([]byte(name))
	b := make([]byte, 0, 2*len(order))
	for _, g := range order {
		b = append(b, byte(g>>8), byte(g))
	}
	h.Write(b)
	sum := h.Sum64()
	var tag [6]byte
	for i := range tag {
		tag[i] = 'A' + byte(sum%26)
		sum /= 26
	}
	return string(tag[:])
}
