package docx

import (
	"strconv"

	"nianbao/fonts"
	"nianbao/render/doc"
	"nianbao/render/layout"
	"nianbao/render/length"
)

// body writes document.xml.
func (w *writer) body() error {
	x := &w.main
	x.put(xmlHead, "<w:document", wordSpaces, pictureSpaces, "><w:body>")
	blocks := w.doc.Blocks
	w.end = w.lettersEnd()
	for i, b := range blocks {
		var next doc.Block
		if i+1 < len(blocks) {
			next = blocks[i+1]
		}
		if err := w.block(b, next); err != nil {
			return err
		}
	}
	w.section()
	x.put("</w:body></w:document>")
	return nil
}

func (w *writer) block(b, next doc.Block) error {
	switch b := b.(type) {
	case *doc.PageBreak:
		w.breakNext = true
	case *doc.Title:
		w.title(b)
	case *doc.Heading:
		w.paragraph(w.sheet.heading(b.Level), b.Text, false)
	case *doc.Paragraph:
		if date, ok := next.(*doc.Paragraph); ok && b.Kind == doc.Signature && date.Kind == doc.DateLine {
			w.signature(b, date)
		} else {
			w.paragraph(w.sheet.paragraph(b.Kind), b.Text, keepsNext(b, next) || w.endsText(next))
		}
	case *doc.List:
		return w.list(b, 0, w.endsText(next))
	case *doc.Figure:
		return w.figure(b, next)
	case *doc.Table:
		return w.tableAndNote(b, next)
	default:
		w.letter(b, next)
	}
	return nil
}

// look is a paragraph style as paragraphs refer to it.
type look struct {
	id     string // "" = Normal
	role   fonts.Role
	before length.Length // white above
	grid   bool          // lines of the page's pitch
}

// open begins a paragraph.
func (w *writer) open(l look, keepNext bool) { w.openWith(l, keepNext, nil) }

// openWith begins a paragraph whose indents and alignment differ from its
// style's. The page break or the white that is due goes with it.
func (w *writer) openWith(l look, keepNext bool, own func(*buffer)) {
	x := &w.main
	x.put("<w:p>")
	if l.id == "" && !keepNext && !w.breakNext && w.above == 0 && own == nil {
		return
	}
	x.put("<w:pPr>")
	if l.id != "" {
		x.put(`<w:pStyle w:val="`, l.id, `"/>`)
	}
	if keepNext {
		x.put("<w:keepNext/>")
	}
	if w.breakNext {
		x.put("<w:pageBreakBefore/>")
		w.breakNext, w.above = false, 0
	}
	if w.above > 0 {
		x.num(`<w:spacing w:before="`, (l.before + w.above).Twips(), `"/>`)
		w.above = 0
	}
	if own != nil {
		own(x)
	}
	x.put("</w:pPr>")
}

func (w *writer) paragraph(l look, text []doc.Inline, keepNext bool) {
	w.open(l, keepNext)
	w.inlines(&w.main, text, l.role)
	w.main.put("</w:p>")
}

// title writes the title, its lines parted by forced breaks.
func (w *writer) title(t *doc.Title) {
	l := w.sheet.text("title")
	w.open(l, false)
	for i, line := range layout.TitleLines(t, w.sheet.style) {
		if i > 0 {
			w.main.put("<w:r><w:br/></w:r>")
		}
		w.runs(&w.main, &doc.Inline{Text: line}, l.role, false)
	}
	w.main.put("</w:p>")
}

// signature writes 署名 above its date, centred over it.
func (w *writer) signature(p, date *doc.Paragraph) {
	l := w.sheet.text("signature")
	st := w.sheet.style
	right := layout.SignatureIndent(doc.Plain(p.Text), doc.Plain(date.Text), st.TextOf("date").Right)
	w.openWith(l, true, func(x *buffer) {
		x.num(`<w:ind w:leftChars="0" w:left="0" w:rightChars="`, right, `"`)
		x.num(` w:right="`, right*st.TextOf("signature").Size.Twips()/100, `"/><w:jc w:val="right"/>`)
	})
	w.inlines(&w.main, p.Text, l.role)
	w.main.put("</w:p>")
}

// keepsNext says whether a paragraph must stay on the page of the next block:
// a caption with its table, the words that announce a table or picture with
// it, the end of the text with the signature, the signature with its date.
func keepsNext(p *doc.Paragraph, next doc.Block) bool {
	if p.Kind == doc.Caption {
		_, table := next.(*doc.Table)
		return table
	}
	if p.LeadsIn(next) {
		return true
	}
	n, ok := next.(*doc.Paragraph)
	return ok && (n.Kind == doc.Signature || n.Kind == doc.DateLine) && p.Kind != doc.DateLine
}

