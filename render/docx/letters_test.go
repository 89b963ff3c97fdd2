package docx

import (
	"strings"

	"nianbao/render/doc"
)

func names(all ...string) [][]doc.Inline {
	var out [][]doc.Inline
	for _, s := range all {
		out = append(out, plain(s))
	}
	return out
}

// LetterNames says what the letters are.
var LetterNames = map[string]string{
	"note": "信函", "file": "文件", "draft": "信函草稿", "signed": "文件，一名签发人", "upward": "文件，三名签发人", "joint": "联合行文", "crowded": "七个机关联合行文",
	"order": "命令", "minutes": "纪要",
}

// Letters are official documents of every format, by name.
func Letters() map[string]*doc.Document {
	title := &doc.Title{Lines: []string{"青溪市财政局关于报送2025年政府信息公开工作年度报告的函"}, Keep: []string{"青溪市财政局"}}
	to := &doc.Paragraph{Kind: doc.Recipients, Text: plain("青溪市人民政府办公室：")}
	body := par("我局编制了2025年政府信息公开工作年度报告，现予报送。" + strings.Repeat("请予审阅。", 12))
	item := func(gap bool, indent int, label, name string) *doc.Hanging {
		return &doc.Hanging{Gap: gap, Indent: indent, Label: plain(label), Text: plain(name)}
	}
	day := plain("2026年1月23日")
	long := func(blocks ...doc.Block) *doc.Document {
		for range 40 {
			blocks = append(blocks, par("现予报送，请予审阅。"))
		}
		blocks = append(blocks, &doc.Closing{Offices: names("青溪市公安分局"), Date: day})
		return &doc.Document{Blocks: blocks}
	}
	return map[string]*doc.Document{
		"note": {Blocks: []doc.Block{
			&doc.LetterHead{
				Form: doc.NoteForm, Copy: plain("000001"), Secrecy: plain("秘密★1年"), Urgency: plain("特急"),
				Mark: names("青溪市财政局"), Number: plain("青财函〔2026〕1号"),
			},
			title, to, body, item(true, 2, "附件：", "青溪市财政局2025年政府信息公开工作年度报告"),
			&doc.Closing{Offices: names("青溪市财政局"), Date: day, Seal: true},
			&doc.Paragraph{Kind: doc.Remark, Text: plain("（此件公开发布）")},
			&doc.Imprint{Plain: true, Copies: plain("市档案馆。")},
		}},
		"file": {Blocks: []doc.Block{
			&doc.LetterHead{
				Copy: plain("000001"), Secrecy: plain("秘密★1年"), Urgency: plain("特急"),
				Mark: names("青溪市财政局文件"), Number: plain("青财发〔2026〕12号"),
			},
			&doc.Title{Lines: []string{"青溪市财政局", "关于公布二〇二五年政府信息公开", "工作年度报告的通知"}}, to, body,
			item(true, 2, "附件：1.", "青溪市财政局2025年政府信息公开工作年度报告及其说明"),
			item(false, 5, "2.", "青溪市财政局城东分局2025年政府信息公开工作年度报告"),
			&doc.Closing{Offices: names("青溪市财政局"), Date: day},
			&doc.PageBreak{},
			&doc.Paragraph{Kind: doc.AttachmentMark, Text: plain("附件1")},
			&doc.Title{Lines: []string{"青溪市财政局", "2025年政府信息公开工作年度报告"}}, body,
			&doc.Imprint{Copies: plain(strings.Repeat("市委各部门，市人大常委会办公室，", 4) + "市档案馆。"), Printer: plain("青溪市财政局办公室"), Printed: plain("2026年1月24日印发")},
		}},
		"draft": {Draft: true, Blocks: []doc.Block{
			&doc.LetterHead{Form: doc.NoteForm, Mark: names("青溪市财政局")}, title, body,
			&doc.Closing{Offices: names("青溪市财政局"), Date: day, Seal: true},
		}},
		"signed": {Blocks: []doc.Block{
			&doc.LetterHead{Mark: names("青溪市财政局文件"), Number: plain("青财发〔2026〕3号"), Signers: names("王小明")},
			title, to, par("请予审阅。"), &doc.Closing{Offices: names("局"), Date: day},
			&doc.Imprint{Printer: plain("青溪市财政局办公室"), Printed: plain("2026年1月24日印发")},
		}},
		"upward": {Blocks: []doc.Block{
			&doc.LetterHead{Mark: names("青溪市城乡建设管理局文件"), Number: plain("青建发〔2026〕3号"), Signers: names("王小明", "李长青", "赵一山")},
			title, to, body, &doc.Closing{Offices: names("青溪市城乡建设管理局"), Date: day},
		}},
		"joint": {Blocks: []doc.Block{
			&doc.LetterHead{
				Mark: names("青溪市财政局", "青溪市城乡建设管理局", "青溪市档案局"), Suffix: plain("文件"),
				Number: plain("青财联发〔2026〕3号"), Signers: names("王小明", "李长青"),
			},
			title, to, body, &doc.Closing{Offices: names("青溪市财政局", "青溪市城乡建设管理局", "青溪市档案局"), Date: day, Seal: true},
		}},
		"crowded": {Blocks: []doc.Block{
			&doc.LetterHead{
				Mark:   names("青溪市财政局", "青溪市城乡建设管理局", "青溪市档案局", "青溪市司法局", "青溪市商务局", "青溪市民政局", "青溪市教育局"),
				Suffix: plain("文件"), Number: plain("青财联发〔2026〕4号"),
				Signers: names("王小明", "李长青", "赵一山", "钱江", "孙立", "周正", "吴平"),
			},
			&doc.Title{Lines: []string{"青溪市财政局等七部门关于做好", "二〇二五年政府信息公开工作年度报告", "编制和发布工作的通知"}}, to, body,
			&doc.Closing{Offices: names("青溪市财政局"), Date: day, Seal: true},
		}},
		"longfile": long(&doc.LetterHead{Mark: names("青溪市财政局文件"), Number: plain("青财发〔2026〕1号")}, title, to),
		"longjoint": long(&doc.LetterHead{
			Mark: names("青溪市财政局", "青溪市城乡建设管理局"), Suffix: plain("文件"), Number: plain("青财发〔2026〕1号"), Signers: names("王小明", "李长青", "赵一山"),
		}, title, to),
		"longnote":  long(&doc.LetterHead{Form: doc.NoteForm, Mark: names("青溪市财政局"), Number: plain("青财函〔2026〕1号")}, title, to),
		"longorder": long(&doc.LetterHead{Form: doc.OrderForm, Mark: names("青溪市财政局令"), Number: plain("第1号")}),
		"order": {Blocks: []doc.Block{
			&doc.LetterHead{Form: doc.OrderForm, Mark: names("青溪市人民政府令"), Number: plain("第12号")},
			body, &doc.Closing{Posts: names("市长", "常务副市长"), Date: day},
		}},
		"minutes": {Blocks: []doc.Block{
			&doc.LetterHead{Form: doc.MinutesForm, Mark: names("青溪市财政局会议纪要"), Number: plain("第3期")},
			title, body, body,
			&doc.Hanging{Gap: true, Strong: true, Indent: 2, Label: plain("出席："), Text: plain(strings.Repeat("王小明、李长青、", 10) + "赵山")},
			&doc.Hanging{Strong: true, Indent: 2, Label: plain("请假："), Text: plain("钱水")},
			&doc.Closing{Offices: names("青溪市财政局"), Date: day},
		}},
	}
}
