package pdf

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"nianbao/fonts"
	"nianbao/render/frame"
)

// fontSet is the faces that a document uses, in order of first use.
type fontSet struct {
	fonts     []*font
	resources ref // the Font dictionary, shared by all pages
}

// font is one face as a document uses it: a composite font with Identity-H
// codes (ISO 32000-1, 9.7).
type font struct {
	face   *fonts.Face
	number int
	subset *fonts.Subset
	glyphs []glyph // in order of first use
	slots  map[fonts.GlyphID]int32
	twins  int // most characters that share one glyph, less one
}

// glyph is a glyph as a document uses it.
type glyph struct {
	id    fonts.GlyphID
	cid   uint16
	width int // 1/1000 em
	rune  rune
	// twins are further characters that it stands for, as — and ― in many
	// faces. Each twin has its own Type 0 dictionary, with its own ToUnicode
	// and everything else in common, so that each comes out as it went in.
	twins []rune
}

func newFontSet(d *frame.Document) (*fontSet, error) {
	s := new(fontSet)
	for i := range d.Pages {
		for _, item := range d.Pages[i].Items {
			t, ok := item.(*frame.Text)
			if !ok || len(t.Glyphs) == 0 {
				continue
			}
			if t.Face == nil {
				return nil, fmt.Errorf("PDF：第 %d 页有文字没有字体", i+1)
			}
			if err := s.font(t.Face).use(t.Glyphs); err != nil {
				return nil, fmt.Errorf("PDF：第 %d 页：%w", i+1, err)
			}
		}
	}
	for _, f := range s.fonts {
		if err := f.cut(); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// font returns the face as the document uses it, taking it up when new.
func (s *fontSet) font(face *fonts.Face) *font {
	for _, f := range s.fonts {
		if f.face == face {
			return f
		}
	}
	f := &font{face: face, number: len(s.fonts) + 1, slots: make(map[fonts.GlyphID]int32, 256), glyphs: make([]glyph, 0, 256)}
	s.fonts = append(s.fonts, f)
	return f
}

func (f *font) use(glyphs []frame.Glyph) error {
	for i := range glyphs {
		g := &glyphs[i]
		k, known := f.slots[g.ID]
		if !known {
			if g.ID == 0 {
				return fmt.Errorf("字体 %s 没有 %s 这个字", f.face.PostScriptName, say(g.Rune))
			}
			if !lasting(g.Rune) {
				return unfit(g.Rune)
			}
			k = int32(len(f.glyphs))
			f.slots[g.ID] = k
			f.glyphs = append(f.glyphs, glyph{id: g.ID, width: f.face.Advance(g.ID), rune: g.Rune})
		}
		have := &f.glyphs[k]
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
	ids := make([]fonts.GlyphID, len(f.glyphs))
	for i := range f.glyphs {
		ids[i] = f.glyphs[i].id
	}
	if f.subset, err = f.face.Subset(ids); err != nil {
		return fmt.Errorf("PDF：字体 %s 取不出子集：%w", f.face.PostScriptName, err)
	}
	for i := range f.glyphs {
		g := &f.glyphs[i]
		cid, ok := f.subset.CID[g.id]
		if !ok {
			return fmt.Errorf("PDF：字体 %s 的子集缺 %s", f.face.PostScriptName, say(g.rune))
		}
		g.cid = cid
	}
	return nil
}

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
