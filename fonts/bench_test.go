package fonts

import (
	"bytes"
	"testing"

	"github.com/klauspost/compress/flate"
)

// benchText stands for the characters of one report: 390 of them, of every
// frequency.
func benchGlyphs(b *testing.B, f *Face) []GlyphID {
	b.Helper()
	var glyphs []GlyphID
	for r := rune(0x4e00); len(glyphs) < 380; r += 7 {
		if g, ok := f.Glyph(r); ok {
			glyphs = append(glyphs, g)
		}
	}
	for _, r := range "0123456789" {
		g, _ := f.Glyph(r)
		glyphs = append(glyphs, g)
	}
	return glyphs
}

func BenchmarkOpen(b *testing.B) {
	for _, src := range embeddedFallback {
		b.Run(src.file, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := src.open(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkSubset390(b *testing.B) {
	for _, f := range Embedded().Faces() {
		b.Run(f.PostScriptName, func(b *testing.B) {
			glyphs := benchGlyphs(b, f)
			var s *Subset
			var err error
			b.ReportAllocs()
			for b.Loop() {
				if s, err = f.Subset(glyphs); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(len(s.Data())), "raw-B")
			b.ReportMetric(float64(deflated(b, s.Data(), flate.HuffmanOnly)), "huffman-B")
			b.ReportMetric(float64(deflated(b, s.Data(), 6)), "level6-B")
		})
	}
}

func deflated(b *testing.B, data []byte, level int) int {
	b.Helper()
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, level)
	if err != nil {
		b.Fatal(err)
	}
	w.Write(data)
	w.Close()
	return out.Len()
}

func BenchmarkFind(b *testing.B) {
	text := []rune("依照有关规定向社会公布２０２４年度报告，全文由六个部分组成。埇桥")
	set := Embedded()
	b.ReportAllocs()
	for b.Loop() {
		for _, r := range text {
			if _, _, ok := set.Find(FangSong, r); !ok {
				b.Fatal(r)
			}
		}
	}
	b.ReportMetric(float64(len(text)), "chars/op")
}

// BenchmarkDeflate390 puts a compressed program together from pieces.
func BenchmarkDeflate390(b *testing.B) {
	for _, f := range Embedded().Faces() {
		b.Run(f.PostScriptName, func(b *testing.B) {
			s, err := f.Subset(benchGlyphs(b, f))
			if err != nil {
				b.Fatal(err)
			}
			var out []byte
			b.ReportAllocs()
			for b.Loop() {
				out = s.AppendDeflated(out[:0])
			}
			b.ReportMetric(float64(len(out)), "bytes")
		})
	}
}

// BenchmarkCode is what a face's Huffman code costs, once in a run.
func BenchmarkCode(b *testing.B) {
	for _, f := range Embedded().Faces() {
		b.Run(f.PostScriptName, func(b *testing.B) {
			for b.Loop() {
				f.outlines().makeCode()
			}
		})
	}
}

func (f *Face) outlines() *outlines {
	if f.CFF {
		return &f.cff.outlines
	}
	return &f.glyf.outlines
}
