package layout

import (
	"nianbao/render/doc"
	"nianbao/render/frame"
	"nianbao/render/length"
	"nianbao/render/style"
)

// hanging sets a label and a text whose further lines stand under its first
// character (GB/T 9704-2012, 7.3.4 and 10.3).
func (s *setter) hanging(b *doc.Hanging, parent *frame.Node) {
	t := s.style.TextOf("hanging")
	if b.Gap { // a page with the signature shows some of the text too
		t.Before += 100
		if n := len(s.strips); n > 0 && s.strips[n-1].table == nil { // no row leaves its table for that
			s.hold(bound)
		}
		s.tail = len(s.strips)
	}
	first := len(s.strips)
	label := s.shapeHanging(b.Label, b.Text, b.Strong, &t, s.node(parent, "P"))
	in := indentsOf(&t)
	in.left += length.Length(b.Indent)*t.Size + label
	in.first = -label
	s.setText(&t, in)
	lines := s.strips[first:]
	for i := range lines {
		switch {
		case i == len(lines)-1:
			lines[i].keep = bound
		case len(lines) <= 3: // a name of a few lines is not cut
			lines[i].keep = firm
		}
	}
}

// shapeHanging shapes a label and its text as one paragraph and returns the
// width of the label, which no justified line changes.
func (s *setter) shapeHanging(label, text []doc.Inline, bold bool, t *style.Text, node *frame.Node) length.Length {
	p := &s.para
	p.begin(t)
	own := *t
	if bold {
		own.Face = s.style.TextOf("heading1").Face
	}
	s.shape(p, label, &own, node)
	n := len(p.chars)
	s.shape(p, text, t, node)
	var width length.Length
	for i := range p.chars[:n] {
		c := &p.chars[i]
		c.flags |= joined | noEnd
		c.give = 0
		width += c.advance
	}
	if n > 0 && n < len(p.chars) {
		p.chars[n].flags |= joined // no white before it either
	}
	return width
}

// closing sets 署名 and 成文日期 (7.3.5). All of it stays on one page with the
// end of the text, and with 附注 on the line below it.
func (s *setter) closing(b *doc.Closing, next doc.Block, parent *frame.Node) {
	s.hold(firm)
	if s.tail == 0 {
		s.tail = len(s.strips)
	}
	switch {
	case len(b.Posts) > 0:
		s.postAndDate(b, parent)
	case b.Seal && len(b.Offices) > 1:
		s.sealedTogether(b, parent)
	case b.Seal:
		s.sealed(b, parent)
	default:
		s.unsealed(b, parent)
	}
	if p, ok := next.(*doc.Paragraph); ok && p.Kind == doc.Remark {
		s.hold(firm)
	} else if b.Seal {
		s.after += s.style.Page.LinePitch // the seal reaches below the date
	}
}

// closingLine sets one line of a closing whose text begins at x. lines is how
// many empty ones stand above it.
func (s *setter) closingLine(text []doc.Inline, x length.Length, lines int, k keep, parent *frame.Node) {
	t := s.style.TextOf("closing")
	pitch := s.pitch(&t)
	s.after += length.Length(lines) * s.style.Page.LinePitch
	s.open(pitch, pitch == s.style.Page.LinePitch)
	x = max(x, 0)
	s.lineAt(text, &t, x, s.baseline(t.Size, pitch), s.width-x, left, s.node(parent, "P"))
	st := &s.strips[len(s.strips)-1]
	st.to, st.keep = len(s.items), k
}

func (s *setter) closingWidth(text []doc.Inline) length.Length {
	t := s.style.TextOf("closing")
	return min(s.shaped(text, &t), s.width)
}

// unsealed: the date begins two characters to the right of the signature; one
// that is longer than the signature ends two characters from the edge
// (7.3.5.2). Several offices stand one under the other.
func (s *setter) unsealed(b *doc.Closing, parent *frame.Node) {
	em := s.style.TextOf("closing").Size
	edge := s.width - length.Length(s.style.Letter.PlainRight)*em
	var wide length.Length
	for _, name := range b.Offices {
		wide = max(wide, s.closingWidth(name))
	}
	date := s.closingWidth(b.Date)
	x := edge - wide
	if date > wide {
		x = edge - date - 2*em
	}
	gap := 1
	for _, name := range b.Offices {
		s.closingLine(name, x, gap, firm, parent)
		gap = 0
	}
	s.closingLine(b.Date, x+2*em, gap, free, parent)
}

// sealed: the date ends four characters from the edge, the signature stands
// centred above it, with room for the seal (7.3.5.1).
func (s *setter) sealed(b *doc.Closing, parent *frame.Node) {
	l := &s.style.Letter
	date := s.closingWidth(b.Date)
	center := s.sealCenter(date)
	gap := l.SealLines
	for _, name := range b.Offices {
		w := s.closingWidth(name)
		center = min(center, s.width-w/2)
		s.closingLine(name, center-w/2, gap, firm, parent)
		gap = 0
	}
	s.closingLine(b.Date, center-date/2, gap, free, parent)
}

// sealCenter is where the middle of a date under a seal is.
func (s *setter) sealCenter(date length.Length) length.Length {
	right := length.Length(s.style.Letter.SealRight) * s.style.TextOf("closing").Size
	return s.width - right - date/2
}

// Room for seals and for a 签名章; both writers share it. Two rows of seals of
// 42 mm must not touch (7.3.5.1).
const (
	SealRows   = 5               // lines from one row to the next
	StampWidth = 113 * length.Pt // 40 mm
	StampLines = 2               // empty lines above the post
	StampRows  = 3               // lines from one post to the next
)

// sealedTogether sets the signatures of several offices two a row, the date
// under the last one.
func (s *setter) sealedTogether(b *doc.Closing, parent *frame.Node) {
	t := s.style.TextOf("closing")
	date := s.closingWidth(b.Date)
	last := s.sealCenter(date)
	first := s.width - last
	half := min(last-first, 2*first)
	gap := s.style.Letter.SealLines
	for i := 0; i < len(b.Offices); i += 2 {
		row := b.Offices[i:min(i+2, len(b.Offices))]
		s.after += length.Length(gap) * s.style.Page.LinePitch
		gap = SealRows - 1
		pitch := s.pitch(&t)
		s.open(pitch, pitch == s.style.Page.LinePitch)
		for k, name := range row {
			middle := first
			if k == 1 || len(row) == 1 {
				middle = last
			}
			w := min(s.shaped(name, &t), half)
			s.lineAt(name, &t, middle-w/2, s.baseline(t.Size, pitch), w, left, s.node(parent, "P"))
		}
		st := &s.strips[len(s.strips)-1]
		st.to, st.keep = len(s.items), firm
	}
	s.closingLine(b.Date, last-date/2, 0, free, parent)
}

// postAndDate keeps room for a 签名章 four characters from the edge, the post
// two characters to the left of it; those of further offices stand below; the
// date below them all (7.3.5.3).
func (s *setter) postAndDate(b *doc.Closing, parent *frame.Node) {
	em := s.style.TextOf("closing").Size
	edge := s.width - length.Length(s.style.Letter.SealRight)*em
	gap := StampLines
	for _, post := range b.Posts {
		x := edge - StampWidth - 2*em - s.closingWidth(post)
		s.closingLine(post, x, gap, firm, parent)
		gap = StampRows - 1
	}
	s.closingLine(b.Date, edge-s.closingWidth(b.Date), 1, free, parent)
}
