package docx

import (
	"nianbao/fonts"
	"nianbao/render/doc"
	"nianbao/render/layout"
	"nianbao/render/length"
	"nianbao/render/style"
)

// letterStyles are the paragraph styles that only official documents have.
var letterStyles = []textStyle{
	{"mark", "OfficeMark", "发文机关标志", 0},
	{"notemark", "NoteMark", "信函发文机关标志", 0},
	{"copy", "CopyNumber", "份号", 0},
	{"secrecy", "Secrecy", "密级和紧急程度", 0},
	{"number", "DocumentNumber", "发文字号", 0},
	{"recipients", "Recipients", "主送机关", 0},
	{"hanging", "AttachmentList", "附件说明", 0},
	{"closing", "Closing", "署名和成文日期", 0},
	{"remark", "Remark", "附注", 0},
	{"imprint", "Imprint", "版记", 0},
}

// headOf is the 版头 of an official document, nil for other documents.
func headOf(d *doc.Document) *doc.LetterHead {
	if len(d.Blocks) == 0 {
		return nil
	}
	h, _ := d.Blocks[0].(*doc.LetterHead)
	return h
}

// letter writes the blocks that only official documents have.
func (w *writer) letter(b, next doc.Block) {
	switch b := b.(type) {
	case *doc.LetterHead:
		if b.Form == doc.NoteForm {
			w.noteHead(b)
		} else {
			w.fileHead(b)
		}
	case *doc.Hanging:
		w.hanging(b, next)
	case *doc.Closing:
		w.closing(b)
	case *doc.Imprint:
		w.imprint(b)
	}
}

// Where outlines end, in 1/1000 of the type's size: 发文机关标志 above and below
// the baseline, 发文字号 below it. Faces differ by a few hundredths.
const (
	markTop    = 845
	markFoot   = 90
	numberFoot = 150
)

// The page layout has the squares of a line's type at its top, 0.88 of them
// above the baseline; readers put the baseline of an exact line a fifth of it
// above its foot. lower is how much lower type stands by that.
func (w *writer) lower(t style.Text) length.Length {
	return w.sheet.pitch(t)*(1000-belowBaseline)/1000 - t.Size*880/1000
}

// line is how a paragraph of the head differs from its style.
type line struct {
	frame  *place
	rule   int           // white above a rule below it, points; 0 = no rule
	tabs   []tab         // its tab stops
	before length.Length // white above
	height length.Length // of its lines; 0 = the style's
	left   length.Length // indents, with jc
	right  length.Length
	first  length.Length // of the first line
	jc     string        // "" = the style's indents and alignment
	keep   bool          // with the next paragraph
}

// place is a text frame, measured from the paper's top left corner.
type place struct{ x, y, w, h length.Length }

type tab struct {
	kind string // left, center, right
	at   length.Length
}

// begin begins a paragraph of the head, the closing or the imprint.
func (w *writer) begin(key string, l line) {
	x := &w.main
	x.put(`<w:p><w:pPr><w:pStyle w:val="`, w.sheet.text(key).id, `"/>`)
	if l.keep {
		x.put("<w:keepNext/>")
	}
	if f := l.frame; f != nil {
		x.num(`<w:framePr w:w="`, f.w.Twips(), `"`)
		x.num(` w:h="`, f.h.Twips(), `" w:hRule="exact" w:wrap="notBeside" w:vAnchor="page" w:hAnchor="page"`)
		x.num(` w:x="`, f.x.Twips(), `"`)
		x.num(` w:y="`, f.y.Twips(), `"/>`)
	}
	if l.rule > 0 {
		x.num(`<w:pBdr><w:bottom w:val="single" w:sz="`, eighths(w.sheet.style.Letter.Rule), `"`)
		x.num(` w:space="`, l.rule, `" w:color="`)
		x.hex(w.sheet.style.TextOf("mark").Color)
		x.put(`"/></w:pBdr>`)
	}
	if len(l.tabs) > 0 {
		x.put("<w:tabs>")
		for _, t := range l.tabs {
			x.put(`<w:tab w:val="`, t.kind)
			x.num(`" w:pos="`, t.at.Twips(), `"/>`)
		}
		x.put("</w:tabs>")
	}
	t := w.sheet.style.TextOf(key)
	height := l.height
	if height == 0 {
		height = w.sheet.pitch(t)
	}
	x.put(`<w:snapToGrid w:val="0"/>`) // the grid begins at the type area's top, these lines do not
	before := l.before + w.above + length.Length(t.Before)*w.sheet.style.Page.LinePitch/100
	w.above = 0
	x.num(`<w:spacing w:before="`, max(before, 0).Twips(), `"`)
	x.num(` w:line="`, height.Twips(), `" w:lineRule="exact"/>`)
	if l.jc != "" {
		w.indents(l.left, l.right, l.first)
		x.put(`<w:jc w:val="`, l.jc, `"/>`)
	}
	x.put("</w:pPr>")
}

