// Package schema reads reports from TOML, holds them, and checks them
// against the rules of their form.
//
//	report, findings := schema.Load(file, forms)
//	findings = append(findings, schema.Check(report, nil)...)
package schema

import (
	"time"

	"github.com/shopspring/decimal"

	"nianbao/schema/form"
	"nianbao/schema/source"
)

// Scope says what a report's figures speak of.
type Scope string

// A report covers one office alone, or the area that an office sums.
const (
	Office Scope = "office"
	Area   Scope = "area"
)

// Report is one agency's report of one year.
type Report struct {
	File   *source.File
	Form   *form.Form
	Year   int
	Scope  Scope
	Agency Agency

	TitleLines []string  // report.title; empty = the form's default title
	Date       time.Time // 成文日期; zero = not given
	Signature  bool
	Headings   map[string]string // section key → the office's own wording

	Tables []Table           // in the form's order
	Text   map[string]string // preamble and the prose sections, Markdown
	Accept map[string]string // finding id (or "id cell") → reason
}

// Agency is who reports.
type Agency struct {
	Name  string
	Short string
	Code  string // unified code or area code, may be ""
}

// Table is the filled-in figures of one form table.
type Table struct {
	Form *form.Table
	Rows []Row // in the form's order, over all bands
	Note string
}

// Row is one row of figures.
type Row struct {
	Form  *form.Row
	Band  *form.Band
	Path  source.Path // where it stands in the file; nil = not given
	Cells []Cell      // one for each of Band.Columns
	// Single: the row is written as one value, not as a list.
	Single bool
}

// Cell is one figure.
type Cell struct {
	Value decimal.Decimal // keeps the scale of the digits typed
	Text  string          // the digits as they are printed: "12", "18.8710", "-3"
	Note  string          // printed after the figure in brackets
	Given bool            // false: left out, worked out or filled by blank = 0
	// Derived: a total that was left out, worked out from its parts.
	Derived bool
	// Bad: the cell could not be read (a finding says why); Value means nothing.
	Bad bool

	inner bool // written as { value = …, note = … }
}

// Table returns the report's table with the given key, or nil.
func (r *Report) Table(key string) *Table {
	for i := range r.Tables {
		if r.Tables[i].Form.Key == key {
			return &r.Tables[i]
		}
	}
	return nil
}

// Row returns the row with the given key, or nil.
func (t *Table) Row(key string) *Row {
	if t == nil {
		return nil
	}
	for i := range t.Rows {
		if t.Rows[i].Form.Key == key {
			return &t.Rows[i]
		}
	}
	return nil
}

// Cell returns the cell in the column with the given key, or nil.
func (r *Row) Cell(column string) *Cell {
	if r == nil {
		return nil
	}
	for i := range r.Band.Columns {
		if r.Band.Columns[i].Key == column {
			return &r.Cells[i]
		}
	}
	return nil
}

// Int is the cell's value as a whole number; 0 for a nil cell.
func (c *Cell) Int() int64 {
	if c == nil {
		return 0
	}
	return c.Value.IntPart()
}
