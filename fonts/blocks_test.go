package fonts

import (
	"bytes"
	"encoding/binary"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/flate"
)

var update = flag.Bool("update", false, "make files/*.blocks anew")

// pack is the file in blocks.
func pack(t *testing.T, file []byte, size int) []byte {
	t.Helper()
	n := (len(file) + size - 1) / size
	head := binary.BigEndian.AppendUint32(nil, uint32(len(file)))
	head = binary.BigEndian.AppendUint32(head, uint32(size))
	var body bytes.Buffer
	for i := 0; i <= n; i++ {
		head = binary.BigEndian.AppendUint32(head, uint32(8+4*(n+1)+body.Len()))
		if i == n {
			break
		}
		w, err := flate.NewWriter(&body, flate.BestCompression)
		if err != nil {
			t.Fatal(err)
		}
		w.Write(file[i*size : min((i+1)*size, len(file))])
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return append(head, body.Bytes()...)
}

// The packed files hold the font files, byte for byte.
func TestBlocksHoldTheFile(t *testing.T) {
	for file, size := range map[string]int{ // CFF gains little from larger blocks
		"NotoSerifSC-Regular.ttf": 64 << 10, "NotoSerifSC-Bold.ttf": 64 << 10, "FandolKai-Regular.otf": 16 << 10,
	} {
		name := strings.TrimSuffix(file, filepath.Ext(file))
		want, err := os.ReadFile("files/" + file)
		if err != nil {
			t.Fatal(err)
		}
		if *update {
			if err := os.WriteFile("files/"+name+".blocks", pack(t, want, size), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		packed, err := os.ReadFile("files/" + name + ".blocks")
		if err != nil {
			t.Fatal(err)
		}
		f, err := openPacked(packed, file)
		if err != nil {
			t.Fatal(err)
		}
		if len(f.data) > len(want)/10 {
			t.Error("outlines were inflated before they were needed")
		}
		got, err := f.Program()
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s differs from the file: %v", name, err)
		}
	}
}

// A face from blocks behaves as the same face from the file.
func TestBlocksSubset(t *testing.T) {
	for _, name := range []string{"NotoSerifSC-Regular.ttf", "FandolKai-Regular.otf"} {
		file, err := os.ReadFile("files/" + name)
		if err != nil {
			t.Fatal(err)
		}
		plain, err := open(file, 0, name)
		if err != nil {
			t.Fatal(err)
		}
		blocks, err := os.ReadFile("files/" + strings.TrimSuffix(name, filepath.Ext(name)) + ".blocks")
		if err != nil {
			t.Fatal(err)
		}
		if !plain.CFF {
			blocks = pack(t, file[:len(file):len(file)], 1<<20) // any size will do
		}
		packed, err := openPacked(blocks, name)
		if err != nil {
			t.Fatal(err)
		}
		last := GlyphID(plain.NumGlyphs() - 1)
		glyphs := []GlyphID{1, 500, last / 3, last / 2, last - 1, last}
		a, err1 := plain.Subset(glyphs)
		b, err2 := packed.Subset(glyphs)
		if err1 != nil || err2 != nil || !bytes.Equal(a.Data(), b.Data()) {
			t.Errorf("%s: subsets differ: %v, %v", name, err1, err2)
		}
		if a.CFF && !bytes.Equal(a.AppendDeflated(nil), b.AppendDeflated(nil)) {
			t.Errorf("%s: deflated subsets differ", name)
		}
		for g := GlyphID(0); g < last; g += 101 {
			bottom, top, ok := plain.Extent(g)
			if b2, t2, ok2 := packed.Extent(g); b2 != bottom || t2 != top || ok2 != ok {
				t.Fatalf("%s: glyph %d reaches from %d to %d, packed from %d to %d", name, g, bottom, top, b2, t2)
			}
		}
	}
}
