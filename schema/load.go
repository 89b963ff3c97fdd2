package schema

import (
	"fmt"
	"strings"

	"nianbao/schema/form"
	"nianbao/schema/source"
)

// Load reads a report. It is strict: unknown keys, rows of another form,
// values of the wrong kind and left-out rows are findings, each with its
// place. The report is nil only when nothing sensible can be read (no TOML, no
// form); otherwise it holds what could be read, with the rest marked Bad, so
// that Check finds as much as there is.
func Load(file *source.File, forms form.Set) (*Report, source.List) {
	root, list := source.Decode(file)
	if root == nil {
		return nil, list
	}
	l := loader{root: root, forms: forms, report: &Report{File: file}}
	if !l.load() {
		return nil, root.Findings()
	}
	return l.report, root.Findings()
}

type loader struct {
	root   *source.Table
	forms  form.Set
	report *Report
}

func (l *loader) load() bool {
	r, t := l.report, l.root
	if t.Require("year", "year = 2024") {
		r.Year = t.Int("year")
	}
	r.Form = l.form()
	r.Scope = l.scope()
	l.agency()
	l.reportTable()
	r.Text = l.texts(l.root.Table("text"))
	r.Accept = l.accept(l.root.Table("accept"))
	if r.Form == nil {
		return false
	}
	for i := range r.Form.Tables {
		l.table(&r.Form.Tables[i])
	}
	l.otherTables()
	t.Done()
	r.derive()
	return true
}

// form finds the report's form; when it is missing or unknown, the one of the
// report's year, so that the rest is read all the same.
func (l *loader) form() *form.Form {
	t, year := l.root, l.report.Year
	inForce := l.forms.ForYear(year)
	if !t.Require("form", `form = "`+formID(inForce)+`"`) {
		return inForce
	}
	id := t.String("form")
	if v, _ := t.Value("form"); id == "" {
		id = fmt.Sprint(v)
	}
	f := l.forms.Find(id)
	if f == nil {
		t.Add("form", source.Finding{
			Severity: source.Error, Code: CodeFormYear, Message: "没有编号为“" + id + "”的表式",
			Help: []string{"现有的表式：" + strings.Join(l.forms.IDs(), "、")},
		})
		return inForce
	}
	switch {
	case year == 0 || inForce == f:
	case inForce == nil:
		t.Add("year", source.Finding{
			Severity: source.Error, Code: CodeFormYear, Message: fmt.Sprintf("%d 年没有可用的表式", year),
			Help: []string{"检查年度；年度是报告所说的那一年，不是编写的那一年"},
		})
	default:
		t.Add("form", source.Finding{
			Severity: source.Error, Code: CodeFormYear, Basis: inForce.Notice,
			Message: fmt.Sprintf("%d 年度的报告应使用 %s 年表式，现为 %s", year, inForce.ID, f.ID),
			Help:    []string{`写成 form = "` + inForce.ID + `"；如果年度写错了，改 year`},
		})
		if l.fits(inForce) > l.fits(f) {
			return inForce // only the name of the form is wrong
		}
	}
	return f
}

// fits counts the rows of the file that a form has, with as many cells.
func (l *loader) fits(f *form.Form) int {
	n := 0
	for i := range f.Tables {
		t := &f.Tables[i]
		v, _ := l.root.Value(t.Key)
		n += fitting(t, nil, v)
	}
	return n
}

func fitting(t *form.Table, path []string, v any) int {
	n := 0
	if values, isTable := v.(map[string]any); isTable && len(path) < source.MaxDepth {
		for key := range values {
			n += fitting(t, append(path[:len(path):len(path)], key), values[key])
		}
		return n
	}
	cells, isList := v.([]any)
	for _, row := range t.Find(path) {
		if columns := bandOf(t, row).Columns; isList && len(columns) == len(cells) || !isList && len(columns) == 1 {
			n++
		}
	}
	return n
}

func formID(f *form.Form) string {
	if f == nil {
		return "2021"
	}
	return f.ID
}

