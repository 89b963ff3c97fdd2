package layout

import (
	"slices"

	"nianbao/render/doc"
	"nianbao/render/frame"
	"nianbao/render/length"
	"nianbao/render/style"
)

// letter sets the blocks that only official documents have.
func (s *setter) letter(b, next doc.Block, parent *frame.Node) {
	switch b := b.(type) {
	case *doc.LetterHead:
		s.letterHead(b, parent)
	case *doc.Hanging:
		s.hanging(b, parent)
	case *doc.Closing:
		s.closing(b, next, parent)
	case *doc.Imprint:
		s.imprint(b, parent)
	}
}

// letterHead sets 版头 in one strip at the top of the first page: what stands
// at a place of its own, and the white above the title (GB/T 9704-2012, 7.2
// and 10). The lines of the page stand on a grid that begins below it.
func (s *setter) letterHead(b *doc.LetterHead, parent *frame.Node) {
	s.open(0, false)
	s.bare = b.Form == doc.NoteForm
	var height length.Length
	if b.Form == doc.NoteForm {
		height = s.noteHead(b, parent)
	} else {
		height = s.fileHead(b, parent)
	}
	s.headNodes = len(parent.Kids)
	st := &s.strips[len(s.strips)-1]
	st.to = len(s.items)
	st.height, st.keep = height, firm
	if pitch := s.style.Page.LinePitch; pitch > 0 {
		st.gridFrom = height % pitch
	}
}

// fileHead sets the head of 文件格式, 命令格式 and 纪要格式 and returns where the
// title begins.
func (s *setter) fileHead(b *doc.LetterHead, parent *frame.Node) length.Length {
	l, pitch := &s.style.Letter, s.style.Page.LinePitch
	for i, e := range marginal(b) {
		s.marginal(e, length.Length(i)*pitch, parent)
	}
	top := l.MarkTop
	if b.Form == doc.OrderForm {
		top = l.OrderMarkTop
	}
	t := s.style.TextOf("mark")
	y := s.mark(b, &t, top, 0, s.width, s.node(parent, "P"))
	if b.Form == doc.OrderForm {
		if len(b.Number) > 0 {
			y += 2 * pitch
			s.numberAndSigners(b, y, parent)
			y += pitch
		}
		return y + 2*pitch
	}
	y = s.numberAndSigners(b, y+2*pitch, parent) + l.RuleDrop
	s.red(0, y, s.width, l.Rule)
	return y + l.Rule + 2*pitch
}

// noteHead sets the head of 信函格式, and the double rule at the foot of its
// page (10.1).
func (s *setter) noteHead(b *doc.LetterHead, parent *frame.Node) length.Length {
	l, p := &s.style.Letter, &s.style.Page
	left := (p.Width-l.DoubleWidth)/2 - p.Left
	t := s.style.TextOf("notemark")
	y := s.mark(b, &t, l.NoteMarkTop-p.Top, left, l.DoubleWidth, s.node(parent, "P"))
	y += l.RuleDrop
	s.red(left, y, l.DoubleWidth, l.Thick)
	y += l.Thick + l.DoubleGap
	s.red(left, y, l.DoubleWidth, l.Thin)
	y += l.Thin
	foot := p.Height - l.DoubleFoot - p.Top
	s.red(left, foot-l.Thick-l.DoubleGap-l.Thin, l.DoubleWidth, l.Thin)
	s.red(left, foot-l.Thick, l.DoubleWidth, l.Thick)

	// The first line stands 7/8 of a character below the rule.
	t = s.style.TextOf("number")
	y += t.Size * 7 / 8
	all := marginal(b)
	for i := range max(len(all), 1) {
		if i < len(all) {
			s.marginal(all[i], y, parent)
		}
		if i == 0 && len(b.Number) > 0 {
			s.lineAt(b.Number, &t, 0, y+t.Size*ascent/1000, s.width, right, s.node(parent, "P"))
		}
		y += p.LinePitch
	}
	return y + 2*p.LinePitch
}

// element is 份号, 密级 or 紧急程度.
type element struct {
	kind string
	text []doc.Inline
}

// marginal is the elements that stand flush left one under the other (7.2.1
// to 7.2.3).
func marginal(b *doc.LetterHead) []element {
	all := []element{{"copy", b.Copy}, {"secrecy", b.Secrecy}, {"secrecy", b.Urgency}}
	return slices.DeleteFunc(all, func(e element) bool { return len(e.text) == 0 })
}

func (s *setter) marginal(e element, y length.Length, parent *frame.Node) {
	t := s.style.TextOf(e.kind)
	s.lineAt(e.text, &t, 0, y+t.Size*ascent/1000, s.width, left, s.node(parent, "P"))
}

// red draws a rule of the head; x and y are counted from the type area.
func (s *setter) red(x, y, w, h length.Length) {
	r := s.rules.One()
	*r = frame.Rule{X: x, Y: y, W: w, H: h, Color: s.style.TextOf("mark").Color}
	s.items = append(s.items, r)
}

// shaped shapes one line of text in the look t and returns its width.
func (s *setter) shaped(text []doc.Inline, t *style.Text) length.Length {
	s.shapeText(text, t, nil)
	return s.para.measured(0, len(s.para.chars)).width
}

// drawLine adds what has been shaped as one line on the baseline y.
func (s *setter) drawLine(x, y, measure length.Length, a align, node *frame.Node) {
	p := &s.para
	if len(p.chars) == 0 {
		return
	}
	for i := range p.looks {
		p.looks[i].tag = node
	}
	l := p.measured(0, len(p.chars))
	l.last = true
	s.setLine(p, l, x, y, measure, a)
}

// lineAt sets a text as one line on the baseline y, in smaller type when it is
// wider than the measure.
func (s *setter) lineAt(text []doc.Inline, t *style.Text, x, y, measure length.Length, a align, node *frame.Node) {
	if w := s.shaped(text, t); w > measure && w > 0 {
		own := *t
		own.Size = t.Size * measure / w
		s.shaped(text, &own)
	}
	s.drawLine(x, y, measure, a, node)
}

// ink is how far the outlines of what has been shaped reach above and below
// the baseline; below is negative.
func (s *setter) ink() (high, low length.Length) {
	some := false
	for i := range s.para.chars {
		c := &s.para.chars[i]
		bottom, top, ok := c.face.Extent(c.id)
		if !ok || bottom == top {
			continue
		}
		if !some {
			high, low = length.Length(top), length.Length(bottom)
		}
		some = true
		high, low = max(high, length.Length(top)), min(low, length.Length(bottom))
	}
	if !some {
		high, low = ascent, ascent-1000
	}
	return high * s.para.size / 1000, low * s.para.size / 1000
}
