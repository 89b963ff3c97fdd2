package pdf

import (
	"io"
	"sync"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zlib"
)

// level is one way to compress, with its writers kept for reuse: making one
// costs more than most streams do.
type level struct{ writers *sync.Pool }

// Outlines of Han glyphs hardly repeat, so that looking for repeats costs ten
// times the time of Huffman coding for 3 % fewer bytes. All else repeats a lot.
var (
	outlineLevel = newLevel(flate.HuffmanOnly)
	textLevel    = newLevel(6)
)

func newLevel(n int) level {
	return level{&sync.Pool{New: func() any {
		w, err := zlib.NewWriterLevel(io.Discard, n)
		if err != nil {
			panic(err) // n is one of the constants above
		}
		return w
	}}}
}

// compress appends the data, joined, in zlib's format (FlateDecode,
// ISO 32000-1, 7.4.4).
func (l level) compress(dst []byte, data ...[]byte) []byte {
	w := l.writers.Get().(*zlib.Writer)
	defer l.writers.Put(w)
	out := appender(dst)
	w.Reset(&out)
	for _, d := range data {
		w.Write(d) // an appender never fails
	}
	w.Close()
	return out
}

// appender is a byte slice that can be written to.
type appender []byte

func (a *appender) Write(p []byte) (int, error) {
	*a = append(*a, p...)
	return len(p), nil
}
