package archive

import (
	"fmt"

	"nianbao/render/doc"
)

// Register is the 电子档案移交与接收登记表 of the package as a document, to be
// printed and sealed by both sides. Its items are those of annex 1 of
// 《电子档案移交与接收办法》.
func (w *Writer) Register() *doc.Document {
	s := &w.settings
	var total int64
	for i := range w.entries {
		total += w.entries[i].bytes
	}
	const title = registerTitle
	rows := [][]string{
		{"交接工作名称", fmt.Sprintf("%s%d年形成的政府信息公开工作年度报告移交（第%d批）", s.FondsName, s.Year, s.Batch)},
		{"内容描述", fmt.Sprintf("政府信息公开工作年度报告，全宗号 %s，档号 %s 起", s.Fonds, w.entries[0].id)},
		{"移交电子档案数量", fmt.Sprintf("%d 件", len(w.entries))},
		{"移交数据量", fmt.Sprintf("%d.%03d GB", total/1e9, total/1e6%1000)},
		{"载体起止顺序号", "在线"},
		{"载体类型、规格", "在线"},
	}
	checks := []string{"准确性检验", "完整性检验", "可用性检验", "安全性检验", "载体外观检验", "填表人（签名）", "审核人（签名）", "单位印章"}
	t := &doc.Table{Key: "prose", Title: title, Widths: []int{3, 4, 4}, Stub: 1, Summary: "交接内容，以及移交单位、接收单位的检验结果与签章"}
	add := func(role doc.Role, col, span int, text string) {
		t.Cells = append(t.Cells, doc.Cell{Row: len(t.Rows), Col: col, RowSpan: 1, ColSpan: span, Role: role, Text: []doc.Inline{{Text: text}}})
	}
	for _, r := range rows {
		add(doc.Stub, 0, 1, r[0])
		add(doc.Data, 1, 2, r[1])
		t.Rows = append(t.Rows, doc.TableRow{})
	}
	add(doc.Header, 0, 1, "检验内容")
	add(doc.Header, 1, 1, "移交单位："+s.FondsName)
	bureau := s.Bureau
	if bureau == "" {
		bureau = "　　　　　　"
	}
	add(doc.Header, 2, 1, "接收单位："+bureau)
	head := len(t.Cells) - 2
	t.Rows = append(t.Rows, doc.TableRow{KeepNext: true})
	for _, c := range checks {
		add(doc.Stub, 0, 1, c)
		stub := len(t.Cells) - 1
		for col := 1; col <= 2; col++ {
			t.Cells = append(t.Cells, doc.Cell{Row: len(t.Rows), Col: col, RowSpan: 1, ColSpan: 1, Heads: []int{head + col - 1, stub}})
		}
		t.Rows = append(t.Rows, doc.TableRow{})
	}
	headRows(t, len(rows))
	return &doc.Document{
		Title: title, Author: s.FondsName, Subject: s.Name(), Language: "zh-CN",
		Blocks: []doc.Block{&doc.Title{Lines: []string{title}}, t},
	}
}

// headRows lets the label of each of the first n rows head its cell.
func headRows(t *doc.Table, n int) {
	for i := range t.Cells {
		if c := &t.Cells[i]; c.Row < n && c.Role == doc.Data {
			c.Heads = []int{i - 1}
		}
	}
}
