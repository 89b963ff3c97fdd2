package intake

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"nianbao/schema"
	"nianbao/schema/form"
)

// table fills one table of the report.
func (a *assembly) table(t *form.Table) {
	out := schema.Table{Form: t}
	for b := range t.Bands {
		band := &t.Bands[b]
		for k := range band.Rows {
			out.Rows = append(out.Rows, schema.Row{Form: &band.Rows[k], Band: band, Cells: make([]schema.Cell, len(band.Columns))})
		}
	}
	if t.Flat {
		a.flat(&out)
	} else {
		a.match(&out)
	}
	a.workOut(&out)
	a.report.Tables = append(a.report.Tables, out)
}

// match gives each form row its line: sure ones first, then the best of what
// lies between them, then rows that were moved.
func (a *assembly) match(t *schema.Table) {
	found := make([]int, len(t.Rows)) // index of the line, −1 = none
	want := make([]wanted, len(t.Rows))
	for i := range found {
		found[i], want[i] = -1, wantedOf(t.Rows[i].Form)
	}
	take := func(least float64, between bool) {
		for i := range t.Rows {
			if found[i] >= 0 {
				continue
			}
			from, to := 0, len(a.lines)
			if between {
				from, to = gap(found, i, len(a.lines))
			}
			best, top := -1, 0.0
			for j := from; j < to; j++ {
				if a.lines[j].owner != "" {
					continue
				}
				if s, own := want[i].like(a.lines[j].labels); s >= least && s > top-home {
					if s += a.atHome(a.lines[j], own, &t.Rows[i]); s > top {
						best, top = j, s
					}
				}
			}
			if best >= 0 {
				found[i], a.lines[best].owner = best, t.Form.Key
			}
		}
	}
	take(0.96, false)
	take(0.5, true)
	take(0.8, false)
	single := a.singleRow(t, found)
	untouched := a.untouched(t, found, want)
	if untouched {
		a.doubt(Doubt{Where: t.Form.Name, Message: "整张表空白，没有填，留空待填"})
	}
	for i := range t.Rows {
		if found[i] < 0 {
			a.doubt(Doubt{Where: rowName(t, &t.Rows[i]), Message: "没有找到这一行，留空待填"})
			continue
		}
		l := a.lines[found[i]]
		_, own := want[i].like(l.labels)
		if untouched && (!isCarried(t.Form, t.Rows[i].Form) || a.isEmpty(&t.Rows[i], l, own)) {
			continue
		}
		if single[i] {
			own = len(l.labels) - 1
		}
		a.fill(t, &t.Rows[i], l, own)
	}
}

// untouched tells a table that nobody filled in: nothing stands in it but
// totals and what a workbook carries over from last year.
func (a *assembly) untouched(t *schema.Table, found []int, want []wanted) bool {
	any := false
	for i := range t.Rows {
		row := t.Rows[i].Form
		if found[i] < 0 || len(row.Sum) > 0 || isCarried(t.Form, row) {
			continue
		}
		any = true
		l := a.lines[found[i]]
		if _, own := want[i].like(l.labels); !a.isEmpty(&t.Rows[i], l, own) {
			return false
		}
	}
	return any
}

// isEmpty tells a line in which nothing stands but a total.
func (a *assembly) isEmpty(row *schema.Row, l *line, own int) bool {
	columns := row.Band.Columns
	cells, ok := l.byHeader(own, columns, a.known)
	if !ok {
		cells = l.figures(own, len(columns))
	}
	for k, c := range cells {
		if strings.TrimSpace(c.Text) != "" && (k >= len(columns) || len(columns[k].Sum) == 0) {
			return false
		}
	}
	return true
}

// isCarried tells a row that a rule sets equal to one of last year's.
func isCarried(t *form.Table, row *form.Row) bool {
	for i := range t.Rules {
		if left, right, ok := strings.Cut(t.Rules[i].Formula, " = "); ok && t.Rules[i].Each == "column" &&
			strings.TrimSpace(left) == row.Key && strings.HasPrefix(strings.TrimSpace(right), "last.") {
			return true
		}
	}
	return false
}

