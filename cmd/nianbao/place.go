package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"nianbao/batch"
	"nianbao/batch/disk"
	"nianbao/batch/workspace"
	"nianbao/schema"
	"nianbao/schema/form"
	"nianbao/schema/intake"
)

// place is where the TOML of a file goes: beside it or into DIR under its own
// name; among the reports of a workspace under the agency's, whatever the file
// that came back is called. It tells of files that belong elsewhere.
func (k *taking) place(c *console, path string, r *schema.Report) (to string, doubts []intake.Doubt, err error) {
	if strings.EqualFold(filepath.Ext(k.out), ".toml") {
		return k.out, nil, nil
	}
	dir := k.out
	if dir == "" {
		dir = filepath.Dir(path)
	}
	stem := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	to = filepath.Join(dir, stem+".toml")
	w, err := k.workspaceOf(c, dir)
	if w == nil || err != nil {
		return to, nil, err
	}
	if year := filepath.Base(dir); year != strconv.Itoa(r.Year) {
		doubts = append(doubts, intake.Doubt{Where: "报告年度", Found: fmt.Sprint(r.Year), Message: "与文件夹的年度 " + year + " 不同，请核对交回的是不是这一年的"})
	}
	agency := listedAs(w, r.Agency)
	if agency == nil {
		return to, append(doubts, intake.Doubt{Where: "机关名称", Found: r.Agency.Name, Message: "不在工作区的名单里，文件名照旧；请核对名称和代码"}), nil
	}
	if agency.Name != r.Agency.Name {
		doubts = append(doubts, intake.Doubt{Where: "机关名称", Found: r.Agency.Name, Message: "代码是名单里“" + agency.Name + "”的，名称不同，请核对"})
	}
	if other := w.Agency(stem + ".toml"); other != nil && other != agency {
		doubts = append(doubts, intake.Doubt{Where: "机关名称", Found: r.Agency.Name, Message: "文件名是“" + other.Name + "”的，里面填的是“" + agency.Name + "”的，请核对是否交错"})
	}
	return filepath.Join(dir, agency.File()), doubts, nil
}

// workspaceOf is the workspace among whose reports dir is, or nil.
func (k *taking) workspaceOf(c *console, dir string) (*workspace.Workspace, error) {
	abs, err := filepath.Abs(dir)
	if err != nil || filepath.Base(filepath.Dir(abs)) != "reports" {
		return nil, nil
	}
	root := filepath.Dir(filepath.Dir(abs))
	if k.at == nil && workspace.Is(root) {
		k.at, err = c.openWorkspace(root)
		return k.at, err
	}
	return k.at, nil
}

// listedAs is the agency of the list that a report is of: by code, else by
// name, else by its short name.
func listedAs(w *workspace.Workspace, a schema.Agency) *workspace.Agency {
	for _, same := range []func(*workspace.Agency) bool{
		func(l *workspace.Agency) bool { return a.Code != "" && l.Code == a.Code },
		func(l *workspace.Agency) bool { return l.Name == a.Name },
		func(l *workspace.Agency) bool { return l.Short != "" && l.Short == a.Name },
	} {
		for i := range w.Agencies {
			if same(&w.Agencies[i]) {
				return &w.Agencies[i]
			}
		}
	}
	return nil
}

// isSkeleton tells a report that nobody has filled in: it may be written over.
func isSkeleton(path string, forms form.Set) bool {
	l := load(&batch.Input{Path: path}, forms)
	return l.report != nil && workspace.IsBlank(l.report)
}

// within opens folders: all files of the kinds in them, in name order. What is
// not there is left for whoever reads it to tell.
func within(paths []string, kinds ...string) ([]string, error) {
	var files []string
	for _, path := range paths {
		if info, err := os.Stat(path); err != nil || !info.IsDir() {
			files = append(files, path)
			continue
		}
		found, err := disk.List(path, kinds...)
		if err != nil {
			return nil, err
		}
		files = append(files, found...)
	}
	return files, nil
}
