package fonts

import (
	"bytes"
	"io"
	"slices"
	"sync"

	"github.com/klauspost/compress/flate"
)

// blocks is a font file that lies in the program as blocks deflated one by
// one: that keeps 14 MB out of the program. Inflated stay its tables, but of the
// outlines only the pieces of those that were asked for: a city's titles,
// headings and rare characters are some hundred of 30,000.
//
// Packed, it is the size of the file, the size of a block, the offsets of all
// blocks and of their end (four bytes each, big-endian), and the blocks.
type blocks struct {
	packed []byte
	size   int // of the file
	block  int // size of a block

	mu    sync.Mutex
	last  []byte        // the block inflated last, as far as it was asked for: neighbours come together
	which int           // its number, -1 = none yet
	flate io.ReadCloser // that inflates it
}

func newBlocks(packed []byte) *blocks {
	return &blocks{packed: packed, size: be32(packed, 0), block: be32(packed, 4), which: -1, flate: flate.NewReader(nil)}
}

// read is the bytes of the file from one offset up to another. The packed file
// is part of the program: if it is damaged, so is the program.
func (b *blocks) read(from, to int) []byte {
	if from == to {
		return nil
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	out := make([]byte, 0, to-from)
	for i := from / b.block; i*b.block < to; i++ {
		start := i * b.block
		end := min(to-start, b.block)
		out = append(out, b.inflate(i, end)[max(from-start, 0):end]...)
	}
	return out
}

// inflate is block i, at least as many bytes of it, valid until the next call.
func (b *blocks) inflate(i, size int) []byte {
	if i != b.which {
		deflated := b.packed[be32(b.packed, 8+4*i):be32(b.packed, 12+4*i)]
		b.flate.(flate.Resetter).Reset(bytes.NewReader(deflated), nil)
		b.last, b.which = slices.Grow(b.last[:0], b.block), i
	}
	if have := len(b.last); have < size {
		b.last = b.last[:size]
		if _, err := io.ReadFull(b.flate, b.last[have:]); err != nil {
			panic("fonts: " + err.Error())
		}
	}
	return b.last
}

// cut is outlines that a font file in memory lacks: size bytes from offset at
// of their table, glyf or CFF.
type cut struct {
	at, size int
	read     func(from, to int) []byte // offsets count from at
}

// place is where an offset in the table is once the outlines are cut out.
func (c *cut) place(offset int) int {
	if c == nil || offset < c.at+c.size {
		return offset
	}
	return offset - c.size
}

// font is the file without its outlines, a font file itself, and where these
// were cut out.
func (b *blocks) font() (data []byte, out *cut) {
	n := be16(b.read(0, 12), 4)
	head := b.read(0, 12+16*n)
	tables := make([]table, n)
	for i := range tables {
		rec := head[12+16*i:]
		start, size := be32(rec, 8), be32(rec, 12)
		tables[i].tag = string(rec[:4])
		switch tables[i].tag {
		case "glyf":
			out = b.cut(start, 0, size)
		case "CFF ":
			from, to, err := charstrings(b.read(start, start+min(size, 64<<10)))
			if err != nil {
				panic("fonts: " + err.Error())
			}
			tables[i].data = append(b.read(start, start+from), b.read(start+to, start+size)...)
			out = b.cut(start, from, to-from)
		default:
			tables[i].data = b.read(start, start+size)
		}
	}
	return buildSfnt(uint32(be32(head, 0)), tables), out
}

// cut is outlines at an offset of the table that begins at start.
func (b *blocks) cut(start, at, size int) *cut {
	start += at
	return &cut{at, size, func(from, to int) []byte { return b.read(start+from, start+to) }}
}
