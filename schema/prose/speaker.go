package prose

import (
	"strings"
	"unicode/utf8"
)

// Speaker is whose report it is: it says which sentences speak of the
// report's own figures.
type Speaker struct {
	Name  string // of the agency, in full
	Short string
	Area  bool // the report sums an area
	Year  int
}

// Doubt is a reason not to hold a figure against the tables.
type Doubt int

// Doubts. Scope: the clause speaks of one office of the area that the report
// sums; Other: of something the tables may not count at all.
const (
	Sure Doubt = iota
	Scope
	Other
)

// subject judges who a clause speaks of, from its words before the reading.
func (r *Rules) subject(left string, who Speaker) Doubt {
	left = strings.TrimLeft(left, "，：、")
	switch {
	case left == "":
		return Sure
	case who.Area && r.everyOffice(left):
		return Sure
	case who.Area && containsAny(left, r.Office):
		return Scope
	case containsAny(left, r.Own):
		return Sure
	case containsAny(left, r.Area):
		if who.Area {
			return Sure
		}
		return Other
	}
	for {
		w, ok := r.leads.suffix(left)
		if !ok {
			break
		}
		left = left[:len(left)-len(w.text)]
	}
	if name := trimDate(left); endsInOffice(name) && !who.named(name) {
		return Other
	}
	return Sure
}

// everyOffice reports whether words name the offices of the whole area:
// 全县各级各部门, 区本级及各街道.
func (r *Rules) everyOffice(left string) bool {
	if containsAny(left, r.Offices) {
		return strings.Contains(left, "本级") && containsAny(left, []string{"部门", "街道", "乡镇", "县区", "各县", "各区"})
	}
	return containsAny(left, r.Area)
}

// opening judges who a sentence speaks of, from the office it begins with.
func (r *Rules) opening(sentence string, who Speaker) Doubt {
	sentence = trimDate(strings.TrimLeft(sentence, "，：、"))
	if containsAny(firstRunes(sentence, 4), r.Own) || containsAny(firstRunes(sentence, 4), r.Area) {
		return Sure
	}
	name := officeAhead(sentence)
	if name == "" || who.named(name) || lastOf(sentence, r.Own) > len(name) || who.Area && lastOf(sentence, r.Area) > len(name) {
		return Sure // 甲局收到20件，我局收到48件
	}
	return Other
}

// trimDate drops the date a clause begins with: 2024年度，
func trimDate(s string) string {
	for s != "" {
		trimmed := strings.TrimLeft(s, "0123456789，：、")
		for _, word := range []string{"年度", "年", "月", "日", "截至", "底", "以来", "全年", "其中", "至"} {
			trimmed = strings.TrimPrefix(trimmed, word)
		}
		if trimmed == s {
			break
		}
		s = trimmed
	}
	return s
}

// offices are the last characters of an office's name, each with what may not
// follow it (处理 is no 处) and may not stand before it (大厅 is no 厅).
var offices = []struct{ word, after, before string }{
	{"局", "面限势", "布格结当"}, {"委", "托员派婉", ""}, {"办", "理结法事件公好学案复", "主承协督交催举已待未经开"},
	{"厅", "", "大客展"}, {"院", "", ""}, {"队", "伍", "团"}, {"政府", "信网公门办采部", ""}, {"中心", "工城任组", "核为以"},
	{"办公室", "", ""}, {"公司", "", ""}, {"街道", "办", ""}, {"办事处", "", ""}, {"委员会", "", ""}, {"管委会", "", ""}, {"部门", "", "各"}, {"镇", "街", "乡城村"}, {"县", "区级域", ""},
}

// officeAhead returns the office's name that s begins with, or "".
func officeAhead(s string) string {
	for i := range firstRunes(s, 15) {
		for _, o := range offices {
			rest, ok := strings.CutPrefix(s[i:], o.word)
			if !ok || i == 0 || strings.ContainsRune(o.after, firstRune(rest)) && rest != "" || strings.ContainsRune(o.before, lastRune(s[:i])) {
				continue
			}
			if name := s[:i+len(o.word)]; !strings.ContainsAny(name, "，。；：、（“《") {
				return name
			}
			return ""
		}
	}
	return ""
}

// Opens reports whether a sentence begins with the speaker: 我市, 某某市财政局.
func (who Speaker) Opens(sentence string) bool {
	name := officeAhead(sentence)
	return name != "" && who.named(name)
}

// endsInOffice reports whether s ends like an office's or an area's name.
func endsInOffice(s string) bool {
	for _, o := range offices {
		if rest, ok := strings.CutSuffix(s, o.word); ok && rest != "" {
			return !strings.ContainsRune(o.before, lastRune(rest))
		}
	}
	return hasSuffix(s, "区", "市", "乡", "站", "所", "处")
}

// named reports whether name is the speaker's, in full or shortened: its
// characters stand in the full name in the same order.
func (who Speaker) named(name string) bool {
	for _, part := range strings.FieldsFunc(strings.ReplaceAll(name, "代表", "、"), func(r rune) bool { return strings.ContainsRune("及和与、", r) }) {
		if !subsequence(part, who.Name) && (who.Short == "" || !subsequence(part, who.Short)) {
			return false
		}
	}
	return true
}

// apart reports whether text has one of the words, those of the speaker's own
// name left out.
func (who Speaker) apart(text string, words []string) bool {
	for _, word := range words {
		if strings.Contains(text, word) && !strings.Contains(who.Name, word) {
			return true
		}
	}
	return false
}

func subsequence(short, long string) bool {
	for _, r := range short {
		i := strings.IndexRune(long, r)
		if i < 0 {
			return false
		}
		long = long[i+utf8.RuneLen(r):]
	}
	return true
}

func containsAny(s string, words []string) bool {
	for _, word := range words {
		if strings.Contains(s, word) {
			return true
		}
	}
	return false
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// Same reports whether a name can be the speaker's: one is the other
// shortened.
func (who Speaker) Same(name string) bool {
	return who.named(name) || subsequence(who.Name, name) || who.Short != "" && subsequence(who.Short, name)
}

// Self reports whether a name is one for the speaker that any office uses:
// 我局, 本机关.
func (who Speaker) Self(name string) bool {
	return strings.HasPrefix(name, "我") || strings.HasPrefix(name, "本")
}

// IsOffice reports whether a name ends like an office's.
func IsOffice(name string) bool { return endsInOffice(name) }
