package layout_test

import (
	"strings"
	"testing"

	"nianbao/fonts"
	"nianbao/render/doc"
	"nianbao/render/layout"
	"nianbao/render/length"
	"nianbao/render/style"
)

// TestLetterKeepsTogether: a signature is never alone on a page; the list of
// attachments and some of the text go with it. A list longer than a page is
// cut all the same.
func TestLetterKeepsTogether(t *testing.T) {
	head := &doc.LetterHead{Mark: each("局文件"), Number: plain("局发〔2026〕1号")}
	for n := range 24 {
		blocks := []doc.Block{}
		for range n {
			blocks = append(blocks, body("一行。"))
		}
		blocks = append(blocks, body(strings.Repeat("末段文字。", 30)),
			&doc.Hanging{Gap: true, Indent: 2, Label: plain("附件："), Text: plain("报告")},
			&doc.Closing{Offices: each("档案局"), Date: plain("2026年1月23日"), Seal: true},
			&doc.Paragraph{Kind: doc.Remark, Text: plain("（公开）")})
		out := pages(t, letter(head, blocks...))
		for i := range out.Pages {
			text := allText(&out.Pages[i])
			if !strings.Contains(text, "23日") {
				continue
			}
			for _, s := range []string{"末段文字", "附件：报告", "档案局", "（公开）"} {
				if !strings.Contains(text, s) {
					t.Errorf("after %d lines the date's page lacks %q: %s", n, s, text)
				}
			}
		}
	}
	var long []doc.Block
	long = append(long, body("现予公布。"))
	for i := range 300 {
		long = append(long, &doc.Hanging{Gap: i == 0, Indent: 5, Label: plain("1."), Text: plain("某个局的年度报告")})
	}
	out := pages(t, letter(head, append(long, &doc.Closing{Offices: each("档案局"), Date: plain("2026年1月23日")})...))
	if n := len(out.Pages); n < 14 || n > 16 {
		t.Errorf("300 attachments take %d pages", n)
	}
	if text := allText(&out.Pages[0]); !strings.Contains(text, "年度报告") {
		t.Errorf("the list does not begin on the first page: %s", text)
	}
}

// TestManySealsStandWithText: seven seals and 附件说明 take all of a page but
// two lines, which the end of the text has.
func TestManySealsStandWithText(t *testing.T) {
	head := &doc.LetterHead{Mark: each("局文件"), Number: plain("局发〔2026〕1号")}
	var blocks []doc.Block
	for range 4 {
		blocks = append(blocks, body(strings.Repeat("末段文字。", 30)))
	}
	blocks = append(blocks, &doc.Hanging{Gap: true, Indent: 2, Label: plain("附件："), Text: plain("分工表")},
		&doc.Closing{Offices: each("甲局", "乙局", "丙局", "丁局", "戊局", "己局", "庚局"), Date: plain("2026年1月23日"), Seal: true})
	out := pages(t, letter(head, blocks...))
	last := allText(&out.Pages[len(out.Pages)-1])
	for _, s := range []string{"文字", "分工表", "甲局", "庚局", "23日"} {
		if !strings.Contains(last, s) {
			t.Errorf("the page of the seals lacks %q: %s", s, last)
		}
	}
}

// TestTableStaysWhole: the last row of a table that ends the text does not go
// with 附件说明 to the next page.
func TestTableStaysWhole(t *testing.T) {
	head := &doc.LetterHead{Form: doc.NoteForm, Mark: each("局"), Number: plain("局函〔2026〕1号")}
	for n := range 8 {
		blocks := []doc.Block{}
		for range n {
			blocks = append(blocks, body("一行。"))
		}
		table := &doc.Table{Key: "prose", Rows: make([]doc.TableRow, 3), Widths: []int{1}}
		for i, s := range []string{"甲行", "乙行", "丙行"} {
			table.Cells = append(table.Cells, doc.Cell{Row: i, RowSpan: 1, ColSpan: 1, Text: plain(s)})
		}
		blocks = append(blocks, table)
		for i := range 3 {
			blocks = append(blocks, &doc.Hanging{Gap: i == 0, Indent: 5, Label: plain("1."), Text: plain("报告")})
		}
		out := pages(t, letter(head, append(blocks, &doc.Closing{Offices: each("档案局"), Date: plain("2026年1月23日"), Seal: true})...))
		for i := range out.Pages {
			if text := allText(&out.Pages[i]); strings.Contains(text, "甲行") != strings.Contains(text, "丙行") {
				t.Errorf("after %d lines page %d cuts the table: %s", n, i+1, text)
			}
		}
	}
}

