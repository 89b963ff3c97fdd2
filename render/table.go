package render

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"nianbao/render/doc"
	"nianbao/schema"
	"nianbao/schema/form"
	"nianbao/schema/source"
)

// empties are the printed tables of forms without figures, by *form.Table: all
// reports of a run share them.
var empties sync.Map

// emptyTable is a table of a form with its labels, its figures still to come.
type emptyTable struct {
	table doc.Table
	data  []place // the cells of figures
}

// place says which figure stands in a cell.
type place struct{ cell, row, column int }

func emptyOf(t *form.Table) *emptyTable {
	if f, ok := empties.Load(t); ok {
		return f.(*emptyTable)
	}
	f, _ := empties.LoadOrStore(t, newEmpty(t))
	return f.(*emptyTable)
}

func newEmpty(t *form.Table) *emptyTable {
	g := t.Grid()
	f := &emptyTable{table: doc.Table{
		Key: t.Key, Title: t.Title, Widths: t.Widths, Head: g.Head, Stub: g.Stub, Whole: t.Whole,
		Rows: make([]doc.TableRow, g.Rows), Cells: make([]doc.Cell, len(g.Cells)),
	}}
	if len(f.table.Widths) != g.Cols {
		f.table.Widths = slices.Repeat([]int{1}, g.Cols)
	}
	for i, keep := range keepNext(t, g) {
		f.table.Rows[i].KeepNext = keep
	}
	for i := range g.Cells {
		c := &g.Cells[i]
		cell := doc.Cell{
			Row: c.Row, Col: c.Col, RowSpan: c.RowSpan, ColSpan: c.ColSpan,
			Role: roles[c.Role], Heads: c.Heads,
		}
		if c.Text != "" {
			cell.Text = []doc.Inline{{Text: c.Text}}
		}
		if c.Role == form.Stub && g.Stub > 1 && c.RowSpan == 1 {
			cell.Align = doc.AlignLeft
		}
		if c.Role == form.Data {
			f.data = append(f.data, place{i, c.FormRow, c.FormColumn})
		}
		f.table.Cells[i] = cell
	}
	f.table.Summary = fmt.Sprintf("%s，共 %d 个数", t.Title, len(f.data))
	return f
}

// shortBand is how many rows of figures a band may have to be kept on one page.
const shortBand = 5

// keepNext says by row whether it is never last on a page: titles and headers,
// and all rows of a short band but its last, when the table has several bands.
func keepNext(t *form.Table, g *form.Grid) []bool {
	keep := slices.Clone(g.Keep)
	if len(t.Bands) < 2 || t.Flat {
		return keep
	}
	row := 0
	for i := range t.Bands {
		for g.Keep[row] { // the band's title and headers
			row++
		}
		n := len(t.Bands[i].Rows)
		if n <= shortBand {
			for r := row; r < row+n-1; r++ {
				keep[r] = true
			}
		}
		row += n
	}
	return keep
}

var roles = map[form.Role]doc.Role{
	form.Data: doc.Data, form.Header: doc.Header, form.Stub: doc.Stub, form.Title: doc.Band, form.Corner: doc.Corner,
}

// table fills a form's table with the report's figures.
func (c *composer) table(t *schema.Table) *doc.Table {
	f := emptyOf(t.Form)
	out := f.table
	out.Cells = slices.Clone(f.table.Cells)
	text := make([]doc.Inline, len(f.data)) // of all figures
	for i, p := range f.data {
		if p.row >= len(t.Rows) || p.column >= len(t.Rows[p.row].Cells) {
			continue
		}
		row := &t.Rows[p.row]
		figure := &row.Cells[p.column]
		from := source.Origin{File: c.report.File, Path: row.Path}
		if figure.Given && !row.Single {
			from.Element = p.column + 1
		}
		text[i] = doc.Inline{Text: figure.Text, Origin: from}
		out.Cells[p.cell].Text = text[i : i+1 : i+1]
		if figure.Note != "" {
			out.Cells[p.cell].Text = append(out.Cells[p.cell].Text, c.note(figure.Note, from)...)
		}
	}
	if t.Note != "" {
		out.Note = c.tableNote(t)
	}
	return &out
}

// note is a cell's note in brackets, unless it has its own.
func (c *composer) note(note string, cell source.Origin) []doc.Inline {
	if cell.Path != nil {
		cell = cell.Down("note")
	}
	_, text := c.line(note, cell)
	if bracketed(doc.Plain(text)) {
		return text
	}
	return slices.Concat([]doc.Inline{{Text: "（"}}, text, []doc.Inline{{Text: "）"}})
}

func bracketed(s string) bool {
	return strings.HasPrefix(s, "（") && strings.HasSuffix(s, "）") && strings.Count(s, "（") == 1
}

// tableNote is the line below a table: 注：….
func (c *composer) tableNote(t *schema.Table) []doc.Inline {
	_, text := c.line(t.Note, c.origin(t.Form.Key, "note"))
	if s := strings.TrimSpace(doc.Plain(text)); strings.HasPrefix(s, "注") || strings.HasPrefix(s, "备注") || strings.HasPrefix(s, "说明") {
		return text
	}
	return append([]doc.Inline{{Text: "注："}}, text...)
}
