package layout

import (
	"nianbao/render/doc"
	"nianbao/render/frame"
	"nianbao/render/length"
)

// imprint sets 版记 at the foot of the page: its last rule lies on the foot of
// the type area (7.4).
func (s *setter) imprint(b *doc.Imprint, parent *frame.Node) {
	l := &s.style.Letter
	s.open(0, false)
	first := len(s.items)
	var y length.Length
	rule := func(h length.Length) {
		if b.Plain {
			return
		}
		r := s.rules.One()
		*r = frame.Rule{Y: y, W: s.width, H: h}
		s.items = append(s.items, r)
		y += h
	}
	rule(l.ImprintOuter)
	for _, e := range []struct {
		label string
		text  []doc.Inline
	}{{"主送：", b.Main}, {"抄送：", b.Copies}} {
		if len(e.text) > 0 {
			y = s.imprintText(e.label, e.text, y, parent)
		}
	}
	if len(b.Printer)+len(b.Printed) > 0 {
		if y > l.ImprintOuter {
			rule(l.ImprintInner)
		}
		y = s.printerAndDate(b, y, parent)
	}
	rule(l.ImprintOuter)
	st := &s.strips[len(s.strips)-1]
	st.to, st.height, st.foot = len(s.items), y, true
	if first == len(s.items) {
		s.strips = s.strips[:len(s.strips)-1]
	}
}

// imprintText sets 主送 or 抄送 from y on and returns where it ends.
func (s *setter) imprintText(label string, text []doc.Inline, y length.Length, parent *frame.Node) length.Length {
	t := s.style.TextOf("imprint")
	w := s.shapeHanging([]doc.Inline{{Text: label}}, text, false, &t, s.node(parent, "P"))
	in := indentsOf(&t)
	measure := s.width - in.left - in.right
	s.para.glue(measure - w)
	pitch := s.pitch(&t)
	for i, line := range s.para.breakLines(nil, measure, measure-w) {
		x, m := in.left+w, measure-w
		if i == 0 {
			x, m = in.left, measure
		}
		s.setLine(&s.para, line, x, y+s.baseline(t.Size, pitch), m, alignOf(t.Align))
		y += pitch
	}
	return y
}

// printerAndDate sets 印发机关 to the left and 印发日期 to the right.
func (s *setter) printerAndDate(b *doc.Imprint, y length.Length, parent *frame.Node) length.Length {
	t := s.style.TextOf("imprint")
	in, pitch := indentsOf(&t), s.pitch(&t)
	base := y + s.baseline(t.Size, pitch)
	measure := s.width - in.left - in.right
	node := s.node(parent, "P")
	date := length.Length(0)
	if len(b.Printed) > 0 {
		date = s.shaped(b.Printed, &t) + t.Size
	}
	if len(b.Printer) > 0 {
		s.lineAt(b.Printer, &t, in.left, base, measure-date, left, node)
	}
	if len(b.Printed) > 0 {
		s.lineAt(b.Printed, &t, in.left, base, measure, right, node)
	}
	return y + pitch
}
