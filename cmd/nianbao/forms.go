package main

import (
	"strings"

	"github.com/spf13/cobra"

	"nianbao/schema"
	"nianbao/schema/form"
)

func newForms(c *console) *cobra.Command {
	s := &settings{}
	cmd := &cobra.Command{
		Use:     "forms [编号]",
		Short:   "列出表式；给出编号则画出它的表",
		Example: "  nianbao forms\n  nianbao forms 2021",
		Args:    atMost(1),
		RunE: func(_ *cobra.Command, args []string) error {
			set, err := s.formSet(c)
			if err != nil {
				return err
			}
			if len(args) == 0 {
				for _, f := range set {
					c.printf("%s\n", schema.FormLine(f))
					c.form(f)
				}
				return nil
			}
			f, err := findForm(set, args[0])
			if err != nil {
				return err
			}
			c.printf("%s", schema.FormText(f))
			c.form(f)
			return nil
		},
	}
	s.formFlag(cmd)
	return cmd
}

// form writes a form as a JSON line.
func (c *console) form(f *form.Form) {
	if c.json {
		c.out.Write(schema.FormJSON(f))
		c.out.Flush()
	}
}

// findForm is the form with the given id; wrong usage when there is none.
func findForm(set form.Set, id string) (*form.Form, error) {
	if f := set.Find(id); f != nil {
		return f, nil
	}
	return nil, wrong("没有编号为 %q 的表式；现有 %s", id, strings.Join(set.IDs(), "、"))
}
