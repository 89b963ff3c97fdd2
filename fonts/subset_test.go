package fonts

import (
	"bytes"
	"encoding/binary"
	"math/rand"
	"reflect"
	"slices"
	"sync"
	"testing"

	"github.com/boxesandglue/textshape/ot"
)

// programFace lets textshape read a subset.
func programFace(t *testing.T, s *Subset) *ot.Face {
	t.Helper()
	data := s.Data()
	if s.CFF {
		data = buildSfnt(sfntCFF, []table{{"CFF ", s.Data()}})
	}
	return otFace(t, data)
}

func otFace(t *testing.T, data []byte) *ot.Face {
	t.Helper()
	font, err := ot.ParseFont(data, 0)
	if err != nil {
		t.Fatal(err)
	}
	face, err := ot.NewFace(font)
	if err != nil {
		t.Fatal(err)
	}
	return face
}

// Subsets draw what the faces draw, glyph by glyph.
func TestSubsetOutlines(t *testing.T) {
	for _, f := range Embedded().Faces() {
		t.Run(f.PostScriptName, func(t *testing.T) {
			file, err := f.Program()
			if err != nil {
				t.Fatal(err)
			}
			whole := otFace(t, file)
			random := rand.New(rand.NewSource(7))
			var glyphs []GlyphID
			for range 300 {
				glyphs = append(glyphs, GlyphID(random.Intn(f.NumGlyphs())))
			}
			s, err := f.Subset(glyphs)
			if err != nil {
				t.Fatal(err)
			}
			checkOutlines(t, f, whole, s)
		})
	}
}

// checkOutlines compares all glyphs of a subset with the whole face's.
func checkOutlines(t *testing.T, f *Face, whole *ot.Face, s *Subset) {
	t.Helper()
	program := programFace(t, s)
	drawn := 0
	for cid, g := range s.Glyphs {
		want, inked := whole.GlyphOutline(uint16(g))
		got, ok := program.GlyphOutline(uint16(cid))
		if ok != inked || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: outline of glyph %d differs", f.File, g)
		}
		if inked {
			drawn++
		}
		if !s.CFF && int(program.HorizontalAdvance(uint16(cid))) != int(whole.HorizontalAdvance(uint16(g))) {
			t.Errorf("%s: width of glyph %d differs", f.File, g)
		}
	}
	if drawn == 0 {
		t.Errorf("%s: no glyph drawn", f.File)
	}
}

// The same glyphs give the same bytes, in any order, however often.
func TestSubsetIsDeterministic(t *testing.T) {
	for _, f := range Embedded().Faces() {
		a, _ := f.Subset([]GlyphID{700, 3, 1500, 40})
		b, _ := f.Subset([]GlyphID{40, 1500, 3, 3, 700, 0})
		c, _ := f.Subset([]GlyphID{700, 3, 1500, 41})
		if !bytes.Equal(a.Data(), b.Data()) || a.Tag != b.Tag || !slices.Equal(a.Glyphs, b.Glyphs) {
			t.Errorf("%s: two subsets of the same glyphs differ", f.File)
		}
		if a.Tag == c.Tag {
			t.Errorf("%s: other glyphs have the same tag %s", f.File, a.Tag)
		}
		if len(a.Tag) != 6 {
			t.Errorf("%s: tag %q", f.File, a.Tag)
		}
	}
}

func TestSubsetOfNothing(t *testing.T) {
	for _, f := range Embedded().Faces() {
		s, err := f.Subset(nil)
		if err != nil || len(s.Glyphs) != 1 || s.Glyphs[0] != 0 {
			t.Fatalf("%s: %v, %v; want .notdef alone", f.File, s, err)
		}
		programFace(t, s)
		if _, err := f.Subset([]GlyphID{0xffff}); err == nil {
			t.Errorf("%s: no error for a glyph it does not have", f.File)
		}
	}
}

func TestSubsetConcurrently(t *testing.T) {
	f := Embedded().Face(FangSong)
	want, _ := f.Subset([]GlyphID{5, 6, 7})
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if got, err := f.Subset([]GlyphID{7, 6, 5}); err != nil || !bytes.Equal(got.Data(), want.Data()) {
				t.Errorf("differs: %v", err)
			}
		})
	}
	group.Wait()
}

// A TrueType program is a sound font file: sorted tables, right sums.
func TestSfntChecksums(t *testing.T) {
	f := Embedded().Face(XiaoBiaoSong)
	s, err := f.Subset([]GlyphID{20, 1000, 2000})
	if err != nil {
		t.Fatal(err)
	}
	if sum := checksum(s.Data()); sum != 0xb1b0afba {
		t.Errorf("the file sums to %#x", sum)
	}
	last := ""
	for rec := s.Data()[12 : 12+16*be16(s.Data(), 4)]; len(rec) > 0; rec = rec[16:] {
		tag, start, size := string(rec[:4]), be32(rec, 8), be32(rec, 12)
		if tag <= last {
			t.Errorf("table %s after %s", tag, last)
		}
		last = tag
		data := bytes.Clone(s.Data()[start : start+(size+3)&^3])
		if tag == "head" {
			binary.BigEndian.PutUint32(data[8:], 0)
		}
		if checksum(data) != binary.BigEndian.Uint32(rec[4:]) {
			t.Errorf("sum of table %s is wrong", tag)
		}
	}
}
