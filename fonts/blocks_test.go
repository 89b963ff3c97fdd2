package fonts

import (
	"bytes"
	"encoding/binary"
	"flag"
	"os"
	"testing"

	"github.com/klauspost/compress/flate"
)

var update = flag.Bool("update", false, "make files/*.blocks anew")

const plainFile = "files/NotoSerifSC-Regular.ttf"

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
	for _, name := range []string{"NotoSerifSC-Regular", "NotoSerifSC-Bold"} {
		want, err := os.ReadFile("files/" + name + ".ttf")
		if err != nil {
			t.Fatal(err)
		}
		if *update {
			if err := os.WriteFile("files/"+name+".blocks", pack(t, want, 64<<10), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		packed, err := os.ReadFile("files/" + name + ".blocks")
		if err != nil {
			t.Fatal(err)
		}
		f, err := openPacked(packed, name+".ttf")
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
	file, err := os.ReadFile(plainFile)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := open(file, 0, "NotoSerifSC-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	packed, err := openPacked(pack(t, file[:len(file):len(file)], 1<<20), "NotoSerifSC-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	glyphs := []GlyphID{1, 500, 9000, 20000, 30000, 30919}
	a, err1 := plain.Subset(glyphs)
	b, err2 := packed.Subset(glyphs)
	if err1 != nil || err2 != nil || !bytes.Equal(a.Data(), b.Data()) {
		t.Errorf("subsets differ: %v, %v", err1, err2)
	}
}
