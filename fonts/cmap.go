package fonts

import (
	"encoding/binary"
	"errors"
	"unicode/utf8"
)

// cmap maps characters to glyphs through pages of 256 characters. Page 0 is
// the empty one that all characters without glyphs share.
type cmap struct {
	page   []uint16 // of each 256 characters
	glyphs []GlyphID
	count  int
}

const numPages = (utf8.MaxRune + 1) >> 8

func (c *cmap) glyph(r rune) GlyphID {
	if uint32(r) > utf8.MaxRune {
		return 0
	}
	return c.glyphs[int(c.page[r>>8])<<8|int(r&0xff)]
}

func (c *cmap) set(r rune, g GlyphID) {
	p := r >> 8
	if c.page[p] == 0 {
		c.page[p] = uint16(len(c.glyphs) >> 8)
		c.glyphs = append(c.glyphs, make([]GlyphID, 256)...)
	}
	at := &c.glyphs[int(c.page[p])<<8|int(r&0xff)]
	if *at == 0 {
		c.count++
	}
	*at = g
}

// drop takes a character's glyph away.
func (c *cmap) drop(r rune) {
	if c.glyph(r) != 0 {
		c.glyphs[int(c.page[r>>8])<<8|int(r&0xff)] = 0
		c.count--
	}
}

var errCmap = errors.New("字符表（cmap）残缺")

// readCmap reads the Unicode subtable of a cmap table: format 12 when there
// is one, else format 4. Glyphs from numGlyphs on are left out.
func readCmap(data []byte, numGlyphs int) (cmap, error) {
	c := cmap{page: make([]uint16, numPages), glyphs: make([]GlyphID, 256, 64<<8)}
	table, format := unicodeSubtable(data)
	var err error
	switch format {
	case 4:
		err = c.readFormat4(table, numGlyphs)
	case 12:
		err = c.readFormat12(table, numGlyphs)
	default:
		err = errors.New("没有统一码（Unicode）字符表")
	}
	return c, err
}

// unicodeSubtable finds the best subtable and its format, 0 for none.
func unicodeSubtable(data []byte) (table []byte, format int) {
	if len(data) < 4 {
		return nil, 0
	}
	n := int(binary.BigEndian.Uint16(data[2:]))
	for i := 0; i < n && 12+8*i <= len(data); i++ {
		rec := data[4+8*i:]
		platform, encoding := binary.BigEndian.Uint16(rec), binary.BigEndian.Uint16(rec[2:])
		unicode := platform == 0 && encoding != 5 || platform == 3 && (encoding == 1 || encoding == 10)
		offset := int(binary.BigEndian.Uint32(rec[4:]))
		if !unicode || offset+2 > len(data) {
			continue
		}
		f := int(binary.BigEndian.Uint16(data[offset:]))
		if (f == 4 || f == 12) && f > format {
			table, format = data[offset:], f
		}
	}
	return table, format
}

// readFormat4 reads segments of the Basic Multilingual Plane. The length field
// is not looked at: it overflows in large fonts.
func (c *cmap) readFormat4(t []byte, numGlyphs int) error {
	if len(t) < 16 {
		return errCmap
	}
	n := int(binary.BigEndian.Uint16(t[6:])) / 2
	if 16+8*n > len(t) {
		return errCmap
	}
	ends, starts := t[14:], t[16+2*n:]
	deltas, offsets := t[16+4*n:], t[16+6*n:]
	next := 0 // segments ascend: nothing below is read again
	for i := range n {
		end := int(binary.BigEndian.Uint16(ends[2*i:]))
		start := int(binary.BigEndian.Uint16(starts[2*i:]))
		delta := int(binary.BigEndian.Uint16(deltas[2*i:]))
		offset := int(binary.BigEndian.Uint16(offsets[2*i:]))
		for r := max(start, next); r <= end; r++ {
			g := r
			if offset != 0 {
				at := 2*i + offset + 2*(r-start)
				if at+2 > len(offsets) {
					break
				}
				g = int(binary.BigEndian.Uint16(offsets[at:]))
				if g == 0 {
					continue
				}
			}
			g = (g + delta) & 0xffff
			if g != 0 && g < numGlyphs && r != 0xffff {
				c.set(rune(r), GlyphID(g))
			}
		}
		next = max(next, end+1)
	}
	return nil
}

// readFormat12 reads groups of all of Unicode.
func (c *cmap) readFormat12(t []byte, numGlyphs int) error {
	if len(t) < 16 {
		return errCmap
	}
	n := int(binary.BigEndian.Uint32(t[12:]))
	if n > (len(t)-16)/12 {
		return errCmap
	}
	next := 0 // groups ascend: nothing below is read again
	for i := range n {
		rec := t[16+12*i:]
		start := int(binary.BigEndian.Uint32(rec))
		end := min(int(binary.BigEndian.Uint32(rec[4:])), utf8.MaxRune)
		first := int(binary.BigEndian.Uint32(rec[8:]))
		for r := max(start, next); r <= end; r++ {
			g := first + r - start
			if g >= numGlyphs {
				break
			}
			if g != 0 {
				c.set(rune(r), GlyphID(g))
			}
		}
		next = max(next, end+1)
	}
	return nil
}
