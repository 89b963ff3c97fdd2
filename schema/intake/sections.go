package intake

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"nianbao/schema/form"
)

// sectionWords are what headings of a section speak of, however they are
// worded, by the section's key. They count for numbered headings only.
var sectionWords = map[string]*regexp.Regexp{
	"overview":     regexp.MustCompile(`总体|基本情况|概述|概况|工作情况|开展情况`),
	"disclosure":   regexp.MustCompile(`主动公开`),
	"applications": regexp.MustCompile(`申请`),
	"reviews":      regexp.MustCompile(`复议|诉讼`),
	"problems":     regexp.MustCompile(`问题|不足|改进`),
	"other":        regexp.MustCompile(`其他|其它|报告的?事项|说明的?事项`),
}

var (
	// firstRank is the number of a heading of the first rank: 一、 第一部分 1、
	firstRank  = regexp.MustCompile(`^(?:[一二三四五六七八九十]{1,2}\s*[、.．,，:：\s]|第[一二三四五六七八九十]部分[、:：\s]*|[0-9]{1,2}\s*[、.．])\s*`)
	secondRank = regexp.MustCompile(`^[（(][一二三四五六七八九十0-9]{1,2}[)）]`)
)

const longestHeading = 45 // characters

// heading is a paragraph that may be a section's heading.
type heading struct {
	at    int // block
	text  string
	level int
}

// mayHead tells by its looks that a line can be a heading.
func mayHead(text string) bool {
	return text != "" && utf8.RuneCountInString(text) <= longestHeading && !strings.ContainsAny(text, "。！？；\n")
}

// headings lists the paragraphs after the title that may head a section.
func (a *assembly) headings() []heading {
	var all []heading
	for i := a.title; i < len(a.blocks); i++ {
		b := &a.blocks[i]
		text := strings.TrimSpace(b.Text)
		if b.Table != nil || b.Meta || !mayHead(text) {
			continue
		}
		all = append(all, heading{i, text, b.Level})
	}
	return all
}

// score is how much a heading reads like a section's, 0 for not at all.
func (h *heading) score(s *form.Section) float64 {
	number := firstRank.FindString(h.text)
	like := likeHeading(bare(strings.TrimPrefix(h.text, number)), bare(s.Heading))
	switch {
	case (number != "" || h.level == 1) && speaksOf(h.text, s.Key):
		score := 1 + like
		if !strings.ContainsAny(number, "0123456789") {
			score += 0.3
		}
		if first, _ := utf8.DecodeRuneInString(s.Heading); strings.ContainsRune(number, first) {
			score += 0.5
		}
		return score
	case number != "" && like > 0.58, h.level == 1 && like > 0.58, like > 0.8 && secondRank.MatchString(h.text):
		return like
	case like > 0.9:
		return like - 0.2
	}
	return 0
}

// likeHeading is alike, but a few words of a heading are not nearly all of it.
func likeHeading(a, b string) float64 {
	x, y := utf8.RuneCountInString(a), utf8.RuneCountInString(b)
	if min(x, y)*2 < max(x, y) {
		return float64(min(x, y)) / float64(max(x, y)+1) / 2
	}
	return alike(a, b)
}

// SameHeading tells that two headings differ in numbers, marks and small slips
// only.
func SameHeading(a, b string) bool { return likeHeading(bare(a), bare(b)) > 0.7 }

// speaksOf tells by words that a heading is of a section. The overview's
// words are so common that it must not speak of another one.
func speaksOf(text, key string) bool {
	if words := sectionWords[key]; words == nil || !words.MatchString(text) {
		return false
	}
	if key == "overview" {
		for other, words := range sectionWords {
			if other != key && words.MatchString(text) {
				return false
			}
		}
	}
	return true
}

// runIn cuts a section's heading from the text that follows it in the same
// paragraph: 六、其他需要报告的事项：无。
func runIn(b Block, forms []*form.Form) []Block {
	if b.Table != nil || b.Meta {
		return []Block{b}
	}
	for _, f := range forms {
		for i := range f.Sections {
			rest, ok := cutSpaced(b.Text, f.Sections[i].Heading)
			if !ok {
				continue
			}
			text := strings.TrimLeft(rest, " \t\u00a0\u3000：:。，\n")
			if text == rest && utf8.RuneCountInString(rest) < 15 || text == "" {
				continue
			}
			head := Block{Text: f.Sections[i].Heading, Level: b.Level}
			b.Text, b.Level = text, 0
			return []Block{head, b}
		}
	}
	return []Block{b}
}

