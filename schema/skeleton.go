package schema

import (
	"fmt"
	"strings"

	"nianbao/schema/form"
)

// Skeleton writes the TOML file in which an agency fills in its report of a
// year. Rows stand in the form's order with their labels and empty brackets:
// no figure is presumed, and Check names every row still to be filled.
//
// last is the agency's report of the year before, or nil. What the form's
// rules fix from it is filled in (上年结转) or said beside the row (上年现行有效);
// its preamble and headings are carried over, to be looked at again.
func Skeleton(f *form.Form, year int, agency Agency, last *Report) []byte {
	r := &Report{Form: f, Year: year, Scope: Office, Agency: agency, Text: map[string]string{}}
	d := &draft{report: r, open: true, hints: map[string]string{}, notes: map[string][]string{}}
	d.top = []string{
		"填写：在方括号里按列的次序填数，用英文逗号隔开，没有的填 0，例如 [ 12, 0, 0, 0, 0, 0, 12 ]。",
		"　　　每行最后的总计可以不填。金额写成带引号的小数，例如 [ \"18.8710\" ]。数后要加说明时写成",
		"　　　{ value = 22, note = \"其中修订16件\" }。",
		"核对：nianbao check 本文件　　成文：nianbao build 本文件 -o 输出文件夹",
	}
	for i := range f.Tables {
		r.Tables = append(r.Tables, blankTable(&f.Tables[i]))
	}
	if last != nil {
		d.carry(last)
	}
	return d.encode()
}

func blankTable(t *form.Table) Table {
	table := Table{Form: t}
	for b := range t.Bands {
		band := &t.Bands[b]
		for i := range band.Rows {
			table.Rows = append(table.Rows, Row{Form: &band.Rows[i], Band: band, Cells: make([]Cell, len(band.Columns))})
		}
	}
	return table
}

// carry takes over from last year's report what this year's starts from.
func (d *draft) carry(last *Report) {
	r := d.report
	if r.Scope = last.Scope; r.Agency.Name == "" {
		r.Agency = last.Agency
	}
	r.Headings, r.Signature = last.Headings, last.Signature
	renew := strings.NewReplacer(fmt.Sprintf("%d年", last.Year), fmt.Sprintf("%d年", r.Year))
	for _, line := range last.TitleLines {
		r.TitleLines = append(r.TitleLines, renew.Replace(line))
	}
	if preamble := last.Text["preamble"]; preamble != "" {
		r.Text["preamble"] = renew.Replace(preamble)
		d.notes["preamble"] = []string{fmt.Sprintf("抄自 %d 年的报告，年份已改成 %d，请核对依据、网址、地址和电话", last.Year, r.Year)}
	}
	d.top = append(d.top, fmt.Sprintf("上年：%d 年的报告里已定的数已经填好，请核对", last.Year))
	for i := range r.Tables {
		t := &r.Tables[i]
		before := last.Table(t.Form.Key)
		if before == nil {
			continue
		}
		for _, rule := range t.Form.Rules {
			d.carryRule(t, before, &rule)
		}
	}
}

// carryRule fills in or hints at what one rule between years fixes.
func (d *draft) carryRule(t, before *Table, rule *form.Rule) {
	left, right, ok := strings.Cut(rule.Formula, " = ")
	if !ok || !strings.Contains(right, "last.") {
		return
	}
	if rule.Each == "column" {
		from, whole := strings.CutPrefix(strings.TrimSpace(right), "last.")
		if whole && !strings.ContainsAny(from, " +-") {
			fill(t.Row(strings.TrimSpace(left)), before.Row(from))
		}
		return
	}
	for i := range t.Rows {
		row := &t.Rows[i]
		old := before.Row(row.Form.Key)
		if old == nil || row.Cell(strings.TrimSpace(left)) == nil {
			continue
		}
		var said []string
		for _, word := range strings.Fields(right) {
			key, was := strings.CutPrefix(word, "last.")
			if c := old.Cell(key); was && c != nil {
				said = append(said, "上年"+labelOf(old.Band, key)+" "+c.Value.String())
			}
		}
		if len(said) > 0 {
			d.hints[t.Form.Key+"."+row.Form.Key] = strings.Join(said, "，")
		}
	}
}

// fill copies last year's figures into a row, column by column.
func fill(row, from *Row) {
	if row == nil || from == nil {
		return
	}
	for i := range row.Cells {
		if c := from.Cell(row.Band.Columns[i].Key); c != nil {
			row.Cells[i] = Cell{Value: c.Value, Text: c.Value.String(), Given: true}
		}
	}
}

func labelOf(b *form.Band, key string) string {
	for i := range b.Columns {
		if b.Columns[i].Key == key {
			return columnLabel(&b.Columns[i])
		}
	}
	return key
}
