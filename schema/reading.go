package schema

import (
	"slices"
	"strings"
	"sync"

	"github.com/shopspring/decimal"

	"nianbao/schema/form"
	"nianbao/schema/prose"
)

// amount is what the tables say of something that prose speaks of.
type amount struct {
	value decimal.Decimal // from the cells as they are given
	parts decimal.Decimal // the same, with totals worked out from their parts
	name  string          // （一）予以公开加（二）部分公开
	rows  string          // what it is the sum of, without the column: received + carried_in
	cells []cellAt        // that take part
}

// cellAt is a cell with its place in the report.
type cellAt struct {
	table *Table
	row   *Row
	index int // of the column in the row's band
}

func (c cellAt) cell() *Cell { return &c.row.Cells[c.index] }

func (c cellAt) address() string {
	return form.Address{Table: c.table.Form.Key, Row: c.row.Form.Key, Column: c.row.Band.Columns[c.index].Key}.String()
}

// term is one summand of a reading's value, resolved for a form.
type term struct {
	sign  int64
	cells []place
	name  string
}

// place is a cell by its indexes in Report.Tables, Table.Rows and Row.Cells.
type place struct{ table, row, column int }

// amounts returns what the tables say of a bound reading: one amount for each
// of its values that the form has cells for, none when a cell is unreadable.
func (r *Report) amounts(b *prose.Bound) []amount {
	var all []amount
	for _, value := range b.Values {
		if a, ok := r.amount(value, b.Case); ok {
			all = append(all, a)
		}
	}
	return all
}

// amount works out one value, a sum of cells. It fails when the form has none
// of the cells or one of them could not be read.
func (r *Report) amount(value, cases string) (amount, bool) {
	of := resolve(r.Form, value, cases)
	if len(of.terms) == 0 {
		return amount{}, false
	}
	a := amount{name: of.name, rows: of.rows, cells: make([]cellAt, 0, of.cells)}
	for i := range of.terms {
		t := &of.terms[i]
		for _, p := range t.cells {
			if p.table >= len(r.Tables) || p.row >= len(r.Tables[p.table].Rows) {
				return amount{}, false
			}
			c := cellAt{&r.Tables[p.table], &r.Tables[p.table].Rows[p.row], p.column}
			if c.cell().Bad {
				return amount{}, false
			}
			value, parts := c.cell().Value, c.fromParts()
			if t.sign < 0 {
				value, parts = value.Neg(), parts.Neg()
			}
			a.value, a.parts = a.value.Add(value), a.parts.Add(parts)
			a.cells = append(a.cells, c)
		}
	}
	return a, true
}

// withoutColumns is a reading's value without the columns of its cells.
func withoutColumns(value string) string {
	words := strings.Fields(value)
	for i, word := range words {
		if at := strings.LastIndexByte(word, '.'); at > 0 {
			words[i] = word[:at]
		}
	}
	return strings.Join(words, " ")
}

// fromParts is the cell's value, a total worked out from its parts.
func (c cellAt) fromParts() decimal.Decimal {
	keys := c.row.Band.Columns[c.index].Sum
	if len(keys) == 0 {
		return c.cell().Value
	}
	sum := decimal.Zero
	for i := range c.row.Cells {
		if slices.Contains(keys, c.row.Band.Columns[i].Key) {
			if c.row.Cells[i].Bad {
				return c.cell().Value
			}
			sum = sum.Add(c.row.Cells[i].Value)
		}
	}
	return sum
}

type resolveKey struct {
	form         *form.Form
	value, cases string
}

// formula is a reading's value, resolved for a form; no terms when one of them has
// no cells.
type formula struct {
	terms      []term
	cells      int    // of all terms
	name, rows string // see amount
}

var resolved sync.Map // resolveKey → *formula

// resolve finds the cells of a value in a form, once in a run.
func resolve(f *form.Form, value, cases string) *formula {
	key := resolveKey{f, value, cases}
	if of, ok := resolved.Load(key); ok {
		return of.(*formula)
	}
	of := &formula{terms: findTerms(f, value, cases), rows: withoutColumns(value)}
	for i, t := range of.terms {
		of.cells += len(t.cells)
		switch {
		case i == 0:
		case t.sign < 0:
			of.name += "减"
		default:
			of.name += "加"
		}
		of.name += t.name
	}
	resolved.Store(key, of)
	return of
}

func findTerms(f *form.Form, value, cases string) []term {
	rules := prose.Default()
	var terms []term
	sign := int64(1)
	for _, word := range strings.Fields(value) {
		switch word {
		case "+":
			sign = 1
			continue
		case "-":
			sign = -1
			continue
		}
		patterns := []string{word}
		if rest, ok := strings.CutPrefix(word, "{case}"); ok {
			patterns = nil
			for _, row := range rules.Cases[cases].Rows {
				patterns = append(patterns, row+rest)
			}
		}
		t := term{sign: sign}
		for _, pattern := range patterns {
			t.find(f, pattern, rules.Org)
		}
		if len(t.cells) == 0 {
			return nil
		}
		t.name = termName(f, t.cells, len(patterns) > 1)
		terms = append(terms, t)
	}
	return terms
}

// find adds the cells that a pattern table.row.column names.
func (t *term) find(f *form.Form, pattern string, org []string) {
	at := strings.LastIndexByte(pattern, '.')
	column := pattern[at+1:]
	for i := range f.Tables {
		rows, ok := strings.CutPrefix(pattern[:at], f.Tables[i].Key+".")
		if !ok {
			continue
		}
		n := 0
		for b := range f.Tables[i].Bands {
			band := &f.Tables[i].Bands[b]
			for r := range band.Rows {
				for c := range band.Columns {
					key := band.Columns[c].Key
					if form.Match(rows, band.Rows[r].Key) && (key == column || column == "org" && slices.Contains(org, key)) {
						t.cells = append(t.cells, place{i, n, c})
					}
				}
				n++
			}
		}
	}
}

// termName is how messages call the cells of a term: the row, or the group of
// rows, and the columns unless they are the total. group: rows that belong
// together by meaning only, called by the label above them.
func termName(f *form.Form, cells []place, group bool) string {
	first, last := cells[0], cells[len(cells)-1]
	rows := f.Tables[first.table].Rows()
	row := rows[first.row]
	name := row.Label
	if first.row != last.row {
		level := len(row.Path) - 2
		if level >= 0 && group {
			level = 0
		}
		name = row.Path[max(level, 0)]
	}
	columns := bandOf(&f.Tables[first.table], row).Columns
	switch column := &columns[first.column]; {
	case first.row == last.row && first.column != last.column:
		return name + "（" + column.Path[max(len(column.Path)-2, 0)] + "）"
	case len(column.Sum) > 0 || len(columns) == 1:
		return name
	default:
		return name + "（" + columnLabel(column) + "）"
	}
}

func bandOf(t *form.Table, row *form.Row) *form.Band {
	for b := range t.Bands {
		for r := range t.Bands[b].Rows {
			if &t.Bands[b].Rows[r] == row {
				return &t.Bands[b]
			}
		}
	}
	return nil
}