// home is what a line gains by standing below its column headers.
const home = 0.03

// atHome prefers lines below the row's own column headers: a table in prose
// may have a row of the same name.
func (a *assembly) atHome(l *line, own int, row *schema.Row) float64 {
	for at := range l.table.Rows[l.row] {
		if at > l.cells[l.labels[own].at].Col && l.columnOf(at, row.Band.Columns, a.known) >= 0 {
			return home
		}
	}
	return 0
}

// gap is the run of lines between the nearest matched rows.
func gap(found []int, i, lines int) (from, to int) {
	to = lines
	for j := i - 1; j >= 0; j-- {
		if found[j] >= 0 {
			from = found[j] + 1
			break
		}
	}
	for j := i + 1; j < len(found); j++ {
		if found[j] >= 0 {
			to = found[j]
			break
		}
	}
	return from, max(from, to)
}

// singleRow handles a group that was published as one row, as （六）其他处理 of
// the older form in a report on the newer one: its figures go to the group's
// last row (其他). Where all of them are 0, so are those of its other rows. It
// returns the rows that it found a line for.
func (a *assembly) singleRow(t *schema.Table, found []int) (rows map[int]bool) {
	for j, l := range a.lines {
		if l.owner != "" || len(l.labels) == 0 {
			continue
		}
		last := l.labels[len(l.labels)-1]
		for i := len(t.Rows) - 1; i >= 0; i-- {
			path := t.Rows[i].Form.Path
			if len(path) < 3 || alike(last.bare, bare(path[len(path)-2])) < 0.9 || found[i] >= 0 {
				continue
			}
			found[i], l.owner = j, t.Form.Key
			rows = map[int]bool{i: true}
			d := Doubt{Where: t.Form.Name + "“" + path[len(path)-2] + "”", Found: oneLine(l.cells[last.at].Text),
				Taken: path[len(path)-1], Message: "原表只有一行，表式要求分列，请核对"}
			if l.allZero(len(l.labels)-1, t.Rows[i].Band.Columns) {
				for k := range t.Rows {
					if p := t.Rows[k].Form.Path; found[k] < 0 && len(p) == len(path) && p[len(p)-2] == path[len(path)-2] {
						found[k], rows[k] = j, true
					}
				}
				d.Taken, d.Message = "各项都是 0", "原表只有一行，都是 0，表式要求分列，请核对"
			}
			a.doubt(d)
			return rows
		}
	}
	return nil
}

// allZero tells that every figure behind a label is a plain 0.
func (l *line) allZero(own int, columns []form.Column) bool {
	cells := l.figures(own, len(columns))
	for i, c := range cells {
		if i < len(columns) && ReadFigure(c.Text, columns[i].Kind).Text != "0" {
			return false
		}
	}
	return len(cells) >= len(columns)
}

func rowName(t *schema.Table, row *schema.Row) string {
	return t.Form.Name + "“" + strings.Join(row.Form.Path, " / ") + "”"
}

// fill copies a line's figures into a row: by the headers above them where
// they name every column, else by their order.
func (a *assembly) fill(t *schema.Table, row *schema.Row, l *line, own int) {
	name := rowName(t, row)
	label := l.cells[l.labels[own].at]
	if path := row.Form.Path; l.labels[own].bare != bare(path[len(path)-1]) && (len(path) < 2 || l.labels[own].bare != bare(path[len(path)-2])) {
		a.doubt(Doubt{Where: name, Found: oneLine(label.Text), Message: "行标签与表式不符，按位置和相近程度对应"})
	}
	columns := row.Band.Columns
	cells, ok := l.byHeader(own, columns, a.known)
	if ok && !inOrder(cells) && !a.reorders[l.table] {
		a.reorders[l.table] = true
		a.doubt(Doubt{Where: strings.TrimSpace(l.table.Name), Message: "各列的次序与表式不同，按表头对应"})
	}
	if !ok {
		cells = l.figures(own, len(columns))
		if len(cells) != len(columns) {
			a.doubt(Doubt{Where: name, Message: fmt.Sprintf("应有 %d 个数，找到 %d 个，请核对是否错位", len(columns), len(cells))})
		}
	}
	for i := range min(len(columns), len(cells)) {
		a.cell(t, name, row, i, l.table, cells[i], shared(cells, i))
	}
	a.unit(name, row, l)
}

