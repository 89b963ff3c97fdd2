package schema

import (
	"fmt"
	"slices"
	"strings"

	"nianbao/schema/form"
	"nianbao/schema/source"
)

// Codes of findings about rows.
const (
	CodeTwice    = "KEY-TWICE"  // a row given under two names
	CodeCount    = "CELL-COUNT" // a row with too few or too many cells
	CodeFormYear = "FORM-YEAR"  // the form is not the one of the report's year
)

// tableLoader reads one table's rows.
type tableLoader struct {
	*loader
	form  *form.Table
	table *Table
	blank bool // blank = 0: what is left out is 0

	band       *form.Band // of the last row read
	all, parts []int      // its columns; those that are no totals
}

// table reads the figures of one form table and appends them to the report.
func (l *loader) table(f *form.Table) {
	r := l.report
	r.Tables = append(r.Tables, Table{Form: f})
	tl := &tableLoader{loader: l, form: f, table: &r.Tables[len(r.Tables)-1]}
	rows, size := 0, 0
	for b := range f.Bands {
		rows += len(f.Bands[b].Rows)
		size += len(f.Bands[b].Rows) * len(f.Bands[b].Columns)
	}
	tl.table.Rows = make([]Row, 0, rows)
	cells := make([]Cell, size)
	for b := range f.Bands {
		band := &f.Bands[b]
		n := len(band.Columns)
		for i := range band.Rows {
			tl.table.Rows = append(tl.table.Rows, Row{Form: &band.Rows[i], Band: band, Cells: cells[:n:n]})
			cells = cells[n:]
		}
	}
	if l.root.Require(f.Key, "["+f.Key+"]，下面是"+f.Name+"的各行") {
		if t := l.root.Table(f.Key); t != nil {
			tl.table.Note = l.line(t, "note")
			tl.readBlank(t)
			tl.rows(t, nil)
			tl.missing()
			return
		}
	}
	for i := range tl.table.Rows {
		tl.table.Rows[i].spoil()
	}
}

func (tl *tableLoader) readBlank(t *source.Table) {
	v, ok := t.Value("blank")
	if tl.blank = v == int64(0); ok && !tl.blank {
		t.WrongKind("blank", " 0", "没有写的行都是 0 时写 blank = 0，否则删去这一行")
	}
}

// rows reads the rows below t; keys lead from the table to t.
func (tl *tableLoader) rows(t *source.Table, keys []string) {
	for _, key := range t.Keys() {
		if len(keys) == 0 && (key == "note" || key == "blank") || t.Full() {
			continue
		}
		v, _ := t.Value(key)
		path := append(keys[:len(keys):len(keys)], key)
		values, isTable := v.(map[string]any)
		_, isCell := values["value"]
		if isTable && !isCell && tl.form.Group(path) {
			tl.rows(t.Table(key), path)
			continue
		}
		found := tl.form.Find(path)
		switch {
		case len(found) == 1 && (!isTable || isCell || !tl.foreignGroup(path)):
			tl.row(t, key, v, found[0])
		case len(found) > 1:
			tl.ambiguous(t, key, found)
		case isTable && tl.foreignGroup(path):
			tl.rows(t.Table(key), path)
		default:
			tl.unknown(t, key, path)
		}
	}
}

// rule is the table's rule with the given check. Without one, findings bear
// the general code.
func (tl *tableLoader) rule(check, general string) form.Rule {
	for _, r := range tl.form.Rules {
		if r.Check == check {
			return r
		}
	}
	return form.Rule{ID: general}
}

func (tl *tableLoader) foreignGroup(path []string) bool {
	return slices.ContainsFunc(tl.foreign(), func(t *form.Table) bool { return t.Group(path) })
}

// foreign returns the table of the same name in the other forms.
func (tl *tableLoader) foreign() []*form.Table {
	var tables []*form.Table
	for _, f := range tl.forms {
		for i := range f.Tables {
			if f != tl.report.Form && f.Tables[i].Key == tl.form.Key {
				tables = append(tables, &f.Tables[i])
			}
		}
	}
	return tables
}

// row reads the cells of one row.
func (tl *tableLoader) row(t *source.Table, key string, v any, f *form.Row) {
	row := tl.table.Row(f.Key)
	origin := t.Origin(key)
	if row.Path != nil {
		first := source.Origin{File: t.File, Path: row.Path, Key: true}
		origin.Key = true
		t.Note(source.Finding{
			Severity: source.Error, Code: CodeTwice, Origin: origin,
			Message: inQuotes(f.Label) + "这一行写了两次",
			Related: []source.Note{{Origin: first, Message: "另一处在这里"}},
			Help:    []string{"只留一处"},
		})
		return
	}
	row.Path = origin.Path
	cells, isList := v.([]any)
	if !isList {
		cells, row.Single = []any{v}, true
	}
	columns := tl.columns(row, len(cells))
	if columns == nil {
		tl.badCount(row, len(cells), v)
		row.spoil()
		return
	}
	for i, c := range columns {
		at := origin
		if isList {
			at.Element = i + 1
		}
		cl := cellLoader{tableLoader: tl, row: row, column: &row.Band.Columns[c], origin: at}
		row.Cells[c] = cl.read(cells[i])
	}
}

