package layout

import (
	"fmt"

	"nianbao/render/doc"
	"nianbao/render/frame"
	"nianbao/render/length"
	"nianbao/schema/source"
)

// CodeFigure is the code of the finding on a picture that cannot be printed.
const CodeFigure = "FIGURE-UNKNOWN"

// figurePad is the white above and below a picture.
const figurePad = 4 * length.Pt

// figure sets a picture in the middle of the line at 96 pixels an inch, made
// smaller where it is wider than the type area or higher than three quarters
// of it, and its caption below it on the same page.
func (s *setter) figure(b *doc.Figure, parent *frame.Node) {
	if b.Format != "png" && b.Format != "jpeg" || b.Width <= 0 || b.Height <= 0 || len(b.Data) == 0 {
		s.findings = append(s.findings, source.Finding{
			Severity: source.Error, Code: CodeFigure, Origin: b.Origin,
			Message: fmt.Sprintf("图片“%s”印不出来：格式“%s”，%d × %d 像素", b.Alt, b.Format, b.Width, b.Height),
			Help:    []string{"请换成 PNG 或 JPEG 图片"},
		})
		return
	}
	node := s.node(parent, "Figure")
	node.Alt = b.Alt
	w, h := figureSize(b.Width, b.Height, s.width, s.height*3/4)
	st := s.open(h+2*figurePad, false)
	s.items = append(s.items, &frame.Image{
		X: (s.width - w) / 2, Y: figurePad, W: w, H: h,
		Data: b.Data, Format: b.Format, PixelW: b.Width, PixelH: b.Height, Tag: node,
	})
	st.to = len(s.items)
	if len(b.Caption) > 0 {
		st.keep = firm
		t := s.style.TextOf("caption")
		s.text(b.Caption, &t, s.node(parent, "Caption"))
	}
}

// figureSize is the printed size of a picture of the given pixels.
func figureSize(pixelW, pixelH int, maxW, maxH length.Length) (w, h length.Length) {
	const pixel = 72 * length.Pt / 96
	w, h = length.Length(pixelW)*pixel, length.Length(pixelH)*pixel
	if w > maxW {
		w, h = maxW, max(h*maxW/w, 1)
	}
	if h > maxH {
		w, h = max(w*maxH/h, 1), maxH
	}
	return w, h
}
