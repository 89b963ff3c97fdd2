package schema

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/shopspring/decimal"
)

// listed is how many agencies the sentence names; the rest are one figure.
const listed = 20

// sentence writes what an area's report says of its figures, with the number
// of applications by agency. Every figure is the tables'.
func (t *Total) sentence() string {
	n := func(value string) decimal.Decimal {
		a, _ := t.Report.amount(value, "")
		return a.value
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d年，%s共新收政府信息公开申请%s件%s，上年结转%s件；办结%s件，结转下年度%s件。", t.Report.Year, wholeArea(t.Report.Agency.Name),
		n("applications.received.total"), t.byUnit(), n("applications.carried_in.total"),
		n("applications.result.total.total"), n("applications.carried_out.total"))
	fmt.Fprintf(&b, "新收的申请中，自然人%s件，法人或其他组织%s件。", n("applications.received.natural"), n("applications.received.org"))
	other := n("applications.result.other.*.total").Add(n("applications.result.other.total"))
	fmt.Fprintf(&b, "办结的申请中，予以公开%s件，部分公开%s件，不予公开%s件，无法提供%s件，不予处理%s件，其他处理%s件。",
		n("applications.result.granted.total"), n("applications.result.partial.total"), n("applications.result.denied.*.total"),
		n("applications.result.unable.*.total"), n("applications.result.refused.*.total"), other)
	fmt.Fprintf(&b, "政府信息公开行政复议%s件，行政诉讼%s件。", n("reviews.review.total"), n("reviews.direct.total + reviews.after_review.total"))
	return b.String()
}

// wholeArea is how a report calls its whole area: 全市.
func wholeArea(agency string) string {
	best, word := -1, "本地区"
	for _, unit := range []string{"省", "市", "县", "区", "州", "盟", "旗", "镇", "乡"} {
		if i := strings.LastIndex(strings.TrimSuffix(agency, "人民政府"), unit); i > best {
			best, word = i, "全"+unit
		}
	}
	return word
}

// byUnit lists the applications received by agency, the most first; together
// they are all of them.
func (t *Total) byUnit() string {
	type share struct {
		name string
		n    decimal.Decimal
	}
	var shares []share
	a, ok := t.Report.amount("applications.received.total", "")
	if !ok {
		return ""
	}
	received := slices.Index(t.cells(), a.cells[0].cell())
	for _, u := range t.Counted {
		u.Figures.each(func(number int, value decimal.Decimal) {
			if number == received && value.IsPositive() {
				shares = append(shares, share{u.name(), value})
			}
		})
	}
	if len(shares) < 2 {
		return ""
	}
	sort.SliceStable(shares, func(i, j int) bool { return shares[i].n.GreaterThan(shares[j].n) })
	var parts []string
	rest, others := decimal.Zero, 0
	for i, s := range shares {
		if i >= listed && len(shares) > listed+1 {
			rest, others = rest.Add(s.n), others+1
			continue
		}
		parts = append(parts, fmt.Sprintf("%s%s件", s.name, s.n))
	}
	if others > 0 {
		parts = append(parts, fmt.Sprintf("其余单位%s件", rest))
	}
	return "（" + strings.Join(parts, "、") + "）"
}
