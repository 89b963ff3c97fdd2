package fonts

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/boxesandglue/textshape/ot"
)

var errDamaged = errors.New("字体文件已损坏")

// open parses one face of a font file: a TTF or OTF (index 0), or one of a
// TTC. Embedding permission is read, not judged. Errors are whole Chinese
// phrases without the file's name.
func open(data []byte, index int, file string) (*Face, error) {
	return parse(&Face{File: file, data: data, index: index})
}

// openPacked parses a TTF or OTF that lies in the program in blocks.
func openPacked(packed []byte, file string) (*Face, error) {
	b := newBlocks(packed)
	data, far := b.font()
	return parse(&Face{File: file, data: data, blocks: b, far: far})
}

// parse fills in a face that has its file.
func parse(in *Face) (f *Face, err error) {
	// textshape trusts offsets in the file; where they lead outside, it panics.
	defer func() {
		if recover() != nil {
			f, err = nil, errDamaged
		}
	}()
	f = in
	font, err := ot.ParseFont(f.data, f.index)
	if err != nil {
		return nil, errors.New("不是完好的 TTF、OTF 或 TTC 字体文件")
	}
	f.numGlyphs = font.NumGlyphs()
	if font.HasTable(ot.MakeTag('f', 'v', 'a', 'r')) {
		return nil, errors.New("是可变字体，PDF 不能嵌入；请换用固定字重的文件（如文件名带 Regular 的静态字体）")
	}
	if f.numGlyphs == 0 {
		return nil, errDamaged
	}
	if err := f.readMetrics(font); err != nil {
		return nil, err
	}
	if err := f.readOutlines(font); err != nil {
		return nil, err
	}
	if f.chars, err = readCmap(tableOf(font, ot.TagCmap), f.numGlyphs); err != nil {
		return nil, err
	}
	f.fullWidth()
	f.readDescriptor(font)
	f.dropMisdrawn()
	return f, nil
}

// tableOf returns a table's bytes, nil when the font has none.
func tableOf(font *ot.Font, tag ot.Tag) []byte {
	data, err := font.TableData(tag)
	if err != nil {
		return nil
	}
	return data
}

// readMetrics reads the em, the widths and the box.
func (f *Face) readMetrics(font *ot.Font) error {
	head, err := ot.ParseHead(tableOf(font, ot.TagHead))
	if err != nil || head.UnitsPerEm < 16 || head.UnitsPerEm > 16384 {
		return fmt.Errorf("%w（head 表）", errDamaged)
	}
	hhea, err := ot.ParseHhea(tableOf(font, ot.TagHhea))
	if err != nil {
		return fmt.Errorf("%w（hhea 表）", errDamaged)
	}
	f.UnitsPerEm = int(head.UnitsPerEm)
	f.widths = tableOf(font, ot.TagHmtx)
	f.numWidths = min(int(hhea.NumberOfHMetrics), f.numGlyphs)
	if f.numWidths == 0 || len(f.widths) < 4*f.numWidths {
		return fmt.Errorf("%w（hmtx 表）", errDamaged)
	}
	for i, v := range []int16{head.XMin, head.YMin, head.XMax, head.YMax} {
		f.BBox[i] = f.perMille(int(v))
	}
	f.Ascent = f.perMille(int(hhea.Ascender))
	f.Descent = -f.perMille(abs(int(hhea.Descender)))
	return nil
}

// readOutlines finds the glyphs' outlines, CFF or glyf.
func (f *Face) readOutlines(font *ot.Font) error {
	if data := tableOf(font, ot.TagCFF); data != nil {
		c, err := readCFF(data, f.far)
		if err != nil {
			return err
		}
		if c.chars.count < f.numGlyphs {
			return fmt.Errorf("%w（CFF 表里的字形比 maxp 表少）", errDamaged)
		}
		f.CFF, f.cff = true, c
		return nil
	}
	if font.HasTable(ot.TagGlyf) {
		g, err := readGlyf(font, f.far)
		f.glyf = g
		return err
	}
	return errors.New("没有轮廓字形（点阵字体），不能嵌入")
}

