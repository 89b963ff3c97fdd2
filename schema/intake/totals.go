package intake

import (
	"github.com/shopspring/decimal"

	"nianbao/schema"
	"nianbao/schema/form"
)

// workOut fills in the totals that were formulas, from their parts: programs
// that only write leave an old value in them, and SUM passes over figures
// typed as text. One of which a part is missing stays out.
func (a *assembly) workOut(t *schema.Table) {
	for i := range t.Rows {
		if len(t.Rows[i].Form.Sum) > 0 {
			for c := range t.Rows[i].Cells {
				a.add(&t.Rows[i].Cells[c], partsBelow(t, &t.Rows[i], c))
			}
		}
		row := &t.Rows[i]
		for c := range row.Cells {
			var parts []*schema.Cell
			for _, key := range row.Band.Columns[c].Sum {
				parts = append(parts, row.Cell(key))
			}
			a.add(&row.Cells[c], parts)
		}
	}
}

// partsBelow are the cells of a column that a row of totals sums.
func partsBelow(t *schema.Table, total *schema.Row, column int) []*schema.Cell {
	if len(total.Band.Columns[column].Sum) > 0 {
		return nil // the total of the row, from the row itself
	}
	var parts []*schema.Cell
	for i := range t.Rows {
		for _, pattern := range total.Form.Sum {
			if t.Rows[i].Form != total.Form && form.Match(pattern, t.Rows[i].Form.Key) {
				parts = append(parts, &t.Rows[i].Cells[column])
				break
			}
		}
	}
	return parts
}

func (a *assembly) add(total *schema.Cell, parts []*schema.Cell) {
	if !a.formulas[total] || len(parts) == 0 {
		return
	}
	sum := decimal.Zero
	for _, p := range parts {
		if p == nil || !p.Given {
			return
		}
		sum = sum.Add(p.Value)
	}
	*total = schema.Cell{Value: sum, Text: sum.String(), Given: true}
}
