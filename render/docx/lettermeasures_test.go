package docx_test

import (
	"math"
	"slices"
	"strings"
)

// measure is one millimetre of GB/T 9704-2012 on a page. Its text is for
// letter/MEASURES.md, which TestLetterMeasures writes.
type measure struct {
	doc  string // of docx.Letters
	what string
	page int // from 1, 0 = the last one
	want float64
	of   func(p *shot) float64
}

// shot is what a page shows: the red and the black bands of its picture, the
// red ones again with the finest whites told apart, and its lines of text.
// column is the black bands of a strip 1 mm wide that begins x mm from the
// left, ten times as sharp.
type shot struct {
	red, black, fine []band
	lines            []line
	column           func(x float64) []band
}

var nothing = band{math.NaN(), math.NaN(), math.NaN(), math.NaN()}

// above is the foot of the last black band above y, below the top of the
// first one below it.
func (s *shot) above(y float64) float64 {
	foot := math.NaN()
	for _, b := range s.black {
		if b.top < y {
			foot = b.foot
		}
	}
	return foot
}

func (s *shot) below(y float64) float64 {
	for _, b := range s.black {
		if b.top > y {
			return b.top
		}
	}
	return math.NaN()
}

// rule is a rule of 版记, 0 the last one, 1 the one above it. Left of the text
// of 版记 there is nothing but rules.
func (s *shot) rule(n int) band {
	all := slices.DeleteFunc(s.column(29), func(b band) bool { return height(b) > 0.6 })
	if n >= len(all) {
		return nothing
	}
	return all[len(all)-1-n]
}

// lowest is the last black band of the type area.
func (s *shot) lowest() band {
	for i := len(s.black) - 1; i >= 0; i-- {
		if s.black[i].foot < 263 {
			return s.black[i]
		}
	}
	return nothing
}

// dash is how far the middle of the dash of an odd page's number is below the
// type area.
func (s *shot) dash() float64 {
	all := s.column(184 - four*1.5)
	if len(all) == 0 {
		return math.NaN()
	}
	last := all[len(all)-1]
	return (last.top+last.foot)/2 - 262
}

// text is the last line that begins with s, in mm.
func (s *shot) text(begin string) band {
	for i := len(s.lines) - 1; i >= 0; i-- {
		if l := &s.lines[i]; strings.HasPrefix(l.text, begin) {
			return band{l.YMin * 25.4 / 72, l.YMax * 25.4 / 72, l.XMin * 25.4 / 72, l.XMax * 25.4 / 72}
		}
	}
	return nothing
}

func height(b band) float64 { return b.foot - b.top }

const (
	three    = 15.75 * 25.4 / 72 // of type of size 3
	four     = 14 * 25.4 / 72    // of size 4
	lineHigh = 28.95 * 25.4 / 72
)

