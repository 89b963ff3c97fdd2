package docx

import (
	"unicode/utf8"

	"nianbao/render/doc"
	"nianbao/render/length"
	"nianbao/render/style"
)

// Readers of a DOCX work out how high its tables are. Here heights are told
// from the number of characters alone; that is enough to give the text below
// a table or picture the place that it has on our own pages.

// tableGap is the least white below a table.
func tableGap(st *style.Style) length.Length { return st.Page.LinePitch / 4 }

// ruleRoom is how much higher tables may come out: our outer rules lie inside
// them, those of LibreOffice around them. On a full page it would cost a line.
const ruleRoom = length.Pt

// clear asks for white below something of the given height: at least least,
// and so much that text goes on where the grid of the page has a line.
func (w *writer) clear(height, least length.Length, next doc.Block) {
	w.above = least
	pitch := w.sheet.style.Page.LinePitch
	if pitch > 0 && w.onGrid(next) {
		w.above = max((height+least+pitch-1)/pitch*pitch-height-ruleRoom, 0)
	}
}

// onGrid says whether a block begins with a line of the page's pitch.
func (w *writer) onGrid(b doc.Block) bool {
	switch b := b.(type) {
	case *doc.Table, *doc.Figure:
		return false
	case *doc.Paragraph:
		return w.sheet.paragraph(b.Kind).grid
	}
	return true
}

// tableHeight is the height of a table in a look.
func tableHeight(t *doc.Table, look *tableLook, edges []int) length.Length {
	rows := make([]length.Length, len(t.Rows))
	for i := range rows {
		rows[i] = look.style.MinRow
	}
	for i := range t.Cells {
		c := &t.Cells[i]
		if c.RowSpan > 1 {
			continue // the rows have room for it
		}
		text := &look.cells[c.Role].text
		measure := length.Length(edges[c.Col+c.ColSpan]-edges[c.Col])*length.Twip - 2*look.style.PadX
		rows[c.Row] = max(rows[c.Row], text.Pitch*cellLines(c, text, measure)+2*look.style.PadY)
	}
	sum := length.Length(0)
	for _, h := range rows {
		sum += h
	}
	return sum
}

// cellLines is the number of lines that a cell's text takes in its type, or in
// the smaller one that fits its longest number.
func cellLines(c *doc.Cell, t *style.Text, measure length.Length) length.Length {
	f, size := fitCell(c, *t, measure), wordSize(*t)
	if f.size > 0 {
		size = length.Length(f.size) * length.Pt / 2
	}
	s := doc.Plain(c.Text)
	if n := longestNumber(s); n == len(s) {
		return 1 // the type is made to fit
	}
	if f.below {
		return 1 + lineCount(doc.Plain(c.Text[1:]), size, measure)
	}
	return lineCount(s, size, measure)
}

// lineCount is the number of lines that a text takes, at least one. Chinese
// characters are as wide as the type is high, others half of that.
func lineCount(s string, size, measure length.Length) length.Length {
	halves := 0
	for _, r := range s {
		if halves++; r >= utf8.RuneSelf {
			halves++
		}
	}
	line := max(int(measure/max(size, 1)), 1) * 2
	return length.Length(max((halves+line-1)/line, 1))
}
