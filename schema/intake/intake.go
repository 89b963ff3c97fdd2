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
	"strconv"
	"strings"
	"unicode/utf8"
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
	// Meta: said of the page in its head, not printed on it.
	Meta bool
}

// Marks that stand in a text for what is no text. A text from a file never
// holds them: they are noncharacters of Unicode.
const (
	noteMark  = "\uFDD0" // a footnote is called here
	raisedOn  = "\uFDD1" // superscript begins
	raisedOff = "\uFDD2"
)

// clean drops what cannot be seen and what only the reader may write.
var clean = strings.NewReplacer("\u200b", "", "\u200c", "", "\u200d", "", "\u2060", "", "\ufeff", "", "\u00ad", "",
	noteMark, "", raisedOn, "", raisedOff, "")

// unraised drops the marks around superscript and keeps it.
var unraised = strings.NewReplacer(raisedOn, "", raisedOff, "")

// Table is a table as found: one Row of squares per row, every square of a
// merged area pointing at the same cell.
type Table struct {
	Rows [][]*Cell
	Name string // sheet name or "表格 2", for messages
	Note string // what is written below it, where the reader can tell
	// Sheet: the table is a sheet, whose cells people call D6.
	Sheet bool
}

// Cell is a cell as found.
type Cell struct {
	Text     string // lines for its paragraphs
	Row, Col int    // first square, from 0
	Formula  bool   // a total that is one is worked out anew
	Notes    []string

	inner []Block // what stands in it, until it is known to be no layout
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
	if t.Sheet {
		return t.Name + numeral(c.Col+1, "upperLetter") + strconv.Itoa(c.Row+1)
	}
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

// longCell is the length in characters above which a cell holds an article,
// not a figure or a label.
const longCell = 1000

// isLayout tells a table that only places what stands in it: one with a table
// in a cell, with one cell, or with an article in a cell.
func (t *Table) isLayout() bool {
	var first *Cell
	single := true
	for _, row := range t.Rows {
		for _, c := range row {
			if c == nil {
				continue
			}
			for i := range c.inner {
				if c.inner[i].Table != nil {
					return true
				}
			}
			if utf8.RuneCountInString(c.Text) > longCell {
				return true
			}
			if first == nil {
				first = c
			}
			single = single && c == first
		}
	}
	return single && first != nil
}

// content is the table as blocks: itself, or what stands in its cells.
func (t *Table) content() []Block {
	layout := t.isLayout()
	var blocks []Block
	var pictures []string
	seen := map[*Cell]bool{}
	for _, row := range t.Rows {
		for _, c := range row {
			if c == nil || seen[c] {
				continue
			}
			seen[c] = true
			for i := range c.inner {
				pictures = append(pictures, c.inner[i].Pictures...)
			}
			if layout {
				blocks = append(blocks, c.inner...)
			}
			c.inner = nil
		}
	}
	if layout {
		return blocks
	}
	return []Block{{Table: t, Pictures: pictures}}
}

// settle makes a cell's text of what stands in it.
func (c *Cell) settle() {
	var lines []string
	for i := range c.inner {
		if b := &c.inner[i]; b.Table == nil && b.Text != "" {
			lines = append(lines, b.Text)
			c.Notes = append(c.Notes, b.Notes...)
		}
	}
	c.Text = strings.Join(lines, "\n")
}

// nameTables numbers the tables as people count them.
func nameTables(blocks []Block) []Block {
	n := 0
	for i := range blocks {
		if t := blocks[i].Table; t != nil {
			n++
			t.Name = fmt.Sprintf("表格 %d ", n)
		}
	}
	return blocks
}
