package schema

import (
	"fmt"
	"regexp"
	"strings"

	"nianbao/schema/prose"
	"nianbao/schema/source"
)

var series = regexp.MustCompile(`(?:^|[。；：，])([一二三四五六七八九十]{1,2})是`)

// numbering finds headings and 一是……二是…… that skip or repeat a number, and
// headings numbered like the report's own sections.
func (c *comparer) numbering() {
	var last [6]int
	chapter := false
	paragraph := -1
	for i := range c.text.Sentences {
		s := &c.text.Sentences[i]
		if s.Paragraph == paragraph {
			continue
		}
		paragraph = s.Paragraph
		sentence := c.text.String(s)
		level, n, ok := prose.Numbering(sentence)
		switch {
		case !ok || level >= len(last):
		case level == 1:
			if s.Level > 0 && !chapter {
				chapter = true
				c.warn(source.Warning, CodeNumber, s.Start, s.End, "正文里的标题“"+source.Clip(sentence)+"”用了章的序号，与报告的六章重号", "正文里的小标题从“（一）”起编")
			}
		case n != 1 && n != last[level]+1:
			c.warn(source.Warning, CodeNumber, s.Start, s.End,
				fmt.Sprintf("“%s”的序号接不上：前一个同级序号是 %d", clipRunes(sentence, 16), last[level]), "核对有没有漏号、重号")
			fallthrough
		default:
			last[level] = n
			for deeper := level + 1; deeper < len(last); deeper++ {
				last[deeper] = 0
			}
		}
	}
	c.series()
}

// series checks 一是……二是…… within each paragraph.
func (c *comparer) series() {
	text := c.text.Norm
	last, paragraph := 0, -1
	for i := range c.text.Sentences {
		s := &c.text.Sentences[i]
		if s.Paragraph != paragraph {
			paragraph, last = s.Paragraph, 0
		}
		if !strings.Contains(text[s.Start:s.End], "是") {
			continue
		}
		for _, at := range series.FindAllStringSubmatchIndex(text[s.Start:s.End], -1) {
			from, to := s.Start+at[2], s.Start+at[3]
			n := prose.Count(text[from:to])
			if n != 1 && last != 0 && n != last+1 {
				c.warn(source.Warning, CodeNumber, from, to+len("是"),
					fmt.Sprintf("“%s是”接不上：前面一个是“%s是”", text[from:to], prose.CountWord(last)), "核对有没有漏项、重号")
			}
			last = n
		}
	}
}

func clipRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i] + "……"
		}
		n--
	}
	return s
}
