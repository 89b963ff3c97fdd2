package form

import (
	"fmt"
	"strings"
)

// Equation is one instance of a rule with a formula: the rule for one row,
// one column, or one set of cells.
type Equation struct {
	Rule  *Rule
	Table *Table  // nil for a rule over several tables
	Row   *Row    // for Each "row"
	On    *Column // for Each "column"
	Sides [2]Sum
	Op    string
	Last  bool      // last year's cells take part
	Same  *Equation // the second comparison of "<=>"
}

// Sum is one side of an equation.
type Sum struct {
	Cells  []Operand
	Number int64
}

// Operand is a cell times a factor.
type Operand struct {
	Factor int64
	Address
	Last bool // last year's cell
	// At are the indexes of the table, the row (over all bands) and the column.
	At [3]int
}

// Address names one cell of a report.
type Address struct{ Table, Row, Column string }

// String is the stable name of the cell, as in [accept].
func (a Address) String() string { return a.Table + "." + a.Row + "." + a.Column }

// Equations returns every instance of every rule that has a formula, in the
// order of the form. The slice must not be changed.
func (f *Form) Equations() []Equation { return f.equations }

// expand works out the instances of a rule. The error is in Chinese.
func (f *Form) expand(rule *Rule, t *Table) ([]Equation, error) {
	switch rule.Each {
	case "row":
		return f.expandRows(rule, t)
	case "column":
		return f.expandColumns(rule, t)
	}
	e := Equation{Rule: rule, Table: t}
	err := e.fill(f, rule.formula, func(key string) ([]Address, error) { return f.cells(key, t) })
	return []Equation{e}, err
}

// expandRows makes an equation of each row that has the columns named.
func (f *Form) expandRows(rule *Rule, t *Table) ([]Equation, error) {
	var all []Equation
	used := make([]bool, len(rule.Rows))
	for b := range t.Bands {
		band := &t.Bands[b]
		for r := range band.Rows {
			row := &band.Rows[r]
			wanted := len(rule.Rows) == 0
			for i, pattern := range rule.Rows {
				if Match(pattern, row.Key) {
					wanted, used[i] = true, true
				}
			}
			if !wanted {
				continue
			}
			e := Equation{Rule: rule, Table: t, Row: row}
			err := e.fill(f, rule.formula, func(key string) ([]Address, error) {
				return columnCells(t, band, row, key)
			})
			if err == nil {
				all = append(all, e)
			} else if len(rule.Rows) > 0 {
				return nil, fmt.Errorf("行 %s：%w", row.Key, err)
			}
		}
	}
	for i, pattern := range rule.Rows {
		if !used[i] {
			return nil, fmt.Errorf("没有“%s”这一行", pattern)
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("没有哪一行有公式里的各列")
	}
	return all, nil
}

func columnCells(t *Table, band *Band, row *Row, pattern string) ([]Address, error) {
	var cells []Address
	for c := range band.Columns {
		if Match(pattern, band.Columns[c].Key) {
			cells = append(cells, Address{t.Key, row.Key, band.Columns[c].Key})
		}
	}
	if len(cells) == 0 {
		return nil, fmt.Errorf("没有“%s”这一列", pattern)
	}
	return cells, nil
}

// expandColumns makes an equation of each column of the band that has the
// rows named.
func (f *Form) expandColumns(rule *Rule, t *Table) ([]Equation, error) {
	var firstErr error
	for b := range t.Bands {
		band := &t.Bands[b]
		var all []Equation
		for c := range band.Columns {
			column := &band.Columns[c]
			e := Equation{Rule: rule, Table: t, On: column}
			err := e.fill(f, rule.formula, func(key string) ([]Address, error) {
				return rowCells(t, band, column, key)
			})
			if err != nil {
				firstErr = err
				break
			}
			all = append(all, e)
		}
		if len(all) == len(band.Columns) {
			return all, nil
		}
	}
	return nil, firstErr
}

func rowCells(t *Table, band *Band, column *Column, pattern string) ([]Address, error) {
	var cells []Address
	for r := range band.Rows {
		if Match(pattern, band.Rows[r].Key) {
			cells = append(cells, Address{t.Key, band.Rows[r].Key, column.Key})
		}
	}
	if len(cells) == 0 {
		return nil, fmt.Errorf("没有“%s”这一行", pattern)
	}
	return cells, nil
}

// cells finds row.column in t, or table.row.column when t is nil.
func (f *Form) cells(pattern string, t *Table) ([]Address, error) {
	var cells []Address
	for i := range f.Tables {
		table := &f.Tables[i]
		rest, ok := pattern, t == table
		if t == nil {
			rest, ok = strings.CutPrefix(pattern, table.Key+".")
		}
		for b := 0; ok && b < len(table.Bands); b++ {
			band := &table.Bands[b]
			for r := range band.Rows {
				for c := range band.Columns {
					if Match(rest, band.Rows[r].Key+"."+band.Columns[c].Key) {
						cells = append(cells, Address{table.Key, band.Rows[r].Key, band.Columns[c].Key})
					}
				}
			}
		}
	}
	if len(cells) == 0 {
		return nil, fmt.Errorf("没有“%s”这一格", pattern)
	}
	return cells, nil
}

// fill resolves the formula's keys by find.
func (e *Equation) fill(form *Form, f Formula, find func(key string) ([]Address, error)) error {
	e.Op = f.Op
	for side, terms := range [2][]Term{f.Left, f.Right} {
		for _, term := range terms {
			if term.Key == "" {
				e.Sides[side].Number += term.Factor
				continue
			}
			cells, err := find(term.Key)
			if err != nil {
				return err
			}
			for _, a := range cells {
				o := Operand{Factor: term.Factor, Address: a, Last: term.Last, At: form.find(a)}
				e.Sides[side].Cells = append(e.Sides[side].Cells, o)
				e.Last = e.Last || o.Last
			}
		}
	}
	if f.Same == nil {
		return nil
	}
	e.Same = &Equation{Rule: e.Rule, Table: e.Table, Row: e.Row, On: e.On}
	err := e.Same.fill(form, Formula{Comparison: *f.Same}, find)
	e.Last = e.Last || e.Same.Last
	return err
}

// find returns the indexes of a cell that the form has.
func (f *Form) find(a Address) [3]int {
	for t := range f.Tables {
		if f.Tables[t].Key != a.Table {
			continue
		}
		row := 0
		for b := range f.Tables[t].Bands {
			band := &f.Tables[t].Bands[b]
			for r := range band.Rows {
				if band.Rows[r].Key == a.Row {
					for c := range band.Columns {
						if band.Columns[c].Key == a.Column {
							return [3]int{t, row + r, c}
						}
					}
				}
			}
			row += len(band.Rows)
		}
	}
	panic("form: no cell " + a.String())
}
