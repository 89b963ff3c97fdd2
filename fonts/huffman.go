package fonts

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// huffman is a Huffman code for bytes (RFC 1951, 3.2), with the header of a
// deflate block that uses it. Every byte has a code.
type huffman struct {
	codes [257]uint16 // the last one ends the block; first bit lowest
	sizes [257]uint8  // bits
	head  []byte      // the block's header
	headN uint        // bits of it
}

const (
	endOfBlock  = 256
	maxCodeSize = 15 // bits
)

// newHuffman makes the best code for bytes that occur so often.
func newHuffman(counts [257]int) *huffman {
	h := &huffman{}
	counts[endOfBlock] = 1
	for i := range counts {
		counts[i] = max(counts[i], 1)
	}
	for !h.setSizes(counts) {
		for i := range counts { // flatter counts make shorter codes
			counts[i] = counts[i]/2 + 1
		}
	}
	h.setCodes()
	h.setHead()
	return h
}

// setSizes finds the size of each code by Huffman's method; false when one
// is too long.
func (h *huffman) setSizes(counts [257]int) bool {
	const leaves = len(counts)
	var order [leaves]int
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order[:], func(a, b int) int { return counts[a] - counts[b] })
	var weight, parent [2*leaves - 1]int // leaves in order, then inner nodes as they are made
	for i, symbol := range order {
		weight[i] = counts[symbol]
	}
	leaf, inner := 0, leaves
	for made := leaves; made < len(weight); made++ {
		for range 2 {
			next := &inner
			if leaf < leaves && (inner == made || weight[leaf] <= weight[inner]) {
				next = &leaf
			}
			weight[made] += weight[*next]
			parent[*next] = made
			*next++
		}
	}
	var depth [2*leaves - 1]uint8
	for i := len(depth) - 2; i >= 0; i-- {
		depth[i] = depth[parent[i]] + 1
		if i < leaves {
			h.sizes[order[i]] = depth[i]
		}
	}
	return slices.Max(h.sizes[:]) <= maxCodeSize
}

// setCodes numbers the codes: shorter ones first, those of one size in the
// order of their bytes (RFC 1951, 3.2.2).
func (h *huffman) setCodes() {
	code := uint16(0)
	for size := uint8(1); size <= maxCodeSize; size++ {
		for i := range h.codes {
			if h.sizes[i] == size {
				h.codes[i] = bits.Reverse16(code) >> (16 - size)
				code++
			}
		}
		code <<= 1
	}
}

// setHead writes the header of a last block with this code and no matches
// (RFC 1951, 3.2.7). Sizes are written in four bits each, which costs 60 bytes
// more than coding them, once in a file.
func (h *huffman) setHead() {
	w := bitWriter{}
	w.put(1, 1)  // the last block
	w.put(2, 2)  // with a code of its own
	w.put(0, 5)  // for 257 bytes and ends
	w.put(1, 5)  // and 2 distances, for want of none
	w.put(15, 4) // sizes are coded by 19 codes:
	for range 3 {
		w.put(0, 3) // no repetitions,
	}
	for range 16 {
		w.put(4, 3) // each size from 0 to 15 in four bits
	}
	for _, size := range h.sizes {
		w.put(uint64(bits.Reverse8(size)>>4), 4)
	}
	for range 2 {
		w.put(uint64(bits.Reverse8(1)>>4), 4)
	}
	h.headN = uint(8*len(w.out)) + w.n
	h.head = w.words()
}

// bitWriter appends bits, first ones lowest in a byte.
type bitWriter struct {
	out []byte
	acc uint64 // bits that do not fill a word yet
	n   uint   // how many, below 64
}

// put appends the lowest n bits of v; the others are 0.
func (w *bitWriter) put(v uint64, n uint) {
	w.acc |= v << w.n
	if w.n += n; w.n >= 64 {
		w.out = binary.LittleEndian.AppendUint64(w.out, w.acc)
		w.n -= 64
		w.acc = v >> (n - w.n)
	}
}

// putBytes appends bytes in a code.
func (w *bitWriter) putBytes(h *huffman, data []byte) {
	for _, c := range data {
		w.put(uint64(h.codes[c]), uint(h.sizes[c]))
	}
}

// putWords appends the first n bits of whole words.
func (w *bitWriter) putWords(words []byte, n uint) {
	out, acc, shift := w.out, w.acc, w.n
	for ; n >= 64; n -= 64 {
		v := binary.LittleEndian.Uint64(words)
		words = words[8:]
		out = binary.LittleEndian.AppendUint64(out, acc|v<<shift)
		acc = v >> (64 - shift)
	}
	w.out, w.acc = out, acc
	if n > 0 {
		w.put(binary.LittleEndian.Uint64(words), n)
	}
}

// words is all that was put, filled up to whole words.
func (w *bitWriter) words() []byte { return binary.LittleEndian.AppendUint64(w.out, w.acc) }

// bytes is all that was put, filled up to whole bytes.
func (w *bitWriter) bytes() []byte {
	for n := uint(0); n < w.n; n += 8 {
		w.out = append(w.out, byte(w.acc>>n))
	}
	return w.out
}
