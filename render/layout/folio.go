package layout

import (
	"strconv"
	"strings"

	"nianbao/render/doc"
	"nianbao/render/frame"
	"nianbao/render/length"
	"nianbao/render/style"
)

// pageNumber sets the page's number below the type area, the middle of its
// dashes NumberDrop below it: odd ones to the right, even ones to the left,
// one character in (GB/T 9704-2012, 7.5).
func (s *setter) pageNumber(page *frame.Page, number int) {
	p := &s.style.Page
	if p.NumberFormat == "" {
		return
	}
	t := s.style.TextOf("pagenumber")
	text := strings.ReplaceAll(p.NumberFormat, "{page}", strconv.Itoa(number))
	in := indents{}
	a := center
	if p.NumberOuter {
		a = right
		in.right = p.NumberIndent
		if number%2 == 0 {
			a = left
			in = indents{left: p.NumberIndent}
		}
	}
	y := p.Top + s.height + p.NumberDrop + t.Size*dash/1000
	s.furniture(page, text, &t, in, y, a)
}

// dash is how far the middle of — is above the baseline, in 1/1000 em: 0.30
// in the Song face inside the program, between 0.27 and 0.38 in others.
const dash = 300

// draft sets 草稿 in large grey type over the type area of a page.
func (s *setter) draft(page *frame.Page) {
	t := s.style.TextOf("draft")
	s.furniture(page, "草稿", &t, indents{}, s.style.Page.Top/2+t.Size*middle/1000, center)
}

// furniture sets one line that belongs to the page, not to the text.
func (s *setter) furniture(page *frame.Page, text string, t *style.Text, in indents, y length.Length, a align) {
	p := &s.para
	p.begin(t)
	p.artifact = "Pagination"
	s.shape(p, []doc.Inline{{Text: text}}, t, nil)
	if len(p.chars) == 0 {
		return
	}
	from := len(s.items)
	l := p.measured(0, len(p.chars))
	l.last = true
	s.setLine(p, l, in.left, 0, s.width-in.left-in.right, a)
	s.place(page, s.items[from:], s.style.Page.Left, y)
	s.items = s.items[:from]
}
