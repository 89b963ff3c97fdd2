package layout

import (
	"slices"
	"strings"

	"nianbao/render/doc"
	"nianbao/render/length"
	"nianbao/render/style"
)

// TitleLines are the lines of a title: its own, and those that BreakTitle
// makes of each that is longer than the measure of the style. Both writers use
// it, so that titles break alike.
func TitleLines(t *doc.Title, st *style.Style) []string {
	look, p := st.TextOf("title"), &st.Page
	if look.Size <= 0 {
		return t.Lines
	}
	measure := p.Width - p.Left - p.Right - length.Length(look.Left+look.Right)*look.Size
	lines := make([]string, 0, len(t.Lines))
	for _, l := range t.Lines {
		lines = append(lines, BreakTitle(l, t.Keep, int(10*measure/look.Size))...)
	}
	return lines
}

// What breaking a title costs. Lines are parted where the sense is: after the
// agency's name, before the year. Nothing is parted in the words of keep and
// in those of titleWords.
const (
	costLine    = 5  // each further line
	costName    = 0  // after a kept word, or before a year
	costWord    = 3  // between known words
	costAny     = 8  // between two characters of which nothing is known
	costSuffix  = 4  // in a name too long for a line: after 省, 市 …
	costInName  = 20 // elsewhere in such a name
	costWaist   = 8  // a line between longer ones: neither trapezium nor rhombus
	costEven    = 1  // lines of one length
	costShort   = 4  // a line of less than four characters
	costLone    = 60 // a line of one character
	never       = -1
	maxTitleLen = 120 // characters; longer titles are filled greedily
)

var titleWords = func() (all [][]rune) {
	for w := range strings.FieldsSeq(`政府信息公开 政务公开 信息公开 工作 年度报告 年度 报告 关于 报送 印发 公布
		发布 情况 通知 移交 归档 人民政府 办公室 办公厅 委员会`) {
		all = append(all, []rune(w))
	}
	return all
}()

// nameEnds are the ends of the parts of a long agency's name.
const nameEnds = "省市区县旗州盟乡镇府厅局"

// BreakTitle breaks a title by sense into lines of at most max tenths of a
// character (a Latin letter or digit of title type is six): never inside a
// word of keep, unless it is longer than a line, nor inside a year or a word
// like 年度报告; lines form a trapezium or a rhombus where they can, and none
// holds a lone character.
func BreakTitle(title string, keep []string, max int) []string {
	text := []rune(title)
	wide := make([]int, len(text)+1) // tenths of a character before each
	for i, r := range text {
		wide[i+1] = wide[i] + tenths(r)
	}
	if wide[len(text)] <= max || max < 20 || len(text) > maxTitleLen {
		return []string{title}
	}
	t := titleBreaker{text: text, wide: wide, max: max, cost: titleCosts(text, keep, max)}
	ends := t.best()
	if ends == nil {
		return []string{title}
	}
	var lines []string
	from := 0
	for _, to := range ends {
		lines = append(lines, strings.TrimSpace(string(text[from:to])))
		from = to
	}
	return lines
}

// tenths is the width of a character of title type.
func tenths(r rune) int {
	switch halves(string(r)) {
	case 0:
		return 0
	case 1:
		return 6
	}
	return 10
}

// titleCosts is what it costs to end a line before each character.
func titleCosts(text []rune, keep []string, max int) []int {
	cost := make([]int, len(text)+1)
	for i := range cost {
		cost[i] = costAny
		if i == 0 || i < len(text) && !mayPart(classify(text[i-1]), classify(text[i])) {
			cost[i] = never
		}
	}
	cost[len(text)] = 0
	for _, w := range titleWords {
		markWord(text, w, cost, costWord, costWord)
	}
	for i := 1; i < len(text); i++ {
		if text[i-1] == '的' && cost[i] > 0 {
			cost[i] = costWord
		}
		if text[i] == '的' {
			cost[i] = never
		}
	}
	markYears(text, cost)
	for _, w := range keep {
		if 5*halves(w) > max {
			markLongName(text, w, cost)
		} else {
			markWord(text, []rune(w), cost, costWord, costName)
		}
	}
	return cost
}

