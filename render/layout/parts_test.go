package layout_test

import (
	"bytes"
	"flag"
	"image"
	"image/png"
	"os"
	"strings"
	"testing"

	"nianbao/fonts"
	"nianbao/render/doc"
	"nianbao/render/frame"
	"nianbao/render/layout"
	"nianbao/render/length"
	"nianbao/render/style"
	"nianbao/schema/source"
)

// everything has one of each kind of block.
func everything(t testing.TB) *doc.Document {
	return report(
		&doc.Paragraph{Text: []doc.Inline{
			{Text: "本报告依据条例编制，电子版见"}, {Text: "本局网站", Link: "https://www.example.gov.cn/"},
			{Text: "，有疑问请来电。"}, {Text: "数据", Bold: true}, {Text: "截至年底", Note: plain("含代拟的文件。")}, {Text: "，"},
			{Text: "以公报为准", Italic: true}, {Text: "，编号"}, {Text: "A-1", Code: true}, {Text: "。"},
		}},
		heading(1, "一、总体情况"), heading(2, "（一）主动公开"), body(prose(2)),
		heading(3, "1.目录"), body("目录如下："),
		&doc.List{Items: [][]doc.Block{
			{body("机构职能；")},
			{body("规范性文件："), &doc.List{Ordered: true, Start: 1, Items: [][]doc.Block{{body("现行有效的；")}, {body("已经废止的。")}}}},
			{body("其他。"), body("另见公报。")},
		}},
		&doc.List{Ordered: true, Start: 9, Items: [][]doc.Block{{body("第九项。")}, {body("第十项。")}}},
		&doc.Paragraph{Kind: doc.Quote, Text: plain("公开为常态，不公开为例外。")},
		&doc.Paragraph{Kind: doc.Caption, Text: plain("表1 渠道")},
		&doc.Table{Key: "prose", Title: "渠道", Widths: []int{1, 2}, Head: 1, Rows: make([]doc.TableRow, 2), Cells: []doc.Cell{
			{Row: 0, Col: 0, RowSpan: 1, ColSpan: 1, Role: doc.Header, Text: plain("渠道")},
			{Row: 0, Col: 1, RowSpan: 1, ColSpan: 1, Role: doc.Header, Text: plain("条数")},
			{Row: 1, Col: 0, RowSpan: 1, ColSpan: 1, Align: doc.AlignLeft, Text: plain("网站"), Heads: []int{0}},
			{Row: 1, Col: 1, RowSpan: 1, ColSpan: 1, Align: doc.AlignRight, Text: plain("1,386"), Heads: []int{1}},
		}},
		&doc.Figure{Data: picture(t), Format: "png", Width: 320, Height: 160, Alt: "逐月申请数", Caption: plain("图1 逐月申请数")},
		&doc.PageBreak{},
		heading(1, "二、主动公开政府信息情况"), formTable(t, "2021", "disclosure", zeros),
		heading(1, "三、其他"), body("无。"),
		&doc.Paragraph{Kind: doc.Signature, Text: plain("云川市档案局")},
		&doc.Paragraph{Kind: doc.DateLine, Text: plain("2025年1月20日")},
	)
}

func picture(t testing.TB) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 320, 160))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestDump compares the places of everything on two pages, and the structure
// tree, with the golden file.
func TestDump(t *testing.T) {
	out := pages(t, everything(t))
	checkInside(t, out)
	var b bytes.Buffer
	if err := frame.Dump(&b, out); err != nil {
		t.Fatal(err)
	}
	const file = "testdata/everything.golden"
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	g, w := strings.Split(b.String(), "\n"), strings.Split(string(want), "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			t.Fatalf("%s:%d:\n got %s\nwant %s", file, i+1, g[i], w[i])
		}
	}
	if len(g) != len(w) {
		t.Fatalf("%d lines, want %d", len(g), len(w))
	}
}

// TestSameTwice: two runs give the same pages.
func TestSameTwice(t *testing.T) {
	var a, b bytes.Buffer
	frame.Dump(&a, pages(t, everything(t)))
	frame.Dump(&b, pages(t, everything(t)))
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("two runs differ")
	}
}

