package layout_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"nianbao/fonts"
	"nianbao/render/doc"
	"nianbao/render/frame"
	"nianbao/render/layout"
	"nianbao/render/length"
	"nianbao/render/style"
	"nianbao/schema/form"
)

const pt = length.Pt

// plain is text in one look.
func plain(s string) []doc.Inline { return []doc.Inline{{Text: s}} }

func body(s string) *doc.Paragraph { return &doc.Paragraph{Text: plain(s)} }

func heading(level int, s string) *doc.Heading { return &doc.Heading{Level: level, Text: plain(s)} }

// report is a document of blocks with a title.
func report(blocks ...doc.Block) *doc.Document {
	return &doc.Document{
		Title: "测试报告", Author: "云川市档案局", Language: "zh-CN",
		Blocks: append([]doc.Block{&doc.Title{
			Lines: []string{"云川市档案局2024年政府信息公开工作年度报告"}, Keep: []string{"云川市档案局"},
		}}, blocks...),
	}
}

// pages lays a document out in the default look and fails on findings.
func pages(t testing.TB, d *doc.Document) *frame.Document {
	t.Helper()
	out, list := layout.Pages(d, style.Embedded("gb9704"), fonts.Embedded())
	for _, f := range list {
		t.Errorf("finding: %s %s", f.Code, f.Message)
	}
	return out
}

// formTable is a table of a form; figure gives the text of the figure in a
// row and column.
func formTable(t testing.TB, id, key string, figure func(row, column int) string) *doc.Table {
	t.Helper()
	f := form.Find(id)
	for i := range f.Tables {
		if f.Tables[i].Key == key {
			return gridTable(&f.Tables[i], figure)
		}
	}
	t.Fatalf("form %s has no table %s", id, key)
	return nil
}

func gridTable(t *form.Table, figure func(row, column int) string) *doc.Table {
	g := t.Grid()
	out := &doc.Table{
		Key: t.Key, Title: t.Title, Summary: t.Title + "表", Widths: t.Widths,
		Head: g.Head, Stub: g.Stub, Whole: t.Whole, Rows: make([]doc.TableRow, g.Rows),
	}
	if len(out.Widths) != g.Cols {
		out.Widths = slices.Repeat([]int{1}, g.Cols)
	}
	for i, keep := range g.Keep {
		out.Rows[i].KeepNext = keep
	}
	roles := map[form.Role]doc.Role{
		form.Data: doc.Data, form.Header: doc.Header, form.Stub: doc.Stub, form.Title: doc.Band, form.Corner: doc.Corner,
	}
	for i := range g.Cells {
		c := &g.Cells[i]
		text := c.Text
		if c.Role == form.Data {
			text = figure(c.FormRow, c.FormColumn)
		}
		cell := doc.Cell{
			Row: c.Row, Col: c.Col, RowSpan: c.RowSpan, ColSpan: c.ColSpan,
			Role: roles[c.Role], Heads: c.Heads, Text: plain(text),
		}
		if c.Role == form.Stub && g.Stub > 1 && c.RowSpan == 1 {
			cell.Align = doc.AlignLeft
		}
		out.Cells = append(out.Cells, cell)
	}
	return out
}

func zeros(int, int) string { return "0" }

// prose is a paragraph of ordinary sentences, n of them.
func prose(n int) string {
	sentences := []string{
		"2024年，本局围绕群众关心的事项，公开文件48份，答复申请12件，办结率为100%。",
		"栏目按“一事一页”编排，标题写明时间、对象和办法，手机上也能看全。",
		"对过期的内容（含附件）逐条标注失效，缺少文号的补齐文号，图片都配了文字说明。",
		"每季度自查一次，发现问题当天登记、三日内改完，结果在全局会议上通报。",
		"咨询电话0000-1234567有专人接听，网址是www.example.gov.cn，工作日上午9:00开始受理。",
	}
	var b strings.Builder
	for i := range n {
		b.WriteString(sentences[i%len(sentences)])
	}
	return b.String()
}

// yearly is a report of the size of a small office's: prose and the tables of
// a form.
func yearly(t testing.TB, id string) *doc.Document {
	figure := func(r, c int) string { return strconv.Itoa((r*7 + c*3) % 23) }
	return report(
		heading(1, "一、总体情况"),
		body(prose(3)), body("主动公开工作。"+prose(5)), body("依申请公开工作。"+prose(4)),
		body("政府信息管理工作。"+prose(6)), body("平台建设工作。"+prose(4)), body("监督保障工作。"+prose(6)),
		heading(1, "二、主动公开政府信息情况"), formTable(t, id, "disclosure", figure),
		heading(1, "三、收到和处理政府信息公开申请情况"), formTable(t, id, "applications", figure),
		heading(1, "四、政府信息公开行政复议、行政诉讼情况"), formTable(t, id, "reviews", figure),
		heading(1, "五、存在的主要问题及改进情况"), body(prose(5)), body(prose(5)),
		heading(1, "六、其他需要报告的事项"), body("无。"),
		&doc.Paragraph{Kind: doc.Signature, Text: plain("云川市档案局")},
		&doc.Paragraph{Kind: doc.DateLine, Text: plain("2025年1月20日")},
	)
}

// lines of a page's text in order: items on one baseline joined.
type textLine struct {
	x, y, end length.Length
	text      string
	items     []*frame.Text
}

// textLines joins the tagged text of a page by baseline. Raised text counts
// to the line it is part of.
func textLines(p *frame.Page) []textLine {
	var lines []textLine
	for _, item := range p.Items {
		t, ok := item.(*frame.Text)
		if !ok || t.Tag == nil {
			continue
		}
		end := t.X
		var s strings.Builder
		for _, g := range t.Glyphs {
			end += g.Advance
			s.WriteRune(g.Rune)
		}
		n := len(lines)
		if n == 0 || lines[n-1].y != t.Y || lines[n-1].end != t.X {
			lines = append(lines, textLine{x: t.X, y: t.Y})
			n++
		}
		l := &lines[n-1]
		l.end = end
		l.text += s.String()
		l.items = append(l.items, t)
	}
	return lines
}
