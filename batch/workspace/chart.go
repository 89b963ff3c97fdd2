package workspace

import (
	"bytes"
	_ "embed"
	"html/template"
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
	all := []Tally{{"all", "应报", s.Due()}}
	for _, state := range []State{Ready, Broken, Blank, Missing} {
		all = append(all, Tally{string(state), state.Name(), s.Count(state)})
	}
	if s.Known {
		all = append(all, Tally{"built", "已生成", s.Built()})
	}
	all = append(all, Tally{"late", "逾期", s.Late()})
	if s.Vertical() > 0 {
		all = append(all, Tally{"vertical", "垂直管理", s.Vertical()})
	}
	return all
}

// Classes are the figures at the head of the page that the agency is counted
// in.
func (l *Line) Classes() string {
	if l.Vertical {
		return "vertical"
	}
	classes := "all " + string(l.State)
	if l.Built {
		classes += " built"
	}
	if l.Late {
		classes += " late"
	}
	return classes
}

// Percent is the part of the agencies that have reported without errors.
func (s *Status) Percent() int {
	if s.Due() == 0 {
		return 0
	}
	return s.Count(Ready) * 100 / s.Due()
}

// Deadline is the last day to report, as printed.
func (s *Status) Deadline() string { return chineseDate(s.Workspace.DeadlineOf(s.Year)) }

// Day is the day of the chart, as printed.
func (s *Status) Day() string { return chineseDate(s.Today) }

// XLSX is the list for telephoning: those who have not reported first, with
// empty columns for the person and the number.
func (s *Status) XLSX() ([]byte, error) {
	rows := [][]any{{"序号", "机关", "简称", "代码", "级别", "上级", "垂直管理", "状态", "逾期", "错误", "警告", "文件", "情况", "联系人", "电话", "记录"}}
	for _, state := range []State{Missing, Blank, Broken, Ready} {
		for i := range s.Lines {
			if l := &s.Lines[i]; l.State == state && !l.Vertical {
				rows = append(rows, s.row(len(rows), l))
			}
		}
	}
	for i := range s.Lines { // nobody telephones these
		if l := &s.Lines[i]; l.Vertical {
			rows = append(rows, s.row(len(rows), l))
		}
	}
	return Sheet("催报名单", []float64{5, 30, 10, 19, 6, 10, 6, 6, 6, 6, 6, 9, 38, 9, 13, 14}, rows)
}

// row is an agency's row in the list.
func (s *Status) row(number int, l *Line) []any {
	late, vertical := "", ""
	if l.Late {
		late = "逾期"
	}
	if l.Vertical {
		vertical = "是"
	}
	return []any{number, l.Name, l.Short, l.Code, l.Level, l.Parent, vertical, l.State.Name(), late,
		l.Errors, l.Warnings, s.document(l), l.Note(), "", "", ""}
}

func (s *Status) document(l *Line) string {
	if !s.Known {
		return ""
	}
	return l.Documents()
}
