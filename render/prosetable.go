package render

import (
	"strings"

	extast "github.com/yuin/goldmark/extension/ast"

	"nianbao/render/doc"
)

// table turns a Markdown table into a grid. When the head of its first column
// is empty, that column names the rows.
func (p *prose) table(n *extast.Table) *doc.Table {
	t := &doc.Table{Key: "prose", Head: 1, Even: true}
	count := len(n.Alignments)
	t.Widths = make([]int, count)
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		r := len(t.Rows)
		t.Rows = append(t.Rows, doc.TableRow{KeepNext: r == 0})
		c := 0
		for cell := row.FirstChild(); cell != nil && c < count; cell = cell.NextSibling() {
			text := p.inlines(cell)
			t.Cells = append(t.Cells, doc.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, Text: text})
			c++
		}
	}
	if len(t.Rows) == 1 {
		// No header rows without rows below them (ISO 32000-1, table 337): the
		// row is still one of headers, but of the table's body.
		t.Head, t.Rows[0].KeepNext = 0, false
	}
	if len(t.Cells) > 0 && len(t.Cells[0].Text) == 0 {
		t.Stub = 1
	}
	columns := columnsOf(t)
	t.Widths = columnWidths(columns)
	keepRows(t)
	var heads []string
	for i := range t.Cells {
		cell := &t.Cells[i]
		switch {
		case cell.Row == 0 && cell.Col < t.Stub:
			cell.Role = doc.Corner
		case cell.Row == 0:
			cell.Role = doc.Header
			heads = append(heads, doc.Plain(cell.Text))
		default:
			if cell.Col < t.Stub {
				cell.Role = doc.Stub
			} else {
				cell.Heads = append(cell.Heads, cell.Col)
				if t.Stub > 0 {
					cell.Heads = append(cell.Heads, cell.Row*count)
				}
			}
			cell.Align = align(n.Alignments[cell.Col], columns[cell.Col].most)
		}
	}
	t.Title = strings.Join(heads, "、")
	return t
}

// align is how the cells of a column stand: as written, else short ones in the
// middle and long ones to the left.
func align(a extast.Alignment, width int) doc.Align {
	switch {
	case a == extast.AlignLeft, a == extast.AlignNone && width > 16:
		return doc.AlignLeft
	case a == extast.AlignRight:
		return doc.AlignRight
	}
	return doc.AlignCenter
}

// width of a text in half-width characters.
func width(s string) int {
	n := 0
	for _, r := range s {
		n++
		if wide(r) {
			n++
		}
	}
	return n
}
