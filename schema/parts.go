package schema

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"nianbao/schema/prose"
	"nianbao/schema/source"
)

// sameBasis narrows what the number of 自然人 or of 法人或其他组织 may be to the
// rows that the total told right before it is of: 收到24件，其中自然人21件 is of
// those received, when 24 are.
func (c *comparer) sameBasis(m *prose.Mention, amounts []amount) []amount {
	if m.Is[0].ID != "PROSE-PERSON" || len(m.Is) > 1 {
		return amounts
	}
	whole := c.before(m)
	if whole == nil || !whole.agreed || whole.Doubt != prose.Sure || whole.Is[0].ID == "PROSE-CARRIED" {
		return amounts
	}
	var rows []string
	for _, a := range whole.amounts {
		if a.is(whole.Value) {
			rows = append(rows, a.rows)
		}
	}
	var same []amount
	for _, a := range amounts {
		if slices.Contains(rows, a.rows) {
			same = append(same, a)
		}
	}
	if len(same) == 0 {
		return amounts
	}
	return same
}

// ofSuits adds what is told of all suits, where an outcome follows one of
// their two sorts: 其中直接起诉28件，复议后起诉41件，纠正3件.
func (c *comparer) ofSuits(m *prose.Mention, amounts []amount) []amount {
	first := m.Is[0]
	if len(m.Is) > 1 || first.Whole || first.Case != "direct" && first.Case != "after" {
		return amounts
	}
	first.Case = "suit"
	return append(amounts, c.report.amounts(&first)...)
}

// is reports whether the amount is the value.
func (a amount) is(value decimal.Decimal) bool { return a.value.Equal(value) || a.parts.Equal(value) }

// before is the last number of applications that the sentence tells before m,
// or nil.
func (c *comparer) before(m *prose.Mention) *said {
	for n := m.Index - 1; n >= 0; n-- {
		s := c.seen[[2]int{m.Sentence, n}]
		if s == nil {
			continue
		}
		switch s.Is[0].ID {
		case "PROSE-RECEIVED", "PROSE-HANDLED", "PROSE-ANSWERED", "PROSE-CARRIED":
			return s
		}
	}
	return nil
}

// ofOneOffice tells of figures of one office in a report that sums its area,
// unless the section tells the area's own, too.
func (c *comparer) ofOneOffice() {
	told := map[string]bool{} // what the section tells of the area
	key := func(s *said) string {
		if s.Is[0].Context == "application" {
			return s.Is[0].Context
		}
		return s.Is[0].ID
	}
	var offices []*said
	for i := range c.mentions {
		s := c.seen[[2]int{c.mentions[i].Sentence, c.mentions[i].Index}]
		if s.agreed && s.Doubt == prose.Sure {
			told[key(s)] = true
		}
		if !s.agreed && s.Doubt == prose.Scope && len(s.amounts) > 0 {
			offices = append(offices, s)
		}
	}
	for _, s := range offices {
		if !told[key(s)] {
			c.contradiction(s)
		}
	}
}

// outcomes checks that the four outcomes of reviews or suits, where a sentence
// tells them behind their number, add up to it.
func (c *comparer) outcomes() {
	var whole *said
	sum, pending := decimal.Zero, false
	check := func() {
		if whole != nil && pending && sum.GreaterThan(whole.Value) {
			c.warn(source.Warning, CodeList, whole.Start, whole.End,
				fmt.Sprintf("正文说“%s”，所列各种结果相加为 %s，相差 %s", whole.Clause, sum, sum.Sub(whole.Value)), "核对各种结果和总数")
		}
		whole, sum, pending = nil, decimal.Zero, false
	}
	for i := range c.mentions {
		m := c.seen[[2]int{c.mentions[i].Sentence, c.mentions[i].Index}]
		if whole != nil && m.Sentence != whole.Sentence {
			check()
		}
		switch {
		case m.Is[0].Whole:
			check()
			if len(m.Is) == 1 && m.agreed && m.Doubt == prose.Sure {
				whole = m
			}
		case whole == nil || m.Is[0].ID != whole.Is[0].ID:
		case m.Is[0].Case != whole.Is[0].Case || !m.agreed:
			whole = nil
		default:
			sum = sum.Add(m.Value)
			pending = pending || slices.Contains(m.Is[0].Values, "{case}.pending")
		}
	}
	check()
}
