package schema

import (
	"strings"

	"github.com/shopspring/decimal"

	"nianbao/schema/form"
	"nianbao/schema/source"
)

// equations evaluates every instance of every formula, and says beside the
// first of the broken ones that hang together which change of one cell would
// mend them all.
func (c *checker) equations() {
	equations := c.report.Form.Equations()
	found := map[*form.Equation]int{} // broken equation → its finding in c.list
	for i := range equations {
		if e := &equations[i]; c.ready(e) && !c.holds(e) {
			found[e] = len(c.list)
			c.add(c.broken(e))
		}
	}
	if len(found) == 0 {
		return
	}
	for i := range c.report.Tables {
		for e, help := range c.mends(&c.report.Tables[i]) {
			n := found[e]
			c.list[n].Help = append(c.list[n].Help, help)
		}
	}
}

// operand returns the cell an operand names with its table and row; nil when
// last year's form has none such.
func (c *checker) operand(o *form.Operand) (*Table, *Row, *Cell) {
	if !o.Last {
		t := &c.report.Tables[o.At[0]]
		row := &t.Rows[o.At[1]]
		return t, row, &row.Cells[o.At[2]]
	}
	t := c.last.Table(o.Table)
	row := t.Row(o.Row)
	return t, row, row.Cell(o.Column)
}

// ready reports whether the equation can be evaluated and says anything: all
// its cells are there and readable, and not all of them were worked out.
func (c *checker) ready(e *form.Equation) bool {
	if e.Last && (c.last == nil || !e.Rule.Across && c.last.Form.ID != c.report.Form.ID) {
		return false
	}
	derived := true
	for part := e; part != nil; part = part.Same {
		for s := range part.Sides {
			for i := range part.Sides[s].Cells {
				_, _, cell := c.operand(&part.Sides[s].Cells[i])
				if cell == nil || cell.Bad {
					return false
				}
				derived = derived && cell.Derived
			}
		}
	}
	return !derived
}

// holds reports whether the equation is true.
func (c *checker) holds(e *form.Equation) bool {
	is := c.compare(e)
	return e.Same == nil && is || e.Same != nil && is == c.compare(e.Same)
}

func (c *checker) compare(e *form.Equation) bool {
	cmp := 0
	left, ok := c.whole(&e.Sides[0])
	right, ok2 := c.whole(&e.Sides[1])
	if ok && ok2 {
		switch {
		case left < right:
			cmp = -1
		case left > right:
			cmp = 1
		}
	} else {
		cmp = c.sum(&e.Sides[0]).Cmp(c.sum(&e.Sides[1]))
	}
	switch e.Op {
	case "=":
		return cmp == 0
	case "<=":
		return cmp <= 0
	case ">=":
		return cmp >= 0
	case "<":
		return cmp < 0
	}
	return cmp > 0
}

// whole is the value of a side of whole numbers; false if a cell has decimals.
// Cells are bounded, so the sum cannot overflow.
func (c *checker) whole(s *form.Sum) (int64, bool) {
	n := s.Number
	for i := range s.Cells {
		_, _, cell := c.operand(&s.Cells[i])
		if cell.Value.Exponent() != 0 {
			return 0, false
		}
		n += s.Cells[i].Factor * cell.Value.CoefficientInt64()
	}
	return n, true
}

func (c *checker) sum(s *form.Sum) decimal.Decimal {
	n := decimal.NewFromInt(s.Number)
	for i := range s.Cells {
		_, _, cell := c.operand(&s.Cells[i])
		n = n.Add(cell.Value.Mul(decimal.NewFromInt(s.Cells[i].Factor)))
	}
	return n
}

// broken words the finding of an equation that does not hold.
func (c *checker) broken(e *form.Equation) source.Finding {
	left, right := c.sum(&e.Sides[0]), c.sum(&e.Sides[1])
	primary := c.primary(e)
	t, row, _ := c.operand(primary)
	finding := source.Finding{
		Severity: source.Severity(e.Rule.Severity), Code: e.Rule.ID, Basis: e.Rule.Basis,
		Message: message(e, left, right), Origin: c.report.CellOrigin(t, row, primary.At[2]), Cell: primary.Address.String(),
		Related: c.related(e),
	}
	if help := c.transposed(e, left.Sub(right)); help != "" {
		finding.Help = append(finding.Help, help)
	}
	return finding
}

// message fills in the rule's words.
func message(e *form.Equation, left, right decimal.Decimal) string {
	text := e.Rule.Message
	if text == "" {
		text = "{row}{column}：" + e.Rule.Says + "；左边为 {left}，右边为 {right}，相差 {difference}"
	}
	row, column := "", ""
	if e.Row != nil {
		row = e.Row.Label
	}
	if e.On != nil {
		column = e.On.Label
	}
	return strings.TrimPrefix(strings.NewReplacer("{row}", row, "{column}", column, "{left}", left.String(),
		"{right}", right.String(), "{difference}", left.Sub(right).Abs().String()).Replace(text), "：")
}

// primary is the cell a finding stands at: the one that is alone on its side,
// like a total, else the first; a cell that is written if there is one.
func (c *checker) primary(e *form.Equation) *form.Operand {
	var first *form.Operand
	for _, s := range [2]int{1, 0} { // the left side's wins
		if cells := e.Sides[s].Cells; len(cells) == 1 && !cells[0].Last {
			if _, _, cell := c.operand(&cells[0]); cell.Given || first == nil {
				first = &cells[0]
			}
		}
	}
	if first != nil {
		if _, _, cell := c.operand(first); cell.Given {
			return first
		}
	}
	for s := range e.Sides {
		for i := range e.Sides[s].Cells {
			o := &e.Sides[s].Cells[i]
			if o.Last {
				continue
			}
			if _, _, cell := c.operand(o); cell.Given {
				return o
			}
			if first == nil {
				first = o
			}
		}
	}
	return first
}

// related lists the cells of the equation with their values, those that are
// not 0 first.
func (c *checker) related(e *form.Equation) []source.Note {
	var notes, zeros []source.Note
	for ; e != nil; e = e.Same {
		for s := range e.Sides {
			for i := range e.Sides[s].Cells {
				o := &e.Sides[s].Cells[i]
				t, row, cell := c.operand(o)
				report, prefix, column := c.report, "", o.At[2]
				if o.Last {
					report, prefix, column = c.last, "上年", row.column(o.Column)
				}
				if row.Path == nil && !cell.Derived {
					prefix += "（没有写）"
				}
				note := source.Note{
					Origin:  report.CellOrigin(t, row, column),
					Message: prefix + row.noteName(column, e) + " " + cell.Text,
				}
				if cell.Derived {
					note.Message += "（算出）"
				}
				if cell.Value.IsZero() {
					zeros = append(zeros, note)
				} else {
					notes = append(notes, note)
				}
			}
		}
	}
	return append(notes, zeros...)
}

// column is the index of the column with the given key.
func (r *Row) column(key string) int {
	for i := range r.Band.Columns {
		if r.Band.Columns[i].Key == key {
			return i
		}
	}
	return 0
}

// noteName is what a note calls the cell: in an equation over one row its
// column, over one column its row, else both.
func (r *Row) noteName(i int, e *form.Equation) string {
	switch {
	case e.Row != nil:
		return r.Band.Columns[i].Label
	case e.On != nil:
		return r.Form.Label
	}
	return r.cellName(i)
}