// indents writes indents that no style's characters may override.
func (w *writer) indents(left, right, first length.Length) {
	x := &w.main
	x.num(`<w:ind w:leftChars="0" w:left="`, left.Twips(), `"`)
	x.num(` w:rightChars="0" w:right="`, right.Twips(), `"`)
	if first < 0 {
		x.num(` w:hangingChars="0" w:hanging="`, -first.Twips(), `"/>`)
		return
	}
	x.num(` w:firstLineChars="0" w:firstLine="`, first.Twips(), `"/>`)
}

// finish ends a paragraph that begin began.
func (w *writer) finish() { w.main.put("</w:p>") }

func (w *writer) tab() { w.main.put("<w:r><w:tab/></w:r>") }

// letterText writes text in a paragraph of the style key.
func (w *writer) letterText(key string, text []doc.Inline) {
	w.inlines(&w.main, text, w.sheet.style.TextOf(key).Face)
}

// eighths is the thickness of a rule in eighths of a point, as borders have it.
func eighths(l length.Length) int { return max(int((l*8+length.Pt/2)/length.Pt), 2) }

// width is the width of a text in type of a size, Latin letters taken for
// half squares.
func textWidth(text []doc.Inline, size length.Length) length.Length {
	return length.Length(layout.Halves(doc.Plain(text))) * size / 2
}

// fileHead writes the head of 文件格式, 命令格式 and 纪要格式 as paragraphs, one
// below the other (GB/T 9704-2012, 7.2, 10.2 and 10.3).
func (w *writer) fileHead(b *doc.LetterHead) {
	st := w.sheet.style
	l, pitch := &st.Letter, st.Page.LinePitch
	used := length.Length(0)
	for _, e := range marginal(b) {
		w.begin(e.key, line{keep: true})
		w.letterText(e.key, e.text)
		w.finish()
		used += pitch
	}
	top := l.MarkTop
	if b.Form == doc.OrderForm {
		top = l.OrderMarkTop
	}
	foot := w.mark(b, top-used) // below the mark's outlines
	number, body := st.TextOf("number"), st.TextOf("body")
	title := st.TextOf("title")
	if b.Form == doc.OrderForm {
		if len(b.Number) > 0 {
			w.begin("number", line{before: 2*pitch - foot - w.lower(number), keep: true})
			w.letterText("number", b.Number)
			w.finish()
		}
		w.above = 2*pitch - w.lower(body) + w.lower(number)
		return
	}
	w.numberAndSigners(b, 2*pitch-foot-w.lower(number))
	w.above = 2*pitch - w.lower(title)
}

// marginalText is 份号, 密级 or 紧急程度.
type marginalText struct {
	key  string
	text []doc.Inline
}

func marginal(b *doc.LetterHead) []marginalText {
	var all []marginalText
	for _, e := range []marginalText{{"copy", b.Copy}, {"secrecy", b.Secrecy}, {"secrecy", b.Urgency}} {
		if len(e.text) > 0 {
			all = append(all, e)
		}
	}
	return all
}

// inFace writes text in another face than its paragraph's.
func (w *writer) inFace(text []doc.Inline, role fonts.Role) {
	for i := range text {
		l := runLook{face: w.sheet.faces[role].name, bold: w.sheet.faces[role].bold}
		for s := text[i].Text; s != ""; {
			n := w.stretch(s, role, &l)
			run(&w.main, s[:n], &l)
			s = s[n:]
		}
	}
}
