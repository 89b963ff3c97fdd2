package layout

import (
	"nianbao/render/doc"
	"nianbao/render/frame"
	"nianbao/render/length"
	"nianbao/render/style"
)

// Measures that the standard leaves open and that both writers share: the
// distance of the lines of several offices in 发文机关标志 and of 文件 from them,
// in 1/1000 of the type's size; how high they may become.
const (
	MarkPitch  = 1350
	MarkGap    = 500
	MaxMarkSet = 170 * length.Pt
)

// mark sets 发文机关标志 with its upper edge at top and returns its lower edge.
// Type that is too wide for the measure is made smaller.
func (s *setter) mark(b *doc.LetterHead, t *style.Text, top, x, measure length.Length, node *frame.Node) length.Length {
	var widest length.Length // in type of the style's size
	for _, name := range b.Mark {
		widest = max(widest, s.shaped(name, t))
	}
	whole := widest
	suffix := length.Length(0)
	if len(b.Suffix) > 0 {
		suffix = s.shaped(b.Suffix, t)
		whole += t.Size*MarkGap/1000 + suffix
	}
	size := t.Size
	if whole > measure {
		size = size * measure / whole
	}
	n := length.Length(len(b.Mark))
	size = min(size, MaxMarkSet*1000/(max(n-1, 0)*MarkPitch+1000))
	widest, whole, suffix = widest*size/t.Size, whole*size/t.Size, suffix*size/t.Size
	own := *t
	own.Size = size

	x += (measure - whole) / 2
	base, foot := top, top
	for i, name := range b.Mark {
		s.shaped(name, &own)
		high, low := s.ink()
		if i == 0 {
			base += high
		} else {
			base += size * MarkPitch / 1000
		}
		s.drawLine(x, base, widest, spread, node)
		foot = base - low
	}
	if suffix > 0 {
		middle := base - (n-1)*size*MarkPitch/2000
		s.lineAt(b.Suffix, &own, x+whole-suffix, middle, suffix, left, node)
	}
	return foot
}

// numberAndSigners sets 发文字号 from y on, and 签发人 to the right of it, two
// names a line, the last one on its line (7.2.5, 7.2.6). They are read line by
// line. It returns the lower edge of what it drew last.
func (s *setter) numberAndSigners(b *doc.LetterHead, y length.Length, parent *frame.Node) length.Length {
	pitch := s.style.Page.LinePitch
	t, name := s.style.TextOf("number"), s.style.TextOf("signer")
	rows := max((len(b.Signers)+1)/2, 1)
	base := y + t.Size*ascent/1000
	var wide length.Length
	for _, text := range b.Signers {
		wide = max(wide, s.shaped(text, &name))
	}
	columns := length.Length(min(len(b.Signers), 2))
	x := s.width - t.Size - columns*wide - (columns-1)*name.Size
	low := t.Size * (1000 - ascent) / 1000
	var node *frame.Node
	for row := range rows {
		if row == rows-1 && len(b.Number) > 0 {
			from, a := length.Length(0), center
			if len(b.Signers) > 0 {
				from, a = t.Size, left
			}
			s.lineAt(b.Number, &t, from, base, s.width-2*from, a, s.node(parent, "P"))
			_, ink := s.ink()
			low, node = -ink, nil
		}
		for i := 2 * row; i < min(2*row+2, len(b.Signers)); i++ {
			if node == nil {
				node = s.node(parent, "P")
			}
			if i == 0 {
				w := s.shaped(signersLabel, &t)
				s.drawLine(x-w, base, w, left, node)
			}
			s.lineAt(b.Signers[i], &name, x+length.Length(i%2)*(wide+name.Size), base, wide, left, node)
		}
		if row < rows-1 {
			base += pitch
		}
	}
	return base + low
}

var signersLabel = []doc.Inline{{Text: "签发人："}}
