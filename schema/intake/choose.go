package intake

import (
	"fmt"

	"nianbao/schema/form"
)

// chooseForm takes the form whose rows the tables fit best. The year in the
// title decides between equals only, but a disagreement is told.
func (a *assembly) chooseForm(forms []*form.Form) *form.Form {
	var best *form.Form
	top, most := 0.0, 0.0
	for _, f := range forms {
		score, rows := 0.0, 0
		for i := range f.Tables {
			if f.Tables[i].Flat {
				continue
			}
			for j := range f.Tables[i].Bands {
				band := &f.Tables[i].Bands[j]
				for k := range band.Rows {
					rows++
					score += a.fit(&band.Rows[k], len(band.Columns))
				}
			}
		}
		most = max(most, score)
		if rows > 0 {
			score /= float64(rows)
		}
		if inForce(f, a.report.Year) {
			score += 0.02
		}
		if score > top {
			best, top = f, score
		}
	}
	if best == nil || most < fewestRows {
		return nil
	}
	if y := a.report.Year; y != 0 && !inForce(best, y) {
		a.doubt(Doubt{Where: "表式", Message: fmt.Sprintf("表格按 %s 年表式填写，与 %d 年报告应用的表式不符", best.ID, y)})
	}
	return best
}

// fewestRows is how many rows must be known to take tables for a report's; the
// rest may be missing, or there as pictures.
const fewestRows = 2.5

func inForce(f *form.Form, year int) bool {
	return year >= f.From && (f.To == 0 || year <= f.To)
}

// fit is how well the best line fits a form row; the right number of figures
// is part of it.
func (a *assembly) fit(row *form.Row, columns int) float64 {
	best, want := 0.0, wantedOf(row)
	for _, l := range a.lines {
		if len(l.labels) == 0 {
			continue
		}
		s, own := want.like(l.labels)
		if s > best && len(l.figures(own, columns)) != columns {
			s *= 0.6
		}
		best = max(best, s)
	}
	if best < 0.55 {
		return 0
	}
	return best
}