func (l *loader) scope() Scope {
	switch s := Scope(l.root.String("scope")); s {
	case Office, "":
		return Office
	case Area:
		return Area
	default:
		l.root.Add("scope", source.Finding{
			Severity: source.Error, Code: source.CodeKind, Message: "scope 应是 office 或 area，现为“" + string(s) + "”",
			Help: []string{`只报本机关写 scope = "office"，汇总本地区写 scope = "area"`},
		})
		return Office
	}
}

func (l *loader) agency() {
	if !l.root.Require("agency", `[agency]，下一行 name = "某某市财政局"`) {
		return
	}
	t := l.root.Table("agency")
	if t == nil {
		return
	}
	l.report.Agency = Agency{Name: l.line(t, "name"), Short: l.line(t, "short"), Code: l.line(t, "code")}
	if t.Require("name", `name = "某某市财政局"`) {
		if name, ok := t.Value("name"); ok && name == "" {
			t.Add("name", source.Finding{
				Severity: source.Error, Code: source.CodeMissing, Message: "机关名称还没有填",
				Help: []string{"填写机关全称"},
			})
		}
	}
	t.Done()
}

// line reads a text that must be one line.
func (l *loader) line(t *source.Table, key string) string {
	s := t.String(key)
	if strings.ContainsAny(s, "\n\r") {
		t.Add(key, source.Finding{
			Severity: source.Error, Code: source.CodeKind, Message: "“" + key + "”应是一行文本，现有换行",
			Help: []string{"删去换行"},
		})
	}
	return strings.TrimSpace(s)
}

func (l *loader) reportTable() {
	t := l.root.Table("report")
	if t == nil {
		return
	}
	r := l.report
	r.Date, r.Signature = t.Date("date"), t.Bool("signature")
	for i, line := range t.Strings("title") {
		if strings.TrimSpace(line) == "" || strings.ContainsAny(line, "\n\r") {
			t.Add("title", source.Finding{
				Severity: source.Error, Code: source.CodeKind,
				Message: fmt.Sprintf("标题的第 %d 行是空的，或有换行", i+1),
				Help:    []string{`分行的标题写成列表：title = ["第一行", "第二行"]`},
			})
		}
		r.TitleLines = append(r.TitleLines, strings.TrimSpace(line))
	}
	if h := t.Table("headings"); h != nil && r.Form != nil {
		r.Headings = map[string]string{}
		for _, s := range r.Form.Sections {
			if text := l.line(h, s.Key); text != "" {
				r.Headings[s.Key] = text
			}
		}
		h.Done()
	}
	t.Done()
}

// Preamble is the key below [text] of what stands before the first section.
const Preamble = "preamble"

func (l *loader) texts(t *source.Table) map[string]string {
	texts := map[string]string{}
	if t == nil || l.report.Form == nil {
		return texts
	}
	keys := []string{Preamble}
	for _, s := range l.report.Form.Sections {
		if s.Table == "" {
			keys = append(keys, s.Key)
		}
	}
	for _, key := range keys {
		if s := t.String(key); s != "" {
			texts[key] = s
		}
	}
	t.Done()
	return texts
}

func (l *loader) accept(t *source.Table) map[string]string {
	if t == nil {
		return nil
	}
	accept := map[string]string{}
	for _, key := range t.Keys() {
		reason := l.line(t, key)
		if v, _ := t.Value(key); v == "" {
			t.Add(key, source.Finding{
				Severity: source.Error, Code: source.CodeMissing, Message: "接受“" + key + "”没有写理由",
				Help: []string{`写成 "` + key + `" = "理由"`},
			})
		}
		accept[key] = reason
	}
	return accept
}

// otherTables says of tables that belong to another form that they do.
func (l *loader) otherTables() {
	for _, key := range l.root.Keys() {
		for _, f := range l.forms {
			for i := range f.Tables {
				t := &f.Tables[i]
				if t.Key != key || l.report.Table(key) != nil {
					continue
				}
				l.root.Value(key)
				l.root.Add(key, source.Finding{
					Severity: source.Error, Code: source.CodeUnknown,
					Message: fmt.Sprintf("[%s]（%s）是 %s 年表式的表，%s 年表式没有", key, t.Name, f.ID, l.report.Form.ID),
					Help:    []string{"删去这张表，或改 form"},
				})
			}
		}
	}
}
