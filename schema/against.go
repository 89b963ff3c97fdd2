package schema

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"nianbao/schema/source"
)

// behind is how many agencies a finding on a sum points at.
const behind = 8

// fewExact is how many agencies' figures may be exactly a difference before
// that says nothing.
const fewExact = 5

// difference is a cell of the area's own report that is not the sum.
type difference struct {
	own      cellAt
	at       place
	sum      decimal.Decimal
	value    decimal.Decimal // own less sum
	portions []*portion      // the largest figures, the largest first
	nonzero  int             // how many agencies have a figure there
	exact    []string        // agencies whose figure is the difference, some of them
}

// portion is what an agency has in a cell.
type portion struct {
	unit  *Unit
	value decimal.Decimal
	place source.Place
}

// Against compares the area's own report with the sum, cell by cell. Each
// finding names the agencies behind the cell, the largest figures first. With
// reports missing, a sum that falls short is incomplete, not wrong: Info.
func (t *Total) Against(own *Report) source.List {
	if own == nil || t.Report.Form == nil {
		return nil
	}
	if own.Form != t.Report.Form || own.Year != t.Report.Year {
		return source.List{{
			Severity: source.Error, Code: CodeSumBroken, Origin: own.origin("year"),
			Message: fmt.Sprintf("本地区的报告是 %d 年（%s 年表式）的，各单位的是 %d 年（%s 年表式）的，没有比较",
				own.Year, own.Form.ID, t.Report.Year, t.Report.Form.ID),
		}}
	}
	byNumber := map[int]*difference{} // in the form's order
	var all []*difference
	number := 0
	for i := range own.Tables {
		for j := range own.Tables[i].Rows {
			for k := range own.Tables[i].Rows[j].Cells {
				sum, c := t.Report.Tables[i].Rows[j].Cells[k].Value, cellAt{&own.Tables[i], &own.Tables[i].Rows[j], k}
				if !c.cell().Bad && !c.cell().Value.Equal(sum) {
					d := &difference{own: c, at: place{i, j, k}, sum: sum, value: c.cell().Value.Sub(sum)}
					byNumber[number] = d
					all = append(all, d)
				}
				number++
			}
		}
	}
	for i := range t.Counted {
		u := &t.Counted[i]
		u.Figures.each(func(number int, value decimal.Decimal) {
			if d := byNumber[number]; d != nil {
				d.add(u, value)
			}
		})
	}
	t.findPlaces(all)
	var list source.List
	for _, d := range all {
		list = append(list, t.differs(own, d))
	}
	return list
}

// add notes an agency's figure in the cell.
func (d *difference) add(u *Unit, value decimal.Decimal) {
	if value.Equal(d.value.Abs()) && len(d.exact) <= fewExact {
		d.exact = append(d.exact, u.name())
	}
	if value.IsZero() {
		return
	}
	d.nonzero++
	at := len(d.portions)
	for at > 0 && value.Abs().GreaterThan(d.portions[at-1].value.Abs()) {
		at--
	}
	if at < behind {
		d.portions = slices.Insert(d.portions, at, &portion{unit: u, value: value})
		d.portions = d.portions[:min(len(d.portions), behind)]
	}
}

// findPlaces finds where the portions stand. Each report is read once.
func (t *Total) findPlaces(all []*difference) {
	wanted := map[*Unit][]func(*Report){}
	for _, d := range all {
		for _, s := range d.portions {
			wanted[s.unit] = append(wanted[s.unit], func(r *Report) {
				table := &r.Tables[d.at.table]
				s.place = r.CellOrigin(table, &table.Rows[d.at.row], d.at.column).Place()
			})
		}
	}
	for i := range t.Counted {
		u := &t.Counted[i]
		if len(wanted[u]) == 0 {
			continue
		}
		r := u.Figures.again()
		if r == nil || r.Form != u.Figures.Form {
			continue // changed or taken away meanwhile
		}
		for _, find := range wanted[u] {
			find(r)
		}
	}
}

// differs is the finding on one cell that is not the sum.
func (t *Total) differs(own *Report, d *difference) source.Finding {
	c := d.own
	f := source.Finding{
		Severity: source.Warning, Code: CodeSumDiffer, Cell: c.address(), Basis: own.Form.Notice,
		Origin: own.CellOrigin(c.table, c.row, c.index),
	}
	f.Message = fmt.Sprintf("%s“%s”%s：本报告为 %s，%d 家合计为 %s，相差 %s", c.table.Form.Name, c.row.Form.Label,
		columnLabel(&c.row.Band.Columns[c.index]), c.cell().Value, len(t.Counted), d.sum, d.value.Abs())
	if len(t.Missing) > 0 && d.value.IsPositive() {
		f.Severity = source.Info
		f.Message += fmt.Sprintf("（还缺 %d 家，汇总不完整）", len(t.Missing))
	}
	for _, s := range d.portions {
		f.Related = append(f.Related, source.Note{Place: s.place, Message: s.unit.name() + " " + s.value.String()})
	}
	if n := d.nonzero - len(d.portions); n > 0 {
		f.Help = append(f.Help, fmt.Sprintf("另有 %d 家不为 0", n))
	}
	if len(d.exact) > 0 && len(d.exact) <= fewExact {
		why := "可能没有计入"
		if d.value.IsPositive() {
			why = "可能重复计了"
		}
		f.Help = append(f.Help, "差额正好是"+strings.Join(d.exact, "、")+"的数，"+why)
	}
	f.Help = append(f.Help, "逐家核对这一格")
	return f
}
