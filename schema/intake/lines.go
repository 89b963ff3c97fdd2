package intake

import (
	"strings"

	"nianbao/schema/form"
)

// Bounds of tables that may be statutory; what is larger is left alone. The
// largest of a form has 28 rows of 10 columns.
const (
	mostRows    = 200
	mostColumns = 64
	mostLabels  = 12 // in one row
	mostLines   = 2_000
	mostHeaders = 6 // above one square
)

// line is one table row with figures as found.
type line struct {
	block  int // index of the table's block
	table  *Table
	row    int     // in the table
	cells  []*Cell // each merged cell once
	labels []label
	stub   int    // columns of the table in which labels stand
	owner  string // key of the form table that took it
}

// label is a label in a line.
type label struct {
	at   int // index in the line's cells
	bare string
}

// tableLines lists the rows of all tables that hold figures beside labels, or
// figures alone.
func tableLines(blocks []Block, known labels) []*line {
	var lines []*line
	for i := range blocks {
		t := blocks[i].Table
		if t == nil || t.filled() > mostRows || len(lines) > mostLines {
			continue
		}
		first, stub := len(lines), 0
		for row := range t.Rows {
			l := &line{block: i, table: t, row: row, cells: distinct(t.Rows[row])}
			for at, c := range l.cells {
				if known.is(c.Text) {
					l.labels = append(l.labels, label{at, bare(c.Text)})
				}
			}
			if len(l.labels) == len(l.cells) || len(l.labels) > mostLabels || len(l.cells) > mostColumns {
				continue
			}
			lines = append(lines, l)
			if n := len(l.labels); n > 0 && known[l.labels[n-1].bare] && holdsFigures(l.after(n-1)) {
				stub = max(stub, l.cells[l.labels[n-1].at].Col+1)
			}
		}
		for _, l := range lines[first:] {
			l.stub = stub
		}
	}
	return lines
}

// filled is the number of rows that hold cells.
func (t *Table) filled() int {
	n := 0
	for _, row := range t.Rows {
		if len(row) > 0 {
			n++
		}
	}
	return n
}

func holdsFigures(cells []*Cell) bool {
	for _, c := range cells {
		if strings.TrimSpace(c.Text) != "" {
			return true
		}
	}
	return false
}

// after are the cells behind a label, without labels that reach down into the
// line from above.
func (l *line) after(own int) []*Cell {
	var cells []*Cell
	for at := l.labels[own].at + 1; at < len(l.cells); at++ {
		c := l.cells[at]
		if c.Row < l.row && l.isLabel(at) {
			continue
		}
		cells = append(cells, c)
	}
	return cells
}

func (l *line) isLabel(at int) bool {
	for i := range l.labels {
		if l.labels[i].at == at {
			return true
		}
	}
	return false
}

// figures are the n figures behind a label: a stub that is not merged leaves
// empty cells before them, a column of remarks behind them.
func (l *line) figures(own, n int) []*Cell {
	cells := l.after(own)
	for len(cells) > n && strings.TrimSpace(cells[0].Text) == "" && cells[0].Col < l.stub {
		cells = cells[1:]
	}
	for len(cells) > n && strings.TrimSpace(cells[len(cells)-1].Text) == "" {
		cells = cells[:len(cells)-1]
	}
	return cells
}

// byHeader finds the figure of each column by the headers above it. It fails
// when a column has none, or two that differ.
func (l *line) byHeader(own int, columns []form.Column, known labels) ([]*Cell, bool) {
	found := make([]*Cell, len(columns))
	for at, c := range l.table.Rows[l.row] {
		if c == nil || c.Col < l.cells[l.labels[own].at].Col || c == l.cells[l.labels[own].at] {
			continue
		}
		column := l.columnOf(at, columns, known)
		switch {
		case column < 0:
		case found[column] == nil:
			found[column] = c
		case found[column] != c && found[column].Text != c.Text:
			return nil, false
		}
	}
	for _, c := range found {
		if c == nil {
			return nil, false
		}
	}
	return found, true
}

// columnOf is the form column that the headers above a square name; −1 = none.
func (l *line) columnOf(at int, columns []form.Column, known labels) int {
	for _, h := range l.table.headers(l.row, at, known) {
		best, top := -1, 0.74
		for i := range columns {
			if s := alike(bare(h.Text), bare(headerOf(&columns[i]))); s > top {
				best, top = i, s
			}
		}
		if best >= 0 {
			return best
		}
	}
	return -1
}

// headers are the labels that stand together above a square, the nearest
// first.
func (t *Table) headers(row, at int, known labels) []*Cell {
	var found []*Cell
	for i := row - 1; i >= 0; i-- {
		var c *Cell
		if at < len(t.Rows[i]) {
			c = t.Rows[i][at]
		}
		switch {
		case c != nil && known.is(c.Text):
			if len(found) == 0 || found[len(found)-1] != c {
				found = append(found, c)
			}
		case len(found) > 0:
			return found
		}
		if len(found) == mostHeaders {
			return found
		}
	}
	return found
}

// inOrder tells whether cells stand in a line from left to right.
func inOrder(cells []*Cell) bool {
	for i := 1; i < len(cells); i++ {
		if cells[i].Col < cells[i-1].Col {
			return false
		}
	}
	return true
}
