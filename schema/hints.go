package schema

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"nianbao/schema/form"
	"nianbao/schema/source"
)

// at is a finding about the cell in column i of the row.
func (c *checker) at(rule *form.Rule, t *Table, row *Row, i int, message string, help ...string) {
	c.add(source.Finding{
		Severity: source.Severity(rule.Severity), Code: rule.ID, Basis: rule.Basis, Message: message, Help: help,
		Origin: c.report.CellOrigin(t, row, i),
		Cell:   form.Address{Table: t.Form.Key, Row: row.Form.Key, Column: row.Band.Columns[i].Key}.String(),
	})
}

// eachCell calls visit with every cell that was written and could be read.
func (t *Table) eachCell(visit func(row *Row, i int)) {
	for r := range t.Rows {
		for i := range t.Rows[r].Cells {
			if cell := &t.Rows[r].Cells[i]; cell.Given && !cell.Bad {
				visit(&t.Rows[r], i)
			}
		}
	}
}

// money warns of more decimals than a sum of money has.
func (c *checker) money(rule *form.Rule, t *Table) {
	t.eachCell(func(row *Row, i int) {
		column, cell := &row.Band.Columns[i], &row.Cells[i]
		if n := int(-cell.Value.Exponent()); column.Kind == form.Money && n > column.Decimals {
			warning := *rule
			warning.Severity = "warning"
			c.at(&warning, t, row, i, fmt.Sprintf("%s是 %s，有 %d 位小数，一般不超过 %d 位", row.cellName(i), cell.Text, n, column.Decimals),
				"核对金额和单位")
		}
	})
}

// unit warns of a sum in 万元 that looks like one in 元.
func (c *checker) unit(rule *form.Rule, t *Table) {
	t.eachCell(func(row *Row, i int) {
		column, cell := &row.Band.Columns[i], &row.Cells[i]
		if column.Kind != form.Money || !strings.Contains(strings.Join(column.Path, ""), "万元") {
			return
		}
		digits := cell.Value.Truncate(0).String()
		switch last := c.lastCell(t, row, i); {
		case len(digits) >= 7 && strings.HasSuffix(digits, "00"):
			c.at(rule, t, row, i, fmt.Sprintf("%s是 %s 万元，像是以元计的数", row.cellName(i), cell.Text),
				"以元计的，除以 10000 再填；确实这么多的，在 [accept] 里说明")
		case last != nil && last.Value.IsPositive() && cell.Value.GreaterThan(last.Value.Mul(decimal.NewFromInt(20))):
			c.at(rule, t, row, i, fmt.Sprintf("%s是 %s 万元，超过上年 %s 万元的 20 倍，像是以元计的数", row.cellName(i), cell.Text, last.Text),
				"以元计的，除以 10000 再填；确实这么多的，在 [accept] 里说明")
		}
	})
}

// lastCell is the same cell of last year's report on the same form, or nil.
func (c *checker) lastCell(t *Table, row *Row, i int) *Cell {
	if c.last == nil || c.last.Form.ID != c.report.Form.ID {
		return nil
	}
	cell := c.last.Table(t.Form.Key).Row(row.Form.Key).Cell(row.Band.Columns[i].Key)
	if cell == nil || cell.Bad {
		return nil
	}
	return cell
}

// jump tells of figures far from last year's.
func (c *checker) jump(rule *form.Rule, t *Table) {
	least, factor := decimal.NewFromInt(20), decimal.NewFromInt(5)
	t.eachCell(func(row *Row, i int) {
		last := c.lastCell(t, row, i)
		if last == nil {
			return
		}
		now, then := row.Cells[i].Value, last.Value
		if now.GreaterThan(least) && then.GreaterThan(least) &&
			(now.GreaterThan(then.Mul(factor)) || then.GreaterThan(now.Mul(factor))) {
			c.at(rule, t, row, i, fmt.Sprintf("%s是 %s，上年是 %s，相差 5 倍以上", row.cellName(i), row.Cells[i].Text, last.Text),
				"再核对一次；无误则不必改")
		}
	})
}

// lowOffice matches the names of agencies that can make no 规章: departments
// of local governments, counties, townships.
var (
	lowOffice  = regexp.MustCompile(`(县|旗|镇|乡|街道|街道办事处|[^治]区)(人民政府|政府|办事处)?(办公室)?$|(县|旗|[^治]区|市|州).*(局|委员会|中心|大队|支队)$`)
	notLow     = regexp.MustCompile(`^(国家|中国|中华人民共和国)`)
	regulators = []string{"新区"} // names that end like a district's but are not
)

// entitled warns of 规章 of an agency that can make none.
func (c *checker) entitled(rule *form.Rule, t *Table) {
	name := c.report.Agency.Name
	if !lowOffice.MatchString(name) || notLow.MatchString(name) || slices.ContainsFunc(regulators, func(s string) bool { return strings.HasSuffix(name, s) }) {
		return
	}
	for r := range t.Rows {
		row := &t.Rows[r]
		if !slices.ContainsFunc(rule.Rows, func(p string) bool { return form.Match(p, row.Form.Key) }) {
			continue
		}
		for i := range row.Cells {
			if cell := &row.Cells[i]; cell.Given && !cell.Bad && !cell.Value.IsZero() {
				c.at(rule, t, row, i, fmt.Sprintf("%s是 %s；“%s”看来没有规章制定权", row.cellName(i), cell.Text, name),
					"规章应为 0；行政规范性文件填在下一行")
				break
			}
		}
	}
}

