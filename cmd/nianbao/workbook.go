package main

import (
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"nianbao/batch"
	"nianbao/batch/disk"
	"nianbao/batch/workspace"
	"nianbao/schema"
	"nianbao/schema/form"
	"nianbao/schema/workbook"
)

func newWorkbook(c *console) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "workbook make|read",
		Short: "填报表：做出给各单位填的 .xlsx，把填好的读成 TOML",
		Args:  atMost(0),
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newWorkbookMake(c), newWorkbookRead(c))
	return cmd
}

// workbooks is what the flags of workbook make say.
type workbooks struct {
	settings
	out    string
	form   string
	year   int
	agency string
	code   string
	from   string
}

func newWorkbookMake(c *console) *cobra.Command {
	b := &workbooks{}
	cmd := &cobra.Command{
		Use:   "make [WORKSPACE] -o DIR",
		Short: "每个单位一份 .xlsx：标签锁定，合计是公式，不平处即时标红",
		Example: "  nianbao workbook make 全市 -o 填报表\n" +
			"  nianbao workbook make --year 2025 --agency 某某市财政局 -o 填报表",
		Args: atMost(1),
		RunE: func(_ *cobra.Command, args []string) error { return b.run(c, args) },
	}
	f := cmd.Flags()
	f.StringVarP(&b.out, "output", "o", "", "写到文件夹 `DIR`")
	f.StringVar(&b.form, "form", "", "表式（默认为该年度施行的）")
	f.IntVar(&b.year, "year", 0, "报告年度")
	f.StringVar(&b.agency, "agency", "", "机关名称（没有工作区时）")
	f.StringVar(&b.code, "code", "", "机构代码（没有工作区时）")
	f.StringVar(&b.from, "from", "", "上年的报告：`TOML` 文件或文件夹，填上年结转用（工作区自己会找）")
	b.formFlag(cmd)
	return cmd
}

func (b *workbooks) run(c *console, args []string) error {
	if b.out == "" {
		return wrong("缺 -o DIR：写到哪个文件夹")
	}
	forms, err := b.formSet(c)
	if err != nil {
		return err
	}
	agencies := []workspace.Agency{{Name: b.agency, Code: b.code}}
	from := b.from
	switch {
	case len(args) == 1:
		w, err := c.openWorkspace(args[0])
		if err != nil {
			return err
		}
		agencies = w.Agencies
		if b.year == 0 {
			b.year = w.Year
		}
		if b.form == "" {
			b.form = w.Form
		}
		if from == "" {
			from = w.Dir
		}
	case b.agency == "" || b.year == 0:
		return wrong("没有工作区时要写 --agency 和 --year")
	}
	f := forms.ForYear(b.year)
	if b.form != "" {
		f = forms.Find(b.form)
	}
	if f == nil {
		return wrong("没有表式 %q；已有 %s", b.form, strings.Join(forms.IDs(), "、"))
	}
	var last *batch.LastYear
	if from != "" {
		if last, err = batch.NewLastYear(from, forms); err != nil {
			return err
		}
	}
	c.summary.Reports = len(agencies)
	for i := range agencies {
		if err := b.one(c, f, &agencies[i], last); err != nil {
			c.summary.Failed++
			c.fault(err)
		}
	}
	c.talk("共 %d 份填报表，写到 %s", c.summary.Built, b.out)
	return nil
}

// one makes the workbook of one agency.
func (b *workbooks) one(c *console, f *form.Form, a *workspace.Agency, last *batch.LastYear) error {
	agency := schema.Agency{Name: a.Name, Short: a.Short, Code: a.Code}
	var old *schema.Report
	if last != nil {
		old = last.Find(&schema.Report{Year: b.year, Agency: agency})
	}
	data, err := workbook.Make(f, b.year, agency, old)
	if err != nil {
		return err
	}
	name := strings.TrimSuffix(a.File(), ".toml")
	path := filepath.Join(b.out, name+".xlsx")
	if err := disk.Write(path, data); err != nil {
		return err
	}
	c.summary.Built++
	c.printf("%s\n", path)
	c.object("workbook", "path", filepath.ToSlash(path), "agency", a.Name, "year", b.year, "last", old != nil)
	return nil
}

func newWorkbookRead(c *console) *cobra.Command {
	k := &taking{}
	cmd := &cobra.Command{
		Use:     "read FILE…|DIR -o DIR",
		Short:   "把填好的 .xlsx 读成 TOML，逐条列出存疑的格",
		Example: "  nianbao workbook read 收回的填报表 -o reports/" + strconv.Itoa(2025),
		Args:    atLeast(1, "FILE 或 DIR：填好的 .xlsx，或放着它们的文件夹"),
		RunE: func(cmd *cobra.Command, args []string) error {
			files, err := within(args, ".xlsx", ".xlsm", ".xls", ".et")
			if err != nil {
				return err
			}
			return k.run(cmd.Context(), c, files, "xlsx")
		},
	}
	k.flags(cmd)
	return cmd
}
