package form

import (
	"fmt"
	"slices"
	"strings"

	"nianbao/schema/source"
)

// CodeForm is the code of what is wrong with a form file besides its syntax
// and keys.
const CodeForm = "FORM-FILE"

// Parse reads a form file. Every key must be known, every rule must name rows
// and columns that exist; a form with an error in it is not returned.
func Parse(file *source.File) (*Form, source.List) {
	root, list := source.Decode(file)
	if root == nil {
		return nil, list
	}
	p := parser{root: root, form: &Form{}}
	p.parse()
	if list = root.Findings(); list.Count(source.Error) > 0 {
		return nil, list
	}
	return p.form, list
}

type parser struct {
	root *source.Table
	form *Form
}

func (p *parser) parse() {
	f, t := p.form, p.root
	t.Require("id", `id = "2021"`)
	t.Require("title", `title = "{agency}{year}年政府信息公开工作年度报告"`)
	t.Require("notice", `notice = "国办公开办函〔2021〕30号"`)
	t.Require("from", `from = 2021`)
	f.ID, f.Title, f.Notice = t.String("id"), t.String("title"), t.String("notice")
	f.From, f.To = t.Int("from"), t.Int("to")
	tables := t.Tables("table")
	sections := t.Tables("section")
	rules := t.Tables("rule")
	t.Done()
	if f.To != 0 && f.To < f.From {
		p.bad(t, "to", "停用的年份比启用的年份早")
	}
	for _, table := range tables {
		p.table(table)
	}
	for _, section := range sections {
		p.section(section)
	}
	if len(f.Sections) == 0 {
		p.bad(t, "", "表式没有章节 [[section]]")
	}
	if root := p.root.Findings(); root.Count(source.Error) > 0 {
		return // rules over what is broken would only repeat it
	}
	for i := range f.Tables {
		f.Tables[i].index()
	}
	for i := range f.Tables {
		for _, rule := range tables[i].Tables("rule") {
			f.Tables[i].Rules = append(f.Tables[i].Rules, p.rule(rule))
		}
		for r, rule := range tables[i].Tables("rule") {
			p.expand(rule, &f.Tables[i].Rules[r], &f.Tables[i])
		}
	}
	for _, rule := range rules {
		f.Rules = append(f.Rules, p.rule(rule))
	}
	for r, rule := range rules {
		p.expand(rule, &f.Rules[r], nil)
	}
}

// bad notes an error at key, or at the table itself.
func (p *parser) bad(t *source.Table, key, message string, help ...string) {
	t.Add(key, source.Finding{Severity: source.Error, Code: CodeForm, Message: message, Help: help})
}

// key reads a key that must be there, well formed and not used before.
func (p *parser) key(t *source.Table, used []string) string {
	if !t.Require("key", `key = "…"`) {
		return ""
	}
	key := t.String("key")
	switch {
	case !validKey(key, false):
		p.bad(t, "key", "键“"+key+"”只能用小写英文字母、数字和下划线，各段用点隔开")
	case slices.Contains(used, key):
		p.bad(t, "key", "键“"+key+"”用了两次")
	}
	return key
}

func (p *parser) section(t *source.Table) {
	f := p.form
	var used []string
	for i := range f.Sections {
		used = append(used, f.Sections[i].Key)
	}
	s := Section{Key: p.key(t, used), Heading: t.String("heading"), Table: t.String("table"), Optional: t.Bool("optional")}
	t.Require("heading", `heading = "一、总体情况"`)
	t.Done()
	if s.Table != "" && !slices.ContainsFunc(f.Tables, func(table Table) bool { return table.Key == s.Table }) {
		p.bad(t, "table", "没有“"+s.Table+"”这张表")
	}
	f.Sections = append(f.Sections, s)
}

func (p *parser) table(t *source.Table) {
	f := p.form
	var used []string
	for i := range f.Tables {
		used = append(used, f.Tables[i].Key)
	}
	table := Table{
		Key: p.key(t, used), Name: t.String("name"), Title: t.String("title"), Corner: t.String("corner"),
		Flat: t.Bool("flat"), Whole: t.Bool("whole"), Widths: t.Ints("widths"),
	}
	t.Require("name", `name = "表三"`)
	t.Require("title", `title = "…"`)
	if slices.Contains(reserved, table.Key) {
		p.bad(t, "key", "“"+table.Key+"”是报告里别的表名，表格不能用")
	}
	bands := t.Tables("band")
	t.Value("rule") // read when all rows are known
	t.Done()
	if len(bands) == 0 {
		p.bad(t, "", "表格没有 [[table.band]]")
	}
	for _, band := range bands {
		p.band(band, &table)
	}
	f.Tables = append(f.Tables, table)
	if p.root.Findings().Count(source.Error) > 0 {
		return
	}
	grid := f.Tables[len(f.Tables)-1].Grid()
	if err := grid.Validate(); err != nil {
		p.bad(t, "", err.Error())
	}
	if n := len(table.Widths); n != 0 && n != grid.Cols {
		p.bad(t, "widths", fmt.Sprintf("widths 有 %d 个，表格有 %d 列", n, grid.Cols))
	}
	if slices.Min(append(slices.Clone(table.Widths), 1)) < 1 {
		p.bad(t, "widths", "列宽要大于 0")
	}
}

