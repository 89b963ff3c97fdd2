package docx

import (
	"bytes"
	"image"
	"image/png"
	"slices"
	"strings"
	"time"

	"nianbao/render/doc"
	"nianbao/render/style"
)

// gb9704 is the look of the tests.
var gb9704 = style.Embedded("gb9704")

// par is a paragraph of plain text.
func par(s string) *doc.Paragraph { return &doc.Paragraph{Text: plain(s)} }

func plain(s string) []doc.Inline {
	if s == "" {
		return nil
	}
	return []doc.Inline{{Text: s}}
}

func heading(level int, s string) *doc.Heading { return &doc.Heading{Level: level, Text: plain(s)} }

// grid makes a table of columns and rows with label paths; neighbours with
// equal prefixes share a cell. Paths are written a/b/c.
func grid(key, corner string, stubWidth int, columns, rows []string, cell func(r, c int) string) *doc.Table {
	t := &doc.Table{Key: key, Title: key, Summary: "表格" + key, Stub: stubWidth}
	var cols [][]string
	for _, c := range columns {
		p := strings.Split(c, "/")
		cols = append(cols, p)
		t.Head = max(t.Head, len(p))
	}
	for range stubWidth {
		t.Widths = append(t.Widths, 3)
	}
	for range cols {
		t.Widths = append(t.Widths, 2)
	}
	t.Rows = make([]doc.TableRow, t.Head+len(rows))
	if stubWidth > 0 {
		t.Cells = append(t.Cells, doc.Cell{RowSpan: t.Head, ColSpan: stubWidth, Role: doc.Corner, Text: plain(corner)})
	}
	for _, s := range spans(cols, t.Head) {
		t.Cells = append(t.Cells, doc.Cell{Row: s.depth, Col: stubWidth + s.from, RowSpan: s.deep, ColSpan: s.n, Role: doc.Header, Text: plain(s.label)})
	}
	var stubs [][]string
	for _, r := range rows {
		stubs = append(stubs, strings.Split(r, "/"))
	}
	if stubWidth > 0 {
		for _, s := range spans(stubs, stubWidth) {
			t.Cells = append(t.Cells, doc.Cell{Row: t.Head + s.from, Col: s.depth, RowSpan: s.n, ColSpan: s.deep, Role: doc.Stub, Align: doc.AlignLeft, Text: plain(s.label)})
		}
	}
	for r := range rows {
		for c := range cols {
			t.Cells = append(t.Cells, doc.Cell{Row: t.Head + r, Col: stubWidth + c, RowSpan: 1, ColSpan: 1, Text: plain(cell(r, c))})
		}
	}
	slices.SortStableFunc(t.Cells, func(a, b doc.Cell) int {
		if a.Row != b.Row {
			return a.Row - b.Row
		}
		return a.Col - b.Col
	})
	return t
}

// span is a label over n neighbours from from, at a depth, reaching deep
// levels down.
type span struct {
	label                string
	depth, deep, from, n int
}

func spans(paths [][]string, levels int) []span {
	var all []span
	for i := 0; i < len(paths); i++ {
		for d := range paths[i] {
			if i > 0 && len(paths[i-1]) > d && slices.Equal(paths[i-1][:d+1], paths[i][:d+1]) {
				continue
			}
			n := 1
			for i+n < len(paths) && len(paths[i+n]) > d && slices.Equal(paths[i+n][:d+1], paths[i][:d+1]) {
				n++
			}
			deep := 1
			if d == len(paths[i])-1 {
				deep = levels - d
			}
			all = append(all, span{paths[i][d], d, deep, i, n})
		}
	}
	return all
}

var applicants = []string{"申请人情况/自然人", "申请人情况/法人或其他组织/商业企业", "申请人情况/法人或其他组织/科研机构",
	"申请人情况/法人或其他组织/社会公益组织", "申请人情况/法人或其他组织/法律服务机构", "申请人情况/法人或其他组织/其他", "申请人情况/总计"}

var results = []string{"一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量",
	"三、本年度办理结果/（一）予以公开",
	"三、本年度办理结果/（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
	"三、本年度办理结果/（三）不予公开/1.属于国家秘密",
	"三、本年度办理结果/（三）不予公开/2.其他法律行政法规禁止公开",
	"三、本年度办理结果/（三）不予公开/3.危及“三安全一稳定”",
	"三、本年度办理结果/（三）不予公开/4.保护第三方合法权益",
	"三、本年度办理结果/（三）不予公开/5.属于三类内部事务信息",
	"三、本年度办理结果/（三）不予公开/6.属于四类过程性信息",
	"三、本年度办理结果/（三）不予公开/7.属于行政执法案卷",
	"三、本年度办理结果/（三）不予公开/8.属于行政查询事项",
	"三、本年度办理结果/（四）无法提供/1.本机关不掌握相关政府信息",
	"三、本年度办理结果/（四）无法提供/2.没有现成信息需要另行制作",
	"三、本年度办理结果/（四）无法提供/3.补正后申请内容仍不明确",
	"三、本年度办理结果/（五）不予处理/1.信访举报投诉类申请",
	"三、本年度办理结果/（五）不予处理/2.重复申请",
	"三、本年度办理结果/（五）不予处理/3.要求提供公开出版物",
	"三、本年度办理结果/（五）不予处理/4.无正当理由大量反复申请",
	"三、本年度办理结果/（五）不予处理/5.要求行政机关确认或重新出具已获取信息",
	"三、本年度办理结果/（六）其他处理", "三、本年度办理结果/（七）总计", "四、结转下年度继续办理"}

func applications() *doc.Table {
	t := grid("applications", "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, applicants, results,
		func(r, c int) string { return []string{"0", "12", "345"}[(r+c)%3] })
	t.Widths = []int{684, 836, 2968, 622, 622, 622, 622, 622, 622, 622}
	t.Whole = true
	return t
}

