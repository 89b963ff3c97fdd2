package main

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"nianbao/batch"
	"nianbao/batch/workspace"
	"nianbao/schema"
	"nianbao/schema/source"
)

// checking is what the flags of check say.
type checking struct {
	settings
	strict bool
	last   string
	alone  alone
	html   string
	xlsx   string
}

func newCheck(c *console) *cobra.Command {
	k := &checking{}
	cmd := &cobra.Command{
		Use:   "check PATH…",
		Short: "只核对，不成文",
		Long: `核对报告，列出全部错误和警告：勾稽关系、填写、正文、图片和缺字。每条有编号，见 nianbao rules。

PATH 是 TOML 文件、文件夹（其中所有 .toml，按名称排列）、“-”（标准输入），或一个工作区。`,
		Example: "  nianbao check 财政局.toml\n  nianbao check 报告/2025 --last 报告/2024\n  nianbao check 全市 --strict --json",
		Args:    atLeast(1, "PATH：要核对的 TOML 文件、文件夹或工作区"),
		RunE:    func(cmd *cobra.Command, args []string) error { return k.run(cmd.Context(), c, args) },
	}
	cmd.Flags().StringVar(&k.last, "last", "", "上年的报告在 `DIR`（文件夹、工作区或一个文件），作跨年核对")
	cmd.Flags().BoolVar(&k.strict, "strict", false, "把警告当作错误")
	cmd.Flags().StringVar(&k.html, "html", "", "另写成一页网页 `FILE`：一行一个机关，点开看每一条")
	cmd.Flags().StringVar(&k.xlsx, "xlsx", "", "另写成表格 `FILE`：一行一条")
	k.lookFlags(cmd)
	k.formFlag(cmd)
	k.jobsFlag(cmd)
	return cmd
}

func (k *checking) run(ctx context.Context, c *console, args []string) error {
	workers, err := k.workers()
	if err != nil {
		return err
	}
	w, err := c.onlyWorkspace(args)
	if err != nil {
		return err
	}
	m, err := k.maker(c, w)
	if err != nil {
		return err
	}
	if w != nil {
		args = []string{w.Reports(w.Year)}
	}
	inputs := batch.Find(args)
	c.summary.Reports = len(inputs)
	var rows []pageRow
	var area areaCheck
	bar := newProgress(c, len(inputs), "份", false)
	err = batch.Each(ctx, len(inputs), workers, func(i int) checked {
		return check(m, &inputs[i])
	}, func(r checked) {
		if w != nil {
			area.add(&r)
		}
		r.report = nil
		c.checked(r, k.strict)
		if k.html != "" || k.xlsx != "" {
			rows = append(rows, newPageRow(r))
		}
		bar.step(filepath.Base(r.path))
	})
	bar.close()
	var summed []checked
	if err == nil {
		summed, err = area.results(ctx, w, m, inputs)
	}
	for _, r := range summed {
		c.checked(r, k.strict)
		rows = append(rows, newPageRow(r))
	}
	if err := k.pages(rows); err != nil {
		return err
	}
	k.alone.tell(c)
	s := c.summary
	c.talk("共核对 %d 份：%d 份有问题；%d 处错误，%d 处警告。", s.Reports, s.Failed, s.Errors, s.Warnings)
	return err
}

// pages writes what --html and --xlsx ask for.
func (k *checking) pages(rows []pageRow) error {
	if k.html != "" {
		if err := writePage(k.html, rows); err != nil {
			return err
		}
	}
	if k.xlsx != "" {
		return writeSheet(k.xlsx, rows)
	}
	return nil
}

// maker is what reads and checks reports.
func (k *checking) maker(c *console, w *workspace.Workspace) (*batch.Reports, error) {
	m := &batch.Reports{Brief: w != nil, Workspace: w}
	if w != nil {
		k.adopt(w)
		if k.last == "" {
			k.last = w.Dir
		}
	}
	var err error
	if m.Forms, err = k.formSet(c); err != nil {
		return nil, err
	}
	if m.Settings.Style, err = k.look(c); err != nil {
		return nil, err
	}
	if m.Settings.Fonts, err = k.faces(c); err != nil {
		return nil, err
	}
	if k.last != "" {
		last, err := batch.NewLastYear(k.last, m.Forms)
		if err != nil {
			return nil, err
		}
		m.UseLast(last)
		if w == nil || exists(w.Reports(w.Year-1)) {
			m.Last = k.alone.note(last.Find)
		}
	}
	return m, nil
}

// alone are the agencies of which no report of the year before was found: what
// looks at both years was not checked for them.
type alone struct {
	mutex sync.Mutex
	names []string
}

// note is find, with a note of those it finds nothing for.
func (a *alone) note(find func(*schema.Report) *schema.Report) func(*schema.Report) *schema.Report {
	return func(r *schema.Report) *schema.Report {
		last := find(r)
		if last == nil {
			a.mutex.Lock()
			a.names = append(a.names, strings.Clone(r.Agency.Name))
			a.mutex.Unlock()
		}
		return last
	}
}

// mostAlone is how many of them are named.
const mostAlone = 20

func (a *alone) tell(c *console) {
	n := len(a.names)
	if n == 0 {
		return
	}
	slices.Sort(a.names)
	names := strings.Join(a.names[:min(n, mostAlone)], "、")
	if n > mostAlone {
		names += "……"
	}
	c.talk("提示：%d 份没有找到上年的报告（按文件名、代码、名称找；读不出的也不算），没有作跨年核对：%s", n, names)
}

// checked is the outcome of checking one report.
type checked struct {
	path     string
	agency   string
	report   *schema.Report // nil: it cannot be read, or is still empty
	findings source.List
	err      error
}

func check(m *batch.Reports, in *batch.Input) checked {
	r := checked{path: in.Path, err: in.Err}
	if r.err != nil {
		return r
	}
	f, err := batch.Read(in.Path)
	if err != nil {
		r.err = err
		return r
	}
	r.report, r.findings = m.Inspect(f)
	if r.report != nil {
		r.agency = strings.Clone(r.report.Agency.Name) // else it keeps the whole file in memory
	}
	return r
}

// checked prints one outcome and counts it.
func (c *console) checked(r checked, strict bool) {
	if r.err != nil {
		c.summary.Failed++
		c.raise(codeOf(r.err))
		c.talk("错误：%v", r.err)
		c.object("failed", "report", r.path, "message", r.err.Error())
		return
	}
	c.findings(r.findings, false)
	if r.findings.Count(source.Error) > 0 || strict && r.findings.Count(source.Warning) > 0 {
		c.summary.Failed++
		c.raise(exitReports)
	}
}
