package fonts

import (
	"testing"

	"github.com/boxesandglue/textshape/ot"
)

// A composite glyph brings its components along, under their new numbers.
func TestSubsetOfComposite(t *testing.T) {
	data := tiny{from: XiaoBiaoSong, chars: "一二三四", composite: true, format4: true, weight: 400}.build(t)
	f, err := open(data, 0, "tiny.ttf")
	if err != nil {
		t.Fatal(err)
	}
	both, ok := f.Glyph(0xe000)
	if !ok {
		t.Fatal("no composite glyph")
	}
	s, err := f.Subset([]GlyphID{both})
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Glyphs) != 4 { // .notdef, itself, two components
		t.Fatalf("glyphs %v", s.Glyphs)
	}
	checkOutlines(t, f, otFace(t, data), s)
}

// Both kinds of character tables give what textshape reads from them.
func TestCharacterTables(t *testing.T) {
	for _, format4 := range []bool{false, true} {
		o := tiny{from: XiaoBiaoSong, chars: everyday, format4: format4, weight: 400}
		_, tables := o.tables(t)
		for _, table := range tables {
			if table.tag != "cmap" {
				continue
			}
			mine, err := readCmap(table.data, 1000)
			if err != nil {
				t.Fatal(err)
			}
			theirs, err := ot.ParseCmap(table.data)
			if err != nil {
				t.Fatal(err)
			}
			for r := range rune(0x10000) {
				want, _ := theirs.Lookup(uint32(r))
				if got := mine.glyph(r); got != GlyphID(want) {
					t.Errorf("format 4 %t: %U is glyph %d, want %d", format4, r, got, want)
				}
			}
		}
	}
}

// The embedded faces' whole tables, too.
func TestCharacterTablesOfFaces(t *testing.T) {
	for _, f := range Embedded().Faces() {
		font, err := ot.ParseFont(f.data, 0)
		if err != nil {
			t.Fatal(err)
		}
		theirs, err := ot.ParseCmap(tableOf(font, ot.TagCmap))
		if err != nil {
			t.Fatal(err)
		}
		mine, err := readCmap(tableOf(font, ot.TagCmap), f.NumGlyphs())
		if err != nil {
			t.Fatal(err)
		}
		for r := range rune(0x110000) {
			want, _ := theirs.Lookup(uint32(r))
			if got := mine.glyph(r); got != GlyphID(want) {
				t.Errorf("%s: %U is glyph %d, want %d", f.File, r, got, want)
			}
		}
	}
}
