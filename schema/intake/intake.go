// Package intake reads reports that people filled in elsewhere: the official
// Word form, a published page, a workbook. It matches tables by their labels,
// not by their places, and never guesses silently: whatever it took for
// something is a Doubt, with the place it stood in.
//
// The files come from strangers. Every reader bounds what it unpacks and how
// many cells it holds (see the limits below) and gives an error beyond.
package intake

import (
	"errors"
	"fmt"
)

// Limits of one file. A statutory report has about 250 cells in three tables
// and some thousand characters of prose.
const (
	maxFile     = 64 << 20 // bytes of a file, and of one unpacked part
	maxCells    = 100_000  // cells, and squares after spreading merged ones
	maxSpan     = 64       // columns or rows one cell may cover
	maxBlocks   = 50_000   // paragraphs and tables
	maxNesting  = 256      // elements inside one another
	maxZipParts = 5_000
)

var errTooLarge = errors.New("文件过大或结构异常，不像是一份年度报告")

// Block is a paragraph or, when Table is not nil, a table.
type Block struct {
	Text  string
	Level int // heading level by style, 0 = none known
	Table *Table
	// Pictures holds the alternative text of each picture in the paragraph.
	Pictures []string
	Notes    []string // footnotes, called in Text by a noteMark each
}

// noteMark stands in a text where a footnote is called. Text from a file never
// holds it: it is a noncharacter of Unicode.
const noteMark = "\uFDD0"

// Table is a table as found: one Row of squares per row, every square of a
// merged area pointing at the same cell.
type Table struct {
	Rows [][]*Cell
	Name string // sheet name or "表格 2", for messages
}

// Cell is a cell as found.
type Cell struct {
	Text     string
	Row, Col int // first square, from 0
}

// Doubt is something that was read but should be looked at by a person.
type Doubt struct {
	Where   string // 表三“一、本年新收…”商业企业（表格 2 第 5 行第 4 列）
	Found   string // what stood there
	Taken   string // what it was taken for
	Message string // why it is doubtful
}

// String is the doubt as one line.
func (d Doubt) String() string {
	switch {
	case d.Found == "" && d.Taken == "":
		return fmt.Sprintf("%s：%s", d.Where, d.Message)
	case d.Taken == "":
		return fmt.Sprintf("%s：原文为“%s”，%s", d.Where, d.Found, d.Message)
	}
	return fmt.Sprintf("%s：原文为“%s”，按 %s 录入；%s", d.Where, d.Found, d.Taken, d.Message)
}

// place is where a cell stands, for people.
func (t *Table) place(c *Cell) string {
	return fmt.Sprintf("%s第 %d 行第 %d 列", t.Name, c.Row+1, c.Col+1)
}

// distinct is the row's cells from left to right, each merged cell once.
func distinct(row []*Cell) []*Cell {
	var cells []*Cell
	for _, c := range row {
		if c != nil && (len(cells) == 0 || cells[len(cells)-1] != c) {
			cells = append(cells, c)
		}
	}
	return cells
}
