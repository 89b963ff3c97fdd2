package prose

import (
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// Number is a figure in a text with its measure word.
type Number struct {
	Start, End int             // bytes of Text.Norm, measure word included
	Value      decimal.Decimal // 3.2万 is 32000
	Step       decimal.Decimal // what one in the last digit written is worth: 1000 for 3.2万
	Unit       string          // 件, 元, %, …; "" = none
	Approx     bool            // 余, 近, 多, 约 or a range
	group      int             // start of the brackets it stands in; the sentence's start outside
}

// units are the measure words that are told apart, longest first.
var units = []string{
	"人次", "件次", "平方米", "公里", "个百分点", "百分点", "分钟", "小时", "个工作日", "工作日",
	"元", "件", "条", "份", "起", "宗", "例", "项", "个", "封", "笔", "次", "期", "篇", "场", "家", "名", "人", "户", "册", "部", "张",
	"幅", "则", "页", "字", "亩", "本", "批", "类", "种", "处", "所", "台", "辆", "套", "轮", "位", "门", "辑", "倍", "天", "%",
}

// most is the largest figure that is read; no cell of a table holds more.
var most = decimal.New(1, 12)

// chineseUnits are those after which a number in Chinese characters is one.
const chineseUnits = "件份起宗例"

// idioms are not counts, whatever stands in them.
var idioms = []string{"一件事", "一件件", "一起", "一份份", "一例一"}

// findNumbers fills in the numbers of every sentence.
func (t *Text) findNumbers() {
	for i := range t.Sentences {
		s := &t.Sentences[i]
		s.Numbers = numbers(t.Norm, s.Start, s.End)
	}
}

func numbers(text string, start, end int) []Number {
	var found []Number
	var groups []int
	group, titles := start, 0
	for i := start; i < end && len(found) < maxNumbers; {
		r, size := utf8.DecodeRuneInString(text[i:end])
		switch {
		case r == '（':
			groups, group = append(groups, group), i
		case r == '）' && len(groups) > 0:
			group, groups = groups[len(groups)-1], groups[:len(groups)-1]
		case r == '《':
			titles++
		case r == '》' && titles > 0:
			titles--
		case '0' <= r && r <= '9' || isNumeral(r):
			n, next := number(text[:end], i)
			if n.End > 0 && titles == 0 && !ordinal(text[start:i]) {
				n.group = group
				n.Approx = n.Approx || aboutBefore(text[start:i]) || aboutAfter(text[n.End:end])
				found = append(found, n)
			}
			i = next
			continue
		}
		i += size
	}
	return found
}

// number reads the number at i and returns where to go on. Its End is 0 when
// it is no count: a date, a house number, a number in Chinese characters
// without a measure word.
func number(text string, i int) (Number, int) {
	n := Number{Start: i}
	at, hundredth := i, false
	written := false // in Chinese characters
	if rest, cut := strings.CutPrefix(text[i:], "百分之"); cut {
		hundredth, at = true, i+len(text[i:])-len(rest)
	}
	var scale int32
	if at < len(text) && '0' <= text[at] && text[at] <= '9' {
		var size int
		n.Value, scale, size = arabic(text[at:])
		at += size
	} else {
		value, size := chinese(text[at:])
		if size == 0 {
			_, size = utf8.DecodeRuneInString(text[i:])
			return Number{}, i + size
		}
		n.Value, written = value, true
		at += size
	}
	next := at
	if hundredth {
		n.Unit, n.End = "%", at
		n.Step = decimal.New(1, -scale)
		return n, at
	}
	multiple := int64(1)
	for more := true; more; {
		more = false
		r, size := utf8.DecodeRuneInString(text[at:])
		switch r {
		case '余', '多', '来', '几':
			n.Approx, more = true, true
		case '千', '万', '亿':
			multiple, more = min(multiple*numeral(r), 1e16), true
		case '-', '—', '~', '～', '至', '到', '－', '–':
			after, _ := utf8.DecodeRuneInString(text[at+size:])
			if '0' <= after && after <= '9' {
				n.Approx = true // a range; its second number stands for it
				return Number{}, at
			}
		}
		if more {
			at += size
		}
	}
	n.Step = decimal.New(1, -scale)
	if multiple > 1 {
		n.Value, n.Step = n.Value.Mul(decimal.NewFromInt(multiple)), n.Step.Mul(decimal.NewFromInt(multiple))
	}
	n.End = at
	for _, unit := range units {
		if strings.HasPrefix(text[at:], unit) {
			n.Unit, n.End = unit, at+len(unit)
			break
		}
	}
	if written && n.Value.Equal(decimal.NewFromInt(1)) {
		n.Approx = true // 收到一件答复一件: a way of speaking
	}
	switch {
	case n.Value.GreaterThan(most):
		return Number{}, at // figures of a table that run together
	case written && (n.Unit == "" || !strings.Contains(chineseUnits, n.Unit) || idiom(text[i:])):
		return Number{}, max(next, i+1)
	case n.Unit == "" && (!bare(text[at:]) || isYear(text[i:at])):
		return Number{}, at
	case attached(text[:i]) && !rangeBefore(text[:i]):
		return Number{}, at
	}
	return n, n.End
}

func idiom(s string) bool {
	for _, word := range idioms {
		if strings.HasPrefix(s, word) {
			return true
		}
	}
	return false
}

// bare reports whether a number may stand without a measure word before rest:
// at the end of a clause, or before the thing counted.
func bare(rest string) bool {
	if rest == "" {
		return true
	}
	for _, word := range []string{"，", "。", "；", "、", "）", "申请", "政府信息公开申请", "行政复议", "行政诉讼"} {
		if strings.HasPrefix(rest, word) {
			return true
		}
	}
	return false
}

func isYear(s string) bool {
	return len(s) == 4 && (s[:2] == "19" || s[:2] == "20")
}

// attached reports whether a number belongs to the word before it: letters,
// a document number, a decimal.
func attached(before string) bool {
	r, _ := utf8.DecodeLastRuneInString(before)
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || strings.ContainsRune("〔[/\\.:-—+=@_", r) && before != ""
}

// ordinal reports whether the number that follows counts a place: 第3次.
func ordinal(before string) bool { return strings.HasSuffix(before, "第") }

// aboutBefore and aboutAfter find what makes a number an approximate one.
func aboutBefore(before string) bool {
	return hasSuffix(before, "约", "近", "超", "逾", "超过", "多达", "将近", "接近", "不足", "至少", "最多", "突破", "不少于", "不到") ||
		rangeBefore(before)
}

// rangeBefore reports whether the number that follows ends a range: 3至5件.
func rangeBefore(before string) bool {
	for _, to := range []string{"-", "—", "~", "～", "至", "到", "－", "–"} {
		if rest, cut := strings.CutSuffix(before, to); cut {
			r, _ := utf8.DecodeLastRuneInString(rest)
			return '0' <= r && r <= '9'
		}
	}
	return false
}

func aboutAfter(after string) bool {
	for _, word := range []string{"左右", "以上", "以下", "以内", "上下", "之多"} {
		if strings.HasPrefix(after, word) {
			return true
		}
	}
	return false
}

func hasSuffix(s string, words ...string) bool {
	for _, word := range words {
		if strings.HasSuffix(s, word) {
			return true
		}
	}
	return false
}
