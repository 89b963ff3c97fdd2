package workbook

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"nianbao/schema"
	"nianbao/schema/form"
	"nianbao/schema/intake"
)

// Bounds of a workbook; hostile files stop here.
const (
	maxUnpacked = 256 << 20
	maxSheets   = 50
	maxRows     = 2_000
	maxCols     = 100
)

// Read makes a report of a returned workbook: ours, or one made after it.
// Tables are found by their labels, so rows may have moved. Whatever had to be
// interpreted is a Doubt. The error is a whole Chinese sentence.
func Read(data []byte, forms []*form.Form) (*schema.Report, []intake.Doubt, error) {
	if bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")) {
		return nil, nil, errors.New("是旧的 .xls 格式（或加了密），请在 Excel 或 WPS 中另存为 .xlsx")
	}
	file, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked,
	})
	if err != nil {
		return nil, nil, errors.New("不是完好的 .xlsx 文件")
	}
	defer file.Close()
	sheets := file.GetSheetList()
	if len(sheets) > maxSheets {
		return nil, nil, fmt.Errorf("有 %d 张工作表，不像是填报表", len(sheets))
	}
	r := &reader{file: file, notes: map[string]string{}}
	var blocks []intake.Block
	var prose *intake.Table
	for _, name := range sheets {
		if name == notesSheet {
			continue
		}
		t, err := r.sheet(name)
		if err != nil {
			return nil, nil, err
		}
		if name == proseSheet {
			prose = t
			continue
		}
		blocks = append(blocks, intake.Block{Table: t})
	}
	p := readProse(prose)
	report, doubts, err := intake.Assemble(append(blocks, p.blocks...), forms)
	if err != nil {
		return nil, nil, err
	}
	report.Agency.Name, report.Agency.Code, report.TitleLines = p.agency, p.code, nil
	for i := range report.Tables {
		report.Tables[i].Note = r.notes[sheetName(report.Tables[i].Form)]
	}
	if date, ok := intake.ReadDate(p.date); ok {
		report.Date, report.Signature = date, true
	} else if p.date != "" {
		doubts = append(doubts, intake.Doubt{Where: proseSheet + "“" + labelDate + "”", Found: p.date, Message: "读不出日期，应如 2026年1月20日"})
	}
	return report, doubts, nil
}

type reader struct {
	file  *excelize.File
	notes map[string]string // sheet → note below its table
}

// sheet reads a sheet's cells; merged ones are spread, the checks left out.
func (r *reader) sheet(name string) (*intake.Table, error) {
	rows, err := r.file.GetRows(name)
	if err != nil {
		return nil, fmt.Errorf("工作表“%s”读不出来", name)
	}
	if len(rows) > maxRows {
		return nil, fmt.Errorf("工作表“%s”有 %d 行，不像是填报表", name, len(rows))
	}
	width := 0
	for _, row := range rows {
		width = max(width, min(len(row), maxCols))
	}
	merged, err := r.file.GetMergeCells(name, true)
	if err != nil {
		return nil, fmt.Errorf("工作表“%s”的合并单元格读不出来", name)
	}
	t := &intake.Table{Name: "工作表“" + name + "”"}
	side := sideColumn(rows)
	for i, row := range rows {
		squares := make([]*intake.Cell, 0, width)
		for j := range width {
			text := ""
			if j < len(row) {
				text = row[j]
			}
			squares = append(squares, &intake.Cell{Text: r.value(name, i, j, text), Row: i, Col: j})
		}
		if len(row) > 0 && strings.HasPrefix(row[0], checkMark) {
			squares = nil
		}
		if len(row) > 0 && row[0] == tableNote {
			squares, r.notes[name] = nil, strings.TrimSpace(strings.Join(row[1:], ""))
		}
		t.Rows = append(t.Rows, squares)
	}
	for _, m := range merged {
		spread(t, m)
	}
	for i := range t.Rows {
		if side >= 0 && len(t.Rows[i]) > side {
			t.Rows[i] = t.Rows[i][:side]
		}
		t.Rows[i] = trim(t.Rows[i])
	}
	r.comments(name, t)
	return t, nil
}

