package schema

import (
	"fmt"
	"sort"
	"strings"

	"nianbao/schema/align"
	"nianbao/schema/form"
	"nianbao/schema/source"
)

// Encode writes a report as TOML that Load reads back: every row with its
// official label in a comment, the columns named, the rows lined up. A row
// that has no figures is written with empty brackets, which Check names.
func Encode(r *Report) []byte {
	return (&draft{report: r}).encode()
}

// draft is a report on its way to TOML, with what to say beside it.
type draft struct {
	report *Report
	top    []string            // comments at the head of the file
	hints  map[string]string   // "table.row" → what to add to the row's comment
	notes  map[string][]string // text key → comments above it
	open   bool                // a skeleton: name the settings that may be added
	out    strings.Builder
}

func (d *draft) encode() []byte {
	r := d.report
	fmt.Fprintf(&d.out, "#:schema ./nianbao-%s.schema.json\n", r.Form.ID)
	for _, line := range d.top {
		d.comment(line)
	}
	fmt.Fprintf(&d.out, "\nform  = %s\nyear  = %d\n", source.Quote(r.Form.ID), r.Year)
	scope := r.Scope
	if scope == "" {
		scope = Office
	}
	fmt.Fprintf(&d.out, "scope = %s    # office 只报本机关；area 汇总所属各单位\n", source.Quote(string(scope)))
	d.agency()
	d.settings()
	for i := range r.Tables {
		d.table(&r.Tables[i])
	}
	d.text()
	if len(r.Accept) > 0 {
		d.out.WriteString("\n[accept]    # 核对过、可以照此公开的提示\n")
		for _, id := range sortedKeys(r.Accept) {
			fmt.Fprintf(&d.out, "%s = %s\n", source.Quote(id), source.Quote(r.Accept[id]))
		}
	}
	text, err := align.Format([]byte(d.out.String()), nil)
	if err != nil {
		panic("schema: wrote TOML that does not read back: " + err.Error())
	}
	return text
}

func (d *draft) comment(text string) {
	d.out.WriteString(strings.TrimRight("# "+text, " ") + "\n")
}

func (d *draft) agency() {
	a := d.report.Agency
	fmt.Fprintf(&d.out, "\n[agency]\nname = %s\n", source.Quote(a.Name))
	switch {
	case a.Code != "":
		fmt.Fprintf(&d.out, "code = %s\n", source.Quote(a.Code))
	case d.open:
		d.comment(`code = "000014349"    # 机构代码，用在文件名和目录里`)
	}
	if a.Short != "" {
		fmt.Fprintf(&d.out, "short = %s\n", source.Quote(a.Short))
	}
}

func (d *draft) settings() {
	r := d.report
	var lines []string
	if len(r.TitleLines) == 1 {
		lines = append(lines, "title = "+source.Quote(r.TitleLines[0]))
	} else if len(r.TitleLines) > 1 {
		quoted := make([]string, len(r.TitleLines))
		for i, line := range r.TitleLines {
			quoted[i] = source.Quote(line)
		}
		lines = append(lines, "title = [ "+strings.Join(quoted, ", ")+" ]")
	}
	switch {
	case !r.Date.IsZero():
		lines = append(lines, "date = "+r.Date.Format("2006-01-02"))
	case d.open:
		lines = append(lines, fmt.Sprintf("# date = %d-01-20       # 成文日期", r.Year+1))
	}
	switch {
	case r.Signature:
		lines = append(lines, "signature = true")
	case d.open:
		lines = append(lines, "# signature = true       # 文末署名")
	}
	var headings []string
	for _, s := range r.Form.Sections {
		if own := r.Headings[s.Key]; own != "" {
			headings = append(headings, s.Key+" = "+source.Quote(own))
		}
	}
	if len(headings) > 0 {
		lines = append(lines, "headings = { "+strings.Join(headings, ", ")+" }")
	}
	if len(lines) > 0 {
		d.out.WriteString("\n[report]\n" + strings.Join(lines, "\n") + "\n")
	}
}