// TestMissing: characters without a face are errors with their places, those
// beside each other together, others once with their other places; the pages
// hold the rest.
func TestMissing(t *testing.T) {
	file := &source.File{Name: "a.toml", Data: []byte("text = \"好\uE000坏\U0010FFFD\uE000坏\uE000\"\n")}
	from := source.Origin{File: file, Path: source.Path{"text"}}
	d := report(&doc.Paragraph{Text: []doc.Inline{{Text: "好\uE000坏\U0010FFFD\uE000坏\uE000", Origin: from}}})
	out, list := layout.Pages(d, style.Embedded("gb9704"), fonts.Embedded())
	if len(list) != 2 {
		t.Fatalf("%d findings, want 2: %v", len(list), list)
	}
	first := list[0]
	if first.Code != layout.CodeFontMissing || first.Severity != source.Error || first.Origin.Offset != 1 || len(first.Related) != 1 ||
		first.Related[0].Origin.Offset != 6 || !strings.Contains(first.Message, "U+E000") {
		t.Errorf("%+v", first)
	}
	if list[1].Origin.Offset != 3 || list[1].Origin.Width != 2 || list[1].Origin.File != file {
		t.Errorf("%+v", list[1])
	}
	if l := allLines(out); l[len(l)-1].text != "好坏坏" {
		t.Errorf("line %q", l[len(l)-1].text)
	}
}

// TestMissingTogether: missing characters beside each other are one finding;
// those of a script that joins its letters are told apart from those that
// only want a face.
func TestMissingTogether(t *testing.T) {
	const text = "藏文བོད་ཡིག、한국어བོ"
	file := &source.File{Name: "a.toml", Data: []byte("text = \"" + text + "\"\n")}
	_, list := layout.Pages(report(&doc.Paragraph{Text: []doc.Inline{{Text: text, Origin: source.Origin{File: file, Path: source.Path{"text"}}}}}),
		style.Embedded("gb9704"), fonts.Embedded())
	want := []string{
		"“བོད་ཡིག”（U+0F56 等 7 字）是要连写的文字，本程序排不了",
		"“한국어”（U+D55C 等 3 字）没有一种字体有这些字，印不出来",
	}
	if len(list) != len(want) {
		t.Fatalf("%d findings: %v", len(list), list)
	}
	for i, f := range list {
		if f.Message != want[i] || f.Origin.Offset != []int{2, 10}[i] || f.Origin.Width != []int{7, 3}[i] {
			t.Errorf("%q at %d, %d wide", f.Message, f.Origin.Offset, f.Origin.Width)
		}
	}
	if n := len(list[0].Related); n != 2 {
		t.Errorf("%d other places, want 2", n)
	}
}

// TestFallback: characters that 仿宋 lacks come from the nearest face.
func TestFallback(t *testing.T) {
	out := pages(t, report(body("硚口、埇桥、浉河、㮾、𠅤。")))
	faces := map[string]string{}
	for _, item := range out.Pages[0].Items {
		if tx, ok := item.(*frame.Text); ok {
			for _, g := range tx.Glyphs {
				faces[string(g.Rune)] = tx.Face.PostScriptName
			}
		}
	}
	if faces["口"] != "FandolFang-Regular" || faces["㮾"] == "FandolFang-Regular" || faces["𠅤"] == "" {
		t.Errorf("faces %v", faces)
	}
}

// TestFigure: pictures are 96 pixels an inch, made smaller to fit, with their
// captions on the same page; unknown formats are errors.
func TestFigure(t *testing.T) {
	for _, c := range []struct {
		w, h         int
		width, tall  length.Length
		before, page int
	}{
		{320, 160, 240 * pt, 120 * pt, 0, 0},
		{2000, 100, areaRight - areaLeft, (areaRight - areaLeft) / 20, 0, 0},
		{300, 3000, (areaBottom - areaTop) * 3 / 40, (areaBottom - areaTop) * 3 / 4, 0, 0},
		{300, 400, 225 * pt, 300 * pt, 12, 1},
		{640, 320, 0, 0, 14, 1}, // the picture would fit, its caption would not
	} {
		d := &doc.Document{Title: "图", Language: "zh-CN"}
		for range c.before {
			d.Blocks = append(d.Blocks, body("填。"))
		}
		d.Blocks = append(d.Blocks, &doc.Figure{
			Data: []byte("png"), Format: "png", Width: c.w, Height: c.h, Alt: "图", Caption: plain("图1"),
		})
		out := pages(t, d)
		checkInside(t, out)
		var found *frame.Image
		for i := range out.Pages {
			for _, item := range out.Pages[i].Items {
				if m, ok := item.(*frame.Image); ok {
					found = m
					if i != c.page && c.width > 0 {
						t.Errorf("%d × %d: on page %d, want %d", c.w, c.h, i+1, c.page+1)
					}
					lines := textLines(&out.Pages[i])
					if last := lines[len(lines)-1]; last.text != "图1" || last.y < m.Y+m.H {
						t.Errorf("%d × %d: caption is not below", c.w, c.h)
					}
				}
			}
		}
		if found == nil || found.Tag.Role != "Figure" || found.Tag.Alt != "图" || *found.Tag.BBox != [4]length.Length{found.X, found.Y, found.X + found.W, found.Y + found.H} {
			t.Fatalf("%d × %d: %+v", c.w, c.h, found)
		}
		if near := func(a, b length.Length) bool { return a-b < 2 && b-a < 2 }; c.width > 0 && (!near(found.W, c.width) || !near(found.H, c.tall)) {
			t.Errorf("%d × %d: %d × %d, want %d × %d", c.w, c.h, found.W, found.H, c.width, c.tall)
		}
	}
	_, list := layout.Pages(report(&doc.Figure{Data: []byte("GIF"), Format: "gif", Width: 1, Height: 1, Alt: "动图"}), style.Embedded("gb9704"), fonts.Embedded())
	if len(list) != 1 || list[0].Code != layout.CodeFigure {
		t.Errorf("findings %v", list)
	}
}

