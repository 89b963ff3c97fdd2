package schema

import (
	"strings"

	"github.com/shopspring/decimal"

	"nianbao/schema/form"
)

// Figures is what a sum takes of a report: half a kilobyte, so that those of
// ten thousand reports can be held at once.
type Figures struct {
	File   string // the report's name
	Agency Agency
	Form   *form.Form
	Year   int
	Scope  Scope

	bad   string // why the report cannot be counted, "" if it can
	cells string // the figures in the form's order, a space after each
	again func() *Report
}

// FiguresOf takes the figures of a report. again reads the report once more,
// for its places; it returns nil when the report is gone.
func FiguresOf(r *Report, again func() *Report) *Figures {
	f := &Figures{Form: r.Form, Year: r.Year, Scope: r.Scope, bad: bad(r), again: again}
	// Copies: the report's own strings keep the whole file in memory.
	f.Agency = Agency{Name: strings.Clone(r.Agency.Name), Short: strings.Clone(r.Agency.Short), Code: strings.Clone(r.Agency.Code)}
	if r.File != nil {
		f.File = r.File.Name
	}
	if f.bad != "" {
		return f
	}
	var text []byte
	for i := range r.Tables {
		for j := range r.Tables[i].Rows {
			for k := range r.Tables[i].Rows[j].Cells {
				text = append(text, digits(r.Tables[i].Rows[j].Cells[k].Value)...)
				text = append(text, ' ')
			}
		}
	}
	f.cells = string(text)
	return f
}

// bad says why a report cannot be counted, "" if it can.
func bad(r *Report) string {
	if r.Form == nil {
		return "不知道是哪种表式"
	}
	for i := range r.Tables {
		for j := range r.Tables[i].Rows {
			for k := range r.Tables[i].Rows[j].Cells {
				if r.Tables[i].Rows[j].Cells[k].Bad {
					return r.Tables[i].Form.Name + "“" + r.Tables[i].Rows[j].Form.Label + "”这一行读不出数"
				}
			}
		}
	}
	return ""
}

// digits writes a decimal with the decimals it has.
func digits(d decimal.Decimal) string { return d.StringFixed(max(-d.Exponent(), 0)) }

// each calls do with the figures in the form's order; number counts from 0.
func (f *Figures) each(do func(number int, value decimal.Decimal)) {
	number := 0
	for text := range strings.FieldsSeq(f.cells) {
		value, err := decimal.NewFromString(text)
		if err != nil {
			panic(err) // FiguresOf wrote it
		}
		do(number, value)
		number++
	}
}
