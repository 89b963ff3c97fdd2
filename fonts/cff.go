package fonts

import "errors"

// cff is a CFF table (Adobe Technical Note 5176) opened for subsetting: the
// places of charstrings and of what they need, nothing copied.
type cff struct {
	chars, subrs index // charstrings; global subroutines
	matrix, bbox []byte
	fonts        []fontDict // one for a font that is not CID-keyed
	fontOf       []byte     // number of each glyph's fontDict; nil = all 0
	stemV        int        // StdVW of the first fontDict, 0 = not given
	far          *cut       // charstrings that the table lacks, nil = none

	calls bool // charstrings may call subroutines
	outlines
}

// fontDict is one entry of FDArray.
type fontDict struct {
	matrix  []byte // FontMatrix as written, operator included
	private []byte // Private DICT without its Subrs entry
	subrs   index
}

// readTop opens what a CFF table begins with: its names, Top DICTs, strings
// and global subroutines, and the first Top DICT.
func readTop(data []byte) (parts [4]index, top dict, err error) {
	if len(data) < 4 || data[0] != 1 {
		return parts, nil, errCFF
	}
	at := int(data[2])
	for i := range parts {
		if parts[i], err = readIndex(data, at); err != nil {
			return parts, nil, err
		}
		at += parts[i].size
	}
	raw, ok := parts[1].at(0)
	if !ok {
		return parts, nil, errCFF
	}
	top, err = readDict(raw)
	return parts, top, err
}

// charstrings is where the charstrings lie in a CFF table. Of them, data need
// hold none.
func charstrings(data []byte) (from, to int, err error) {
	_, top, err := readTop(data)
	if err != nil {
		return 0, 0, err
	}
	where, _ := top.arg(opCharStrings, 0)
	x, err := readOffsets(data, where)
	return where + 3 + x.start() + 1, where + x.size, err
}

// readCFF opens the first font of a CFF table, which lacks the charstrings
// that far has; nil = it has them all.
func readCFF(data []byte, far *cut) (*cff, error) {
	parts, top, err := readTop(data)
	if err != nil {
		return nil, err
	}
	if kind, ok := top.arg(opCharType, 0); ok && kind != 2 {
		return nil, errors.New("字形描述是第一类（Type 1），不能嵌入")
	}
	c := &cff{subrs: parts[3], matrix: top.raw(opMatrix), bbox: top.raw(opBBox), far: far}
	where, ok := top.arg(opCharStrings, 0)
	if !ok {
		return nil, errCFF
	}
	if far != nil {
		c.chars, err = readOffsets(data, where)
		c.chars.far = far.read
	} else {
		c.chars, err = readIndex(data, where)
	}
	if err != nil {
		return nil, err
	}
	if err := c.readFonts(data, top); err != nil {
		return nil, err
	}
	c.prepare()
	return c, nil
}

// readFonts reads FDArray and FDSelect, or the one Private DICT of a font
// that is not CID-keyed.
func (c *cff) readFonts(data []byte, top dict) error {
	if top.raw(opROS) == nil {
		fd, err := c.readFont(data, top)
		fd.matrix = nil // stays in the Top DICT
		c.fonts = []fontDict{fd}
		return err
	}
	where, _ := top.arg(opFDArray, 0)
	array, err := readIndex(data, c.far.place(where))
	if err != nil {
		return err
	}
	if array.count == 0 || array.count > 256 {
		return errCFF
	}
	for i := range array.count {
		raw, ok := array.at(i)
		if !ok {
			return errCFF
		}
		d, err := readDict(raw)
		if err != nil {
			return err
		}
		fd, err := c.readFont(data, d)
		if err != nil {
			return err
		}
		c.fonts = append(c.fonts, fd)
	}
	where, _ = top.arg(opFDSelect, 0)
	return c.readSelect(data, c.far.place(where))
}

func (c *cff) readFont(data []byte, d dict) (fontDict, error) {
	fd := fontDict{matrix: d.raw(opMatrix)}
	size, ok1 := d.arg(opPrivate, 0)
	at, ok2 := d.arg(opPrivate, 1)
	if !ok1 || !ok2 {
		return fd, nil // all defaults
	}
	in := c.far.place(at)
	if size < 0 || in < 0 || in+size > len(data) {
		return fd, errCFF
	}
	private, err := readDict(data[in : in+size])
	if err != nil {
		return fd, err
	}
	if v, ok := private.arg(opStdVW, 0); ok && len(c.fonts) == 0 {
		c.stemV = v
	}
	for _, e := range private {
		if e.op != opSubrs {
			fd.private = append(fd.private, e.raw...)
		}
	}
	if rel, ok := private.arg(opSubrs, 0); ok {
		if fd.subrs, err = readIndex(data, c.far.place(at+rel)); err != nil {
			return fd, err
		}
	}
	return fd, nil
}

// readSelect reads FDSelect, formats 0 and 3, into fontOf.
func (c *cff) readSelect(data []byte, at int) error {
	if len(c.fonts) == 1 {
		return nil
	}
	if at <= 0 || at+5 > len(data) {
		return errCFF
	}
	c.fontOf = make([]byte, c.chars.count)
	switch data[at] {
	case 0:
		if copy(c.fontOf, data[at+1:]) < len(c.fontOf) {
			return errCFF
		}
	case 3:
		n := be16(data, at+1)
		if at+5+3*n > len(data) {
			return errCFF
		}
		for i := range n {
			rec := data[at+3+3*i:]
			for g := be16(rec, 0); g < min(be16(rec, 3), len(c.fontOf)); g++ {
				c.fontOf[g] = rec[2]
			}
		}
	default:
		return errCFF
	}
	for _, fd := range c.fontOf {
		if int(fd) >= len(c.fonts) {
			return errCFF
		}
	}
	return nil
}

// prepare makes ready for subsets, when all else is read.
func (c *cff) prepare() {
	c.calls = c.hasSubroutines()
	c.outlines = newOutlines(c.chars.count, c.charstring)
}

func (c *cff) hasSubroutines() bool {
	n := c.subrs.count
	for _, fd := range c.fonts {
		n += fd.subrs.count
	}
	return n > 0
}

// font is the number of a glyph's fontDict.
func (c *cff) font(g GlyphID) int {
	if c.fontOf == nil {
		return 0
	}
	return int(c.fontOf[g])
}
