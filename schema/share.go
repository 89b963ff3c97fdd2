package schema

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"nianbao/schema/prose"
	"nianbao/schema/source"
)

var hundred = decimal.NewFromInt(100)

// shares checks percentages and changes from last year that follow a figure.
func (c *comparer) shares() {
	for i := range c.text.Sentences {
		s := &c.text.Sentences[i]
		for n := range s.Numbers {
			number := &s.Numbers[n]
			if n == 0 || number.Approx {
				continue
			}
			for _, prev := range c.rules.Previous(s, n) {
				of := c.seen[[2]int{i, prev}]
				if of == nil || of.Doubt != prose.Sure || of.Unit == "%" {
					continue
				}
				between := c.rules.Between(c.text, s, prev, n)
				switch {
				case number.Unit == "%" && c.rules.IsShare(between):
					c.share(of, number)
				case c.last != nil:
					if up, ok := c.rules.IsChange(between, c.report.Year); ok && (number.Unit == "%" || number.Unit == of.Unit) {
						c.change(of, number, up)
					}
				}
				break
			}
		}
	}
}

// share checks “258件，占33.9%”: of one of the totals that it can be meant of,
// rounded or cut off at its decimals.
func (c *comparer) share(of *said, percent *prose.Number) {
	wholes := c.wholes(of)
	parts := []decimal.Decimal{of.Value}
	for _, a := range of.amounts {
		parts = append(parts, a.value, a.parts)
	}
	if len(wholes) == 0 {
		return
	}
	for _, whole := range wholes {
		for _, part := range parts {
			if !whole.IsZero() && rounds(part.Mul(hundred).DivRound(whole, 12), percent.Value, percent.Step) {
				return
			}
		}
	}
	whole := wholes[0]
	for _, w := range wholes {
		if !w.IsZero() && of.Value.Mul(hundred).DivRound(w, 12).Sub(percent.Value).Abs().LessThan(of.Value.Mul(hundred).DivRound(nonZero(whole), 12).Sub(percent.Value).Abs()) {
			whole = w
		}
	}
	if whole.IsZero() {
		return
	}
	places := -percent.Step.Exponent()
	c.warn(source.Warning, CodePercent, percent.Start, percent.End,
		fmt.Sprintf("正文说“%s”占 %s%%，%s 占 %s 应为 %s%%", of.Clause, percent.Value, of.Value, whole, of.Value.Mul(hundred).DivRound(whole, 12).StringFixed(places)),
		fmt.Sprintf("%s 的 %s%% 约为 %s", whole, percent.Value, whole.Mul(percent.Value).Div(hundred).Round(0)), "核对件数和比例")
}

func nonZero(d decimal.Decimal) decimal.Decimal {
	if d.IsZero() {
		return decimal.New(1, -9)
	}
	return d
}

// wholes are the totals that a share can be meant of: the tables' and those
// that the sentence and the one before state.
func (c *comparer) wholes(of *said) []decimal.Decimal {
	values := []string{"applications.result.total.total", "applications.received.total + applications.carried_in.total", "applications.received.total"}
	if of.Is[0].Case != "" {
		values = []string{"{case}.total", "{case}.total - {case}.pending"}
		if !strings.HasPrefix(c.rules.Cases[of.Is[0].Case].Rows[0], "reviews.") {
			return nil
		}
	} else if of.Is[0].Context != "application" {
		return nil
	}
	var wholes []decimal.Decimal
	for _, value := range values {
		if a, ok := c.report.amount(value, of.Is[0].Case); ok {
			wholes = append(wholes, a.value, a.parts)
		}
	}
	for i := range c.mentions {
		m := &c.mentions[i]
		if m.Start < of.Start && of.Sentence-m.Sentence <= 1 {
			wholes = append(wholes, m.Value)
		}
	}
	return wholes
}

// change checks “3646件，同比增长1.05%” or “同比增加39件” against last year's report.
func (c *comparer) change(of *said, by *prose.Number, up bool) {
	before := c.total(c.last, of.Mention)
	if len(before) == 0 || len(before) != len(of.amounts) {
		return
	}
	made := func(now, then decimal.Decimal) (decimal.Decimal, bool) {
		d := now.Sub(then)
		if !up {
			d = d.Neg()
		}
		if by.Unit != "%" {
			return d, true
		}
		if then.IsZero() {
			return d, false
		}
		return d.Mul(hundred).DivRound(then, 12), true
	}
	var nearest decimal.Decimal
	var from decimal.Decimal
	found := false
	for i := range before {
		for _, now := range []decimal.Decimal{of.amounts[i].value, of.amounts[i].parts, of.Value} {
			for _, then := range []decimal.Decimal{before[i].value, before[i].parts} {
				v, ok := made(now, then)
				if !ok {
					continue
				}
				if rounds(v, by.Value, by.Step) {
					return
				}
				if !found || v.Sub(by.Value).Abs().LessThan(nearest.Sub(by.Value).Abs()) {
					nearest, from, found = v, then, true
				}
			}
		}
	}
	if !found {
		return
	}
	way := "增长"
	if !up {
		way = "下降"
	}
	places := max(-by.Step.Exponent(), 0)
	unit := by.Unit
	c.warn(source.Warning, CodeYearOn, by.Start, by.End,
		fmt.Sprintf("正文说“%s”比上年%s %s%s，上年为 %s，应%s %s%s", of.Clause, way, by.Value, unit, from, way, nearest.StringFixed(places), unit),
		"负数表示方向相反", "核对两年的数和比例")
	if !nearest.IsNegative() {
		last := &c.list[len(c.list)-1]
		last.Help = last.Help[1:]
	}
}
