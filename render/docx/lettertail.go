package docx

import (
	"nianbao/render/doc"
	"nianbao/render/layout"
	"nianbao/render/length"
)

// hanging writes a label and a text whose further lines stand under its first
// character (GB/T 9704-2012, 7.3.4 and 10.3).
func (w *writer) hanging(b *doc.Hanging, next doc.Block) {
	t := w.sheet.style.TextOf("hanging")
	label := textWidth(b.Label, t.Size)
	left := length.Length(b.Indent)*t.Size + label
	_, more := next.(*doc.Hanging)
	_, closes := next.(*doc.Closing)
	l := line{jc: "both", left: left, first: -label, keep: closes || more && w.end.list}
	if b.Gap {
		l.before = w.sheet.style.Page.LinePitch
	}
	w.begin("hanging", l)
	if b.Strong {
		w.inFace(b.Label, w.sheet.style.TextOf("heading1").Face)
	} else {
		w.letterText("hanging", b.Label)
	}
	w.letterText("hanging", b.Text)
	w.finish()
}

// closing writes 署名 and 成文日期 (7.3.5); empty lines for the seal are white
// above the signature.
func (w *writer) closing(b *doc.Closing) {
	st := w.sheet.style
	em, pitch := st.TextOf("closing").Size, st.Page.LinePitch
	date := textWidth(b.Date, em)
	switch {
	case len(b.Posts) > 0:
		w.post(b, date)
	case b.Seal && len(b.Offices) > 1:
		w.sealedTogether(b, date)
	case b.Seal:
		right := length.Length(st.Letter.SealRight) * em
		gap := length.Length(st.Letter.SealLines) * pitch
		for _, name := range b.Offices {
			right = max(right, (textWidth(name, em)-date)/2)
		}
		for _, name := range b.Offices {
			w.closingLine(name, gap, right+(date-textWidth(name, em))/2, true)
			gap = 0
		}
		w.closingLine(b.Date, gap, right, false)
	default:
		w.unsealed(b, date)
	}
}

// closingLine writes a line that ends right before the edge.
func (w *writer) closingLine(text []doc.Inline, before, right length.Length, keep bool) {
	w.closingText(text, line{before: before, jc: "right", right: max(right, 0), keep: keep})
}

func (w *writer) closingText(text []doc.Inline, l line) {
	w.begin("closing", l)
	w.letterText("closing", text)
	w.finish()
}

// unsealed: the date begins two characters to the right of the signature; one
// that is longer than the signature ends two characters from the edge
// (7.3.5.2). Both are placed by where they begin: readers differ in how wide
// they set the digits of a date.
func (w *writer) unsealed(b *doc.Closing, date length.Length) {
	st := w.sheet.style
	em, gap := st.TextOf("closing").Size, st.Page.LinePitch
	edge := w.sheet.measure() - length.Length(st.Letter.PlainRight)*em
	var wide length.Length
	for _, name := range b.Offices {
		wide = max(wide, textWidth(name, em))
	}
	x := edge - wide
	if date > wide {
		x = edge - date - 2*em
	}
	for _, name := range b.Offices {
		w.closingText(name, line{before: gap, jc: "left", left: max(x, 0), keep: true})
		gap = 0
	}
	if date > wide {
		w.closingLine(b.Date, gap, w.sheet.measure()-edge, false)
		return
	}
	// A date that is set wider than here must not be broken.
	w.closingText(b.Date, line{before: gap, jc: "left", left: max(x, 0) + 2*em, right: -2 * em})
}

// sealedTogether writes the signatures of several offices two a row, centred
// at tab stops, the date under the last one (7.3.5.1).
func (w *writer) sealedTogether(b *doc.Closing, date length.Length) {
	st := w.sheet.style
	em, pitch := st.TextOf("closing").Size, st.Page.LinePitch
	right := length.Length(st.Letter.SealRight) * em
	last := w.sheet.measure() - right - date/2
	first := w.sheet.measure() - last
	gap := length.Length(st.Letter.SealLines) * pitch
	for i := 0; i < len(b.Offices); i += 2 {
		w.begin("closing", line{before: gap, jc: "left", keep: true, tabs: []tab{{"center", first}, {"center", last}}})
		gap = (layout.SealRows - 1) * pitch
		row := b.Offices[i:min(i+2, len(b.Offices))]
		if len(row) == 1 {
			w.tab()
		}
		for _, name := range row {
			w.tab()
			w.letterText("closing", name)
		}
		w.finish()
	}
	w.closingLine(b.Date, 0, right, false)
}

