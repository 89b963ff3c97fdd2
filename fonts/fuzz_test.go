package fonts

import (
	"bytes"
	"slices"
	"testing"
)

// Damaged font files end in errors, never in panics, and what opens can be
// used.
func FuzzOpen(f *testing.F) {
	song := tiny{from: XiaoBiaoSong, chars: "一二三—A", family: "宋体", postScript: "SimSun", composite: true, weight: 400}
	fang := tiny{from: FangSong, chars: "一二三—H", family: "仿宋", postScript: "FangSong", format4: true, weight: 400}
	f.Add(song.build(f))
	f.Add(fang.build(f))
	f.Add(collection(f, fang, song))
	f.Add(withSubroutines(f, fang))
	f.Fuzz(func(t *testing.T, data []byte) {
		labels, err := readLabels(bytes.NewReader(data))
		if err == nil {
			for _, l := range labels {
				roleOf(l.called())
			}
		}
		for index := range 2 {
			face, err := open(data, index, "fuzz")
			if err != nil {
				continue
			}
			var glyphs []GlyphID
			for _, r := range "一二三—AH\ue000" {
				if g, ok := face.Glyph(r); ok {
					face.Advance(g)
					glyphs = append(glyphs, g)
				}
			}
			s, err := face.Subset(append(glyphs, GlyphID(face.NumGlyphs()-1)))
			if err == nil && len(s.Data()) == 0 {
				t.Error("empty subset")
			}
			face.Program()
			_ = face.Permission.String()
		}
	})
}

// withSubroutines replaces the outlines of an OTF by ones with subroutines.
func withSubroutines(t testing.TB, o tiny) []byte {
	version, tables := o.tables(t)
	for i := range tables {
		if tables[i].tag == "CFF " {
			tables[i].data = namedCFF(
				slices.Repeat([][]byte{{num(0 - 107), csCallsubr, num(0 - 107), csCallgsubr, csEndchar}}, 1+len([]rune(o.chars))),
				[][]byte{{num(1), num(2), csRmoveto, csReturn}}, [][]byte{{num(3), csHlineto, csReturn}})
		}
	}
	data := buildSfnt(version, tables)
	if _, err := open(data, 0, "seed"); err != nil {
		t.Fatal(err)
	}
	return data
}
