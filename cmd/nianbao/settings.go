package main

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"nianbao/batch/disk"
	"nianbao/batch/workspace"
	"nianbao/fonts"
	"nianbao/render/style"
	"nianbao/schema/form"
	"nianbao/schema/source"
)

// settings are the flags about how reports are read and set that several
// commands share.
type settings struct {
	style string
	fonts string
	forms []string
	jobs  int
}

func (s *settings) formFlag(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&s.forms, "form-file", nil, "另加的表式：`PATH` 是文件或文件夹，可以写多次")
}

func (s *settings) lookFlags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&s.style, "style", "", "样式：`NAME` 是 "+strings.Join(style.Names(), "、")+" 或 .toml 文件（默认 "+style.Names()[0]+"）")
	cmd.Flags().StringVar(&s.fonts, "fonts", "", "自备字体的文件夹 `DIR`（.ttf .otf .ttc）")
}

func (s *settings) jobsFlag(cmd *cobra.Command) {
	cmd.Flags().IntVarP(&s.jobs, "jobs", "j", 0, "同时处理 `N` 份（默认为处理器的核数）")
}

// workers is how many reports are worked on at once.
func (s *settings) workers() (int, error) {
	switch {
	case s.jobs < 0 || s.jobs > 1024:
		return 0, wrong("-j 应在 1 到 1024 之间")
	case s.jobs == 0:
		return runtime.GOMAXPROCS(0), nil
	}
	return s.jobs, nil
}

// adopt takes from a workspace what the command line does not say.
func (s *settings) adopt(w *workspace.Workspace) {
	if s.style == "" {
		s.style = w.Style
	}
	if s.fonts == "" {
		s.fonts = w.Fonts
	}
}

// formSet is the forms inside the program and those of --form-file.
func (s *settings) formSet(c *console) (form.Set, error) {
	set := form.All()
	for _, path := range s.forms {
		if _, err := os.Stat(path); err != nil {
			return nil, disk.ReadError(path, err)
		}
		var found source.List
		var err error
		if set, found, err = set.Add(path); err != nil {
			return nil, err
		}
		if err := c.faulty(found, "表式文件"); err != nil {
			return nil, err
		}
	}
	return set, nil
}

// look is the style that --style names.
func (s *settings) look(c *console) (*style.Style, error) {
	name := s.style
	if name == "" {
		name = style.Names()[0]
	}
	if st := style.Embedded(name); st != nil {
		return st, nil
	}
	if !strings.EqualFold(filepath.Ext(name), ".toml") {
		if _, err := os.Stat(name); err != nil {
			return nil, wrong("没有样式 %q；可用的有 %s，或一个 .toml 文件", name, strings.Join(style.Names(), "、"))
		}
	}
	data, err := disk.Read(name, source.MaxSize)
	if err != nil {
		return nil, err
	}
	st, found := style.Parse(&source.File{Name: name, Data: data})
	return st, c.faulty(found, "样式文件")
}

// faces is the faces inside the program, with those of --fonts before them.
func (s *settings) faces(c *console) (*fonts.Set, error) {
	if s.fonts == "" {
		return fonts.Embedded(), nil
	}
	set, problems, err := fonts.Folder(s.fonts)
	if err != nil {
		return nil, err
	}
	for _, p := range problems {
		c.fontProblem(p)
	}
	return set, nil
}

func (c *console) fontProblem(p fonts.Problem) {
	name := p.File
	if p.Face != "" {
		name += "（" + p.Face + "）"
	}
	kind := "字体提示"
	if p.Refused {
		kind = "字体不用"
	}
	c.talk("%s：%s：%s", kind, name, p.Message)
	c.object("font", "file", p.File, "face", p.Face, "message", p.Message, "refused", p.Refused)
}

// faulty prints what was found in a file that is not a report; with errors
// among it the command cannot go on.
func (c *console) faulty(found source.List, what string) error {
	c.findings(found, true)
	if found.Count(source.Error) > 0 {
		return disk.Reason("%s有错误，改正后再试", what)
	}
	return nil
}

// onlyWorkspace returns the workspace when the one path is one. A workspace
// among other paths is wrong usage: its documents have a folder of their own.
func (c *console) onlyWorkspace(paths []string) (*workspace.Workspace, error) {
	if !slices.ContainsFunc(paths, workspace.Is) {
		return nil, nil
	}
	if len(paths) > 1 {
		return nil, wrong("工作区要单独给出，不能和别的 PATH 一起")
	}
	return c.openWorkspace(paths[0])
}

// workspaceOf is the workspace that a file stands in, nil for none.
func (c *console) workspaceOf(path string) (*workspace.Workspace, error) {
	dir, err := filepath.Abs(filepath.Dir(path))
	if path == "-" || err != nil {
		return nil, nil
	}
	for ; ; dir = filepath.Dir(dir) {
		if workspace.Is(dir) {
			return c.openWorkspace(dir)
		}
		if dir == filepath.Dir(dir) {
			return nil, nil
		}
	}
}

// openWorkspace reads a workspace and prints what is wrong with it.
func (c *console) openWorkspace(dir string) (*workspace.Workspace, error) {
	w, found, err := workspace.Load(dir)
	if err != nil {
		return nil, err
	}
	return w, c.faulty(found, workspace.FileName+" ")
}
