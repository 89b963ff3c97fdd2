package fonts

import (
	"bytes"
	"io"
	"sync"

	"github.com/klauspost/compress/flate"
)

// blocks is a font file that lies in the program as blocks deflated one by
// one: that keeps 6 MB out of the program. Inflated stay its tables, but of the
// outlines, 14 MB, only those that were asked for: a city's titles and rare
// characters are some hundred of 30,000.
//
// Packed, it is the size of the file, the size of a block, the offsets of all
// blocks and of their end (four bytes each, big-endian), and the blocks.
type blocks struct {
	packed []byte
	size   int // of the file
	block  int // size of a block

	mu    sync.Mutex
	parts map[int][]byte // what read returned, by offset
}

func newBlocks(packed []byte) *blocks {
	return &blocks{packed: packed, size: be32(packed, 0), block: be32(packed, 4), parts: map[int][]byte{}}
}

// read is the bytes of the file from one offset up to another. They are kept:
// the next document asks for them too. The packed file is part of the program:
// if it is damaged, so is the program.
func (b *blocks) read(from, to int) []byte {
	if from == to {
		return nil
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	part := b.parts[from]
	if len(part) != to-from {
		part = b.inflate(from, to)
		b.parts[from] = part
	}
	return part
}

// inflate is read that keeps nothing.
func (b *blocks) inflate(from, to int) []byte {
	first := from / b.block
	last := (to - 1) / b.block
	out := make([]byte, min((last+1)*b.block, b.size)-first*b.block)
	for i := first; i <= last; i++ {
		deflated := b.packed[be32(b.packed, 8+4*i):be32(b.packed, 12+4*i)]
		into := out[(i-first)*b.block : min((i-first+1)*b.block, len(out))]
		if _, err := io.ReadFull(flate.NewReader(bytes.NewReader(deflated)), into); err != nil {
			panic("fonts: " + err.Error())
		}
	}
	return bytes.Clone(out[from-first*b.block : to-first*b.block])
}

// font is the file without its outlines, a font file itself, and where the
// outlines stand.
func (b *blocks) font() (data []byte, glyf [2]int) {
	n := be16(b.inflate(0, 12), 4)
	head := b.inflate(0, 12+16*n)
	tables := make([]table, n)
	for i := range tables {
		rec := head[12+16*i:]
		start, size := be32(rec, 8), be32(rec, 12)
		tables[i].tag = string(rec[:4])
		if tables[i].tag == "glyf" {
			glyf = [2]int{start, start + size}
			continue
		}
		tables[i].data = b.inflate(start, start+size)
	}
	return buildSfnt(uint32(be32(head, 0)), tables), glyf
}