// list writes a list in the manner of official documents: labels are text,
// the same in every reader; the first line of an item is indented, the others
// are flush (GB/T 9704-2012, 7.3.3). With keepLast the last item stays on the
// page of what follows.
func (w *writer) list(l *doc.List, depth int, keepLast bool) error {
	look := w.sheet.text("body")
	look.id = "ListParagraph"
	for i, blocks := range l.Items {
		keep := keepLast && i == len(l.Items)-1
		w.open(look, keep)
		w.runs(&w.main, &doc.Inline{Text: l.Label(i, depth)}, look.role, false)
		if len(blocks) > 0 {
			if p, ok := blocks[0].(*doc.Paragraph); ok {
				w.inlines(&w.main, p.Text, look.role)
				blocks = blocks[1:]
			}
		}
		w.main.put("</w:p>")
		for _, b := range blocks {
			var err error
			if inner, ok := b.(*doc.List); ok {
				err = w.list(inner, depth+1, keep)
			} else {
				err = w.block(b, nil)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// tableAndNote writes a table and the note below it. Where no paragraph
// follows, a gap does: Word would join the table to the next one.
func (w *writer) tableAndNote(t *doc.Table, next doc.Block) error {
	if w.breakNext {
		w.gap()
	}
	height, err := w.table(t)
	if err != nil {
		return err
	}
	if len(t.Note) > 0 {
		note := w.sheet.style.TextOf("tablenote")
		height += w.sheet.pitch(note) * lineCount(doc.Plain(t.Note), wordSize(note), w.sheet.measure())
		w.paragraph(w.sheet.text("tablenote"), t.Note, false)
		w.clear(height, tableGap(w.sheet.style), next)
		return nil
	}
	w.clear(height, tableGap(w.sheet.style), next)
	switch next.(type) {
	case nil, *doc.Table, *doc.PageBreak:
		w.gap()
	}
	return nil
}

// gap is a paragraph without text and all but without height.
func (w *writer) gap() {
	w.open(look{id: "Gap"}, false)
	w.main.put("</w:p>")
}

// section writes the page: paper, type area, page numbers, grid
// (GB/T 9704-2012, 5.1 to 5.2.3 and 7.5).
func (w *writer) section() {
	x, a, p := &w.main, &w.sheet.area, &w.sheet.style.Page
	h := headOf(w.doc)
	bare := h != nil && h.Form == doc.NoteForm // no number on the first page (10.1)
	x.put("<w:sectPr>")
	if w.doc.Draft {
		x.put(`<w:headerReference w:type="even" r:id="rIdHeader"/><w:headerReference w:type="default" r:id="rIdHeader"/>`)
		if bare {
			x.put(`<w:headerReference w:type="first" r:id="rIdHeader"/>`)
		}
	}
	x.put(`<w:footerReference w:type="even" r:id="rIdEven"/><w:footerReference w:type="default" r:id="rIdOdd"/>`)
	x.put(`<w:footnotePr><w:numFmt w:val="decimalEnclosedCircle"/></w:footnotePr>`)
	x.num(`<w:pgSz w:w="`, a.paperW, `"`)
	x.num(` w:h="`, a.paperH, `"/>`)
	x.num(`<w:pgMar w:top="`, a.top, `"`)
	x.num(` w:right="`, a.right, `"`)
	x.num(` w:bottom="`, a.bottom, `"`)
	x.num(` w:left="`, a.left, `"`)
	x.num(` w:header="`, w.sheet.header, `"`)
	x.num(` w:footer="`, w.sheet.footer, `" w:gutter="0"/><w:pgNumType w:fmt="decimal"`)
	if w.doc.FirstPage > 0 {
		x.num(` w:start="`, w.doc.FirstPage, `"`)
	}
	x.put("/>")
	if bare {
		x.put("<w:titlePg/>")
	}
	if w.sheet.options.LinesAndChars {
		x.num(`<w:docGrid w:type="linesAndChars" w:linePitch="`, p.LinePitch.Twips(), `"`)
		x.put(` w:charSpace="`, strconv.FormatInt(w.sheet.charSpace(), 10), `"/></w:sectPr>`)
		return
	}
	x.num(`<w:docGrid w:type="lines" w:linePitch="`, p.LinePitch.Twips(), `"/></w:sectPr>`)
}
