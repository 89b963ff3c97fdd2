package batch

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"runtime/debug"

	"nianbao/batch/disk"
	"nianbao/batch/manifest"
	"nianbao/schema/source"
)

// one brings the report with the given number as far as staged files.
func (r *run) one(index int) (d done) {
	job := r.plan.Jobs[index]
	d = done{index: index, result: Result{Job: job}}
	d.result.Entry = manifest.Entry{Report: job.Name, Agency: job.Agency, Code: job.Code,
		Source: filepath.Base(job.Path), Status: manifest.Failed}
	defer func() {
		if p := recover(); p != nil {
			d.result.Trace = fmt.Sprintf("%v\n%s", p, debug.Stack())
			d.fail("程序内部出错：%v。请把这份文件和屏幕上的信息报告给开发者", p)
		}
	}()
	if job.Err != nil {
		d.stop(job.Err)
		return d
	}
	f, err := Read(job.Path)
	if err != nil {
		d.stop(err)
		return d
	}
	d.result.Entry.SourceSHA256 = manifest.SHA256(f.Data)
	key := r.inputs(&job, f)
	if old, line, ok := r.unchanged(job, key); ok {
		d.result.Entry, d.result.Unchanged, d.result.line = old, true, line
		if old.Warnings > 0 {
			d.result.Findings = r.make.Check(f)
		}
		return d
	}
	made := r.make.Make(f)
	if made.Release != nil {
		defer made.Release()
	}
	e := &d.result.Entry
	if made.Agency != "" {
		e.Agency, e.Code = made.Agency, made.Code
	}
	e.Year = made.Year
	e.Errors, e.Warnings = made.Findings.Count(source.Error), made.Findings.Count(source.Warning)
	d.result.Findings = made.Findings
	if len(made.Documents) == 0 {
		d.fail("%s", made.Problem)
		return d
	}
	e.Inputs, e.Pictures, e.Last = key, made.Pictures, made.Last
	d.result.Unchanged = true
	for _, doc := range made.Documents {
		path := r.plan.Path(job, doc.Format)
		file := r.account(path, doc)
		e.Files = append(e.Files, file)
		if file.Stands(path) {
			continue // the same bytes: the file keeps its date
		}
		d.result.Unchanged = false
		staged, err := disk.Stage(path, doc.Data)
		if err != nil {
			d.stop(err)
			return d
		}
		d.staged = append(d.staged, staged)
	}
	e.Status = manifest.Built
	return d
}

// fail marks the report as not built and drops what was staged.
func (d *done) fail(format string, args ...any) {
	e := &d.result.Entry
	e.Status, e.Files, e.Inputs, e.Pictures, e.Last = manifest.Failed, nil, "", nil, ""
	e.Message = fmt.Sprintf(format, args...)
	for _, s := range d.staged {
		s.Discard()
	}
	d.staged = nil
}

// stop is fail for what could not be read or written.
func (d *done) stop(err error) {
	d.result.Err = err
	d.fail("%v", err)
}

// account is a document's entry in the manifest. SM3 takes longer than all
// else here and is left out when no manifest is kept.
func (r *run) account(path string, doc Document) manifest.File {
	f := manifest.File{Path: filepath.Base(path), Format: doc.Format, Bytes: int64(len(doc.Data)), Pages: doc.Pages}
	if r.plan.Manifest == "" {
		f.SHA256 = manifest.SHA256(doc.Data)
		return f
	}
	if rel, err := filepath.Rel(filepath.Dir(r.plan.Manifest), path); err == nil {
		f.Path = filepath.ToSlash(rel)
	}
	f.SHA256, f.SM3 = manifest.Digests(doc.Data)
	return f
}

// inputs is the digest of all that a report's documents and findings depend
// on, except the pictures its prose shows and last year's report. The file's
// name rides in a PDF/A-3a.
func (r *run) inputs(job *Job, f *source.File) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%q %q %q %q\n%d\n", r.key, filepath.Base(job.Path), job.Agency, job.Code, job.Short, len(f.Data))
	h.Write(f.Data)
	return hex.EncodeToString(h.Sum(nil))
}

// unchanged finds the entry of an earlier run that still holds: same inputs,
// same pictures, same report of last year, all files standing as they were
// written. The line is nil when the entry must be written anew.
func (r *run) unchanged(job Job, key string) (e manifest.Entry, line *manifest.Line, ok bool) {
	if r.before == nil {
		return e, nil, false
	}
	l, ok := r.before.Line(job.Name)
	if !ok {
		return e, nil, false
	}
	e, err := l.Entry()
	if err != nil || e.Status != manifest.Built || e.Inputs != key || len(e.Files) != len(r.make.Formats()) ||
		!r.make.Stands(job.Path, e.Year, e.Last) {
		return e, nil, false
	}
	for _, p := range e.Pictures {
		data, err := disk.Read(filepath.Join(filepath.Dir(job.Path), filepath.FromSlash(p.Path)), maxPicture)
		if err != nil || manifest.SHA256(data) != p.SHA256 {
			return e, nil, false
		}
	}
	for i, format := range r.make.Formats() {
		path := r.plan.Path(job, format)
		if f := e.Files[i]; f.Format != format || r.path(f) != path || !f.Stands(path) {
			return e, nil, false
		}
	}
	if source := filepath.Base(job.Path); e.Source != source {
		e.Source = source
		return e, nil, true
	}
	return e, &l, true
}

// maxPicture bounds what is read of a picture to compare it, in bytes.
const maxPicture = 64 << 20
