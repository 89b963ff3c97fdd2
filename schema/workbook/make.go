// Package workbook makes the .xlsx in which an agency fills in its report, and
// reads returned ones.
//
// A workbook has a sheet for each table, printed as the form has it: labels
// and totals are locked, totals are formulas, and whatever does not agree is
// told beside the row or below the column in red while one types. A sheet
// takes the prose, and one says how to fill the form in.
package workbook

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"nianbao/schema"
	"nianbao/schema/form"
)

// Names of the sheets that are no tables, and of what read leaves out.
const (
	proseSheet = "正文"
	notesSheet = "填表说明"
	checkMark  = "核对"
	tableNote  = "表注"
	author     = "nianbao" // of our own cell comments
	// fromLastYear is the comment on a figure that is filled in.
	fromLastYear = "取自上年报告；不符请先核实上年的数"
)

// Labels in the first column of the prose sheet, above the sections.
const (
	labelAgency   = "机关名称"
	labelCode     = "机构代码"
	labelYear     = "报告年度"
	labelDate     = "成文日期"
	labelPreamble = "导语"
)

// Make returns the workbook of one agency. last is its report of the year
// before, or nil: where a rule says that a cell equals one of last year's, it
// is filled in. The same input gives the same bytes.
func Make(f *form.Form, year int, agency schema.Agency, last *schema.Report) ([]byte, error) {
	m := &maker{file: excelize.NewFile(), form: f, last: last}
	defer m.file.Close()
	m.styles()
	m.prose(year, agency)
	for i := range f.Tables {
		m.table(&f.Tables[i])
	}
	m.notes()
	m.try(m.file.DeleteSheet("Sheet1"))
	m.file.SetActiveSheet(0)
	m.try(m.file.SetDocProps(&excelize.DocProperties{
		Title: fmt.Sprintf("%s%d年政府信息公开工作年度报告填报表", agency.Name, year), Creator: "nianbao", Language: "zh-CN",
		Created: "2000-01-01T00:00:00Z", Modified: "2000-01-01T00:00:00Z",
	}))
	if m.err != nil {
		return nil, m.err
	}
	var out bytes.Buffer
	if _, err := m.file.WriteTo(&out); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

type maker struct {
	file  *excelize.File
	form  *form.Form
	last  *schema.Report
	err   error // the first one
	label int   // styles
	input int
	total int
	text  int
	check int // red: what does not agree
	hint  int // grey: which check stands here
	head  int
	// where is the cell of each figure of the table being made, by its key.
	where map[form.Address]string
}

func (m *maker) try(err error) {
	if m.err == nil {
		m.err = err
	}
}

func (m *maker) styles() {
	border := []excelize.Border{{Type: "left", Style: 1, Color: "000000"}, {Type: "right", Style: 1, Color: "000000"},
		{Type: "top", Style: 1, Color: "000000"}, {Type: "bottom", Style: 1, Color: "000000"}}
	center := &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}
	locked, open := &excelize.Protection{Locked: true}, &excelize.Protection{Locked: false}
	grey := excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"EEEEEE"}}
	font := &excelize.Font{Family: "宋体", Size: 10.5}
	add := func(s excelize.Style) int {
		id, err := m.file.NewStyle(&s)
		m.try(err)
		return id
	}
	m.label = add(excelize.Style{Border: border, Alignment: center, Protection: locked, Fill: grey, Font: font})
	m.input = add(excelize.Style{Border: border, Alignment: center, Protection: open, Font: font})
	m.total = add(excelize.Style{Border: border, Alignment: center, Protection: locked, Fill: grey, Font: &excelize.Font{Family: "宋体", Size: 10.5, Bold: true}})
	m.text = add(excelize.Style{Border: border, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}, Protection: open, Font: font})
	m.check = add(excelize.Style{Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}, Protection: locked, Font: &excelize.Font{Family: "宋体", Size: 10.5, Color: "FF0000", Bold: true}})
	m.hint = add(excelize.Style{Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}, Protection: locked, Font: &excelize.Font{Family: "宋体", Size: 9, Color: "808080"}})
	m.head = add(excelize.Style{Alignment: &excelize.Alignment{Vertical: "center"}, Protection: locked, Font: &excelize.Font{Family: "黑体", Size: 14}})
}

// put writes a value with a style.
func (m *maker) put(sheet, cell string, value any, style int) {
	m.try(m.file.SetCellValue(sheet, cell, value))
	m.try(m.file.SetCellStyle(sheet, cell, cell, style))
}

func (m *maker) sheet(name string) {
	_, err := m.file.NewSheet(name)
	m.try(err)
}

// protect locks what is not open, without a password: it keeps slips out, not
// people.
func (m *maker) protect(sheet string) {
	m.try(m.file.ProtectSheet(sheet, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, FormatRows: true,
	}))
}

func cellName(col, row int) string {
	name, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		panic("workbook: " + err.Error()) // coordinates are ours
	}
	return name
}

func (m *maker) prose(year int, agency schema.Agency) {
	m.sheet(proseSheet)
	m.try(m.file.SetColWidth(proseSheet, "A", "A", 26))
	m.try(m.file.SetColWidth(proseSheet, "B", "B", 100))
	row := 1
	add := func(label string, value any, height float64) {
		m.put(proseSheet, cellName(1, row), label, m.label)
		m.put(proseSheet, cellName(2, row), value, m.text)
		m.try(m.file.SetRowHeight(proseSheet, row, height))
		row++
	}
	add(labelAgency, agency.Name, 20)
	add(labelCode, agency.Code, 20)
	add(labelYear, fmt.Sprint(year), 20)
	add(labelDate, "", 20)
	add(labelPreamble, "", 60)
	for _, s := range m.form.Sections {
		if s.Table == "" {
			add(s.Heading, "", 220)
		}
	}
	m.protect(proseSheet)
	m.onePage(proseSheet, "portrait")
}

// onePage prints a sheet as wide as an A4 page.
func (m *maker) onePage(sheet, orientation string) {
	fit, a4, wide, tall := true, 9, 1, 0
	m.try(m.file.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
	m.try(m.file.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &a4, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &tall}))
}

func (m *maker) notes() {
	m.sheet(notesSheet)
	m.try(m.file.SetColWidth(notesSheet, "A", "A", 110))
	lines := []string{
		"依据：" + m.form.Notice,
		"灰色格是表式的文字和合计，不用填；合计自动算出。白格填整数，没有发生的填 0，不要留空，不要写“/”“无”，不带单位和千分位逗号。",
		"某个数需要说明的（如“其中修订16件”），给那一格插入批注；整张表的说明写在表下“" + tableNote + "”格。",
		"不要增删行列，不要改标签。表旁和表下的红字是没有对上的地方，改到没有红字为止。",
		"“" + proseSheet + "”一页一段一行（格内按 Alt+Enter 换行）；表里的数写进正文时要一致。",
	}
	for i := range m.form.Tables {
		for _, r := range m.form.Tables[i].Rules {
			lines = append(lines, r.ID+"  "+r.Says)
		}
	}
	wrap, err := m.file.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}, Font: &excelize.Font{Family: "宋体", Size: 10.5}})
	m.try(err)
	for i, line := range lines {
		m.put(notesSheet, cellName(1, i+1), line, wrap)
	}
	m.protect(notesSheet)
	m.onePage(notesSheet, "portrait")
}

// sheetName is a table's sheet: 表三 申请.
func sheetName(t *form.Table) string {
	if t.Name != "" {
		return t.Name
	}
	return strings.ToUpper(t.Key)
}
