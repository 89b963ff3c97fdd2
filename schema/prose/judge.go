package prose

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// judge finds what makes a binding doubtful.
func (r *Rules) judge(t *Text, s *Sentence, n int, c candidate, ahead string, st *state) Doubt {
	number := s.Numbers[n]
	carried := c.reading.ID == "PROSE-CARRIED"
	switch {
	case number.Approx:
		return Other
	case !carried && (otherYear(t.Norm[s.Start:number.Start], st.who.Year) || years.MatchString(t.Norm[s.Start:number.Start])):
		return Other
	case !carried && r.unplain(c.rest, st.who) != "" && containsAny(c.rest, r.Doubts):
		return Other
	case st.who.apart(t.Norm[s.Start:number.Start], c.reading.Doubts) && !st.goesOn(c.reading):
		return Other
	case st.applied == 0 && len(c.reading.Beside) > 0 && r.beside(t.Norm[s.Start:number.Start], c.reading):
		return Other
	case n > 0 && strings.Contains(timeUnits, s.Numbers[n-1].Unit) && s.Numbers[n-1].Unit != "" && !strings.ContainsAny(t.Norm[s.Numbers[n-1].End:number.Start], "，；：、（）"):
		return Other // 20个工作日内答复26件
	case !c.ahead && !r.understood(ahead, s, n):
		return Other
	case c.reading.Rank == 0 && (!r.explained(c.rest, st.who) || oneOfParts(s, n)):
		return Other
	case sorted(t.Norm[s.Start:number.Start]):
		return Other
	case c.reading.Rank == 0 && c.reading.Context != "" && r.foreign(t, s, n, ahead, st):
		return Other
	}
	if d := r.subject(c.rest, st.who); d != Sure {
		return d
	}
	if d := r.opening(t.Norm[s.Start:number.Start], st.who); d != Sure {
		return d
	}
	if st.who.Area && r.ofOffice(t, s, n) {
		return Scope
	}
	return Sure
}

// ofOffice reports whether the part of the sentence that number n stands in
// begins with the area's own office, and no word for the area follows:
// 县政府办公室收到31件，办结29件.
func (r *Rules) ofOffice(t *Text, s *Sentence, n int) bool {
	text := t.Norm[s.Start:s.Numbers[n].Start]
	from := strings.LastIndex(text, "；") + 1
	head := text[from:]
	for _, number := range s.Numbers[:n] {
		if number.Start >= s.Start+from {
			head = t.Norm[s.Start+from : number.Start]
			break
		}
	}
	return lastOf(head, r.Offices) > lastOf(text[from:], r.Area) && !r.everyOffice(head)
}

// lastOf is the end of the last of the words in text, 0 if none is there.
func lastOf(text string, words []string) int {
	last := 0
	for _, word := range words {
		if i := strings.LastIndex(text, word); i >= 0 {
			last = max(last, i+len(word))
		}
	}
	return last
}

// sorted reports whether brackets right before a number name one sort of what
// is told: 不予公开（属于三类内部事务信息）1件. What they include (含) is told
// with it, and 区分处理 belongs to the label.
func sorted(text string) bool {
	if !strings.HasSuffix(text, "）") {
		return false
	}
	inside := text[openBracket(text, 0, len(text)):]
	return longestPrefix(inside, []string{"（含", "（包括", "（包含", "（区分", "（其中", "（即", "（占"}) == 0
}

// timeUnits are the measure words of a term.
const timeUnits = "个工作日 工作日 小时 分钟 天"

// goesOn reports whether the number before is bound to the same kind of
// reading: 制发6件，废止2件.
func (st *state) goesOn(reading *Reading) bool {
	return len(st.before) > 0 && st.before[0] != nil && st.before[0].ID == reading.ID
}

// follows reports whether the numbers right before, those of who applied left
// out, are bound to what the reading must come after.
func (st *state) follows(reading *Reading) bool {
	told := slices.DeleteFunc(slices.Clone(st.before), func(b *Reading) bool { return b != nil && b.ID == "PROSE-PERSON" })
	if len(told) < len(reading.After) {
		return false
	}
	for _, names := range reading.After {
		if !slices.ContainsFunc(told[:len(reading.After)], func(b *Reading) bool { return b != nil && slices.Contains(names, b.Name) }) {
			return false
		}
	}
	return true
}

