package layout

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"nianbao/fonts"
	"nianbao/render/doc"
	"nianbao/render/frame"
	"nianbao/render/length"
	"nianbao/render/style"
)

var update = flag.Bool("update", false, "write golden files")

// setParagraph breaks a text into justified lines of n characters and sets
// them.
func setParagraph(text string, n int) (*setter, *paragraph, []line) {
	st := style.Embedded("gb9704")
	s := &setter{style: st, fonts: fonts.Embedded(), doc: &doc.Document{}}
	t := st.TextOf("body")
	measure := length.Length(n) * t.Size
	p := &s.para
	p.begin(&t)
	s.shape(p, []doc.Inline{{Text: text}}, &t, &frame.Node{Role: "P"})
	p.glue(measure)
	lines := p.breakLines(nil, measure, measure)
	lines = p.avoidLoneEnd(lines, measure, measure)
	for i, l := range lines {
		s.setLine(p, l, 0, length.Length(i), measure, justify)
	}
	return s, p, lines
}

// ends returns where the lines end that setLine made, by line.
func ends(s *setter) map[length.Length]length.Length {
	out := map[length.Length]length.Length{}
	for _, item := range s.items {
		t := item.(*frame.Text)
		end := t.X
		for _, g := range t.Glyphs {
			end += g.Advance
		}
		out[t.Y] = end
	}
	return out
}

// hardCases are texts that are easily broken wrongly. Lines hold n characters.
var hardCases = []struct {
	n      int
	reason string
	text   string
}{
	{10, "句号不在行首：挤进上一行，行末句号让半个字，两个逗号各让四分之一", "文件，通知，公告齐全。答复及时。"},
	{10, "没有可挤的标点，末字随句号移到下一行，上一行均匀拉开", "公开政府信息文件共十件。全部按时。"},
	{10, "行末标点只差半格时让出半格，别处不动", "他说：“公开及时可查。”会后落实。"},
	{10, "前引号不在行末", "落实公开审查制度做到“先审后发”。"},
	{10, "前括号不在行末", "本年新制发文件一共六（含修订三）件。"},
	{10, "后括号不在行首，行末后括号让出半格", "本年新（含规章和修订三）件均已公开。"},
	{10, "书名号的后一半不在行首", "编制依据是《信息公开条例》和通知。"},
	{10, "六角括号的年份与文号不分开", "按照国办公开〔2021〕30号通知编制。"},
	{10, "破折号占两格，不拆开", "公开的目的只有这个——让人看得懂。"},
	{10, "破折号不在行首", "公开的目的始终只一个——让人看得懂。"},
	{10, "省略号占两格，不拆开", "文件及通知公告解读……都要公开。"},
	{10, "省略号不在行首", "文件及通知公告和解读……都要公开。"},
	{10, "后标点相遇，前一个让出半格", "目录（含《条例》）。都已上网可查。"},
	{10, "前标点相遇，后一个让出半格", "目录（《条例》在内）都已上网可查。"},
	{10, "行首的前引号让出左半格，左边对齐", "网上统一的栏目名称是“公开指南”栏目。"},
	{10, "数字与“件”不分开", "全年受理的申请共计12件，均已答复。"},
	{10, "数字与“万元”不分开", "全年收费共计18.8710万元整上缴。"},
	{10, "数字与百分号不分开", "按时办结的率为99.98%，好于上年。"},
	{10, "“2024年”不分开", "统计期限为本年即自2024年1月1日起算。"},
	{10, "“20日”不分开", "本报告自2024年1月20日起公布施行。"},
	{10, "“第”与其后的数不分开", "各单位都应按照条例第20条规定公开。"},
	{10, "数与单位之间有空格时也不分开", "统计的时限起于 2024 年 1 月 1 日。"},
	{10, "“余件”随数", "各部门答复来信电120余件，无超期。"},
	{10, "“个工作日”随数", "收到之日起20个工作日内予以答复。"},
	{10, "千分位的数不拆", "发布信息累计达13,612条之多。"},
	{10, "电话号码不拆", "联系人请拨0517-87290606咨询。"},
	{10, "范围号不在行首", "开放时间上午九时半～下午五时整。"},
	{10, "间隔号不在行首", "公开国外专家名单艾伦·图灵等人。"},
	{10, "斜线不在行末，也不在行首", "填写本表各栏本年增/减可以为负数。"},
	{10, "西文词不拆", "网站已完成改造支持IPv6访问。"},
	{10, "西文在词间断开，行末空格不占位", "The quick brown fox jumps over the lazy dog."},
	{12, "长网址在斜线、点号之后断开", "网址https://www.example.gov.cn/zwgk/2024/01/05/index.html可查。"},
	{10, "比一行还长而无处可断的词，任意处断开，不加连字符", "编号ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFG止。"},
	{10, "比一行还长的数只好断开", "流水号1234567890123456789012345678901234567890。"},
	{10, "问号占满格，不在行首", "怎样让群众看得懂内容？办得成事。"},
	{10, "行太短，让字会拉得太开，末行只好留单字", "全年公开各类政府信息文"},
	{28, "末行不留单字：上一行让出一个字", "全年公开各类政府信息文件十二件全部按时在网站和公报上发布完"},
	{20, "末行只有一个标点，挤进上一行", "公开指南，公开目录，年度报告都已上网查询。"},
	{10, "后标点连用，一个也不到行首", "有关通知（见《条例》（“新版”）。）"},
	{8, "标点多得排不下，只好断开", "！！！！！！！！！！！！！！！！！！"},
	{10, "℃不在行首", "室温全年保持在二五25℃上下。"},
	{10, "全角数字和％同样不拆", "今年按时办结的率是９８％以上。"},
	{10, "货币符号随数", "全年收取处理费用￥360.00元整。"},
	{10, "西文括号不在行末行首", "公开范围要求和格式(PDF)都有说明。"},
	{10, "西文逗号不在行首", "公开范围要求和格式类,都有说明。"},
	{6, "零宽空格处可断，不占位，不印出", "登录https\u200b://a\u200b.gov\u200b.cn查询"},
	{10, "扩展区汉字与常用字同样占一格", "地名𠅤埗与硚口区的公开信息已经上网。"},
	{10, "连续多行行末都是标点", "甲乙丙丁戊己庚辛壬，甲乙丙丁戊己庚辛壬，甲乙丙丁戊己庚辛壬癸，完结。"},
	{28, "恰好二十八字", "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"},
}

