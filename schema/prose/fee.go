package prose

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"
)

// Fee is what a passage says of the fee for processing applications.
type Fee struct {
	Amounts []Number // in 元
	Sums    []Sum
}

// Sum is a whole and what its parts add up to.
type Sum struct {
	Whole Number
	Parts decimal.Decimal
	Count int
}

// SpeaksOfFee reports whether a text says anything of the fee for processing
// applications. Outside the section where it is to be told, only a paragraph
// on the disclosure of information can.
func (r *Rules) SpeaksOfFee(t *Text, place bool) bool {
	abouts := r.abouts(t)
	for i := range t.Sentences {
		if !place && abouts[i].held&r.disclosure == 0 {
			continue
		}
		if containsAny(r.otherFees.Replace(t.String(&t.Sentences[i])), r.Fee.Mentions) {
			return true
		}
	}
	return false
}

// Fees reads the passages on the fee: a sentence that names it, and those
// behind it that begin with 其中.
func (r *Rules) Fees(t *Text) []Fee {
	var all []Fee
	for i := 0; i < len(t.Sentences); i++ {
		s := &t.Sentences[i]
		if !containsAny(t.String(s), r.Fee.Names) || containsAny(t.String(s), r.Fee.Rates) {
			continue
		}
		numbers := s.Numbers
		text := t.String(s)
		for i+1 < len(t.Sentences) && strings.HasPrefix(t.String(&t.Sentences[i+1]), "其中") {
			i++
			numbers = append(numbers[:len(numbers):len(numbers)], t.Sentences[i].Numbers...)
			text += t.String(&t.Sentences[i])
		}
		fee := Fee{}
		for _, n := range numbers {
			if n.Unit == "元" && !n.Approx && !containsAny(lastPart(t.Norm[s.Start:n.Start], "，；、"), r.Fee.Others) && n.Step.LessThanOrEqual(decimal.NewFromInt(1)) {
				fee.Amounts = append(fee.Amounts, n)
			}
		}
		fee.Sums = r.feeSums(t, text, s.Start, numbers)
		if len(fee.Amounts) > 0 {
			all = append(all, fee)
		}
	}
	return all
}

// feeSums reads one total and the list behind 其中, a colon or a bracket.
func (r *Rules) feeSums(t *Text, text string, start int, numbers []Number) []Sum {
	at := -1
	for _, mark := range []string{"其中", "分别为", "（"} {
		if i := strings.Index(text, mark); i >= 0 && (at < 0 || i < at) && anyUnit(numbers, "元", start, start+i) == 1 {
			at = i
		}
	}
	if at < 0 || containsAny(text[at:], []string{"等单位", "主要", "减免", "应收", "实收", "未缴", "退"}) {
		return nil
	}
	var sums []Sum
	for _, unit := range []string{"元", "件"} {
		sum := Sum{}
		wholes := 0
		for _, n := range numbers {
			switch {
			case n.Unit != unit:
			case n.Approx:
				return nil
			case n.Start < start+at:
				sum.Whole = n
				wholes++
			default:
				sum.Parts = sum.Parts.Add(n.Value)
				sum.Count++
			}
		}
		if wholes == 1 && sum.Count >= 2 && (unit == "元" || len(sums) > 0 && sum.Count == sums[0].Count) {
			sums = append(sums, sum)
		}
	}
	return sums
}

// anyUnit counts the numbers of a measure word between two places.
func anyUnit(numbers []Number, unit string, from, to int) int {
	n := 0
	for i := range numbers {
		if numbers[i].Unit == unit && from <= numbers[i].Start && numbers[i].Start < to {
			n++
		}
	}
	return n
}

var noNotice = regexp.MustCompile(`(未|没有|无)(曾|有)?(发出|下达|出具|制发|开具|作出|产生|启动|发送|送达)?[^，。；：]{0,12}收费通知(书)?`)

// NoFeeNotice finds a clause that says no fee notice was sent; end is 0
// without one.
func (r *Rules) NoFeeNotice(text string) (start, end int) {
	if !strings.Contains(text, "收费通知") {
		return 0, 0
	}
	if at := noNotice.FindStringIndex(text); at != nil && !strings.Contains(text[at[0]:at[1]], "按") && !strings.Contains(text[at[0]:at[1]], "缴") {
		return at[0], at[1]
	}
	return 0, 0
}
