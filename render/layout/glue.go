package layout

import (
	"strings"
	"unicode/utf8"

	"nianbao/render/length"
)

// units are the words that are not parted from the number before them. They
// are grouped by their first character, longer ones first.
var units = func() map[rune][]string {
	m := map[rune][]string{}
	for u := range strings.FieldsSeq(`
		年度 年 月份 月 日 号令 号文 号 小时 时 分钟 分 秒 点 天 周年 周 季度 工作日
		个工作日 个百分点 个月 个 百分点 件次 件 条次 条 项次 项 次 人次 人 名 家 户 份 篇 期 起 例 宗
		批次 批 种 类 场次 场 套 台 部 章 节 款 目 页 册 本 卷 张 块 处 所 位 届 级 层 栋 幢 座 间 室 组
		辆 艘 架 只 头 株 棵 亩 公顷 公里 公斤 平方米 平方公里 立方米 米 千米 千克 厘米 毫米 吨 克 升
		元 倍 成 折 字 岁 代 轮 遍 门 楼 瓦 千瓦 度 亿元 万元`) {
		first, _ := utf8.DecodeRuneInString(u)
		m[first] = append(m[first], u)
	}
	for _, list := range m {
		for i := 1; i < len(list); i++ { // a few words each: insertion sort
			for k := i; k > 0 && len(list[k]) > len(list[k-1]); k-- {
				list[k], list[k-1] = list[k-1], list[k]
			}
		}
	}
	return m
}()

// glue marks where lines may end, for lines of the given measure.
func (p *paragraph) glue(measure length.Length) {
	c := p.chars
	for i := 0; i+1 < len(c); i++ {
		a, b := &c[i].flags, c[i+1].flags
		switch {
		case mayPart(*a, b):
			*a |= mayBreak
		case b&(noStart|space) != 0 || *a&noEnd != 0:
			*a &^= mayBreak // a zero-width space changes nothing here
		}
	}
	for i := 0; i < len(c); i++ {
		if c[i].flags&latin == 0 {
			continue
		}
		end := i + 1
		for end < len(c) && c[end].flags&latin != 0 && c[end-1].flags&mustBreak == 0 {
			end++
		}
		p.glueNumber(i, end)
		p.loosen(i, end, measure)
		i = end - 1
	}
}

// glueNumber keeps a number with the 第 or 〕 before it and the unit behind
// it, a single space between them or not. The number is chars[from:to].
func (p *paragraph) glueNumber(from, to int) {
	c := p.chars
	if c[from].flags&digit != 0 {
		before := from - 1
		if before > 0 && c[before].flags&space != 0 {
			before--
		}
		if before >= 0 && (c[before].r == '第' || c[before].r == '〕') {
			p.forbid(before, from)
		}
	}
	if from == 0 && c[to-1].r == '.' {
		p.forbid(to-1, to) // the label of a paragraph: 1.
	}
	if c[to-1].flags&digit == 0 {
		return
	}
	at := to
	if at+1 < len(c) && c[at].flags&space != 0 {
		at++
	}
	if n := p.unitAt(at); n > 0 {
		p.forbid(to-1, at+n-1)
	}
}

// forbid lets no line end after the characters from ≤ i < to.
func (p *paragraph) forbid(from, to int) {
	for i := from; i < to && i < len(p.chars); i++ {
		p.chars[i].flags &^= mayBreak
	}
}

// unitAt is the number of characters from i on that belong to the number
// before them: 余, 万, 亿 and a unit.
func (p *paragraph) unitAt(i int) int {
	c := p.chars
	at := i
	for at < len(c) && strings.ContainsRune("余多几十百千万亿", c[at].r) {
		at++
	}
	if at == len(c) {
		return at - i
	}
	for _, u := range units[c[at].r] {
		if p.hasAt(at, u) {
			return at - i + utf8.RuneCountInString(u)
		}
	}
	return at - i
}

func (p *paragraph) hasAt(i int, word string) bool {
	for _, r := range word {
		if i >= len(p.chars) || p.chars[i].r != r {
			return false
		}
		i++
	}
	return true
}

// breakAfter are the characters after which a long Latin word may be parted.
const breakAfter = "/.-_?&=,;@"

// loosen lets lines end inside the Latin word chars[from:to] when it is long:
// after the marks of a web address, and anywhere in what is still wider than
// a line. Numbers are parted only when they are wider than a line.
func (p *paragraph) loosen(from, to int, measure length.Length) {
	c := p.chars
	width, letters := length.Length(0), false
	for i := from; i < to; i++ {
		width += c[i].advance
		letters = letters || c[i].flags&(digit|noStart|noEnd) == 0
	}
	if letters && width > min(8*p.size, measure/2) {
		for i := from + 2; i+3 < to; i++ {
			if c[i+1].flags&noStart != 0 || !strings.ContainsRune(breakAfter, c[i].r) {
				continue
			}
			if c[i-1].flags&digit == 0 || c[i+1].flags&digit == 0 || c[i].r == '/' {
				c[i].flags |= mayBreak
			}
		}
	}
	if width <= measure {
		return
	}
	start, wide := from, length.Length(0)
	for i := from; i < to; i++ {
		wide += c[i].advance
		if i+1 < to && c[i].flags&mayBreak == 0 {
			continue
		}
		if wide > measure {
			for k := start; k < i; k++ {
				if c[k].flags&noEnd == 0 && c[k+1].flags&noStart == 0 {
					c[k].flags |= mayBreak
				}
			}
		}
		start, wide = i+1, 0
	}
}
