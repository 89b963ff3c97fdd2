package intake

import (
	"fmt"
	"strings"
	"testing"

	"nianbao/schema/form"
)

func TestTitles(t *testing.T) {
	const name = "云川市财政局"
	for _, c := range []struct{ title, agency string }{
		{name + "2024年政府信息公开工作年度报告", name},
		{name + "2024年度政府信息公开年度报告", name},
		{name + "2024年政府信息公开年度工作报告", name},
		{name + "政府信息公开工作2024年度报告", name},
		{name + "政府信息公开工作年度报告（2024年度）", name},
		{"2024年度" + name + "政府信息公开工作年度报告", name},
		{name + "关于2024年政府信息公开工作的年度报告", name},
		{"关于" + name + "2024年政府信息公开工作情况的报告", name},
		{name + "２０２４年政府信息公开工作年度报告", name},
		{name + "二〇二四年政府信息公开工作年度报告", name},
		{name + "2024年政务公开工作年报", name},
		{name + "2024年政府信息公开工作年度报告（公开稿）", name},
		{"《" + name + "2024年政府信息公开工作年度报告》", name},
		{"2024年政府信息公开工作年度报告", ""},
		{"政府信息公开工作年度报告（2024年）", ""},
	} {
		if agency, year := readTitle(c.title); agency != c.agency || year != 2024 {
			t.Errorf("%s: %q, %d", c.title, agency, year)
		}
	}
	for _, line := range []string{"首页 > 年报 > 2024年政府信息公开工作年度报告", "2024年政府信息公开工作年度报告发布情况", "本报告是云川市财政局2024年政府信息公开工作年度报告。",
		"2024年工作总结", strings.Repeat("云", 90) + "2024年政府信息公开工作年度报告"} {
		if agency, year := readTitle(line); year != 0 && agency != "" {
			t.Errorf("%s is no title: %q, %d", line, agency, year)
		}
	}
}

// TestHead: the title is the one above the article, whole, wherever else a
// page names reports.
func TestHead(t *testing.T) {
	const name = "某某市卫生健康委员会"
	f := form.Find("2021")
	body := page(f, 2024, nil)
	body = body[strings.Index(body, "</h1>")+len("</h1>"):]
	body = strings.ReplaceAll(body, "某某市财政局", name)
	for _, c := range []struct {
		what, before string
		doubts       int
	}{
		{"links to other years", "<ul><li>" + name + "2022年政府信息公开工作年度报告</li><li>" + name + "2023年政府信息公开工作年度报告</li></ul><h1>" + name + "2024年政府信息公开工作年度报告</h1>", 0},
		{"a headline and the title in two lines", "<h1>" + name + "2024年政府信息公开工作年度报告</h1><p>来源：本站 发布时间：2025-01-20 【字体：大 中 小】</p><p>" + name + "</p><p>2024年政府信息公开工作年度报告</p>", 0},
		{"cut in the middle of the name", "<p>年报</p><p>某某市卫生健康委</p><p>员会2024年政府信息公开工作年度报告</p>", 0},
		{"in the page's head only", "<title>" + name + "2024年政府信息公开工作年度报告_某某市人民政府</title><p>索引号：000</p>", 1},
		{"without the agency", "<h1>2024年政府信息公开工作年度报告</h1>", 1},
	} {
		r, doubts := assembleHTML(t, c.before+body)
		if r.Agency.Name != name || r.Year != 2024 || r.Text["preamble"] != "导语一段。" || len(doubts) != c.doubts {
			t.Errorf("%s: %q %d %q %v", c.what, r.Agency.Name, r.Year, r.Text["preamble"], doubts)
		}
	}
}

