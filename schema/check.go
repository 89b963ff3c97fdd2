package schema

import (
	"fmt"
	"time"

	"nianbao/schema/form"
	"nianbao/schema/source"
)

// Codes of findings that no form file holds the rule of.
const (
	CodeDateYear  = "DATE-YEAR"     // 成文日期 is not in the year after
	CodeDeadline  = "DATE-DEADLINE" // 成文日期 is after the day to publish by
	CodeDateNone  = "DATE-MISSING"  // 署名 without 成文日期
	CodeTextEmpty = "TEXT-EMPTY"    // a section of prose without text
	CodeLastYear  = "Y-YEAR"        // the report given as last year's is of another year
)

// regulation is the basis of the days to publish by.
const regulation = "《中华人民共和国政府信息公开条例》第四十九条"

// Check applies the rules of the report's form. last is the same agency's
// report of the year before, or nil; without it the rules between years are
// left out. Every broken row and column is found; cells that could not be
// read take part in nothing. Both reports stay unchanged.
func Check(r, last *Report) source.List {
	if r == nil {
		return nil
	}
	c := checker{report: r, last: last}
	if last != nil && last.Year != r.Year-1 {
		c.add(source.Finding{
			Severity: source.Warning, Code: CodeLastYear, Origin: r.origin("year"),
			Message: fmt.Sprintf("拿来比较的上年报告是 %d 年的，应是 %d 年的；没有比较", last.Year, r.Year-1),
			Help:    []string{"检查 --last 的文件夹，或两份报告的 year"},
		})
		c.last = nil
	}
	for i := range r.Form.Tables {
		c.table = &r.Form.Tables[i]
		for j := range c.table.Rules {
			c.check(&c.table.Rules[j])
		}
	}
	c.table = nil
	for i := range r.Form.Rules {
		c.check(&r.Form.Rules[i])
	}
	c.equations()
	c.calendar()
	c.texts()
	return c.list
}

type checker struct {
	report, last *Report
	table        *form.Table // whose rules are being checked, nil: all tables
	list         source.List
}

func (c *checker) add(f source.Finding) { c.list = append(c.list, f) }

// check calls the check that a rule without formula names. Those that Load
// makes while it reads (shape, whole, blank) have nothing left to do here.
func (c *checker) check(rule *form.Rule) {
	for i := range c.report.Tables {
		t := &c.report.Tables[i]
		if c.table != nil && t.Form != c.table {
			continue
		}
		switch rule.Check {
		case "money":
			c.money(rule, t)
		case "unit":
			c.unit(rule, t)
		case "shift":
			c.shift(rule, t)
		case "lopsided":
			c.lopsided(rule, t)
		case "entitled":
			c.entitled(rule, t)
		case "jump":
			c.jump(rule, t)
		}
	}
}

// origin is where the value at keys stands in the report's file.
func (r *Report) origin(keys ...string) source.Origin {
	return source.Origin{File: r.File, Path: source.Path(keys)}
}

// CellOrigin is where the cell in column i of the row stands; for a cell that
// is not in the file, the row, or else the table.
func (r *Report) CellOrigin(t *Table, row *Row, i int) source.Origin {
	o := source.Origin{File: r.File, Path: row.Path}
	switch {
	case row.Path == nil:
		o.Path, o.Key = source.Path{t.Form.Key}, true
	case !row.Cells[i].Given:
		o.Key = true
	case !row.Single:
		o.Element = row.position(i) + 1
	}
	if row.Cells[i].inner {
		o = o.Down("value")
	}
	return o
}

// position is the index of column i among the cells that are written: totals
// that are left out do not count.
func (r *Row) position(i int) int {
	n := 0
	for c := range i {
		if r.Cells[c].Given {
			n++
		}
	}
	return n
}

// calendar checks the date against the year and the day to publish by.
func (c *checker) calendar() {
	r := c.report
	if r.Date.IsZero() {
		if r.Signature {
			c.add(source.Finding{
				Severity: source.Warning, Code: CodeDateNone, Origin: r.origin("report", "signature"),
				Message: "有署名而没有成文日期", Help: []string{fmt.Sprintf("在 [report] 下写 date = %d-01-20", r.Year+1)},
			})
		}
		return
	}
	if r.Date.Year() != r.Year+1 {
		c.add(source.Finding{
			Severity: source.Warning, Code: CodeDateYear, Origin: r.origin("report", "date"), Basis: regulation,
			Message: fmt.Sprintf("成文日期在 %d 年，%d 年度的报告应在 %d 年成文", r.Date.Year(), r.Year, r.Year+1),
			Help:    []string{"检查 date 和 year"},
		})
		return
	}
	month, who := time.January, "本机关的报告"
	if r.Scope == Area {
		month, who = time.March, "本级政府的报告"
	}
	if deadline := time.Date(r.Year+1, month, 31, 0, 0, 0, 0, time.UTC); r.Date.After(deadline) {
		c.add(source.Finding{
			Severity: source.Warning, Code: CodeDeadline, Origin: r.origin("report", "date"), Basis: regulation,
			Message: fmt.Sprintf("成文日期 %s 已过期限：%s应在 %d 月 31 日前公布", r.Date.Format("2006-01-02"), who, int(month)),
			Help:    []string{"检查 date；汇总本地区的报告写 scope = \"area\""},
		})
	}
}

// texts warns of sections of prose without text.
func (c *checker) texts() {
	r := c.report
	for _, s := range r.Form.Sections {
		if s.Table == "" && !s.Optional && r.Text[s.Key] == "" {
			c.add(source.Finding{
				Severity: source.Warning, Code: CodeTextEmpty, Origin: r.origin("text", s.Key), Basis: r.Form.Notice,
				Message: "“" + s.Heading + "”没有内容", Help: []string{"在 [text] 下写 " + s.Key + " = '''…'''"},
			})
		}
	}
}
