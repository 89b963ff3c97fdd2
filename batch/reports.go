package batch

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"nianbao/batch/disk"
	"nianbao/batch/manifest"
	"nianbao/batch/workspace"
	"nianbao/render"
	"nianbao/schema"
	"nianbao/schema/form"
	"nianbao/schema/source"
)

// CodeBlank is the code of the one finding on a report that is still the empty
// skeleton.
const CodeBlank = "WS-BLANK"

const blankMessage = "还没有填报"

// Reports is the Maker of annual reports.
type Reports struct {
	Forms    form.Set
	Settings render.Settings
	// Force builds reports in spite of errors, with 草稿 on every page.
	Force bool
	// Strict counts warnings as errors.
	Strict bool
	// Brief makes one finding of a report that is still the empty skeleton.
	Brief bool
	// Last finds last year's report of the same agency; nil finds none.
	Last func(*schema.Report) *schema.Report
	// Workspace is where the reports stand; nil for other folders.
	Workspace *workspace.Workspace

	key      string
	lastYear *LastYear
}

// UseLast lets reports be checked against those that l finds, and be made
// again when those change.
func (m *Reports) UseLast(l *LastYear) { m.Last, m.lastYear = l.Find, l }

// Identify fixes the Key: program identifies the program (its version, else
// the program itself), fontFolder is the office's own faces, "" for none.
func (m *Reports) Identify(program, fontFolder string) error {
	h := sha256.New()
	s := m.Settings
	fmt.Fprintf(h, "%s\n%v %v %v %v %v %v\n", program, s.Options, s.Formats, s.PDF.Conformance,
		s.DOCX.LinesAndChars, s.DOCX.Embed != nil, []bool{m.Force, m.Strict, m.Brief})
	for _, v := range []any{m.Forms, s.Style} {
		text, err := json.Marshal(v)
		if err != nil {
			return err
		}
		fmt.Fprintf(h, "%d\n%s\n", len(text), text)
	}
	if fontFolder != "" {
		if err := hashFolder(h, fontFolder); err != nil {
			return err
		}
	}
	m.key = hex.EncodeToString(h.Sum(nil))
	return nil
}

// hashFolder adds the names and contents of a folder's files.
func hashFolder(h io.Writer, dir string) error {
	list, err := os.ReadDir(dir)
	if err != nil {
		return disk.ReadError(dir, err)
	}
	for _, item := range list {
		if !item.Type().IsRegular() {
			continue
		}
		path := filepath.Join(dir, item.Name())
		f, err := os.Open(path)
		if err != nil {
			return disk.ReadError(path, err)
		}
		sum := sha256.New()
		_, err = io.Copy(sum, f)
		f.Close()
		if err != nil {
			return disk.ReadError(path, err)
		}
		fmt.Fprintf(h, "%q %x\n", item.Name(), sum.Sum(nil))
	}
	return nil
}

// Stands reports whether last year's report is the one that was checked
// against.
func (m *Reports) Stands(path string, year int, last string) bool {
	if m.lastYear == nil {
		return last == ""
	}
	return m.lastYear.stands(path, year, last)
}

// Key is what Identify made.
func (m *Reports) Key() string { return m.key }

// Formats are those of the settings.
func (m *Reports) Formats() []string { return m.Settings.Formats }

// Load reads a report and checks it. The report is nil when it cannot be read.
func (m *Reports) Load(f *source.File) (*schema.Report, source.List) {
	r, _, found := m.load(f)
	return r, found
}

// load is Load that gives last year's report besides.
func (m *Reports) load(f *source.File) (r, last *schema.Report, found source.List) {
	r, found = schema.Load(f, m.Forms)
	if r == nil {
		return nil, nil, found
	}
	if m.Brief && workspace.IsBlank(r) {
		return r, nil, source.List{{
			Severity: source.Error, Code: CodeBlank, Place: source.Place{File: f.Name, Line: 1, Column: 1},
			Message: r.Agency.Name + blankMessage, Help: []string{"请把表里的数和正文填上，再运行一次"},
		}}
	}
	if m.Last != nil {
		last = m.Last(r)
	}
	found = append(found, schema.Check(r, last)...)
	found = append(found, schema.Compare(r, last)...)
	if m.Workspace != nil {
		found = append(found, m.Workspace.Doubt(r)...)
	}
	return r, last, schema.Accept(r, found)
}

