package render

import (
	"fmt"
	"strings"
	"testing"

	"nianbao/schema/form"
	"nianbao/schema/source"
)

// odd is a report of an odd shape.
type odd struct {
	name    string
	text    string // TOML
	forms   form.Set
	options Options
}

// oddReports are the shapes that judges look at: each must become documents
// without an error.
func oddReports(t testing.TB) []odd {
	t.Helper()
	prose := oddForm(t, proseForm)
	about := func(title, text string) string {
		return "form = \"prose\"\nyear = 2024\n[agency]\nname = \"某某县档案局\"\n[report]\n" + title +
			"\n[text]\nonly = '''\n" + text + "\n'''\n"
	}
	agency := func(name, more, text string) string {
		return noFigures("[agency]\nname = \""+name+"\"\n[report]\ndate = 2025-01-20\nsignature = true\n"+more, "[text]\noverview = '''\n"+text+"\n'''\n")
	}
	return []odd{
		{"no-tables", about("", "只有正文，没有表格。"), prose, Options{}},
		{"one-character", about(`title = "一"`, "一"), prose, Options{}},
		{"no-text", about("", ""), prose, Options{}},
		{"sixty-pages", about("", strings.Repeat(longParagraph+"\n\n", 210)), prose, Options{}},
		{"long-table", longReport(), oddForm(t, longForm()), Options{}},
		{"rare", agency("硚口区埇桥镇㮾梨办事处", `headings = { overview = "一、浉河情况" }`,
			"（一）𡐓塘社区\n\n㮾梨、𡐓塘、𬇙水、浉河、埇桥、硚口，及`硚`、**埇**、*𬇙*。[𡐓](https://example.com/)[^𬇙]\n\n| | 㮾 |\n|---|---|\n| 𡐓 | 𬇙 |\n\n[^𬇙]: 浉水。"),
			form.All(), Options{}},
		{"prose-blocks", agency("某某市水务局", "", proseBlocks), form.All(), Options{}},
		{"head-only", about("", "表1　只有表头\n\n| 渠道 | 数量 |\n|---|---|\n\n后文。\n\n| | 甲 |\n|---|---|\n"), prose, Options{}},
		{"title-lines", agency("某某市水务局", "title = [\"某某市水务局\", \"关于2024年度政府信息公开\", \"工作情况的年度报告\"]", "正文。"), form.All(), Options{}},
		{"draft", agency("某某市水务局", "", "草稿的正文。"), form.All(), Options{Draft: true}},
		{"attachment", agency("某某市水务局", "", "附件的正文。"), form.All(), Options{Attachment: "附件1", DocumentNo: "某水函〔2025〕1号", FirstPage: 118}},
		{"wide-figures", wideFigures(), form.All(), Options{}},
	}
}

// oddForm adds a form to those of the program.
func oddForm(t testing.TB, text string) form.Set {
	t.Helper()
	f, found := form.Parse(&source.File{Name: "form.toml", Data: []byte(text)})
	if f == nil || len(found) > 0 {
		t.Fatal(found)
	}
	return append(form.All(), f)
}

const proseForm = `id = "prose"
title = "{agency}{year}年情况"
notice = "无"
from = 2024
to = 2024
[[section]]
key = "only"
heading = "一、情况"
`

const longParagraph = "本局坚持以公开为常态、不公开为例外，围绕群众关切，全年发布各类信息1234条，其中“政策解读”56条，" +
	"办结率100%；同时修订目录、规范流程、加强审查，对存量信息逐条复核——失效的注明，错误的改正……下一步继续落实《条例》第二十条的要求，" +
	"扩大公开的范围，细化公开的内容，提高答复的质量，做好政策的解读，回应社会的关切，主动接受监督，并按季度通报落实的情况。"

// longForm has a table of 200 rows in groups of different lengths, on two
// levels.
func longForm() string {
	var b strings.Builder
	b.WriteString(`id = "long"
title = "{agency}{year}年事项清单"
notice = "无"
from = 2024
to = 2024
[[section]]
key = "items"
heading = "一、事项"
table = "items"
[[table]]
key = "items"
name = "表甲"
title = "事项"
corner = "（单列各项）"
widths = [2, 3, 5, 2, 2, 2]
[[table.band]]
columns = [
  { key = "a", path = "办理 / 线上 / 本级" },
  { key = "b", path = "办理 / 线下" },
  { key = "c", path = "合计" },
]
rows = [
`)
	for i := range longRows {
		fmt.Fprintf(&b, "  { key = \"r%d\", path = \"%s / %s / %d.第%d项事项的名称\" },\n", i, longGroup(i), longKind(i), i+1, i+1)
	}
	b.WriteString("]\n")
	return b.String()
}

const longRows = 200

// longGroup is the first label of a row: the first group runs over pages.
func longGroup(i int) string {
	if i < 90 {
		return "一、行政许可类"
	}
	return fmt.Sprintf("第%d类事项", i/10)
}

func longKind(i int) string {
	if i < 40 {
		return "（一）由本级办理并对外公布的事项"
	}
	return fmt.Sprintf("（%d）", i/4)
}

func longReport() string {
	var b strings.Builder
	b.WriteString("form = \"long\"\nyear = 2024\n[agency]\nname = \"某某县政务服务局\"\n[items]\n")
	for i := range longRows {
		fmt.Fprintf(&b, "r%d = [ %d, %d, %d ]\n", i, i, 1000+i, 12345678+i)
	}
	return b.String()
}

// wideFigures has the widest figures and notes in cells.
func wideFigures() string {
	s := noFigures("[agency]\nname = \"某某市水务局\"", "[text]\noverview = \"全年情况。\"\n")
	s = strings.Replace(s, "[disclosure]\n", "[disclosure]\nregulations = [ 12345678, 12345678, { value = 12345678, note = \"含上年结转的12345678件\" } ]\nfees = [ \"12345678.123456\" ]\n", 1)
	s = strings.Replace(s, "[applications]\n", "[applications]\nreceived = [ 12345678, 12345678, 12345678, 12345678, 12345678, 12345678, { value = 74074068, note = \"含电话申请\" } ]\nnote = \"数字为虚构。\"\n", 1)
	return strings.Replace(s, "[reviews]\n", "[reviews]\nreview = [ 12345678, 12345678, 12345678, 12345678, 49382712 ]\n", 1)
}

const proseBlocks = `（一）图、表、列表

![柱状图：各月申请件数](assets/applications-2021.png "图1　各月申请件数")

![又一幅图：各月申请件数](assets/applications-2021.png)

表1　各渠道情况

| 渠道 | 数量 | 说明 |
|---|--:|:-:|
| [网站](https://www.example.gov.cn/very/long/path/index.html?year=2024&id=1234567890) | 1,386 | **重点**[^一] |
| | 518 | |

- 第一层
  1. 第二层甲
  2. 第二层乙

     续一段
- 又一项[^二]

> 引文一段。

见 <https://www.example.gov.cn/> 与 nianbao@example.com，*斜体*、` + "`代码 a<b>&c`" + `。

[^一]: 脚注有[链接](https://www.example.com/)。
[^二]: 第二条脚注，` + longParagraph + `
`
