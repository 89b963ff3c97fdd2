package form

import (
	"slices"
	"strings"

	"nianbao/schema/source"
)

func (p *parser) rule(t *source.Table) Rule {
	f := p.form
	r := Rule{
		ID: t.String("id"), Each: t.String("each"), Rows: t.Strings("rows"), Formula: t.String("formula"),
		Check: t.String("check"), Across: t.Bool("across"), Says: t.String("says"), Message: t.String("message"),
		Severity: t.String("severity"), Basis: t.String("basis"),
	}
	t.Require("id", `id = "T3-BAL"`)
	t.Require("says", `says = "…"`)
	t.Done()
	for i := range f.Tables {
		for j := range f.Tables[i].Rules {
			if f.Tables[i].Rules[j].ID == r.ID {
				p.bad(t, "id", "规则编号“"+r.ID+"”用了两次")
			}
		}
	}
	switch r.Severity {
	case "":
		r.Severity = "error"
	case "error", "warning", "info":
	default:
		p.bad(t, "severity", "severity 应是 error、warning 或 info，现为“"+r.Severity+"”")
	}
	if r.Basis == "" {
		r.Basis = f.Notice
	}
	p.message(t, r)
	if (r.Formula == "") == (r.Check == "") {
		p.bad(t, "", "规则要有 formula 或 check，只要一样")
		return r
	}
	if r.Check != "" && !slices.Contains(Checks, r.Check) {
		p.bad(t, "check", "没有“"+r.Check+"”这种检查", "可用的："+strings.Join(Checks, "、"))
	}
	if r.Formula == "" {
		return r
	}
	if !slices.Contains([]string{"row", "column", "cell"}, r.Each) {
		p.bad(t, "each", "each 应是 row、column 或 cell，现为“"+r.Each+"”")
	}
	var err error
	if r.formula, err = ParseFormula(r.Formula); err != nil {
		p.bad(t, "formula", err.Error())
	}
	return r
}

// message checks the words in braces.
func (p *parser) message(t *source.Table, r Rule) {
	rest := r.Message
	for {
		_, after, ok := strings.Cut(rest, "{")
		if !ok {
			return
		}
		word, end, ok := strings.Cut(after, "}")
		if !ok || !slices.Contains([]string{"row", "column", "left", "right", "difference"}, word) {
			p.bad(t, "message", "message 里的“{"+word+"}”不认识", "可用的：{row} {column} {left} {right} {difference}")
			return
		}
		rest = end
	}
}

// expand works out a rule's equations.
func (p *parser) expand(t *source.Table, r *Rule, table *Table) {
	if r.Formula == "" || p.root.Findings().Count(source.Error) > 0 {
		return
	}
	if table == nil && r.Each != "cell" {
		p.bad(t, "each", "跨表的规则只能写 each = \"cell\"")
		return
	}
	equations, err := p.form.expand(r, table)
	if err != nil {
		p.bad(t, "formula", err.Error())
		return
	}
	p.form.equations = append(p.form.equations, equations...)
}
