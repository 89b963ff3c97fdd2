package layout

import (
	"nianbao/render/doc"
	"nianbao/render/frame"
	"nianbao/render/length"
)

// A part is the rows first ≤ r < end of a table, as one page shows them. When
// the table began on an earlier page, its header rows come first once more.

// partHeight fills t.part with the heights of the rows of a part and returns
// their sum with that of the repeated header rows. Rows grow when the label
// of a cell that the page break cuts needs more room than is left of it.
func (s *setter) partHeight(t *table, first, end int) length.Length {
	t.part = append(t.part[:0], t.rows[first:end]...)
	for i := range t.doc.Cells {
		c := &t.doc.Cells[i]
		top, foot := max(c.Row, first), min(c.Row+c.RowSpan, end)
		if c.RowSpan == 1 || top >= foot || top == c.Row && foot == c.Row+c.RowSpan {
			continue
		}
		text := &t.cells[i]
		if c.Row < first {
			if c.Role != doc.Stub {
				continue
			}
			text = s.rest(t, i)
		}
		widen(t.part[top-first:foot-first], text.height+2*t.look.PadY)
	}
	_, h := t.repeated(first)
	for _, r := range t.part {
		h += r
	}
	return h
}

// rest is the label of a cell that is continued on a new page.
func (s *setter) rest(t *table, i int) *cell {
	if t.cells[i].rest == nil {
		c := &t.doc.Cells[i]
		text := append(c.Text[:len(c.Text):len(c.Text)], doc.Inline{Text: "（续）"})
		for k := range text {
			text[k].Note, text[k].Link = nil, ""
		}
		rest := s.setCell(t, c, text, nil)
		t.cells[i].rest = &rest
	}
	return t.cells[i].rest
}

// visible is a row as a page shows it.
type visible struct {
	row         int
	top, height length.Length
	again       bool // a header row repeated
}

// drawPart places a part at y on the page and returns where it ends.
func (s *setter) drawPart(page *frame.Page, t *table, first, end int, y length.Length) length.Length {
	s.partHeight(t, first, end)
	var rows []visible
	heads, _ := t.repeated(first)
	for r := range heads {
		rows = append(rows, visible{r, y, t.rows[r], true})
		y += t.rows[r]
	}
	for r := first; r < end; r++ {
		rows = append(rows, visible{r, y, t.part[r-first], false})
		y += t.part[r-first]
	}
	s.drawFills(page, t, rows)
	s.drawRules(page, t, rows)
	s.drawCells(page, t, rows)
	return y
}

// drawCells places the text of the cells, in the middle of their height.
func (s *setter) drawCells(page *frame.Page, t *table, rows []visible) {
	cols := len(t.doc.Widths)
	for k := range rows {
		v := &rows[k]
		for col := 0; col < cols; col++ {
			i := t.owner[v.row*cols+col]
			if i < 0 || t.doc.Cells[i].Col != col || k > 0 && t.sameCell(rows, k-1, col) {
				continue
			}
			c := &t.doc.Cells[i]
			height := v.height
			for n := k + 1; n < len(rows) && t.sameCell(rows, n-1, col); n++ {
				height += rows[n].height
			}
			text := &t.cells[i]
			if c.Row < v.row { // it began on an earlier page
				if c.Role != doc.Stub {
					continue
				}
				text = s.rest(t, int(i))
			}
			s.placeCell(page, text, v.top+(height-text.height)/2, v.again)
		}
	}
}

// sameCell says whether one cell covers a column of visible rows k and k+1.
func (t *table) sameCell(rows []visible, k, col int) bool {
	cols := len(t.doc.Widths)
	i := t.owner[rows[k].row*cols+col]
	return i >= 0 && i == t.owner[rows[k+1].row*cols+col] && rows[k].again == rows[k+1].again
}

// placeCell moves the items of a text to its place; those placed before are
// copied and become artifacts.
func (s *setter) placeCell(page *frame.Page, text *cell, y length.Length, again bool) {
	items := s.items[text.from:text.to]
	if again || text.at != 0 {
		for _, item := range items {
			if t, ok := item.(*frame.Text); ok {
				twin := s.texts.One()
				*twin = *t
				twin.Y += y - text.at
				twin.Tag, twin.Link, twin.Artifact = nil, "", "Pagination"
				page.Items = append(page.Items, twin)
			}
		}
		return
	}
	s.place(page, items, s.style.Page.Left, y)
	text.at = y
}

// drawFills fills the cells that the style gives a ground.
func (s *setter) drawFills(page *frame.Page, t *table, rows []visible) {
	if t.look.BandFill < 0 && t.look.HeadFill < 0 {
		return
	}
	cols := len(t.doc.Widths)
	for k := range rows {
		v := &rows[k]
		for col := 0; col < cols; {
			i := t.owner[v.row*cols+col]
			if i < 0 {
				col++
				continue
			}
			c := &t.doc.Cells[i]
			fill := int64(-1)
			switch c.Role {
			case doc.Band:
				fill = t.look.BandFill
			case doc.Header, doc.Corner:
				fill = t.look.HeadFill
			}
			if fill >= 0 && (k == 0 || !t.sameCell(rows, k-1, col)) { // in one piece
				x, height := t.edges[c.Col], v.height
				for n := k + 1; n < len(rows) && t.sameCell(rows, n-1, col); n++ {
					height += rows[n].height
				}
				s.rule(page, x, v.top, t.edges[c.Col+c.ColSpan]-x, height, uint32(fill))
			}
			col = c.Col + c.ColSpan
		}
	}
}

// rule adds a filled rectangle; x is counted from the type area's left edge.
func (s *setter) rule(page *frame.Page, x, y, w, h length.Length, color uint32) {
	r := s.rules.One()
	*r = frame.Rule{X: s.style.Page.Left + x, Y: y, W: w, H: h, Color: color}
	page.Items = append(page.Items, r)
}

// drawRules draws the rules between the cells, each once and in one piece as
// far as it runs. The outer ones lie inside the type area.
func (s *setter) drawRules(page *frame.Page, t *table, rows []visible) {
	cols := len(t.doc.Widths)
	thin, thick := t.look.Rule, t.look.OuterRule
	top := rows[0].top
	foot := rows[len(rows)-1].top + rows[len(rows)-1].height
	s.rule(page, 0, top, s.width, thick, 0)
	for k := 0; k+1 < len(rows); k++ {
		y := rows[k+1].top - thin/2
		for col := 0; col < cols; {
			from := col
			for col < cols && !t.sameCell(rows, k, col) {
				col++
			}
			if col > from {
				s.rule(page, t.edges[from], y, t.edges[col]-t.edges[from], thin, 0)
			}
			col++
		}
	}
	s.rule(page, 0, foot-thick, s.width, thick, 0)
	s.rule(page, 0, top, thick, foot-top, 0)
	for col := 1; col < cols; col++ {
		x := t.edges[col] - thin/2
		for k := 0; k < len(rows); {
			from := k
			for k < len(rows) && t.owner[rows[k].row*cols+col-1] != t.owner[rows[k].row*cols+col] {
				k++
			}
			if k > from {
				y := rows[from].top
				s.rule(page, x, y, thin, rows[k-1].top+rows[k-1].height-y, 0)
			}
			k++
		}
	}
	s.rule(page, s.width-thick, top, thick, foot-top, 0)
}
