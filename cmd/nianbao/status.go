package main

import (
	"path/filepath"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"nianbao/batch"
	"nianbao/batch/disk"
	"nianbao/batch/manifest"
	"nianbao/batch/workspace"
)

// charting is what the flags of status say.
type charting struct {
	settings
	out   string
	year  int
	today string
	html  string
	xlsx  string
}

func newStatus(c *console) *cobra.Command {
	s := &charting{}
	cmd := &cobra.Command{
		Use:   "status WORKSPACE",
		Short: "看谁已报、谁没报、谁有错",
		Long: `看一个工作区的进度：每个机关是已报、有错、未填（只有空白表）还是缺报，文件是否已生成，是否逾期。
有缺报、未填或有错的，退出码为 1。垂直管理单位（名单里 vertical = true）列出来，但不算应报、不催报。`,
		Example: "  nianbao status 全市\n  nianbao status 全市 -o 输出 --html 进度.html --xlsx 催报.xlsx",
		Args:    exactly(1, "WORKSPACE：工作区的文件夹"),
		RunE:    func(_ *cobra.Command, args []string) error { return s.run(c, args[0]) },
	}
	f := cmd.Flags()
	f.StringVarP(&s.out, "output", "o", "", "build 的输出文件夹 `DIR`，看文件是否已生成")
	f.IntVar(&s.year, "year", 0, "年度 `YEAR`（默认是工作区的年度）")
	f.StringVar(&s.today, "date", "", "以 `DATE`（如 2026-01-31）为今天算逾期")
	f.StringVar(&s.html, "html", "", "写成一页网页 `FILE`，可以打印")
	f.StringVar(&s.xlsx, "xlsx", "", "写成催报名单 `FILE`")
	s.formFlag(cmd)
	return cmd
}

func (s *charting) run(c *console, dir string) error {
	if !workspace.Is(dir) {
		return disk.ReadError(dir, disk.Reason("不是工作区：里面没有 %s；用 nianbao new --workspace 建一个", workspace.FileName))
	}
	today := time.Now()
	if s.today != "" {
		day, err := time.Parse(time.DateOnly, s.today)
		if err != nil {
			return wrong("--date 应是 2026-01-31 这样的日期")
		}
		today = day
	}
	// Days are compared, not moments.
	today = time.Date(today.Year(), today.Month(), today.Day(), 0, 0, 0, 0, time.UTC)
	w, err := c.openWorkspace(dir)
	if err != nil {
		return err
	}
	if s.year == 0 {
		s.year = w.Year
	}
	m := &batch.Reports{Workspace: w}
	if m.Forms, err = s.formSet(c); err != nil {
		return err
	}
	last, err := batch.NewLastYear(w.Dir, m.Forms)
	if err != nil {
		return err
	}
	m.UseLast(last)
	made, err := s.made(w)
	if err != nil {
		return err
	}
	if made != nil {
		defer made.Close()
	}
	chart, err := w.Survey(s.year, today, made, m.Load)
	if err != nil {
		return err
	}
	c.chart(chart)
	return s.files(c, chart)
}

// made is the account of the documents, nil when none is asked for.
func (s *charting) made(w *workspace.Workspace) (*manifest.Folder, error) {
	if s.out == "" {
		return nil, nil
	}
	return manifest.Open(filepath.Join(s.out, strconv.Itoa(s.year)), "")
}

// chart prints the wall chart.
func (c *console) chart(s *workspace.Status) {
	c.printf("%s %d 年度　今天 %s　截止 %s\n\n", s.Workspace.Area, s.Year, s.Day(), s.Deadline())
	for i := range s.Lines {
		l := &s.Lines[i]
		late := ""
		if l.Late {
			late = "　逾期"
		}
		documents := ""
		if s.Known {
			documents = "　" + l.Documents()
		}
		vertical := ""
		if l.Vertical {
			vertical = "　垂直管理"
		}
		c.printf("%s%s%s%s　%s　%s\n", l.State.Name(), late, documents, vertical, l.Name, l.Note())
		c.object("agency", "name", l.Name, "code", l.Code, "report", filepath.ToSlash(l.Path), "state", l.State, "late", l.Late, "vertical", l.Vertical,
			"built", l.Built, "errors", l.Errors, "warnings", l.Warnings, "messages", append([]string{}, l.Messages...))
		c.summary.Errors += l.Errors
		c.summary.Warnings += l.Warnings
	}
	for _, name := range s.Unlisted {
		c.printf("不在名单　%s\n", name)
		c.object("unlisted", "file", name)
	}
	c.printf("\n")
	for _, t := range s.Tallies() {
		c.printf("%s %d　", t.Name, t.N)
	}
	c.printf("\n")
	c.object("status", "area", s.Workspace.Area, "year", s.Year, "date", s.Today.Format(time.DateOnly), "agencies", len(s.Lines),
		"ready", s.Count(workspace.Ready), "broken", s.Count(workspace.Broken), "blank", s.Count(workspace.Blank),
		"missing", s.Count(workspace.Missing), "late", s.Late(), "built", s.Built(), "vertical", s.Vertical())
	c.summary.Reports = len(s.Lines)
	c.summary.Built = s.Built()
	c.summary.Failed = s.Due() - s.Count(workspace.Ready)
	if !s.Complete() {
		c.raise(exitReports)
	}
}

// files writes the page and the list that were asked for.
func (s *charting) files(c *console, chart *workspace.Status) error {
	for _, file := range []struct {
		path string
		make func() ([]byte, error)
	}{{s.html, chart.HTML}, {s.xlsx, chart.XLSX}} {
		if file.path == "" {
			continue
		}
		data, err := file.make()
		if err != nil {
			return err
		}
		if err := disk.Write(file.path, data); err != nil {
			return err
		}
		c.talk("已写出 %s", file.path)
		c.object("written", "file", filepath.ToSlash(file.path))
	}
	return nil
}