// Bits of a font descriptor's Flags (ISO 32000-1, table 123).
const (
	flagFixedPitch = 1 << 0
	flagSerif      = 1 << 1
	flagSymbolic   = 1 << 2 // glyphs outside the Adobe standard Latin set
	flagItalic     = 1 << 6
)

// readDescriptor reads what describes the face as a whole.
func (f *Face) readDescriptor(font *ot.Font) {
	names := readNames(tableOf(font, ot.TagName))
	f.PostScriptName = postScriptName(names.first(namePostScript), f.File)
	f.Family = names.family()
	f.License = short(names.first(nameLicense))
	f.Flags = flagSymbolic
	f.Weight = 400
	f.Permission = Permission{known: false}
	if os2, err := ot.ParseOS2(tableOf(font, ot.TagOS2)); err == nil {
		f.Permission = Permission{Bits: os2.FsType, known: true}
		f.Weight = int(os2.UsWeightClass)
		f.CapHeight = f.perMille(int(os2.SCapHeight))
		if os2.STypoAscender != 0 {
			f.Ascent = f.perMille(int(os2.STypoAscender))
			f.Descent = -f.perMille(abs(int(os2.STypoDescender)))
		}
		if class := os2.SFamilyClass >> 8; class >= 1 && class <= 7 && class != 6 {
			f.Flags |= flagSerif
		}
	}
	if post, err := ot.ParsePost(tableOf(font, ot.TagPost)); err == nil {
		f.ItalicAngle = int(post.ItalicAngle+1<<15) >> 16
		if post.IsFixedPitch != 0 {
			f.Flags |= flagFixedPitch
		}
	}
	if f.ItalicAngle != 0 {
		f.Flags |= flagItalic
	}
	f.StemV = 50 + f.Weight*f.Weight/4225 // the usual estimate, 50 + (weight/65)²
	if f.cff != nil && f.cff.stemV > 0 {
		f.StemV = f.perMille(f.cff.stemV)
	}
	if f.CapHeight == 0 {
		f.CapHeight = f.measureCapHeight()
	}
}

// measureCapHeight is the height of H, else 0.7 em.
func (f *Face) measureCapHeight() int {
	if h, ok := f.Glyph('H'); ok {
		if _, top, ok := f.Extent(h); ok {
			return top
		}
	}
	return 700
}

// alternates are characters whose glyph may stand for another character on
// the grid, when the face draws that one narrower than the em or not at all.
var alternates = []struct {
	char rune
	from []rune
}{
	{'—', []rune{'─', '―'}},      // U+2500 first: two of them join without a gap
	{'·', []rune{'・', '‧', '•'}}, // U+30FB, U+2027, U+2022
	{'…', []rune{'⋯'}},           // U+22EF
}

// fullWidth gives the characters of the grid full-width glyphs, and the
// no-break space and hyphen the glyphs of the plain ones.
func (f *Face) fullWidth() {
	for _, a := range alternates {
		if g, ok := f.Glyph(a.char); ok && f.Advance(g) == 1000 {
			continue
		}
		for _, r := range a.from {
			if g, ok := f.Glyph(r); ok && f.Advance(g) == 1000 {
				f.chars.set(a.char, g)
				break
			}
		}
	}
	for _, pair := range [][2]rune{{'\u00a0', ' '}, {'\u2011', '-'}} {
		if f.chars.glyph(pair[0]) == 0 && f.chars.glyph(pair[1]) != 0 {
			f.chars.set(pair[0], f.chars.glyph(pair[1]))
		}
	}
}

func abs(v int) int { return max(v, -v) }

func be32(b []byte, at int) int { return int(binary.BigEndian.Uint32(b[at:])) }

func be16(b []byte, at int) int { return int(binary.BigEndian.Uint16(b[at:])) }
