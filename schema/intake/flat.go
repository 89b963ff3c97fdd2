package intake

import (
	"fmt"
	"strings"

	"nianbao/schema"
	"nianbao/schema/form"
)

// flat reads a table that is printed as one row of figures (表四): each figure
// by the headers above and the labels beside it, also where the table was
// split or its rows stand below each other; else all of them by their order.
func (a *assembly) flat(t *schema.Table) {
	lines := a.flatLines(t)
	if len(lines) > 0 && a.flatUntouched(t, lines) {
		a.doubt(Doubt{Where: t.Form.Name, Message: "整张表空白，没有填，留空待填"})
		return
	}
	if a.flatByHeader(t, lines) {
		return
	}
	want := 0
	for i := range t.Rows {
		want += len(t.Rows[i].Cells)
	}
	var cells []*Cell
	var from []*Table
	for _, l := range lines {
		figures := l.cells
		if n := len(l.labels); n > 0 {
			figures = l.after(n - 1)
		}
		for _, c := range figures {
			cells, from = append(cells, c), append(from, l.table)
		}
	}
	if len(cells) != want {
		found := "没有找到"
		if len(cells) > 0 {
			var texts []string
			for _, c := range cells[:min(len(cells), 2*want)] {
				texts = append(texts, oneLine(c.Text))
			}
			found = fmt.Sprintf("找到 %d 个（%s）", len(cells), strings.Join(texts, "、"))
		}
		a.doubt(Doubt{Where: t.Form.Name, Message: fmt.Sprintf("应有 %d 个数，%s，不知道各是哪一格，留空待填", want, found)})
		return
	}
	n := 0
	for i := range t.Rows {
		for j := range t.Rows[i].Cells {
			a.cell(t, rowName(t, &t.Rows[i]), &t.Rows[i], j, from[n], cells[n], false)
			n++
		}
	}
}

// flatUntouched tells a flat table that nobody filled in: all is empty but
// totals that were worked out as 0.
func (a *assembly) flatUntouched(t *schema.Table, lines []*line) bool {
	empty := 0
	for _, l := range lines {
		for at, c := range l.cells {
			switch text := strings.TrimSpace(c.Text); {
			case l.isLabel(at):
			case text == "":
				empty++
			case text != "0":
				return false
			}
		}
	}
	parts := 0
	for _, c := range t.Rows[0].Band.Columns {
		if len(c.Sum) == 0 {
			parts++
		}
	}
	return empty >= parts*len(t.Rows)
}

// flatLines are the lines of the tables that look like (a part of) the flat
// one; without any, a line of as many figures as it has, and no header.
func (a *assembly) flatLines(t *schema.Table) []*line {
	var lines []*line
	heads := map[*Table]bool{}
	for _, l := range a.lines {
		if _, known := heads[l.table]; !known {
			heads[l.table] = headsFlat(l.table, t.Form)
		}
		if l.owner == "" && heads[l.table] && l.isFilled(len(t.Form.Bands[0].Columns)) {
			lines = append(lines, l)
		}
	}
	want := 0
	for i := range t.Rows {
		want += len(t.Rows[i].Cells)
	}
	for _, l := range a.lines {
		if len(lines) == 0 && l.owner == "" && len(l.labels) == 0 && len(l.cells) == want {
			a.doubt(Doubt{Where: t.Form.Name, Message: "没有表头，各数按次序对应（" + strings.TrimSpace(l.table.place(l.cells[0])) + "起）"})
			lines = append(lines, l)
		}
	}
	for _, l := range lines {
		l.owner = t.Form.Key
	}
	return lines
}

// isFilled tells a line of figures from a header with an empty corner: it has
// a figure, or nothing but empty cells.
func (l *line) isFilled(columns int) bool {
	for at, c := range l.cells {
		if !l.isLabel(at) && strings.TrimSpace(c.Text) != "" {
			return true
		}
	}
	return len(l.labels) == 0 && len(l.cells) >= columns
}

// flatByHeader places every figure by what stands above and beside it. It
// places nothing unless all find their cell, each another one.
func (a *assembly) flatByHeader(t *schema.Table, lines []*line) bool {
	type place struct{ row, column int }
	type figure struct {
		cell *Cell
		from *Table
	}
	found := map[place]figure{}
	for _, l := range lines {
		seen := map[*Cell]bool{}
		for at, c := range l.table.Rows[l.row] {
			if c == nil || seen[c] || a.known.is(c.Text) {
				continue
			}
			seen[c] = true
			row, column := a.flatPlace(t.Form, l, at)
			if row < 0 || column < 0 {
				if strings.TrimSpace(c.Text) == "" {
					continue
				}
				return false
			}
			if _, twice := found[place{row, column}]; twice {
				return false
			}
			found[place{row, column}] = figure{c, l.table}
		}
	}
	for i := range t.Rows {
		for j := range t.Rows[i].Cells {
			if found[place{i, j}].cell == nil {
				return false
			}
		}
	}
	for i := range t.Rows {
		for j := range t.Rows[i].Cells {
			f := found[place{i, j}]
			a.cell(t, rowName(t, &t.Rows[i]), &t.Rows[i], j, f.from, f.cell, false)
		}
	}
	return true
}

// flatPlace is the row and the column that the labels above and beside a
// square name; −1 = none.
func (a *assembly) flatPlace(t *form.Table, l *line, at int) (row, column int) {
	var around []string
	for i := range l.labels {
		around = append(around, l.labels[i].bare)
	}
	around = append(around, a.above(l.table, l.row, at)...)
	row, column = -1, -1
	rowTop, columnTop := 0.79, 0.79
	for _, text := range around {
		for i, r := range t.Rows() {
			for _, p := range r.Path {
				// The leaf names the row; a group (行政诉讼) does not.
				if s := alike(text, bare(p)); s > rowTop && p == r.Path[len(r.Path)-1] {
					row, rowTop = i, s
				}
			}
		}
		for i := range t.Bands[0].Columns {
			if s := alike(text, bare(headerOf(&t.Bands[0].Columns[i]))); s > columnTop {
				column, columnTop = i, s
			}
		}
	}
	return row, column
}

// above are all labels above a square, the nearest first, past figures too:
// in a table of several parts the nearest of a kind counts.
func (a *assembly) above(t *Table, row, at int) []string {
	var texts []string
	for i := row - 1; i >= 0; i-- {
		if at < len(t.Rows[i]) && t.Rows[i][at] != nil && a.known.is(t.Rows[i][at].Text) {
			texts = append(texts, bare(t.Rows[i][at].Text))
		}
	}
	return texts
}

// headsFlat tells by its headers whether a table is (part of) a flat one.
func headsFlat(found *Table, t *form.Table) bool {
	want := map[string]bool{}
	for i := range t.Bands[0].Columns {
		want[bare(headerOf(&t.Bands[0].Columns[i]))] = true
	}
	hits := map[string]bool{}
	for _, row := range found.Rows {
		for _, c := range distinct(row) {
			if b := bare(c.Text); want[b] {
				hits[b] = true
			}
		}
	}
	return len(hits)*2 > len(want)
}
