package prose

import (
	"strconv"
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
	case !carried && otherYear(t.Norm[s.Start:number.Start], st.who.Year):
		return Other
	case !carried && !r.onlyFillers(c.rest) && containsAny(c.rest, r.Doubts):
		return Other
	case containsAny(t.Norm[s.Start:number.Start], c.reading.Doubts):
		return Other
	case !c.ahead && !r.understood(ahead, s, n):
		return Other
	case c.reading.Rank == 0 && !r.explained(c.rest, st.who):
		return Other
	case c.reading.Rank == 0 && c.reading.Context != "" && r.foreign(t, s, n, ahead, st):
		return Other
	}
	if d := r.subject(c.rest, st.who); d != Sure {
		return d
	}
	return r.opening(t.Norm[s.Start:number.Start], st.who)
}

// explained reports whether the words before a weak reading only say who and
// when: 2024年全市共, but not 10日内.
func (r *Rules) explained(left string, who Speaker) bool {
	left = trimDate(strings.TrimLeft(left, "，：、.-"))
	if containsAny(left, r.Own) || containsAny(left, r.Area) || who.Area && containsAny(left, r.Office) {
		return true
	}
	for left != "" {
		w, ok := r.leads.suffix(left)
		if filler, found := r.fillers.suffix(left); found && (!ok || len(filler.text) > len(w.text)) {
			w, ok = filler, true
		}
		if !ok {
			break
		}
		left = left[:len(left)-len(w.text)]
	}
	left = trimDate(left)
	return left == "" || endsInOffice(left)
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
			if st.bound[i] {
				break
			}
			if strings.Contains(lastPart(t.Norm[s.Start:number.Start], "；"), "其中") {
				continue
			}
			if text := before(t.Norm, s, i); !r.onlyFillers(text) && !r.onlyLeads(text, st.who) {
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

// otherYear reports whether the last year named before a number is another;
// one that is only compared with (比2023年) does not count.
func otherYear(text string, year int) bool {
	for {
		i := strings.LastIndex(text, "年")
		if i < 0 {
			return false
		}
		at := max(0, i-4)
		if n, err := strconv.Atoi(text[at:i]); err == nil && n > 1900 && !hasSuffix(text[:at], "比", "较", "与", "从") {
			return n != year
		}
		text = text[:i]
	}
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