// post keeps room for 签名章 to the right of the posts (7.3.5.3).
func (w *writer) post(b *doc.Closing, date length.Length) {
	st := w.sheet.style
	em, pitch := st.TextOf("closing").Size, st.Page.LinePitch
	right := length.Length(st.Letter.SealRight) * em
	gap := layout.StampLines * pitch
	for _, post := range b.Posts {
		w.closingLine(post, gap, right+layout.StampWidth+2*em, true)
		gap = (layout.StampRows - 1) * pitch
	}
	w.closingLine(b.Date, pitch, right, false)
}

// imprint writes 版记 as a table that floats to the foot of the type area on
// the last page (7.4).
func (w *writer) imprint(b *doc.Imprint) {
	x, st := &w.main, w.sheet.style
	if w.breakNext {
		w.gap()
	}
	w.above = 0
	width := w.sheet.area.width
	x.put(`<w:tbl><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" w:topFromText="0" w:bottomFromText="0" w:vertAnchor="margin" w:horzAnchor="page"`)
	x.num(` w:tblpX="`, w.sheet.area.left, `" w:tblpYSpec="bottom"/>`)
	x.num(`<w:tblW w:w="`, width, `" w:type="dxa"/>`)
	if !b.Plain {
		outer, inner := eighths(st.Letter.ImprintOuter), eighths(st.Letter.ImprintInner)
		x.num(`<w:tblBorders><w:top w:val="single" w:sz="`, outer, `" w:space="0" w:color="000000"/>`)
		x.num(`<w:bottom w:val="single" w:sz="`, outer, `" w:space="0" w:color="000000"/>`)
		x.num(`<w:insideH w:val="single" w:sz="`, inner, `" w:space="0" w:color="000000"/></w:tblBorders>`)
	}
	x.put(`<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>`)
	x.num(`<w:tblGrid><w:gridCol w:w="`, width, `"/></w:tblGrid>`)
	if len(b.Main)+len(b.Copies) > 0 {
		w.imprintCell(func() {
			w.imprintText("主送：", b.Main)
			w.imprintText("抄送：", b.Copies)
		})
	}
	if len(b.Printer)+len(b.Printed) > 0 {
		w.imprintCell(func() { w.printerAndDate(b) })
	}
	x.put("</w:tbl>")
	w.gap() // a floating table needs a paragraph to hang on
}

func (w *writer) imprintCell(fill func()) {
	w.main.num(`<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="`, w.sheet.area.width, `" w:type="dxa"/></w:tcPr>`)
	fill()
	w.main.put("</w:tc></w:tr>")
}

// imprintText writes 主送 or 抄送: further lines stand under the first
// character behind the colon.
func (w *writer) imprintText(label string, text []doc.Inline) {
	if len(text) == 0 {
		return
	}
	t := w.sheet.style.TextOf("imprint")
	wide := textWidth([]doc.Inline{{Text: label}}, t.Size)
	w.begin("imprint", line{
		jc: "both", left: length.Length(t.Left)*t.Size + wide, right: length.Length(t.Right) * t.Size, first: -wide,
	})
	w.letterText("imprint", []doc.Inline{{Text: label}})
	w.letterText("imprint", text)
	w.finish()
}

// printerAndDate writes 印发机关 to the left and 印发日期 to the right.
func (w *writer) printerAndDate(b *doc.Imprint) {
	t := w.sheet.style.TextOf("imprint")
	edge := w.sheet.measure() - length.Length(t.Right)*t.Size
	w.begin("imprint", line{jc: "left", left: length.Length(t.Left) * t.Size, tabs: []tab{{"right", edge}}})
	w.letterText("imprint", b.Printer)
	if len(b.Printed) > 0 {
		w.tab()
		w.letterText("imprint", b.Printed)
	}
	w.finish()
}