// reserved are the top-level tables of a report that are not form tables.
var reserved = []string{"agency", "report", "text", "accept", "form", "year", "scope"}

func (p *parser) band(t *source.Table, table *Table) {
	band := Band{Title: t.String("title"), Stub: t.String("stub")}
	var used []string
	for _, c := range t.Tables("columns") {
		column := p.column(c, used)
		used = append(used, column.Key)
		band.Columns = append(band.Columns, column)
	}
	for i := range band.Columns {
		for _, part := range band.Columns[i].Sum {
			if at := slices.Index(used, part); at < 0 || at == i || len(band.Columns[at].Sum) > 0 {
				p.bad(t, "columns", "列“"+band.Columns[i].Key+"”的 sum 里，“"+part+"”不是同一带里的普通列")
			}
		}
	}
	used = nil
	for _, row := range table.Rows() {
		used = append(used, row.Key)
	}
	for _, r := range t.Tables("rows") {
		row := p.row(r, used)
		used = append(used, row.Key)
		band.Rows = append(band.Rows, row)
	}
	for i, row := range band.Rows {
		for _, pattern := range row.Sum {
			found := false
			for j, part := range band.Rows {
				if Match(pattern, part.Key) {
					found = found || i != j && len(part.Sum) == 0
				}
			}
			if !found {
				p.bad(t, "rows", "行“"+row.Key+"”的 sum 里，“"+pattern+"”不是同一带里的普通行")
			}
		}
	}
	p.distinct(t, "columns", len(band.Columns), func(i int) []string { return band.Columns[i].Path })
	p.distinct(t, "rows", len(band.Rows), func(i int) []string { return band.Rows[i].Path })
	if len(band.Columns) == 0 {
		p.bad(t, "columns", "这一带没有列 columns")
	}
	if len(band.Rows) == 0 {
		p.bad(t, "rows", "这一带没有行 rows")
	}
	t.Done()
	table.Bands = append(table.Bands, band)
}

// distinct notes label paths that are equal, or one the beginning of another.
func (p *parser) distinct(t *source.Table, key string, n int, path func(int) []string) {
	for i := range n {
		for j := range i {
			a, b := path(i), path(j)
			if len(a) > 0 && len(b) > 0 && slices.Equal(a[:min(len(a), len(b))], b[:min(len(a), len(b))]) {
				p.bad(t, key, "标签“"+strings.Join(b, Separator)+"”与“"+strings.Join(a, Separator)+"”相同，或一个是另一个的开头")
			}
		}
	}
}

func (p *parser) column(t *source.Table, used []string) Column {
	c := Column{
		Key: p.key(t, used), Path: p.path(t), Label: t.String("label"), Kind: Kind(t.String("kind")),
		Decimals: t.Int("decimals"), Sum: t.Strings("sum"),
	}
	t.Done()
	if c.Label == "" && len(c.Path) > 0 {
		c.Label = c.Path[len(c.Path)-1]
	}
	switch c.Kind {
	case "":
		c.Kind = Count
	case Count, Signed, Money:
	default:
		p.bad(t, "kind", "kind 应是 count、signed 或 money，现为“"+string(c.Kind)+"”")
	}
	if (c.Kind == Money) != (c.Decimals > 0) || c.Decimals > 12 {
		p.bad(t, "", "金额列（kind = \"money\"）要写 decimals = 1 到 12，别的列不写")
	}
	return c
}

func (p *parser) row(t *source.Table, used []string) Row {
	r := Row{Key: p.key(t, used), Path: p.path(t), Label: t.String("label"), Sum: t.Strings("sum")}
	t.Done()
	if last, _, _ := strings.Cut(r.Key, "."); last == "note" || last == "blank" {
		p.bad(t, "key", "note、blank 是表的附注和空白约定，不能作行的键")
	}
	for _, key := range used {
		if strings.HasPrefix(r.Key, key+".") || strings.HasPrefix(key, r.Key+".") {
			p.bad(t, "key", "“"+r.Key+"”和“"+key+"”一个是行，一个又是组")
		}
	}
	return r
}

// path reads a label path, its labels joined by " / ".
func (p *parser) path(t *source.Table) []string {
	if !t.Require("path", `path = "三、本年度办理结果 / （一）予以公开"`) {
		return nil
	}
	labels := strings.Split(t.String("path"), Separator)
	for _, label := range labels {
		if label == "" || strings.Trim(label, "/ ") != label {
			p.bad(t, "path", "标签路径里有空的一级，或多了空格、斜线", "各级用“ / ”隔开")
		}
	}
	return labels
}
