package main

import (
	"path/filepath"
	"slices"
	"strings"

	"nianbao/batch"
	"nianbao/batch/disk"
	"nianbao/letter"
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

// enclosures reads what is to be attached: reports, and finished files, which
// are only listed.
func (n *beginning) enclosures(c *console, paths []string) ([]letter.Enclosure, error) {
	set, err := n.formSet(c)
	if err != nil {
		return nil, err
	}
	var list []letter.Enclosure
	for _, in := range batch.Find(paths) {
		if in.Err != nil {
			return nil, in.Err
		}
		if in.Path == "-" {
			return nil, wrong("--attach 不能是标准输入")
		}
		e := letter.Enclosure{Path: n.fromLetter(in.Path)}
		if batch.IsReport(filepath.Base(in.Path)) {
			file, err := batch.Read(in.Path)
			if err != nil {
				return nil, err
			}
			r, found := schema.Load(file, set)
			if r == nil {
				c.findings(found, true)
				return nil, disk.ReadError(in.Path, disk.Reason("不是可用的报告"))
			}
			e.Report = r
		} else if !exists(in.Path) {
			return nil, disk.ReadError(in.Path, disk.Reason("没有这个文件"))
		}
		list = append(list, e)
	}
	return list, nil
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
