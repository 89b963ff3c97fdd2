package fonts

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"github.com/boxesandglue/textshape/ot"
)

// glyf is the outlines of a TrueType face with the tables a program of them
// needs. Instructions are kept: some old Chinese faces draw wrong without.
type glyf struct {
	bytes            func(from, to int) []byte // of the table glyf
	size             int                       // of the table
	loca             []byte
	longLoca         bool // offsets of 4 bytes, else of 2, halved
	head, hhea, maxp []byte
	cvt, fpgm, prep  []byte // nil when the face has none
	outlines
}

// readGlyf opens a face's outlines, those in far if the file lacks them.
func readGlyf(font *ot.Font, far *cut) (*glyf, error) {
	if far == nil {
		data := tableOf(font, ot.TagGlyf)
		far = &cut{0, len(data), func(from, to int) []byte { return data[from:to] }}
	}
	g := &glyf{
		bytes: far.read, size: far.size,
		loca: tableOf(font, ot.TagLoca),
		head: tableOf(font, ot.TagHead),
		hhea: tableOf(font, ot.TagHhea),
		maxp: tableOf(font, ot.TagMaxp),
		cvt:  tableOf(font, ot.TagCvt),
		fpgm: tableOf(font, ot.TagFpgm),
		prep: tableOf(font, ot.TagPrep),
	}
	if len(g.head) < 54 || len(g.hhea) < 36 || len(g.maxp) < 32 {
		return nil, fmt.Errorf("%w（head、hhea 或 maxp 表太短）", errDamaged)
	}
	g.longLoca = be16(g.head, 50) != 0
	if size := 2 * (font.NumGlyphs() + 1); len(g.loca) < size || g.longLoca && len(g.loca) < 2*size {
		return nil, fmt.Errorf("%w（loca 表）", errDamaged)
	}
	g.outlines = newOutlines(font.NumGlyphs(), g.padded)
	return g, nil
}

// glyph is the bytes of one outline, empty for a blank glyph. id is below
// the face's number of glyphs.
func (g *glyf) glyph(id GlyphID) ([]byte, error) {
	start, end := g.start(int(id)), g.start(int(id)+1)
	if start > end || end > g.size || start < end && start+10 > end {
		return nil, fmt.Errorf("第 %d 号字形损坏", id)
	}
	return g.bytes(start, end), nil
}

// padded is an outline filled up to whole words, as all are in a subset.
func (g *glyf) padded(id GlyphID) ([]byte, error) {
	glyph, err := g.glyph(id)
	if err != nil || len(glyph) == 0 {
		return nil, err
	}
	return append(make([]byte, 0, len(glyph)+3), glyph...)[:(len(glyph)+3)&^3], nil
}

func isComposite(glyph []byte) bool { return len(glyph) > 0 && int16(be16(glyph, 0)) < 0 }

func (g *glyf) start(i int) int {
	if g.longLoca {
		return int(binary.BigEndian.Uint32(g.loca[4*i:]))
	}
	return 2 * be16(g.loca, 2*i)
}

// Flags of a component (OpenType 1.9, glyf table).
const (
	compWords    = 1 << 0
	compScale    = 1 << 3
	compMore     = 1 << 5
	compXYScale  = 1 << 6
	compTwoByTwo = 1 << 7
)

var errComposite = errors.New("复合字形损坏")

// components calls do with the two bytes of each component's glyph number.
func components(glyph []byte, do func(id []byte) error) error {
	for at, more := 10, true; more; {
		if at+4 > len(glyph) {
			return errComposite
		}
		flags := be16(glyph, at)
		if err := do(glyph[at+2 : at+4]); err != nil {
			return err
		}
		more = flags&compMore != 0
		at += 6
		if flags&compWords != 0 {
			at += 2
		}
		switch {
		case flags&compScale != 0:
			at += 2
		case flags&compXYScale != 0:
			at += 4
		case flags&compTwoByTwo != 0:
			at += 8
		}
	}
	return nil
}

