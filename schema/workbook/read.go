package workbook

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

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
// Tables are found by their labels, so rows and sheets may have moved. Whatever
// had to be interpreted is a Doubt. The error is a whole Chinese sentence.
func Read(data []byte, forms []*form.Form) (*schema.Report, []intake.Doubt, error) {
	if what := intake.Foreign(data, ".xlsx"); what != "" {
		return nil, nil, errors.New(what)
	}
	file, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked,
	})
	if err != nil {
		return nil, nil, errors.New("不是完好的 .xlsx 文件（没有传完整的，请重新传一份）")
	}
	defer file.Close()
	sheets := file.GetSheetList()
	if len(sheets) > maxSheets {
		return nil, nil, fmt.Errorf("有 %d 张工作表，不像是填报表", len(sheets))
	}
	r := &reader{file: file}
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
		if prose == nil && isProse(t) {
			prose = t
			continue
		}
		blocks = append(blocks, intake.Block{Table: t})
	}
	p := readProse(prose)
	report, doubts, err := intake.Figures(blocks, p.year, forms)
	if err != nil {
		return nil, nil, err
	}
	return report, append(append(p.into(report), r.doubts...), doubts...), nil
}

type reader struct {
	file   *excelize.File
	doubts []intake.Doubt
}

// sheet reads a sheet's cells; merged ones are spread, the checks left out.
func (r *reader) sheet(name string) (*intake.Table, error) {
	rows, err := r.rows(name)
	if err != nil {
		return nil, fmt.Errorf("工作表“%s”读不出来", name)
	}
	width := 0
	for _, row := range rows {
		width = max(width, min(len(row), maxCols))
	}
	merged, err := r.file.GetMergeCells(name, true)
	if err != nil {
		return nil, fmt.Errorf("工作表“%s”的合并单元格读不出来", name)
	}
	t := &intake.Table{Name: "工作表“" + name + "”", Sheet: true}
	side := sideColumn(rows)
	for i, row := range rows {
		squares := make([]*intake.Cell, 0, width)
		for j := range width {
			text := ""
			if j < len(row) {
				text = row[j]
			}
			at := cellName(j+1, i+1)
			formula, _ := r.file.GetCellFormula(name, at)
			squares = append(squares, &intake.Cell{Text: r.value(name, at, text, formula), Row: i, Col: j, Formula: formula != ""})
		}
		if len(row) > 0 && strings.HasPrefix(row[0], checkMark) {
			squares = nil
		}
		if len(row) > 0 && strings.TrimSpace(row[0]) == tableNote {
			squares, t.Note = nil, strings.TrimSpace(strings.Join(row[1:], ""))
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
	r.pictures(name)
	return t, nil
}

// rows are the texts of a sheet's cells. Someone may have touched the last row
// that a sheet can have: what is below maxRows is told, not read.
func (r *reader) rows(name string) ([][]string, error) {
	all, err := r.file.Rows(name)
	if err != nil {
		return nil, err
	}
	defer all.Close()
	var rows [][]string
	for all.Next() {
		if len(rows) == maxRows {
			r.doubts = append(r.doubts, intake.Doubt{Where: "工作表“" + name + "”", Message: fmt.Sprintf("第 %d 行以下还有内容，没有读", maxRows)})
			break
		}
		row, err := all.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
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

// trim drops rows that hold nothing.
func trim(row []*intake.Cell) []*intake.Cell {
	if slices.ContainsFunc(row, func(c *intake.Cell) bool { return c.Text != "" }) {
		return row
	}
	return nil
}

// pictures tells of pictures, which stay behind.
func (r *reader) pictures(sheet string) {
	cells, err := r.file.GetPictureCells(sheet)
	if err != nil || len(cells) == 0 {
		return
	}
	r.doubts = append(r.doubts, intake.Doubt{Where: "工作表“" + sheet + "”", Message: "有 " + strconv.Itoa(len(cells)) + " 张图片没有取出；要用请另存为 PNG 或 JPEG，写成 ![图的说明](文件名)"})
}