// columns returns which columns n cells fill: all, or all but the totals;
// none when they are left blank; nil when n is wrong.
func (tl *tableLoader) columns(row *Row, n int) []int {
	if tl.band != row.Band {
		tl.band, tl.all, tl.parts = row.Band, []int{}, []int{}
		for c := range row.Band.Columns {
			tl.all = append(tl.all, c)
			if len(row.Band.Columns[c].Sum) == 0 {
				tl.parts = append(tl.parts, c)
			}
		}
	}
	switch {
	case n == len(tl.all):
		return tl.all
	case n == len(tl.parts):
		return tl.parts
	case n == 0 && tl.blank:
		row.zero()
		return []int{}
	}
	return nil
}

func (tl *tableLoader) badCount(row *Row, n int, v any) {
	origin := source.Origin{File: tl.report.File, Path: row.Path}
	var names []string
	parts := 0
	for _, c := range row.Band.Columns {
		names = append(names, c.Label)
		if len(c.Sum) == 0 {
			parts++
		}
	}
	if n == 0 {
		rule := tl.rule("blank", source.CodeMissing)
		tl.root.Note(source.Finding{
			Severity: source.Error, Code: rule.ID, Basis: rule.Basis, Origin: origin,
			Message: inQuotes(row.Form.Label) + "这一行还没有填",
			Help:    []string{"依次填：" + strings.Join(names, "、") + "；没有发生的填 0"},
		})
		return
	}
	want := fmt.Sprintf("%d 格", len(names))
	if parts < len(names) {
		want = fmt.Sprintf("%d 格，或不写总计的 %d 格", len(names), parts)
	}
	finding := source.Finding{
		Severity: source.Error, Code: CodeCount, Origin: origin,
		Message: fmt.Sprintf("%s有 %d 格，应是 %s", inQuotes(row.Form.Label), n, want),
		Help:    []string{"依次是：" + strings.Join(names, "、")},
	}
	if text, plain := tl.thousands(row.Path, v); text != "" {
		finding.Help = append([]string{"“" + text + "”如果是一个数，不写千分位逗号，写成 " + plain}, finding.Help...)
	}
	if row.Single {
		finding.Message = fmt.Sprintf("%s应是一个列表（%s），现为%s", inQuotes(row.Form.Label), want, source.KindName(v))
		finding.Help = append([]string{"写成 [0, 0, …]"}, finding.Help...)
	}
	tl.root.Note(finding)
}

// thousands finds two neighbouring cells that are written like one number
// with a comma in it.
func (tl *tableLoader) thousands(path source.Path, v any) (text, plain string) {
	cells, _ := v.([]any)
	for i := 0; i+1 < len(cells); i++ {
		a, isInt := cells[i].(int64)
		b, isInt2 := cells[i+1].(int64)
		if !isInt || !isInt2 || a < 1 || a > 999 || b < 0 {
			continue
		}
		first := source.Origin{File: tl.report.File, Path: path.Index(i)}.Place()
		second := source.Origin{File: tl.report.File, Path: path.Index(i + 1)}.Place()
		if first.Line == second.Line && second.Column == first.Column+first.Width+1 && second.Width == 3 {
			return fmt.Sprintf("%d,%03d", a, b), fmt.Sprintf("%d%03d", a, b)
		}
	}
	return "", ""
}

// missing deals with the rows that were not given.
func (tl *tableLoader) missing() {
	var names []string
	for i := range tl.table.Rows {
		row := &tl.table.Rows[i]
		switch {
		case row.Path != nil || len(row.Form.Sum) > 0:
		case tl.blank:
			row.zero()
		default:
			names = append(names, row.Form.Key+"（"+row.Form.Label+"）")
			row.spoil()
		}
	}
	if len(names) == 0 {
		return
	}
	rule := tl.form.Name
	tl.root.Add(tl.form.Key, source.Finding{
		Severity: source.Error, Code: source.CodeMissing,
		Message: fmt.Sprintf("%s缺 %d 行：%s", rule, len(names), strings.Join(names, "、")),
		Help:    []string{"补上这些行，没有发生的填 0；确实都是 0 的，可在 [" + tl.form.Key + "] 下写 blank = 0"},
	})
}

// spoil marks all cells as unreadable.
func (r *Row) spoil() {
	for i := range r.Cells {
		r.Cells[i].Bad = true
	}
}

// zero fills the row with 0; totals are worked out.
func (r *Row) zero() {
	for i := range r.Cells {
		r.Cells[i].Text = "0"
	}
}