// glyfSubset puts the glyphs of order into a TrueType program with the
// tables ISO 32000-1, 9.9, asks for. Components that order lacks are added
// to its end.
func (f *Face) glyfSubset(order []GlyphID) (*program, []GlyphID, error) {
	ids := make(map[GlyphID]uint16, len(order)) // place of each glyph
	for i, id := range order {
		ids[id] = uint16(i)
	}
	renumber := func(b []byte) error {
		id := GlyphID(be16(b, 0))
		if int(id) >= f.numGlyphs {
			return errComposite
		}
		n, ok := ids[id]
		if !ok {
			n = uint16(len(order))
			ids[id] = n
			order = append(order, id)
		}
		binary.BigEndian.PutUint16(b, n)
		return nil
	}
	p := &program{glyphs: make([]*piece, 0, len(order)), code: f.glyf.code}
	data := make([]byte, 0, 512*len(order))
	offsets := make([]int, 0, len(order)+1)
	for i := 0; i < len(order); i++ { // order grows
		glyph, err := f.glyf.piece(order[i])
		if err != nil {
			return nil, nil, err
		}
		if isComposite(glyph.raw) {
			own := bytes.Clone(glyph.raw) // components have other numbers in each program
			if err := components(own, renumber); err != nil {
				return nil, nil, err
			}
			glyph = newPiece(p.code(), own)
		}
		p.glyphs, offsets = append(p.glyphs, glyph), append(offsets, len(data))
		if data = append(data, glyph.raw...); len(data) > maxProgram {
			return nil, nil, errTooBig
		}
	}
	offsets = append(offsets, len(data))
	tables := f.glyfTables(order, offsets, data)
	sfnt := buildSfnt(sfntTrueType, tables)
	at := be32(sfnt, 12+16*slices.IndexFunc(tables, func(t table) bool { return t.tag == "glyf" })+8)
	p.head, p.tail, p.size = sfnt[:at], sfnt[at+len(data):], len(sfnt)
	return p, order, nil
}

func (f *Face) glyfTables(order []GlyphID, offsets []int, glyphs []byte) []table {
	src, n := f.glyf, uint16(len(order))
	head := append([]byte(nil), src.head[:54]...)
	hhea := append([]byte(nil), src.hhea[:36]...)
	maxp := append([]byte(nil), src.maxp...)
	binary.BigEndian.PutUint16(hhea[34:], n)
	binary.BigEndian.PutUint16(maxp[4:], n)

	var loca []byte
	if len(glyphs) < 1<<17 {
		binary.BigEndian.PutUint16(head[50:], 0)
		loca = make([]byte, 0, 2*len(offsets))
		for _, o := range offsets {
			loca = binary.BigEndian.AppendUint16(loca, uint16(o/2))
		}
	} else {
		binary.BigEndian.PutUint16(head[50:], 1)
		loca = make([]byte, 0, 4*len(offsets))
		for _, o := range offsets {
			loca = binary.BigEndian.AppendUint32(loca, uint32(o))
		}
	}
	hmtx := make([]byte, 0, 4*len(order))
	for _, id := range order {
		width, bearing := f.metric(id)
		hmtx = append(append(hmtx, width...), bearing...)
	}
	var tables []table
	for _, t := range []table{
		{"cvt ", src.cvt}, {"fpgm", src.fpgm}, {"glyf", glyphs}, {"head", head},
		{"hhea", hhea}, {"hmtx", hmtx}, {"loca", loca}, {"maxp", maxp}, {"prep", src.prep},
	} {
		if t.data != nil {
			tables = append(tables, t)
		}
	}
	return tables
}

// metric is a glyph's width and left bearing as they stand in hmtx.
func (f *Face) metric(id GlyphID) (width, bearing []byte) {
	if i := int(id); i < f.numWidths {
		return f.widths[4*i : 4*i+2], f.widths[4*i+2 : 4*i+4]
	}
	width = f.widths[4*f.numWidths-4 : 4*f.numWidths-2]
	at := 4*f.numWidths + 2*(int(id)-f.numWidths)
	if at+2 > len(f.widths) {
		return width, []byte{0, 0}
	}
	return width, f.widths[at : at+2]
}