// measures are those that a page shows. The type area goes from 37 to 262 mm
// and from 28 to 184 mm.
var measures = []measure{
	{"file", "发文机关标志上边缘至版心上边缘（7.2.4）", 1, 35, func(s *shot) float64 { return s.red[0].top - 37 }},
	{"file", "发文机关标志居中", 1, 106, func(s *shot) float64 { return (s.red[0].left + s.red[0].right) / 2 }},
	{"file", "份号顶格（7.2.1）", 1, 28, func(s *shot) float64 { return s.text("000001").left }},
	{"file", "发文字号居中（7.2.5）", 1, 106, func(s *shot) float64 { b := s.text("青财发"); return (b.left + b.right) / 2 }},
	{"file", "发文字号至红色分隔线（7.2.7）", 1, 4, func(s *shot) float64 { return s.red[1].top - s.above(s.red[1].top) }},
	{"file", "红色分隔线左端", 1, 28, func(s *shot) float64 { return s.red[1].left }},
	{"file", "红色分隔线右端", 1, 184, func(s *shot) float64 { return s.red[1].right }},
	{"file", "分隔线至标题：空二行，加字内的白（7.3.1）", 1, 20.6, func(s *shot) float64 { return s.below(s.red[1].top) - s.red[1].foot }},
	{"file", "主送机关顶格（7.3.2）", 1, 28, func(s *shot) float64 { return s.text("青溪市人民政府办公室").left }},
	{"file", "正文左空二字（7.3.3）", 1, 28 + 2*three, func(s *shot) float64 { return s.text("我局").left }},
	{"file", "附件说明左空二字（7.3.4）", 2, 28 + 2*three, func(s *shot) float64 { return s.text("附件：1.").left }},
	{"file", "附件二与附件一的序号对齐", 2, 28 + 5*three, func(s *shot) float64 { return s.text("2.青溪市").left }},
	{"file", "“附件1”顶格（7.3.7）", 3, 28, func(s *shot) float64 { return s.text("附件1").left }},
	{"file", "附件标题在版心第几行", 3, 3, func(s *shot) float64 { return math.Ceil((s.black[1].top - 37) / lineHigh) }},
	{"file", "版记首条分隔线粗（7.4.1）", 0, 0.35, func(s *shot) float64 { return height(s.rule(2)) }},
	{"file", "版记中间分隔线粗", 0, 0.25, func(s *shot) float64 { return height(s.rule(1)) }},
	{"file", "版记末条分隔线与版心下边缘重合", 0, 262, func(s *shot) float64 { return s.rule(0).foot }},
	{"file", "版记分隔线左端", 0, 28, func(s *shot) float64 { return s.lowest().left }},
	{"file", "版记分隔线右端", 0, 184, func(s *shot) float64 { return s.lowest().right }},
	{"file", "抄送左空一字（7.4.2）", 0, 28 + four, func(s *shot) float64 { return s.text("抄送：").left }},
	{"file", "抄送回行与冒号后的首字对齐", 0, 28 + 4*four, func(s *shot) float64 { return s.lines[len(s.lines)-3].XMin * 25.4 / 72 }},
	{"file", "印发机关左空一字（7.4.3）", 0, 28 + four, func(s *shot) float64 { return s.text("青溪市财政局办公室").left }},
	{"file", "印发日期右空一字", 0, 184 - four, func(s *shot) float64 { return s.text("青溪市财政局办公室").right }},
	{"file", "单页码右空一字（7.5）", 1, 184 - four, func(s *shot) float64 { return s.text("—1—").right }},
	{"file", "双页码左空一字", 2, 28 + four, func(s *shot) float64 { return s.text("—2—").left }},
	{"file", "一字线至版心下边缘", 1, 7, (*shot).dash},

	{"signed", "发文机关标志上边缘至版心上边缘", 1, 35, func(s *shot) float64 { return s.red[0].top - 37 }},
	{"signed", "发文字号左空一字（7.2.5）", 1, 28 + three, func(s *shot) float64 { return s.text("青财发").left }},
	{"signed", "签发人右空一字（7.2.6）", 1, 184 - three, func(s *shot) float64 { return s.text("青财发").right }},
	{"signed", "发文字号至红色分隔线", 1, 4, func(s *shot) float64 { return s.red[1].top - s.above(s.red[1].top) }},
	{"signed", "成文日期长于署名：右空二字（7.3.5.2）", 1, 184 - 2*three, func(s *shot) float64 { return s.text("2026年").right }},
	{"signed", "版记末条分隔线与版心下边缘重合", 1, 262, func(s *shot) float64 { return s.rule(0).foot }},

	{"upward", "签发人三名：末行与发文字号同行", 1, lineHigh, func(s *shot) float64 { return s.text("青建发").foot - s.text("签发人").foot }},
	{"upward", "第二行姓名与首名对齐：两行右端相差四字", 1, 4 * three, func(s *shot) float64 { return s.text("签发人").right - s.text("青建发").right }},
	{"upward", "发文字号至红色分隔线", 1, 4, func(s *shot) float64 { return s.red[1].top - s.above(s.red[1].top) }},
	{"upward", "署名右空二字（7.3.5.2）", 1, 184 - 2*three, func(s *shot) float64 { return s.text("青溪市城乡建设管理局").right }},
	{"upward", "成文日期比署名右移二字", 1, 2 * three, func(s *shot) float64 { return s.text("2026年").left - s.text("青溪市城乡建设管理局").left }},

	{"joint", "首个发文机关标志上边缘至版心上边缘", 1, 35, func(s *shot) float64 { return s.red[0].top - 37 }},
	{"joint", "“文件”在各机关名称上下居中（7.2.4）", 1, 0, func(s *shot) float64 {
		return (s.red[1].top+s.red[1].foot)/2 - (s.red[0].top+s.red[2].foot)/2
	}},
	{"joint", "各机关名称一样宽", 1, 0, func(s *shot) float64 { return s.red[0].right - s.red[2].right }},
	{"joint", "发文字号至红色分隔线", 1, 4, func(s *shot) float64 { return s.red[3].top - s.above(s.red[3].top) }},
	{"joint", "成文日期右空四字（7.3.5.1）", 2, 184 - 4*three, func(s *shot) float64 { return s.text("2026年").right }},
	{"joint", "两排署名相距五行", 2, 5 * lineHigh, func(s *shot) float64 { return s.text("青溪市档案局").foot - s.text("青溪市财政局").foot }},

	{"order", "发文机关标志上边缘至版心上边缘（10.2）", 1, 20, func(s *shot) float64 { return s.red[0].top - 37 }},
	{"order", "令号居中", 1, 106, func(s *shot) float64 { b := s.text("第12号"); return (b.left + b.right) / 2 }},
	{"order", "令号至正文：空二行，加字内的白", 1, 25.2, func(s *shot) float64 { return s.black[1].top - s.black[0].foot }},
	{"order", "成文日期右空四字（7.3.5.3）", 1, 184 - 4*three, func(s *shot) float64 { return s.text("2026年").right }},

	{"minutes", "纪要标志上边缘至版心上边缘（10.3）", 1, 35, func(s *shot) float64 { return s.red[0].top - 37 }},
	{"minutes", "“出席”左空二字", 0, 28 + 2*three, func(s *shot) float64 { return s.text("出席：").left }},

	{"note", "发文机关标志上边缘至上页边（10.1）", 1, 30, func(s *shot) float64 { return s.red[0].top }},
	{"note", "发文机关标志居中（纸）", 1, 105, func(s *shot) float64 { return (s.red[0].left + s.red[0].right) / 2 }},
	{"note", "发文机关标志至红色双线", 1, 4, func(s *shot) float64 { return s.red[1].top - s.red[0].foot }},
	{"note", "红色双线左端（长 170）", 1, 20, func(s *shot) float64 { return s.red[1].left }},
	{"note", "红色双线右端", 1, 190, func(s *shot) float64 { return s.red[1].right }},
	{"note", "下面的红色双线至下页边", 1, 20, func(s *shot) float64 { return 297 - s.red[2].foot }},
	{"note", "下面的红色双线左端", 1, 20, func(s *shot) float64 { return s.red[2].left }},
	{"note", "下面的红色双线右端", 1, 190, func(s *shot) float64 { return s.red[2].right }},
	{"note", "上粗下细：粗线减细线", 1, 0.53, func(s *shot) float64 { n := len(s.fine); return height(s.fine[n-4]) - height(s.fine[n-3]) }},
	{"note", "上细下粗：粗线减细线", 1, 0.53, func(s *shot) float64 { n := len(s.fine); return height(s.fine[n-1]) - height(s.fine[n-2]) }},
	{"note", "首个要素至红色双线：字高的 7/8，加字内的白", 1, 5.2, func(s *shot) float64 { return s.below(s.red[1].foot) - s.red[1].foot }},
	{"note", "份号顶格", 1, 28, func(s *shot) float64 { return s.text("000001").left }},
	{"note", "发文字号顶格居右", 1, 184, func(s *shot) float64 { return s.text("000001").right }},
	{"note", "密级在份号下一行", 1, lineHigh, func(s *shot) float64 { return s.text("秘密").foot - s.text("000001").foot }},
	{"note", "成文日期右空四字（7.3.5.1）", 1, 184 - 4*three, func(s *shot) float64 { return s.text("2026年").right }},
	{"note", "附注左空二字（7.3.6）", 1, 28 + 2*three, func(s *shot) float64 { return s.text("（此件").left }},
	{"note", "版记在版心最下方：抄送在倒数第几行（10.1）", 0, 1, func(s *shot) float64 { return math.Ceil((262 - s.lowest().foot) / 24 * 72 / 25.4) }},
	{"note", "首页版心之下不印页码", 1, 0, func(s *shot) float64 { return max(s.black[len(s.black)-1].foot-262, 0) }},
}
