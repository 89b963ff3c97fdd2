package main

import (
	"github.com/spf13/cobra"

	"nianbao/schema"
)

func newDiff(c *console) *cobra.Command {
	s := &settings{}
	cmd := &cobra.Command{
		Use:     "diff OLD NEW",
		Short:   "两份报告逐格、逐句的不同",
		Long:    "比较两份报告：设置、表格逐格、正文逐句。单位改过交回来，看它改了什么。",
		Example: "  nianbao diff 第一稿/财政局.toml 第二稿/财政局.toml",
		Args:    exactly(2, "OLD 和 NEW：两份报告"),
		RunE: func(_ *cobra.Command, args []string) error {
			forms, err := s.formSet(c)
			if err != nil {
				return err
			}
			old, err := c.report(args[0], forms)
			if err != nil {
				return err
			}
			current, err := c.report(args[1], forms)
			if err != nil {
				return err
			}
			changes := schema.Diff(old, current)
			c.summary.Reports = 2
			c.printf("%s", schema.DiffText(changes))
			for i := range changes {
				if !c.json {
					break // places take time to find
				}
				x := &changes[i]
				from, to := x.From.Place(), x.To.Place()
				c.object("change", "kind", x.Kind, "key", x.Key, "where", x.Where, "old", x.Old, "new", x.New,
					"old_line", from.Line, "new_line", to.Line)
			}
			c.object("diff", "old", args[0], "new", args[1], "changes", len(changes))
			c.talk("%d 处不同。", len(changes))
			return nil
		},
	}
	s.formFlag(cmd)
	return cmd
}
