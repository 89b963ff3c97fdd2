package intake

import (
	"errors"
	"fmt"
	"strings"

	"nianbao/schema"
	"nianbao/schema/form"
)

// Assemble makes a report of what was read: it finds the title, decides which
// form the tables follow, matches their rows by label and sorts the prose into
// its sections. Whatever was not plain to see is a Doubt. The report is only a
// draft: Check finds what does not agree in it.
func Assemble(blocks []Block, forms []*form.Form) (*schema.Report, []Doubt, error) {
	a := newAssembly(blocks, forms)
	a.head()
	if !a.tables(forms) {
		return nil, nil, errors.New(a.nothing())
	}
	a.prose()
	a.named()
	return &a.report, a.doubts, nil
}

// Figures makes a report of tables alone. The year decides between forms that
// fit equally well.
func Figures(blocks []Block, year int, forms []*form.Form) (*schema.Report, []Doubt, error) {
	a := newAssembly(blocks, forms)
	a.report.Year = year
	if !a.tables(forms) {
		return nil, nil, errors.New(a.nothing())
	}
	a.report.Text = map[string]string{}
	for _, l := range a.lines {
		if t := a.report.Table(l.owner); t != nil && t.Note == "" {
			t.Note = strings.TrimSpace(strings.TrimPrefix(l.table.Note, "注："))
		}
	}
	return &a.report, a.doubts, nil
}

type assembly struct {
	report   schema.Report
	blocks   []Block
	known    labels
	lines    []*line
	title    int // index of the first block after the title
	notes    int // footnotes so far
	doubts   []Doubt
	reorders map[*Table]bool // whose columns were told to stand in another order
	formulas map[*schema.Cell]bool
}

func newAssembly(blocks []Block, forms []*form.Form) *assembly {
	a := &assembly{known: labelsOf(forms), reorders: map[*Table]bool{}, formulas: map[*schema.Cell]bool{}}
	for _, b := range blocks {
		b.Text = unraised.Replace(b.Text)
		for _, line := range softBreaks(b, forms) {
			a.blocks = append(a.blocks, runIn(line, forms)...)
		}
	}
	a.lines = tableLines(a.blocks, a.known)
	return a
}

func (a *assembly) doubt(d Doubt) { a.doubts = append(a.doubts, d) }

// tables fills the tables of the form that fits best; false when none does.
func (a *assembly) tables(forms []*form.Form) bool {
	f := a.chooseForm(forms)
	if f == nil {
		return false
	}
	a.report.Form = f
	for i := range f.Tables {
		a.table(&f.Tables[i])
	}
	a.leftOver()
	return true
}

// nothing says why no table of a report was found.
func (a *assembly) nothing() string {
	pictures, text, frames := 0, 0, false
	for i := range a.blocks {
		pictures += len(a.blocks[i].Pictures)
		if !a.blocks[i].Meta {
			text += len(a.blocks[i].Text)
		}
		frames = frames || a.blocks[i].Table != nil
	}
	switch {
	case frames:
		return "没有找到年度报告的表格：没有一行的标签与已知表式相符"
	case text < 300 && pictures == 0:
		return "网页或文档里几乎没有文字，内容可能是打开后才由脚本取来的；请用浏览器打开，全选复制到 Word，存成 .docx 再读"
	case pictures > 0:
		return fmt.Sprintf("没有找到年度报告的表格；有 %d 张图片，表格可能是图片，图片里的数读不出来，请对照图片填写", pictures)
	}
	return "没有找到年度报告的表格，可能是目录页或表格另附；请打开报告的正文页再存"
}

// leftOver tells of rows with figures that no form row took, and of tables
// that are there twice.
func (a *assembly) leftOver() {
	a.twice()
	for _, l := range a.lines {
		if l.owner != "" || len(l.labels) == 0 || !a.statutory(l.table) {
			continue
		}
		last := l.labels[len(l.labels)-1]
		if !holdsFigures(l.after(len(l.labels) - 1)) {
			continue // a header or a title beside empty cells
		}
		c := l.cells[last.at]
		a.doubt(Doubt{Where: strings.TrimSpace(l.table.place(c)), Found: oneLine(c.Text), Message: "表式里没有这一行，未录入"})
	}
}

// mostTwice is how many rows of a table must be a form's to take it for another
// copy of one; the copy of 表四 has one.
const mostTwice = 3

// twice tells of tables of which no row was taken though most are the form's.
func (a *assembly) twice() {
	rows, known := map[*Table]int{}, map[*Table]int{}
	var tables []*Table
	for _, l := range a.lines {
		if len(l.labels) == 0 || !holdsFigures(l.after(len(l.labels)-1)) {
			continue
		}
		if rows[l.table]++; rows[l.table] == 1 {
			tables = append(tables, l.table)
		}
		if a.known[l.labels[len(l.labels)-1].bare] {
			known[l.table]++
		}
	}
	for _, t := range tables {
		if known[t] >= mostTwice && known[t]*2 > rows[t] && !a.statutory(t) {
			a.doubt(Doubt{Where: strings.TrimSpace(t.Name), Message: "又有一张同样的表，未录入；请核对该用哪一张"})
		}
	}
}

// statutory tells a table of which some row was taken from a table in prose.
func (a *assembly) statutory(t *Table) bool {
	for _, l := range a.lines {
		if l.table == t && l.owner != "" {
			return true
		}
	}
	return false
}

// oneLine is text for a message: in one line, not too long.
func oneLine(s string) string {
	s = strings.Join(strings.Fields(raised.ReplaceAllString(s, "")), " ")
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}
