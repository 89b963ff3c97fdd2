package workspace

import (
	"bytes"
	_ "embed"
	"html/template"
	"strconv"

	"github.com/xuri/excelize/v2"
)

//go:embed chart.html
var chartText string

// HTML is the wall chart as one page that needs nothing else, to look at and
// to print.
func (s *Status) HTML() ([]byte, error) {
	page, err := template.New("chart").Parse(chartText)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := page.Execute(&out, s); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// Tally is one figure at the head of the page.
type Tally struct {
	Class string
	Name  string
	N     int
}

// Tallies are the figures at the head of the page.
func (s *Status) Tallies() []Tally {
	all := []Tally{{"all", "应报", len(s.Lines)}}
	for _, state := range []State{Ready, Broken, Blank, Missing} {
		all = append(all, Tally{string(state), state.Name(), s.Count(state)})
	}
	if s.Known {
		all = append(all, Tally{"built", "已生成", s.Built()})
	}
	return append(all, Tally{"late", "逾期", s.Late()})
}

// Percent is the part of the agencies that have reported without errors.
func (s *Status) Percent() int {
	if len(s.Lines) == 0 {
		return 0
	}
	return s.Count(Ready) * 100 / len(s.Lines)
}

// Deadline is the last day to report, as printed.
func (s *Status) Deadline() string { return chineseDate(s.Workspace.DeadlineOf(s.Year)) }

// Day is the day of the chart, as printed.
func (s *Status) Day() string { return chineseDate(s.Today) }

// XLSX is the list for telephoning: those who have not reported first, with
// empty columns for the person and the number.
func (s *Status) XLSX() ([]byte, error) {
	book := excelize.NewFile()
	defer book.Close()
	const sheet = "催报名单"
	if err := book.SetSheetName("Sheet1", sheet); err != nil {
		return nil, err
	}
	rows := [][]any{{"序号", "机关", "简称", "代码", "级别", "上级", "状态", "逾期", "错误", "警告", "文件", "情况", "联系人", "电话", "记录"}}
	for _, state := range []State{Missing, Blank, Broken, Ready} {
		for i := range s.Lines {
			l := &s.Lines[i]
			if l.State != state {
				continue
			}
			late := ""
			if l.Late {
				late = "逾期"
			}
			rows = append(rows, []any{len(rows), l.Name, l.Short, l.Code, l.Level, l.Parent, state.Name(), late,
				l.Errors, l.Warnings, s.document(l), l.Note(), "", "", ""})
		}
	}
	for i, row := range rows {
		if err := book.SetSheetRow(sheet, "A"+strconv.Itoa(i+1), &row); err != nil {
			return nil, err
		}
	}
	if err := dress(book, sheet, len(rows)); err != nil {
		return nil, err
	}
	out, err := book.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func (s *Status) document(l *Line) string {
	if !s.Known {
		return ""
	}
	return l.Documents()
}

// dress gives the list widths, a head that stays and a filter, and fixes what
// would differ from run to run.
func dress(book *excelize.File, sheet string, rows int) error {
	for columns, width := range map[string]float64{
		"A:A": 6, "B:B": 30, "C:C": 14, "D:D": 20, "E:G": 8, "H:J": 6, "K:K": 12, "L:L": 60, "M:N": 14, "O:O": 24,
	} {
		from, to := columns[:1], columns[2:]
		if err := book.SetColWidth(sheet, from, to, width); err != nil {
			return err
		}
	}
	head, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DDE6F0"}}})
	if err != nil {
		return err
	}
	wrap, err := book.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	if err != nil {
		return err
	}
	last := strconv.Itoa(rows)
	if rows > 1 {
		if err := book.SetCellStyle(sheet, "A2", "O"+last, wrap); err != nil {
			return err
		}
	}
	if err := book.SetCellStyle(sheet, "A1", "O1", head); err != nil {
		return err
	}
	if err := book.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := book.AutoFilter(sheet, "A1:O"+last, nil); err != nil {
		return err
	}
	landscape, fit := "landscape", 1
	if err := book.SetPageLayout(sheet, &excelize.PageLayoutOptions{Orientation: &landscape, FitToWidth: &fit}); err != nil {
		return err
	}
	return book.SetDocProps(&excelize.DocProperties{Creator: "nianbao", Title: "催报名单",
		Created: "2000-01-01T00:00:00Z", Modified: "2000-01-01T00:00:00Z"})
}
