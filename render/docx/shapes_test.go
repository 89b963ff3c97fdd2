package docx

import (
	"fmt"
	"strings"

	"nianbao/render/doc"
)

// shapes are documents of all sorts, by name: each must be a valid file.
func shapes() map[string]*doc.Document {
	rows := make([]string, 200)
	for i := range rows {
		rows[i] = fmt.Sprintf("第%d组/第%d行", i/7+1, i+1)
	}
	long := grid("applications", "说明", 2, applicants, rows, func(r, c int) string { return "11398889" })
	long.Whole = true
	draft := report()
	draft.Draft, draft.FirstPage = true, 4
	jpeg := &doc.Figure{Data: []byte("\xff\xd8\xff"), Format: "jpeg", Width: 30, Height: 4000, Alt: "图"}
	return map[string]*doc.Document{
		"report": report(),
		"draft":  draft,
		"empty":  {},
		"one":    {Title: "一", Blocks: []doc.Block{par("一")}},
		"long":   {Blocks: []doc.Block{heading(1, "长表"), long}},
		"tables": {Blocks: []doc.Block{reviews(), reviews(), &doc.PageBreak{}, disclosure(), &doc.PageBreak{}, par("后"), reviews()}},
		"kinds": {Blocks: []doc.Block{
			&doc.Paragraph{Kind: doc.AttachmentMark, Text: plain("附件1")}, &doc.Title{Lines: []string{"题"}}, heading(9, "九级"), heading(0, "零级"),
			jpeg, &doc.Figure{Data: pixel, Format: "png", Width: 5000, Height: 50, Alt: "<\">&"}, &doc.Figure{Data: pixel, Format: "png", Width: 1, Height: 1, Alt: "点"},
			&doc.Paragraph{Kind: doc.TableNote, Text: plain("注：")}, &doc.List{}, &doc.List{Items: [][]doc.Block{{}}},
		}},
		"notes": {Blocks: []doc.Block{&doc.Paragraph{Text: []doc.Inline{
			{Text: "甲", Link: "https://a.example/?x=<1>&y=\"2\"", Note: []doc.Inline{{Text: "注", Link: "http://b.example"}, {Text: "里", Note: plain("注中注")}}},
			{Text: "乙", Link: "javascript:alert(1)"}, {Text: "丙", Link: "mailto:a@b.example", Note: plain("二")}, {Text: "丁", Link: "::"},
		}}}},
		"rare": {Blocks: []doc.Block{par("硚口埇桥浉河㮾梨𠀀𰻞邨①Ⅷ"), heading(1, "㮾"), &doc.Title{Lines: []string{"镕基"}}}},
		"title": {Blocks: []doc.Block{
			&doc.Title{Lines: []string{"云川市临江区城乡建设和生态环境综合管理委员会2024年政府信息公开工作年度报告"}, Keep: []string{"云川市临江区城乡建设和生态环境综合管理委员会"}},
			par("正文。"),
		}},
		"pages": {Blocks: []doc.Block{par(strings.Repeat("政", 22*28*60))}},
	}
}
