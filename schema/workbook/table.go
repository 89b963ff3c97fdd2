package workbook

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"nianbao/schema/form"
)

// top is the row, from 1, in which a table begins; its heading stands above.
const top = 3

// table makes a table's sheet.
func (m *maker) table(t *form.Table) {
	sheet, g := sheetName(t), t.Grid()
	m.sheet(sheet)
	m.put(sheet, "A1", m.heading(t), m.head)
	m.try(m.file.MergeCell(sheet, "A1", cellName(g.Cols+1, 1)))
	m.widths(sheet, t, g)
	m.where = map[form.Address]string{}
	rows := t.Rows()
	for i := range g.Cells {
		c := &g.Cells[i]
		from := cellName(c.Col+1, top+c.Row)
		to := cellName(c.Col+c.ColSpan, top+c.Row+c.RowSpan-1)
		if from != to {
			m.try(m.file.MergeCell(sheet, from, to))
		}
		if c.Role != form.Data {
			m.try(m.file.SetCellValue(sheet, from, c.Text))
			m.try(m.file.SetCellStyle(sheet, from, to, m.label))
			continue
		}
		row, band := rows[c.FormRow], bandOf(t, c.FormRow)
		m.where[form.Address{Table: t.Key, Row: row.Key, Column: band.Columns[c.FormColumn].Key}] = from
		m.try(m.file.SetCellStyle(sheet, from, to, m.input))
	}
	for i := range g.Cells {
		if c := &g.Cells[i]; c.Role == form.Data {
			m.figure(sheet, t, c)
		}
	}
	m.heights(sheet, t, g)
	m.checks(sheet, t, g)
	m.protect(sheet)
	m.onePage(sheet, "landscape")
	m.try(m.file.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: top - 1 + g.Head, TopLeftCell: cellName(1, top+g.Head), ActivePane: "bottomLeft"}))
}

func (m *maker) heading(t *form.Table) string {
	for _, s := range m.form.Sections {
		if s.Table == t.Key {
			return s.Heading
		}
	}
	return t.Title
}

// widths shares 130 characters among the columns.
func (m *maker) widths(sheet string, t *form.Table, g *form.Grid) {
	for i := range g.Cols + 1 {
		width := 34.0 // of the checks beside the table
		if i < g.Cols {
			width = columnWidth(t, i)
		}
		column, err := excelize.ColumnNumberToName(i + 1)
		m.try(err)
		m.try(m.file.SetColWidth(sheet, column, column, width))
	}
}

// columnWidth is a grid column's width in half-width characters.
func columnWidth(t *form.Table, i int) float64 {
	total := 0
	for _, w := range t.Widths {
		total += w
	}
	if i >= len(t.Widths) || total == 0 {
		return 9
	}
	return max(8, 130*float64(t.Widths[i])/float64(total))
}

// heights lets labels that wrap be seen whole: programs do not fit the height
// of merged cells themselves.
func (m *maker) heights(sheet string, t *form.Table, g *form.Grid) {
	lines := make([]int, g.Rows)
	for i := range lines {
		lines[i] = 1
	}
	for _, c := range g.Cells {
		width := 0.0
		for col := c.Col; col < c.Col+c.ColSpan; col++ {
			width += columnWidth(t, col)
		}
		need := (2*utf8.RuneCountInString(c.Text) + int(width) - 3) / max(1, int(width)-2)
		for row := c.Row; row < c.Row+c.RowSpan; row++ {
			lines[row] = max(lines[row], (need+c.RowSpan-1)/c.RowSpan)
		}
	}
	for row, n := range lines {
		m.try(m.file.SetRowHeight(sheet, top+row, float64(4+14*n)))
	}
}

// bandOf is the band that holds row i of the table.
func bandOf(t *form.Table, i int) *form.Band {
	for b := range t.Bands {
		if i < len(t.Bands[b].Rows) {
			return &t.Bands[b]
		}
		i -= len(t.Bands[b].Rows)
	}
	return nil
}

// figure makes a data cell: a formula for a total, else an input that takes
// only what the cell may hold.
func (m *maker) figure(sheet string, t *form.Table, c *form.Cell) {
	row, band := t.Rows()[c.FormRow], bandOf(t, c.FormRow)
	column := &band.Columns[c.FormColumn]
	at := m.where[form.Address{Table: t.Key, Row: row.Key, Column: column.Key}]
	if parts := m.parts(t, band, row, column); len(parts) > 0 {
		m.try(m.file.SetCellFormula(sheet, at, "SUM("+strings.Join(parts, ",")+")"))
		m.try(m.file.SetCellStyle(sheet, at, cellName(c.Col+c.ColSpan, top+c.Row+c.RowSpan-1), m.total))
		return
	}
	m.validate(sheet, at, column.Kind)
	if text, ok := m.fromLast(form.Address{Table: t.Key, Row: row.Key, Column: column.Key}); ok {
		m.try(m.file.SetCellValue(sheet, at, text))
		m.try(m.file.AddComment(sheet, excelize.Comment{Cell: at, Author: author, Text: fromLastYear}))
	}
}

