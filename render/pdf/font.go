package pdf

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"nianbao/fonts"
	"nianbao/render/frame"
)

// fontSet is the faces that a document uses, in order of first use. It is used
// for one document after the other.
type fontSet struct {
	fonts     []*font
	resources ref // the Font dictionary, shared by all pages
	// known is the faces of earlier documents too, for their tables: a face has
	// thousands of glyphs and a report uses a few.
	known map[*fonts.Face]*font
}

// font is one face as a document uses it: a composite font with Identity-H
// codes (ISO 32000-1, 9.7).
type font struct {
	face   *fonts.Face
	number int
	subset *fonts.Subset
	glyphs []glyph         // in order of first use
	slots  []uint16        // by glyph ID: its place in glyphs, from 1; 0 = not used
	ids    []fonts.GlyphID // ascending
	byCID  []*glyph        // in the order of their codes
	twins  int             // most characters that share one glyph, less one
}

// glyph is a glyph as a document uses it.
type glyph struct {
	id    fonts.GlyphID
	cid   uint16
	rune  rune
	width int // 1/1000 em
	// twins are further characters that it stands for, as — and ― in many
	// faces. Each twin has its own Type 0 dictionary, with its own ToUnicode
	// and everything else in common, so that each comes out as it went in.
	twins []rune
}

// take finds the glyphs of a document. Call release when all is done, also
// after an error.
func (s *fontSet) take(d *frame.Document) error {
	for i := range d.Pages {
		for _, item := range d.Pages[i].Items {
			t, ok := item.(*frame.Text)
			if !ok || len(t.Glyphs) == 0 {
				continue
			}
			if t.Face == nil {
				return fmt.Errorf("PDF：第 %d 页有文字没有字体", i+1)
			}
			if err := s.font(t.Face).use(t.Glyphs); err != nil {
				return fmt.Errorf("PDF：第 %d 页：%w", i+1, err)
			}
		}
	}
	for _, f := range s.fonts {
		if err := f.cut(); err != nil {
			return err
		}
	}
	return nil
}

// release makes ready for the next document.
func (s *fontSet) release() {
	for _, f := range s.fonts {
		for i := range f.glyphs {
			f.slots[f.glyphs[i].id] = 0
		}
		*f = font{face: f.face, slots: f.slots, glyphs: f.glyphs[:0], ids: f.ids[:0], byCID: f.byCID[:0]}
	}
	s.fonts = s.fonts[:0]
}

// font returns the face as the document uses it, taking it up when new.
func (s *fontSet) font(face *fonts.Face) *font {
	for _, f := range s.fonts {
		if f.face == face {
			return f
		}
	}
	f := s.known[face]
	if f == nil {
		if s.known == nil {
			s.known = map[*fonts.Face]*font{}
		}
		f = &font{face: face, slots: make([]uint16, face.NumGlyphs())}
		s.known[face] = f
	}
	s.fonts = append(s.fonts, f)
	f.number = len(s.fonts)
	return f
}

func (f *font) use(glyphs []frame.Glyph) error {
	for i := range glyphs {
		g := &glyphs[i]
		if int(g.ID) >= len(f.slots) {
			return fmt.Errorf("字体 %s 没有第 %d 号字形", f.face.PostScriptName, g.ID)
		}
		k := f.slots[g.ID]
		if k == 0 {
			if g.ID == 0 {
				return fmt.Errorf("字体 %s 没有 %s 这个字", f.face.PostScriptName, say(g.Rune))
			}
			if !lasting(g.Rune) {
				return unfit(g.Rune)
			}
			f.glyphs = append(f.glyphs, glyph{id: g.ID, width: f.face.Advance(g.ID), rune: g.Rune})
			k = uint16(len(f.glyphs)) // never .notdef, so there are fewer than 65,536
			f.slots[g.ID] = k
		}
		have := &f.glyphs[k-1]
		if have.rune == g.Rune || have.twin(g.Rune) > 0 {
			continue
		}
		if !lasting(g.Rune) {
			return unfit(g.Rune)
		}
		have.twins = append(have.twins, g.Rune)
		f.twins = max(f.twins, len(have.twins))
	}
	return nil
}

// lasting characters mean the same to everybody for ever: no controls, no
// byte order marks, nothing private (ISO 19005-2, 6.2.11.7).
func lasting(r rune) bool {
	return utf8.ValidRune(r) && r >= ' ' && r != 0xFEFF && r != 0xFFFE && (r < 0xE000 || r > 0xF8FF) && r < 0xF0000
}

func unfit(r rune) error {
	return fmt.Errorf("%s 不是可以存档的字符，请改用 Unicode 正式编码的字", say(r))
}

func say(r rune) string { return fmt.Sprintf("“%c”（U+%04X）", r, r) }

// twin is the place of the character among the twins, from 1; 0 is the first
// character.
func (g *glyph) twin(r rune) int { return slices.Index(g.twins, r) + 1 }

// means is the character at that place; false when there are not so many.
func (g *glyph) means(twin int) (rune, bool) {
	if twin == 0 {
		return g.rune, true
	}
	if twin > len(g.twins) {
		return 0, false
	}
	return g.twins[twin-1], true
}

// cut makes the subset and learns the codes.
func (f *font) cut() (err error) {
	for i := range f.glyphs {
		f.ids = append(f.ids, f.glyphs[i].id)
	}
	slices.Sort(f.ids)
	if f.subset, err = f.face.Subset(f.ids); err != nil {
		return fmt.Errorf("PDF：字体 %s 取不出子集：%w", f.face.PostScriptName, err)
	}
	cid := 0
	for _, id := range f.ids {
		for f.subset.Glyphs[cid] != id { // both ascend, and the subset has all
			cid++
		}
		g := f.glyph(id)
		g.cid = uint16(cid)
		f.byCID = append(f.byCID, g)
	}
	return nil
}

// glyph is the glyph of that ID, which the document uses.
func (f *font) glyph(id fonts.GlyphID) *glyph { return &f.glyphs[f.slots[id]-1] }

// appendName writes the font's name in the resources: F1, or F1.1 for the
// first twin.
func (f *font) appendName(b *buf, twin int) {
	b.str("/F")
	b.int(f.number)
	if twin > 0 {
		b.str(".")
		b.int(twin)
	}
}
