package schema

import (
	"fmt"
	"sort"
	"strings"

	"github.com/shopspring/decimal"

	"nianbao/schema/source"
)

// behind is how many agencies a finding on a sum points at.
const behind = 8

// Against compares the area's own report with the sum, cell by cell. Each
// finding names the agencies behind the cell, the largest figures first. With
// reports missing, a sum that falls short is incomplete, not wrong: Info.
func (t *Total) Against(own *Report) source.List {
	var list source.List
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
	for i := range own.Tables {
		for j := range own.Tables[i].Rows {
			for k := range own.Tables[i].Rows[j].Cells {
				at := cellAt{&own.Tables[i], &own.Tables[i].Rows[j], k}
				if sum := t.Report.Tables[i].Rows[j].Cells[k].Value; !at.cell().Bad && !at.cell().Value.Equal(sum) {
					list = append(list, t.differs(own, at, [3]int{i, j, k}, sum))
				}
			}
		}
	}
	return list
}

// differs is the finding on one cell that is not the sum.
func (t *Total) differs(own *Report, at cellAt, cell [3]int, sum decimal.Decimal) source.Finding {
	f := source.Finding{
		Severity: source.Warning, Code: CodeSumDiffer, Cell: at.address(), Basis: own.Form.Notice,
		Origin: own.CellOrigin(at.table, at.row, at.index),
	}
	difference := at.cell().Value.Sub(sum)
	f.Message = fmt.Sprintf("%s%s %s：本报告为 %s，%d 家合计为 %s，相差 %s", at.table.Form.Name, at.row.Form.Label,
		columnLabel(&at.row.Band.Columns[at.index]), at.cell().Value, len(t.Counted), sum, difference.Abs())
	if len(t.Missing) > 0 && difference.IsPositive() {
		f.Severity = source.Info
		f.Message += fmt.Sprintf("（还缺 %d 家，汇总不完整）", len(t.Missing))
	}
	type share struct {
		unit  *Unit
		value decimal.Decimal
	}
	var shares []share
	var exact []string
	for i := range t.Counted {
		v := t.Counted[i].Report.Tables[cell[0]].Rows[cell[1]].Cells[cell[2]].Value
		if !v.IsZero() {
			shares = append(shares, share{&t.Counted[i], v})
		}
		if v.Equal(difference.Abs()) {
			exact = append(exact, t.Counted[i].name())
		}
	}
	sort.SliceStable(shares, func(i, j int) bool { return shares[i].value.Abs().GreaterThan(shares[j].value.Abs()) })
	for i, s := range shares {
		if i == behind {
			break
		}
		r := s.unit.Report
		table := &r.Tables[cell[0]]
		f.Related = append(f.Related, source.Note{
			Origin:  r.CellOrigin(table, &table.Rows[cell[1]], cell[2]),
			Message: s.unit.name() + " " + s.value.String(),
		})
	}
	if n := len(shares) - behind; n > 0 {
		f.Help = append(f.Help, fmt.Sprintf("另有 %d 家不为 0", n))
	}
	if len(exact) > 0 && len(exact) <= 5 {
		why := "可能没有计入"
		if difference.IsPositive() {
			why = "可能重复计了"
		}
		f.Help = append(f.Help, "差额正好是"+strings.Join(exact, "、")+"的数，"+why)
	}
	f.Help = append(f.Help, "逐家核对这一格")
	return f
}
