package intake

import (
	"fmt"
	"strings"

	"nianbao/schema/form"
)

// square is a cell of a filled form that a test bends before it is printed.
type square struct {
	text           string
	columns, rows  int
	data           bool
	formRow, index int
}

// sheet is a filled table by rows, each cell where it begins.
type sheet [][]square

func sheetOf(t *form.Table, index int) sheet {
	g := t.Grid()
	s := make(sheet, g.Rows)
	for i := range g.Cells {
		c := &g.Cells[i]
		s[c.Row] = append(s[c.Row], square{cellOf(t, index, c, nil), c.ColSpan, c.RowSpan, c.Role == form.Data, c.FormRow, c.FormColumn})
	}
	return s
}

func (s sheet) html() string {
	var b strings.Builder
	b.WriteString("<table>")
	for _, row := range s {
		b.WriteString("<tr>")
		for _, c := range row {
			fmt.Fprintf(&b, "<td colspan='%d' rowspan='%d'>%s</td>", c.columns, c.rows, c.text)
		}
		b.WriteString("</tr>")
	}
	return b.String() + "</table>"
}

// find is the row and the place in it of the cell with a text.
func (s sheet) find(text string) (row, at int) {
	for i := range s {
		for j := range s[i] {
			if s[i][j].text == text {
				return i, j
			}
		}
	}
	panic("no cell " + text)
}

// unmerged writes every square as a cell of its own: what was merged stands
// in the first, the others are empty.
func (s sheet) unmerged() sheet {
	width := 0
	for _, c := range s[0] {
		width += c.columns
	}
	out := make(sheet, len(s))
	full := make([][]bool, len(s))
	for i := range out {
		out[i], full[i] = make([]square, width), make([]bool, width)
		for j := range out[i] {
			out[i][j] = square{columns: 1, rows: 1}
		}
	}
	for i := range s {
		at := 0
		for _, c := range s[i] {
			for at < width && full[i][at] {
				at++
			}
			for r := i; r < min(i+c.rows, len(s)); r++ {
				for k := at; k < min(at+c.columns, width); k++ {
					full[r][k] = true
				}
			}
			out[i][at].text = c.text
		}
	}
	return out
}

// withTables is the filled page with its tables as made from the sheets.
func withTables(f *form.Form, year int, print func(key string, s sheet) string) string {
	text := page(f, year, nil)
	for i := range f.Tables {
		t := &f.Tables[i]
		text = strings.Replace(text, tableHTML(t, i, nil), print(t.Key, sheetOf(t, i)), 1)
	}
	return text
}
