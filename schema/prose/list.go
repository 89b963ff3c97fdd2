package prose

import (
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// Parts is a list of numbers told of a whole; indexes in Sentence.Numbers.
type Parts struct {
	Whole  int
	Of     []int
	Closed bool // the list names all parts
}

// open are words that leave a list in brackets open, or make it one of other
// things than parts.
var open = []string{"其中", "含", "包括", "等", "例如", "另有", "另外", "主要", "未计", "不计", "除", "同比", "上年", "去年", "较", "约"}

// Lists finds the lists of a sentence: numbers of one measure word in brackets
// behind a number of the same, and those that follow 其中.
func (r *Rules) Lists(t *Text, s *Sentence) []Parts {
	var all []Parts
	for w := range s.Numbers {
		if s.Numbers[w].Unit == "" || s.Numbers[w].Unit == "%" || s.Numbers[w].Approx {
			continue
		}
		if p, ok := bracketed(t, s, w); ok {
			all = append(all, p)
		}
		if p, ok := among(t, s, w); ok {
			all = append(all, p)
		}
	}
	return all
}

// bracketed reads 3607件（甲349件、乙933件……）.
func bracketed(t *Text, s *Sentence, w int) (Parts, bool) {
	whole := s.Numbers[w]
	if !strings.HasPrefix(t.Norm[whole.End:s.End], "（") {
		return Parts{}, false
	}
	size := strings.Index(t.Norm[whole.End:s.End], "）")
	if size < 0 || containsAny(t.Norm[whole.End:whole.End+size], open) {
		return Parts{}, false
	}
	p := Parts{Whole: w, Closed: true}
	for n := w + 1; n < len(s.Numbers) && s.Numbers[n].Start < whole.End+size; n++ {
		if !alike(s.Numbers[n], whole) || s.Numbers[n].group != whole.End {
			return Parts{}, false
		}
		p.Of = append(p.Of, n)
	}
	return p, len(p.Of) >= 2
}

// among reads 249条，其中：甲9条；乙7条……: at least three parts, one behind the
// other to the sentence's end.
func among(t *Text, s *Sentence, w int) (Parts, bool) {
	whole := s.Numbers[w]
	rest := strings.TrimLeft(t.Norm[whole.End:s.End], "，；（")
	if !strings.HasPrefix(rest, "其中") || w+3 >= len(s.Numbers) {
		return Parts{}, false
	}
	p := Parts{Whole: w}
	for n := w + 1; n < len(s.Numbers); n++ {
		part := s.Numbers[n]
		if !alike(part, whole) || part.group != s.Numbers[w+1].group {
			return Parts{}, false
		}
		p.Of = append(p.Of, n)
	}
	return p, len(p.Of) >= 3
}

// partOf reports whether number n is one of the parts told behind 其中 of the
// whole before it. A part that comes when the parts before make up the whole
// is none.
func partOf(t *Text, s *Sentence, n int) bool {
	number := s.Numbers[n]
	at := amongAt(t.Norm[s.Start:number.Start])
	if at < 0 {
		return false
	}
	at += s.Start
	whole, sum, parts := -1, decimal.Zero, 0
	for i := range s.Numbers[:n] {
		switch other := s.Numbers[i]; {
		case other.group != number.group || other.Unit != number.Unit:
		case other.End <= at:
			whole = i
		default:
			sum = sum.Add(other.Value)
			parts++
		}
	}
	return whole < 0 || parts < 2 || !sum.Equal(s.Numbers[whole].Value)
}

// oneOfParts reports whether number n is one of several that make up a number
// before them: 受理12件，答复7件，不予受理4件，补正1件.
func oneOfParts(s *Sentence, n int) bool {
	number := s.Numbers[n]
	for w := n - 1; w >= 0; w-- {
		whole := s.Numbers[w]
		if whole.group != number.group || whole.Unit != number.Unit {
			continue
		}
		sum := decimal.Zero
		for i := w + 1; i < len(s.Numbers) && sum.LessThan(whole.Value); i++ {
			if part := s.Numbers[i]; part.group == whole.group && part.Unit == whole.Unit {
				sum = sum.Add(part.Value)
			}
			if i > n && sum.Equal(whole.Value) {
				return true
			}
		}
	}
	return false
}

// amongAt is where the last 其中 stands in the words back to the last ；, with
// what stands in whole brackets left out; -1 = nowhere.
func amongAt(text string) int {
	depth := 0
	for i := len(text); i > 0; {
		r, size := utf8.DecodeLastRuneInString(text[:i])
		i -= size
		switch {
		case r == '）':
			depth++
		case r == '（' && depth > 0:
			depth--
		case depth > 0:
		case r == '；':
			return -1
		case r == '其' && strings.HasPrefix(text[i:], "其中"):
			return i
		}
	}
	return -1
}

func alike(part, whole Number) bool { return part.Unit == whole.Unit && !part.Approx }
