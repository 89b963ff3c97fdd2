package schema

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"nianbao/schema/prose"
	"nianbao/schema/source"
)

// absences holds 未收到申请, 未发生复议 against the cells, which must be 0.
func (c *comparer) absences() {
	for _, a := range c.rules.Absences(c.text, c.who) {
		if a.Doubt != prose.Sure {
			continue
		}
		for _, value := range a.Values {
			total, ok := c.report.amount(value, "")
			if !ok || total.value.IsZero() || total.parts.IsZero() {
				continue
			}
			f := source.Finding{
				Severity: source.Warning, Code: a.ID, Basis: contents,
				Origin: c.origin(a.Start, a.End), Cell: total.cells[0].address(), Related: c.notes(total.cells),
				Message: fmt.Sprintf("正文说“%s”，%s的“%s”为 %s", a.Clause, total.cells[0].table.Form.Name, total.name, total.value),
				Help:    []string{"核对后改正文或改表"},
			}
			c.list = append(c.list, f)
		}
	}
}

// fees checks what the section says of the fee for processing applications.
func (c *comparer) fees() {
	if c.rules.SpeaksOfFee(c.text, c.key == "other") {
		c.feeSaid = true
	}
	for _, fee := range c.rules.Fees(c.text) {
		ten := decimal.NewFromInt(10)
		for _, amount := range fee.Amounts {
			if !amount.Value.Mod(ten).IsZero() {
				c.warn(source.Warning, CodeFee, amount.Start, amount.End,
					fmt.Sprintf("信息处理费 %s 元不是 10 元的整倍数：按件、按量计收的标准都是 10 元的倍数", amount.Value), "核对金额")
			}
		}
		for _, sum := range fee.Sums {
			if !sum.Whole.Value.Equal(sum.Parts) {
				c.warn(source.Warning, CodeFee, sum.Whole.Start, sum.Whole.End,
					fmt.Sprintf("信息处理费共 %s%s，分列的 %d 处相加为 %s%s，相差 %s%s", sum.Whole.Value, sum.Whole.Unit, sum.Count,
						sum.Parts, sum.Whole.Unit, sum.Parts.Sub(sum.Whole.Value).Abs(), sum.Whole.Unit), "核对各单位的件数和金额")
			}
		}
	}
	unpaid, ok := c.report.amount("applications.result.other.unpaid.total", "")
	if start, end := c.rules.NoFeeNotice(c.text.Norm); end > 0 && ok && unpaid.parts.IsPositive() {
		c.warn(source.Warning, CodeFeeTable, start, end,
			fmt.Sprintf("正文说“%s”，表三“%s”却有 %s 件", c.text.Norm[start:end], unpaid.name, unpaid.parts), "核对有没有发出过收费通知")
		c.list[len(c.list)-1].Related = c.notes(unpaid.cells)
	}
}

// feeMentioned reminds of the fee, which a report on a form that counts
// unpaid fees has to tell of, also when it is 0. A section without text is
// found by Check.
func (c *comparer) feeMentioned() {
	if _, ok := c.report.amount("applications.result.other.unpaid.total", ""); !ok || c.feeSaid {
		return
	}
	for _, s := range c.report.Form.Sections {
		if s.Key == "other" && c.report.Text[s.Key] != "" {
			c.list = append(c.list, source.Finding{
				Severity: source.Info, Code: CodeFeeNone, Origin: c.report.origin("text", s.Key), Cell: "text." + s.Key,
				Basis:   "国办函〔2020〕109号",
				Message: "“" + s.Heading + "”没有说信息处理费的收取情况",
				Help:    []string{strings.TrimSpace("写明发出收费通知的件数和金额、实际收取的金额；没有收取也写明 0 元")},
			})
		}
	}
}
