package schema

import (
	"github.com/shopspring/decimal"

	"nianbao/schema/form"
)

// derive works out the totals that were left out.
func (r *Report) derive() {
	for i := range r.Tables {
		t := &r.Tables[i]
		for j := range t.Rows {
			if len(t.Rows[j].Form.Sum) == 0 || t.Rows[j].Path != nil {
				t.Rows[j].deriveTotals()
			}
		}
		for j := range t.Rows {
			if len(t.Rows[j].Form.Sum) > 0 && t.Rows[j].Path == nil {
				t.deriveRow(&t.Rows[j])
			}
		}
	}
}

// deriveTotals works out the row's totals that are not given.
func (r *Row) deriveTotals() {
	for c := range r.Cells {
		column := &r.Band.Columns[c]
		if len(column.Sum) == 0 || r.Cells[c].Given {
			continue
		}
		var parts []*Cell
		for _, key := range column.Sum {
			parts = append(parts, r.Cell(key))
		}
		r.Cells[c] = total(parts)
	}
}

// deriveRow works out a row of totals that is left out.
func (t *Table) deriveRow(row *Row) {
	for c := range row.Cells {
		if len(row.Band.Columns[c].Sum) > 0 {
			continue
		}
		var parts []*Cell
		for i := range t.Rows {
			if t.Rows[i].partOf(row.Form) {
				parts = append(parts, &t.Rows[i].Cells[c])
			}
		}
		row.Cells[c] = total(parts)
	}
	row.deriveTotals()
}

// partOf reports whether the row is one of those that total sums.
func (r *Row) partOf(total *form.Row) bool {
	for _, pattern := range total.Sum {
		if r.Form != total && form.Match(pattern, r.Form.Key) {
			return true
		}
	}
	return false
}

func total(parts []*Cell) Cell {
	sum := Cell{Derived: true}
	value := decimal.Zero
	for _, p := range parts {
		value = value.Add(p.Value)
		sum.Bad = sum.Bad || p.Bad
	}
	sum.Value = value
	sum.Text = value.String()
	return sum
}
