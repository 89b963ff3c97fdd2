package pdf

import (
	"fmt"

	"nianbao/render/frame"
	"nianbao/render/length"
)

// slack is how far a glyph may stand from its place, in 10⁻⁷ pt: 0.008 pt,
// less than any printer shows, and enough for most offsets to be whole
// numbers of 1/1000 em.
const slack = 80_000

func (c *canvas) drawText(t *frame.Text) error {
	if len(t.Glyphs) == 0 {
		return nil
	}
	to := tag{elem: -1, artifact: t.Artifact}
	if to.artifact == "" {
		to.artifact = "Layout"
	}
	if t.Tag != nil {
		i, err := c.element(t.Tag)
		if err != nil {
			return err
		}
		to = tag{elem: i}
	}
	if t.Link != "" && (t.Tag == nil || t.Tag.Role != "Link") {
		return fmt.Errorf("链接 %s 不在 Link 结构之内", t.Link)
	}
	if len(t.Link) > maxString/4 {
		return fmt.Errorf("链接 %s…… 太长，最多 %d 个字节", t.Link[:20], maxString/4)
	}
	c.open(to, true)
	c.place(t)
	c.show(t)
	if t.Link != "" {
		c.tree.addLink(c.file, c.number, to.elem, t, c.page.Height)
	}
	return nil
}

// place moves to the first glyph of the text and sets its look. A glyph that
// stands left of the text's start is gone to at once: some readers (pdfminer)
// take an offset before it for the end of a character, and add spacing.
func (c *canvas) place(t *frame.Text) {
	c.setColor(t.Color)
	c.setBold(t)
	x, y := t.X+t.Glyphs[0].Shift, c.page.Height-t.Y
	c.out.length(x - c.x)
	c.out.str(" ")
	c.out.length(y - c.y)
	c.out.str(" Td\n")
	c.x, c.y = x, y
}

// setBold draws heavier by stroking the outlines too, where the face has no
// bold of its own: 1/40 em, as office programs do.
func (c *canvas) setBold(t *frame.Text) {
	if !t.Bold {
		if c.bold {
			c.out.str("0 Tr\n")
			c.bold = false
		}
		return
	}
	if !c.bold {
		c.out.str("2 Tr\n")
		c.bold = true
	}
	if c.stroke != t.Color {
		c.stroke = t.Color
		appendColor(&c.out, t.Color, " G\n", " RG\n")
	}
	if width := t.Size / 40; c.width != width {
		c.width = width
		c.out.length(width)
		c.out.str(" w\n")
	}
}

// show writes the glyphs as TJ operators, one for each change of font. Each
// glyph stands where the layout put it within slack, however long the line:
// the offset before it is worked out from the line's start, not from the
// glyph before. What most glyphs of a spread line have in common is character
// spacing.
func (c *canvas) show(t *frame.Text) {
	f := c.set.font(t.Face)
	size := int64(t.Size)
	c.setSpacing(f.spacing(t))
	// Where the pen is and ought to be, 10⁻⁷ pt from the text's start.
	pen, want := int64(t.Glyphs[0].Shift)*10_000, int64(0)
	start, array := -1, false // of what is open: where it begins, and whether it holds offsets
	for i := range t.Glyphs {
		in := &t.Glyphs[i]
		g := f.glyph(in.ID)
		twin := 0
		if g.rune != in.Rune {
			twin = g.twin(in.Rune)
		}
		if c.font != f || c.twin != twin || c.size != t.Size {
			c.endShow(start, array)
			start = -1
			c.setFont(f, twin, t.Size)
		}
		offset := pen - want - int64(in.Shift)*10_000
		far := offset > slack || offset < -slack
		if start < 0 {
			start, array = len(c.out), false
			c.out.str("[")
		} else if far {
			c.out.str(")")
		}
		if far {
			pen -= c.offset(offset, size)
			array = true
		}
		if far || len(c.out) == start+1 {
			c.out.str("(")
		}
		c.out.char(byte(g.cid >> 8))
		c.out.char(byte(g.cid))
		pen += int64(g.width)*size*10 + int64(c.spacing)*10_000
		want += int64(in.Advance) * 10_000
	}
	c.endShow(start, array)
}

// endShow ends what was begun at start, an array that may be a string as well.
func (c *canvas) endShow(start int, array bool) {
	switch {
	case start < 0:
	case array:
		c.out.str(")]TJ\n")
	default:
		c.out = append(c.out[:start], c.out[start+1:]...)
		c.out.str(")Tj\n")
	}
}

// spacing is by how much most glyphs of a text move on further than their
// width. (Boyer and Moore's vote: if there is a majority, it wins.)
func (f *font) spacing(t *frame.Text) length.Length {
	var most length.Length
	votes := 0
	for i := range t.Glyphs {
		width := length.Length(round(int64(f.glyph(t.Glyphs[i].ID).width)*int64(t.Size), 1000))
		switch extra := t.Glyphs[i].Advance - width; {
		case votes == 0:
			most, votes = extra, 1
		case extra == most:
			votes++
		default:
			votes--
		}
	}
	return most
}

// setSpacing sets the character spacing (ISO 32000-1, 9.3.2).
func (c *canvas) setSpacing(spacing length.Length) {
	if c.spacing == spacing {
		return
	}
	c.spacing = spacing
	c.out.length(spacing)
	c.out.str(" Tc\n")
}

// offset writes the number of a TJ array that moves the pen left by at least
// all but slack of the given 10⁻⁷ pt, and returns the way it moves: in whole
// 1/1000 em when that is near enough, else in tenths.
func (c *canvas) offset(left, size int64) int64 {
	n := round(left, size*10)
	if moved := n * size * 10; left-moved <= slack && moved-left <= slack {
		c.out.int(int(n))
		return moved
	}
	n = round(left, size)
	c.out.decimal(n, 1)
	return n * size
}

// round divides, to the nearest.
func round(a, b int64) int64 {
	if a < 0 {
		return -round(-a, b)
	}
	return (a + b/2) / b
}

func (c *canvas) setFont(f *font, twin int, size length.Length) {
	c.font, c.twin, c.size = f, twin, size
	f.appendName(&c.out, twin)
	c.out.str(" ")
	c.out.length(size)
	c.out.str(" Tf\n")
}
