package workspace

import (
	"errors"
	"fmt"
	"math"

	"github.com/xuri/excelize/v2"
)

// Sheet is a list as a workbook of one sheet. The first row is its head: it
// stays in sight, can be filtered by, and is printed on every page; pages are
// A4 across, as wide as the list. widths are the columns', in characters. The
// bytes are the same on every run.
func Sheet(title string, widths []float64, rows [][]any) ([]byte, error) {
	book := excelize.NewFile()
	defer book.Close()
	if err := book.SetSheetName("Sheet1", title); err != nil {
		return nil, err
	}
	for i := range rows {
		if err := book.SetSheetRow(title, fmt.Sprintf("A%d", i+1), &rows[i]); err != nil {
			return nil, err
		}
		// Not every program makes a row higher for text that is wrapped.
		if n := lines(rows[i], widths); n > 1 {
			if err := book.SetRowHeight(title, i+1, float64(min(n, 27)*15)); err != nil {
				return nil, err
			}
		}
	}
	if err := dress(book, title, widths, len(rows)); err != nil {
		return nil, err
	}
	out, err := book.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// lines is how many lines the highest cell of a row takes, a Chinese character
// being as wide as two others.
func lines(row []any, widths []float64) int {
	most := 1
	for c, value := range row {
		text, _ := value.(string)
		if c >= len(widths) {
			break
		}
		wide := 0
		for _, r := range text {
			if wide++; r >= 0x2e80 {
				wide++
			}
		}
		most = max(most, int(math.Ceil(float64(wide)/(widths[c]-1))))
	}
	return most
}

// dress gives the sheet its looks, and fixes what would differ from run to
// run.
func dress(book *excelize.File, sheet string, widths []float64, rows int) error {
	last, err := excelize.ColumnNumberToName(len(widths))
	if err != nil {
		return err
	}
	for i, width := range widths {
		column, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := book.SetColWidth(sheet, column, column, width); err != nil {
			return err
		}
	}
	head, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "center"},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DDE6F0"}}})
	if err != nil {
		return err
	}
	wrap, err := book.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	if err != nil {
		return err
	}
	if rows > 1 {
		if err := book.SetCellStyle(sheet, "A2", fmt.Sprintf("%s%d", last, rows), wrap); err != nil {
			return err
		}
	}
	a4, landscape, wide, high, fit := 9, "landscape", 1, 0, true
	return errors.Join(
		book.SetCellStyle(sheet, "A1", last+"1", head),
		book.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}),
		book.AutoFilter(sheet, fmt.Sprintf("A1:%s%d", last, max(rows, 1)), nil),
		book.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &high}),
		book.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}),
		book.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: sheet, RefersTo: "'" + sheet + "'!$1:$1"}),
		book.SetDocProps(&excelize.DocProperties{Creator: "nianbao", Title: sheet, Created: "2000-01-01T00:00:00Z", Modified: "2000-01-01T00:00:00Z"}),
	)
}
