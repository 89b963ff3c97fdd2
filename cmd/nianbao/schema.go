package main

import (
	"encoding/json"

	"github.com/spf13/cobra"

	"nianbao/schema"
)

func newSchema(c *console) *cobra.Command {
	s := &settings{}
	var id string
	cmd := &cobra.Command{
		Use:     "schema --form 2021",
		Short:   "打印表式的 JSON Schema，供编辑器补全和提示",
		Example: "  nianbao schema --form 2021 > nianbao-2021.schema.json",
		Args:    atMost(0),
		RunE: func(*cobra.Command, []string) error {
			if id == "" {
				return wrong("缺 --form：哪个表式")
			}
			set, err := s.formSet(c)
			if err != nil {
				return err
			}
			f, err := findForm(set, id)
			if err != nil {
				return err
			}
			text := schema.JSONSchema(f)
			c.printf("%s", text)
			c.object("schema", "form", f.ID, "schema", json.RawMessage(text))
			return nil
		},
	}
	cmd.Flags().StringVar(&id, "form", "", "表式 `编号`")
	s.formFlag(cmd)
	return cmd
}
