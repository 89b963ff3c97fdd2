package docx

import "strings"

// pageNumber writes a footer: — 1 — at the outer edge of the type area, one
// character in (GB/T 9704-2012, 7.5). The field is written in five runs:
// packed in one, or without its cached value, it has been seen to show no
// number, or a wrong one.
func (s *sheet) pageNumber(x *buffer, even bool) {
	p := &s.style.Page
	t := s.style.TextOf("pagenumber")
	x.put(xmlHead, "<w:ftr", wordSpaces, `><w:p><w:pPr><w:pStyle w:val="Footer"/>`)
	if p.NumberOuter {
		indent := p.NumberIndent.Twips()
		chars := 0
		if t.Size > 0 {
			chars = int(p.NumberIndent * 100 / t.Size)
		}
		if even {
			x.num(`<w:ind w:leftChars="`, chars, `"`)
			x.num(` w:left="`, indent, `"/><w:jc w:val="left"/>`)
		} else {
			x.num(`<w:ind w:rightChars="`, chars, `"`)
			x.num(` w:right="`, indent, `"/><w:jc w:val="right"/>`)
		}
	} else {
		x.put(`<w:jc w:val="center"/>`)
	}
	x.put("</w:pPr>")
	before, after, ok := strings.Cut(p.NumberFormat, "{page}")
	footerText(x, before)
	if ok {
		x.put(`<w:r><w:fldChar w:fldCharType="begin"/></w:r>`,
			`<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>`,
			`<w:r><w:fldChar w:fldCharType="separate"/></w:r>`,
			`<w:r><w:t>1</w:t></w:r>`,
			`<w:r><w:fldChar w:fldCharType="end"/></w:r>`)
	}
	footerText(x, after)
	x.put("</w:p></w:ftr>")
}

func footerText(x *buffer, s string) {
	if s == "" {
		return
	}
	x.put(`<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>`)
	plainText(x, s)
	x.put("</w:r>")
}

// Where a line of exact height has its baseline and type its middle, in
// 1/1000: readers put the baseline a fifth of the line above its foot; the
// dash of Song faces is drawn a third of an em above it.
const (
	belowBaseline = 200
	dashMiddle    = 330
	typeMiddle    = 380
)

// footerDistance is how far the foot of the page number's line is from the
// paper's, in twips: the middle of its dash is NumberDrop below the type area.
func (s *sheet) footerDistance() int {
	p, t := &s.style.Page, s.style.TextOf("pagenumber")
	down := s.pitch(t)*belowBaseline/1000 + wordSize(t)*dashMiddle/1000
	return max((p.Bottom - p.NumberDrop - down).Twips(), 0)
}

// headerDistance is how far the head of the draft's line is from the paper's:
// its type stands in the middle of the white above the type area.
func (s *sheet) headerDistance() int {
	p, t := &s.style.Page, s.style.TextOf("draft")
	up := s.pitch(t)*(1000-belowBaseline)/1000 - wordSize(t)*typeMiddle/1000
	return max((p.Top/2 - up).Twips(), 0)
}

// draftHeader writes the word 草稿 over the text of every page.
func (s *sheet) draftHeader(x *buffer) {
	x.put(xmlHead, "<w:hdr", wordSpaces, `><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:t>草稿</w:t></w:r></w:p></w:hdr>`)
}
