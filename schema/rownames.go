package schema

import (
	"fmt"
	"slices"
	"strings"

	"nianbao/schema/form"
	"nianbao/schema/source"
)

func (tl *tableLoader) ambiguous(t *source.Table, key string, found []*form.Row) {
	origin := t.Origin(key)
	origin.Key = true
	var names []string
	for _, row := range found {
		names = append(names, `"`+strings.Join(row.Path, form.Separator)+`"`)
	}
	t.Note(source.Finding{
		Severity: source.Error, Code: source.CodeUnknown, Origin: origin,
		Message: "“" + key + "”不止一行，看不出是哪一行",
		Help:    []string{"写出全路径：" + strings.Join(names, " 或 ")},
	})
}

// unknown says that no row is called so, or that it is one of another form.
func (tl *tableLoader) unknown(t *source.Table, key string, path []string) {
	if t.Full() {
		return
	}
	for _, f := range tl.forms {
		if f == tl.report.Form {
			continue
		}
		for i := range f.Tables {
			if f.Tables[i].Key != tl.form.Key {
				continue
			}
			if rows := f.Tables[i].Find(path); len(rows) > 0 {
				tl.wrongForm(t, key, f, rows[0])
				return
			}
		}
	}
	origin := t.Origin(key)
	origin.Key = true
	finding := source.Finding{
		Severity: source.Error, Code: source.CodeUnknown, Origin: origin,
		Message: tl.form.Name + "没有“" + strings.Join(path, ".") + "”这一行",
	}
	v, _ := t.Value(key)
	if near := tl.nearest(leafPath(path, v)); near != nil {
		finding.Help = []string{"是不是“" + near.Key + "”（" + near.Label + "）？"}
	} else {
		finding.Help = []string{"用 nianbao forms " + tl.report.Form.ID + " 看各行的名称"}
	}
	t.Note(finding)
}

func (tl *tableLoader) wrongForm(t *source.Table, key string, other *form.Form, row *form.Row) {
	origin := t.Origin(key)
	origin.Key = true
	rule := tl.rule("shape", source.CodeUnknown)
	finding := source.Finding{
		Severity: source.Error, Code: rule.ID, Origin: origin, Basis: rule.Basis,
		Message: fmt.Sprintf("%s是 %s 年表式的行，%s 年表式的%s没有这一行", inQuotes(row.Label), other.ID, tl.report.Form.ID, tl.form.Name),
	}
	var instead []string
	for _, own := range tl.form.Rows() {
		n := min(len(own.Path), len(row.Path))
		if slices.Equal(own.Path[:n], row.Path[:n]) {
			instead = append(instead, own.Key+"（"+own.Label+"）")
		}
	}
	if len(instead) > 0 {
		finding.Help = []string{"改填：" + strings.Join(instead, "、")}
	} else {
		finding.Help = []string{"删去这一行，或改 form"}
	}
	t.Note(finding)
}

// leafPath goes on from a path to the first key below that is no table.
func leafPath(path []string, v any) []string {
	path = slices.Clone(path)
	for range source.MaxDepth {
		values, isTable := v.(map[string]any)
		if _, isCell := values["value"]; !isTable || isCell || len(values) == 0 {
			break
		}
		key := source.SortedKeys(values)[0]
		path, v = append(path, key), values[key]
	}
	return path
}

// nearest is the row whose key or label is most like the path.
func (tl *tableLoader) nearest(path []string) *form.Row {
	rows := tl.form.Rows()
	names := make([]string, 0, 2*len(rows))
	for _, row := range rows {
		names = append(names, row.Key)
	}
	for _, row := range rows {
		names = append(names, form.Normal(row.Path[len(row.Path)-1]))
	}
	last := path[len(path)-1]
	for _, name := range []string{strings.Join(path, "."), form.Normal(last)} {
		if near := source.Nearest(name, names); near != "" {
			return rows[slices.Index(names, near)%len(rows)]
		}
	}
	for _, row := range rows { // the last part alone: secret for result.denied.secret
		if strings.HasSuffix(row.Key, "."+last) {
			return row
		}
	}
	return nil
}