// TestHeadings: sections are found however their headings are worded and
// numbered; the wording is kept.
func TestHeadings(t *testing.T) {
	f := form.Find("2021")
	official := map[string]string{}
	for _, s := range f.Sections {
		official[s.Key] = s.Heading
	}
	for _, c := range []map[string]string{
		{"overview": "一、基本情况"}, {"overview": "一、2024年政府信息公开工作情况"}, {"overview": "1、概述"},
		{"reviews": "四、复议诉讼情况"}, {"applications": "三、依申请公开情况"},
		{"problems": "五、存在的不足及整改措施"}, {"problems": "五、主要问题及下一步打算", "other": "六、其他事项"}, {"other": "六、需要报告的其他事项"},
		{"problems": "四、存在的主要问题及改进情况", "other": "五、其他需要报告的事项"},
		{"overview": "总体情况", "disclosure": "主动公开政府信息情况", "applications": "收到和处理政府信息公开申请情况",
			"reviews": "政府信息公开行政复议、行政诉讼情况", "problems": "存在的主要问题及改进情况", "other": "其他需要报告的事项"},
		{"overview": "第一部分总体情况", "problems": "第五部分存在的主要问题及改进情况"},
		{"overview": "（一）总体情况", "problems": "（五）存在的主要问题及改进情况", "other": "（六）其他需要报告的事项"},
	} {
		text := page(f, 2024, nil)
		for key, heading := range c {
			text = strings.Replace(text, "<p>"+official[key]+"</p>", "<p><b>"+heading+"</b></p>", 1)
		}
		r, doubts := assembleHTML(t, text)
		for key, heading := range c {
			if r.Headings[key] != heading {
				t.Errorf("%v: heading of %s is %q", c, key, r.Headings[key])
			}
		}
		for _, key := range []string{"overview", "problems", "other"} {
			if want := fmt.Sprintf("（一）小标题\n\n%s的正文，办理12件。", key); r.Text[key] != want {
				t.Errorf("%v: %s is %q", c, key, r.Text[key])
			}
		}
		if len(doubts) > 0 || r.Text["preamble"] != "导语一段。" {
			t.Errorf("%v: %v %q", c, doubts, r.Text["preamble"])
		}
	}
}

// TestProseAroundHeadings: contents, headings run into the text, line breaks
// for paragraphs, lines of the page, parts without a heading.
func TestProseAroundHeadings(t *testing.T) {
	f := form.Find("2021")
	const overview = "（一）小标题\n\noverview的正文，办理12件。"
	contents := ""
	for _, s := range f.Sections {
		contents += "<p>" + s.Heading + "……1</p>"
	}
	for _, c := range []struct {
		what, old, new string
		text           map[string]string
		doubts         []string
	}{
		{"a table of contents", "<p>导语一段。</p>", "<p>目　录</p>" + contents + "<p>导语一段。</p>", nil, nil},
		{"run in", "<p>六、其他需要报告的事项</p><p>　　（一）小标题</p><p>　　other的正文，办理12件。</p>", "<p>六、其他需要报告的事项：无。</p>", map[string]string{"other": "无。"}, nil},
		{"words of pages in prose", "overview的正文，办理12件。", "落实主办单位责任，开展“扫一扫”查询，打印、分享到群。", map[string]string{"overview": "（一）小标题\n\n落实主办单位责任，开展“扫一扫”查询，打印、分享到群。"}, nil},
		{"no heading of the last part but one", "<p>五、存在的主要问题及改进情况</p>", "", nil, []string{"表格之后的文字按位置归入"}},
		{"beside a table", "<p>三、收到和处理", "<p>第二十条第（一）项</p><p>单位：件</p><p>注：含转发。</p><p>另有12件。</p><p>三、收到和处理", nil, []string{"另有12件"}},
		{"after the signature", "<div>版权所有</div>", "<p>附件：一览表.xlsx</p><div>版权所有</div>", nil, []string{"落款之后"}},
		{"signed in one line", "<p>某某市财政局</p><p>2025年1月20日</p>", "<p>某某市财政局2025年1月20日</p>", nil, nil},
		{"the day above the name", "<p>某某市财政局</p><p>2025年1月20日</p>", "<p>二〇二五年一月二十日</p><p>某某市财政局</p>", nil, nil},
		{"a caption between heading and table", "<p>二、主动公开政府信息情况</p>", "<p>二、主动公开政府信息情况</p><p>主动公开政府信息情况表</p>", nil, nil},
		{"where figures come from", "overview的正文，办理12件。", "数据来源：市统计局", map[string]string{"overview": "（一）小标题\n\n数据来源：市统计局"}, nil},
		{"a picture", "<p>　　overview的正文", "<p><img src='a.png' alt='柱状图'></p><p>　　overview的正文", nil, []string{"有一张图片没有取出"}},
	} {
		text := page(f, 2024, nil)
		if !strings.Contains(text, c.old) {
			t.Fatal(c.what)
		}
		r, doubts := assembleHTML(t, strings.Replace(text, c.old, c.new, 1))
		want := map[string]string{"preamble": "导语一段。", "overview": overview, "problems": strings.ReplaceAll(overview, "overview", "problems"), "other": strings.ReplaceAll(overview, "overview", "other")}
		for key, text := range c.text {
			want[key] = text
		}
		for key, text := range want {
			if r.Text[key] != text {
				t.Errorf("%s: %s is %q, want %q", c.what, key, r.Text[key], text)
			}
		}
		if len(doubts) != len(c.doubts) || len(doubts) > 0 && !strings.Contains(doubts[0].String(), c.doubts[0]) {
			t.Errorf("%s: %v", c.what, doubts)
		}
		if !r.Signature || r.Date.Format("2006-01-02") != "2025-01-20" {
			t.Errorf("%s: signed %v, %v", c.what, r.Signature, r.Date)
		}
		if c.what == "beside a table" && r.Table("disclosure").Note != "含转发。" {
			t.Errorf("note %q", r.Table("disclosure").Note)
		}
	}
}