// markWord forbids breaks inside each occurrence of a word and sets what one
// costs before and after it.
func markWord(text, w []rune, cost []int, before, after int) {
	for i := 0; i+len(w) <= len(text) && len(w) > 0; i++ {
		if !slices.Equal(text[i:i+len(w)], w) {
			continue
		}
		for k := i + 1; k < i+len(w); k++ {
			cost[k] = never
		}
		if i > 0 && cost[i] > before {
			cost[i] = before
		}
		if end := i + len(w); end < len(text) && cost[end] > after {
			cost[end] = after
		}
	}
}

// markYears keeps 2024年 and 2024年度 together; a line may well begin there.
func markYears(text []rune, cost []int) {
	for i := 0; i < len(text); i++ {
		if classify(text[i])&digit == 0 {
			continue
		}
		end := i
		for end < len(text) && classify(text[end])&(digit|space) != 0 {
			end++
		}
		if end < len(text) && text[end] == '年' {
			for k := i + 1; k <= end; k++ {
				cost[k] = never
			}
			if i > 0 && cost[i] >= 0 {
				cost[i] = costName
			}
			if end+1 < len(text) && cost[end+1] > costWord {
				cost[end+1] = costWord
			}
		}
		i = end
	}
}

// markLongName lets a name that is longer than a line be parted after the
// ends of its parts.
func markLongName(text []rune, name string, cost []int) {
	at := strings.Index(string(text), name)
	if at < 0 {
		return
	}
	from := len([]rune(string(text)[:at]))
	to := from + len([]rune(name))
	for i := from + 1; i < to; i++ {
		if cost[i] < 0 {
			continue
		}
		cost[i] = costInName
		if strings.ContainsRune("、 ", text[i-1]) {
			cost[i] = costWord // two names
		} else if i-from > 1 && to-i > 1 && strings.ContainsRune(nameEnds, text[i-1]) && !strings.ContainsRune(nameEnds, text[i]) {
			cost[i] = costSuffix
		}
	}
	if to < len(text) && cost[to] > 0 {
		cost[to] = costName
	}
}

// titleBreaker looks for the cheapest lines.
type titleBreaker struct {
	text []rune
	wide []int
	cost []int
	max  int
}

// way is the cheapest way to set text[:to] whose last line begins at from.
type way struct {
	cost  int
	prev  int  // where the line before begins, -1 = this is the first
	falls bool // lines have become shorter: they must not become longer again
}

// best returns where the lines of the cheapest way end, nil when no way fits.
func (t *titleBreaker) best() []int {
	n := len(t.text)
	ways := make([][]way, n+1) // by end and begin of the last line
	for to := 1; to <= n; to++ {
		if t.cost[to] == never {
			continue
		}
		ways[to] = make([]way, to)
		for from := range ways[to] {
			ways[to][from] = t.lastLine(ways, from, to)
		}
	}
	end, from := n, -1
	for i, w := range ways[n] {
		if w.cost >= 0 && (from < 0 || w.cost < ways[n][from].cost) {
			from = i
		}
	}
	if from < 0 {
		return nil
	}
	var ends []int
	for from >= 0 {
		ends = append([]int{end}, ends...)
		end, from = from, ways[end][from].prev
	}
	return ends
}

// lastLine is the cheapest way to text[:to] with text[from:to] as its last
// line; its cost is negative when there is none.
func (t *titleBreaker) lastLine(ways [][]way, from, to int) way {
	w := t.wide[to] - t.wide[from]
	best := way{cost: -1}
	if w > t.max {
		return best
	}
	own := t.cost[to]
	if to == len(t.text) {
		own = 0
	}
	switch {
	case w < 20:
		own += costLone
	case w < 40:
		own += costShort
	}
	if from == 0 {
		return way{cost: own, prev: -1}
	}
	for prev, before := range ways[from] {
		if before.cost < 0 {
			continue
		}
		next := way{cost: before.cost + own + costLine, prev: prev, falls: before.falls}
		was := t.wide[from] - t.wide[prev]
		switch {
		case w < was:
			next.falls = true
		case w == was:
			next.cost += costEven
		case before.falls:
			next.cost += costWaist
		}
		next.cost += 4 * (max(w, was) - min(w, was)) / max(w, was, 1)
		if best.cost < 0 || next.cost < best.cost {
			best = next
		}
	}
	return best
}
