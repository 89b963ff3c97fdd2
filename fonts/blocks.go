package fonts

import (
	"bytes"
	"io"
	"sync"

	"github.com/klauspost/compress/flate"
)

// blocks is a file of which only the parts that are asked for get inflated:
// the fallback face lies in the program as blocks deflated one by one, which
// keeps 6 MB out of the program, and a report with a few rare characters
// inflates a few blocks.
//
// Packed, it is the size of the file, the size of a block, the offsets of all
// blocks and of their end (four bytes each, big-endian), and the blocks.
type blocks struct {
	file   []byte // filled in as asked for
	packed []byte
	size   int // of a block

	mu   sync.Mutex
	have []bool // blocks that are in file
}

func newBlocks(packed []byte) *blocks {
	file := make([]byte, be32(packed, 0))
	size := be32(packed, 4)
	return &blocks{file: file, packed: packed, size: size, have: make([]bool, (len(file)+size-1)/size)}
}

// need fills in the bytes of the file from one offset up to another. The
// packed file is part of the program: if it is damaged, so is the program.
func (b *blocks) need(from, to int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for i := from / b.size; i*b.size < to; i++ {
		if b.have[i] {
			continue
		}
		deflated := b.packed[be32(b.packed, 8+4*i):be32(b.packed, 12+4*i)]
		into := b.file[i*b.size : min((i+1)*b.size, len(b.file))]
		if _, err := io.ReadFull(flate.NewReader(bytes.NewReader(deflated)), into); err != nil {
			panic("fonts: " + err.Error())
		}
		b.have[i] = true
	}
}

// needTables fills in all of a font file but its table glyf, and returns the
// offset of that.
func (b *blocks) needTables() (glyf int) {
	b.need(0, 12)
	n := be16(b.file, 4)
	b.need(0, 12+16*n)
	for rec := b.file[12 : 12+16*n]; len(rec) > 0; rec = rec[16:] {
		start := be32(rec, 8)
		if string(rec[:4]) == "glyf" {
			glyf = start
			continue
		}
		b.need(start, start+be32(rec, 12))
	}
	return glyf
}