// lopsided finds tables where only the totals are filled in, or where the
// totals of several rows are not.
func (c *checker) lopsided(rule *form.Rule, t *Table) {
	var onlyTotal, noTotal []*Row
	total := 0
	for r := range t.Rows {
		row := &t.Rows[r]
		i := row.totalColumn()
		if i < 0 || !row.readable() || !row.Cells[i].Given {
			continue
		}
		total = i
		parts := row.partSum(i)
		switch sum := row.Cells[i].Value; {
		case parts.IsZero() && sum.IsPositive():
			onlyTotal = append(onlyTotal, row)
		case parts.IsPositive() && sum.IsZero():
			noTotal = append(noTotal, row)
		}
	}
	if len(onlyTotal) > 1 {
		c.rows(rule, t, onlyTotal, total, "有 %d 行只填了总计，分列都是 0：%s", "把各类申请人的数填进分列")
	}
	if len(noTotal) > 1 {
		c.rows(rule, t, noTotal, total, "有 %d 行分列有数而总计是 0：%s", "补上总计；或各行都不写总计，由程序算出")
	}
}

// rows is one finding about several rows.
func (c *checker) rows(rule *form.Rule, t *Table, rows []*Row, column int, message, help string) {
	var names []string
	for _, row := range rows {
		names = append(names, row.Form.Label)
	}
	c.at(rule, t, rows[0], column, fmt.Sprintf(t.Form.Name+message, len(rows), strings.Join(names, "、")), help)
	finding := &c.list[len(c.list)-1]
	for _, row := range rows {
		finding.Related = append(finding.Related, source.Note{
			Origin: c.report.CellOrigin(t, row, column), Message: row.Form.Label + " 总计 " + row.Cells[column].Text,
		})
	}
}

// totalColumn is the index of the row's one total, or -1.
func (r *Row) totalColumn() int {
	found := -1
	for i := range r.Band.Columns {
		if len(r.Band.Columns[i].Sum) > 0 {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}

func (r *Row) readable() bool {
	return !slices.ContainsFunc(r.Cells, func(cell Cell) bool { return cell.Bad })
}

// partSum is what the total in column i should be.
func (r *Row) partSum(i int) decimal.Decimal {
	sum := decimal.Zero
	for _, key := range r.Band.Columns[i].Sum {
		sum = sum.Add(r.Cell(key).Value)
	}
	return sum
}

// shift looks at rows whose total is wrong: is everything right with the total
// moved out of the column before it, or two neighbours joined to one figure?
func (c *checker) shift(rule *form.Rule, t *Table) {
	var equations []linear
	for r := range t.Rows {
		row := &t.Rows[r]
		total := row.totalColumn()
		if total < 0 || total != len(row.Cells)-1 || len(row.Band.Columns[total].Sum) != total || !row.readable() || !row.Cells[total].Given {
			continue
		}
		values := make([]int64, len(row.Cells))
		for i := range row.Cells {
			values[i] = row.Cells[i].Value.IntPart()
		}
		if adds(values) || !slices.ContainsFunc(values, func(n int64) bool { return n != 0 }) {
			continue
		}
		if equations == nil {
			equations = c.linears(t)
		}
		if how := shifted(row, values, func(try []int64) bool {
			changes := map[square]int64{}
			for i := range try {
				if try[i] != values[i] {
					changes[square{r, i}] = try[i] - values[i]
				}
			}
			return adds(try) && mended(equations, nil, changes)
		}); how != "" {
			c.at(rule, t, row, 0, inQuotes(row.Form.Label)+"这一行像是填错了列："+how+"就平了", "对照原始材料改正这一行")
		}
	}
}

// adds reports whether the last value is the sum of the others, and not 0.
func adds(values []int64) bool {
	sum := int64(0)
	for _, v := range values[:len(values)-1] {
		sum += v
	}
	return sum == values[len(values)-1] && sum != 0
}

// shifted says which move makes the row right, or "". Where a figure was torn
// in two, those behind it may have moved on by a column.
func shifted(row *Row, values []int64, right func([]int64) bool) string {
	last := len(values) - 1
	try := slices.Clone(values)
	try[last-1], try[last] = try[last], try[last-1]
	if right(try) {
		return fmt.Sprintf("“%s”与“%s”对调，", row.Band.Columns[last-1].Label, row.Band.Columns[last].Label)
	}
	for i := 0; i+1 < last; i++ {
		n, ok := concat(values[i], values[i+1])
		if values[i] <= 0 || values[i+1] < 0 || !ok {
			continue
		}
		joined := slices.Clone(values)
		joined[i], joined[i+1] = n, 0
		moved := slices.Clone(joined)
		copy(moved[i+1:last], values[i+2:last])
		moved[last-1] = 0
		switch how := fmt.Sprintf("相邻的 %d 和 %d 合成一个数 %d，", values[i], values[i+1], n); {
		case right(joined):
			return how
		case right(moved):
			return how + "后面的各格左移一格，"
		}
	}
	return ""
}

// concat writes b behind a; false if that is too long to be a figure.
func concat(a, b int64) (int64, bool) {
	factor := int64(10)
	for factor <= b {
		factor *= 10
	}
	if a > maxValue/factor {
		return 0, false
	}
	return a*factor + b, true
}
