package docx

import (
	"nianbao/render/doc"
	"nianbao/render/layout"
	"nianbao/render/length"
	"nianbao/render/style"
)

// markLine is the height of a line of 发文机关标志 that stands alone, in 1/1000
// of the type's size.
const markLine = 1300

// mark writes 发文机关标志, its outlines beginning at top below the line before,
// and returns how far its paragraphs reach below its outlines.
func (w *writer) mark(b *doc.LetterHead, top length.Length) (foot length.Length) {
	t := w.sheet.style.TextOf("mark")
	if len(b.Mark) > 1 {
		return w.jointMark(b, t, top)
	}
	size := markSize(b, t, w.sheet.measure())
	height := size * markLine / 1000
	w.begin("mark", line{before: top - aboveMark(size, height), height: height, keep: true})
	for _, name := range b.Mark {
		w.markText("mark", name, size)
	}
	w.finish()
	return belowMark(size, height)
}

// aboveMark and belowMark are how far the outlines of 发文机关标志 are from the
// edges of its line.
func aboveMark(size, height length.Length) length.Length {
	return height*(1000-belowBaseline)/1000 - size*markTop/1000
}

func belowMark(size, height length.Length) length.Length {
	return height*belowBaseline/1000 - size*markFoot/1000
}

// markSize is the size of type that fits the measure, in half points.
func markSize(b *doc.LetterHead, t style.Text, measure length.Length) length.Length {
	size := wordSize(t)
	var widest length.Length
	for _, name := range b.Mark {
		widest = max(widest, textWidth(name, size))
	}
	if len(b.Suffix) > 0 {
		widest += size*layout.MarkGap/1000 + textWidth(b.Suffix, size)
	}
	if widest > measure {
		size = size * measure / widest
	}
	n := length.Length(len(b.Mark))
	size = min(size, layout.MaxMarkSet*1000/(max(n-1, 0)*layout.MarkPitch+1000))
	return size / 500 * 500
}

// markText writes a name in type of a size.
func (w *writer) markText(key string, name []doc.Inline, size length.Length) {
	w.size = size.HalfPoints()
	w.letterText(key, name)
	w.size = 0
}

// jointMark writes the names of several offices in a table without rules, pulled apart to one width, and 文件 to their right (7.2.4).
func (w *writer) jointMark(b *doc.LetterHead, t style.Text, top length.Length) (foot length.Length) {
	x := &w.main
	size := markSize(b, t, w.sheet.measure())
	pitch := size * layout.MarkPitch / 1000
	var widest, suffix length.Length
	for _, name := range b.Mark {
		widest = max(widest, textWidth(name, size))
	}
	if len(b.Suffix) > 0 {
		suffix = size*layout.MarkGap/1000 + textWidth(b.Suffix, size)
	}
	// A little more than the type needs, or readers break the names.
	widest += size / 10
	suffix = min(suffix+size/20, w.sheet.measure()-widest)
	x.num(`<w:tbl><w:tblPr><w:tblW w:w="`, (widest + suffix).Twips(), `" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>`)
	x.put(`<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>`)
	x.num(`<w:gridCol w:w="`, widest.Twips(), `"/>`)
	if suffix > 0 {
		x.num(`<w:gridCol w:w="`, suffix.Twips(), `"/>`)
	}
	x.put("</w:tblGrid>")
	first := top - aboveMark(size, pitch)
	n := length.Length(len(b.Mark))
	x.num(`<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="`, (first + n*pitch).Twips(), `" w:hRule="exact"/></w:trPr>`)
	x.num(`<w:tc><w:tcPr><w:tcW w:w="`, widest.Twips(), `" w:type="dxa"/></w:tcPr>`)
	for i, name := range b.Mark {
		l := line{height: pitch, jc: "distribute", keep: true}
		if i == 0 {
			l.before = first
		}
		w.begin("mark", l)
		w.markText("mark", name, size)
		w.finish()
	}
	x.put("</w:tc>")
	if suffix > 0 {
		x.num(`<w:tc><w:tcPr><w:tcW w:w="`, suffix.Twips(), `" w:type="dxa"/></w:tcPr>`)
		w.begin("mark", line{before: first + (n-1)*pitch/2, height: pitch, jc: "right", keep: true})
		w.markText("mark", b.Suffix, size)
		w.finish()
		x.put("</w:tc>")
	}
	x.put("</w:tr>")
	x.put("</w:tbl>")
	return belowMark(size, pitch)
}

// noteHead writes the head of 信函格式: the mark in a text frame at its place
// on the page, the double rules as shapes, the number below them (10.1).
func (w *writer) noteHead(b *doc.LetterHead) {
	st := w.sheet.style
	l, p := &st.Letter, &st.Page
	t, number := st.TextOf("notemark"), st.TextOf("number")
	left := (p.Width - l.DoubleWidth) / 2
	size := markSize(b, t, l.DoubleWidth)
	height := size * markLine / 1000
	top := l.NoteMarkTop - aboveMark(size, height)
	rule := l.NoteMarkTop + size*(markTop+markFoot)/1000 + l.RuleDrop
	double := l.Thick + l.DoubleGap + l.Thin
	flow := rule + double + number.Size*7/8 - w.lower(number)

	w.begin("notemark", line{
		frame: &place{left, top, l.DoubleWidth, flow - top}, height: height, keep: true,
	})
	for _, name := range b.Mark[:min(1, len(b.Mark))] {
		w.markText("notemark", name, size)
	}
	w.finish()

	all := marginal(b)
	w.begin("number", line{jc: "left", keep: true, tabs: []tab{{"right", w.sheet.measure()}}})
	foot := p.Height - l.DoubleFoot
	for _, r := range []struct{ y, h length.Length }{
		{rule, l.Thick}, {rule + l.Thick + l.DoubleGap, l.Thin},
		{foot - double, l.Thin}, {foot - l.Thick, l.Thick},
	} {
		w.rectangle(left, r.y, l.DoubleWidth, r.h, t.Color)
	}
	if len(all) > 0 {
		w.inFace(all[0].text, st.TextOf(all[0].key).Face)
	}
	if len(b.Number) > 0 {
		w.tab()
		w.letterText("number", b.Number)
	}
	w.finish()
	for _, e := range all[min(1, len(all)):] {
		w.begin(e.key, line{keep: true})
		w.letterText(e.key, e.text)
		w.finish()
	}
	w.above = 2*p.LinePitch + w.lower(number) - w.lower(st.TextOf("title"))
}

// rectangle draws a filled rectangle at its place on the page. Drawing shapes
// of newer kinds are not in ISO/IEC 29500-4; VML is, and all readers know it.
func (w *writer) rectangle(left, top, width, height length.Length, color uint32) {
	x := &w.main
	x.put(`<w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml" alt="" style="position:absolute;margin-left:`)
	points(x, left)
	x.put(";margin-top:")
	points(x, top)
	x.put(";width:")
	points(x, width)
	x.put(";height:")
	points(x, height)
	x.put(`;z-index:1;mso-position-horizontal-relative:page;mso-position-vertical-relative:page" fillcolor="#`)
	x.hex(color)
	x.put(`" stroked="f"/></w:pict></w:r>`)
}

// points writes a length of CSS.
func points(x *buffer, l length.Length) {
	x.int(int(l / length.Pt))
	x.num(".", int(l%length.Pt/10)/10, "")
	x.num("", int(l%length.Pt/10)%10, "pt")
}
