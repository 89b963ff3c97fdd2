package docx

import (
	"cmp"
	"fmt"
	"slices"

	"nianbao/render/doc"
	"nianbao/render/length"
)

// square is a square of a table's grid: which cell covers it.
type square int32

const open square = -1

// table writes a table as wide as the type area and returns its height, as
// far as that can be told (see tableHeight).
func (w *writer) table(t *doc.Table) (length.Length, error) {
	if err := w.cover(t); err != nil {
		return 0, err
	}
	look := w.sheet.table(t.Key)
	edges := columnEdges(t.Widths, w.sheet.area.width)
	if t.Even {
		look = look.even(t, edges)
	}
	height := tableHeight(t, look, edges)
	if t.Whole {
		look, height = w.tighten(t, look, edges, height)
	}
	w.tableProps(t, look, edges)
	whole := t.Whole && height.Twips() <= w.sheet.area.height
	for r := range t.Rows {
		keep := t.Rows[r].KeepNext || whole || r < t.Head
		if r == len(t.Rows)-1 {
			keep = len(t.Note) > 0
		}
		w.row(t, look, edges, r, keep)
	}
	w.main.put("</w:tbl>")
	return height, nil
}

// tighten makes a table that is to be whole lower, when that makes it fit a
// page together with its heading and note: no least height of rows, half the
// white above and below the text.
func (w *writer) tighten(t *doc.Table, look *tableLook, edges []int, height length.Length) (*tableLook, length.Length) {
	pitch := w.sheet.style.Page.LinePitch
	room := length.Length(w.sheet.area.height)*length.Twip - pitch
	if len(t.Note) > 0 {
		room -= 2 * pitch
	}
	if height <= room {
		return look, height
	}
	tight := *look
	tight.tight = true
	tight.style.MinRow, tight.style.PadY = 0, look.style.PadY/2
	if lower := tableHeight(t, &tight, edges); lower <= room {
		return &tight, lower
	}
	return look, height
}

func (w *writer) tableProps(t *doc.Table, look *tableLook, edges []int) {
	x := &w.main
	x.put(`<w:tbl><w:tblPr><w:tblStyle w:val="`, look.id, `"/>`)
	x.num(`<w:tblW w:w="`, w.sheet.area.width, `" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>`)
	if look.tight {
		x.put("<w:tblCellMar>")
		margin(x, "top", look.style.PadY)
		margin(x, "bottom", look.style.PadY)
		x.put("</w:tblCellMar>")
	}
	x.put(`<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>`)
	if t.Title != "" {
		x.put(`<w:tblCaption w:val="`)
		x.attr(t.Title)
		x.put(`"/>`)
	}
	if t.Summary != "" {
		x.put(`<w:tblDescription w:val="`)
		x.attr(t.Summary)
		x.put(`"/>`)
	}
	x.put("</w:tblPr><w:tblGrid>")
	for i := range t.Widths {
		x.num(`<w:gridCol w:w="`, edges[i+1]-edges[i], `"/>`)
	}
	x.put("</w:tblGrid>")
}

// cover finds the cell of every square and makes sure that each is covered
// exactly once.
func (w *writer) cover(t *doc.Table) error {
	rows, cols := len(t.Rows), len(t.Widths)
	name := t.Title
	if name == "" {
		name = t.Key
	}
	if rows == 0 || cols == 0 {
		return fmt.Errorf("表格“%s”没有行或列", name)
	}
	w.grid = w.grid[:0]
	for range rows * cols {
		w.grid = append(w.grid, open)
	}
	for i := range t.Cells {
		c := &t.Cells[i]
		if c.Row < 0 || c.Col < 0 || c.RowSpan < 1 || c.ColSpan < 1 || c.RowSpan > rows-c.Row || c.ColSpan > cols-c.Col {
			return fmt.Errorf("表格“%s”：第 %d 行第 %d 列的单元格超出 %d 行 %d 列的表", name, c.Row+1, c.Col+1, rows, cols)
		}
		for r := c.Row; r < c.Row+c.RowSpan; r++ {
			for k := c.Col; k < c.Col+c.ColSpan; k++ {
				if w.grid[r*cols+k] != open {
					return fmt.Errorf("表格“%s”：第 %d 行第 %d 列有两个单元格重叠", name, r+1, k+1)
				}
				w.grid[r*cols+k] = square(i)
			}
		}
	}
	for i, s := range w.grid {
		if s == open {
			return fmt.Errorf("表格“%s”：第 %d 行第 %d 列没有单元格", name, i/cols+1, i%cols+1)
		}
	}
	return nil
}