// TestNotes: footnotes stand at the foot of the page that calls them, and the
// text leaves them room; long ones follow their paragraph.
func TestNotes(t *testing.T) {
	for n := range 24 {
		d := &doc.Document{Title: "注", Language: "zh-CN"}
		for range n {
			d.Blocks = append(d.Blocks, body("填。"))
		}
		d.Blocks = append(d.Blocks, &doc.Paragraph{Text: []doc.Inline{
			{Text: prose(2), Note: plain("第一条注文。")}, {Text: prose(2), Note: plain("第二条注文。")}, {Text: "完。"},
		}})
		out := pages(t, d)
		checkInside(t, out)
		checkCells(t, out)
		for i := range out.Pages {
			text := strings.Join(func() (all []string) {
				for _, l := range textLines(&out.Pages[i]) {
					all = append(all, l.text)
				}
				return all
			}(), "")
			for _, mark := range []string{"①", "②"} {
				if n := strings.Count(text, mark); n != 0 && n != 2 {
					t.Errorf("page %d holds %s %d times: call and note are parted", i+1, mark, n)
				}
			}
		}
	}
	out := pages(t, report(&doc.Paragraph{Text: []doc.Inline{{Text: "正文", Note: plain(prose(30))}, {Text: "。"}}}, body("后。")))
	lines := allLines(out)
	if lines[len(lines)-1].text != "后。" || len(lines) < 15 {
		t.Errorf("%d lines, the last %q", len(lines), lines[len(lines)-1].text)
	}
}

// TestHeadingLevels: structure knows no gaps between levels (ISO 14289-1,
// 7.4.2), whatever the text does.
func TestHeadingLevels(t *testing.T) {
	out := pages(t, report(
		heading(2, "（一）先"), heading(1, "一、后"), heading(3, "1.跳"), heading(4, "（1）接"), heading(2, "（一）回"), heading(1, "二、完"), body("。")))
	var roles []string
	for _, k := range out.Root.Kids {
		roles = append(roles, k.Role)
	}
	if got, want := strings.Join(roles, " "), "Title H1 H1 H2 H3 H2 H1 P"; got != want {
		t.Errorf("roles %s, want %s", got, want)
	}
	var levels []int
	for _, b := range out.Outline {
		levels = append(levels, b.Level)
	}
	want := []int{1, 2, 2, 3, 4, 3, 2}
	for i := range want {
		if levels[i] != want[i] {
			t.Fatalf("outline levels %v, want %v", levels, want)
		}
	}
	if out.Outline[0].Title != "云川市档案局2024年政府信息公开工作年度报告" || out.Outline[0].Y != areaTop {
		t.Errorf("%+v", out.Outline[0])
	}
}

// TestOtherStyles lays the same document out in every style of the program.
func TestOtherStyles(t *testing.T) {
	for _, name := range style.Names() {
		out, list := layout.Pages(everything(t), style.Embedded(name), fonts.Embedded())
		if len(list) > 0 {
			t.Errorf("%s: %v", name, list)
		}
		checkInside(t, out)
		checkCells(t, out)
		fills := 0
		for i := range out.Pages {
			for _, item := range out.Pages[i].Items {
				if r, ok := item.(*frame.Rule); ok && r.Color == 0xC6D9F1 {
					fills++
				}
			}
		}
		if want := map[string]int{"gb9704": 0, "web-plain": 4}[name]; fills != want {
			t.Errorf("%s: %d filled bands, want %d", name, fills, want)
		}
	}
}
