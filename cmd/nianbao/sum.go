package main

import (
	"context"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"nianbao/batch"
	"nianbao/batch/disk"
	"nianbao/batch/workspace"
	"nianbao/schema"
	"nianbao/schema/form"
	"nianbao/schema/source"
)

// summing is what the flags of sum say.
type summing struct {
	settings
	out     string
	area    string
	code    string
	against string
	force   bool
	strict  bool
}

func newSum(c *console) *cobra.Command {
	s := &summing{}
	cmd := &cobra.Command{
		Use:   "sum DIR -o FILE",
		Short: "把许多份报告汇总成一份；--against 列出不同的格",
		Long: `把文件夹（或工作区）里各单位的报告逐格相加，写成本地区的报告。
每家只计一次：县（区）有汇总本地区的报告（scope = "area"）的，只计县的那一份，县里的部门和乡镇不重计；县没有这样的报告，
它们各自计入。认上级先看名单里的 parent，没有写的看名称里的地名。本地区自己的报告、垂直管理单位（vertical = true）不计；
没有报的、读不出来的逐一列出。不计的都说明原因。
给出 --against 则把本地区自己的报告与合计逐格比较，指出不同的格和背后的单位。`,
		Example: "  nianbao sum 全市/reports/2025 --area 某某市人民政府 -o 全市.toml\n  nianbao sum 全市 --against 全市.toml",
		Args:    atLeast(1, "DIR：各单位报告的文件夹，或工作区"),
		RunE:    func(cmd *cobra.Command, args []string) error { return s.run(cmd.Context(), c, args) },
	}
	f := cmd.Flags()
	f.StringVarP(&s.out, "output", "o", "", "写到 `FILE`")
	f.StringVar(&s.area, "area", "", "本地区机关的 `名称`，写进汇总的报告")
	f.StringVar(&s.code, "code", "", "本地区机关的 `代码`")
	f.StringVar(&s.against, "against", "", "与本地区自己的报告 `FILE` 逐格比较")
	f.BoolVar(&s.force, "force", false, "FILE 已有时覆盖它")
	f.BoolVar(&s.strict, "strict", false, "把警告当作错误")
	s.formFlag(cmd)
	return cmd
}

func (s *summing) run(ctx context.Context, c *console, args []string) error {
	if s.out == "" && s.against == "" {
		return wrong("缺 -o FILE（写到哪里），或 --against FILE（与谁比较）")
	}
	forms, err := s.formSet(c)
	if err != nil {
		return err
	}
	var own *schema.Report
	area := schema.Agency{Name: s.area, Code: s.code}
	if s.against != "" {
		if own, err = c.report(s.against, forms); err != nil {
			return err
		}
		if area.Name == "" {
			area = own.Agency
		}
	}
	units, err := s.units(ctx, c, args, forms, &area)
	if err != nil {
		return err
	}
	total := schema.Sum(area, units)
	c.summary.Reports = len(units)
	c.findings(total.List, true)
	if total.Report.Form == nil {
		return disk.Reason("没有可以汇总的报告")
	}
	c.talk("计入 %d 家，缺 %d 家。", len(total.Counted), len(total.Missing))
	if s.out != "" {
		if err := s.write(c, total); err != nil {
			return err
		}
	}
	if own != nil {
		found := total.Against(own)
		c.findings(found, false)
		c.talk("与 %s 比较：%d 格不同。", s.against, len(found))
	}
	if c.summary.Errors > 0 || s.strict && c.summary.Warnings > 0 {
		c.raise(exitReports)
	}
	return nil
}

func (s *summing) write(c *console, total *schema.Total) error {
	if exists(s.out) && !s.force {
		return disk.WriteError(s.out, disk.Reason("已经有这个文件，不覆盖；要覆盖请加 --force"))
	}
	if err := disk.Write(s.out, total.Encode()); err != nil {
		return err
	}
	missing := []string{}
	for i := range total.Missing {
		missing = append(missing, total.Missing[i].Agency.Name)
	}
	c.printf("%s\n", s.out)
	c.object("sum", "file", filepath.ToSlash(s.out), "agency", total.Report.Agency.Name, "year", total.Report.Year,
		"counted", len(total.Counted), "missing", missing)
	return nil
}

