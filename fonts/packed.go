package fonts

import (
	"encoding/binary"
	"sync"
	"sync/atomic"
)

// Nine tenths of a report's PDF are outlines, and the next report has most of
// them too. So each outline is deflated once in a run and a compressed program
// is put together from finished pieces. They fit because all of a face's
// outlines share one Huffman code, drawn from the face itself. Looking for
// repeats would take ten times as long for 3 % fewer bytes: outlines of Han
// characters hardly repeat.

// piece is one outline, as it is and deflated.
type piece struct {
	raw  []byte
	sum  adler
	bits []byte // in whole words
	n    uint   // bits
}

// outlines are the pieces of a face.
type outlines struct {
	read   func(GlyphID) ([]byte, error) // an outline as a program holds it
	pieces []atomic.Pointer[piece]       // by glyph, filled as asked for
	code   func() *huffman               // of all pieces
}

func newOutlines(glyphs int, read func(GlyphID) ([]byte, error)) outlines {
	o := outlines{read: read, pieces: make([]atomic.Pointer[piece], glyphs)}
	o.code = sync.OnceValue(o.makeCode)
	return o
}

// piece makes the piece of a glyph when it is first asked for.
func (o *outlines) piece(g GlyphID) (*piece, error) {
	if int(g) >= len(o.pieces) {
		return nil, errCharstring
	}
	if p := o.pieces[g].Load(); p != nil {
		return p, nil
	}
	raw, err := o.read(g)
	if err != nil {
		return nil, err
	}
	p := newPiece(o.code(), raw)
	if len(raw) <= keptOutline {
		o.pieces[g].Store(p)
	}
	return p, nil
}

// keptOutline is the size up to which an outline's piece is kept, in bytes.
// Real ones are far below; damaged files have larger ones, and many of them.
const keptOutline = 64 << 10

func newPiece(code *huffman, raw []byte) *piece {
	w := bitWriter{out: make([]byte, 0, len(raw))}
	w.putBytes(code, raw)
	p := &piece{raw: raw, sum: sumOf(raw), n: uint(8*len(w.out)) + w.n}
	p.bits = w.words()
	return p
}

// How the glyphs are spread that a face's code is drawn from.
const (
	probes    = 16
	probeSize = 16 // glyphs
)

// makeCode draws the Huffman code from outlines of all parts of the face.
func (o *outlines) makeCode() *huffman {
	var counts [257]int
	n := len(o.pieces)
	for i := range probes {
		first := n * i / probes
		for g := first; g < min(first+probeSize, n); g++ {
			raw, _ := o.read(GlyphID(g)) // a damaged one counts nothing
			for _, b := range raw {
				counts[b]++
			}
		}
	}
	return newHuffman(counts)
}

// program is a font program in three parts.
type program struct {
	head   []byte
	glyphs []*piece
	tail   []byte
	size   int
	code   func() *huffman
}

// data is the program as it is.
func (p *program) data() []byte {
	out := append(make([]byte, 0, p.size), p.head...)
	for _, g := range p.glyphs {
		out = append(out, g.raw...)
	}
	return append(out, p.tail...)
}

// deflated appends the program in zlib's format (RFC 1950).
func (p *program) deflated(dst []byte) []byte {
	code := p.code()
	w := bitWriter{out: append(dst, 0x78, 0x01)}
	sum := adler{a: 1}
	w.putWords(code.head, code.headN)
	w.putBytes(code, p.head)
	sum.add(sumOf(p.head))
	for _, g := range p.glyphs {
		w.putWords(g.bits, g.n)
		sum.add(g.sum)
	}
	w.putBytes(code, p.tail)
	sum.add(sumOf(p.tail))
	w.put(uint64(code.codes[endOfBlock]), uint(code.sizes[endOfBlock]))
	return binary.BigEndian.AppendUint32(w.bytes(), uint32(sum.b<<16|sum.a))
}

// adler is the sums that end a zlib stream (RFC 1950, 9), of n bytes.
type adler struct{ a, b, n uint64 }

const adlerBase = 65521

// sumOf is the sums of data that begin from 0.
func sumOf(data []byte) adler {
	s := adler{n: uint64(len(data))}
	for _, c := range data { // nothing overflows below 2^28 bytes
		s.a += uint64(c)
		s.b += s.a
	}
	return adler{s.a % adlerBase, s.b % adlerBase, s.n}
}

// add goes on over the data whose sums are given.
func (s *adler) add(next adler) {
	s.b = (s.b + next.n*s.a + next.b) % adlerBase
	s.a = (s.a + next.a) % adlerBase
	s.n += next.n
}
