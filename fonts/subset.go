package fonts

import (
	"fmt"
	"hash/fnv"
	"slices"
)

// Subset is a font program with only some glyphs.
type Subset struct {
	Data []byte // CFF (CIDFontType0C) or TrueType (CIDFontType2) program
	CFF  bool
	// CID returns the code that a content stream writes for a glyph
	// (two bytes, Identity-H). The codes run from 1; 0 is .notdef. They are
	// the CIDs of the CFF program (Adobe-Identity-0) and the glyph numbers of
	// the TrueType program (CIDToGIDMap Identity).
	CID map[GlyphID]uint16
	// Glyphs is the reverse: the face's glyph for each CID of the program,
	// none missing, components of composite glyphs included.
	Glyphs []GlyphID
	// Tag is six capital letters that follow from the face and the glyphs, for
	// the name TAG+PostScriptName (ISO 32000-1, 9.6.4).
	Tag string
}

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
	cid := make(map[GlyphID]uint16, len(order))
	for i, g := range order {
		cid[g] = uint16(i)
	}
	s := &Subset{CFF: f.CFF, CID: cid, Glyphs: order, Tag: tag}
	var err error
	if f.CFF {
		s.Data, err = f.cff.subset(tag+"+"+f.PostScriptName, order)
	} else {
		s.Data, s.Glyphs, err = f.glyfSubset(order, cid)
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
