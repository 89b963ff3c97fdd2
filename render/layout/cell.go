package layout

import (
	"strings"

	"nianbao/render/doc"
	"nianbao/render/frame"
	"nianbao/render/length"
	"nianbao/render/style"
)

// setCells sets the text of all cells. It returns, for each row, the number
// of footnotes called up to its end.
func (s *setter) setCells(t *table, nodes []*frame.Node) []int {
	b := t.doc
	if b.Even {
		s.even(t)
	}
	t.cells = make([]cell, len(b.Cells))
	ends := make([]int, len(b.Rows))
	for i := range b.Cells {
		c := &b.Cells[i]
		t.cells[i] = s.setCell(t, c, c.Text, nodes[i])
		ends[c.Row] = len(s.notes)
	}
	for r := 1; r < len(ends); r++ {
		ends[r] = max(ends[r], ends[r-1])
	}
	return ends
}

// leastEven is how small the type of a whole table may become so that its
// numbers fit, in thousandths; longer numbers than that are set smaller alone.
const leastEven = 750

// even makes the type of all cells so small that their numbers fit.
func (s *setter) even(t *table) {
	scale := length.Length(1000)
	for i := range t.doc.Cells {
		c := &t.doc.Cells[i]
		if !strings.ContainsAny(doc.Plain(c.Text), "0123456789") {
			continue
		}
		look, _ := t.lookOf(c)
		s.shapeCell(&look, c.Text, nil)
		measure := t.edges[c.Col+c.ColSpan] - t.edges[c.Col] - 2*t.look.PadX
		if w := s.para.widestNumber(); w > measure && measure*1000 >= w*leastEven {
			scale = min(scale, measure*1000/w)
		}
	}
	if scale == 1000 {
		return
	}
	for _, x := range [...]*style.Text{&t.look.Head, &t.look.Stub, &t.look.Data, &t.look.Band} {
		x.Size = x.Size*scale/1000 - x.Size/256 // see setCell
	}
}

// setCell sets a text in the room of a cell; node nil makes it an artifact.
func (s *setter) setCell(t *table, c *doc.Cell, text []doc.Inline, node *frame.Node) cell {
	look, a := t.lookOf(c)
	x := t.edges[c.Col] + t.look.PadX
	measure := max(t.edges[c.Col+c.ColSpan]-t.look.PadX-x, length.Pt)
	s.shapeCell(&look, text, node)
	p := &s.para
	if len(p.chars) == 0 {
		return cell{from: len(s.items), to: len(s.items)}
	}
	if w := p.widestNumber(); w > measure {
		// Widths are rounded up glyph by glyph: a little less than in proportion.
		look.Size = max(look.Size*measure/w-look.Size/256, length.Pt)
		s.shapeCell(&look, text, node)
	}
	p.glue(measure)
	if c.Role == doc.Stub {
		p.breakAfterLabel(measure)
	}
	s.lines = p.breakLines(s.lines, measure, measure)
	if len(s.lines) > 1 {
		s.breakBySense(c, measure)
	}
	if a == center && len(s.lines) > 1 {
		measure, x = s.balance(measure, x)
	} else {
		s.lines = p.avoidLoneEnd(s.lines, measure, measure)
	}
	pitch := s.cellPitch(&look)
	base := pitch/2 + look.Size*middle/1000
	out := cell{from: len(s.items), height: pitch * length.Length(len(s.lines))}
	for i, l := range s.lines {
		s.setLine(p, l, x, base+pitch*length.Length(i), measure, a)
	}
	out.to = len(s.items)
	return out
}

func (s *setter) shapeCell(look *style.Text, text []doc.Inline, node *frame.Node) {
	p := &s.para
	p.begin(look)
	if node == nil {
		p.artifact = "Pagination"
	} else {
		node.Kids = nil
	}
	s.shape(p, text, look, node)
}

// cellPitch is the height of a line in a cell; a third more than the type
// when the style does not say.
func (s *setter) cellPitch(t *style.Text) length.Length {
	if t.Pitch > 0 {
		return t.Pitch
	}
	return t.Size * 4 / 3
}

// balance narrows the measure as far as the text takes no further line and
// nothing is cut that was whole, so that centred lines are of like width.
func (s *setter) balance(measure, x length.Length) (length.Length, length.Length) {
	p := &s.para
	n, cuts := len(s.lines), p.cuts(s.lines)
	low, high := measure/2, measure
	for high-low > p.size/4 {
		mid := (low + high) / 2
		if s.lines = p.breakLines(s.lines, mid, mid); len(s.lines) > n || p.cuts(s.lines) > cuts {
			low = mid
		} else {
			high = mid
		}
	}
	s.lines = p.breakLines(s.lines, high, high)
	return high, x + (measure-high)/2
}

// cuts is the number of lines that end where no break is allowed.
func (p *paragraph) cuts(lines []line) int {
	n := 0
	for _, l := range lines {
		if !l.last && p.chars[l.to-1].flags&mayBreak == 0 {
			n++
		}
	}
	return n
}

// widestNumber is the width of the widest number in the text, which no line
// may cut: type is made smaller instead.
func (p *paragraph) widestNumber() length.Length {
	var widest, width length.Length
	number := false
	for i := range p.chars {
		c := &p.chars[i]
		switch {
		case c.flags&latin == 0:
			width, number = 0, true
			continue
		case i == 0:
			number = true
		}
		if c.flags&(digit|noStart|noEnd) == 0 && c.r != '+' {
			number = false // a word
		}
		width += c.advance
		if end := i+1 == len(p.chars) || p.chars[i+1].flags&latin == 0; end && number {
			widest = max(widest, width)
		}
	}
	return widest
}
