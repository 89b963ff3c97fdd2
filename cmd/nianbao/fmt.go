package main

import (
	"bytes"

	"github.com/spf13/cobra"

	"nianbao/batch"
	"nianbao/batch/disk"
	"nianbao/schema"
	"nianbao/schema/align"
	"nianbao/schema/form"
)

// formatting is what the flags of fmt say.
type formatting struct {
	settings
	write bool
	diff  bool
}

func newFmt(c *console) *cobra.Command {
	f := &formatting{}
	cmd := &cobra.Command{
		Use:     "fmt PATH…",
		Short:   "对齐各行的数，保留注释",
		Long:    "对齐报告里各行的数，像印出来的表一样；数值、注释和正文一个字都不改。不带选项时打印整理后的内容。",
		Example: "  nianbao fmt -w 报告\n  nianbao fmt -d 财政局.toml",
		Args:    atLeast(1, "PATH：要整理的 TOML 文件或文件夹"),
		RunE:    func(_ *cobra.Command, args []string) error { return f.run(c, args) },
	}
	cmd.Flags().BoolVarP(&f.write, "write", "w", false, "写回文件")
	cmd.Flags().BoolVarP(&f.diff, "diff", "d", false, "只显示会改什么")
	f.formFlag(cmd)
	return cmd
}

func (f *formatting) run(c *console, args []string) error {
	w, err := c.onlyWorkspace(args)
	if err != nil {
		return err
	}
	if w != nil {
		args = []string{w.Reports(w.Year)}
	}
	forms, err := f.formSet(c)
	if err != nil {
		return err
	}
	inputs := batch.Find(args)
	c.summary.Reports = len(inputs)
	for _, in := range inputs {
		err := in.Err
		if err == nil {
			err = f.one(c, in.Path, forms)
		}
		if err != nil {
			c.summary.Failed++
			c.fault(err)
		}
	}
	return nil
}

// one lines up one file.
func (f *formatting) one(c *console, path string, forms form.Set) error {
	if f.write && path == "-" {
		return wrong("-w 不能用于标准输入")
	}
	file, err := batch.Read(path)
	if err != nil {
		return err
	}
	old := bytes.Clone(file.Data)
	report, found := schema.Load(file, forms)
	text, err := align.Format(file.Data, columnNames(report))
	if err != nil {
		c.summary.Failed++
		c.raise(exitReports)
		c.findings(found, true)
		c.talk("没有整理 %s：%v", path, err)
		c.object("failed", "report", path, "message", err.Error())
		return nil
	}
	changed := !bytes.Equal(old, text)
	if f.write && changed {
		if err := disk.Write(path, text); err != nil {
			return err
		}
	}
	members := []any{"file", path, "changed", changed}
	switch {
	case f.diff:
		diff := align.Diff(path, old, text)
		c.printf("%s", diff)
		members = append(members, "diff", string(diff))
	case f.write && changed:
		c.printf("已整理 %s\n", path)
	case !f.write:
		c.printf("%s", text)
		members = append(members, "text", string(text))
	}
	c.object("formatted", members...)
	return nil
}

// columnNames are the short names to stand over a table's columns.
func columnNames(r *schema.Report) map[string][]string {
	if r == nil {
		return nil
	}
	names := map[string][]string{}
	for _, t := range r.Form.Tables {
		if len(t.Bands) > 1 {
			continue // columns differ from band to band
		}
		for _, column := range t.Bands[0].Columns {
			names[t.Key] = append(names[t.Key], column.Label)
		}
	}
	return names
}