// Check is all that Make would find, without making anything.
func (m *Reports) Check(f *source.File) source.List {
	_, found := m.Inspect(f)
	return found
}

// Inspect is Check that gives the report besides; nil when it cannot be read
// or is still the empty skeleton.
func (m *Reports) Inspect(f *source.File) (*schema.Report, source.List) {
	r, found := m.Load(f)
	if isBlank(found) {
		return nil, found
	}
	found = append(found, m.Proof(r)...)
	return r, append(found, schema.Stale(r, found)...)
}

// Proof is what is found when a report is set on pages: pictures that cannot
// be printed, characters that no face has.
func (m *Reports) Proof(r *schema.Report) source.List {
	if r == nil {
		return nil
	}
	settings := m.Settings
	settings.Formats = nil
	result, err := render.Build(r, settings)
	if err != nil {
		return source.List{{Severity: source.Error, Code: "PROGRAM", Message: "程序不能排出这份报告：" + err.Error()}}
	}
	return schema.Accept(r, result.Findings)
}

// isBlank reports whether Load stopped at an empty skeleton.
func isBlank(found source.List) bool { return len(found) == 1 && found[0].Code == CodeBlank }

// bad reports whether findings keep a report from being built.
func (m *Reports) bad(found source.List) bool {
	return found.Count(source.Error) > 0 || m.Strict && found.Count(source.Warning) > 0
}

// Make builds one report.
func (m *Reports) Make(f *source.File) (made Made) {
	r, last, found := m.load(f)
	made.Findings = found
	if r == nil {
		made.Problem = counted(found)
		return made
	}
	// Copies: the report's own strings keep the whole file in memory.
	made.Agency, made.Code, made.Year = strings.Clone(r.Agency.Name), strings.Clone(r.Agency.Code), r.Year
	if m.lastYear != nil {
		made.Last = m.lastYear.mark(r, last)
	}
	if isBlank(found) {
		made.Problem = blankMessage
		return made
	}
	if m.bad(found) && !m.Force {
		made.Problem = counted(found)
		return made
	}
	settings := m.Settings
	settings.Draft = m.bad(found)
	result, err := render.Build(r, settings)
	if err == nil && m.bad(result.Findings) && !settings.Draft && m.Force {
		result.Release()
		settings.Draft = true
		result, err = render.Build(r, settings)
	}
	if err != nil {
		made.Problem = "程序不能写出这份文件：" + err.Error()
		return made
	}
	made.Release = result.Release
	result.Findings = schema.Accept(r, result.Findings)
	made.Findings = append(made.Findings, result.Findings...)
	made.Findings = append(made.Findings, schema.Stale(r, made.Findings)...)
	if m.bad(result.Findings) && !settings.Draft || len(result.Files) == 0 {
		made.Problem = counted(made.Findings)
		return made
	}
	for _, file := range result.Files {
		doc := Document{Format: file.Format, Data: file.Data}
		if file.Format == render.PDF {
			doc.Pages = result.Pages
		}
		made.Documents = append(made.Documents, doc)
	}
	for _, figure := range result.Figures {
		made.Pictures = append(made.Pictures, manifest.Picture{Path: figure.File, SHA256: manifest.SHA256(figure.Data)})
	}
	return made
}

// counted says why a report with findings was not built: how many there are,
// and the first of them.
func counted(found source.List) string {
	if n := found.Count(source.Error); n > 0 {
		return fmt.Sprintf("有 %d 处错误", n) + first(found, source.Error)
	}
	return fmt.Sprintf("有 %d 处警告（--strict）", found.Count(source.Warning)) + first(found, source.Warning)
}

func first(found source.List, severity source.Severity) string {
	for _, f := range found.Sorted() {
		switch {
		case f.Severity != severity:
		case f.Place.Line == 0:
			return fmt.Sprintf("，如 %s：%s", f.Code, source.Clip(f.Message))
		default:
			return fmt.Sprintf("，如第 %d 行 %s：%s", f.Place.Line, f.Code, source.Clip(f.Message))
		}
	}
	return ""
}