// sideColumn is the column, from 0, of the checks beside the table; −1 = none.
func sideColumn(rows [][]string) int {
	for _, row := range rows {
		for j, text := range row {
			if j > 0 && text == checkMark {
				return j
			}
		}
	}
	return -1
}

// value is a cell's text. A total in a workbook that no program has worked out
// yet is worked out; numbers lose what binary fractions add (18.870999999999999).
func (r *reader) value(sheet string, row, col int, text string) string {
	at := cellName(col+1, row+1)
	if text == "" {
		if formula, err := r.file.GetCellFormula(sheet, at); err == nil && formula != "" {
			if v, err := r.file.CalcCellValue(sheet, at); err == nil {
				return v
			}
		}
		return ""
	}
	d, err := decimal.NewFromString(text)
	if err != nil || len(text) < 16 && !strings.ContainsAny(text, "eE") {
		return text
	}
	return d.Round(6).String()
}

// spread lets every square of a merged area point at its first cell.
func spread(t *intake.Table, m excelize.MergeCell) {
	c1, r1, err1 := excelize.CellNameToCoordinates(m.GetStartAxis())
	c2, r2, err2 := excelize.CellNameToCoordinates(m.GetEndAxis())
	if err1 != nil || err2 != nil || r1 > len(t.Rows) {
		return
	}
	for row := r1 - 1; row < min(r2, len(t.Rows)); row++ {
		for col := c1 - 1; col < min(c2, len(t.Rows[row])); col++ {
			if first := t.Rows[r1-1]; c1-1 < len(first) {
				t.Rows[row][col] = first[c1-1]
			}
		}
	}
}

// trim cuts empty cells off a row's end when the row holds nothing else.
func trim(row []*intake.Cell) []*intake.Cell {
	if slices.ContainsFunc(row, func(c *intake.Cell) bool { return c.Text != "" }) {
		return row
	}
	return nil
}

// comments puts people's comments behind their figures, as notes.
func (r *reader) comments(sheet string, t *intake.Table) {
	list, err := r.file.GetComments(sheet)
	if err != nil {
		return
	}
	for _, c := range list {
		col, row, err := excelize.CellNameToCoordinates(c.Cell)
		if err != nil || row > len(t.Rows) || col > len(t.Rows[row-1]) || c.Author == author {
			continue
		}
		text := c.Text
		for _, p := range c.Paragraph {
			text += p.Text
		}
		text = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(text), c.Author+":"))
		text = strings.Join(strings.Fields(text), "")
		cell := t.Rows[row-1][col-1]
		if text == "" || strings.Contains(cell.Text, "（") {
			continue
		}
		cell.Text += "（" + strings.Trim(text, "（）()") + "）"
	}
}

// proseText is what the prose sheet holds.
type proseText struct {
	agency, code, date string
	blocks             []intake.Block // title, preamble, sections
}

// readProse reads the prose sheet: labels in the first column, text in the
// second, a paragraph a line.
func readProse(t *intake.Table) proseText {
	var p proseText
	if t == nil {
		return p
	}
	var year string
	var sections []intake.Block
	for _, row := range t.Rows {
		if len(row) < 2 || row[0].Text == "" || row[0] == row[1] {
			continue
		}
		label, text := strings.TrimSpace(row[0].Text), strings.TrimSpace(row[1].Text)
		switch label {
		case labelAgency:
			p.agency = text
		case labelCode:
			p.code = text
		case labelYear:
			year = strings.TrimSuffix(text, "年")
		case labelDate:
			p.date = text
		case labelPreamble:
			sections = append(paragraphs(text), sections...)
		default:
			if text != "" {
				sections = append(append(sections, intake.Block{Text: label}), paragraphs(text)...)
			}
		}
	}
	title := intake.Block{Text: p.agency + year + "年政府信息公开工作年度报告"}
	p.blocks = append([]intake.Block{title}, sections...)
	return p
}

func paragraphs(s string) []intake.Block {
	var list []intake.Block
	for line := range strings.Lines(strings.ReplaceAll(s, "\r\n", "\n")) {
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, intake.Block{Text: line})
		}
	}
	return list
}
