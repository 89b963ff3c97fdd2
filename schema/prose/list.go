package prose

import "strings"

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

func alike(part, whole Number) bool { return part.Unit == whole.Unit && !part.Approx }
