// Package workspace is a folder that holds the reports of all agencies of an
// area: nianbao.toml says who has to report and how the documents are made,
// reports/<year>/ holds one TOML file for each agency.
package workspace

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"nianbao/batch/disk"
	"nianbao/schema/source"
)

// FileName is the file that makes a folder a workspace.
const FileName = "nianbao.toml"

// Workspace is what nianbao.toml says.
type Workspace struct {
	Dir      string // the workspace's folder
	Area     string
	Year     int       // the year reported on
	Form     string    // id of the form of new reports; "" = the one in force
	Style    string    // name, or file in the workspace; "" = the default
	Fonts    string    // folder of the office's own faces; "" = none
	Name     string    // template of output names; "" = {stem}
	Deadline time.Time // last day to report; by default 31 January of the next year
	Agencies []Agency
	Archive  Archive

	byFile map[string]int // folded file name → index in Agencies
}

// Archive is what the records bureau needs to know (DA/T 22-2015).
type Archive struct {
	Fonds      string // 全宗号 of the office that hands over
	Name       string // 全宗名称: that office
	Bureau     string // 档案馆名称
	BureauCode string // 档案馆代码
	Class      string // 档案门类代码, WS by default
	Department string // 机构（问题）代码, BGS by default
}

// Is reports whether dir is a workspace.
func Is(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, FileName))
	return err == nil && !info.IsDir()
}

// Load reads the workspace at dir. What is wrong with nianbao.toml is said in
// the findings, with its place; with an error among them there is no
// workspace.
func Load(dir string) (*Workspace, source.List, error) {
	top, list, err := decode(filepath.Join(dir, FileName))
	if err != nil || top == nil {
		return nil, list, err
	}
	w := &Workspace{
		Dir:      dir,
		Area:     top.String("area"),
		Form:     top.String("form"),
		Style:    top.String("style"),
		Fonts:    top.String("fonts"),
		Name:     top.String("name"),
		Deadline: top.Date("deadline"),
	}
	if w.Year = top.Int("year"); top.Require("year", "year = 2025") {
		if w.Year < 2000 || w.Year > 2999 {
			top.Add("year", source.Finding{Severity: source.Error, Code: source.CodeKind,
				Message: fmt.Sprintf("年度 %d 不合理，应是四位的年份", w.Year)})
		}
	}
	if w.Deadline.IsZero() {
		w.Deadline = time.Date(w.Year+1, 1, 31, 0, 0, 0, 0, time.UTC)
	}
	if strings.HasSuffix(w.Style, ".toml") && !filepath.IsAbs(w.Style) {
		w.Style = filepath.Join(dir, w.Style)
	}
	if w.Fonts != "" && !filepath.IsAbs(w.Fonts) {
		w.Fonts = filepath.Join(dir, w.Fonts)
	}
	w.Agencies = agenciesOf(top)
	w.Archive = w.archive(top.Table("archive"))
	w.byFile = map[string]int{}
	for i := range w.Agencies {
		w.byFile[disk.Fold(w.Agencies[i].File())] = i
	}
	top.Done()
	if list = top.Findings(); list.Count(source.Error) > 0 {
		return nil, list, nil
	}
	return w, list, nil
}

// archive reads [archive]. What it leaves out is taken from the first agency
// that has a 全宗号: the list begins with the office itself.
func (w *Workspace) archive(t *source.Table) Archive {
	a := Archive{Class: "WS", Department: "BGS"}
	for i := len(w.Agencies) - 1; i >= 0; i-- {
		if w.Agencies[i].Fonds != "" {
			a.Fonds, a.Name = w.Agencies[i].Fonds, w.Agencies[i].Name
		}
	}
	if t == nil {
		return a
	}
	set := func(to *string, key string) {
		if v := t.String(key); v != "" {
			*to = v
		}
	}
	set(&a.Fonds, "fonds")
	set(&a.Name, "name")
	set(&a.Bureau, "bureau")
	set(&a.BureauCode, "bureau_code")
	set(&a.Class, "class")
	set(&a.Department, "department")
	t.Done()
	return a
}

// decode reads a TOML file as far as its top table; nil when it is not TOML.
func decode(path string) (*source.Table, source.List, error) {
	data, err := disk.Read(path, source.MaxSize)
	if err != nil {
		return nil, nil, err
	}
	top, list := source.Decode(&source.File{Name: path, Data: data})
	return top, list, nil
}

// agenciesOf reads the agencies of a TOML file.
func agenciesOf(top *source.Table) []Agency {
	var list []Agency
	for _, t := range top.Tables("agencies") {
		a := Agency{
			Code: t.String("code"), Name: t.String("name"), Short: t.String("short"),
			Level: t.String("level"), Parent: t.String("parent"), Fonds: t.String("fonds"),
			Vertical: t.Bool("vertical"),
		}
		t.Require("name", `name = "某某局"`)
		t.Done()
		list = append(list, a)
	}
	if top.Findings().Count(source.Error) > 0 {
		return nil
	}
	if err := checkAgencies(list, nil); err != nil {
		top.Add("agencies", source.Finding{Severity: source.Error, Code: "WS-AGENCY", Message: "机关名单：" + err.Error()})
	}
	return list
}

// readTOML reads a list of agencies that stands alone.
func readTOML(path string) ([]Agency, source.List, error) {
	top, list, err := decode(path)
	if err != nil || top == nil {
		return nil, list, err
	}
	agencies := agenciesOf(top)
	top.Done()
	return agencies, top.Findings(), nil
}

// Reports is the folder of a year's reports.
func (w *Workspace) Reports(year int) string {
	return filepath.Join(w.Dir, "reports", strconv.Itoa(year))
}

// Path is where the agency's report of a year stands.
func (w *Workspace) Path(year int, a *Agency) string {
	return filepath.Join(w.Reports(year), a.File())
}

// Agency finds the agency whose report has the given base name, or nil.
func (w *Workspace) Agency(file string) *Agency {
	if i, ok := w.byFile[disk.Fold(file)]; ok {
		return &w.Agencies[i]
	}
	return nil
}
