package main

import (
	"path/filepath"
	"slices"
	"strings"

	"nianbao/batch"
	"nianbao/batch/disk"
	"nianbao/batch/workspace"
	"nianbao/letter"
	"nianbao/render"
	"nianbao/schema"
)

// makeLetter writes the skeleton of a letter with its attachments.
func (n *beginning) makeLetter(c *console, paths []string) error {
	if n.letter == "" {
		return wrong("--attach 要和 --letter 一起用")
	}
	if !slices.Contains(letter.Purposes, n.letter) {
		return wrong("没有公文 %q%s；可以是 %s", n.letter, suggest(n.letter, letter.Purposes), strings.Join(letter.Purposes, "、"))
	}
	if n.workspace != "" || n.from != "" || n.code != "" || n.form != "" {
		return wrong("--workspace、--from、--code、--form 不能和 --letter 一起用")
	}
	if len(paths) == 0 && n.year == 0 {
		return wrong("缺 --attach：公文附哪些报告（没有附件的写 --year）")
	}
	list, err := n.enclosures(c, paths)
	if err != nil {
		return err
	}
	text, err := letter.Skeleton(n.letter, n.year, n.agency, list)
	if err != nil {
		return wrong("%v；请加 --year", err)
	}
	return n.put(c, text, "letter", n.letter, "attachments", len(list))
}

// enclosures reads what is to be attached: reports, those of a workspace, and
// finished files, which are only listed.
func (n *beginning) enclosures(c *console, paths []string) ([]letter.Enclosure, error) {
	w, err := c.onlyWorkspace(paths)
	if err != nil {
		return nil, err
	}
	inputs := batch.Find(paths)
	if w != nil {
		n.adopt(w)
		if n.agency == "" {
			n.agency = w.Archive.Name
		}
		if n.year == 0 {
			n.year = w.Year
		}
		inputs = batch.Find([]string{w.Reports(n.year)})
	}
	m := &batch.Reports{}
	if m.Forms, err = n.formSet(c); err != nil {
		return nil, err
	}
	if m.Settings.Style, err = n.look(c); err != nil {
		return nil, err
	}
	if m.Settings.Fonts, err = n.faces(c); err != nil {
		return nil, err
	}
	var list []letter.Enclosure
	for _, in := range inputs {
		e, blank, err := n.enclosure(c, m, &in)
		switch {
		case err != nil:
			return nil, err
		case blank && w != nil:
			c.talk("没有列入 %s：还没有填报", in.Path)
		default:
			list = append(list, e)
		}
	}
	if w != nil {
		c.missing(w, n.year)
	}
	return list, nil
}

// enclosure reads one file. A report is blank when nothing has been filled in
// yet. Its pages are counted where they are to be listed.
func (n *beginning) enclosure(c *console, m *batch.Reports, in *batch.Input) (e letter.Enclosure, blank bool, err error) {
	e.Path = n.fromLetter(in.Path)
	switch {
	case in.Err != nil:
		return e, false, in.Err
	case in.Path == "-":
		return e, false, wrong("--attach 不能是标准输入")
	case !batch.IsReport(filepath.Base(in.Path)):
		if !exists(in.Path) {
			err = disk.ReadError(in.Path, disk.Reason("没有这个文件"))
		}
		return e, false, err
	}
	file, err := batch.Read(in.Path)
	if err != nil {
		return e, false, err
	}
	r, found := schema.Load(file, m.Forms)
	if r == nil {
		c.findings(found, true)
		return e, false, disk.ReadError(in.Path, disk.Reason("不是可用的报告"))
	}
	e.Report = r
	if n.letter == "transfer" {
		if result, err := render.Build(r, m.Settings); err == nil {
			e.Pages = result.Pages
		}
	}
	return e, workspace.IsBlank(r), nil
}

// fromLetter is a path as it is written in the letter: from its folder where
// that can be.
func (n *beginning) fromLetter(path string) string {
	if n.out != "" && !filepath.IsAbs(path) {
		dir, err1 := filepath.Abs(filepath.Dir(n.out))
		abs, err2 := filepath.Abs(path)
		if err1 == nil && err2 == nil {
			if rel, err := filepath.Rel(dir, abs); err == nil {
				path = rel
			}
		}
	}
	return filepath.ToSlash(path)
}