// TestBreaks compares the lines of the hard cases with the golden file, which
// was read line by line.
func TestBreaks(t *testing.T) {
	var out bytes.Buffer
	for _, c := range hardCases {
		s, p, lines := setParagraph(c.text, c.n)
		fmt.Fprintf(&out, "%s\n  每行 %d 字：%s\n", c.reason, c.n, c.text)
		at := ends(s)
		for i, l := range lines {
			var b strings.Builder
			for _, ch := range p.chars[l.from:l.to] {
				b.WriteRune(ch.r)
			}
			measure := length.Length(c.n) * p.size
			how := "齐"
			switch end := at[length.Length(i)]; {
			case end != length.Length(c.n)*p.size:
				how = "左齐"
			case l.width > measure:
				how = fmt.Sprintf("挤 %s 字", squares(l.width-measure, p.size))
			case l.width < measure:
				how = fmt.Sprintf("拉 %s 字", squares(measure-l.width, p.size))
			}
			fmt.Fprintf(&out, "    |%s|  %s\n", b.String(), how)
		}
		out.WriteString("\n")
	}
	golden(t, "testdata/breaks.golden", out.Bytes())
}

// TestMarks looks at where the marks are drawn that gave up a half: an opening
// one moves to the left by what it gave.
func TestMarks(t *testing.T) {
	s, p, lines := setParagraph("网上统一的栏目名称是“公开指南”栏目。", 10)
	if g := s.items[1].(*frame.Text).Glyphs[0]; g.Rune != '“' || g.Shift != -7875 || g.Advance != 7875 {
		t.Errorf("mark at a line's start: %+v", g)
	}
	if len(lines) != 2 || len(p.chars) != 19 {
		t.Errorf("%d lines of %d characters", len(lines), len(p.chars))
	}
	s, _, _ = setParagraph("他说（《条例》）已公开", 40)
	for _, g := range s.items[0].(*frame.Text).Glyphs {
		want := [2]length.Length{15750, 0}
		switch g.Rune {
		case '《':
			want = [2]length.Length{7875, -7875}
		case '》':
			want = [2]length.Length{7875, 0}
		}
		if g.Advance != want[0] || g.Shift != want[1] {
			t.Errorf("%c: %+v, want %v", g.Rune, g, want)
		}
	}
	// 文（甲）和（乙）全部公开。 is pushed into ten squares.
	s, _, lines = setParagraph("文（甲）和（乙）公开。后", 10)
	var open, shut frame.Glyph
	for _, g := range s.items[0].(*frame.Text).Glyphs {
		switch g.Rune {
		case '（':
			open = g
		case '）':
			shut = g
		}
	}
	if lines[0].to != 11 || open.Shift >= 0 || open.Advance-open.Shift != 15750 || shut.Shift != 0 || shut.Advance != open.Advance {
		t.Errorf("line of %d: ( %+v, ) %+v", lines[0].to, open, shut)
	}
}

func squares(l, size length.Length) string {
	return fmt.Sprintf("%.2f", float64(l)/float64(size))
}

func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		g, w := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
		for i := range min(len(g), len(w)) {
			if g[i] != w[i] {
				t.Fatalf("%s:%d:\n got %s\nwant %s", file, i+1, g[i], w[i])
			}
		}
		t.Fatalf("%s: got %d lines, want %d", file, len(g), len(w))
	}
}