// explained reports whether the words before a weak reading only say who and
// when: 2024年全市共, but not 10日内.
func (r *Rules) explained(left string, who Speaker) bool {
	if ofMonth(left) {
		return false // 12月收到3件
	}
	left = trimDate(strings.TrimLeft(left, "，：、.-"))
	if containsAny(left, r.Own) || containsAny(left, r.Area) || who.Area && containsAny(left, r.Office) {
		return true
	}
	left = trimDate(r.unplain(left, who))
	return left == "" || endsInOffice(left) || who.named(left)
}

// foreign reports whether a weak reading may speak of something else: its own
// clause does not name what it counts, and another matter was named before.
func (r *Rules) foreign(t *Text, s *Sentence, n int, ahead string, st *state) bool {
	if containsAny(st.clause+ahead, r.Contexts["application"]) {
		return false
	}
	if s.Numbers[n].Value.Equal(decimal.NewFromInt(1)) {
		return true // 收到1件、会商1件: a way of speaking
	}
	for i := n - 1; i >= 0; i-- {
		if number := s.Numbers[i]; number.group == s.Numbers[n].group && strings.Contains(countUnits, number.Unit) {
			if st.bound[i] != nil {
				break
			}
			if strings.Contains(lastPart(t.Norm[s.Start:number.Start], "；"), "其中") {
				continue
			}
			if text := before(t.Norm, s, i); !changed(text, r.Changes) && !r.onlyFillers(text) && !r.onlyLeads(text, st.who) {
				return true
			}
		}
	}
	return containsAny(t.Norm[s.Start:s.Numbers[n].Start], r.Foreign)
}

// onlyFillers reports whether text says nothing by itself.
func (r *Rules) onlyFillers(text string) bool {
	for text != "" {
		w, ok := r.fillers.suffix(text)
		if !ok {
			return false
		}
		text = text[:len(text)-len(w.text)]
	}
	return true
}

// unplain drops the words at the end of text that only say who, when or how
// much.
func (r *Rules) unplain(text string, who Speaker) string {
	for text != "" {
		lead, _ := r.leads.suffix(text)
		filler, _ := r.fillers.suffix(text)
		size := max(len(lead.text), len(filler.text))
		if size == 0 {
			size = who.thisYear(text)
		}
		if size == 0 {
			break
		}
		text = text[:len(text)-size]
	}
	return text
}

// understood reports whether the words behind the number, up to the next
// mark, leave no doubt about it: 12件政府信息公开申请, but not 12件行政复议申请.
func (r *Rules) understood(ahead string, s *Sentence, n int) bool {
	for ahead != "" {
		if _, ok := r.joints.suffix(firstRunes(ahead, 1)); ok || strings.HasPrefix(ahead, "占") || strings.HasPrefix(ahead, "，") {
			return true
		}
		w, found := r.fillersAhead.prefix(ahead)
		if !found {
			return false
		}
		ahead = ahead[len(w.text):]
		if strings.HasPrefix(ahead, "人") {
			return false
		}
	}
	return true
}

// onlyLeads reports whether nothing but words like 其中, 另有 stands there, or
// who it is.
func (r *Rules) onlyLeads(text string, who Speaker) bool {
	for text != "" {
		w, ok := r.leads.suffix(text)
		if !ok {
			break
		}
		text = text[:len(text)-len(w.text)]
	}
	name := trimDate(text)
	return name == "" || endsInOffice(name) && who.named(name)
}

// beside reports whether the words before a result speak of other things than
// applications: of papers and their being public, or of letters and proposals.
func (r *Rules) beside(text string, reading *Reading) bool {
	return containsAny(text, reading.Beside) || containsAny(text[:len(text)-len(lastPart(text, "，；："))], r.Foreign)
}

// changed reports whether the number is a change: 增加12件.
func changed(behind string, changes []string) bool {
	for _, word := range changes {
		if rest, ok := strings.CutSuffix(behind, word); ok && !hasSuffix(rest, "至", "最") {
			return true
		}
	}
	return false
}

// lastPart is the text behind the last of the marks.
func lastPart(text, marks string) string {
	if i := strings.LastIndexAny(text, marks); i >= 0 {
		return text[i:]
	}
	return text
}
