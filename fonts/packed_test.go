package fonts

import (
	"bytes"
	"compress/zlib"
	"io"
	"math/rand"
	"testing"

	"github.com/klauspost/compress/flate"
)

// inflated is what zlib of the standard library makes of a deflated program.
// It checks the sum too.
func inflated(t testing.TB, packed []byte) []byte {
	t.Helper()
	in := bytes.NewReader(packed)
	z, err := zlib.NewReader(in)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	if in.Len() > 0 {
		t.Errorf("%d bytes after the end", in.Len())
	}
	return data
}

// A deflated program is the program, for any glyphs, and as small as Huffman
// coding makes it.
func TestDeflatedProgram(t *testing.T) {
	random := rand.New(rand.NewSource(3))
	for _, f := range Embedded().Faces() {
		for _, n := range []int{0, 1, 30, 400, 3000} {
			var glyphs []GlyphID
			for range n {
				glyphs = append(glyphs, GlyphID(random.Intn(f.NumGlyphs())))
			}
			s, err := f.Subset(glyphs)
			if err != nil {
				t.Fatal(err)
			}
			before := []byte("before")
			packed, ok := bytes.CutPrefix(s.AppendDeflated(before), before)
			if !ok || !bytes.Equal(inflated(t, packed), s.Data()) {
				t.Fatalf("%s, %d glyphs: does not come out as it went in", f.File, n)
			}
			if again := s.AppendDeflated(nil); !bytes.Equal(again, packed) {
				t.Errorf("%s, %d glyphs: the second time it differs", f.File, n)
			}
			var best bytes.Buffer
			w, _ := flate.NewWriter(&best, flate.HuffmanOnly)
			w.Write(s.Data())
			w.Close()
			if most := best.Len()*101/100 + 200; n >= 400 && len(packed) > most {
				t.Errorf("%s, %d glyphs: %d bytes, more than %d", f.File, n, len(packed), most)
			}
		}
	}
}

// However uneven the counts are, no code is longer than deflate allows, and
// the codes leave nothing over.
func TestHuffmanSizes(t *testing.T) {
	even, lone, steep := [257]int{}, [257]int{65: 1 << 40}, [257]int{}
	a, b := 1, 1
	for i := range 80 { // Fibonacci's numbers make the longest codes
		steep[i] = a
		a, b = b, a+b
	}
	for name, counts := range map[string][257]int{"even": even, "lone": lone, "steep": steep} {
		h := newHuffman(counts)
		total := 0
		for i, size := range h.sizes {
			if size < 1 || size > maxCodeSize {
				t.Errorf("%s: byte %d has a code of %d bits", name, i, size)
			}
			total += 1 << (maxCodeSize - size)
		}
		if total != 1<<maxCodeSize {
			t.Errorf("%s: codes fill %d of %d", name, total, 1<<maxCodeSize)
		}
	}
}
