package workspace

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"nianbao/batch/disk"
	"nianbao/batch/manifest"
	"nianbao/schema"
	"nianbao/schema/source"
)

// State is how far an agency's report is.
type State string

// States, from worst to best.
const (
	Missing State = "missing" // no file
	Blank   State = "blank"   // the skeleton, with nothing filled in
	Broken  State = "broken"  // has errors
	Ready   State = "ready"   // no errors
)

// Name is the state in Chinese.
func (s State) Name() string {
	return map[State]string{Missing: "缺报", Blank: "未填", Broken: "有错", Ready: "已报"}[s]
}

// Line is one agency on the wall chart.
type Line struct {
	Agency
	Path     string // of its report
	State    State
	Late     bool // not reported, and the deadline is past; or dated after it
	Date     time.Time
	Errors   int
	Warnings int
	Messages []string // the first findings, in words
	Built    bool     // its documents are made from the report as it stands now
	Made     bool     // documents were made from the report once
}

// Status is the wall chart of a workspace.
type Status struct {
	Workspace *Workspace
	Year      int
	Today     time.Time
	Lines     []Line
	Unlisted  []string // reports that belong to no agency of the list
	Known     bool     // a manifest was found, so Built says something
}

// maxMessages is how many findings of an agency the chart shows.
const maxMessages = 5

// Survey looks at the report of every agency for a year. check reads and
// checks one report, from several goroutines at once; documents are looked up
// in made, which may be nil. A report that cannot be read is Broken: one bad
// file does not hide the others.
func (w *Workspace) Survey(year int, today time.Time, made *manifest.Folder,
	check func(*source.File) (*schema.Report, source.List)) (*Status, error) {
	s := &Status{Workspace: w, Year: year, Today: today, Lines: make([]Line, len(w.Agencies))}
	s.Known = made != nil && made.Len() > 0
	deadline := w.DeadlineOf(year)
	todo := make(chan int)
	var all sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			for i := range todo {
				line := &s.Lines[i]
				line.Agency = w.Agencies[i]
				line.Path = w.Path(year, &line.Agency)
				line.look(made, check)
				late := line.Date
				if line.State == Missing || line.State == Blank {
					late = today
				}
				line.Late = late.After(deadline) && !line.Vertical
			}
		})
	}
	for i := range w.Agencies {
		todo <- i
	}
	close(todo)
	all.Wait()
	list, err := os.ReadDir(w.Reports(year))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, disk.ReadError(w.Reports(year), err)
	}
	for _, item := range list {
		if strings.EqualFold(filepath.Ext(item.Name()), ".toml") && w.Agency(item.Name()) == nil {
			s.Unlisted = append(s.Unlisted, item.Name())
		}
	}
	return s, nil
}

// DeadlineOf is the last day to report on a year.
func (w *Workspace) DeadlineOf(year int) time.Time { return w.Deadline.AddDate(year-w.Year, 0, 0) }

// look fills in what there is of the agency's report.
func (l *Line) look(made *manifest.Folder, check func(*source.File) (*schema.Report, source.List)) {
	data, err := disk.Read(l.Path, source.MaxSize)
	if errors.Is(err, fs.ErrNotExist) {
		l.State = Missing
		return
	}
	if err != nil {
		l.State, l.Errors, l.Messages = Broken, 1, []string{err.Error()}
		return
	}
	digest := manifest.SHA256(data)
	report, found := check(&source.File{Name: l.Path, Data: data})
	l.Errors, l.Warnings = found.Count(source.Error), found.Count(source.Warning)
	if made != nil {
		stem := strings.TrimSuffix(l.File(), ".toml")
		e, ok := made.Source(stem + ".toml")
		l.Made = ok && e.Status == manifest.Built
		l.Built = l.Made && e.SourceSHA256 == digest
	}
	switch {
	case report != nil && IsBlank(report):
		l.State, l.Errors, l.Warnings = Blank, 0, 0
		return
	case l.Errors > 0:
		l.State = Broken
	default:
		l.State = Ready
	}
	if report != nil {
		l.Date = report.Date
	}
	for _, f := range found.Sorted() {
		if f.Severity != source.Info && len(l.Messages) < maxMessages {
			l.Messages = append(l.Messages, f.Severity.Name()+" "+f.Code+"："+f.Message)
		}
	}
}

// IsBlank reports whether a report is still the skeleton: no prose, and in no
// table more than the one row that a skeleton takes over from last year.
func IsBlank(r *schema.Report) bool {
	for _, t := range r.Tables {
		filled := 0
		for _, row := range t.Rows {
			if slices.ContainsFunc(row.Cells, func(c schema.Cell) bool { return c.Given }) {
				filled++
			}
		}
		if filled > 1 {
			return false
		}
	}
	for key, text := range r.Text {
		if key != "preamble" && strings.TrimSpace(text) != "" {
			return false
		}
	}
	return true
}

// count is how many of the agencies that owe a report are so.
func (s *Status) count(is func(*Line) bool) int {
	n := 0
	for i := range s.Lines {
		if l := &s.Lines[i]; !l.Vertical && is(l) {
			n++
		}
	}
	return n
}

// Count is how many of the agencies that owe a report are in a state.
func (s *Status) Count(state State) int {
	return s.count(func(l *Line) bool { return l.State == state })
}

// Due is how many agencies owe a report: all but those under vertical
// management.
func (s *Status) Due() int { return s.count(func(*Line) bool { return true }) }

// Vertical is how many agencies are under vertical management.
func (s *Status) Vertical() int { return len(s.Lines) - s.Due() }

// Late is how many agencies are late.
func (s *Status) Late() int { return s.count(func(l *Line) bool { return l.Late }) }

// Built is how many agencies' documents are made and up to date.
func (s *Status) Built() int { return s.count(func(l *Line) bool { return l.Built }) }

// Complete reports whether nobody is missing and nothing broken.
func (s *Status) Complete() bool {
	for i := range s.Lines {
		if l := &s.Lines[i]; l.State == Broken || l.State != Ready && !l.Vertical {
			return false
		}
	}
	return true
}

// Number is the agency's number on the chart, i counting from 0.
func (l *Line) Number(i int) int { return i + 1 }

// Note says in a few words what the office has to do about the agency.
func (l *Line) Note() string {
	switch {
	case l.Vertical && (l.State == Missing || l.State == Blank):
		return "由它自己公布，不催报"
	case l.State == Missing:
		return "没有收到报告"
	case l.State == Blank:
		return "只有空白表"
	case len(l.Messages) > 0:
		return strings.Join(l.Messages, "；")
	}
	return ""
}

// Documents says in a word whether the agency's documents stand.
func (l *Line) Documents() string {
	switch {
	case l.Built:
		return "已生成"
	case l.Made:
		return "报告改过，待重新生成"
	}
	return "未生成"
}

// chineseDate is a day as it is printed: 2026年1月31日.
func chineseDate(t time.Time) string {
	return fmt.Sprintf("%d年%d月%d日", t.Year(), int(t.Month()), t.Day())
}
