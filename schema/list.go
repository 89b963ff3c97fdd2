package schema

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"nianbao/schema/prose"
	"nianbao/schema/source"
)

// lists checks that parts told of a whole add up to it, where they must.
func (c *comparer) lists() {
	for i := range c.text.Sentences {
		s := &c.text.Sentences[i]
		for _, list := range c.rules.Lists(c.text, s) {
			c.parts(i, s, list)
		}
		c.persons(i)
	}
	c.results()
	c.outcomes()
}

// parts checks a list in brackets, which names all parts, or one after 其中,
// which need not.
func (c *comparer) parts(sentence int, s *prose.Sentence, list prose.Parts) {
	whole := &s.Numbers[list.Whole]
	sum := decimal.Zero
	for _, n := range list.Of {
		if of := c.seen[[2]int{sentence, n}]; of != nil && of.Is[0].ID != "PROSE-PERSON" && !sorts(c.seen[[2]int{sentence, list.Whole}], of) {
			return // carried over, results: told beside the whole, not of it
		}
		sum = sum.Add(s.Numbers[n].Value)
	}
	difference := sum.Sub(whole.Value).Abs()
	if difference.IsZero() {
		return
	}
	severity, help := source.Warning, "核对各项和总数"
	switch of := c.seen[[2]int{sentence, list.Whole}]; {
	case list.Closed && of == nil && sum.LessThan(whole.Value):
		severity, help = source.Info, "如果只是列举一部分，可以不改"
	case !list.Closed:
		if difference.Mul(decimal.NewFromInt(10)).GreaterThan(whole.Value) {
			return
		}
		severity, help = source.Info, "如果只是列举一部分，或各项有重复，可以不改"
	}
	last := &s.Numbers[list.Of[len(list.Of)-1]]
	c.warn(severity, CodeList, whole.Start, whole.End,
		fmt.Sprintf("正文说 %s%s，所列 %d 项（到“%s”为止）相加为 %s，相差 %s", whole.Value, whole.Unit, len(list.Of),
			c.text.Norm[last.Start:last.End], sum, difference), help)
}

// sorts reports whether a part is one sort of the result that the whole is.
func sorts(whole, part *said) bool {
	return whole != nil && part.Is[0].ID == whole.Is[0].ID && strings.HasPrefix(part.Is[0].Kind, whole.Is[0].Kind+".")
}

// persons checks that 自然人 and 法人或其他组织 told in one sentence make a total
// told there.
func (c *comparer) persons(sentence int) {
	var natural, organisation *said
	var totals []*said
	for i := range c.mentions {
		m := c.seen[[2]int{c.mentions[i].Sentence, c.mentions[i].Index}]
		if m.Sentence != sentence || len(m.Is) != 1 {
			continue
		}
		switch {
		case m.Is[0].Kind == "natural" && natural == nil:
			natural = m
		case m.Is[0].Kind == "organisation" && organisation == nil:
			organisation = m
		case m.Is[0].ID == "PROSE-RECEIVED" || m.Is[0].ID == "PROSE-HANDLED" || m.Is[0].ID == "PROSE-ANSWERED":
			totals = append(totals, m)
		}
	}
	if natural == nil || organisation == nil || len(totals) == 0 || natural.Doubt != prose.Sure || organisation.Doubt != prose.Sure {
		return
	}
	if !natural.agreed || !organisation.agreed || natural.Start > organisation.Start {
		return
	}
	sum := natural.Value.Add(organisation.Value)
	for _, total := range totals {
		if sum.Equal(total.Value) || !total.agreed {
			return
		}
	}
	c.warn(source.Warning, CodeList, natural.Start, natural.End,
		fmt.Sprintf("“%s”和“%s”相加为 %s，正文说“%s”，相差 %s", natural.Clause, organisation.Clause, sum, totals[0].Clause, sum.Sub(totals[0].Value).Abs()),
		"核对三处是不是同一口径")
}

// kinds are the six results of an application.
var kinds = []string{"granted", "partial", "denied", "unable", "refused", "other"}

// results checks that the six results, where a section tells all of them, make
// the number answered that it tells, or the table's.
func (c *comparer) results() {
	told := map[string]bool{}
	sum := decimal.Zero
	var first *said
	var totals []decimal.Decimal
	var answered *said
	for i := range c.mentions {
		m := c.seen[[2]int{c.mentions[i].Sentence, c.mentions[i].Index}]
		switch m.Is[0].ID {
		case "PROSE-RESULT":
			if !slices.Contains(kinds, m.Is[0].Kind) {
				continue // one sort of a result
			}
			for _, b := range m.Is {
				if told[b.Kind] || m.Doubt != prose.Sure {
					return
				}
				told[b.Kind] = true
			}
			sum = sum.Add(m.Value)
			if first == nil {
				first = m
			}
		case "PROSE-ANSWERED":
			answered = m
			totals = append(totals, m.Value)
		case "PROSE-RECEIVED", "PROSE-HANDLED":
			totals = append(totals, m.Value)
		}
	}
	for _, kind := range kinds {
		if !told[kind] {
			return
		}
	}
	table, ok := c.report.amount("applications.result.total.total", "")
	if !ok || sum.Equal(table.value) || sum.Equal(table.parts) {
		return
	}
	for _, total := range totals {
		if sum.Equal(total) {
			return
		}
	}
	said := table.cells[0].table.Form.Name + "办理结果总计为 " + table.value.String()
	value := table.value
	if answered != nil && answered.Value.GreaterThan(decimal.Zero) {
		said, value = "正文说“"+strings.TrimSpace(answered.Clause)+"”", answered.Value
	}
	c.warn(source.Warning, CodeList, first.Start, first.End,
		fmt.Sprintf("正文所说各种办理结果相加为 %s，%s，相差 %s", sum, said, sum.Sub(value).Abs()), "逐项与表三核对")
}
