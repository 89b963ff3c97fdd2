package source

import (
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"
	"time"
)

// Table reads a TOML table strictly: each method fetches one key and notes a
// finding when the value is of the wrong kind; Done notes every key that was
// not asked for. Absent keys give the zero value and no finding.
type Table struct {
	File *File
	Path Path

	values map[string]any
	asked  []string // in order
	known  map[string]bool
	list   *List
}

// Findings returns what was noted about this table and all of the same file.
func (t *Table) Findings() List { return *t.list }

// Origin is where the value of key stands, or would stand.
func (t *Table) Origin(key string) Origin { return Origin{File: t.File, Path: t.Path.Key(key)} }

// Add notes a finding at key's value; with an empty key, at the table itself.
func (t *Table) Add(key string, f Finding) {
	f.Origin = Origin{File: t.File, Path: t.Path}
	if key != "" {
		f.Origin = t.Origin(key)
	}
	t.Note(f)
}

// maxFindings bounds what is said of one file.
const maxFindings = 200

// Full reports whether so much was noted that nothing more will be.
func (t *Table) Full() bool { return len(*t.list) > maxFindings }

// Note notes a finding that has its place.
func (t *Table) Note(f Finding) {
	if t.Full() {
		return
	}
	if len(*t.list) == maxFindings {
		f = Finding{
			Severity: Error, Code: f.Code, Origin: f.Origin,
			Message: fmt.Sprintf("意见太多，只列前 %d 条", maxFindings), Help: []string{"检查是不是拿错了文件"},
		}
	}
	*t.list = append(*t.list, f)
}

// Keys returns the table's keys, sorted.
func (t *Table) Keys() []string { return SortedKeys(t.values) }

// SortedKeys returns the keys of a TOML table, sorted.
func SortedKeys(values map[string]any) []string {
	keys := make([]string, 0, len(values))
	for key := range values {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}

// Value returns the value of key as the decoder gave it: string, int64,
// float64, bool, time.Time, []any, map[string]any or []map[string]any.
func (t *Table) Value(key string) (any, bool) {
	if !t.known[key] {
		if t.known == nil {
			t.known = map[string]bool{}
		}
		t.known[key] = true
		t.asked = append(t.asked, key)
	}
	v, ok := t.values[key]
	return v, ok
}

// Require notes a finding when key is absent. example shows how it is written.
func (t *Table) Require(key, example string) bool {
	if _, ok := t.Value(key); ok {
		return true
	}
	where := "文件里"
	if n := len(t.Path); n > 1 && strings.HasPrefix(t.Path[n-1], "[") {
		i, _ := strconv.Atoi(strings.Trim(t.Path[n-1], "[]")) // Index wrote it
		where = fmt.Sprintf("第 %d 个 [[%s]] 里", i+1, t.Path[:n-1])
	} else if n > 0 {
		where = "[" + t.Path.String() + "] 里"
	}
	t.Add("", Finding{
		Severity: Error, Code: CodeMissing, Message: where + "缺“" + key + "”",
		Help: []string{"补上一行：" + example},
	})
	return false
}

// WrongKind notes that the value of key is not what it should be.
func (t *Table) WrongKind(key, want string, help ...string) {
	v := t.values[key]
	t.Add(key, Finding{
		Severity: Error, Code: CodeKind, Help: help,
		Message: "“" + Clip(key) + "”应是" + want + "，现为" + KindName(v),
	})
}

// String returns the text at key.
func (t *Table) String(key string) string {
	v, ok := t.Value(key)
	s, isString := v.(string)
	if ok && !isString {
		t.WrongKind(key, "放在引号里的文本", "写成 "+key+" = \""+Clip(fmt.Sprint(plain(v)))+"\"")
	}
	return s
}

// Strings returns the texts at key: a list, or one text alone.
func (t *Table) Strings(key string) []string {
	v, ok := t.Value(key)
	if s, isString := v.(string); isString {
		return []string{s}
	}
	if !ok {
		return nil
	}
	elements, isList := v.([]any)
	if !isList {
		t.WrongKind(key, "文本，或文本的列表")
		return nil
	}
	var texts []string
	for i, e := range elements {
		s, isString := e.(string)
		if !isString {
			t.Note(Finding{
				Severity: Error, Code: CodeKind, Origin: Origin{File: t.File, Path: t.Path.Key(key).Index(i)},
				Message: fmt.Sprintf("“%s”的第 %d 项应是文本，现为%s", Clip(key), i+1, KindName(e)),
				Help:    []string{"每一项都放在半角引号里"},
			})
		}
		texts = append(texts, s)
	}
	return texts
}

// Int returns the whole number at key.
func (t *Table) Int(key string) int {
	v, ok := t.Value(key)
	n, isInt := v.(int64)
	if ok && (!isInt || int64(int(n)) != n) {
		t.WrongKind(key, "整数", fmt.Sprintf("写成 %s = %d，不加引号，不带小数点", key, wholeOf(v)))
	}
	return int(n)
}

// wholeOf is a whole number like v, for an example in a message.
func wholeOf(v any) int {
	switch v := v.(type) {
	case string:
		if n, err := strconv.Atoi(strings.TrimSpace(v)); err == nil {
			return n
		}
	case float64:
		if v == math.Trunc(v) && math.Abs(v) < 1e9 {
			return int(v)
		}
	}
	return 1
}

// Ints returns the whole numbers at key.
func (t *Table) Ints(key string) []int {
	v, ok := t.Value(key)
	if !ok {
		return nil
	}
	elements, isList := v.([]any)
	var numbers []int
	for _, e := range elements {
		n, isInt := e.(int64)
		isList = isList && isInt
		numbers = append(numbers, int(n))
	}
	if !isList {
		t.WrongKind(key, "整数的列表")
		return nil
	}
	return numbers
}

// Bool returns the truth value at key.
func (t *Table) Bool(key string) bool {
	v, ok := t.Value(key)
	b, isBool := v.(bool)
	if ok && !isBool {
		t.WrongKind(key, " true（是）或 false（否）", "写成 "+key+" = true")
	}
	return b
}

// Date returns the day at key in UTC, the zero time when absent.
func (t *Table) Date(key string) time.Time {
	v, ok := t.Value(key)
	d, isTime := v.(time.Time)
	if ok && (!isTime || d.Year() == 0) {
		t.WrongKind(key, "日期", "写成 "+key+" = 2025-01-20，不加引号")
	}
	if !ok || !isTime || d.Year() == 0 {
		return time.Time{}
	}
	if d.Location().String() != "date-local" { // as the library calls a day without a time
		t.WrongKind(key, "日期，不带时刻", "写成 "+key+" = "+d.Format("2006-01-02"))
	}
	return time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, time.UTC)
}

