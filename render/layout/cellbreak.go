package layout

import (
	"strings"
	"unicode/utf8"

	"nianbao/render/doc"
	"nianbao/render/length"
)

// breakAfterLabel parts a label like （三）from its words where both fit a
// line and together do not.
func (p *paragraph) breakAfterLabel(measure length.Length) {
	c := p.chars
	width := length.Length(0)
	label := -1
	for i := range c {
		width += c[i].advance
		if label < 0 && c[0].r == '（' && c[i].r == '）' && i < 5 && i+1 < len(c) {
			if width > measure {
				return
			}
			label, width = i, 0
		}
	}
	if label >= 0 && width <= measure && c[label].flags&mayBreak != 0 &&
		width+p.measured(0, label+1).width > measure {
		c[label].flags |= mustBreak
	}
}

// breakBySense moves the ends of a cell's lines to where the sense parts:
// column heads and labels between words, the explanation over the labels after
// a stop, a figure from its note. It costs no line; but heads of narrow
// columns, and labels over several rows, where there is room, may take one more.
func (s *setter) breakBySense(c *doc.Cell, measure length.Length) {
	p, n := &s.para, len(s.lines)
	room, note := false, 0
	switch c.Role {
	case doc.Header, doc.Band:
		p.glueLabelWords(measure)
		room = true
	case doc.Stub:
		p.glueLabelWords(measure)
		room = c.RowSpan > 1
	case doc.Corner:
		p.breakAfterStops()
	case doc.Data:
		if note = p.noteAfter(c); note > 0 {
			p.chars[note-1].flags |= mustBreak
		}
	}
	s.lines = p.breakLines(s.lines, measure, measure)
	if !room && (len(s.lines) > n || p.cuts(s.lines) > 0) {
		p.glue(measure)
		if note > 0 {
			p.chars[note-1].flags &^= mustBreak
		}
		s.lines = p.breakLines(s.lines, measure, measure)
	}
}

// breakAfterStops lets lines end after stops alone.
func (p *paragraph) breakAfterStops() {
	for i := range p.chars {
		if p.chars[i].flags&stop == 0 {
			p.chars[i].flags &^= mayBreak
		}
	}
}

// noteAfter is where the note in brackets behind a figure begins, 0 when the
// cell holds none.
func (p *paragraph) noteAfter(c *doc.Cell) int {
	n := utf8.RuneCountInString(c.Text[0].Text)
	if len(c.Text) > 1 && n < len(p.chars) && p.chars[n].r == '（' {
		return n
	}
	return 0
}

// labelWords are words of column heads and labels that are not parted when
// their column is wide enough for them, by their first character.
var labelWords = func() map[rune][]string {
	m := map[rune][]string{}
	for w := range strings.FieldsSeq(`商业 企业 科研 机构 社会 公益 组织 法律 服务 其他 总计 法人 自然人
		结果 维持 纠正 尚未 审结 未经 复议 直接 起诉 行政 诉讼 申请人 情况 信息 内容 数量 金额 项目 采购
		本年度 办理 对外 管理 事项 获取`) {
		first, _ := utf8.DecodeRuneInString(w)
		m[first] = append(m[first], w)
	}
	return m
}()

func (p *paragraph) glueLabelWords(measure length.Length) {
	if p.measured(0, len(p.chars)).width <= measure {
		return
	}
	for i := range p.chars {
		for _, w := range labelWords[p.chars[i].r] {
			n := utf8.RuneCountInString(w)
			if p.hasAt(i, w) && length.Length(n)*p.size <= measure {
				p.forbid(i, i+n-1)
			}
		}
	}
}