// TestNamesAreNotCut: an entry of 附件说明 of two lines stands on one page.
func TestNamesAreNotCut(t *testing.T) {
	head := &doc.LetterHead{Mark: each("局文件"), Number: plain("局发〔2026〕1号")}
	for n := range 3 {
		blocks := []doc.Block{body("现予公布。")}
		for range n {
			blocks = append(blocks, body("一行。"))
		}
		for i := range 40 {
			blocks = append(blocks, &doc.Hanging{
				Gap: i == 0, Indent: 5, Label: plain("8."), Text: plain("始云川市自然资源和规划局二〇二五年政府信息公开工作年度报告末"),
			})
		}
		out := pages(t, letter(head, append(blocks, &doc.Closing{Offices: each("档案局"), Date: plain("2026年1月23日")})...))
		for i := range out.Pages {
			text := allText(&out.Pages[i])
			if a, b := strings.Count(text, "始"), strings.Count(text, "末"); a != b {
				t.Errorf("after %d lines page %d has %d beginnings of names and %d ends", n, i+1, a, b)
			}
		}
	}
}

// TestHangingAligns: further lines stand under the first character of the
// name (7.3.4).
func TestHangingAligns(t *testing.T) {
	head := &doc.LetterHead{Mark: each("局文件"), Number: plain("局发〔2026〕1号")}
	name := strings.Repeat("很长的附件名称", 6)
	p := sheet{t, &pages(t, letter(head, body("现予公布。"),
		&doc.Hanging{Gap: true, Indent: 2, Label: plain("附件：1."), Text: plain(name)},
		&doc.Hanging{Indent: 5, Label: plain("2."), Text: plain(name)})).Pages[0]}
	first := items(p, "附件：1.")[0]
	x := first.X
	for _, g := range first.Glyphs[:5] {
		x += g.Advance
	}
	if first.X != length.FromMM(2800)+2*15750 {
		t.Errorf("附件 begins at %d", first.X)
	}
	var begins []length.Length
	for _, text := range items(p, "附件名称") {
		if text.Y > first.Y {
			begins = append(begins, text.X)
		}
	}
	second := items(p, "2.")
	if len(begins) < 3 || begins[0] != x || second[len(second)-1].X != length.FromMM(2800)+5*15750 {
		t.Errorf("the name begins at %d, its further lines at %v", x, begins)
	}
}

// TestFirstPageShowsText: a first page without text is warned of.
func TestFirstPageShowsText(t *testing.T) {
	head := &doc.LetterHead{Mark: each("局文件"), Number: plain("局发〔2026〕1号")}
	d := letter(head, body("现予公布。"))
	found := func() string {
		_, list := layout.Pages(d, style.Embedded("gb9704"), fonts.Embedded())
		if len(list) > 0 {
			return list[0].Code
		}
		return ""
	}
	if code := found(); code != "" {
		t.Errorf("found %s", code)
	}
	// Text of a few lines does not follow its signature whole.
	short := letter(head, body(strings.Repeat("现予公布。", 14)),
		&doc.Hanging{Gap: true, Indent: 2, Label: plain("附件：1."), Text: plain("报告")}, &doc.Hanging{Indent: 5, Label: plain("2."), Text: plain("报告")},
		&doc.Closing{Offices: each("档案局"), Date: plain("2026年1月23日"), Seal: true}, &doc.Paragraph{Kind: doc.Remark, Text: plain("（公开）")})
	out := pages(t, short)
	for i := range 2 {
		if text := allText(&out.Pages[i]); !strings.Contains(text, "现予公布") {
			t.Errorf("page %d shows no text: %s", i+1, text)
		}
	}
	d.Blocks[2] = &doc.Paragraph{Kind: doc.Recipients, Text: plain(strings.Repeat("某某市人民政府，", 60) + "：")}
	if code := found(); code != layout.CodeFirstPage {
		t.Errorf("found %q, want %s", code, layout.CodeFirstPage)
	}
}