// Table returns the table at key, or nil when it is absent or no table.
func (t *Table) Table(key string) *Table {
	v, ok := t.Value(key)
	if !ok {
		return nil
	}
	values, isTable := v.(map[string]any)
	if !isTable {
		help := "写成 [" + t.Path.Key(key).String() + "]，各项在下面每行一个"
		if _, isList := v.([]map[string]any); isList {
			help = "写成 [" + t.Path.Key(key).String() + "]，只用一对方括号"
		}
		t.WrongKind(key, "一个表", help)
		return nil
	}
	return &Table{File: t.File, Path: t.Path.Key(key), values: values, list: t.list}
}

// Tables returns the tables at key: [[key]] or a list of inline tables.
func (t *Table) Tables(key string) []*Table {
	v, ok := t.Value(key)
	if !ok {
		return nil
	}
	var all []map[string]any
	isList := true
	switch v := v.(type) {
	case []map[string]any:
		all = v
	case []any:
		for _, e := range v {
			values, isTable := e.(map[string]any)
			isList = isList && isTable
			all = append(all, values)
		}
	default:
		isList = false
	}
	if !isList {
		t.WrongKind(key, "表的列表")
		return nil
	}
	tables := make([]*Table, len(all))
	for i, values := range all {
		tables[i] = &Table{File: t.File, Path: t.Path.Key(key).Index(i), values: values, list: t.list}
	}
	return tables
}

// Done notes the keys that none of the methods asked for.
func (t *Table) Done() {
	n := 0
	for _, key := range t.Keys() {
		if t.known[key] {
			continue
		}
		if n++; n > maxFlaws {
			return
		}
		t.Unknown(key, t.asked)
	}
}

// Unknown notes that key means nothing here, and names the nearest of known.
func (t *Table) Unknown(key string, known []string) {
	if t.Full() {
		return
	}
	origin := t.Origin(key)
	origin.Key = true
	finding := Finding{Severity: Error, Code: CodeUnknown, Origin: origin, Message: "不认识“" + Clip(key) + "”这个键"}
	if near := Nearest(key, known); near != "" {
		finding.Help = []string{"是不是“" + near + "”？"}
	} else if len(known) > 0 && len(known) <= 12 {
		finding.Help = []string{"这里可用的键：" + strings.Join(known, "、")}
	}
	t.Note(finding)
}

// KindName says in Chinese what kind of TOML value v is.
func KindName(v any) string {
	switch v := v.(type) {
	case string:
		return "文本“" + Clip(v) + "”"
	case int64:
		return fmt.Sprintf("整数 %d", v)
	case float64:
		return "小数 " + decimals(v)
	case bool:
		return fmt.Sprintf(" %v", v)
	case time.Time:
		switch v.Location().String() {
		case "date-local":
			return "日期"
		case "time-local":
			return "时刻"
		}
		return "日期加时刻"
	case []any:
		return "列表"
	case map[string]any:
		return "表"
	case []map[string]any:
		return "表的列表"
	}
	return "别的东西"
}

// decimals writes a decimal so that it looks like one.
func decimals(v float64) string {
	text := strconv.FormatFloat(v, 'f', -1, 64)
	if v == math.Trunc(v) && math.Abs(v) < 1e15 {
		text += ".0"
	}
	return text
}

// plain is v for an example in a message.
func plain(v any) any {
	switch v.(type) {
	case int64, float64, bool:
		return v
	}
	return "…"
}