// shared tells a cell that is merged over several columns.
func shared(cells []*Cell, i int) bool {
	return i > 0 && cells[i-1] == cells[i] || i+1 < len(cells) && cells[i+1] == cells[i]
}

// unit tells of a header with another unit of money than the form's.
func (a *assembly) unit(name string, row *schema.Row, l *line) {
	for i := range row.Band.Columns {
		column := &row.Band.Columns[i]
		if column.Kind != form.Money {
			continue
		}
		for at := range l.table.Rows[l.row] {
			for _, h := range l.table.headers(l.row, at, a.known) {
				if alike(bare(h.Text), bare(headerOf(column))) > 0.74 && strings.Contains(h.Text, "元") && moneyUnit(h.Text) != moneyUnit(headerOf(column)) {
					a.doubt(Doubt{Where: name + " " + columnName(column), Found: oneLine(h.Text), Message: "表头的单位与表式不同，数照录，请核对"})
					return
				}
			}
		}
	}
}

// moneyUnit is the unit of money that a label names; 元 when it names none.
func moneyUnit(label string) string {
	if strings.Contains(squash(label), "万元") {
		return "万元"
	}
	return "元"
}

// cell reads one figure; totals that are formulas are worked out later.
func (a *assembly) cell(t *schema.Table, name string, row *schema.Row, i int, from *Table, c *Cell, merged bool) {
	column := &row.Band.Columns[i]
	if c.Formula && (len(column.Sum) > 0 || len(row.Form.Sum) > 0) {
		a.formulas[&row.Cells[i]] = true
		return
	}
	f := ReadFigure(c.Text, column.Kind)
	where := fmt.Sprintf("%s %s（%s）", name, columnName(column), from.place(c))
	if merged && f.Text != "0" {
		f = Figure{Doubt: "几格合并成一格，不知道是哪一格的数"}
	}
	if f.Text == "" {
		a.doubt(Doubt{Where: where, Found: oneLine(c.Text), Message: f.Doubt + "，留空待填"})
		return
	}
	if f.Note == "" && len(c.Notes) > 0 {
		f.Note, f.Doubt = strings.Join(c.Notes, "；"), "脚注或批注写成了数后的注"
	}
	if column.Kind == form.Money && strings.Contains(c.Text, "元") && moneyUnit(c.Text) != moneyUnit(headerOf(column)) {
		f.Doubt = "单位与表式的“" + moneyUnit(headerOf(column)) + "”不同，数照录，请换算"
	}
	if f.Doubt != "" {
		a.doubt(Doubt{Where: where, Found: oneLine(c.Text), Taken: f.Text, Message: f.Doubt})
	}
	row.Cells[i] = figureCell(f)
}

// columnName is how messages call a column.
func columnName(c *form.Column) string {
	if c.Label != "" || len(c.Path) == 0 {
		return c.Label
	}
	return headerOf(c)
}

// headerOf is what a column's own header says.
func headerOf(c *form.Column) string {
	if len(c.Path) == 0 {
		return c.Label
	}
	return c.Path[len(c.Path)-1]
}

func figureCell(f Figure) schema.Cell {
	value, err := decimal.NewFromString(f.Text)
	if err != nil {
		return schema.Cell{}
	}
	return schema.Cell{Value: value, Text: f.Text, Note: f.Note, Given: true}
}
