package layout

import (
	"nianbao/render/frame"
	"nianbao/render/length"
)

// align is where a line goes that does not fill its measure.
type align int

const (
	justify align = iota
	left
	center
	right
	spread // to both edges, however far
)

func alignOf(name string) align {
	switch name {
	case "left":
		return left
	case "center":
		return center
	case "right":
		return right
	}
	return justify
}

// setLine adds the items of a line that begins at x with its baseline at y.
// Narrowed or stretched lines are exactly as wide as the measure.
func (s *setter) setLine(p *paragraph, l line, x, y, measure length.Length, a align) {
	g := s.glyphs.Take(l.to - l.from)
	for i := range g {
		c := &p.chars[l.from+i]
		g[i] = frame.Glyph{ID: c.id, Rune: c.r, Advance: c.advance, Shift: c.shift}
		if l.from+i >= l.end {
			g[i].Advance = 0
		}
	}
	if b := p.leadBlank(l.from); b > 0 {
		g[0].Advance -= b
		g[0].Shift -= b
	}
	slack := measure - l.width
	switch {
	case slack < 0:
		p.narrow(l, g, -slack)
	case a == center:
		x += slack / 2
	case a == right:
		x += slack
	case a == spread:
		p.stretch(l, g, slack, slack)
	case a == justify && !l.last: // pulled apart further it would not read as a line
		p.stretch(l, g, slack, p.size)
	}
	s.runs(p, l, g, x, y)
}

// narrow takes the given length off the marks of a line: off the empty half
// of the one that ends it first, then off all by what they can give.
func (p *paragraph) narrow(l line, g []frame.Glyph, by length.Length) {
	c := p.chars[l.from:l.end]
	last := len(c) - 1
	if last < 0 {
		return
	}
	atEnd := min(by, c[last].endBlank())
	g[last].Advance -= atEnd
	by -= atEnd
	if by == 0 {
		return
	}
	first := 0
	if p.leadBlank(l.from) > 0 {
		first = 1
	}
	var total length.Length
	for i := first; i < last; i++ {
		total += c[i].give
	}
	if total == 0 {
		return
	}
	by = min(by, total)
	var sum, taken length.Length
	for i := first; i < last; i++ {
		sum += c[i].give
		cut := by*sum/total - taken
		taken += cut
		g[i].Advance -= cut
		if c[i].flags&blankLeft != 0 {
			g[i].Shift -= cut
		}
	}
}

// stretch spreads the given length over the gaps of a line, unless it is more
// than most for each of them.
func (p *paragraph) stretch(l line, g []frame.Glyph, by, most length.Length) {
	c := p.chars[l.from:l.end]
	total := length.Length(0)
	for i := 0; i+1 < len(c); i++ {
		total += gap(c[i].flags, c[i+1].flags)
	}
	if total == 0 || by > total*most {
		return
	}
	var sum, given length.Length
	for i := 0; i+1 < len(c); i++ {
		sum += gap(c[i].flags, c[i+1].flags)
		more := by*sum/total - given
		given += more
		g[i].Advance += more
	}
}

// gap is the share of a line's slack that goes between two characters: none
// inside a Latin word, a number, a dash or an ellipsis, more at a space.
func gap(a, b flags) length.Length {
	switch {
	case b&space != 0, a&b&latin != 0, a&b&joined != 0:
		return 0
	case a&space != 0:
		return 3
	}
	return 1
}

// runs adds the glyphs of a line as items, one for each stretch in one face
// and one look.
func (s *setter) runs(p *paragraph, l line, g []frame.Glyph, x, y length.Length) {
	c := p.chars[l.from:l.to]
	for i := 0; i < len(c); {
		pen := x
		k := i
		for k < len(c) && c[k].face == c[i].face && c[k].look == c[i].look {
			x += g[k].Advance
			k++
		}
		lk := &p.looks[c[i].look]
		t := s.texts.One()
		*t = frame.Text{
			X: pen, Y: y - lk.raise, Face: c[i].face, Size: lk.size, Glyphs: g[i:k:k],
			Color: p.color, Bold: lk.bold, Tag: lk.tag, Link: lk.link,
		}
		if t.Tag == nil {
			t.Artifact = p.artifact
		}
		s.items = append(s.items, t)
		i = k
	}
}

// node adds a node below a parent.
func (s *setter) node(parent *frame.Node, role string) *frame.Node {
	n := s.nodes.One()
	n.Role = role
	parent.Kids = append(parent.Kids, n)
	return n
}
