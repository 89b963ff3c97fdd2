package main

import (
	"os"
	"path/filepath"
	"strconv"

	"nianbao/batch"
	"nianbao/batch/manifest"
	"nianbao/render"
	"nianbao/schema/source"
)

// built prints one result and counts it.
func (c *console) built(p *batch.Plan, r batch.Result) {
	c.findings(r.Findings, true)
	if r.Unchanged {
		// The findings of rendering are not made again; the account has them.
		c.summary.Errors += r.Entry.Errors - r.Findings.Count(source.Error)
		c.summary.Warnings += r.Entry.Warnings - r.Findings.Count(source.Warning)
	}
	e := r.Entry
	if e.Status != manifest.Built {
		c.notBuilt(p, r)
		return
	}
	c.summary.Built++
	state := "已生成"
	if r.Unchanged {
		c.summary.Unchanged++
		state = "没有变"
	}
	if e.Errors > 0 {
		c.raise(exitReports)
		state += "（草稿，有错误）"
	}
	files := make([]fileLine, len(e.Files))
	for i, f := range e.Files {
		path := p.Path(r.Job, f.Format)
		files[i] = fileLine{filepath.ToSlash(path), f.Format, f.Bytes, f.SHA256, f.Pages}
		c.printf("%s %s%s\n", state, path, pages(f.Pages))
	}
	c.object("built", "report", e.Report, "agency", e.Agency, "year", e.Year, "files", files, "unchanged", r.Unchanged)
}

// fileLine is a document in a JSON line.
type fileLine struct {
	Path   string `json:"path"`
	Format string `json:"format"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
	Pages  int    `json:"pages,omitempty"`
}

func pages(n int) string {
	if n == 0 {
		return ""
	}
	return "（" + strconv.Itoa(n) + " 页）"
}

// notBuilt tells of a report that failed, and of documents of an earlier run
// that stand where the new ones should be.
func (c *console) notBuilt(p *batch.Plan, r batch.Result) {
	c.summary.Failed++
	code := exitReports
	if r.Err != nil {
		code = exitDisk
	}
	c.raise(code)
	message := r.Entry.Message
	for _, format := range []string{render.DOCX, render.PDF} {
		if path := p.Path(r.Job, format); r.Err == nil && exists(path) {
			message += "；" + path + " 是以前生成的，与现在的数据不符"
		}
	}
	c.talk("没有生成 %s：%s", called(r), message)
	if r.Trace != "" {
		c.talk("%s", r.Trace)
	}
	c.object("failed", "report", r.Job.Name, "message", message, "agency", r.Entry.Agency)
}

// called is a report's name with its agency's, where that says more.
func called(r batch.Result) string {
	if r.Entry.Agency == "" || r.Entry.Agency == r.Job.Name {
		return r.Job.Name
	}
	return r.Job.Name + "（" + r.Entry.Agency + "）"
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
