package main

import (
	"context"

	"github.com/spf13/cobra"

	"nianbao/batch"
	"nianbao/fonts"
	"nianbao/render"
	"nianbao/render/layout"
)

// facing is what the flags of fonts say.
type facing struct {
	settings
	check bool
}

func newFonts(c *console) *cobra.Command {
	f := &facing{}
	cmd := &cobra.Command{
		Use:   "fonts",
		Short: "列出字体；--check 查报告里的缺字和代替的字",
		Long: `列出各种用途的字体，以及补缺字的字体。
给出 --check 和 PATH，则列出报告里所用字体没有的字：由别的字体代替的，和没有一种字体有的（错误）。`,
		Example: "  nianbao fonts --fonts 字体\n  nianbao fonts --check 报告",
		Args:    cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case f.check && len(args) == 0:
				return wrong("缺 PATH：要查的 TOML 文件、文件夹或工作区")
			case !f.check && len(args) > 0:
				return wrong("多余的参数 %q；要查报告里的字，请加 --check", args[0])
			case f.check:
				return f.look(cmd.Context(), c, args)
			}
			return f.list(c)
		},
	}
	cmd.Flags().BoolVar(&f.check, "check", false, "查报告里的字")
	f.lookFlags(cmd)
	f.formFlag(cmd)
	f.jobsFlag(cmd)
	return cmd
}

// list prints the faces, by role, then those that fill in.
func (f *facing) list(c *console) error {
	set, err := f.faces(c)
	if err != nil {
		return err
	}
	listed := map[*fonts.Face]bool{}
	show := func(role string, face *fonts.Face) {
		listed[face] = true
		c.printf("%s\t%s\t%d 字\t%s\t%s\n", role, face.PostScriptName, face.NumChars(), face.File, face.License)
		c.object("face", "role", role, "name", face.PostScriptName, "family", face.Family, "file", face.File,
			"characters", face.NumChars(), "license", face.License, "embedding", face.Permission.String())
	}
	for _, role := range fonts.Roles {
		if face := set.Face(role); face != nil {
			show(string(role), face)
		}
	}
	for _, face := range set.Faces() {
		if !listed[face] {
			show("补缺字", face)
		}
	}
	return nil
}

// look lists the characters of reports that are set in other faces, or none.
func (f *facing) look(ctx context.Context, c *console, args []string) error {
	workers, err := f.workers()
	if err != nil {
		return err
	}
	w, err := c.onlyWorkspace(args)
	if err != nil {
		return err
	}
	if w != nil {
		f.adopt(w)
		args = []string{w.Reports(w.Year)}
	}
	m := &batch.Reports{}
	if m.Forms, err = f.formSet(c); err != nil {
		return err
	}
	if m.Settings.Style, err = f.settings.look(c); err != nil {
		return err
	}
	if m.Settings.Fonts, err = f.faces(c); err != nil {
		return err
	}
	inputs := batch.Find(args)
	c.summary.Reports = len(inputs)
	return batch.Each(ctx, len(inputs), workers, func(i int) checked {
		return characters(m, &inputs[i])
	}, func(r checked) { c.checked(r, false) })
}

// characters finds the characters of one report that its faces lack.
func characters(m *batch.Reports, in *batch.Input) checked {
	r := checked{path: in.Path, err: in.Err}
	if r.err != nil {
		return r
	}
	file, err := batch.Read(in.Path)
	if err != nil {
		r.err = err
		return r
	}
	report, found := m.Load(file)
	if report == nil {
		r.findings = found
		return r
	}
	d, _ := render.Compose(report, render.Options{})
	r.findings = render.Substitutions(d, m.Settings.Style, m.Settings.Fonts)
	for _, f := range m.Proof(report) {
		if f.Code == layout.CodeFontMissing {
			r.findings = append(r.findings, f)
		}
	}
	return r
}
