package docx

import (
	"nianbao/render/doc"
	"nianbao/render/layout"
	"nianbao/render/length"
)

// lettersEnd says what of an official document goes with its signature to
// another page, for the signature is never alone on one. Readers give up a
// chain of paragraphs that is longer than a page, and part it anywhere; so
// lines are counted first, from the number of characters alone.
type lettersEnd struct {
	text bool // the last paragraph of the text, with what follows it
	list bool // all of 附件说明
}

func (w *writer) lettersEnd() (e lettersEnd) {
	head := headOf(w.doc)
	if head == nil {
		return e
	}
	st := w.sheet.style
	front, text := length.Length(0), length.Length(0) // lines before the text; of its last block
	var list, closing length.Length
	paragraphs := 0
	body := st.TextOf("body").Size
	count := func(text []doc.Inline, indent length.Length) length.Length {
		return lineCount(doc.Plain(text), body, w.sheet.measure()-indent)
	}
	for _, b := range w.doc.Blocks[1:] {
		switch b := b.(type) {
		case *doc.Title:
			front += length.Length(len(layout.TitleLines(b, st)) + 1)
		case *doc.Hanging:
			if b.Gap {
				list++
			}
			list += count(b.Text, length.Length(b.Indent)*body+textWidth(b.Label, body))
		case *doc.Closing:
			closing = closingLines(b, st.Letter.SealLines)
		case *doc.Paragraph:
			if b.Kind == doc.Recipients {
				front += count(b.Text, 0)
				break
			}
			paragraphs++
			text = count(b.Text, 0) + 1 // the indent may make another line
		default:
			paragraphs++
			text = 1
		}
		if closing > 0 {
			break
		}
	}
	page := length.Length(st.Page.Lines)
	e.list = list+closing <= page
	e.text = e.list && text+list+closing <= page
	// Readers move a kept paragraph whole. The first page must show text
	// (7.3.3), so a lone paragraph is only kept where nothing else stands with
	// the signature.
	if paragraphs == 1 && list > 0 {
		e.text = e.text && w.headHeight(head)+(front+text+list+closing)*st.Page.LinePitch <= st.Page.Height-st.Page.Top-st.Page.Bottom
	}
	return e
}

// endsText says whether text before next, 附件说明 or the signature, stays on
// its page.
func (w *writer) endsText(next doc.Block) bool {
	switch next := next.(type) {
	case *doc.Hanging:
		return next.Gap && w.end.text
	case *doc.Closing:
		return w.end.text
	}
	return false
}

// closingLines is how many lines 署名 and 成文日期 take, with the white above.
func closingLines(b *doc.Closing, sealLines int) length.Length {
	n := length.Length(len(b.Offices))
	switch rows := (n + 1) / 2; {
	case len(b.Posts) > 0:
		return layout.StampLines + length.Length(len(b.Posts)-1)*layout.StampRows + 3
	case b.Seal && n > 1:
		return length.Length(sealLines) + (rows-1)*layout.SealRows + 2
	case b.Seal:
		return length.Length(sealLines) + n + 1
	}
	return n + 2
}

// headHeight is how far the title's line is below the type area's top.
func (w *writer) headHeight(b *doc.LetterHead) length.Length {
	st := w.sheet.style
	l, pitch := &st.Letter, st.Page.LinePitch
	if b.Form == doc.NoteForm {
		size := markSize(b, st.TextOf("notemark"), l.DoubleWidth)
		return l.NoteMarkTop - st.Page.Top + size + l.RuleDrop + length.Length(max(len(marginal(b)), 1)+3)*pitch
	}
	n := length.Length(len(b.Mark))
	top, size := l.MarkTop, markSize(b, st.TextOf("mark"), w.sheet.measure())
	if b.Form == doc.OrderForm {
		top = l.OrderMarkTop
	}
	rows := length.Length(max((len(b.Signers)+1)/2, 1))
	return top + size + max(n-1, 0)*size*layout.MarkPitch/1000 + (rows+4)*pitch + l.RuleDrop
}
