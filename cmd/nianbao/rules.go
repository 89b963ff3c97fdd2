package main

import (
	"github.com/spf13/cobra"

	"nianbao/batch"
	"nianbao/batch/workspace"
	"nianbao/letter"
	"nianbao/render"
	"nianbao/render/layout"
	"nianbao/render/style"
	"nianbao/schema"
	"nianbao/schema/form"
	"nianbao/schema/source"
)

// furtherRules are the rules of findings that come from setting pages, from
// workspaces, and from forms and styles in files.
var furtherRules = []form.Rule{
	{ID: layout.CodeFontMissing, Severity: "error", Says: "每个字都有一种字体能印"},
	{ID: render.CodeNearest, Severity: "info", Says: "字由所用字体自己印；由别的字体代替的，fonts --check 列出"},
	{ID: layout.CodeRow, Severity: "error", Says: "表格的一行不高过一页"},
	{ID: layout.CodeTable, Severity: "error", Says: "表格的格子排满，不重叠"},
	{ID: layout.CodeFigure, Severity: "error", Says: "图片量得出大小"},
	{ID: form.CodeForm, Severity: "error", Says: "表式文件（--form-file）写法正确"},
	{ID: style.CodeStyle, Severity: "error", Says: "样式文件（--style）写法正确"},
	{ID: workspace.CodeList, Severity: "info", Says: "机关名单里没有可疑之处：代码没有丢掉数位，上级都在名单里，列名都认得"},
	{ID: workspace.CodeName, Severity: "warning", Says: "工作区里的报告是名单里这个机关的"},
	{ID: workspace.CodeYear, Severity: "warning", Says: "工作区里的报告是所在文件夹那个年度的"},
	{ID: "WS-AGENCY", Severity: "error", Says: "工作区的机关名单没有重名、没有相同的代码"},
	{ID: batch.CodeBlank, Severity: "error", Says: "工作区里的报告已经填报，不是空白表"},
}

func newRules(c *console) *cobra.Command {
	s := &settings{}
	var id string
	cmd := &cobra.Command{
		Use:     "rules",
		Short:   "列出全部核对规则：编号、公式、轻重、依据",
		Example: "  nianbao rules\n  nianbao rules --form 2021 --json",
		Args:    atMost(0),
		RunE: func(*cobra.Command, []string) error {
			set, err := s.formSet(c)
			if err != nil {
				return err
			}
			if id != "" {
				f, err := findForm(set, id)
				if err != nil {
					return err
				}
				set = form.Set{f}
			}
			c.rules(set)
			return nil
		},
	}
	cmd.Flags().StringVar(&id, "form", "", "只列这个表式的规则（`编号`）")
	s.formFlag(cmd)
	return cmd
}

// rules prints those that hold for every form, then each form's own.
func (c *console) rules(set form.Set) {
	general := append(schema.Rules(&form.Form{}), schema.ProseRules()...)
	general = append(general, render.Checks...)
	general = append(general, furtherRules...)
	c.printf("各种表式通用\n")
	for _, r := range general {
		c.rule("", "", "", r)
	}
	c.printf("\n公文（nianbao letter）\n")
	for _, r := range letter.Rules {
		c.rule("", "", "", r)
	}
	for _, f := range set {
		c.printf("\n表式 %s　%s\n", f.ID, f.Notice)
		for i := range f.Tables {
			for _, r := range f.Tables[i].Rules {
				c.rule(f.ID, f.Notice, f.Tables[i].Key, r)
			}
		}
		for _, r := range f.Rules {
			c.rule(f.ID, f.Notice, "", r)
		}
	}
}

// rule prints one rule. The formula of a check that no equation can say is
// what it says in words.
func (c *console) rule(formID, notice, table string, r form.Rule) {
	severity := source.Severity(r.Severity)
	if severity == "" {
		severity = source.Error
	}
	basis := r.Basis
	if basis == "" {
		basis = notice
	}
	if basis == "" {
		basis = "本程序的要求"
	}
	formula := r.Formula
	if formula != "" && r.Each != "" {
		formula = map[string]string{"row": "每行 ", "column": "每列 ", "cell": ""}[r.Each] + formula
	}
	c.printf("%-14s %s  %s\n", r.ID, severity.Name(), r.Says)
	if formula != "" {
		c.printf("%-14s 公式  %s\n", "", formula)
	}
	c.printf("%-14s 依据  %s\n", "", basis)
	formula = r.Formula
	if formula == "" {
		formula = r.Says
	}
	c.object("rule", "id", r.ID, "form", formID, "table", table, "severity", severity, "each", r.Each,
		"formula", formula, "says", r.Says, "basis", basis)
}