// parts are the cells that a total adds up: those of its row's columns, else
// those of its column's rows.
func (m *maker) parts(t *form.Table, band *form.Band, row *form.Row, column *form.Column) []string {
	var cells []string
	for _, key := range column.Sum {
		cells = append(cells, m.where[form.Address{Table: t.Key, Row: row.Key, Column: key}])
	}
	if len(cells) > 0 {
		return cells
	}
	for _, pattern := range row.Sum {
		for i := range band.Rows {
			if form.Match(pattern, band.Rows[i].Key) {
				cells = append(cells, m.where[form.Address{Table: t.Key, Row: band.Rows[i].Key, Column: column.Key}])
			}
		}
	}
	return cells
}

// validate warns of what is no number of the cell's kind.
func (m *maker) validate(sheet, at string, kind form.Kind) {
	v := excelize.NewDataValidation(true)
	v.Sqref = at
	message := "请填不小于 0 的整数；没有发生的填 0"
	switch kind {
	case form.Money:
		m.try(v.SetRange(0, 1e12, excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorBetween))
		message = "请填不小于 0 的金额"
	case form.Signed:
		m.try(v.SetRange(-1e9, 1e9, excelize.DataValidationTypeWhole, excelize.DataValidationOperatorBetween))
		message = "请填整数，减少的填负数"
	default:
		m.try(v.SetRange(0, 1e9, excelize.DataValidationTypeWhole, excelize.DataValidationOperatorBetween))
	}
	v.SetError(excelize.DataValidationErrorStyleWarning, "核对", message)
	m.try(m.file.AddDataValidation(sheet, v))
}

// fromLast is last year's figure that a rule says this cell equals.
func (m *maker) fromLast(a form.Address) (int64, bool) {
	if m.last == nil {
		return 0, false
	}
	equations := m.form.Equations()
	for i := range equations {
		e := &equations[i]
		l, r := e.Sides[0], e.Sides[1]
		if e.Op != "=" || len(l.Cells) != 1 || len(r.Cells) != 1 || l.Cells[0].Last || !r.Cells[0].Last || l.Cells[0].Address != a {
			continue
		}
		from := r.Cells[0].Address
		if cell := m.last.Table(from.Table).Row(from.Row).Cell(from.Column); cell != nil {
			return cell.Int(), true
		}
	}
	return 0, false
}

// checks puts the live checks beside rows and below columns, and the place for
// the table's note.
func (m *maker) checks(sheet string, t *form.Table, g *form.Grid) {
	side := g.Cols + 1
	m.put(sheet, cellName(side, top), checkMark, m.hint)
	texts := map[int][]string{} // by sheet row: formulas beside it
	below := top + g.Rows + 1
	columns := map[string]int{} // sheet row of each rule over columns
	equations := m.form.Equations()
	for i := range equations {
		e := &equations[i]
		formula, ok := m.formula(e)
		if e.Table != t || !ok {
			continue
		}
		_, row, err := excelize.CellNameToCoordinates(m.where[e.Sides[0].Cells[0].Address])
		m.try(err)
		if e.Rule.Each != "column" {
			texts[row] = append(texts[row], formula)
			continue
		}
		line, known := columns[e.Rule.ID]
		if !known {
			line = below + len(columns)
			columns[e.Rule.ID] = line
			m.put(sheet, cellName(1, line), checkMark+"："+e.Rule.Says, m.hint)
			m.try(m.file.MergeCell(sheet, cellName(1, line), cellName(max(g.Stub, 1), line)))
			m.try(m.file.SetRowHeight(sheet, line, 44))
		}
		col, _, err := excelize.CellNameToCoordinates(m.where[e.Sides[0].Cells[0].Address])
		m.try(err)
		at := cellName(col, line)
		m.try(m.file.SetCellFormula(sheet, at, formula))
		m.try(m.file.SetCellStyle(sheet, at, at, m.check))
	}
	for row := top; row < below; row++ {
		if len(texts[row]) > 0 {
			at := cellName(side, row)
			m.try(m.file.SetCellFormula(sheet, at, strings.Join(texts[row], "&")))
			m.try(m.file.SetCellStyle(sheet, at, at, m.check))
		}
	}
	note := below + len(columns) + 1
	m.put(sheet, cellName(1, note), tableNote, m.label)
	m.try(m.file.MergeCell(sheet, cellName(2, note), cellName(g.Cols, note)))
	m.try(m.file.SetCellStyle(sheet, cellName(2, note), cellName(g.Cols, note), m.text))
	m.try(m.file.SetRowHeight(sheet, note, 40))
}

// formula is an equation that shows nothing while it holds, else the
// difference. Rules that look at last year's report are for check.
func (m *maker) formula(e *form.Equation) (string, bool) {
	if e.Same != nil || len(e.Sides[0].Cells) == 0 || len(e.Sides[1].Cells) == 0 {
		return "", false
	}
	var sides [2]string
	for i, side := range e.Sides {
		var terms []string
		for _, o := range side.Cells {
			at := m.where[o.Address]
			if o.Last || at == "" {
				return "", false
			}
			terms = append(terms, fmt.Sprintf("%d*N(%s)", o.Factor, at))
		}
		if side.Number != 0 {
			terms = append(terms, fmt.Sprint(side.Number))
		}
		sides[i] = strings.Join(terms, "+")
	}
	return fmt.Sprintf(`IF(%s%s%s,"","%s 差 "&ABS((%s)-(%s))&" ")`, sides[0], e.Op, sides[1], e.Rule.ID, sides[0], sides[1]), true
}