func reviews() *doc.Table {
	kinds := []string{"结果维持", "结果纠正", "其他结果", "尚未审结", "总计"}
	var columns []string
	for _, over := range []string{"行政复议", "行政诉讼/未经复议直接起诉", "行政诉讼/复议后起诉"} {
		for _, k := range kinds {
			columns = append(columns, over+"/"+k)
		}
	}
	return grid("reviews", "", 0, columns, []string{""}, func(r, c int) string { return "0" })
}

// pixel is a small picture.
var pixel = func() []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 40, 20))); err != nil {
		panic(err)
	}
	return b.Bytes()
}()

// report is a whole report of the usual length, every kind of block in it.
func report() *doc.Document {
	const long = "本机关按照年度政府信息公开工作要点，明确任务、把握重点，修订公开指南和目录，全年主动公开各类文件48份，公开率达到100%，并逐件登记、逐月核对、按季度通报，做到应公开尽公开。"
	d := &doc.Document{
		Title: "某某市财政局2024年政府信息公开工作年度报告", Author: "某某市财政局", Subject: "政府信息公开工作年度报告",
		Keywords: []string{"政府信息公开", "年度报告"}, Language: "zh-CN", Date: time.Date(2025, 1, 20, 0, 0, 0, 0, time.UTC),
	}
	add := func(b ...doc.Block) { d.Blocks = append(d.Blocks, b...) }
	add(&doc.Title{Lines: []string{"某某市财政局", "2024年政府信息公开工作年度报告"}, Keep: []string{"某某市财政局"}})
	add(par("根据有关规定，编制本报告。" + long))
	add(heading(1, "一、总体情况"), heading(2, "（一）主动公开"), par(long+long), heading(3, "1.重点领域"), par(long), heading(4, "（1）细目"), par(long))
	add(&doc.Paragraph{Text: []doc.Inline{{Text: "加粗", Bold: true}, {Text: "斜体", Italic: true}, {Text: "见"}, {Text: "门户网站", Link: "https://www.example.gov.cn/列表?a=1&b=2"},
		{Text: "——“引号”‘单引’…·", Break: true}, {Text: "换行之后", Note: []doc.Inline{{Text: "脚注的文字。"}}}, {Text: "，完。"}}})
	add(&doc.List{Ordered: true, Start: 1, Items: [][]doc.Block{
		{par("第一项" + long), &doc.List{Items: [][]doc.Block{{par("里面一项")}, {par("里面二项")}}}}, {par("第二项"), par("第二项的第二段")}}})
	add(heading(1, "二、主动公开政府信息情况"), disclosure())
	add(heading(1, "三、收到和处理政府信息公开申请情况"), applications())
	add(heading(1, "四、政府信息公开行政复议、行政诉讼情况"), reviews())
	d.Blocks[len(d.Blocks)-1].(*doc.Table).Note = plain("注：数量含上年度结转数量。")
	add(heading(1, "五、存在的主要问题及改进情况"), par(long), &doc.Paragraph{Kind: doc.Caption, Text: plain("表1 分类统计")},
		grid("prose", "类别", 1, []string{"件数", "占比"}, []string{"规划", "预算"}, func(r, c int) string { return "3" }),
		&doc.Figure{Data: pixel, Format: "png", Width: 400, Height: 200, Alt: "柱状图：各季度公开件数", Caption: plain("图1 各季度公开件数")},
		&doc.Paragraph{Kind: doc.Quote, Text: plain("引文。")})
	add(heading(1, "六、其他需要报告的事项"), par("收取信息处理费0元。"),
		&doc.Paragraph{Kind: doc.Signature, Text: plain("某某市财政局")}, &doc.Paragraph{Kind: doc.DateLine, Text: plain("2025年1月20日")})
	return d
}

// disclosure is table two of the form of 2021: four bands over one grid.
func disclosure() *doc.Table {
	t := &doc.Table{Key: "disclosure", Title: "主动公开政府信息情况", Summary: "第二十条各项的数量", Widths: []int{1, 1, 1, 1}, Stub: 1}
	row := func(keep bool, cells ...doc.Cell) {
		col := 0
		for _, c := range cells {
			c.Row, c.Col, c.RowSpan = len(t.Rows), col, 1
			col += c.ColSpan
			t.Cells = append(t.Cells, c)
		}
		t.Rows = append(t.Rows, doc.TableRow{KeepNext: keep})
	}
	cell := func(role doc.Role, span int, s string) doc.Cell {
		return doc.Cell{Role: role, ColSpan: span, Text: plain(s)}
	}
	for _, b := range []struct {
		title   string
		columns []string
		rows    []string
	}{
		{"第二十条第（一）项", []string{"本年制发件数", "本年废止件数", "现行有效件数"}, []string{"规章", "行政规范性文件"}},
		{"第二十条第（五）项", []string{"本年处理决定数量"}, []string{"行政许可"}},
		{"第二十条第（六）项", []string{"本年处理决定数量"}, []string{"行政处罚", "行政强制"}},
		{"第二十条第（八）项", []string{"本年收费金额（单位：万元）"}, []string{"行政事业性收费"}},
	} {
		span := 3 / len(b.columns)
		row(true, cell(doc.Band, 4, b.title))
		heads := []doc.Cell{cell(doc.Header, 1, "信息内容")}
		for _, c := range b.columns {
			heads = append(heads, cell(doc.Header, span, c))
		}
		row(true, heads...)
		for _, r := range b.rows {
			cells := []doc.Cell{cell(doc.Stub, 1, r)}
			for range b.columns {
				cells = append(cells, cell(doc.Data, span, "18.8710"))
			}
			row(false, cells...)
		}
	}
	return t
}
