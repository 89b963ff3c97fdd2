package fonts

import "fmt"

// subset puts the glyphs of order into a bare CID-keyed CFF font program
// (ISO 32000-1, 9.9: CIDFontType0C), ordering Adobe-Identity-0, CID = place
// in order. Subroutine calls are written out, so it has no subroutines.
func (c *cff) subset(name string, order []GlyphID) (*program, error) {
	p := &program{glyphs: make([]*piece, len(order)), code: c.code}
	sizes := make([]int, len(order))
	total := 0
	for i, g := range order {
		glyph, err := c.piece(g)
		if err != nil {
			return nil, fmt.Errorf("第 %d 号字形：%w", g, err)
		}
		p.glyphs[i], sizes[i] = glyph, len(glyph.raw)
		if total += sizes[i]; total > maxProgram {
			return nil, errTooBig
		}
	}
	used, fdOf := c.usedFonts(order)

	out := make([]byte, 0, 4*len(order)+1024)
	out = append(out, 1, 0, 4, 4) // version 1.0, header of 4 bytes
	out = appendIndex(out, [][]byte{[]byte(name)})
	var top topDict
	topAt := len(out)
	out = appendIndex(out, [][]byte{c.topDict(len(order), top)})
	out = appendIndex(out, [][]byte{[]byte("Adobe"), []byte("Identity")})
	out = appendIndex(out, nil) // global subroutines

	top.charset = len(out)
	if len(order) > 1 {
		out = append(out, 2, 0, 1, byte((len(order)-2)>>8), byte(len(order)-2)) // CIDs from 1 on
	} else {
		out = append(out, 0) // .notdef is not listed
	}
	top.fdSelect = len(out)
	out = appendSelect(out, fdOf)
	top.charStrings = len(out)
	p.head = appendOffsets(out, sizes)

	at := len(p.head) + total // where the tail begins
	var tail []byte
	privates := make([]int, len(used))
	for i, fd := range used {
		privates[i] = at + len(tail)
		tail = append(tail, c.fonts[fd].private...)
	}
	top.fdArray = at + len(tail)
	dicts := make([][]byte, len(used))
	for i, fd := range used {
		d := append([]byte(nil), c.fonts[fd].matrix...)
		d = appendInt(d, len(c.fonts[fd].private))
		d = appendInt(d, privates[i])
		dicts[i] = append(d, opPrivate)
	}
	p.tail = appendIndex(tail, dicts)
	p.size = at + len(p.tail)
	// Offsets have a fixed size: the Top DICT fits where it was.
	appendIndex(p.head[:topAt], [][]byte{c.topDict(len(order), top)})
	return p, nil
}

// maxProgram is the size a subset may have, in bytes: damaged files have
// glyphs that overlap.
const maxProgram = 128 << 20

var errTooBig = fmt.Errorf("%w（字形相互重叠）", errDamaged)

// topDict is offsets in the Top DICT.
type topDict struct{ charset, fdSelect, charStrings, fdArray int }

func (c *cff) topDict(glyphs int, t topDict) []byte {
	d := appendOp(appendInt(appendInt(appendInt(nil, 391), 392), 0), opROS) // the first two custom strings
	d = append(d, c.matrix...)
	d = append(d, c.bbox...)
	d = appendOp(appendInt(d, glyphs), opCIDCount)
	d = appendOp(appendInt(d, t.charset), opCharset)
	d = appendOp(appendInt(d, t.fdSelect), opFDSelect)
	d = appendOp(appendInt(d, t.charStrings), opCharStrings)
	return appendOp(appendInt(d, t.fdArray), opFDArray)
}

// usedFonts is the fontDicts of the glyphs, ascending, and for each glyph the
// place of its own among them.
func (c *cff) usedFonts(order []GlyphID) (used []int, fdOf []byte) {
	fdOf = make([]byte, len(order))
	if c.fontOf == nil {
		return []int{0}, fdOf
	}
	place := make([]int, len(c.fonts))
	for _, g := range order {
		place[c.font(g)] = 1
	}
	for fd, n := range place {
		if n != 0 {
			place[fd] = len(used)
			used = append(used, fd)
		}
	}
	for i, g := range order {
		fdOf[i] = byte(place[c.font(g)])
	}
	return used, fdOf
}

// appendSelect appends an FDSelect of format 3: ranges of equal fontDicts.
func appendSelect(out, fdOf []byte) []byte {
	at := len(out)
	out = append(out, 3, 0, 0)
	ranges := 0
	for i, fd := range fdOf {
		if i == 0 || fd != fdOf[i-1] {
			out = append(out, byte(i>>8), byte(i), fd)
			ranges++
		}
	}
	out[at+1], out[at+2] = byte(ranges>>8), byte(ranges)
	return append(out, byte(len(fdOf)>>8), byte(len(fdOf)))
}

// appendIndex appends an INDEX of the objects.
func appendIndex(out []byte, objects [][]byte) []byte {
	sizes := make([]int, len(objects))
	for i, o := range objects {
		sizes[i] = len(o)
	}
	out = appendOffsets(out, sizes)
	for _, o := range objects {
		out = append(out, o...)
	}
	return out
}

// appendOffsets appends an INDEX as far as its objects, which have the given
// sizes.
func appendOffsets(out []byte, sizes []int) []byte {
	out = append(out, byte(len(sizes)>>8), byte(len(sizes)))
	if len(sizes) == 0 {
		return out
	}
	end := 1
	for _, n := range sizes {
		end += n
	}
	width := 1
	for end>>(8*width) != 0 {
		width++
	}
	out = append(out, byte(width))
	offset := 1
	for i := 0; ; i++ {
		for shift := 8 * (width - 1); shift >= 0; shift -= 8 {
			out = append(out, byte(offset>>shift))
		}
		if i == len(sizes) {
			return out
		}
		offset += sizes[i]
	}
}

// appendInt appends a DICT integer in five bytes.
func appendInt(out []byte, v int) []byte {
	return append(out, 29, byte(v>>24), byte(v>>16), byte(v>>8), byte(v))
}

func appendOp(out []byte, op int) []byte {
	if op >= 1<<8 {
		return append(out, byte(op>>8), byte(op))
	}
	return append(out, byte(op))
}