// row writes row r: a cell where it begins, an empty continuation of the same
// width in the rows below it. Each cell is as wide as its grid columns.
func (w *writer) row(t *doc.Table, look *tableLook, edges []int, r int, keep bool) {
	x := &w.main
	x.put("<w:tr><w:trPr><w:cantSplit/>")
	if h := look.style.MinRow.Twips(); h > 0 {
		x.num(`<w:trHeight w:val="`, h, `" w:hRule="atLeast"/>`)
	}
	if r < t.Head {
		x.put("<w:tblHeader/>")
	}
	x.put("</w:trPr>")
	cols := len(t.Widths)
	for k := 0; k < cols; {
		c := &t.Cells[w.grid[r*cols+k]]
		w.cell(c, look, edges[k+c.ColSpan]-edges[k], c.Row == r, keep)
		k += c.ColSpan
	}
	x.put("</w:tr>")
}

func (w *writer) cell(c *doc.Cell, look *tableLook, width int, first, keep bool) {
	x := &w.main
	x.num(`<w:tc><w:tcPr><w:tcW w:w="`, width, `" w:type="dxa"/>`)
	if c.ColSpan > 1 {
		x.num(`<w:gridSpan w:val="`, c.ColSpan, `"/>`)
	}
	if c.RowSpan > 1 {
		if first {
			x.put(`<w:vMerge w:val="restart"/>`)
		} else {
			x.put(`<w:vMerge w:val="continue"/>`)
		}
	}
	if fill := look.cells[c.Role].fill; fill >= 0 {
		x.put(`<w:shd w:val="clear" w:color="auto" w:fill="`)
		x.hex(uint32(fill))
		x.put(`"/>`)
	}
	text := &look.cells[c.Role]
	x.put(`<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="`, text.id, `"/>`)
	if keep {
		x.put("<w:keepNext/>")
	}
	if first {
		w.cellText(c, text, length.Length(width)*length.Twip-2*look.style.PadX, look.size)
	} else {
		x.put("</w:pPr>")
	}
	x.put("</w:p></w:tc>")
}

// cellText ends a cell's paragraph properties and writes its text. measure is
// the cell's inner width, size that of the type where it is not the style's.
func (w *writer) cellText(c *doc.Cell, text *cellLook, measure length.Length, size int) {
	x := &w.main
	f := fitCell(c, text.text, measure)
	if f.first != 0 || f.sides != 0 {
		x.num(`<w:ind w:left="`, f.sides, `"`)
		x.num(` w:right="`, f.sides, `"`)
		x.num(` w:firstLine="`, f.first, `"/>`)
	}
	if jc := aligns[c.Align]; jc != text.jc {
		x.put(`<w:jc w:val="`, jc, `"/>`)
	}
	x.put("</w:pPr>")
	w.size = cmp.Or(f.size, size)
	words := c.Text
	if f.below {
		words = slices.Clone(words)
		words[0].Break = true
	}
	w.inlines(x, words, text.text.Face)
	w.size = 0
}

var aligns = map[doc.Align]string{doc.AlignCenter: "center", doc.AlignLeft: "left", doc.AlignRight: "right"}

// columnEdges are the places of the grid lines from 0 to width, in proportion
// to the given widths.
func columnEdges(widths []int, width int) []int {
	sum := 0
	for _, n := range widths {
		sum += max(n, 1)
	}
	edges := make([]int, 1, len(widths)+1)
	at := 0
	for _, n := range widths {
		at += max(n, 1)
		edges = append(edges, (at*width+sum/2)/sum)
	}
	return edges
}