// cutSpaced cuts a prefix off, whatever white space stands in it.
func cutSpaced(s, prefix string) (rest string, ok bool) {
	for _, want := range prefix {
		s = strings.TrimLeftFunc(s, unicode.IsSpace)
		r, n := utf8.DecodeRuneInString(s)
		if r != want {
			return "", false
		}
		s = s[n:]
	}
	return s, true
}

// softBreaks makes paragraphs of the lines of one, where people began them
// with Shift+Enter: a section's heading is among them, or all end a sentence.
func softBreaks(b Block, forms []*form.Form) []Block {
	lines := strings.Split(b.Text, "\n")
	if len(lines) == 1 || b.Table != nil || len(b.Notes) > 0 || !areParagraphs(lines, forms) {
		return []Block{b}
	}
	var all []Block
	for _, line := range lines {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, Block{Text: line})
		}
	}
	if len(all) > 0 {
		all[0].Pictures = b.Pictures
	}
	return all
}

func areParagraphs(lines []string, forms []*form.Form) bool {
	ended := 0
	for i, line := range lines {
		line = strings.TrimSpace(line)
		for _, f := range forms {
			if sectionOf(f, line) >= 0 {
				return true
			}
		}
		if line == "" || i == len(lines)-1 || strings.ContainsRune("。！？；：", lastRune(line)) || secondRank.MatchString(line) {
			ended++
		}
	}
	return len(lines) > 2 && ended == len(lines)
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// sectionOf is the section of which a line is the numbered heading, or −1.
func sectionOf(f *form.Form, line string) int {
	h := heading{text: line}
	if !mayHead(line) {
		return -1
	}
	for i := range f.Sections {
		if h.score(&f.Sections[i]) > 1.5 {
			return i
		}
	}
	return -1
}

// locate finds where each of the form's sections begins: the block of its
// heading, or −1. The heading of a table stands before it; prose sections lie
// between. What no heading begins, has none.
func (a *assembly) locate() []int {
	f := a.report.Form
	all := a.headings()
	at := make([]int, len(f.Sections))
	tables := a.tableBlocks()
	for i := range f.Sections {
		at[i] = -1
		if t, ok := tables[f.Sections[i].Table]; ok {
			at[i] = bestAbove(all, &f.Sections[i], t, lastBefore(tables, t))
		}
	}
	for i := range f.Sections {
		s := &f.Sections[i]
		if _, ok := tables[s.Table]; ok {
			continue
		}
		from, to := a.between(at, tables, i)
		best := 0.0
		for j := range all {
			if h := &all[j]; h.at > from && h.at < to {
				if score := h.score(s); score > 0 && score >= best { // of equals the last: the others are a table of contents
					best, at[i] = score, h.at
				}
			}
		}
	}
	return at
}

// tableBlocks is the first block of each form table, by its key.
func (a *assembly) tableBlocks() map[string]int {
	first := map[string]int{}
	for _, l := range a.lines {
		if l.owner == "" {
			continue
		}
		if at, ok := first[l.owner]; !ok || l.block < at {
			first[l.owner] = l.block
		}
	}
	return first
}

// lastBefore is the nearest block of another form table before t.
func lastBefore(tables map[string]int, t int) int {
	last := -1
	for _, at := range tables {
		if at < t {
			last = max(last, at)
		}
	}
	return last
}

// bestAbove is the heading between two blocks that reads most like a section's,
// of equals the nearest: the table's own caption may stand below it.
func bestAbove(all []heading, s *form.Section, to, from int) int {
	at, best := -1, 0.0
	for i := len(all) - 1; i >= 0; i-- {
		if h := &all[i]; h.at < to && h.at > from {
			if score := h.score(s); score > best {
				at, best = h.at, score
			}
		}
	}
	return at
}

// between is the run of blocks in which section i may begin: behind what is
// known of the sections before it and ahead of those after.
func (a *assembly) between(at []int, tables map[string]int, i int) (from, to int) {
	f := a.report.Form
	from, to = a.title-1, len(a.blocks)
	for j := range f.Sections {
		t, isTable := tables[f.Sections[j].Table]
		begins := at[j]
		if begins < 0 && isTable {
			begins = t
		}
		switch {
		case begins < 0:
		case j < i:
			from = max(from, begins)
			if isTable {
				from = max(from, t)
			}
		case j > i:
			to = min(to, begins)
		}
	}
	return from, to
}