// units are the agencies to be summed. A workspace says who is missing and who
// stands above whom.
func (s *summing) units(ctx context.Context, c *console, args []string, forms form.Set, area *schema.Agency) ([]schema.Unit, error) {
	w, err := c.onlyWorkspace(args)
	if err != nil {
		return nil, err
	}
	if w != nil {
		args = []string{w.Reports(w.Year)}
		if area.Name == "" {
			area.Name = w.Area
		}
	}
	return unitsOf(ctx, batch.Find(args), w, forms, func(l *loaded) {
		if l.err != nil {
			c.fault(l.err)
			return
		}
		c.findings(l.found, true)
	})
}

// unitsOf reads reports as the parts of a sum. Those still empty are parts
// without a report; those that cannot be read are left out, and failed is told.
// A workspace's agencies without a report are parts too.
func unitsOf(ctx context.Context, inputs []batch.Input, w *workspace.Workspace, forms form.Set, failed func(*loaded)) ([]schema.Unit, error) {
	type part struct {
		failed *loaded
		unit   schema.Unit
		agency *workspace.Agency
		known  bool // withMissing adds it
	}
	var units []schema.Unit
	here := map[*workspace.Agency]bool{}
	err := batch.Each(ctx, len(inputs), runtime.GOMAXPROCS(0), func(i int) part {
		l := load(&inputs[i], forms)
		if l.report == nil {
			return part{failed: &l}
		}
		a := listed(w, l.path)
		if workspace.IsBlank(l.report) { // it is missing: the list says so where it has the agency
			return part{unit: schema.Unit{Agency: schema.FiguresOf(l.report, nil).Agency}, known: a != nil}
		}
		return part{unit: unitOf(&inputs[i], l.report, a, forms), agency: a}
	}, func(p part) {
		switch {
		case p.failed != nil:
			failed(p.failed)
		case !p.known:
			units = append(units, p.unit)
			here[p.agency] = true
		}
	})
	return withMissing(units, w, here), err
}

// unitOf is a report as a part of a sum, that of a when the list has it:
// thousands are held at once, so it is read again where it is wanted whole.
func unitOf(in *batch.Input, r *schema.Report, a *workspace.Agency, forms form.Set) schema.Unit {
	again := func() *schema.Report { return load(in, forms).report }
	if in.Path == "-" {
		again = func() *schema.Report { return r }
	}
	f := schema.FiguresOf(r, again)
	if a == nil {
		return schema.Unit{Agency: f.Agency, Figures: f}
	}
	return schema.Unit{Agency: agencyOf(a), Parent: a.Parent, Outside: a.Vertical, Figures: f}
}

// withMissing adds the workspace's agencies that are not here.
func withMissing(units []schema.Unit, w *workspace.Workspace, here map[*workspace.Agency]bool) []schema.Unit {
	if w == nil {
		return units
	}
	for i := range w.Agencies {
		if a := &w.Agencies[i]; !here[a] {
			units = append(units, schema.Unit{Agency: agencyOf(a), Parent: a.Parent, Outside: a.Vertical})
		}
	}
	return units
}

func agencyOf(a *workspace.Agency) schema.Agency {
	return schema.Agency{Name: a.Name, Short: a.Short, Code: a.Code}
}

// listed is the agency whose report stands at path, or nil.
func listed(w *workspace.Workspace, path string) *workspace.Agency {
	if w == nil {
		return nil
	}
	return w.Agency(filepath.Base(path))
}

// loaded is a report as it was read.
type loaded struct {
	path   string
	report *schema.Report
	found  source.List
	err    error
}

func load(in *batch.Input, forms form.Set) loaded {
	if in.Err != nil {
		return loaded{err: in.Err}
	}
	f, err := batch.Read(in.Path)
	if err != nil {
		return loaded{err: err}
	}
	r, found := schema.Load(f, forms)
	return loaded{path: in.Path, report: r, found: found}
}

// report reads one report that a command cannot do without.
func (c *console) report(path string, forms form.Set) (*schema.Report, error) {
	l := load(&batch.Input{Path: path}, forms)
	if l.err != nil {
		return nil, l.err
	}
	if l.report == nil {
		c.findings(l.found, true)
		return nil, disk.ReadError(path, disk.Reason("不是能读的报告"))
	}
	return l.report, nil
}
