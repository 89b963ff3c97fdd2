package form

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// names finds a table's rows by what people may call them.
type names struct {
	byKey   map[string]*Row   // English key
	byLabel map[string][]*Row // normalised label, or the last labels joined with /
	groups  map[string]bool   // English keys that rows stand below
	rows    []namedRow
}

// namedRow is a row with its key in parts and its labels normalised.
type namedRow struct {
	*Row
	keys, labels []string
}

// Separator stands between the labels of a path in a key.
const Separator = " / "

// index fills in t.names and the rows' labels.
func (t *Table) index() {
	t.names = names{byKey: map[string]*Row{}, byLabel: map[string][]*Row{}, groups: map[string]bool{}}
	for _, row := range t.Rows() {
		t.names.byKey[row.Key] = row
		for i, r := range row.Key {
			if r == '.' {
				t.names.groups[row.Key[:i]] = true
			}
		}
		named := namedRow{row, strings.Split(row.Key, "."), normalLabels(row.Path)}
		t.names.rows = append(t.names.rows, named)
		name := ""
		for i := len(row.Path) - 1; i >= 0; i-- {
			name = named.labels[i] + name
			t.names.byLabel[name] = append(t.names.byLabel[name], row)
			name = "/" + name
		}
	}
	for _, row := range t.names.rows {
		if row.Label == "" {
			row.Label = t.shortName(row)
		}
	}
}

// shortName is the last label of the row's path, with as many above it as
// make it unique.
func (t *Table) shortName(row namedRow) string {
	for i := len(row.Path) - 1; i > 0; i-- {
		if len(t.names.byLabel[strings.Join(row.labels[i:], "/")]) == 1 {
			return strings.Join(row.Path[i:], Separator)
		}
	}
	return strings.Join(row.Path, Separator)
}

// Rows returns the rows of all bands in the form's order.
func (t *Table) Rows() []*Row {
	var rows []*Row
	for b := range t.Bands {
		for r := range t.Bands[b].Rows {
			rows = append(rows, &t.Bands[b].Rows[r])
		}
	}
	return rows
}

// Row returns the row with the given English key, or nil.
func (t *Table) Row(key string) *Row { return t.names.byKey[key] }

// Find returns the rows that a TOML key path below the table may mean: the
// English key in its parts, the official label alone, or a path of labels,
// joined by " / " or as keys of nested tables; upper labels may be left out,
// or be the English keys. One row is an answer, none or several are not.
func (t *Table) Find(keys []string) []*Row {
	if row := t.names.byKey[strings.Join(keys, ".")]; row != nil {
		return []*Row{row}
	}
	parts, labels := splitLabels(keys)
	if rows := t.names.byLabel[strings.Join(labels, "/")]; len(rows) > 0 {
		return rows
	}
	var rows []*Row
	for _, row := range t.names.rows {
		if row.named(parts, labels, len(row.Path)) {
			rows = append(rows, row.Row)
		}
	}
	return rows
}

// Group reports whether rows stand below the key path: result, result.denied,
// or 三、本年度办理结果.
func (t *Table) Group(keys []string) bool {
	if t.names.groups[strings.Join(keys, ".")] {
		return true
	}
	parts, labels := splitLabels(keys)
	for _, row := range t.names.rows {
		for n := 1; n < len(row.Path); n++ {
			if row.named(parts, labels, n) {
				return true
			}
		}
	}
	return false
}

// splitLabels takes paths of labels apart and normalises them.
func splitLabels(keys []string) (parts, labels []string) {
	for _, key := range keys {
		parts = append(parts, strings.Split(key, Separator)...)
	}
	return parts, normalLabels(parts)
}

func normalLabels(labels []string) []string {
	normal := make([]string, len(labels))
	for i, label := range labels {
		normal[i] = Normal(label)
	}
	return normal
}

// named reports whether parts name the first n levels of the row: English
// keys from the outermost on, then labels in order, the last of them the n-th.
func (row namedRow) named(parts, labels []string, n int) bool {
	for english := 0; english < len(parts) && english <= n; english++ {
		if english > 0 && (len(row.keys) != len(row.labels) || row.keys[english-1] != parts[english-1]) {
			return false
		}
		if hasLabels(row.labels[english:n], labels[english:]) {
			return true
		}
	}
	return false
}

// hasLabels reports whether labels contain parts in order, ending in the last.
func hasLabels(labels, parts []string) bool {
	l, p := len(labels)-1, len(parts)-1
	if l < 0 || labels[l] != parts[p] {
		return false
	}
	for l, p = l-1, p-1; l >= 0 && p >= 0; l-- {
		if labels[l] == parts[p] {
			p--
		}
	}
	return p < 0
}

// Normal is the label without what people type differently: white space,
// full- or half-width brackets, digits and stops, “1、” for “1.”, quotation
// marks, and 规范性文件 for 行政规范性文件.
func Normal(label string) string {
	var b strings.Builder
	digit := false
	for _, r := range width.Narrow.String(label) {
		switch {
		case unicode.IsSpace(r), strings.ContainsRune("“”\"「」『』‘’'《》〈〉", r):
			continue
		case digit && strings.ContainsRune("、﹑､・．。｡", r):
			r = '.'
		case r == '〔' || r == '【' || r == '﹙':
			r = '('
		case r == '〕' || r == '】' || r == '﹚':
			r = ')'
		}
		digit = unicode.IsDigit(r)
		b.WriteRune(unicode.ToLower(r))
	}
	s := b.String()
	if s == "规范性文件" {
		return "行政规范性文件"
	}
	return s
}