func TestSoftBreaks(t *testing.T) {
	for _, c := range []struct {
		text string
		want int
	}{
		{"甲单位\n2024年", 1}, {"地址：某路1号\n电话：123\n邮编：456", 1}, {"全年如此。\n六、其他需要报告的事项\n无。", 3}, {"甲。\n（一）乙\n丙。", 3},
	} {
		if got := softBreaks(Block{Text: c.text}, form.All()); len(got) != c.want {
			t.Errorf("%q: %d paragraphs", c.text, len(got))
		}
	}
}

func TestReadDate(t *testing.T) {
	for _, s := range []string{"2025年1月20日", "2025 年 1 月 20 日", "２０２５年１月２０日", "二〇二五年一月二十日", "二○二五年一月二十日", "2025-01-20", "2025.1.20", "2025/1/20"} {
		if d, ok := ReadDate(s); !ok || d.Format("2006-01-02") != "2025-01-20" {
			t.Errorf("%s: %v", s, d)
		}
	}
	for _, s := range []string{"2025年2月30日", "2025年", "一月二十日", "2025年1月20日起"} {
		if d, ok := ReadDate(s); ok {
			t.Errorf("%s: %v", s, d)
		}
	}
}

// TestEscaped: what only looks like Markdown is text.
func TestEscaped(t *testing.T) {
	for in, want := range map[string]string{
		"7*24小时": "7*24小时", "A*B*C": `A\*B\*C`, "# 一号": `\# 一号`, "#1号": "#1号", "- 甲": `\- 甲`, "+ 甲": `\+ 甲`, "> 甲": `\> 甲`,
		"1. 甲": `1\. 甲`, "1.甲": "1.甲", "2) 甲": `2\) 甲`, "见[附件](下)": `见[附件\](下)`, "脚注[^1]": `脚注\[^1]`, "![图](a)": `\![图\](a)`,
		"`a`": "\\`a\\`", `C:\路径`: `C:\路径`, `\*`: `\\*`, "<https://a.cn>": `\<https://a.cn>`, "<100万元>": "<100万元>", "甲\n乙": "甲\\\n乙",
	} {
		if got := escaped(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestNumerals(t *testing.T) {
	for _, c := range []struct {
		n            int
		format, want string
	}{
		{1, "chineseCounting", "一"}, {10, "chineseCountingThousand", "十"}, {11, "japaneseCounting", "十一"}, {20, "chineseCounting", "二十"}, {105, "chineseCounting", "一百零五"},
		{110, "chineseCounting", "一百一十"}, {1010, "chineseCounting", "一千零一十"}, {2024, "ideographDigital", "二〇二四"}, {3, "decimalEnclosedCircleChinese", "③"}, {21, "decimalEnclosedCircle", "21"},
		{2, "decimalFullWidth", "２"}, {4, "upperRoman", "IV"}, {9, "lowerRoman", "ix"}, {2, "upperLetter", "B"}, {7, "decimalZero", "07"}, {5, "decimal", "5"}, {3, "none", ""}, {2, "ideographTraditional", "乙"},
	} {
		if got := numeral(c.n, c.format); got != c.want {
			t.Errorf("%d as %s: %q, want %q", c.n, c.format, got, c.want)
		}
	}
}