func (d *draft) table(t *Table) {
	d.out.WriteString("\n")
	for _, s := range d.report.Form.Sections {
		if s.Table == t.Form.Key {
			d.comment(s.Heading)
		}
	}
	d.out.WriteString("[" + t.Form.Key + "]")
	if len(t.Form.Bands) == 1 {
		d.out.WriteString("    # " + columnNames(&t.Form.Bands[0]))
	}
	d.out.WriteString("\n")
	var band *form.Band
	for i := range t.Rows {
		row := &t.Rows[i]
		if row.Band != band && len(t.Form.Bands) > 1 {
			if band != nil {
				d.out.WriteString("\n")
			}
			if row.Band.Title != "" {
				d.comment(row.Band.Title)
			}
			if len(row.Band.Columns) > 1 {
				d.comment(columnNames(row.Band))
			}
		}
		band = row.Band
		d.row(t.Form, row)
	}
	if t.Note != "" {
		fmt.Fprintf(&d.out, "note = %s\n", source.Quote(t.Note))
	}
}

func (d *draft) row(t *form.Table, row *Row) {
	cells := cellsText(row)
	open, said := "", strings.Join(row.Form.Path, " / ")
	if len(row.Band.Columns) == 1 {
		said += "：" + columnLabel(&row.Band.Columns[0])
	}
	if cells == "" && len(row.Form.Sum) > 0 {
		open, said = "# ", said+"（可以不填，由程序算出）"
	}
	if hint := d.hints[t.Key+"."+row.Form.Key]; hint != "" {
		said += "；" + hint
	}
	if cells != "" {
		cells += " "
	}
	fmt.Fprintf(&d.out, "%s%s = [ %s]    # %s\n", open, row.Form.Key, cells, said)
}

// cellsText is a row's figures between the brackets; "" when it has none. A
// last cell that was left out (the total) stays left out.
func cellsText(row *Row) string {
	n := len(row.Cells)
	for n > 0 && !row.Cells[n-1].Given {
		n--
	}
	cells := make([]string, n)
	for i := range cells {
		cells[i] = cellText(&row.Cells[i], row.Band.Columns[i].Kind)
	}
	return strings.Join(cells, ", ")
}

func cellText(c *Cell, kind form.Kind) string {
	if !c.Given {
		return `""` // in the middle of a row: Load names it as blank
	}
	text := c.Text
	if text == "" {
		text = c.Value.String()
	}
	if kind == form.Money {
		text = source.Quote(text)
	}
	if c.Note == "" {
		return text
	}
	return "{ value = " + text + ", note = " + source.Quote(c.Note) + " }"
}

func (d *draft) text() {
	d.out.WriteString("\n# 正文用 Markdown：空一行另起一段，### 是小标题\n[text]\n")
	d.section("preamble", "题目下的导语：依据、统计期限、下载网址、联系方式；没有就留空")
	for _, s := range d.report.Form.Sections {
		if s.Table == "" {
			d.section(s.Key, s.Heading)
		}
	}
}

func (d *draft) section(key, heading string) {
	text, given := d.report.Text[key]
	if !given && !d.open {
		return
	}
	d.out.WriteString("\n")
	d.comment(heading)
	for _, note := range d.notes[key] {
		d.comment(note)
	}
	fmt.Fprintf(&d.out, "%s = %s\n", key, tomlText(text))
}

func columnNames(b *form.Band) string {
	names := make([]string, len(b.Columns))
	for i := range b.Columns {
		names[i] = strings.Join(strings.Fields(columnLabel(&b.Columns[i])), "")
	}
	return strings.Join(names, " ")
}

// columnLabel is how a column is called where its header is not at hand.
func columnLabel(c *form.Column) string {
	if c.Label != "" || len(c.Path) == 0 {
		return c.Label
	}
	return c.Path[len(c.Path)-1]
}

// tomlText writes prose as a multi-line literal string, so that nothing in
// it needs escaping, or as a basic string where a literal one cannot hold it.
func tomlText(s string) string {
	plain := func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0x7f || r == '�' }
	if strings.Contains(s, "'''") || strings.HasSuffix(s, "'") || strings.ContainsFunc(s, plain) {
		return source.Quote(s)
	}
	if s != "" && !strings.HasSuffix(s, "\n") {
		s += "\n"
	}
	return "'''\n" + s + "'''"
}

func sortedKeys(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
